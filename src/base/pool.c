/* SPDX-License-Identifier: MIT
 *
 * pool: see pool.h.
 */
#include "pool.h"

#include <stdint.h>
#include <string.h>

#ifdef KZ_CRAMPED
#define LEAST_CHUNK ((size_t)1 << 8)
#else
#define LEAST_CHUNK ((size_t)1 << 16)
#endif
#define LARGEST_CHUNK ((size_t)1 << 24) /* beyond 16 MiB chunks grow no more */
#define LEAST_BLOCK   64u

struct pool_chunk {
    pool_chunk *older;
    size_t size; /* of `bytes` */
    max_align_t bytes[];
};

struct pool_block {
    pool_block *next;
};

/* The next of the sizes 64, 80, 96, 112, 128, 160 …; its number in *which. */
static size_t class_of(size_t size, uint32_t *which) {
    size_t base = LEAST_BLOCK;
    *which = 0;
    while (base * 2 <= size && *which + 4 < KZI_POOL_CLASSES) base *= 2, *which += 4;
    size_t step = base / 4, made = base;
    while (made < size) made += step, (*which)++;
    return made;
}

static int add_chunk(pool *of, size_t least) {
    size_t size = of->next_size > least ? of->next_size : least;
    pool_chunk *made = kzi_memory_resize(of->from, NULL, 0, sizeof *made + size);
    if (!made) return 0;
    made->older = of->chunks;
    made->size = size;
    of->chunks = made;
    of->used = 0;
    if (!of->is_fixed && of->next_size < LARGEST_CHUNK) of->next_size *= 2;
    return 1;
}

static void *take_block(pool *of, size_t size) {
    uint32_t which;
    size_t room = class_of(size, &which);
    pool_block *again = of->free[which];
    if (again) {
        of->free[which] = again->next;
        return again;
    }
    if ((!of->chunks || of->chunks->size - of->used < room) && !add_chunk(of, room)) return NULL;
    void *block = (char *)of->chunks->bytes + of->used;
    of->used += room;
    return block;
}

static void give_back(pool *of, void *block, size_t size) {
    uint32_t which;
    class_of(size, &which);
    pool_block *given = block;
    given->next = of->free[which];
    of->free[which] = given;
}

static void *resize_in_pool(void *self, void *block, size_t old_size, size_t new_size) {
    pool *of = self;
    if (new_size > SIZE_MAX / 4) return NULL;
    void *made = new_size ? take_block(of, new_size) : NULL;
    if (new_size && !made) return NULL;
    if (made && block) memcpy(made, block, old_size < new_size ? old_size : new_size);
    if (block) give_back(of, block, old_size);
    return made;
}

void kzi_pool_begin(pool *made, memory *from, size_t reserve) {
    memset(made, 0, sizeof *made);
    made->from = from;
    made->is_fixed = reserve != 0;
    made->next_size = reserve ? reserve : LEAST_CHUNK;
}

memory kzi_pool_memory(pool *of) {
    return kzi_memory(resize_in_pool, of);
}

void kzi_pool_end(pool *of) {
    while (of->chunks) {
        pool_chunk *older = of->chunks->older;
        kzi_memory_resize(of->from, of->chunks, sizeof *of->chunks + of->chunks->size, 0);
        of->chunks = older;
    }
}
