/* SPDX-License-Identifier: MIT
 *
 * sabre_sums: numeric expressions with every variable filled in.
 *
 * In     a checked node, what its variables stand for
 * Out    a sum of the grounded world, in whole multiples of 1/scale
 */
#include "sabre_builder.h"

bool kzi_sabre_is_numeric(const sabre_builder *b, sabre_id id) {
    uint32_t type = kzi_sabre_at(b, id)->type;
    return type == SABRE_TYPE_NUMBER || type == SABRE_TYPE_UNKNOWN_VALUE;
}

value kzi_sabre_scaled(const sabre_builder *b, const sabre_node *number) {
    int64_t made = number->digits * b->made->scale;
    for (uint32_t i = 0; i < number->number; i++) made /= 10;
    return (value)made;
}

static value kept_small(int64_t sum) {
    const int64_t most = 2 * (int64_t)MOST_OF_ENDLESS;
    return (value)(sum > most ? most : sum < -most ? -most : sum);
}

/* As the mind room rounds: half a unit away from zero. */
static value quotient(int64_t above, int64_t below) {
    if (below == 0) return UNKNOWN;
    if (below < 0) above = -above, below = -below;
    return kept_small((above < 0 ? above - below / 2 : above + below / 2) / below);
}

value kzi_sabre_calculated(const sabre_builder *b, expression_kind kind, value left, value right) {
    if (left == UNKNOWN || right == UNKNOWN) return UNKNOWN;
    switch (kind) {
    case EXPRESSION_PLUS: return kept_small((int64_t)left + right);
    case EXPRESSION_MINUS: return kept_small((int64_t)left - right);
    case EXPRESSION_TIMES: return quotient((int64_t)left * right, b->made->scale);
    default: return quotient((int64_t)left * b->made->scale, right);
    }
}

/* ---- arithmetic, from the right ---- */
static expression_kind kind_of(sabre_kind kind) {
    return kind == SABRE_TIMES || kind == SABRE_PRODUCT ? EXPRESSION_TIMES
           : kind == SABRE_DIVIDE                       ? EXPRESSION_DIVIDED
                                                        : EXPRESSION_MINUS;
}

static void say_zero(sabre_builder *b, const sabre_node *node) {
    kzi_note(b->said, K_SABRE_DIVIDED_BY_ZERO, node->where);
    kzi_sabre_fails(b);
}

static expression_id from_the_right(sabre_builder *b, const sabre_node *node,
                                    const sabre_parts *parts) {
    expression_id made = parts->items[parts->count - 1];
    for (uint32_t i = parts->count - 1; i > 0 && !b->has_failed; i--) {
        value below;
        bool is_zero =
            node->kind == SABRE_DIVIDE && kzi_sabre_is_constant(b, made, &below) && below == 0;
        if (is_zero) say_zero(b, node);
        made = kzi_sabre_two(b, kind_of(node->kind), parts->items[i - 1], made);
    }
    return made;
}

static expression_id arithmetic(sabre_builder *b, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_parts parts = {0};
    for (uint32_t i = 0; i < node->child_count; i++) {
        if (!LIST_ADD(b->in, &parts, kzi_sabre_sum(b, kzi_sabre_child(b->from, id, i))))
            return kzi_sabre_fails(b), NEVER_HOLDS;
    }
    if (b->has_failed) return NEVER_HOLDS;
    return node->kind == SABRE_PLUS ? kzi_sabre_plus(b, &parts) : from_the_right(b, node, &parts);
}

static expression_id over_all(sabre_builder *b, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_parts parts = {0};
    uint32_t count = kzi_sabre_range(b, node->bound_type);
    for (uint32_t i = 0; i < count && !b->has_failed; i++) {
        b->bound[node->number] = kzi_sabre_in_range(b, node->bound_type, i);
        if (!LIST_ADD(b->in, &parts, kzi_sabre_sum(b, kzi_sabre_child(b->from, id, 0))))
            return kzi_sabre_fails(b), NEVER_HOLDS;
    }
    if (b->has_failed) return NEVER_HOLDS;
    if (node->kind == SABRE_SUM) return kzi_sabre_plus(b, &parts);
    return parts.count ? from_the_right(b, node, &parts) : kzi_sabre_amount(b, b->made->scale);
}

/* The first true condition selects: each branch where it is so and none before it is, exactly. */
static expression_id branches(sabre_builder *b, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(b, id);
    expression_id none_yet = ALWAYS_HOLDS;
    sabre_parts parts = {0};
    for (uint32_t i = 0; i < node->child_count && !b->has_failed; i += 2) {
        bool is_last = i + 1 == node->child_count;
        sabre_id condition = kzi_sabre_child(b->from, id, i);
        expression_id here =
            is_last
                ? none_yet
                : kzi_sabre_both(b, none_yet, kzi_sabre_condition(b, condition, (sabre_asking){0}));
        expression_id amount =
            here.n == NEVER_HOLDS.n
                ? kzi_sabre_amount(b, 0)
                : kzi_sabre_sum(b, kzi_sabre_child(b->from, id, is_last ? i : i + 1));
        if (!LIST_ADD(b->in, &parts, kzi_sabre_when(b, here, amount)))
            return kzi_sabre_fails(b), NEVER_HOLDS;
        if (!is_last)
            none_yet = kzi_sabre_both(
                b, none_yet, kzi_sabre_condition(b, condition, (sabre_asking){.fails = true}));
    }
    return b->has_failed ? NEVER_HOLDS : kzi_sabre_plus(b, &parts);
}

expression_id kzi_sabre_sum(sabre_builder *b, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(b, id);
    if (!kzi_sabre_works(b)) return NEVER_HOLDS;
    switch (node->kind) {
    case SABRE_NUMBER: return kzi_sabre_amount(b, kzi_sabre_scaled(b, node));
    case SABRE_UNKNOWN: return kzi_sabre_amount(b, UNKNOWN);
    case SABRE_PROPERTY: return kzi_sabre_amount_of(b, kzi_sabre_fact(b, id));
    case SABRE_BELIEVES: {
        mind_id mind = kzi_sabre_mind(b, kzi_sabre_child(b->from, id, 0));
        expression_id sum = kzi_sabre_sum(b, kzi_sabre_child(b->from, id, 1));
        b->mind_depth--;
        return b->has_failed ? NEVER_HOLDS : kzi_sabre_believed(b, mind, sum);
    }
    case SABRE_IF: return branches(b, id);
    case SABRE_SUM:
    case SABRE_PRODUCT: return over_all(b, id);
    case SABRE_TIMES:
    case SABRE_DIVIDE:
    case SABRE_PLUS:
    case SABRE_MINUS: return arithmetic(b, id);
    default:
        return kzi_sabre_when(b, kzi_sabre_condition(b, id, (sabre_asking){0}),
                              kzi_sabre_amount(b, b->made->scale));
    }
}
