/* SPDX-License-Identifier: MIT
 *
 * command_fmt: a world file in its one true form.
 */
#include "cli.h"

#include <string.h>

static int print_form(session *s, const options *o) {
    if (kz_world_input(s->world) == KZ_SABRE)
        return complain(M_WANTS_FILE, o->verb,
                        "a world in Kizuna's own language, and this is a problem file"),
               EXIT_USAGE;
    const char *form = kz_world_print(s->world);
    if (!form) return session_print_notes(s), EXIT_WORLD_ERRORS;
    bool is_same =
        strlen(form) == s->file.length && memcmp(form, s->file.text, s->file.length) == 0;
    if (o->is_only_check) {
        if (!is_same)
            fprintf(stderr, "%s is not in its one true form: `kizuna fmt --write %s` mends it\n",
                    o->file, o->file);
        return is_same ? EXIT_ANSWERED : EXIT_NONE;
    }
    if (!o->is_rewrite) return file_write(o->output, form);
    return is_same ? EXIT_ANSWERED : file_write(o->file, form);
}

int command_fmt(const options *o) {
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    session s;
    int code = session_open(&s, o);
    if (code == EXIT_ANSWERED) code = print_form(&s, o);
    session_close(&s);
    return code;
}
