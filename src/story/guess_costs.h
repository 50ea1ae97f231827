/* SPDX-License-Identifier: MIT
 *
 * guess_costs: what a condition, an amount, a wish costs, given what each value of each fact costs;
 * and which acts a relaxed plan to it has. See guesses.h.
 *
 * In     the costs as guesses.c grew them
 * Out    costs, FAR_AWAY where nothing known brings it about; with the cost of a wish, marks on the
 *        acts of a relaxed plan to it
 * Owns   nothing; the marks are in the tables of the guesses
 * Used   for each act again and again while costs grow, then once for the wish
 */
#ifndef KZI_GUESS_COSTS_H
#define KZI_GUESS_COSTS_H

#include "guess_tables.h"

static inline uint32_t kzi_guess_sum(uint32_t a, uint32_t b) {
    return a + b < FAR_AWAY ? a + b : FAR_AWAY;
}

uint32_t kzi_guess_cost(guesses *of, uint32_t chain, expression_id condition, bool is_negated);
/* What it costs that the amount is what the code of the fact means. */
uint32_t kzi_guess_amount(guesses *of, uint32_t chain, expression_id amount, uint32_t fact,
                          uint32_t code);
/* To do an act: its condition, whoever it is by having something to gain, and the act itself. */
uint32_t kzi_guess_deed(guesses *of, uint32_t act);
uint32_t kzi_guess_wish(guesses *of);

#endif
