/* SPDX-License-Identifier: MIT
 *
 * test_plan_replay: a wrong plan of a problem file is never told. The search is made to err on
 * purpose, in every way that a plan can be wrong.
 *
 * In     a problem of ours; its right plan, and wrong ones in its place
 * Out    KZ_BROKEN and no text for each wrong one
 */
#include "test.h"

#include "answer/plan_answer.h"

#include <string.h>

static const char island[] =
    "entity Ann : character; entity Bob : character;\n"
    "property near(c : character) : boolean;\nproperty sum() : number;\nproperty shut() : "
    "boolean;\n"
    "action come(c : character) { precondition: !near(c); effect: near(c); consenting: c; };\n"
    "action sing(c : character) { precondition: near(c); effect: sum() = sum() + 1; consenting: c; "
    "};\n"
    "action sigh(c : character) { precondition: near(c); effect: shut(); consenting: c; };\n"
    "action rain() { effect: sum() = sum() - 1; };\n"
    "utility(): sum();\nutility(Ann): sum();\nutility(Bob): if(near(Ann)) 1 else 0;\n";

typedef struct {
    kz_engine *engine;
    kz_world *world;
    kz_asking *of;
} asked_plan;

static void ask_for(asked_plan *p, const char *goal) {
    p->engine = kz_engine_new(NULL);
    p->world = kz_world_load(p->engine, "island.txt", island, strlen(island));
    kz_question question = {.size = sizeof question,
                            .verb = KZ_PLAN,
                            .goal = goal,
                            .is_shortest = 1,
                            .has_reasons = 1,
                            .limit_story = KZ_LIMIT(4),
                            .limit_plan = KZ_LIMIT(3),
                            .limit_mind = KZ_LIMIT(1)};
    p->of = kz_ask(p->world, &question);
    while (kz_asking_advance(p->of, 1000) == KZ_RUNNING) {}
    assert_int_equal(p->of->progress, KZ_ANSWERED);
}

static void end_plan_test(asked_plan *p) {
    kz_asking_free(p->of);
    kz_world_free(p->world);
    kz_engine_free(p->engine);
}

static act_id act_called(const asking *of, const char *name) {
    for (uint32_t i = 0; i < of->main.ground->act_count; i++) {
        if (strcmp(of->main.ground->acts[i].text, name) == 0) return (act_id){i};
    }
    fail_msg("no act %s", name);
    return (act_id){0};
}

/* The acts in the search's place of its own plan. */
static void is_broken(const char *goal, uint32_t count, const char *const *names) {
    asked_plan p;
    act_id acts[4];
    ask_for(&p, goal);
    for (uint32_t i = 0; i < count; i++) acts[i] = act_called(p.of, names[i]);
    kz_progress taken = kzi_answer_take_plan(p.of, acts, count, 1);
    assert_int_equal(taken, KZ_BROKEN);
    p.of->progress = taken;
    assert_string_equal(kz_asking_text(p.of, KZ_PLAIN), "");
    assert_string_equal(kz_asking_text(p.of, KZ_JSON), "");
    end_plan_test(&p);
}

#define IS_BROKEN(goal, ...)                                                                       \
    is_broken(goal, sizeof((const char *[]){__VA_ARGS__}) / sizeof(char *),                        \
              (const char *[]){__VA_ARGS__})

static void a_wrong_story_is_not_told(void **state) {
    (void)state;
    IS_BROKEN("1", "sing(Ann)", "come(Ann)"); /* in the wrong order */
    IS_BROKEN("1", "sing(Ann)");              /* an act left out */
    IS_BROKEN("1", "come(Ann)");              /* not there yet */
    IS_BROKEN("2", "come(Ann)", "sing(Ann)"); /* less than was wished for */
    IS_BROKEN("1", "come(Ann)", "sing(Ann)", "rain()",
              "sing(Ann)");                                /* no better than it was before */
    IS_BROKEN("1", "come(Ann)", "sigh(Ann)", "sing(Ann)"); /* nobody has a reason to sigh */
    IS_BROKEN("1", "come(Bob)", "sing(Bob)");              /* nor has he */
}

/* The story is right, and what is shown as the reason is not; or the search holds for explained
 * what is not. */
static void a_wrong_reason_is_not_told(void **state) {
    (void)state;
    asked_plan p;
    ask_for(&p, "1");
    assert_int_equal(p.of->log.act_count, 2);
    assert_int_equal(kzi_answer_replay_plan(p.of, &p.of->log, &p.of->planned->wish), KZ_ANSWERED);
    reason *why = &p.of->log.acts[0].reasons[0].why;
    const reason right = *why;
    assert_int_equal(right.plan_length, 2);
    why->plan_length = 1; /* it gains nothing */
    assert_int_equal(kzi_answer_replay_plan(p.of, &p.of->log, &p.of->planned->wish), KZ_BROKEN);
    const act_id wasteful[] = {right.plan[0], act_called(p.of, "sigh(Ann)"), right.plan[1]};
    why->plan = wasteful;
    why->plan_length = 3;
    assert_int_equal(kzi_answer_replay_plan(p.of, &p.of->log, &p.of->planned->wish), KZ_BROKEN);
    *why = right;
    p.of->log.acts[1].act = act_called(p.of, "come(Bob)"); /* told as if it had been found well */
    assert_int_equal(kzi_answer_replay_plan(p.of, &p.of->log, &p.of->planned->wish), KZ_BROKEN);
    end_plan_test(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_story_is_not_told),
        cmocka_unit_test(a_wrong_reason_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
