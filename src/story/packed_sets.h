/* SPDX-License-Identifier: MIT
 *
 * packed_sets: sets of values as bits, so that thousands of them can be kept, joined and compared.
 *
 * In     for each fact the values it may have (sets.h)
 * Out    the same in a few words: a bit for each value; for a number a word with both bounds
 * Owns   where each fact's bits lie, in the arena given
 * Used   by distances.c, for what all minds of a state hold; a fiftieth of the size of the sets
 */
#ifndef KZI_PACKED_SETS_H
#define KZI_PACKED_SETS_H

#include "../base/arena.h"
#include "sets.h"

typedef struct packed_place {
    uint32_t word, shift;
    uint32_t codes;  /* bits for values; one more for `unknown` */
    uint32_t bounds; /* a number's word; 0: no number (the first word holds codes) */
} packed_place;

typedef struct packed_sets {
    const packed_place *places; /* by fact */
    uint32_t fact_count;
    uint32_t code_words; /* which are joined by `or`; the bounds of numbers follow */
    uint32_t words;      /* in all; at least 1 */
} packed_sets;

/* False when memory ended. */
bool kzi_packed_sets(packed_sets *made, const grounded *about, arena *in);
/* `to`: so many words. Equal sets become equal words. */
void kzi_sets_pack(const packed_sets *as, const value_set *sets, uint64_t *to);
void kzi_sets_unpack(const packed_sets *as, const uint64_t *from, value_set *sets);
/* No value for any fact. */
void kzi_packed_nothing(const packed_sets *as, uint64_t *to);
void kzi_packed_join(const packed_sets *as, uint64_t *to, const uint64_t *from);
/* Would `whole` stay as it is, were `part` joined to it? */
bool kzi_packed_is_part(const packed_sets *as, const uint64_t *part, const uint64_t *whole);

#endif
