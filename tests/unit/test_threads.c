/* SPDX-License-Identifier: MIT
 *
 * test_threads: one loaded world, asked by 1, 2 and 8 threads at once, and in slices of any size,
 * gives the same bytes.
 *
 * Under ThreadSanitizer (tools/test_more.sh) this is also the test that a loaded world does not
 * change.
 */
#define _POSIX_C_SOURCE 200809L
#include "guest.h"

#include <pthread.h>

#define ALL_AT_ONCE 1000000000u

typedef struct {
    const kz_world *world;
    size_t first; /* question; each thread begins with another one */
    char *answers[GUEST_QUESTIONS];
} asker;

static void *ask_all(void *self) {
    asker *a = self;
    for (size_t i = 0; i < GUEST_QUESTIONS; i++) {
        size_t number = (a->first + i) % GUEST_QUESTIONS;
        kz_question question = guest_question(number);
        a->answers[number] = guest_ask(a->world, &question, 500);
    }
    return NULL;
}

static void compare_with_threads(const kz_world *world, char *const *wanted, size_t thread_count) {
    pthread_t threads[8];
    asker askers[8];
    for (size_t i = 0; i < thread_count; i++) {
        askers[i] = (asker){.world = world, .first = i};
        assert_int_equal(pthread_create(&threads[i], NULL, ask_all, &askers[i]), 0);
    }
    for (size_t i = 0; i < thread_count; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (size_t i = 0; i < thread_count; i++) {
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) {
            assert_text_equal(askers[i].answers[q], wanted[q]);
            free(askers[i].answers[q]);
        }
    }
}

typedef void (*compare)(const kz_world *world, char *const *wanted);

static void each_world(compare with) {
    guest_worlds worlds = guest_founding_worlds();
    for (size_t w = 0; w < worlds.count; w++) {
        kz_engine *engine = kz_engine_new(NULL);
        kz_world *world =
            kz_world_load(engine, "world.kiz", worlds.all[w].text, worlds.all[w].length);
        assert_non_null(world);
        assert_int_equal(kz_world_error_count(world), 0);
        char *wanted[GUEST_QUESTIONS];
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) {
            kz_question question = guest_question(q);
            wanted[q] = guest_ask(world, &question, ALL_AT_ONCE);
            assert_non_null(wanted[q]);
            assert_true(strlen(wanted[q]) > 100);
        }
        with(world, wanted);
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) free(wanted[q]);
        kz_world_free(world);
        kz_engine_free(engine);
    }
    guest_worlds_free(&worlds);
}

static void with_threads(const kz_world *world, char *const *wanted) {
    static const size_t counts[] = {1, 2, 8};
    for (size_t i = 0; i < 3; i++) compare_with_threads(world, wanted, counts[i]);
}

static void threads_may_share_a_world(void **state) {
    (void)state;
    each_world(with_threads);
}

static void with_slices(const kz_world *world, char *const *wanted) {
    static const uint64_t efforts[] = {1, 7, 1000};
    for (size_t i = 0; i < 3; i++) {
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) {
            kz_question question = guest_question(q);
            char *sliced = guest_ask(world, &question, efforts[i]);
            assert_text_equal(sliced, wanted[q]);
            free(sliced);
        }
    }
}

static void slices_of_effort_change_nothing(void **state) {
    (void)state;
    each_world(with_slices);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_may_share_a_world),
        cmocka_unit_test(slices_of_effort_change_nothing),
    };
    return RUN_TESTS(tests);
}
