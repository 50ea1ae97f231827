/* SPDX-License-Identifier: MIT
 *
 * rules: what must happen, in the world and in every mind's world (docs/meaning.md, step 5).
 *
 * In     a draft world after an act, or at the start
 * Out    the world in which no rule calls; or the names of the rules that go round for ever
 */
#ifndef KZI_RULES_H
#define KZI_RULES_H

#include "drafts.h"

#define KZI_LONGEST_LOOP_SHOWN 8u

/* Rules that go round. */
typedef struct rule_loop {
    bool was_found;
    mind_id in_mind; /* whose world; NO_MIND: the story's own */
    uint32_t rules[KZI_LONGEST_LOOP_SHOWN];
    uint32_t rule_count;
} rule_loop;

/* NO_REF when memory ended or a loop was found (then `loop` says which). The same ref when nothing fired. */
ref kzi_rules_settle(drafts *desk, ref root, mind_id holder, rule_loop *loop);

#endif
