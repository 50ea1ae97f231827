/* SPDX-License-Identifier: MIT
 *
 * rule_readers: which rules read what.
 *
 * In     the conditions of all rules, once; then two worlds
 * Out    bits of the rules that read anything in which the two differ: where none called in the
 *        one, only these may call in the other
 * Owns   its bits, in the arena given; threads share them
 * Used   for each world that comes about, against the one it was made from: mostly no rule, or very
 *        few, are left to ask
 */
#ifndef KZI_RULE_READERS_H
#define KZI_RULE_READERS_H

#include "drafts.h"

typedef struct rule_readers {
    uint32_t word_count;  /* of bits for all rules */
    uint64_t *of_facts;   /* by fact: rules that read it in the world itself, */
    uint64_t *in_minds;   /* and in some mind */
    uint64_t *of_minds;   /* by mind: rules that look into it, */
    uint64_t *beyond;     /* and into a mind in it */
    uint32_t *first_fact; /* by word of packed facts, and one more */
    uint32_t fact_words, mind_count;
    const ground_fact *facts;
} rule_readers;

/* False when memory ended. */
bool kzi_rule_readers_build(arena *in, rule_readers *made, const grounded *about);
/* Fills word_count words. */
void kzi_rule_readers_of_change(const rule_readers *of, const drafts *desk, world_row before,
                                world_row after, uint64_t *readers);

#endif
