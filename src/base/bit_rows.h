/* SPDX-License-Identifier: MIT
 *
 * bit_rows: many sets of numbers as bits, each kept from the first word that has any to the last.
 *
 * In     numbers, twice: once, in ascending order, to see how much room they need, once to set bits
 * Out    rows that are joined to bits of full width
 * Owns   nothing; the bits lie in the arena given
 * Used   where each of thousands of facts is read by a few of thousands of acts: full rows would
 *        take as much as the product of both
 */
#ifndef KZI_BIT_ROWS_H
#define KZI_BIT_ROWS_H

#include "arena.h"

#include <stdint.h>

/* A stretch of words among all that bits of full width have. */
typedef struct bit_span {
    uint32_t first, count;
} bit_span;

/* All zero, it is empty, and has no room yet. */
typedef struct bit_row {
    bit_span words;
    uint64_t *bits;
} bit_row;

/* Numbers come in ascending order. */
static inline void kzi_span_reach(bit_span *of, uint32_t number) {
    uint32_t word = number / 64;
    if (of->count == 0) of->first = word;
    of->count = word - of->first + 1;
}
static inline void kzi_bit_row_add(bit_row *to, uint32_t number) {
    if (to->bits) to->bits[number / 64 - to->words.first] |= 1ull << number % 64;
    else kzi_span_reach(&to->words, number);
}
/* All numbers were added once; from now on they are kept. False when memory ended. */
bool kzi_bit_rows_take(arena *in, bit_row *rows, uint32_t row_count);
static inline void kzi_bit_row_join(uint64_t *to, const bit_row *from) {
    for (uint32_t i = 0; i < from->words.count; i++) to[from->words.first + i] |= from->bits[i];
}

#endif
