/* SPDX-License-Identifier: MIT
 *
 * world: what a file means, or why it means nothing.
 *
 * In     a file's tree, and a way to read the modules it uses
 * Out    a world: every statement with its names resolved and its kinds of values agreed; notes
 *        about all that is wrong
 * Owns   the world, in the arena it was checked in; nothing changes afterwards
 *
 * A world is made even of a file with errors, as far as it goes, so that `check` and `minds` can
 * still speak of it; only a world without errors may be grounded. Numbers of kinds, things, facts
 * and so on count from 0 in order of definition, modules standing where they are used. NOT_NAMED is
 * no number.
 */
#ifndef KZI_WORLD_H
#define KZI_WORLD_H

#include "../text/diagnostic.h"
#include "terms.h"

/* ---- things and kinds ---- */
typedef enum built_in_kind {
    KIND_THING,
    KIND_PERSON,
    KIND_PLACE,
    BUILT_IN_KIND_COUNT
} built_in_kind;

typedef struct world_kind {
    symbol name;
    const uint32_t *parents;
    uint32_t parent_count;
    const uint64_t *above;  /* a bit for each kind above this one */
    const uint32_t *things; /* of this kind and of all kinds below it, in order of definition */
    uint32_t thing_count;
    span where;
    bool is_ours; /* built in, and not declared by the file */
} world_kind;

/* Why somebody has a mind: bits. */
enum mind_reason {
    MIND_ACTS = 1,
    MIND_WANTS = 2,
    MIND_BELIEVES = 4,
    MIND_LEARNS = 8,
    MIND_SEES = 16
};

typedef struct world_thing {
    symbol name;
    uint32_t kind;
    const char *shown; /* NULL: its name */
    node_choice pronoun;
    bool is_person;
    uint32_t mind_reasons; /* 0: has none */
    const node *from;
    span where;
} world_thing;

/* ---- facts ---- */
typedef struct world_parameter {
    symbol name; /* or NO_SYMBOL */
    uint32_t kind;
} world_parameter;

/* fact is evident to an observer where the condition holds. Slots: the owner 0, the parameters, the
 * observer. */
typedef struct world_sight {
    uint32_t observer; /* a thing, or NOT_NAMED: every mind, in `slot` */
    uint32_t slot;
    const term *condition;
    span where;
} world_sight;

typedef enum owner_kind { OWNER_WORLD, OWNER_KIND, OWNER_THING } owner_kind;

typedef struct world_fact {
    symbol name;
    owner_kind owned_by;
    uint32_t owner; /* a kind or a thing */
    const world_parameter *parameters;
    uint32_t parameter_count;
    value_type type;
    int64_t low, high;     /* TYPE_NUMBER; high is MOST_NUMBER where there is no end */
    const uint32_t *words; /* TYPE_WORD: numbers of words; TYPE_THING: kinds */
    uint32_t word_count;
    const term *start; /* a constant */
    const term *means; /* derived: the condition, with the owner in slot 0 and the parameters after
                          it; else NULL */
    const world_sight *sights;
    uint32_t sight_count;
    bool is_law;
    bool is_both_ways;
    bool is_ours; /* the clock that no line declares */
    const char *gloss;
    const node *from;      /* NULL where is_ours */
    uint32_t next_of_name; /* the next fact of the same name, or NOT_NAMED */
    span where;
} world_fact;

#define MOST_NUMBER 1000000000

/* ---- the start, and what can be set ---- */

/* In the mind reached by `via`, fact is value. */
typedef struct world_claim {
    const term *const *via;
    uint32_t via_count;
    const term *fact;  /* TERM_FACT */
    const term *value; /* a constant or a variable */
    span where;
} world_claim;

/* A line of the start. It stands for each thing of `every`, or once; the owner is in slot 0. */
typedef struct world_start {
    uint32_t every; /* a kind, or NOT_NAMED */
    uint32_t owner; /* a thing, or NOT_NAMED */
    world_claim claim;
} world_start;

typedef struct world_want {
    uint32_t every;
    uint32_t owner;
    const term *amount;
    const term *condition; /* or NULL */
    bool is_fear;
    const node *from; /* NODE_WANTS */
    span where;
} world_want;

/* ---- acts and rules ---- */
typedef struct world_binder {
    symbol name;
    uint32_t kind;
    span where;
} world_binder;

typedef struct world_effect {
    const term *when; /* or NULL */
    const term *fact;
    node_choice choice; /* BECOMES RISES FALLS */
    const term *amount;
    span where;
} world_effect;

typedef enum set_kind { SET_BY_LEARNING, SET_BY_BELIEVING, SET_BY_SENSING } set_kind;

typedef struct world_setting {
    set_kind kind;
    const term *who;
    const term *teller; /* or NULL */
    const term *when;   /* or NULL */
    world_claim claim;  /* SET_BY_SENSING: only the fact */
} world_setting;

typedef struct world_seer {
    const term *who; /* NULL: every mind, in `slot` */
    uint32_t slot;
    const term *when; /* or NULL */
} world_seer;

typedef struct world_act {
    symbol name;
    const char *gloss;
    bool is_rule;
    bool is_by_fate;
    bool is_attempt;
    bool is_unread;              /* a note was said about its head: what calls it stays quiet */
    bool may_repeat;             /* parameters may stand for the same thing */
    const char *also_by;         /* who does it in another's place, or NULL */
    const world_binder *binders; /* slots in order: those in brackets, then the actors' own */
    uint32_t binder_count;
    uint32_t parameter_count;
    const term *const *actors; /* TERM_THING or TERM_VARIABLE */
    uint32_t actor_count;
    uint32_t law; /* a fact, or NOT_NAMED */
    const term *const *conditions;
    uint32_t condition_count;
    const world_effect *effects;
    uint32_t effect_count;
    const world_setting *settings;
    uint32_t setting_count;
    node_choice seen; /* SEEN_BY_…, the story's own line already used where the act has none */
    const world_seer *seers;
    uint32_t seer_count;
    int64_t takes;
    const node *from; /* its NODE_LINEs are the lines of the telling */
    span where;
} world_act;

/* How somebody is told: by another name in what the owner says, or described to who does not know
 * them; and when they themselves can tell of nothing. */
typedef struct world_guise {
    uint32_t owner;
    uint32_t whom;         /* `calls`: the one called; NOT_NAMED: `looks like` */
    const char *text;      /* NULL: `sees nothing` */
    const term *condition; /* `looks like`: read in the world of whoever tells; `sees nothing`: in
                              the story's own; `calls`: in the owner's, or NULL: always */
} world_guise;

/* ---- stories ---- */
typedef struct world_ending {
    symbol name;
    const char *title;
    const term *condition;
    const node *from; /* its NODE_CONTENT lines say what it is about */
    span where;
} world_ending;

typedef struct world_call {
    uint32_t act;  /* NOT_NAMED where it names a rule */
    uint32_t rule; /* or NOT_NAMED */
    bool has_arguments;
    const uint32_t *arguments; /* things */
    uint32_t argument_count;
    uint32_t by; /* a thing, or NOT_NAMED */
    const char *text;
    span where;
} world_call;

typedef struct world_tale {
    symbol name;
    const world_call *calls;
    uint32_t call_count;
    span where;
} world_tale;

typedef enum world_change_kind {
    CHANGES_START,
    CHANGES_WANT,
    CHANGES_WITHOUT,
    CHANGES_WITH
} world_change_kind;

/* One line of a what-if, or one asked for from outside. */
typedef struct world_change {
    world_change_kind kind;
    const world_start *starts; /* claims, and beliefs (their claims have a via) */
    uint32_t start_count;
    world_want want;
    world_call without;    /* CHANGES_WITH and no `with`: what was left out so is there again */
    const world_act *with; /* an act or rule more, or NULL */
    const node *from;
} world_change;

typedef struct world_expectation {
    node_choice choice; /* EXPECT_… */
    const uint32_t *endings;
    uint32_t ending_count;
    uint32_t tale;
    world_call call;
    span where;
} world_expectation;

typedef struct world_what_if {
    symbol name;
    const char *gloss;
    const world_change *changes;
    uint32_t change_count;
    node_choice fork; /* AFTER, INSTEAD_OF or CHOICE_NONE */
    uint32_t fork_tale;
    world_call fork_call;
    const world_expectation *expectations;
    uint32_t expectation_count;
    const node *from;
    span where;
} world_what_if;

typedef struct world_promise {
    node_choice choice;
    const term *condition;
    const char *why;
    span where;
} world_promise;

typedef struct world_front {
    const char *title, *premise, *ages; /* or NULL */
    const char *const *content;
    uint32_t content_count;
    const char *const *telling;
    uint32_t telling_count;
    uint32_t limit_story, limit_plan, limit_mind, limit_beliefs,
        limit_states; /* UINT32_MAX where no line says */
    bool has_lesser_evil;
    bool is_sabres;          /* the meaning is that of the peer planner */
    const world_want *wants; /* the author's; owner and every: NOT_NAMED */
    uint32_t want_count;
    span where;
} world_front;

/* A module as one `use` fills it in. */
typedef struct world_use {
    symbol module;
    const char *prefix; /* or NULL */
    const node *filled; /* NODE_FILE: its own statements, roles filled in */
    span where;
} world_use;

/* What a name stands for; NOT_NAMED in each it does not. */
typedef struct world_named {
    uint32_t kind, thing, first_fact, word, act, rule, ending, tale, what_if;
} world_named;

typedef struct world {
    arena *in;
    const symbols *names;
    const sources *sources;
    symbol self, clock;
    const node *const *statements; /* modules standing where they are used */
    uint32_t statement_count;
    const node *const *spares; /* acts and rules that a `use` leaves out, roles filled in */
    uint32_t spare_count;
    const node *default_seen; /* the story's `acts are seen by`, or NULL */
    const world_use *uses;
    uint32_t use_count;
    const world_named *named; /* by symbol.n; ask kzi_world_named */
    uint32_t named_count;
    const symbol *words;
    uint32_t word_count;
    const world_kind *kinds;
    uint32_t kind_count;
    const world_thing *things;
    uint32_t thing_count;
    const world_fact *facts;
    uint32_t fact_count;
    uint32_t clock_fact; /* or NOT_NAMED */
    const world_start *starts;
    uint32_t start_count;
    const world_want *wants;
    uint32_t want_count;
    const world_act *acts;
    uint32_t act_count;
    const world_act *rules;
    uint32_t rule_count;
    const world_ending *endings;
    uint32_t ending_count;
    const world_tale *tales;
    uint32_t tale_count;
    const world_what_if *what_ifs;
    uint32_t what_if_count;
    const world_guise *guises;
    uint32_t guise_count;
    const world_promise *promises;
    uint32_t promise_count;
    world_front front;
    uint32_t slot_count; /* most that one line needs, one from outside too */
} world;

typedef struct world_readers {
    /* The text of a module, borrowed until the next call; NULL when there is none of that name. */
    const char *(*read_module)(void *self, const char *name, size_t *length, const char **shown_as);
    void *self;
} world_readers;

/* NULL when memory ended. Errors are in the notes; read `to->error_count`. */
const world *kzi_world_check(arena *in, symbols *names, sources *texts, const node *file,
                             const world_readers *readers, notes *to);

/* One change line from outside: NODE_CLAIMS, NODE_MIND_LINE, NODE_WITHOUT or NODE_WITH. False when
 * a note was said or memory ended. */
bool kzi_world_check_change(arena *in, const world *about, const node *line, notes *to,
                            world_change *made);
/* A condition from outside, as in an ending. NULL when a note was said or memory ended. */
const term *kzi_world_check_condition(arena *in, const world *about, const node *condition,
                                      notes *to);
/* An act from outside, in act notation. False when a note was said or memory ended. */
bool kzi_world_check_call(arena *in, const world *about, const node *call, notes *to,
                          world_call *made);

/* The module of use number i with its roles filled in: a NODE_FILE for the printer. */
const node *kzi_world_use_as_file(const world *of, uint32_t i);

world_named kzi_world_named(const world *of, symbol name);
bool kzi_is_kind_below(const world *of, uint32_t kind, uint32_t above);
bool kzi_is_of_kind(const world *of, uint32_t thing, uint32_t kind);
/* The fact of that name that a thing has (NOT_NAMED for `thing`: the world's), or NOT_NAMED. */
uint32_t kzi_fact_of(const world *of, symbol name, uint32_t thing);
/* `x` ranges over the things of a kind; a fact may hold the things of its kinds. */
bool kzi_fact_may_hold_thing(const world *of, const world_fact *fact, uint32_t thing);
bool kzi_fact_has_word(const world_fact *fact, uint32_t word);

/* Kinds, things, facts, who has a mind and why: `kizuna check --show world`. */
void kzi_world_show(writer *to, const world *what);
/* The items of an open list: what is named, and where: `kizuna check --show names`. */
void kzi_world_list_names(json *to, const world *what, arena *in);

#endif
