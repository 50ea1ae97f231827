/* SPDX-License-Identifier: MIT
 *
 * memory: see memory.h.
 */
#include "memory.h"

#include <stdlib.h>

static void *resize_with_c_library(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    (void)old_size;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, new_size);
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
