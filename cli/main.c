/* SPDX-License-Identifier: MIT
 *
 * main: the verbs, and how mistakes in asking are answered.
 *
 * In     kizuna VERB …
 * Out    an exit code (enum exit_code); results on stdout, all else on stderr
 */
#include "cli.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    const char *name;
    int (*run)(const options *o);
} command;

static const command commands[] = {
    {"new", command_new},         {"check", command_check}, {"fmt", command_fmt},
    {"endings", command_ask},     {"tell", command_ask},    {"minds", command_ask},
    {"plan", command_ask},        {"why", command_ask},     {"whynot", command_ask},
    {"whatif", command_ask},      {"sweep", command_ask},   {"strings", command_ask},
    {"test", command_ask},        {"map", command_ask},     {"find", command_ask},
    {"play", command_play},       {"save", command_save},   {"library", command_library},
    {"version", command_version}, {"help", command_help},   {"import", command_import},
};

/* Promised by the contract, not there yet: named so that nobody takes them for a slip of the
 * pen. */
static const char *const later[] = {"export", "studio"};

static const char *const sentences[][2] = {
#define MESSAGE(name, number, sentence) {number, sentence},
#include "messages.def"
#undef MESSAGE
};

void complain(enum message which, ...) {
    va_list values;
    va_start(values, which);
    fprintf(stderr, "error %s: ", sentences[which][0]);
    vfprintf(stderr, sentences[which][1], values);
    fputc('\n', stderr);
    va_end(values);
}

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
    for (size_t i = 0; i < sizeof later / sizeof *later; i++) {
        if (strcmp(later[i], verb) == 0) return complain(M_LATER_VERB, verb), EXIT_USAGE;
    }
    const char *meant = likely_verb(verb);
    complain(M_NO_VERB, verb, meant ? "; did you mean `" : "", meant ? meant : "",
             meant ? "`?" : "");
    return EXIT_USAGE;
}

static int run_verb(int count, char **words) {
    static options o; /* large: not on the stack */
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(commands[i].name, words[1]) != 0) continue;
        int code = options_read(&o, count, words);
        if (code == EXIT_ANSWERED) code = commands[i].run(&o);
        options_free(&o);
        return code;
    }
    return no_such_verb(words[1]);
}

int main(int count, char **words) {
    interruptible();
    if (count < 2 || strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
        return fputs(help_page(NULL), stdout), EXIT_ANSWERED;
    if (strcmp(words[1], "--version") == 0) return command_version(NULL);
    int code = run_verb(count, words);
    /* A full disk or a closed pipe must not pass for an answer. */
    if (fflush(stdout) != 0 && code == EXIT_ANSWERED)
        return complain(M_CANNOT_WRITE, "the answer", "the output is closed or full"), EXIT_FILE;
    return code;
}
