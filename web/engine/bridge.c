/* SPDX-License-Identifier: MIT
 *
 * bridge: the command line's own words, answered inside a page.
 *
 * In     words, as behind `kizuna` on a command line; files, from the page
 * Out    what the command line would print, and its exit code; plays, page by page
 * Owns   a question or a play from its begin to its end or free, with the words it was given
 * Used   from core.ts alone. Questions are advanced in slices, any number side by side. A command
 *        without work to slice is done when it has begun. What is printed goes out through
 *        stdout and stderr: core.ts collects it during each call.
 */
#include "../../cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define OUT(name)    __attribute__((export_name(#name))) name
#define FROM_PAGE(n) __attribute__((import_module("page"), import_name(#n))) n
#define MOST_WORDS   8192

/* ---- what only the page has: its files ---- */
int FROM_PAGE(file_size)(const char *path); /* -1: there is none */
void FROM_PAGE(file_text_to)(const char *path, char *to);
void FROM_PAGE(file_wrote)(const char *path, const char *text);

bool file_is_there(const char *path) {
    return file_size(path) >= 0;
}

int file_read(const char *path, file_text *made) {
    *made = (file_text){0};
    int size = file_size(path);
    if (size < 0) return complain(M_CANNOT_READ, path, "No such file or directory"), EXIT_FILE;
    made->text = malloc((size_t)size + 1);
    if (!made->text) return complain(M_NO_MEMORY), EXIT_BROKEN;
    file_text_to(path, made->text);
    made->text[size] = '\0';
    made->length = (size_t)size;
    return EXIT_ANSWERED;
}

void file_free(file_text *of) {
    free(of->text);
    *of = (file_text){0};
}

int file_write(const char *path, const char *text) {
    if (!path || strcmp(path, "-") == 0) fputs(text, stdout);
    else file_wrote(path, text);
    return EXIT_ANSWERED;
}

/* ---- questions ---- */
typedef struct question {
    asked it;
    options o;
    char *words;
    int code;
    double began;
    const char *stopped_by;
    kz_progress now;
} question;

static const question *measured; /* the one whose answer is being printed */

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double cpu_seconds(void) {
    return measured ? seconds_now() - measured->began : 0;
}

bool was_interrupted_now(void) {
    return false;
}

/* Words come one behind the other, each ended by a zero. */
static int read_words(options *made, char *words, int count) {
    static char *list[MOST_WORDS + 1];
    if (count < 1 || count > MOST_WORDS)
        return complain(M_OPTION_WANTS, "kizuna", "a verb, and words behind it"), EXIT_USAGE;
    for (int i = 0; i < count; i++, words += strlen(words) + 1) list[i] = words;
    list[count] = NULL;
    return options_read(made, count, list);
}

/* The commands that ask nothing of a world which takes long. Pages of help are not carried. */
static const struct {
    const char *name;
    int (*run)(const options *o);
} short_commands[] = {{"fmt", command_fmt},
                      {"library", command_library},
                      {"save", command_save},
                      {"new", command_new},
                      {"version", command_version}};

static int begin(question *q) {
    for (size_t i = 0; i < sizeof short_commands / sizeof *short_commands; i++) {
        if (strcmp(q->o.verb, short_commands[i].name) == 0) return short_commands[i].run(&q->o);
    }
    if (q->o.is_help || !asked_knows(q->o.verb))
        return complain(M_NO_VERB, q->o.verb, "", "", ""), EXIT_USAGE;
    return asked_begin(&q->it, &q->o);
}

/* Room for words; bridge_ask and bridge_play take it over, other texts are dropped after their
 * call. */
char *OUT(bridge_room)(size_t size) {
    return malloc(size);
}

void OUT(bridge_drop)(char *room) {
    free(room);
}

/* NULL: memory ended. */
question *OUT(bridge_ask)(char *words, int count) {
    question *q = calloc(1, sizeof *q);
    if (!q) return free(words), NULL;
    q->words = words;
    q->began = seconds_now();
    q->now = KZ_RUNNING;
    q->code = read_words(&q->o, words, count);
    if (q->code == EXIT_ANSWERED) q->code = begin(q);
    fflush(stdout);
    return q;
}

static void stop(question *q, const char *by) {
    q->stopped_by = by;
    q->now = KZ_GAVE_UP;
    kz_asking_stop(q->it.asking);
}

/* 1: there is more to do. */
int OUT(bridge_advance)(question *q, uint32_t effort) {
    if (!q->it.asking || q->now != KZ_RUNNING) return 0;
    q->now = kz_asking_advance(q->it.asking, effort);
    if (q->now == KZ_RUNNING && q->o.seconds > 0 && seconds_now() - q->began >= q->o.seconds)
        stop(q, "--time");
    return q->now == KZ_RUNNING;
}

/* What is known so far is to be the answer. */
void OUT(bridge_enough)(question *q) {
    if (q->it.asking && q->now == KZ_RUNNING) stop(q, "being interrupted");
}

double OUT(bridge_states)(const question *q) {
    return q->it.asking ? (double)kz_asking_state_count(q->it.asking) : 0;
}

/* Prints what there is; its exit code. */
int OUT(bridge_end)(question *q) {
    measured = q;
    if (q->it.asking) q->code = asked_end(&q->it, q->now, q->stopped_by);
    fflush(stdout);
    measured = NULL;
    return q->code;
}

void OUT(bridge_free)(question *q) {
    asked_free(&q->it);
    options_free(&q->o);
    free(q->words);
    free(q);
}

/* ---- plays ---- */
typedef struct played {
    session world;
    options o;
    char *words;
    kz_play *play; /* NULL: what was printed says why */
    int code;
} played;

static int load(played *p) {
    file_text file;
    int code = file_read(p->o.load, &file);
    if (code != EXIT_ANSWERED) return code;
    p->play = kz_play_load(p->world.world, file.text, file.length, &p->o.play);
    file_free(&file);
    if (!p->play) return complain(M_NO_MEMORY), EXIT_BROKEN;
    return kz_play_fit(p->play) == KZ_FIT_REFUSED ? EXIT_NONE : EXIT_ANSWERED;
}

static int begin_play(played *p) {
    if (strcmp(p->o.verb, "play") != 0 || !p->o.file)
        return complain(M_WANTS_FILE, "play", "a world file"), EXIT_USAGE;
    int code = session_open(&p->world, &p->o);
    if (code != EXIT_ANSWERED) return code;
    session_print_notes(&p->world);
    if (kz_world_error_count(p->world.world)) return EXIT_WORLD_ERRORS;
    if (p->o.load) return load(p);
    p->play = kz_play_begin(p->world.world, &p->o.play);
    if (!p->play) return complain(M_NO_MEMORY), EXIT_BROKEN;
    if (kz_play_advance(p->play, 0) != KZ_TURN_MISTAKEN) return EXIT_ANSWERED;
    fputs(kz_play_notes(p->play, KZ_PLAIN), stderr);
    return EXIT_WORLD_ERRORS;
}

/* NULL: memory ended. */
played *OUT(bridge_play)(char *words, int count) {
    played *p = calloc(1, sizeof *p);
    if (!p) return free(words), NULL;
    p->words = words;
    p->code = read_words(&p->o, words, count);
    if (p->code == EXIT_ANSWERED) p->code = begin_play(p);
    return p;
}

/* 0: it can be played. */
int OUT(bridge_play_code)(const played *p) {
    return p->code;
}

void OUT(bridge_play_free)(played *p) {
    kz_play_free(p->play);
    session_close(&p->world);
    options_free(&p->o);
    free(p->words);
    free(p);
}

kz_turn OUT(bridge_play_advance)(played *p, uint32_t effort) {
    return kz_play_advance(p->play, effort);
}

kz_heard OUT(bridge_play_choose)(played *p, const char *words) {
    return kz_play_choose(p->play, words);
}

kz_heard OUT(bridge_play_wait)(played *p) {
    return kz_play_wait(p->play);
}

kz_heard OUT(bridge_play_undo)(played *p) {
    return kz_play_undo(p->play);
}

/* "nobody", or a person. */
kz_heard OUT(bridge_play_hand_over)(played *p, const char *person) {
    return kz_play_hand_over(p->play, strcmp(person, "nobody") ? person : NULL);
}

const char *OUT(bridge_play_text)(played *p, kz_page page, kz_form form) {
    return kz_play_text(p->play, page, form);
}

/* "": the act last seen. */
const char *OUT(bridge_play_why)(played *p, const char *words) {
    return kz_play_why(p->play, *words ? words : NULL);
}

const char *OUT(bridge_play_whynot)(played *p, const char *words) {
    return kz_play_whynot(p->play, words);
}

const char *OUT(bridge_play_person)(const played *p, uint32_t number) {
    return kz_play_person(p->play, number);
}

const char *OUT(bridge_play_as)(const played *p) {
    return kz_play_as(p->play);
}

const char *OUT(bridge_play_ending)(const played *p) {
    return kz_play_ending(p->play);
}

const char *OUT(bridge_play_fit)(played *p, kz_form form) {
    return kz_play_fit_text(p->play, form);
}
