/* SPDX-License-Identifier: MIT
 *
 * cli: what the command line's files share. A guest: it sees kizuna.h only.
 */
#ifndef CLI_H
#define CLI_H

#include <kizuna.h>

#include <stdbool.h>
#include <stdio.h>

/* Exit codes, as docs/command_line.md promises them. */
enum exit_code {
    EXIT_ANSWERED = 0,
    EXIT_NONE = 1,
    EXIT_USAGE = 2,
    EXIT_WORLD_ERRORS = 3,
    EXIT_UNANSWERED = 4,
    EXIT_FILE = 5,
    EXIT_BROKEN = 70,
    EXIT_INTERRUPTED = 130
};

enum message {
#define MESSAGE(name, number, sentence) name,
#include "messages.def"
#undef MESSAGE
};

/* ---- complain.c: "error K0701: …" on stderr ---- */
void complain(enum message which, ...);

/* ---- options.c ---- */
#define MOST_CHANGES 256
#define MOST_ACTS    4096
#define MOST_RANGES  2

typedef struct options {
    const char *verb;
    const char *file;   /* the first word that is no option; NULL */
    const char *output; /* -o; NULL: stdout */
    bool is_json;
    bool has_form;       /* --draw was said */
    kz_form form;        /* of the answer */
    bool has_reasons;    /* --why */
    bool is_only_check;  /* fmt --check */
    bool is_rewrite;     /* fmt --write */
    const char *show;    /* check --show */
    const char *as_used; /* library --as-used */
    const char *verify;  /* tell --verify: a file of marked prose */
    const char *strings; /* tell --strings: a PO file */
    const char *graph;   /* --csv: what the tables' files begin with */
    kz_input input;      /* --input */
    double seconds;      /* --time; 0: no end */
    size_t memory_limit; /* --limit-memory; 0: none */
    const char *changes[MOST_CHANGES];
    const char *acts[MOST_ACTS];
    const char *ranges[MOST_RANGES];
    char *owned[MOST_CHANGES]; /* texts made here, freed by options_free */
    size_t owned_count;
    kz_question question; /* points into changes and acts, so options stay where they are */
    kz_play_settings play;
    const char *contents[MOST_CHANGES]; /* play --without-content */
    bool is_nobody;                     /* play --as nobody */
    const char *load;                   /* play --load */
    const char *words[MOST_CHANGES];    /* save: what follows `check` */
    size_t word_count;
    bool is_zip;   /* export --zip */
    uint32_t port; /* studio --port; 0: any that is free */
    bool is_quiet; /* studio --no-open */
    bool is_help;  /* --help: nothing behind it was read */
} options;

/* `words` are the verb and all behind it. EXIT_ANSWERED, or EXIT_USAGE after complaining. The words
 * are kept until options_free, and may be changed. */
int options_read(options *made, int count, char **words);
void options_free(options *of);

/* ---- files.c ---- */
typedef struct file_text {
    char *text;
    size_t length;
} file_text;

bool file_is_there(const char *path);
/* Reads a whole file, or stdin for "-". EXIT_ANSWERED, or EXIT_FILE after complaining. */
int file_read(const char *path, file_text *made);
void file_free(file_text *of);
/* Writes a whole file at once: to a new one beside it, then renamed. NULL or "-": stdout. */
int file_write(const char *path, const char *text);
int file_write_bytes(const char *path, const char *bytes, size_t length);

/* ---- modules.c: finds modules beside a world file ---- */
typedef struct module_finder {
    const char *world;  /* its path: no module of itself */
    const char *folder; /* of the world file, with its slash; "" for here */
    file_text last;
    char *last_path;
} module_finder;
const char *module_find(void *self, const char *name, size_t *length, const char **shown_as);
module_finder module_finder_for(const char *path);
void module_finder_free(module_finder *of);

/* ---- session.c: load a world, print an answer ---- */
typedef struct session {
    module_finder modules;
    file_text file;
    kz_engine *engine;
    kz_world *world;
} session;

int session_open(session *made, const options *o);
void session_close(session *of);
/* Prints the world's notes on stderr. */
void session_print_notes(session *of);
/* Prints the answer; an exit code. `stopped_by`: who stopped it, or NULL. */
int session_answer(kz_asking *asking, const options *o, kz_progress now, const char *stopped_by);

/* ---- asked.c: one question on its way: begin; while there is an asking advance it, then end;
 * free in any case ---- */
typedef struct asked {
    options o;
    session session;
    file_text verify, strings;
    kz_asking *asking; /* NULL: nothing is to be worked on, and what asked_begin gave is the end */
} asked;

bool asked_knows(const char *verb);
/* Complains and prints notes; an exit code. */
int asked_begin(asked *made, const options *o);
int asked_end(asked *of, kz_progress now, const char *stopped_by);
void asked_free(asked *of);

/* ---- carried.c: a world and its author's modules, as one document ---- */
typedef struct carried_file {
    char *name; /* without its folder */
    char *text;
    size_t length;
} carried_file;

typedef struct carried {
    carried_file *files; /* the world's first */
    size_t count;
    char state[17]; /* another whenever a text is another */
    kz_engine *engine;
    kz_world *world;
    module_finder modules;
    bool has_failed;
} carried;

/* EXIT_ANSWERED, also for a world with errors. Free it in any case. */
int carried_read(carried *made, const char *path);
void carried_free(carried *of);
void carried_write(const carried *of, FILE *out);
void write_json_text(FILE *out, const char *text, size_t length);

/* ---- web_files.c: the pages that `make web` built ---- */
/* Looks where the program itself lies; false: it is not there. */
bool file_beside(const char *name, char *path, size_t size);
int web_page_read(const char *name, file_text *made);
/* The page, with something more at the end of its head. */
int write_with_head(FILE *out, const file_text *page, const char *head);

/* ---- zip.c: one file, stored ---- */
void zip_write(FILE *out, const char *name, const char *bytes, size_t length);

/* ---- watch.c: the clock, and whoever interrupts ---- */
kz_progress watch_work(kz_asking *asking, const options *o, const char **stopped_by);
double cpu_seconds(void);
void interruptible(void);
bool was_interrupted_now(void);

/* ---- lines.c ---- */
/* The number-th word that may be typed, NULL past the last; borrowed until the next call. */
typedef const char *(*lines_word_fn)(void *self, uint32_t number);
/* The next line; on a terminal behind the prompt, edited and completed where `words` is given.
 * Borrowed until the next call; NULL: no more. */
const char *lines_next(const char *prompt, lines_word_fn words, void *self);
void lines_end(void);

/* ---- commands.c: the verb is the first word ---- */
int run_verb(int count, char **words);

/* ---- command_*.c: each gives an exit code ---- */
int command_new(const options *o);
int command_check(const options *o);
int command_fmt(const options *o);
int command_import(const options *o);
int command_ask(
    const options *o); /* endings, tell, minds, plan, why, whynot, whatif, sweep, test, map, find */
int command_library(const options *o);
int command_play(const options *o);
int command_save(const options *o);
int command_export(const options *o);
int command_studio(const options *o);
int command_version(const options *o);
int command_help(const options *o);
/* The help page of a verb, or of all when NULL. */
const char *help_page(const char *verb);

#endif
