/* SPDX-License-Identifier: MIT
 *
 * others: who has a reason to do what, and how two reasons compare.
 *
 * In     a state, an act
 * Out    an option with the plan behind it
 */
#include "playing.h"

uint64_t kzi_others_spent(const play *of) {
    return kzi_reasons_spent(&of->stories.reasons) + of->stories.minds.successor_count;
}

reason kzi_others_reason(play *of, view held, act_id act) {
    reason why = kzi_reason(&of->stories.reasons, held, act, 1, of->stories.reasons.plan_limit);
    if (why.answer == REASON_FAILED && !of->stories.minds.rules.loop.was_found) {
        kzi_play_fails(of);
        of->text.has_failed = true; /* no half answer */
    }
    return why;
}

/* What the plan's owner holds they gain by it; 0 where that is unknown. */
static int64_t gain_of_plan(play *of, view held, mind_id who, const reason *why) {
    minds *m = &of->stories.minds;
    value before = kzi_minds_worth(m, held.state, who);
    for (uint32_t i = 0; i < why->plan_length; i++) {
        held.state = kzi_minds_step(m, held, why->plan[i]);
        if (held.state.n == NO_STATE.n) return 0;
    }
    value after = kzi_minds_worth(m, held.state, who);
    return before == UNKNOWN || after == UNKNOWN ? 0 : (int64_t)after - before;
}

/* what is remembered is walked through anew each time: where that alone costs the budget, it
 * must grow */
#define TRIES_TO_MORE 16u

/* Within the budget, or a little more after the same was asked many times. */
static reason_answer ask_within(play *of, view story, act_id act, uint64_t budget) {
    reasons *r = &of->stories.reasons;
    r->gave_up = false;
    r->effort_end = budget ? kzi_reasons_spent(r) + budget * (1 + of->tries / TRIES_TO_MORE) : 0;
    reason_answer answer = kzi_reasons_for_all(r, story, act);
    of->tries = r->gave_up ? of->tries + 1 : 0;
    r->effort_end = 0;
    return answer;
}

others_answer kzi_others_ask(play *of, state_id at, act_id act, uint64_t budget,
                             play_option *made) {
    const ground_act *a = &of->ground->acts[act.n];
    *made = (play_option){.act = act, .mover = of->ground->mind_count};
    if (a->actor_count == 0) return OTHERS_WOULD;
    view story = kzi_play_view(of, at);
    reason_answer answer = ask_within(of, story, act, budget);
    if (of->stories.reasons.gave_up && answer != REASON_FAILED) return OTHERS_UNDECIDED;
    if (answer == REASON_FAILED)
        return of->stories.minds.rules.loop.was_found ? OTHERS_WOULD_NOT : OTHERS_FAILED;
    if (answer != REASON_YES) return OTHERS_WOULD_NOT;
    mind_id first = of->ground->actors[a->first_actor];
    of->stories.reasons.gave_up = false;
    view held = kzi_minds_view(&of->stories.minds, story, first);
    reason why = kzi_others_reason(of, held, act);
    made->mover = first.n;
    made->plan = why.plan;
    made->plan_length = why.plan_length;
    made->gain = gain_of_plan(of, held, first, &why);
    return OTHERS_WOULD;
}

bool kzi_others_is_better(const play_option *one, const play_option *other) {
    if (one->gain != other->gain) return one->gain > other->gain;
    return one->plan_length < other->plan_length;
}

uint32_t kzi_others_tie(const play *of, uint32_t count) {
    if (of->seed == 0 || count < 2) return 0; /* the first in file order */
    return (uint32_t)(kzi_hash_mix(of->seed ^ kzi_hash_mix(of->events.count + 1)) % count);
}
