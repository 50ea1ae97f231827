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

/* The kept half of the hash chooses the slot too, so growing needs no hash anew. */
static void put(table_slot *slots, uint32_t slot_count, table_slot value) {
    uint32_t at = value.hash & (slot_count - 1);
    while (slots[at].number_plus_one != 0) at = (at + 1) & (slot_count - 1);
    slots[at] = value;
}

static bool grow(arena *from, table *in) {
    uint32_t wider = in->slot_count ? in->slot_count * 2 : FIRST_SLOTS;
    table_slot *slots = KZI_TAKE_MANY(from, table_slot, wider);
    if (!slots) return false;
    for (uint32_t i = 0; i < in->slot_count; i++) {
        if (in->slots[i].number_plus_one) put(slots, wider, in->slots[i]);
    }
    if (in->slots) kzi_arena_give_back(from, in->slots, sizeof *slots * in->slot_count);
    in->slots = slots;
    in->slot_count = wider;
    return true;
}

bool kzi_table_add(arena *from, table *in, uint64_t hash, uint32_t number) {
    if (((uint64_t)in->count + 1) * 3 > (uint64_t)in->slot_count * 2 && !grow(from, in))
        return false;
    put(in->slots, in->slot_count, (table_slot){(uint32_t)hash, number + 1});
    in->count++;
    return true;
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
