/* SPDX-License-Identifier: MIT
 *
 * test_distances: no distance is too large, also where a fact has more values than a set has bits;
 * and what one hand found out is known to another, for the same world, person and wish alone.
 */
#include "problem_world.h"

#include "story/distances.h"

enum { PLACES = 70, FAR = 9 };

/* Ann is where her act is possible; Bob's is possible at the place after it. */
static char *far_from_home(uint32_t at) {
    static char text[8192];
    int length = sprintf(text, "entity Ann : character; entity Bob : character; type place;\n");
    for (uint32_t i = 0; i < PLACES; i++)
        length += sprintf(text + length, "entity p%u : place;\n", i);
    sprintf(
        text + length,
        "property at(c : character) : place; property rings() : number; property beats() : "
        "number;\n"
        "action ring() { precondition: at(Ann) == p%u; effect: rings() = rings() + 1; consenting: "
        "Ann; };\n"
        "action beat() { precondition: at(Bob) == p%u; effect: beats() = beats() + 1; consenting: "
        "Bob; };\n"
        "at(Ann) = p%u; at(Bob) = p%u;\n"
        "utility(): 0; utility(Ann): rings(); utility(Bob): beats() + beats();\n",
        at, at + 1, at, at);
    return text;
}

static uint32_t distance_to_more(distances *of, problem_world *w, uint32_t mind) {
    return kzi_distance(of, kzi_minds_start(&w->of), (mind_id){mind}, w->about->minds[mind].worth,
                        0, FAR);
}

static void begin_distances(distances *of, problem_world *w) {
    assert_true(kzi_distances_begin(of, &w->of, NO_LIMIT, &w->in));
    assert_true(kzi_distances_foresee(of, kzi_minds_start(&w->of)));
}

static void a_fact_may_have_more_values_than_a_set_has_bits(void **state) {
    (void)state;
    for (uint32_t at = 0; at + 1 < PLACES; at++) {
        problem_world w;
        problem_world_open(&w, "far.txt", far_from_home(at));
        assert_non_null(w.about);
        distances of;
        begin_distances(&of, &w);
        assert_int_equal(distance_to_more(&of, &w, 0), 1);
        problem_world_close(&w);
    }
}

static void what_one_hand_found_out_another_knows(void **state) {
    (void)state;
    problem_world w;
    problem_world_open(&w, "far.txt", far_from_home(3));
    assert_non_null(w.about);
    distances one, other;
    begin_distances(&one, &w);
    shared_distances *shared =
        kzi_shared_distances(&w.in, w.about->packed_words, one.packing.words);
    assert_non_null(shared);
    begin_distances(&other, &w);
    kzi_distances_like(&one, &one, shared);
    kzi_distances_like(&other, &one, shared);
    assert_int_equal(distance_to_more(&one, &w, 0), 1);
    assert_int_equal(distance_to_more(&other, &w, 0), 1);
    assert_int_equal(one.worked_out, 1);
    assert_int_equal(other.worked_out, 0);
    uint32_t to_beats = distance_to_more(&other, &w, 1); /* another wish, which nobody asked of */
    assert_true(to_beats > 1);
    assert_int_equal(other.worked_out, 1);
    assert_int_equal(distance_to_more(&one, &w, 1), to_beats);
    assert_int_equal(one.worked_out, 1);
    problem_world_close(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fact_may_have_more_values_than_a_set_has_bits),
        cmocka_unit_test(what_one_hand_found_out_another_knows),
    };
    return RUN_TESTS(tests);
}
