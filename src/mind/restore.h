/* SPDX-License-Identifier: MIT
 *
 * restore: a state from what is written down about it: worlds that name one another.
 *
 * In     worlds, each with its facts and with the number of the world each mind holds; circles are
 *        welcome
 * Out    the state of world 0, the same one that was written down when nothing changed since
 * Owns   nothing; the scratch arena is reset
 */
#ifndef KZI_RESTORE_H
#define KZI_RESTORE_H

#include "step.h"

typedef struct written_world {
    value *facts;    /* about->fact_count */
    uint32_t *minds; /* about->mind_count numbers of worlds */
} written_world;

/* Everybody holds what they hold that they hold: without that there is no such state. */
bool kzi_restore_is_sound(const grounded *about, const written_world *worlds, uint32_t count);
/* NO_STATE when memory ended. The worlds must be sound. */
state_id kzi_restore(minds *of, const written_world *worlds, uint32_t count);

/* The worlds a state leads to, itself first, in the order of first meeting; NULL when memory
 * ended. */
const state_id *kzi_restore_worlds(const minds *of, state_id root, arena *in, uint32_t *count);

#endif
