/* SPDX-License-Identifier: MIT
 *
 * sabre_types: does each expression say what can be said in its place: a value, a condition, an
 * effect, a utility.
 *
 * In     nodes whose names are looked up on the way
 * Out    each node's type; notes. What failed to resolve has no type, fits everywhere, and stays
 *        quiet
 */
#include "sabre_checker.h"

static sabre_node *checked(sabre_checker *c, sabre_id id) {
    return kzi_sabre_node(c->of, id);
}

static const char *written(sabre_checker *c, sabre_id id) {
    span where = checked(c, id)->where;
    const source *from = &c->said->about->list.items[where.source];
    uint32_t length = where.end - where.first;
    bool is_short = length <= 60;
    writer to = kzi_writer(c->in);
    for (uint32_t i = where.first; i < where.first + (is_short ? length : 57); i++) {
        bool is_blank = (unsigned char)from->text[i] <= ' ';
        if (!is_blank) kzi_write_char(&to, from->text[i]);
        else if (i > where.first && (unsigned char)from->text[i - 1] > ' ')
            kzi_write_char(&to, ' ');
    }
    if (!is_short) kzi_write(&to, "…");
    return kzi_written(&to);
}

static bool see_bound(sabre_checker *c, sabre_id id) {
    sabre_node *node = checked(c, id);
    node->bound_type = kzi_sabre_type_named(c, node->type_name, node->type_where);
    if (node->bound_type == SABRE_TYPE_NUMBER) {
        kzi_note(c->said, K_SABRE_NUMBER_VARIABLE, node->type_where, kzi_sabre_text(c, node->name));
        node->bound_type = NO_TYPE;
    }
    node->number = c->seen.count;
    return kzi_sabre_see(c, node->name, node->bound_type);
}

void kzi_sabre_check_condition(sabre_checker *c, sabre_id id) {
    uint32_t type = kzi_sabre_check_value(c, id);
    if (type != SABRE_TYPE_BOOLEAN && type != NO_TYPE)
        kzi_note(c->said, K_SABRE_NOT_BOOLEAN, checked(c, id)->where, written(c, id));
}

static void check_number(sabre_checker *c, sabre_id id) {
    uint32_t type = kzi_sabre_check_value(c, id);
    if (type != SABRE_TYPE_NUMBER && type != SABRE_TYPE_UNKNOWN_VALUE && type != NO_TYPE)
        kzi_note(c->said, K_SABRE_NOT_NUMBER, checked(c, id)->where, written(c, id));
}

bool kzi_sabre_check_character(sabre_checker *c, sabre_id who) {
    kzi_sabre_resolve(c, who);
    const sabre_node *node = checked(c, who);
    if (node->kind == SABRE_NAME || node->type == NO_TYPE ||
        kzi_sabre_is_below(c->of, node->type, SABRE_TYPE_CHARACTER))
        return true;
    kzi_note(c->said, K_SABRE_NOT_A_CHARACTER, node->where, written(c, who));
    return false;
}

/* ---- values ---- */
static uint32_t common_type(const sabre_checker *c, uint32_t one, uint32_t other) {
    if (one == other || other == SABRE_TYPE_UNKNOWN_VALUE || one == NO_TYPE) return one;
    if (one == SABRE_TYPE_UNKNOWN_VALUE || other == NO_TYPE) return other;
    if (kzi_sabre_is_below(c->of, one, other)) return other;
    if (kzi_sabre_is_below(c->of, other, one)) return one;
    return SABRE_TYPE_ENTITY;
}

static bool is_plain(uint32_t type) {
    return type == SABRE_TYPE_BOOLEAN || type == SABRE_TYPE_NUMBER;
}

static uint32_t check_if(sabre_checker *c, sabre_id id) {
    uint32_t count = checked(c, id)->child_count, type = SABRE_TYPE_UNKNOWN_VALUE;
    for (uint32_t i = 0; i < count; i++) {
        sabre_id child = kzi_sabre_child(c->of, id, i);
        bool is_condition = i % 2 == 0 && i + 1 < count;
        if (is_condition) {
            kzi_sabre_check_condition(c, child);
            continue;
        }
        uint32_t found = kzi_sabre_check_value(c, child);
        bool is_mixed = found < c->of->types.count && type < c->of->types.count && found != type &&
                        (is_plain(found) || is_plain(type));
        if (is_mixed)
            kzi_note(c->said, K_SABRE_MIXED_BRANCHES, checked(c, child)->where,
                     kzi_sabre_type_text(c, type), kzi_sabre_type_text(c, found));
        type = is_mixed ? NO_TYPE : common_type(c, type, found);
    }
    if (count % 2 == 0 && type != SABRE_TYPE_BOOLEAN && type != NO_TYPE) {
        note *said = kzi_note(c->said, K_SABRE_NO_ELSE, checked(c, id)->where);
        kzi_note_try(c->said, said, "write `else` and the value it then has");
        return NO_TYPE;
    }
    return type;
}

static uint32_t check_quantified(sabre_checker *c, sabre_id id) {
    sabre_kind kind = checked(c, id)->kind;
    bool is_sum = kind == SABRE_SUM || kind == SABRE_PRODUCT;
    if (!see_bound(c, id)) return NO_TYPE;
    if (is_sum) check_number(c, kzi_sabre_child(c->of, id, 0));
    else kzi_sabre_check_condition(c, kzi_sabre_child(c->of, id, 0));
    c->seen.count--;
    return is_sum ? SABRE_TYPE_NUMBER : SABRE_TYPE_BOOLEAN;
}

static bool is_zero(sabre_checker *c, sabre_id id) {
    return checked(c, id)->kind == SABRE_NUMBER && checked(c, id)->digits == 0;
}

static uint32_t check_arithmetic(sabre_checker *c, sabre_id id) {
    sabre_kind kind = checked(c, id)->kind;
    for (uint32_t i = 0; i < checked(c, id)->child_count; i++) {
        sabre_id child = kzi_sabre_child(c->of, id, i);
        check_number(c, child);
        if (kind == SABRE_DIVIDE && i > 0 && is_zero(c, child))
            kzi_note(c->said, K_SABRE_DIVIDED_BY_ZERO, checked(c, child)->where);
    }
    return SABRE_TYPE_NUMBER;
}

static uint32_t check_all(sabre_checker *c, sabre_id id, bool are_conditions) {
    for (uint32_t i = 0; i < checked(c, id)->child_count; i++) {
        if (are_conditions) kzi_sabre_check_condition(c, kzi_sabre_child(c->of, id, i));
        else kzi_sabre_check_value(c, kzi_sabre_child(c->of, id, i));
    }
    return SABRE_TYPE_BOOLEAN;
}

static uint32_t check_believes(sabre_checker *c, sabre_id id) {
    kzi_sabre_check_character(c, kzi_sabre_child(c->of, id, 0));
    return kzi_sabre_check_value(c, kzi_sabre_child(c->of, id, 1));
}

static uint32_t say_assigned(sabre_checker *c, sabre_id id) {
    note *said = kzi_note(c->said, K_SABRE_ASSIGNED, checked(c, id)->where, written(c, id));
    kzi_note_try(c->said, said, "to compare write `==`");
    return NO_TYPE;
}

static uint32_t type_of_value(sabre_checker *c, sabre_id id) {
    switch (checked(c, id)->kind) {
    case SABRE_UNKNOWN: return SABRE_TYPE_UNKNOWN_VALUE;
    case SABRE_TRUTH: return SABRE_TYPE_BOOLEAN;
    case SABRE_NUMBER: return SABRE_TYPE_NUMBER;
    case SABRE_NAME:
    case SABRE_ENTITY:
    case SABRE_VARIABLE: kzi_sabre_resolve(c, id); return checked(c, id)->type;
    case SABRE_PROPERTY: kzi_sabre_resolve_property(c, id); return checked(c, id)->type;
    case SABRE_BELIEVES: return check_believes(c, id);
    case SABRE_AND:
    case SABRE_OR:
    case SABRE_NOT: return check_all(c, id, true);
    case SABRE_IF: return check_if(c, id);
    case SABRE_FORALL:
    case SABRE_EXISTS:
    case SABRE_SUM:
    case SABRE_PRODUCT: return check_quantified(c, id);
    case SABRE_ASSIGN: return say_assigned(c, id);
    case SABRE_TYPE_TEST:
        kzi_sabre_check_value(c, kzi_sabre_child(c->of, id, 0));
        checked(c, id)->bound_type =
            kzi_sabre_type_named(c, checked(c, id)->type_name, checked(c, id)->type_where);
        return SABRE_TYPE_BOOLEAN;
    case SABRE_TIMES:
    case SABRE_DIVIDE:
    case SABRE_PLUS:
    case SABRE_MINUS: return check_arithmetic(c, id);
    default: return check_all(c, id, false); /* comparisons, which ask for no type */
    }
}

uint32_t kzi_sabre_check_value(sabre_checker *c, sabre_id id) {
    uint32_t type = type_of_value(c, id);
    return checked(c, id)->type = type;
}

void kzi_sabre_check_utility(sabre_checker *c, sabre_id id) {
    uint32_t type = kzi_sabre_check_value(c, id);
    if (type < c->of->types.count && !is_plain(type))
        kzi_note(c->said, K_SABRE_UTILITY_TYPE, checked(c, id)->where, written(c, id));
}

/* ---- effects ---- */
static bool can_hold(sabre_checker *c, uint32_t property_type, sabre_id id) {
    const sabre_node *value = checked(c, id);
    if (value->type == NO_TYPE || property_type == NO_TYPE) return true;
    if (value->kind == SABRE_ENTITY)
        return kzi_sabre_is_of_type(c->of, value->number, property_type);
    if (value->kind == SABRE_BELIEVES)
        return can_hold(c, property_type, kzi_sabre_child(c->of, id, 1));
    if (value->kind == SABRE_IF) {
        for (uint32_t i = 1; i < value->child_count; i += 2) {
            if (!can_hold(c, property_type, kzi_sabre_child(c->of, id, i))) return false;
        }
        return value->child_count % 2 == 0 ||
               can_hold(c, property_type, kzi_sabre_child(c->of, id, value->child_count - 1));
    }
    if (value->type == SABRE_TYPE_UNKNOWN_VALUE) return property_type != SABRE_TYPE_BOOLEAN;
    return kzi_sabre_is_below(c->of, value->type, property_type);
}

static void say_no_effect(sabre_checker *c, sabre_id id, const char *why) {
    note *said = kzi_note(c->said, K_SABRE_NO_EFFECT, checked(c, id)->where, written(c, id));
    kzi_note_label(c->said, said, "%s", why);
}

static void check_set(sabre_checker *c, sabre_id id, bool is_negated) {
    sabre_id left = kzi_sabre_child(c->of, id, 0), right = kzi_sabre_child(c->of, id, 1);
    bool says_is_not = checked(c, id)->kind == SABRE_IS_NOT;
    if (!checked(c, left)->is_property) {
        say_no_effect(c, id, "no property stands on the left");
        return;
    }
    uint32_t type = kzi_sabre_check_value(c, left);
    kzi_sabre_check_value(c, right);
    if (is_negated != says_is_not && type != SABRE_TYPE_BOOLEAN && type != NO_TYPE)
        say_no_effect(c, id, "this leaves open what it becomes");
    else if (!can_hold(c, type, right)) {
        note *said = kzi_note(c->said, K_SABRE_CANNOT_HOLD, checked(c, right)->where,
                              written(c, left), written(c, right));
        kzi_note_label(c->said, said, "`%s` is of type %s", written(c, left),
                       kzi_sabre_type_text(c, type));
    }
}

static bool is_truth(sabre_checker *c, sabre_id id, bool truth) {
    return checked(c, id)->kind == SABRE_TRUTH && (checked(c, id)->number != 0) == truth;
}

static void check_alternatives(sabre_checker *c, sabre_id id, bool is_negated) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < checked(c, id)->child_count; i++) {
        sabre_id child = kzi_sabre_child(c->of, id, i);
        open += !is_truth(c, child, is_negated);
        kzi_sabre_check_effect(c, child, is_negated);
    }
    if (open > 1) say_no_effect(c, id, "this leaves open which of them happens");
}

static uint32_t entities_of(const sabre_checker *c, uint32_t type) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < c->of->entities.count; i++)
        count += kzi_sabre_is_of_type(c->of, i, type);
    return type == SABRE_TYPE_BOOLEAN ? 2 : count;
}

static void check_effect_for_each(sabre_checker *c, sabre_id id, bool is_negated) {
    bool is_open = (checked(c, id)->kind == SABRE_EXISTS) != is_negated;
    if (!see_bound(c, id)) return;
    uint32_t count =
        checked(c, id)->bound_type == NO_TYPE ? 0 : entities_of(c, checked(c, id)->bound_type);
    if (is_open && count > 1) say_no_effect(c, id, "this leaves open for which of them");
    else kzi_sabre_check_effect(c, kzi_sabre_child(c->of, id, 0), is_negated);
    c->seen.count--;
}

static void check_effect_if(sabre_checker *c, sabre_id id, bool is_negated) {
    uint32_t count = checked(c, id)->child_count;
    for (uint32_t i = 0; i < count; i++) {
        sabre_id child = kzi_sabre_child(c->of, id, i);
        if (i % 2 == 0 && i + 1 < count) kzi_sabre_check_condition(c, child);
        else kzi_sabre_check_effect(c, child, is_negated);
    }
}

void kzi_sabre_check_effect(sabre_checker *c, sabre_id id, bool is_negated) {
    if (checked(c, id)->is_property) {
        kzi_sabre_check_condition(c, id);
        return;
    }
    switch (checked(c, id)->kind) {
    case SABRE_TRUTH: return;
    case SABRE_NOT: kzi_sabre_check_effect(c, kzi_sabre_child(c->of, id, 0), !is_negated); return;
    case SABRE_AND:
    case SABRE_OR:
        if ((checked(c, id)->kind == SABRE_OR) != is_negated) {
            check_alternatives(c, id, is_negated);
            return;
        }
        for (uint32_t i = 0; i < checked(c, id)->child_count; i++)
            kzi_sabre_check_effect(c, kzi_sabre_child(c->of, id, i), is_negated);
        return;
    case SABRE_IF: check_effect_if(c, id, is_negated); return;
    case SABRE_FORALL:
    case SABRE_EXISTS: check_effect_for_each(c, id, is_negated); return;
    case SABRE_ASSIGN:
    case SABRE_IS:
    case SABRE_IS_NOT: check_set(c, id, is_negated); return;
    case SABRE_BELIEVES:
        kzi_sabre_check_character(c, kzi_sabre_child(c->of, id, 0));
        kzi_sabre_check_effect(c, kzi_sabre_child(c->of, id, 1), is_negated);
        return;
    default: say_no_effect(c, id, "nothing is said to become anything"); return;
    }
}
