/* SPDX-License-Identifier: MIT
 *
 * rests: which wrong beliefs an act's reason rests on.
 *
 * In     a told act, one of its actors
 * Out    every claim the actor wrongly holds, or wrongly takes another to hold, whose correction
 *        alone takes the reason away
 * Owns   the list, in the arena given
 *
 * A belief carries a plan when the plan is gone without it (the but-for test; Halpern 2016): each
 * is put right alone and the question asked anew.
 */
#ifndef KZI_RESTS_H
#define KZI_RESTS_H

#include "told.h"

typedef struct wrong_belief {
    mind_id about; /* NO_MIND: about the world; else about what this person holds */
    fact_id fact;
    value held;
    value truth;
} wrong_belief;

typedef struct {
    LIST(wrong_belief) list;
} wrong_beliefs;

/* All that the actor holds wrongly in a state, of the world and of the others' minds. False when
 * memory ended. */
bool kzi_rests_wrong(const exploration *of, state_id story, mind_id actor, wrong_beliefs *found,
                     arena *in);
/* Those on which the reason rests. False when memory ended or rules went round. */
bool kzi_rests_find(exploration *of, const told_act *act, const told_reason *why,
                    wrong_beliefs *found, arena *in);

/* What the reason needs to be known, right or wrong: every fact of the actor's own world whose
 * being unknown takes the reason away. As above. */
bool kzi_rests_known(exploration *of, const told_act *act, const told_reason *why,
                     wrong_beliefs *found, arena *in);

#endif
