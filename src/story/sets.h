/* SPDX-License-Identifier: MIT
 *
 * sets: what facts might be, and what conditions and sums might then come to.
 *
 * In     for each fact the values it may have, in a world and in all minds together
 * Out    whether a condition might hold, or must; the least and the greatest a sum might come to
 * Owns   nothing
 * Used   by the relaxed worlds of relaxed.c, a few hundred times for each of them
 */
#ifndef KZI_SETS_H
#define KZI_SETS_H

#include "../ground/grounded.h"

/* What a fact may be. Words, things and yes/no by code; numbers by interval. */
typedef struct value_set {
    uint64_t codes; /* KZI_UNKNOWN_CODE: unknown; numbers use no other */
    value low;      /* numbers: low > high when there is none */
    value high;
} value_set;

#define KZI_UNKNOWN_CODE  (1ull << 63)
#define KZI_MOST_SET_BITS 63u /* what has more values shares the last bit */
#define KZI_NOTHING       ((value_set){0, MOST_OF_ENDLESS, -MOST_OF_ENDLESS})
#define KZI_JUST_UNKNOWN  ((value_set){KZI_UNKNOWN_CODE, MOST_OF_ENDLESS, -MOST_OF_ENDLESS})

typedef struct sum_range {
    int64_t low, high; /* low > high: no known value */
    bool may_be_unknown;
} sum_range;

/* Where a condition is asked. */
typedef struct looking {
    const grounded *about;
    const uint64_t *bit_asked; /* by expression: kzi_set_bit_of_claim */
    const value_set *world;    /* of the world asked */
    const value_set *minds;    /* of every mind in it */
} looking;

uint64_t kzi_set_bit(uint64_t code);
/* The value a claim `fact is value` asks, as a bit of codes; 0 when the fact cannot have it. */
uint64_t kzi_set_bit_of_claim(const grounded *about, const expression *e);
void kzi_set_add_code(value_set *to, const ground_fact *f,
                      uint64_t code); /* as packed in a state */
value_set kzi_set_of_range(const ground_fact *f, sum_range what);
/* True when `to` grew. */
static inline bool kzi_sets_join(value_set *to, const value_set *from) {
    if (!(from->codes & ~to->codes) && from->low >= to->low && from->high <= to->high) return false;
    to->codes |= from->codes;
    if (from->low < to->low) to->low = from->low;
    if (from->high > to->high) to->high = from->high;
    return true;
}

sum_range kzi_range_of_set(const ground_fact *f, const value_set *set);
sum_range kzi_ranges_joined(sum_range a, sum_range b);
int64_t kzi_range_bounded(int64_t sum);

bool kzi_sets_might_hold(looking at, expression_id condition);
bool kzi_sets_surely_hold(looking at, expression_id condition);
sum_range kzi_sets_range(looking at, expression_id sum);

#endif
