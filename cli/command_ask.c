/* SPDX-License-Identifier: MIT
 *
 * command_ask: check, endings, tell, minds, plan, strings, why, whynot, whatif, sweep, test, map,
 * find: load a world, ask it, print the answer.
 */
#include "cli.h"

#include <string.h>

static kz_verb verb_of(const options *o) {
    static const struct {
        const char *name;
        kz_verb verb;
    } verbs[] = {{"check", KZ_CHECK}, {"endings", KZ_ENDINGS}, {"tell", KZ_TELL},
                 {"minds", KZ_MINDS}, {"plan", KZ_PLAN},       {"strings", KZ_STRINGS},
                 {"why", KZ_WHY},     {"whynot", KZ_WHYNOT},   {"whatif", KZ_WHATIF},
                 {"sweep", KZ_SWEEP}, {"test", KZ_TEST},       {"map", KZ_MAP},
                 {"find", KZ_FIND}};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(o->verb, verbs[i].name) == 0) return verbs[i].verb;
    }
    return KZ_CHECK;
}

static int show_stage(session *s, const options *o) {
    static const char *const names[] = {"tree", "world", "ground", "names"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(o->show, names[i]) != 0) continue;
        if (kz_world_input(s->world) == KZ_SABRE && i != KZ_GROUND)
            return complain(
                       M_OPTION_WANTS, "--show",
                       "`ground` of a problem file: tree and world are of Kizuna's own language"),
                   EXIT_USAGE;
        const char *text = kz_world_show(s->world, (kz_stage)i);
        int code = text ? file_write(o->output, text) : EXIT_WORLD_ERRORS;
        return kz_world_error_count(s->world) ? EXIT_WORLD_ERRORS : code;
    }
    return complain(M_OPTION_WANTS, "--show", "tree, world, ground or names"), EXIT_USAGE;
}

/* The files an option names, whole. */
typedef struct {
    file_text verify, strings;
} files_beside;

static int read_beside(files_beside *made, const options *o) {
    int code = o->verify ? file_read(o->verify, &made->verify) : EXIT_ANSWERED;
    if (code == EXIT_ANSWERED && o->strings) code = file_read(o->strings, &made->strings);
    return code;
}

static int ask_with(session *s, const options *o, const files_beside *beside) {
    options with_verb = *o;
    with_verb.question.verb = verb_of(o);
    with_verb.question.changes = o->changes;
    with_verb.question.after = o->acts;
    with_verb.question.marked_text = beside->verify.text;
    with_verb.question.strings = beside->strings.text;
    return session_ask(s, &with_verb);
}

static int ask(session *s, const options *o) {
    if (o->graph && verb_of(o) == KZ_PLAN && !o->question.is_whole)
        return complain(M_OPTION_WANTS, "--csv",
                        "every story: `kizuna plan --all`, or `kizuna endings`"),
               EXIT_USAGE;
    if (o->show && o->form == KZ_JSON)
        return complain(M_OPTION_WANTS, "--json",
                        "an answer, and `--show` prints a stage for eyes"),
               EXIT_USAGE;
    session_print_notes(s);
    if (o->show) return show_stage(s, o);
    if (kz_world_error_count(s->world) && o->form != KZ_JSON) return EXIT_WORLD_ERRORS;
    files_beside beside = {0};
    int code = read_beside(&beside, o);
    if (code == EXIT_ANSWERED) code = ask_with(s, o, &beside);
    file_free(&beside.verify);
    file_free(&beside.strings);
    return code;
}

int command_ask(const options *o) {
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    if (strcmp(o->verb, "find") == 0 && !o->question.shape)
        return complain(M_WANTS_FILE, o->verb, "a world file and what to look for, in quotes"),
               EXIT_USAGE;
    session s;
    int code = session_open(&s, o);
    if (code == EXIT_ANSWERED) code = ask(&s, o);
    session_close(&s);
    return code;
}

int command_check(const options *o) {
    return command_ask(o);
}
