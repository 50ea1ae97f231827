/* SPDX-License-Identifier: MIT
 *
 * test_allowed: an act is allowed exactly when each fact has a value in its set that all claims of
 * the act's condition on that fact allow; also after sets have grown, and in the words asked about
 * alone.
 */
#include "problem_world.h"

#include "story/allowed.h"

enum { WORDS = 70, ROUNDS = 300, STEPS = 4, MOST_FACTS = 16 };

/* Facts of every kind, also one of more values than a set has bits; some 150 acts, some of which
 * claim two things of one fact. */
static char *many_acts(void) {
    static char text[32768];
    int length = sprintf(text, "type word; type sign; entity Ann : character;\n");
    for (uint32_t i = 0; i < WORDS; i++)
        length += sprintf(text + length, "entity w%u : word;\n", i);
    for (uint32_t i = 0; i < 4; i++) length += sprintf(text + length, "entity s%u : sign;\n", i);
    sprintf(text + length,
            "property far() : word; property near() : sign; property next() : sign;\n"
            "property lit() : boolean; property cold() : boolean; property steps() : number;\n"
            "far() = w0; near() = s0; next() = ?; steps() = 0;\n"
            "action walk(to : word) { precondition: far() == to & lit(); effect: !lit(); };\n"
            "action rest(at : sign, by : sign) { precondition: near() != at & near() != by & "
            "next() == by; effect: cold(); };\n"
            "action look(at : sign) { precondition: next() == at & next() != s0 & !cold(); "
            "effect: lit(); };\n"
            "action wait() { precondition: next() == ? | lit(); effect: next() = s1; };\n"
            "action turn(to : word) { precondition: far() != to & steps() < 3; effect: far() = to "
            "& steps() = steps() + 1; };\n"
            "utility(): steps(); utility(Ann): steps();\n");
    return text;
}

static uint64_t roll(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 16;
}

static uint32_t values_of_fact(const ground_fact *f) {
    return f->type == FACT_YES_NO ? 2 : f->value_count;
}

static bool claim_allows(const grounded *about, expression_id id, uint32_t fact, value is) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_AND) {
        for (uint32_t i = 0; i < e->child_count; i++) {
            if (!claim_allows(about, about->children[e->first_child + i], fact, is)) return false;
        }
    }
    if (e->fact.n != fact) return true;
    return e->kind == CONDITION_FACT_IS       ? e->value == is
           : e->kind == CONDITION_FACT_IS_NOT ? e->value != is
                                              : true;
}

static bool some_value_is_allowed(const grounded *about, expression_id condition, uint32_t fact,
                                  const value_set *set) {
    const ground_fact *f = &about->facts[fact];
    if (f->type == FACT_NUMBER) return true; /* no act here claims a number's value */
    if (set->codes & KZI_UNKNOWN_CODE && claim_allows(about, condition, fact, UNKNOWN)) return true;
    for (uint32_t code = 0; code < values_of_fact(f); code++) {
        value is = f->type == FACT_YES_NO ? (value)code : f->values[code];
        if (set->codes & kzi_set_bit(code) && claim_allows(about, condition, fact, is)) return true;
    }
    return false;
}

static void grow_sets(const grounded *about, uint64_t *seed, value_set *sets, uint64_t *changed) {
    *changed = 0;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        uint32_t count = values_of_fact(&about->facts[i]);
        if (roll(seed) % 2 || about->facts[i].type == FACT_NUMBER) continue;
        bool becomes_unknown = roll(seed) % 4 == 0;
        sets[i].codes |= becomes_unknown ? KZI_UNKNOWN_CODE : kzi_set_bit(roll(seed) % count);
        *changed |= 1ull << i;
    }
}

static void assert_allowed(const grounded *about, const allowed *of, const value_set *sets,
                           const uint64_t *asked) {
    for (uint32_t i = 0; i < about->act_count; i++) {
        bool is_allowed = true;
        if (!asked[i / 64]) continue;
        for (uint32_t fact = 0; fact < about->fact_count; fact++)
            is_allowed &= some_value_is_allowed(about, about->acts[i].condition, fact, &sets[fact]);
        assert_int_equal(of->bits[i / 64] >> i % 64 & 1, is_allowed);
    }
}

static void acts_are_allowed_by_each_fact_alone(void **state) {
    (void)state;
    problem_world w;
    uint64_t seed = 3, changed;
    problem_world_open(&w, "acts.txt", many_acts());
    assert_true(w.about->fact_count <= MOST_FACTS && w.of.acts.word_count > 2);
    allowed of;
    assert_true(kzi_allowed_begin(&of, &w.of.acts, &w.in));
    for (uint32_t round = 0; round < ROUNDS; round++) {
        value_set sets[MOST_FACTS];
        uint64_t asked[8] = {0};
        for (uint32_t i = 0; i < MOST_FACTS; i++) sets[i] = KZI_NOTHING;
        for (uint32_t i = 0; i < w.of.acts.word_count; i++) asked[i] = roll(&seed) % 3;
        grow_sets(w.about, &seed, sets, &changed);
        kzi_allowed_anew(&of, sets, asked);
        assert_allowed(w.about, &of, sets, asked);
        for (uint32_t step = 0; step < STEPS; step++) {
            grow_sets(w.about, &seed, sets, &changed);
            kzi_allowed_more(&of, sets, &changed);
            assert_allowed(w.about, &of, sets, asked);
        }
    }
    problem_world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acts_are_allowed_by_each_fact_alone),
    };
    return RUN_TESTS(tests);
}
