/* SPDX-License-Identifier: MIT
 *
 * sabre_effects: what an action or a trigger changes, with every variable filled in.
 *
 * In     an effect expression, what its variables stand for
 * Out    effects on facts; implants, where somebody's mind is changed; a note where two
 *        unconditional ones contradict each other
 *
 * Where several that hold at once change the same, the smallest value wins (False, True, ?,
 * numbers, entities in order, then sums), as in the peer. Later lines win in the engine, so such
 * lines are put in falling order; of sums it is known only then which is smallest, so each of those
 * that may hold together comes to the least of them.
 */
#include "sabre_builder.h"

/* fact becomes amount where `when` holds, in the world at the end of the chain of minds. */
typedef struct {
    uint32_t chain; /* row of chains */
    fact_id fact;
    expression_id when, amount;
    uint32_t rank_sort; /* how small its value is: by sort, then by value */
    int64_t rank;
    uint32_t order;
    uint32_t trail; /* the branches it stands in */
    span where;
} sabre_change;

/* A branch of an `if`, and the branch that stands in. */
typedef struct {
    uint32_t around; /* trail; 0: none */
    uint32_t choice; /* which `if`, filled in */
    uint32_t branch;
} sabre_trail;

typedef struct {
    sabre_builder *b;
    rows chains;
    LIST(sabre_change) changes;
    LIST(sabre_trail) trails; /* the first is none */
    uint32_t trail;           /* of what is read now */
    uint32_t choice_count;
    mind_id chain[KZI_SABRE_MOST_CHAIN];
    uint32_t chain_length; /* of the believes() around what is read now */
} sabre_changing;

/* ---- what is read inside believes(…) is read in that mind ---- */
static expression_id read_in_chain(const sabre_changing *c, expression_id condition) {
    for (uint32_t i = c->chain_length; i > 0 && !c->b->has_failed; i--)
        condition = kzi_sabre_believes(c->b, c->chain[i - 1], condition);
    return condition;
}

static expression_id amount_in_chain(const sabre_changing *c, expression_id amount) {
    for (uint32_t i = c->chain_length; i > 0 && !c->b->has_failed; i--)
        amount = kzi_sabre_believed(c->b, c->chain[i - 1], amount);
    return amount;
}

static bool enter_mind(sabre_changing *c, sabre_id who) {
    mind_id mind = kzi_sabre_mind(c->b, who);
    if (c->b->has_failed) return false;
    c->chain[c->chain_length++] = mind;
    return true;
}

static void leave_mind(sabre_changing *c) {
    c->chain_length--;
    c->b->mind_depth--;
}

/* ---- one change ---- */
static void rank_change(const sabre_builder *b, sabre_change *made) {
    value constant;
    const ground_fact *f = &b->facts.items[made->fact.n];
    if (!kzi_sabre_is_constant(b, made->amount, &constant)) {
        made->rank_sort = 5;
        return;
    }
    made->rank_sort = constant == UNKNOWN      ? 2
                      : f->type == FACT_YES_NO ? 1
                      : f->type == FACT_NUMBER ? 3
                                               : 4;
    made->rank = constant;
}

static void add_change(sabre_changing *c, sabre_id target, expression_id when, expression_id amount,
                       span where) {
    sabre_builder *b = c->b;
    uint32_t entered = 0;
    while (kzi_sabre_at(b, target)->kind == SABRE_BELIEVES &&
           enter_mind(c, kzi_sabre_child(b->from, target, 0))) {
        target = kzi_sabre_child(b->from, target, 1);
        entered++;
    }
    if (!b->has_failed && when.n != NEVER_HOLDS.n) {
        sabre_change made = {.fact = kzi_sabre_fact(b, target),
                             .when = when,
                             .amount = amount,
                             .order = c->changes.count,
                             .trail = c->trail,
                             .where = where};
        made.chain = kzi_row(&c->chains, (const uint32_t *)c->chain, c->chain_length);
        if (!b->has_failed) rank_change(b, &made);
        if (made.chain == NO_ROW || !LIST_ADD(b->in, &c->changes, made)) kzi_sabre_fails(b);
    }
    for (; entered > 0; entered--) leave_mind(c);
}

static value of_value(sabre_value v) {
    return v.sort == SORT_UNKNOWN ? UNKNOWN : v.is;
}

static void set_value(sabre_changing *c, sabre_id target, sabre_id from, sabre_value v,
                      expression_id when, bool is_denied, span where) {
    expression_id here = read_in_chain(c, kzi_sabre_has_value(c->b, from, v, (sabre_asking){0}));
    value becomes = is_denied ? !v.is : of_value(v);
    if (c->b->has_failed) return;
    add_change(c, target, kzi_sabre_both(c->b, when, here), kzi_sabre_amount(c->b, becomes), where);
}

/* P = V: a number as a sum; all else by each value that V may have. */
static void set_property(sabre_changing *c, sabre_id target, sabre_id from, expression_id when,
                         bool is_denied) {
    sabre_builder *b = c->b;
    uint32_t type = kzi_sabre_at(b, target)->type;
    span where = kzi_sabre_at(b, target)->where;
    if (type == SABRE_TYPE_NUMBER) {
        expression_id amount = kzi_sabre_sum(b, from);
        if (!b->has_failed) add_change(c, target, when, amount_in_chain(c, amount), where);
        return;
    }
    uint32_t count = kzi_sabre_range(b, type);
    for (uint32_t i = 0; i < count && !b->has_failed; i++)
        set_value(c, target, from, kzi_sabre_in_range(b, type, i), when, is_denied, where);
    if (type != SABRE_TYPE_BOOLEAN)
        set_value(c, target, from, (sabre_value){SORT_UNKNOWN, UNKNOWN}, when, false, where);
}

/* ---- effects inside each other ---- */
static void change(sabre_changing *c, sabre_id id, expression_id when, bool is_denied);

static void enter_branch(sabre_changing *c, uint32_t around, uint32_t choice, uint32_t branch) {
    c->trail = c->trails.count;
    if (!LIST_ADD(c->b->in, &c->trails, ((sabre_trail){around, choice, branch})))
        kzi_sabre_fails(c->b);
}

static void change_in_branches(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(c->b, id);
    uint32_t around = c->trail, choice = c->choice_count++;
    for (uint32_t i = 0; i < node->child_count && !c->b->has_failed; i += 2) {
        sabre_id condition = kzi_sabre_child(c->b->from, id, i);
        bool is_else = i + 1 == node->child_count;
        enter_branch(c, around, choice, i);
        if (is_else) {
            change(c, condition, when, is_denied);
            return;
        }
        expression_id holds =
            read_in_chain(c, kzi_sabre_condition(c->b, condition, (sabre_asking){0}));
        if (c->b->has_failed) return;
        change(c, kzi_sabre_child(c->b->from, id, i + 1), kzi_sabre_both(c->b, when, holds),
               is_denied);
        expression_id denied = read_in_chain(
            c, kzi_sabre_condition(c->b, condition, (sabre_asking){.is_denied = true}));
        if (!c->b->has_failed) when = kzi_sabre_both(c->b, when, denied);
    }
}

static void change_by_branches(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    uint32_t around = c->trail;
    change_in_branches(c, id, when, is_denied);
    c->trail = around;
}

static void change_all(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(c->b, id);
    bool is_open = (node->kind == SABRE_OR) !=
                   is_denied; /* of alternatives only one is left: the others are False */
    for (uint32_t i = 0; i < node->child_count && !c->b->has_failed; i++) {
        sabre_id child = kzi_sabre_child(c->b->from, id, i);
        bool is_ruled_out = is_open && kzi_sabre_at(c->b, child)->kind == SABRE_TRUTH &&
                            (kzi_sabre_at(c->b, child)->number != 0) == is_denied;
        if (!is_ruled_out) change(c, child, when, is_denied);
    }
}

static void change_for_each(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(c->b, id);
    uint32_t count = kzi_sabre_range(c->b, node->bound_type);
    for (uint32_t i = 0; i < count && !c->b->has_failed; i++) {
        c->b->bound[node->number] = kzi_sabre_in_range(c->b, node->bound_type, i);
        change(c, kzi_sabre_child(c->b->from, id, 0), when, is_denied);
    }
}

static void change_mind(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    if (!enter_mind(c, kzi_sabre_child(c->b->from, id, 0))) return;
    change(c, kzi_sabre_child(c->b->from, id, 1), when, is_denied);
    leave_mind(c);
}

static void change_truth(sabre_changing *c, sabre_id id, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(c->b, id);
    if ((node->number != 0) != is_denied) return;
    kzi_note(c->b->said, K_SABRE_IMPOSSIBLE, node->where);
    kzi_sabre_fails(c->b);
}

static void set_bare(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    add_change(c, id, when, kzi_sabre_amount(c->b, !is_denied), kzi_sabre_at(c->b, id)->where);
}

static void change(sabre_changing *c, sabre_id id, expression_id when, bool is_denied) {
    const sabre_node *node = kzi_sabre_at(c->b, id);
    if (!kzi_sabre_works(c->b) || when.n == NEVER_HOLDS.n) return;
    if (node->is_property) {
        set_bare(c, id, when, is_denied);
        return;
    }
    switch (node->kind) {
    case SABRE_TRUTH: change_truth(c, id, is_denied); return;
    case SABRE_NOT: change(c, kzi_sabre_child(c->b->from, id, 0), when, !is_denied); return;
    case SABRE_AND:
    case SABRE_OR: change_all(c, id, when, is_denied); return;
    case SABRE_IF: change_by_branches(c, id, when, is_denied); return;
    case SABRE_FORALL:
    case SABRE_EXISTS: change_for_each(c, id, when, is_denied); return;
    case SABRE_BELIEVES: change_mind(c, id, when, is_denied); return;
    default:
        set_property(c, kzi_sabre_child(c->b->from, id, 0), kzi_sabre_child(c->b->from, id, 1),
                     when, (node->kind == SABRE_IS_NOT) != is_denied);
        return;
    }
}

/* ---- all of them, in order ---- */
static int compare_changes(const sabre_change *one, const sabre_change *other) {
    if (one->chain != other->chain) return one->chain < other->chain ? -1 : 1;
    if (one->fact.n != other->fact.n) return one->fact.n < other->fact.n ? -1 : 1;
    if (one->rank_sort != other->rank_sort) return one->rank_sort > other->rank_sort ? -1 : 1;
    if (one->rank != other->rank) return one->rank > other->rank ? -1 : 1;
    return one->order > other->order ? -1 : one->order < other->order;
}

/* By mending a heap: no memory beyond the list's own, and no bad case. */
static void sink(sabre_change *heap, uint32_t at, uint32_t count) {
    for (uint32_t child = 2 * at + 1; child < count; at = child, child = 2 * at + 1) {
        if (child + 1 < count && compare_changes(&heap[child], &heap[child + 1]) < 0) child++;
        if (compare_changes(&heap[at], &heap[child]) >= 0) return;
        sabre_change swapped = heap[at];
        heap[at] = heap[child];
        heap[child] = swapped;
    }
}

static void sort_changes(sabre_change *changes, uint32_t count) {
    for (uint32_t i = count / 2; i > 0; i--) sink(changes, i - 1, count);
    for (uint32_t end = count; end > 1; end--) {
        sabre_change last = changes[end - 1];
        changes[end - 1] = changes[0];
        changes[0] = last;
        sink(changes, 0, end - 1);
    }
}

/* Both happen whenever anything does, and differ. */
static bool contradict(const sabre_change *one, const sabre_change *other) {
    bool is_same_place = one->chain == other->chain && one->fact.n == other->fact.n;
    return is_same_place && one->when.n == ALWAYS_HOLDS.n && other->when.n == ALWAYS_HOLDS.n &&
           one->amount.n != other->amount.n;
}

static bool say_contradiction(sabre_builder *b, const sabre_change *one,
                              const sabre_change *other) {
    const sabre_change *later = one->order > other->order ? one : other,
                       *earlier = one->order > other->order ? other : one;
    note *said = kzi_note(b->said, K_SABRE_CONTRADICTION, later->where, b->text,
                          b->facts.items[one->fact.n].name);
    kzi_note_other(b->said, said, earlier->where, "it becomes something else here");
    kzi_note_try(b->said, said,
                 "rule it out in the precondition, or say with `if` when each holds");
    return kzi_sabre_fails(b);
}

/* Of one place's changes those that always happen may lie apart, with conditional ones between
 * them. */
static bool find_contradictions(sabre_changing *c) {
    const sabre_change *always = NULL;
    for (uint32_t i = 0; i < c->changes.count; i++) {
        const sabre_change *here = &c->changes.items[i];
        if (always && contradict(always, here)) return say_contradiction(c->b, always, here);
        if (here->when.n == ALWAYS_HOLDS.n) always = here;
    }
    return true;
}

/* ---- sums: the least of those that hold ---- */
static bool are_of_one_choice(const sabre_changing *c, const sabre_change *one,
                              const sabre_change *other) {
    for (uint32_t i = one->trail; i; i = c->trails.items[i].around) {
        for (uint32_t j = other->trail; j; j = c->trails.items[j].around) {
            if (c->trails.items[i].choice == c->trails.items[j].choice &&
                c->trails.items[i].branch != c->trails.items[j].branch)
                return true;
        }
    }
    return false;
}

static bool may_both_hold(const sabre_changing *c, const sabre_change *one,
                          const sabre_change *other) {
    bool is_same_place = one->chain == other->chain && one->fact.n == other->fact.n;
    return is_same_place && one->rank_sort == 5 && other->rank_sort == 5 &&
           one->amount.n != other->amount.n && !are_of_one_choice(c, one, other);
}

/* least + (other - least, where the other holds and is less) */
static expression_id lesser(sabre_builder *b, expression_id least, const sabre_change *other) {
    expression_id holds = kzi_sabre_both(
        b, other->when, kzi_sabre_compare(b, CONDITION_LESS, other->amount, least, false));
    sabre_parts parts = {0};
    expression_id less =
        b->has_failed
            ? least
            : kzi_sabre_when(b, holds, kzi_sabre_two(b, EXPRESSION_MINUS, other->amount, least));
    if (b->has_failed || !LIST_ADD(b->in, &parts, least) || !LIST_ADD(b->in, &parts, less))
        return kzi_sabre_fails(b), least;
    return kzi_sabre_plus(b, &parts);
}

static bool take_least_sums(sabre_changing *c) {
    uint32_t count = c->changes.count;
    expression_id *least = KZI_TAKE_MANY(c->b->in, expression_id, count + 1);
    if (!least) return kzi_sabre_fails(c->b);
    for (uint32_t i = 0; i < count; i++) {
        const sabre_change *here = &c->changes.items[i];
        least[i] = here->amount;
        for (uint32_t j = i;
             j-- > 0 && c->changes.items[j].fact.n == here->fact.n && !c->b->has_failed;) {
            if (may_both_hold(c, here, &c->changes.items[j]))
                least[i] = lesser(c->b, least[i], &c->changes.items[j]);
        }
    }
    for (uint32_t i = 0; i < count; i++) c->changes.items[i].amount = least[i];
    return !c->b->has_failed;
}

static bool implant_change(sabre_changing *c, const sabre_change *of, row chain) {
    sabre_builder *b = c->b;
    implant made = {.kind = IMPLANT_BELIEVES,
                    .mind = {chain.items[0]},
                    .teller = NO_MIND,
                    .when = of->when,
                    .first_via = b->via.count,
                    .via_count = chain.count - 1,
                    .fact = of->fact,
                    .amount = of->amount};
    for (uint32_t i = 1; i < chain.count; i++) {
        if (!LIST_ADD(b->in, &b->via, (mind_id){chain.items[i]})) return kzi_sabre_fails(b);
    }
    return LIST_ADD(b->in, &b->implants, made) || kzi_sabre_fails(b);
}

static bool hand_over_changes(sabre_changing *c, ground_act *to) {
    sabre_builder *b = c->b;
    for (uint32_t i = 0; i < c->changes.count; i++) {
        const sabre_change *of = &c->changes.items[i];
        row chain = c->chains.list.items[of->chain];
        effect made = {of->when, of->fact, CHANGE_BECOMES, of->amount};
        if (chain.count) {
            if (!implant_change(c, of, chain)) return false;
        } else if (!LIST_ADD(b->in, &b->effects, made)) {
            return kzi_sabre_fails(b);
        }
    }
    to->effect_count = b->effects.count - to->first_effect;
    to->implant_count = b->implants.count - to->first_implant;
    return true;
}

bool kzi_sabre_effects(sabre_builder *b, sabre_id what, ground_act *to) {
    sabre_changing c = {.b = b, .chains = {.in = b->in}};
    if (!LIST_ADD(b->in, &c.trails, ((sabre_trail){0}))) return kzi_sabre_fails(b);
    if (what.n) change(&c, what, ALWAYS_HOLDS, false);
    if (b->has_failed) return false;
    sort_changes(c.changes.items, c.changes.count);
    return find_contradictions(&c) && take_least_sums(&c) && hand_over_changes(&c, to);
}
