/* SPDX-License-Identifier: MIT
 *
 * checking: what the files of this room share while a world is being made. No other room includes
 * this.
 *
 * In     the pieces a world is made from
 * Out    a checker: the world so far, and what was said about already
 * Owns   nothing; the world's arena does
 *
 * Memory: functions that make a term give a quiet one when memory ends, so that nobody tests;
 * kzi_world_check looks at the arena once, at its end.
 */
#ifndef KZI_CHECKING_H
#define KZI_CHECKING_H

#include "world.h"

#define MOST_MODULES_DEEP 16u
#define MOST_USES         4096u
/* of all modules together: a module may name a condition role many times */
#define MOST_UNFOLDED_NODES 2000000u
#define MOST_KINDS          1000u /* each knows all kinds above it: a row of bits */
#define MOST_KINDS_DEEP     200u
/* levels of conditions inside conditions, derived facts followed */
#define MOST_DERIVED_DEEP 400u
#define MOST_BINDERS      16u

typedef LIST(world_kind) world_kinds;
typedef LIST(world_thing) world_things;
typedef LIST(world_fact) world_facts;
typedef LIST(world_act) world_acts;
typedef LIST(world_ending) world_endings;
typedef LIST(world_tale) world_tales;
typedef LIST(world_what_if) world_what_ifs;
typedef LIST(world_promise) world_promises;
typedef LIST(world_start) world_start_list;
typedef LIST(world_want) world_wants;
typedef LIST(world_use) world_uses;
typedef LIST(world_claim) world_claims;
typedef LIST(world_call) world_calls;
typedef LIST(const node *) node_list;
typedef LIST(symbol) symbol_list;
typedef LIST(span) span_list;
typedef LIST(const term *) term_list;

/* A role and what fills it, to be compared once the kinds are known. */
typedef struct filled_role {
    const node *role;
    const node *fill;
    symbol module;
} filled_role;

/* Somebody who has a mind, once it is known who is of which kind. */
typedef struct minded {
    uint32_t thing, kind; /* one of them */
    uint32_t reason;
} minded;

/* A module's text, read once. */
typedef struct read_module {
    symbol name;
    const node *file; /* NULL: not found, and said so */
    const node *head; /* NODE_MODULE, or NULL: its first line is another */
} read_module;

typedef struct checker {
    arena *in;
    symbols *names;
    sources *sources;
    notes *notes;
    const world_readers *readers;
    world *made;        /* NULL while a change from outside is checked */
    const world *about; /* the same, for reading */
    bool is_change;

    node_list statements;
    node_list spares; /* acts and rules that a `use` leaves out */
    world_uses uses;
    LIST(struct read_module) modules;
    LIST(filled_role) fills;
    uint32_t unfolded;
    span_list echoing; /* modules with a role filled wrongly: what is said about their text only
                          repeats that */

    world_named *named;
    symbol_list words;
    world_kinds kinds;
    world_things things;
    world_facts facts;
    world_acts acts, rules;
    world_endings endings;
    world_tales tales;
    world_what_ifs what_ifs;
    world_promises promises;
    world_start_list starts;
    world_wants wants;
    LIST(world_guise) guises;

    term spare;           /* stands in for a term when memory ends; always quiet */
    uint8_t *is_reported; /* by symbol: names already called unknown */
    uint32_t unknown_count;
    span_list unread; /* statements that could not be read: names in them are not called unknown */
    LIST(minded) minds;
    term_list compared; /* `is` between two facts: both may be unknown */
    uint8_t *fact_is_asked;
    uint8_t *thing_is_mentioned;
    uint8_t *kind_is_ranged_over;
    const node *file;
    const node *story;
    const node *default_seen;
    bool asks_the_clock;
} checker;

/* ---- scope: what a name means at a place ---- */
typedef struct scope_name {
    symbol name;
    uint32_t kind;
    uint32_t slot;
    span where;
    const struct scope_name *outer;
} scope_name;

typedef struct scope {
    const scope_name *names; /* innermost first */
    const term *bare;        /* whose a bare fact is, or NULL: the world's */
    const term *self;        /* or NULL: nobody owns this line */
    uint32_t next_slot;
    uint32_t actor_count; /* of the act it stands in, for what is said about a bare fact */
    bool is_act;
} scope;

/* ---- modules.c, fill.c, roles.c ---- */
void kzi_modules_unfold(checker *c, const node *file);
/* What replaces what while a module is copied. */
typedef struct filling {
    checker *checker;
    const node *module;       /* NODE_MODULE: the roles; NULL: a plain copy */
    const node *const *fills; /* beside the roles */
    const char *prefix;       /* or NULL */
    uint8_t *is_declared;     /* by symbol: names that get the prefix */
    uint32_t name_count;
} filling;
/* A copy with roles replaced and names prefixed; NULL when memory ended or the modules grew too
 * large. */
node *kzi_fill(const filling *with, const node *of);
symbol kzi_prefixed(checker *c, const char *prefix, symbol name);
/* What each role of the module is filled with by the lines of a `use`; NULL after a note. */
const node *const *kzi_roles_filled(checker *c, const node *module, const node *use);
void kzi_roles_check(checker *c);
void kzi_roles_quieten(checker *c);

/* ---- retell.c ---- */
/* A line of a `use` says the module's own names; the statement may have its prefix already. */
bool kzi_is_called(checker *c, const char *prefix, const node *statement, symbol name);
/* Where the module is, and what was meant by a name that none of its statements of that sort
 * has. */
void kzi_note_likeliest_of(checker *c, const read_module *module, note *said, const char *name,
                           bool (*is_of_sort)(const node *));
/* The statement with the sentences that the lines of the `use` give it. */
void kzi_retell(checker *c, const node *use, const char *prefix, node *statement);
/* Notes about lines of the `use` that tell none of the statements kept. */
void kzi_retell_check(checker *c, const read_module *module, const node *use, const char *prefix,
                      const node_list *kept);

/* ---- names.c, kinds.c, facts.c ---- */
void kzi_names_collect(checker *c);
void kzi_kinds_settle(checker *c);
void kzi_facts_collect(checker *c);
void kzi_facts_derive(checker *c);
/* Says that the name is taken, unless the same line of one module was only met again. */
void kzi_note_taken(checker *c, symbol name, span where, const char *by_what, span other);
/* The same declaration, from one place, met twice because its module was used twice. */
bool kzi_is_met_again(const node *one, const node *other);
/* What the name stands for, in words: "an act", "a place"; NULL when it stands for nothing. */
const char *kzi_sort_text(const checker *c, symbol name);
world_named *kzi_named(const checker *c, symbol name);

/* What was meant by a name that means nothing: one note for each name. */
typedef enum name_sort {
    SORT_KIND,
    SORT_THING,
    SORT_PERSON,
    SORT_FACT,
    SORT_ACT,
    SORT_ENDING,
    SORT_TALE,
    SORT_LAW
} name_sort;
note *kzi_note_unknown(checker *c, name_sort sort, symbol name, span where);
/* True when something was said about that name before; remembers that it was. */
bool kzi_was_reported(checker *c, symbol name);
/* The kind, thing … of that name, or NOT_NAMED and a note. */
uint32_t kzi_find_kind(checker *c, symbol name, span where);
uint32_t kzi_find_thing(checker *c, symbol name, span where);
uint32_t kzi_find_person(checker *c, symbol name, span where);
uint32_t kzi_find_ending(checker *c, symbol name, span where);
uint32_t kzi_find_tale(checker *c, symbol name, span where);

/* ---- texts for notes (words.c) ---- */
const char *kzi_name_of(const checker *c, symbol name);
const char *kzi_a_kind(const checker *c, uint32_t kind); /* "a place" */
const char *kzi_owner_text(const checker *c,
                           const world_fact *of); /* "every person", "Aki", "the world" */
const char *kzi_values_text(const checker *c,
                            const world_fact *of); /* "none or given", "a number from 0 to 4" */
const char *kzi_term_text(const checker *c, const term *of); /* as it was written */
span kzi_name_span(const checker *c, const node *of);
const char *kzi_span_text(const checker *c, span where);
const char *kzi_type_text(const checker *c,
                          const term *of); /* "a number", "yes or no", "a place" */
const char *kzi_text(checker *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- check_paths.c, check_sums.c, check_conditions.c ---- */
term *kzi_term(checker *c, term_kind kind, value_type type, span where);
term *kzi_term_thing(checker *c, uint32_t thing, span where);
term *kzi_term_variable(checker *c, uint32_t slot, uint32_t kind, span where);
void kzi_term_add(term *to, const term *child);
/* `beside` is what it is compared with or becomes a value of: its words are words here. May be
 * NULL. */
term *kzi_check_path(checker *c, const scope *at, const node *path, const term *beside);
term *kzi_check_sum(checker *c, const scope *at, const node *sum, const term *beside);
term *kzi_check_number(checker *c, const scope *at, const node *sum);
term *kzi_check_condition(checker *c, const scope *at, const node *condition);
/* A path that names a person (or holds one): who believes, learns, senses. */
term *kzi_check_person(checker *c, const scope *at, const node *path);
/* `value` may stand where the fact's values do; else a note and false. */
bool kzi_check_fits(checker *c, const term *fact, const term *value);
/* One more name in scope. False and a note when it hides another. `room` keeps it. */
bool kzi_scope_add(checker *c, scope *at, scope_name *room, symbol name, uint32_t kind, span where);
void kzi_slots_used(checker *c, uint32_t count);
bool kzi_is_constant(const term *of);
bool kzi_has_constant_address(const term *fact);
void kzi_flatten_and(checker *c, const term *condition, term_list *to);

/* ---- check_claims.c ---- */
typedef enum claim_use {
    CLAIM_START,
    CLAIM_BELIEVED,
    CLAIM_LEARNED,
    CLAIM_MADE_BELIEVED
} claim_use;
void kzi_check_claims(checker *c, const scope *at, const node *claim, const term *believer,
                      claim_use use, world_claims *to);

/* ---- check_bodies.c ---- */
void kzi_check_owned_lines(checker *c);
/* How narrow a line is: most for a line about one, else how many kinds stand above the kind of
 * `every`. */
uint32_t kzi_narrowness(const checker *c, uint32_t every);
/* The numbers below `count`, the widest first, else in their order. NULL when memory ended. */
const uint32_t *kzi_widest_first(checker *c, const uint32_t *narrowness, uint32_t count);
void kzi_check_start_line(checker *c, const node *line, uint32_t owner, uint32_t every,
                          world_start_list *starts, world_wants *wants);

/* ---- check_acts.c, check_stories.c, check_texts.c, check_front.c, check_sense.c ---- */
void kzi_check_acts(checker *c);
/* One more act or rule, of which `name` and `from` are known. */
void kzi_check_act(checker *c, world_act *act);
void kzi_check_stories(checker *c);
void kzi_check_what_ifs(checker *c);
bool kzi_check_call(checker *c, const node *call, bool may_be_rule, world_call *made);
void kzi_check_change(checker *c, const node *line, world_change *made);
/* ---- check_with.c ---- */
void kzi_check_with(checker *c, const node *call, world_change *made);
void kzi_check_front(checker *c);
void kzi_check_texts(checker *c, const node *of, const world_act *act);
void kzi_check_sense(checker *c);
void kzi_has_mind(checker *c, const term *who, uint32_t reason);
void kzi_minds_settle(checker *c);

#endif
