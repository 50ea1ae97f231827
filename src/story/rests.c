/* SPDX-License-Identifier: MIT
 *
 * rests: see rests.h.
 */
#include "rests.h"

static bool note_differences(const exploration *of, state_id held, state_id truth,
                             mind_id about_whom, wrong_beliefs *found, arena *in) {
    const states *all = &of->minds.states;
    if (held.n == truth.n) return true;
    for (uint32_t i = 0; i < all->about->fact_count; i++) {
        wrong_belief wrong = {.about = about_whom, .fact = {i}};
        wrong.held = kzi_fact_get(all->about, kzi_state_facts(all, held), wrong.fact);
        wrong.truth = kzi_fact_get(all->about, kzi_state_facts(all, truth), wrong.fact);
        if (wrong.held != wrong.truth && !LIST_ADD(in, &found->list, wrong)) return false;
    }
    return true;
}

bool kzi_rests_wrong(const exploration *of, state_id story, mind_id actor, wrong_beliefs *found,
                     arena *in) {
    view whole = of->start;
    whole.state = story;
    view held = kzi_minds_view(&of->minds, whole, actor);
    if (!note_differences(of, held.state, story, NO_MIND, found, in)) return false;
    for (uint32_t i = 0; i < of->minds.about->mind_count; i++) {
        if (i == actor.n) continue;
        state_id thought = kzi_minds_view(&of->minds, held, (mind_id){i}).state;
        state_id truth = kzi_minds_view(&of->minds, whole, (mind_id){i}).state;
        if (!note_differences(of, thought, truth, (mind_id){i}, found, in)) return false;
    }
    return true;
}

/* Would the others still take their step of the plan, as the planner sees them? */
static bool others_would(exploration *of, view at, mind_id planner, act_id act, uint32_t budget,
                         bool *has_failed) {
    const grounded *about = of->minds.about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        if (actor.n == planner.n) continue;
        view held = kzi_minds_view(&of->minds, at, actor);
        if (!kzi_minds_hold(&of->minds, held.state, a->condition)) return false;
        reason why = kzi_reason(&of->reasons, held, act, 2, budget);
        if (why.answer == REASON_FAILED) *has_failed = true;
        if (why.answer != REASON_YES) return false;
    }
    return true;
}

/* Can the plan still be done, and does it still gain? Under lesser evil: is there still a reason at
 * all. */
static bool plan_still_holds(exploration *of, view at, act_id act, const told_reason *why,
                             bool *has_failed) {
    minds *m = &of->minds;
    if (m->about->has_lesser_evil)
        return kzi_reason(&of->reasons, at, act, 1, of->reasons.plan_limit).answer == REASON_YES;
    value before = kzi_minds_worth(m, at.state, why->actor);
    for (uint32_t i = 0; i < why->why.plan_length; i++) {
        act_id step = why->why.plan[i];
        if (!kzi_minds_possible(m, at.state, step)) return false;
        if (i > 0 &&
            !others_would(of, at, why->actor, step, of->reasons.plan_limit - i, has_failed))
            return false;
        at.state = kzi_minds_step(m, at, step);
        if (at.state.n == NO_STATE.n) return *has_failed = true;
    }
    value after = kzi_minds_worth(m, at.state, why->actor);
    return before != UNKNOWN && after != UNKNOWN && after > before;
}

static bool still_holds(exploration *of, const told_act *act, const told_reason *why,
                        wrong_belief wrong, bool *has_failed) {
    mind_id chain[2] = {why->actor, wrong.about};
    state_id put_right =
        kzi_minds_with(&of->minds, act->before, chain, wrong.about.n == NO_MIND.n ? 1 : 2,
                       wrong.fact, wrong.truth);
    if (put_right.n == NO_STATE.n) return *has_failed = true;
    view whole = of->start;
    whole.state = put_right;
    if (!kzi_reasons_believed(&of->reasons, whole, act->act, why->actor)) return false;
    return plan_still_holds(of, kzi_minds_view(&of->minds, whole, why->actor), act->act, why,
                            has_failed);
}

bool kzi_rests_find(exploration *of, const told_act *act, const told_reason *why,
                    wrong_beliefs *found, arena *in) {
    wrong_beliefs all = {0};
    bool has_failed = false;
    if (!kzi_rests_wrong(of, act->before, why->actor, &all, in)) return false;
    for (uint32_t i = 0; i < all.list.count; i++) {
        bool still = still_holds(of, act, why, all.list.items[i], &has_failed);
        if (has_failed && !of->minds.rules.loop.was_found)
            in->has_failed = true; /* memory ended elsewhere: nobody may print half of it */
        if (has_failed || (!still && !LIST_ADD(in, &found->list, all.list.items[i]))) return false;
    }
    return true;
}

bool kzi_rests_known(exploration *of, const told_act *act, const told_reason *why,
                     wrong_beliefs *found, arena *in) {
    const states *all = &of->minds.states;
    bool has_failed = false;
    for (uint32_t i = 0; i < all->about->fact_count; i++) {
        wrong_belief known = {.about = NO_MIND, .fact = {i}, .truth = UNKNOWN};
        known.held = kzi_fact_get(all->about, kzi_state_facts(all, why->held.state), known.fact);
        if (known.held == UNKNOWN) continue;
        bool still = still_holds(of, act, why, known, &has_failed);
        if (has_failed && !of->minds.rules.loop.was_found) in->has_failed = true;
        if (has_failed) return false;
        known.truth = kzi_fact_get(all->about, kzi_state_facts(all, act->before), known.fact);
        if (!still && !LIST_ADD(in, &found->list, known)) return false;
    }
    return true;
}
