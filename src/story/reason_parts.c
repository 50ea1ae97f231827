/* SPDX-License-Identifier: MIT
 *
 * reason_parts: does no proper part of a plan do as well? See plan_search.h.
 */
#include "plan_search.h"

#include <string.h>

/* beyond, trying to leave out each part (2^n courses) costs more than any proof is worth */
#define LONGEST_PLAN_PROVED 16u

/* ---- requirement 4: no proper part does at least as well ----
 * A part's first step need not be asked for the holder's own reason: a part that does as well
 * gains, so it is itself a plan that begins with that step; and if that plan is not minimal, a
 * smaller part of it is, which is tried too. So no question asks itself. */
/* In the peer's problems a part must come to exactly the same; a step that makes things worse is
 * then no waste. */
static bool does_as_well(const plan_search *q, int64_t part, int64_t whole) {
    return q->of->minds->about->is_peers ? part == whole : part >= whole;
}

typedef struct {
    plan_search *q;
    const act_id *plan;
    uint32_t length;
    int64_t gain;
} leaving_out;

static bool a_part_does(leaving_out *l, view at, uint32_t next, uint32_t kept) {
    plan_search *q = l->q;
    if (next == l->length) {
        if (kept == l->length) return false;
        course_worth worth = kzi_plan_gain(q, at, kept);
        return worth.is_known && does_as_well(q, worth.gain, l->gain);
    }
    bool has_omitted = kept < next;
    act_id act = l->plan[next];
    bool may_keep =
        !has_omitted || (kzi_minds_possible(q->of->minds, at.state, act) &&
                         kzi_plan_step_stands(q, at, act, q->key.budget - kept, kept > 0));
    if (q->has_failed) return true;
    if (may_keep) {
        view after = kzi_plan_stepped(q, at, act);
        if (q->has_failed || (!leads_nowhere(after) && a_part_does(l, after, next + 1, kept + 1)))
            return true;
    }
    return a_part_does(l, at, next + 1, kept);
}

bool kzi_plan_is_minimal(plan_search *q, const act_id *plan, uint32_t length, int64_t gain) {
    if (length > LONGEST_PLAN_PROVED) {
        q->found.was_cut_by_plan = true;
        return false;
    }
    leaving_out l = {q, plan, length, gain};
    return !a_part_does(&l, q->from, 0, 0) && !q->has_failed;
}

/* The shadows are all that proper parts lead to. */
bool kzi_plan_no_shadow_does(plan_search *q, uint32_t shadows, int64_t gain) {
    row parts = q->shadow_rows.list.items[shadows];
    for (uint32_t i = 0; i < parts.count; i += 2) {
        value worth = kzi_minds_worth(q->of->minds, (state_id){parts.items[i]}, q->key.holder);
        if (worth != UNKNOWN && does_as_well(q, (int64_t)worth - q->worth_before, gain))
            return false;
    }
    return true;
}

/* ---- shadows: what the proper parts of a plan lead to is a set of states, each with the number of
 * acts kept on the way (which tells how many more its steps may count on; in a proof nothing is
 * counted, so all numbers are 0) ---- Two plans of one length with the same state and the same
 * shadows have the same future, so the first of them is enough: this is exact. In a proof a plan
 * whose state one of its parts reaches too can be left as well: whatever follows, the part does as
 * well. */
typedef struct {
    uint32_t *pairs;
    uint32_t count; /* numbers, two for each shadow */
} shadow_list;

static void insert_shadow(shadow_list *to, state_id state, uint32_t kept) {
    uint32_t at = 0;
    while (at < to->count &&
           (to->pairs[at] < state.n || (to->pairs[at] == state.n && to->pairs[at + 1] < kept)))
        at += 2;
    if (at < to->count && to->pairs[at] == state.n && to->pairs[at + 1] == kept) return;
    memmove(to->pairs + at + 2, to->pairs + at, sizeof *to->pairs * (to->count - at));
    to->pairs[at] = state.n;
    to->pairs[at + 1] = kept;
    to->count += 2;
}

/* Without a budget nothing depends on how many acts were kept. */
static bool counts_kept(const plan_search *q) {
    return !q->of->is_proving && !q->counts_no_budget;
}

/* A part that goes on with the act, when it may. */
static bool shadow_takes(plan_search *q, shadow_list *to, view part, uint32_t kept, act_id act) {
    bool is_counted = counts_kept(q);
    bool asks_holder = is_counted ? kept > 0 : part.state.n != q->from.state.n;
    uint32_t budget = is_counted ? q->key.budget - kept : q->key.budget;
    if (!kzi_minds_possible(q->of->minds, part.state, act) ||
        !kzi_plan_step_stands(q, part, act, budget, asks_holder))
        return !q->has_failed;
    view after = kzi_plan_stepped(q, part, act);
    if (!leads_nowhere(after)) insert_shadow(to, after.state, is_counted ? kept + 1 : 0);
    return !q->has_failed;
}

uint32_t kzi_plan_shadows_after(plan_search *q, const plan_node *from, act_id act) {
    row before = q->shadow_rows.list.items[from->shadows];
    shadow_list made = {KZI_TAKE_MANY(q->work, uint32_t, 2 * before.count + 2), 0};
    if (!made.pairs) return plan_search_fails(q), NO_ROW;
    insert_shadow(&made, from->at.state, counts_kept(q) ? from->length : 0);
    for (uint32_t i = 0; i < before.count; i += 2) {
        view part = from->at;
        part.state = (state_id){before.items[i]};
        insert_shadow(&made, part.state, before.items[i + 1]);
        if (!shadow_takes(q, &made, part, before.items[i + 1], act)) return NO_ROW;
    }
    uint32_t kept = kzi_row(&q->shadow_rows, made.pairs, made.count);
    return kept == NO_ROW ? (plan_search_fails(q), NO_ROW) : kept;
}
