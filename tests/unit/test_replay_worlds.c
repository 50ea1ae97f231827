/* SPDX-License-Identifier: MIT
 *
 * test_replay_worlds: engine and replay come to the same in random worlds, compared step by step at
 * every depth of belief down to 4, with the answers about reasons.
 *
 * KZ_SEED=N walks through the one random world of that number.
 */
#include "handmade.h"
#include "same_world.h"

#include "replay/explained.h"
#include "story/reasons.h"

enum { DEEPEST = 4 };

/* ---- random worlds ---- */
enum {
    RANDOM_WORLDS = 400,
    RANDOM_WORLDS_OF_THE_PEERS = 6000,
    RANDOM_MINDS = 3,
    RANDOM_FACTS = 5,
    RANDOM_WALK = 4
};

typedef struct {
    hand h;
    uint64_t seed;
    arena scratch;
    minds of;
    steps run;
} gamble;

static uint32_t draw_below(gamble *g, uint32_t end) {
    return test_below(&g->seed, end);
}

static fact_id some_fact(gamble *g) {
    return (fact_id){draw_below(g, g->h.facts.count)};
}

static value some_value(gamble *g, fact_id fact) {
    if (draw_below(g, 8) == 0) return UNKNOWN;
    return (value)draw_below(g, g->h.facts.items[fact.n].type == FACT_NUMBER ? 4 : 2);
}

static mind_id some_mind(gamble *g) {
    return (mind_id){draw_below(g, RANDOM_MINDS)};
}

static expression_id some_condition(gamble *g, uint32_t depth) {
    hand *h = &g->h;
    fact_id fact = some_fact(g), number = {draw_below(g, 2)};
    switch (draw_below(g, depth ? 10 : 4)) {
    case 0: return hand_is_not(h, fact, some_value(g, fact));
    case 1:
        return hand_two(h, draw_below(g, 2) ? CONDITION_LESS : CONDITION_AT_MOST,
                        hand_of_fact(h, number), hand_value(h, (value)draw_below(g, 4)));
    case 4: return hand_and(h, some_condition(g, depth - 1), some_condition(g, depth - 1));
    case 5: return hand_or(h, some_condition(g, depth - 1), some_condition(g, depth - 1));
    case 6:
    case 7: return hand_believes(h, some_mind(g), some_condition(g, depth - 1));
    case 8:
        return hand_two(h, draw_below(g, 2) ? CONDITION_IS : CONDITION_IS_NOT,
                        hand_of_fact(h, (fact_id){0}), hand_of_fact(h, (fact_id){1}));
    default: return hand_is(h, fact, some_value(g, fact));
    }
}

static void some_effect(gamble *g) {
    fact_id fact = some_fact(g);
    bool is_number = g->h.facts.items[fact.n].type == FACT_NUMBER;
    expression_id when = draw_below(g, 4) ? ALWAYS_HOLDS : some_condition(g, 1);
    change_kind kind = is_number ? (change_kind)draw_below(g, 3) : CHANGE_BECOMES;
    expression_id amount = is_number && draw_below(g, 3) == 0
                               ? hand_of_fact(&g->h, (fact_id){draw_below(g, 2)})
                               : hand_value(&g->h, some_value(g, fact));
    hand_effect(&g->h, (effect){when, fact, kind, amount});
}

static void some_implant(gamble *g) {
    fact_id fact = some_fact(g);
    implant made = {.kind = (implant_kind)draw_below(g, 3),
                    .mind = some_mind(g),
                    .teller = NO_MIND,
                    .fact = fact,
                    .when = draw_below(g, 3) ? ALWAYS_HOLDS : some_condition(g, 1),
                    .amount = hand_value(&g->h, some_value(g, fact))};
    if (made.kind == IMPLANT_LEARNS && draw_below(g, 2)) made.teller = some_mind(g);
    if (made.kind == IMPLANT_SENSES) made.when = ALWAYS_HOLDS;
    made.first_via = g->h.via.count;
    made.via_count = made.kind == IMPLANT_SENSES ? 0 : draw_below(g, 3);
    for (uint32_t i = 0; i < made.via_count; i++) HAND_ADD(&g->h, via, some_mind(g));
    hand_implant(&g->h, made);
}

static void some_seers(gamble *g, uint32_t of_ten) {
    for (uint32_t i = 0; i < RANDOM_MINDS; i++) {
        if (draw_below(g, 10) < of_ten)
            hand_seen(&g->h, (mind_id){i}, draw_below(g, 2) ? NEVER_HOLDS : some_condition(g, 1));
    }
}

static void some_act(gamble *g) {
    mind_id actor = some_mind(g);
    hand_act(&g->h, "act", actor);
    hand_if(&g->h, some_condition(g, 2));
    for (uint32_t i = draw_below(g, 3) + 1; i > 0; i--) some_effect(g);
    for (uint32_t i = draw_below(g, 3); i > 0; i--) some_implant(g);
    some_seers(g, 4);
    hand_seen(&g->h, actor, ALWAYS_HOLDS);
    g->h.newest->is_attempt = draw_below(g, 5) == 0;
}

static void some_rule(gamble *g, uint32_t i) {
    fact_id fact = {RANDOM_FACTS - 1 - i};
    hand_rule(&g->h, "rule");
    hand_if(&g->h, hand_and(&g->h, hand_is_not(&g->h, fact, 1), some_condition(g, 1)));
    hand_then(&g->h, fact, 1);
    if (draw_below(g, 3) == 0) some_implant(g);
    for (uint32_t mind = 0; mind < RANDOM_MINDS; mind++) {
        if (draw_below(g, 3) == 0)
            hand_seen(&g->h, (mind_id){mind},
                      draw_below(g, 2) ? ALWAYS_HOLDS : some_condition(g, 1));
    }
}

static void some_world(gamble *g) {
    hand *h = &g->h;
    hand_begin(h);
    for (uint32_t i = 0; i < RANDOM_FACTS; i++) {
        if (i < 2) hand_number(h, "number", 0, 3, (value)draw_below(g, 4));
        else hand_yes_no(h, "yes_no", draw_below(g, 9) ? (value)draw_below(g, 2) : UNKNOWN);
    }
    if (draw_below(g, 3) == 0) {
        h->world.has_clock = true;
        h->world.clock = hand_number(h, "clock", 0, 1000, 0);
    }
    for (uint32_t i = 0; i < RANDOM_MINDS; i++) hand_person(h, "person");
    for (uint32_t i = 0; i < RANDOM_MINDS; i++) {
        fact_id wanted = some_fact(g);
        hand_wants(h, (mind_id){i},
                   hand_two(h, EXPRESSION_PLUS,
                            hand_when(h, hand_is(h, wanted, some_value(g, wanted)), 2),
                            hand_when(h, some_condition(g, 1), 1)));
    }
    for (uint32_t i = 0; i < 5; i++) some_act(g);
    for (uint32_t i = draw_below(g, 3); i > 0; i--) some_rule(g, i - 1);
    for (uint32_t i = draw_below(g, 4); i > 0; i--) {
        fact_id fact = some_fact(g);
        hand_believed(h, some_mind(g), draw_below(g, 2) ? NO_MIND : some_mind(g), fact,
                      some_value(g, fact));
    }
    for (uint32_t i = draw_below(g, 3); i > 0; i--)
        hand_evident(h, some_fact(g), some_mind(g), some_condition(g, 1));
    h->world.has_lesser_evil = draw_below(g, 4) == 0;
    hand_world(h);
}

/* ---- random worlds in the peer's meaning: rules that look into minds, and into minds in them, are
 * asked again only when what they look at there has changed ---- */
static void some_belief_set(gamble *g, mind_id mind, fact_id fact, value v) {
    implant made = {.kind = IMPLANT_BELIEVES,
                    .mind = mind,
                    .teller = NO_MIND,
                    .fact = fact,
                    .when = draw_below(g, 3) ? ALWAYS_HOLDS : some_condition(g, 1),
                    .amount = hand_value(&g->h, v),
                    .first_via = g->h.via.count,
                    .via_count = draw_below(g, 4)};
    for (uint32_t i = 0; i < made.via_count; i++) HAND_ADD(&g->h, via, some_mind(g));
    hand_implant(&g->h, made);
}

static void some_act_of_the_peers(gamble *g) {
    mind_id actor = some_mind(g);
    hand_act(&g->h, "act", actor);
    hand_if(&g->h, some_condition(g, 2));
    for (uint32_t i = draw_below(g, 3); i > 0; i--) some_effect(g);
    for (uint32_t i = draw_below(g, 4) + 1; i > 0; i--) {
        fact_id fact = some_fact(g);
        some_belief_set(g, some_mind(g), fact, some_value(g, fact));
    }
    some_seers(g, 4);
    hand_seen(&g->h, actor, ALWAYS_HOLDS);
}

static void some_rule_of_the_peers(gamble *g) {
    hand *h = &g->h;
    mind_id mind = some_mind(g);
    fact_id fact = some_fact(g), set = {RANDOM_FACTS - 1 - draw_below(g, 2)};
    value v = some_value(g, fact);
    hand_rule(h, "rule");
    expression_id in_mind = hand_believes(h, mind, hand_is_not(h, fact, v));
    expression_id beyond =
        hand_believes(h, mind, hand_believes(h, some_mind(g), some_condition(g, 1)));
    switch (draw_below(g, 3)) {
    case 0: /* as sight is */
        hand_if(h, hand_and(h, in_mind, some_condition(g, 1)));
        some_belief_set(g, mind, fact, v);
        return;
    case 1: hand_if(h, hand_and(h, hand_is_not(h, set, 1), beyond)); break;
    default: hand_if(h, hand_and(h, hand_is_not(h, set, 1), some_condition(g, 2))); break;
    }
    hand_then(h, set, 1);
}

static void some_world_of_the_peers(gamble *g) {
    hand *h = &g->h;
    hand_begin(h);
    for (uint32_t i = 0; i < RANDOM_FACTS; i++) {
        if (i < 2) hand_number(h, "number", 0, 3, (value)draw_below(g, 4));
        else hand_yes_no(h, "yes_no", (value)draw_below(g, 2));
    }
    for (uint32_t i = 0; i < RANDOM_MINDS; i++) hand_person(h, "person");
    for (uint32_t i = 0; i < RANDOM_MINDS; i++)
        hand_wants(h, (mind_id){i}, hand_when(h, some_condition(g, 1), 1));
    for (uint32_t i = 0; i < 5; i++) some_act_of_the_peers(g);
    for (uint32_t i = draw_below(g, 5); i > 0; i--) some_rule_of_the_peers(g);
    for (uint32_t i = draw_below(g, 4); i > 0; i--) {
        fact_id fact = some_fact(g);
        hand_believed(h, some_mind(g), draw_below(g, 2) ? NO_MIND : some_mind(g), fact,
                      some_value(g, fact));
    }
    h->world.is_peers = true;
    hand_world(h);
}

/* ---- both, step by step ---- */
static bool engine_went_round(const gamble *g) {
    return g->of.rules.loop.was_found;
}

static void same_at(gamble *g, state_id state, world_id replayed_world, uint64_t number) {
    bool is_same = replayed_world.n != NO_WORLD.n &&
                   is_same_world(&g->of, state, &g->run, replayed_world, DEEPEST);
    if (!is_same) print_error("random world %llu\n", (unsigned long long)number);
    assert_true(is_same);
}

/* One question about reasons, asked of both. */
static void same_reason(gamble *g, view held, world_id replayed_world, act_id act, uint64_t number,
                        uint64_t *asked) {
    distances relaxed;
    assert_true(kzi_distances_begin(&relaxed, &g->of, NO_LIMIT, &g->h.in));
    touches known;
    assert_true(kzi_touches_of(&known, g->of.about, &g->h.in));
    reasons engine = kzi_reasons(&g->of, &relaxed, &known, 3, 1);
    reasoning plain = {.steps = &g->run,
                       .in = &g->h.in,
                       .plan_limit = 3,
                       .mind_limit = 1,
                       .asked = {.in = &g->h.in}};
    g->run.worlds.effort_end = g->run.worlds.effort + 20000;
    bool found =
        kzi_replay_explained(&plain, &(reason_question){held.holder, replayed_world, act, 1, 3});
    replay_stop stopped = g->run.worlds.stop;
    g->run.worlds.stop = STOP_NOT;
    g->run.worlds.effort_end = UINT64_MAX;
    if (stopped != STOP_NOT) return;
    reason why = kzi_reason(&engine, held, act, 1, 3);
    kzi_reasons_end(&engine);
    if (why.answer == REASON_FAILED) return;
    if (found != (why.answer == REASON_YES))
        print_error("random world %llu: a reason\n", (unsigned long long)number);
    assert_int_equal(found, why.answer == REASON_YES);
    asked[found]++;
}

/* The engine has found none. The replay finds that rules go round in a mind only when it looks
 * there; the peer's rules may do so deeper than anybody looks. */
static bool is_no_world(const gamble *g, world_id replayed_world) {
    return replayed_world.n == NO_WORLD.n || (g->of.about->is_peers && engine_went_round(g));
}

/* A walk through the story's world, with a look into each mind's plan at every step. */
static bool walk_both(gamble *g, uint64_t number, uint64_t *asked) {
    state_id state = kzi_minds_start(&g->of);
    world_id reached = kzi_replay_start(&g->run);
    if (state.n == NO_STATE.n) return is_no_world(g, reached);
    assert_true(reached.n != NO_WORLD.n);
    for (uint32_t i = 0; i < RANDOM_WALK; i++) {
        same_at(g, state, reached, number);
        view story = {state, NO_MIND, NO_LIMIT};
        act_id act = {draw_below(g, g->h.acts.count)};
        mind_id actor = g->h.actors.items[g->h.acts.items[act.n].first_actor];
        view held = kzi_minds_view(&g->of, story, actor);
        world_id held_world = kzi_replay_mind(&g->run.worlds, reached, actor);
        state_id imagined = kzi_minds_step(&g->of, held, act);
        if (imagined.n == NO_STATE.n) return engine_went_round(g);
        same_at(g, imagined, kzi_replay_step(&g->run, held_world, act, actor), number);
        same_reason(g, held, held_world, act, number, asked);
        if (!kzi_minds_possible(&g->of, state, act)) continue;
        state = kzi_minds_step(&g->of, story, act);
        reached = kzi_replay_step(&g->run, reached, act, NO_MIND);
        if (state.n == NO_STATE.n) return is_no_world(g, reached);
    }
    return true;
}

static void walk_through_random_worlds(void (*make)(gamble *g), uint32_t count) {
    uint64_t asked[2] = {0, 0};
    const char *one = getenv("KZ_SEED");
    for (uint64_t number = one ? strtoull(one, NULL, 10) : 1;
         number <= (one ? strtoull(one, NULL, 10) : count); number++) {
        gamble g = {.seed = number};
        make(&g);
        g.scratch = kzi_arena(&g.h.from);
        assert_true(kzi_minds_begin(&g.of, &g.h.world, &g.h.in, &g.scratch));
        kzi_replay_steps_begin(&g.run, &g.h.in, &g.h.world, UINT64_MAX);
        assert_true(walk_both(&g, number, asked));
        kzi_replay_steps_end(&g.run);
        kzi_arena_free(&g.scratch);
        hand_end(&g.h);
    }
    print_message("reasons asked of both: %llu yes, %llu no\n", (unsigned long long)asked[1],
                  (unsigned long long)asked[0]);
    assert_true(one || (asked[0] > 50 && asked[1] > 20));
}

static void random_worlds_come_to_the_same(void **state) {
    (void)state;
    walk_through_random_worlds(some_world, RANDOM_WORLDS);
}

static void random_worlds_of_the_peers_come_to_the_same(void **state) {
    (void)state;
    walk_through_random_worlds(some_world_of_the_peers, RANDOM_WORLDS_OF_THE_PEERS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_worlds_come_to_the_same),
        cmocka_unit_test(random_worlds_of_the_peers_come_to_the_same),
    };
    return RUN_TESTS(tests);
}
