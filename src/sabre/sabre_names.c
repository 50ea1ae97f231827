/* SPDX-License-Identifier: MIT
 *
 * sabre_names: types, entities, properties and actions by name: what exists, and what a mention
 * means.
 *
 * In     statements as they were read
 * Out    the problem's lists; a name becomes an entity or a variable, a property the first
 *        definition that takes its arguments
 *
 * Statements are taken by kind, not by place, so that everything may be spoken of before it is
 * defined.
 */
#include "sabre_checker.h"

#include <string.h>

#define MOST_GUESSED 2000u /* names compared with a mistyped one */

const char *kzi_sabre_text(const sabre_checker *c, symbol name) {
    const char *text = kzi_symbol_text(c->of->names, name);
    return text ? text : "";
}

const char *kzi_sabre_type_text(const sabre_checker *c, uint32_t type) {
    if (type == SABRE_TYPE_UNKNOWN_VALUE || type >= c->of->types.count) return "?";
    return kzi_sabre_text(c, c->of->types.items[type].name);
}

static bool has_bit(const uint64_t *bits, uint32_t i) {
    return bits[i / 64] >> i % 64 & 1;
}

static void set_bit(uint64_t *bits, uint32_t i) {
    bits[i / 64] |= 1ull << i % 64;
}

bool kzi_sabre_is_below(const problem *of, uint32_t type, uint32_t above) {
    return type < of->types.count && above < of->types.count &&
           has_bit(of->types.items[type].above, above);
}

bool kzi_sabre_is_of_type(const problem *of, uint32_t entity, uint32_t type) {
    return type < of->types.count && has_bit(of->entities.items[entity].types, type);
}

static void ran_out(sabre_checker *c) {
    c->ran_out = true;
}

static void too_many(sabre_checker *c, span where, const char *what, uint32_t most) {
    kzi_note(c->said, K_SABRE_TOO_MANY, where, most, what);
    ran_out(c);
}

/* ---- types ---- */
static uint32_t add_type(sabre_checker *c, symbol name, span where) {
    problem *of = c->of;
    if (of->types.count == KZI_SABRE_MOST_TYPES)
        return too_many(c, where, "types", KZI_SABRE_MOST_TYPES), SABRE_TYPE_ENTITY;
    sabre_type made = {
        .name = name, .where = where, .above = KZI_TAKE_MANY(c->in, uint64_t, of->type_words)};
    if (!made.above || !LIST_ADD(c->in, &of->types, made)) return ran_out(c), SABRE_TYPE_ENTITY;
    uint32_t type = of->types.count - 1;
    set_bit(made.above, type);
    if (type > SABRE_TYPE_ENTITY) set_bit(made.above, SABRE_TYPE_ENTITY);
    return c->type_of[name.n] = type;
}

static uint32_t type_or_new(sabre_checker *c, sabre_mention named) {
    uint32_t known = c->type_of[named.name.n];
    return known != NOT_FOUND ? known : add_type(c, named.name, named.where);
}

static void put_above(sabre_checker *c, uint32_t type, uint32_t parent) {
    problem *of = c->of;
    if (has_bit(of->types.items[type].above, parent)) return;
    for (uint32_t i = 0; i < of->types.count; i++) {
        if (!has_bit(of->types.items[i].above, type)) continue;
        for (uint32_t word = 0; word < of->type_words; word++)
            of->types.items[i].above[word] |= of->types.items[parent].above[word];
    }
}

static void extend(sabre_checker *c, uint32_t type, const sabre_mention *parent_named) {
    uint32_t parent = type_or_new(c, *parent_named);
    uint32_t fixed = type == SABRE_TYPE_BOOLEAN || type == SABRE_TYPE_NUMBER       ? type
                     : parent == SABRE_TYPE_BOOLEAN || parent == SABRE_TYPE_NUMBER ? parent
                                                                                   : NOT_FOUND;
    if (fixed != NOT_FOUND) {
        kzi_note(c->said, K_SABRE_FIXED_TYPE, parent_named->where, kzi_sabre_type_text(c, fixed));
    } else if (kzi_sabre_is_below(c->of, parent, type)) {
        note *said = kzi_note(c->said, K_SABRE_TYPE_CIRCLE, parent_named->where,
                              kzi_sabre_type_text(c, type), kzi_sabre_type_text(c, parent));
        span where = c->of->types.items[parent].where;
        if (parent > SABRE_TYPE_CHARACTER && parent != type)
            kzi_note_other(c->said, said, where, "`%s` is named here",
                           kzi_sabre_type_text(c, parent));
        kzi_note_try(c->said, said, "leave `%s` out here", kzi_sabre_type_text(c, parent));
    } else {
        put_above(c, type, parent);
    }
}

static bool take_types(sabre_checker *c) {
    static const char *const fixed[] = {"boolean", "number", "entity", "character"};
    for (uint32_t i = 0; i < 4; i++)
        add_type(c, kzi_symbol(c->of->names, fixed[i], strlen(fixed[i])),
                 (span){c->of->source, 0, 0});
    for (uint32_t i = 0; i < c->of->statements.count && !c->ran_out; i++) {
        const sabre_statement *s = &c->of->statements.items[i];
        if (s->kind != STATEMENT_TYPE) continue;
        uint32_t type = type_or_new(c, s->name);
        for (uint32_t m = 0; m < s->mention_count && !c->ran_out; m++)
            extend(c, type, &c->of->mentions.items[s->first_mention + m]);
    }
    return !c->ran_out;
}

static const char *guess(sabre_checker *c, const char *written, const uint32_t *by_symbol) {
    const char **known = KZI_TAKE_MANY(c->in, const char *, MOST_GUESSED);
    uint32_t count = 0;
    for (uint32_t i = 1; known && i < c->symbol_count && count < MOST_GUESSED; i++) {
        if (by_symbol[i] != NOT_FOUND) known[count++] = kzi_sabre_text(c, (symbol){i});
    }
    return known ? kzi_did_you_mean(written, known, count) : NULL;
}

static void try_guess(sabre_checker *c, note *said, symbol name, const uint32_t *by_symbol) {
    const char *likely = guess(c, kzi_sabre_text(c, name), by_symbol);
    if (likely) kzi_note_try(c->said, said, "did you mean `%s`?", likely);
}

uint32_t kzi_sabre_type_named(sabre_checker *c, symbol name, span where) {
    uint32_t found = c->type_of[name.n];
    if (found != NOT_FOUND) return found;
    note *said = kzi_note(c->said, K_SABRE_UNKNOWN_TYPE, where, kzi_sabre_text(c, name));
    try_guess(c, said, name, c->type_of);
    return NO_TYPE;
}

/* ---- entities: in order of definition, then the characters in front ---- */
static uint32_t entity_or_new(sabre_checker *c, sabre_mention named) {
    problem *of = c->of;
    uint32_t known = c->entity_of[named.name.n];
    if (known != NOT_FOUND) return known;
    if (of->entities.count == KZI_SABRE_MOST_ENTITIES)
        return too_many(c, named.where, "entities", KZI_SABRE_MOST_ENTITIES), NOT_FOUND;
    sabre_entity made = {.name = named.name,
                         .where = named.where,
                         .types = KZI_TAKE_MANY(c->in, uint64_t, of->type_words)};
    if (!made.types || !LIST_ADD(c->in, &of->entities, made)) return ran_out(c), NOT_FOUND;
    return c->entity_of[named.name.n] = of->entities.count - 1;
}

static void give_type(sabre_checker *c, uint32_t entity, const sabre_mention *named) {
    uint32_t type = type_or_new(c, *named);
    if (type == SABRE_TYPE_BOOLEAN || type == SABRE_TYPE_NUMBER) {
        kzi_note(c->said, K_SABRE_ENTITY_TYPE, named->where,
                 kzi_sabre_text(c, c->of->entities.items[entity].name),
                 kzi_sabre_type_text(c, type));
        return;
    }
    for (uint32_t word = 0; word < c->of->type_words; word++)
        c->of->entities.items[entity].types[word] |= c->of->types.items[type].above[word];
}

static bool put_characters_first(sabre_checker *c) {
    problem *of = c->of;
    sabre_entity *sorted = KZI_TAKE_MANY(c->in, sabre_entity, of->entities.count);
    if (!sorted) return false;
    uint32_t count = 0;
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < of->entities.count; i++) {
            sabre_entity e = of->entities.items[i];
            e.is_character = has_bit(e.types, SABRE_TYPE_CHARACTER);
            if (e.is_character != (round == 0)) continue;
            c->entity_of[e.name.n] = count;
            sorted[count++] = e;
        }
        if (round == 0) of->character_count = count;
    }
    of->entities.items = sorted;
    of->entities.room = of->entities.count;
    return true;
}

static bool take_entities(sabre_checker *c) {
    for (uint32_t i = 0; i < c->of->statements.count && !c->ran_out; i++) {
        const sabre_statement *s = &c->of->statements.items[i];
        if (s->kind != STATEMENT_ENTITY) continue;
        uint32_t entity = entity_or_new(c, s->name);
        for (uint32_t m = 0; m < s->mention_count && !c->ran_out; m++)
            give_type(c, entity, &c->of->mentions.items[s->first_mention + m]);
    }
    return !c->ran_out && put_characters_first(c);
}

/* ---- names in expressions ---- */
bool kzi_sabre_see(sabre_checker *c, symbol name, uint32_t type) {
    if (!LIST_ADD(c->in, &c->seen, (sabre_seen){name, type})) return ran_out(c), false;
    if (c->seen.count > c->of->most_places) c->of->most_places = c->seen.count;
    return true;
}

void kzi_sabre_resolve(sabre_checker *c, sabre_id id) {
    sabre_node *node = kzi_sabre_node(c->of, id);
    if (node->kind != SABRE_NAME) return;
    for (uint32_t i = c->seen.count; i > 0; i--) {
        if (!kzi_is_same_symbol(c->seen.items[i - 1].name, node->name)) continue;
        node->kind = SABRE_VARIABLE;
        node->number = i - 1;
        node->type = c->seen.items[i - 1].type;
        return;
    }
    uint32_t entity = c->entity_of[node->name.n];
    if (entity != NOT_FOUND) {
        node->kind = SABRE_ENTITY;
        node->number = entity;
        node->type =
            c->of->entities.items[entity].is_character ? SABRE_TYPE_CHARACTER : SABRE_TYPE_ENTITY;
        return;
    }
    note *said =
        kzi_note(c->said, K_SABRE_UNKNOWN_NAME, node->where, kzi_sabre_text(c, node->name));
    try_guess(c, said, node->name, c->entity_of);
}

static bool is_same_constant(const sabre_node *one, const sabre_node *other) {
    if (one->kind != other->kind) return false;
    return one->kind == SABRE_NUMBER ? one->digits == other->digits && one->number == other->number
                                     : one->number == other->number;
}

static bool takes_constant(const sabre_checker *c, uint32_t type, const sabre_node *constant) {
    if (constant->kind == SABRE_ENTITY) return kzi_sabre_is_of_type(c->of, constant->number, type);
    return constant->kind == SABRE_TRUTH && type == SABRE_TYPE_BOOLEAN;
}

/* An argument whose name failed to resolve fits everywhere, so that one slip yields one note. */
static bool takes_argument(const sabre_checker *c, const sabre_parameter *parameter,
                           sabre_id argument) {
    const sabre_node *node = kzi_sabre_node(c->of, argument);
    bool is_quiet =
        node->kind == SABRE_NAME || (node->kind == SABRE_VARIABLE && node->type == NO_TYPE);
    if (is_quiet) return true;
    if (parameter->constant.n)
        return is_same_constant(kzi_sabre_node(c->of, parameter->constant), node);
    if (parameter->type == NO_TYPE) return true;
    return node->kind == SABRE_VARIABLE ? kzi_sabre_is_below(c->of, node->type, parameter->type)
                                        : takes_constant(c, parameter->type, node);
}

static bool takes_arguments(const sabre_checker *c, const sabre_signature *of,
                            const sabre_node *mention) {
    if (of->parameter_count != mention->child_count) return false;
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        if (!takes_argument(c, &c->of->parameters.items[of->first_parameter + i],
                            c->of->children.items[mention->first_child + i]))
            return false;
    }
    return true;
}

static void say_unknown_property(sabre_checker *c, const sabre_node *node) {
    bool is_believes = strcmp(kzi_sabre_text(c, node->name), "believes") == 0;
    if (is_believes) {
        note *said = kzi_note(c->said, K_SABRE_BELIEVES_VALUE, node->where);
        kzi_note_try(
            c->said, said,
            "write what is believed as a property or a comparison: `believes(c, p(x) == v)`");
        return;
    }
    uint32_t same = c->property_of[node->name.n];
    note *said =
        kzi_note(c->said, same == NOT_FOUND ? K_SABRE_UNKNOWN_PROPERTY : K_SABRE_NO_SUCH_ARGUMENTS,
                 node->where, kzi_sabre_text(c, node->name));
    if (same == NOT_FOUND) try_guess(c, said, node->name, c->property_of);
    else
        kzi_note_other(c->said, said, c->of->properties.items[same].signature.where,
                       "`%s` is defined here", kzi_sabre_text(c, node->name));
}

void kzi_sabre_resolve_property(sabre_checker *c, sabre_id id) {
    sabre_node *node = kzi_sabre_node(c->of, id);
    for (uint32_t i = 0; i < node->child_count; i++) {
        sabre_id argument = kzi_sabre_child(c->of, id, i);
        if (kzi_sabre_node(c->of, argument)->kind != SABRE_UNKNOWN) {
            kzi_sabre_resolve(c, argument);
            continue;
        }
        kzi_note(c->said, K_SABRE_UNKNOWN_ARGUMENT, kzi_sabre_node(c->of, argument)->where);
        return;
    }
    for (uint32_t p = c->property_of[node->name.n]; p != NOT_FOUND; p = c->next_property.items[p]) {
        if (!takes_arguments(c, &c->of->properties.items[p].signature, node)) continue;
        node->number = p;
        node->type = c->of->properties.items[p].type;
        return;
    }
    node->number = NOT_FOUND;
    say_unknown_property(c, node);
}

/* ---- definitions ---- */
static void check_parameter(sabre_checker *c, sabre_parameter *of) {
    if (of->constant.n) {
        sabre_node *node = kzi_sabre_node(c->of, of->constant);
        if (node->kind == SABRE_UNKNOWN) kzi_note(c->said, K_SABRE_UNKNOWN_ARGUMENT, node->where);
        uint32_t hidden = c->seen.count;
        c->seen.count = 0;
        kzi_sabre_resolve(c, of->constant);
        c->seen.count = hidden;
        kzi_sabre_see(c, NO_SYMBOL, NO_TYPE); /* keeps the places of those behind it */
        return;
    }
    of->type = kzi_sabre_type_named(c, of->type_name.name, of->type_name.where);
    if (of->type == SABRE_TYPE_NUMBER) {
        kzi_note(c->said, K_SABRE_NUMBER_VARIABLE, of->type_name.where,
                 kzi_sabre_text(c, of->name.name));
        of->type = NO_TYPE;
    }
    kzi_sabre_see(c, of->name.name, of->type);
}

static void check_signature(sabre_checker *c, const sabre_signature *of) {
    c->seen.count = 0;
    if (of->parameter_count > KZI_SABRE_MOST_PARAMETERS) {
        too_many(c, of->where, "parameters", KZI_SABRE_MOST_PARAMETERS);
        return;
    }
    for (uint32_t i = 0; i < of->parameter_count; i++)
        check_parameter(c, &c->of->parameters.items[of->first_parameter + i]);
}

static bool may_be_same(const sabre_checker *c, const sabre_parameter *one,
                        const sabre_parameter *other) {
    const sabre_node *left = kzi_sabre_node(c->of, one->constant),
                     *right = kzi_sabre_node(c->of, other->constant);
    if (one->constant.n && other->constant.n) return is_same_constant(left, right);
    if (one->constant.n) return takes_constant(c, other->type, left);
    if (other->constant.n) return takes_constant(c, one->type, right);
    return kzi_sabre_is_below(c->of, one->type, other->type) ||
           kzi_sabre_is_below(c->of, other->type, one->type);
}

/* Overlaps of variables alone go unnoticed: the first definition wins, as in the peer. */
static bool is_ambiguous(const sabre_checker *c, const sabre_signature *one,
                         const sabre_signature *other) {
    bool has_constant = false;
    if (one->parameter_count != other->parameter_count) return false;
    for (uint32_t i = 0; i < one->parameter_count; i++) {
        const sabre_parameter *left = &c->of->parameters.items[one->first_parameter + i],
                              *right = &c->of->parameters.items[other->first_parameter + i];
        if (!may_be_same(c, left, right)) return false;
        has_constant |= left->constant.n != 0 || right->constant.n != 0;
    }
    return has_constant || one->parameter_count == 0;
}

static void say_ambiguous(sabre_checker *c, const sabre_signature *made,
                          const sabre_signature *earlier) {
    note *said =
        kzi_note(c->said, K_SABRE_AMBIGUOUS, made->where, kzi_sabre_text(c, made->name.name));
    kzi_note_other(c->said, said, earlier->where, "this definition takes the same");
}

static bool say_overloads(sabre_checker *c, uint32_t count, const sabre_signature *of) {
    if (count >= KZI_SABRE_MOST_OVERLOADS)
        too_many(c, of->where, "definitions of one name", KZI_SABRE_MOST_OVERLOADS);
    return count < KZI_SABRE_MOST_OVERLOADS;
}

static const sabre_signature *signature_of(const sabre_checker *c, bool is_property,
                                           uint32_t number) {
    if (is_property) return &c->of->properties.items[number].signature;
    return &c->of->statements.items[c->of->actions.items[number].statement].signature;
}

/* Puts a definition behind those of its name. */
static bool chain(sabre_checker *c, bool is_property, const sabre_signature *of, uint32_t number) {
    uint32_t *heads = is_property ? c->property_of : c->action_of;
    uint32_t *next = is_property ? c->next_property.items : c->next_action.items;
    uint32_t *at = &heads[of->name.name.n], count = 0;
    bool is_said = false;
    for (; *at != NOT_FOUND; at = &next[*at], count++) {
        if (is_said || !is_ambiguous(c, of, signature_of(c, is_property, *at))) continue;
        say_ambiguous(c, of, signature_of(c, is_property, *at));
        is_said = true;
    }
    *at = number;
    return say_overloads(c, count, of);
}

static bool take_property(sabre_checker *c, const sabre_statement *s) {
    check_signature(c, &s->signature);
    uint32_t type = kzi_sabre_type_named(c, s->name.name, s->name.where);
    if (!LIST_ADD(c->in, &c->of->properties, (sabre_property){s->signature, type}) ||
        !LIST_ADD(c->in, &c->next_property, NOT_FOUND))
        return false;
    return chain(c, true, &s->signature, c->of->properties.count - 1);
}

/* ---- actions and triggers ---- */
static bool take_action(sabre_checker *c, uint32_t number) {
    const sabre_statement *s = &c->of->statements.items[number];
    check_signature(c, &s->signature);
    sabre_action made = {.statement = number, .is_trigger = s->kind == STATEMENT_TRIGGER};
    if (!LIST_ADD(c->in, &c->of->actions, made) || !LIST_ADD(c->in, &c->next_action, NOT_FOUND))
        return false;
    return chain(c, false, &s->signature, c->of->actions.count - 1);
}

static void check_observing(sabre_checker *c, sabre_statement *s) {
    uint32_t type = kzi_sabre_type_named(c, s->observer_type.name, s->observer_type.where);
    if (type != NO_TYPE && !kzi_sabre_is_below(c->of, SABRE_TYPE_CHARACTER, type)) {
        kzi_note(c->said, K_SABRE_OBSERVER_TYPE, s->observer_type.where,
                 kzi_sabre_text(c, s->observer.name), kzi_sabre_type_text(c, type));
    }
    s->observer_place = c->seen.count;
    s->observer_type_number = type;
    if (kzi_sabre_see(c, s->observer.name, type))
        kzi_sabre_check_condition(c, s->observing), c->seen.count--;
}

static void see_parameters(sabre_checker *c, const sabre_signature *of) {
    c->seen.count = 0;
    for (uint32_t i = 0; i < of->parameter_count; i++) {
        const sabre_parameter *parameter = &c->of->parameters.items[of->first_parameter + i];
        kzi_sabre_see(c, parameter->constant.n ? NO_SYMBOL : parameter->name.name, parameter->type);
    }
}

static void check_action(sabre_checker *c, const sabre_action *of) {
    sabre_statement *s = &c->of->statements.items[of->statement];
    see_parameters(c, &s->signature);
    if (s->precondition.n) kzi_sabre_check_condition(c, s->precondition);
    if (s->effect.n) kzi_sabre_check_effect(c, s->effect, false);
    for (uint32_t i = 0; s->consenting.n && i < kzi_sabre_node(c->of, s->consenting)->child_count;
         i++) {
        kzi_sabre_check_character(c, kzi_sabre_child(c->of, s->consenting, i));
    }
    if (s->observing.n) check_observing(c, s);
    c->seen.count = 0;
}

/* ---- all of it, kind by kind ---- */
static bool take_definitions(sabre_checker *c) {
    for (uint32_t i = 0; i < c->of->statements.count && !c->ran_out; i++) {
        if (c->of->statements.items[i].kind == STATEMENT_PROPERTY &&
            !take_property(c, &c->of->statements.items[i]))
            return false;
    }
    for (uint32_t i = 0; i < c->of->statements.count && !c->ran_out; i++) {
        statement_kind kind = c->of->statements.items[i].kind;
        if ((kind == STATEMENT_ACTION || kind == STATEMENT_TRIGGER) && !take_action(c, i))
            return false;
    }
    return !c->ran_out;
}

static bool take_start_statements(sabre_checker *c) {
    c->seen.count = 0;
    for (uint32_t i = 0; i < c->of->statements.count; i++) {
        if (c->of->statements.items[i].kind != STATEMENT_START) continue;
        kzi_sabre_check_effect(c, c->of->statements.items[i].what, false);
        if (!LIST_ADD(c->in, &c->of->starts, i)) return false;
    }
    return true;
}

static void take_utility(sabre_checker *c, uint32_t number) {
    const sabre_statement *s = &c->of->statements.items[number];
    kzi_sabre_check_utility(c, s->what);
    if (s->name.name.n == 0) {
        c->of->author_utility = number;
        return;
    }
    uint32_t who = c->entity_of[s->name.name.n];
    if (who == NOT_FOUND) {
        note *said =
            kzi_note(c->said, K_SABRE_UNKNOWN_NAME, s->name.where, kzi_sabre_text(c, s->name.name));
        try_guess(c, said, s->name.name, c->entity_of);
    } else if (!c->of->entities.items[who].is_character) {
        kzi_note(c->said, K_SABRE_NOT_A_CHARACTER, s->name.where, kzi_sabre_text(c, s->name.name));
    } else {
        c->of->utility_of[who] = number;
    }
}

static bool take_utilities(sabre_checker *c) {
    c->of->utility_of = KZI_TAKE_MANY(c->in, uint32_t, c->of->character_count);
    if (!c->of->utility_of) return false;
    for (uint32_t i = 0; i < c->of->character_count; i++) c->of->utility_of[i] = NOT_FOUND;
    for (uint32_t i = 0; i < c->of->statements.count; i++) {
        if (c->of->statements.items[i].kind == STATEMENT_UTILITY) take_utility(c, i);
    }
    return true;
}

bool kzi_sabre_names(sabre_checker *c) {
    c->of->type_words = KZI_SABRE_MOST_TYPES / 64;
    if (!take_types(c) || !take_entities(c) || !take_definitions(c)) return false;
    for (uint32_t i = 0; i < c->of->actions.count && !c->ran_out; i++)
        check_action(c, &c->of->actions.items[i]);
    return !c->ran_out && take_start_statements(c) && take_utilities(c);
}
