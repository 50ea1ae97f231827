/* SPDX-License-Identifier: MIT
 *
 * imprint: a number for all of a grounded world that its stories depend on.
 *
 * In     a grounded world
 * Out    two grounded from the same world, each with changes of its own, whose imprints are equal
 *        have the same stories, whatever else is different
 * Used   by questions that try hundreds of changes: most of what could be otherwise nobody asks
 *        for, and then nothing needs to be unfolded again
 *
 * A fact that no condition and no sum reads, nothing changes, tells or shows, and nobody sees
 * stays what it is in every mind for ever. So two states that differ in nothing else differ for
 * ever in nothing else, and whoever has them takes the same acts.
 */
#ifndef KZI_IMPRINT_H
#define KZI_IMPRINT_H

#include "../base/arena.h"
#include "grounded.h"

/* Twice as long as a hash elsewhere: what is equal here is not looked at again. */
typedef struct imprint {
    uint64_t one, other;
} imprint;

static inline bool kzi_is_same_imprint(imprint a, imprint b) {
    return a.one == b.one && a.other == b.other;
}

/* Of the whole; and of what makes one state of another alone: where this is equal, states and steps
 * are too, number for number. `scratch` is needed during the call. False when memory ended. */
bool kzi_imprint_of(imprint *made, imprint *of_steps, const grounded *about, arena *scratch);

#endif
