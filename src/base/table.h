/* SPDX-License-Identifier: MIT
 *
 * table: finds the number of a thing by its hash; what the thing is stays with the caller.
 *
 * In     a hash and a test that compares a stored number with what is looked for
 * Out    the number, or NOT_IN_TABLE
 * Owns   its slots, in the arena
 * Used   lookups first: open addressing, at most two thirds full, half of the hash beside the
 *        number so that most misses cost no test; the test is seen by the compiler, so that it is
 *        no call; eight slots lie in one line of cache
 *
 * Iteration is never over a table: whoever needs an order keeps a list beside it, so that no hash
 * order reaches a result.
 */
#ifndef KZI_TABLE_H
#define KZI_TABLE_H

#include "arena.h"

#define NOT_IN_TABLE UINT32_MAX

typedef struct table_slot {
    uint32_t hash;
    uint32_t number_plus_one; /* 0: free */
} table_slot;

typedef struct table {
    table_slot *slots;
    uint32_t slot_count; /* a power of two, or 0 before the first add */
    uint32_t count;
} table;

typedef bool (*table_is_same)(const void *context, uint32_t number);

/* The next number kept under such a hash, or NOT_IN_TABLE; `*probe` begins as 0. */
static inline uint32_t kzi_table_next(const table *in, uint64_t hash, uint32_t *probe) {
    if (in->slot_count == 0) return NOT_IN_TABLE;
    uint32_t short_hash = (uint32_t)hash, mask = in->slot_count - 1;
    for (uint32_t at = short_hash + *probe;; at++) {
        const table_slot *slot = &in->slots[at & mask];
        if (slot->number_plus_one == 0) return NOT_IN_TABLE;
        if (slot->hash != short_hash) continue;
        *probe = at + 1 - short_hash;
        return slot->number_plus_one - 1;
    }
}

static inline uint32_t kzi_table_find(const table *in, uint64_t hash, table_is_same is_same,
                                      const void *context) {
    uint32_t probe = 0, number;
    while ((number = kzi_table_next(in, hash, &probe)) != NOT_IN_TABLE &&
           !is_same(context, number)) {}
    return number;
}
/* The number must not be in the table yet. False when memory ended. */
bool kzi_table_add(arena *from, table *in, uint64_t hash, uint32_t number);

/* A good mixing hash of bytes (FNV-1a over words, then the finaliser of MurmurHash3). The same on
 * every machine of one byte order. */
uint64_t kzi_hash_bytes(const void *bytes, size_t size, uint64_t seed);
/* With one word more: quick, for what is compared where it is found. The shift brings down high
 * bits, which no multiplication does; the factor is odd, so that nothing is lost. */
static inline uint64_t kzi_hash_word(uint64_t hash, uint64_t word) {
    return (hash ^ word ^ hash >> 29) * 0x9ddfea08eb382d69ULL;
}
static inline uint64_t kzi_hash_mix(uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33);
}

#endif
