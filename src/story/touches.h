/* SPDX-License-Identifier: MIT
 *
 * touches: which acts can change, at once, what somebody's wants come to.
 *
 * In     the grounded world
 * Out    for each mind the acts after which its worth may be another than before; of all others it
 *        is the same for certain
 * Owns   its bits, in the arena given
 * Used   for the last act of a plan, which has to bring the gain itself
 */
#ifndef KZI_TOUCHES_H
#define KZI_TOUCHES_H

#include "../base/arena.h"
#include "../ground/grounded.h"

typedef struct touches {
    bool *bits; /* mind by mind, by act */
    uint32_t act_count;
} touches;

/* False when memory ended. */
bool kzi_touches_of(touches *made, const grounded *about, arena *in);

static inline bool kzi_touches(const touches *of, mind_id mind, act_id act) {
    return of->bits[(size_t)mind.n * of->act_count + act.n];
}

#endif
