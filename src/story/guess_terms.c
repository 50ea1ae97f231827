/* SPDX-License-Identifier: MIT
 *
 * guess_terms: see guess_terms.h.
 */
#include "guess_terms.h"

#include "guess_costs.h"

static bool add_term(guesses *of, guess_terms *to, guess_term made) {
    return to->count == MOST_TERMS || made.each == 0 || LIST_ADD(of->in, to, made);
}

static bool is_fixed(const grounded *about, expression_id id, int64_t *to) {
    const expression *e = &about->expressions[id.n];
    *to = e->value;
    return e->kind == EXPRESSION_VALUE && e->value != UNKNOWN;
}

static bool gather(guesses *of, uint32_t chain, expression_id id, int64_t each, guess_terms *to);

static bool gather_added(guesses *of, uint32_t chain, const expression *e, int64_t each,
                         guess_terms *to) {
    const expression_id *children = of->of->about->children + e->first_child;
    for (uint32_t i = 0; i < e->child_count; i++) {
        int64_t brings = e->kind == EXPRESSION_MINUS && i ? -each : each;
        if (!gather(of, chain, children[i], brings, to)) return false;
    }
    return true;
}

static bool gather_times(guesses *of, uint32_t chain, const expression *e, int64_t each,
                         guess_terms *to) {
    const grounded *about = of->of->about;
    const expression_id *children = about->children + e->first_child;
    int64_t fixed;
    for (uint32_t i = 0; i < e->child_count; i++) {
        bool is_scaled = e->child_count == 2 && is_fixed(about, children[i], &fixed);
        if (is_scaled && !gather(of, chain, children[1 - i], each * fixed, to)) return false;
    }
    return true;
}

static bool gather(guesses *of, uint32_t chain, expression_id id, int64_t each, guess_terms *to) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    const expression_id *children = about->children + e->first_child;
    int64_t fixed;
    if (e->kind >= CONDITION_YES) /* an ending: it holds, or not */
        return add_term(of, to, (guess_term){chain, id, each, false});
    switch (e->kind) {
    case EXPRESSION_FACT: return add_term(of, to, (guess_term){chain, id, each, true});
    case EXPRESSION_PLUS:
    case EXPRESSION_MINUS: return gather_added(of, chain, e, each, to);
    case EXPRESSION_TIMES: return gather_times(of, chain, e, each, to);
    case EXPRESSION_WHEN:
        return !is_fixed(about, children[1], &fixed) ||
               add_term(of, to, (guess_term){chain, children[0], each * fixed, false});
    case EXPRESSION_BELIEVED:
        return gather(of, kzi_guess_chain(of, chain, e->mind), children[0], each, to);
    default: return true;
    }
}

bool kzi_guess_terms(guesses *of, uint32_t chain, expression_id sum, guess_terms *made) {
    *made = (guess_terms){0};
    return gather(of, chain, sum, 1, made);
}
