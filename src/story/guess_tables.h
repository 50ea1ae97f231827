/* SPDX-License-Identifier: MIT
 *
 * guess_tables: what guesses rest on: chains of minds, places for the cost of each value, what each
 * wish is made of, and which deed reads which value. See guesses.h.
 *
 * In     the laws of a world, the story's wish
 * Out    the tables of `guesses`
 * Owns   nothing; they lie in the arena of the guesses
 * Used   worked out once, before the first guess
 */
#ifndef KZI_GUESS_TABLES_H
#define KZI_GUESS_TABLES_H

#include "guesses.h"

#define NO_DEED  UINT32_MAX
#define NO_SLOT  UINT32_MAX
#define NO_CHAIN UINT32_MAX

/* A number has four codes: as it is, greater, less, unknown. */
enum { NUMBER_NOW, NUMBER_UP, NUMBER_DOWN, NUMBER_UNKNOWN, NUMBER_CODES };

uint32_t kzi_guess_code_count(const grounded *about, uint32_t fact);
uint32_t kzi_guess_code(const ground_fact *f, value what);
/* The chain of a mind below another; where it is not kept, that of the mind alone, and where not
 * even that is, the world. */
static inline uint32_t kzi_guess_chain(const guesses *of, uint32_t parent, mind_id mind) {
    return of->below[(size_t)parent * of->of->about->mind_count + mind.n];
}
/* False when memory ended; it may be asked for again, in vain. */
bool kzi_guess_tables(guesses *of);

#endif
