/* SPDX-License-Identifier: MIT
 *
 * judge: does a condition hold, what does a sum come to, in a state or a draft.
 *
 * In     a ref and an expression
 * Out    yes or no; a value or UNKNOWN
 * Used   the innermost question of all; no memory is taken
 */
#ifndef KZI_JUDGE_H
#define KZI_JUDGE_H

#include "drafts.h"

bool kzi_holds(const drafts *in, ref at, expression_id condition);
value kzi_amount(const drafts *in, ref at, expression_id sum);

#endif
