/* SPDX-License-Identifier: MIT
 *
 * command_help: the pages of help, each ending in an example.
 */
#include "cli.h"

#include <string.h>

#define ASKING_OPTIONS                                                                             \
    "Changes before the question, any number:\n"                                                   \
    "  --set LINE           one line as in a `what if`: --set \"Ren.oath is 4\", --set \"Ren "     \
    "believes told\"\n"                                                                            \
    "  --without ACT        an act or rule less; --set \"with ACT\": there again; --set \"with "   \
    "ACT by WHO\": done by WHO too\n"                                                              \
    "  --what-if NAME       a what-if of the world itself\n"                                       \
    "Limits (a number, or none; the world's `limits` line is the default, then none, 6, 2, "       \
    "none):\n"                                                                                     \
    "  --limit-story N  --limit-plan N  --limit-mind N  --limit-beliefs N  --limit-states N\n"     \
    "  --limit-memory SIZE (else 4G)  --time SECONDS\n"                                            \
    "Form:\n"                                                                                      \
    "  --json               one document (docs/schemas/)\n"                                        \
    "  -o FILE              written at once, or not at all\n"

static const char *const pages[][2] = {
    {"new", "kizuna new NAME\n\nWrites NAME.kiz, a small world that runs, to begin "
            "from.\n\nExample:\n  kizuna new the_open_door\n"},
    {"check", "kizuna check FILE\n\nReads a world as a good editor would, then verifies that each "
              "tale told in it is possible and every act explained,\nand that each what-if comes "
              "out as expected.\n\n" ASKING_OPTIONS
              "  --show STAGE         tree, world or ground: what the engine made of the "
              "text; names: for editors, as JSON\n\nExit: 0 all holds, 1 a tale or expectation "
              "fails, 3 the world has errors, 4 "
              "a limit left it undecided.\n\nExample:\n  kizuna check examples/why/world.kiz\n"},
    {"fmt",
     "kizuna fmt FILE\n\nPrints a world file in its one true form.\n\n  --check              only "
     "say whether it is in that form (exit 1 when not)\n  --write              rewrite the file\n  "
     "-o FILE              write there\n\nExample:\n  kizuna fmt --write world.kiz\n"},
    {"import",
     "kizuna import FILE\n\nPrints a problem file of the peer planner (.txt, .sabre) as a world in "
     "Kizuna's own language, with the same stories.\n\n  -o FILE              write "
     "there\n\nExample:\n  kizuna import problem.txt -o world.kiz\n"},
    {"endings",
     "kizuna endings FILE\n\nFinds every story in which everybody acts for their own reasons, and "
     "lists all endings, with how many orders, threadings\nand tales lead to each, the first "
     "shortest story, who stands still where none does, and what never happens.\n\n  --fates       "
     "       what is inevitable, possible, never; points of no return; which false belief carries "
     "the tale;\n                       deadlocks of wills; what stays open at each ending\n  "
     "--tale NAME          with --fates: another tale than the first\n"
     "  --ledger             the ledger alone, sooner: beliefs that never matter are not looked "
     "for\n  --threads N          unfold stories in N threads; the answer is the "
     "same\n\n" ASKING_OPTIONS
     "\nExit: 0 answered, 1 no ending can be reached, 4 a limit left it open.\n\nExample:\n  "
     "kizuna endings examples/starry_night/world.kiz --without send_tatsu\n"},
    {"tell",
     "kizuna tell FILE\n\nTells one story: the world's first tale, or another.\n\n  --tale NAME    "
     "      a tale of the world\n  --ending NAME        the first shortest story to that ending\n  "
     "--why                after each act the plan in the actor's mind, which wrong beliefs it "
     "rests on, whether it came true\n\n"
     "How it is told (the world's `telling` line is the default):\n"
     "  --through NAME       what one person has of it: did, saw, was told, wrongly believes\n"
     "  --person PERSON      first, second or third\n"
     "  --tense TENSE        past or present\n"
     "  --heads HEADS        one, per-scene, or free: from outside, with everybody's thoughts\n"
     "  --order ORDER        world, flashback, threads or fragments\n"
     "  --words N            about so many words; what causes the ending is never left out\n"
     "  --as FORM            text, markdown, html, or beats: a sheet to write from\n"
     "  --only PART          said or thought: that alone\n"
     "  --cut-content WORDS  leaves out what has this content note; the scene is cut there\n"
     "  --chapters           in chapters, each up to a change of mind\n"
     "  --irony              what the reader was told and somebody there holds otherwise\n"
     "  --without-content X  a story without it; where this one has it, the nearest that has not\n"
     "  --verify FILE        does prose marked with beat numbers tell it?\n"
     "  --strings FILE       a PO file whose translations stand for the world's "
     "texts\n\n" ASKING_OPTIONS
     "\nExit: 0 told, 1 no such story, or content it must not have, or prose that does not tell "
     "it.\n\nExample:\n  kizuna tell examples/why/world.kiz --through Aki --person first\n"},
    {"strings", "kizuna strings FILE\n\nPrints the texts of a world as a gettext PO file, to be "
                "translated. `kizuna tell FILE --strings FILE.po` tells it so.\n\n  --json         "
                "      one document\n  -o FILE              written at once, or not at "
                "all\n\nExample:\n  kizuna strings examples/why/world.kiz -o why.po\n"},
    {"minds",
     "kizuna minds FILE\n\nShows who believes what, and what each takes the others to believe: at "
     "the start, or\n\n  --after ACT …        after these acts\n  --at TALE:N          after N "
     "acts of a told tale\n  --ending NAME        at the end of the first shortest story to that "
     "ending\n\nor through a whole story\n\n  --secrets            who knows what, since when and "
     "from whom; who thinks whom to know it; where a reader knows more\n  --through NAME       "
     "the reader sees through this person; --heads free: is told every act\n  --tale NAME          "
     "another tale than the first\n\n" ASKING_OPTIONS
     "\nExample:\n  kizuna minds examples/why/world.kiz --at told:9\n"},
    {"plan",
     "kizuna plan FILE --ending NAME\n\nLooks for a story to one ending, without unfolding all "
     "others, and says whether no story to it is shorter.\n\n  --ending NAME        the ending "
     "that is wished for (may be left out where the world has one)\n  --shortest           go on "
     "until no shorter story can exist\n  --why                after each act the plan in the "
     "actor's mind, which wrong beliefs it rests on, whether it came true\n  --method METHOD      "
     "auto, best, explain-first, goal-first or blind: in which order stories are tried\n"
     "  --heuristic NAME     auto, none, hmax, hadd or relaxed: by what they are ranked\n"
     "  --nodes N            steps tried at the most\n"
     "  --all                every story within the limits, counted by length\n"
     "  --threads N          with --all: unfold stories in N threads; the answer is the "
     "same\n\n" ASKING_OPTIONS
     "\nExit: 0 there is one, 1 there is none, 4 a limit left it open.\n\nExample:\n  kizuna plan "
     "examples/starry_night/world.kiz --ending away_together\n"},
    {"why",
     "kizuna why FILE\n\nFor each act of a story, or for one: the plan in the actor's mind, the "
     "wants it serves with their numbers, the beliefs it rests\non, which of them are wrong and "
     "where they come from, whether the plan came true, and what the others thought of it.\n\n  "
     "--tale NAME          a tale of the world (else its first)\n  --ending NAME        the first "
     "shortest story to that ending\n  --act N              only the act of that "
     "number\n\n" ASKING_OPTIONS "\nExample:\n  kizuna why examples/why/world.kiz --act 12\n"},
    {"whynot",
     "kizuna whynot FILE --act ACT | --ending NAME\n\nWhy an act, or an ending, does not come "
     "about: physically impossible (and what it needs), not known, no plan uses it, would\nlose "
     "more than gain, another would not consent, or only in other stories. Then the smallest "
     "change with which it does: single\nchanges of facts, beliefs, wants' weights, laws, acts and "
     "rules left out or added; if none does, pairs.\n\n  --act ACT            an act, as in "
     "\"leave by "
     "Aki\"\n  --after ACT …        an act: right after these acts; an ending: from there on, and "
     "with which act it went out of reach\n  --ending NAME        an "
     "ending\n  --all                every change found, and pairs to the end\n  --changes N       "
     "   1 or 2: changes made at once (2)\n  --tries N            sets of changes tried at the "
     "most\n\n" ASKING_OPTIONS
     "\nExit: 0 it comes about, or would with a change that is told, 1 with none that was tried, 4 "
     "not all could be tried.\n\nExample:\n  kizuna whynot "
     "examples/the_stone_where_the_village_ends/world.kiz --ending he_stays\n"},
    {"whatif",
     "kizuna whatif FILE [NAME]\n\nCompares the world with a what-if of its own, or with changes: "
     "where stories part, whose mind differs and why, endings gained and\nlost, promises no longer "
     "kept, who is better off and who is worse. Without a name and a change: all what-ifs of the "
     "world.\n\n  NAME                 a what-if of the world\n  --after ACT …        the changes "
     "are made after these acts\n\n" ASKING_OPTIONS
     "\nExample:\n  kizuna whatif examples/on_sacred_ground/world.kiz weaker_lure\n"},
    {"sweep", "kizuna sweep FILE --over \"NUMBER is A..B\"\n\nWhich endings are reached as a "
              "number changes, or two: regimes and their borders, and a chart. With -o FILE.svg a "
              "drawing.\n\n  --over RANGE         once, or twice\n\n" ASKING_OPTIONS
              "\nExample:\n  kizuna sweep examples/on_sacred_ground/world.kiz --over \"arrival is "
              "8..30\"\n"},
    {"test", "kizuna test FILE\n\nVerifies tales and what-ifs as `check` does, then holds each "
             "promise (`always`, `never`, `possible`) against all stories. A broken\none is "
             "answered with the shortest story in which it breaks.\n\n  --tap                for a "
             "test harness (TAP 14)\n\n" ASKING_OPTIONS
             "\nExit: 0 all holds, 1 something fails, 3 the world has errors, 4 a limit left it "
             "undecided.\n\nExample:\n  kizuna test examples/starry_night/world.kiz --tap\n"},
    {"map", "kizuna map FILE -o map.svg\n\nDraws all stories: moments, the acts between them, each "
            "ending by its name, acts behind which a way is closed for good.\n\n  -o FILE          "
            "    drawn as the name says: .svg, .html, .dot (Graphviz), .mmd (Mermaid), .json; "
            "without it, plain text\n  --draw FORM          svg, html, dot, mmd, json or text, "
            "whatever the file is called\n  --tale NAME          marks a tale\n  --orders          "
            "   every order, also where one order of each tale would be drawn\n\n" ASKING_OPTIONS
            "\nExit: 0 answered, 4 a limit left stories out.\n\nExample:\n  kizuna map "
            "examples/starry_night/world.kiz --tale told -o map.svg\n"},
    {"find",
     "kizuna find FILE SHAPE\n\nFinds the stories that have a shape: parts in order, divided by "
     "`;`.\n\n  A lies to B          somebody who is not named lets another learn what is not so\n "
     " later B learns it    some time behind the part before\n  next A leaves        the very next "
     "act\n  meanwhile no …       what must not come between\n  when Ren.at is road  a moment at "
     "which that is so\n  A believes …         a moment at which A does\n  the story ends in E  "
     "the last part\n\nWhere no story has it: which part fails, and the story that comes nearest. "
     "docs/shapes.md has the grammar.\n\n" ASKING_OPTIONS
     "\nExit: 0 found, 1 none, 3 the world or the shape has errors, 4 a limit left it "
     "open.\n\nExample:\n  kizuna find examples/why/world.kiz \"A lies to B; later B learns it; "
     "later B forgives A\"\n"},
    {"play",
     "kizuna play FILE --as NAME\n\nYou decide for one person, in plain lines; everybody else acts "
     "for their own reasons. You see what that person sees, and\nmay do what they believe "
     "possible. `help` while playing lists what can be said. Nobody is ever asked to harm "
     "themselves.\n\n  --as NAME            whom you play; `nobody` lets them all act by "
     "themselves; without it you are asked\n  --toward NAME        the others and fate steer to "
     "that ending, as far as they have reasons\n  --without-content X  what is marked so in the "
     "world does not happen (`content X` in an act or an ending); any number\n  --seed N           "
     "  decides ties, and nothing else; 0 takes the first in file order\n  --load FILE          "
     "goes on from a save\n  --set LINE  --without ACT  --limit-plan N  --limit-mind N  "
     "--limit-beliefs N  --limit-memory SIZE (else 4G)\n  --json               one document after "
     "each "
     "command\n\nExit: 0 played, 1 the save was refused, 3 the world has errors.\n\nExample:\n  "
     "kizuna play examples/why/world.kiz --as Ren\n"},
    {"save",
     "kizuna save check OLD.sav WORLD.kiz …\n\nSays for each world whether a save (`save FILE` "
     "while playing) fits it: exact, migrated with what is dropped or\ndefaulted, or refused with "
     "the reason. For an author who changes a world that others are playing.\n\n  --json           "
     "    one document\n\nExit: 0 it fits, exactly or migrated; 1 it is refused; 3 a world has "
     "errors.\n\nExample:\n  kizuna save check evening.sav examples/why/world.kiz\n"},
    {"export",
     "kizuna export web FILE -o story.html\n\nMakes one page of a world that carries everything: "
     "it reads the story, or lets somebody be one of its people,\nfrom a disk, in a frame, without "
     "a network.\n\n  -o FILE              written at once, or not at all\n  --zip                "
     "a zip with an index.html, as sites for games want it\n\n`make web` builds what it "
     "needs.\n\nExit: 0 written, 3 the world has errors, 5 cannot read or write, or no page was "
     "built.\n\nExample:\n  kizuna export web examples/why/world.kiz -o why.html\n"},
    {"studio",
     "kizuna studio FILE\n\nOpens a world in the browser, and keeps page and file the same: what "
     "is "
     "saved there is written here, what is\nwritten here is shown there. Served on 127.0.0.1 "
     "alone, at an address with a token. Ctrl-C ends it.\n\n  --port N             this port; "
     "without it one that is free\n  --no-open            print the address, and open no "
     "browser\n\n`make web` builds what it needs.\n\nExit: 0 ended by Ctrl-C, 5 the file cannot "
     "be read, no page was built, or the port is taken.\n\nExample:\n  kizuna studio "
     "examples/why/world.kiz\n"},
    {"library", "kizuna library [NAME]\n\nLists the modules a world can `use`, or prints one.\n\n  "
                "--as-used FILE       with its roles filled in as that world fills them\n  --json  "
                "             one document: what each module is for, what it needs, its "
                "text\n\nExample:\n  kizuna library parting\n"},
    {"version", "kizuna version\n\nPrints the version.\n\nExample:\n  kizuna version\n"},
    {"help", "kizuna help [VERB]\n\nPrints help.\n\nExample:\n  kizuna help endings\n"},
};

static const char whole[] =
    "kizuna: finds every story in which everybody acts for their own reasons.\n\n"
    "  kizuna new NAME       writes a small world to begin from\n"
    "  kizuna check FILE     reads a world; are its tales and what-ifs right?\n"
    "  kizuna endings FILE   every story there is, as a ledger of endings\n"
    "  kizuna plan FILE      a story to one ending, without unfolding all others\n"
    "  kizuna tell FILE      one story, told; --why adds everybody's reasons\n"
    "  kizuna strings FILE   the texts of a world, to be translated\n"
    "  kizuna minds FILE     who believes what, and what of whom\n"
    "  kizuna why FILE       all that stands behind each act of a story\n"
    "  kizuna whynot FILE    why an act or an ending does not come about, and with what change it "
    "would\n"
    "  kizuna whatif FILE    the world and its what-ifs side by side\n"
    "  kizuna sweep FILE     which endings are reached as a number changes\n"
    "  kizuna test FILE      as check, and the promises: what must always, never, possibly be\n"
    "  kizuna map FILE       all stories as a map; -o map.svg draws it\n"
    "  kizuna find FILE SHAPE  the stories in which, say, \"A lies to B; later B learns it\"\n"
    "  kizuna play FILE      be one of them; the others act for their own reasons\n"
    "  kizuna save check     does a save still fit a changed world?\n"
    "  kizuna export web     one page to give away, which plays or tells the story\n"
    "  kizuna studio FILE    the world in a browser, as you write it\n"
    "  kizuna fmt FILE       the one true form of a world file\n"
    "  kizuna import FILE    a problem file of the peer planner as a world\n"
    "  kizuna library        modules a world can use\n"
    "  kizuna help VERB      more about a verb\n"
    "  kizuna version\n\n"
    "Exit codes: 0 asked and answered, 1 none exists or something fails, 2 usage, 3 the world has "
    "errors, 4 a limit left it\n"
    "unanswered, 5 cannot read or write, 70 a mistake of Kizuna's own, 130 interrupted.\n\n"
    "Example:\n  kizuna tell examples/why/world.kiz\n";

const char *help_page(const char *verb) {
    for (size_t i = 0; verb && i < sizeof pages / sizeof *pages; i++) {
        if (strcmp(pages[i][0], verb) == 0) return pages[i][1];
    }
    return whole;
}

int command_help(const options *o) {
    if (o->file && help_page(o->file) == whole)
        return complain(M_NO_VERB, o->file, "", "", ""), EXIT_USAGE;
    fputs(help_page(o->file), stdout);
    return EXIT_ANSWERED;
}
