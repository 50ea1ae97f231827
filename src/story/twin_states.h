/* SPDX-License-Identifier: MIT
 *
 * twin_states: which swaps of twins leave a state as it is, so that an act and its twin are one
 * question there.
 *
 * In     the world's swaps (ground/twins.h); states
 * Out    for an act, the swap that makes an earlier act of it, where nobody in the state could tell
 * Owns   what it found out of each state, in the arena given
 * Used   for each act that a hard plan offers, and each reason it asks for
 *
 * A state stays as it is when its facts do, and each mind becomes the state that the mind's own
 * twin holds, to any depth; where minds hold each other, as long as nothing contradicts it.
 */
#ifndef KZI_TWIN_STATES_H
#define KZI_TWIN_STATES_H

#include "../ground/twins.h"
#include "../mind/states.h"

#define MOST_TWIN_PAIRS 256u

/* Of one state: bits of the swaps asked about, and of those that leave it as it is. */
typedef struct twin_notes {
    uint64_t known, stays;
} twin_notes;

typedef struct twin_states {
    twins of;
    const states *in;
    arena *keeps;
    LIST(twin_notes) notes; /* by state */
    struct {
        state_id one, other;
    } pairs[MOST_TWIN_PAIRS]; /* taken to be each other's image, while one is asked about */
    uint32_t pair_count;
} twin_states;

/* NULL when memory ended. */
twin_states *kzi_twin_states(const states *in, expression_id wish, arena *keeps);
/* The first swap that leaves the state and its holder (NO_MIND: the story) as they are and makes
 * the act one of a lower number; NULL where there is none that is known. */
const swap *kzi_twin_before(twin_states *of, state_id state, mind_id holder, act_id act);

#endif
