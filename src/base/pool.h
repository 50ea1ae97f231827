/* SPDX-License-Identifier: MIT
 *
 * pool: memory that is given back stays near, so that work which comes again asks its guest for
 * none.
 *
 * In     a memory to take large chunks from
 * Out    a memory of its own, with the same manners
 * Owns   its chunks until kzi_pool_end; unless a size was asked for they double, so that however
 *        long something goes on the guest is asked few times
 * Used   by a play, whose steps must not allocate once it is warm
 */
#ifndef KZI_POOL_H
#define KZI_POOL_H

#include "memory.h"

#define KZI_POOL_CLASSES 160 /* four sizes to each doubling, up to 2^40 */

typedef struct pool_chunk pool_chunk;
typedef struct pool_block pool_block;

typedef struct pool {
    memory *from;
    pool_chunk *chunks; /* newest first */
    size_t used;        /* of the newest */
    size_t next_size;
    int is_fixed;                       /* chunks stay as large as was asked for */
    pool_block *free[KZI_POOL_CLASSES]; /* given back, by size */
} pool;

/* `reserve`: bytes of each chunk, at least what a block needs; 0: as above. Nothing is taken before
 * the first block is asked for. `made` must stay where it is. */
void kzi_pool_begin(pool *made, memory *from, size_t reserve);
memory kzi_pool_memory(pool *of);
void kzi_pool_end(pool *of);

#endif
