/* SPDX-License-Identifier: MIT
 *
 * same_world: a state of the engine and a world of the replay, compared.
 *
 * In     both, and how many minds deep
 * Out    whether all facts are the same, in the world and in every mind
 */
#ifndef SAME_WORLD_H
#define SAME_WORLD_H

#include "mind/step.h"
#include "replay/steps.h"

static bool is_same_world(const minds *of, state_id state, const steps *replayed, world_id there,
                          uint32_t depth) {
    const value *values = kzi_replay_values(&replayed->worlds, there);
    for (uint32_t i = 0; i < of->about->fact_count; i++) {
        if (kzi_fact_get(of->about, kzi_state_facts(&of->states, state), (fact_id){i}) != values[i])
            return false;
    }
    for (uint32_t i = 0; i < of->about->mind_count && depth; i++) {
        mind_id mind = {i};
        if (!is_same_world(of, kzi_state_mind(&of->states, state, mind), replayed,
                           kzi_replay_mind(&replayed->worlds, there, mind), depth - 1))
            return false;
    }
    return true;
}

#endif
