/* SPDX-License-Identifier: MIT
 *
 * states: see states.h.
 */
#include "states.h"

#include "conditions.h"

#include <string.h>

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
    made.stride = made.row_words + (about->mind_count + 1) / 2;
    kzi_conditions_compile(&made);
    return made;
}

static bool states_add_block(states *to) {
    size_t rows = STATES_IN_BLOCK;
    state_row_block made = {.rows = KZI_TAKE_MANY(to->in, uint64_t, rows * to->stride),
                            .hashes = KZI_TAKE_MANY(to->in, uint32_t, rows * KZI_HASH_ROUNDS),
                            .settled = KZI_TAKE_MANY(to->in, uint32_t, rows),
                            .marks = KZI_TAKE_MANY(to->in, uint8_t, rows)};
    return made.rows && made.hashes && made.settled && made.marks &&
           LIST_ADD(to->in, &to->blocks, made);
}

state_id kzi_states_add(states *to) {
    if (to->count == to->blocks.count * STATES_IN_BLOCK && !states_add_block(to)) return NO_STATE;
    return (state_id){to->count++};
}

/* ---- finding a state by what it holds ---- */
static inline uint64_t hash_of_row(const states *in, const uint64_t *facts, const uint32_t *minds,
                                   uint32_t itself) {
    uint64_t hash = 1;
    for (uint32_t i = 0; i < in->row_words; i++)
        hash = (hash ^ facts[i] ^ hash >> 29) * 0x9ddfea08eb382d69ULL;
    for (uint32_t i = 0; i < in->about->mind_count; i++) {
        uint32_t mind = minds[i] == itself ? KZI_SELF : minds[i];
        hash = (hash ^ mind ^ hash >> 29) * 0x9ddfea08eb382d69ULL;
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

bool kzi_states_index(states *to, state_id id) {
    return kzi_table_add(to->in, &to->by_content,
                         hash_of_row(to, kzi_state_facts(to, id), kzi_state_minds(to, id), id.n),
                         id.n);
}

state_id kzi_states_intern(states *to, const uint64_t *facts, const uint32_t *minds) {
    uint64_t hash = hash_of_row(to, facts, minds, KZI_SELF);
    uint32_t probe = 0, number;
    while ((number = kzi_table_next(&to->by_content, hash, &probe)) != NOT_IN_TABLE) {
        if (has_facts(to, number, facts) && has_minds(to, number, minds, KZI_SELF))
            return (state_id){number};
    }
    number = unrolled(to, facts, minds);
    if (number != KZI_SELF) return (state_id){number};
    state_id made = kzi_states_add(to);
    if (made.n == NO_STATE.n) return NO_STATE;
    uint64_t *row = kzi_state_row(to, made);
    memcpy(row, facts, sizeof *row * to->row_words);
    uint32_t *held = (uint32_t *)(void *)(row + to->row_words);
    for (uint32_t i = 0; i < to->about->mind_count; i++)
        held[i] = minds[i] == KZI_SELF ? made.n : minds[i];
    return kzi_table_add(to->in, &to->by_content, hash, made.n) ? made : NO_STATE;
}

/* ---- hashes of states as trees cut off at a depth ---- */
uint32_t kzi_hash_of_facts(const states *of, const uint64_t *facts) {
    return (uint32_t)kzi_hash_bytes(facts, sizeof(uint64_t) * of->row_words, 2);
}

static uint32_t worked_out_hash(const states *of, state_id id, uint32_t round) {
    if (*kzi_state_marks(of, id) & MARK_IS_HASHED) return kzi_state_hash_row(of, id)[round];
    uint32_t hash = kzi_hash_of_facts(of, kzi_state_facts(of, id));
    for (uint32_t i = 0; round && i < of->about->mind_count; i++) {
        hash = kzi_hash_join(hash,
                             worked_out_hash(of, kzi_state_mind(of, id, (mind_id){i}), round - 1));
    }
    return hash;
}

uint32_t kzi_state_hash(const states *of, state_id id, uint32_t round) {
    if (!(*kzi_state_marks(of, id) & MARK_IS_HASHED)) {
        uint32_t *row = kzi_state_hash_row(of, id);
        for (uint32_t i = 0; i < KZI_HASH_ROUNDS; i++) row[i] = worked_out_hash(of, id, i);
        *kzi_state_marks(of, id) |= MARK_IS_HASHED;
    }
    return kzi_state_hash_row(of, id)[round];
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
