/* SPDX-License-Identifier: MIT
 *
 * bit_rows: many sets of numbers as bits, each kept in those words alone in which it has any.
 *
 * In     numbers, in ascending order, twice: once to see how much room they need, once to set bits
 * Out    rows that are joined to bits of full width
 * Owns   nothing; the bits lie in the arena given
 * Used   where each of thousands of facts is read by a few of thousands of acts: full rows would
 *        take as much as the product of both
 */
#ifndef KZI_BIT_ROWS_H
#define KZI_BIT_ROWS_H

#include "arena.h"

#include <stdint.h>

/* All zero, it is empty, and has no room yet. */
typedef struct bit_row {
    uint32_t first, count; /* words */
    uint64_t *bits;
} bit_row;

static inline void kzi_bit_row_add(bit_row *to, uint32_t number) {
    uint32_t word = number / 64;
    if (to->bits) to->bits[word - to->first] |= 1ull << number % 64;
    else if (to->count) to->count = word - to->first + 1;
    else to->first = word, to->count = 1;
}
/* All numbers were added once; from now on they are kept. False when memory ended. */
bool kzi_bit_rows_take(arena *in, bit_row *rows, uint32_t row_count);
static inline void kzi_bit_row_join(uint64_t *to, const bit_row *from) {
    for (uint32_t i = 0; i < from->count; i++) to[from->first + i] |= from->bits[i];
}

#endif
