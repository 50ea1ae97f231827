/* SPDX-License-Identifier: MIT
 *
 * restore: see restore.h.
 */
#include "restore.h"

bool kzi_restore_is_sound(const grounded *about, const written_world *worlds, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t mind = 0; mind < about->mind_count; mind++) {
            if (worlds[i].minds[mind] >= count) return false;
            uint32_t held = worlds[i].minds[mind];
            if (worlds[held].minds[mind] != held) return false;
        }
    }
    return count > 0;
}

static bool restore_draft(minds *of, const written_world *from) {
    const grounded *about = of->about;
    draft made = {.facts = KZI_TAKE_MANY(of->scratch, uint64_t, of->states.row_words),
                  .minds = KZI_TAKE_MANY(of->scratch, ref, about->mind_count)};
    if (!made.facts || !made.minds) return false;
    for (uint32_t i = 0; i < about->fact_count; i++)
        kzi_fact_set(about, made.facts, (fact_id){i}, from->facts[i]);
    for (uint32_t i = 0; i < about->mind_count; i++)
        made.minds[i] = (ref){from->minds[i] | DRAFT_BIT};
    return LIST_ADD(of->scratch, &of->desk.list, made);
}

state_id kzi_restore(minds *of, const written_world *worlds, uint32_t count) {
    kzi_drafts_clear(&of->desk);
    for (uint32_t i = 0; i < count; i++) {
        if (!restore_draft(of, &worlds[i])) return NO_STATE;
    }
    return kzi_drafts_finish(&of->desk, (ref){DRAFT_BIT});
}

typedef struct {
    const state_id *met;
    uint32_t wanted;
} met_lookup;

static bool is_met(const void *context, uint32_t number) {
    const met_lookup *look = context;
    return look->met[number].n == look->wanted;
}

const state_id *kzi_restore_worlds(const minds *of, state_id root, arena *in, uint32_t *count) {
    LIST(state_id) found = {0};
    table by_number = {0};
    if (!LIST_ADD(in, &found, root) || !kzi_table_add(in, &by_number, kzi_hash_mix(root.n), 0))
        return NULL;
    for (uint32_t i = 0; i < found.count; i++) {
        for (uint32_t mind = 0; mind < of->about->mind_count; mind++) {
            state_id held = kzi_state_mind(&of->states, found.items[i], (mind_id){mind});
            uint64_t hash = kzi_hash_mix(held.n);
            if (kzi_table_find(&by_number, hash, is_met, &(met_lookup){found.items, held.n}) !=
                NOT_IN_TABLE)
                continue;
            if (!LIST_ADD(in, &found, held) ||
                !kzi_table_add(in, &by_number, hash, found.count - 1))
                return NULL;
        }
    }
    *count = found.count;
    return found.items;
}
