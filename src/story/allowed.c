/* SPDX-License-Identifier: MIT
 *
 * allowed: see allowed.h.
 */
#include "allowed.h"

#include <string.h>

static bool may_have_code(const ground_fact *f, const value_set *set, uint32_t code,
                          uint32_t unknown_code) {
    if (code == unknown_code) return (set->codes & KZI_UNKNOWN_CODE) != 0;
    if (f->type != FACT_NUMBER) return (set->codes & kzi_set_bit(code)) != 0;
    int64_t number = (int64_t)code + f->low;
    return set->low <= number && number <= set->high;
}

/* The last bit stands for several values of a fact that has many. */
static bool has_one_code(const ground_fact *f, const value_set *set) {
    return f->type != FACT_NUMBER && set->codes && !(set->codes & (set->codes - 1)) &&
           set->codes < kzi_set_bit(KZI_MOST_SET_BITS - 1);
}

static void join_codes(allowed *of, uint32_t number, const value_set *set) {
    const fact_row *row = &of->index->rows.items[number];
    const ground_fact *f = &of->index->about->facts[row->fact.n];
    uint64_t *made = of->unions[number];
    memset(made, 0, sizeof *made * row->words.count);
    for (uint32_t code = 0; code < row->value_count; code++) {
        if (!may_have_code(f, set, code, row->value_count - 1)) continue;
        const uint64_t *more = row->allowed + (size_t)code * row->words.count;
        for (uint32_t i = 0; i < row->words.count; i++) made[i] |= more[i];
    }
    of->of_row[number] = made;
}

static bool has_no_value(const value_set *set) {
    return set->codes == 0 && set->low > set->high;
}

/* At first most sets hold one value, whose row is taken as it stands. */
static void ask_row(allowed *of, uint32_t number, const value_set *sets) {
    const fact_row *row = &of->index->rows.items[number];
    const value_set *set = &sets[row->fact.n];
    if (has_no_value(set)) of->of_row[number] = NULL;
    else if (has_one_code(&of->index->about->facts[row->fact.n], set))
        of->of_row[number] = row->allowed + (size_t)__builtin_ctzll(set->codes) * row->words.count;
    else join_codes(of, number, set);
}

static void join_row(allowed *of, bit_span words, const uint64_t *row) {
    uint32_t end = of->words.first + of->words.count;
    uint32_t from = words.first > of->words.first ? words.first : of->words.first;
    uint32_t to = words.first + words.count < end ? words.first + words.count : end;
    for (uint32_t i = from; i < to; i++) of->bits[i] &= row[i - words.first];
}

static bool has_every_row(const allowed *of) {
    for (uint32_t i = 0; i < of->index->rows.count; i++) {
        if (!of->of_row[i]) return false;
    }
    return true;
}

static void join_rows(allowed *of) {
    bool is_world = has_every_row(of);
    memset(of->bits + of->words.first, is_world ? 0xff : 0, sizeof *of->bits * of->words.count);
    for (uint32_t i = 0; is_world && i < of->index->rows.count; i++)
        join_row(of, of->index->rows.items[i].words, of->of_row[i]);
}

static bit_span words_asked_about(const uint64_t *asked, uint32_t word_count) {
    uint32_t first = 0, end = word_count;
    while (first < end && !asked[first]) first++;
    while (end > first && !asked[end - 1]) end--;
    return (bit_span){first, end - first};
}

bool kzi_allowed_begin(allowed *of, const act_index *index, arena *in) {
    size_t rows = index->rows.count;
    *of = (allowed){.index = index,
                    .of_row = KZI_TAKE_MANY(in, const uint64_t *, rows + 1),
                    .unions = KZI_TAKE_MANY(in, uint64_t *, rows + 1),
                    .bits = KZI_TAKE_MANY(in, uint64_t, index->word_count + 1)};
    for (size_t i = 0; of->unions && i < rows; i++)
        of->unions[i] = KZI_TAKE_MANY(in, uint64_t, index->rows.items[i].words.count);
    return !in->has_failed;
}

void kzi_allowed_anew(allowed *of, const value_set *sets, const uint64_t *asked) {
    of->words = words_asked_about(asked, of->index->word_count);
    for (uint32_t i = 0; i < of->index->rows.count; i++) ask_row(of, i, sets);
    join_rows(of);
}

void kzi_allowed_more(allowed *of, const value_set *sets, const uint64_t *changed) {
    for (uint32_t i = 0; i < of->index->rows.count; i++) {
        uint32_t fact = of->index->rows.items[i].fact.n;
        if (changed[fact / 64] >> fact % 64 & 1) ask_row(of, i, sets);
    }
    join_rows(of);
}
