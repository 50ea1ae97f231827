/* SPDX-License-Identifier: MIT
 *
 * allowed: which acts (or rules) no single fact forbids, where each fact may have any value of a
 * set.
 *
 * In     an index of conditions (mind/index.h), once; then sets that only grow
 * Out    bits of those that might be possible as far as single facts tell
 * Owns   its bits, in the arena given
 * Used   by relaxed.c, once for each layer of a relaxed world: a row of bits for each fact, worked
 *        out anew only where the fact's set has grown, and all of them joined by `and`
 */
#ifndef KZI_ALLOWED_H
#define KZI_ALLOWED_H

#include "../mind/index.h"
#include "sets.h"

typedef struct allowed {
    const act_index *index;
    const uint64_t **of_row; /* by row of the index: what its fact's set allows, in the index itself
                                where that is one value, else in `unions`; NULL: the set has no
                                value, so there is no such world, and no act at all is allowed */
    uint64_t **unions;       /* by row, as many words as the row has */
    uint64_t *bits;          /* allowed by all rows; only in the words asked about */
    bit_span words;          /* from the first in which one is asked about to the last */
} allowed;

/* False when memory ended. */
bool kzi_allowed_begin(allowed *of, const act_index *index, arena *in);
/* New sets. Only those whose bits are set in `asked` will be looked at. */
void kzi_allowed_anew(allowed *of, const value_set *sets, const uint64_t *asked);
/* The sets of the facts `changed`, which are bits, have grown, and no others. */
void kzi_allowed_more(allowed *of, const value_set *sets, const uint64_t *changed);

#endif
