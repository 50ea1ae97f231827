/* SPDX-License-Identifier: MIT
 *
 * fuzz_guest: what the fuzz targets that come through the door share: little memory, counted; and a
 * trap that the fuzzer sees.
 *
 * In     nothing
 * Out    an engine whose worlds and askings may use FUZZ_MEMORY each (64 MB, unless the target says
 *        otherwise)
 * Owns   two counters
 */
#ifndef KIZUNA_FUZZ_GUEST_H
#define KIZUNA_FUZZ_GUEST_H

#include <kizuna.h>

#include <stdlib.h>
#include <string.h>

#ifndef FUZZ_MEMORY
#define FUZZ_MEMORY ((size_t)64 << 20)
#endif

static size_t fuzz_in_use, fuzz_peak, fuzz_refused;

static inline void insist(int is_so) {
    if (!is_so) __builtin_trap();
}

static inline void *fuzz_give(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    if (fuzz_in_use - old_size + new_size > 2 * FUZZ_MEMORY) {
        fuzz_refused++;
        return NULL;
    }
    fuzz_in_use = fuzz_in_use - old_size + new_size;
    if (fuzz_in_use > fuzz_peak) fuzz_peak = fuzz_in_use;
    if (new_size) return realloc(block, new_size);
    free(block);
    return NULL;
}

/* Our own count of refusals misses those of memory_limit, so much in use at once counts as well. */
static inline int fuzz_memory_ended(void) {
    return fuzz_refused != 0 || fuzz_peak > FUZZ_MEMORY / 8;
}

static inline kz_engine *fuzz_engine(void) {
    kz_settings settings = {
        .size = sizeof settings, .resize = fuzz_give, .memory_limit = FUZZ_MEMORY};
    fuzz_in_use = fuzz_peak = fuzz_refused = 0;
    return kz_engine_new(&settings);
}

#endif
