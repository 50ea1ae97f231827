/* SPDX-License-Identifier: MIT
 *
 * test_shapes: what is said of all stories is looked at twice, and the second look sees what is
 * wrong.
 *
 * First what is injected: a state, an end, a mind, a match, a map that is not so. Then agreement:
 * each order of a world is read by the replay's matcher alone, one after the other, and as many
 * have the shape as were counted over the graph.
 */
#include "guest.h"

#include "answer/fating.h"
#include "answer/shape.h"

typedef struct {
    kz_engine *engine;
    kz_world *world;
    kz_asking *asked;
    char *text;
} scene;

static const char *read_library(void *self, const char *name, size_t *length,
                                const char **shown_as) {
    char path[400], **kept = self;
    snprintf(path, sizeof path, "%s/library/%s.kiz", KZ_ROOT, name);
    free(*kept);
    *kept = guest_read(path, length);
    *shown_as = name;
    return *kept;
}

static scene ask_of(const char *example, kz_question question) {
    static char *module; /* of the module read last */
    scene s = {0};
    char path[400];
    size_t length = 0;
    snprintf(path, sizeof path, "%s/examples/%s/world.kiz", KZ_ROOT, example);
    s.text = guest_read(path, &length);
    assert_non_null(s.text);
    kz_settings settings = {.size = sizeof settings, .read_module = read_library, .self = &module};
    s.engine = kz_engine_new(&settings);
    s.world = kz_world_load(s.engine, "world.kiz", s.text, length);
    question.size = sizeof question;
    question.at = UINT32_MAX;
    s.asked = kz_ask(s.world, &question);
    while (kz_asking_advance(s.asked, 100000) == KZ_RUNNING) {}
    free(module);
    module = NULL;
    return s;
}

static void leave(scene *s) {
    kz_asking_free(s->asked);
    kz_world_free(s->world);
    kz_engine_free(s->engine);
    free(s->text);
}

/* ---- promises ---- */
static void a_state_that_is_not_so_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("on_sacred_ground", (kz_question){.verb = KZ_TEST});
    forecast *what = &s.asked->main;
    expression_id gone = what->ground->endings[0].condition; /* killed */
    assert_int_equal(kzi_answer_replay_states(s.asked, what, &gone, 1), KZ_ANSWERED);
    uint32_t killed = what->ends.entries[0].shortest;
    what->stories.nodes.items[killed].state = what->stories.nodes.items[0].state;
    assert_int_equal(kzi_answer_replay_states(s.asked, what, &gone, 1), KZ_BROKEN);
    leave(&s);
}

/* ---- fates ---- */
static void an_end_that_is_not_left_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("on_sacred_ground", (kz_question){.verb = KZ_ENDINGS, .has_fates = 1});
    fating *f = s.asked->fating;
    assert_non_null(f);
    arena work = kzi_arena(&s.asked->from);
    assert_true(kzi_fates_agree(&f->leads, 0, &work));
    assert_true(kzi_answer_fates_hold(&f->leads, 0, &s.asked->main.stories));
    f->leads.left[0] ^= 1u;
    assert_false(kzi_fates_agree(&f->leads, 0, &work));
    assert_false(kzi_answer_fates_hold(&f->leads, 0, &s.asked->main.stories));
    f->leads.left[0] ^= 3u; /* home_together, which is never */
    assert_false(kzi_fates_agree(&f->leads, 0, &work));
    assert_false(kzi_answer_fates_hold(&f->leads, 0, &s.asked->main.stories));
    kzi_arena_free(&work);
    leave(&s);
}

static void a_run_that_finds_other_ends_breaks_the_answer(void **state) {
    (void)state;
    scene s = ask_of("on_sacred_ground", (kz_question){.verb = KZ_ENDINGS, .has_fates = 1});
    fating *f = s.asked->fating;
    f->next_turn = 0; /* the runs once more, with a point of no return that is none */
    uint32_t behind = s.asked->main.stories.edges.items[f->turns.items[0].edge].to;
    f->leads.left[(size_t)behind * f->leads.word_count] ^= 1u;
    kz_progress found;
    do found = kzi_answer_fates_work(s.asked, 100000);
    while (found == KZ_RUNNING);
    assert_int_equal(found, KZ_BROKEN);
    leave(&s);
}

/* ---- secrets ---- */
static void a_mind_that_is_not_so_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("why", (kz_question){.verb = KZ_MINDS, .has_secrets = 1});
    assert_int_equal(kzi_answer_replay_minds(s.asked, &s.asked->main, &s.asked->log), KZ_ANSWERED);
    s.asked->log.acts[8].after =
        s.asked->log.acts[7].after; /* the lie was told, and nobody took it over */
    assert_int_equal(kzi_answer_replay_minds(s.asked, &s.asked->main, &s.asked->log), KZ_BROKEN);
    leave(&s);
}

/* ---- matches ---- */
static const char forgiven[] = "A lies to B; later B learns it; later B forgives A";

static void a_match_that_is_none_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("why", (kz_question){.verb = KZ_FIND, .shape = forgiven});
    finding *f = s.asked->finding;
    assert_int_equal(f->matches.count, 1);
    shape_match match = f->matches.items[0];
    assert_int_equal(kzi_shape_replay(s.asked, f, &match), KZ_ANSWERED);
    match.cast = 1 - match.cast; /* the other lied */
    assert_int_equal(kzi_shape_replay(s.asked, f, &match), KZ_BROKEN);
    match.cast = 1 - match.cast;
    match.act_count = 20; /* before it is forgiven */
    assert_int_equal(kzi_shape_replay(s.asked, f, &match), KZ_BROKEN);
    leave(&s);
}

/* ---- the map ---- */
static kz_progress draw_again(scene *s) {
    s->asked->mapping = NULL;
    s->asked->progress = KZ_RUNNING;
    return kz_asking_advance(s->asked, 100000);
}

static void a_drawn_state_that_is_not_so_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("on_sacred_ground", (kz_question){.verb = KZ_MAP, .tale = "told"});
    forecast *what = &s.asked->main;
    assert_int_equal(draw_again(&s), KZ_ANSWERED);
    uint32_t killed = what->ends.entries[0].shortest;
    what->stories.nodes.items[killed].state = what->stories.nodes.items[0].state;
    assert_int_equal(draw_again(&s), KZ_BROKEN);
    leave(&s);
}

static void a_marked_tale_that_is_none_is_noticed(void **state) {
    (void)state;
    scene s = ask_of("on_sacred_ground", (kz_question){.verb = KZ_MAP, .tale = "told"});
    told_act kept = s.asked->log.acts[4];
    s.asked->log.acts[4] = s.asked->log.acts[5];
    assert_int_equal(draw_again(&s), KZ_BROKEN);
    s.asked->log.acts[4] = kept;
    assert_int_equal(draw_again(&s), KZ_ANSWERED);
    leave(&s);
}

/* ---- counts ---- */
typedef struct {
    scene s;
    act_id acts[64];
    uint64_t *counted; /* by ending */
} order_walk;

static bool has_shape_in_some_cast(order_walk *w, uint32_t length) {
    finding *f = w->s.asked->finding;
    for (uint32_t c = 0; c < f->of.cast_count; c++) {
        shape_match match = {.cast = c, .acts = w->acts, .act_count = length};
        if (kzi_shape_replay(w->s.asked, f, &match) == KZ_ANSWERED) return true;
    }
    return false;
}

static void walk_orders(order_walk *w, uint32_t at, uint32_t length) {
    const exploration *e = &w->s.asked->main.stories;
    const story_node *here = &e->nodes.items[at];
    if (here->ending != NO_ENDING) w->counted[here->ending] += has_shape_in_some_cast(w, length);
    for (uint32_t i = 0; i < here->edge_count; i++) {
        story_edge edge = e->edges.items[here->first_edge + i];
        assert_true(length < 64);
        w->acts[length] = edge.act;
        walk_orders(w, edge.to, length + 1);
    }
}

static void as_many_as_counted(const char *example, const char *pattern) {
    order_walk w = {.s = ask_of(example, (kz_question){.verb = KZ_FIND, .shape = pattern})};
    const finding *f = w.s.asked->finding;
    if (!f) print_error("%s: %s\n%s", example, pattern, kz_asking_notes(w.s.asked, KZ_PLAIN));
    assert_non_null(f);
    assert_true(f->has_counts);
    uint32_t ending_count = w.s.asked->main.ground->ending_count;
    w.counted = calloc(ending_count, sizeof *w.counted);
    walk_orders(&w, 0, 0);
    for (uint32_t i = 0; i < ending_count; i++) {
        if (f->matching[i].small != w.counted[i])
            print_error("%s: %s: ending %u\n", example, pattern, i);
        assert_int_equal(f->matching[i].small, w.counted[i]);
    }
    free(w.counted);
    leave(&w.s);
}

static void orders_are_counted_as_they_are(void **state) {
    (void)state;
    as_many_as_counted("why", forgiven);
    as_many_as_counted("why", "A tells B; next A departs");
    as_many_as_counted("on_sacred_ground",
                       "Ren does walk_away; next Aki follows; meanwhile no Isao lifts host");
    as_many_as_counted("on_sacred_ground",
                       "Isao tells Ren; next when Ren believes the_dweller_heals_its_host; the "
                       "story ends in both_gone_trail_lost");
    as_many_as_counted("on_sacred_ground", "knock_out; later search_pass");
    as_many_as_counted("the_stone_where_the_village_ends",
                       "when A believes B.pull is 3; meanwhile no A screams; later B dares");
    as_many_as_counted("the_stone_where_the_village_ends",
                       "somebody learns about Mio.grit; later when Mio.armed; next when Mio.hope");
    as_many_as_counted("the_stone_where_the_village_ends",
                       "Mio threatens; meanwhile no Ren vanishes");
    as_many_as_counted("what_the_dead_were_promised",
                       "A asks promise; next A leaves; later B gives promise; meanwhile no when "
                       "not Mio.alive; later the story ends");
    as_many_as_counted("what_the_dead_were_promised",
                       "A believes told; next B pleads; later A learns about nobody_else_can");
    as_many_as_counted("tutorial",
                       "somebody walks up; meanwhile no light_lamp; the story ends in fog_between");
}

/* ---- forms of the map ---- */
static void every_form_is_drawn(void **state) {
    (void)state;
    scene s = ask_of("starry_night", (kz_question){.verb = KZ_MAP, .tale = "told"});
    assert_non_null(strstr(kz_asking_text(s.asked, KZ_SVG), "<svg xmlns"));
    assert_non_null(strstr(kz_asking_text(s.asked, KZ_HTML), "<!DOCTYPE html>"));
    assert_non_null(strstr(kz_asking_text(s.asked, KZ_DOT), "digraph stories"));
    assert_non_null(strstr(kz_asking_text(s.asked, KZ_MERMAID), "flowchart LR"));
    assert_non_null(
        strstr(kz_asking_text(s.asked, KZ_TAP), "Starry Night")); /* a form it has not: plain */
    leave(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_state_that_is_not_so_is_noticed),
        cmocka_unit_test(an_end_that_is_not_left_is_noticed),
        cmocka_unit_test(a_run_that_finds_other_ends_breaks_the_answer),
        cmocka_unit_test(a_mind_that_is_not_so_is_noticed),
        cmocka_unit_test(a_match_that_is_none_is_noticed),
        cmocka_unit_test(a_drawn_state_that_is_not_so_is_noticed),
        cmocka_unit_test(a_marked_tale_that_is_none_is_noticed),
        cmocka_unit_test(orders_are_counted_as_they_are),
        cmocka_unit_test(every_form_is_drawn),
    };
    return RUN_TESTS(tests);
}
