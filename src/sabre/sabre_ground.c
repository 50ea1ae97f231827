/* SPDX-License-Identifier: MIT
 *
 * sabre_ground: see sabre_ground.h. Entities, facts, actions and utilities, in order of definition;
 * arguments from left to right.
 */
#include "sabre_builder.h"
#include "../ground/narrow.h"
#include "../ground/packing.h"

#include <string.h>

#define TRUTH_BIT  0x80000000u /* an argument that is a truth, not an entity */
#define NUMBER_BIT 0x40000000u /* or a number */

bool kzi_sabre_fails(sabre_builder *b) {
    b->has_failed = true;
    return false;
}

static bool too_much(sabre_builder *b, uint32_t most, const char *what) {
    if (!b->has_failed) kzi_note(b->said, K_SABRE_TOO_MUCH, b->where, most, what);
    return kzi_sabre_fails(b);
}

bool kzi_sabre_works(sabre_builder *b) {
    if (b->has_failed) return false;
    return ++b->work <= KZI_SABRE_MOST_WORK || too_much(b, KZI_SABRE_MOST_WORK, "parts");
}

/* ---- what a type holds ---- */
static bool list_members(sabre_builder *b, uint32_t type) {
    uint32_t *made = KZI_TAKE_MANY(b->in, uint32_t, b->from->entities.count + 1);
    if (!made) return kzi_sabre_fails(b);
    for (uint32_t i = 0; i < b->from->entities.count; i++) {
        if (kzi_sabre_is_of_type(b->from, i, type)) made[b->member_count[type]++] = i;
    }
    b->members[type] = made;
    return true;
}

const uint32_t *kzi_sabre_members(sabre_builder *b, uint32_t type, uint32_t *count) {
    *count = 0;
    if (type >= b->from->types.count || (!b->members[type] && !list_members(b, type))) return NULL;
    *count = b->member_count[type];
    return b->members[type];
}

uint32_t kzi_sabre_range(sabre_builder *b, uint32_t type) {
    uint32_t count;
    kzi_sabre_members(b, type, &count);
    return type == SABRE_TYPE_BOOLEAN ? 2 : count;
}

sabre_value kzi_sabre_in_range(sabre_builder *b, uint32_t type, uint32_t number) {
    uint32_t count;
    if (type == SABRE_TYPE_BOOLEAN) return (sabre_value){SORT_TRUTH, (value)number};
    return (sabre_value){SORT_ENTITY, (value)kzi_sabre_members(b, type, &count)[number]};
}

/* ---- minds and facts by name ---- */
mind_id kzi_sabre_mind(sabre_builder *b, sabre_id who) {
    sabre_value found = {SORT_UNKNOWN, 0};
    kzi_sabre_constant(b, who, &found);
    if (++b->mind_depth > KZI_SABRE_MOST_CHAIN) {
        if (!b->has_failed)
            kzi_note(b->said, K_SABRE_MINDS_TOO_DEEP, kzi_sabre_at(b, who)->where,
                     KZI_SABRE_MOST_CHAIN);
        kzi_sabre_fails(b);
    }
    return (mind_id){(uint32_t)found.is};
}

static uint32_t code_of(sabre_value v) {
    if (v.sort == SORT_TRUTH) return TRUTH_BIT | (uint32_t)v.is;
    return v.sort == SORT_NUMBER ? NUMBER_BIT | ((uint32_t)v.is & ~(TRUTH_BIT | NUMBER_BIT))
                                 : (uint32_t)v.is;
}

#define MOST_SABRE_ARGUMENTS 40u /* the checker lets fewer pass */

fact_id kzi_sabre_fact(sabre_builder *b, sabre_id property) {
    const sabre_node *node = kzi_sabre_at(b, property);
    uint32_t key[MOST_SABRE_ARGUMENTS + 1] = {node->name.n}, count = 1;
    for (uint32_t i = 0; i < node->child_count && count <= MOST_SABRE_ARGUMENTS; i++) {
        sabre_value v = {SORT_UNKNOWN, 0};
        kzi_sabre_constant(b, kzi_sabre_child(b->from, property, i), &v);
        key[count++] = code_of(v);
    }
    uint32_t found = kzi_row(&b->fact_rows, key, count);
    if (found < b->facts.count) return (fact_id){found};
    kzi_sabre_fails(b);
    return (fact_id){0};
}

/* ---- every way to fill in the parameters ---- */
typedef bool (*filled_doer)(sabre_builder *b, const sabre_signature *of, uint32_t number);

static bool fill(sabre_builder *b, const sabre_signature *of, uint32_t number, filled_doer doer,
                 uint32_t at) {
    if (!kzi_sabre_works(b)) return false;
    if (at == of->parameter_count) return doer(b, of, number);
    const sabre_parameter *parameter = &b->from->parameters.items[of->first_parameter + at];
    if (parameter->constant.n)
        return kzi_sabre_constant(b, parameter->constant, &b->bound[at]) &&
               fill(b, of, number, doer, at + 1);
    uint32_t count = kzi_sabre_range(b, parameter->type);
    for (uint32_t i = 0; i < count; i++) {
        b->bound[at] = kzi_sabre_in_range(b, parameter->type, i);
        if (!fill(b, of, number, doer, at + 1)) return false;
    }
    return !b->has_failed;
}

static void write_bound(writer *to, const sabre_builder *b, sabre_value v) {
    if (v.sort == SORT_ENTITY)
        kzi_write(to, kzi_symbol_text(b->from->names, b->from->entities.items[v.is].name));
    else if (v.sort == SORT_TRUTH) kzi_write(to, v.is ? "True" : "False");
    else kzi_writef(to, "%g", (double)v.is / b->made->scale);
}

static const char *filled_text(const sabre_builder *b, const sabre_signature *of) {
    writer to = kzi_writer(b->in);
    kzi_writef(&to, "%s(", kzi_symbol_text(b->from->names, of->name.name));
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (i) kzi_write(&to, ", ");
        write_bound(&to, b, b->bound[i]);
    }
    kzi_write(&to, ")");
    return kzi_written(&to);
}

/* ---- facts ---- */
static const value *values_of(sabre_builder *b, uint32_t type, uint32_t *count) {
    const uint32_t *members = kzi_sabre_members(b, type, count);
    value *made = KZI_TAKE_MANY(b->in, value, *count + 1);
    if (!made) return kzi_sabre_fails(b), NULL;
    for (uint32_t i = 0; i < *count; i++) made[i] = (value)members[i];
    return made;
}

static thing_id thing_of(sabre_value v) {
    return v.sort == SORT_ENTITY ? (thing_id){(uint32_t)v.is} : NO_THING;
}

static bool list_things_of_fact(sabre_builder *b, uint32_t count, ground_fact *made) {
    thing_id *things = KZI_TAKE_MANY(b->in, thing_id, count + 1);
    if (!things) return kzi_sabre_fails(b);
    for (uint32_t i = 0; i < count; i++) things[i] = thing_of(b->bound[i]);
    made->things = things;
    made->thing_count = count;
    return true;
}

static bool fill_fact(sabre_builder *b, const sabre_signature *of, uint32_t number) {
    uint32_t key[MOST_SABRE_ARGUMENTS + 1] = {of->name.name.n},
                                        type = b->from->properties.items[number].type;
    for (uint32_t i = 0; i < of->parameter_count; i++) key[i + 1] = code_of(b->bound[i]);
    uint32_t row_number = kzi_row(&b->fact_rows, key, of->parameter_count + 1);
    if (row_number == NO_ROW) return kzi_sabre_fails(b);
    if (row_number < b->facts.count) return true; /* the first definition wins */
    if (b->facts.count == KZI_SABRE_MOST_FACTS)
        return too_much(b, KZI_SABRE_MOST_FACTS, "properties");
    ground_fact made = {.name = filled_text(b, of),
                        .owner = NO_THING,
                        .where = of->where,
                        .type = FACT_THING,
                        .start = UNKNOWN};
    made.bare_name = made.name;
    if (!list_things_of_fact(b, of->parameter_count, &made)) return false;
    if (type == SABRE_TYPE_BOOLEAN) made.type = FACT_YES_NO, made.high = 1, made.start = 0;
    else if (type == SABRE_TYPE_NUMBER)
        made.type = FACT_NUMBER, made.low = -MOST_OF_ENDLESS, made.high = MOST_OF_ENDLESS,
        made.start = 0;
    else if (b->facts.count && b->facts.items[b->facts.count - 1].where.first == of->where.first) {
        made.values = b->facts.items[b->facts.count - 1].values; /* of the same definition */
        made.value_count = b->facts.items[b->facts.count - 1].value_count;
    } else made.values = values_of(b, type, &made.value_count);
    return (!b->has_failed && LIST_ADD(b->in, &b->facts, made)) || kzi_sabre_fails(b);
}

/* ---- acts and rules ---- */
static bool fill_actors(sabre_builder *b, sabre_id consenting, ground_act *to) {
    to->first_actor = b->actors.count;
    for (uint32_t i = 0; consenting.n && i < kzi_sabre_at(b, consenting)->child_count; i++) {
        sabre_value who = {SORT_UNKNOWN, 0};
        kzi_sabre_constant(b, kzi_sabre_child(b->from, consenting, i), &who);
        bool is_new = true;
        for (uint32_t j = to->first_actor; j < b->actors.count; j++)
            is_new &= b->actors.items[j].n != (uint32_t)who.is;
        if (is_new && !LIST_ADD(b->in, &b->actors, (mind_id){(uint32_t)who.is}))
            return kzi_sabre_fails(b);
    }
    to->actor_count = b->actors.count - to->first_actor;
    to->is_by_fate = to->actor_count == 0 && !to->is_rule;
    return true;
}

static expression_id noticed_by(sabre_builder *b, const sabre_statement *s, uint32_t character,
                                bool is_rule) {
    if (is_rule) return NEVER_HOLDS;
    if (!s->observing.n) return ALWAYS_HOLDS;
    b->bound[s->observer_place] = (sabre_value){SORT_ENTITY, (value)character};
    return kzi_sabre_condition(b, s->observing, (sabre_asking){0});
}

static bool add_observers(sabre_builder *b, const sabre_statement *s, ground_act *to) {
    to->first_seen = b->seen.count;
    for (uint32_t i = 0; i < b->from->character_count; i++) {
        if (!LIST_ADD(b->in, &b->seen, noticed_by(b, s, i, to->is_rule))) return kzi_sabre_fails(b);
    }
    return true;
}

static bool fill_bindings(sabre_builder *b, const sabre_signature *of, ground_act *to) {
    to->first_binding = b->bindings.count;
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        const sabre_parameter *parameter = &b->from->parameters.items[of->first_parameter + i];
        binding made = {parameter->name.name, thing_of(b->bound[i])};
        if (!LIST_ADD(b->in, &b->bindings, made)) return kzi_sabre_fails(b);
    }
    to->binding_count = to->parameter_count = of->parameter_count;
    return true;
}

static bool fill_act(sabre_builder *b, const sabre_signature *of, uint32_t number) {
    const sabre_action *action = &b->from->actions.items[number];
    const sabre_statement *s = &b->from->statements.items[action->statement];
    ground_act made = {.name = of->name.name,
                       .is_rule = action->is_trigger,
                       .law = ALWAYS_HOLDS,
                       .takes = 1,
                       .declaration = number,
                       .where = of->where};
    made.condition = s->precondition.n ? kzi_sabre_condition(b, s->precondition, (sabre_asking){0})
                                       : ALWAYS_HOLDS;
    if (b->has_failed) return false;
    if (made.condition.n == NEVER_HOLDS.n) return true;
    if (b->acts.count + b->rules.count == KZI_SABRE_MOST_ACTS)
        return too_much(b, KZI_SABRE_MOST_ACTS, "actions");
    made.text = b->text = filled_text(b, of);
    made.first_effect = b->effects.count;
    made.first_implant = b->implants.count;
    if (!kzi_sabre_effects(b, s->effect, &made) || !fill_actors(b, s->consenting, &made) ||
        !fill_bindings(b, of, &made) || !add_observers(b, s, &made))
        return false;
    bool is_kept =
        made.is_rule ? LIST_ADD(b->in, &b->rules, made) : LIST_ADD(b->in, &b->acts, made);
    return (is_kept && !b->has_failed) || kzi_sabre_fails(b);
}

/* ---- all of it ---- */
static bool add_all_facts(sabre_builder *b) {
    for (uint32_t i = 0; i < b->from->properties.count; i++) {
        const sabre_signature *of = &b->from->properties.items[i].signature;
        b->where = of->where;
        if (!fill(b, of, i, fill_fact, 0)) return false;
    }
    b->made->packed_words = kzi_ground_pack(b->facts.items, b->facts.count);
    return !b->has_failed;
}

static bool add_all_acts(sabre_builder *b) {
    for (uint32_t i = 0; i < b->from->actions.count; i++) {
        const sabre_signature *of =
            &b->from->statements.items[b->from->actions.items[i].statement].signature;
        b->where = of->where;
        if (!fill(b, of, i, fill_act, 0)) return false;
    }
    return !b->has_failed;
}

static expression_id utility(sabre_builder *b, uint32_t statement) {
    if (statement == NOT_FOUND) return kzi_sabre_amount(b, 0);
    sabre_id what = b->from->statements.items[statement].what;
    b->where = kzi_sabre_at(b, what)->where;
    if (kzi_sabre_at(b, what)->type != SABRE_TYPE_BOOLEAN) return kzi_sabre_sum(b, what);
    return kzi_sabre_when(b, kzi_sabre_condition(b, what, (sabre_asking){0}),
                          kzi_sabre_amount(b, b->made->scale));
}

static bool add_minds(sabre_builder *b) {
    uint32_t count = b->from->character_count;
    ground_mind *minds = KZI_TAKE_MANY(b->in, ground_mind, count + 1);
    ground_want *wants = KZI_TAKE_MANY(b->in, ground_want, count + 1);
    if (!minds || !wants) return kzi_sabre_fails(b);
    for (uint32_t i = 0; i < count && !b->has_failed; i++) {
        expression_id worth = utility(b, b->from->utility_of[i]);
        bool has_want = b->from->utility_of[i] != NOT_FOUND;
        minds[i] = (ground_mind){.person = {i},
                                 .worth = worth,
                                 .first_want = b->made->want_count,
                                 .want_count = has_want};
        if (has_want)
            wants[b->made->want_count++] = (ground_want){{i}, ALWAYS_HOLDS, worth, b->where};
    }
    b->made->minds = minds;
    b->made->mind_count = count;
    b->made->wants = wants;
    b->made->author_worth = utility(b, b->from->author_utility);
    return !b->has_failed;
}

static bool add_things(sabre_builder *b) {
    ground_thing *things = KZI_TAKE_MANY(b->in, ground_thing, b->from->entities.count + 1);
    if (!things) return kzi_sabre_fails(b);
    for (uint32_t i = 0; i < b->from->entities.count; i++) {
        const sabre_entity *e = &b->from->entities.items[i];
        things[i] = (ground_thing){.name = e->name,
                                   .shown = kzi_symbol_text(b->from->names, e->name),
                                   .is_person = e->is_character,
                                   .stays_at = NO_THING,
                                   .where = e->where};
        things[i].pronoun = e->is_character ? PRONOUN_THEY : PRONOUN_IT;
        things[i].mind = e->is_character ? (mind_id){i} : NO_MIND;
    }
    b->made->things = things;
    b->made->thing_count = b->from->entities.count;
    return true;
}

static bool add_declared(sabre_builder *b) {
    declared *acts = KZI_TAKE_MANY(b->in, declared, b->from->actions.count + 1),
             *rules = KZI_TAKE_MANY(b->in, declared, b->from->actions.count + 1);
    uint32_t *place = KZI_TAKE_MANY(b->in, uint32_t, b->from->actions.count + 1);
    if (!acts || !rules || !place) return kzi_sabre_fails(b);
    for (uint32_t i = 0; i < b->from->actions.count; i++) {
        const sabre_action *action = &b->from->actions.items[i];
        const sabre_signature *of = &b->from->statements.items[action->statement].signature;
        place[i] =
            action->is_trigger ? b->made->declared_rule_count++ : b->made->declared_act_count++;
        *(action->is_trigger ? &rules[place[i]] : &acts[place[i]]) =
            (declared){.name = of->name.name, .where = of->where};
    }
    for (uint32_t i = 0; i < b->acts.count; i++)
        acts[b->acts.items[i].declaration = place[b->acts.items[i].declaration]].instance_count++;
    for (uint32_t i = 0; i < b->rules.count; i++)
        rules[b->rules.items[i].declaration = place[b->rules.items[i].declaration]]
            .instance_count++;
    b->made->declared_acts = acts;
    b->made->declared_rules = rules;
    return true;
}

#define HAND_OVER_LIST(name, count_name)                                                           \
    b->made->name = b->name.items, b->made->count_name = b->name.count

static void hand_over_lists(sabre_builder *b) {
    HAND_OVER_LIST(facts, fact_count);
    HAND_OVER_LIST(expressions, expression_count);
    HAND_OVER_LIST(children, child_count);
    HAND_OVER_LIST(acts, act_count);
    HAND_OVER_LIST(rules, rule_count);
    HAND_OVER_LIST(effects, effect_count);
    HAND_OVER_LIST(implants, implant_count);
    HAND_OVER_LIST(seen, seen_count);
    HAND_OVER_LIST(actors, actor_count);
    HAND_OVER_LIST(via, via_count);
    HAND_OVER_LIST(bindings, binding_count);
    HAND_OVER_LIST(beliefs, belief_count);
}

static bool begin(sabre_builder *b, arena *in, const problem *from, notes *said) {
    *b = (sabre_builder){.in = in,
                         .from = from,
                         .said = said,
                         .made = KZI_TAKE(in, grounded),
                         .fact_rows = {.in = in}};
    b->bound = KZI_TAKE_MANY(in, sabre_value, from->most_places + MOST_SABRE_ARGUMENTS);
    b->members = KZI_TAKE_MANY(in, uint32_t *, from->types.count);
    b->member_count = KZI_TAKE_MANY(in, uint32_t, from->types.count);
    if (!b->made || !b->bound || !b->members || !b->member_count) return kzi_sabre_fails(b);
    *b->made = (grounded){.in = in,
                          .names = from->names,
                          .scale = 1,
                          .is_peers = true,
                          .is_problem = true,
                          .has_author = true,
                          .limits = {NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT, NO_LIMIT}};
    for (uint32_t i = 0; i < from->decimals; i++) b->made->scale *= 10;
    return kzi_sabre_begin_expressions(b);
}

const grounded *kzi_sabre_ground(arena *in, const problem *from, notes *said) {
    sabre_builder *b = KZI_TAKE(in, sabre_builder);
    if (!b || !begin(b, in, from, said)) return NULL;
    if (!add_things(b) || !add_all_facts(b) || !add_all_acts(b) || !kzi_sabre_start(b) ||
        !add_minds(b) || !add_declared(b))
        return NULL;
    hand_over_lists(b);
    if (!kzi_ground_narrow(b->made, b->facts.items, in)) return NULL;
    return b->made;
}
