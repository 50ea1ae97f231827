/* SPDX-License-Identifier: MIT
 *
 * test_questions: what is claimed is run again, and a wrong claim is found. Wrong claims are put
 * into the middle of a question, where only a mistake of ours could.
 */
#include "test.h"

#include "../../src/answer/asking.h"
#include "../../src/answer/comparing.h"
#include "../../src/answer/questions.h"
#include "../../src/answer/sweeping.h"
#include "../../src/answer/whynot.h"
#include "../../src/story/origin.h"

static const char text[] =
    "fact told, gone\nfact n: 0..4 is 1\n\n"
    "person Ren he\n  believes not told\n  wants 1: gone, told\n  fears n: gone\n\n"
    "person Mio she\n  wants 2: Ren believes told\n\n"
    "act go by Ren\n  if not gone\n  then gone\n\n"
    "act tell by Mio\n  if not told\n  then told\n  Ren learns told\n  seen by nobody\n\n"
    "ending left when gone\n\ntale shown: tell\n";

typedef struct {
    kz_engine *engine;
    kz_world *world;
    kz_asking *asking;
} asked;

static asked ask_of(kz_question question) {
    asked a;
    question.size = sizeof question;
    a.engine = kz_engine_new(NULL);
    a.world = kz_world_load(a.engine, "questions.kiz", text, sizeof text - 1);
    a.asking = kz_ask(a.world, &question);
    return a;
}

static void end_asked(asked *a) {
    kz_asking_free(a->asking);
    kz_world_free(a->world);
    kz_engine_free(a->engine);
}

static kz_progress go_on(kz_asking *of) {
    kz_progress now;
    while ((now = kz_asking_advance(of, 50)) == KZ_RUNNING) {}
    return now;
}

/* ---- whynot ---- */
static whynot *ask_until_verifying(asked *a) {
    while (kz_asking_advance(a->asking, 50) == KZ_RUNNING &&
           a->asking->whynot->phase != WHYNOT_VERIFYING) {}
    assert_true(a->asking->whynot->found.count > 0);
    return a->asking->whynot;
}

/* A single change that was tried in vain takes the place of the first that was found. */
static void claim_what_failed(whynot *w) {
    uint32_t failed = UINT32_MAX;
    for (uint32_t i = w->outcomes.count; i-- > 0;)
        if (!w->outcomes.items[i].is_found && !w->outcomes.items[i].is_of_no_use) failed = i;
    assert_int_not_equal(failed, UINT32_MAX);
    w->found.items[0] = (found_change){.one = failed, .other = UINT32_MAX, .size = 1};
}

static void a_found_change_is_run_again(void **state) {
    (void)state;
    asked a = ask_of((kz_question){.verb = KZ_WHYNOT, .ending = "left"});
    assert_int_equal(go_on(a.asking), KZ_ANSWERED);
    whynot *w = a.asking->whynot;
    assert_true(w->found.count > 0);
    for (uint32_t i = 0; i < w->verify_count; i++) assert_true(w->found.items[i].is_verified);
    end_asked(&a);
}

static void a_change_that_does_not_do_is_found_out(void **state) {
    (void)state;
    asked a = ask_of((kz_question){.verb = KZ_WHYNOT, .ending = "left"});
    whynot *w = ask_until_verifying(&a);
    claim_what_failed(w);
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    assert_string_equal(kz_asking_text(a.asking, KZ_PLAIN), "");
    end_asked(&a);
}

/* A change that is passed over is told by nobody, so here each is run from its words: whatever was
 * shared, or taken for known, to be quick about it. */
static void what_was_tried_in_vain_is_in_vain(void **state) {
    (void)state;
    const char *left_out[] = {"without tell"};
    kz_question q = {.verb = KZ_WHYNOT, .ending = "left", .most_changes = 1, .has_all_changes = 1};
    for (size_t changes = 0; changes < 2; changes++) {
        q.changes = left_out;
        q.change_count = changes;
        asked a = ask_of(q);
        go_on(a.asking);
        whynot *w = a.asking->whynot;
        assert_true(w->single_count > 8);
        for (uint32_t i = 0; i < w->outcomes.count; i++) {
            const single_outcome *o = &w->outcomes.items[i];
            if (!o->is_tried || o->is_of_no_use) continue;
            const char *words[] = {w->all.list.items[i].text};
            asking *again = kzi_second_begin(a.asking, NULL, words, 1, false);
            kz_progress done;
            while ((done = kzi_second_work(again, 1000)) == KZ_RUNNING) {}
            bool does = done == KZ_ANSWERED && (kzi_second_endings(again) & 1);
            if (does != o->is_found) fail_msg("%s: %d", words[0], does);
            kz_asking_free(again);
        }
        end_asked(&a);
    }
}

static void a_moment_is_run_again(void **state) {
    (void)state;
    const char *after[] = {"tell"};
    asked a =
        ask_of((kz_question){.verb = KZ_WHYNOT, .act = "go", .after = after, .after_count = 1});
    whynot *w = ask_until_verifying(&a);
    claim_what_failed(w);
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    end_asked(&a);
}

static void an_ending_after_acts_is_run_again(void **state) {
    (void)state;
    const char *after[] = {"tell"};
    asked a = ask_of(
        (kz_question){.verb = KZ_WHYNOT, .ending = "left", .after = after, .after_count = 1});
    whynot *w = ask_until_verifying(&a);
    assert_int_equal(w->turn, UINT32_MAX); /* it was out of reach from the start */
    claim_what_failed(w);
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    end_asked(&a);
}

/* The act is said to have lost an ending that the stories behind it still have. */
static void a_wrong_point_of_no_return_is_found_out(void **state) {
    (void)state;
    const char *after[] = {"tell"}, *changes[] = {"n is 0"};
    kz_question q = {.verb = KZ_WHYNOT,
                     .ending = "left",
                     .after = after,
                     .after_count = 1,
                     .changes = changes,
                     .change_count = 1};
    asked a = ask_of(q);
    assert_int_equal(go_on(a.asking), KZ_ANSWERED);
    assert_true(a.asking->whynot->does_happen);
    end_asked(&a);
    a = ask_of(q);
    while (kz_asking_advance(a.asking, 50) == KZ_RUNNING &&
           (!a.asking->whynot || a.asking->whynot->phase != WHYNOT_REASONS)) {}
    a.asking->main.ends.entries[0].is_reachable = false;
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    assert_string_equal(kz_asking_text(a.asking, KZ_PLAIN), "");
    end_asked(&a);
}

/* ---- whatif ---- */
static void a_wrong_comparison_is_found_out(void **state) {
    (void)state;
    const char *changes[] = {"n is 0"};
    asked a = ask_of((kz_question){.verb = KZ_WHATIF, .changes = changes, .change_count = 1});
    while (kz_asking_advance(a.asking, 1) == KZ_RUNNING &&
           (!a.asking->comparing || !a.asking->comparing->list.count)) {}
    a.asking->comparing->list.items[0].endings ^= 1;
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    end_asked(&a);
}

/* ---- sweep ---- */
static void a_wrong_regime_is_found_out(void **state) {
    (void)state;
    const char *over[] = {"n is 0..4"};
    asked a = ask_of((kz_question){.verb = KZ_SWEEP, .over = over, .over_count = 1});
    while (kz_asking_advance(a.asking, 50) == KZ_RUNNING &&
           (!a.asking->sweeping || a.asking->sweeping->next < 5)) {}
    a.asking->sweeping->cells[0].endings ^= 1;
    assert_int_equal(go_on(a.asking), KZ_BROKEN);
    end_asked(&a);
}

static void slices_change_nothing(void **state) {
    (void)state;
    const char *over[] = {"n is 0..4"};
    const kz_question questions[] = {{.verb = KZ_SWEEP, .over = over, .over_count = 1},
                                     {.verb = KZ_WHYNOT, .ending = "left", .has_all_changes = 1},
                                     {.verb = KZ_WHY}};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        asked small = ask_of(questions[i]), large = ask_of(questions[i]);
        while (kz_asking_advance(small.asking, 1) == KZ_RUNNING) {}
        while (kz_asking_advance(large.asking, UINT32_MAX) == KZ_RUNNING) {}
        assert_string_equal(kz_asking_text(small.asking, KZ_JSON),
                            kz_asking_text(large.asking, KZ_JSON));
        end_asked(&small);
        end_asked(&large);
    }
}

/* ---- origins ---- */
static void a_wrong_origin_is_found_out(void **state) {
    (void)state;
    asked a = ask_of((kz_question){.verb = KZ_WHY});
    assert_int_equal(go_on(a.asking), KZ_ANSWERED);
    const grounded *about = a.asking->main.ground;
    fact_id told = {0};
    while (strcmp(about->facts[told.n].name, "told") != 0) told.n++;
    belief_asked b = {.log = &a.asking->log,
                      .moment = 1,
                      .chain = {{0}, NO_MIND},
                      .chain_length = 1,
                      .fact = told};
    origin from = kzi_origin_of(&b);
    assert_int_equal(from.kind, ORIGIN_TOLD);
    bool holds;
    assert_true(kzi_origin_holds(&b, &from, &a.asking->in, &holds));
    assert_true(holds);
    origin wrong = {.kind = ORIGIN_START, .teller = NO_MIND, .belief = 0};
    b.log->acts[0].after = b.log->acts[0].before; /* as if it were held from the start */
    assert_true(kzi_origin_holds(&b, &wrong, &a.asking->in, &holds));
    assert_false(holds);
    end_asked(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_found_change_is_run_again),
        cmocka_unit_test(a_change_that_does_not_do_is_found_out),
        cmocka_unit_test(what_was_tried_in_vain_is_in_vain),
        cmocka_unit_test(a_moment_is_run_again),
        cmocka_unit_test(an_ending_after_acts_is_run_again),
        cmocka_unit_test(a_wrong_point_of_no_return_is_found_out),
        cmocka_unit_test(a_wrong_comparison_is_found_out),
        cmocka_unit_test(a_wrong_regime_is_found_out),
        cmocka_unit_test(slices_change_nothing),
        cmocka_unit_test(a_wrong_origin_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
