/* SPDX-License-Identifier: MIT
 *
 * test_replay_stories: the replay accepts every story the engine tells of the worlds in examples/
 * and tests/language/, in the same worlds; and what it refuses is not told.
 */
#include "test.h"

#include "same_world.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_refused_is_not_told),
        cmocka_unit_test(stories_of_the_founding_worlds_hold),
        cmocka_unit_test(stories_of_the_language_tests_hold),
    };
    return RUN_TESTS(tests);
}
