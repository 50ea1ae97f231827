/* SPDX-License-Identifier: MIT
 *
 * threads: several hands at one work, and the latches between them.
 *
 * In     work that may be done by any number of hands, and how many there may be
 * Out    the work done, by one hand at least: the caller's own
 * Owns   nothing that outlives a call
 * Used   by exhaustive exploration (story/explore_hands.h). Where there are no threads (wasm, or
 *        KZ_NO_THREADS) the caller does all of it and latches are nothing
 *
 * POSIX threads rather than C11's: those crash under ThreadSanitizer with the compilers of Debian
 * 12, and its wasi-libc has neither.
 */
#ifndef KZI_THREADS_H
#define KZI_THREADS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#if defined(__wasi__) || defined(__wasm__) || defined(_WIN32)
#define KZ_NO_THREADS
#endif

#ifdef KZ_NO_THREADS
typedef struct latch {
    bool is_used;
} latch;
static inline void kzi_latch_close(latch *of) {
    (void)of;
}
static inline void kzi_latch_open(latch *of) {
    (void)of;
}
#else
#include <pthread.h>
typedef struct latch {
    pthread_mutex_t mutex;
    bool is_used; /* more than one hand is at work; set while there is only one */
} latch;
static inline void kzi_latch_close(latch *of) {
    if (of->is_used) pthread_mutex_lock(&of->mutex);
}
static inline void kzi_latch_open(latch *of) {
    if (of->is_used) pthread_mutex_unlock(&of->mutex);
}
#endif

/* A latch costs a glance until it is used. It must stay where it is. */
void kzi_latch_begin(latch *made);
void kzi_latch_use(latch *of, bool is_used);
void kzi_latch_end(latch *of);

#ifdef KZ_NO_THREADS
#define KZI_MOST_THREADS 1u
#else
#define KZI_MOST_THREADS 64u
#endif

/* Calls `work(context, hand)` for hands 0 to count - 1 side by side, hand 0 being the caller; hands
 * that cannot be had are left out, so the work must be such that any of them can do it all. */
void kzi_threads_work(uint32_t count, void (*work)(void *context, uint32_t hand), void *context);

#endif
