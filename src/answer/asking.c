/* SPDX-License-Identifier: MIT
 *
 * asking: see asking.h.
 */
#include "fating.h"
#include "shape.h"

#include "../sabre/sabre_ground.h"
#include "../syntax/parser.h"

#include <string.h>

static const answer_verb *const verbs[] = {
    &kzi_answer_check, &kzi_answer_endings, &kzi_answer_tell,   &kzi_answer_minds, &kzi_answer_plan,
    &kzi_answer_why,   &kzi_answer_whynot,  &kzi_answer_whatif, &kzi_answer_sweep, &kzi_answer_test,
    &kzi_answer_map,   &kzi_answer_find,    &kzi_answer_strings};

/* ---- the question is copied, since its guest may let go of it ---- */
static const answer_verb *verb_asked(kz_verb verb) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (verbs[i]->verb == verb) return verbs[i];
    }
    return verbs[0];
}

static void copy_question(asking *of, const kz_question *from) {
    kz_question q = {0};
    memcpy(&q, from, from->size < sizeof q ? from->size : sizeof q);
    q.changes = kzi_arena_copies(&of->in, q.changes, q.change_count);
    q.after = kzi_arena_copies(&of->in, q.after, q.after_count);
    q.over = kzi_arena_copies(&of->in, q.over, q.over_count);
    q.act = kzi_arena_copy(&of->in, q.act);
    q.what_if = kzi_arena_copy(&of->in, q.what_if);
    q.tale = kzi_arena_copy(&of->in, q.tale);
    q.ending = kzi_arena_copy(&of->in, q.ending);
    q.through = kzi_arena_copy(&of->in, q.through);
    q.without_content = kzi_arena_copy(&of->in, q.without_content);
    q.cut_content = kzi_arena_copy(&of->in, q.cut_content);
    q.marked_text = kzi_arena_copy(&of->in, q.marked_text);
    q.strings = kzi_arena_copy(&of->in, q.strings);
    q.shape = kzi_arena_copy(&of->in, q.shape);
    q.goal = kzi_arena_copy(&of->in, q.goal);
    of->question = q;
}

/* ---- changes ---- */
/* False when memory ended or a change is mistaken. */
static bool read_changes(asking *of) {
    of->changes = KZI_TAKE_MANY(&of->in, const node *, of->question.change_count);
    if (!of->changes) return false;
    for (size_t i = 0; i < of->question.change_count; i++) {
        of->changes[i] = kzi_reading_change(&of->own, of->question.changes[i], &of->said);
        if (!of->changes[i] && of->said.error_count == 0) return false;
    }
    return of->said.error_count == 0;
}

/* Changes and acts in words may bring names along, so they are read beside a world of their own. */
static bool brings_words(const asking *of) {
    kz_verb verb = of->verb->verb;
    return of->question.change_count || of->question.after_count || of->question.shape ||
           verb == KZ_WHYNOT || verb == KZ_WHATIF || verb == KZ_SWEEP;
}

static bool begin_reading(asking *of, const reading *shared) {
    of->world = shared;
    of->said = kzi_notes(&of->in, &shared->all);
    if (!brings_words(of)) return true;
    of->has_own = true; /* freed even when reading fails half-way */
    if (!kzi_reading_again(&of->own, &of->from, shared)) return false;
    of->world = &of->own;
    of->said = kzi_notes(&of->in, &of->own.all);
    return true;
}

/* ---- the world as asked for ---- */
/* The names are in the grounded world, so the world is grounded as it is first; the question's
 * changes may speak of what only the what-if leaves out. */
static bool begin_main(asking *of) {
    of->holds_changes_back = of->verb->verb == KZ_WHATIF || of->question.what_if;
    if (!kzi_forecast_begin(of, &of->main, NO_WHAT_IF)) return false;
    if (!of->question.what_if || of->verb->verb == KZ_WHATIF) return true;
    of->holds_changes_back = false;
    uint32_t number = kzi_answer_find_what_if(of, of->question.what_if);
    if (number == NO_WHAT_IF) return false;
    kzi_forecast_end(&of->main);
    return kzi_forecast_begin(of, &of->main, number) && kzi_forecast_fork(of, &of->main);
}

/* ---- what can be asked of a problem of the peer's ---- */
bool kzi_answer_is_of_problem(const asking *of) {
    return of->world->is_peers;
}

static bool misasked_of_problem(asking *of, diagnostic_code code, const char *what,
                                const char *instead) {
    kzi_note_try(&of->said, kzi_note(&of->said, code, KZI_IN_NO_FILE, what), "%s", instead);
    of->progress = KZ_MISASKED;
    return false;
}

static const char *verb_word(kz_verb verb) {
    static const char *const words[] = {
        [KZ_CHECK] = "check",    [KZ_ENDINGS] = "endings", [KZ_TELL] = "tell",
        [KZ_MINDS] = "minds",    [KZ_PLAN] = "plan",       [KZ_WHY] = "why",
        [KZ_WHYNOT] = "whynot",  [KZ_WHATIF] = "whatif",   [KZ_SWEEP] = "sweep",
        [KZ_TEST] = "test",      [KZ_MAP] = "map",         [KZ_FIND] = "find",
        [KZ_STRINGS] = "strings"};
    return words[verb];
}

static bool may_ask_problem(asking *of) {
    static const char instead[] =
        "`check`, `endings`, `minds` and `plan` read problem files as they are";
    static const char by_hand[] = "change the file itself";
    const kz_question *q = &of->question;
    if (!of->verb->takes_problems)
        return misasked_of_problem(of, K_SABRE_NOT_ASKED, verb_word(of->verb->verb), instead);
    if (q->change_count || q->what_if)
        return misasked_of_problem(of, K_SABRE_HAS_NO, "changes or what-ifs", by_hand);
    if (q->tale)
        return misasked_of_problem(
            of, K_SABRE_HAS_NO, "tales",
            "`kizuna minds --after ACT …` for a moment after acts of your own");
    if (q->ending)
        return misasked_of_problem(of, K_SABRE_HAS_NO, "endings",
                                   "`--goal N`: what the author's utility should come to at least");
    return true;
}

static bool may_ask_world(asking *of) {
    if (!of->question.goal || of->world->world->front.want_count) return true;
    return misasked_of_problem(of, K_GOAL_OF_WORLD, of->question.goal,
                               "`--ending NAME`: a world says by endings what is wished for");
}

/* ---- the door's calls ---- */

static bool begin_question(asking *of, const reading *shared) {
    if (!begin_reading(of, shared)) return false;
    if (!kzi_reading_is_sound(of->world)) {
        of->progress = KZ_MISTAKEN;
        return true;
    }
    if (!(of->world->is_peers ? may_ask_problem(of) : may_ask_world(of))) return true;
    if (!read_changes(of) || (of->question.shape && !kzi_answer_shape_read(of)) ||
        !begin_main(of)) {
        if (of->said.error_count == 0) return false;
        of->progress = KZ_MISTAKEN;
    }
    return true;
}

kz_asking *kzi_asking_new(const memory *like, const reading *shared, const kz_question *question) {
    memory from = *like;
    from.used = from.peak = 0;
    kz_asking *of = kzi_memory_resize(&from, NULL, 0, sizeof *of);
    if (!of) return NULL;
    memset(of, 0, sizeof *of);
    of->from = from;
    of->whole_memory_limit = from.limit;
    of->from.limit = from.limit - from.limit / 2;
    of->in = kzi_arena(&of->from);
    of->text = kzi_arena(&of->from);
    of->verb = verb_asked(question->verb);
    of->progress = KZ_RUNNING;
    copy_question(of, question);
    if (!begin_question(of, shared) || of->in.has_failed) of->progress = KZ_FAILED;
    return of;
}

void kz_asking_free(kz_asking *of) {
    if (!of) return;
    if (of->has_plan_begun) kzi_plan_end(&of->plan);
    if (of->whynot) kzi_answer_whynot_end(of->whynot);
    if (of->comparing) kzi_answer_whatif_end(of->comparing);
    if (of->sweeping) kzi_answer_sweep_end(of->sweeping);
    kzi_forecast_end(&of->main);
    kzi_forecast_end(&of->other);
    if (of->fating) kzi_answer_fates_end(of->fating);
    if (of->has_own) kzi_reading_end(&of->own);
    kzi_arena_free(&of->text);
    kzi_arena_free(&of->in);
    memory from = of->from;
    kzi_memory_resize(&from, of, sizeof *of, 0);
}

kz_progress kz_asking_advance(kz_asking *of, uint64_t effort) {
    if (of->progress != KZ_RUNNING) return of->progress;
    of->progress = of->verb->work(of, effort);
    if (of->in.has_failed || of->text.has_failed) of->progress = KZ_FAILED;
    return of->progress;
}

void kz_asking_stop(kz_asking *of) {
    if (of->progress != KZ_RUNNING) return;
    of->was_stopped = true;
    of->main.stories.stops.by_time = true;
    if (of->main.is_begun && !of->main.has_ends && of->main.stories.nodes.count) {
        of->main.has_ends = kzi_ledger_make(&of->main.ends, &of->main.stories, &of->in);
    }
    of->progress = KZ_GAVE_UP;
    if (of->verb->verb == KZ_PLAN) of->progress = kzi_answer_stop_plan(of);
    bool is_unproved = of->verb->verb == KZ_ENDINGS && of->main.has_ends && !of->was_replayed;
    kz_progress replayed = is_unproved ? kzi_answer_replay_ledger(of) : KZ_ANSWERED;
    bool goes_on = of->main.has_ends && (of->verb->verb == KZ_TEST || of->verb->verb == KZ_MAP ||
                                         of->verb->verb == KZ_FIND);
    if (goes_on) replayed = of->verb->work(of, 0); /* what follows from the stories found so far */
    if (replayed == KZ_FAILED || replayed == KZ_BROKEN || replayed == KZ_MISTAKEN)
        of->progress = replayed;
}

uint64_t kz_asking_state_count(const kz_asking *of) {
    return of->main.stories.nodes.count + of->other.stories.nodes.count + of->plan.places.count;
}

uint64_t kz_asking_tried_count(const kz_asking *of) {
    return of->tried_count;
}

size_t kz_asking_peak_memory(const kz_asking *of) {
    return of->from.peak;
}

kz_effort kz_asking_effort(const kz_asking *of) {
    const minds *m = &of->main.stories.minds;
    return (kz_effort){m->successor_count, m->step_count, m->states.count};
}

static bool has_answer(const asking *of) {
    return of->progress == KZ_ANSWERED || of->progress == KZ_NO || of->progress == KZ_GAVE_UP;
}

const char *kz_asking_text(kz_asking *of, kz_form form) {
    kzi_arena_reset(&of->text);
    writer to = kzi_writer(&of->text);
    bool is_mistaken = of->progress == KZ_MISTAKEN || of->progress == KZ_MISASKED;
    of->form = form;
    if (form == KZ_JSON && (has_answer(of) || is_mistaken)) {
        json document = kzi_json(&to);
        kzi_json_open(&document, '{');
        of->verb->write_json(of, &document);
        kzi_json_close(&document, '}');
    } else if (form >= KZ_CSV_STATES && has_answer(of)) {
        kzi_answer_story_graph(of, &to, form);
    } else if (form != KZ_JSON && has_answer(of)) {
        of->verb->write(of, &to);
    }
    return of->text.has_failed ? NULL : kzi_written(&to);
}

const char *kz_asking_notes(kz_asking *of, kz_form form) {
    kzi_arena_reset(&of->text);
    return kzi_notes_text(&of->said, &of->text, form == KZ_JSON);
}
