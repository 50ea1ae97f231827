/* SPDX-License-Identifier: MIT
 *
 * plan_pared: a plan loses what it does not need.
 *
 * In     a planning that has a plan
 * Out    its plan, of which no proper part is known to come to the same and to be taken
 * Owns   nothing; the parts are laid out in the planning's scratch
 *
 * All parts are followed at once, as the states they lead to. Whether everybody would take a part's
 * steps is asked only of parts that come to the same; a step somebody refuses is not taken again,
 * nor one that a fifth of what the search took does not settle, so that paring does not become the
 * greater part of the work.
 */
#include "plan_work.h"

#define SHARE_OF_SEARCH 5u
#define LEAST_TO_ASK    20000u /* effort for one step of a part */

typedef struct plan_part {
    state_id state;
    uint32_t kept;
    uint32_t parent; /* in parts */
    act_id act;      /* taken last; {UINT32_MAX} where none was */
} plan_part;

typedef struct {
    state_id from;
    act_id act;
} part_step;

typedef struct {
    LIST(plan_part) parts;
    LIST(part_step) refused;
    uint32_t first, count; /* those after as many acts as were looked at */
    uint64_t most_effort;  /* for asking about one step */
} plan_parts;

static bool add_story_part(planning *of, plan_parts *to, uint32_t first, plan_part made) {
    for (uint32_t i = first; i < to->parts.count; i++) {
        plan_part *known = &to->parts.items[i];
        if (known->state.n != made.state.n) continue;
        if (made.kept < known->kept) *known = made;
        return true;
    }
    return LIST_ADD(&of->scratch, &to->parts, made) || kzi_plan_fails(of);
}

static bool was_refused(const plan_parts *all, state_id from, act_id act) {
    for (uint32_t i = 0; i < all->refused.count; i++) {
        const part_step *known = &all->refused.items[i];
        if (known->from.n == from.n && known->act.n == act.n) return true;
    }
    return false;
}

static bool go_on_with_parts(planning *of, plan_parts *all, act_id act) {
    uint32_t first = all->first, count = all->count;
    all->first = all->parts.count;
    for (uint32_t i = first; i < first + count; i++) {
        plan_part part = all->parts.items[i];
        if (!add_story_part(of, all, all->first,
                            (plan_part){part.state, part.kept, i, {UINT32_MAX}}))
            return false;
        if (!kzi_minds_possible(of->minds, part.state, act) || was_refused(all, part.state, act))
            continue;
        view at = of->start;
        at.state = part.state;
        state_id to = kzi_minds_step(of->minds, at, act);
        if (to.n == NO_STATE.n && !of->minds->rules.loop.was_found) return kzi_plan_fails(of);
        if (to.n != NO_STATE.n &&
            !add_story_part(of, all, all->first, (plan_part){to, part.kept + 1, i, act}))
            return false;
    }
    all->count = all->parts.count - all->first;
    return true;
}

static bool follow_parts(planning *of, plan_parts *all) {
    all->parts.count = all->first = 0;
    all->count = 1;
    plan_part start = {of->start.state, 0, UINT32_MAX, {UINT32_MAX}};
    if (!LIST_ADD(&of->scratch, &all->parts, start)) return kzi_plan_fails(of);
    for (uint32_t i = 0; i < of->plan_length; i++) {
        if (!go_on_with_parts(of, all, of->plan[i])) return false;
    }
    return true;
}

/* A part that comes to the same, with the fewest acts; UINT32_MAX when there is none. */
static uint32_t shortest_part(const planning *of, const plan_parts *all) {
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < all->parts.count; i++) {
        const plan_part *part = &all->parts.items[i];
        if (part->kept >= of->plan_length || !kzi_plan_is_goal(of, part->state) ||
            kzi_plan_amount(of, part->state) != of->plan_amount)
            continue;
        if (best == UINT32_MAX || part->kept < all->parts.items[best].kept) best = i;
    }
    return best;
}

static reason_answer ask_about_part(planning *of, const plan_parts *all, view at, act_id act) {
    of->reasons->gave_up = false;
    of->reasons->effort_end = kzi_reasons_spent(of->reasons) + all->most_effort;
    return kzi_reasons_for_all(of->reasons, at, act);
}

/* Would everybody take the part's steps? The first step that somebody would not is noted. */
static bool would_be_taken(planning *of, plan_parts *all, uint32_t number, bool *found) {
    plan_part part = all->parts.items[number];
    *found = true;
    for (; part.parent != UINT32_MAX; part = all->parts.items[part.parent]) {
        view at = of->start;
        at.state = all->parts.items[part.parent].state;
        if (part.act.n == UINT32_MAX) continue;
        reason_answer would = ask_about_part(of, all, at, part.act);
        if (would == REASON_YES) continue;
        *found = false;
        part_step refused = {at.state, part.act};
        return (would != REASON_FAILED && LIST_ADD(&of->scratch, &all->refused, refused)) ||
               kzi_plan_fails(of);
    }
    return true;
}

static void take_part(planning *of, const plan_parts *all, uint32_t number) {
    plan_part part = all->parts.items[number];
    of->plan_length = part.kept;
    for (uint32_t length = part.kept; length > 0; part = all->parts.items[part.parent]) {
        if (part.act.n != UINT32_MAX) of->plan[--length] = part.act;
    }
}

bool kzi_plan_pare(planning *of) {
    uint64_t share = kzi_reasons_spent(of->reasons) / SHARE_OF_SEARCH;
    plan_parts all = {.most_effort = share > LEAST_TO_ASK ? share : LEAST_TO_ASK};
    bool was_taken;
    of->reasons->guesses = NULL;
    kzi_arena_reset(&of->scratch);
    for (;;) {
        if (!follow_parts(of, &all)) return false;
        uint32_t best = shortest_part(of, &all);
        if (best == UINT32_MAX) return true;
        if (!would_be_taken(of, &all, best, &was_taken)) return false;
        if (was_taken) take_part(of, &all, best);
    }
}
