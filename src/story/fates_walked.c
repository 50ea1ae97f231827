/* SPDX-License-Identifier: MIT
 *
 * fates_walked: what a node still leads to, found the other way: forwards, from that node alone.
 *
 * In     fates, a node
 * Out    whether the walk comes to just the ends that fates.c found backwards
 */
#include "fates.h"

typedef struct {
    const exploration *of;
    bool *was_met;
    uint32_t *waiting;
    uint32_t waiting_count;
} forward_walk;

static void meet_on_walk(forward_walk *w, uint32_t at) {
    if (w->was_met[at]) return;
    w->was_met[at] = true;
    w->waiting[w->waiting_count++] = at;
}

static void walk_forwards(const fates *of, forward_walk *w, bool *is_end_met) {
    while (w->waiting_count) {
        const story_node *at = &w->of->nodes.items[w->waiting[--w->waiting_count]];
        if (at->ending != NO_ENDING) is_end_met[at->ending] = true;
        else if (at->was_opened && at->edge_count == 0) is_end_met[of->end_count - 1] = true;
        for (uint32_t i = 0; i < at->edge_count; i++)
            meet_on_walk(w, w->of->edges.items[at->first_edge + i].to);
    }
}

bool kzi_fates_agree(const fates *of, uint32_t at, arena *in) {
    forward_walk w = {.of = of->of,
                      .was_met = KZI_TAKE_MANY(in, bool, of->of->nodes.count),
                      .waiting = KZI_TAKE_MANY(in, uint32_t, of->of->nodes.count)};
    bool *is_end_met = KZI_TAKE_MANY(in, bool, of->end_count);
    if (!w.was_met || !w.waiting || !is_end_met) return false;
    meet_on_walk(&w, at);
    walk_forwards(of, &w, is_end_met);
    for (uint32_t end = 0; end < of->end_count; end++) {
        if (is_end_met[end] != kzi_fates_leads_to(of, at, end)) return false;
    }
    return true;
}
