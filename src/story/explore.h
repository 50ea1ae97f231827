/* SPDX-License-Identifier: MIT
 *
 * explore: every story there is.
 *
 * In     a grounded world, the question's limits
 * Out    the story graph: states and acts that may happen, layer by layer; then the proof that no
 *        limit stood in the way
 * Owns   graph, states and reasons, in the arena given; scratch is its own
 * Used   advanced in slices of effort, so that whoever asks stays in charge; the slicing changes
 *        nothing in the answer
 */
#ifndef KZI_EXPLORE_H
#define KZI_EXPLORE_H

#include "reasons.h"

#define NO_ENDING UINT32_MAX

typedef struct story_node {
    state_id state;
    uint32_t depth;      /* acts of the shortest story that leads here */
    uint32_t parent;     /* by that story; UINT32_MAX for the start */
    act_id act;          /* its last act */
    uint32_t ending;     /* number of the ending that holds, or NO_ENDING */
    uint32_t first_edge; /* in edges; edges of one node lie together, in file order of the acts */
    uint32_t edge_count;
    bool was_opened; /* false: an ending, or cut off by the story limit */
} story_node;

typedef struct story_edge {
    act_id act;
    uint32_t to; /* node */
} story_edge;

/* An act that could be done but had no reason within the limits. */
typedef struct refusal {
    uint32_t node;
    act_id act;
} refusal;

typedef enum explore_progress { EXPLORE_RUNNING, EXPLORE_DONE, EXPLORE_FAILED } explore_progress;

/* What stood in the way of a complete answer. */
typedef struct stops {
    bool by_story;
    bool by_plan;
    bool by_mind;
    bool by_states;
    bool by_memory;
    bool by_rules; /* rules went round: the world has an error */
    bool by_tries; /* plans.c: as many steps were tried as were asked for */
    bool by_time;  /* whoever drove the search stopped it */
} stops;

typedef struct explore_hands explore_hands;

typedef struct exploration {
    minds minds;
    distances distances;
    reasons reasons;
    reasons proof; /* the same question with limits far beyond */
    limits limits;
    arena *in;
    arena scratch;
    view start;
    LIST(story_node) nodes;
    LIST(story_edge) edges;
    LIST(refusal) refusals;
    table by_state;
    act_id *possible;
    uint64_t *may_be;
    uint32_t next_node;     /* to open */
    uint32_t next_refusal;  /* to prove */
    uint64_t proof_end;     /* what all proofs together may have cost by then */
    uint64_t looped_count;  /* acts passed over, since rules would go round after them
                               (reasons.passes_over_loops) */
    uint32_t failed_node;   /* by_rules: where */
    act_id first_forbidden; /* a fork `instead of` it: not the first act; {UINT32_MAX}: none */
    act_id failed_act;      /* by_rules: which act's consequences; {UINT32_MAX}: the start itself */
    stops stops;
    bool is_done;
    uint32_t threads;     /* hands that may open states side by side; any number changes nothing */
    explore_hands *hands; /* explore_hands.h; NULL: not begun */
    bool has_foreseen;    /* what may come about from the start (kzi_distances_foresee) */
} exploration;

/* False when memory ended. */
bool kzi_explore_begin(exploration *of, const grounded *about, const limits *within, arena *in);
/* The same world beside an exploration that is done, for other starts of it (kzi_explore_restart):
 * what was found out about states, steps and reasons is known to both. `known` must last as long.
 * False when memory ended. */
bool kzi_explore_begin_beside(exploration *of, exploration *known, arena *in);
/* The same acts, rules and facts, other wants: states and steps are known to both, reasons are not.
 * `known` rests meanwhile, until kzi_minds_hand_back. False when memory ended. */
bool kzi_explore_begin_like(exploration *of, const grounded *about, exploration *known, arena *in);
/* The start state, or NO_STATE with stops set. Called by kzi_explore_run when nobody did. */
state_id kzi_explore_start(exploration *of);
/* Another start than the world's own, a state of of->minds: called before running. False when
 * memory ended. */
bool kzi_explore_start_at(exploration *of, state_id start, act_id first_forbidden);
/* All over again from another start; what was found out about states, steps and reasons stays.
 * False when memory ended. */
bool kzi_explore_restart(exploration *of, state_id start);
explore_progress kzi_explore_run(exploration *of, uint64_t effort);
void kzi_explore_end(exploration *of);

/* Asks whether an act that was refused at the limits would be refused at any; if not, or if that is
 * not found out, the limits are noted in `stops`. False when memory ended. */
bool kzi_explore_prove(exploration *of, view from, act_id act);
/* Every story was told and no act lacked a reason for want of a limit. */
bool kzi_explore_is_complete(const exploration *of);
/* The number of a story node's ending, or NO_ENDING. */
uint32_t kzi_explore_ending_of(const exploration *of, state_id state);

#endif
