/* SPDX-License-Identifier: MIT
 *
 * sabre_start: the start: its statements carried out one after the other, each reading what those
 * before it left.
 *
 * In     the statements that are none of types, entities, properties, actions, triggers, utilities
 * Out    each fact's start; a line for each entry about what somebody believes; the author's goal
 *
 * What a chain of believers thinks of a fact is its entry; without one, what the chain without its
 * last believer thinks; in the end, the truth.
 */
#include "sabre_builder.h"

typedef struct {
    uint32_t chain; /* row of chains; no belief is kept for the empty chain */
    fact_id fact;
    value is;
    span where;
} start_entry;

typedef struct {
    sabre_builder *b;
    rows chains;
    LIST(start_entry) entries;
    table by_place;
    LIST(start_entry) changes; /* of the statement under way */
    table changed;
    uint32_t chain[KZI_SABRE_MOST_CHAIN];
    uint32_t chain_length;
} starting_up;

/* ---- entries ---- */
typedef struct {
    const start_entry *items;
    uint32_t chain;
    fact_id fact;
} entry_lookup;

static bool is_same_entry(const void *context, uint32_t number) {
    const entry_lookup *wanted = context;
    return wanted->items[number].chain == wanted->chain &&
           wanted->items[number].fact.n == wanted->fact.n;
}

static uint64_t hash_of_entry(uint32_t chain, fact_id fact) {
    return kzi_hash_mix((uint64_t)chain << 32 | fact.n);
}

static value believed_value(starting_up *s, fact_id fact) {
    for (uint32_t length = s->chain_length; length > 0; length--) {
        uint32_t chain = kzi_row(&s->chains, s->chain, length);
        if (chain == NO_ROW) return kzi_sabre_fails(s->b), UNKNOWN;
        uint32_t found = kzi_table_find(&s->by_place, hash_of_entry(chain, fact), is_same_entry,
                                        &(entry_lookup){s->entries.items, chain, fact});
        if (found != NOT_IN_TABLE) return s->entries.items[found].is;
    }
    return s->b->facts.items[fact.n].start;
}

static bool enter(starting_up *s, sabre_id who) {
    mind_id mind = kzi_sabre_mind(s->b, who);
    if (s->b->has_failed) return false;
    s->chain[s->chain_length++] = mind.n;
    return true;
}

static void leave(starting_up *s) {
    s->chain_length--;
    s->b->mind_depth--;
}

/* ---- values, read in the mind of the chain ---- */
static bool start_holds(starting_up *s, sabre_id id, bool is_denied);
static sabre_value start_value(starting_up *s, sabre_id id);

static sabre_value number_value(value is) {
    return (sabre_value){is == UNKNOWN ? SORT_UNKNOWN : SORT_NUMBER, is};
}

static sabre_value truth_value(bool is) {
    return (sabre_value){SORT_TRUTH, is};
}

static sabre_value property_value(starting_up *s, sabre_id id) {
    fact_id fact = kzi_sabre_fact(s->b, id);
    if (s->b->has_failed) return number_value(UNKNOWN);
    value is = believed_value(s, fact);
    fact_type type = s->b->facts.items[fact.n].type;
    if (is == UNKNOWN || type == FACT_NUMBER) return number_value(is);
    return (sabre_value){type == FACT_YES_NO ? SORT_TRUTH : SORT_ENTITY, is};
}

static sabre_value branch_value(starting_up *s, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    for (uint32_t i = 0; i + 1 < node->child_count; i += 2) {
        if (start_holds(s, kzi_sabre_child(s->b->from, id, i), false))
            return start_value(s, kzi_sabre_child(s->b->from, id, i + 1));
    }
    return node->child_count % 2
               ? start_value(s, kzi_sabre_child(s->b->from, id, node->child_count - 1))
               : truth_value(true);
}

static value plain_number(sabre_value v) {
    return v.sort == SORT_NUMBER ? v.is : UNKNOWN;
}

static expression_kind sum_kind(sabre_kind kind) {
    switch (kind) {
    case SABRE_TIMES:
    case SABRE_PRODUCT: return EXPRESSION_TIMES;
    case SABRE_DIVIDE: return EXPRESSION_DIVIDED;
    case SABRE_MINUS: return EXPRESSION_MINUS;
    default: return EXPRESSION_PLUS;
    }
}

static sabre_value sum_value(starting_up *s, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    value made =
        plain_number(start_value(s, kzi_sabre_child(s->b->from, id, node->child_count - 1)));
    for (uint32_t i = node->child_count - 1; i > 0; i--) {
        value left = plain_number(start_value(s, kzi_sabre_child(s->b->from, id, i - 1)));
        made = kzi_sabre_calculated(s->b, sum_kind(node->kind), left, made);
    }
    return number_value(made);
}

static sabre_value value_over_all(starting_up *s, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    value made = node->kind == SABRE_SUM ? 0 : s->b->made->scale;
    uint32_t count = kzi_sabre_range(s->b, node->bound_type);
    for (uint32_t i = 0; i < count && !s->b->has_failed; i++) {
        s->b->bound[node->number] = kzi_sabre_in_range(s->b, node->bound_type, i);
        value part = plain_number(start_value(s, kzi_sabre_child(s->b->from, id, 0)));
        made = kzi_sabre_calculated(s->b, sum_kind(node->kind), made, part);
    }
    return number_value(made);
}

static sabre_value start_value(starting_up *s, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    sabre_value made;
    if (!kzi_sabre_works(s->b)) return number_value(UNKNOWN);
    if (kzi_sabre_constant(s->b, id, &made)) return made;
    switch (node->kind) {
    case SABRE_PROPERTY: return property_value(s, id);
    case SABRE_BELIEVES:
        if (!enter(s, kzi_sabre_child(s->b->from, id, 0))) return number_value(UNKNOWN);
        made = start_value(s, kzi_sabre_child(s->b->from, id, 1));
        leave(s);
        return made;
    case SABRE_IF: return branch_value(s, id);
    case SABRE_SUM:
    case SABRE_PRODUCT: return value_over_all(s, id);
    case SABRE_TIMES:
    case SABRE_DIVIDE:
    case SABRE_PLUS:
    case SABRE_MINUS: return sum_value(s, id);
    default: return truth_value(start_holds(s, id, false));
    }
}

/* ---- conditions ---- */
static bool is_equal(sabre_value one, sabre_value other) {
    return one.sort == other.sort && (one.sort == SORT_UNKNOWN || one.is == other.is);
}

static bool is_in_order(sabre_kind kind, sabre_value left, sabre_value right) {
    bool are_numbers = left.sort == SORT_NUMBER && right.sort == SORT_NUMBER;
    switch (kind) {
    case SABRE_IS: return is_equal(left, right);
    case SABRE_IS_NOT: return !is_equal(left, right);
    case SABRE_AT_LEAST: return is_equal(left, right) || (are_numbers && left.is > right.is);
    case SABRE_AT_MOST: return is_equal(left, right) || (are_numbers && left.is < right.is);
    case SABRE_MORE: return are_numbers && left.is > right.is;
    default: return are_numbers && left.is < right.is;
    }
}

static bool comparison_holds(starting_up *s, sabre_id id, bool is_denied) {
    sabre_value left = start_value(s, kzi_sabre_child(s->b->from, id, 0)),
                right = start_value(s, kzi_sabre_child(s->b->from, id, 1));
    switch (kzi_sabre_at(s->b, id)->kind) {
    case SABRE_IS: return is_equal(left, right) != is_denied;
    case SABRE_IS_NOT: return is_equal(left, right) == is_denied;
    case SABRE_AT_LEAST:
        return is_denied ? is_in_order(SABRE_LESS, left, right)
                         : is_in_order(SABRE_AT_LEAST, left, right);
    case SABRE_AT_MOST:
        return is_denied ? is_in_order(SABRE_MORE, left, right)
                         : is_in_order(SABRE_AT_MOST, left, right);
    case SABRE_MORE:
        return is_denied ? is_in_order(SABRE_AT_MOST, left, right)
                         : is_in_order(SABRE_MORE, left, right);
    default:
        return is_denied ? is_in_order(SABRE_AT_LEAST, left, right)
                         : is_in_order(SABRE_LESS, left, right);
    }
}

static bool joined_hold(starting_up *s, sabre_id id, bool is_denied, bool is_and) {
    for (uint32_t i = 0; i < kzi_sabre_at(s->b, id)->child_count; i++) {
        if (start_holds(s, kzi_sabre_child(s->b->from, id, i), is_denied) != is_and) return !is_and;
    }
    return is_and;
}

static bool quantified_holds(starting_up *s, sabre_id id, bool is_denied, bool is_and) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    uint32_t count = kzi_sabre_range(s->b, node->bound_type);
    for (uint32_t i = 0; i < count && !s->b->has_failed; i++) {
        s->b->bound[node->number] = kzi_sabre_in_range(s->b, node->bound_type, i);
        if (start_holds(s, kzi_sabre_child(s->b->from, id, 0), is_denied) != is_and) return !is_and;
    }
    return is_and;
}

static bool is_of_named_type(starting_up *s, sabre_id id) {
    sabre_value v = start_value(s, kzi_sabre_child(s->b->from, id, 0));
    uint32_t type = kzi_sabre_at(s->b, id)->bound_type;
    if (v.sort == SORT_ENTITY) return kzi_sabre_is_of_type(s->b->from, (uint32_t)v.is, type);
    return (v.sort == SORT_TRUTH && type == SABRE_TYPE_BOOLEAN) ||
           (v.sort == SORT_NUMBER && type == SABRE_TYPE_NUMBER);
}

static bool branch_holds(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    for (uint32_t i = 0; i + 1 < node->child_count; i += 2) {
        if (start_holds(s, kzi_sabre_child(s->b->from, id, i), false))
            return start_holds(s, kzi_sabre_child(s->b->from, id, i + 1), is_denied);
    }
    return node->child_count % 2
               ? start_holds(s, kzi_sabre_child(s->b->from, id, node->child_count - 1), is_denied)
               : !is_denied;
}

static bool start_holds(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    if (!kzi_sabre_works(s->b)) return false;
    switch (node->kind) {
    case SABRE_BELIEVES: {
        if (!enter(s, kzi_sabre_child(s->b->from, id, 0))) return false;
        bool holds = start_holds(s, kzi_sabre_child(s->b->from, id, 1), is_denied);
        leave(s);
        return holds;
    }
    case SABRE_AND:
    case SABRE_OR: return joined_hold(s, id, is_denied, (node->kind == SABRE_AND) != is_denied);
    case SABRE_NOT: return start_holds(s, kzi_sabre_child(s->b->from, id, 0), !is_denied);
    case SABRE_IF: return branch_holds(s, id, is_denied);
    case SABRE_FORALL:
    case SABRE_EXISTS:
        return quantified_holds(s, id, is_denied, (node->kind == SABRE_FORALL) != is_denied);
    case SABRE_TYPE_TEST: return is_of_named_type(s, id) != is_denied;
    case SABRE_PROPERTY:
    case SABRE_TRUTH:
    case SABRE_VARIABLE: return (start_value(s, id).is == 1) != is_denied;
    default: return comparison_holds(s, id, is_denied);
    }
}

/* ---- statements: what changes is collected, then set at once ---- */
static void say_both(starting_up *s, const start_entry *made, const start_entry *known) {
    note *said = kzi_note(s->b->said, K_SABRE_CONTRADICTION, made->where, "the start",
                          s->b->facts.items[made->fact.n].name);
    kzi_note_other(s->b->said, said, known->where, "it becomes something else here");
    kzi_sabre_fails(s->b);
}

static void collect_change(starting_up *s, sabre_id target, value is) {
    uint32_t entered = 0;
    span where = kzi_sabre_at(s->b, target)->where;
    for (; kzi_sabre_at(s->b, target)->kind == SABRE_BELIEVES &&
           enter(s, kzi_sabre_child(s->b->from, target, 0));
         entered++)
        target = kzi_sabre_child(s->b->from, target, 1);
    start_entry made = {
        .chain = kzi_row(&s->chains, s->chain, s->chain_length), .is = is, .where = where};
    if (!s->b->has_failed) made.fact = kzi_sabre_fact(s->b, target);
    for (; entered > 0; entered--) leave(s);
    if (s->b->has_failed || made.chain == NO_ROW) {
        kzi_sabre_fails(s->b);
        return;
    }
    uint64_t hash = hash_of_entry(made.chain, made.fact);
    uint32_t found = kzi_table_find(&s->changed, hash, is_same_entry,
                                    &(entry_lookup){s->changes.items, made.chain, made.fact});
    if (found != NOT_IN_TABLE) {
        if (s->changes.items[found].is != is) say_both(s, &made, &s->changes.items[found]);
    } else if (!LIST_ADD(s->b->in, &s->changes, made) ||
               !kzi_table_add(s->b->in, &s->changed, hash, s->changes.count - 1)) {
        kzi_sabre_fails(s->b);
    }
}

static void collect_all(starting_up *s, sabre_id id, bool is_denied);

static void collect_branch(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    for (uint32_t i = 0; i + 1 < node->child_count; i += 2) {
        sabre_id condition = kzi_sabre_child(s->b->from, id, i);
        if (start_holds(s, condition, false)) {
            collect_all(s, kzi_sabre_child(s->b->from, id, i + 1), is_denied);
            return;
        }
        if (!start_holds(s, condition, true))
            return; /* neither it nor its negation: a number is unknown */
    }
    if (node->child_count % 2)
        collect_all(s, kzi_sabre_child(s->b->from, id, node->child_count - 1), is_denied);
}

static void collect_for_each(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    uint32_t count = kzi_sabre_range(s->b, node->bound_type);
    for (uint32_t i = 0; i < count && !s->b->has_failed; i++) {
        s->b->bound[node->number] = kzi_sabre_in_range(s->b, node->bound_type, i);
        collect_all(s, kzi_sabre_child(s->b->from, id, 0), is_denied);
    }
}

static void collect_parts(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    bool is_open = (node->kind == SABRE_OR) != is_denied;
    for (uint32_t i = 0; i < node->child_count && !s->b->has_failed; i++) {
        sabre_id child = kzi_sabre_child(s->b->from, id, i);
        bool is_ruled_out = is_open && kzi_sabre_at(s->b, child)->kind == SABRE_TRUTH &&
                            (kzi_sabre_at(s->b, child)->number != 0) == is_denied;
        if (!is_ruled_out) collect_all(s, child, is_denied);
    }
}

static void collect_set(starting_up *s, sabre_id id, bool is_denied) {
    sabre_id target = kzi_sabre_child(s->b->from, id, 0);
    sabre_value v = start_value(s, kzi_sabre_child(s->b->from, id, 1));
    bool is_turned = (kzi_sabre_at(s->b, id)->kind == SABRE_IS_NOT) != is_denied;
    collect_change(s, target, is_turned ? !v.is : v.sort == SORT_UNKNOWN ? UNKNOWN : v.is);
}

static void collect_truth(starting_up *s, const sabre_node *node, bool is_denied) {
    if ((node->number != 0) != is_denied) return;
    kzi_note(s->b->said, K_SABRE_IMPOSSIBLE, node->where);
    kzi_sabre_fails(s->b);
}

static void collect_all(starting_up *s, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    if (!kzi_sabre_works(s->b)) return;
    if (node->is_property) {
        collect_change(s, id, !is_denied);
        return;
    }
    switch (node->kind) {
    case SABRE_TRUTH: collect_truth(s, node, is_denied); return;
    case SABRE_NOT: collect_all(s, kzi_sabre_child(s->b->from, id, 0), !is_denied); return;
    case SABRE_AND:
    case SABRE_OR: collect_parts(s, id, is_denied); return;
    case SABRE_IF: collect_branch(s, id, is_denied); return;
    case SABRE_FORALL:
    case SABRE_EXISTS: collect_for_each(s, id, is_denied); return;
    case SABRE_BELIEVES:
        if (!enter(s, kzi_sabre_child(s->b->from, id, 0))) return;
        collect_all(s, kzi_sabre_child(s->b->from, id, 1), is_denied);
        leave(s);
        return;
    default: collect_set(s, id, is_denied); return;
    }
}

static bool set_entry(starting_up *s, const start_entry *change) {
    if (s->chains.list.items[change->chain].count == 0)
        return s->b->facts.items[change->fact.n].start = change->is, true;
    uint64_t hash = hash_of_entry(change->chain, change->fact);
    uint32_t found = kzi_table_find(&s->by_place, hash, is_same_entry,
                                    &(entry_lookup){s->entries.items, change->chain, change->fact});
    if (found != NOT_IN_TABLE) return s->entries.items[found].is = change->is, true;
    return LIST_ADD(s->b->in, &s->entries, *change) &&
           kzi_table_add(s->b->in, &s->by_place, hash, s->entries.count - 1);
}

/* The conjuncts of a statement are carried out one after the other; all else at once. */
static void carry_out(starting_up *s, sabre_id id) {
    const sabre_node *node = kzi_sabre_at(s->b, id);
    for (uint32_t i = 0; node->kind == SABRE_AND && i < node->child_count && !s->b->has_failed; i++)
        carry_out(s, kzi_sabre_child(s->b->from, id, i));
    if (node->kind == SABRE_AND) return;
    s->changes.count = 0;
    s->changed = (table){0};
    collect_all(s, id, false);
    for (uint32_t i = 0; i < s->changes.count && !s->b->has_failed; i++) {
        if (!set_entry(s, &s->changes.items[i])) kzi_sabre_fails(s->b);
    }
}

static bool hand_over_entries(starting_up *s) {
    sabre_builder *b = s->b;
    for (uint32_t i = 0; i < s->entries.count; i++) {
        const start_entry *entry = &s->entries.items[i];
        row chain = s->chains.list.items[entry->chain];
        ground_belief made = {b->via.count, chain.count, entry->fact, entry->is, entry->where};
        for (uint32_t j = 0; j < chain.count; j++) {
            if (!LIST_ADD(b->in, &b->via, (mind_id){chain.items[j]})) return kzi_sabre_fails(b);
        }
        if (!LIST_ADD(b->in, &b->beliefs, made)) return kzi_sabre_fails(b);
    }
    return true;
}

/* ---- the author's goal ---- */
value kzi_sabre_goal(value start, value scale) {
    if (start == UNKNOWN) return UNKNOWN;
    value whole = start - start % scale, rest = start % scale;
    if (rest > 0) return whole + scale;
    return start +
           scale; /* away from zero lies below a negative start, and a whole one is where it is */
}

static void set_goal(starting_up *s) {
    sabre_builder *b = s->b;
    value start = 0;
    if (b->from->author_utility != NOT_FOUND) {
        sabre_id utility = b->from->statements.items[b->from->author_utility].what;
        sabre_value v = start_value(s, utility);
        start = v.sort == SORT_TRUTH ? v.is * b->made->scale : plain_number(v);
        if (start == UNKNOWN && !b->has_failed)
            kzi_note(b->said, K_SABRE_NO_GOAL, kzi_sabre_at(b, utility)->where);
    }
    b->made->author_goal = kzi_sabre_goal(start, b->made->scale);
}

bool kzi_sabre_start(sabre_builder *b) {
    starting_up s = {.b = b, .chains = {.in = b->in}};
    for (uint32_t i = 0; i < b->from->starts.count && !b->has_failed; i++) {
        b->where = b->from->statements.items[b->from->starts.items[i]].where;
        carry_out(&s, b->from->statements.items[b->from->starts.items[i]].what);
    }
    if (b->has_failed) return false;
    set_goal(&s);
    return !b->has_failed && hand_over_entries(&s);
}
