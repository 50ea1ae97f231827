/* SPDX-License-Identifier: MIT
 *
 * best_worth: see best_worth.h.
 */
#include "best_worth.h"

typedef struct {
    int64_t low, high;
} worth_bounds;

/* Wherever judge.c clamps a sum, and so whatever the sum is. */
#define FARTHEST  (2 * (int64_t)MOST_OF_ENDLESS)
#define ANY_WORTH ((worth_bounds){-FARTHEST, FARTHEST})

static worth_bounds bounds_times(worth_bounds a, worth_bounds b) {
    int64_t all[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    worth_bounds made = {all[0], all[0]};
    for (uint32_t i = 1; i < 4; i++) {
        if (all[i] < made.low) made.low = all[i];
        if (all[i] > made.high) made.high = all[i];
    }
    return made;
}

static worth_bounds bounds_or_none(worth_bounds one) {
    return (worth_bounds){one.low < 0 ? one.low : 0, one.high > 0 ? one.high : 0};
}

static worth_bounds bounds_of(const grounded *about, expression_id id);

static worth_bounds bounds_of_parts(const grounded *about, const expression *e) {
    worth_bounds made = {0, 0};
    for (uint32_t i = 0; i < e->child_count; i++) {
        worth_bounds one = bounds_of(about, about->children[e->first_child + i]);
        switch (e->kind) {
        case EXPRESSION_PLUS:
            made = (worth_bounds){made.low + one.low, made.high + one.high};
            break;
        case EXPRESSION_MINUS:
            made = i == 0 ? one : (worth_bounds){made.low - one.high, made.high - one.low};
            break;
        case EXPRESSION_TIMES: made = i == 0 ? one : bounds_times(made, one); break;
        case EXPRESSION_WHEN: made = i == 1 ? bounds_or_none(one) : made; break;
        case EXPRESSION_BELIEVED: made = one; break;
        default: return ANY_WORTH;
        }
    }
    return made.low < -FARTHEST || made.high > FARTHEST ? ANY_WORTH : made;
}

static worth_bounds bounds_of(const grounded *about, expression_id id) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == EXPRESSION_VALUE && e->value != UNKNOWN)
        return (worth_bounds){e->value, e->value};
    if (e->kind == EXPRESSION_FACT && about->facts[e->fact.n].type == FACT_NUMBER)
        return (worth_bounds){about->facts[e->fact.n].low, about->facts[e->fact.n].high};
    if (e->kind >= CONDITION_YES) return (worth_bounds){0, 1};
    return e->child_count ? bounds_of_parts(about, e) : ANY_WORTH;
}

/* Parts of numbers are left alone: products are divided by the scale, and what they come to is not
 * bounded here. */
int64_t kzi_best_worth(const grounded *about, expression_id worth) {
    return about->scale > 1 ? NO_BEST_WORTH : bounds_of(about, worth).high;
}
