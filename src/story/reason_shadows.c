/* SPDX-License-Identifier: MIT
 *
 * reason_shadows: what the parts of a plan lead to; see plan_search.h.
 *
 * The shadows of a plan are the states that its proper parts lead to, each with the number of acts
 * kept on the way (which tells how many more its steps may count on; where nothing is counted all
 * numbers are 0). Two plans of one length with the same state and the same shadows have the same
 * future, so the first of them is enough: this is exact.
 *
 * Whether the others would take a part's steps is the dear thing to know, and most parts never
 * matter. So a step that is not settled at once is taken on trust, and its shadow is unsure. Only
 * when a plan gains, and an unsure part would do as well, those are asked on whom that part rests:
 * backwards from the state it leads to.
 */
#include "plan_search.h"

#include <string.h>

/* for asking about one step of a part on trust: it tells who is content, what is out of reach, and
 * what is known already */
#define EFFORT_ON_TRUST 2u

typedef struct shadow {
    state_id state;
    uint32_t kept;
    bool is_unsure;
} shadow;

/* A row has two numbers for each, ascending: the state; twice the acts kept, and one if unsure. */
static shadow shadow_in(row of, uint32_t at) {
    return (shadow){{of.items[at]}, of.items[at + 1] / 2, of.items[at + 1] % 2};
}

typedef struct {
    uint32_t *numbers;
    uint32_t count;
} shadow_list;

static void insert_shadow(shadow_list *to, shadow made) {
    uint32_t at = 0, second = 2 * made.kept + made.is_unsure, *all = to->numbers;
    while (at < to->count &&
           (all[at] < made.state.n || (all[at] == made.state.n && all[at + 1] / 2 < made.kept)))
        at += 2;
    if (at < to->count && all[at] == made.state.n && all[at + 1] / 2 == made.kept) {
        if (!made.is_unsure) all[at + 1] = second;
        return;
    }
    memmove(all + at + 2, all + at, sizeof *all * (to->count - at));
    all[at] = made.state.n;
    all[at + 1] = second;
    to->count += 2;
}

/* Without a budget nothing depends on how many acts were kept. */
static bool counts_kept(const plan_search *q) {
    return !q->of->is_proving && !q->counts_no_budget;
}

/* Does the part go on with the act? The holder's own reason is not asked for at a part's first step
 * (reason_parts.c). */
static step_verdict part_takes(plan_search *q, shadow part, act_id act, uint64_t effort) {
    bool is_counted = counts_kept(q);
    bool asks_holder = is_counted ? part.kept > 0 : part.state.n != q->from.state.n;
    uint32_t budget = is_counted ? q->key.budget - part.kept : q->key.budget;
    view at = q->from;
    at.state = part.state;
    if (!kzi_minds_possible(q->of->minds, part.state, act)) return STEP_FALLS;
    return kzi_plan_step(q, at, act, budget, asks_holder, effort);
}

static view part_stepped(plan_search *q, shadow part, act_id act) {
    view at = q->from;
    at.state = part.state;
    return kzi_plan_stepped(q, at, act);
}

static bool add_longer_part(plan_search *q, shadow_list *to, shadow part, act_id act) {
    step_verdict found = part_takes(q, part, act, q->trusts_parts ? EFFORT_ON_TRUST : 0);
    if (found == STEP_FALLS || q->has_failed) return !q->has_failed;
    view after = part_stepped(q, part, act);
    bool is_unsure = part.is_unsure || found == STEP_UNDECIDED;
    if (!leads_nowhere(after))
        insert_shadow(to, (shadow){after.state, counts_kept(q) ? part.kept + 1 : 0, is_unsure});
    return !q->has_failed;
}

uint32_t kzi_plan_first_shadows(plan_search *q) {
    return kzi_row(&q->shadow_rows, (uint32_t[]){q->from.state.n, 0}, 2);
}

uint32_t kzi_plan_shadows_after(plan_search *q, const plan_node *from, act_id act) {
    row before = q->shadow_rows.list.items[from->shadows];
    shadow_list made = {KZI_TAKE_MANY(q->work, uint32_t, 2 * before.count + 2), 0};
    if (!made.numbers) return plan_search_fails(q), NO_ROW;
    insert_shadow(&made, (shadow){from->at.state, counts_kept(q) ? from->length : 0, false});
    for (uint32_t i = 0; i < before.count; i += 2) {
        insert_shadow(&made, shadow_in(before, i));
        if (!add_longer_part(q, &made, shadow_in(before, i), act)) return NO_ROW;
    }
    uint32_t kept = kzi_row(&q->shadow_rows, made.numbers, made.count);
    return kept == NO_ROW ? (plan_search_fails(q), NO_ROW) : kept;
}

bool kzi_plan_shadows_are_sure(const plan_search *q, uint32_t shadows) {
    row of = q->shadow_rows.list.items[shadows];
    for (uint32_t i = 0; i < of.count; i += 2) {
        if (shadow_in(of, i).is_unsure) return false;
    }
    return true;
}

bool kzi_plan_is_a_shadow(const plan_search *q, uint32_t shadows, state_id state) {
    row of = q->shadow_rows.list.items[shadows];
    for (uint32_t i = 0; i < of.count; i += 2) {
        if (shadow_in(of, i).state.n == state.n) return true;
    }
    return false;
}

/* ---- what was taken on trust ---- */
static bool part_stands(plan_search *q, uint32_t node, shadow part);

/* Is the part one that keeps the node's own act, and would whoever that is by take it there? */
static bool stands_by_last_act(plan_search *q, uint32_t node, shadow part) {
    const plan_node at = q->nodes.items[node];
    row before = q->shadow_rows.list.items[q->nodes.items[at.parent].shadows];
    for (uint32_t i = 0; i < before.count && !q->has_failed && !q->of->gave_up; i += 2) {
        shadow shorter = shadow_in(before, i);
        if ((counts_kept(q) && shorter.kept + 1 != part.kept) ||
            !kzi_minds_possible(q->of->minds, shorter.state, at.act) ||
            part_stepped(q, shorter, at.act).state.n != part.state.n)
            continue;
        if (part_takes(q, shorter, at.act, 0) == STEP_STANDS && part_stands(q, at.parent, shorter))
            return true;
    }
    return false;
}

static bool part_stands(plan_search *q, uint32_t node, shadow part) {
    row of = q->shadow_rows.list.items[q->nodes.items[node].shadows];
    for (uint32_t i = 0; i < of.count; i += 2) {
        shadow known = shadow_in(of, i);
        if (known.state.n != part.state.n || known.kept != part.kept) continue;
        return !known.is_unsure || part_stands(q, q->nodes.items[node].parent, part) ||
               stands_by_last_act(q, node, part);
    }
    return false;
}

bool kzi_plan_no_shadow_does(plan_search *q, uint32_t node, int64_t gain) {
    row parts = q->shadow_rows.list.items[q->nodes.items[node].shadows];
    for (uint32_t i = 0; i < parts.count; i += 2) {
        shadow part = shadow_in(parts, i);
        value worth = kzi_minds_worth(q->of->minds, part.state, q->key.holder);
        if (worth != UNKNOWN && kzi_plan_does_as_well(q, (int64_t)worth - q->worth_before, gain) &&
            part_stands(q, node, part))
            return false;
    }
    return !q->has_failed;
}
