/* SPDX-License-Identifier: MIT
 *
 * threads: see threads.h.
 */
#include "threads.h"

#ifdef KZ_NO_THREADS

void kzi_latch_wait(latch *of) {
    (void)of;
}

void kzi_threads_work(uint32_t count, void (*work)(void *context, uint32_t hand), void *context) {
    (void)count;
    work(context, 0);
}

#else

#include <pthread.h>
#include <sched.h>

/* Questions nest, some kilobytes each time; systems that give a thread less than this by default
 * exist (musl: 128 KiB). */
#define STACK_OF_A_HAND       ((size_t)8 << 20)

/* looks at a closed latch before the core is offered to others */
#define LOOKS_BEFORE_YIELDING 1000u

void kzi_latch_wait(latch *of) {
    uint32_t looks = 0;
    do {
        while (atomic_load_explicit(&of->is_closed, memory_order_relaxed)) {
            if (++looks % LOOKS_BEFORE_YIELDING == 0) sched_yield();
        }
    } while (atomic_exchange_explicit(&of->is_closed, true, memory_order_acquire));
}

typedef struct {
    void (*work)(void *context, uint32_t hand);
    void *context;
    uint32_t hand;
    pthread_t thread;
} hired_hand;

static void *begin_hand(void *of) {
    const hired_hand *hand = of;
    hand->work(hand->context, hand->hand);
    return NULL;
}

void kzi_threads_work(uint32_t count, void (*work)(void *context, uint32_t hand), void *context) {
    hired_hand hands[KZI_MOST_THREADS];
    uint32_t hired = 1;
    pthread_attr_t manner;
    bool has_manner =
        pthread_attr_init(&manner) == 0 && pthread_attr_setstacksize(&manner, STACK_OF_A_HAND) == 0;
    for (; hired < count && hired < KZI_MOST_THREADS; hired++) {
        hands[hired] = (hired_hand){.work = work, .context = context, .hand = hired};
        if (!has_manner ||
            pthread_create(&hands[hired].thread, &manner, begin_hand, &hands[hired]) != 0)
            break;
    }
    work(context, 0);
    for (uint32_t i = 1; i < hired; i++) pthread_join(hands[i].thread, NULL);
    if (has_manner) pthread_attr_destroy(&manner);
}

#endif
