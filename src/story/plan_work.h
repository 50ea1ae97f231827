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
#define MISSING     3   /* acts that a missing unit of the wish is taken to cost */
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
/* What is missing of the wish there, in units; never less than none. */
int64_t kzi_plan_missing(const planning *of, state_id state);
/* Of a step that is the `length`-th act of its way; smaller first. */
int64_t kzi_plan_rank(const planning *of, const plan_offer *offer, uint32_t length);
reason_answer kzi_plan_ask(planning *of, const plan_offer *offer);
bool kzi_plan_keep_refused(planning *of, const plan_offer *offer);
/* The way to the place is the plan. */
bool kzi_plan_keep(planning *of, uint32_t place);

/* ---- plan_turns.c ---- */
typedef struct plan_turn {
    plan_offer offer;
    uint64_t *spent; /* to be raised by the effort it takes */
    bool is_by_kind; /* whatever its rank */
} plan_turn;

/* A step that was just laid down; one that waits again. */
bool kzi_plan_lay_in_new(planning *of, plan_offer offer);
bool kzi_plan_lay_in(planning *of, plan_offer offer);
/* Something must be waiting in a queue. */
plan_turn kzi_plan_next(planning *of);
/* Does it come a second time, not asked about when it was laid down, and asked about since? */
bool kzi_plan_was_asked(const planning *of, const plan_offer *offer);
/* Ranks have changed. Ways longer than the longest of use are left out. */
bool kzi_plan_rank_anew(planning *of);
/* From here on steps are sorted into kinds. */
bool kzi_plan_begin_kinds(planning *of);

/* ---- plan_goal_first.c ---- */
bool kzi_plan_goal_first(planning *of, plan_offer offer);

/* ---- plan_pared.c ---- */
/* Leaves out of the plan what it does not need. */
bool kzi_plan_pare(planning *of);

#endif
