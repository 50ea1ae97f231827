/* SPDX-License-Identifier: MIT
 *
 * grounded: the world with every name replaced by a number: what states, search and telling work
 * on.
 *
 * In     a checked world and the changes asked for (kzi_ground_build, ground.h)
 * Out    facts, acts, rules, wants, endings, tales as dense numbers; conditions as nodes of one
 *        array
 * Owns   everything, in the arena it was built in; nothing changes afterwards, so threads may share
 *        it
 * Used   read millions of times per search, mostly conditions and effects
 *
 * Order is the author's everywhere: acts in file order, and the instances of one act by its
 * parameters, the last fastest.
 */
#ifndef KZI_GROUNDED_H
#define KZI_GROUNDED_H

#include "../base/symbols.h"
#include "../text/source.h"

/* ---- numbers ---- */
typedef struct {
    uint32_t n;
} fact_id;
typedef struct {
    uint32_t n;
} act_id; /* acts[n] */
typedef struct {
    uint32_t n;
} mind_id; /* minds[n]: persons who can be wrong, in order of definition */
typedef struct {
    uint32_t n;
} thing_id; /* things[n] */
typedef struct {
    uint32_t n;
} expression_id; /* expressions[n]; 0 is always "yes", 1 always "no" */

#define NO_MIND      ((mind_id){UINT32_MAX})
#define NO_THING     ((thing_id){UINT32_MAX})
#define ALWAYS_HOLDS ((expression_id){0})
#define NEVER_HOLDS  ((expression_id){1})

/* ---- values ----
 * yes is 1, no is 0; a word is its number in `words`; a thing is its thing_id; a number is itself.
 */
typedef int32_t value;
#define UNKNOWN INT32_MIN

typedef enum fact_type { FACT_YES_NO, FACT_WORD, FACT_THING, FACT_NUMBER } fact_type;

typedef struct ground_fact {
    const char *name; /* as an author writes it: `order`, `Ren.at`, `Ren.bond(Aki)` */
    fact_type type;
    value low; /* FACT_NUMBER: bounds, both inside; a fact without end has high = MOST_OF_ENDLESS */
    value high;
    const value
        *values; /* FACT_WORD, FACT_THING: what it may be besides unknown, in the author's order */
    uint32_t value_count;
    value start;
    thing_id owner;         /* NO_THING: the world's, or a law */
    const thing_id *things; /* what it is about: the owner (not in the peer's problems), then what
                               stands in the brackets; NO_THING for what is no thing */
    uint32_t thing_count;
    const char *bare_name; /* without the owner: `at`, `bond(Aki)`, `order` */
    bool is_law;
    const char *gloss; /* a law's, or NULL */
    span where;        /* its declaration */
    /* where it lies in a packed state */
    uint32_t word; /* which 64-bit word */
    uint32_t shift;
    uint64_t mask; /* before shifting; all ones is `unknown` */
} ground_fact;
#define MOST_OF_ENDLESS 1000000000

/* ---- expressions: sums and conditions. `not` was pushed inward, so there is none. ---- */
typedef enum expression_kind {
    /* sums */
    EXPRESSION_VALUE,  /* value */
    EXPRESSION_FACT,   /* fact */
    EXPRESSION_CHOOSE, /* child 0 gives a thing; number: choices[number + thing] is the fact asked,
                          or UINT32_MAX: unknown */
    EXPRESSION_PLUS,   /* children added */
    EXPRESSION_MINUS,  /* child 0 less child 1 */
    EXPRESSION_TIMES,
    EXPRESSION_WHEN,     /* child 0 holds: child 1, else 0 */
    EXPRESSION_BELIEVED, /* child 0 read in the world of `mind` */
    EXPRESSION_DIVIDED,  /* child 0 by child 1; by zero or unknown: unknown */
    /* conditions */
    CONDITION_YES,
    CONDITION_NO,
    CONDITION_AND,     /* all children */
    CONDITION_OR,      /* any child */
    CONDITION_FACT_IS, /* fact, value: the commonest question has its own kind */
    CONDITION_FACT_IS_NOT,
    CONDITION_IS, /* child 0, child 1 */
    CONDITION_IS_NOT,
    CONDITION_LESS,    /* child 0 < child 1; fails when either is unknown */
    CONDITION_AT_MOST, /* child 0 <= child 1; likewise */
    CONDITION_BELIEVES /* child 0 holds in the world of `mind` */
} expression_kind;

typedef struct expression {
    expression_kind kind;
    value value;
    uint32_t number; /* EXPRESSION_CHOOSE: first entry in choices */
    fact_id fact;
    mind_id mind;
    uint32_t first_child; /* children[first_child .. first_child + child_count) */
    uint32_t child_count;
} expression;

/* ---- what acts and rules do ---- */
typedef enum change_kind { CHANGE_BECOMES, CHANGE_RISES, CHANGE_FALLS } change_kind;

/* fact changes by amount, where `when` holds; read in the state before. Later lines win. */
typedef struct effect {
    expression_id when;
    fact_id fact;
    change_kind kind;
    expression_id amount;
} effect;

typedef enum implant_kind { IMPLANT_LEARNS, IMPLANT_BELIEVES, IMPLANT_SENSES } implant_kind;

/* Something set in a mind (docs/meaning.md, step 3). */
typedef struct implant {
    implant_kind kind;
    mind_id mind;       /* who comes to hold it */
    mind_id teller;     /* IMPLANT_LEARNS: who told it, or NO_MIND */
    expression_id when; /* IMPLANT_LEARNS: read in the mind; otherwise read in the world */
    uint32_t first_via; /* the claim is about the world of minds[via[first_via]] in that mind, and
                           so on */
    uint32_t via_count;
    fact_id fact;
    expression_id amount; /* read in the world the act happens in; unused by IMPLANT_SENSES */
} implant;

typedef enum line_kind {
    LINE_PROSE,
    LINE_SAYS,
    LINE_THINKS,
    LINE_SHOWS,
    LINE_FAILS,
    LINE_BRIEF, /* the same as LINE_PROSE, where words are few */
    LINE_SEES,  /* what comes to `who` of it, in the place of all the others */
} line_kind;

typedef struct line {
    line_kind kind;
    const char *text; /* a template: {Name} {they Name} [verb] */
    span where;
    thing_id who; /* LINE_SEES; else NO_THING */
} line;

/* A parameter with its thing: what a template's {name} means in this instance. */
typedef struct binding {
    symbol name;
    thing_id thing;
} binding;

/* An act or a rule with its parameters filled in. */
typedef struct ground_act {
    symbol name; /* `leave` */
    const char
        *text; /* in full: `give(rose, Aki) by Ren`; `by` only where the actor is a parameter */
    const char *gloss; /* or NULL */
    bool is_rule;
    bool is_by_fate;
    bool is_attempt;
    uint32_t declaration; /* acts of one declaration share it: declared_acts[declaration], or
                             declared_rules */
    uint32_t first_binding,
        binding_count;        /* bindings[] in declared order; the actors' own parameters last */
    uint32_t parameter_count; /* how many of the bindings stand in the brackets */
    uint32_t first_actor, actor_count; /* actors[] */
    expression_id condition;
    expression_id
        law; /* a rule's law as a condition, already part of `condition`; else ALWAYS_HOLDS */
    uint32_t first_effect, effect_count;   /* effects[] */
    uint32_t first_implant, implant_count; /* implants[] */
    uint32_t first_seen; /* seen[first_seen + mind] is the condition under which that mind notices;
                            actors: ALWAYS_HOLDS */
    value takes;
    uint32_t first_line, line_count; /* lines[] */
    uint32_t number_in_pass;         /* for prune.c only */
    const char *const *content; /* what it is about, in the author's words, for limits of content
                                   and for care (play) */
    uint32_t content_count;
    span where;
} ground_act;

/* One declaration, for what is said about all its instances ("never used: stay"). */
typedef struct declared {
    symbol name;
    span where;
    uint32_t instance_count; /* after pruning */
    const char *also_by;     /* who does it in another's place (`with … by`), or NULL */
} declared;

/* ---- who wants, who sees ---- */
typedef struct ground_want {
    mind_id mind;
    expression_id condition; /* ALWAYS_HOLDS for a bare sum */
    expression_id amount;    /* already negative for `fears` */
    span where;
} ground_want;

typedef struct ground_mind {
    thing_id person;
    expression_id worth;             /* the sum of the wants */
    uint32_t first_want, want_count; /* wants[] */
} ground_mind;

/* fact is evident to mind where the condition holds. */
typedef struct ground_sight {
    fact_id fact;
    mind_id mind;
    expression_id condition;
} ground_sight;

/* At the start (or at a fork), the mind reached by via[] holds that fact is value. via_count 0: it
 * is so. */
typedef struct ground_belief {
    uint32_t first_via, via_count; /* via[] */
    fact_id fact;
    value value;
    span where;
} ground_belief;

typedef enum pronoun { PRONOUN_HE, PRONOUN_SHE, PRONOUN_THEY, PRONOUN_IT } pronoun;

typedef struct ground_thing {
    symbol name;
    const char
        *shown;      /* as a telling names it: `the village`; the name itself when none was given */
    pronoun pronoun; /* persons without one: THEY; other things: IT */
    bool is_person;
    mind_id mind;      /* NO_MIND */
    thing_id stays_at; /* what its fact `at` always is, where that never changes and so is no fact
                          here; else NO_THING */
    span where;
} ground_thing;

/* How somebody is told otherwise than by what they are shown as. */
typedef struct ground_guise {
    thing_id owner;
    thing_id whom;    /* in what the owner says and thinks, `whom` is `text` where the condition
                         holds in the owner's own world; NO_THING: */
    const char *text; /* the owner is told as this, "a great cat", */
    expression_id condition; /* where it holds in the world of whoever tells */
} ground_guise; /* without a text: where the condition holds in the story's own world, nothing comes
                   to the owner */

/* ---- stories ---- */
typedef struct ground_ending {
    symbol name;
    const char *title; /* or NULL */
    expression_id condition;
    const char *const *content; /* as an act's */
    uint32_t content_count;
    span where;
} ground_ending;

/* An act as somebody wrote it, perhaps shortened: every instance it may mean. */
typedef struct ground_call {
    const char *text;
    uint32_t first_candidate,
        candidate_count; /* candidates[]; 0 when every instance was pruned: it can never happen */
    span where;
} ground_call;

typedef struct ground_tale {
    symbol name;
    uint32_t first_call, call_count; /* calls[] */
    span where;
} ground_tale;

typedef enum expect_kind {
    EXPECTS_REACHABLE,
    EXPECTS_NEVER,
    EXPECTS_ONLY,
    EXPECTS_UNFINISHED,
    EXPECTS_BREAKS
} expect_kind;

typedef struct ground_expectation {
    expect_kind kind;
    uint32_t first_ending, ending_count; /* expected_endings[]: numbers of endings */
    uint32_t tale;                       /* EXPECTS_BREAKS: number of the tale */
    uint32_t call;                       /* EXPECTS_BREAKS: number of the call in calls[] */
    span where;
} ground_expectation;

typedef enum fork_kind { FORK_NONE, FORK_AFTER, FORK_INSTEAD_OF } fork_kind;

/* A what-if is its changes (applied when a world is grounded for it) and what is expected of the
 * result. */
typedef struct ground_what_if {
    symbol name;
    const char *gloss;
    span where;
} ground_what_if;

typedef enum promise_kind { PROMISE_ALWAYS, PROMISE_NEVER, PROMISE_POSSIBLE } promise_kind;

typedef struct ground_promise {
    promise_kind kind;
    expression_id condition;
    const char *why; /* or NULL */
    span where;
} ground_promise;

#define NO_LIMIT UINT32_MAX

typedef struct limits {
    uint32_t story;   /* acts in a story */
    uint32_t plan;    /* acts in an explanation */
    uint32_t mind;    /* levels of minds whose plans are searched */
    uint32_t beliefs; /* nesting of beliefs kept */
    uint32_t states;  /* story states kept */
} limits;

typedef struct front_matter {
    const char *title; /* or NULL, as all of these */
    const char *premise;
    const char *ages;
    const char *const *content;
    uint32_t content_count;
    const char *const *telling; /* `third person`, `past`, `through Mio` */
    uint32_t telling_count;
    span where;
} front_matter;

typedef struct grounded {
    arena *in;
    const symbols *names;
    front_matter front;
    limits limits;   /* the world's own line over the defaults none, 6, 2, none, none */
    value scale;     /* numbers are kept as whole multiples of 1/scale; 0 or 1: as they are */
    bool is_peers;   /* the peer's meaning, where the two differ */
    bool is_problem; /* read from one of the peer's files: told in their notation */
    bool has_author; /* somebody says what the author wants */
    expression_id author_worth; /* the peer's author: what they want, and */
    value author_goal; /* from where on it is enough; UNKNOWN: no goal follows from the start */
    bool has_lesser_evil;
    bool has_clock;
    fact_id clock;

    const ground_thing *things;
    uint32_t thing_count;
    const ground_mind *minds;
    uint32_t mind_count;
    const char *const *words;
    uint32_t word_count;
    const ground_fact *facts;
    uint32_t fact_count;
    uint32_t packed_words; /* 64-bit words of a packed state, at least 1 */

    const expression *expressions;
    uint32_t expression_count;
    const expression_id *children;
    uint32_t child_count;
    const uint32_t *choices;
    uint32_t choice_count;

    const ground_act *acts;
    uint32_t act_count; /* without rules */
    const ground_act *rules;
    uint32_t rule_count; /* in file order */
    const declared *declared_acts;
    uint32_t declared_act_count;
    const declared *declared_rules;
    uint32_t declared_rule_count;
    const effect *effects;
    uint32_t effect_count;
    const implant *implants;
    uint32_t implant_count;
    const expression_id *seen;
    uint32_t seen_count;
    const mind_id *actors;
    uint32_t actor_count;
    const mind_id *via;
    uint32_t via_count;
    const binding *bindings;
    uint32_t binding_count;
    const line *lines;
    uint32_t line_count;

    const ground_want *wants;
    uint32_t want_count;
    const ground_sight *sights;
    uint32_t sight_count; /* by fact, then mind */
    const ground_belief *beliefs;
    uint32_t belief_count; /* the start; one for the same via and fact */

    const ground_guise *guises;
    uint32_t guise_count;
    const ground_ending *endings;
    uint32_t ending_count;
    const ground_tale *tales;
    uint32_t tale_count;
    const ground_call *calls;
    uint32_t call_count;
    const act_id *candidates;
    uint32_t candidate_count;
    const ground_what_if *what_ifs;
    uint32_t what_if_count; /* all that the world names, in file order */
    const ground_promise *promises;
    uint32_t promise_count;
    const expression_id *asked;
    uint32_t asked_count; /* conditions that came with the question */

    /* Of the what-if this world was grounded for (none: all empty). */
    const ground_expectation *expectations;
    uint32_t expectation_count;
    const uint32_t *expected_endings;
    uint32_t expected_ending_count;
    uint32_t asked_what_if; /* number in what_ifs, where there is a fork */
    fork_kind fork;
    uint32_t fork_tale;
    uint32_t fork_call; /* number in calls[] */
    const ground_belief *fork_changes;
    uint32_t fork_change_count; /* set in the state at the fork instead of at the start */
} grounded;

#endif
