/* SPDX-License-Identifier: MIT
 *
 * sabre_conditions: conditions with every variable filled in, negation pushed inward, comparisons
 * written out over values.
 *
 * In     a checked node, what its variables stand for
 * Out    a condition of the grounded world
 *
 * Comparing two properties that are no numbers is written out value by value, because whoever is
 * surprised repairs claim by claim.
 */
#include "sabre_builder.h"

static const sabre_asking HOLDS = {0}, DENIED = {.is_denied = true};

static expression_id folded(bool truth, sabre_asking how) {
    return kzi_sabre_fold((truth != how.is_denied) != how.fails);
}

bool kzi_sabre_constant(const sabre_builder *b, sabre_id id, sabre_value *is) {
    const sabre_node *node = kzi_sabre_at(b, id);
    switch (node->kind) {
    case SABRE_UNKNOWN: *is = (sabre_value){SORT_UNKNOWN, UNKNOWN}; return true;
    case SABRE_TRUTH: *is = (sabre_value){SORT_TRUTH, (value)node->number}; return true;
    case SABRE_NUMBER: *is = (sabre_value){SORT_NUMBER, kzi_sabre_scaled(b, node)}; return true;
    case SABRE_ENTITY: *is = (sabre_value){SORT_ENTITY, (value)node->number}; return true;
    case SABRE_VARIABLE: *is = b->bound[node->number]; return true;
    default: return false;
    }
}

static bool is_same_value(sabre_value one, sabre_value other) {
    return one.sort == other.sort && (one.sort == SORT_UNKNOWN || one.is == other.is);
}

/* ---- or of ands, or, where it must fail, and of ors ---- */
typedef struct {
    sabre_builder *b;
    sabre_asking how;
    sabre_parts clauses;
} sabre_clauses;

static void add_clause(sabre_clauses *to, const expression_id *parts, uint32_t count) {
    sabre_parts clause = {(expression_id *)(uintptr_t)parts, count, count};
    expression_id made =
        to->how.fails ? kzi_sabre_or(to->b, &clause) : kzi_sabre_and(to->b, &clause);
    if (!LIST_ADD(to->b->in, &to->clauses, made)) kzi_sabre_fails(to->b);
}

static expression_id all_clauses(const sabre_clauses *of) {
    return of->how.fails ? kzi_sabre_and(of->b, &of->clauses) : kzi_sabre_or(of->b, &of->clauses);
}

/* What holds of the branch that applies; `ask` says what that is. */
typedef expression_id (*branch_asker)(sabre_builder *b, const void *context, sabre_id branch,
                                      sabre_asking how);

static expression_id of_branches(sabre_builder *b, sabre_id id, sabre_asking how, branch_asker ask,
                                 const void *context) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_clauses made = {.b = b, .how = how};
    sabre_parts earlier = {0};
    for (uint32_t i = 0; i <= node->child_count && !b->has_failed; i += 2) {
        bool is_else = i + 1 >= node->child_count;
        sabre_parts parts = {0};
        for (uint32_t j = 0; j < earlier.count; j++) {
            if (!LIST_ADD(b->in, &parts, earlier.items[j])) kzi_sabre_fails(b);
        }
        sabre_id condition = i < node->child_count ? kzi_sabre_child(b->from, id, i) : NO_NODE;
        if (!is_else &&
            !LIST_ADD(b->in, &parts,
                      kzi_sabre_condition(b, condition, (sabre_asking){.fails = how.fails})))
            kzi_sabre_fails(b);
        bool is_missing = i == node->child_count; /* no else: then it is true */
        expression_id branch =
            is_missing
                ? folded(true, how)
                : ask(b, context, is_else ? condition : kzi_sabre_child(b->from, id, i + 1), how);
        if (!LIST_ADD(b->in, &parts, branch)) kzi_sabre_fails(b);
        add_clause(&made, parts.items, parts.count);
        if (is_else) break;
        if (!LIST_ADD(b->in, &earlier,
                      kzi_sabre_condition(b, condition,
                                          (sabre_asking){.is_denied = true, .fails = how.fails})))
            kzi_sabre_fails(b);
    }
    return all_clauses(&made);
}

static expression_id ask_condition(sabre_builder *b, const void *context, sabre_id branch,
                                   sabre_asking how) {
    (void)context;
    return kzi_sabre_condition(b, branch, how);
}

static expression_id ask_value(sabre_builder *b, const void *context, sabre_id branch,
                               sabre_asking how) {
    return kzi_sabre_has_value(b, branch, *(const sabre_value *)context, how);
}

/* ---- an expression has a value ---- */
static expression_id number_has_value(sabre_builder *b, sabre_id id, sabre_value v,
                                      sabre_asking how) {
    if (v.sort != SORT_NUMBER && v.sort != SORT_UNKNOWN) return folded(false, how);
    return kzi_sabre_compare(b, CONDITION_IS, kzi_sabre_sum(b, id), kzi_sabre_amount(b, v.is),
                             how.is_denied != how.fails);
}

static expression_id property_has_value(sabre_builder *b, sabre_id id, sabre_value v,
                                        sabre_asking how) {
    if (v.sort != SORT_ENTITY && v.sort != SORT_UNKNOWN) return folded(false, how);
    return kzi_sabre_fact_is(b, kzi_sabre_fact(b, id), v.is, how.is_denied != how.fails);
}

expression_id kzi_sabre_has_value(sabre_builder *b, sabre_id id, sabre_value v, sabre_asking how) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_value constant;
    if (!kzi_sabre_works(b)) return NEVER_HOLDS;
    if (kzi_sabre_constant(b, id, &constant)) return folded(is_same_value(constant, v), how);
    if (kzi_sabre_is_numeric(b, id)) return number_has_value(b, id, v, how);
    if (node->type == SABRE_TYPE_BOOLEAN) {
        if (v.sort != SORT_TRUTH) return folded(false, how);
        return kzi_sabre_condition(b, id, (sabre_asking){how.is_denied != (v.is == 0), how.fails});
    }
    if (node->kind == SABRE_IF) return of_branches(b, id, how, ask_value, &v);
    if (node->kind != SABRE_BELIEVES) return property_has_value(b, id, v, how);
    mind_id mind = kzi_sabre_mind(b, kzi_sabre_child(b->from, id, 0));
    expression_id held = kzi_sabre_has_value(b, kzi_sabre_child(b->from, id, 1), v, how);
    b->mind_depth--;
    return b->has_failed ? NEVER_HOLDS : kzi_sabre_believes(b, mind, held);
}

/* ---- the same, or not: written out over the values of the right side ---- */
static expression_id same_over_values(sabre_builder *b, sabre_id left, sabre_id right,
                                      bool is_not) {
    uint32_t type = kzi_sabre_at(b, right)->type, count = kzi_sabre_range(b, type);
    sabre_clauses made = {.b = b};
    sabre_asking how = is_not ? DENIED : HOLDS;
    for (uint32_t i = 0; i < count && !b->has_failed; i++) {
        sabre_value v = kzi_sabre_in_range(b, type, i);
        expression_id there = kzi_sabre_has_value(b, right, v, HOLDS);
        if (there.n == NEVER_HOLDS.n) continue;
        add_clause(&made, (expression_id[]){kzi_sabre_has_value(b, left, v, how), there}, 2);
    }
    sabre_value nothing = {SORT_UNKNOWN, UNKNOWN};
    if (type != SABRE_TYPE_BOOLEAN)
        add_clause(&made,
                   (expression_id[]){kzi_sabre_has_value(b, left, nothing, how),
                                     kzi_sabre_has_value(b, right, nothing, HOLDS)},
                   2);
    return all_clauses(&made);
}

static expression_id same(sabre_builder *b, sabre_id left, sabre_id right, bool is_not) {
    sabre_value constant;
    if (kzi_sabre_constant(b, right, &constant))
        return kzi_sabre_has_value(b, left, constant, is_not ? DENIED : HOLDS);
    bool is_swapped = kzi_sabre_is_numeric(b, right); /* the left side has fewer values */
    return is_swapped ? same_over_values(b, right, left, is_not)
                      : same_over_values(b, left, right, is_not);
}

/* ---- comparisons ---- */
static sabre_kind denied_kind(sabre_kind kind) {
    switch (kind) {
    case SABRE_IS: return SABRE_IS_NOT;
    case SABRE_IS_NOT: return SABRE_IS;
    case SABRE_LESS: return SABRE_AT_LEAST;
    case SABRE_AT_LEAST: return SABRE_LESS;
    case SABRE_MORE: return SABRE_AT_MOST;
    default: return SABRE_MORE;
    }
}

static expression_id compared(sabre_builder *b, sabre_kind kind, sabre_id left, sabre_id right,
                              bool fails);

typedef struct {
    sabre_kind kind;
    sabre_id other;
    bool is_left;
} compared_with;

static expression_id ask_compared(sabre_builder *b, const void *context, sabre_id branch,
                                  sabre_asking how) {
    const compared_with *with = context;
    return compared(b, with->kind, with->is_left ? branch : with->other,
                    with->is_left ? with->other : branch, how.fails);
}

static expression_id numbers_compared(sabre_builder *b, sabre_kind kind, sabre_id left,
                                      sabre_id right, bool fails) {
    bool is_left = kzi_sabre_at(b, left)->kind == SABRE_IF,
         is_right = kzi_sabre_at(b, right)->kind == SABRE_IF;
    if (is_left || is_right) {
        compared_with with = {kind, is_left ? right : left, is_left};
        return of_branches(b, is_left ? left : right, (sabre_asking){.fails = fails}, ask_compared,
                           &with);
    }
    expression_id one = kzi_sabre_sum(b, left), other = kzi_sabre_sum(b, right);
    if (b->has_failed) return NEVER_HOLDS;
    switch (kind) {
    case SABRE_IS: return kzi_sabre_compare(b, CONDITION_IS, one, other, fails);
    case SABRE_IS_NOT: return kzi_sabre_compare(b, CONDITION_IS, one, other, !fails);
    case SABRE_LESS: return kzi_sabre_compare(b, CONDITION_LESS, one, other, fails);
    case SABRE_MORE: return kzi_sabre_compare(b, CONDITION_LESS, other, one, fails);
    case SABRE_AT_MOST: return kzi_sabre_compare(b, CONDITION_AT_MOST, one, other, fails);
    default: return kzi_sabre_compare(b, CONDITION_AT_MOST, other, one, fails);
    }
}

static expression_id compared(sabre_builder *b, sabre_kind kind, sabre_id left, sabre_id right,
                              bool fails) {
    if (!kzi_sabre_works(b)) return NEVER_HOLDS;
    if (kzi_sabre_is_numeric(b, left) && kzi_sabre_is_numeric(b, right))
        return numbers_compared(b, kind, left, right, fails);
    if (kind == SABRE_LESS || kind == SABRE_MORE)
        return kzi_sabre_fold(fails); /* only numbers are less or more */
    return same(b, left, right, (kind == SABRE_IS_NOT) != fails);
}

/* ---- the rest ---- */
static expression_id joined_conditions(sabre_builder *b, sabre_id id, sabre_asking how,
                                       bool is_and) {
    sabre_parts parts = {0};
    for (uint32_t i = 0; i < kzi_sabre_at(b, id)->child_count && !b->has_failed; i++) {
        expression_id part = kzi_sabre_condition(b, kzi_sabre_child(b->from, id, i), how);
        if (part.n == kzi_sabre_fold(!is_and).n) return part;
        if (!LIST_ADD(b->in, &parts, part)) kzi_sabre_fails(b);
    }
    return is_and ? kzi_sabre_and(b, &parts) : kzi_sabre_or(b, &parts);
}

static expression_id quantified(sabre_builder *b, sabre_id id, sabre_asking how, bool is_and) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_parts parts = {0};
    uint32_t count = kzi_sabre_range(b, node->bound_type);
    for (uint32_t i = 0; i < count && !b->has_failed; i++) {
        b->bound[node->number] = kzi_sabre_in_range(b, node->bound_type, i);
        expression_id part = kzi_sabre_condition(b, kzi_sabre_child(b->from, id, 0), how);
        if (part.n == kzi_sabre_fold(!is_and).n) return part;
        if (!LIST_ADD(b->in, &parts, part)) kzi_sabre_fails(b);
    }
    return is_and ? kzi_sabre_and(b, &parts) : kzi_sabre_or(b, &parts);
}

static expression_id of_type(sabre_builder *b, sabre_id id, sabre_asking how) {
    const sabre_node *node = kzi_sabre_at(b, id);
    sabre_id what = kzi_sabre_child(b->from, id, 0);
    if (node->bound_type == SABRE_TYPE_NUMBER) { /* all numbers belong to it but the unknown one */
        bool is_numeric = kzi_sabre_is_numeric(b, what);
        return is_numeric ? number_has_value(b, what, (sabre_value){SORT_UNKNOWN, UNKNOWN},
                                             (sabre_asking){!how.is_denied, how.fails})
                          : folded(false, how);
    }
    sabre_parts parts = {0};
    uint32_t count = kzi_sabre_range(b, node->bound_type);
    for (uint32_t i = 0; i < count && !b->has_failed; i++) {
        if (!LIST_ADD(
                b->in, &parts,
                kzi_sabre_has_value(b, what, kzi_sabre_in_range(b, node->bound_type, i), how)))
            kzi_sabre_fails(b);
    }
    return how.is_denied != how.fails ? kzi_sabre_and(b, &parts) : kzi_sabre_or(b, &parts);
}

static expression_id believed_condition(sabre_builder *b, sabre_id id, sabre_asking how) {
    mind_id mind = kzi_sabre_mind(b, kzi_sabre_child(b->from, id, 0));
    expression_id held = kzi_sabre_condition(b, kzi_sabre_child(b->from, id, 1), how);
    b->mind_depth--;
    return b->has_failed ? NEVER_HOLDS : kzi_sabre_believes(b, mind, held);
}

expression_id kzi_sabre_condition(sabre_builder *b, sabre_id id, sabre_asking how) {
    const sabre_node *node = kzi_sabre_at(b, id);
    bool is_turned = how.is_denied != how.fails;
    sabre_value constant;
    if (!kzi_sabre_works(b)) return NEVER_HOLDS;
    if (kzi_sabre_constant(b, id, &constant))
        return folded(constant.sort == SORT_TRUTH && constant.is, how);
    switch (node->kind) {
    case SABRE_PROPERTY: return kzi_sabre_fact_is(b, kzi_sabre_fact(b, id), 1, is_turned);
    case SABRE_BELIEVES: return believed_condition(b, id, how);
    case SABRE_AND:
    case SABRE_OR: return joined_conditions(b, id, how, (node->kind == SABRE_AND) != is_turned);
    case SABRE_NOT:
        return kzi_sabre_condition(b, kzi_sabre_child(b->from, id, 0),
                                   (sabre_asking){!how.is_denied, how.fails});
    case SABRE_IF: return of_branches(b, id, how, ask_condition, NULL);
    case SABRE_FORALL:
    case SABRE_EXISTS: return quantified(b, id, how, (node->kind == SABRE_FORALL) != is_turned);
    case SABRE_TYPE_TEST: return of_type(b, id, how);
    default: {
        sabre_kind kind = how.is_denied ? denied_kind(node->kind) : node->kind;
        return compared(b, kind, kzi_sabre_child(b->from, id, 0), kzi_sabre_child(b->from, id, 1),
                        how.fails);
    }
    }
}
