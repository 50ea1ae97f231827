/* SPDX-License-Identifier: MIT
 *
 * sabre_ground: a problem of the peer's, filled in for all entities, as a grounded world.
 *
 * In     a checked problem without errors
 * Out    a grounded world that all rooms above work on; NULL when memory ended or a note was said
 *        that is an error
 * Owns   the grounded world, in `in`
 *
 * A character is a mind, a property a fact, an action an act, a trigger a rule that nobody sees, a
 * believes-effect an implant. Nothing is pruned but what constants alone rule out.
 */
#ifndef KZI_SABRE_GROUND_H
#define KZI_SABRE_GROUND_H

#include "../ground/grounded.h"
#include "problem.h"

const grounded *kzi_sabre_ground(arena *in, const problem *from, notes *said);
/* The goal that follows from the author's utility at the start: the next whole number above it,
 * away from zero, or one more. */
value kzi_sabre_goal(value start, value scale);

#endif
