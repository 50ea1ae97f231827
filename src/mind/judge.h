/* SPDX-License-Identifier: MIT
 *
 * judge: does a condition hold, what does a sum come to, in a state or a draft.
 *
 * In     a ref, or its facts and minds, and an expression
 * Out    yes or no; a value or UNKNOWN
 * Used   the innermost question of all; no memory is taken
 */
#ifndef KZI_JUDGE_H
#define KZI_JUDGE_H

#include "drafts.h"

bool kzi_holds_in(const drafts *in, world_row at, expression_id condition);
value kzi_amount_in(const drafts *in, world_row at, expression_id sum);

/* What is left of the condition (index.h). */
bool kzi_holds_left(const drafts *in, world_row at, const struct compiled *left,
                    expression_id condition);

static inline bool kzi_holds(const drafts *in, ref at, expression_id condition) {
    return kzi_holds_in(in, kzi_row_of(in, at), condition);
}
static inline value kzi_amount(const drafts *in, ref at, expression_id sum) {
    return kzi_amount_in(in, kzi_row_of(in, at), sum);
}

#endif
