/* SPDX-License-Identifier: MIT
 *
 * fates: which ends each state of the stories still leads to.
 *
 * In     an exploration that is done, or was stopped
 * Out    by node, the set of ends that some story reaches from there: the endings, then one more:
 *        that nobody has a reason to move
 * Owns   the sets, in the arena given
 *
 * An end is inevitable when no other is left, and the act after which one is left no more is its
 * point of no return.
 */
#ifndef KZI_FATES_H
#define KZI_FATES_H

#include "explore.h"

typedef struct fates {
    const exploration *of;
    uint32_t end_count;  /* endings and one: NOBODY_MOVES is the last */
    uint32_t word_count; /* of 64 ends each */
    uint64_t *left;      /* by node */
    bool goes_round;     /* some story can go on for ever */
} fates;

/* False when memory ended. */
bool kzi_fates_make(fates *made, const exploration *of, arena *in);
static inline uint32_t kzi_fates_nobody_moves(const fates *of) {
    return of->end_count - 1;
}
bool kzi_fates_leads_to(const fates *of, uint32_t from, uint32_t end);
/* The end that a node is itself, or NO_ENDING where the story goes on. */
uint32_t kzi_fates_end_of(const fates *of, uint32_t at);
/* The node leads to this end before the edge, and no more behind it. */
bool kzi_fates_loses(const fates *of, uint32_t from, uint32_t edge, uint32_t end);
/* Some end is lost there, and the story goes on to others. */
bool kzi_fates_is_no_return(const fates *of, uint32_t from, uint32_t edge);
/* How many ends are left; the first of them. */
uint32_t kzi_fates_left_count(const fates *of, uint32_t at, uint32_t *first);
/* fates_walked.c: the same found by other code, walking forwards from the node: do they agree?
 * False, with `in` failed, when memory ended. */
bool kzi_fates_agree(const fates *of, uint32_t at, arena *in);

#endif
