/* SPDX-License-Identifier: MIT
 *
 * surprise: what a mind must take back when it sees what it held impossible (docs/meaning.md,
 * Repair and Attempts).
 *
 * In     the world in which it happened, the mind's world in it, the condition
 * Out    the mind's world with the fewest claims mended, as a finished state; NO_STATE when memory
 *        ended
 */
#ifndef KZI_SURPRISE_H
#define KZI_SURPRISE_H

#include "drafts.h"

/* It happened although `mind`, whose world is `held`, took its condition to be false. */
state_id kzi_surprise_mend(drafts *desk, state_id happened, state_id held, mind_id mind,
                           expression_id condition);
/* It failed although `mind` took its condition to be true. */
state_id kzi_surprise_correct(drafts *desk, state_id happened, state_id held, mind_id mind,
                              expression_id condition);

#endif
