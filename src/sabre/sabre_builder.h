/* SPDX-License-Identifier: MIT
 *
 * sabre_builder: what the files of this room share while a problem is filled in. No other room
 * includes this.
 *
 * In     the checked problem; what each variable stands for now
 * Out    the growing lists of the grounded world
 * Owns   nothing; the ground's arena does
 */
#ifndef KZI_SABRE_BUILDER_H
#define KZI_SABRE_BUILDER_H

#include "../base/rows.h"
#include "sabre_ground.h"

#define KZI_SABRE_MOST_WORK  60000000u /* parts looked at while filling in */
#define KZI_SABRE_MOST_FACTS 1000000u
#define KZI_SABRE_MOST_ACTS  200000u
#define KZI_SABRE_MOST_DEPTH 1000u /* of an expression: all rooms above walk it as deep */
#define KZI_SABRE_MOST_CHAIN 10u   /* minds inside each other; the mind room carries eleven */

/* What a constant, a variable or a place in the start is. */
typedef enum sabre_sort { SORT_UNKNOWN, SORT_TRUTH, SORT_NUMBER, SORT_ENTITY } sabre_sort;
typedef struct sabre_value {
    sabre_sort sort;
    value is; /* a truth, a scaled number, an entity */
} sabre_value;

/* How a condition is asked. `is_denied`: its negation, pushed inward, as the peer does it. `fails`:
 * it (or that negation) does not hold, exactly; the two differ where numbers are unknown. */
typedef struct sabre_asking {
    bool is_denied;
    bool fails;
} sabre_asking;

typedef LIST(expression_id) sabre_parts;

typedef struct sabre_builder {
    arena *in;
    const problem *from;
    notes *said;
    grounded *made;
    bool has_failed; /* memory, or a note that is an error */
    uint32_t work;
    uint32_t mind_depth;
    span where;         /* what is being filled in */
    const char *text;   /* and its name */
    sabre_value *bound; /* by place: what each variable stands for */
    uint32_t **members; /* by type: its entities, in order; NULL: not listed yet */
    uint32_t *member_count;
    rows fact_rows;   /* [name, arguments…]: a fact's number is its row's */
    table by_content; /* expressions, each kept once */
    LIST(ground_fact) facts;
    LIST(expression) expressions;
    LIST(uint32_t) depths; /* beside expressions: how deep each goes */
    LIST(expression_id) children;
    LIST(ground_act) acts, rules;
    LIST(effect) effects;
    LIST(implant) implants;
    LIST(expression_id) seen;
    LIST(mind_id) actors, via;
    LIST(binding) bindings;
    LIST(ground_belief) beliefs;
} sabre_builder;

/* False, and remembered. */
bool kzi_sabre_fails(sabre_builder *b);
/* Counts one more part; false when there are too many. */
bool kzi_sabre_works(sabre_builder *b);
static inline const sabre_node *kzi_sabre_at(const sabre_builder *b, sabre_id id) {
    return kzi_sabre_node(b->from, id);
}

/* ---- sabre_atoms.c: expressions, each kept once, constants folded ---- */
bool kzi_sabre_begin_expressions(sabre_builder *b);
expression_id kzi_sabre_fold(bool truth);
expression_id kzi_sabre_and(sabre_builder *b, const sabre_parts *parts);
expression_id kzi_sabre_or(sabre_builder *b, const sabre_parts *parts);
expression_id kzi_sabre_both(sabre_builder *b, expression_id one, expression_id other);
expression_id kzi_sabre_either(sabre_builder *b, expression_id one, expression_id other);
expression_id kzi_sabre_fact_is(sabre_builder *b, fact_id fact, value v, bool is_not);
expression_id kzi_sabre_amount(sabre_builder *b, value v);
expression_id kzi_sabre_amount_of(sabre_builder *b, fact_id fact);
/* In the world of the mind: a condition, or a sum. */
expression_id kzi_sabre_believes(sabre_builder *b, mind_id mind, expression_id condition);
expression_id kzi_sabre_believed(sabre_builder *b, mind_id mind, expression_id sum);
expression_id kzi_sabre_plus(sabre_builder *b, const sabre_parts *parts);
expression_id kzi_sabre_two(sabre_builder *b, expression_kind kind, expression_id left,
                            expression_id right);
expression_id kzi_sabre_when(sabre_builder *b, expression_id condition, expression_id amount);
/* IS, LESS or AT_MOST between sums; `fails`: exactly where that does not hold. */
expression_id kzi_sabre_compare(sabre_builder *b, expression_kind kind, expression_id left,
                                expression_id right, bool fails);
/* The sum is a constant. */
bool kzi_sabre_is_constant(const sabre_builder *b, expression_id sum, value *is);

/* ---- sabre_conditions.c ---- */
expression_id kzi_sabre_condition(sabre_builder *b, sabre_id id, sabre_asking how);
/* The expression has this value. */
expression_id kzi_sabre_has_value(sabre_builder *b, sabre_id id, sabre_value v, sabre_asking how);
bool kzi_sabre_constant(const sabre_builder *b, sabre_id id, sabre_value *is);

/* ---- sabre_sums.c ---- */
expression_id kzi_sabre_sum(sabre_builder *b, sabre_id id);
bool kzi_sabre_is_numeric(const sabre_builder *b, sabre_id id);
value kzi_sabre_scaled(const sabre_builder *b, const sabre_node *number);
value kzi_sabre_calculated(const sabre_builder *b, expression_kind kind, value left, value right);

/* ---- sabre_effects.c ---- */
/* The effects and implants of an act; false when nothing can come of it (contradictory, or
 * memory). */
bool kzi_sabre_effects(sabre_builder *b, sabre_id what, ground_act *to);

/* ---- sabre_start.c ---- */
bool kzi_sabre_start(sabre_builder *b);

/* ---- sabre_ground.c ---- */
/* The entities of a type, in order. */
const uint32_t *kzi_sabre_members(sabre_builder *b, uint32_t type, uint32_t *count);
/* How many values a variable of the type can have, and the one of that number. */
uint32_t kzi_sabre_range(sabre_builder *b, uint32_t type);
sabre_value kzi_sabre_in_range(sabre_builder *b, uint32_t type, uint32_t number);
mind_id kzi_sabre_mind(sabre_builder *b, sabre_id who);
fact_id kzi_sabre_fact(sabre_builder *b, sabre_id property);

#endif
