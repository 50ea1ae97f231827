/* SPDX-License-Identifier: MIT
 *
 * guess_terms: what a sum is made of: the conditions that hold or not and the numbers that rise or
 * fall, and what each brings. See guesses.h.
 *
 * In     a sum, the chain of minds it is read in
 * Out    its terms, in the order of the file
 * Owns   the terms, in the arena of the guesses
 * Used   once for each wish there may be, before the first guess
 */
#ifndef KZI_GUESS_TERMS_H
#define KZI_GUESS_TERMS_H

#include "guesses.h"

#define MOST_TERMS 128u /* what a longer sum adds beyond these is not moved */

/* A part of a sum that may be moved: a condition that holds or not, or (is_number) a fact. */
typedef struct guess_term {
    uint32_t chain;
    expression_id what;
    int64_t each; /* what it brings */
    bool is_number;
} guess_term;

typedef struct guess_terms {
    guess_term *items;
    uint32_t count, room;
} guess_terms;

/* False when memory ended. */
bool kzi_guess_terms(guesses *of, uint32_t chain, expression_id sum, guess_terms *made);

#endif
