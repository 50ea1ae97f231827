/* SPDX-License-Identifier: MIT
 *
 * map: see map.h.
 */
#include "map.h"

#include "../story/ledger.h"

#include <string.h>

/* more acts than these crowd a page, and one order of each tale is drawn */
#define MOST_EDGES_AS_THEY_ARE 80u
#define MOST_EDGES_ON_A_PAGE   2000u    /* whoever asks for every order gets so many */
#define MOST_TALES_TO_CHOOSE   200000u  /* pairs of state and bag */
#define MOST_ACTS_IN_BAGS      5000000u /* in all bags together */

typedef struct {
    story_map *map;
    const exploration *of;
    arena *in;
    bool *is_drawn;     /* by edge */
    bool *is_told;      /* by edge */
    uint32_t *class_of; /* by node; UINT32_MAX: not drawn */
    uint32_t *node_of;  /* by class: the first node */
    uint32_t class_count;
    uint32_t *into_count; /* by class: edges of classes that lead there */
    uint32_t *station_of; /* by class */
} map_making;

/* ---- which edges: one order of each tale ---- */
typedef struct {
    uint32_t at, bag, next; /* node, row of acts, next edge to try */
} tale_step;

typedef struct {
    map_making *m;
    rows bags;
    rows met;  /* node, bag */
    rows ends; /* end, bag */
    LIST(tale_step) path;
    bool *is_on_path; /* by node */
    uint32_t *scratch;
    uint64_t acts_in_bags;
} tale_choice;

/* Stores a pair; whether it is new. */
static bool is_new_pair(rows *in, uint32_t one, uint32_t other) {
    uint32_t before = in->list.count, pair[2] = {one, other};
    return kzi_row(in, pair, 2) == before;
}

/* Where the path came to an end with a bag nobody had: its edges are drawn. */
static void draw_path(tale_choice *t) {
    map_making *m = t->m;
    for (uint32_t i = 0; i + 1 < t->path.count; i++) {
        const story_node *from = &m->of->nodes.items[t->path.items[i].at];
        m->is_drawn[from->first_edge + t->path.items[i].next - 1] = true;
    }
    m->map->tale_count++;
}

static bool step_on(tale_choice *t, uint32_t at, uint32_t bag) {
    if (!is_new_pair(&t->met, at, bag)) return true;
    uint32_t end = kzi_fates_end_of(t->m->map->fates, at);
    if (!LIST_ADD(t->m->in, &t->path, (tale_step){at, bag, 0})) return false;
    t->is_on_path[at] = true;
    bool is_over = end != NO_ENDING || t->m->of->nodes.items[at].edge_count == 0;
    if (is_over && is_new_pair(&t->ends, end, bag)) draw_path(t);
    return true;
}

/* Depth first, in file order: the order drawn is the first. A way back is drawn, and not gone.
 * False: memory ended. */
static bool choose_tales(map_making *m, bool *are_too_many) {
    tale_choice t = {.m = m, .bags = {.in = m->in}, .met = {.in = m->in}, .ends = {.in = m->in}};
    t.is_on_path = KZI_TAKE_MANY(m->in, bool, m->of->nodes.count);
    t.scratch = KZI_TAKE_MANY(m->in, uint32_t, m->of->nodes.count + 2);
    uint32_t empty = kzi_row(&t.bags, NULL, 0);
    if (!t.is_on_path || !t.scratch || empty == NO_ROW || !step_on(&t, 0, empty)) return false;
    while (t.path.count && !m->in->has_failed) {
        tale_step *top = &t.path.items[t.path.count - 1];
        const story_node *from = &m->of->nodes.items[top->at];
        if (top->next == from->edge_count) {
            t.is_on_path[top->at] = false;
            t.path.count--;
            continue;
        }
        story_edge edge = m->of->edges.items[from->first_edge + top->next++];
        if (t.is_on_path[edge.to]) {
            m->is_drawn[from->first_edge + top->next - 1] = true;
            continue;
        }
        t.acts_in_bags += t.bags.list.items[top->bag].count + 1;
        uint32_t bag = kzi_bag_with(&t.bags, top->bag, edge.act, t.scratch);
        if (bag == NO_ROW || !step_on(&t, edge.to, bag)) return false;
        *are_too_many =
            t.met.list.count > MOST_TALES_TO_CHOOSE || t.acts_in_bags > MOST_ACTS_IN_BAGS;
        if (*are_too_many) return true;
    }
    return !m->in->has_failed;
}

static uint32_t edge_by(const exploration *of, uint32_t from, act_id act) {
    const story_node *at = &of->nodes.items[from];
    for (uint32_t i = 0; i < at->edge_count; i++) {
        if (of->edges.items[at->first_edge + i].act.n == act.n) return at->first_edge + i;
    }
    return UINT32_MAX;
}

/* Back from a node to the start, by the acts it was first met with. */
static void draw_shortest_to(map_making *m, uint32_t at) {
    for (; m->of->nodes.items[at].parent != UINT32_MAX; at = m->of->nodes.items[at].parent) {
        uint32_t edge = edge_by(m->of, m->of->nodes.items[at].parent, m->of->nodes.items[at].act);
        if (edge != UINT32_MAX) m->is_drawn[edge] = true;
    }
}

static bool choose_shortest(map_making *m) {
    bool *has_end = KZI_TAKE_MANY(m->in, bool, m->map->fates->end_count);
    if (!has_end) return false;
    memset(m->is_drawn, 0, sizeof(bool) * m->of->edges.count);
    m->map->drawn = MAP_SHORTEST_ONLY;
    for (uint32_t n = 0; n < m->of->nodes.count; n++) {
        uint32_t end = kzi_fates_end_of(m->map->fates, n);
        if (end == NO_ENDING || has_end[end]) continue;
        has_end[end] = true;
        draw_shortest_to(m, n);
    }
    return true;
}

static bool choose_edges(map_making *m, bool wants_all) {
    if ((wants_all && m->of->edges.count <= MOST_EDGES_ON_A_PAGE) ||
        m->of->edges.count <= MOST_EDGES_AS_THEY_ARE) {
        for (uint32_t i = 0; i < m->of->edges.count; i++) m->is_drawn[i] = true;
        return true;
    }
    bool are_too_many = false;
    m->map->drawn = MAP_ONE_ORDER_EACH;
    if (!choose_tales(m, &are_too_many)) return false;
    return are_too_many ? choose_shortest(m) : true;
}

/* The marked tale is drawn as it was told, as far as it goes well. */
static void mark_told(map_making *m, const told_log *told) {
    uint32_t at = 0;
    for (uint32_t i = 0; told && i < told->act_count && told->acts[i].verdict == TOLD_WELL; i++) {
        uint32_t edge = edge_by(m->of, at, told->acts[i].act);
        if (edge == UINT32_MAX) return;
        m->is_drawn[edge] = m->is_told[edge] = true;
        at = m->of->edges.items[edge].to;
    }
}

/* ---- moments that are one ---- */
/* What is still open there, and the end itself by its number; then each way on. */
static uint32_t moment_signature(const map_making *m, uint32_t at, uint32_t *to) {
    const fates *f = m->map->fates;
    const story_node *from = &m->of->nodes.items[at];
    uint32_t count = 0;
    to[count++] = kzi_fates_end_of(f, at);
    for (uint32_t i = 0; i < f->word_count; i++) {
        uint64_t word = f->left[(size_t)at * f->word_count + i];
        to[count++] = (uint32_t)word;
        to[count++] = (uint32_t)(word >> 32);
    }
    for (uint32_t i = 0; i < from->edge_count; i++) {
        uint32_t edge = from->first_edge + i;
        if (!m->is_drawn[edge]) continue;
        to[count++] = m->of->edges.items[edge].act.n;
        to[count++] = m->class_of[m->of->edges.items[edge].to];
        to[count++] = m->is_told[edge];
    }
    return count;
}

/* The start, and whatever a drawn edge leads to from there. */
static bool find_drawn_nodes(map_making *m, uint32_t *found, uint32_t *count, bool *is_there) {
    *count = 0;
    if (m->of->nodes.count) is_there[found[(*count)++] = 0] = true;
    for (uint32_t i = 0; i < *count; i++) {
        const story_node *from = &m->of->nodes.items[found[i]];
        for (uint32_t j = 0; j < from->edge_count; j++) {
            uint32_t edge = from->first_edge + j, to = m->of->edges.items[edge].to;
            if (!m->is_drawn[edge] || is_there[to]) continue;
            is_there[to] = true;
            found[(*count)++] = to;
        }
    }
    return true;
}

/* Drawn edges the other way round, and how many of each node's own are still without a class. */
typedef struct {
    uint32_t *first, *into, *waiting;
} map_back;

static bool turn_drawn_edges(const map_making *m, const bool *is_there, map_back *back) {
    const exploration *e = m->of;
    back->first = KZI_TAKE_MANY(m->in, uint32_t, e->nodes.count + 2);
    back->into = KZI_TAKE_MANY(m->in, uint32_t, e->edges.count);
    back->waiting = KZI_TAKE_MANY(m->in, uint32_t, e->nodes.count);
    if (!back->first || !back->into || !back->waiting) return false;
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        for (uint32_t i = 0; is_there[n] && i < e->nodes.items[n].edge_count; i++) {
            uint32_t edge = e->nodes.items[n].first_edge + i;
            if (!m->is_drawn[edge]) continue;
            back->waiting[n]++;
            back->first[e->edges.items[edge].to + 2]++;
        }
    }
    for (uint32_t n = 2; n < e->nodes.count + 2; n++) back->first[n] += back->first[n - 1];
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        for (uint32_t i = 0; is_there[n] && i < e->nodes.items[n].edge_count; i++) {
            uint32_t edge = e->nodes.items[n].first_edge + i;
            if (m->is_drawn[edge]) back->into[back->first[e->edges.items[edge].to + 1]++] = n;
        }
    }
    return true;
}

/* From the ends back: a moment is told apart when all that follows it was. What leads into a round
 * stays apart, each for itself. */
static bool class_from_ends(map_making *m, uint32_t *found, uint32_t count, map_back *back,
                            uint32_t *scratch) {
    rows classes = {.in = m->in};
    uint32_t *ready = KZI_TAKE_MANY(m->in, uint32_t, count), ready_count = 0;
    if (!ready) return false;
    for (uint32_t i = 0; i < count; i++) {
        if (back->waiting[found[i]] == 0) ready[ready_count++] = found[i];
    }
    for (uint32_t i = 0; i < ready_count; i++) {
        uint32_t at = ready[i];
        m->class_of[at] = kzi_row(&classes, scratch, moment_signature(m, at, scratch));
        if (m->class_of[at] == NO_ROW) return false;
        for (uint32_t j = back->first[at]; j < back->first[at + 1]; j++) {
            if (--back->waiting[back->into[j]] == 0) ready[ready_count++] = back->into[j];
        }
    }
    m->class_count = classes.list.count;
    for (uint32_t i = 0; i < count; i++) {
        if (m->class_of[found[i]] == UINT32_MAX) m->class_of[found[i]] = m->class_count++;
    }
    return true;
}

static bool make_classes(map_making *m) {
    uint32_t most_edges = 0, count, node_count = m->of->nodes.count;
    for (uint32_t n = 0; n < node_count; n++) {
        m->class_of[n] = UINT32_MAX;
        if (m->of->nodes.items[n].edge_count > most_edges)
            most_edges = m->of->nodes.items[n].edge_count;
    }
    uint32_t *scratch =
                 KZI_TAKE_MANY(m->in, uint32_t, 3 * most_edges + 2 * m->map->fates->word_count + 2),
             *found = KZI_TAKE_MANY(m->in, uint32_t, node_count);
    bool *is_there = KZI_TAKE_MANY(m->in, bool, node_count);
    map_back back;
    if (!scratch || !found || !is_there || !find_drawn_nodes(m, found, &count, is_there) ||
        !turn_drawn_edges(m, is_there, &back))
        return false;
    if (!class_from_ends(m, found, count, &back, scratch)) return false;
    m->node_of = KZI_TAKE_MANY(m->in, uint32_t, m->class_count);
    if (!m->node_of) return false;
    for (uint32_t n = node_count; n-- > 0;) {
        if (m->class_of[n] != UINT32_MAX) m->node_of[m->class_of[n]] = n;
    }
    return true;
}

/* ---- stations and ways ---- */
/* Drawn edges of the node that stands for a class, one after the other; UINT32_MAX when there are
 * no more. */
static uint32_t drawn_edge_after(const map_making *m, uint32_t class, uint32_t last) {
    const story_node *from = &m->of->nodes.items[m->node_of[class]];
    for (uint32_t edge = last == UINT32_MAX ? from->first_edge : last + 1;
         edge < from->first_edge + from->edge_count; edge++) {
        if (m->is_drawn[edge]) return edge;
    }
    return UINT32_MAX;
}

static uint32_t drawn_edge_count(const map_making *m, uint32_t class) {
    uint32_t count = 0;
    for (uint32_t edge = drawn_edge_after(m, class, UINT32_MAX); edge != UINT32_MAX;
         edge = drawn_edge_after(m, class, edge))
        count++;
    return count;
}

static bool count_edges_into(map_making *m) {
    m->into_count = KZI_TAKE_MANY(m->in, uint32_t, m->class_count);
    m->station_of = KZI_TAKE_MANY(m->in, uint32_t, m->class_count);
    if (!m->into_count || !m->station_of) return false;
    for (uint32_t c = 0; c < m->class_count; c++) {
        m->station_of[c] = NO_STATION;
        for (uint32_t edge = drawn_edge_after(m, c, UINT32_MAX); edge != UINT32_MAX;
             edge = drawn_edge_after(m, c, edge)) {
            m->into_count[m->class_of[m->of->edges.items[edge].to]]++;
        }
    }
    return true;
}

static bool is_station(const map_making *m, uint32_t class) {
    return m->node_of[class] == 0 || m->into_count[class] != 1 || drawn_edge_count(m, class) > 1;
}

static bool add_map_act(map_making *m, map_way *way, uint32_t class, uint32_t edge) {
    uint32_t from = m->node_of[class];
    map_act made = {m->of->edges.items[edge].act, from, edge,
                    kzi_fates_is_no_return(m->map->fates, from, edge)};
    way->is_told |= m->is_told[edge];
    way->act_count++;
    return LIST_ADD(m->in, &m->map->acts, made);
}

static uint32_t station_for(map_making *m, uint32_t class) {
    if (m->station_of[class] != NO_STATION) return m->station_of[class];
    m->station_of[class] = m->map->stations.count;
    return LIST_ADD(m->in, &m->map->stations, (map_station){.node = m->node_of[class]})
               ? m->station_of[class]
               : NO_STATION;
}

/* From a station by one edge, and on until the next station or the end. */
static bool add_way(map_making *m, uint32_t from_class, uint32_t edge) {
    map_way way = {.from = m->station_of[from_class],
                   .to = NO_STATION,
                   .end = NO_ENDING,
                   .first_act = m->map->acts.count};
    uint32_t class = from_class;
    for (;;) {
        if (!add_map_act(m, &way, class, edge)) return false;
        class = m->class_of[m->of->edges.items[edge].to];
        way.end = kzi_fates_end_of(m->map->fates, m->node_of[class]);
        if (drawn_edge_count(m, class) == 0) break;
        if (is_station(m, class)) {
            way.to = station_for(m, class);
            if (way.to == NO_STATION) return false;
            break;
        }
        edge = drawn_edge_after(m, class, UINT32_MAX);
    }
    return LIST_ADD(m->in, &m->map->ways, way);
}

/* Stations are met in order; their ways lie together. */
static bool add_ways(map_making *m) {
    story_map *map = m->map;
    if (station_for(m, m->class_of[0]) == NO_STATION) return false;
    for (uint32_t s = 0; s < map->stations.count; s++) {
        uint32_t class = m->class_of[map->stations.items[s].node], first = map->ways.count;
        for (uint32_t edge = drawn_edge_after(m, class, UINT32_MAX); edge != UINT32_MAX;
             edge = drawn_edge_after(m, class, edge)) {
            if (!add_way(m, class, edge)) return false;
        }
        map->stations.items[s].first_way = first;
        map->stations.items[s].way_count = map->ways.count - first;
    }
    for (uint32_t w = 0; w < map->ways.count; w++) {
        const map_way *way = &map->ways.items[w];
        if (!way->is_told) continue;
        map->stations.items[way->from].is_told = true;
        if (way->to != NO_STATION) map->stations.items[way->to].is_told = true;
    }
    return true;
}

bool kzi_map_make(story_map *made, const exploration *of, const fates *leads, const told_log *told,
                  bool wants_all_orders, arena *in) {
    *made = (story_map){.of = of, .fates = leads, .in = in};
    if (of->nodes.count == 0) return true;
    map_making m = {.map = made, .of = of, .in = in};
    m.is_drawn = KZI_TAKE_MANY(in, bool, of->edges.count);
    m.is_told = KZI_TAKE_MANY(in, bool, of->edges.count);
    m.class_of = KZI_TAKE_MANY(in, uint32_t, of->nodes.count);
    if (!m.is_drawn || !m.is_told || !m.class_of || !choose_edges(&m, wants_all_orders))
        return false;
    mark_told(&m, told);
    return make_classes(&m) && count_edges_into(&m) && add_ways(&m) && !in->has_failed;
}
