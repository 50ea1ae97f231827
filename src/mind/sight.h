/* SPDX-License-Identifier: MIT
 *
 * sight: what is evident to whom (docs/meaning.md, step 6).
 *
 * In     a settled draft world
 * Out    the world with every mind at every depth put right about what it sees
 */
#ifndef KZI_SIGHT_H
#define KZI_SIGHT_H

#include "carry.h"

/* What the minds of one world are put right about, added to what is carried on to each. False when
 * memory ended. */
bool kzi_sight_send(drafts *desk, ref at, carried_list *onward);
/* The world seen rightly; the same ref when there was nothing to put right. NO_REF when memory
 * ended. */
ref kzi_sight_settle(drafts *desk, ref root, mind_id holder);

#endif
