/* SPDX-License-Identifier: MIT
 *
 * settings: see settings.h.
 */
#include "settings.h"

#include "conditions.h"

#include <string.h>

#define SETTING_NUMBERS 3u
_Static_assert(sizeof(one_setting) == SETTING_NUMBERS * sizeof(uint32_t),
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
/* What is set again is set last: it goes over what was set between. */
static bool put_one(arena *in, setting_list *to, one_setting one, bool wins) {
    one_setting *items = to->list.items;
    uint32_t at = 0;
    while (at < to->list.count && items[at].key != one.key) at++;
    if (at == to->list.count) return LIST_ADD(in, &to->list, one);
    if (!wins) return true;
    one.goes_over |= items[at].goes_over | (items[at].becomes != one.becomes);
    memmove(items + at, items + at + 1, sizeof *items * (to->list.count - 1 - at));
    items[to->list.count - 1] = one;
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
    if (key == NO_ROW || !put_one(in, to, (one_setting){key, becomes, 0}, wins))
        return kzi_replay_stops(of->worlds, STOP_MEMORY);
    return true;
}

/* ---- rows ---- */
static uint32_t count_in_row(const settings *of, uint32_t row_number) {
    return row_number == NO_ROW ? 0 : of->rows.list.items[row_number].count / SETTING_NUMBERS;
}

static one_setting in_row(const settings *of, uint32_t row_number, uint32_t i) {
    const uint32_t *items = of->rows.list.items[row_number].items;
    one_setting made;
    memcpy(&made, items + (size_t)SETTING_NUMBERS * i, sizeof made);
    return made;
}

bool kzi_settings_put_row(settings *of, arena *in, setting_list *to, uint32_t row_number) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        if (!put_one(in, to, one, true)) return kzi_replay_stops(of->worlds, STOP_MEMORY);
    }
    return true;
}

/* A setting of a mind that leads on to another, as set there; false: it does not. */
static bool is_without_first(const settings *of, one_setting one, mind_id first, mind_path *rest) {
    row key = of->keys.list.items[one.key];
    if (key.count < 2 || key.items[1] != first.n) return false;
    *rest = (mind_path){.length = key.count - 2};
    for (uint32_t j = 0; j < rest->length; j++) rest->minds[j] = (mind_id){key.items[j + 2]};
    return true;
}

static bool pass_on(settings *of, arena *in, setting_list *to, one_setting one, mind_id mind,
                    value *held) {
    fact_id fact = {of->keys.list.items[one.key].items[0]};
    mind_path rest;
    if (!is_without_first(of, one, mind, &rest)) return true;
    if (held && rest.length == 0) {
        value becomes = kzi_replay_bounded(of->worlds->about, fact, one.becomes);
        if (!one.goes_over && held[fact.n] == becomes) return true;
        held[fact.n] = becomes;
    }
    one.key = key_of(of, rest.minds, rest.length, fact.n);
    return (one.key != NO_ROW && put_one(in, to, one, true)) ||
           kzi_replay_stops(of->worlds, STOP_MEMORY);
}

bool kzi_settings_put_for(settings *of, arena *in, setting_list *to, uint32_t row_number,
                          mind_id mind, bool is_own, value *held) {
    for (uint32_t i = 0; i < count_in_row(of, row_number); i++) {
        one_setting one = in_row(of, row_number, i);
        row key = of->keys.list.items[one.key];
        if (!pass_on(of, in, to, one, mind, held)) return false;
        if (is_own && !put_one(in, to, one, true)) return kzi_replay_stops(of->worlds, STOP_MEMORY);
        if (is_own && held && key.count == 1)
            held[key.items[0]] =
                kzi_replay_bounded(of->worlds->about, (fact_id){key.items[0]}, one.becomes);
    }
    return true;
}

uint32_t kzi_settings_row(settings *of, const setting_list *list) {
    if (list->list.count == 0) return NO_ROW;
    uint32_t made =
        kzi_row(&of->rows, (const uint32_t *)list->list.items, list->list.count * SETTING_NUMBERS);
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
