/* SPDX-License-Identifier: MIT
 *
 * tally: a count without upper end.
 *
 * In     counts to add
 * Out    decimal text
 * Owns   nothing; digits lie in the arena, and an outgrown row of them stays there
 * Used   added to once per step of a story graph; mostly below 2^64, so that case costs no memory
 */
#ifndef KZI_TALLY_H
#define KZI_TALLY_H

#include "writer.h"

typedef struct tally {
    uint64_t small; /* the count, while limbs is NULL */
    const uint32_t
        *limbs; /* base 10^9, least first; never changed once made, so tallies may share them */
    uint32_t limb_count;
} tally;

static inline tally kzi_tally(uint64_t count) {
    return (tally){.small = count};
}
/* False when memory ended. */
bool kzi_tally_add(arena *in, tally *to, tally more);
bool kzi_tally_is_zero(tally count);
void kzi_tally_write(writer *to, tally count);

#endif
