/* SPDX-License-Identifier: MIT
 *
 * handmade: grounded worlds built by hand, for tests of rooms above the ground room that need no
 * parser.
 *
 * In     facts, persons, then acts and rules line by line: what is added belongs to the newest act
 *        or rule
 * Out    a grounded world as kzi_ground_build would make it (docs/meaning.md tells what it means)
 * Owns   everything, until hand_end
 *
 *     hand h;
 *     hand_begin(&h);
 *     fact_id waved = hand_yes_no(&h, "waved", 0);
 *     mind_id mio = hand_person(&h, "Mio");
 *     hand_act(&h, "wave", mio);
 *     hand_if(&h, hand_is(&h, waved, 0));
 *     hand_then(&h, waved, 1);
 *     const grounded *world = hand_world(&h);
 */
#ifndef KIZUNA_HANDMADE_H
#define KIZUNA_HANDMADE_H

#include "test.h"

#include "base/list.h"
#include "ground/grounded.h"

enum { HAND_MOST_MINDS = 8 };

typedef struct hand {
    memory from;
    arena in;
    symbols names;
    grounded world;
    ground_act *newest;
    LIST(ground_fact) facts;
    LIST(ground_thing) things;
    LIST(ground_mind) minds;
    LIST(expression) expressions;
    LIST(expression_id) children;
    LIST(ground_act) acts;
    LIST(ground_act) rules;
    LIST(effect) effects;
    LIST(implant) implants;
    LIST(expression_id) seen;
    LIST(mind_id) actors;
    LIST(mind_id) via;
    LIST(ground_sight) sights;
    LIST(ground_belief) beliefs;
    LIST(ground_ending) endings;
    LIST(uint32_t) choices;
} hand;

#define HAND_ADD(h, list, ...) assert_true(LIST_ADD(&(h)->in, &(h)->list, __VA_ARGS__))

static inline expression_id hand_expression(hand *h, expression e) {
    HAND_ADD(h, expressions, e);
    return (expression_id){h->expressions.count - 1};
}

static inline void hand_begin(hand *h) {
    memset(h, 0, sizeof *h);
    h->from = kzi_memory(NULL, NULL);
    h->in = kzi_arena(&h->from);
    h->names = kzi_symbols(&h->in);
    h->world.limits = (limits){NO_LIMIT, 6, 2, NO_LIMIT, NO_LIMIT};
    hand_expression(h, (expression){.kind = CONDITION_YES}); /* 0 is always yes, 1 always no */
    hand_expression(h, (expression){.kind = CONDITION_NO});
}

static inline void hand_end(hand *h) {
    kzi_arena_free(&h->in);
    assert_int_equal(h->from.used, 0);
}

/* ---- facts ---- */
static inline fact_id hand_fact(hand *h, ground_fact f) {
    f.owner = NO_THING;
    f.bare_name = f.name;
    HAND_ADD(h, facts, f);
    return (fact_id){h->facts.count - 1};
}

static inline fact_id hand_yes_no(hand *h, const char *name, value start) {
    return hand_fact(h, (ground_fact){.name = name, .type = FACT_YES_NO, .start = start});
}

static inline fact_id hand_number(hand *h, const char *name, value low, value high, value start) {
    return hand_fact(
        h,
        (ground_fact){.name = name, .type = FACT_NUMBER, .low = low, .high = high, .start = start});
}

/* ---- sums and conditions ---- */
static inline expression_id hand_is(hand *h, fact_id fact, value v) {
    return hand_expression(h, (expression){.kind = CONDITION_FACT_IS, .fact = fact, .value = v});
}

static inline expression_id hand_is_not(hand *h, fact_id fact, value v) {
    return hand_expression(h,
                           (expression){.kind = CONDITION_FACT_IS_NOT, .fact = fact, .value = v});
}

static inline expression_id hand_value(hand *h, value v) {
    return hand_expression(h, (expression){.kind = EXPRESSION_VALUE, .value = v});
}

static inline expression_id hand_of_fact(hand *h, fact_id fact) {
    return hand_expression(h, (expression){.kind = EXPRESSION_FACT, .fact = fact});
}

static inline expression_id hand_two(hand *h, expression_kind kind, expression_id one,
                                     expression_id other) {
    uint32_t first = h->children.count;
    HAND_ADD(h, children, one);
    HAND_ADD(h, children, other);
    return hand_expression(h, (expression){.kind = kind, .first_child = first, .child_count = 2});
}

/* The amount while the condition holds, else nothing. */
static inline expression_id hand_when(hand *h, expression_id condition, value amount) {
    return hand_two(h, EXPRESSION_WHEN, condition, hand_value(h, amount));
}

static inline expression_id hand_and(hand *h, expression_id one, expression_id other) {
    return hand_two(h, CONDITION_AND, one, other);
}

static inline expression_id hand_or(hand *h, expression_id one, expression_id other) {
    return hand_two(h, CONDITION_OR, one, other);
}

static inline expression_id hand_believes(hand *h, mind_id mind, expression_id what) {
    uint32_t first = h->children.count;
    HAND_ADD(h, children, what);
    return hand_expression(
        h, (expression){
               .kind = CONDITION_BELIEVES, .mind = mind, .first_child = first, .child_count = 1});
}

/* ---- persons: all of them before the first act ---- */
static inline mind_id hand_person(hand *h, const char *name) {
    thing_id person = {h->things.count};
    mind_id mind = {h->minds.count};
    symbol called = kzi_symbol(&h->names, name, strlen(name));
    HAND_ADD(
        h, things,
        (ground_thing){
            .name = called, .shown = name, .is_person = true, .mind = mind, .stays_at = NO_THING});
    HAND_ADD(h, minds, (ground_mind){.person = person, .worth = hand_value(h, 0)});
    return mind;
}

/* The sum of what the person wants. */
static inline void hand_wants(hand *h, mind_id mind, expression_id worth) {
    h->minds.items[mind.n].worth = worth;
}

/* ---- acts and rules ---- */
static inline ground_act hand_new_act(hand *h, const char *name, bool is_seen) {
    ground_act made = {.name = kzi_symbol(&h->names, name, strlen(name)),
                       .text = name,
                       .condition = ALWAYS_HOLDS,
                       .first_effect = h->effects.count,
                       .first_implant = h->implants.count,
                       .first_seen = h->seen.count,
                       .first_actor = h->actors.count,
                       .takes = 1};
    for (uint32_t i = 0; i < h->minds.count; i++)
        HAND_ADD(h, seen, is_seen ? ALWAYS_HOLDS : NEVER_HOLDS);
    return made;
}

/* By fate when the actor is NO_MIND. Everyone notices, until hand_seen says otherwise. */
static inline act_id hand_act(hand *h, const char *name, mind_id actor) {
    ground_act made = hand_new_act(h, name, true);
    made.declaration = h->acts.count;
    made.is_by_fate = actor.n == NO_MIND.n;
    if (!made.is_by_fate) {
        HAND_ADD(h, actors, actor);
        made.actor_count = 1;
    }
    HAND_ADD(h, acts, made);
    h->newest = &h->acts.items[h->acts.count - 1];
    return (act_id){h->acts.count - 1};
}

/* Nobody notices, until hand_seen says otherwise. */
static inline uint32_t hand_rule(hand *h, const char *name) {
    ground_act made = hand_new_act(h, name, false);
    made.declaration = h->rules.count;
    made.is_rule = true;
    HAND_ADD(h, rules, made);
    h->newest = &h->rules.items[h->rules.count - 1];
    return h->rules.count - 1;
}

static inline void hand_and_by(hand *h, mind_id actor) {
    HAND_ADD(h, actors, actor);
    h->newest->actor_count++;
}

static inline void hand_if(hand *h, expression_id condition) {
    h->newest->condition = condition;
}

static inline void hand_effect(hand *h, effect e) {
    HAND_ADD(h, effects, e);
    h->newest->effect_count++;
}

static inline void hand_then(hand *h, fact_id fact, value v) {
    hand_effect(h, (effect){ALWAYS_HOLDS, fact, CHANGE_BECOMES, hand_value(h, v)});
}

static inline void hand_seen(hand *h, mind_id mind, expression_id when) {
    h->seen.items[h->newest->first_seen + mind.n] = when;
}

static inline void hand_implant(hand *h, implant what) {
    HAND_ADD(h, implants, what);
    h->newest->implant_count++;
}

static inline void hand_learns(hand *h, mind_id who, fact_id fact, value v, mind_id from) {
    hand_implant(h, (implant){.kind = IMPLANT_LEARNS,
                              .mind = who,
                              .teller = from,
                              .when = ALWAYS_HOLDS,
                              .fact = fact,
                              .amount = hand_value(h, v)});
}

/* ---- start, sight, endings ---- */

/* `first`, and in first's mind `second` if there is one, holds that the fact is v. */
static inline void hand_believed(hand *h, mind_id first, mind_id second, fact_id fact, value v) {
    ground_belief made = {.first_via = h->via.count,
                          .via_count = second.n == NO_MIND.n ? 1 : 2,
                          .fact = fact,
                          .value = v};
    HAND_ADD(h, via, first);
    if (second.n != NO_MIND.n) HAND_ADD(h, via, second);
    HAND_ADD(h, beliefs, made);
}

static inline void hand_evident(hand *h, fact_id fact, mind_id mind, expression_id when) {
    HAND_ADD(h, sights, (ground_sight){fact, mind, when});
}

static inline uint32_t hand_ending(hand *h, const char *name, expression_id when) {
    HAND_ADD(h, endings,
             (ground_ending){.name = kzi_symbol(&h->names, name, strlen(name)), .condition = when});
    return h->endings.count - 1;
}

/* ---- done ---- */

/* The least mask above the largest code, so that all ones is free for `unknown`. */
static inline uint64_t hand_mask(const ground_fact *f) {
    uint64_t codes = f->type == FACT_YES_NO   ? 2
                     : f->type == FACT_NUMBER ? (uint64_t)((int64_t)f->high - f->low) + 1
                                              : f->value_count;
    uint64_t mask = 1;
    while (mask < codes) mask = mask * 2 + 1;
    return mask;
}

static inline void hand_pack(hand *h) {
    uint32_t word = 0, shift = 0;
    for (uint32_t i = 0; i < h->facts.count; i++) {
        ground_fact *f = &h->facts.items[i];
        f->mask = hand_mask(f);
        uint32_t bits = (uint32_t)__builtin_popcountll(f->mask);
        if (shift + bits > 64) word++, shift = 0;
        f->word = word;
        f->shift = shift;
        shift += bits;
    }
    h->world.packed_words = word + 1;
}

#define HAND_GIVE(h, list, one)                                                                    \
    ((h)->world.list = (h)->list.items, (h)->world.one##_count = (h)->list.count)

static inline const grounded *hand_world(hand *h) {
    hand_pack(h);
    h->world.in = &h->in;
    h->world.names = &h->names;
    HAND_GIVE(h, facts, fact);
    HAND_GIVE(h, things, thing);
    HAND_GIVE(h, minds, mind);
    HAND_GIVE(h, expressions, expression);
    HAND_GIVE(h, children, child);
    HAND_GIVE(h, acts, act);
    HAND_GIVE(h, rules, rule);
    HAND_GIVE(h, effects, effect);
    HAND_GIVE(h, implants, implant);
    HAND_GIVE(h, seen, seen);
    HAND_GIVE(h, actors, actor);
    HAND_GIVE(h, via, via);
    HAND_GIVE(h, sights, sight);
    HAND_GIVE(h, beliefs, belief);
    HAND_GIVE(h, endings, ending);
    HAND_GIVE(h, choices, choice);
    return &h->world;
}

#endif
