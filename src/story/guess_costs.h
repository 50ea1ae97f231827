/* SPDX-License-Identifier: MIT
 *
 * guess_costs: what a condition, an amount, a wish costs, given what each value of each fact costs;
 * and which acts a relaxed plan to it has. See guesses.h.
 *
 * In     the costs as guesses.c grew them
 * Out    costs, FAR_AWAY where nothing known brings it about
 * Owns   nothing
 */
#ifndef KZI_GUESS_COSTS_H
#define KZI_GUESS_COSTS_H

#include "guesses.h"

#define NO_DEED  UINT32_MAX
#define NO_SLOT  UINT32_MAX
#define NO_CHAIN UINT32_MAX

/* A number has four codes: as it is, greater, less, unknown. */
enum { NUMBER_NOW, NUMBER_UP, NUMBER_DOWN, NUMBER_UNKNOWN, NUMBER_CODES };

static inline uint32_t kzi_guess_sum(uint32_t a, uint32_t b) {
    return a + b < FAR_AWAY ? a + b : FAR_AWAY;
}

uint32_t kzi_guess_code_count(const grounded *about, uint32_t fact);
uint32_t kzi_guess_code(const ground_fact *f, value what);
/* The chain of the mind alone. */
static inline uint32_t kzi_guess_own_chain(mind_id mind) {
    return mind.n + 1;
}
/* The chain of a mind below another; where it is not kept, that of the mind alone. */
static inline uint32_t kzi_guess_chain(const guesses *of, uint32_t parent, mind_id mind) {
    return of->below[(size_t)parent * of->of->about->mind_count + mind.n];
}

/* Once, before the first guess. False when memory ended. */
bool kzi_guess_tables(guesses *of);
uint32_t kzi_guess_cost(guesses *of, uint32_t chain, expression_id condition, bool is_negated);
/* What it costs that the amount is what the code of the fact means. */
uint32_t kzi_guess_amount(guesses *of, uint32_t chain, expression_id amount, uint32_t fact,
                          uint32_t code);
/* To do an act: its condition, whoever it is by having something to gain, and the act itself. */
uint32_t kzi_guess_deed(guesses *of, uint32_t act);
uint32_t kzi_guess_wish(guesses *of);
/* How far a number goes at once where an effect changes it; 1 when that is not known. */
int64_t kzi_guess_step(const grounded *about, const effect *e);

#endif
