/* SPDX-License-Identifier: MIT
 *
 * table: see table.h.
 */
#include "table.h"

#include <string.h>

#ifdef KZ_CRAMPED
#define FIRST_SLOTS 2u
#else
#define FIRST_SLOTS 16u
#endif

uint32_t kzi_table_find(const table *in, uint64_t hash, table_is_same is_same, const void *context) {
    if (in->slot_count == 0) return NOT_IN_TABLE;
    uint32_t short_hash = (uint32_t)(hash >> 32);
    uint32_t mask = in->slot_count - 1;
    for (uint32_t at = (uint32_t)hash & mask;; at = (at + 1) & mask) {
        const table_slot *slot = &in->slots[at];
        if (slot->number_plus_one == 0) return NOT_IN_TABLE;
        if (slot->hash == short_hash && is_same(context, slot->number_plus_one - 1)) {
            return slot->number_plus_one - 1;
        }
    }
}

/* The low half of the hash chooses the slot, so a slot keeps it too: growing then needs no hash anew. */
static void put(table_slot *slots, uint32_t slot_count, uint32_t low, table_slot value, uint32_t *lows) {
    uint32_t mask = slot_count - 1;
    uint32_t at = low & mask;
    while (slots[at].number_plus_one != 0) at = (at + 1) & mask;
    slots[at] = value;
    lows[at] = low;
}

static bool grow(arena *from, table *in) {
    uint32_t wider = in->slot_count ? in->slot_count * 2 : FIRST_SLOTS;
    /* The low halves lie behind the slots. */
    table_slot *slots = kzi_arena_take(from, (sizeof(table_slot) + sizeof(uint32_t)) * wider);
    if (!slots) return false;
    uint32_t *lows = (uint32_t *)(void *)(slots + wider);
    const uint32_t *old_lows = in->slots ? (const uint32_t *)(const void *)(in->slots + in->slot_count) : NULL;
    for (uint32_t i = 0; i < in->slot_count; i++) {
        if (in->slots[i].number_plus_one) put(slots, wider, old_lows[i], in->slots[i], lows);
    }
    in->slots = slots;
    in->slot_count = wider;
    return true;
}

bool kzi_table_add(arena *from, table *in, uint64_t hash, uint32_t number) {
    if (in->count * 2 >= in->slot_count && !grow(from, in)) return false;
    uint32_t *lows = (uint32_t *)(void *)(in->slots + in->slot_count);
    put(in->slots, in->slot_count, (uint32_t)hash, (table_slot){(uint32_t)(hash >> 32), number + 1}, lows);
    in->count++;
    return true;
}

uint64_t kzi_hash_mix(uint64_t hash) {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    return hash ^ (hash >> 33);
}

uint64_t kzi_hash_bytes(const void *bytes, size_t size, uint64_t seed) {
    const unsigned char *at = bytes;
    uint64_t hash = seed ^ 0xcbf29ce484222325ULL;
    for (; size >= 8; at += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, at, 8);
        hash = kzi_hash_mix(hash ^ word) * 0x100000001b3ULL;
    }
    uint64_t rest = 0;
    if (size) memcpy(&rest, at, size);
    return kzi_hash_mix(hash ^ rest ^ (uint64_t)size << 56);
}
