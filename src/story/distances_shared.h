/* SPDX-License-Identifier: MIT
 *
 * distances_shared: what one hand found out of distances, for the others.
 *
 * In     where a relaxed world begins, in facts rather than in one hand's numbers for them; what a
 *        sum may come to there after each number of acts
 * Out    the same, to whoever asks for it next
 * Owns   its memo: each entry in the arena of the hand that made it, which must live as long
 * Used   once by each hand for each of its prospects (distances.c); from then on the hand has it
 *        itself, without a latch
 */
#ifndef KZI_DISTANCES_SHARED_H
#define KZI_DISTANCES_SHARED_H

#include "../base/list.h"
#include "../base/table.h"
#include "../base/threads.h"
#include "../ground/grounded.h"

/* The most a sum might come to after each number of acts. */
typedef struct prospect_so_far {
    const value *most; /* by acts; UNKNOWN: nothing known. Never written once it is here */
    uint32_t count;
    bool is_final; /* after the last, nothing is added any more */
} prospect_so_far;

/* Packed facts, and the packed union of what all minds hold (NULL: no mind matters), both of which
 * stay where they are. */
typedef struct prospect_from {
    const uint64_t *facts, *all_minds;
    mind_id holder;
    expression_id sum;
} prospect_from;

typedef struct shared_prospect {
    prospect_from from;
    prospect_so_far known;
} shared_prospect;

#ifdef KZ_CRAMPED
#define PROSPECT_SHARDS 2u
#else
#define PROSPECT_SHARDS 64u
#endif

/* One part of it, by hash. */
typedef struct prospect_shard {
    latch latch;
    LIST(shared_prospect) prospects;
    table by_beginning;
    char apart[KZI_APART];
} prospect_shard;

typedef struct shared_distances {
    size_t facts_size, union_size; /* bytes */
    prospect_shard shards[PROSPECT_SHARDS];
} shared_distances;

/* NULL when memory ended. */
shared_distances *kzi_shared_distances(arena *in, uint32_t facts_words, uint32_t union_words);
/* What some hand knows, if it is more than `*known`. */
void kzi_shared_prospect(shared_distances *of, const prospect_from *from, prospect_so_far *known);
/* This is known now. False when memory ended. */
bool kzi_share_prospect(shared_distances *of, const prospect_from *from,
                        const prospect_so_far *known, arena *in);

#endif
