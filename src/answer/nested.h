/* SPDX-License-Identifier: MIT
 *
 * nested: the plans within a plan: why, in the planner's picture of them, the others would do their
 * steps; and the planner's own later steps, where what makes them worth doing is another plan than
 * the rest of this one.
 *
 * In     a plan as somebody has it in mind, and the world they hold true
 * Out    a visit for each plan right below it; in nested.c lines of text, or JSON, for all of them
 * Owns   nothing: plans are the search's
 */
#ifndef KZI_NESTED_H
#define KZI_NESTED_H

#include "asking.h"

typedef reason (*nested_ask)(reasons *of, view from, act_id act, uint32_t level, uint32_t budget);

/* A plan, and where it is made. */
typedef struct nested_plan {
    mind_id whose;
    view held;
    const act_id *acts;
    uint32_t length;
    uint32_t level;
    uint32_t budget;
    uint32_t depth; /* of plans it stands in */
    nested_ask ask; /* for those below: kzi_reason_known, or kzi_reason_shown */
} nested_plan;

/* What is made of a plan that stands in another, at a step of that one. */
typedef void (*nested_visit)(asking *of, void *to, const nested_plan *plan, act_id step);

nested_plan kzi_nested_outermost(const asking *of, const told_reason *why, nested_ask ask);
void kzi_nested_each(asking *of, const nested_plan *in, nested_visit visit, void *to);

#endif
