/* SPDX-License-Identifier: MIT
 *
 * claims: conditions taken apart into claims of single facts, so that most are judged without
 * walking a tree.
 *
 * In     the conditions of acts and rules, once; then sets (sets.h)
 * Out    whether a condition might hold
 * Owns   the claims, in the arena given
 * Used   for each act and rule that a layer of a relaxed world looks at; nine in ten fail at the
 *        first or second claim
 */
#ifndef KZI_CLAIMS_H
#define KZI_CLAIMS_H

#include "../base/list.h"
#include "sets.h"

/* `fact is value`, or is not, in the world asked or in the minds there; a claim that is none of
 * these is a condition of its own. */
typedef struct bare_claim {
    uint64_t bit; /* kzi_set_bit_of_claim; KZI_UNKNOWN_CODE for `is unknown` */
    uint32_t fact;
    value number; /* of a number's claim */
    bool is_number, is_not, is_in_minds, is_other;
    expression_id other;
} bare_claim;

typedef struct bare_claims {
    LIST(bare_claim) list;
    uint32_t *first;  /* by condition: where its claims begin; one more at the end */
    uint32_t *failed; /* by condition: the claim that failed last, which is looked at first */
} bare_claims;

/* Of the acts' conditions, in their order. False when memory ended. */
bool kzi_claims_of(bare_claims *made, const grounded *about, const ground_act *acts, uint32_t count,
                   arena *in);
/* For some of the values that the sets allow; the claim that fails is remembered as such. */
bool kzi_claims_might_hold(bare_claims *of, uint32_t number, looking at);
/* For all of them. */
bool kzi_claims_surely_hold(const bare_claims *of, uint32_t number, looking at);

#endif
