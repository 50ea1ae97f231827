/* SPDX-License-Identifier: MIT
 *
 * twins: things that could change places and nobody would tell.
 *
 * In     a grounded world, what is wished for
 * Out    swaps of two things that leave all of the world's laws as they are: its facts, acts,
 *        rules, wants, endings, and the wish; not its start
 * Owns   the swaps, in the arena given
 * Used   once for a hard plan (story/twin_states.h): three empty rooms are one question, not three
 *
 * A swap of two things makes another world of this one; it is kept only where that world is the
 * same but for the order in which the author wrote it down, and where that order decides nothing.
 * (Symmetries that are found by looking at the problem: Fox and Long 1999; Pochter, Zohar and
 * Rosenschein 2011.)
 */
#ifndef KZI_TWINS_H
#define KZI_TWINS_H

#include "grounded.h"

#define KZI_MOST_SWAPS 64u

/* Each its own opposite. */
typedef struct swap {
    thing_id one, other;
    const uint32_t *facts; /* by fact: which it becomes */
    const uint32_t *acts;
    const uint32_t *minds;
} swap;

typedef struct twins {
    const swap *swaps;
    uint32_t count;
} twins;

/* NULL: no swap. */
static inline thing_id kzi_swapped(const swap *by, thing_id of) {
    if (!by || (of.n != by->one.n && of.n != by->other.n)) return of;
    return of.n == by->one.n ? by->other : by->one;
}

/* What a value of the fact becomes. */
static inline value kzi_swapped_value(const grounded *about, const swap *by, fact_id fact,
                                      value of) {
    bool is_thing = about->facts[fact.n].type == FACT_THING && of != UNKNOWN;
    return is_thing ? (value)kzi_swapped(by, (thing_id){(uint32_t)of}).n : of;
}

/* The first KZI_MOST_SWAPS of them, by the numbers of their things, or fewer: in a crowd pairs are
 * looked at with bounded effort. None under lesser evil: what others would do meanwhile is there
 * the first act in the author's order. False when memory ended. */
bool kzi_twins_find(twins *made, const grounded *about, expression_id wish, arena *in);

#endif
