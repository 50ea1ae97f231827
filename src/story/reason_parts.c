/* SPDX-License-Identifier: MIT
 *
 * reason_parts: does no proper part of a plan do as well? See plan_search.h.
 */
#include "plan_search.h"

/* beyond, trying to leave out each part (2^n courses) costs more than any proof is worth */
#define LONGEST_PLAN_PROVED 16u

/* ---- requirement 4: no proper part does at least as well ----
 * A part's first step need not be asked for the holder's own reason: a part that does as well
 * gains, so it is itself a plan that begins with that step; and if that plan is not minimal, a
 * smaller part of it is, which is tried too. So no question asks itself. */
/* In the peer's problems a part must come to exactly the same; a step that makes things worse is
 * then no waste. */
bool kzi_plan_does_as_well(const plan_search *q, int64_t part, int64_t whole) {
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
        return worth.is_known && kzi_plan_does_as_well(q, worth.gain, l->gain);
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
