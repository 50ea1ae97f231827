/* SPDX-License-Identifier: MIT
 *
 * distances_shared: see distances_shared.h.
 */
#include "distances_shared.h"

#include <string.h>

shared_distances *kzi_shared_distances(arena *in, uint32_t facts_words, uint32_t union_words) {
    shared_distances *made = KZI_TAKE(in, shared_distances);
    if (!made) return NULL;
    made->facts_size = sizeof(uint64_t) * facts_words;
    made->union_size = sizeof(uint64_t) * union_words;
    for (uint32_t i = 0; i < PROSPECT_SHARDS; i++) made->shards[i].latch.is_used = true;
    return made;
}

static uint64_t hash_of_beginning(const shared_distances *of, const prospect_from *from) {
    uint64_t hash = kzi_hash_bytes(from->facts, of->facts_size, 1);
    if (from->all_minds) hash = kzi_hash_bytes(from->all_minds, of->union_size, hash);
    return kzi_hash_mix(hash ^ ((uint64_t)from->holder.n << 32 | from->sum.n));
}

typedef struct {
    const shared_distances *of;
    const prospect_shard *in;
    const prospect_from *from;
} beginning_lookup;

static bool is_same_beginning(const void *context, uint32_t number) {
    const beginning_lookup *wanted = context;
    const prospect_from *known = &wanted->in->prospects.items[number].from, *from = wanted->from;
    return known->holder.n == from->holder.n && known->sum.n == from->sum.n &&
           !known->all_minds == !from->all_minds &&
           memcmp(known->facts, from->facts, wanted->of->facts_size) == 0 &&
           (!from->all_minds ||
            memcmp(known->all_minds, from->all_minds, wanted->of->union_size) == 0);
}

/* NULL where nothing is known. Its latch is closed. */
static shared_prospect *prospect_in(const shared_distances *of, prospect_shard *in, uint64_t hash,
                                    const prospect_from *from) {
    uint32_t number = kzi_table_find(&in->by_beginning, hash, is_same_beginning,
                                     &(beginning_lookup){of, in, from});
    return number == NOT_IN_TABLE ? NULL : &in->prospects.items[number];
}

static prospect_shard *prospect_shard_of(shared_distances *of, uint64_t hash) {
    return &of->shards[hash >> 40 & (PROSPECT_SHARDS - 1)];
}

static bool is_more(const prospect_so_far *known, const prospect_so_far *than) {
    return known->count > than->count || (known->is_final && !than->is_final);
}

void kzi_shared_prospect(shared_distances *of, const prospect_from *from, prospect_so_far *known) {
    uint64_t hash = hash_of_beginning(of, from);
    prospect_shard *shard = prospect_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    const shared_prospect *found = prospect_in(of, shard, hash, from);
    if (found && is_more(&found->known, known)) *known = found->known;
    kzi_latch_open(&shard->latch);
}

static bool share_in(const shared_distances *of, prospect_shard *shard, uint64_t hash,
                     const shared_prospect *what, arena *in) {
    shared_prospect *found = prospect_in(of, shard, hash, &what->from);
    if (found) {
        if (is_more(&what->known, &found->known)) found->known = what->known;
        return true;
    }
    return LIST_ADD(in, &shard->prospects, *what) &&
           kzi_table_add(in, &shard->by_beginning, hash, shard->prospects.count - 1);
}

bool kzi_share_prospect(shared_distances *of, const prospect_from *from,
                        const prospect_so_far *known, arena *in) {
    uint64_t hash = hash_of_beginning(of, from);
    prospect_shard *shard = prospect_shard_of(of, hash);
    kzi_latch_close(&shard->latch);
    bool was_shared = share_in(of, shard, hash, &(shared_prospect){*from, *known}, in);
    kzi_latch_open(&shard->latch);
    return was_shared;
}
