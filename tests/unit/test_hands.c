/* SPDX-License-Identifier: MIT
 *
 * test_hands: stories unfolded by several threads side by side: the same bytes as by one, also in
 * slices; the guest's memory is asked by one of them at a time, and may end at any moment.
 *
 * Under ThreadSanitizer this is the test of everything that threads share (tools/test_more.sh).
 */
#define _POSIX_C_SOURCE 200809L
#include "guest.h"

#include <stdatomic.h>

#define ALL_AT_ONCE 1000000000u
enum { WHOLES = 3 };

/* Endings, with fates, and the whole of it counted. */
static kz_question whole_question(size_t number, uint32_t threads) {
    return (kz_question){.size = sizeof(kz_question),
                         .verb = number == 2 ? KZ_PLAN : KZ_ENDINGS,
                         .has_fates = number == 1,
                         .is_whole = number == 2,
                         .threads = threads};
}

/* ---- the same bytes ---- */
static void compare_hands(kz_world *world, size_t number) {
    static const struct {
        uint32_t threads;
        uint64_t effort;
    } ways[] = {{2, ALL_AT_ONCE}, {8, ALL_AT_ONCE}, {3, 300}};
    kz_question question = whole_question(number, 1);
    char *wanted = guest_ask(world, &question, ALL_AT_ONCE);
    assert_non_null(wanted);
    assert_true(strlen(wanted) > 100);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        question.threads = ways[i].threads;
        char *found = guest_ask(world, &question, ways[i].effort);
        assert_text_equal(found, wanted);
        free(found);
    }
    free(wanted);
}

static void hands_change_nothing(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    for (size_t w = 0; w < worlds.count; w++) {
        kz_engine *engine = kz_engine_new(NULL);
        kz_world *world =
            kz_world_load(engine, worlds.all[w].name, worlds.all[w].text, worlds.all[w].length);
        assert_int_equal(kz_world_error_count(world), 0);
        for (size_t i = 0; i < WHOLES; i++) compare_hands(world, i);
        kz_world_free(world);
        kz_engine_free(engine);
    }
    guest_worlds_free(&worlds);
}

/* ---- memory that ends ---- */
typedef struct {
    uint64_t asked, given_at_most; /* 0: no end */
    size_t in_use;
    atomic_int inside; /* calls under way */
    bool was_crowded;
} larder;

static void *give_from(void *self, void *block, size_t old_size, size_t new_size) {
    larder *l = self;
    if (atomic_fetch_add(&l->inside, 1) != 0) l->was_crowded = true;
    bool is_refused = new_size > old_size && ++l->asked > l->given_at_most && l->given_at_most;
    void *made = NULL;
    if (new_size == 0) free(block);
    else if (!is_refused) made = realloc(block, new_size);
    if (made || new_size == 0) l->in_use = l->in_use - old_size + new_size;
    atomic_fetch_sub(&l->inside, 1);
    return made;
}

/* How it ended; everything was given back. */
static kz_progress ask_hungry(larder *l, const guest_world *from, uint64_t given, size_t limit) {
    *l = (larder){.given_at_most = 0};
    kz_settings settings = {
        .size = sizeof settings, .resize = give_from, .self = l, .memory_limit = limit};
    kz_engine *engine = kz_engine_new(&settings);
    kz_world *world = kz_world_load(engine, from->name, from->text, from->length);
    if (!world) { /* there is not even room to read it */
        kz_engine_free(engine);
        assert_int_equal(l->in_use, 0);
        return KZ_FAILED;
    }
    l->asked = 0;
    l->given_at_most = given;
    kz_question question = whole_question(2, 3);
    kz_asking *asking = kz_ask(world, &question);
    kz_progress now = KZ_FAILED;
    if (asking) {
        while ((now = kz_asking_advance(asking, 2000)) == KZ_RUNNING) {}
        (void)kz_asking_text(asking, KZ_JSON);
        kz_asking_free(asking);
    }
    l->given_at_most = 0;
    kz_world_free(world);
    kz_engine_free(engine);
    assert_int_equal(l->in_use, 0);
    assert_false(l->was_crowded);
    return now;
}

static void memory_may_end_in_any_thread(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    const guest_world *from = &worlds.all[worlds.count - 1];
    larder l;
    kz_progress whole = ask_hungry(&l, from, 0, 0);
    assert_true(whole != KZ_FAILED && whole != KZ_BROKEN);
    uint64_t needed = l.asked;
    assert_true(needed > 20);
    uint64_t failed = 0;
    for (uint64_t given = 1; given < needed; given += 1 + needed / 40) {
        kz_progress now = ask_hungry(&l, from, given, 0);
        assert_true(now == KZ_FAILED || now == KZ_GAVE_UP || now == whole);
        failed += now != whole;
    }
    assert_true(failed > 10);
    guest_worlds_free(&worlds);
}

static void a_limit_of_memory_is_met_clearly(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    larder l;
    size_t met = 0;
    for (size_t w = 0; w < worlds.count; w++) {
        for (size_t limit = (size_t)1 << 20; limit <= (size_t)16 << 20; limit *= 2) {
            kz_progress now = ask_hungry(&l, &worlds.all[w], 0, limit);
            assert_true(now != KZ_BROKEN);
            met += now == KZ_FAILED || now == KZ_GAVE_UP;
        }
    }
    assert_true(met > 0);
    guest_worlds_free(&worlds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_change_nothing),
        cmocka_unit_test(memory_may_end_in_any_thread),
        cmocka_unit_test(a_limit_of_memory_is_met_clearly),
    };
    return RUN_TESTS(tests);
}
