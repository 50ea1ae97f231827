/* SPDX-License-Identifier: MIT
 *
 * plans: a story that leads where somebody wants it to lead.
 *
 * In     an exploration that has begun, what is wished for (an ending, or an amount the author
 *        wants)
 * Out    the acts of a story in which everybody acts for their own reasons, and whether none is
 *        shorter; or that there is none
 * Owns   places and the queue, in the exploration's arena; scratch is its own
 * Used   advanced in slices of effort; the slicing changes nothing in the answer
 *
 * Best first over states, each kept once. A step is laid in the queue unasked; whether everybody
 * would take it is asked when it comes out again (lazy edges: Dellin and Srinivasa 2016), first
 * with little effort and, where that was not enough, later with more.
 */
#ifndef KZI_PLANS_H
#define KZI_PLANS_H

#include "explore.h"
#include "guesses.h"

typedef enum plan_method {
    PLAN_AUTO,          /* greedily; a proof that none is shorter, where asked for, as PLAN_BEST */
    PLAN_BEST,          /* the fewest acts in all first, as far as is foreseen */
    PLAN_GOAL_FIRST,    /* who would take the steps is asked only when they lead to the goal */
    PLAN_EXPLAIN_FIRST, /* a step is asked about before it is laid in the queue */
    PLAN_BLIND          /* in order of length, without estimates */
} plan_method;

/* What tells how far a state is from the goal. What it takes more acts to reach than are left is
 * dropped by hmax, which is never too large, but for HEURISTIC_NONE. */
typedef enum plan_heuristic {
    HEURISTIC_AUTO, /* greedily by a relaxed plan, then hmax */
    HEURISTIC_NONE,
    HEURISTIC_HMAX, /* distances.h */
    HEURISTIC_HADD, /* guesses.h */
    HEURISTIC_RELAXED
} plan_heuristic;

/* Wished for: that `sum` comes to `goal` or more, and to more than `above`. */
typedef struct plan_wish {
    expression_id sum;
    value above;
    value goal;
    uint32_t ending; /* the story may end with this one; other endings end it elsewhere; UINT32_MAX:
                        it goes on through all */
} plan_wish;

typedef struct plan_settings {
    plan_method method;
    plan_heuristic heuristic;
    bool proves_shortest;  /* go on until no shorter plan can exist */
    uint64_t most_visited; /* 0: no limit */
} plan_settings;

typedef struct plan_place {
    state_id state;
    uint32_t length; /* acts so far */
    uint32_t parent; /* in places; UINT32_MAX for the start */
    act_id act;
    uint32_t first_edge; /* goal first: of those that lead on; UINT32_MAX: none */
    uint32_t way;        /* goal first: the edge from the parent */
} plan_place;

/* A step as goal first takes it. */
typedef enum edge_verdict { EDGE_NOT_ASKED, EDGE_STANDS, EDGE_FALLS } edge_verdict;
typedef struct plan_edge {
    uint32_t from, to; /* in places */
    act_id act;
    edge_verdict verdict;
    uint32_t next; /* from the same place */
} plan_edge;

/* A step waiting to be asked about. */
typedef struct plan_offer {
    int64_t rank;      /* smaller first */
    uint32_t estimate; /* at least so many acts more */
    uint32_t guess;    /* perhaps so many */
    bool is_guessed;   /* at the state itself; else as its parent's relaxed plan has it */
    uint32_t order;    /* of being laid in */
    uint32_t from;     /* in places */
    act_id act;
    state_id to;
    uint32_t tries; /* that gave up */
} plan_offer;

/* A heap of offers. */
typedef struct plan_queue {
    LIST(plan_offer) offers;
    uint64_t spent; /* effort: the queue that had less is served next */
} plan_queue;

/* Steps not asked about yet of one kind. */
typedef struct plan_kind {
    uint32_t length;   /* acts before them */
    uint32_t foreseen; /* acts more */
    int64_t missing;   /* units of the wish */
    uint64_t turn;     /* smaller first */
    LIST(plan_offer) offers;
} plan_kind;

typedef struct plan_kinds {
    LIST(plan_kind) all;
    table by_key;
    uint64_t turn;    /* that was had last */
    uint32_t waiting; /* offers in all of them; some were asked about out of a queue since */
    uint64_t spent;
    bool are_kept; /* it proved hard */
} plan_kinds;

typedef enum plan_progress { PLAN_RUNNING, PLAN_DONE, PLAN_FAILED } plan_progress;

typedef struct planning {
    exploration *stories; /* whose start, minds and questions these are; what stood in the way of an
                             answer is noted in its stops */
    minds *minds;
    distances *distances;
    reasons *reasons;
    guesses guesses;
    plan_wish wish;
    plan_settings settings;
    arena *in;
    arena scratch; /* for leaving acts out of a plan */
    view start;
    LIST(plan_place) places;
    table by_state;
    plan_queue fresh;          /* not asked about yet */
    plan_queue waiting;        /* asked about in vain so far */
    plan_kinds kinds;          /* those of `fresh` once more, sorted */
    LIST(bool) was_asked;      /* by order: each step ever laid down */
    LIST(plan_edge) edges;     /* goal first: all steps taken, */
    LIST(uint32_t) goals;      /* the places where the goal is met, */
    LIST(plan_offer) stranded; /* and steps from where nothing leads any more */
    LIST(plan_offer) refused;  /* at the limits: without a plan, each is proved at the end */
    uint32_t next_refused;
    act_id *possible;
    uint64_t *may_be;
    uint32_t longest; /* plans longer than this are of no use any more */
    act_id *plan;
    uint32_t plan_length;
    value plan_amount; /* what `sum` comes to */
    bool has_plan;
    bool has_guessed;       /* HEURISTIC_AUTO: it proved hard enough for guesses.h */
    bool is_shortest;       /* proved */
    uint64_t visited_count; /* steps taken from the queue and asked about */
    uint64_t visited_at_plan, effort_at_plan; /* when the last plan was found */
    uint64_t generated_count;                 /* steps worked out in the story's own world */
    uint64_t looped_count; /* acts passed over, since rules would go round after them */
    bool is_done;
    bool has_failed; /* memory ended, or rules go round at the start */
} planning;

/* The world, its limits, minds and start are those of an exploration that has begun and not run.
 * False when memory ended. */
bool kzi_plan_begin(planning *of, exploration *in_stories, const plan_wish *wish,
                    const plan_settings *how);
plan_progress kzi_plan_run(planning *of, uint64_t effort);
/* No more work: the plan that is known, if there is one, loses what it does not need. False when
 * memory ended. */
bool kzi_plan_settle(planning *of);
/* Steps laid down that may still have to be asked about. */
uint32_t kzi_plan_waiting(const planning *of);
void kzi_plan_end(planning *of);

#endif
