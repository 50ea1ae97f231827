/* SPDX-License-Identifier: MIT
 *
 * Kizuna: the front door. The only header a guest sees.
 *
 * A world is text. Load it, ask it something, read the answer:
 *
 *     #include <kizuna.h>
 *     #include <stdio.h>
 *     #include <string.h>
 *
 *     int main(void) {
 *         const char *text = "person Mio she\n  wants 1: waved\n\nfact waved\n\n"
 *                            "act wave by Mio\n  if not waved\n  then waved\n\n"
 *                            "ending seen when waved\n";
 *         kz_engine *engine = kz_engine_new(NULL);
 *         kz_world *world = kz_world_load(engine, "mio.kiz", text, strlen(text));
 *         kz_question question = {.size = sizeof question, .verb = KZ_ENDINGS};
 *         kz_asking *asking = kz_ask(world, &question);
 *         while (kz_asking_advance(asking, 10000) == KZ_RUNNING) {}
 *         fputs(kz_asking_text(asking, KZ_PLAIN), stdout);
 *         kz_asking_free(asking);
 *         kz_world_free(world);
 *         kz_engine_free(engine);
 *         return 0;
 *     }
 *
 * Which call is legal when:
 *
 *     kz_engine_new -> kz_world_load -> kz_ask -> kz_asking_advance … -> kz_asking_text
 *                            |                                           -> kz_asking_free
 *                            |     (any number of askings of one world, also in several threads)
 *                            +-> kz_world_notes, kz_world_print, kz_world_show
 *                            +-> kz_world_free -> kz_engine_free
 *
 * The library prints nothing, opens nothing, reads no clock, and never exits. There are no globals.
 * A loaded world does not change, so threads may share it; an asking belongs to one thread at a
 * time. Where memory ends a call gives NULL or KZ_FAILED, and everything can still be freed. The
 * same question gives the same bytes on every machine, however the work is sliced.
 */
#ifndef KIZUNA_H
#define KIZUNA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KZ_VERSION "0.1.0"

typedef struct kz_engine kz_engine;
typedef struct kz_world kz_world;
typedef struct kz_asking kz_asking;

/* All memory passes here: grow, shrink, make (block NULL), free (new_size 0). May give NULL, except
 * when freeing. Called from any thread that uses the engine; an asking of several threads calls it
 * from all of them, one at a time. */
typedef void *(*kz_resize_fn)(void *self, void *block, size_t old_size, size_t new_size);

/* Finds the text of `use NAME` beside the file that uses it: sets *length, *shown_as (how messages
 * name it; may stay NULL) and gives the text, borrowed until the next call or the end of
 * kz_world_load; NULL when there is none (the engine's own library is then looked through). */
typedef const char *(*kz_read_module_fn)(void *self, const char *name, size_t *length,
                                         const char **shown_as);

/* How a text is read. */
typedef enum kz_input {
    KZ_BY_NAME, /* as its name ends: `.txt` and `.sabre` are problem files of the peer planner, all
                   else is Kizuna's own language */
    KZ_KIZ,
    KZ_SABRE
} kz_input;

typedef struct kz_settings {
    size_t size;                   /* sizeof(kz_settings): lets later versions add fields        */
    kz_resize_fn resize;           /* NULL means the C library                                   */
    kz_read_module_fn read_module; /* NULL means only the engine's own library                   */
    void *self;                    /* handed back to the two functions above                     */
    size_t memory_limit;           /* bytes in use at once by one world or asking; 0 means no end */
    kz_input input;                /* how every text given to kz_world_load is read              */
} kz_settings;                     /* all but `size` may be zero                                 */

/* `settings` may be NULL. NULL when memory ended. Yours to free with kz_engine_free, after all its
 * worlds. */
kz_engine *kz_engine_new(const kz_settings *settings);
void kz_engine_free(kz_engine *engine);

typedef enum kz_form {
    KZ_PLAIN,
    KZ_JSON,
    KZ_TAP,     /* KZ_TEST: for a harness (Test Anything Protocol 14) */
    KZ_SVG,     /* KZ_MAP, KZ_SWEEP: a drawing, */
    KZ_HTML,    /* the same in a page, */
    KZ_DOT,     /* for Graphviz, */
    KZ_MERMAID, /* for Mermaid */
    /* kz_asking_text of KZ_ENDINGS, and of KZ_PLAN with is_whole: a table of the unfolded stories
       (docs/story_graph.md) */
    KZ_CSV_STATES,
    KZ_CSV_STEPS,
    KZ_CSV_MINDS
} kz_form;

/* Reads and checks a world. Mistakes in it are no failure: kz_world_error_count tells. NULL only
 * when memory ended. `name` is how messages call it. Yours to free with kz_world_free, after all
 * its askings. */
kz_world *kz_world_load(kz_engine *engine, const char *name, const char *text, size_t length);
void kz_world_free(kz_world *world);
/* KZ_KIZ or KZ_SABRE: as what it was read. */
kz_input kz_world_input(const kz_world *world);
uint32_t kz_world_error_count(const kz_world *world);
uint32_t kz_world_note_count(const kz_world *world);
/* What an editor would say, or "" ; JSON: the list alone. Borrowed until kz_world_free. */
const char *kz_world_notes(kz_world *world, kz_form form);
/* The one true form of the text (kizuna fmt); NULL when it could not be read. Borrowed until
 * kz_world_free. */
const char *kz_world_print(kz_world *world);

typedef enum kz_stage { KZ_TREE, KZ_WORLD, KZ_GROUND, KZ_NAMES } kz_stage;
/* A stage of the road, for eyes: what was written, what it means, what can happen. KZ_NAMES, for
 * editors: what is named, and where, with all notes, as JSON (docs/schemas/kizuna-names.json). NULL
 * when the world has errors; KZ_NAMES then has the notes alone. Borrowed until kz_world_free. */
const char *kz_world_show(kz_world *world, kz_stage stage);
/* A problem file of the peer's as a world in Kizuna's own language, in its one true form, with the
 * same stories; NULL for a world, and where it cannot be said: kz_world_notes tells why. Borrowed
 * until kz_world_free. */
const char *kz_world_import(kz_world *world);
/* The module of the world's use number `use` (from 0), roles filled in; NULL when there is none.
 * Borrowed until kz_world_free. */
const char *kz_world_used_module(kz_world *world, uint32_t use, const char **name);

/* The engine's own modules, from number 0; NULL past the last. The texts live as long as the
 * program. */
const char *kz_library_module(uint32_t number, const char **text);
/* The same as one JSON document, with what each module needs: all of them (`name` NULL), or one.
 * NULL when there is none of that name or memory ended. Borrowed until the next call or
 * kz_engine_free; one call at a time for each engine. */
const char *kz_library_json(kz_engine *engine, const char *name);

typedef enum kz_verb {
    KZ_CHECK,   /* the tales and what-ifs the author wrote: do they hold? */
    KZ_ENDINGS, /* every story there is */
    KZ_TELL,    /* one story, told */
    KZ_MINDS,   /* who believes what */
    KZ_PLAN,    /* a story to an ending, without unfolding all others */
    KZ_WHY,     /* a story's acts: plans, wants, beliefs, what the others thought of them */
    KZ_WHYNOT, /* why an act or an ending does not come about, and the smallest change with which it
                  does */
    KZ_WHATIF, /* the world as it is and with changes, side by side */
    KZ_SWEEP,  /* which endings are reached as one number changes, or two */
    KZ_TEST,   /* as KZ_CHECK, and the promises the author made about all stories */
    KZ_MAP,    /* all stories, drawn */
    KZ_FIND,   /* the stories that have a shape */
    KZ_STRINGS /* the texts of a world, to be translated */
} kz_verb;

typedef enum kz_method {
    KZ_AUTO,          /* greedily; then a while for a shorter one */
    KZ_BEST,          /* the shortest estimate first */
    KZ_EXPLAIN_FIRST, /* as KZ_BEST, each step asked about as soon as it is met */
    KZ_GOAL_FIRST,    /* ways to the goal first; who would take their steps is asked only then */
    KZ_BLIND          /* in order of length, without estimates */
} kz_method;

/* What tells how far it is still. Only hmax is never too large; it drops what cannot be reached in
 * time, whichever of them ranks the rest. */
typedef enum kz_heuristic {
    KZ_HEURISTIC_AUTO, /* greedily by relaxed plans, then by hmax */
    KZ_NO_HEURISTIC,
    KZ_HMAX,
    KZ_HADD,
    KZ_RELAXED_PLAN
} kz_heuristic;

typedef enum kz_telling_person {
    KZ_PERSON_OF_THE_WORLD,
    KZ_FIRST_PERSON,
    KZ_SECOND_PERSON,
    KZ_THIRD_PERSON
} kz_telling_person;
typedef enum kz_telling_tense { KZ_TENSE_OF_THE_WORLD, KZ_PAST, KZ_PRESENT } kz_telling_tense;
typedef enum kz_telling_heads {
    KZ_HEADS_OF_THE_WORLD,
    KZ_ONE_HEAD,       /* only what one person has */
    KZ_HEAD_PER_SCENE, /* what the person has who has most of the scene */
    KZ_ALL_HEADS       /* from outside: everything, and everybody's thoughts */
} kz_telling_heads;
typedef enum kz_telling_order {
    KZ_ORDER_OF_THE_WORLD,
    KZ_AS_IT_HAPPENED,
    KZ_FLASHBACK, /* a frame, what was before it, then on from the frame */
    KZ_THREADS,   /* one thread, then a step back to another */
    KZ_FRAGMENTS  /* the present, and within it single lines of the past that it calls back */
} kz_telling_order;
typedef enum kz_telling_form {
    KZ_AS_TEXT,
    KZ_AS_MARKDOWN,
    KZ_AS_HTML,
    KZ_AS_BEATS
} kz_telling_form;
typedef enum kz_telling_part { KZ_ALL_OF_IT, KZ_ONLY_SAID, KZ_ONLY_THOUGHT } kz_telling_part;

#define KZ_AS_THE_WORLD_SAYS 0u /* for a limit: the world's own line, or the default */
#define KZ_LIMIT(n)          ((uint32_t)(n) + 1u) /* a limit of n */
#define KZ_NO_LIMIT          UINT32_MAX

typedef struct kz_question {
    size_t size; /* sizeof(kz_question) */
    kz_verb verb;
    const char *const *changes; /* lines as in a `what if`: "Ren.oath is 4", "without release" */
    size_t change_count;
    uint32_t limit_story;   /* acts in a story */
    uint32_t limit_plan;    /* acts in an explanation */
    uint32_t limit_mind;    /* minds within minds whose plans are searched */
    uint32_t limit_beliefs; /* nesting of beliefs kept at all */
    uint32_t limit_states;  /* story states kept */
    const char *what_if;    /* a named what-if of the world, or NULL */
    const char *tale; /* KZ_WHY, KZ_TELL, KZ_MINDS, KZ_ENDINGS, KZ_MAP: a tale of the world; NULL:
                         the first, or the shortest story found */
    const char
        *ending; /* KZ_WHYNOT: the ending that does not come about; KZ_WHY, KZ_TELL, KZ_MINDS: the
                    shortest story to this ending instead; KZ_PLAN: the ending that is wished for */
    uint32_t at; /* KZ_MINDS: after so many acts of the tale or ending; UINT32_MAX: at its end */
    const char *const
        *after; /* KZ_MINDS, KZ_WHYNOT, KZ_WHATIF: after these acts instead, one call each */
    size_t after_count;
    int has_reasons;  /* KZ_TELL, KZ_PLAN: not 0 adds to each act the plan in the actor's mind */
    kz_method method; /* KZ_PLAN: in which order stories are tried */
    kz_heuristic heuristic; /* KZ_PLAN: by what they are ranked */
    int is_shortest;        /* KZ_PLAN: not 0 goes on until no shorter story can exist */
    uint32_t limit_visited; /* KZ_PLAN: steps tried at the most; 0: no limit */
    /* KZ_TELL; what is zero is as the world's `telling` line says, then as it happened, from
     * outside, in the third person, past */
    const char *through; /* whose head; NULL: the world's */
    kz_telling_person person;
    kz_telling_tense tense;
    kz_telling_heads heads;
    kz_telling_order order;
    kz_telling_form form;
    kz_telling_part part;
    uint32_t words;              /* at the most, as far as key beats allow; 0: everything */
    const char *without_content; /* a content note that the story must not have, or NULL */
    int has_irony;               /* not 0 adds what the reader knows and somebody there does not */
    const char *marked_text; /* prose marked with beat numbers: is every key beat told? Or NULL */
    const char *strings;     /* a gettext PO file that stands for the world's texts, or NULL */
    int has_fates;   /* KZ_ENDINGS: not 0 adds what is inevitable, possible, never; points of no
                        return; what carries the tale */
    int has_secrets; /* KZ_MINDS: not 0 follows who knows what, from whom, through a whole story */
    int has_all_orders; /* KZ_MAP: not 0 draws every order, also where tales would do */
    const char *shape;  /* KZ_FIND: the pattern looked for */
    const char *goal; /* KZ_PLAN, a problem of the peer's: what the author wants at least, as in "2"
                       * or "-0.5"; NULL: the next whole number above what is so at the start, away
                       * from zero, or one more */
    int is_whole;     /* KZ_PLAN: not 0 unfolds every story within the limits, and counts */
    uint32_t plan_count; /* KZ_PLAN: so many different plans, shortest first; 0 means one, the first
                            found */
    const char *act;     /* KZ_WHYNOT: the act, in words */
    uint32_t act_number; /* KZ_WHY: the one act of the story that is asked about, from 1; 0: each */
    int has_all_changes; /* KZ_WHYNOT: not 0 tells every change found, not only the smallest */
    uint32_t most_changes; /* KZ_WHYNOT: changes made at once; 0: two */
    uint32_t limit_tries;  /* KZ_WHYNOT: sets of changes tried at the most; 0: as many as there are
                              single ones, and some thousands of two */
    const char *const *over; /* KZ_SWEEP: one or two ranges, as in "arrival is 8..30" */
    size_t over_count;
    uint32_t threads; /* KZ_ENDINGS, KZ_PLAN with is_whole: hands that unfold stories side by side;
                         0 means one; any number gives the same bytes */
    int has_chapters; /* KZ_TELL: not 0 tells in chapters, each up to a change of mind */
    const char *cut_content; /* KZ_TELL: a content note that is cut out of the telling, or NULL */
    int is_ledger;           /* KZ_ENDINGS: not 0 leaves out which beliefs never matter, the larger
                                half of the work */
} kz_question;               /* all but `size` and `verb` may be zero */

typedef enum kz_progress {
    KZ_RUNNING,  /* more to do */
    KZ_ANSWERED, /* asked and answered */
    KZ_NO,       /* none exists, or a tale or an expectation fails */
    KZ_GAVE_UP,  /* a limit left it unanswered */
    KZ_MISTAKEN, /* the world or the question has errors: kz_asking_notes */
    KZ_FAILED,   /* memory ended */
    KZ_MISASKED, /* the world is sound, and has no such moment as the question asks for:
                    kz_asking_notes */
    KZ_BROKEN /* a mistake of the library's own: a story it found is none when replayed; nothing is
                 told */
} kz_progress;

/* The strings of the question are copied. NULL when memory ended. Yours to free with
 * kz_asking_free. */
kz_asking *kz_ask(const kz_world *world, const kz_question *question);
void kz_asking_free(kz_asking *asking);
/* Works on for about `effort` units (steps looked at, not seconds). May be called again and
 * again. */
kz_progress kz_asking_advance(kz_asking *asking, uint64_t effort);
/* No more work: what is known so far becomes the answer, marked as stopped. */
void kz_asking_stop(kz_asking *asking);
/* States found so far, for a progress line. */
uint64_t kz_asking_state_count(const kz_asking *asking);
/* Changes, values of a sweep and beliefs that were run so far, each with stories of its own; for
 * the same line. */
uint64_t kz_asking_tried_count(const kz_asking *asking);
/* The answer, or what is known of it; "" when there is none. Borrowed until the next call or
 * kz_asking_free. NULL when memory ended. A form that a verb does not have gives the plain one. The
 * JSON's `measured` object is left empty: the library reads no clock. */
const char *kz_asking_text(kz_asking *asking, kz_form form);
/* Messages about the question or met on the way (a rule loop), as kz_world_notes. */
const char *kz_asking_notes(kz_asking *asking, kz_form form);
/* Bytes in use at the most, so far. */
size_t kz_asking_peak_memory(const kz_asking *asking);
/* How much was done for KZ_ENDINGS and KZ_PLAN. With more than one thread some of it is done twice,
 * so that these differ from run to run. */
typedef struct kz_effort {
    uint64_t asked;      /* results of an act in a state that were wanted */
    uint64_t worked_out; /* of these, those that were not known yet */
    uint64_t states;     /* kept, of all depths of belief */
} kz_effort;
kz_effort kz_asking_effort(const kz_asking *asking);

/* ---- play: a guest decides for one person, and everybody else acts for their own reasons ----
 *
 *     kz_play_begin (or kz_play_load) -> kz_play_advance … -> KZ_TURN_YOURS: kz_play_choose,
 * kz_play_wait … -> kz_play_advance … -> KZ_TURN_OVER -> kz_play_free
 *
 * A play belongs to one thread at a time; any number of plays share a world. However the work is
 * sliced, the same choices give the same story. All its memory is kept in a pool: once it is warm,
 * a step takes none from the guest. It may be freed at any time, which is also how it is cancelled.
 */
typedef struct kz_play kz_play;

typedef struct kz_play_settings {
    size_t size;    /* sizeof(kz_play_settings) */
    const char *as; /* who is played, by name; NULL: nobody, all act by themselves */
    uint64_t seed;  /* decides ties, and nothing else; 0: the first in file order */
    const char
        *toward; /* an ending the others and fate steer to, as far as they have reasons; or NULL */
    const char *const
        *without_content; /* what is marked so in the world (`content self harm`) does not happen */
    size_t without_content_count;
    const char *const *changes; /* lines as in a `what if` */
    size_t change_count;
    uint32_t limit_plan; /* as in kz_question */
    uint32_t limit_mind;
    uint32_t limit_beliefs;
    size_t reserve; /* bytes taken at a time; 0: few, and then twice as many each time */
} kz_play_settings; /* all but `size` may be zero */

typedef enum kz_turn {
    KZ_TURN_WORKING,  /* advance on */
    KZ_TURN_YOURS,    /* the guest decides */
    KZ_TURN_OVER,     /* an ending, or nobody has a reason to move; undo is possible */
    KZ_TURN_MISTAKEN, /* the world or the settings have errors (kz_play_notes), or a save was
                         refused (kz_play_fit_text) */
    KZ_TURN_FAILED    /* memory ended */
} kz_turn;

/* The strings of the settings are copied. NULL when memory ended. Yours to free with kz_play_free,
 * before the world. */
kz_play *kz_play_begin(const kz_world *world, const kz_play_settings *settings);
void kz_play_free(kz_play *play);
/* Works on for about `effort` units. */
kz_turn kz_play_advance(kz_play *play, uint64_t effort);

typedef enum kz_heard {
    KZ_HEARD,           /* done; advance on */
    KZ_HEARD_NOT_NOW,   /* it is not the guest's turn */
    KZ_HEARD_UNKNOWN,   /* there is no such move, person, or nothing to undo */
    KZ_HEARD_SEVERAL,   /* the words fit several moves */
    KZ_HEARD_UNWILLING, /* another whose act it is too has no reason to; or (kz_play_happens) it
                           cannot be done */
    KZ_HEARD_FAILED     /* memory ended */
} kz_heard;

/* What the played person may do, as they believe; none unless it is the guest's turn. Act notation;
 * `words` (may be NULL) as a player reads them. Borrowed until the next call. */
uint32_t kz_play_move_count(const kz_play *play);
const char *kz_play_move(kz_play *play, uint32_t number, const char **words);
/* A move by its number (from 1), its notation, or its words. */
kz_heard kz_play_choose(kz_play *play, const char *words);
/* Lets the others go first. */
kz_heard kz_play_wait(kz_play *play);
/* Back to before the last choice. */
kz_heard kz_play_undo(kz_play *play);
/* Another person is played from here on; NULL: nobody. */
kz_heard kz_play_hand_over(kz_play *play, const char *person);
/* An act happens at the guest's word, whoever's it is: for games that keep the story themselves. No
 * reason is asked for; it must be possible. */
kz_heard kz_play_happens(kz_play *play, const char *act);

/* What would this person do now? To be called until it is not KZ_TURN_WORKING, once a frame or so:
 * KZ_TURN_YOURS when it is known. Then kz_play_would_act is the act, NULL for nothing, and page
 * KZ_PAGE_WOULD says why. KZ_TURN_MISTAKEN: there is no such person. */
kz_turn kz_play_would(kz_play *play, const char *person, uint64_t effort);
const char *kz_play_would_act(kz_play *play);

typedef enum kz_page {
    KZ_PAGE_FRONT,  /* title, premise, content notes, who is played */
    KZ_PAGE_PEOPLE, /* who can be played, one a line */
    KZ_PAGE_NEWS,   /* what the played person has seen since the last choice */
    KZ_PAGE_MOVES,
    KZ_PAGE_MINDS, /* what the played person believes, also of the others */
    KZ_PAGE_LOG,   /* all that was seen */
    KZ_PAGE_HINT,
    KZ_PAGE_WOULD, /* why the person asked about would */
    KZ_PAGE_END,   /* how it ended, what was near, what the others thought all along */
    KZ_PAGE_SAVE   /* the save, as text */
} kz_page;

/* Borrowed until the next call. NULL when memory ended. As JSON: one document with the page's text,
 * the turn and the moves. */
const char *kz_play_text(kz_play *play, kz_page page, kz_form form);
/* Why somebody did the act last seen (NULL), did or would do an act; why not. As the played person
 * sees them. Borrowed until the next call. */
const char *kz_play_why(kz_play *play, const char *words);
const char *kz_play_whynot(kz_play *play, const char *words);
const char *kz_play_notes(kz_play *play, kz_form form);
/* The number-th person who can be played (from 0), NULL past the last; who is played; the ending
 * reached, or NULL. */
const char *kz_play_person(const kz_play *play, uint32_t number);
const char *kz_play_as(const kz_play *play);
const char *kz_play_ending(const kz_play *play);
/* Bytes the guest has given. */
size_t kz_play_memory(const kz_play *play);

typedef enum kz_fit { KZ_FIT_NONE, KZ_FIT_EXACT, KZ_FIT_MIGRATED, KZ_FIT_REFUSED } kz_fit;

/* A play from a save, which says itself how it was begun; of `settings` (may be NULL) only limits
 * and reserve count. NULL when memory ended. A save of the same world fits exactly; of a world
 * changed since it is migrated, and kz_play_fit_text lists what was dropped or defaulted; anything
 * else is refused with a reason. */
kz_play *kz_play_load(const kz_world *world, const char *save, size_t length,
                      const kz_play_settings *settings);
kz_fit kz_play_fit(const kz_play *play);
const char *kz_play_fit_text(kz_play *play, kz_form form);

#ifdef __cplusplus
}
#endif

#endif
