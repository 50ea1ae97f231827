/* SPDX-License-Identifier: MIT
 *
 * plan_work: what the methods of plans.h share; no other file includes this.
 *
 * In     a planning under way
 * Out    its places, queues and questions, one step at a time
 * Owns   nothing
 */
#ifndef KZI_PLAN_WORK_H
#define KZI_PLAN_WORK_H

#include "plans.h"

#define NO_PLACE    UINT32_MAX
#define NOT_REACHED UINT32_MAX
#define MOST_TRIES  12u /* times a step is asked about with little effort; then to the end */

/* False, and remembered. */
bool kzi_plan_fails(planning *of);
/* What the wish comes to there; UNKNOWN: nothing known. */
value kzi_plan_amount(const planning *of, state_id state);
bool kzi_plan_is_goal(const planning *of, state_id state);
/* In `places`, or NOT_IN_TABLE. */
uint32_t kzi_plan_place_of(const planning *of, state_id state);
/* Lays down a step from the place for each act that whoever it is by believes possible. */
bool kzi_plan_open(planning *of, uint32_t place);
bool kzi_plan_lay_in(planning *of, plan_offer offer);
reason_answer kzi_plan_ask(planning *of, const plan_offer *offer);
bool kzi_plan_keep_refused(planning *of, const plan_offer *offer);
/* The way to the place is the plan. */
bool kzi_plan_keep(planning *of, uint32_t place);

/* ---- plan_goal_first.c ---- */
bool kzi_plan_goal_first(planning *of, plan_offer offer);

/* ---- plan_pared.c ---- */
/* Leaves out of the plan what it does not need. */
bool kzi_plan_pare(planning *of);

#endif
