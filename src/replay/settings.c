/* SPDX-License-Identifier: MIT
 *
 * settings: see settings.h.
 */
#include "settings.h"

#include "conditions.h"

#include <string.h>

_Static_assert(sizeof(one_setting) == 2 * sizeof(uint32_t),
               "a list of settings is a row of numbers");

mind_path kzi_replay_path(const grounded *about, const mind_path *before, mind_id holder,
                          mind_id next) {
    mind_path made = *before;
    mind_id last = made.length ? made.minds[made.length - 1] : holder;
    if ((about->is_peers || last.n != next.n) && made.length < LONGEST_PATH)
        made.minds[made.length++] = next;
    return made;
}

/* ---- lists ---- */
static bool put_key(arena *in, setting_list *to, uint32_t key, value becomes, bool wins) {
    uint32_t at = 0;
    while (at < to->list.count && to->list.items[at].key < key) at++;
    if (at < to->list.count && to->list.items[at].key == key) {
        if (wins) to->list.items[at].becomes = becomes;
        return true;
    }
    if (!LIST_ADD(in, &to->list, (one_setting){key, becomes})) return false;
    memmove(to->list.items + at + 1, to->list.items + at,
            sizeof(one_setting) * (to->list.count - 1 - at));
    to->list.items[at] = (one_setting){key, becomes};
    return true;
}

static uint32_t key_of(settings *of, const mind_id *path, uint32_t length, uint32_t fact) {
    uint32_t items[LONGEST_PATH + 1] = {fact};
    for (uint32_t i = 0; i < length; i++) items[i + 1] = path[i].n;
    return kzi_row(&of->keys, items, length + 1);
}

bool kzi_settings_put(settings *of, arena *in, setting_list *to, const mind_path *path,
                      fact_id fact, value becomes, bool wins) {
    uint32_t key = key_of(of, path->minds, path->length, fact.n);
    if (key == NO_ROW || !put_key(in, to, key, becomes, wins))
        return kzi_replay_stops(of->worlds, STOP_MEMORY);
    return true;
}

/* ---- rows ---- */
static uint32_t count_in_row(const settings *of, uint32_t row_number) {
    return row_number == NO_ROW ? 0 : of->rows.list.items[row_number].count / 2;
}

static one_setting in_row(const settings *of, uint32_t row_number, uint32_t i) {
    const uint32_t *items = of->rows.list.items[row_number].items;
    return (one_setting){items[2 * i], (value)items[2 * i + 1]};
}

bool kzi_settings_put_row(settings *of, arena *in, setting_list *to, uint32_t row_number) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        if (!put_key(in, to, one.key, one.becomes, true))
            return kzi_replay_stops(of->worlds, STOP_MEMORY);
    }
    return true;
}

bool kzi_settings_put_for(settings *of, arena *in, setting_list *to, uint32_t row_number,
                          mind_id mind) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        row key = of->keys.list.items[one.key];
        if (key.count < 2 || key.items[1] != mind.n) continue;
        mind_path rest = {.length = key.count - 2};
        for (uint32_t j = 0; j < rest.length; j++) rest.minds[j] = (mind_id){key.items[j + 2]};
        if (!kzi_settings_put(of, in, to, &rest, (fact_id){key.items[0]}, one.becomes, true))
            return false;
    }
    return true;
}

uint32_t kzi_settings_row(settings *of, const setting_list *list) {
    if (list->list.count == 0) return NO_ROW;
    uint32_t made = kzi_row(&of->rows, (const uint32_t *)list->list.items, list->list.count * 2);
    if (made == NO_ROW) kzi_replay_stops(of->worlds, STOP_MEMORY);
    return made;
}

void kzi_settings_apply(const settings *of, uint32_t row_number, value *values) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        row key = of->keys.list.items[one.key];
        fact_id fact = {key.items[0]};
        if (key.count == 1)
            values[fact.n] = kzi_replay_bounded(of->worlds->about, fact, one.becomes);
    }
}

value kzi_settings_of(const settings *of, uint32_t row_number, fact_id fact, value otherwise) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        row key = of->keys.list.items[one.key];
        if (key.count == 1 && key.items[0] == fact.n) return one.becomes;
    }
    return otherwise;
}
