/* SPDX-License-Identifier: MIT
 *
 * relaxed: what might be so after one act, two acts, three, if nothing that was once so ever ceased
 * to be so.
 *
 * In     the values that facts may have at first, in a world and in all minds together
 * Out    the values they may have after each layer of acts
 * Owns   its sets, in the search's arena
 * Used   once for each world and union of minds that a distance is asked from (distances.c); the
 *        innermost loop of every search
 *
 * Each fact gets the set of values it may have by then, numbers an interval, once for the world and
 * once for all minds together; acts only add to the sets (Bonet and Geffner 2001, hmax in layers).
 * What a mind may be surprised into or told is added whenever it might be, so that a layer holds at
 * least what so many acts could bring about, whoever notices what. An act or rule is looked at
 * again only when a fact it reads has changed.
 *
 * Only what may matter to the wish takes part (cones.h); where no mind does, the sets of the minds
 * stay empty.
 *
 * An act takes part only when everybody it is by might have a reason: someone who is as well off as
 * they could ever be does nothing. What "ever" is stands in `ever`: the values that facts may have,
 * in any world and mind that can come about from the states asked of so far.
 */
#ifndef KZI_RELAXED_H
#define KZI_RELAXED_H

#include "../base/bit_rows.h"
#include "../mind/step.h"
#include "allowed.h"
#include "claims.h"
#include "cones.h"
#include "gainers.h"

typedef struct relaxing {
    const minds *of;
    arena *in;
    value_set *world, *minds;               /* as they are after the layer */
    value_set *world_before, *minds_before; /* as the layer reads them */
    value_set *ever;                        /* what may ever be so, in worlds and minds alike */
    value_set *kept_world, *kept_minds;     /* while `ever` is widened */
    value *best; /* by mind: the most that it may ever be worth to them; UNKNOWN: nothing known */
    gainers gainers;      /* who might be worse off than that */
    bool thinks_as_world; /* beliefs about beliefs end somewhere: what is so counts in minds too */
    bool is_without_reasons; /* every act takes part, whoever it is by */
    bool *is_constant;       /* by effect: it always adds the same, */
    value_set *constant;     /* this */
    bool *adds_once; /* by act, then by rule: what it adds is the same whenever it is done */
    bare_claims act_claims, rule_claims;
    bool *is_claims; /* by act, then by rule: the condition is claims of single facts, all of them
                        in the index */
    bool *is_spent;  /* by act, then by rule: it was done, and can add nothing more */
    bool *has_surprised;        /* by act: whom it surprises was added */
    bool *may_work, *is_wanted; /* by act: found in this relaxed world that it might be possible,
                                   that everybody it is by might gain */
    allowed acts_in_world, rules_in_world, rules_in_minds;
    bit_row *act_readers, *rule_readers; /* by fact: bits of those whose doing depends on it */
    uint64_t *stale_acts, *stale_rules;  /* bits of those that must be looked at (again) */
    uint64_t *now_stale;
    uint64_t *changed, *changed_before; /* bits of the facts that changed since acts were looked at,
                                           and before they were */
    uint64_t *leaking, *leaking_before; /* bits of the facts that an act asks which was done, so
                                           that a surprise may carry them into any mind; of those
                                           before the layer */
    uint64_t *asked_by;                 /* by act: bits of the facts its condition asks */
    uint32_t fact_words;                /* of such bits */
    uint64_t
        *bit_asked; /* by expression: the value a claim `fact is value` asks, as a bit of codes */
    const cone *within; /* what matters to the wish at hand; NULL: all of it */
    value longest_act;
    uint32_t layer;
    bool has_changed;
} relaxing;

/* False when memory ended. */
bool kzi_relaxing_begin(relaxing *of, const minds *about, arena *in);
/* The sets `world` and `minds` were filled: rules and sight take hold. */
void kzi_relaxing_settle(relaxing *of);
/* One act more: all that might be done, each by people who might gain by it, but for `holder`; acts
 * by fate only where `holder` is NO_MIND. False when nothing is added any more. */
bool kzi_relaxing_go_on(relaxing *of, mind_id holder);
/* Is what is so in `world` and `minds` part of `ever`? If not, it is made so, and `best` follows:
 * true when it was. */
bool kzi_relaxing_make_part(relaxing *of);
/* What a sum may come to at most; false when to nothing that is known. */
bool kzi_relaxing_most(const relaxing *of, expression_id sum, value *most);

#endif
