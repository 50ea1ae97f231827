/* SPDX-License-Identifier: MIT
 *
 * tally: see tally.h.
 */
#include "tally.h"

#include <inttypes.h>

#define LIMB_BASE 1000000000u

typedef struct {
    uint32_t own[3];
    const uint32_t *limbs;
    uint32_t count;
} tally_digits;

static void tally_spread(tally_digits *to, tally from) {
    to->limbs = from.limbs;
    to->count = from.limb_count;
    if (from.limbs) return;
    to->limbs = to->own;
    to->count = 0;
    for (uint64_t rest = from.small; rest; rest /= LIMB_BASE)
        to->own[to->count++] = (uint32_t)(rest % LIMB_BASE);
}

bool kzi_tally_add(arena *in, tally *to, tally more) {
    if (!to->limbs && !more.limbs && to->small + more.small >= to->small) {
        to->small += more.small;
        return true;
    }
    tally_digits a = {0}, b = {0};
    tally_spread(&a, *to);
    tally_spread(&b, more);
    uint32_t longest = a.count > b.count ? a.count : b.count;
    uint32_t *sum = KZI_TAKE_MANY(in, uint32_t, longest + 1);
    if (!sum) return false;
    uint32_t over = 0;
    for (uint32_t i = 0; i < longest; i++) {
        uint32_t limb = over + (i < a.count ? a.limbs[i] : 0) + (i < b.count ? b.limbs[i] : 0);
        over = limb >= LIMB_BASE;
        sum[i] = over ? limb - LIMB_BASE : limb;
    }
    sum[longest] = over;
    *to = (tally){.limbs = sum, .limb_count = longest + over};
    return true;
}

bool kzi_tally_is_zero(tally count) {
    return !count.limbs && count.small == 0;
}

void kzi_tally_write(writer *to, tally count) {
    if (!count.limbs) {
        kzi_writef(to, "%" PRIu64, count.small);
        return;
    }
    kzi_writef(to, "%" PRIu32, count.limbs[count.limb_count - 1]);
    for (uint32_t i = count.limb_count - 1; i > 0; i--)
        kzi_writef(to, "%09" PRIu32, count.limbs[i - 1]);
}
