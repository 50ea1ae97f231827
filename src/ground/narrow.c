/* SPDX-License-Identifier: MIT
 *
 * narrow: see narrow.h.
 */
#include "narrow.h"

#include "packing.h"

#define ROUNDS_BEFORE_ENDLESS 8u

typedef struct {
    int64_t low, high; /* low > high: nothing yet */
} span_of_values;
static const span_of_values no_values = {1, 0}, all_values = {-MOST_OF_ENDLESS, MOST_OF_ENDLESS};

typedef struct {
    const grounded *about;
    span_of_values *facts;
    bool has_grown, is_last_round;
} narrowing;

static bool is_endless(span_of_values s) {
    return s.low <= -MOST_OF_ENDLESS || s.high >= MOST_OF_ENDLESS;
}

static span_of_values hull(span_of_values one, span_of_values other) {
    if (one.low > one.high) return other;
    if (other.low > other.high) return one;
    return (span_of_values){one.low < other.low ? one.low : other.low,
                            one.high > other.high ? one.high : other.high};
}

/* ---- what an amount may come to ---- */
static span_of_values span_of_sum(const narrowing *n, expression_id id);

static span_of_values span_of_child(const narrowing *n, const expression *e, uint32_t i) {
    return span_of_sum(n, n->about->children[e->first_child + i]);
}

static span_of_values added_spans(span_of_values one, span_of_values other, int sign) {
    if (one.low > one.high || other.low > other.high) return no_values;
    if (is_endless(one) || is_endless(other)) return all_values;
    span_of_values sum = {one.low + (sign > 0 ? other.low : -other.high),
                          one.high + (sign > 0 ? other.high : -other.low)};
    return is_endless(sum) ? all_values : sum;
}

static span_of_values span_of_sum(const narrowing *n, expression_id id) {
    const expression *e = &n->about->expressions[id.n];
    span_of_values sum = {0, 0};
    switch (e->kind) {
    case EXPRESSION_VALUE:
        return e->value == UNKNOWN ? no_values : (span_of_values){e->value, e->value};
    case EXPRESSION_FACT: return n->facts[e->fact.n];
    case EXPRESSION_BELIEVED: return span_of_child(n, e, 0);
    case EXPRESSION_WHEN: return hull((span_of_values){0, 0}, span_of_child(n, e, 1));
    case EXPRESSION_MINUS: return added_spans(span_of_child(n, e, 0), span_of_child(n, e, 1), -1);
    case EXPRESSION_PLUS: break;
    default: return all_values;
    }
    for (uint32_t i = 0; i < e->child_count; i++) sum = added_spans(sum, span_of_child(n, e, i), 1);
    return sum;
}

/* ---- what a number may come to ---- */
static void widen_number(narrowing *n, fact_id fact, span_of_values by) {
    span_of_values *known = &n->facts[fact.n], made = hull(*known, by);
    if (made.low == known->low && made.high == known->high) return;
    *known = n->is_last_round ? all_values : made;
    n->has_grown = true;
}

static void widen_by(narrowing *n, const effect *e) {
    if (n->about->facts[e->fact.n].type != FACT_NUMBER) return;
    span_of_values by = span_of_sum(n, e->amount);
    if (e->kind != CHANGE_BECOMES)
        by = added_spans(n->facts[e->fact.n], by, e->kind == CHANGE_RISES ? 1 : -1);
    widen_number(n, e->fact, by);
}

static void widen_by_all(narrowing *n) {
    const grounded *about = n->about;
    for (uint32_t i = 0; i < about->effect_count; i++) widen_by(n, &about->effects[i]);
    for (uint32_t i = 0; i < about->implant_count; i++) {
        const implant *set = &about->implants[i];
        if (about->facts[set->fact.n].type == FACT_NUMBER && set->kind != IMPLANT_SENSES)
            widen_number(n, set->fact, span_of_sum(n, set->amount));
    }
}

static void begin_spans(narrowing *n) {
    const grounded *about = n->about;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        n->facts[i] = f->type != FACT_NUMBER ? all_values
                      : f->start == UNKNOWN  ? no_values
                                             : (span_of_values){f->start, f->start};
    }
    for (uint32_t i = 0; i < about->belief_count; i++) {
        const ground_belief *b = &about->beliefs[i];
        if (about->facts[b->fact.n].type == FACT_NUMBER && b->value != UNKNOWN)
            widen_number(n, b->fact, (span_of_values){b->value, b->value});
    }
}

bool kzi_ground_narrow(grounded *about, ground_fact *facts, arena *scratch) {
    narrowing n = {about, KZI_TAKE_MANY(scratch, span_of_values, about->fact_count), true, false};
    if (!n.facts) return false;
    begin_spans(&n);
    for (uint32_t round = 0; n.has_grown; round++) {
        n.has_grown = false;
        n.is_last_round = round >= ROUNDS_BEFORE_ENDLESS;
        widen_by_all(&n);
    }
    for (uint32_t i = 0; i < about->fact_count; i++) {
        if (facts[i].type != FACT_NUMBER || is_endless(n.facts[i])) continue;
        bool is_never_known = n.facts[i].low > n.facts[i].high;
        facts[i].low = is_never_known ? 0 : (value)n.facts[i].low;
        facts[i].high = is_never_known ? 0 : (value)n.facts[i].high;
    }
    about->packed_words = kzi_ground_pack(facts, about->fact_count);
    return true;
}
