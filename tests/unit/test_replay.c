/* SPDX-License-Identifier: MIT
 *
 * test_replay: the replay refuses what is wrong in a story: small worlds in which one thing is.
 */
#include "handmade.h"

#include "replay/explained.h"
#include "replay/replay.h"

enum { ENOUGH = 3000000 };

/* ---- wrong stories, in a small world: Ren opens the box, then Aki lights the lamp, then Ren reads
 * ---- */
typedef struct {
    hand h;
    const grounded *world;
    mind_id ren, aki;
    fact_id box, lamp, read, tired;
    act_id open, light, get_to, yawn;
    replay_plan shown[8];
    replay_story told;
    act_id acts[8];
} scene;

static scene *begin(void) {
    scene *s = calloc(1, sizeof *s);
    hand *h = &s->h;
    hand_begin(h);
    s->box = hand_yes_no(h, "box", 0);
    s->lamp = hand_yes_no(h, "lamp", 0);
    s->read = hand_yes_no(h, "read", 0);
    s->tired = hand_yes_no(h, "tired", 0);
    s->ren = hand_person(h, "Ren");
    s->aki = hand_person(h, "Aki");
    hand_wants(h, s->ren, hand_when(h, hand_is(h, s->read, 1), 5));
    hand_wants(h, s->aki, hand_when(h, hand_is(h, s->lamp, 1), 1));
    s->open = hand_act(h, "open", s->ren);
    hand_if(h, hand_is(h, s->box, 0));
    hand_then(h, s->box, 1);
    s->light = hand_act(h, "light", s->aki);
    hand_if(h, hand_is(h, s->box, 1));
    hand_then(h, s->lamp, 1);
    s->get_to = hand_act(h, "read", s->ren);
    hand_if(h, hand_is(h, s->lamp, 1));
    hand_then(h, s->read, 1);
    s->yawn = hand_act(h, "yawn", s->ren);
    hand_then(h, s->tired, 1);
    hand_ending(h, "he_reads", hand_is(h, s->read, 1));
    s->told.acts = s->acts;
    s->told.plans = s->shown;
    s->told.looks_for_plans = true;
    return s;
}

static void end(scene *s) {
    hand_end(&s->h);
    free(s);
}

static void tell(scene *s, uint32_t count, const act_id *acts) {
    memcpy(s->acts, acts, sizeof *acts * count);
    s->told.act_count = count;
}
#define TELL(s, ...)                                                                               \
    tell((s), sizeof((act_id[]){__VA_ARGS__}) / sizeof(act_id), (act_id[]){__VA_ARGS__})

static void show(scene *s, uint32_t act, mind_id actor, const act_id *plan, uint32_t length) {
    s->shown[s->told.plan_count++] = (replay_plan){act, actor, plan, length};
}
#define SHOW(s, act, actor, ...)                                                                   \
    show((s), (act), (actor), (act_id[]){__VA_ARGS__},                                             \
         sizeof((act_id[]){__VA_ARGS__}) / sizeof(act_id))

static replay_verdict judged(scene *s, uint64_t effort) {
    const grounded *about = hand_world(&s->h);
    return kzi_replay(&s->h.in, about, &s->told, &about->limits, effort);
}

static void comes_to(scene *s, replay_outcome outcome, uint32_t act) {
    replay_verdict v = judged(s, ENOUGH);
    if (v.outcome != outcome)
        print_error("%s, wanted: %s\n", kzi_replay_words(v.outcome), kzi_replay_words(outcome));
    assert_int_equal(v.outcome, outcome);
    if (outcome != REPLAY_HOLDS) assert_int_equal(v.act, act);
    assert_int_equal(kzi_replay_refuses(&v), outcome != REPLAY_HOLDS);
    end(s);
}

static void what_is_right_holds(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->open, s->light, s->get_to);
    SHOW(s, 1, s->aki, s->light);
    SHOW(s, 2, s->ren, s->get_to);
    replay_verdict v = judged(s, ENOUGH);
    assert_int_equal(v.outcome, REPLAY_HOLDS);
    assert_int_equal(v.moment_count, 4);
    assert_int_equal(v.moments[3].worth[s->ren.n], 5);
    assert_int_equal(v.moments[1].worth[s->aki.n], 0);
    assert_int_equal(v.moments[2].worth[s->aki.n], 1);
    assert_int_equal(v.moments[2].ending, NO_REPLAY_ENDING);
    assert_int_equal(v.moments[3].ending, 0);
    s->told.plan_count = 0; /* and by looking for reasons */
    comes_to(s, REPLAY_HOLDS, 0);
}

static void an_act_left_out_is_missed(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->get_to);
    comes_to(s, REPLAY_IMPOSSIBLE, 1);
}

static void two_acts_swapped_are_noticed(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->light, s->open, s->get_to);
    comes_to(s, REPLAY_IMPOSSIBLE, 0);
}

static void an_act_without_a_reason_is_refused(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->yawn, s->open);
    s->told.ending = NO_REPLAY_ENDING;
    comes_to(s, REPLAY_NOT_EXPLAINED, 0);
}

static void an_act_thought_impossible_is_refused(void **state) {
    (void)state;
    scene *s = begin();
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 1);
    TELL(s, s->open);
    s->told.ending = NO_REPLAY_ENDING;
    comes_to(s, REPLAY_NOT_BELIEVED, 0);
}

static void nothing_happens_after_the_end(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to, s->yawn);
    comes_to(s, REPLAY_AFTER_THE_END, 3);
}

static void another_ending_is_noticed(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light);
    comes_to(s, REPLAY_OTHER_ENDING, 1);
}

static void a_plan_begins_with_the_act(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->yawn, s->open, s->light, s->get_to);
    comes_to(s, REPLAY_PLAN_BEGINS_ELSEWHERE, 0);
}

static void a_plan_keeps_to_the_limit(void **state) {
    (void)state;
    scene *s = begin();
    s->h.world.limits.plan = 2;
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->open, s->light, s->get_to);
    comes_to(s, REPLAY_PLAN_TOO_LONG, 0);
}

static void a_plan_can_be_done(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->open, s->get_to);
    comes_to(s, REPLAY_PLAN_IMPOSSIBLE, 0);
}

static void fate_is_in_nobodys_plan(void **state) {
    (void)state;
    scene *s = begin();
    act_id dawn = hand_act(&s->h, "dawn", NO_MIND);
    hand_then(&s->h, s->lamp, 1);
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->open, dawn, s->get_to);
    comes_to(s, REPLAY_PLAN_IMPOSSIBLE, 0);
}

static void a_plan_gains(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    SHOW(s, 0, s->ren, s->open, s->light);
    comes_to(s, REPLAY_PLAN_DOES_NOT_GAIN, 0);
}

static void a_plan_wastes_no_step(void **state) {
    (void)state;
    scene *s = begin();
    hand_wants(&s->h, s->ren,
               hand_two(&s->h, EXPRESSION_PLUS, hand_when(&s->h, hand_is(&s->h, s->read, 1), 5),
                        hand_when(&s->h, hand_is(&s->h, s->tired, 0), 1)));
    act_id sleep =
        hand_act(&s->h, "sleep",
                 s->ren); /* has a reason after a yawn, so that only waste is wrong with the plan */
    hand_if(&s->h, hand_is(&s->h, s->tired, 1));
    hand_then(&s->h, s->tired, 0);
    TELL(s, s->yawn);
    s->told.ending = NO_REPLAY_ENDING;
    SHOW(s, 0, s->ren, s->yawn, sleep, s->open, s->light, s->get_to);
    comes_to(s, REPLAY_PLAN_WASTES, 0);
}

static void a_later_step_needs_the_others_reason(void **state) {
    (void)state;
    scene *s = begin();
    hand_wants(&s->h, s->aki, hand_value(&s->h, 0)); /* Aki does not care for light */
    TELL(s, s->open);
    s->told.ending = NO_REPLAY_ENDING;
    SHOW(s, 0, s->ren, s->open, s->light, s->get_to);
    comes_to(s, REPLAY_PLAN_STEP_UNREASONED, 0);
}

static void the_peer_takes_a_worse_step_for_needed(void **state) {
    (void)state;
    for (int is_peers = 0; is_peers < 2; is_peers++) {
        scene *s = begin(); /* a yawn before reading costs 1 and serves nothing */
        hand_wants(&s->h, s->ren,
                   hand_two(&s->h, EXPRESSION_MINUS,
                            hand_when(&s->h, hand_is(&s->h, s->read, 1), 5),
                            hand_when(&s->h, hand_is(&s->h, s->tired, 1), 1)));
        s->h.facts.items[s->lamp.n].start = 1;
        s->h.world.is_peers = is_peers;
        TELL(s, s->yawn);
        s->told.ending = NO_REPLAY_ENDING;
        SHOW(s, 0, s->ren, s->yawn, s->get_to);
        comes_to(s, is_peers ? REPLAY_HOLDS : REPLAY_PLAN_WASTES, 0);
    }
}

static void what_costs_too_much_is_left_open(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    replay_verdict v = judged(s, 20);
    assert_int_equal(v.outcome, REPLAY_UNDECIDED);
    assert_false(kzi_replay_refuses(&v));
    end(s);
}

/* What one question leaves of its share another may have. */
static void an_open_question_goes_on_with_what_is_left(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->open, s->light, s->get_to);
    uint64_t needed = judged(s, ENOUGH).effort;
    replay_verdict v = judged(s, needed + needed / 2);
    assert_int_equal(v.outcome, REPLAY_HOLDS);
    end(s);
}

/* ---- plans that are known from somewhere ---- */
static void think(scene *s, const replay_thought *thoughts, uint32_t count) {
    s->told.thoughts = thoughts;
    s->told.thought_count = count;
}

static void are_no_reason(scene *s, const replay_thought *thoughts, uint32_t count) {
    think(s, thoughts, count);
    s->told.has_any_ending = true;
    comes_to(s, REPLAY_NOT_EXPLAINED, 0);
}

static void a_thought_spares_looking(void **state) {
    (void)state;
    scene *s = begin();
    hand *h = &s->h;
    for (int i = 0; i < 4; i++) {
        fact_id done = hand_yes_no(h, "done", 0);
        hand_act(h, "idle", s->ren);
        hand_then(h, done, 1);
    }
    TELL(s, s->open, s->light, s->get_to);
    replay_verdict looked = judged(s, ENOUGH);
    act_id plan[] = {s->open, s->light, s->get_to};
    replay_thought thoughts[] = {{s->ren, plan, 3}, {s->aki, plan + 1, 1}, {s->ren, plan + 2, 1}};
    think(s, thoughts, 3);
    replay_verdict thought = judged(s, ENOUGH);
    assert_int_equal(looked.outcome, REPLAY_HOLDS);
    assert_int_equal(thought.outcome, REPLAY_HOLDS);
    assert_true(thought.effort * 2 < looked.effort);
    end(s);
}

static void a_thought_that_does_not_hold_is_no_reason(void **state) {
    (void)state;
    scene *s = begin();
    TELL(s, s->yawn);
    act_id wastes[] = {s->yawn, s->open, s->light, s->get_to}, gains_nothing[] = {s->yawn, s->open},
           impossible[] = {s->yawn, s->get_to};
    replay_thought thoughts[] = {
        {s->ren, wastes, 4}, {s->ren, gains_nothing, 2}, {s->ren, impossible, 2}};
    are_no_reason(s, thoughts, 3);
}

/* Ren's thought rests on Aki's act, for which Aki has none. */
static void a_thought_whose_step_has_no_reason_is_none(void **state) {
    (void)state;
    scene *s = begin();
    hand *h = &s->h;
    h->minds.items[s->aki.n].worth = hand_value(h, 0);
    TELL(s, s->open);
    act_id plan[] = {s->open, s->light, s->get_to};
    replay_thought thoughts[] = {{s->ren, plan, 3}, {s->aki, plan + 1, 2}};
    are_no_reason(s, thoughts, 2);
}

static void rules_that_go_round_are_told(void **state) {
    (void)state;
    scene *s = begin();
    hand_rule(&s->h, "on");
    hand_if(&s->h, hand_is(&s->h, s->tired, 0));
    hand_then(&s->h, s->tired, 1);
    hand_rule(&s->h, "off");
    hand_if(&s->h, hand_is(&s->h, s->tired, 1));
    hand_then(&s->h, s->tired, 0);
    comes_to(s, REPLAY_LOOPS, 0);
}

/* ---- sums of the wider kinds ---- */
static void sums_are_scaled_divided_and_believed(void **state) {
    (void)state;
    scene *s = begin();
    hand *h = &s->h;
    fact_id far = hand_number(h, "far", 0, 10000, 0), near = hand_number(h, "near", 0, 10000, 300);
    h->world.scale = 100;
    hand_believed(h, s->aki, NO_MIND, near, 700);
    expression_id seen = hand_of_fact(h, near);
    uint32_t first = h->children.count;
    HAND_ADD(h, children, seen);
    expression_id as_aki = hand_expression(h, (expression){.kind = EXPRESSION_BELIEVED,
                                                           .mind = s->aki,
                                                           .first_child = first,
                                                           .child_count = 1});
    expression_id twice = hand_two(h, EXPRESSION_TIMES, as_aki, hand_value(h, 200));
    expression_id third = hand_two(h, EXPRESSION_DIVIDED, twice, seen),
                  none = hand_two(h, EXPRESSION_DIVIDED, twice, hand_of_fact(h, far));
    hand_world(h);
    steps run;
    kzi_replay_steps_begin(&run, &h->in, &h->world, ENOUGH);
    standpoint at = kzi_replay_stand(&run.worlds, kzi_replay_start(&run));
    assert_int_equal(kzi_replay_amount(at, as_aki), 700);
    assert_int_equal(kzi_replay_amount(at, twice), 1400);
    assert_int_equal(kzi_replay_amount(at, third), 467);
    assert_int_equal(kzi_replay_amount(at, none), UNKNOWN);
    kzi_replay_steps_end(&run);
    end(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_right_holds),
        cmocka_unit_test(an_act_left_out_is_missed),
        cmocka_unit_test(two_acts_swapped_are_noticed),
        cmocka_unit_test(an_act_without_a_reason_is_refused),
        cmocka_unit_test(an_act_thought_impossible_is_refused),
        cmocka_unit_test(nothing_happens_after_the_end),
        cmocka_unit_test(another_ending_is_noticed),
        cmocka_unit_test(a_plan_begins_with_the_act),
        cmocka_unit_test(a_plan_keeps_to_the_limit),
        cmocka_unit_test(a_plan_can_be_done),
        cmocka_unit_test(fate_is_in_nobodys_plan),
        cmocka_unit_test(a_plan_gains),
        cmocka_unit_test(a_plan_wastes_no_step),
        cmocka_unit_test(a_later_step_needs_the_others_reason),
        cmocka_unit_test(the_peer_takes_a_worse_step_for_needed),
        cmocka_unit_test(what_costs_too_much_is_left_open),
        cmocka_unit_test(an_open_question_goes_on_with_what_is_left),
        cmocka_unit_test(a_thought_spares_looking),
        cmocka_unit_test(a_thought_that_does_not_hold_is_no_reason),
        cmocka_unit_test(a_thought_whose_step_has_no_reason_is_none),
        cmocka_unit_test(rules_that_go_round_are_told),
        cmocka_unit_test(sums_are_scaled_divided_and_believed),
    };
    return RUN_TESTS(tests);
}
