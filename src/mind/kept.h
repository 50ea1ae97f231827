/* SPDX-License-Identifier: MIT
 *
 * kept: what goes over whole worlds, remembered for each finished state they lead to.
 *
 * In     a finished state, and what went over it: the rules, the clock, sight, the end of a step
 * Out    the state that it became
 * Owns   the memory of it, in the arena of the states; each thread its own
 * Used   in nearly every step. What a step does to the minds that it does not concern is the same
 *        each time, and most minds of most steps are such
 */
#ifndef KZI_KEPT_H
#define KZI_KEPT_H

#include "drafts.h"

typedef enum kept_kind {
    KEPT_NOTHING,
    KEPT_SETTLED, /* the rules ran once, in the world and in all it leads to; which: whose world */
    KEPT_TICKED,  /* the clock moved everywhere; which: by how much */
    KEPT_FORGOTTEN, /* what rules were shown is of no account any more */
    KEPT_SEEN,      /* what is evident was put right */
    KEPT_SHOWN      /* a rule that fired was shown to the world's holder; which: the rule, whose */
} kept_kind;

typedef struct kept_what {
    uint32_t kind;
    uint64_t which;
} kept_what;

/* NO_STATE when it is not known. */
state_id kzi_kept_find(const drafts *desk, kept_what what, state_id from);
/* False when memory ended. */
bool kzi_kept_add(drafts *desk, kept_what what, state_id from, state_id to);

#endif
