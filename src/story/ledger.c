/* SPDX-License-Identifier: MIT
 *
 * ledger: see ledger.h.
 */
#include "ledger.h"

const act_id *kzi_ledger_story_to(const exploration *of, uint32_t node, arena *in) {
    uint32_t length = of->nodes.items[node].depth;
    act_id *acts = KZI_TAKE_MANY(in, act_id, length);
    if (!acts) return NULL;
    for (uint32_t at = node; length; at = of->nodes.items[at].parent)
        acts[--length] = of->nodes.items[at].act;
    return acts;
}

/* Nodes are met in order of depth, and within one in file order: the first of an ending is its
 * first shortest story. */
static void note_endings(ledger *to) {
    const exploration *of = to->of;
    for (uint32_t i = 0; i < of->nodes.count; i++) {
        uint32_t ending = of->nodes.items[i].ending;
        if (ending == NO_ENDING || to->entries[ending].is_reachable) continue;
        to->entries[ending].is_reachable = true;
        to->entries[ending].shortest = i;
    }
}

static void note_acts(ledger *to) {
    for (uint32_t i = 0; i < to->of->edges.count; i++)
        to->was_used[to->of->edges.items[i].act.n] = true;
}

static bool note_unfinished(ledger *to, arena *in) {
    const exploration *of = to->of;
    to->unfinished = KZI_TAKE_MANY(in, uint32_t, of->nodes.count);
    if (!to->unfinished) return false;
    for (uint32_t i = 0; i < of->nodes.count; i++) {
        const story_node *node = &of->nodes.items[i];
        if (node->was_opened && node->edge_count == 0) to->unfinished[to->unfinished_count++] = i;
    }
    return true;
}

/* Stories that lead to each place: the sum over all ways in, places in the order that makes one
 * pass enough. */
static bool count_orders(ledger *to, const unfolding *from, arena *in) {
    tally *stories = KZI_TAKE_MANY(in, tally, from->places.count);
    if (!stories) return false;
    for (uint32_t i = 0; i < from->order_count; i++) {
        uint32_t p = from->order[i];
        const unfold_place *place = &from->places.items[p];
        if (p == 0 && !kzi_tally_add(in, &stories[0], kzi_tally(1))) return false;
        uint32_t ending = to->of->nodes.items[place->node].ending;
        if (ending != NO_ENDING && !kzi_tally_add(in, &to->entries[ending].orders, stories[p]))
            return false;
        for (uint32_t j = 0; j < place->way_count; j++) {
            if (!kzi_tally_add(in, &stories[from->ways.items[place->first_way + j].to], stories[p]))
                return false;
        }
    }
    return true;
}

bool kzi_ledger_make(ledger *made, const exploration *of, arena *in) {
    const grounded *about = of->minds.about;
    *made = (ledger){.of = of};
    made->entries = KZI_TAKE_MANY(in, ledger_entry, about->ending_count);
    made->was_used = KZI_TAKE_MANY(in, bool, about->act_count);
    unfolding unfolded;
    if (!made->entries || !made->was_used || !kzi_unfold(&unfolded, of, in)) return false;
    note_endings(made);
    note_acts(made);
    for (uint32_t i = 0; i < about->ending_count; i++)
        made->entries[i].goes_round = unfolded.goes_round[i];
    return note_unfinished(made, in) && count_orders(made, &unfolded, in) &&
           kzi_ledger_count_tales(made, &unfolded, in) &&
           kzi_ledger_count_threadings(made, &unfolded, in);
}
