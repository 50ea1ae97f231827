/* SPDX-License-Identifier: MIT
 *
 * index: which acts (or rules) may be possible, found without trying all.
 *
 * In     the conditions of all acts, once; then the facts of a state
 * Out    bits of the acts that no single fact forbids; the few that are left are judged in full
 * Owns   its bits, in the search's arena
 * Used   once per state and mind: for each fact that conditions name, one row of bits is joined by
 *        `and`
 */
#ifndef KZI_INDEX_H
#define KZI_INDEX_H

#include "../base/bit_rows.h"
#include "conditions.h"

typedef struct fact_row {
    fact_id fact;
    uint32_t value_count; /* packed codes, `unknown` last */
    bit_span words;       /* in which it may forbid acts; elsewhere it forbids none */
    uint64_t *allowed;    /* by code: so many words of bits */
} fact_row;

typedef struct act_index {
    const grounded *about;
    uint32_t act_count;
    uint32_t word_count;
    LIST(fact_row) rows;
    const compiled *left; /* by act: what of its condition the rows do not ask */
} act_index;

/* False when memory ended. */
bool kzi_index_build(arena *in, act_index *made, const states *of, const ground_act *acts,
                     uint32_t act_count);
/* Fills word_count words. */
void kzi_index_ask(const act_index *index, const uint64_t *facts, uint64_t *may_be);

#endif
