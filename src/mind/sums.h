/* SPDX-License-Identifier: MIT
 *
 * sums: every sum of a world in the form in which it is asked millions of times.
 *
 * In     the grounded expressions, their conditions compiled
 * Out    for each sum that is but terms to be added: a fixed amount, amounts that count while a
 *        condition holds, and numbers; other sums are asked as they stand
 * Owns   the terms, in the arena of the states
 * Used   by judge.c, mostly for what somebody's wants come to
 */
#ifndef KZI_SUMS_H
#define KZI_SUMS_H

#include "conditions.h"

typedef struct sum_term {
    const compiled *when; /* NULL: the number of a fact */
    expression_id condition;
    fact_id fact;
    value amount; /* while the condition holds; 1 or -1: how a fact counts */
} sum_term;

typedef struct summed {
    const sum_term *terms;
    uint32_t count;
    value fixed;
    bool is_flat; /* false: asked as it stands */
} summed;

/* Sets of->sums; NULL when memory ended. */
void kzi_sums_compile(states *of);

#endif
