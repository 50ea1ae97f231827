/* SPDX-License-Identifier: MIT
 *
 * states: see states.h.
 */
#include "states.h"

#ifdef KZ_CRAMPED
#define STATES_IN_BLOCK 2u
#else
#define STATES_IN_BLOCK 256u
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
        if (is_seen_by_somebody(about, &about->rules[i])) made.shown_words = (about->rule_count + 63) / 64;
    }
    made.row_words = about->packed_words + made.shown_words;
    return made;
}

const uint64_t *kzi_state_facts(const states *of, state_id id) {
    return of->blocks.items[id.n / STATES_IN_BLOCK].facts + (size_t)(id.n % STATES_IN_BLOCK) * of->row_words;
}

const uint32_t *kzi_state_minds(const states *of, state_id id) {
    return of->blocks.items[id.n / STATES_IN_BLOCK].minds + (size_t)(id.n % STATES_IN_BLOCK) * of->about->mind_count;
}

const uint32_t *kzi_state_hashes(const states *of, state_id id) {
    return of->blocks.items[id.n / STATES_IN_BLOCK].hashes + (size_t)(id.n % STATES_IN_BLOCK) * KZI_HASH_ROUNDS;
}

uint8_t *kzi_state_marks(const states *of, state_id id) {
    return of->blocks.items[id.n / STATES_IN_BLOCK].marks + id.n % STATES_IN_BLOCK;
}

static bool states_add_block(states *to) {
    size_t rows = STATES_IN_BLOCK;
    state_row_block made = {.facts = KZI_TAKE_MANY(to->in, uint64_t, rows * to->row_words),
                            .minds = KZI_TAKE_MANY(to->in, uint32_t, rows * to->about->mind_count),
                            .hashes = KZI_TAKE_MANY(to->in, uint32_t, rows * KZI_HASH_ROUNDS),
                            .marks = KZI_TAKE_MANY(to->in, uint8_t, rows)};
    return made.facts && made.minds && made.hashes && made.marks && LIST_ADD(to->in, &to->blocks, made);
}

state_id kzi_states_add(states *to) {
    if (to->count == to->blocks.count * STATES_IN_BLOCK && !states_add_block(to)) return NO_STATE;
    return (state_id){to->count++};
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
