/* SPDX-License-Identifier: MIT
 *
 * test_replay: the replay accepts what the engine tells, refuses what is wrong, and agrees with the
 * engine world by world.
 *
 * Three parts: every story of the worlds in examples/ and tests/language/; small worlds in which
 * one thing is wrong; random worlds, compared at every depth of belief down to 4, with the answers
 * about reasons.
 */
#include "handmade.h"

#include "answer/asking.h"
#include "replay/explained.h"
#include "replay/replay.h"
#include "story/ledger.h"
#include "story/told.h"

#include <glob.h>

enum { ENOUGH = 3000000, LOOKING = 300000, DEEPEST = 4 };

/* ---- an engine's answer as a question to the replay ---- */
typedef struct {
    act_id acts[64];
    replay_plan plans[128];
    replay_story story;
} asked_story;

static void ask_as_told(asked_story *to, const told_log *log, bool with_plans) {
    *to = (asked_story){
        .story = {.ending = log->ending == NO_ENDING ? NO_REPLAY_ENDING : log->ending}};
    for (uint32_t i = 0; i < log->act_count; i++) {
        const told_act *a = &log->acts[i];
        assert_true(i < 64);
        to->acts[i] = a->act;
        for (uint32_t j = 0; with_plans && j < a->reason_count; j++) {
            const told_reason *r = &a->reasons[j];
            to->plans[to->story.plan_count++] =
                (replay_plan){i, r->actor, r->why.plan, r->why.plan_length};
        }
    }
    to->story.acts = to->acts;
    to->story.plans = to->plans;
    to->story.act_count = log->act_count;
    to->story.looks_for_plans = !with_plans;
}

/* ---- the same worlds? ---- */
static bool is_same_world(const minds *of, state_id state, const steps *replayed, world_id there,
                          uint32_t depth) {
    const value *values = kzi_replay_values(&replayed->worlds, there);
    for (uint32_t i = 0; i < of->about->fact_count; i++) {
        if (kzi_fact_get(of->about, kzi_state_facts(&of->states, state), (fact_id){i}) != values[i])
            return false;
    }
    for (uint32_t i = 0; i < of->about->mind_count && depth; i++) {
        mind_id mind = {i};
        if (!is_same_world(of, kzi_state_mind(&of->states, state, mind), replayed,
                           kzi_replay_mind(&replayed->worlds, there, mind), depth - 1))
            return false;
    }
    return true;
}

/* ---- worlds that were written ---- */
typedef struct {
    const char *path;
    memory from;
    reading read;
    char *module;
    uint64_t held, undecided, cost;
} written;

static char *text_of_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = calloc(1, 1 << 18);
    *length = fread(text, 1, (1 << 18) - 1, file);
    fclose(file);
    return text;
}

static const char *module_beside(void *self, const char *name, size_t *length,
                                 const char **shown_as) {
    written *w = self;
    char path[600];
    int folder = (int)(strrchr(w->path, '/') - w->path);
    free(w->module);
    snprintf(path, sizeof path, "%.*s/%s.kiz", folder, w->path, name);
    w->module = text_of_file(path, length);
    snprintf(path, sizeof path, "%s/library/%s.kiz", KZ_ROOT, name);
    if (!w->module) w->module = text_of_file(path, length);
    *shown_as = name;
    return w->module;
}

static void is_accepted(written *w, exploration *of, const told_log *log, bool with_plans) {
    asked_story told;
    ask_as_told(&told, log, with_plans);
    replay_verdict v = kzi_replay(of->in, of->minds.about, &told.story, &of->limits,
                                  with_plans ? ENOUGH : LOOKING);
    if (kzi_replay_refuses(&v))
        print_error("%s, act %u, mind %u, step %u: %s\n", w->path, v.act, v.person.n, v.step,
                    kzi_replay_words(v.outcome));
    assert_false(kzi_replay_refuses(&v));
    w->held += v.outcome == REPLAY_HOLDS;
    w->undecided += v.outcome == REPLAY_UNDECIDED;
    w->cost += v.effort;
    if (with_plans && v.outcome == REPLAY_UNDECIDED && of->limits.beliefs == NO_LIMIT)
        print_message("%s: undecided\n", w->path);
}

/* Every state of the engine's graph is the world that the replay comes to. */
static void graph_is_the_same(const exploration *of) {
    if (of->limits.beliefs != NO_LIMIT || of->nodes.count == 0) return;
    arena in = kzi_arena(of->in->from);
    steps s;
    kzi_replay_steps_begin(&s, &in, of->minds.about, UINT64_MAX);
    world_id *worlds_of = KZI_TAKE_MANY(&in, world_id, of->nodes.count);
    uint32_t depth = of->minds.about->mind_count > 4 ? 2 : DEEPEST;
    for (uint32_t i = 0; i < of->nodes.count && i < 150; i++) {
        const story_node *story = &of->nodes.items[i];
        worlds_of[i] = i ? kzi_replay_step(&s, worlds_of[story->parent], story->act, NO_MIND)
                         : kzi_replay_start(&s);
        assert_int_not_equal(worlds_of[i].n, NO_WORLD.n);
        assert_true(is_same_world(&of->minds, story->state, &s, worlds_of[i], depth));
    }
    kzi_replay_steps_end(&s);
    kzi_arena_free(&in);
}

static void replay_endings(written *w, exploration *of, arena *in) {
    ledger ends;
    assert_true(kzi_ledger_make(&ends, of, in));
    for (uint32_t i = 0; i < of->minds.about->ending_count; i++) {
        if (!ends.entries[i].is_reachable) continue;
        uint32_t last = ends.entries[i].shortest;
        told_log log;
        assert_true(kzi_told_acts(&log, of, kzi_ledger_story_to(of, last, in),
                                  of->nodes.items[last].depth, in));
        is_accepted(w, of, &log, true);
        is_accepted(w, of, &log, false);
    }
}

static void replay_tales(written *w, exploration *of, arena *in) {
    const grounded *about = of->minds.about;
    for (uint32_t i = 0; i < about->tale_count; i++) {
        told_log log;
        if (!kzi_told_tale(&log, of, about->calls + about->tales[i].first_call,
                           about->tales[i].call_count, in) ||
            !log.was_accepted)
            continue;
        is_accepted(w, of, &log, true);
        is_accepted(w, of, &log, false);
    }
}

static void replay_grounded(written *w, const grounded *about, arena *in) {
    exploration of;
    assert_true(kzi_explore_begin(&of, about, &about->limits, in));
    for (uint32_t slice = 0; slice < 20 && kzi_explore_run(&of, 10000) == EXPLORE_RUNNING;
         slice++) {}
    if (of.is_done && !of.stops.by_rules) {
        graph_is_the_same(&of);
        replay_endings(w, &of, in);
        replay_tales(w, &of, in);
    }
    kzi_explore_end(&of);
}

static void replay_file(written *w, const char *path) {
    size_t length = 0;
    w->path = path;
    char *text = text_of_file(path, &length);
    w->from = kzi_memory(NULL, NULL);
    assert_true(kzi_reading_begin(&w->read, &w->from, &(read_text){path, text, length, false},
                                  module_beside, w));
    uint32_t what_ifs = 1;
    for (uint32_t i = 0; w->read.world && i < what_ifs; i++) {
        arena in = kzi_arena(&w->from);
        notes said = kzi_notes(&in, &w->read.all);
        ground_request request = {.what_if = i ? i - 1 : NO_WHAT_IF};
        const grounded *about = kzi_ground_build(&in, w->read.world, &request, &said);
        if (about) what_ifs = about->what_if_count + 1;
        if (about && about->fork == FORK_NONE) replay_grounded(w, about, &in);
        kzi_arena_free(&in);
    }
    kzi_reading_end(&w->read);
    free(text);
}

static void replay_all(const char *pattern) {
    glob_t names;
    written w = {0};
    assert_int_equal(glob(pattern, 0, NULL, &names), 0);
    for (size_t i = 0; i < names.gl_pathc; i++) replay_file(&w, names.gl_pathv[i]);
    print_message("%s: %zu worlds, %llu stories hold, %llu not decided, effort %llu\n", pattern,
                  names.gl_pathc, (unsigned long long)w.held, (unsigned long long)w.undecided,
                  (unsigned long long)w.cost);
    assert_true(w.held > 0);
    free(w.module);
    globfree(&names);
}

static void stories_of_the_founding_worlds_hold(void **state) {
    (void)state;
    replay_all(KZ_ROOT "/examples/*/world.kiz");
}

static void stories_of_the_language_tests_hold(void **state) {
    (void)state;
    replay_all(KZ_ROOT "/tests/language/*/*.kiz");
}

/* ---- what is refused is not told ---- */
static void what_is_refused_is_not_told(void **state) {
    (void)state;
    static const char text[] = "person Mio she\n  wants 1: waved\n\nfact waved\n\nact wave by "
                               "Mio\n  if not waved\n  then waved\n\n"
                               "ending seen when waved\n\ntale told: wave\n";
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *loaded = kz_world_load(engine, "mio.kiz", text, strlen(text));
    kz_question question = {.size = sizeof question, .verb = KZ_TELL};
    kz_asking *asked = kz_ask(loaded, &question);
    while (kz_asking_advance(asked, 1000) == KZ_RUNNING) {}
    assert_int_equal(kzi_answer_replay(asked, &asked->main, &asked->log), KZ_ANSWERED);
    asked->log.acts[0].reasons[0].why.plan_length = 0; /* as if the search had found nonsense */
    assert_int_equal(kzi_answer_replay(asked, &asked->main, &asked->log), KZ_BROKEN);
    asked->progress = KZ_BROKEN;
    assert_text_equal(kz_asking_text(asked, KZ_PLAIN), "");
    assert_text_equal(kz_asking_text(asked, KZ_JSON), "");
    kz_asking_free(asked);
    kz_world_free(loaded);
    kz_engine_free(engine);
}

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

static expression_id when_worth(hand *h, expression_id condition, value amount) {
    return hand_two(h, EXPRESSION_WHEN, condition, hand_value(h, amount));
}

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
    hand_wants(h, s->ren, when_worth(h, hand_is(h, s->read, 1), 5));
    hand_wants(h, s->aki, when_worth(h, hand_is(h, s->lamp, 1), 1));
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
               hand_two(&s->h, EXPRESSION_PLUS, when_worth(&s->h, hand_is(&s->h, s->read, 1), 5),
                        when_worth(&s->h, hand_is(&s->h, s->tired, 0), 1)));
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
                            when_worth(&s->h, hand_is(&s->h, s->read, 1), 5),
                            when_worth(&s->h, hand_is(&s->h, s->tired, 1), 1)));
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
                            when_worth(h, hand_is(h, wanted, some_value(g, wanted)), 2),
                            when_worth(h, some_condition(g, 1), 1)));
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
        hand_wants(h, (mind_id){i}, when_worth(h, some_condition(g, 1), 1));
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
        cmocka_unit_test(what_is_refused_is_not_told),
        cmocka_unit_test(random_worlds_come_to_the_same),
        cmocka_unit_test(random_worlds_of_the_peers_come_to_the_same),
        cmocka_unit_test(stories_of_the_founding_worlds_hold),
        cmocka_unit_test(stories_of_the_language_tests_hold),
    };
    return RUN_TESTS(tests);
}
