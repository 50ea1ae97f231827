/* SPDX-License-Identifier: MIT
 *
 * arena: see arena.h. Blocks double, so a phase costs few of them; a cramped build starts at 64
 * bytes so that growing is exercised all day. Under AddressSanitizer a poisoned gap follows each
 * take (the idea is zstd's).
 */
#include "arena.h"

#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define GAP                     16u
#define POISON(address, size)   __asan_poison_memory_region((address), (size))
#define UNPOISON(address, size) __asan_unpoison_memory_region((address), (size))
#else
#define GAP                     0u
#define POISON(address, size)   ((void)0)
#define UNPOISON(address, size) ((void)0)
#endif

#ifdef KZ_CRAMPED
#define FIRST_BLOCK 64u
#define LEAST_ALONE 256u
#else
#define FIRST_BLOCK 4096u
#define LEAST_ALONE ((size_t)1 << 16) /* as much lies in a block of its own */
#endif
/* beyond 4 MiB blocks grow no more: half of one may be wasted */
#define LARGEST_DOUBLING ((size_t)1 << 22)
#define ALIGNMENT        sizeof(max_align_t)

struct arena_block {
    arena_block *older;
    size_t size; /* of `bytes` */
    size_t used;
    max_align_t bytes[];
};

arena kzi_arena(memory *from) {
    return (arena){.from = from};
}

static size_t rounded(size_t size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static arena_block *make_block(arena *in, size_t size) {
    arena_block *block = kzi_memory_resize(in->from, NULL, 0, sizeof *block + size);
    if (!block) return NULL;
    block->size = size;
    block->used = 0;
    POISON(block->bytes, size);
    return block;
}

static arena_block *add_block(arena *in, size_t least) {
    size_t size = in->blocks ? in->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_DOUBLING) size = LARGEST_DOUBLING;
    if (size < least) size = least;
    arena_block *block = make_block(in, size);
    if (!block) return NULL;
    block->older = in->blocks;
    in->blocks = block;
    return block;
}

/* Behind the newest, which goes on being filled. */
static arena_block *add_block_alone(arena *in, size_t size) {
    if (!in->blocks) return add_block(in, size);
    arena_block *block = make_block(in, size);
    if (!block) return NULL;
    block->older = in->blocks->older;
    in->blocks->older = block;
    return block;
}

void *kzi_arena_take_as_is(arena *in, size_t size) {
    if (in->has_failed) return NULL;
    if (size > SIZE_MAX / 2) {
        in->has_failed = true;
        return NULL;
    }
    size_t room = rounded(size ? size : 1) + GAP;
    arena_block *block = in->blocks;
    if (room >= LEAST_ALONE) block = add_block_alone(in, room);
    else if (!block || block->size - block->used < room) block = add_block(in, room);
    if (!block) {
        in->has_failed = true;
        return NULL;
    }
    char *bytes = (char *)block->bytes + block->used;
    block->used += room;
    UNPOISON(bytes, size);
    return bytes;
}

void *kzi_arena_take(arena *in, size_t size) {
    void *bytes = kzi_arena_take_as_is(in, size);
    if (bytes) memset(bytes, 0, size);
    return bytes;
}

char *kzi_arena_text(arena *in, const char *text, size_t length) {
    char *copy = kzi_arena_take(in, length + 1);
    if (copy && length) memcpy(copy, text, length);
    return copy;
}

const char *kzi_arena_copy(arena *in, const char *text) {
    return text ? kzi_arena_text(in, text, strlen(text)) : NULL;
}

const char *const *kzi_arena_copies(arena *in, const char *const *texts, size_t count) {
    const char **made = KZI_TAKE_MANY(in, const char *, count);
    for (size_t i = 0; made && i < count; i++) made[i] = kzi_arena_copy(in, texts[i]);
    return made;
}

static void free_block(arena *in, arena_block *block) {
    UNPOISON(block->bytes, block->size);
    kzi_memory_resize(in->from, block, sizeof *block + block->size, 0);
}

void kzi_arena_give_back(arena *in, void *bytes, size_t size) {
    if (rounded(size) + GAP < LEAST_ALONE) return;
    for (arena_block **at = &in->blocks; *at; at = &(*at)->older) {
        arena_block *block = *at;
        if ((void *)block->bytes != bytes) continue;
        if (block == in->blocks) return; /* others may lie behind it */
        *at = block->older;
        free_block(in, block);
        return;
    }
}

void kzi_arena_reset(arena *in) {
    arena_block *largest = in->blocks;
    in->has_failed = false;
    if (!largest) return;
    /* The newest block is the largest of those that double, or nearly so. */
    while (largest->older) {
        arena_block *older = largest->older;
        largest->older = older->older;
        free_block(in, older);
    }
    largest->used = 0;
    POISON(largest->bytes, largest->size);
}

void kzi_arena_free(arena *in) {
    while (in->blocks) {
        arena_block *older = in->blocks->older;
        free_block(in, in->blocks);
        in->blocks = older;
    }
}
