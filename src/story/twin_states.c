/* SPDX-License-Identifier: MIT
 *
 * twin_states: see twin_states.h.
 */
#include "twin_states.h"

twin_states *kzi_twin_states(const states *in, expression_id wish, arena *keeps) {
    twin_states *made = KZI_TAKE(keeps, twin_states);
    if (!made || !kzi_twins_find(&made->of, in->about, wish, keeps)) return NULL;
    made->in = in;
    made->keeps = keeps;
    return made;
}

static bool facts_become(const twin_states *of, const swap *by, state_id one, state_id other) {
    const grounded *about = of->in->about;
    const uint64_t *before = kzi_state_facts(of->in, one), *after = kzi_state_facts(of->in, other);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        fact_id fact = {i}, becomes = {by->facts[i]};
        value is = kzi_swapped_value(about, by, fact, kzi_fact_get(about, before, fact));
        if (is != kzi_fact_get(about, after, becomes)) return false;
    }
    return true;
}

static bool is_taken_to_be(const twin_states *of, state_id one, state_id other) {
    for (uint32_t i = 0; i < of->pair_count; i++) {
        if (of->pairs[i].one.n == one.n && of->pairs[i].other.n == other.n) return true;
    }
    return false;
}

/* Each pair taken is looked at in turn, and adds those of its minds. */
static bool take_pair(twin_states *of, state_id one, state_id other) {
    if (is_taken_to_be(of, one, other)) return true;
    if (of->pair_count == MOST_TWIN_PAIRS) return false;
    of->pairs[of->pair_count].one = one;
    of->pairs[of->pair_count++].other = other;
    return true;
}

static bool take_minds(twin_states *of, const swap *by, state_id one, state_id other) {
    for (uint32_t i = 0; i < of->in->about->mind_count; i++) {
        if (!take_pair(of, kzi_state_mind(of->in, one, (mind_id){i}),
                       kzi_state_mind(of->in, other, (mind_id){by->minds[i]})))
            return false;
    }
    return true;
}

static bool becomes_itself(twin_states *of, const swap *by, state_id state) {
    of->pair_count = 0;
    take_pair(of, state, state);
    for (uint32_t i = 0; i < of->pair_count; i++) {
        state_id one = of->pairs[i].one, other = of->pairs[i].other;
        if (!facts_become(of, by, one, other) || !take_minds(of, by, one, other)) return false;
    }
    return true;
}

static bool stays_as_it_is(twin_states *of, uint32_t number, state_id state) {
    while (of->notes.count <= state.n) {
        if (!LIST_ADD(of->keeps, &of->notes, (twin_notes){0, 0})) return false;
    }
    twin_notes *notes = &of->notes.items[state.n];
    uint64_t bit = 1ull << number;
    if (!(notes->known & bit) && becomes_itself(of, &of->of.swaps[number], state))
        notes->stays |= bit;
    notes->known |= bit;
    return (notes->stays & bit) != 0;
}

const swap *kzi_twin_before(twin_states *of, state_id state, mind_id holder, act_id act) {
    for (uint32_t i = 0; i < of->of.count; i++) {
        const swap *by = &of->of.swaps[i];
        bool stays = holder.n == NO_MIND.n || by->minds[holder.n] == holder.n;
        if (stays && by->acts[act.n] < act.n && stays_as_it_is(of, i, state)) return by;
    }
    return NULL;
}
