/* SPDX-License-Identifier: MIT
 *
 * worlds: see worlds.h.
 */
#include "worlds.h"

#include <string.h>

/* of one world before equal nodes are joined; more is given up as too much for a plain checker */
#define MOST_NODES 4000u

worlds kzi_replay_worlds(arena *in, const grounded *about, uint64_t effort) {
    return (worlds){.about = about,
                    .in = in,
                    .label_size = about->fact_count + about->rule_count,
                    .labels = {.in = in},
                    .pictures = {.in = in},
                    .effort_end = effort};
}

bool kzi_replay_stops(worlds *of, replay_stop why) {
    if (of->stop == STOP_NOT) of->stop = why;
    return false;
}

bool kzi_replay_spends(worlds *of, uint64_t effort) {
    of->effort += effort;
    if (of->effort > of->effort_end) kzi_replay_stops(of, STOP_EFFORT);
    return of->stop == STOP_NOT;
}

/* ---- the graph that grows from a seed ---- */
typedef struct {
    worlds *of;
    arena work;
    rows seeds;            /* a seed's row is its node */
    LIST(uint32_t) labels; /* by node: row of of->labels */
    LIST(uint32_t) minds;  /* mind_count for each node: nodes */
    uint32_t *block;       /* by node: the number of its kind so far */
    uint32_t block_count;
} growing;

static uint32_t node_of_seed(growing *g, const seed *one) {
    const uint32_t items[SEED_SIZE] = {one->kind, one->world, one->holder, one->sets};
    uint32_t node = kzi_row(&g->seeds, items, SEED_SIZE);
    if (node == NO_ROW) kzi_replay_stops(g->of, STOP_MEMORY);
    return node;
}

static seed seed_of_node(const growing *g, uint32_t node) {
    const uint32_t *items = g->seeds.list.items[node].items;
    return (seed){items[0], items[1], items[2], items[3]};
}

static bool keep_unfolded(growing *g, const unfolding_here *here) {
    uint32_t label = kzi_row(&g->of->labels, (const uint32_t *)here->values, g->of->label_size);
    if (label == NO_ROW || !LIST_ADD(&g->work, &g->labels, label))
        return kzi_replay_stops(g->of, STOP_MEMORY);
    for (uint32_t i = 0; i < g->of->about->mind_count; i++) {
        uint32_t node = node_of_seed(g, &here->minds[i]);
        if (node == NO_ROW || !LIST_ADD(&g->work, &g->minds, node))
            return kzi_replay_stops(g->of, STOP_MEMORY);
    }
    return true;
}

static bool unfold_all(growing *g, seed from, unfold_fn unfold, void *self) {
    unfolding_here here = {KZI_TAKE_MANY(&g->work, value, g->of->label_size),
                           KZI_TAKE_MANY(&g->work, seed, g->of->about->mind_count)};
    if (!here.values || !here.minds || node_of_seed(g, &from) == NO_ROW)
        return kzi_replay_stops(g->of, STOP_MEMORY);
    for (uint32_t node = 0; node < g->seeds.list.count; node++) {
        if (node == MOST_NODES) return kzi_replay_stops(g->of, STOP_EFFORT);
        if (!kzi_replay_spends(g->of, 1) || !unfold(self, seed_of_node(g, node), &here) ||
            !keep_unfolded(g, &here))
            return false;
    }
    return true;
}

/* ---- partition refinement: nodes start together when their labels agree, and part when what a
 * mind holds parts ---- */
static bool refine(growing *g) {
    uint32_t minds = g->of->about->mind_count, count = g->labels.count;
    rows kinds = {.in = &g->work};
    uint32_t *finer = KZI_TAKE_MANY(&g->work, uint32_t, count),
             *kind = KZI_TAKE_MANY(&g->work, uint32_t, minds + 1);
    if (!finer || !kind) return kzi_replay_stops(g->of, STOP_MEMORY);
    for (uint32_t node = 0; node < count; node++) {
        kind[0] = g->block[node];
        for (uint32_t i = 0; i < minds; i++)
            kind[i + 1] = g->block[g->minds.items[node * minds + i]];
        finer[node] = kzi_row(&kinds, kind, minds + 1);
        if (finer[node] == NO_ROW) return kzi_replay_stops(g->of, STOP_MEMORY);
    }
    g->block = finer;
    g->block_count = kinds.list.count;
    return true;
}

static bool find_blocks(growing *g) {
    g->block = g->labels.items;
    for (uint32_t before = 0;; before = g->block_count) {
        if (!refine(g)) return false;
        if (g->block_count == before) return true;
    }
}

/* ---- storing ---- */
typedef struct {
    const growing *g;
    const uint32_t *first; /* by block: a node of it */
    uint32_t *number;      /* by block: in the picture, or NO_ROW */
    uint32_t *order;       /* blocks as met */
    uint32_t *items;       /* label, then the minds' numbers, for each */
} picturing;

static uint32_t number_in_picture(picturing *p, uint32_t block, uint32_t *count) {
    if (p->number[block] == NO_ROW) {
        p->number[block] = *count;
        p->order[(*count)++] = block;
    }
    return p->number[block];
}

/* The graph below a block, written out whole. Its length in items. */
static uint32_t draw(picturing *p, uint32_t root) {
    uint32_t count = 0, length = 0, minds = p->g->of->about->mind_count;
    for (uint32_t i = 0; i < p->g->block_count; i++) p->number[i] = NO_ROW;
    number_in_picture(p, root, &count);
    for (uint32_t at = 0; at < count; at++) {
        uint32_t node = p->first[p->order[at]];
        p->items[length++] = p->g->labels.items[node];
        for (uint32_t i = 0; i < minds; i++) {
            p->items[length++] =
                number_in_picture(p, p->g->block[p->g->minds.items[node * minds + i]], &count);
        }
    }
    return length;
}

/* The world of each block: a new one waits for its minds, which may be new too. */
static bool add_worlds(worlds *to, uint32_t count) {
    while (to->list.count < count) {
        if (!LIST_ADD(to->in, &to->list, (stored_world){0}))
            return kzi_replay_stops(to, STOP_MEMORY);
    }
    return true;
}

static bool fill_world(const growing *g, const uint32_t *world_of, uint32_t block, uint32_t node) {
    stored_world *made = &g->of->list.items[world_of[block]];
    if (made->minds) return true;
    uint32_t minds = g->of->about->mind_count;
    world_id *leads_to = KZI_TAKE_MANY(g->of->in, world_id, minds + 1);
    if (!leads_to) return kzi_replay_stops(g->of, STOP_MEMORY);
    for (uint32_t i = 0; i < minds; i++)
        leads_to[i] = (world_id){world_of[g->block[g->minds.items[node * minds + i]]]};
    made->values = (const value *)g->of->labels.list.items[g->labels.items[node]].items;
    made->minds = leads_to;
    return true;
}

static bool begin_picturing(picturing *p, growing *g) {
    uint32_t minds = g->of->about->mind_count;
    uint32_t *first = KZI_TAKE_MANY(&g->work, uint32_t, g->block_count);
    *p = (picturing){g, first, KZI_TAKE_MANY(&g->work, uint32_t, g->block_count),
                     KZI_TAKE_MANY(&g->work, uint32_t, g->block_count),
                     KZI_TAKE_MANY(&g->work, uint32_t, (size_t)g->block_count * (minds + 1))};
    if (!first || !p->number || !p->order || !p->items) return kzi_replay_stops(g->of, STOP_MEMORY);
    for (uint32_t node = g->labels.count; node-- > 0;) first[g->block[node]] = node;
    return true;
}

static world_id store(growing *g) {
    picturing p;
    uint32_t *world_of = KZI_TAKE_MANY(&g->work, uint32_t, g->block_count);
    if (!begin_picturing(&p, g) || !world_of) return NO_WORLD;
    for (uint32_t block = 0; block < g->block_count; block++) {
        world_of[block] = kzi_row(&g->of->pictures, p.items, draw(&p, block));
        if (world_of[block] == NO_ROW) return kzi_replay_stops(g->of, STOP_MEMORY), NO_WORLD;
    }
    if (!add_worlds(g->of, g->of->pictures.list.count)) return NO_WORLD;
    for (uint32_t block = 0; block < g->block_count; block++) {
        if (!fill_world(g, world_of, block, p.first[block])) return NO_WORLD;
    }
    return (world_id){world_of[g->block[0]]};
}

world_id kzi_replay_grow(worlds *of, seed from, unfold_fn unfold, void *self) {
    growing g = {.of = of, .work = kzi_arena(of->in->from)};
    g.seeds.in = &g.work;
    world_id made = NO_WORLD;
    if (of->stop == STOP_NOT && unfold_all(&g, from, unfold, self) && find_blocks(&g))
        made = store(&g);
    kzi_arena_free(&g.work);
    return of->stop == STOP_NOT ? made : NO_WORLD;
}
