/* SPDX-License-Identifier: MIT
 *
 * memory: the one door through which bytes come and go.
 *
 * In     the resize function a guest gave, or the C library's
 * Out    blocks, and a count of what is in use
 * Owns   nothing; whoever asked for a block gives it back with the size it asked for
 */
#ifndef KZI_MEMORY_H
#define KZI_MEMORY_H

#include "threads.h"

#include <stddef.h>

typedef struct memory {
    void *(*resize)(void *self, void *block, size_t old_size, size_t new_size);
    void *self;
    size_t used;
    size_t peak;
    size_t limit; /* bytes in use at once; 0 means as many as `resize` gives */
    latch *guard; /* held around `resize` while several threads take from here; else NULL */
} memory;

/* A memory over `resize`, or over the C library when `resize` is NULL. */
memory kzi_memory(void *(*resize)(void *, void *, size_t, size_t), void *self);

/* Grows, shrinks, makes (block NULL) or frees (new_size 0). NULL when memory ends: the old block is
 * then untouched. */
void *kzi_memory_resize(memory *from, void *block, size_t old_size, size_t new_size);

#endif
