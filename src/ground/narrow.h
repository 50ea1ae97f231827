/* SPDX-License-Identifier: MIT
 *
 * narrow: how far numbers that were given no bounds can ever come.
 *
 * In     a grounded world, complete; whose facts they are
 * Out    bounds where no act or rule ever leads out of them; facts packed anew
 * Owns   nothing
 * Used   once, by worlds in which nobody else sets facts: problems of the peer's
 *
 * Each number has an interval, of its start and of what is ever set, conditions left aside; what
 * still grows after some rounds has no end (widening: Cousot and Cousot 1976). A state is then
 * often a third as long.
 */
#ifndef KZI_NARROW_H
#define KZI_NARROW_H

#include "grounded.h"

/* False when memory ended. */
bool kzi_ground_narrow(grounded *about, ground_fact *facts, arena *scratch);

#endif
