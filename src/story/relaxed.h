/* SPDX-License-Identifier: MIT
 *
 * relaxed: how many acts a wish is away at least, if nothing that was once so ever ceased to be so.
 *
 * In     a state, what is wished for: a sum that should exceed a value
 * Out    a number of acts, never too large; or that no number of acts could do it
 * Owns   its sets and its memo, in the search's arena
 *
 * Each fact gets the set of values it may have by then, numbers an interval, once for the world and once for all minds together; acts only
 * add to the sets (Bonet and Geffner 2001, hmax in layers). What a mind may be surprised into or told is added whenever it might be, so the
 * number is a lower bound whoever notices what.
 */
#ifndef KZI_RELAXED_H
#define KZI_RELAXED_H

#include "../mind/step.h"

/* What a fact may be. Words, things and yes/no by code; numbers by interval. */
typedef struct value_set {
    uint64_t codes; /* bit 63: unknown; numbers use no other */
    value low;      /* numbers: low > high when there is none */
    value high;
} value_set;

typedef struct relaxed_memo {
    state_id state;
    mind_id holder;
    expression_id sum;
    value above;
    uint32_t distance;
    bool is_more; /* distance is only known to be at least this */
} relaxed_memo;

/* A claim that a condition needs. All minds share one set, so `believes` within `believes` asks the same as `believes`. */
typedef struct need {
    uint32_t fact;
    bool is_in_minds;
    bool must_differ; /* something else than the bit must be there */
    uint64_t bit;
} need;

typedef struct needed {
    const need *needs;
    const expression_id *rest; /* asked one by one in the world, then in the minds */
    uint32_t need_count, rest_count, rest_in_minds_count;
    bool is_compiled;
} needed;

/* The acts and rules that may ever matter to a sum; the others cannot change how far it is away, and are left out. */
typedef struct cone {
    expression_id sum;
    bool needs_minds; /* false: nothing anybody thinks matters, so states of the same facts are equally far */
    uint64_t *acts, *rules;
} cone;

typedef struct relaxing {
    const minds *of;
    arena *in;
    value_set *world, *minds;               /* as they are after the layer */
    value_set *world_before, *minds_before; /* as the layer reads them */
    bool *is_seen;                          /* by fact: evident to somebody */
    bool *adds_once;                        /* by act, then by rule: what it adds is the same whenever it is done */
    bool *is_spent;                         /* by act, then by rule: it was done, and can add nothing more */
    uint64_t *may_be, *either;              /* bits of the acts, or rules, that no single fact forbids (index.h), while these are gathered */
    uint64_t *act_readers, *rule_readers;   /* by fact: bits of those that read it, in whoever's world */
    uint64_t *acts_to_ask, *rules_to_ask;   /* what they read has grown since they were asked last */
    uint64_t *asked_now;
    LIST(cone) cones; /* by sum: those asked so far */
    const cone *within; /* the one of the question at hand */
    bool *is_leaking;                       /* by fact: an act that asks it was done, so a surprise may carry it into any mind */
    uint32_t *first_asked, *asked;          /* by act: the facts its condition asks */
    uint64_t *bit_asked;                    /* by expression: the value a claim `fact is value` asks, as a bit of codes */
    needed *needs;                          /* by expression: what an `and` needs, whatever minds it looks into */
    LIST(uint32_t) reached;                 /* minds on the way: states met */
    table has_reached;
    value longest_act;
    bool has_changed;
    LIST(relaxed_memo) known;
    table by_question;
} relaxing;

#define NEVER_REACHED UINT32_MAX
#define MOST_LAYERS_IN_PROOF 64u /* what needs more acts is not ruled out */

/* False when memory ended. */
bool kzi_relaxing_begin(relaxing *of, const minds *about, arena *in);
/* At least so many acts until `sum` may exceed `above` in the world `from`; cap + 1 when it takes more than `cap`; NEVER_REACHED when no number
 * would do. Acts by fate count only where `holder` is NO_MIND, the story's own world. UINT32_MAX - 1: memory ended. */
uint32_t kzi_relaxed_distance(relaxing *of, state_id from, mind_id holder, expression_id sum, value above, uint32_t cap);
#define RELAXING_FAILED (UINT32_MAX - 1)

#endif
