/* SPDX-License-Identifier: MIT
 *
 * command_library: the engine's own modules: listed, printed, printed with the roles a world fills
 * in.
 */
#include "cli.h"

#include <string.h>

/* A module's first comment says in a line what it is for. */
static void print_purpose(const char *text) {
    const char *comment = strstr(text, "# ");
    int length = comment ? (int)strcspn(comment + 2, "\n") : 0;
    printf("%.*s\n", length, comment ? comment + 2 : "");
}

static int list_modules(void) {
    const char *text, *name;
    for (uint32_t i = 0; (name = kz_library_module(i, &text)); i++) {
        printf("%-12s ", name);
        print_purpose(text);
    }
    return EXIT_ANSWERED;
}

static int print_module(const char *wanted, const char *output) {
    const char *text, *name;
    for (uint32_t i = 0; (name = kz_library_module(i, &text)); i++) {
        if (strcmp(name, wanted) == 0) return file_write(output, text);
    }
    return complain(M_NO_MODULE, wanted), EXIT_NONE;
}

static bool is_in_library(const char *wanted) {
    const char *text, *name;
    for (uint32_t i = 0; (name = kz_library_module(i, &text)); i++) {
        if (strcmp(name, wanted) == 0) return true;
    }
    return false;
}

static int print_json(const char *wanted, const char *output) {
    if (wanted && !is_in_library(wanted)) return complain(M_NO_MODULE, wanted), EXIT_NONE;
    kz_engine *engine = kz_engine_new(NULL);
    const char *text = engine ? kz_library_json(engine, wanted) : NULL;
    int code = text ? file_write(output, text) : EXIT_BROKEN;
    if (!text) complain(M_NO_MEMORY);
    kz_engine_free(engine);
    return code;
}

static int print_used(session *s, const options *o) {
    const char *name, *text;
    for (uint32_t i = 0; (text = kz_world_used_module(s->world, i, &name)); i++) {
        if (strcmp(name, o->file) == 0) return file_write(o->output, text);
    }
    return complain(M_NOT_USED, o->as_used, o->file), EXIT_NONE;
}

int command_library(const options *o) {
    if (o->is_json && o->as_used)
        return complain(M_OPTION_WANTS, "--json", "the library's own modules, without `--as-used`"),
               EXIT_USAGE;
    if (o->is_json) return print_json(o->file, o->output);
    if (!o->file) return list_modules();
    if (!o->as_used) return print_module(o->file, o->output);
    options world = *o;
    world.file = o->as_used;
    session s;
    int code = session_open(&s, &world);
    if (code == EXIT_ANSWERED) {
        session_print_notes(&s);
        code = kz_world_error_count(s.world) ? EXIT_WORLD_ERRORS : print_used(&s, o);
    }
    session_close(&s);
    return code;
}
