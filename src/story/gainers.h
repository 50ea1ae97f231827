/* SPDX-License-Identifier: MIT
 *
 * gainers: who, of those an act is by, might still have something to gain.
 *
 * In     the claims of all acts, once; then what minds may hold, and the most each could ever want
 * Out    whether somebody who holds the act possible might be worse off than that
 * Owns   what it remembers of one relaxed world, in the search's arena
 * Used   by relaxed.c, for each act and person in each layer
 *
 * Of an act's claims only those tell anything that the person's own wants read. Acts that share
 * these share the answer: walking to each of ten places is asked about once.
 */
#ifndef KZI_GAINERS_H
#define KZI_GAINERS_H

#include "../mind/sums.h"
#include "claims.h"

/* One person, with the claims of some acts that their wants read. */
typedef struct gainer {
    const uint32_t
        *key; /* the mind; then, for each claim, the fact and the two halves of its bit */
    uint32_t claim_count;
    uint64_t layer; /* that the answer is of; 0: none yet */
    uint64_t gains; /* the relaxed world in which they might gain, from that layer on */
} gainer;

typedef struct gainers {
    const grounded *about;
    const summed *sums; /* by sum: its terms, where it is but terms; the minds' own */
    const value *best;  /* by mind: the most it may ever be worth; UNKNOWN: nothing known */
    uint32_t *of_place; /* by place in about->actors: which of `all` */
    gainer *all;
    uint64_t *wanted; /* by mind: bits of the facts its wants read */
    uint32_t words;   /* of such bits, for one mind */
    uint64_t *layer;  /* by mind: counted over all relaxed worlds, when something wanted changed */
    uint64_t world;   /* which relaxed world this is, counted from 1 */
} gainers;

/* False when memory ended. */
bool kzi_gainers_begin(gainers *of, const states *in_minds, const bare_claims *claims,
                       const value *best, arena *in);
/* A relaxed world begins: what minds may hold is other than it was, or what is best. */
void kzi_gainers_begin_world(gainers *of);
/* Minds may hold more of the facts `changed`, which are bits: whoever might gain still might. */
void kzi_gainers_begin_layer(gainers *of, const uint64_t *changed);
/* Might whoever stands at `place` of about->actors be worse off than they could ever be? The sets
 * `minds`, which `at` looks at, are narrowed and widened again. */
bool kzi_gainers_might_gain(gainers *of, uint32_t place, looking at, value_set *minds);

#endif
