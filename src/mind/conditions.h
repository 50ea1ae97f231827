/* SPDX-License-Identifier: MIT
 *
 * conditions: every condition of a world in the form in which it is asked millions of times.
 *
 * In     the grounded expressions, once
 * Out    for each: claims about packed words, each a mask and a comparison; what is left is asked
 *        one by one
 * Owns   the compiled conditions, in the arena of the states
 * Used   by judge.c. All `fact is value` of one conjunction that lie in one word are one claim
 */
#ifndef KZI_CONDITIONS_H
#define KZI_CONDITIONS_H

#include "states.h"

typedef struct word_claim {
    uint64_t mask, wanted; /* facts[word] & mask is wanted */
    uint32_t word;
    uint32_t mind; /* in whose world, or KZI_OWN_WORLD */
} word_claim;
#define KZI_OWN_WORLD UINT32_MAX

/* A number is known and lies between two bounds, as it stands in packed facts. */
typedef struct range_claim {
    uint64_t mask, low, high;
    uint32_t word, shift;
} range_claim;

typedef enum compiled_kind {
    COMPILED_ALL,      /* all of it holds; with nothing in it: yes */
    COMPILED_ANY,      /* something of it holds; with nothing in it: no */
    COMPILED_BELIEVES, /* rest[0], in the world of `mind` */
    COMPILED_SAME,     /* two facts are written alike and are the same: where ranges[0] and [1]
                          say they lie (`at is Aki.at`, which sight asks all the time) */
    COMPILED_DIFFER,   /* likewise, and they are not */
    COMPILED_TREE      /* a comparison of sums, or a sum: asked of the expression itself */
} compiled_kind;

typedef struct compiled {
    const word_claim *claims; /* those that must be so, then those that must not */
    const range_claim *ranges;
    const expression_id *rest; /* asked after them */
    uint32_t same_count, claim_count, range_count, rest_count;
    uint16_t kind;
    uint16_t mind;
} compiled;

/* Sets of->conditions; NULL when memory ended. */
void kzi_conditions_compile(states *of);

#endif
