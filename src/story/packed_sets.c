/* SPDX-License-Identifier: MIT
 *
 * packed_sets: see packed_sets.h.
 */
#include "packed_sets.h"

#include <string.h>

/* ---- where bits lie ---- */
static uint32_t packed_codes_of(const ground_fact *f) {
    if (f->type == FACT_NUMBER) return 0;
    uint32_t count = f->type == FACT_YES_NO ? 2 : f->value_count;
    return count < KZI_MOST_SET_BITS ? count : KZI_MOST_SET_BITS;
}

/* No fact's bits lie in two words. */
static void place_codes(packed_sets *made, const grounded *about, packed_place *places) {
    uint32_t shift = 0;
    made->code_words = 1;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        uint32_t codes = packed_codes_of(&about->facts[i]);
        if (shift + codes + 1 > 64) shift = 0, made->code_words++;
        places[i] = (packed_place){made->code_words - 1, shift, codes, 0};
        shift += codes + 1;
    }
    made->words = made->code_words;
}

bool kzi_packed_sets(packed_sets *made, const grounded *about, arena *in) {
    packed_place *places = KZI_TAKE_MANY(in, packed_place, about->fact_count + 1);
    if (!places) return false;
    *made = (packed_sets){.places = places, .fact_count = about->fact_count};
    place_codes(made, about, places);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        if (about->facts[i].type == FACT_NUMBER) places[i].bounds = made->words++;
    }
    return true;
}

/* ---- a number's bounds in a word ---- */
static uint64_t both_bounds(value low, value high) {
    return (uint64_t)(uint32_t)low << 32 | (uint32_t)high;
}

static value low_bound(uint64_t both) {
    return (value)(uint32_t)(both >> 32);
}

static value high_bound(uint64_t both) {
    return (value)(uint32_t)both;
}

static uint64_t wider_bounds(uint64_t a, uint64_t b) {
    value low = low_bound(a) < low_bound(b) ? low_bound(a) : low_bound(b);
    value high = high_bound(a) > high_bound(b) ? high_bound(a) : high_bound(b);
    return both_bounds(low, high);
}

/* ---- packing, unpacking ---- */
void kzi_sets_pack(const packed_sets *as, const value_set *sets, uint64_t *to) {
    memset(to, 0, sizeof *to * as->code_words);
    for (uint32_t i = 0; i < as->fact_count; i++) {
        const packed_place *at = &as->places[i];
        uint64_t unknown = (sets[i].codes & KZI_UNKNOWN_CODE) != 0;
        to[at->word] |= ((sets[i].codes & ~KZI_UNKNOWN_CODE) | unknown << at->codes) << at->shift;
        if (at->bounds) to[at->bounds] = both_bounds(sets[i].low, sets[i].high);
    }
}

void kzi_sets_unpack(const packed_sets *as, const uint64_t *from, value_set *sets) {
    for (uint32_t i = 0; i < as->fact_count; i++) {
        const packed_place *at = &as->places[i];
        uint64_t bits = from[at->word] >> at->shift, unknown = bits >> at->codes & 1;
        sets[i] = KZI_NOTHING;
        sets[i].codes = (bits & ((1ull << at->codes) - 1)) | (unknown ? KZI_UNKNOWN_CODE : 0);
        if (!at->bounds) continue;
        sets[i].low = low_bound(from[at->bounds]);
        sets[i].high = high_bound(from[at->bounds]);
    }
}

/* ---- as they are packed ---- */
void kzi_packed_nothing(const packed_sets *as, uint64_t *to) {
    memset(to, 0, sizeof *to * as->code_words);
    for (uint32_t i = as->code_words; i < as->words; i++)
        to[i] = both_bounds(KZI_NOTHING.low, KZI_NOTHING.high);
}

void kzi_packed_join(const packed_sets *as, uint64_t *to, const uint64_t *from) {
    for (uint32_t i = 0; i < as->code_words; i++) to[i] |= from[i];
    for (uint32_t i = as->code_words; i < as->words; i++) to[i] = wider_bounds(to[i], from[i]);
}

bool kzi_packed_is_part(const packed_sets *as, const uint64_t *part, const uint64_t *whole) {
    uint64_t more = 0;
    for (uint32_t i = 0; i < as->code_words; i++) more |= part[i] & ~whole[i];
    for (uint32_t i = as->code_words; i < as->words; i++)
        more |= wider_bounds(whole[i], part[i]) ^ whole[i];
    return more == 0;
}
