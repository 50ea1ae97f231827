/* SPDX-License-Identifier: MIT
 *
 * build_expressions: terms become expressions: variables filled in, `not` pushed inward, constants
 * folded, "any" and "every" written out.
 *
 * In     terms, and what each variable stands for (builder.things)
 * Out    expression numbers
 */
#include "builder.h"

#include "../base/never.h"

#include <string.h>

/* ---- nodes ---- */
static expression_id add_expression(builder *b, expression made, const expression_id *children,
                                    uint32_t count) {
    made.first_child = b->children.count;
    made.child_count = count;
    if (b->expressions.count >= MOST_EXPRESSIONS) {
        kzi_note(b->said, K_TOO_MANY_CONDITIONS, b->where);
        return kzi_build_fails(b), NEVER_HOLDS;
    }
    for (uint32_t i = 0; i < count; i++) {
        expression_id child = children[i];
        if (!LIST_ADD(b->in, &b->children, child)) return kzi_build_fails(b), NEVER_HOLDS;
    }
    if (!LIST_ADD(b->in, &b->expressions, made)) return kzi_build_fails(b), NEVER_HOLDS;
    return (expression_id){b->expressions.count - 1};
}

bool kzi_build_begin_expressions(builder *b) {
    b->expressions.count = b->children.count = b->choices.count = 0;
    add_expression(b, (expression){.kind = CONDITION_YES}, NULL, 0);
    add_expression(b, (expression){.kind = CONDITION_NO}, NULL, 0);
    return !b->has_failed;
}

static const expression *expression_of(const builder *b, expression_id id) {
    return &b->expressions.items[id.n];
}

static bool is_value(const builder *b, expression_id id, value *found) {
    const expression *e = expression_of(b, id);
    if (e->kind != EXPRESSION_VALUE) return false;
    *found = e->value;
    return true;
}

expression_id kzi_build_value_of(builder *b, value v) {
    return add_expression(b, (expression){.kind = EXPRESSION_VALUE, .value = v}, NULL, 0);
}

static expression_id yes_or_no(bool holds) {
    return holds ? ALWAYS_HOLDS : NEVER_HOLDS;
}

static expression_id joined(builder *b, const expression_ids *parts, expression_kind kind) {
    expression_id neutral = yes_or_no(kind == CONDITION_AND),
                  deciding = yes_or_no(kind == CONDITION_OR);
    expression_ids kept = {0};
    for (uint32_t i = 0; i < parts->count; i++) {
        expression_id part = parts->items[i];
        if (part.n == deciding.n) return deciding;
        if (part.n == neutral.n) continue;
        const expression *e = expression_of(b, part);
        uint32_t count = e->kind == kind ? e->child_count : 0, first = e->first_child;
        for (uint32_t j = 0; j < count; j++) {
            expression_id child = b->children.items[first + j];
            if (!LIST_ADD(b->in, &kept, child)) return kzi_build_fails(b), NEVER_HOLDS;
        }
        if (count == 0 && !LIST_ADD(b->in, &kept, part)) return kzi_build_fails(b), NEVER_HOLDS;
    }
    if (kept.count == 0) return neutral;
    if (kept.count == 1) return kept.items[0];
    return add_expression(b, (expression){.kind = kind}, kept.items, kept.count);
}

expression_id kzi_build_and(builder *b, const expression_ids *parts) {
    return joined(b, parts, CONDITION_AND);
}

expression_id kzi_build_or(builder *b, const expression_ids *parts) {
    return joined(b, parts, CONDITION_OR);
}

expression_id kzi_build_plus(builder *b, const expression_ids *parts) {
    if (parts->count == 1) return parts->items[0];
    return add_expression(b, (expression){.kind = EXPRESSION_PLUS}, parts->items, parts->count);
}

static void add_part(builder *b, expression_ids *to, expression_id part) {
    if (!LIST_ADD(b->in, to, part)) kzi_build_fails(b);
}

static expression_id both(builder *b, expression_id one, expression_id other) {
    expression_ids parts = {0};
    add_part(b, &parts, one);
    add_part(b, &parts, other);
    return b->has_failed ? NEVER_HOLDS : kzi_build_and(b, &parts);
}

expression_id kzi_build_when(builder *b, expression_id condition, expression_id amount) {
    if (condition.n == ALWAYS_HOLDS.n) return amount;
    if (condition.n == NEVER_HOLDS.n) return kzi_build_value_of(b, 0);
    expression_id parts[2] = {condition, amount};
    return add_expression(b, (expression){.kind = EXPRESSION_WHEN}, parts, 2);
}

/* ---- certain things and values ---- */
bool kzi_build_value(builder *b, const term *of, value *found) {
    switch (of->kind) {
    case TERM_NUMBER:
    case TERM_YES_NO:
    case TERM_WORD:
    case TERM_THING: *found = (value)of->number; return true;
    case TERM_UNKNOWN: *found = UNKNOWN; return true;
    case TERM_VARIABLE: *found = (value)b->things[of->number]; return true;
    default: return is_value(b, kzi_build_sum(b, of), found);
    }
}

uint32_t kzi_build_thing(builder *b, const term *of) {
    if (of->kind == TERM_THING) return (uint32_t)of->number;
    if (of->kind == TERM_VARIABLE) return b->things[of->number];
    value found;
    if (of->kind == TERM_FACT && is_value(b, kzi_build_sum(b, of), &found) && found != UNKNOWN)
        return (uint32_t)found;
    return NOT_NAMED;
}

/* ---- facts ---- */
static expression_id row_value(builder *b, uint32_t row_number) {
    if (row_number == NO_ROW) return kzi_build_value_of(b, UNKNOWN);
    const fact_slot *slot = &b->slots.items[row_number];
    if (slot->is_constant) return kzi_build_value_of(b, slot->constant);
    return add_expression(b, (expression){.kind = EXPRESSION_FACT, .fact = {slot->number}}, NULL,
                          0);
}

typedef struct {
    uint32_t owner; /* NOT_NAMED: the world's */
    uint32_t arguments[8];
    uint32_t argument_count;
    const term *moving; /* the one part that is not certain, or NULL */
    uint32_t moving_at; /* 0: the owner; else the argument, from 1 */
} address;

static bool set_part(builder *b, address *to, const term *part, uint32_t at) {
    uint32_t thing = kzi_build_thing(b, part);
    if (at == 0) to->owner = thing;
    else to->arguments[at - 1] = thing;
    if (thing != NOT_NAMED) return true;
    if (to->moving) {
        kzi_note(b->said, K_TANGLED_PATH, part->where);
        return kzi_build_fails(b);
    }
    to->moving = part;
    to->moving_at = at;
    return true;
}

static bool find_address(builder *b, const term *of, address *found) {
    *found = (address){.owner = NOT_NAMED};
    const term *part = of->first;
    if (of->has_owner && part) {
        if (!set_part(b, found, part, 0)) return false;
        part = part->next;
    }
    for (; part && found->argument_count < 8; part = part->next) {
        if (!set_part(b, found, part, ++found->argument_count)) return false;
    }
    return true;
}

static uint32_t row_with(builder *b, const term *of, address at, uint32_t thing) {
    if (at.moving && at.moving_at == 0) at.owner = thing;
    else if (at.moving) at.arguments[at.moving_at - 1] = thing;
    return kzi_build_fact_row(b, of->name, at.owner, at.arguments, at.argument_count);
}

/* The derived fact that the address means, or NULL. */
static const world_fact *derived_at(const builder *b, const term *of, uint32_t owner) {
    uint32_t number = kzi_fact_of(b->from, of->name, owner);
    return number != NOT_NAMED && b->from->facts[number].means ? &b->from->facts[number] : NULL;
}

/* A derived fact is its condition, with its own variables. */
static expression_id build_derived(builder *b, const world_fact *fact, const address *at,
                                   bool is_negated) {
    uint32_t *outer = b->things;
    b->things = KZI_TAKE_MANY(b->in, uint32_t, b->from->slot_count + 9);
    if (!b->things || ++b->depth > MOST_DEEP) {
        b->things = outer;
        return kzi_build_fails(b), NEVER_HOLDS;
    }
    b->things[0] = at->owner;
    for (uint32_t i = 0; i < at->argument_count; i++) b->things[i + 1] = at->arguments[i];
    expression_id made = kzi_build_condition(b, fact->means, is_negated);
    b->depth--;
    b->things = outer;
    return made;
}

expression_id kzi_build_is_thing(builder *b, const term *of, uint32_t thing) {
    expression_id sum = kzi_build_sum(b, of);
    const expression *e = expression_of(b, sum);
    if (e->kind == EXPRESSION_VALUE) return yes_or_no(e->value == (value)thing);
    if (e->kind == EXPRESSION_FACT)
        return add_expression(
            b, (expression){.kind = CONDITION_FACT_IS, .fact = e->fact, .value = (value)thing},
            NULL, 0);
    expression_id parts[2] = {sum, kzi_build_value_of(b, (value)thing)};
    return add_expression(b, (expression){.kind = CONDITION_IS}, parts, 2);
}

static expression_id choose_fact(builder *b, const term *of, const address *at) {
    expression_id which = kzi_build_sum(b, at->moving);
    uint32_t first = b->choices.count;
    for (uint32_t thing = 0; thing < b->from->thing_count; thing++) {
        uint32_t row_number = row_with(b, of, *at, thing), fact = UINT32_MAX;
        /* A constant among facts that change would need a place of its own: prune.c keeps such
         * facts. */
        if (row_number != NO_ROW) fact = b->slots.items[row_number].number;
        if (!LIST_ADD(b->in, &b->choices, fact)) return kzi_build_fails(b), NEVER_HOLDS;
    }
    return add_expression(b, (expression){.kind = EXPRESSION_CHOOSE, .number = first}, &which, 1);
}

/* A path whose end is derived for some things: the condition, thing by thing. */
static expression_id choose_derived(builder *b, const term *of, const address *at,
                                    bool is_negated) {
    expression_ids parts = {0};
    for (uint32_t thing = 0; thing < b->from->thing_count && !b->has_failed; thing++) {
        address fixed = *at;
        if (at->moving_at == 0) fixed.owner = thing;
        else fixed.arguments[at->moving_at - 1] = thing;
        const world_fact *fact = derived_at(b, of, fixed.owner);
        if (fact)
            add_part(b, &parts,
                     both(b, kzi_build_is_thing(b, at->moving, thing),
                          build_derived(b, fact, &fixed, is_negated)));
    }
    return b->has_failed ? NEVER_HOLDS : kzi_build_or(b, &parts);
}

static bool is_derived_path(const builder *b, const term *of) {
    return b->from->facts[of->fact].means != NULL;
}

static expression_id derived_condition(builder *b, const term *of, bool is_negated) {
    address at;
    if (!find_address(b, of, &at)) return NEVER_HOLDS;
    if (at.moving) return choose_derived(b, of, &at, is_negated);
    const world_fact *fact = derived_at(b, of, at.owner);
    return fact ? build_derived(b, fact, &at, is_negated) : NEVER_HOLDS;
}

static expression_id fact_value(builder *b, const term *of) {
    if (is_derived_path(b, of)) return derived_condition(b, of, false);
    address at;
    if (!find_address(b, of, &at)) return NEVER_HOLDS;
    return at.moving ? choose_fact(b, of, &at) : row_value(b, row_with(b, of, at, NOT_NAMED));
}

bool kzi_build_meant(builder *b, const term *path, meant_facts *found) {
    address at;
    if (!find_address(b, path, &at)) return false;
    if (!at.moving) {
        uint32_t row_number = row_with(b, path, at, NOT_NAMED);
        if (row_number == NO_ROW) return !b->has_failed;
        return LIST_ADD(b->in, &found->list, (meant_fact){row_number, ALWAYS_HOLDS}) ||
               kzi_build_fails(b);
    }
    for (uint32_t thing = 0; thing < b->from->thing_count; thing++) {
        uint32_t row_number = row_with(b, path, at, thing);
        if (row_number == NO_ROW) continue;
        meant_fact meant = {row_number, kzi_build_is_thing(b, at.moving, thing)};
        if (!LIST_ADD(b->in, &found->list, meant)) return kzi_build_fails(b);
    }
    return !b->has_failed;
}

/* ---- sums ---- */
static bool fold_two(expression_kind kind, value left, value right, value *folded) {
    if (left == UNKNOWN || right == UNKNOWN) return *folded = UNKNOWN, true;
    int64_t result = kind == EXPRESSION_PLUS    ? (int64_t)left + right
                     : kind == EXPRESSION_MINUS ? (int64_t)left - right
                                                : (int64_t)left * right;
    if (result > 2 * (int64_t)MOST_OF_ENDLESS || result < -2 * (int64_t)MOST_OF_ENDLESS)
        return false;
    return *folded = (value)result, true;
}

static expression_id build_two(builder *b, expression_kind kind, expression_id left,
                               expression_id right) {
    value one, other, folded;
    if (is_value(b, left, &one) && is_value(b, right, &other) &&
        fold_two(kind, one, other, &folded))
        return kzi_build_value_of(b, folded);
    expression_id parts[2] = {left, right};
    return add_expression(b, (expression){.kind = kind}, parts, 2);
}

/* count and sum: over the things of the kind. */
static expression_id build_over(builder *b, const term *of) {
    const world_kind *kind = &b->from->kinds[of->of_kind];
    uint32_t before = b->things[of->number];
    expression_ids parts = {0};
    for (uint32_t i = 0; i < kind->thing_count && !b->has_failed; i++) {
        b->things[of->number] = kind->things[i];
        expression_id condition = kzi_build_condition(b, of->first, false);
        expression_id amount = of->kind == TERM_COUNT ? kzi_build_value_of(b, 1)
                                                      : kzi_build_sum(b, kzi_term_child(of, 1));
        if (condition.n != NEVER_HOLDS.n) add_part(b, &parts, kzi_build_when(b, condition, amount));
    }
    b->things[of->number] = before;
    if (parts.count == 0 || b->has_failed) return kzi_build_value_of(b, 0);
    return kzi_build_plus(b, &parts);
}

expression_id kzi_build_sum(builder *b, const term *of) {
    switch (of->kind) {
    case TERM_NUMBER:
    case TERM_YES_NO:
    case TERM_WORD:
    case TERM_THING: return kzi_build_value_of(b, (value)of->number);
    case TERM_UNKNOWN: return kzi_build_value_of(b, UNKNOWN);
    case TERM_VARIABLE: return kzi_build_value_of(b, (value)b->things[of->number]);
    case TERM_FACT: return fact_value(b, of);
    case TERM_PLUS:
        return build_two(b, EXPRESSION_PLUS, kzi_build_sum(b, of->first),
                         kzi_build_sum(b, kzi_term_child(of, 1)));
    case TERM_MINUS:
        return build_two(b, EXPRESSION_MINUS, kzi_build_sum(b, of->first),
                         kzi_build_sum(b, kzi_term_child(of, 1)));
    case TERM_TIMES:
        return build_two(b, EXPRESSION_TIMES, kzi_build_sum(b, of->first),
                         kzi_build_sum(b, kzi_term_child(of, 1)));
    case TERM_NEGATED:
        return build_two(b, EXPRESSION_MINUS, kzi_build_value_of(b, 0),
                         kzi_build_sum(b, of->first));
    case TERM_COUNT:
    case TERM_SUM: return build_over(b, of);
    case TERM_WHETHER:
        return kzi_build_when(b, kzi_build_condition(b, of->first, false),
                              kzi_build_value_of(b, 1));
    default: return kzi_build_when(b, kzi_build_condition(b, of, false), kzi_build_value_of(b, 1));
    }
}

/* ---- conditions ---- */
static expression_id build_parts(builder *b, const term *of, bool is_negated) {
    expression_ids parts = {0};
    for (const term *part = of->first; part && !b->has_failed; part = part->next)
        add_part(b, &parts, kzi_build_condition(b, part, is_negated));
    if (b->has_failed) return NEVER_HOLDS;
    return (of->kind == TERM_AND) != is_negated ? kzi_build_and(b, &parts)
                                                : kzi_build_or(b, &parts);
}

static expression_id build_quantified(builder *b, const term *of, bool is_negated) {
    bool inner_negated = (of->kind == TERM_NO) != is_negated,
         is_any = (of->kind == TERM_ANY) != is_negated;
    const world_kind *kind = &b->from->kinds[of->of_kind];
    uint32_t before = b->things[of->number];
    expression_ids parts = {0};
    if (of->kind == TERM_EVERY) inner_negated = is_negated, is_any = is_negated;
    for (uint32_t i = 0; i < kind->thing_count && !b->has_failed; i++) {
        b->things[of->number] = kind->things[i];
        add_part(b, &parts, kzi_build_condition(b, of->first, inner_negated));
    }
    b->things[of->number] = before;
    if (b->has_failed) return NEVER_HOLDS;
    return is_any ? kzi_build_or(b, &parts) : kzi_build_and(b, &parts);
}

static expression_id believed_by(builder *b, uint32_t person, expression_id claim) {
    if (claim.n == ALWAYS_HOLDS.n || claim.n == NEVER_HOLDS.n)
        return claim; /* true or false of itself, in every mind */
    uint32_t mind = b->mind_of_thing[person];
    if (mind == UINT32_MAX) return claim;
    return add_expression(b, (expression){.kind = CONDITION_BELIEVES, .mind = {mind}}, &claim, 1);
}

static expression_id build_believes(builder *b, const term *of, bool is_negated) {
    const term *who = of->first;
    expression_id claim = kzi_build_condition(b, kzi_term_child(of, 1), is_negated);
    uint32_t person = kzi_build_thing(b, who);
    if (person != NOT_NAMED) return believed_by(b, person, claim);
    expression_ids parts = {0};
    for (uint32_t thing = 0; thing < b->from->thing_count && !b->has_failed; thing++) {
        if (b->mind_of_thing[thing] == UINT32_MAX) continue;
        add_part(b, &parts,
                 both(b, kzi_build_is_thing(b, who, thing), believed_by(b, thing, claim)));
    }
    return b->has_failed ? NEVER_HOLDS : kzi_build_or(b, &parts);
}

static expression_kind opposite(expression_kind kind) {
    switch (kind) {
    case CONDITION_IS: return CONDITION_IS_NOT;
    case CONDITION_IS_NOT: return CONDITION_IS;
    default: return kind;
    }
}

static bool compare_values(const builder *b, expression_kind kind, value left, value right) {
    if (kind == CONDITION_IS) return left == right;
    if (kind == CONDITION_IS_NOT) return left != right;
    if (b->made->is_peers && kind == CONDITION_AT_MOST && left == right) return true;
    if (left == UNKNOWN || right == UNKNOWN) return false;
    return kind == CONDITION_LESS ? left < right : left <= right;
}

/* A claim about one fact has a kind of its own; "not yes" of a yes/no fact asks "no", which an
 * unknown fact is not. */
static expression_id compare_fact(builder *b, expression_kind kind, expression_id left, value right,
                                  bool is_yes_no) {
    fact_id fact = expression_of(b, left)->fact;
    if (is_yes_no && kind == CONDITION_IS_NOT && right != UNKNOWN)
        kind = CONDITION_IS, right = right ? 0 : 1;
    expression_kind made = kind == CONDITION_IS ? CONDITION_FACT_IS : CONDITION_FACT_IS_NOT;
    return add_expression(b, (expression){.kind = made, .fact = fact, .value = right}, NULL, 0);
}

static expression_id compare(builder *b, expression_kind kind, expression_id left,
                             expression_id right, bool is_yes_no) {
    value one, other;
    bool left_is_value = is_value(b, left, &one), right_is_value = is_value(b, right, &other);
    if (left_is_value && right_is_value) return yes_or_no(compare_values(b, kind, one, other));
    bool is_equality = kind == CONDITION_IS || kind == CONDITION_IS_NOT;
    if (is_equality && right_is_value && expression_of(b, left)->kind == EXPRESSION_FACT)
        return compare_fact(b, kind, left, other, is_yes_no);
    if (is_equality && left_is_value && expression_of(b, right)->kind == EXPRESSION_FACT)
        return compare_fact(b, kind, right, one, is_yes_no);
    if (is_yes_no && kind == CONDITION_IS_NOT && right_is_value && other != UNKNOWN)
        kind = CONDITION_IS, right = kzi_build_value_of(b, other ? 0 : 1);
    expression_id parts[2] = {left, right};
    return add_expression(b, (expression){.kind = kind}, parts, 2);
}

/* A derived fact that is compared with yes or no is asked as the condition it is. */
static expression_id asked_as_condition(builder *b, const term *left, const term *right,
                                        bool is_negated, bool *was_done) {
    value wanted;
    *was_done = left->kind == TERM_FACT && is_derived_path(b, left) &&
                kzi_build_value(b, right, &wanted) && wanted != UNKNOWN;
    return *was_done ? derived_condition(b, left, is_negated == (wanted != 0)) : NEVER_HOLDS;
}

static expression_id build_is(builder *b, const term *left, const term *right, bool is_negated) {
    bool was_done;
    expression_id made = asked_as_condition(b, left, right, is_negated, &was_done);
    if (was_done) return made;
    bool is_yes_no = left->type == TYPE_YES_NO || right->type == TYPE_YES_NO;
    expression_kind kind = is_negated ? opposite(CONDITION_IS) : CONDITION_IS;
    return compare(b, kind, kzi_build_sum(b, left), kzi_build_sum(b, right), is_yes_no);
}

static expression_id build_compare(builder *b, const term *of, bool is_negated) {
    const term *left = of->first, *right = kzi_term_child(of, 1);
    if (of->choice == IS || of->choice == IS_NOT)
        return build_is(b, left, right, (of->choice == IS_NOT) != is_negated);
    expression_id one = kzi_build_sum(b, left), other = kzi_build_sum(b, right);
    switch (of->choice) {
    case AT_LEAST:
        return is_negated ? compare(b, CONDITION_LESS, one, other, false)
                          : compare(b, CONDITION_AT_MOST, other, one, false);
    case AT_MOST:
        return is_negated ? compare(b, CONDITION_LESS, other, one, false)
                          : compare(b, CONDITION_AT_MOST, one, other, false);
    case MORE_THAN:
        return is_negated ? compare(b, CONDITION_AT_MOST, one, other, false)
                          : compare(b, CONDITION_LESS, other, one, false);
    default:
        return is_negated ? compare(b, CONDITION_AT_MOST, other, one, false)
                          : compare(b, CONDITION_LESS, one, other, false);
    }
}

static expression_id build_among(builder *b, const term *of, bool is_negated) {
    bool is_none = of->is_neither != is_negated;
    expression_ids parts = {0};
    for (const term *one = of->first->next; one && !b->has_failed; one = one->next)
        add_part(b, &parts, build_is(b, of->first, one, is_none));
    if (b->has_failed) return NEVER_HOLDS;
    return is_none ? kzi_build_and(b, &parts) : kzi_build_or(b, &parts);
}

static expression_id build_holds(builder *b, const term *fact, bool is_negated) {
    if (fact->kind == TERM_FACT && is_derived_path(b, fact))
        return derived_condition(b, fact, is_negated);
    return compare(b, CONDITION_IS, kzi_build_sum(b, fact),
                   kzi_build_value_of(b, is_negated ? 0 : 1), true);
}

static expression_id build_condition(builder *b, const term *of, bool is_negated) {
    switch (of->kind) {
    case TERM_YES_NO: return yes_or_no((of->number != 0) != is_negated);
    case TERM_AND:
    case TERM_OR: return build_parts(b, of, is_negated);
    case TERM_NOT: return kzi_build_condition(b, of->first, !is_negated);
    case TERM_WHETHER: return kzi_build_condition(b, of->first, is_negated);
    case TERM_BELIEVES: return build_believes(b, of, is_negated);
    case TERM_ANY:
    case TERM_EVERY:
    case TERM_NO: return build_quantified(b, of, is_negated);
    case TERM_HOLDS: return build_holds(b, of->first, is_negated);
    case TERM_FACT: return build_holds(b, of, is_negated);
    case TERM_COMPARE: return build_compare(b, of, is_negated);
    case TERM_AMONG: return build_among(b, of, is_negated);
    default: kzi_never("a sum stands where the checker wanted a condition"); return NEVER_HOLDS;
    }
}

expression_id kzi_build_condition(builder *b, const term *of, bool is_negated) {
    if (b->has_failed || ++b->depth > MOST_DEEP) return kzi_build_fails(b), NEVER_HOLDS;
    expression_id made = build_condition(b, of, is_negated);
    b->depth--;
    return made;
}
