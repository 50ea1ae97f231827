/* SPDX-License-Identifier: MIT
 *
 * builder: what the files of this room share while a world is being grounded. No other room
 * includes this.
 *
 * In     the checked world
 * Out    the growing lists of the grounded one
 * Owns   nothing; the ground's arena does
 *
 * Grounding goes over the world twice. The first time every fact there could be is kept; then
 * prune.c finds which acts can never happen and which facts never change in anybody's mind; the
 * second time these are left out.
 */
#ifndef KZI_BUILDER_H
#define KZI_BUILDER_H

#include "../base/rows.h"
#include "ground.h"

#define MOST_FACTS       1000000u
#define MOST_INSTANCES   200000u
#define MOST_EXPRESSIONS 3000000u
#define MOST_DEEP        4000u /* conditions inside conditions, derived facts followed */

typedef LIST(expression_id) expression_ids;

/* One fact there could be: a declaration, an owner (NOT_NAMED: the world's), arguments. Its number
 * is its row's. */
typedef struct fact_slot {
    uint32_t declared; /* in world->facts */
    uint32_t owner;
    bool is_constant;
    value constant;
    uint32_t number; /* in facts, when it is kept */
} fact_slot;

/* A want with the person it is of, after what-ifs. */
typedef struct owned_want {
    uint32_t owner;
    const world_want *want;
} owned_want;

typedef struct builder {
    arena *in;
    const world *from;
    notes *said;
    const ground_request *request;
    grounded *made;
    bool has_failed; /* memory, or a note that is an error */
    uint32_t depth;
    span where; /* the act or rule being built */

    rows fact_rows; /* [declared, owner, arguments…]; both-ways facts have their smaller pair first
                     */
    LIST(fact_slot) slots;    /* beside fact_rows */
    uint32_t *things;         /* what each variable stands for now */
    ground_thing *own_things; /* made->things, while they are being made */
    uint32_t mind_of_thing_count;
    uint32_t *mind_of_thing; /* UINT32_MAX: none */
    bool *act_is_impossible; /* by instance of the first pass, acts then rules; NULL in the first
                                pass */
    uint32_t instance;       /* running number of the instance, the same in both passes */

    /* what-if and outside changes */
    LIST(const world_start *) added_starts; /* to the start, or to the fork */
    LIST(const world_call *) removed;
    LIST(const world_act *) added_acts, added_rules; /* numbered behind the world's own */
    LIST(owned_want) wants_of;

    LIST(ground_fact) facts;
    LIST(expression) expressions;
    LIST(expression_id) children;
    LIST(uint32_t) choices;
    LIST(ground_act) acts, rules;
    LIST(effect) effects;
    LIST(implant) implants;
    LIST(expression_id) seen;
    LIST(mind_id) actors;
    LIST(mind_id) via;
    LIST(binding) bindings;
    LIST(line) lines;
    LIST(ground_want) wants;
    LIST(ground_sight) sights;
    LIST(ground_belief) beliefs, fork_changes;
    rows belief_rows; /* [fact, minds…], beside beliefs */
    LIST(ground_call) calls;
    LIST(act_id) candidates;
    value *starts; /* by row */
} builder;

/* False, and remembered. */
bool kzi_build_fails(builder *b);

/* ---- ground_facts.c ---- */
bool kzi_build_slots(builder *b);
/* The row of a fact, or NO_ROW when the thing has no such fact. */
uint32_t kzi_build_fact_row(builder *b, symbol name, uint32_t owner, const uint32_t *arguments,
                            uint32_t argument_count);
/* Numbers the kept facts and lays them into words. */
bool kzi_build_facts(builder *b);

/* ---- build_expressions.c ---- */
bool kzi_build_begin_expressions(builder *b);
expression_id kzi_build_condition(builder *b, const term *of, bool is_negated);
expression_id kzi_build_sum(builder *b, const term *of);
expression_id kzi_build_and(builder *b, const expression_ids *parts);
expression_id kzi_build_or(builder *b, const expression_ids *parts);
expression_id kzi_build_plus(builder *b, const expression_ids *parts);
/* `thing` is this one: a condition. */
expression_id kzi_build_is_thing(builder *b, const term *of, uint32_t thing);
/* The thing a term names for certain, or NOT_NAMED. */
uint32_t kzi_build_thing(builder *b, const term *of);
/* A value a term is for certain; false when it is none. */
bool kzi_build_value(builder *b, const term *of, value *found);
/* Each fact a path may mean, with the condition under which it does. */
typedef struct meant_fact {
    uint32_t row;
    expression_id when;
} meant_fact;
typedef struct {
    LIST(meant_fact) list;
} meant_facts;
bool kzi_build_meant(builder *b, const term *path, meant_facts *found);
expression_id kzi_build_when(builder *b, expression_id condition, expression_id amount);
expression_id kzi_build_value_of(builder *b, value v);

/* ---- instantiate.c ---- */
bool kzi_build_acts(builder *b);
/* The words of the NODE_CONTENT lines of an act or an ending. */
bool kzi_build_content(builder *b, const node *from, const char *const **words, uint32_t *count);
/* Every instance that a call, in full or shortened, may mean. */
bool kzi_build_candidates(builder *b, const world_call *call, ground_call *to);
/* The minds a claim is about, in via[]; false when one has none or memory ended. */
bool kzi_build_via(builder *b, const term *const *via, uint32_t via_count, uint32_t *first);

/* ---- prune.c ---- */
/* After the first pass: which instances can never happen, which facts are constant. */
bool kzi_prune(builder *b, bool keeps_all_facts);

#endif
