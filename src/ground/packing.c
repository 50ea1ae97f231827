/* SPDX-License-Identifier: MIT
 *
 * packing: see packing.h.
 */
#include "packing.h"

static uint32_t bits_of(const ground_fact *f) {
    uint64_t codes = f->type == FACT_NUMBER   ? (uint64_t)((int64_t)f->high - f->low) + 1
                     : f->type == FACT_YES_NO ? 2
                                              : f->value_count;
    uint32_t bits = 1;
    while (((uint64_t)1 << bits) - 1 < codes)
        bits++; /* all ones is `unknown`, so one code more than values */
    return bits;
}

uint32_t kzi_ground_pack(ground_fact *facts, uint32_t count) {
    uint32_t word = 0, used = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bits = bits_of(&facts[i]);
        if (used + bits > 64) word++, used = 0;
        facts[i].word = word;
        facts[i].shift = used;
        facts[i].mask = ((uint64_t)1 << bits) - 1;
        used += bits;
    }
    return word + 1;
}
