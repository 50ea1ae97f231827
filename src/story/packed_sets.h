/* SPDX-License-Identifier: MIT
 *
 * packed_sets: sets of values as bits, so that thousands of them can be kept.
 *
 * In     for each fact the values it may have (sets.h)
 * Out    the same in a few words: a bit for each value, two bounds for a number
 * Owns   nothing
 * Used   by distances.c, for what all minds of a state hold; a fiftieth of the size of the sets
 */
#ifndef KZI_PACKED_SETS_H
#define KZI_PACKED_SETS_H

#include "sets.h"

/* Words that the sets of all facts take; at least 1. */
uint32_t kzi_packed_sets_words(const grounded *about);
/* `to`: so many words. Equal sets become equal words. */
void kzi_sets_pack(const grounded *about, const value_set *sets, uint64_t *to);
void kzi_sets_unpack(const grounded *about, const uint64_t *from, value_set *sets);

#endif
