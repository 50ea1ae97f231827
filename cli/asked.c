/* SPDX-License-Identifier: MIT
 *
 * asked: one question on its way, in steps, so that a guest who has other things to do can go
 * between: check, endings, tell, minds, plan, strings, why, whynot, whatif, sweep, test, map, find.
 *
 * In     options
 * Out    an asking to be advanced; then its answer, printed
 * Owns   the world, the asking and the files it needs, until asked_free
 */
#include "cli.h"

#include <string.h>

static const struct {
    const char *name;
    kz_verb verb;
} verbs[] = {{"check", KZ_CHECK}, {"endings", KZ_ENDINGS}, {"tell", KZ_TELL},
             {"minds", KZ_MINDS}, {"plan", KZ_PLAN},       {"strings", KZ_STRINGS},
             {"why", KZ_WHY},     {"whynot", KZ_WHYNOT},   {"whatif", KZ_WHATIF},
             {"sweep", KZ_SWEEP}, {"test", KZ_TEST},       {"map", KZ_MAP},
             {"find", KZ_FIND}};
#define VERB_COUNT (sizeof verbs / sizeof *verbs)

bool asked_knows(const char *verb) {
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (strcmp(verb, verbs[i].name) == 0) return true;
    }
    return false;
}

static kz_verb verb_of(const options *o) {
    size_t i = 0;
    while (i + 1 < VERB_COUNT && strcmp(o->verb, verbs[i].name) != 0) i++;
    return verbs[i].verb;
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
static int read_beside(asked *of) {
    const options *o = &of->o;
    int code = o->verify ? file_read(o->verify, &of->verify) : EXIT_ANSWERED;
    if (code == EXIT_ANSWERED && o->strings) code = file_read(o->strings, &of->strings);
    of->o.question.marked_text = of->verify.text;
    of->o.question.strings = of->strings.text;
    return code;
}

static int ask_world(asked *of) {
    options *o = &of->o;
    o->question.verb = verb_of(o);
    if (o->graph && o->question.verb == KZ_PLAN && !o->question.is_whole)
        return complain(M_OPTION_WANTS, "--csv",
                        "every story: `kizuna plan --all`, or `kizuna endings`"),
               EXIT_USAGE;
    if (o->show && o->form == KZ_JSON)
        return complain(M_OPTION_WANTS, "--json",
                        "an answer, and `--show` prints a stage for eyes"),
               EXIT_USAGE;
    session_print_notes(&of->session);
    if (o->show) return show_stage(&of->session, o);
    if (kz_world_error_count(of->session.world) && o->form != KZ_JSON) return EXIT_WORLD_ERRORS;
    int code = read_beside(of);
    if (code != EXIT_ANSWERED) return code;
    of->asking = kz_ask(of->session.world, &o->question);
    return of->asking ? EXIT_ANSWERED : (complain(M_NO_MEMORY), EXIT_BROKEN);
}

int asked_begin(asked *made, const options *o) {
    *made = (asked){.o = *o};
    /* what points into the options points into this copy of them */
    made->o.question.changes = made->o.changes;
    made->o.question.after = made->o.acts;
    made->o.question.over = made->o.ranges;
    if (!o->file) return complain(M_WANTS_FILE, o->verb, "a world file"), EXIT_USAGE;
    if (strcmp(o->verb, "find") == 0 && !o->question.shape)
        return complain(M_WANTS_FILE, o->verb, "a world file and what to look for, in quotes"),
               EXIT_USAGE;
    int code = session_open(&made->session, o);
    return code == EXIT_ANSWERED ? ask_world(made) : code;
}

int asked_end(asked *of, kz_progress now, const char *stopped_by) {
    return session_answer(of->asking, &of->o, now, stopped_by);
}

void asked_free(asked *of) {
    kz_asking_free(of->asking);
    session_close(&of->session);
    file_free(&of->verify);
    file_free(&of->strings);
}
