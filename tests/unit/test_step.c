/* SPDX-License-Identifier: MIT
 *
 * test_step: one act and all that follows from it, each part of docs/meaning.md's One step in a
 * world made for it.
 *
 * The worlds are built by hand (handmade.h). The persons are Ren and Aki; `box` is locked or not,
 * `lamp` is lit or not.
 */
#include "handmade.h"

#include "mind/judge.h"
#include "mind/step.h"

typedef struct {
    hand h;
    arena scratch;
    minds of;
    mind_id ren, aki;
    fact_id box, lamp, count;
    state_id now;
} scene;

static scene *begin(void) {
    scene *s = calloc(1, sizeof *s);
    assert_non_null(s);
    hand_begin(&s->h);
    s->box = hand_yes_no(&s->h, "box", 1);
    s->lamp = hand_yes_no(&s->h, "lamp", 0);
    s->count = hand_number(&s->h, "count", 0, 10, 3);
    s->ren = hand_person(&s->h, "Ren");
    s->aki = hand_person(&s->h, "Aki");
    return s;
}

static void open(scene *s) {
    s->scratch = kzi_arena(&s->h.from);
    assert_true(kzi_minds_begin(&s->of, hand_world(&s->h), &s->h.in, &s->scratch));
    s->now = kzi_minds_start(&s->of);
}

static void end(scene *s) {
    kzi_arena_free(&s->scratch);
    hand_end(&s->h);
    free(s);
}

static view story(const scene *s) {
    return (view){s->now, NO_MIND, NO_LIMIT};
}

static void happens(scene *s, uint32_t act) {
    s->now = kzi_minds_step(&s->of, story(s), (act_id){act});
    assert_int_not_equal(s->now.n, NO_STATE.n);
}

static value of_state(const scene *s, state_id at, fact_id fact) {
    return kzi_fact_get(&s->h.world, kzi_state_facts(&s->of.states, at), fact);
}

/* The fact's value in the world, then in one's mind, then in what one thinks of another. */
static value is(const scene *s, fact_id fact) {
    return of_state(s, s->now, fact);
}

static state_id mind_of(const scene *s, mind_id one) {
    return kzi_state_mind(&s->of.states, s->now, one);
}

static value thinks(const scene *s, mind_id one, fact_id fact) {
    return of_state(s, mind_of(s, one), fact);
}

static value thinks_of(const scene *s, mind_id one, mind_id other, fact_id fact) {
    return of_state(s, kzi_state_mind(&s->of.states, mind_of(s, one), other), fact);
}

/* ---- the start ---- */
static void at_the_start_all_think_as_is_stated(void **state) {
    (void)state;
    scene *s = begin();
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 0);
    hand_believed(&s->h, s->ren, s->aki, s->count, 7);
    hand_believed(&s->h, s->aki, s->aki, s->lamp,
                  1); /* that one believes that oneself believes is believing */
    open(s);
    assert_int_equal(is(s, s->box), 1);
    assert_int_equal(thinks(s, s->ren, s->box), 0);
    assert_int_equal(thinks(s, s->aki, s->box), 1);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->box),
                     0); /* nothing else stated: as Ren does */
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->box), 1);
    assert_int_equal(thinks(s, s->ren, s->count), 3);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->count), 7);
    assert_int_equal(thinks_of(s, s->ren, s->ren, s->box), 0);
    assert_int_equal(thinks(s, s->aki, s->lamp), 1);
    assert_int_equal(is(s, s->lamp), 0);
    end(s);
}

/* ---- effects ---- */
static void effects_are_read_before_and_the_later_wins(void **state) {
    (void)state;
    scene *s = begin();
    fact_id other = hand_number(&s->h, "other", -5, 5, 0);
    hand_act(&s->h, "move", s->ren);
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, s->count, CHANGE_BECOMES, hand_value(&s->h, 9)});
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, other, CHANGE_BECOMES,
                                hand_of_fact(&s->h, s->count)}); /* 3, as it was */
    hand_effect(&s->h, (effect){hand_is(&s->h, s->count, 9), s->lamp, CHANGE_BECOMES,
                                hand_value(&s->h, 1)}); /* it was 3 */
    hand_effect(
        &s->h, (effect){hand_is(&s->h, s->count, 3), s->box, CHANGE_BECOMES, hand_value(&s->h, 0)});
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, s->count, CHANGE_RISES,
                                hand_value(&s->h, 2)}); /* later: 3 + 2 */
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->count), 5);
    assert_int_equal(is(s, other), 3);
    assert_int_equal(is(s, s->lamp), 0);
    assert_int_equal(is(s, s->box), 0);
    end(s);
}

static void numbers_stay_within_their_bounds(void **state) {
    (void)state;
    scene *s = begin();
    fact_id unknown = hand_number(&s->h, "unknown", 0, 9, UNKNOWN);
    hand_act(&s->h, "more", s->ren);
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, s->count, CHANGE_RISES, hand_value(&s->h, 100)});
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, unknown, CHANGE_RISES, hand_value(&s->h, 1)});
    hand_act(&s->h, "less", s->ren);
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, s->count, CHANGE_FALLS, hand_value(&s->h, 100)});
    hand_act(&s->h, "by an unknown amount", s->ren);
    hand_effect(&s->h,
                (effect){ALWAYS_HOLDS, s->count, CHANGE_FALLS, hand_of_fact(&s->h, unknown)});
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->count), 10);
    assert_int_equal(is(s, unknown), UNKNOWN);
    happens(s, 1);
    assert_int_equal(is(s, s->count), 0);
    happens(s, 2);
    assert_int_equal(is(s, s->count), UNKNOWN);
    end(s);
}

/* ---- noticing ---- */
static void who_does_not_notice_keeps_the_old_belief(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->lamp), 1);
    assert_int_equal(thinks(s, s->ren, s->lamp), 1);
    assert_int_equal(thinks(s, s->aki, s->lamp), 0);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->lamp),
                     0); /* Ren knows that Aki did not notice */
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->lamp), 0);
    end(s);
}

static void who_notices_is_judged_in_each_mind(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_seen(&s->h, s->aki,
              hand_is(&s->h, s->box, 1)); /* while the box is locked, which Ren holds false */
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->lamp), 1);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->lamp),
                     0); /* wrongly: Ren does not know that Aki saw */
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->lamp), 1);
    end(s);
}

static void effects_in_a_mind_are_read_there(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_effect(&s->h,
                (effect){hand_is(&s->h, s->box, 1), s->lamp, CHANGE_BECOMES, hand_value(&s->h, 1)});
    hand_believed(&s->h, s->aki, NO_MIND, s->box, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->lamp), 1);
    assert_int_equal(thinks(s, s->ren, s->lamp), 1);
    assert_int_equal(thinks(s, s->aki, s->lamp), 0);
    end(s);
}

/* ---- surprise ---- */
static void surprise_repairs_what_was_held_impossible(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "open", s->ren); /* needs the box locked, and count at least 2 */
    expression_id at_least =
        hand_two(&s->h, CONDITION_AT_MOST, hand_value(&s->h, 2), hand_of_fact(&s->h, s->count));
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->box, 1), at_least));
    hand_then(&s->h, s->lamp, 1);
    hand_believed(&s->h, s->aki, NO_MIND, s->box, 0);
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->box), 1);         /* the true value */
    assert_int_equal(thinks(s, s->aki, s->count), UNKNOWN); /* an order says not which */
    assert_int_equal(thinks(s, s->aki, s->lamp), 1);        /* and then the act happens there too */
    assert_int_equal(thinks(s, s->ren, s->count), 3);
    end(s);
}

static void only_the_true_branch_of_an_or_is_repaired(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "open", s->ren);
    hand_if(&s->h, hand_or(&s->h, hand_is(&s->h, s->box, 0),
                           hand_is_not(&s->h, s->lamp, 1))); /* the second is true */
    hand_believed(&s->h, s->aki, NO_MIND, s->lamp, 1);
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->box), 1);
    assert_int_equal(thinks(s, s->aki, s->lamp), UNKNOWN); /* `is not` says not what it is */
    end(s);
}

static void nobody_is_surprised_by_what_was_possible(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "open", s->ren);
    hand_if(&s->h, hand_is(&s->h, s->box, 1));
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 9); /* wrong, but no part of the condition */
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->count), 9);
    end(s);
}

static void a_claim_about_a_mind_repairs_the_picture_of_it(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "smile", s->ren);
    hand_if(&s->h, hand_believes(&s->h, s->ren, hand_is(&s->h, s->lamp, 1)));
    hand_believed(&s->h, s->ren, NO_MIND, s->lamp, 1);
    hand_believed(&s->h, s->aki, s->ren, s->lamp, 0);
    open(s);
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->lamp), 0);
    happens(s, 0);
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->lamp), 1);
    assert_int_equal(thinks(s, s->aki, s->lamp), 0);
    end(s);
}

/* ---- telling, sensing, believing ---- */
static void what_is_told_is_held_and_known_to_be_held(void **state) {
    (void)state;
    scene *s = begin();
    mind_id isao = hand_person(&s->h, "Isao");
    hand_act(&s->h, "tell", s->aki); /* a lie: the lamp is not lit */
    hand_seen(&s->h, isao, NEVER_HOLDS);
    hand_learns(&s->h, s->ren, s->lamp, 1, s->aki);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->lamp), 0);
    assert_int_equal(thinks(s, s->ren, s->lamp), 1);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->lamp),
                     1); /* who tells it is taken to hold it */
    assert_int_equal(thinks_of(s, s->ren, s->ren, s->lamp),
                     1); /* in the picture of one's own mind too */
    assert_int_equal(thinks(s, s->aki, s->lamp), 0);
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->lamp),
                     1); /* who told it knows that it was believed */
    assert_int_equal(thinks(s, isao, s->lamp), 0);
    assert_int_equal(thinks_of(s, isao, s->ren, s->lamp), 0);
    assert_int_equal(thinks_of(s, s->ren, isao, s->lamp), 0);
    end(s);
}

static void what_is_told_is_believed_under_a_condition_of_the_hearer(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "tell", s->aki);
    hand_implant(&s->h, (implant){.kind = IMPLANT_LEARNS,
                                  .mind = s->ren,
                                  .teller = s->aki,
                                  .when = hand_is(&s->h, s->box, 0),
                                  .fact = s->lamp,
                                  .amount = hand_value(&s->h, 1)});
    hand_implant(&s->h, (implant){.kind = IMPLANT_LEARNS,
                                  .mind = s->ren,
                                  .teller = s->aki,
                                  .when = hand_is(&s->h, s->box, 1),
                                  .fact = s->count,
                                  .amount = hand_value(&s->h, 8)});
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->ren, s->lamp), 1);
    assert_int_equal(thinks(s, s->ren, s->count), 3);
    end(s);
}

static void what_is_learned_in_a_plan_holds_in_the_plan(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "ask", s->ren);
    hand_learns(&s->h, s->ren, s->lamp, 1, NO_MIND);
    open(s);
    view own = kzi_minds_view(&s->of, story(s), s->ren);
    state_id after = kzi_minds_step(&s->of, own, (act_id){0});
    assert_int_equal(of_state(s, after, s->lamp), 1);
    view of_aki = kzi_minds_view(&s->of, story(s), s->aki);
    after = kzi_minds_step(&s->of, of_aki, (act_id){0});
    assert_int_equal(of_state(s, after, s->lamp), 0);
    assert_int_equal(of_state(s, kzi_state_mind(&s->of.states, after, s->ren), s->lamp), 1);
    end(s);
}

static void senses_show_the_truth_after_the_act(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "look", s->ren);
    hand_then(&s->h, s->count, 6);
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    hand_implant(&s->h, (implant){.kind = IMPLANT_SENSES,
                                  .mind = s->aki,
                                  .teller = NO_MIND,
                                  .when = ALWAYS_HOLDS,
                                  .fact = s->count});
    hand_implant(&s->h, (implant){.kind = IMPLANT_SENSES,
                                  .mind = s->ren,
                                  .teller = NO_MIND,
                                  .when = ALWAYS_HOLDS,
                                  .fact = s->box});
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->count), 6);
    assert_int_equal(thinks(s, s->ren, s->box), 1);
    end(s);
}

static void a_belief_is_set_in_a_mind_within_a_mind(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "fool", s->ren);
    uint32_t via = s->h.via.count;
    HAND_ADD(&s->h, via, s->ren);
    hand_implant(&s->h, (implant){.kind = IMPLANT_BELIEVES,
                                  .mind = s->aki,
                                  .teller = NO_MIND,
                                  .when = ALWAYS_HOLDS,
                                  .first_via = via,
                                  .via_count = 1,
                                  .fact = s->count,
                                  .amount = hand_value(&s->h, 1)});
    open(s);
    happens(s, 0);
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->count), 1);
    assert_int_equal(thinks(s, s->aki, s->count), 3);
    assert_int_equal(thinks(s, s->ren, s->count), 3);
    end(s);
}

/* ---- attempts ---- */
static void a_failed_attempt_changes_minds_only(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "try", s->ren);
    s->h.newest->is_attempt = true;
    hand_if(&s->h, hand_is(&s->h, s->box, 0));
    hand_then(&s->h, s->lamp, 1);
    hand_learns(&s->h, s->ren, s->count, 9, s->aki);
    hand_believed(&s->h, s->ren, NO_MIND, s->box, 0);
    open(s);
    assert_true(kzi_minds_possible(&s->of, s->now, (act_id){0})); /* it is what Ren believes */
    assert_true(kzi_minds_fails(&s->of, s->now, (act_id){0}));
    happens(s, 0);
    assert_int_equal(is(s, s->lamp), 0);
    assert_int_equal(thinks(s, s->ren, s->box), 1); /* seen to fail, so corrected */
    assert_int_equal(thinks(s, s->ren, s->lamp), 0);
    assert_int_equal(thinks(s, s->ren, s->count), 3);
    assert_int_equal(thinks(s, s->aki, s->box), 1);
    assert_false(kzi_minds_possible(&s->of, s->now, (act_id){0}));
    end(s);
}

/* ---- rules ---- */
static void rules_fire_to_the_end_in_file_order(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_rule(&s->h, "second"); /* file order: looked at first, called later */
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->count, 5), hand_is(&s->h, s->box, 1)));
    hand_then(&s->h, s->box, 0);
    hand_rule(&s->h, "first");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is_not(&s->h, s->count, 5)));
    hand_then(&s->h, s->count, 5);
    open(s);
    arena kept = kzi_arena(&s->h.from);
    const uint32_t *fired = NULL;
    assert_int_equal(kzi_minds_fired(&s->of, story(s), (act_id){0}, &kept, &fired), 2);
    assert_int_equal(fired[0], 1);
    assert_int_equal(fired[1], 0);
    kzi_arena_free(&kept);
    happens(s, 0);
    assert_int_equal(is(s, s->count), 5);
    assert_int_equal(is(s, s->box), 0);
    assert_int_equal(thinks(s, s->aki, s->box), 0); /* the rules hold in minds too */
    assert_int_equal(thinks_of(s, s->aki, s->ren, s->count), 5);
    assert_true(s->of.rules.has_fired[0] && s->of.rules.has_fired[1]);
    end(s);
}

static void a_rule_holds_in_a_mind_where_it_is_called_there(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_rule(&s->h, "opens");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->count, 4)));
    hand_then(&s->h, s->box, 0);
    hand_then(&s->h, s->count, 0);
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 4);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->box), 1);
    assert_int_equal(thinks(s, s->aki, s->box), 0);
    assert_int_equal(thinks(s, s->ren, s->box), 1);
    end(s);
}

static void who_sees_a_rule_sees_the_happening_not_its_cause(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    hand_rule(&s->h, "opens");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->box, 1)));
    hand_then(&s->h, s->box, 0);
    hand_seen(&s->h, s->aki, ALWAYS_HOLDS);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, s->box), 0);
    assert_int_equal(thinks(s, s->aki, s->box), 0);
    assert_int_equal(thinks(s, s->aki, s->lamp), 0);
    end(s);
}

static void rules_that_go_round_are_named(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_rule(&s->h, "no part of it");
    hand_if(&s->h, hand_is(&s->h, s->count, 3));
    hand_then(&s->h, s->count, 4);
    hand_rule(&s->h, "opens");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->box, 1)));
    hand_then(&s->h, s->box, 0);
    hand_rule(&s->h, "locks");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->box, 0)));
    hand_then(&s->h, s->box, 1);
    open(s);
    assert_int_equal(is(s, s->count), 4);
    state_id after = kzi_minds_step(&s->of, story(s), (act_id){0});
    assert_int_equal(after.n, NO_STATE.n);
    assert_true(s->of.rules.loop.was_found);
    assert_int_equal(s->of.rules.loop.in_mind.n, NO_MIND.n);
    assert_int_equal(s->of.rules.loop.rule_count, 2);
    assert_int_equal(s->of.rules.loop.rules[0], 1);
    assert_int_equal(s->of.rules.loop.rules[1], 2);
    end(s);
}

static void rules_may_go_round_in_a_mind_alone(void **state) {
    (void)state;
    scene *s = begin();
    hand_rule(&s->h, "opens");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->box, 1)));
    hand_then(&s->h, s->box, 0);
    hand_rule(&s->h, "locks");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, s->lamp, 1), hand_is(&s->h, s->box, 0)));
    hand_then(&s->h, s->box, 1);
    hand_believed(&s->h, s->aki, NO_MIND, s->lamp, 1);
    open(s);
    assert_int_equal(s->now.n, NO_STATE.n); /* at the very start */
    assert_true(s->of.rules.loop.was_found);
    assert_int_equal(s->of.rules.loop.in_mind.n, s->aki.n);
    end(s);
}

static void a_number_that_rises_for_ever_is_a_loop(void **state) {
    (void)state;
    scene *s = begin();
    fact_id endless = hand_number(&s->h, "endless", 0, MOST_OF_ENDLESS, 0);
    hand_rule(&s->h, "rises");
    hand_effect(&s->h, (effect){ALWAYS_HOLDS, endless, CHANGE_RISES, hand_value(&s->h, 1)});
    open(s);
    assert_int_equal(s->now.n, NO_STATE.n);
    assert_true(s->of.rules.loop.was_found);
    end(s);
}

/* In the peer's meaning: what Aki is made to believe rises in each of Aki's pictures of Aki's own
 * mind, so that no two of them are the same. */
static void a_number_that_rises_from_mind_to_mind_is_a_loop(void **state) {
    (void)state;
    scene *s = begin();
    hand *h = &s->h;
    fact_id endless = hand_number(h, "endless", 0, MOST_OF_ENDLESS, 0);
    h->world.is_peers = true;
    hand_act(h, "light", s->ren);
    hand_then(h, s->lamp, 1);
    hand_seen(h, s->aki, ALWAYS_HOLDS);
    hand_rule(h, "goes out");
    hand_if(h, hand_is(h, s->lamp, 1));
    hand_then(h, s->lamp, 0);
    uint32_t first = h->children.count;
    HAND_ADD(h, children, hand_of_fact(h, endless));
    expression_id held = hand_expression(h, (expression){.kind = EXPRESSION_BELIEVED,
                                                         .mind = s->aki,
                                                         .first_child = first,
                                                         .child_count = 1});
    hand_implant(h, (implant){.kind = IMPLANT_BELIEVES,
                              .mind = s->aki,
                              .teller = NO_MIND,
                              .fact = endless,
                              .when = ALWAYS_HOLDS,
                              .amount = hand_two(h, EXPRESSION_PLUS, held, hand_value(h, 2)),
                              .first_via = h->via.count});
    open(s);
    assert_int_equal(kzi_minds_step(&s->of, story(s), (act_id){0}).n, NO_STATE.n);
    assert_true(s->of.rules.loop.was_found);
    assert_int_equal(s->of.rules.loop.in_mind.n, s->aki.n);
    end(s);
}

/* ---- sight ---- */
static void what_is_evident_is_seen_and_what_is_seen_no_more_is_unknown(void **state) {
    (void)state;
    scene *s = begin();
    hand_evident(&s->h, s->count, s->aki,
                 hand_is(&s->h, s->lamp, 1)); /* Aki sees the count while the lamp is lit */
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    hand_act(&s->h, "put out, unseen", s->ren);
    hand_then(&s->h, s->lamp, 0);
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    hand_act(&s->h, "count on, unseen", s->ren);
    hand_then(&s->h, s->count, 9);
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 1);
    open(s);
    assert_int_equal(thinks(s, s->aki, s->count), 1); /* it is dark */
    happens(s, 0);
    assert_int_equal(thinks(s, s->aki, s->count), 3);
    happens(s, 2);
    assert_int_equal(thinks(s, s->aki, s->count), 9);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->count), 9);
    happens(s, 1); /* Aki still believes the lamp lit, and so would see; but sees nothing */
    assert_int_equal(thinks(s, s->aki, s->count), UNKNOWN);
    end(s);
}

/* ---- the clock, waiting ---- */
static scene *begin_with_clock(fact_id *clock) {
    scene *s = begin();
    *clock = hand_number(&s->h, "clock", 0, 100, 10);
    s->h.world.has_clock = true;
    s->h.world.clock = *clock;
    hand_act(&s->h, "sleep", s->ren);
    s->h.newest->takes = 5;
    hand_seen(&s->h, s->aki, NEVER_HOLDS);
    hand_act(&s->h, "turn back", s->ren);
    hand_then(&s->h, *clock, 2);
    hand_act(&s->h, "turn on", s->ren);
    hand_then(&s->h, *clock, 40);
    return s;
}

static void the_clock_moves_in_every_mind(void **state) {
    (void)state;
    fact_id clock;
    scene *s = begin_with_clock(&clock);
    hand_believed(&s->h, s->aki, NO_MIND, clock, 0);
    open(s);
    happens(s, 0);
    assert_int_equal(is(s, clock), 15);
    assert_int_equal(thinks(s, s->aki, clock), 5);
    assert_int_equal(thinks_of(s, s->ren, s->aki, clock), 15);
    assert_int_equal(thinks_of(s, s->aki, s->ren, clock), 5);
    happens(s, 1); /* never back; but a tick passes */
    assert_int_equal(is(s, clock), 16);
    happens(s, 2);
    assert_int_equal(is(s, clock), 41);
    end(s);
}

static void waiting_is_a_tick_and_the_rules(void **state) {
    (void)state;
    fact_id clock;
    scene *s = begin_with_clock(&clock);
    hand_rule(&s->h, "late");
    hand_if(&s->h, hand_and(&s->h, hand_is(&s->h, clock, 12), hand_is(&s->h, s->lamp, 0)));
    hand_then(&s->h, s->lamp, 1);
    open(s);
    s->now = kzi_minds_wait(&s->of, story(s));
    assert_int_equal(is(s, clock), 11);
    assert_int_equal(is(s, s->lamp), 0);
    s->now = kzi_minds_wait(&s->of, story(s));
    assert_int_equal(is(s, clock), 12);
    assert_int_equal(is(s, s->lamp), 1);
    assert_int_equal(thinks(s, s->aki, s->lamp), 1);
    end(s);
}

static void waiting_without_a_clock_changes_nothing(void **state) {
    (void)state;
    scene *s = begin();
    open(s);
    assert_int_equal(kzi_minds_wait(&s->of, story(s)).n, s->now.n);
    end(s);
}

/* ---- changes in the midst ---- */
static void a_changed_fact_changes_for_all_who_held_the_truth(void **state) {
    (void)state;
    scene *s = begin();
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 7);
    open(s);
    const ground_belief change = {.fact = s->count, .value = 5};
    s->now = kzi_minds_change(&s->of, s->now, &change, 1);
    assert_int_equal(is(s, s->count), 5);
    assert_int_equal(thinks(s, s->ren, s->count), 5);
    assert_int_equal(thinks(s, s->aki, s->count), 7);
    assert_int_equal(thinks_of(s, s->ren, s->aki, s->count), 5);
    end(s);
}

static void one_belief_can_be_put_right_alone(void **state) {
    (void)state;
    scene *s = begin();
    hand_believed(&s->h, s->aki, NO_MIND, s->count, 7);
    open(s);
    const mind_id chain[] = {s->aki};
    state_id before = s->now;
    s->now = kzi_minds_with(&s->of, s->now, chain, 1, s->count, 3);
    assert_int_equal(thinks(s, s->aki, s->count), 3);
    assert_int_equal(thinks_of(s, s->aki, s->aki, s->count), 3);
    s->now = kzi_minds_with(&s->of, s->now, chain, 1, s->count, 7);
    assert_int_equal(thinks(s, s->aki, s->count), 7);
    assert_true(before.n != NO_STATE.n);
    end(s);
}

/* ---- memory of steps, and the index of acts ---- */
static void a_step_is_worked_out_once(void **state) {
    (void)state;
    scene *s = begin();
    hand_act(&s->h, "light", s->ren);
    hand_then(&s->h, s->lamp, 1);
    open(s);
    state_id one = kzi_minds_step(&s->of, story(s), (act_id){0});
    uint32_t known = s->of.step_count;
    state_id other = kzi_minds_step(&s->of, story(s), (act_id){0});
    assert_int_equal(one.n, other.n);
    assert_int_equal(s->of.step_count, known);
    assert_int_equal(s->of.successor_count, 2);
    s->now = one;
    assert_int_equal(kzi_minds_step(&s->of, story(s), (act_id){0}).n, one.n); /* lit already */
    end(s);
}

static expression_id any_claim(scene *s, uint64_t *seed) {
    fact_id fact = {test_below(seed, 3)};
    value v = fact.n == s->count.n ? (value)test_below(seed, 11) : (value)test_below(seed, 2);
    if (test_below(seed, 12) == 0) v = UNKNOWN;
    return test_below(seed, 3) ? hand_is(&s->h, fact, v) : hand_is_not(&s->h, fact, v);
}

static expression_id any_condition(scene *s, uint64_t *seed, int deep) {
    switch (deep ? test_below(seed, 5) : 0) {
    case 1:
        return hand_or(&s->h, any_condition(s, seed, deep - 1), any_condition(s, seed, deep - 1));
    case 2:
        return hand_believes(&s->h, test_below(seed, 2) ? s->ren : s->aki,
                             any_condition(s, seed, deep - 1));
    case 0: return any_claim(s, seed);
    default:
        return hand_and(&s->h, any_condition(s, seed, deep - 1), any_condition(s, seed, deep - 1));
    }
}

static void check_possible_acts(const scene *s) {
    uint32_t act_count = s->h.world.act_count;
    act_id found[100];
    uint64_t may_be[2];
    uint32_t count = kzi_minds_possible_acts(&s->of, s->now, found, may_be), at = 0;
    for (uint32_t i = 0; i < act_count; i++) {
        bool was_found = at < count && found[at].n == i;
        assert_int_equal(was_found, kzi_minds_possible(&s->of, s->now, (act_id){i}));
        at += was_found;
    }
    assert_int_equal(at, count);
}

static void the_index_finds_the_acts_that_trying_all_finds(void **state) {
    (void)state;
    for (uint64_t run = 0; run < 40; run++) {
        uint64_t seed = run + 1000;
        scene *s = begin();
        for (uint32_t i = 0; i < 100; i++) {
            hand_act(&s->h, "any", i % 2 ? s->ren : s->aki);
            s->h.newest->is_attempt = i % 7 == 0;
            hand_if(&s->h, any_condition(s, &seed, (int)(i % 4)));
            hand_then(&s->h, s->count, (value)test_below(&seed, 11));
            hand_then(&s->h, test_below(&seed, 2) ? s->lamp : s->box,
                      test_below(&seed, 9) ? (value)test_below(&seed, 2) : UNKNOWN);
            if (i % 5 == 0) hand_seen(&s->h, s->aki, any_claim(s, &seed));
        }
        open(s);
        for (uint32_t i = 0; i < 30; i++) {
            check_possible_acts(s);
            uint32_t act = test_below(&seed, 100);
            if (kzi_minds_possible(&s->of, s->now, (act_id){act})) happens(s, act);
        }
        end(s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_start_all_think_as_is_stated),
        cmocka_unit_test(effects_are_read_before_and_the_later_wins),
        cmocka_unit_test(numbers_stay_within_their_bounds),
        cmocka_unit_test(who_does_not_notice_keeps_the_old_belief),
        cmocka_unit_test(who_notices_is_judged_in_each_mind),
        cmocka_unit_test(effects_in_a_mind_are_read_there),
        cmocka_unit_test(surprise_repairs_what_was_held_impossible),
        cmocka_unit_test(only_the_true_branch_of_an_or_is_repaired),
        cmocka_unit_test(nobody_is_surprised_by_what_was_possible),
        cmocka_unit_test(a_claim_about_a_mind_repairs_the_picture_of_it),
        cmocka_unit_test(what_is_told_is_held_and_known_to_be_held),
        cmocka_unit_test(what_is_told_is_believed_under_a_condition_of_the_hearer),
        cmocka_unit_test(what_is_learned_in_a_plan_holds_in_the_plan),
        cmocka_unit_test(senses_show_the_truth_after_the_act),
        cmocka_unit_test(a_belief_is_set_in_a_mind_within_a_mind),
        cmocka_unit_test(a_failed_attempt_changes_minds_only),
        cmocka_unit_test(rules_fire_to_the_end_in_file_order),
        cmocka_unit_test(a_rule_holds_in_a_mind_where_it_is_called_there),
        cmocka_unit_test(who_sees_a_rule_sees_the_happening_not_its_cause),
        cmocka_unit_test(rules_that_go_round_are_named),
        cmocka_unit_test(rules_may_go_round_in_a_mind_alone),
        cmocka_unit_test(a_number_that_rises_for_ever_is_a_loop),
        cmocka_unit_test(a_number_that_rises_from_mind_to_mind_is_a_loop),
        cmocka_unit_test(what_is_evident_is_seen_and_what_is_seen_no_more_is_unknown),
        cmocka_unit_test(the_clock_moves_in_every_mind),
        cmocka_unit_test(waiting_is_a_tick_and_the_rules),
        cmocka_unit_test(waiting_without_a_clock_changes_nothing),
        cmocka_unit_test(a_changed_fact_changes_for_all_who_held_the_truth),
        cmocka_unit_test(one_belief_can_be_put_right_alone),
        cmocka_unit_test(a_step_is_worked_out_once),
        cmocka_unit_test(the_index_finds_the_acts_that_trying_all_finds),
    };
    return RUN_TESTS(tests);
}
