/* SPDX-License-Identifier: MIT
 *
 * map_layout: where each station and each card stands: columns from left to right, few crossings,
 * lines as level as can be; in bands one below
 *             the other, so that a printed page can be read.
 *
 * In     a map, and the size that each way's card needs
 * Out    columns, then x and y, in pixels
 *
 * The usual three steps (Sugiyama, Tagawa, Toda 1981): columns by the longest way from the start;
 * in each column an order by the middle of what leads there (barycentres); then heights, as near to
 * that middle as the order allows (isotonic regression). All sums are whole.
 */
#include "map.h"

#define GAP_BETWEEN_CARDS   9
#define GAP_BETWEEN_COLUMNS 46
#define MARGIN              24
#define BEND_HEIGHT         6
#define SWEEPS              12
#define WIDEST_BAND         1240 /* on A4 across, letters are then some 7 points high */
#define GAP_BETWEEN_BANDS   34

/* What stands in a column: a way's card, or a bend of a way that passes. */
typedef struct {
    uint32_t way;
    bool is_bend;
    uint32_t before; /* the item of the same way one column before; UINT32_MAX for a card */
    uint32_t after;  /* and behind; UINT32_MAX */
    uint32_t column;
    int32_t height, wanted, y;
    uint32_t met; /* keeps the first order where two are wanted at one height */
} map_item;

typedef struct {
    story_map *map;
    LIST(map_item) items;
    uint32_t *card_of;      /* by way */
    uint32_t *last_of;      /* by way: its last item, which leads to the station */
    uint32_t *column_first; /* by column: first of its items in `in_columns` */
    uint32_t *in_columns;
    uint32_t column_count;
    uint32_t *band_of; /* by column */
    uint32_t band_count;
} map_layout;

/* ---- columns ---- */
/* Which ways lead back: those that lead to a station still open in a walk from the start. */
static bool find_ways_back(story_map *map) {
    enum { NEW, OPEN, DONE };
    uint8_t *mark = KZI_TAKE_MANY(map->in, uint8_t, map->stations.count);
    uint32_t *path = KZI_TAKE_MANY(map->in, uint32_t, map->stations.count + 1),
             *next = KZI_TAKE_MANY(map->in, uint32_t, map->stations.count);
    if (!mark || !path || !next) return false;
    uint32_t depth = 0;
    path[depth++] = 0;
    mark[0] = OPEN;
    while (depth) {
        uint32_t at = path[depth - 1];
        const map_station *s = &map->stations.items[at];
        if (next[at] == s->way_count) {
            mark[at] = DONE;
            depth--;
            continue;
        }
        map_way *way = &map->ways.items[s->first_way + next[at]++];
        if (way->to == NO_STATION) continue;
        way->goes_back = mark[way->to] == OPEN;
        if (mark[way->to] != NEW) continue;
        mark[way->to] = OPEN;
        path[depth++] = way->to;
    }
    return true;
}

static void set_columns(story_map *map, uint32_t *column_count) {
    bool has_moved = true;
    while (has_moved) { /* no rounds are left, so this ends */
        has_moved = false;
        for (uint32_t w = 0; w < map->ways.count; w++) {
            map_way *way = &map->ways.items[w];
            way->column = map->stations.items[way->from].column;
            if (way->to == NO_STATION || way->goes_back) continue;
            map_station *to = &map->stations.items[way->to];
            if (to->column > way->column) continue;
            to->column = way->column + 1;
            has_moved = true;
        }
    }
    *column_count = 1;
    for (uint32_t w = 0; w < map->ways.count; w++) {
        if (map->ways.items[w].column >= *column_count)
            *column_count = map->ways.items[w].column + 1;
    }
}

/* ---- items ---- */
static bool add_item(map_layout *l, uint32_t way, uint32_t column, int32_t height, bool is_bend) {
    map_item made = {.way = way,
                     .is_bend = is_bend,
                     .before = UINT32_MAX,
                     .after = UINT32_MAX,
                     .column = column,
                     .height = height,
                     .met = l->items.count};
    if (is_bend) {
        made.before = l->last_of[way];
        l->items.items[l->last_of[way]].after = l->items.count;
    }
    l->last_of[way] = l->items.count;
    return LIST_ADD(l->map->in, &l->items, made);
}

static bool add_items_of(map_layout *l, uint32_t number) {
    map_way *way = &l->map->ways.items[number];
    l->card_of[number] = l->items.count;
    if (!add_item(l, number, way->column, way->height, false)) return false;
    if (way->to == NO_STATION || way->goes_back) return true;
    for (uint32_t c = way->column + 1; c < l->map->stations.items[way->to].column; c++) {
        if (!add_item(l, number, c, BEND_HEIGHT, true)) return false;
    }
    return true;
}

/* As a walk from the start meets them, so that what belongs together begins together. */
static bool add_items_from(map_layout *l, uint32_t station, bool *was_met) {
    const map_station *s = &l->map->stations.items[station];
    was_met[station] = true;
    for (uint32_t i = 0; i < s->way_count; i++) {
        uint32_t number = s->first_way + i;
        if (!add_items_of(l, number)) return false;
        uint32_t to = l->map->ways.items[number].to;
        if (to != NO_STATION && !was_met[to] && !add_items_from(l, to, was_met)) return false;
    }
    return true;
}

static bool lay_in_columns(map_layout *l) {
    l->column_first = KZI_TAKE_MANY(l->map->in, uint32_t, l->column_count + 2);
    l->in_columns = KZI_TAKE_MANY(l->map->in, uint32_t, l->items.count);
    if (!l->column_first || !l->in_columns) return false;
    for (uint32_t i = 0; i < l->items.count; i++) l->column_first[l->items.items[i].column + 2]++;
    for (uint32_t c = 2; c < l->column_count + 2; c++) l->column_first[c] += l->column_first[c - 1];
    for (uint32_t i = 0; i < l->items.count; i++)
        l->in_columns[l->column_first[l->items.items[i].column + 1]++] = i;
    return true;
}

/* ---- where an item would like to stand ---- */
static int32_t middle(int64_t sum, uint32_t count) {
    return (int32_t)(sum / (int64_t)count);
}

/* The middle of all that leads to the station, or of its own cards. */
static int32_t station_middle(const map_layout *l, uint32_t station, bool forwards) {
    const map_station *s = &l->map->stations.items[station];
    int64_t sum = 0;
    uint32_t count = 0;
    for (uint32_t w = 0; forwards && w < l->map->ways.count; w++) {
        const map_way *way = &l->map->ways.items[w];
        if (way->to != station || way->goes_back) continue;
        sum += l->items.items[l->last_of[w]].y;
        count++;
    }
    for (uint32_t i = 0; !forwards && i < s->way_count; i++) {
        sum += l->items.items[l->card_of[s->first_way + i]].y;
        count++;
    }
    return count ? middle(sum, count) : INT32_MIN;
}

static int32_t wanted_height(const map_layout *l, const map_item *item, bool forwards) {
    const map_way *way = &l->map->ways.items[item->way];
    int32_t wanted;
    if (forwards)
        wanted =
            item->is_bend ? l->items.items[item->before].y : station_middle(l, way->from, true);
    else if (item->after != UINT32_MAX) wanted = l->items.items[item->after].y;
    else
        wanted =
            way->to == NO_STATION || way->goes_back ? INT32_MIN : station_middle(l, way->to, false);
    return wanted == INT32_MIN ? item->y : wanted;
}

/* ---- heights ---- */
static int32_t room_between(const map_item *above, const map_item *below) {
    return (above->height + below->height) / 2 + GAP_BETWEEN_CARDS;
}

typedef struct {
    int64_t sum;
    uint32_t count;
} height_block;

/* In their order, none nearer to the next than they need, as near to what is wanted as that allows:
 * pool adjacent violators (Ayer and others 1955). */
static void settle_column(map_layout *l, const uint32_t *order, uint32_t count,
                          height_block *blocks) {
    uint32_t block_count = 0;
    int32_t offset = 0;
    for (uint32_t i = 0; i < count; i++) {
        const map_item *item = &l->items.items[order[i]];
        if (i) offset += room_between(&l->items.items[order[i - 1]], item);
        blocks[block_count++] = (height_block){item->wanted - offset, 1};
        while (block_count > 1 && blocks[block_count - 2].sum * blocks[block_count - 1].count >
                                      blocks[block_count - 1].sum * blocks[block_count - 2].count) {
            blocks[block_count - 2].sum += blocks[block_count - 1].sum;
            blocks[block_count - 2].count += blocks[block_count - 1].count;
            block_count--;
        }
    }
    offset = 0;
    for (uint32_t i = 0, b = 0, in_block = 0; i < count; i++) {
        if (i) offset += room_between(&l->items.items[order[i - 1]], &l->items.items[order[i]]);
        l->items.items[order[i]].y = middle(blocks[b].sum, blocks[b].count) + offset;
        if (++in_block == blocks[b].count) b++, in_block = 0;
    }
}

/* By insertion: columns are short, and equal wishes keep their order. */
static void sort_column(const map_layout *l, uint32_t *order, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved = order[i], at = i;
        for (; at && l->items.items[order[at - 1]].wanted > l->items.items[moved].wanted; at--)
            order[at] = order[at - 1];
        order[at] = moved;
    }
}

static void sweep_column(map_layout *l, uint32_t column, bool forwards, bool may_reorder,
                         height_block *blocks) {
    uint32_t *order = l->in_columns + l->column_first[column],
             count = l->column_first[column + 1] - l->column_first[column];
    for (uint32_t i = 0; i < count; i++)
        l->items.items[order[i]].wanted = wanted_height(l, &l->items.items[order[i]], forwards);
    if (may_reorder) sort_column(l, order, count);
    settle_column(l, order, count, blocks);
}

static bool sweep(map_layout *l) {
    height_block *blocks = KZI_TAKE_MANY(l->map->in, height_block, l->items.count);
    if (!blocks) return false;
    for (uint32_t c = 0; c < l->column_count;
         c++) { /* first as they were met, one below the other */
        uint32_t *order = l->in_columns + l->column_first[c];
        for (uint32_t i = 0; i < l->column_first[c + 1] - l->column_first[c]; i++) {
            if (i)
                l->items.items[order[i]].y =
                    l->items.items[order[i - 1]].y +
                    room_between(&l->items.items[order[i - 1]], &l->items.items[order[i]]);
        }
    }
    for (uint32_t i = 0; i < SWEEPS; i++) {
        bool may_reorder = i > 1 && i < SWEEPS - 3;
        for (uint32_t c = 1; c < l->column_count; c++)
            sweep_column(l, c, true, may_reorder, blocks);
        if (i + 1 == SWEEPS) break; /* the last word have those who are led to */
        for (uint32_t c = l->column_count; c-- > 0;) sweep_column(l, c, false, false, blocks);
    }
    return true;
}

/* ---- the page ---- */
static int32_t widest_card(const map_layout *l, uint32_t column) {
    int32_t widest = 0;
    for (uint32_t w = 0; w < l->map->ways.count; w++) {
        const map_way *way = &l->map->ways.items[w];
        if (way->column == column && way->width > widest) widest = way->width;
    }
    return widest;
}

static void place_column(map_layout *l, uint32_t column, int32_t x, int32_t widest) {
    story_map *map = l->map;
    for (uint32_t w = 0; w < map->ways.count; w++) {
        if (map->ways.items[w].column == column) map->ways.items[w].x = x + GAP_BETWEEN_COLUMNS / 2;
    }
    for (uint32_t s = 0; s < map->stations.count; s++) {
        if (map->stations.items[s].column == column) map->stations.items[s].x = x;
    }
    for (uint32_t b = 0; b < map->bends.count; b++) {
        if (map->bends.items[b].column == column)
            map->bends.items[b].x = x + GAP_BETWEEN_COLUMNS / 2 + widest / 2;
    }
}

/* As many columns as a band holds; then the next band begins at the left again. */
static bool make_bands(map_layout *l) {
    l->band_of = KZI_TAKE_MANY(l->map->in, uint32_t, l->column_count + 1);
    if (!l->band_of) return false;
    int32_t x = MARGIN;
    for (uint32_t c = 0; c < l->column_count; c++) {
        int32_t width = widest_card(l, c) + GAP_BETWEEN_COLUMNS;
        if (x > MARGIN && x + width > WIDEST_BAND) {
            l->band_count++;
            x = MARGIN;
        }
        l->band_of[c] = l->band_count;
        x += width;
    }
    l->band_of[l->column_count] = l->band_count; /* a station to which nothing follows */
    l->band_count++;
    return true;
}

static void place_columns(map_layout *l) {
    int32_t x = MARGIN;
    for (uint32_t c = 0; c < l->column_count; c++) {
        int32_t widest = widest_card(l, c);
        if (c && l->band_of[c] != l->band_of[c - 1]) x = MARGIN;
        place_column(l, c, x, widest);
        x += widest + GAP_BETWEEN_COLUMNS;
        if (x + MARGIN > l->map->width) l->map->width = x + MARGIN;
    }
    place_column(l, l->column_count, x, 0);
}

static void find_continued(map_layout *l) {
    for (uint32_t w = 0; w < l->map->ways.count; w++) {
        map_way *way = &l->map->ways.items[w];
        if (way->to == NO_STATION || way->goes_back) continue;
        way->is_continued =
            l->band_of[l->map->stations.items[way->to].column] != l->band_of[way->column];
    }
}

static bool place_bends(map_layout *l) {
    for (uint32_t w = 0; w < l->map->ways.count; w++) {
        map_way *way = &l->map->ways.items[w];
        way->first_bend = l->map->bends.count;
        for (uint32_t i = l->items.items[l->card_of[w]].after;
             i != UINT32_MAX && !way->is_continued; i = l->items.items[i].after) {
            if (!LIST_ADD(l->map->in, &l->map->bends,
                          (map_bend){l->items.items[i].column, 0, l->items.items[i].y}))
                return false;
            way->bend_count++;
        }
    }
    return true;
}

/* A bend of a line that is not drawn takes no room. */
static bool takes_room(const map_layout *l, const map_item *item) {
    return !item->is_bend || !l->map->ways.items[item->way].is_continued;
}

static void place_band(map_layout *l, uint32_t band) {
    int32_t top = INT32_MAX, bottom = INT32_MIN;
    for (uint32_t i = 0; i < l->items.count; i++) {
        const map_item *item = &l->items.items[i];
        if (l->band_of[item->column] != band || !takes_room(l, item)) continue;
        if (item->y - item->height / 2 < top) top = item->y - item->height / 2;
        if (item->y + item->height / 2 > bottom) bottom = item->y + item->height / 2;
    }
    if (bottom < top) top = bottom = 0;
    int32_t shift = l->map->height - top;
    for (uint32_t i = 0; i < l->items.count; i++) {
        if (l->band_of[l->items.items[i].column] == band) l->items.items[i].y += shift;
    }
    l->map->height += bottom - top + GAP_BETWEEN_BANDS;
}

/* In the middle of its own cards; where it has none, of what leads to it. */
static void place_stations(map_layout *l) {
    for (uint32_t s = 0; s < l->map->stations.count; s++) {
        map_station *at = &l->map->stations.items[s];
        at->y = station_middle(l, s, false);
        if (at->y == INT32_MIN) at->y = station_middle(l, s, true);
        if (at->y == INT32_MIN) at->y = MARGIN;
    }
    for (uint32_t w = 0; w < l->map->ways.count; w++)
        l->map->ways.items[w].y = l->items.items[l->card_of[w]].y;
}

static bool place_all(map_layout *l) {
    if (!make_bands(l)) return false;
    find_continued(l);
    l->map->height = MARGIN;
    for (uint32_t band = 0; band < l->band_count; band++) place_band(l, band);
    if (!place_bends(l)) return false;
    place_stations(l);
    place_columns(l);
    return true;
}

bool kzi_map_lay_out(story_map *map, map_measure measure, const void *self) {
    if (map->stations.count == 0) return true;
    map_layout l = {.map = map};
    map->bends.count = 0;
    for (uint32_t w = 0; w < map->ways.count; w++) {
        map_card_size size = measure(self, map, &map->ways.items[w]);
        map->ways.items[w].width = size.width;
        map->ways.items[w].height = size.height;
    }
    l.card_of = KZI_TAKE_MANY(map->in, uint32_t, map->ways.count);
    l.last_of = KZI_TAKE_MANY(map->in, uint32_t, map->ways.count);
    bool *was_met = KZI_TAKE_MANY(map->in, bool, map->stations.count);
    if (!l.card_of || !l.last_of || !was_met || !find_ways_back(map)) return false;
    set_columns(map, &l.column_count);
    if (!add_items_from(&l, 0, was_met) || !lay_in_columns(&l) || !sweep(&l)) return false;
    return place_all(&l) && !map->in->has_failed;
}
