/* SPDX-License-Identifier: MIT
 *
 * judge: see judge.h.
 */
#include "judge.h"

#include "../base/never.h"
#include "sums.h"

static const expression *judged(const drafts *in, expression_id id) {
    return &in->states->about->expressions[id.n];
}

static expression_id judged_child(const drafts *in, const expression *of, uint32_t i) {
    return in->states->about->children[of->first_child + i];
}

/* Sums stay far from the ends of the type, so that no chain of them overflows and none looks like
 * UNKNOWN. */
static value clamped(int64_t sum) {
    const int64_t most = 2 * (int64_t)MOST_OF_ENDLESS;
    return (value)(sum > most ? most : sum < -most ? -most : sum);
}

static value chosen_fact(const drafts *in, world_row at, const expression *e) {
    const grounded *about = in->states->about;
    value thing = kzi_amount_in(in, at, judged_child(in, e, 0));
    if (thing == UNKNOWN) return UNKNOWN;
    uint32_t fact = about->choices[e->number + (uint32_t)thing];
    return fact == UINT32_MAX ? UNKNOWN : kzi_fact_get(about, at.facts, (fact_id){fact});
}

static value added(const drafts *in, world_row at, const expression *e) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < e->child_count; i++) {
        value part = kzi_amount_in(in, at, judged_child(in, e, i));
        if (part == UNKNOWN) return UNKNOWN;
        sum += part;
    }
    return clamped(sum);
}

/* Half a unit is rounded away from zero. */
static value divided(int64_t above, int64_t below) {
    if (below == 0) return UNKNOWN;
    if (below < 0) above = -above, below = -below;
    return clamped((above < 0 ? above - below / 2 : above + below / 2) / below);
}

static value combined(const drafts *in, world_row at, const expression *e) {
    value left = kzi_amount_in(in, at, judged_child(in, e, 0));
    value right = kzi_amount_in(in, at, judged_child(in, e, 1));
    if (left == UNKNOWN || right == UNKNOWN) return UNKNOWN;
    if (e->kind == EXPRESSION_MINUS) return clamped((int64_t)left - right);
    int64_t scale = in->states->about->scale > 1 ? in->states->about->scale : 1;
    if (e->kind == EXPRESSION_DIVIDED) return divided(left * scale, right);
    return divided((int64_t)left * right, scale);
}

static value sum_as_it_stands(const drafts *in, world_row at, expression_id sum) {
    const expression *e = judged(in, sum);
    switch (e->kind) {
    case EXPRESSION_VALUE: return e->value;
    case EXPRESSION_FACT: return kzi_fact_get(in->states->about, at.facts, e->fact);
    case EXPRESSION_CHOOSE: return chosen_fact(in, at, e);
    case EXPRESSION_PLUS: return added(in, at, e);
    case EXPRESSION_MINUS:
    case EXPRESSION_TIMES:
    case EXPRESSION_DIVIDED: return combined(in, at, e);
    case EXPRESSION_BELIEVED:
        return kzi_amount_in(in, kzi_row_of(in, at.minds[e->mind.n]), judged_child(in, e, 0));
    case EXPRESSION_WHEN:
        return kzi_holds_in(in, at, judged_child(in, e, 0))
                   ? kzi_amount_in(in, at, judged_child(in, e, 1))
                   : 0;
    default: return kzi_holds_in(in, at, sum) ? 1 : 0;
    }
}

static bool compare_holds(const drafts *in, world_row at, const expression *e) {
    value left = kzi_amount_in(in, at, judged_child(in, e, 0));
    value right = kzi_amount_in(in, at, judged_child(in, e, 1));
    if (e->kind == CONDITION_IS) return left == right;
    if (e->kind == CONDITION_IS_NOT) return left != right;
    /* The peer's `<=` holds where both sides are equal, also both unknown. */
    bool may_be_unknown = in->states->about->is_peers && e->kind == CONDITION_AT_MOST;
    if (left == UNKNOWN || right == UNKNOWN) return may_be_unknown && left == right;
    return e->kind == CONDITION_LESS ? left < right : left <= right;
}

/* ---- conditions, compiled ---- */
static inline bool is_so(const drafts *in, world_row at, const word_claim *c) {
    const uint64_t *facts =
        c->mind == KZI_OWN_WORLD ? at.facts : kzi_row_of(in, at.minds[c->mind]).facts;
    return (facts[c->word] & c->mask) == c->wanted;
}

static inline bool is_between(const uint64_t *facts, const range_claim *r) {
    uint64_t code = facts[r->word] >> r->shift & r->mask;
    return code != r->mask && code >= r->low && code <= r->high;
}

static inline bool are_the_same(const uint64_t *facts, const range_claim *pair) {
    return ((facts[pair[0].word] >> pair[0].shift ^ facts[pair[1].word] >> pair[1].shift) &
            pair[0].mask) == 0;
}

static bool all_hold(const drafts *in, world_row at, const compiled *c) {
    for (uint32_t i = 0; i < c->claim_count; i++) {
        if (is_so(in, at, &c->claims[i]) != (i < c->same_count)) return false;
    }
    for (uint32_t i = 0; i < c->range_count; i++) {
        if (!is_between(at.facts, &c->ranges[i])) return false;
    }
    for (uint32_t i = 0; i < c->rest_count; i++) {
        if (!kzi_holds_in(in, at, c->rest[i])) return false;
    }
    return true;
}

static bool any_holds(const drafts *in, world_row at, const compiled *c) {
    for (uint32_t i = 0; i < c->claim_count; i++) {
        if (is_so(in, at, &c->claims[i]) == (i < c->same_count)) return true;
    }
    for (uint32_t i = 0; i < c->range_count; i++) {
        if (is_between(at.facts, &c->ranges[i])) return true;
    }
    for (uint32_t i = 0; i < c->rest_count; i++) {
        if (kzi_holds_in(in, at, c->rest[i])) return true;
    }
    return false;
}

static bool tree_holds(const drafts *in, world_row at, expression_id condition) {
    const expression *e = judged(in, condition);
    switch (e->kind) {
    case CONDITION_IS:
    case CONDITION_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST: return compare_holds(in, at, e);
    default: kzi_never("a sum was asked as a condition"); return false;
    }
}

bool kzi_holds_in(const drafts *in, world_row at, expression_id condition) {
    for (;;) {
        const compiled *c = &in->states->conditions[condition.n];
        switch ((compiled_kind)c->kind) {
        case COMPILED_ALL: return all_hold(in, at, c);
        case COMPILED_ANY: return any_holds(in, at, c);
        case COMPILED_TREE: return tree_holds(in, at, condition);
        case COMPILED_SAME: return are_the_same(at.facts, c->ranges);
        case COMPILED_DIFFER: return !are_the_same(at.facts, c->ranges);
        case COMPILED_BELIEVES: break;
        }
        at = kzi_row_of(in, at.minds[c->mind]);
        condition = c->rest[0];
    }
}

bool kzi_holds_left(const drafts *in, world_row at, const compiled *left, expression_id condition) {
    return left->kind == COMPILED_ALL ? all_hold(in, at, left) : kzi_holds_in(in, at, condition);
}

static value flat_sum(const drafts *in, world_row at, const summed *s) {
    int64_t sum = s->fixed;
    for (uint32_t i = 0; i < s->count; i++) {
        const sum_term *term = &s->terms[i];
        if (term->when) {
            if (kzi_holds_left(in, at, term->when, term->condition)) sum += term->amount;
            continue;
        }
        value number = kzi_fact_get(in->states->about, at.facts, term->fact);
        if (number == UNKNOWN) return UNKNOWN;
        sum += (int64_t)term->amount * number;
    }
    return clamped(sum);
}

value kzi_amount_in(const drafts *in, world_row at, expression_id sum) {
    const summed *s = &in->states->sums[sum.n];
    return s->is_flat ? flat_sum(in, at, s) : sum_as_it_stands(in, at, sum);
}
