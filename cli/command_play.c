/* SPDX-License-Identifier: MIT
 *
 * command_play: one person of a world, played line by line.
 *
 * In     a world file, commands on standard input: one a line
 * Out    what happens, on standard output, in plain lines: the same in a pipe, on a terminal and
 * for a screen reader
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PLAY_SLICE 5000 /* effort between two looks whether somebody interrupts */

static const char commands_shown[] =
    "A number or its words does a move. Besides:\n"
    "  wait                 let the others go first\n"
    "  look                 the moves once more\n"
    "  why, why ACT         why somebody did that, or would\n"
    "  whynot ACT           what keeps them from it\n"
    "  minds                what you believe, of the world and of the others\n"
    "  hint                 a move your own wants speak for\n"
    "  log                  all that you have seen\n"
    "  undo                 back to before your last choice\n"
    "  hand over to NAME    be somebody else from here on; `nobody` lets them all go on\n"
    "  save FILE, load FILE\n"
    "  end                  stop here, and see how near which ending was\n"
    "  help, quit\n";

static const char *const command_words[] = {"wait",  "look", "why",  "whynot ",       "minds",
                                            "hint",  "log",  "undo", "hand over to ", "save ",
                                            "load ", "end",  "help", "quit"};
#define COMMAND_WORDS (sizeof command_words / sizeof *command_words)

typedef struct player {
    session *world;
    const options *o;
    kz_play *play;
    bool is_over; /* the end was shown */
    bool has_quit;
    int code;
} player;

/* ---- printing ---- */
static void print_page(player *p, kz_page page) {
    const char *text = kz_play_text(p->play, page, p->o->is_json ? KZ_JSON : KZ_PLAIN);
    if (text) fputs(text, stdout);
    fflush(stdout);
}

static void print_said(player *p, const char *text) {
    if (!p->o->is_json) fputs(text ? text : "", stdout);
    else fprintf(stderr, "%s", text ? text : "");
}

/* A document has the moves beside the news. */
static void print_turn(player *p) {
    print_page(p, KZ_PAGE_NEWS);
    if (!p->o->is_json) print_page(p, KZ_PAGE_MOVES);
}

/* ---- turns ---- */
static kz_turn work_on(player *p) {
    kz_turn turn;
    while ((turn = kz_play_advance(p->play, PLAY_SLICE)) == KZ_TURN_WORKING &&
           !was_interrupted_now()) {}
    return turn;
}

static int turn_code(player *p, kz_turn turn) {
    if (was_interrupted_now()) return EXIT_INTERRUPTED;
    if (turn == KZ_TURN_FAILED)
        return complain(M_NO_MEMORY), p->o->memory_limit ? EXIT_UNANSWERED : EXIT_BROKEN;
    if (turn != KZ_TURN_MISTAKEN) return EXIT_ANSWERED;
    const char *notes = kz_play_notes(p->play, KZ_PLAIN);
    if (notes) fputs(notes, stderr);
    if (p->o->is_json) print_page(p, KZ_PAGE_FRONT);
    return EXIT_WORLD_ERRORS;
}

/* Goes on to the next prompt, and shows what it brings. */
static void go_on(player *p) {
    kz_turn turn = work_on(p);
    p->code = turn_code(p, turn);
    if (p->code != EXIT_ANSWERED) {
        p->has_quit = true;
        return;
    }
    if (turn == KZ_TURN_OVER) {
        print_page(p, KZ_PAGE_NEWS);
        print_page(p, KZ_PAGE_END);
        p->is_over = true;
        return;
    }
    print_turn(p);
}

/* ---- commands ---- */
static void answer_heard(player *p, kz_heard heard, const char *line) {
    char said[512];
    switch (heard) {
    case KZ_HEARD: go_on(p); return;
    case KZ_HEARD_UNWILLING: print_said(p, "It takes another, who would not.\n"); return;
    case KZ_HEARD_SEVERAL:
        snprintf(said, sizeof said,
                 "`%.200s` may mean several moves: say more of it, or its number.\n", line);
        break;
    case KZ_HEARD_FAILED: p->code = turn_code(p, KZ_TURN_FAILED), p->has_quit = true; return;
    case KZ_HEARD_NOT_NOW:
        snprintf(said, sizeof said, "The story is over: `undo` goes back, `quit` leaves.\n");
        break;
    default:
        snprintf(said, sizeof said,
                 "There is no move `%.200s` here. `look` shows the moves, `help` what else can be "
                 "said.\n",
                 line);
        break;
    }
    print_said(p, said);
}

static void undo_last(player *p) {
    kz_heard heard = kz_play_undo(p->play);
    if (heard != KZ_HEARD) {
        print_said(p, "There is nothing to undo.\n");
        return;
    }
    p->is_over = false;
    go_on(p);
}

static void hand_over(player *p, const char *name) {
    if (strncmp(name, "to ", 3) == 0) name += 3;
    kz_heard heard = kz_play_hand_over(p->play, strcmp(name, "nobody") ? name : NULL);
    if (heard == KZ_HEARD) {
        if (!p->o->is_json)
            printf("You are %s now.\n\n", kz_play_as(p->play) ? kz_play_as(p->play) : "nobody");
        go_on(p);
        return;
    }
    print_said(p, heard == KZ_HEARD_UNKNOWN
                      ? "There is nobody of that name. There are:\n"
                      : "The story is over: `undo` goes back, `quit` leaves.\n");
    if (heard == KZ_HEARD_UNKNOWN) print_page(p, KZ_PAGE_PEOPLE);
}

static void save_to(player *p, const char *path) {
    if (!*path) {
        print_said(p, "Save where? `save FILE`.\n");
        return;
    }
    const char *text = kz_play_text(p->play, KZ_PAGE_SAVE, KZ_PLAIN);
    if (!text || !*text || file_write(path, text) != EXIT_ANSWERED) return;
    if (!p->o->is_json) printf("Saved in %s.\n", path);
}

static kz_play *loaded_from(player *p, const char *path, bool *is_read) {
    file_text file;
    *is_read = file_read(path, &file) == EXIT_ANSWERED;
    if (!*is_read) return NULL;
    kz_play *made = kz_play_load(p->world->world, file.text, file.length, &p->o->play);
    file_free(&file);
    return made;
}

static void print_fit(player *p, kz_play *of) {
    const char *fit = kz_play_fit_text(of, KZ_PLAIN);
    if (fit && kz_play_fit(of) != KZ_FIT_EXACT) fputs(fit, p->o->is_json ? stderr : stdout);
}

static void load_from(player *p, const char *path) {
    bool is_read;
    kz_play *made = loaded_from(p, path, &is_read);
    if (!made) {
        if (is_read) complain(M_NO_MEMORY);
        return;
    }
    print_fit(p, made);
    if (kz_play_fit(made) == KZ_FIT_REFUSED) {
        kz_play_free(made);
        return;
    }
    kz_play_free(p->play);
    p->play = made;
    p->is_over = false;
    go_on(p);
}

static const char *behind(const char *line, const char *command) {
    size_t length = strlen(command);
    if (strncmp(line, command, length) != 0 || (line[length] && line[length] != ' ')) return NULL;
    line += length;
    while (*line == ' ') line++;
    return line;
}

static bool take_question(player *p, const char *line) {
    const char *rest;
    if ((rest = behind(line, "whynot")) || (rest = behind(line, "why not"))) {
        print_said(p, *rest ? kz_play_whynot(p->play, rest) : "Why not what? `whynot ACT`.\n");
    } else if ((rest = behind(line, "why"))) {
        print_said(p, kz_play_why(p->play, *rest ? rest : NULL));
    } else if (behind(line, "minds")) {
        print_page(p, KZ_PAGE_MINDS);
    } else if (behind(line, "hint")) {
        print_page(p, KZ_PAGE_HINT);
    } else if (behind(line, "log")) {
        print_page(p, KZ_PAGE_LOG);
    } else if (behind(line, "look")) {
        print_page(p, KZ_PAGE_MOVES);
    } else if (behind(line, "help")) {
        print_said(p, commands_shown);
    } else {
        return false;
    }
    return true;
}

static void take_command(player *p, const char *line) {
    const char *rest;
    while (*line == ' ') line++;
    if (!*line || take_question(p, line)) return;
    if (behind(line, "quit")) p->has_quit = true;
    else if (behind(line, "end")) print_page(p, KZ_PAGE_END);
    else if (behind(line, "undo")) undo_last(p);
    else if ((rest = behind(line, "hand over"))) hand_over(p, rest);
    else if ((rest = behind(line, "save"))) save_to(p, rest);
    else if ((rest = behind(line, "load"))) load_from(p, rest);
    else if (behind(line, "wait")) answer_heard(p, kz_play_wait(p->play), line);
    else answer_heard(p, kz_play_choose(p->play, line), line);
}

/* ---- the words a terminal completes ---- */
static const char *word_of(void *self, uint32_t number) {
    player *p = self;
    if (number < COMMAND_WORDS) return command_words[number];
    const char *words = NULL;
    return kz_play_move(p->play, number - (uint32_t)COMMAND_WORDS, &words) ? words : NULL;
}

/* ---- who ---- */
static const char *chosen_person(kz_play *among, const char *said) {
    char *end;
    unsigned long number = strtoul(said, &end, 10);
    if (*said >= '1' && *said <= '9' && !*end && number < 10000)
        return kz_play_person(among, (uint32_t)number - 1);
    const char *name;
    for (uint32_t i = 0; (name = kz_play_person(among, i)); i++) {
        if (strcmp(name, said) == 0) return name;
    }
    return NULL;
}

static void say_nobody_chosen(const char *said) {
    if (!*said) puts("A number or a name says who you are; `quit` leaves.");
    else printf("There is nobody called `%.200s` here; `quit` leaves.\n", said);
}

/* Asks until somebody is named; NULL when the player quits, and at the end of input. */
static const char *choose_person(player *p, kz_play *among) {
    const char *line, *name = NULL;
    if (!p->o->is_json) {
        puts("Who are you?");
        for (uint32_t i = 0; (name = kz_play_person(among, i)); i++)
            printf("%u. %s\n", i + 1, name);
    }
    fflush(stdout);
    while ((line = lines_next("> ", NULL, NULL))) {
        while (*line == ' ') line++;
        name = chosen_person(among, line);
        if (name) return name;
        if (behind(line, "quit")) return p->has_quit = true, NULL;
        if (!p->o->is_json) say_nobody_chosen(line);
    }
    return NULL;
}

static int begin(player *p) {
    kz_play_settings settings = p->o->play;
    bool is_read = true;
    p->play = p->o->load ? loaded_from(p, p->o->load, &is_read)
                         : kz_play_begin(p->world->world, &settings);
    if (!is_read) return EXIT_FILE;
    if (!p->play) return complain(M_NO_MEMORY), EXIT_BROKEN;
    if (p->o->load) {
        print_fit(p, p->play);
        return kz_play_fit(p->play) == KZ_FIT_REFUSED ? EXIT_NONE : EXIT_ANSWERED;
    }
    int code = turn_code(p, kz_play_advance(p->play, 0));
    if (code != EXIT_ANSWERED || settings.as || p->o->is_nobody) return code;
    settings.as = choose_person(p, p->play);
    if (!settings.as && p->has_quit) return EXIT_ANSWERED;
    if (!settings.as)
        return complain(M_WANTS_FILE, "play", "somebody to be: --as NAME"), EXIT_USAGE;
    kz_play *with_person = kz_play_begin(p->world->world, &settings);
    kz_play_free(p->play);
    p->play = with_person;
    return with_person ? turn_code(p, kz_play_advance(with_person, 0))
                       : (complain(M_NO_MEMORY), EXIT_BROKEN);
}

static void play_on(player *p) {
    const char *line;
    print_page(p, KZ_PAGE_FRONT);
    if (!p->o->is_json) puts("");
    go_on(p);
    while (!p->has_quit && (line = lines_next("> ", word_of, p))) {
        if (!isatty(STDIN_FILENO) && !p->o->is_json)
            printf("\n> %s\n", line); /* a record that can be read */
        else if (!p->o->is_json) puts("");
        fflush(stdout); /* what is complained of comes after what was typed */
        take_command(p, line);
    }
    if (was_interrupted_now() && p->code == EXIT_ANSWERED) p->code = EXIT_INTERRUPTED;
}

static int play(session *s, const options *o) {
    session_print_notes(s);
    if (kz_world_error_count(s->world) && !o->is_json) return EXIT_WORLD_ERRORS;
    player p = {.world = s, .o = o};
    int code = begin(&p);
    if (code == EXIT_ANSWERED && !p.has_quit) {
        play_on(&p);
        code = p.code;
    }
    kz_play_free(p.play);
    lines_end();
    return code;
}

int command_play(const options *o) {
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    if (strcmp(o->file, "-") == 0)
        return complain(M_WANTS_FILE, o->verb, "a world file of its own: what is typed is played"),
               EXIT_USAGE;
    session s;
    int code = session_open(&s, o);
    if (code == EXIT_ANSWERED) code = play(&s, o);
    session_close(&s);
    return code;
}
