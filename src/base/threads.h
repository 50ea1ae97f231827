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

/* Held for some hundred instructions at a time, mostly by a hand that nobody waits for: so whoever
 * does wait goes round, and lets others have the core now and then. All zero, it is open. */
typedef struct latch {
    _Atomic bool is_closed;
    bool is_used; /* more than one hand is at work; set while there is only one */
} latch;

/* Another hand holds it: until it lets go. */
void kzi_latch_wait(latch *of);
static inline void kzi_latch_close(latch *of) {
    if (of->is_used && atomic_exchange_explicit(&of->is_closed, true, memory_order_acquire))
        kzi_latch_wait(of);
}
static inline void kzi_latch_open(latch *of) {
    if (of->is_used) atomic_store_explicit(&of->is_closed, false, memory_order_release);
}

/* What one hand writes and another reads lies this many bytes apart, so that they do not take lines
 * of cache from each other for nothing. */
#define KZI_APART 64

#ifdef KZ_NO_THREADS
#define KZI_MOST_THREADS 1u
#else
#define KZI_MOST_THREADS 64u
#endif

/* Calls `work(context, hand)` for hands 0 to count - 1 side by side, hand 0 being the caller; hands
 * that cannot be had are left out, so the work must be such that any of them can do it all. */
void kzi_threads_work(uint32_t count, void (*work)(void *context, uint32_t hand), void *context);

#endif
