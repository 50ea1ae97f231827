/* SPDX-License-Identifier: MIT
 *
 * test_reasons: whether somebody would act is the same however it is found out: with the parts of
 * plans taken on trust, or asked about at once; and a reason is shown whatever it may cost.
 *
 * In     the problems of tests/sabre, and the hard ones of bench/
 * Out    in each state near the start, of each act and each person it is by, one answer
 */
#define _POSIX_C_SOURCE 200809L
#include "problem_world.h"
#include "story/reasons.h"

#include <dirent.h>

#define MOST_STATES 150u
#define PLAN_LIMIT  5u
#define MIND_LIMIT  2u

typedef struct asked_world {
    problem_world in;
    distances distances;
    touches touches;
    reasons on_trust, at_once;
    state_id states[MOST_STATES];
    uint32_t state_count;
} asked_world;

static uint32_t answers_compared, yes_count;

static void begin_reasons(asked_world *w) {
    minds *of = &w->in.of;
    assert_true(kzi_distances_begin(&w->distances, of, NO_LIMIT, &w->in.in));
    assert_true(kzi_touches_of(&w->touches, w->in.about, &w->in.in));
    w->on_trust = kzi_reasons(of, &w->distances, &w->touches, PLAN_LIMIT, MIND_LIMIT);
    w->at_once = kzi_reasons(of, &w->distances, &w->touches, PLAN_LIMIT, MIND_LIMIT);
    w->on_trust.passes_over_loops = w->at_once.passes_over_loops = true;
    w->at_once.is_asking_all = true;
    assert_non_null(w->on_trust.best);
    assert_non_null(w->at_once.best);
}

static bool is_found(const asked_world *w, state_id state) {
    for (uint32_t i = 0; i < w->state_count; i++) {
        if (w->states[i].n == state.n) return true;
    }
    return false;
}

/* What costs too much to look for is shown as it was found, and nothing is given up for good. */
static void show_reason(reasons *of, view held, act_id act, const reason *found) {
    of->shown_effort = 1;
    reason cheap = kzi_reason_shown(of, held, act, 1, PLAN_LIMIT);
    of->shown_effort = 0;
    reason shortest = kzi_reason_shown(of, held, act, 1, PLAN_LIMIT);
    assert_int_equal(cheap.answer, REASON_YES);
    assert_int_equal(shortest.answer, REASON_YES);
    assert_int_equal(cheap.plan[0].n, act.n);
    assert_true(shortest.plan_length <= cheap.plan_length);
    assert_true(cheap.plan_length <= found->plan_length);
    assert_false(of->gave_up);
}

static void compare_answers(asked_world *w, const char *path, view story, act_id act) {
    const ground_act *a = &w->in.about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = w->in.about->actors[a->first_actor + i];
        if (!kzi_reasons_believed(&w->on_trust, story, act, actor)) continue;
        view held = kzi_minds_view(&w->in.of, story, actor);
        reason one = kzi_reason(&w->on_trust, held, act, 1, PLAN_LIMIT);
        reason other = kzi_reason(&w->at_once, held, act, 1, PLAN_LIMIT);
        if (one.answer != other.answer) print_error("%s: %s\n", path, a->text);
        assert_int_equal(one.answer, other.answer);
        answers_compared++;
        if (one.answer != REASON_YES) continue;
        yes_count++;
        show_reason(&w->on_trust, held, act, &one);
    }
}

/* Whoever would take a step or not: so states come up that no story has. */
static void compare_from(asked_world *w, const char *path, state_id state) {
    view story = {state, NO_MIND, NO_LIMIT};
    for (uint32_t i = 0; i < w->in.about->act_count; i++) {
        if (!kzi_minds_possible(&w->in.of, state, (act_id){i})) continue;
        compare_answers(w, path, story, (act_id){i});
        state_id to = kzi_minds_step(&w->in.of, story, (act_id){i});
        if (to.n != NO_STATE.n && w->state_count < MOST_STATES && !is_found(w, to))
            w->states[w->state_count++] = to;
    }
}

static void compare_problem(const char *path, uint32_t most_states) {
    asked_world *w = calloc(1, sizeof *w);
    char *text = whole_file(path);
    assert_non_null(text);
    problem_world_open(&w->in, path, text);
    free(text);
    if (w->in.about) {
        begin_reasons(w);
        state_id start = kzi_minds_start(&w->in.of);
        if (start.n != NO_STATE.n) w->states[w->state_count++] = start;
        for (uint32_t i = 0; i < w->state_count && i < most_states; i++)
            compare_from(w, path, w->states[i]);
        kzi_reasons_end(&w->on_trust);
        kzi_reasons_end(&w->at_once);
    }
    problem_world_close(&w->in);
    free(w);
}

static void compare_folder(const char *folder) {
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (const struct dirent *each; (each = readdir(listing)) != NULL;) {
        char path[600];
        if (!strstr(each->d_name, ".txt")) continue;
        snprintf(path, sizeof path, "%s/%s", folder, each->d_name);
        compare_problem(path, MOST_STATES);
    }
    closedir(listing);
}

static void trust_changes_no_answer(void **state) {
    (void)state;
    compare_folder(KZ_ROOT "/tests/sabre/core");
    compare_folder(KZ_ROOT "/tests/sabre/random");
    compare_problem(KZ_ROOT "/bench/infirmary.txt", 40);
    compare_problem(KZ_ROOT "/bench/ring.txt", 6);
    print_message("%u answers compared, %u of them yes\n", answers_compared, yes_count);
    assert_true(answers_compared > 20000 && yes_count > 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trust_changes_no_answer),
    };
    return RUN_TESTS(tests);
}
