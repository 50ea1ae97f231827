/* SPDX-License-Identifier: MIT
 *
 * memory: see memory.h.
 */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* for madvise; kizuna_all.c begins with it */
#endif
#include "memory.h"

#include <stdlib.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

/* States lie all over large blocks: in pages of 2 MiB their addresses are found in a quarter less
 * time (docs/search.md). Where such pages are not to be had nothing changes. */
#ifdef MADV_HUGEPAGE
#define LARGE_PAGE ((size_t)2 << 20)
static void *make_with_c_library(size_t size) {
    void *block;
    if (size < LARGE_PAGE) return malloc(size);
    if (posix_memalign(&block, LARGE_PAGE, size) != 0) return NULL;
    (void)madvise(block, size / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
    return block;
}
#else
static void *make_with_c_library(size_t size) {
    return malloc(size);
}
#endif

static void *resize_with_c_library(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return block ? realloc(block, new_size) : make_with_c_library(new_size);
}

memory kzi_memory(void *(*resize)(void *, void *, size_t, size_t), void *self) {
    return (memory){.resize = resize ? resize : resize_with_c_library, .self = self};
}

static int is_over_limit(const memory *from, size_t old_size, size_t new_size) {
    return from->limit != 0 && new_size > old_size &&
           from->used + (new_size - old_size) > from->limit;
}

static void *resize_counted(memory *from, void *block, size_t old_size, size_t new_size) {
    if (is_over_limit(from, old_size, new_size)) return NULL;
    void *moved = from->resize(from->self, block, old_size, new_size);
    if (!moved && new_size != 0) return NULL;
    from->used = from->used - old_size + new_size;
    if (from->used > from->peak) from->peak = from->used;
    return moved;
}

void *kzi_memory_resize(memory *from, void *block, size_t old_size, size_t new_size) {
    if (!from->guard) return resize_counted(from, block, old_size, new_size);
    kzi_latch_close(from->guard);
    void *moved = resize_counted(from, block, old_size, new_size);
    kzi_latch_open(from->guard);
    return moved;
}
