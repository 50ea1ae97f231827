/* SPDX-License-Identifier: MIT
 *
 * states: every state met, kept once: the value of every fact, and for every mind the state that
 * person takes to be the case.
 *
 * In     drafts (drafts.h), settled
 * Out    a state_id; states that are equal at every depth of belief get equal ids, numbered in
 *        order of first meeting
 * Owns   all states, in the search's arena; callers keep ids
 * Used   asked millions of times per search, mostly for states already present
 *
 * A state is a deterministic automaton: facts are its output, a mind is a letter, and believing
 * leads to the next state. Most minds hold what they hold about themselves, so a state's own number
 * among its minds is common, and longer circles occur (Ren holds what Aki holds of Ren). Two states
 * are the same story state exactly when no chain of minds leads to a difference (bisimilarity;
 * Moore 1956). drafts.c finds the number of a draft; here the found states lie in rows.
 */
#ifndef KZI_STATES_H
#define KZI_STATES_H

#include "../base/list.h"
#include "../base/table.h"
#include "../base/threads.h"
#include "../ground/grounded.h"

typedef struct {
    uint32_t n;
} state_id;
#define NO_STATE ((state_id){UINT32_MAX})

/* depth to which a state in a circle is hashed; equality is decided exactly, so this only
 * spreads */
#define KZI_HASH_ROUNDS 3

#ifdef KZ_CRAMPED
#define STATES_IN_BLOCK 2u
#else
#define STATES_IN_BLOCK 256u
#endif

typedef struct state_hashes {
    _Atomic uint32_t of_round[KZI_HASH_ROUNDS];
} state_hashes;

typedef struct state_row_block {
    uint64_t *rows; /* STATES_IN_BLOCK rows of stride words: facts, minds, then what was found out
                       about the state, so that most states lie in one line of cache or two */
    state_hashes *hashes; /* of each, when one is asked (kzi_state_hash) */
} state_row_block;

/* What was found out about a state once and for all: the last word of its row. Several threads may
 * find it out; all find the same. */
typedef struct state_notes {
    _Atomic uint32_t settled; /* by quick.c, what the rules make of the state; 0: not worked out,
                                 else a number of a state + 1 */
    _Atomic uint32_t marks;
} state_notes;

#ifdef KZ_CRAMPED
#define STATE_SHARDS  2u
#define CIRCLE_SHARDS 2u
#else
#define STATE_SHARDS  64u
#define CIRCLE_SHARDS 64u
#endif

/* One part of all states by the hash of their content; locked while threads work. */
typedef struct state_shard {
    latch latch;
    table by_content; /* facts and minds, the state's own number as a token */
    char apart[KZI_APART];
} state_shard;

/* One part of all states on circles of two or more, by hash. A circle is added while the latches
 * of all its members' parts are closed. */
typedef struct circle_shard {
    latch latch;
    table by_hash; /* the deepest (kzi_state_hash) */
    char apart[KZI_APART];
} circle_shard;

/* What all who work on one search's states share. */
typedef struct states_shared {
    _Atomic(state_row_block *) blocks; /* by number of a state / STATES_IN_BLOCK; an outgrown row of
                                          them stays, so a number once known is found in either */
    char apart[KZI_APART];             /* every look at a state reads what is above, and few write
                                          it; what is below is written all the time */
    uint32_t block_count, block_room;
    latch growing; /* of blocks and their count */
    state_shard shards[STATE_SHARDS];
    circle_shard circles[CIRCLE_SHARDS];
} states_shared;

/* The states as one thread works on them. */
typedef struct states {
    const grounded *about;
    arena *in;
    uint32_t row_words;   /* packed facts, then bits of the rules a mind was shown in the step under
                             way (rules.c); none in a finished step */
    uint32_t shown_words; /* how many of them are such bits */
    uint32_t stride;      /* words of a row: facts, minds, notes */
    const struct compiled *conditions; /* by expression (conditions.h); NULL: memory ended */
    const struct summed *sums;         /* by expression (sums.h); NULL: memory ended */
    states_shared *all;                /* NULL: memory ended */
    uint32_t next, end;                /* numbers to give out */
    uint32_t count;                    /* made here */
} states;

states kzi_states(arena *in, const grounded *about);

/* The same states for another thread, which takes memory from an arena of its own; as of then
 * numbers are no longer in order of first meeting. */
states kzi_states_for_thread(const states *of, arena *in);
/* Before several threads work on them, and after. */
void kzi_states_use_locks(states *of, bool are_used);
/* Every state's number is below; not every number below is a state's. */
static inline uint32_t kzi_states_end(const states *of) {
    return of->all->block_count * STATES_IN_BLOCK;
}
bool kzi_is_a_state(const states *of, state_id id);

static inline state_row_block *kzi_state_block(const states *of, state_id id) {
    return atomic_load_explicit(&of->all->blocks, memory_order_acquire) + id.n / STATES_IN_BLOCK;
}
static inline uint64_t *kzi_state_row(const states *of, state_id id) {
    return kzi_state_block(of, id)->rows + (size_t)(id.n % STATES_IN_BLOCK) * of->stride;
}
static inline const uint64_t *kzi_state_facts(const states *of, state_id id) {
    return kzi_state_row(of, id);
}
static inline const uint32_t *kzi_state_minds(const states *of, state_id id) {
    return (const uint32_t *)(const void *)(kzi_state_row(of, id) + of->row_words);
}
/* The hash of a state as a tree cut off at a depth: of its facts, of facts and minds' facts, … Only
 * circles are looked for by it, so it is worked out when one asks. */
uint32_t kzi_state_hash(const states *of, state_id id, uint32_t round);
/* The state's, one for each round, worked out by the caller. */
void kzi_state_keep_hashes(const states *of, state_id id, const uint32_t *hashes);

static inline state_notes *kzi_state_notes(const states *of, state_id id) {
    return (state_notes *)(void *)(kzi_state_row(of, id) + of->stride - 1);
}
/* Bits below, set when a whole scan found nothing to do in the state and all it leads to. */
static inline uint32_t kzi_state_marks(const states *of, state_id id) {
    return atomic_load_explicit(&kzi_state_notes(of, id)->marks, memory_order_acquire);
}
/* Two threads that mark one state at once may lose a mark; it is then found out again. */
static inline void kzi_state_mark(const states *of, state_id id, uint32_t marks) {
    atomic_store_explicit(&kzi_state_notes(of, id)->marks, kzi_state_marks(of, id) | marks,
                          memory_order_release);
}
#define MARK_NO_RULE_CALLS  1u
#define MARK_SIGHT_IS_RIGHT 2u
#define MARK_A_RULE_CALLS   4u /* in the state or in some it leads to */
#define MARK_FIRED_IN_STORY 8u /* what fired here as in the story's own world is noted */
#define MARK_IS_HASHED      16u
#define MARK_NO_RULE_HERE   32u /* none calls in the state itself */
#define MARK_IS_A_STATE     64u /* its number was given out */
static inline uint32_t kzi_state_settled(const states *of, state_id id) {
    return atomic_load_explicit(&kzi_state_notes(of, id)->settled, memory_order_acquire);
}
static inline void kzi_state_settles(const states *of, state_id id, uint32_t to_plus_one) {
    atomic_store_explicit(&kzi_state_notes(of, id)->settled, to_plus_one, memory_order_release);
}

static inline state_id kzi_state_mind(const states *of, state_id id, mind_id mind) {
    return (state_id){kzi_state_minds(of, id)[mind.n]};
}

/* The bits of the rules this world's holder was shown in the step under way. */
static inline uint64_t *kzi_shown_bits(const states *of, uint64_t *facts) {
    return facts + of->about->packed_words;
}

#define KZI_SELF UINT32_MAX /* where a mind holds the very state it is part of */

/* The one state with these facts, whose minds hold these finished states or itself; kept when it is
 * new. NO_STATE when memory ended. */
state_id kzi_states_intern(states *to, const uint64_t *facts, const uint32_t *minds);
/* A new row, its content to be filled by drafts.c, then found from then on; NO_STATE, false when
 * memory ended. */
state_id kzi_states_add(states *to);
bool kzi_states_index(states *to, state_id id);
/* The hash of a state's facts; that hash with one mind's joined to it. */
uint32_t kzi_hash_of_facts(const states *of, const uint64_t *facts);
static inline uint32_t kzi_hash_join(uint32_t so_far, uint32_t of_mind) {
    return (uint32_t)kzi_hash_mix((uint64_t)so_far << 32 | of_mind);
}

/* A fact's value in packed facts, and the packed facts with another value. */
static inline value kzi_fact_get(const grounded *about, const uint64_t *facts, fact_id fact) {
    const ground_fact *f = &about->facts[fact.n];
    uint64_t code = facts[f->word] >> f->shift & f->mask;
    if (code == f->mask) return UNKNOWN;
    if (f->type == FACT_YES_NO) return (value)code;
    if (f->type == FACT_NUMBER) return (value)((int64_t)code + f->low);
    return f->values[code];
}

/* A value the fact cannot take is kept inside its bounds (numbers) or becomes unknown (a thing of
 * another kind). */
void kzi_fact_set(const grounded *about, uint64_t *facts, fact_id fact, value to);

#endif
