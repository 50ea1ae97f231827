/* SPDX-License-Identifier: MIT
 *
 * conditions: does a condition hold, what does a sum come to, in a world of a replay
 * (docs/meaning.md, Values).
 *
 * In     where one stands (what holds there, and the worlds of the minds), an expression
 * Out    yes or no; a value or UNKNOWN
 */
#ifndef KZI_REPLAY_CONDITIONS_H
#define KZI_REPLAY_CONDITIONS_H

#include "worlds.h"

typedef struct standpoint {
    const worlds *in;
    const value *values;
    const world_id *minds;
} standpoint;

standpoint kzi_replay_stand(const worlds *in, world_id at);
bool kzi_replay_holds(standpoint at, expression_id condition);
value kzi_replay_amount(standpoint at, expression_id sum);
/* A number is kept inside its bounds by every change; a value the fact cannot take becomes
 * unknown. */
value kzi_replay_bounded(const grounded *about, fact_id fact, value to);

#endif
