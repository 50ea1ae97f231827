/* SPDX-License-Identifier: MIT
 *
 * arena: memory of one phase, given back all at once.
 *
 * In     a memory to take blocks from
 * Out    zeroed bytes, aligned for anything; NULL when memory ends, and `has_failed` stays true
 *        from then on
 * Owns   all its blocks until kzi_arena_free
 * Used   by every phase: many small takes, no single give-back; kzi_arena_reset keeps the largest
 *        block
 */
#ifndef KZI_ARENA_H
#define KZI_ARENA_H

#include "memory.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct arena_block arena_block;

typedef struct arena {
    memory *from;
    arena_block *blocks; /* newest first */
    bool has_failed;
} arena;

arena kzi_arena(memory *from);
void *kzi_arena_take(arena *in, size_t size);
/* The same, not zeroed: for much that is written once, later, bit by bit. */
void *kzi_arena_take_as_is(arena *in, size_t size);
/* A copy that ends in a NUL; NULL when memory ends. */
char *kzi_arena_text(arena *in, const char *text, size_t length);
/* A text, or a row of texts, that the guest may let go of; NULL of NULL, and when memory ends. */
const char *kzi_arena_copy(arena *in, const char *text);
const char *const *kzi_arena_copies(arena *in, const char *const *texts, size_t count);
/* What was taken and is outgrown: when it is large, its memory is free for others at once. */
void kzi_arena_give_back(arena *in, void *bytes, size_t size);
/* Forgets everything taken, for the next round of the same phase. */
void kzi_arena_reset(arena *in);
void kzi_arena_free(arena *in);

#define KZI_TAKE(in, type) ((type *)kzi_arena_take((in), sizeof(type)))
#define KZI_TAKE_MANY(in, type, count)                                                             \
    ((type *)kzi_arena_take((in), sizeof(type) * (size_t)(count)))

#endif
