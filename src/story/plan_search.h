/* SPDX-License-Identifier: MIT
 *
 * plan_search: one question of reasons.h being worked out: is there a plan that begins with the
 * act?
 *
 * In     a question, an empty arena to lay plans out in
 * Out    the answer, with the plan that was found
 * Owns   nothing but the plan of a yes, in the arena of the minds; the tree goes with `work`
 * Used   by reasons.c, which remembers the answers; the definition is docs/meaning.md, Explained
 *
 * Four files: reason_steps.c (would whoever a step is by take it, where does it lead, what is a
 * course worth), reason_shadows.c (what the parts of a plan lead to, and does none do as well),
 * reason_parts.c (the same, all parts tried one by one), reason_plans.c (the tree of plans, and
 * which is looked at next).
 */
#ifndef KZI_PLAN_SEARCH_H
#define KZI_PLAN_SEARCH_H

#include "../base/rows.h"
#include "reasons.h"

typedef struct {
    view at;
    uint32_t parent; /* in nodes; NO_PLAN_NODE for the first */
    act_id act;      /* that led here */
    uint32_t length;
    uint32_t estimate; /* at least so many acts more */
    uint32_t guess;    /* perhaps so many, from its parent */
    bool is_put_off;   /* a part of it leads to the same world */
    uint32_t tries;    /* at asking who would take the step, given up for a while */
    uint32_t shadows;  /* of its proper parts; see reason_shadows.c */
} plan_node;
#define NO_PLAN_NODE UINT32_MAX

typedef struct {
    reasons *of;
    reason_key key;
    view from;
    value worth_before;
    int64_t best;     /* no world is worth more */
    uint32_t longest; /* acts a plan may have */
    arena *work;      /* the tree; forgotten with the question */
    LIST(plan_node) nodes;
    LIST(uint32_t) open; /* a heap of nodes: which plan is looked at next */
    bool is_in_order;    /* in order of length and file, so that the first found is the one shown */
    bool counts_no_budget; /* no step's answer depends on how many acts are left */
    bool leaves_shadows; /* where a part of a plan leads to the same world, it does as well for good
                          */
    bool trusts_parts;   /* a part's step that is not settled at once is taken unasked, */
    bool was_refused;    /* a plan that gains was left, since a part of it does as well, */
    bool has_left_alike; /* and one for another with the same shadows, of which some are unsure */
    rows shadow_rows;
    table known_nodes; /* by state, length and shadows */
    act_id *possible;
    uint64_t *may_be;
    reason found;
    bool has_failed;
} plan_search;

/* For `return plan_search_fails(q)`: memory ended, or rules went round. */
static inline bool plan_search_fails(plan_search *q) {
    q->has_failed = true;
    return false;
}

/* ---- reason_plans.c ---- */
reason kzi_reason_plan(reasons *of, const reason_key *key, uint32_t longest, bool is_in_order,
                       arena *work);

/* ---- reason_steps.c ---- */
typedef enum { STEP_FALLS, STEP_STANDS, STEP_UNDECIDED } step_verdict;
/* Does everybody the step is by believe it possible, and have a reason? The holder's own is left
 * out where `asks_holder` is false. With no more than so many plan nodes; 0: as many as it takes.
 */
step_verdict kzi_plan_step(plan_search *q, view at, act_id act, uint32_t budget, bool asks_holder,
                           uint64_t effort);
bool kzi_plan_step_stands(plan_search *q, view at, act_id act, uint32_t budget, bool asks_holder);
/* NO_STATE when memory ended or rules went round; the search has then failed, unless such acts are
 * passed over. */
view kzi_plan_stepped(plan_search *q, view at, act_id act);
static inline bool leads_nowhere(view to) {
    return to.state.n == NO_STATE.n;
}

/* What the holder gains by a course of `length` acts that ends there. */
typedef struct {
    bool is_known;
    int64_t gain;
} course_worth;
course_worth kzi_plan_gain(plan_search *q, view end, uint32_t length);

/* ---- reason_shadows.c ---- */
/* Those of the first node. NO_ROW when memory ended. */
uint32_t kzi_plan_first_shadows(plan_search *q);
/* The shadows after one act more; NO_ROW when the search has failed. */
uint32_t kzi_plan_shadows_after(plan_search *q, const plan_node *from, act_id act);
/* Was everybody asked whose steps they rest on? */
bool kzi_plan_shadows_are_sure(const plan_search *q, uint32_t shadows);
/* Does a part lead to the same state? */
bool kzi_plan_is_a_shadow(const plan_search *q, uint32_t shadows, state_id state);
/* No proper part of the plan does as well, by the shadows of its last node. */
bool kzi_plan_no_shadow_does(plan_search *q, uint32_t node, int64_t gain);

/* ---- reason_parts.c ---- */
/* Does a part that gains so much do as well as the whole? */
bool kzi_plan_does_as_well(const plan_search *q, int64_t part, int64_t whole);
/* No proper part of the plan does as well: all parts tried, one by one. */
bool kzi_plan_is_minimal(plan_search *q, const act_id *plan, uint32_t length, int64_t gain);

/* ---- reasons.c ---- */
uint64_t kzi_reason_hash(const reason_key *key);
bool kzi_reason_is_same(const reason_key *a, const reason_key *b);

#endif
