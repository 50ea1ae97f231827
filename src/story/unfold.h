/* SPDX-License-Identifier: MIT
 *
 * unfold: the story graph as something that can be counted.
 *
 * In     an exploration that is done
 * Out    places and ways between them. Without a story limit a place is a state; with one it is a
 *        state and the number of acts so far, so that no story is counted that is longer than the
 *        limit. Then which endings go round for ever, and the rest in an order in which every place
 *        comes after all that lead to it
 * Owns   all, in the arena given
 */
#ifndef KZI_UNFOLD_H
#define KZI_UNFOLD_H

#include "explore.h"

typedef struct unfold_way {
    act_id act;
    uint32_t edge; /* in the exploration */
    uint32_t to;   /* place */
} unfold_way;

typedef struct unfold_place {
    uint32_t node;
    uint32_t length; /* acts so far; 0 without a story limit */
    uint32_t first_way;
    uint32_t way_count;
    bool is_countable; /* finitely many stories lead through it to an ending */
} unfold_place;

typedef struct unfolding {
    const exploration *of;
    arena *in;
    LIST(unfold_place) places;
    LIST(unfold_way) ways;
    uint32_t *order; /* countable places, each after all that lead to it */
    uint32_t order_count;
    bool *goes_round; /* by ending: infinitely many stories */
} unfolding;

/* False when memory ended. */
bool kzi_unfold(unfolding *made, const exploration *of, arena *in);

#endif
