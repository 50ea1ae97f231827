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
#include "index.h"
#include "rule_readers.h"

#define KZI_LONGEST_LOOP_SHOWN 8u

/* Rules that go round. */
typedef struct rule_loop {
    bool was_found;
    mind_id in_mind; /* whose world; NO_MIND: the story's own */
    uint32_t rules[KZI_LONGEST_LOOP_SHOWN];
    uint32_t rule_count;
} rule_loop;

/* What settling needs besides the world. */
typedef struct rule_work {
    const act_index *index; /* of the rules */
    uint64_t *may_call;     /* index->word_count words: after one was found to call, bits of it and
                               of those after it that are not known to be silent */
    const rule_readers *readers;
    uint64_t *spare; /* as many words to write in */
    bool has_shown;  /* some mind was shown a rule in this step */
    rule_loop loop;  /* was_found: the last NO_REF was for a loop */
    bool *has_fired; /* by rule: in the story's own world, ever; may be NULL */
    LIST(uint32_t)
    fired; /* rules that fired in the story's own world (holder NO_MIND), in order; on the desk's
              scratch */
} rule_work;

#define KZI_NO_RULE UINT32_MAX
/* The first rule in file order whose condition holds in the world (and which its holder was not
 * shown). */
uint32_t kzi_first_that_calls(const drafts *desk, world_row at, const rule_work *work);
/* The same, where none called in the world `before` that it was made from. */
uint32_t kzi_first_that_calls_since(const drafts *desk, world_row at, world_row before,
                                    const rule_work *work);
/* The same, where none but those in `work->may_call` may call. */
uint32_t kzi_first_of_those(const drafts *desk, world_row at, const rule_work *work);
/* The same, where none called in `before` but those in `work->may_call`. */
uint32_t kzi_first_that_still_calls(const drafts *desk, world_row at, world_row before,
                                    const rule_work *work);
/* For kzi_scan. */
bool kzi_a_rule_calls(const drafts *desk, ref at, const void *work);
/* NO_REF when memory ended or a loop was found (then work->loop says which). The same ref when
 * nothing fired. */
ref kzi_rules_settle(drafts *desk, ref root, mind_id holder, rule_work *work);

#endif
