/* SPDX-License-Identifier: MIT
 *
 * leaks: does a telling say anything that its head does not have? Asked of code that shares nothing
 * with the search or the telling.
 *
 * In     a grounded world, the acts of a story in order, and what each sentence of a telling
 *        asserts: that something happened, was said or was thought, and facts as its head is said
 *        to hold them
 * Out    the first assertion that its head does not have; or that there is none; or how far it is
 *        known
 * Owns   nothing afterwards; all is worked out in an arena of its own
 * Used   once for each telling, before it is printed
 *
 * A head has what it did; what it noticed, by the condition under which the world says it notices;
 * what it came to hold, when its own world changed. It has the voice of whoever it noticed,
 * nobody's thoughts but its own, and a fact exactly as its own world has it then.
 */
#ifndef KZI_REPLAY_LEAKS_H
#define KZI_REPLAY_LEAKS_H

#include "../ground/grounded.h"

typedef enum leak_kind {
    LEAK_HAPPENED, /* the act; or the rule, when `rule` is one */
    LEAK_SAID,     /* heard by who noticed */
    LEAK_THOUGHT,
    LEAK_FACT /* `fact` is `held` after the act */
} leak_kind;

#define NO_LEAK_RULE UINT32_MAX

typedef struct leak_claim {
    leak_kind kind;
    mind_id head;  /* NO_MIND: told from outside, where everything is had that is so */
    uint32_t act;  /* number in the story */
    uint32_t rule; /* in about->rules, or NO_LEAK_RULE */
    fact_id fact;
    value held;
} leak_claim;

typedef struct leak_story {
    const act_id *acts;
    uint32_t act_count;
    uint32_t taken_as_told; /* so many first acts lie before the telling: the beginning of a fork */
    bool is_forked;
    const leak_claim *claims; /* by act */
    uint32_t claim_count;
} leak_story;

typedef enum leak_outcome { LEAK_NONE, LEAK_FOUND, LEAK_UNDECIDED, LEAK_NO_MEMORY } leak_outcome;

typedef struct leak_verdict {
    leak_outcome outcome;
    uint32_t claim; /* LEAK_FOUND: its number */
} leak_verdict;

leak_verdict kzi_replay_leaks(arena *in, const grounded *about, const leak_story *told,
                              uint64_t effort);

#endif
