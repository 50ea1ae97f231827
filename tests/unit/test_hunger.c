/* SPDX-License-Identifier: MIT
 *
 * test_hunger: every founding world is loaded and asked everything with the 1st, 2nd, 3rd …
 * allocation refused, once and from then on.
 *
 * Nothing crashes, nothing leaks, and whoever was refused says so: NULL, KZ_FAILED, or an answer
 * marked as stopped by memory; never half an answer as if it were whole. The idea is Lua's and
 * SQLite's. A world asks for thousands of blocks, so all of the first ones are refused and then
 * every so many-th; what is skipped shifts from question to question.
 */
#define _POSIX_C_SOURCE 200809L
#include "guest.h"

enum {
    ALL_OF_THE_FIRST = 300,
    REFUSALS_LATER = 25,
    STATES = 12
}; /* a whole run takes some 50 ms under ASan, so a world about 10 s */

typedef struct {
    uint64_t asked;   /* allocations so far */
    uint64_t refused; /* the number of the one refused; 0: none */
    bool from_then_on;
    uint64_t refusals;
    size_t in_use;
} hungry;

static void *give(void *self, void *block, size_t old_size, size_t new_size) {
    hungry *h = self;
    if (new_size == 0) {
        if (block) h->in_use -= old_size;
        free(block);
        return NULL;
    }
    h->asked++;
    if (h->refused && (h->asked == h->refused || (h->from_then_on && h->asked > h->refused))) {
        h->refusals++;
        return NULL;
    }
    void *moved = realloc(block, new_size);
    assert_non_null(moved);
    h->in_use += new_size - (block ? old_size : 0);
    return moved;
}

/* True when all of it was had. */
static bool load_and_ask(hungry *h, const guest_world *from, size_t number) {
    kz_settings settings = {.size = sizeof settings, .resize = give, .self = h};
    kz_question question = guest_question(number);
    question.limit_states = KZ_LIMIT(STATES);
    bool is_whole = false;
    kz_engine *engine = kz_engine_new(&settings);
    kz_world *world = engine ? kz_world_load(engine, "world.kiz", from->text, from->length) : NULL;
    if (world) {
        char *answer = guest_ask(world, &question, 1000);
        is_whole =
            answer && !strstr(answer, "\"memory\""); /* "stopped_by": ["memory"] says so too */
        free(answer);
    }
    kz_world_free(world);
    kz_engine_free(engine);
    return is_whole;
}

static uint64_t failures;

/* Tells what went wrong, the first few times. */
static void judge(const char *name, size_t number, const hungry *h, bool is_whole) {
    bool is_wrong = h->in_use || (is_whole && h->refusals);
    failures += is_wrong;
    if (!is_wrong || failures > 10) return;
    print_error("%s, question %zu, refused %llu%s: ", name, number, (unsigned long long)h->refused,
                h->from_then_on ? " and on" : "");
    if (h->in_use) print_error("%zu bytes are left\n", h->in_use);
    else print_error("answered as if nothing had been refused\n");
}

static void refuse(const guest_world *from, size_t number, uint64_t refused, bool from_then_on) {
    hungry h = {.refused = refused, .from_then_on = from_then_on};
    bool is_whole = load_and_ask(&h, from, number);
    judge(from->name, number, &h, is_whole);
}

static uint64_t refuse_in_turn(const guest_world *from, size_t number) {
    hungry h = {0};
    assert_true(load_and_ask(&h, from, number));
    assert_int_equal(h.in_use, 0);
    uint64_t step = h.asked > ALL_OF_THE_FIRST + REFUSALS_LATER
                        ? (h.asked - ALL_OF_THE_FIRST) / REFUSALS_LATER
                        : 1,
             count = 0;
    for (uint64_t i = 1; i <= h.asked; i += i <= ALL_OF_THE_FIRST ? 1 : step) {
        refuse(from, number, i, false);
        refuse(from, number, i, true);
        count += 2;
    }
    return count;
}

static void whoever_is_refused_says_so(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    uint64_t count = 0;
    failures = 0;
    for (size_t w = 0; w < worlds.count; w++) {
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) count += refuse_in_turn(&worlds.all[w], q);
    }
    print_message("%llu refusals\n", (unsigned long long)count);
    assert_int_equal(failures, 0);
    guest_worlds_free(&worlds);
}

/* The functions that print a world, and one question with changes, in which the world is read
 * anew. */
static bool print_and_change(hungry *h) {
    static const char text[] = "person Mio she\n  wants 1: waved\n\nfact waved\nfact n: "
                               "0..9\n\nact wave by Mio\n  if not waved\n"
                               "  then waved\n\nending seen when waved\n\ntale told: wave\n\nnever "
                               "n is 4\npossible waved\n"
                               "\nperson Ren he\n  believes waved\n  wants 2: not waved\n";
    static const char *const changes[] = {"n is 3", "without wave"};
    static const char *const after[] = {"wave"};
    kz_settings settings = {.size = sizeof settings, .resize = give, .self = h};
    kz_question changed = {
        .size = sizeof changed, .verb = KZ_ENDINGS, .changes = changes, .change_count = 2};
    kz_question later = {.size = sizeof later, .verb = KZ_MINDS, .after = after, .after_count = 1};
    kz_engine *engine = kz_engine_new(&settings);
    kz_world *world = engine ? kz_world_load(engine, "mio.kiz", text, sizeof text - 1) : NULL;
    bool has_library = engine && kz_library_json(engine, NULL);
    bool is_whole = has_library && world && kz_world_notes(world, KZ_PLAIN) &&
                    kz_world_notes(world, KZ_JSON) && kz_world_print(world) &&
                    kz_world_show(world, KZ_TREE) && kz_world_show(world, KZ_WORLD) &&
                    kz_world_show(world, KZ_GROUND);
    if (world) {
        char *one = guest_ask(world, &changed, 10), *other = guest_ask(world, &later, 10);
        is_whole = is_whole && one && other;
        free(one);
        free(other);
        kz_question more[] = {{.verb = KZ_TEST},
                              {.verb = KZ_MINDS, .has_secrets = 1},
                              {.verb = KZ_ENDINGS, .has_fates = 1},
                              {.verb = KZ_FIND, .shape = "A waves; when B believes waved"}};
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            more[i].size = sizeof *more;
            more[i].at = UINT32_MAX;
            char *answer = guest_ask(world, &more[i], 10);
            is_whole = is_whole && answer;
            free(answer);
        }
    }
    kz_world_free(world);
    kz_engine_free(engine);
    return is_whole;
}

static void printing_and_changing_say_so_too(void **state) {
    (void)state;
    hungry whole = {0};
    assert_true(print_and_change(&whole));
    for (int on = 0; on < 2; on++) {
        for (uint64_t i = 1; i <= whole.asked; i++) {
            hungry h = {.refused = i, .from_then_on = on};
            bool is_whole = print_and_change(&h);
            judge("mio.kiz", 0, &h, is_whole);
        }
    }
    assert_int_equal(failures, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printing_and_changing_say_so_too),
        cmocka_unit_test(whoever_is_refused_says_so),
    };
    return RUN_TESTS(tests);
}
