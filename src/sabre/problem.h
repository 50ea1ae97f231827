/* SPDX-License-Identifier: MIT
 *
 * problem: what a problem file of the peer planner says, names resolved and kinds checked, nothing
 * filled in.
 *
 * In     statements (sabre_parser.c), then names and kinds (sabre_names.c, sabre_types.c)
 * Out    types, entities, properties, actions, triggers, the start and utilities; expressions as
 *        nodes of one array
 * Owns   nothing; everything lies in the arena of the reading
 *
 * Things name each other by number. Entities stand in the order in which all is counted: characters
 * first, then the rest.
 */
#ifndef KZI_SABRE_PROBLEM_H
#define KZI_SABRE_PROBLEM_H

#include "../base/symbols.h"
#include "../text/diagnostic.h"

typedef struct {
    uint32_t n;
} sabre_id; /* nodes[n]; 0 is no node */
#define NO_NODE   ((sabre_id){0})
#define NOT_FOUND UINT32_MAX

/* Types that every problem has; a node of NO_TYPE failed to resolve and stays quiet. */
enum {
    SABRE_TYPE_BOOLEAN,
    SABRE_TYPE_NUMBER,
    SABRE_TYPE_ENTITY,
    SABRE_TYPE_CHARACTER,
    SABRE_TYPE_UNKNOWN_VALUE = UINT16_MAX,
    NO_TYPE
};

typedef enum sabre_kind {
    SABRE_NONE,
    SABRE_UNKNOWN,  /* ? */
    SABRE_TRUTH,    /* number: 0 or 1 */
    SABRE_NUMBER,   /* digits, and `number` of them behind the point */
    SABRE_NAME,     /* name; becomes one of the next two */
    SABRE_ENTITY,   /* number: entities[] */
    SABRE_VARIABLE, /* number: its place among the variables in sight */
    SABRE_PROPERTY, /* name; children: arguments; number: the first definition that takes them */
    SABRE_BELIEVES, /* children: who, what */
    SABRE_AND,
    SABRE_OR,
    SABRE_NOT,
    SABRE_IF, /* children: condition, branch, condition, branch, … and perhaps a last branch */
    SABRE_FORALL, /* name: the variable; type_name; number: its place; child: the body */
    SABRE_EXISTS,
    SABRE_SUM,
    SABRE_PRODUCT,
    SABRE_ASSIGN, /* children: property, value */
    SABRE_IS,
    SABRE_IS_NOT,
    SABRE_AT_LEAST,
    SABRE_AT_MOST,
    SABRE_MORE,
    SABRE_LESS,
    SABRE_TYPE_TEST, /* child: the value; type_name */
    SABRE_TIMES,     /* two or more children, taken from the right: a - b - c is a - (b - c) */
    SABRE_DIVIDE,
    SABRE_PLUS,
    SABRE_MINUS
} sabre_kind;

typedef struct sabre_node {
    sabre_kind kind;
    bool is_property; /* a property, or what somebody believes of one: what can be assigned to */
    uint32_t type;
    symbol name;
    symbol type_name;
    span type_where;
    uint32_t number;
    uint32_t bound_type; /* quantifiers and type tests: the type named */
    int64_t digits;
    uint32_t first_child, child_count;
    span where;
} sabre_node;

/* A name as written, where no node is needed. */
typedef struct sabre_mention {
    symbol name;
    span where;
} sabre_mention;

typedef enum statement_kind {
    STATEMENT_TYPE,
    STATEMENT_ENTITY,
    STATEMENT_PROPERTY,
    STATEMENT_ACTION,
    STATEMENT_TRIGGER,
    STATEMENT_UTILITY,
    STATEMENT_START
} statement_kind;

typedef struct sabre_parameter {
    sabre_mention name; /* of a variable; or */
    sabre_id constant;
    sabre_mention type_name;
    uint32_t type;
} sabre_parameter;

typedef struct sabre_signature {
    sabre_mention name;
    uint32_t first_parameter, parameter_count;
    span where; /* the whole signature */
} sabre_signature;

typedef struct sabre_statement {
    statement_kind kind;
    span where;
    sabre_mention name; /* type, entity, property's type; a utility's character */
    uint32_t first_mention, mention_count;
    sabre_signature signature;
    sabre_id precondition, effect, observing,
        consenting; /* consenting: a node with the names as children */
    sabre_mention observer, observer_type;
    uint32_t observer_place, observer_type_number;
    sabre_id what; /* the start, a utility */
} sabre_statement;

typedef struct sabre_type {
    symbol name;
    span where;
    uint64_t *above; /* bits: itself and all that is above it */
} sabre_type;

typedef struct sabre_entity {
    symbol name;
    span where;
    bool is_character;
    uint64_t *types; /* bits: every type it is of */
} sabre_entity;

typedef struct sabre_property {
    sabre_signature signature;
    uint32_t type;
} sabre_property;

typedef struct sabre_action {
    uint32_t statement;
    bool is_trigger;
    uint32_t place_count; /* variables in sight at once, parameters first */
} sabre_action;

typedef struct problem {
    arena *in;
    symbols *names;
    uint32_t source;
    notes *said;
    LIST(sabre_node) nodes;
    LIST(sabre_id) children;
    LIST(sabre_mention) mentions;
    LIST(sabre_parameter) parameters;
    LIST(sabre_statement) statements;
    LIST(sabre_type) types;
    uint32_t type_words;
    LIST(sabre_entity) entities;
    uint32_t character_count;
    LIST(sabre_property) properties;
    LIST(sabre_action) actions; /* actions and triggers, in order of definition */
    LIST(uint32_t) starts;      /* statements, in file order */
    uint32_t *utility_of;       /* by character: a statement, or NOT_FOUND */
    uint32_t author_utility;
    uint32_t most_places;
    uint32_t decimals; /* the most that stand behind any point */
} problem;

static inline sabre_node *kzi_sabre_node(const problem *of, sabre_id id) {
    return &of->nodes.items[id.n];
}
static inline sabre_id kzi_sabre_child(const problem *of, sabre_id id, uint32_t i) {
    return of->children.items[kzi_sabre_node(of, id)->first_child + i];
}

/* Reads and checks the source. NULL when memory ended; after errors (said->error_count) only the
 * notes count. */
problem *kzi_sabre_read(arena *in, symbols *names, const sources *from, uint32_t source_number,
                        notes *said);

bool kzi_sabre_is_below(const problem *of, uint32_t type, uint32_t above);
bool kzi_sabre_is_of_type(const problem *of, uint32_t entity, uint32_t type);

#endif
