/* SPDX-License-Identifier: MIT
 *
 * trial: the world run again with a few changes, as far as a question needs; and the same asked again from its words.
 *
 * A trial stops when what is wished for is there, and proves no limits: whatever it says is asked again, in full, before it is told.
 */
#include "../syntax/parser.h"
#include "questions.h"

#include <string.h>

#define TRIAL_SLICE 1u /* of kzi_explore_run: a state at a time */

const node *kzi_question_call(asking *of, const char *text) {
    uint32_t number = kzi_sources_add(&of->own.all, "--act", text, strlen(text));
    const node *call = number == UINT32_MAX ? NULL : kzi_syntax_parse_call(&of->own.in, &of->own.names, &of->own.all, number, &of->said);
    return of->said.error_count ? NULL : call;
}


const node *kzi_question_change(asking *of, const char *text, notes *said) {
    uint32_t number = kzi_sources_add(&of->own.all, "--set", text, strlen(text));
    if (number == UINT32_MAX) return NULL;
    const node *made = kzi_syntax_parse_change(&of->own.in, &of->own.names, &of->own.all, number, said);
    return said->error_count ? NULL : made;
}

/* ---- beginning ---- */
static bool mark_wished(trial *to) {
    const grounded *about = to->what.ground;
    to->is_wished = KZI_TAKE_MANY(&to->in, bool, about->act_count);
    if (!to->is_wished) return false;
    for (uint32_t i = 0; to->wish.act && i < about->act_count; i++) to->is_wished[i] = kzi_answer_is_meant(about, &about->acts[i], to->wish.act);
    return true;
}

/* The question's own changes come first. */
static const node **all_changes(asking *of, trial *to, const node *const *changes, uint32_t count) {
    uint32_t own = (uint32_t)of->question.change_count;
    const node **all = KZI_TAKE_MANY(&to->in, const node *, own + count + 1);
    for (uint32_t i = 0; all && i < own; i++) all[i] = of->changes[i];
    for (uint32_t i = 0; all && i < count; i++) all[own + i] = changes[i];
    return all;
}

bool kzi_trial_begin(asking *of, trial *to, const node *const *changes, uint32_t change_count, const trial_wish *wish) {
    *to = (trial){.in = kzi_arena(&of->from), .wish = *wish, .is_begun = true};
    to->said = kzi_notes(&to->in, &of->own.all);
    const node **all = all_changes(of, to, changes, change_count);
    if (!all) return false;
    ground_request request = {.what_if = kzi_answer_asked_what_if(of), .changes = all, .change_count = (uint32_t)of->question.change_count + change_count};
    to->what.ground = kzi_ground_build(&to->in, of->world->world, &request, &to->said);
    if (!to->what.ground) {
        to->is_mistaken = to->said.error_count != 0;
        return to->is_mistaken;
    }
    limits within = of->main.stories.limits;
    to->what.is_begun = kzi_explore_begin(&to->what.stories, to->what.ground, &within, &to->in);
    return to->what.is_begun && mark_wished(to);
}

void kzi_trial_end(trial *of) {
    if (!of->is_begun) return;
    kzi_forecast_end(&of->what);
    kzi_arena_free(&of->in);
    of->is_begun = false;
}

/* ---- working ---- */
static void look_at_nodes(trial *of) {
    const exploration *e = &of->what.stories;
    for (; of->looked_at < e->nodes.count && !of->is_found; of->looked_at++) {
        if (e->nodes.items[of->looked_at].ending != of->wish.ending || of->wish.ending == NO_ENDING) continue;
        of->holds_at_start = of->looked_at == 0;
        of->is_found = !of->holds_at_start;
        of->found_node = of->looked_at;
    }
}

/* Where the wished act leads; the shortest story there may end with another act, so the story is to where it begins, and one act more. */
static void look_at_edges(trial *of) {
    const exploration *e = &of->what.stories;
    for (; of->looked_at_edges < e->edges.count && !of->is_found; of->looked_at_edges++) {
        if (!of->is_wished[e->edges.items[of->looked_at_edges].act.n]) continue;
        of->is_found = true;
        of->found_node = e->edges.items[of->looked_at_edges].to;
    }
}

kz_progress kzi_trial_work(trial *of, uint64_t effort) {
    if (of->is_mistaken) return KZ_ANSWERED;
    exploration *e = &of->what.stories;
    uint64_t end = kzi_reasons_spent(&e->reasons) + e->minds.successor_count + effort;
    while (kzi_reasons_spent(&e->reasons) + e->minds.successor_count < end) {
        bool is_unfolded = e->nodes.count && e->next_node >= e->nodes.count; /* what is left are proofs */
        if (of->is_found || of->holds_at_start || is_unfolded || e->is_done) return KZ_ANSWERED;
        if (kzi_explore_run(e, TRIAL_SLICE) == EXPLORE_FAILED) {
            of->is_mistaken = e->stops.by_rules;
            return of->is_mistaken ? KZ_ANSWERED : KZ_FAILED;
        }
        look_at_nodes(of);
        look_at_edges(of);
    }
    return KZ_RUNNING;
}

/* ---- what came of it ---- */
static uint64_t hash_of_act(const grounded *about, const ground_act *act) {
    uint64_t hash = kzi_hash_mix(act->declaration);
    for (uint32_t i = 0; i < act->binding_count; i++) hash = kzi_hash_mix(hash ^ about->bindings[act->first_binding + i].thing.n);
    return hash;
}

uint64_t kzi_trial_shape(const trial *of) {
    const exploration *e = &of->what.stories;
    uint64_t hash = e->nodes.count;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        const story_node *n = &e->nodes.items[i];
        hash = kzi_hash_mix(hash ^ n->ending);
        for (uint32_t j = 0; j < n->edge_count; j++) {
            const story_edge *edge = &e->edges.items[n->first_edge + j];
            hash = kzi_hash_mix(hash ^ hash_of_act(of->what.ground, &of->what.ground->acts[edge->act.n]) ^ edge->to);
        }
    }
    return hash;
}

uint64_t kzi_trial_endings(const trial *of) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < of->what.stories.nodes.count; i++) {
        uint32_t ending = of->what.stories.nodes.items[i].ending;
        if (ending < 64) bits |= (uint64_t)1 << ending;
    }
    return bits;
}

/* ---- asked again from its words ---- */
asking *kzi_second_begin(asking *of, const char *const *changes, uint32_t change_count) {
    kz_question q = of->question;
    q.size = sizeof q;
    q.verb = KZ_ENDINGS;
    const char **all = KZI_TAKE_MANY(&of->text, const char *, q.change_count + change_count + 1);
    if (!all) return NULL;
    for (size_t i = 0; i < q.change_count; i++) all[i] = of->question.changes[i];
    for (uint32_t i = 0; i < change_count; i++) all[q.change_count + i] = changes[i];
    q.changes = all;
    q.change_count += change_count;
    q.after_count = q.over_count = 0;
    q.what_if = kzi_answer_asked_what_if(of) == NO_WHAT_IF ? NULL : q.what_if;
    memory whole = of->from;
    whole.limit = of->whole_memory_limit;
    return kzi_asking_new(&whole, of->world, &q);
}

kz_progress kzi_second_work(asking *again, uint64_t effort) {
    if (again->progress != KZ_RUNNING) return again->progress;
    again->progress = kzi_forecast_work(again, &again->main, effort);
    if (again->progress == KZ_ANSWERED) again->progress = kzi_answer_replay_ledger(again);
    return again->progress;
}

bool kzi_second_has_act(asking *again, const char *text) {
    const node *call = kzi_question_call(again, text);
    for (uint32_t i = 0; call && i < again->main.ground->act_count; i++) {
        if (again->main.ends.was_used[i] && kzi_answer_is_meant(again->main.ground, &again->main.ground->acts[i], call)) return true;
    }
    return false;
}

uint64_t kzi_second_endings(const asking *again) {
    uint64_t bits = 0;
    for (uint32_t i = 0; i < again->main.ground->ending_count && i < 64; i++) {
        if (again->main.ends.entries[i].is_reachable) bits |= (uint64_t)1 << i;
    }
    return bits;
}
