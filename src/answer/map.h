/* SPDX-License-Identifier: MIT
 *
 * map: all stories as a picture: moments where they part or meet, and what is done between them.
 *
 * In     the story graph, which ends each state still leads to (story/fates.h), a tale to be marked
 * Out    stations (moments) and ways (acts in a row); then where each stands on the page
 * Owns   all, in the arena given
 *
 * Where there are many orders, one order of each tale is drawn. Two moments from which the same
 * acts lead to the same ends are one station. Acts between two stations that nothing parts are one
 * way.
 */
#ifndef KZI_MAP_H
#define KZI_MAP_H

#include "../story/fates.h"
#include "../story/told.h"

#define NO_STATION UINT32_MAX

/* Which stories are drawn. */
typedef enum map_choice { MAP_ALL_ORDERS, MAP_ONE_ORDER_EACH, MAP_SHORTEST_ONLY } map_choice;

typedef struct map_act {
    act_id act;
    uint32_t from_node,
        edge; /* of the exploration: one that stands for all that are drawn as this */
    bool is_no_return;
} map_act;

typedef struct map_way {
    uint32_t from, to; /* stations; `to` is NO_STATION where the way comes to an end */
    uint32_t end;      /* then which (story/fates.h), or NO_ENDING where a limit cut it off */
    bool goes_back;    /* `to` was passed before: the story goes round */
    bool is_told;      /* the marked tale goes this way */
    uint32_t first_act, act_count; /* acts[] */
    /* on the page */
    uint32_t column;
    int32_t x, y, width, height;     /* of its card; y is the middle */
    uint32_t first_bend, bend_count; /* bends[]: where its line passes the columns between */
    bool is_continued; /* its station stands in another band of the page, and is named instead of a
                          line */
} map_way;

typedef struct map_station {
    uint32_t node;                 /* one that stands for all it is */
    uint32_t first_way, way_count; /* ways[]: those that lead on, together */
    bool is_told;
    uint32_t column;
    int32_t x, y;
} map_station;

typedef struct map_bend {
    uint32_t column;
    int32_t x, y;
} map_bend;

typedef struct story_map {
    const exploration *of;
    const fates *fates;
    arena *in;
    map_choice drawn;
    uint32_t tale_count;        /* drawn, where one order each is */
    LIST(map_station) stations; /* the first is the start */
    LIST(map_way) ways;
    LIST(map_act) acts;
    LIST(map_bend) bends;
    int32_t width, height;
} story_map;

/* False when memory ended. */
bool kzi_map_make(story_map *made, const exploration *of, const fates *leads, const told_log *told,
                  bool wants_all_orders, arena *in);

/* What a card needs to hold its text. */
typedef struct map_card_size {
    int32_t width, height;
} map_card_size;
typedef map_card_size (*map_measure)(const void *self, const story_map *map, const map_way *way);
/* Gives everything its place. False when memory ended. */
bool kzi_map_lay_out(story_map *map, map_measure measure, const void *self);

#endif
