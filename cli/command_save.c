/* SPDX-License-Identifier: MIT
 *
 * command_save: does a save still fit, before a changed world is given to its players?
 *
 * In     kizuna save check OLD.sav WORLD.kiz …
 * Out    for each world exact, migrated with what is lost, or refused with the reason
 */
#include "cli.h"

#include <string.h>

/* A document of ours as a value inside another: deeper by six blanks. */
static void print_deeper(const char *text) {
    for (; *text; text++) {
        if (*text == '\n' && text[1] == '\0') return;
        putchar(*text);
        if (*text == '\n') fputs("      ", stdout);
    }
}

static void print_path(const char *path) {
    putchar('"');
    for (; *path; path++) {
        if (*path == '"' || *path == '\\') putchar('\\');
        if ((unsigned char)*path < 0x20) printf("\\u%04x", (unsigned char)*path);
        else putchar(*path);
    }
    putchar('"');
}

static void print_result(const options *o, const char *path, kz_play *made, bool is_first) {
    const char *fit = kz_play_fit_text(made, o->is_json ? KZ_JSON : KZ_PLAIN);
    if (!o->is_json) {
        printf("%s: %s", path, fit ? fit : "");
        return;
    }
    printf("%s    {\n      \"file\": ", is_first ? "" : ",\n");
    print_path(path);
    fputs(",\n      \"result\": ", stdout);
    print_deeper(fit ? fit : "null\n");
    fputs("\n    }", stdout);
}

static int check_one(const options *o, const file_text *save, const char *path, bool is_first) {
    options for_world = *o;
    for_world.file = path;
    session s;
    int code = session_open(&s, &for_world);
    kz_play *made =
        code == EXIT_ANSWERED ? kz_play_load(s.world, save->text, save->length, NULL) : NULL;
    if (code == EXIT_ANSWERED && !made) complain(M_NO_MEMORY), code = EXIT_BROKEN;
    if (made) {
        print_result(o, path, made, is_first);
        if (kz_play_fit(made) == KZ_FIT_REFUSED)
            code = kz_world_error_count(s.world) ? EXIT_WORLD_ERRORS : EXIT_NONE;
    }
    kz_play_free(made);
    session_close(&s);
    return code;
}

int command_save(const options *o) {
    if (!o->file || strcmp(o->file, "check") != 0 || o->word_count < 2)
        return complain(M_WANTS_FILE, o->verb, "`check`, a save and one world or more"), EXIT_USAGE;
    file_text save;
    int code = file_read(o->words[0], &save), worst = EXIT_ANSWERED;
    if (code != EXIT_ANSWERED) return code;
    if (o->is_json)
        fputs("{\n  \"format\": \"kizuna-save-check\",\n  \"version\": 1,\n  \"worlds\": [\n",
              stdout);
    for (size_t i = 1; i < o->word_count; i++) {
        code = check_one(o, &save, o->words[i], i == 1);
        if (code > worst) worst = code;
    }
    if (o->is_json) fputs("\n  ]\n}\n", stdout);
    file_free(&save);
    return worst;
}
