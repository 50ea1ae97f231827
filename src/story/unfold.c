/* SPDX-License-Identifier: MIT
 *
 * unfold: see unfold.h.
 */
#include "unfold.h"

/* ---- places and ways ---- */
typedef struct {
    const unfolding *u;
    uint32_t node;
    uint32_t length;
} place_lookup;

static bool is_same_place(const void *context, uint32_t number) {
    const place_lookup *wanted = context;
    const unfold_place *known = &wanted->u->places.items[number];
    return known->node == wanted->node && known->length == wanted->length;
}

static uint32_t place_of(unfolding *u, table *known, uint32_t node, uint32_t length) {
    uint64_t hash = kzi_hash_mix((uint64_t)node << 32 | length);
    uint32_t number = kzi_table_find(known, hash, is_same_place, &(place_lookup){u, node, length});
    if (number != NOT_IN_TABLE) return number;
    if (!LIST_ADD(u->in, &u->places, (unfold_place){.node = node, .length = length}))
        return UINT32_MAX;
    return kzi_table_add(u->in, known, hash, u->places.count - 1) ? u->places.count - 1
                                                                  : UINT32_MAX;
}

static bool lay_ways(unfolding *u, table *known, uint32_t place) {
    const exploration *of = u->of;
    unfold_place from = u->places.items[place];
    const story_node *node = &of->nodes.items[from.node];
    bool has_limit = of->limits.story != NO_LIMIT;
    from.first_way = u->ways.count;
    for (uint32_t i = 0; i < node->edge_count && from.length < of->limits.story; i++) {
        uint32_t edge = node->first_edge + i;
        uint32_t to = place_of(u, known, of->edges.items[edge].to, has_limit ? from.length + 1 : 0);
        if (to == UINT32_MAX ||
            !LIST_ADD(u->in, &u->ways, (unfold_way){of->edges.items[edge].act, edge, to}))
            return false;
        from.way_count++;
    }
    u->places.items[place] = from;
    return true;
}

static bool lay_out(unfolding *u) {
    table known = {0};
    if (u->of->nodes.count && place_of(u, &known, 0, 0) == UINT32_MAX) return false;
    for (uint32_t i = 0; i < u->places.count; i++) {
        if (!lay_ways(u, &known, i)) return false;
    }
    return true;
}

/* ---- what leads to an ending without going round ---- */

/* Ways, the other way round: into[first[p] .. first[p + 1]) are the places that lead to p. */
typedef struct {
    uint32_t *first;
    uint32_t *into;
} unfold_back;

static bool turn_round(const unfolding *u, unfold_back *back) {
    back->first = KZI_TAKE_MANY(u->in, uint32_t, u->places.count + 2);
    back->into = KZI_TAKE_MANY(u->in, uint32_t, u->ways.count);
    if (!back->first || !back->into) return false;
    for (uint32_t i = 0; i < u->ways.count; i++) back->first[u->ways.items[i].to + 2]++;
    for (uint32_t i = 2; i < u->places.count + 2; i++) back->first[i] += back->first[i - 1];
    for (uint32_t p = 0; p < u->places.count; p++) {
        const unfold_place *from = &u->places.items[p];
        for (uint32_t i = 0; i < from->way_count; i++) {
            back->into[back->first[u->ways.items[from->first_way + i].to + 1]++] = p;
        }
    }
    return true;
}

static uint32_t unfold_ending(const unfolding *u, uint32_t place) {
    return u->of->nodes.items[u->places.items[place].node].ending;
}

/* Marks all that leads to the ending; their number is in *found, in the order met. */
static uint32_t mark_leading_to(const unfolding *u, const unfold_back *back, uint32_t ending,
                                bool *marked, uint32_t *found) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < u->places.count; p++) {
        marked[p] = unfold_ending(u, p) == ending;
        if (marked[p]) found[count++] = p;
    }
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = back->first[found[i]]; j < back->first[found[i] + 1]; j++) {
            if (!marked[back->into[j]]) found[count++] = back->into[j];
            marked[back->into[j]] = true;
        }
    }
    return count;
}

/* Takes marked places away one by one, those nothing marked leads to first (Kahn 1962); what is
 * left goes round. Their number in `order`. */
static uint32_t peel(const unfolding *u, const bool *marked, uint32_t *waiting, uint32_t *order) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < u->places.count; p++) waiting[p] = 0;
    for (uint32_t p = 0; p < u->places.count; p++) {
        const unfold_place *from = &u->places.items[p];
        for (uint32_t i = 0; marked[p] && i < from->way_count; i++)
            waiting[u->ways.items[from->first_way + i].to]++;
    }
    for (uint32_t p = 0; p < u->places.count; p++) {
        if (marked[p] && waiting[p] == 0) order[count++] = p;
    }
    for (uint32_t i = 0; i < count; i++) {
        const unfold_place *from = &u->places.items[order[i]];
        for (uint32_t j = 0; j < from->way_count; j++) {
            uint32_t to = u->ways.items[from->first_way + j].to;
            if (--waiting[to] == 0 && marked[to]) order[count++] = to;
        }
    }
    return count;
}

static bool find_countable(unfolding *u, const unfold_back *back) {
    uint32_t place_count = u->places.count, ending_count = u->of->minds.about->ending_count;
    bool *marked = KZI_TAKE_MANY(u->in, bool, place_count);
    uint32_t *found = KZI_TAKE_MANY(u->in, uint32_t, place_count),
             *waiting = KZI_TAKE_MANY(u->in, uint32_t, place_count);
    u->order = KZI_TAKE_MANY(u->in, uint32_t, place_count);
    u->goes_round = KZI_TAKE_MANY(u->in, bool, ending_count);
    if (!marked || !found || !waiting || !u->order || !u->goes_round) return false;
    for (uint32_t ending = 0; ending < ending_count; ending++) {
        uint32_t count = mark_leading_to(u, back, ending, marked, found);
        u->goes_round[ending] = peel(u, marked, waiting, u->order) < count;
        for (uint32_t i = 0; i < count && !u->goes_round[ending]; i++)
            u->places.items[found[i]].is_countable = true;
    }
    for (uint32_t p = 0; p < place_count; p++) marked[p] = u->places.items[p].is_countable;
    u->order_count = peel(u, marked, waiting, u->order);
    return true;
}

bool kzi_unfold(unfolding *made, const exploration *of, arena *in) {
    *made = (unfolding){.of = of, .in = in};
    unfold_back back;
    return lay_out(made) && turn_round(made, &back) && find_countable(made, &back);
}
