/* SPDX-License-Identifier: MIT
 *
 * session: one world, loaded; an answer, printed.
 *
 * In     options; an asking that is done
 * Out    the answer on stdout (or in -o FILE), notes on stderr, an exit code
 */
#include "cli.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- loading ---- */
int session_open(session *made, const options *o) {
    *made = (session){0};
    int code = file_read(o->file, &made->file);
    if (code != EXIT_ANSWERED) return code;
    made->modules = module_finder_for(o->file);
    kz_settings settings = {.size = sizeof settings,
                            .read_module = module_find,
                            .self = &made->modules,
                            .memory_limit = o->memory_limit,
                            .input = o->input};
    made->engine = kz_engine_new(&settings);
    made->world = made->engine
                      ? kz_world_load(made->engine, o->file, made->file.text, made->file.length)
                      : NULL;
    if (made->world) return EXIT_ANSWERED;
    complain(M_NO_MEMORY);
    return o->memory_limit ? EXIT_UNANSWERED : EXIT_BROKEN;
}

void session_close(session *of) {
    kz_world_free(of->world);
    kz_engine_free(of->engine);
    module_finder_free(&of->modules);
    file_free(&of->file);
}

void session_print_notes(session *of) {
    const char *notes = kz_world_notes(of->world, KZ_PLAIN);
    if (notes) fputs(notes, stderr);
}

/* ---- answering ---- */

static void write_effort(char *to, size_t size, const kz_asking *asking) {
    kz_effort spent = kz_asking_effort(asking);
    snprintf(to, size,
             ", \"asked\": %" PRIu64 ", \"worked_out\": %" PRIu64 ", \"states\": %" PRIu64,
             spent.asked, spent.worked_out, spent.states);
}

/* The library reads no clock and leaves `measured` empty: what was measured here is put in; where
 * all stories are counted, also what that took. */
static char *with_measures(const char *text, kz_asking *asking, bool is_whole) {
    static const char gap[] = "\"measured\": {}";
    const char *at = NULL;
    for (const char *next = text; (next = strstr(next, gap)); next++) at = next;
    char effort[128] = "";
    if (is_whole) write_effort(effort, sizeof effort, asking);
    size_t size = strlen(text) + 128 + sizeof effort;
    char *made = malloc(size);
    if (!made) return NULL;
    if (!at) return memcpy(made, text, strlen(text) + 1);
    unsigned long long spent = (unsigned long long)(cpu_seconds() * 1000 + 0.5);
    snprintf(made, size, "%.*s\"measured\": {\"seconds\": %llu.%03llu, \"peak_memory\": %zu%s}%s",
             (int)(at - text), text, spent / 1000, spent % 1000, kz_asking_peak_memory(asking),
             effort, at + sizeof gap - 1);
    return made;
}

static int print_answer(kz_asking *asking, const options *o) {
    const char *text = kz_asking_text(asking, o->form);
    bool is_whole = o->question.is_whole && strcmp(o->verb, "plan") == 0;
    char *whole = text ? with_measures(text, asking, is_whole) : NULL;
    if (!whole) return complain(M_NO_MEMORY), EXIT_BROKEN;
    int code = file_write(o->output, whole);
    free(whole);
    return code;
}

/* NAME_states.csv, NAME_steps.csv, NAME_minds.csv. */
static int write_graph(kz_asking *asking, const char *name) {
    static const char *const tables[] = {"states", "steps", "minds"};
    size_t size = strlen(name) + sizeof "_states.csv";
    char *path = malloc(size);
    int code = EXIT_ANSWERED;
    for (int i = 0; path && i < 3 && code == EXIT_ANSWERED; i++) {
        const char *text = kz_asking_text(asking, (kz_form)(KZ_CSV_STATES + i));
        snprintf(path, size, "%s_%s.csv", name, tables[i]);
        code = text ? file_write(path, text) : EXIT_BROKEN;
    }
    if (!path || code == EXIT_BROKEN) complain(M_NO_MEMORY), code = EXIT_BROKEN;
    free(path);
    return code;
}

static int code_of(kz_progress now, const options *o) {
    if (now == KZ_FAILED) complain(M_NO_MEMORY);
    if (was_interrupted_now()) return EXIT_INTERRUPTED;
    switch (now) {
    case KZ_ANSWERED: return EXIT_ANSWERED;
    case KZ_NO: return EXIT_NONE;
    case KZ_GAVE_UP: return EXIT_UNANSWERED;
    case KZ_MISTAKEN: return EXIT_WORLD_ERRORS;
    case KZ_MISASKED: return EXIT_USAGE;
    case KZ_FAILED: return o->memory_limit ? EXIT_UNANSWERED : EXIT_BROKEN;
    default: complain(M_BROKEN); return EXIT_BROKEN;
    }
}

int session_answer(kz_asking *asking, const options *o, kz_progress now, const char *stopped_by) {
    const char *notes = kz_asking_notes(asking, KZ_PLAIN);
    if (notes) fputs(notes, stderr);
    int code = code_of(now, o), printed = EXIT_ANSWERED;
    bool is_mistaken = now == KZ_MISTAKEN || now == KZ_MISASKED;
    if (!is_mistaken || o->form == KZ_JSON) printed = print_answer(asking, o);
    bool has_graph = code == EXIT_ANSWERED || code == EXIT_NONE || code == EXIT_UNANSWERED ||
                     code == EXIT_INTERRUPTED;
    if (o->graph && has_graph && printed == EXIT_ANSWERED) printed = write_graph(asking, o->graph);
    if (stopped_by) complain(M_STOPPED, stopped_by);
    return printed == EXIT_ANSWERED ? code : printed;
}
