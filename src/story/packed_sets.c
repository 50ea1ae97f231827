/* SPDX-License-Identifier: MIT
 *
 * packed_sets: see packed_sets.h.
 */
#include "packed_sets.h"

#include <string.h>

#define BOUND_BITS 32u /* of a value */

/* Bits of codes that a set of the fact may have; `unknown` has one more. */
static uint32_t set_code_bits(const ground_fact *f) {
    if (f->type == FACT_NUMBER) return 0;
    uint32_t count = f->type == FACT_YES_NO ? 2 : f->value_count;
    return count < KZI_MOST_SET_BITS ? count : KZI_MOST_SET_BITS;
}

static uint32_t set_bits_of(const ground_fact *f) {
    return set_code_bits(f) + 1 + (f->type == FACT_NUMBER ? 2 * BOUND_BITS : 0);
}

uint32_t kzi_packed_sets_words(const grounded *about) {
    size_t bits = 0;
    for (uint32_t i = 0; i < about->fact_count; i++) bits += set_bits_of(&about->facts[i]);
    return (uint32_t)(bits / 64) + 1;
}

static void put_bits(uint64_t *to, size_t *at, uint64_t bits, uint32_t count) {
    uint32_t shift = *at % 64;
    to[*at / 64] |= bits << shift;
    if (shift + count > 64) to[*at / 64 + 1] |= bits >> (64 - shift);
    *at += count;
}

static uint64_t next_bits(const uint64_t *from, size_t *at, uint32_t count) {
    uint32_t shift = *at % 64;
    uint64_t bits = from[*at / 64] >> shift;
    if (shift + count > 64) bits |= from[*at / 64 + 1] << (64 - shift);
    *at += count;
    return count < 64 ? bits & ((1ull << count) - 1) : bits;
}

void kzi_sets_pack(const grounded *about, const value_set *sets, uint64_t *to) {
    size_t at = 0;
    memset(to, 0, sizeof *to * kzi_packed_sets_words(about));
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        uint32_t codes = set_code_bits(f);
        uint64_t unknown = (sets[i].codes & KZI_UNKNOWN_CODE) != 0;
        put_bits(to, &at, (sets[i].codes & ~KZI_UNKNOWN_CODE) | unknown << codes, codes + 1);
        if (f->type != FACT_NUMBER) continue;
        put_bits(to, &at, (uint32_t)sets[i].low, BOUND_BITS);
        put_bits(to, &at, (uint32_t)sets[i].high, BOUND_BITS);
    }
}

void kzi_sets_unpack(const grounded *about, const uint64_t *from, value_set *sets) {
    size_t at = 0;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        uint32_t codes = set_code_bits(f);
        uint64_t bits = next_bits(from, &at, codes + 1);
        sets[i] = KZI_NOTHING;
        sets[i].codes = bits & ((1ull << codes) - 1);
        if (bits >> codes) sets[i].codes |= KZI_UNKNOWN_CODE;
        if (f->type != FACT_NUMBER) continue;
        sets[i].low = (value)(uint32_t)next_bits(from, &at, BOUND_BITS);
        sets[i].high = (value)(uint32_t)next_bits(from, &at, BOUND_BITS);
    }
}
