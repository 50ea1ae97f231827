/* SPDX-License-Identifier: MIT
 *
 * ledger_tales: how many distinct tales lead to each ending (F8: the same tale in many orders is
 * one).
 *
 * In     an unfolded story graph
 * Out    tale_count of each ending; not known when there are too many bags to tell apart
 *
 * A tale is a bag of acts. Each place has the set of bags with which it is reached; a bag is a
 * sorted row of act numbers, stored once.
 */
#include "../base/rows.h"
#include "ledger.h"

#include <string.h>

#define MOST_BAGS_AT_PLACES 2000000u /* pairs of place and bag: about 100 MB */

typedef struct {
    LIST(uint32_t) bags; /* rows, each once */
} place_bags;

typedef struct {
    const unfolding *from;
    arena *in;
    rows bags;
    place_bags *at;
    table met; /* pairs of place and bag */
    LIST(uint64_t) pairs;
} tale_count;

typedef struct {
    const tale_count *t;
    uint64_t pair;
} pair_lookup;

static bool is_same_pair(const void *context, uint32_t number) {
    const pair_lookup *wanted = context;
    return wanted->t->pairs.items[number] == wanted->pair;
}

static bool reach_with(tale_count *t, uint32_t place, uint32_t bag) {
    uint64_t pair = (uint64_t)place << 32 | bag, hash = kzi_hash_mix(pair);
    if (kzi_table_find(&t->met, hash, is_same_pair, &(pair_lookup){t, pair}) != NOT_IN_TABLE)
        return true;
    return LIST_ADD(t->in, &t->pairs, pair) &&
           kzi_table_add(t->in, &t->met, hash, t->pairs.count - 1) &&
           LIST_ADD(t->in, &t->at[place].bags, bag);
}

uint32_t kzi_bag_with(rows *bags, uint32_t bag, act_id act, uint32_t *scratch) {
    row before = bags->list.items[bag];
    uint32_t at = 0;
    while (at < before.count && before.items[at] <= act.n) at++;
    if (at) memcpy(scratch, before.items, sizeof *scratch * at);
    scratch[at] = act.n;
    if (before.count > at)
        memcpy(scratch + at + 1, before.items + at, sizeof *scratch * (before.count - at));
    return kzi_row(bags, scratch, before.count + 1);
}

static bool go_on_from(tale_count *t, uint32_t place, uint32_t *scratch) {
    const unfold_place *from = &t->from->places.items[place];
    for (uint32_t i = 0; i < from->way_count; i++) {
        unfold_way way = t->from->ways.items[from->first_way + i];
        if (!t->from->places.items[way.to].is_countable) continue;
        for (uint32_t j = 0; j < t->at[place].bags.count; j++) {
            uint32_t bag = kzi_bag_with(&t->bags, t->at[place].bags.items[j], way.act, scratch);
            if (bag == NO_ROW || !reach_with(t, way.to, bag)) return false;
        }
    }
    return true;
}

/* Distinct bags over all places of the ending: two states may be reached by one bag. */
static bool count_bags(ledger *to, tale_count *t, uint32_t ending) {
    bool *is_counted = KZI_TAKE_MANY(t->in, bool, t->bags.list.count);
    if (!is_counted) return false;
    for (uint32_t p = 0; p < t->from->places.count; p++) {
        if (to->of->nodes.items[t->from->places.items[p].node].ending != ending) continue;
        for (uint32_t i = 0; i < t->at[p].bags.count; i++) {
            uint32_t bag = t->at[p].bags.items[i];
            if (!is_counted[bag]) to->entries[ending].tale_count++;
            is_counted[bag] = true;
        }
    }
    to->entries[ending].has_tales = true;
    return true;
}

bool kzi_ledger_count_tales(ledger *to, const unfolding *from, arena *in) {
    tale_count t = {.from = from,
                    .in = in,
                    .bags = {.in = in},
                    .at = KZI_TAKE_MANY(in, place_bags, from->places.count)};
    uint32_t *scratch = KZI_TAKE_MANY(in, uint32_t, from->order_count + 2);
    if (!t.at || !scratch) return false;
    uint32_t empty = kzi_row(&t.bags, NULL, 0);
    if (empty == NO_ROW || (from->places.count && !reach_with(&t, 0, empty))) return false;
    for (uint32_t i = 0; i < from->order_count; i++) {
        if (!go_on_from(&t, from->order[i], scratch)) return false;
        if (t.pairs.count > MOST_BAGS_AT_PLACES) return true;
    }
    for (uint32_t ending = 0; ending < to->of->minds.about->ending_count; ending++) {
        if (!to->entries[ending].goes_round && !count_bags(to, &t, ending)) return false;
    }
    return true;
}
