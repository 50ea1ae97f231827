/* SPDX-License-Identifier: MIT
 *
 * states: see states.h.
 */
#include "states.h"

#include "sums.h"

#include <string.h>

#ifdef KZ_CRAMPED
#define FIRST_BLOCK_ROOM 2u
#else
#define FIRST_BLOCK_ROOM 64u
#endif

static bool is_seen_by_somebody(const grounded *about, const ground_act *rule) {
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (about->seen[rule->first_seen + i].n != NEVER_HOLDS.n) return true;
    }
    return false;
}

states kzi_states(arena *in, const grounded *about) {
    states made = {.about = about, .in = in};
    for (uint32_t i = 0; i < about->rule_count && made.shown_words == 0; i++) {
        if (is_seen_by_somebody(about, &about->rules[i]))
            made.shown_words = (about->rule_count + 63) / 64;
    }
    made.row_words = about->packed_words + made.shown_words;
    made.stride = made.row_words + (about->mind_count + 1) / 2 + 1;
    made.all = KZI_TAKE(in, states_shared);
    kzi_conditions_compile(&made);
    kzi_sums_compile(&made);
    if (!made.all || !made.sums) made.conditions = NULL;
    return made;
}

states kzi_states_for_thread(const states *of, arena *in) {
    states made = *of;
    made.in = in;
    made.next = made.end = 0;
    return made;
}

void kzi_states_use_locks(states *of, bool are_used) {
    of->all->growing.is_used = are_used;
    for (uint32_t i = 0; i < STATE_SHARDS; i++) of->all->shards[i].latch.is_used = are_used;
    for (uint32_t i = 0; i < CIRCLE_SHARDS; i++) of->all->circles[i].latch.is_used = are_used;
}

static bool has_room_for_block(states *to) {
    states_shared *all = to->all;
    if (all->block_count < all->block_room) return true;
    uint32_t wider = all->block_room ? all->block_room * 2 : FIRST_BLOCK_ROOM;
    state_row_block *moved = KZI_TAKE_MANY(to->in, state_row_block, wider);
    if (!moved) return false;
    state_row_block *known = atomic_load_explicit(&all->blocks, memory_order_relaxed);
    if (known) memcpy(moved, known, sizeof *moved * all->block_count);
    atomic_store_explicit(&all->blocks, moved, memory_order_release);
    all->block_room = wider;
    return true;
}

/* Rows as they come, but for their notes: those of a number not given out say that it is no state.
 */
static state_row_block fresh_rows(const states *to) {
    state_row_block made = {
        kzi_arena_take_as_is(to->in, sizeof(uint64_t) * STATES_IN_BLOCK * to->stride),
        kzi_arena_take_as_is(to->in, sizeof(state_hashes) * STATES_IN_BLOCK)};
    for (uint32_t i = 1; made.rows && i <= STATES_IN_BLOCK; i++) {
        made.rows[(size_t)i * to->stride - 1] = 0;
    }
    return made;
}

static bool states_add_block(states *to) {
    states_shared *all = to->all;
    state_row_block made = fresh_rows(to);
    if (!made.rows || !made.hashes) return false;
    kzi_latch_close(&all->growing);
    bool has_room = has_room_for_block(to);
    if (has_room) {
        atomic_load_explicit(&all->blocks, memory_order_relaxed)[all->block_count] = made;
        to->next = all->block_count++ * STATES_IN_BLOCK;
        to->end = to->next + STATES_IN_BLOCK;
    }
    kzi_latch_open(&all->growing);
    return has_room;
}

state_id kzi_states_add(states *to) {
    if (to->next == to->end && !states_add_block(to)) return NO_STATE;
    state_id made = {to->next++};
    to->count++;
    /* Where the number of minds is odd, half of the last word of minds is nobody's. */
    kzi_state_row(to, made)[to->stride - 2] = 0;
    kzi_state_mark(to, made, MARK_IS_A_STATE);
    return made;
}

bool kzi_is_a_state(const states *of, state_id id) {
    return (kzi_state_marks(of, id) & MARK_IS_A_STATE) != 0;
}

/* ---- finding a state by what it holds ---- */
static inline uint64_t hash_of_row(const states *in, const uint64_t *facts, const uint32_t *minds,
                                   uint32_t itself) {
    uint64_t hash = 1;
    for (uint32_t i = 0; i < in->row_words; i++) hash = kzi_hash_word(hash, facts[i]);
    for (uint32_t i = 0; i < in->about->mind_count; i++) {
        uint32_t mind = minds[i] == itself ? KZI_SELF : minds[i];
        hash = kzi_hash_word(hash, mind);
    }
    return kzi_hash_mix(hash);
}

static inline bool has_facts(const states *in, uint32_t number, const uint64_t *facts) {
    const uint64_t *known = kzi_state_row(in, (state_id){number});
    for (uint32_t i = 0; i < in->row_words; i++) {
        if (known[i] != facts[i]) return false;
    }
    return true;
}

/* `token` stands in `minds` for the state itself, besides KZI_SELF. */
static inline bool has_minds(const states *in, uint32_t number, const uint32_t *minds,
                             uint32_t token) {
    const uint32_t *row = kzi_state_minds(in, (state_id){number});
    for (uint32_t i = 0; i < in->about->mind_count; i++) {
        uint32_t wanted = minds[i] == KZI_SELF || minds[i] == token ? number : minds[i];
        if (row[i] != wanted) return false;
    }
    return true;
}

/* Is it what one of its minds is, seen one step earlier? Then putting that state's own number for
 * KZI_SELF changes nothing. */
static uint32_t unrolled(const states *in, const uint64_t *facts, const uint32_t *minds) {
    for (uint32_t i = 0; i < in->about->mind_count; i++) {
        uint32_t mind = minds[i];
        if (mind == KZI_SELF || (i && mind == minds[i - 1])) continue;
        if (kzi_state_minds(in, (state_id){mind})[i] == mind && has_facts(in, mind, facts) &&
            has_minds(in, mind, minds, mind))
            return mind;
    }
    return KZI_SELF;
}

static state_shard *shard_of(states *of, uint64_t hash) {
    return &of->all->shards[hash >> 32 & (STATE_SHARDS - 1)];
}

bool kzi_states_index(states *to, state_id id) {
    uint64_t hash = hash_of_row(to, kzi_state_facts(to, id), kzi_state_minds(to, id), id.n);
    state_shard *shard = shard_of(to, hash);
    kzi_latch_close(&shard->latch);
    bool was_added = kzi_table_add(to->in, &shard->by_content, hash, id.n);
    kzi_latch_open(&shard->latch);
    return was_added;
}

static uint32_t known_in(const states *in, const state_shard *shard, uint64_t hash,
                         const uint64_t *facts, const uint32_t *minds) {
    uint32_t probe = 0, number;
    while ((number = kzi_table_next(&shard->by_content, hash, &probe)) != NOT_IN_TABLE) {
        if (has_facts(in, number, facts) && has_minds(in, number, minds, KZI_SELF)) break;
    }
    return number;
}

static state_id keep_row(states *to, state_shard *shard, uint64_t hash, const uint64_t *facts,
                         const uint32_t *minds) {
    state_id made = kzi_states_add(to);
    if (made.n == NO_STATE.n) return NO_STATE;
    uint64_t *row = kzi_state_row(to, made);
    memcpy(row, facts, sizeof *row * to->row_words);
    uint32_t *held = (uint32_t *)(void *)(row + to->row_words);
    for (uint32_t i = 0; i < to->about->mind_count; i++)
        held[i] = minds[i] == KZI_SELF ? made.n : minds[i];
    return kzi_table_add(to->in, &shard->by_content, hash, made.n) ? made : NO_STATE;
}

state_id kzi_states_intern(states *to, const uint64_t *facts, const uint32_t *minds) {
    uint64_t hash = hash_of_row(to, facts, minds, KZI_SELF);
    state_shard *shard = shard_of(to, hash);
    kzi_latch_close(&shard->latch);
    state_id found = {known_in(to, shard, hash, facts, minds)};
    if (found.n == NOT_IN_TABLE) found.n = unrolled(to, facts, minds);
    if (found.n == KZI_SELF) found = keep_row(to, shard, hash, facts, minds);
    kzi_latch_open(&shard->latch);
    return found;
}

/* ---- hashes of states as trees cut off at a depth ---- */
uint32_t kzi_hash_of_facts(const states *of, const uint64_t *facts) {
    return (uint32_t)kzi_hash_bytes(facts, sizeof(uint64_t) * of->row_words, 2);
}

static state_hashes *hashes_of(const states *of, state_id id) {
    return &kzi_state_block(of, id)->hashes[id.n % STATES_IN_BLOCK];
}

static uint32_t known_hash(const states *of, state_id id, uint32_t round) {
    return atomic_load_explicit(&hashes_of(of, id)->of_round[round], memory_order_relaxed);
}

static uint32_t worked_out_hash(const states *of, state_id id, uint32_t round) {
    if (kzi_state_marks(of, id) & MARK_IS_HASHED) return known_hash(of, id, round);
    uint32_t hash = kzi_hash_of_facts(of, kzi_state_facts(of, id));
    for (uint32_t i = 0; round && i < of->about->mind_count; i++) {
        hash = kzi_hash_join(hash,
                             worked_out_hash(of, kzi_state_mind(of, id, (mind_id){i}), round - 1));
    }
    return hash;
}

void kzi_state_keep_hashes(const states *of, state_id id, const uint32_t *hashes) {
    for (uint32_t i = 0; i < KZI_HASH_ROUNDS; i++)
        atomic_store_explicit(&hashes_of(of, id)->of_round[i], hashes[i], memory_order_relaxed);
    kzi_state_mark(of, id, MARK_IS_HASHED);
}

/* Several threads may work it out at once: all come to the same. */
uint32_t kzi_state_hash(const states *of, state_id id, uint32_t round) {
    if (!(kzi_state_marks(of, id) & MARK_IS_HASHED)) {
        uint32_t hashes[KZI_HASH_ROUNDS];
        for (uint32_t i = 0; i < KZI_HASH_ROUNDS; i++) hashes[i] = worked_out_hash(of, id, i);
        kzi_state_keep_hashes(of, id, hashes);
    }
    return known_hash(of, id, round);
}

static uint64_t fact_code(const ground_fact *f, value to) {
    if (to == UNKNOWN) return f->mask;
    if (f->type == FACT_YES_NO) return to != 0;
    if (f->type == FACT_NUMBER) {
        value kept = to < f->low ? f->low : to > f->high ? f->high : to;
        return (uint64_t)((int64_t)kept - f->low);
    }
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == to) return i;
    }
    return f->mask;
}

void kzi_fact_set(const grounded *about, uint64_t *facts, fact_id fact, value to) {
    const ground_fact *f = &about->facts[fact.n];
    facts[f->word] = (facts[f->word] & ~(f->mask << f->shift)) | fact_code(f, to) << f->shift;
}
