/* SPDX-License-Identifier: MIT
 *
 * distances_shared: what one hand found out of distances, for the others.
 *
 * In     where a relaxed world begins, in facts rather than in one hand's numbers for them; what a
 *        sum may come to there after each number of acts
 * Out    the same, to whoever asks for it next
 * Owns   its memo: each entry in the arena of the hand that made it, which must live as long
 * Used   once by each hand for each of its outlooks (distances.c); from then on the hand has it
 *        itself, without a latch
 */
#ifndef KZI_DISTANCES_SHARED_H
#define KZI_DISTANCES_SHARED_H

#include "../base/list.h"
#include "../base/table.h"
#include "../base/threads.h"
#include "../ground/grounded.h"

/* The most a sum might come to after each number of acts. */
typedef struct outlook_so_far {
    const value *most; /* by acts; UNKNOWN: nothing known. Never written once it is here */
    uint32_t count;
    bool is_final; /* after the last, nothing is added any more */
} outlook_so_far;

/* Packed facts, and the packed union of what all minds hold (NULL: no mind matters), both of which
 * stay where they are. */
typedef struct outlook_from {
    const uint64_t *facts, *all_minds;
    mind_id holder;
    expression_id sum;
} outlook_from;

typedef struct shared_outlook {
    outlook_from from;
    outlook_so_far known;
} shared_outlook;

#ifdef KZ_CRAMPED
#define OUTLOOK_SHARDS 2u
#else
#define OUTLOOK_SHARDS 64u
#endif

/* One part of it, by hash. */
typedef struct outlook_shard {
    latch latch;
    LIST(shared_outlook) outlooks;
    table by_beginning;
    char apart[KZI_APART];
} outlook_shard;

typedef struct shared_distances {
    size_t facts_size, union_size; /* bytes */
    outlook_shard shards[OUTLOOK_SHARDS];
} shared_distances;

/* NULL when memory ended. */
shared_distances *kzi_shared_distances(arena *in, uint32_t facts_words, uint32_t union_words);
/* What some hand knows, if it is more than `*known`. */
void kzi_shared_outlook(shared_distances *of, const outlook_from *from, outlook_so_far *known);
/* This is known now. False when memory ended. */
bool kzi_share_outlook(shared_distances *of, const outlook_from *from, const outlook_so_far *known,
                       arena *in);

#endif
