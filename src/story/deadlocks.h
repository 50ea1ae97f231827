/* SPDX-License-Identifier: MIT
 *
 * deadlocks: where two wills exclude each other, and both people know it.
 *
 * In     an exploration that is done
 * Out    pairs of wants with the states in which they are locked: each is what its holder most
 *        wants and has not got; both ask about one fact; in no state that anybody reaches, believes
 *        in or imagines do both hold, though each for itself does in some; and each of the two
 *        rightly sees how much the other wants everything the other wants
 * Owns   the lists, in the arena given
 */
#ifndef KZI_DEADLOCKS_H
#define KZI_DEADLOCKS_H

#include "explore.h"

typedef struct deadlock {
    uint32_t one, other; /* numbers in about->wants */
    uint32_t first_node; /* nearest to the start */
    uint32_t node_count;
    bool *is_at; /* by node */
} deadlock;

typedef struct deadlocks {
    LIST(deadlock) list; /* in order of first meeting */
} deadlocks;

/* False when memory ended. */
bool kzi_deadlocks_find(deadlocks *made, const exploration *of, arena *in);
/* Is the want's condition so? */
bool kzi_want_is_met(const exploration *of, uint32_t want, state_id at);
/* What it weighs there. */
value kzi_want_weighs(const exploration *of, uint32_t want, state_id at);

#endif
