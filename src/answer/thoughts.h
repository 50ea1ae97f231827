/* SPDX-License-Identifier: MIT
 *
 * thoughts: the plans that the reasons for a story's acts rest on, so that the replay, which judges
 * each of them by itself, need not look for them.
 *
 * In     a told story with everybody's reasons
 * Out    for each plan the plans within it, as far as the search has asked for them, and what is
 * left of it after each step of the planner's Owns   a list, in the arena given; the acts are the
 * search's
 */
#ifndef KZI_THOUGHTS_H
#define KZI_THOUGHTS_H

#include "../replay/replay.h"
#include "asking.h"

typedef struct thought_list {
    LIST(replay_thought) list;
} thought_list;

/* False when memory ended. */
bool kzi_thoughts_of(asking *of, const told_log *log, thought_list *to, arena *in);

#endif
