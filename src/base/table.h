/* SPDX-License-Identifier: MIT
 *
 * table: finds the number of a thing by its hash; what the thing is stays with the caller.
 *
 * In     a hash and a test that compares a stored number with what is looked for
 * Out    the number, or NOT_IN_TABLE
 * Owns   its slots, in the arena
 * Used   lookups first: open addressing, at most half full, and the hash beside the number so that most misses cost no test
 *
 * Iteration is never over a table: whoever needs an order keeps a list beside it, so that no hash order reaches a result.
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

uint32_t kzi_table_find(const table *in, uint64_t hash, table_is_same is_same, const void *context);
/* The number must not be in the table yet. False when memory ended. */
bool kzi_table_add(arena *from, table *in, uint64_t hash, uint32_t number);

/* A good mixing hash of bytes (FNV-1a over words, then the finaliser of MurmurHash3). The same on every machine of one byte order. */
uint64_t kzi_hash_bytes(const void *bytes, size_t size, uint64_t seed);
uint64_t kzi_hash_mix(uint64_t hash);

#endif
