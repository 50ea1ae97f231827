/* SPDX-License-Identifier: MIT
 *
 * repairs: what a mind must change its view of, when it sees happen what it held impossible, or
 * fail what it held possible (docs/meaning.md, Repair and Attempts).
 *
 * In     a condition, the world it happened in, the world of the mind
 * Out    settings for that mind's world
 */
#ifndef KZI_REPLAY_REPAIRS_H
#define KZI_REPLAY_REPAIRS_H

#include "settings.h"

/* True in `world`, false in the mind's: the mind comes round. */
bool kzi_repairs_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                    expression_id condition);
/* False in `world`, true in the mind's: what the attempt was thought to need is seen as it is. */
bool kzi_corrections_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                        expression_id condition);

#endif
