/* SPDX-License-Identifier: MIT
 *
 * several: not one plan but many, shortest first.
 *
 * In     an exploration that has begun, what is wished for, how many plans are wanted
 * Out    different sequences of acts that lead there, none of which has a part that does the same;
 *        or all there are
 * Owns   everything it finds, in the exploration's arena
 * Used   advanced in slices of effort; the slicing changes nothing in the answer
 *
 * The story graph is unfolded layer by layer (explore.c); when a layer is there, all ways of that
 * length to the goal are walked. A way is left as soon as a proper part of it leads to the same
 * state: whatever follows, the part does as well.
 */
#ifndef KZI_SEVERAL_H
#define KZI_SEVERAL_H

#include "plans.h"

typedef struct several_plan {
    const act_id *acts;
    uint32_t length;
    value amount;
} several_plan;

/* One act of the way being walked. */
typedef struct several_step {
    uint32_t node;
    uint32_t next_edge;              /* of the node, to be tried next */
    uint32_t first_part, part_count; /* in parts: nodes that proper parts of the way lead to */
    value amount;
    value best_before; /* of the author, on the way here; the end must be better */
} several_step;

typedef struct several {
    exploration *stories;
    plan_wish wish;
    uint32_t wanted;
    uint32_t length; /* of the plans being looked for */
    bool is_walking; /* the layer is there */
    bool was_cut;    /* a longer way may yet lead there */
    LIST(several_plan) found;
    LIST(several_step) way;
    LIST(uint32_t) parts;
    uint32_t
        *far; /* by node: acts to the goal at least; UINT32_MAX: it is not reached from there */
    uint32_t far_count;
    uint64_t visited_count; /* steps walked */
    bool is_done;
    bool is_all; /* there are no more */
} several;

/* The exploration has a start (kzi_explore_start). */
several kzi_several(exploration *in_stories, const plan_wish *wish, uint32_t wanted);
plan_progress kzi_several_run(several *of, uint64_t effort);

#endif
