/* SPDX-License-Identifier: MIT
 *
 * command_import: a problem file of the peer's as a world in our own language.
 */
#include "cli.h"

static int print_imported(session *s, const options *o) {
    if (kz_world_input(s->world) != KZ_SABRE)
        return complain(M_WANTS_FILE, o->verb,
                        "a problem file (.txt, .sabre), and this is a world"),
               EXIT_USAGE;
    const char *imported = kz_world_import(s->world);
    if (imported) return file_write(o->output, imported);
    session_print_notes(s);
    return EXIT_WORLD_ERRORS;
}

int command_import(const options *o) {
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a problem file"), EXIT_USAGE;
    session s;
    int code = session_open(&s, o);
    if (code == EXIT_ANSWERED) code = print_imported(&s, o);
    session_close(&s);
    return code;
}
