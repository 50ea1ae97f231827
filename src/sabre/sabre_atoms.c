/* SPDX-License-Identifier: MIT
 *
 * sabre_atoms: expressions of the grounded world, each kept once, constants folded away.
 *
 * In     parts that are expressions already
 * Out    an expression; 0 is yes and 1 is no, as everywhere
 */
#include "sabre_builder.h"

#include <string.h>

typedef struct {
    const sabre_builder *b;
    const expression *made;
    const expression_id *children;
} sabre_lookup;

static bool is_same_expression(const void *context, uint32_t number) {
    const sabre_lookup *wanted = context;
    const expression *known = &wanted->b->expressions.items[number], *made = wanted->made;
    if (known->kind != made->kind || known->value != made->value || known->fact.n != made->fact.n ||
        known->mind.n != made->mind.n)
        return false;
    if (known->child_count != made->child_count) return false;
    return made->child_count == 0 ||
           memcmp(wanted->b->children.items + known->first_child, wanted->children,
                  sizeof(expression_id) * made->child_count) == 0;
}

static uint64_t hash_of_expression(const expression *made, const expression_id *children) {
    uint64_t hash = kzi_hash_mix((uint64_t)made->kind << 32 | (uint32_t)made->value);
    hash = kzi_hash_mix(hash ^ ((uint64_t)made->fact.n << 32 | made->mind.n));
    return kzi_hash_bytes(children, sizeof *children * made->child_count, hash);
}

static uint32_t depth_over(const sabre_builder *b, const expression_id *children, uint32_t count) {
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (b->depths.items[children[i].n] > deepest) deepest = b->depths.items[children[i].n];
    }
    return deepest + 1;
}

static expression_id too_deep(sabre_builder *b) {
    if (!b->has_failed) kzi_note(b->said, K_SABRE_NESTED, b->where, KZI_SABRE_MOST_DEPTH);
    return kzi_sabre_fails(b), NEVER_HOLDS;
}

static expression_id put_expression(sabre_builder *b, expression made,
                                    const expression_id *children, uint32_t count) {
    made.child_count = count;
    uint64_t hash = hash_of_expression(&made, children);
    uint32_t known = kzi_table_find(&b->by_content, hash, is_same_expression,
                                    &(sabre_lookup){b, &made, children});
    if (known != NOT_IN_TABLE) return (expression_id){known};
    uint32_t depth = depth_over(b, children, count);
    if (depth > KZI_SABRE_MOST_DEPTH) return too_deep(b);
    made.first_child = b->children.count;
    for (uint32_t i = 0; i < count; i++) {
        if (!LIST_ADD(b->in, &b->children, children[i])) return kzi_sabre_fails(b), NEVER_HOLDS;
    }
    bool is_kept = LIST_ADD(b->in, &b->expressions, made) && LIST_ADD(b->in, &b->depths, depth) &&
                   kzi_table_add(b->in, &b->by_content, hash, b->expressions.count - 1);
    if (!is_kept) return kzi_sabre_fails(b), NEVER_HOLDS;
    return (expression_id){b->expressions.count - 1};
}

bool kzi_sabre_begin_expressions(sabre_builder *b) {
    put_expression(b, (expression){.kind = CONDITION_YES}, NULL, 0);
    put_expression(b, (expression){.kind = CONDITION_NO}, NULL, 0);
    return !b->has_failed;
}

expression_id kzi_sabre_fold(bool truth) {
    return truth ? ALWAYS_HOLDS : NEVER_HOLDS;
}

/* ---- and, or ---- */
static bool is_among(const sabre_parts *parts, uint32_t count, expression_id part) {
    if (count > 64) return false; /* repetitions do no harm; looking for them in long rows would */
    for (uint32_t i = 0; i < count; i++) {
        if (parts->items[i].n == part.n) return true;
    }
    return false;
}

static expression_id joined_parts(sabre_builder *b, expression_kind kind,
                                  const sabre_parts *parts) {
    expression_id nothing = kzi_sabre_fold(kind == CONDITION_AND),
                  all = kzi_sabre_fold(kind == CONDITION_OR);
    sabre_parts kept = {0};
    for (uint32_t i = 0; i < parts->count; i++) {
        expression_id part = parts->items[i];
        if (part.n == all.n) return all;
        if (part.n == nothing.n || is_among(&kept, kept.count, part)) continue;
        if (!LIST_ADD(b->in, &kept, part)) return kzi_sabre_fails(b), NEVER_HOLDS;
    }
    if (kept.count == 0) return nothing;
    return kept.count == 1 ? kept.items[0]
                           : put_expression(b, (expression){.kind = kind}, kept.items, kept.count);
}

expression_id kzi_sabre_and(sabre_builder *b, const sabre_parts *parts) {
    return joined_parts(b, CONDITION_AND, parts);
}

expression_id kzi_sabre_or(sabre_builder *b, const sabre_parts *parts) {
    return joined_parts(b, CONDITION_OR, parts);
}

expression_id kzi_sabre_both(sabre_builder *b, expression_id one, expression_id other) {
    expression_id parts[] = {one, other};
    return joined_parts(b, CONDITION_AND, &(sabre_parts){parts, 2, 2});
}

expression_id kzi_sabre_either(sabre_builder *b, expression_id one, expression_id other) {
    expression_id parts[] = {one, other};
    return joined_parts(b, CONDITION_OR, &(sabre_parts){parts, 2, 2});
}

/* ---- facts and minds ---- */
static bool can_be(const ground_fact *f, value v) {
    if (f->type == FACT_YES_NO) return v == 0 || v == 1;
    if (f->type == FACT_NUMBER || v == UNKNOWN) return true;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == v) return true;
    }
    return false;
}

expression_id kzi_sabre_fact_is(sabre_builder *b, fact_id fact, value v, bool is_not) {
    if (b->has_failed) return NEVER_HOLDS;
    const ground_fact *f = &b->facts.items[fact.n];
    if (!can_be(f, v)) return kzi_sabre_fold(is_not);
    if (f->type == FACT_YES_NO && is_not) v = !v, is_not = false;
    return put_expression(b,
                          (expression){.kind = is_not ? CONDITION_FACT_IS_NOT : CONDITION_FACT_IS,
                                       .fact = fact,
                                       .value = v},
                          NULL, 0);
}

expression_id kzi_sabre_amount(sabre_builder *b, value v) {
    return put_expression(b, (expression){.kind = EXPRESSION_VALUE, .value = v}, NULL, 0);
}

expression_id kzi_sabre_amount_of(sabre_builder *b, fact_id fact) {
    return put_expression(b, (expression){.kind = EXPRESSION_FACT, .fact = fact}, NULL, 0);
}

expression_id kzi_sabre_believes(sabre_builder *b, mind_id mind, expression_id condition) {
    if (condition.n == ALWAYS_HOLDS.n || condition.n == NEVER_HOLDS.n) return condition;
    return put_expression(b, (expression){.kind = CONDITION_BELIEVES, .mind = mind}, &condition, 1);
}

bool kzi_sabre_is_constant(const sabre_builder *b, expression_id sum, value *is) {
    const expression *e = &b->expressions.items[sum.n];
    if (e->kind == EXPRESSION_VALUE) *is = e->value;
    return e->kind == EXPRESSION_VALUE;
}

expression_id kzi_sabre_believed(sabre_builder *b, mind_id mind, expression_id sum) {
    value constant;
    return kzi_sabre_is_constant(b, sum, &constant)
               ? sum
               : put_expression(b, (expression){.kind = EXPRESSION_BELIEVED, .mind = mind}, &sum,
                                1);
}

/* ---- sums ---- */
expression_id kzi_sabre_plus(sabre_builder *b, const sabre_parts *parts) {
    sabre_parts kept = {0};
    value constant = 0, part;
    for (uint32_t i = 0; i < parts->count; i++) {
        if (kzi_sabre_is_constant(b, parts->items[i], &part))
            constant = kzi_sabre_calculated(b, EXPRESSION_PLUS, constant, part);
        else if (!LIST_ADD(b->in, &kept, parts->items[i])) return kzi_sabre_fails(b), NEVER_HOLDS;
    }
    if (kept.count == 0 || constant == UNKNOWN) return kzi_sabre_amount(b, constant);
    if (constant != 0 && !LIST_ADD(b->in, &kept, kzi_sabre_amount(b, constant)))
        return kzi_sabre_fails(b), NEVER_HOLDS;
    return kept.count == 1
               ? kept.items[0]
               : put_expression(b, (expression){.kind = EXPRESSION_PLUS}, kept.items, kept.count);
}

expression_id kzi_sabre_two(sabre_builder *b, expression_kind kind, expression_id left,
                            expression_id right) {
    value one, other;
    bool has_left = kzi_sabre_is_constant(b, left, &one),
         has_right = kzi_sabre_is_constant(b, right, &other);
    if (has_left && has_right)
        return kzi_sabre_amount(b, kzi_sabre_calculated(b, kind, one, other));
    if ((has_left && one == UNKNOWN) || (has_right && other == UNKNOWN))
        return kzi_sabre_amount(b, UNKNOWN);
    return put_expression(b, (expression){.kind = kind}, (expression_id[]){left, right}, 2);
}

expression_id kzi_sabre_when(sabre_builder *b, expression_id condition, expression_id amount) {
    if (condition.n == ALWAYS_HOLDS.n) return amount;
    if (condition.n == NEVER_HOLDS.n) return kzi_sabre_amount(b, 0);
    return put_expression(b, (expression){.kind = EXPRESSION_WHEN},
                          (expression_id[]){condition, amount}, 2);
}

/* ---- comparisons of numbers ---- */
static bool holds_between(expression_kind kind, value left, value right) {
    if (kind == CONDITION_IS) return left == right;
    if (left == UNKNOWN || right == UNKNOWN) return kind == CONDITION_AT_MOST && left == right;
    return kind == CONDITION_LESS ? left < right : left <= right;
}

static expression_id is_amount(sabre_builder *b, expression_id sum, value v, bool is_not) {
    const expression *e = &b->expressions.items[sum.n];
    if (e->kind == EXPRESSION_VALUE) return kzi_sabre_fold((e->value == v) != is_not);
    if (e->kind == EXPRESSION_FACT) return kzi_sabre_fact_is(b, e->fact, v, is_not);
    return put_expression(b, (expression){.kind = is_not ? CONDITION_IS_NOT : CONDITION_IS},
                          (expression_id[]){sum, kzi_sabre_amount(b, v)}, 2);
}

static expression_id exactly_one_unknown(sabre_builder *b, expression_id left,
                                         expression_id right) {
    expression_id left_is = is_amount(b, left, UNKNOWN, false),
                  left_is_not = is_amount(b, left, UNKNOWN, true);
    expression_id right_is = is_amount(b, right, UNKNOWN, false),
                  right_is_not = is_amount(b, right, UNKNOWN, true);
    return kzi_sabre_either(b, kzi_sabre_both(b, left_is, right_is_not),
                            kzi_sabre_both(b, left_is_not, right_is));
}

static expression_id fails_between(sabre_builder *b, expression_kind kind, expression_id left,
                                   expression_id right) {
    expression_id other = kzi_sabre_compare(
        b, kind == CONDITION_LESS ? CONDITION_AT_MOST : CONDITION_LESS, right, left, false);
    return kzi_sabre_either(b, other, exactly_one_unknown(b, left, right));
}

expression_id kzi_sabre_compare(sabre_builder *b, expression_kind kind, expression_id left,
                                expression_id right, bool fails) {
    value one, other;
    bool has_left = kzi_sabre_is_constant(b, left, &one),
         has_right = kzi_sabre_is_constant(b, right, &other);
    if (has_left && has_right) return kzi_sabre_fold(holds_between(kind, one, other) != fails);
    if (kind == CONDITION_IS && has_right) return is_amount(b, left, other, fails);
    if (kind == CONDITION_IS && has_left) return is_amount(b, right, one, fails);
    if (kind == CONDITION_IS)
        return put_expression(b, (expression){.kind = fails ? CONDITION_IS_NOT : CONDITION_IS},
                              (expression_id[]){left, right}, 2);
    bool is_unknown = (has_left && one == UNKNOWN) || (has_right && other == UNKNOWN);
    if (is_unknown && kind == CONDITION_AT_MOST)
        return is_amount(b, has_left ? right : left, UNKNOWN, fails);
    if (is_unknown) return kzi_sabre_fold(fails);
    if (fails) return fails_between(b, kind, left, right);
    return put_expression(b, (expression){.kind = kind}, (expression_id[]){left, right}, 2);
}
