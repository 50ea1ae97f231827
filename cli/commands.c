/* SPDX-License-Identifier: MIT
 *
 * commands: the verbs, and what is said to a word that is none.
 *
 * In     the verb and the words after it
 * Out    the exit code of the verb's command
 */
#include "cli.h"

#include <string.h>

typedef struct {
    const char *name;
    int (*run)(const options *o);
} command;

static const command commands[] = {
    {"new", command_new},       {"check", command_check},   {"fmt", command_fmt},
    {"endings", command_ask},   {"tell", command_ask},      {"minds", command_ask},
    {"plan", command_ask},      {"why", command_ask},       {"whynot", command_ask},
    {"whatif", command_ask},    {"sweep", command_ask},     {"strings", command_ask},
    {"test", command_ask},      {"map", command_ask},       {"find", command_ask},
    {"play", command_play},     {"save", command_save},     {"library", command_library},
    {"export", command_export}, {"studio", command_studio}, {"version", command_version},
    {"help", command_help},     {"import", command_import},
};

static size_t shared_letters(const char *one, const char *other) {
    size_t count = 0;
    for (size_t i = 0; one[i]; i++) count += strchr(other, one[i]) != NULL;
    return count;
}

/* The verb that shares the most letters with what was written, when they are most of both. */
static const char *likely_verb(const char *written) {
    const char *best = NULL;
    size_t most = 0, length = strlen(written);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const char *name = commands[i].name;
        size_t longest = strlen(name) > length ? strlen(name) : length,
               shared = shared_letters(name, written);
        if (shared_letters(written, name) < shared) shared = shared_letters(written, name);
        if (shared > most && shared + 2 >= longest && 2 * shared > longest)
            best = name, most = shared;
    }
    return best;
}

static int no_such_verb(const char *verb) {
    const char *meant = likely_verb(verb);
    complain(M_NO_VERB, verb, meant ? "; did you mean `" : "", meant ? meant : "",
             meant ? "`?" : "");
    return EXIT_USAGE;
}

static int show_help(const options *o) {
    return fputs(help_page(o->verb), stdout), EXIT_ANSWERED;
}

int run_verb(int count, char **words) {
    static options o; /* large: not on the stack */
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, words[0]) != 0) continue;
        int code = options_read(&o, count, words);
        if (code == EXIT_ANSWERED) code = o.is_help ? show_help(&o) : commands[i].run(&o);
        options_free(&o);
        return code;
    }
    return no_such_verb(words[0]);
}
