/* SPDX-License-Identifier: MIT
 *
 * test_sets: sets of values come out of their packing as they went in, and no two share one;
 * packed, they are joined and compared as they are unpacked.
 */
#include "test.h"

#include "story/packed_sets.h"

#include <string.h>

enum { FACTS = 40, ROUNDS = 2000, MOST_WORDS = FACTS * 3 };

typedef struct {
    ground_fact facts[FACTS];
    value words[100];
    grounded about;
    memory from;
    arena in;
    packed_sets as;
    uint64_t seed;
} case_of_sets;

static uint64_t roll(case_of_sets *c) {
    c->seed = c->seed * 6364136223846793005u + 1442695040888963407u;
    return c->seed >> 16;
}

/* Yes or no, words of one to a hundred values, numbers: of all there are some on word borders. */
static void begin_case(case_of_sets *c) {
    *c = (case_of_sets){.seed = 7};
    for (uint32_t i = 0; i < FACTS; i++) {
        ground_fact *f = &c->facts[i];
        f->type = i % 3 == 0 ? FACT_YES_NO : i % 3 == 1 ? FACT_WORD : FACT_NUMBER;
        f->values = c->words;
        f->value_count = f->type == FACT_WORD ? (uint32_t)(roll(c) % 100) + 1 : 0;
    }
    c->about = (grounded){.facts = c->facts, .fact_count = FACTS};
    c->from = kzi_memory(NULL, NULL);
    c->in = kzi_arena(&c->from);
    assert_true(kzi_packed_sets(&c->as, &c->about, &c->in));
    assert_true(c->as.words + 1 < MOST_WORDS);
}

static value_set any_set(case_of_sets *c, const ground_fact *f) {
    value_set made = KZI_NOTHING;
    if (roll(c) % 2) made.codes |= KZI_UNKNOWN_CODE;
    if (f->type == FACT_NUMBER && roll(c) % 4) {
        made.low = (value)(roll(c) % 2000000000) - 1000000000;
        made.high = made.low + (value)(roll(c) % 5);
    }
    uint32_t count = f->type == FACT_YES_NO ? 2 : f->value_count;
    for (uint32_t i = 0; f->type != FACT_NUMBER && i < count; i++) {
        if (roll(c) % 2) made.codes |= kzi_set_bit(i);
    }
    return made;
}

static bool is_same_set(value_set a, value_set b) {
    return a.codes == b.codes && a.low == b.low && a.high == b.high;
}

static void packed_sets_come_out_as_they_went_in(void **state) {
    (void)state;
    case_of_sets c;
    begin_case(&c);
    uint32_t words = c.as.words;
    uint64_t packed[2][MOST_WORDS];
    for (uint32_t round = 0; round < ROUNDS; round++) {
        value_set sets[FACTS], found[FACTS];
        for (uint32_t i = 0; i < FACTS; i++) sets[i] = any_set(&c, &c.facts[i]);
        packed[0][words] = 0x5eed; /* nothing is written behind the last word */
        kzi_sets_pack(&c.as, sets, packed[0]);
        assert_int_equal(packed[0][words], 0x5eed);
        kzi_sets_unpack(&c.as, packed[0], found);
        for (uint32_t i = 0; i < FACTS; i++) assert_true(is_same_set(sets[i], found[i]));
        uint32_t changed = (uint32_t)(roll(&c) % FACTS);
        value_set other = any_set(&c, &c.facts[changed]);
        bool is_same = is_same_set(other, sets[changed]);
        sets[changed] = other;
        kzi_sets_pack(&c.as, sets, packed[1]);
        assert_int_equal(memcmp(packed[0], packed[1], sizeof **packed * words) == 0, is_same);
    }
    kzi_arena_free(&c.in);
}

static void any_sets(case_of_sets *c, value_set *sets) {
    for (uint32_t i = 0; i < FACTS; i++) sets[i] = any_set(c, &c->facts[i]);
}

static void packed_sets_are_joined_as_sets_are(void **state) {
    (void)state;
    case_of_sets c;
    begin_case(&c);
    for (uint32_t round = 0; round < ROUNDS; round++) {
        value_set one[FACTS], other[FACTS], found[FACTS];
        uint64_t packed[2][MOST_WORDS];
        any_sets(&c, one);
        any_sets(&c, other);
        /* in every other round all but a few facts have the same sets, so that a part is met */
        for (uint32_t i = 0; i < FACTS && round % 2; i++) {
            if (roll(&c) % 40) other[i] = one[i];
        }
        kzi_sets_pack(&c.as, one, packed[0]);
        kzi_sets_pack(&c.as, other, packed[1]);
        bool is_part = kzi_packed_is_part(&c.as, packed[1], packed[0]), has_grown = false;
        kzi_packed_join(&c.as, packed[0], packed[1]);
        kzi_sets_unpack(&c.as, packed[0], found);
        for (uint32_t i = 0; i < FACTS; i++) {
            has_grown |= kzi_sets_join(&one[i], &other[i]);
            assert_true(is_same_set(one[i], found[i]));
        }
        assert_int_equal(is_part, !has_grown);
        kzi_packed_nothing(&c.as, packed[0]);
        assert_int_equal(kzi_packed_is_part(&c.as, packed[1], packed[0]), false);
        kzi_packed_join(&c.as, packed[0], packed[1]);
        assert_memory_equal(packed[0], packed[1], sizeof **packed * c.as.words);
    }
    kzi_arena_free(&c.in);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packed_sets_come_out_as_they_went_in),
        cmocka_unit_test(packed_sets_are_joined_as_sets_are),
    };
    return RUN_TESTS(tests);
}
