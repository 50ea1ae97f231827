/* SPDX-License-Identifier: MIT
 *
 * packing: where each fact lies in a packed state.
 *
 * In     facts with their types, bounds and values
 * Out    word, shift and mask of each; how many 64-bit words a state has
 * Owns   nothing
 */
#ifndef KZI_PACKING_H
#define KZI_PACKING_H

#include "grounded.h"

/* Lays the facts out in order, none across two words, so that reading one is a shift and a mask.
 * The number of words, at least 1. */
uint32_t kzi_ground_pack(ground_fact *facts, uint32_t count);

#endif
