/* SPDX-License-Identifier: MIT
 *
 * sabre_checker: what the files that check a problem share. No other room includes this.
 *
 * In     statements as they were read
 * Out    the problem, names resolved and kinds checked; notes
 * Owns   nothing; the arena of the reading does
 */
#ifndef KZI_SABRE_CHECKER_H
#define KZI_SABRE_CHECKER_H

#include "problem.h"

#define KZI_SABRE_MOST_TYPES      1024u
#define KZI_SABRE_MOST_ENTITIES   60000u
#define KZI_SABRE_MOST_PARAMETERS 32u
#define KZI_SABRE_MOST_OVERLOADS  256u

/* A variable in sight. */
typedef struct sabre_seen {
    symbol name;
    uint32_t type;
} sabre_seen;

typedef struct sabre_checker {
    problem *of;
    notes *said;
    arena *in;
    uint32_t symbol_count;
    uint32_t *type_of; /* by symbol; NOT_FOUND */
    uint32_t *entity_of;
    uint32_t *property_of; /* by symbol: the first of its name; then next_property */
    uint32_t *action_of;
    LIST(uint32_t) next_property, next_action;
    LIST(sabre_seen) seen; /* inner ones last; the place of a variable is its place here */
    bool ran_out;
} sabre_checker;

/* ---- sabre_names.c ---- */
bool kzi_sabre_names(sabre_checker *c);
/* The type of that name; says so when there is none. */
uint32_t kzi_sabre_type_named(sabre_checker *c, symbol name, span where);
/* Becomes an entity or a variable. */
void kzi_sabre_resolve(sabre_checker *c, sabre_id name);
/* The first property that takes the arguments. */
void kzi_sabre_resolve_property(sabre_checker *c, sabre_id property);
const char *kzi_sabre_text(const sabre_checker *c, symbol name);
const char *kzi_sabre_type_text(const sabre_checker *c, uint32_t type);
bool kzi_sabre_see(sabre_checker *c, symbol name, uint32_t type);

/* ---- sabre_types.c ---- */
uint32_t kzi_sabre_check_value(sabre_checker *c, sabre_id id);
void kzi_sabre_check_condition(sabre_checker *c, sabre_id id);
void kzi_sabre_check_effect(sabre_checker *c, sabre_id id, bool is_negated);
void kzi_sabre_check_utility(sabre_checker *c, sabre_id id);
/* Says so and answers false when the node is no character. */
bool kzi_sabre_check_character(sabre_checker *c, sabre_id who);

#endif
