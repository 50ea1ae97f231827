/* SPDX-License-Identifier: MIT
 *
 * outlook: which endings can still come if everybody acts for their own reasons, and how far off
 * they are.
 *
 * In     states of the story
 * Out    for an ending, how many acts away it is from each state looked at
 * Owns   the graph of what was looked at, kept from turn to turn
 *
 * The played person is taken to act for their own reasons here too. So an ending may come that no
 * outlook foresaw, when they act against what they want.
 */
#include "playing.h"

#include <string.h>

typedef struct {
    const play *of;
    uint32_t state;
} ahead_lookup;

static bool is_node_ahead(const void *context, uint32_t number) {
    const ahead_lookup *look = context;
    return look->of->ahead.nodes.items[number].state.n == look->state;
}

uint32_t kzi_outlook_node(play *of, state_id at) {
    uint64_t hash = kzi_hash_mix(at.n);
    uint32_t known =
        kzi_table_find(&of->ahead.by_state, hash, is_node_ahead, &(ahead_lookup){of, at.n});
    if (known != NOT_IN_TABLE) return known;
    ahead_node made = {.state = at, .ending = kzi_explore_ending_of(&of->stories, at)};
    if (!LIST_ADD(&of->in, &of->ahead.nodes, made) ||
        !kzi_table_add(&of->in, &of->ahead.by_state, hash, of->ahead.nodes.count - 1)) {
        return kzi_play_fails(of), NEVER_SEEN;
    }
    return of->ahead.nodes.count - 1;
}

static bool look_along(play *of, uint32_t place, act_id act) {
    state_id at = of->ahead.nodes.items[place].state;
    play_option option;
    others_answer would = kzi_others_ask(of, at, act, 0, &option);
    if (would == OTHERS_FAILED) return kzi_play_fails(of);
    if (would == OTHERS_WOULD_NOT) return true;
    state_id after = kzi_play_after(of, at, act);
    if (after.n == NO_STATE.n) return !of->in.has_failed;
    if (kzi_care_forbids(of, act, after)) return true;
    uint32_t to = kzi_outlook_node(of, after);
    if (to == NEVER_SEEN || !LIST_ADD(&of->in, &of->ahead.edges, (ahead_edge){act, to}))
        return kzi_play_fails(of);
    of->ahead.nodes.items[place].edge_count++;
    return true;
}

static bool outlook_open(play *of, uint32_t place) {
    ahead_node *at = &of->ahead.nodes.items[place];
    if (at->was_opened || at->ending != NO_ENDING) return true;
    at->was_opened = true;
    of->ahead.looked_at++;
    at->first_edge = of->ahead.edges.count;
    act_id *possible = KZI_TAKE_MANY(&of->turn, act_id, of->ground->act_count);
    if (!possible) return kzi_play_fails(of);
    uint32_t count = kzi_minds_possible_acts(&of->stories.minds, at->state, possible, of->may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (!look_along(of, place, possible[i])) return false;
    }
    return true;
}

/* Breadth first over what can be reached from here, so that what is near is seen first. */
bool kzi_outlook_grow(play *of, uint32_t from, uint32_t most, bool *is_whole) {
    LIST(uint32_t) queue = {0};
    bool *is_queued =
        KZI_TAKE_MANY(&of->turn, bool, of->ahead.nodes.count + (size_t)most * 64 + 64);
    uint32_t room = of->ahead.nodes.count + most * 64 + 64, opened = 0;
    *is_whole = true;
    if (!is_queued || !LIST_ADD(&of->turn, &queue, from)) return kzi_play_fails(of);
    is_queued[from] = true;
    for (uint32_t i = 0; i < queue.count; i++) {
        uint32_t place = queue.items[i];
        bool is_new = !of->ahead.nodes.items[place].was_opened &&
                      of->ahead.nodes.items[place].ending == NO_ENDING;
        if (is_new && opened++ >= most) return *is_whole = false, true;
        if (!outlook_open(of, place)) return false;
        ahead_node at = of->ahead.nodes.items[place];
        for (uint32_t j = 0; j < at.edge_count; j++) {
            uint32_t to = of->ahead.edges.items[at.first_edge + j].to;
            if (to >= room) return *is_whole = false, true;
            if (is_queued[to]) continue;
            is_queued[to] = true;
            if (!LIST_ADD(&of->turn, &queue, to)) return kzi_play_fails(of);
        }
    }
    return true;
}

const uint32_t *kzi_outlook_distances(play *of, uint32_t ending) {
    uint32_t count = of->ahead.nodes.count;
    uint32_t *found = KZI_TAKE_MANY(&of->turn, uint32_t, count);
    if (!found) return kzi_play_fails(of), NULL;
    for (uint32_t i = 0; i < count; i++)
        found[i] = of->ahead.nodes.items[i].ending == ending ? 0 : NEVER_SEEN;
    /* As many rounds as the longest way has acts; the graph is small. */
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (uint32_t i = count; i-- > 0;) {
            ahead_node at = of->ahead.nodes.items[i];
            for (uint32_t j = 0; j < at.edge_count; j++) {
                uint32_t beyond = found[of->ahead.edges.items[at.first_edge + j].to];
                if (beyond == NEVER_SEEN || beyond + 1 >= found[i]) continue;
                found[i] = beyond + 1;
                has_changed = true;
            }
        }
    }
    return found;
}
