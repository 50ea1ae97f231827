/* SPDX-License-Identifier: MIT
 *
 * states: every state met, kept once: the value of every fact, and for every mind the state that person takes to be the case.
 *
 * In     drafts (drafts.h), settled
 * Out    a state_id; states that are equal at every depth of belief get equal ids, numbered in order of first meeting
 * Owns   all states, in the search's arena; callers keep ids
 * Used   asked millions of times per search, mostly for states already present
 *
 * A state is a deterministic automaton: facts are its output, a mind is a letter, and believing leads to the next state. Most minds
 * hold what they hold about themselves, so a state's own number among its minds is common, and longer circles occur (Ren holds what
 * Aki holds of Ren). Two states are the same story state exactly when no chain of minds leads to a difference (bisimilarity; Moore
 * 1956). drafts.c finds the number of a draft; here the found states lie in rows.
 */
#ifndef KZI_STATES_H
#define KZI_STATES_H

#include "../base/table.h"
#include "../ground/grounded.h"

typedef struct { uint32_t n; } state_id;
#define NO_STATE ((state_id){UINT32_MAX})

#define KZI_HASH_ROUNDS 3 /* depth to which a state in a circle is hashed; equality is decided exactly, so this only spreads */

typedef struct state_row_block {
    uint64_t *facts; /* STATES_IN_BLOCK rows of row_words */
    uint32_t *minds; /* STATES_IN_BLOCK rows of mind_count */
    uint32_t *hashes; /* STATES_IN_BLOCK rows of KZI_HASH_ROUNDS: of the facts, of facts and minds' facts, … */
    uint8_t *marks;   /* STATES_IN_BLOCK: what was found out about a state once and for all */
} state_row_block;

typedef struct states {
    const grounded *about;
    arena *in;
    uint32_t row_words;   /* packed facts, then bits of the rules a mind was shown in the step under way (rules.c); none in a finished step */
    uint32_t shown_words; /* how many of them are such bits */
    LIST(state_row_block) blocks;
    uint32_t count;
    table by_content; /* facts and minds, the state's own number as a token */
    table in_circles; /* by deepest hash: states on circles of two or more */
} states;

states kzi_states(arena *in, const grounded *about);

const uint64_t *kzi_state_facts(const states *of, state_id id);
const uint32_t *kzi_state_minds(const states *of, state_id id);
const uint32_t *kzi_state_hashes(const states *of, state_id id);
/* Bits below, set when a whole scan found nothing to do in the state and all it leads to. */
uint8_t *kzi_state_marks(const states *of, state_id id);
#define MARK_NO_RULE_CALLS  1u
#define MARK_SIGHT_IS_RIGHT 2u

static inline state_id kzi_state_mind(const states *of, state_id id, mind_id mind) {
    return (state_id){kzi_state_minds(of, id)[mind.n]};
}

/* The bits of the rules this world's holder was shown in the step under way. */
static inline uint64_t *kzi_shown_bits(const states *of, uint64_t *facts) {
    return facts + of->about->packed_words;
}

/* A new row, its content to be filled by drafts.c; NO_STATE when memory ended. */
state_id kzi_states_add(states *to);

/* A fact's value in packed facts, and the packed facts with another value. */
static inline value kzi_fact_get(const grounded *about, const uint64_t *facts, fact_id fact) {
    const ground_fact *f = &about->facts[fact.n];
    uint64_t code = facts[f->word] >> f->shift & f->mask;
    if (code == f->mask) return UNKNOWN;
    if (f->type == FACT_YES_NO) return (value)code;
    if (f->type == FACT_NUMBER) return (value)((int64_t)code + f->low);
    return f->values[code];
}

/* A value the fact cannot take is kept inside its bounds (numbers) or becomes unknown (a thing of another kind). */
void kzi_fact_set(const grounded *about, uint64_t *facts, fact_id fact, value to);

#endif
