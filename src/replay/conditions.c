/* SPDX-License-Identifier: MIT
 *
 * conditions: see conditions.h.
 */
#include "conditions.h"

#include "../base/never.h"

standpoint kzi_replay_stand(const worlds *in, world_id at) {
    return (standpoint){in, in->list.items[at.n].values, in->list.items[at.n].minds};
}

static const expression *replayed(standpoint at, expression_id id) {
    return &at.in->about->expressions[id.n];
}

static expression_id replayed_part(standpoint at, const expression *of, uint32_t i) {
    return at.in->about->children[of->first_child + i];
}

static standpoint in_mind(standpoint at, mind_id mind) {
    return kzi_replay_stand(at.in, at.minds[mind.n]);
}

value kzi_replay_bounded(const grounded *about, fact_id fact, value to) {
    const ground_fact *f = &about->facts[fact.n];
    if (to == UNKNOWN) return UNKNOWN;
    if (f->type == FACT_NUMBER) return to < f->low ? f->low : to > f->high ? f->high : to;
    if (f->type == FACT_YES_NO) return to == 0 || to == 1 ? to : UNKNOWN;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == to) return to;
    }
    return UNKNOWN;
}

/* ---- sums: with `unknown` they are `unknown` ---- */

/* No sum goes further than twice the largest number there is. */
static value within_reach(int64_t sum) {
    const int64_t end = 2 * (int64_t)MOST_OF_ENDLESS;
    if (sum > end) return (value)end;
    return sum < -end ? (value)-end : (value)sum;
}

static value amount_of_all(standpoint at, const expression *e) {
    int64_t total = 0;
    for (uint32_t i = 0; i < e->child_count; i++) {
        value one = kzi_replay_amount(at, replayed_part(at, e, i));
        if (one == UNKNOWN) return UNKNOWN;
        total += one;
    }
    return within_reach(total);
}

/* Halves go away from zero. */
static value scaled_quotient(int64_t a, int64_t b) {
    if (b == 0) return UNKNOWN;
    int64_t whole = a / b, rest = a % b;
    bool is_half = (rest < 0 ? -rest : rest) * 2 >= (b < 0 ? -b : b);
    if (is_half) whole += (a < 0) == (b < 0) ? 1 : -1;
    return within_reach(whole);
}

static value amount_of_two(standpoint at, const expression *e) {
    int64_t scale = at.in->about->scale > 1 ? at.in->about->scale : 1;
    value a = kzi_replay_amount(at, replayed_part(at, e, 0)),
          b = kzi_replay_amount(at, replayed_part(at, e, 1));
    if (a == UNKNOWN || b == UNKNOWN) return UNKNOWN;
    if (e->kind == EXPRESSION_MINUS) return within_reach((int64_t)a - b);
    return e->kind == EXPRESSION_TIMES ? scaled_quotient((int64_t)a * b, scale)
                                       : scaled_quotient((int64_t)a * scale, b);
}

/* A chain through `unknown` is `unknown`. */
static value amount_chosen(standpoint at, const expression *e) {
    value thing = kzi_replay_amount(at, replayed_part(at, e, 0));
    if (thing == UNKNOWN) return UNKNOWN;
    uint32_t fact = at.in->about->choices[e->number + (uint32_t)thing];
    return fact == UINT32_MAX ? UNKNOWN : at.values[fact];
}

value kzi_replay_amount(standpoint at, expression_id sum) {
    const expression *e = replayed(at, sum);
    switch (e->kind) {
    case EXPRESSION_VALUE: return e->value;
    case EXPRESSION_FACT: return at.values[e->fact.n];
    case EXPRESSION_CHOOSE: return amount_chosen(at, e);
    case EXPRESSION_PLUS: return amount_of_all(at, e);
    case EXPRESSION_MINUS:
    case EXPRESSION_TIMES:
    case EXPRESSION_DIVIDED: return amount_of_two(at, e);
    case EXPRESSION_WHEN:
        return kzi_replay_holds(at, replayed_part(at, e, 0))
                   ? kzi_replay_amount(at, replayed_part(at, e, 1))
                   : 0;
    case EXPRESSION_BELIEVED:
        return kzi_replay_amount(in_mind(at, e->mind), replayed_part(at, e, 0));
    default: return kzi_replay_holds(at, sum) ? 1 : 0;
    }
}

/* ---- conditions ---- */

/* `unknown is unknown` holds; order comparisons with `unknown` fail. The peer's `<=` holds where
 * both sides are equal, also both unknown. */
static bool replayed_comparison_holds(standpoint at, const expression *e) {
    value a = kzi_replay_amount(at, replayed_part(at, e, 0)),
          b = kzi_replay_amount(at, replayed_part(at, e, 1));
    switch (e->kind) {
    case CONDITION_IS: return a == b;
    case CONDITION_IS_NOT: return a != b;
    case CONDITION_LESS: return a != UNKNOWN && b != UNKNOWN && a < b;
    default: return a == UNKNOWN || b == UNKNOWN ? at.in->about->is_peers && a == b : a <= b;
    }
}

/* Up to the first part that holds, or does not, as `wanted` says. */
static bool some_part_is(standpoint at, const expression *e, bool wanted) {
    uint32_t i = 0;
    while (i < e->child_count && kzi_replay_holds(at, replayed_part(at, e, i)) != wanted) i++;
    return i < e->child_count;
}

bool kzi_replay_holds(standpoint at, expression_id condition) {
    const expression *e = replayed(at, condition);
    switch (e->kind) {
    case CONDITION_YES: return true;
    case CONDITION_NO: return false;
    case CONDITION_AND: return !some_part_is(at, e, false);
    case CONDITION_OR: return some_part_is(at, e, true);
    case CONDITION_FACT_IS: return at.values[e->fact.n] == e->value;
    case CONDITION_FACT_IS_NOT: return at.values[e->fact.n] != e->value;
    case CONDITION_IS:
    case CONDITION_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST: return replayed_comparison_holds(at, e);
    case CONDITION_BELIEVES: return kzi_replay_holds(in_mind(at, e->mind), replayed_part(at, e, 0));
    default: kzi_never("a sum was asked as a condition"); return false;
    }
}
