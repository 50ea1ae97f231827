/* SPDX-License-Identifier: MIT
 *
 * several: see several.h.
 */
#include "several.h"

#include "../mind/judge.h"

#include <string.h>

several kzi_several(exploration *in_stories, const plan_wish *wish, uint32_t wanted) {
    return (several){.stories = in_stories, .wish = *wish, .wanted = wanted, .length = 1};
}

static const story_node *several_node(const several *of, uint32_t number) {
    return &of->stories->nodes.items[number];
}

/* ---- what is wished for ---- */
static value amount_of_node(const several *of, uint32_t number) {
    return kzi_amount(&of->stories->minds.desk, kzi_ref(several_node(of, number)->state),
                      of->wish.sum);
}

static bool is_wished_for(const several *of, uint32_t number) {
    if (of->wish.ending != UINT32_MAX) return several_node(of, number)->ending == of->wish.ending;
    value amount = amount_of_node(of, number);
    return amount != UNKNOWN && amount >= of->wish.goal && amount > of->wish.above;
}

/* ---- how far it is: backwards from the goal, in the graph as far as it is known ---- */
static bool note_nearer(several *of) {
    bool has_changed = false;
    for (uint32_t i = of->far_count; i-- > 0;) {
        const story_node *n = several_node(of, i);
        for (uint32_t j = 0; j < n->edge_count; j++) {
            uint32_t behind = of->far[of->stories->edges.items[n->first_edge + j].to];
            if (behind == UINT32_MAX || behind + 1 >= of->far[i]) continue;
            of->far[i] = behind + 1;
            has_changed = true;
        }
    }
    return has_changed;
}

static bool measure_distances(several *of) {
    of->far_count = of->stories->nodes.count;
    of->far = KZI_TAKE_MANY(of->stories->in, uint32_t, of->far_count + 1);
    if (!of->far) return false;
    for (uint32_t i = 0; i < of->far_count; i++) of->far[i] = is_wished_for(of, i) ? 0 : UINT32_MAX;
    while (note_nearer(of)) {}
    return true;
}

/* ---- parts of the way ---- */
static uint32_t target_of(const several *of, uint32_t node, act_id act) {
    const story_node *n = several_node(of, node);
    for (uint32_t i = 0; i < n->edge_count; i++) {
        story_edge edge = of->stories->edges.items[n->first_edge + i];
        if (edge.act.n == act.n) return edge.to;
    }
    return UINT32_MAX;
}

static bool add_several_part(several *of, several_step *to, uint32_t node) {
    for (uint32_t i = 0; i < to->part_count; i++) {
        if (of->parts.items[to->first_part + i] == node) return true;
    }
    to->part_count++;
    return LIST_ADD(of->stories->in, &of->parts, node);
}

/* Each part of the way so far, without the act and with it; and the way so far without it. */
static bool part_ways(several *of, several_step from, act_id act, several_step *to) {
    to->first_part = from.first_part + from.part_count;
    of->parts.count = to->first_part;
    if (!add_several_part(of, to, from.node)) return false;
    for (uint32_t i = 0; i < from.part_count; i++) {
        uint32_t part = of->parts.items[from.first_part + i], with = target_of(of, part, act);
        if (!add_several_part(of, to, part) ||
            (with != UINT32_MAX && !add_several_part(of, to, with)))
            return false;
    }
    return true;
}

static bool part_leads_here(const several *of, const several_step *at) {
    for (uint32_t i = 0; i < at->part_count; i++) {
        if (of->parts.items[at->first_part + i] == at->node) return true;
    }
    return false;
}

static bool a_part_does_as_well(const several *of, const several_step *at) {
    for (uint32_t i = 0; i < at->part_count; i++) {
        uint32_t part = of->parts.items[at->first_part + i];
        if (is_wished_for(of, part) && amount_of_node(of, part) == at->amount) return true;
    }
    return false;
}

/* ---- walking ---- */
static bool keep_way(several *of, const several_step *end) {
    several_plan made = {.length = of->length, .amount = end->amount};
    act_id *acts = KZI_TAKE_MANY(of->stories->in, act_id, of->length);
    if (!acts) return false;
    for (uint32_t i = 0; i < of->length; i++) {
        const several_step *at = &of->way.items[i];
        acts[i] =
            of->stories->edges.items[several_node(of, at->node)->first_edge + at->next_edge - 1]
                .act;
    }
    made.acts = acts;
    return LIST_ADD(of->stories->in, &of->found, made);
}

/* An ending is reached or not; the author's amount has to be better at the end than ever before. */
static bool is_peak(const several *of, const several_step *at) {
    return of->wish.ending != UINT32_MAX || at->best_before == UNKNOWN ||
           at->amount > at->best_before;
}

static bool end_way(several *of, const several_step *at) {
    bool is_plan = is_wished_for(of, at->node) && is_peak(of, at) && !a_part_does_as_well(of, at);
    if (several_node(of, at->node)->ending == NO_ENDING && of->far[at->node] != UINT32_MAX)
        of->was_cut = true;
    return !is_plan || keep_way(of, at);
}

static bool walk_further(several *of, story_edge edge) {
    several_step from = of->way.items[of->way.count - 1];
    several_step to = {.node = edge.to,
                       .amount = amount_of_node(of, edge.to),
                       .best_before =
                           from.amount > from.best_before ? from.amount : from.best_before};
    uint32_t left = of->length - of->way.count;
    if (of->far[edge.to] == UINT32_MAX) return true;
    if (!part_ways(of, from, edge.act, &to)) return false;
    if (part_leads_here(of, &to)) return true;
    if (left == 0) return end_way(of, &to);
    if (of->far[edge.to] <= left) return LIST_ADD(of->stories->in, &of->way, to);
    of->was_cut = true;
    return true;
}

static bool walk_step(several *of) {
    several_step *at = &of->way.items[of->way.count - 1];
    const story_node *n = several_node(of, at->node);
    of->visited_count++;
    if (at->next_edge < n->edge_count)
        return walk_further(of, of->stories->edges.items[n->first_edge + at->next_edge++]);
    of->way.count--;
    return true;
}

static bool begin_walking_ways(several *of) {
    const exploration *e = of->stories;
    if (!measure_distances(of)) return false;
    several_step first = {.node = 0, .amount = amount_of_node(of, 0), .best_before = UNKNOWN};
    of->is_walking = true;
    of->was_cut = !e->is_done && e->next_node < e->nodes.count;
    of->way.count = of->parts.count = 0;
    return LIST_ADD(of->stories->in, &of->way, first);
}

/* ---- slices ---- */
static bool has_layer(const several *of) {
    const exploration *e = of->stories;
    return e->is_done ||
           (e->next_node < e->nodes.count ? several_node(of, e->next_node)->depth >= of->length
                                          : e->nodes.count > 0);
}

static void end_length(several *of) {
    of->is_walking = false;
    bool is_enough = of->found.count >= of->wanted;
    if (!of->was_cut) of->is_all = true;
    if (is_enough || of->is_all || of->length >= of->stories->limits.story) of->is_done = true;
    if (of->is_done && !is_enough && !of->is_all) of->stories->stops.by_story = true;
}

/* PLAN_DONE: the layer is there, and the walk through it has begun. */
static plan_progress lay_layer(several *of, uint64_t effort) {
    if (of->is_walking) return PLAN_DONE;
    if (!has_layer(of) && kzi_explore_run(of->stories, effort) == EXPLORE_FAILED)
        return PLAN_FAILED;
    if (!has_layer(of)) return PLAN_RUNNING;
    return begin_walking_ways(of) ? PLAN_DONE : PLAN_FAILED;
}

static plan_progress walk_layer(several *of, uint64_t effort) {
    for (; of->way.count && of->found.count < of->wanted; effort--) {
        if (effort == 0) return PLAN_RUNNING;
        if (!walk_step(of)) return PLAN_FAILED;
    }
    end_length(of);
    return PLAN_DONE;
}

/* Fewer than wanted: was it a limit that stood in the way of more? */
static plan_progress prove_the_rest(several *of, uint64_t effort) {
    switch (kzi_explore_run(of->stories, effort)) {
    case EXPLORE_RUNNING: return PLAN_RUNNING;
    case EXPLORE_DONE: return PLAN_DONE;
    default: return PLAN_FAILED;
    }
}

plan_progress kzi_several_run(several *of, uint64_t effort) {
    for (; !of->is_done; of->length++) {
        plan_progress now = lay_layer(of, effort);
        if (now == PLAN_DONE) now = walk_layer(of, effort);
        if (now != PLAN_DONE) return now;
    }
    return of->found.count >= of->wanted ? PLAN_DONE : prove_the_rest(of, effort);
}
