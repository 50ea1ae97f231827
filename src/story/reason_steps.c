/* SPDX-License-Identifier: MIT
 *
 * reason_steps: would whoever it is by take a step, where does it lead, and what is a course of
 * them worth; see plan_search.h.
 */
#include "plan_search.h"

static void note_cut(plan_search *q, const reason *inner) {
    q->found.was_cut_by_plan |= inner->was_cut_by_plan;
    q->found.was_cut_by_mind |= inner->was_cut_by_mind;
}

/* ---- requirement 2: a later step needs a reason for everybody it is by ---- */
static bool others_believe(const plan_search *q, view at, act_id act) {
    const grounded *about = q->of->minds->about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        if (actor.n == q->key.holder.n) continue;
        if (!kzi_minds_hold(q->of->minds, kzi_minds_view(q->of->minds, at, actor).state,
                            a->condition))
            return false;
    }
    return a->actor_count != 0;
}

/* Asks with no more than so many plan nodes (0: as many as it takes). True when they were not
 * enough. Only nodes are counted: a limit as small as this one would turn on how many worlds were
 * written. */
static bool asks_in_vain(plan_search *q, view held, act_id act, uint32_t level, uint32_t budget,
                         uint64_t effort, reason *why) {
    reasons *of = q->of;
    uint64_t outer = of->node_end, end = of->effort + effort;
    bool is_limited = effort && !of->is_proving && (outer == 0 || end < outer);
    if (is_limited) of->node_end = end;
    *why = kzi_reason(of, held, act, level, budget);
    of->node_end = outer;
    if (!of->gave_up || !is_limited || kzi_reasons_are_spent(of)) return false;
    of->gave_up = false;
    return true;
}

/* The holder's own later step needs no asking where the holder is no better off than at first: if
 * the whole plan is one, its rest from there on is a reason for the step. It gains as much or more,
 * what its steps need is what the whole plan's steps need, and a part of it that did as well would,
 * after the steps before, be a part of the whole plan that does. */
static bool needs_own_reason(plan_search *q, view at) {
    minds *of = q->of->minds;
    if (of->about->has_lesser_evil || q->of->is_proving) return true;
    value worth = kzi_minds_worth(of, at.state, q->key.holder);
    return worth == UNKNOWN || worth > q->worth_before;
}

step_verdict kzi_plan_step(plan_search *q, view at, act_id act, uint32_t budget, bool asks_holder,
                           uint64_t effort) {
    const grounded *about = q->of->minds->about;
    const ground_act *a = &about->acts[act.n];
    step_verdict found = STEP_STANDS;
    if (!others_believe(q, at, act)) return STEP_FALLS;
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        bool is_own = actor.n == q->key.holder.n;
        if (is_own && (!asks_holder || !needs_own_reason(q, at))) continue;
        view held = is_own ? at : kzi_minds_view(q->of->minds, at, actor);
        reason why;
        if (asks_in_vain(q, held, act, is_own ? q->key.level : q->key.level + 1, budget, effort,
                         &why)) {
            found = STEP_UNDECIDED; /* perhaps somebody else refuses at once */
            continue;
        }
        if (why.answer == REASON_FAILED) return plan_search_fails(q), STEP_FALLS;
        if (why.answer == REASON_CUT) note_cut(q, &why);
        if (why.answer != REASON_YES) return STEP_FALLS;
    }
    return found;
}

bool kzi_plan_step_stands(plan_search *q, view at, act_id act, uint32_t budget, bool asks_holder) {
    return kzi_plan_step(q, at, act, budget, asks_holder, 0) == STEP_STANDS;
}

view kzi_plan_stepped(plan_search *q, view at, act_id act) {
    view to = at;
    to.state = kzi_minds_step(q->of->minds, at, act);
    bool is_passed_over = q->of->passes_over_loops && q->of->minds->rules.loop.was_found;
    if (to.state.n == NO_STATE.n && !is_passed_over) q->has_failed = true;
    return to;
}

/* ---- what happens if the holder does nothing (lesser evil) ---- */

static bool is_by(const grounded *about, const ground_act *act, mind_id who) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (about->actors[act->first_actor + i].n == who.n) return true;
    }
    return false;
}

static view drift_one(plan_search *q, view at, uint32_t budget) {
    minds *of = q->of->minds;
    view to = at;
    if (q->key.level <= q->of->mind_limit) {
        act_id *possible = KZI_TAKE_MANY(q->work, act_id, of->about->act_count);
        if (!possible) return plan_search_fails(q), to;
        uint32_t count = kzi_minds_possible_acts(of, at.state, possible, q->may_be);
        for (uint32_t i = 0; i < count; i++) {
            if (is_by(of->about, &of->about->acts[possible[i].n], q->key.holder)) continue;
            if (kzi_plan_step_stands(q, at, possible[i], budget, true)) {
                view moved = kzi_plan_stepped(q, at, possible[i]);
                if (!leads_nowhere(moved) || q->has_failed) return moved;
            }
            if (q->has_failed) return to;
        }
    } else {
        q->found.was_cut_by_mind = true;
    }
    to.state = kzi_minds_wait(of, at);
    if (to.state.n == NO_STATE.n) q->has_failed = true;
    return to;
}

typedef struct {
    const reasons *of;
    const reason_key *key;
    uint32_t length;
} drift_lookup;

static bool is_same_drift(const void *context, uint32_t number) {
    const drift_lookup *wanted = context;
    const drift_entry *known = &wanted->of->drifts.items[number];
    return known->length == wanted->length && kzi_reason_is_same(&known->key, wanted->key);
}

/* The world after doing nothing for `length` steps. */
static view drifted(plan_search *q, uint32_t length) {
    if (length == 0) return q->from;
    reason_key key = q->key;
    key.act = (act_id){0};
    uint64_t hash = kzi_hash_mix(kzi_reason_hash(&key) ^ length);
    uint32_t known =
        kzi_table_find(&q->of->by_drift, hash, is_same_drift, &(drift_lookup){q->of, &key, length});
    if (known != NOT_IN_TABLE) return q->of->drifts.items[known].end;
    view before = drifted(q, length - 1);
    if (q->has_failed) return before;
    uint32_t budget = q->key.budget >= length ? q->key.budget - length + 1 : 1;
    view end = drift_one(q, before, budget);
    arena *in = q->of->minds->in;
    if (!q->has_failed && (!LIST_ADD(in, &q->of->drifts, (drift_entry){key, length, end}) ||
                           !kzi_table_add(in, &q->of->by_drift, hash, q->of->drifts.count - 1))) {
        q->has_failed = true;
    }
    return end;
}

/* ---- what a course of acts is worth ---- */
course_worth kzi_plan_gain(plan_search *q, view end, uint32_t length) {
    minds *of = q->of->minds;
    value worth = kzi_minds_worth(of, end.state, q->key.holder);
    value otherwise = q->worth_before;
    if (of->about->has_lesser_evil)
        otherwise = kzi_minds_worth(of, drifted(q, length).state, q->key.holder);
    if (worth == UNKNOWN || otherwise == UNKNOWN) return (course_worth){false, 0};
    return (course_worth){true, (int64_t)worth - otherwise};
}
