/* SPDX-License-Identifier: MIT
 *
 * thoughts: see thoughts.h.
 */
#include "thoughts.h"

#include "nested.h"

typedef struct {
    thought_list *to;
    arena *in;
    rows met; /* plans, each with where it is made */
    bool has_failed;
} thinking;

static bool is_met_before(thinking *t, const nested_plan *plan) {
    const uint32_t items[] = {plan->whose.n,   plan->held.state.n, plan->held.depth,
                              plan->acts[0].n, plan->level,        plan->budget};
    uint32_t known = t->met.list.count;
    uint32_t number = kzi_row(&t->met, items, sizeof items / sizeof *items);
    t->has_failed |= number == NO_ROW;
    return t->has_failed || number < known;
}

static bool is_act_of(const grounded *about, act_id act, mind_id who) {
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (about->actors[a->first_actor + i].n == who.n) return true;
    }
    return false;
}

/* All of it, and what is left of it at each of the planner's own steps. */
static void add_with_rests(asking *of, thinking *t, const nested_plan *plan) {
    for (uint32_t i = 0; i < plan->length; i++) {
        replay_thought made = {plan->whose, plan->acts + i, plan->length - i};
        if (is_act_of(of->main.ground, plan->acts[i], plan->whose) &&
            !LIST_ADD(t->in, &t->to->list, made))
            t->has_failed = true;
    }
}

static void think(asking *of, void *into, const nested_plan *plan, act_id step) {
    thinking *t = into;
    (void)step;
    if (is_met_before(t, plan)) return;
    add_with_rests(of, t, plan);
    kzi_nested_each(of, plan, think, t);
}

bool kzi_thoughts_of(asking *of, const told_log *log, thought_list *to, arena *in) {
    thinking t = {.to = to, .in = in, .met = {.in = in}};
    for (uint32_t i = 0; i < log->act_count && log->acts[i].verdict == TOLD_WELL; i++) {
        for (uint32_t j = 0; j < log->acts[i].reason_count; j++) {
            nested_plan plan = kzi_nested_outermost(of, &log->acts[i].reasons[j], kzi_reason_known);
            think(of, &t, &plan, log->acts[i].act);
        }
    }
    return !t.has_failed;
}
