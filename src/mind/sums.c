/* SPDX-License-Identifier: MIT
 *
 * sums: see sums.h. A sum is laid flat only where no part of it can come near the ends of the type,
 * so that in which order it is added does not matter.
 */
#include "sums.h"

#include <string.h>

typedef struct {
    const states *of;
    arena *scratch;
    LIST(sum_term) terms;
    int64_t fixed;
    int64_t farthest; /* what all of it may come to at most, on either side */
} flattening;

static const expression *summand(const flattening *f, const expression *of, uint32_t i) {
    const grounded *about = f->of->about;
    return &about->expressions[about->children[of->first_child + i].n];
}

static int64_t far_from_zero(int64_t amount) {
    return amount < 0 ? -amount : amount;
}

static bool add_fixed(flattening *f, int64_t amount) {
    f->fixed += amount;
    f->farthest += far_from_zero(amount);
    return true;
}

static bool add_number(flattening *f, fact_id fact, int sign) {
    const ground_fact *of = &f->of->about->facts[fact.n];
    int64_t low = far_from_zero(of->low), high = far_from_zero(of->high);
    if (of->type != FACT_NUMBER) return false;
    f->farthest += low > high ? low : high;
    return LIST_ADD(f->scratch, &f->terms, (sum_term){NULL, {0}, fact, sign});
}

/* What is nothing while it holds is nothing in any case. */
static bool add_when(flattening *f, const expression *e, int sign) {
    const expression *amount = summand(f, e, 1);
    if (amount->kind != EXPRESSION_VALUE || amount->value == UNKNOWN) return false;
    if (amount->value == 0) return true;
    expression_id condition = f->of->about->children[e->first_child];
    f->farthest += far_from_zero(amount->value);
    return LIST_ADD(
        f->scratch, &f->terms,
        (sum_term){&f->of->conditions[condition.n], condition, {0}, sign * amount->value});
}

static bool lay_flat(flattening *f, const expression *e, int sign) {
    switch (e->kind) {
    case EXPRESSION_VALUE: return e->value != UNKNOWN && add_fixed(f, (int64_t)sign * e->value);
    case EXPRESSION_FACT: return add_number(f, e->fact, sign);
    case EXPRESSION_WHEN: return add_when(f, e, sign);
    case EXPRESSION_MINUS:
        return lay_flat(f, summand(f, e, 0), sign) && lay_flat(f, summand(f, e, 1), -sign);
    case EXPRESSION_PLUS: break;
    default: return false;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!lay_flat(f, summand(f, e, i), sign)) return false;
    }
    return true;
}

static bool is_a_sum(const expression *e) {
    return e->kind == EXPRESSION_PLUS || e->kind == EXPRESSION_MINUS || e->kind == EXPRESSION_WHEN;
}

static bool flatten_sum(flattening *f, const expression *e, summed *made) {
    f->terms.count = 0;
    f->fixed = f->farthest = 0;
    if (!is_a_sum(e) || !lay_flat(f, e, 1) || f->farthest > 2 * (int64_t)MOST_OF_ENDLESS)
        return true;
    sum_term *terms = KZI_TAKE_MANY(f->of->in, sum_term, f->terms.count);
    if (!terms) return false;
    if (f->terms.count) memcpy(terms, f->terms.items, sizeof *terms * f->terms.count);
    *made = (summed){terms, f->terms.count, (value)f->fixed, true};
    return true;
}

void kzi_sums_compile(states *of) {
    arena scratch = kzi_arena(of->in->from);
    flattening f = {.of = of, .scratch = &scratch};
    uint32_t count = of->about->expression_count;
    summed *made = of->conditions ? KZI_TAKE_MANY(of->in, summed, count) : NULL;
    bool was_done = made != NULL;
    for (uint32_t i = 0; was_done && i < count; i++)
        was_done = flatten_sum(&f, &of->about->expressions[i], &made[i]) && !scratch.has_failed;
    kzi_arena_free(&scratch);
    of->sums = was_done ? made : NULL;
}
