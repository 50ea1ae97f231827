/* SPDX-License-Identifier: MIT
 *
 * test_door: kizuna.h keeps its word: its first program, settings and questions of an older guest,
 * memory that ends, stopping in the midst.
 */
#define _POSIX_C_SOURCE 200809L
#include "guest.h"

static const char mio[] =
    "person Mio she\n  wants 1: waved\n\nfact waved\n\n"
    "act wave by Mio\n  if not waved\n  then waved\n\nending seen when waved\n";

/* Many states, and endings found early and late. */
static const char counter[] =
    "fact n: 0..\nperson Mio she\n  wants n\n\nact count_on by Mio\n  then n rises by 1\n\n"
    "act stop by Mio\n  if n is 3\n  then n becomes 1000000\n\nending stopped when n is 1000000\n";

static kz_world *load(kz_engine *engine, const char *text) {
    kz_world *world = kz_world_load(engine, "mio.kiz", text, strlen(text));
    assert_non_null(world);
    if (kz_world_error_count(world)) fail_msg("%s", kz_world_notes(world, KZ_PLAIN));
    return world;
}

/* ---- the first program ---- */

/* The lines of the header's first comment that stand behind ` *     `, from #include on to the last
 * brace. */
static void extract(const char *header, char *program) {
    const char *line = strstr(header, " *     #include <kizuna.h>");
    assert_non_null(line);
    for (bool is_done = false; !is_done;) {
        const char *end = strchr(line, '\n');
        is_done = strncmp(line, " *     }\n", 9) == 0;
        if (strncmp(line, " *     ", 7) == 0) line += 7;
        else line = end; /* ` *`: an empty line */
        memcpy(program, line, (size_t)(end - line) + 1);
        program += end - line + 1;
        line = end + 1;
    }
    *program = '\0';
}

static void the_first_program_is_the_headers(void **state) {
    (void)state;
    size_t length = 0, program_length = 0;
    char *header = guest_read(KZ_ROOT "/include/kizuna.h", &length);
    char *program = guest_read(KZ_ROOT "/tests/embed/first_program.c", &program_length);
    assert_true(header && program);
    char *extracted = malloc(length + 1);
    assert_non_null(extracted);
    extract(header, extracted);
    assert_text_equal(program, extracted);
    free(header);
    free(program);
    free(extracted);
}

/* ---- an older guest ---- */
static void *fail_if_called(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self, (void)block, (void)old_size, (void)new_size;
    fail();
    return NULL;
}

static void settings_may_be_smaller(void **state) {
    (void)state;
    kz_settings settings = {
        .size = offsetof(kz_settings, resize), .resize = fail_if_called, .memory_limit = 1};
    kz_engine *engine = kz_engine_new(&settings);
    assert_non_null(engine);
    kz_world *world = load(engine, mio); /* neither the function nor the limit was read */
    kz_world_free(world);
    kz_engine_free(engine);
    settings.size = 0;
    engine = kz_engine_new(&settings);
    assert_non_null(engine);
    kz_engine_free(engine);
}

static void a_question_may_be_smaller(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = load(engine, mio);
    kz_question whole = {.size = sizeof whole, .verb = KZ_ENDINGS};
    kz_question small = {.size = offsetof(kz_question, changes), .verb = KZ_ENDINGS};
    small.changes = (const char *const *)&small; /* never read */
    small.change_count = 99;
    small.limit_story = KZ_LIMIT(0);
    small.what_if = small.tale = "no such thing";
    char *one = guest_ask(world, &whole, 100), *other = guest_ask(world, &small, 100);
    assert_text_equal(other, one);
    free(one);
    free(other);
    kz_world_free(world);
    kz_engine_free(engine);
}

static void a_question_of_a_later_guest_is_read_as_far_as_known(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = load(engine, mio);
    struct {
        kz_question known;
        char later[64];
    } question = {.known = {.size = sizeof question, .verb = KZ_ENDINGS}};
    memset(question.later, 0x55, sizeof question.later);
    char *answer = guest_ask(world, &question.known, 100);
    assert_non_null(answer);
    assert_non_null(strstr(answer, "seen"));
    free(answer);
    kz_world_free(world);
    kz_engine_free(engine);
}

/* ---- memory ---- */
static void memory_may_be_limited(void **state) {
    (void)state;
    bool was_refused = false, was_answered = false;
    for (size_t limit = 1; limit < (size_t)1 << 24; limit = limit * 5 / 4 + 1) {
        kz_settings settings = {.size = sizeof settings, .memory_limit = limit};
        kz_engine *engine = kz_engine_new(&settings);
        if (!engine) continue;
        kz_world *world = kz_world_load(engine, "mio.kiz", mio, sizeof mio - 1);
        kz_question question = {.size = sizeof question, .verb = KZ_ENDINGS};
        kz_asking *asking = world ? kz_ask(world, &question) : NULL;
        kz_progress now = KZ_FAILED;
        if (asking) {
            while ((now = kz_asking_advance(asking, 100)) == KZ_RUNNING) {}
            assert_true(now == KZ_GAVE_UP || kz_asking_peak_memory(asking) <= limit);
        }
        assert_true(now == KZ_ANSWERED || now == KZ_FAILED || now == KZ_GAVE_UP);
        was_refused |= now != KZ_ANSWERED;
        if (was_answered) assert_int_equal(now, KZ_ANSWERED); /* more memory never hurts */
        was_answered |= now == KZ_ANSWERED;
        kz_asking_free(asking);
        kz_world_free(world);
        kz_engine_free(engine);
    }
    assert_true(was_refused && was_answered);
}

static void an_endless_world_ends_with_its_memory(void **state) {
    (void)state;
    kz_settings settings = {.size = sizeof settings, .memory_limit = (size_t)2 << 20};
    kz_engine *engine = kz_engine_new(&settings);
    kz_world *world = load(engine, counter);
    kz_question question = {.size = sizeof question, .verb = KZ_ENDINGS};
    kz_asking *asking = kz_ask(world, &question);
    kz_progress now;
    while ((now = kz_asking_advance(asking, 1000)) == KZ_RUNNING) {}
    assert_true(now == KZ_FAILED || now == KZ_GAVE_UP);     /* what was found may still be told */
    assert_int_equal(kz_asking_advance(asking, 1000), now); /* and stays so */
    assert_true(kz_asking_state_count(asking) > 100);
    assert_true(kz_asking_peak_memory(asking) <=
                4 * settings.memory_limit); /* telling what was found takes a little more */
    kz_asking_stop(asking);
    const char *text = kz_asking_text(asking, KZ_JSON); /* whatever it says, it may be asked */
    assert_true(!text || strlen(text) < (1u << 20));
    kz_asking_free(asking);
    kz_world_free(world);
    kz_engine_free(engine);
}

/* ---- stopping ---- */
static void stopping_in_the_midst_gives_what_is_known(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = load(engine, counter);
    kz_question question = {.size = sizeof question, .verb = KZ_ENDINGS};
    kz_asking *asking = kz_ask(world, &question);
    assert_int_equal(kz_asking_advance(asking, 3000), KZ_RUNNING);
    uint64_t states = kz_asking_state_count(asking);
    assert_true(states > 10);
    kz_asking_stop(asking);
    assert_int_equal(kz_asking_advance(asking, 1), KZ_GAVE_UP);
    assert_int_equal(kz_asking_state_count(asking), states);
    const char *text = kz_asking_text(asking, KZ_PLAIN);
    assert_non_null(text);
    assert_non_null(strstr(text, "Not complete"));
    assert_non_null(strstr(text, "stopped"));
    assert_non_null(strstr(text, "stop by Mio"));
    const char *json = kz_asking_text(asking, KZ_JSON);
    assert_non_null(json);
    assert_non_null(strstr(json, "\"complete\": false"));
    assert_non_null(strstr(json, "\"time\""));
    kz_asking_free(asking);
    kz_world_free(world);
    kz_engine_free(engine);
}

static void stopping_before_the_first_step_is_allowed(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = load(engine, counter);
    for (int verb = KZ_CHECK; verb <= KZ_MINDS; verb++) {
        kz_question question = {.size = sizeof question, .verb = (kz_verb)verb, .at = UINT32_MAX};
        kz_asking *asking = kz_ask(world, &question);
        kz_asking_stop(asking);
        assert_int_equal(kz_asking_advance(asking, 100), KZ_GAVE_UP);
        assert_non_null(kz_asking_text(asking, KZ_PLAIN));
        assert_non_null(kz_asking_text(asking, KZ_JSON));
        kz_asking_free(asking);
    }
    kz_world_free(world);
    kz_engine_free(engine);
}

/* Stops each founding world's every question after each of many small steps. */
static void every_moment_is_one_to_stop_at(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    for (size_t w = 0; w < worlds.count; w++) {
        kz_engine *engine = kz_engine_new(NULL);
        kz_world *world =
            kz_world_load(engine, "world.kiz", worlds.all[w].text, worlds.all[w].length);
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) {
            for (uint64_t effort = 1; effort < 2000; effort *= 3) {
                kz_question question = guest_question(q);
                kz_asking *asking = kz_ask(world, &question);
                kz_asking_advance(asking, effort);
                kz_asking_stop(asking);
                assert_int_not_equal(kz_asking_advance(asking, 1), KZ_RUNNING);
                assert_non_null(kz_asking_text(asking, KZ_PLAIN));
                assert_non_null(kz_asking_text(asking, KZ_JSON));
                kz_asking_free(asking);
            }
        }
        kz_world_free(world);
        kz_engine_free(engine);
    }
    guest_worlds_free(&worlds);
}

/* ---- mistakes ---- */
static void a_world_with_mistakes_can_be_asked_and_printed(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    static const char *const texts[] = {"person Mio she\n  at is hill\n",
                                        "fact waved\nending seen when waiving\n",
                                        "(",
                                        "\xff",
                                        "",
                                        "\0\0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kz_world *world = kz_world_load(engine, "w.kiz", texts[i], i == 5 ? 2 : strlen(texts[i]));
        assert_non_null(world);
        assert_int_equal(kz_world_error_count(world) != 0, i != 4);
        assert_non_null(kz_world_notes(world, KZ_PLAIN));
        assert_non_null(kz_world_notes(world, KZ_JSON));
        kz_world_print(world);
        for (int stage = KZ_TREE; stage <= KZ_NAMES; stage++) kz_world_show(world, (kz_stage)stage);
        for (size_t q = 0; q < GUEST_QUESTIONS; q++) {
            kz_question question = guest_question(q);
            kz_asking *asking = kz_ask(world, &question);
            assert_non_null(asking);
            kz_progress now;
            while ((now = kz_asking_advance(asking, 100)) == KZ_RUNNING) {}
            if (i != 4) assert_int_equal(now, KZ_MISTAKEN);
            assert_non_null(kz_asking_text(asking, KZ_PLAIN));
            assert_non_null(kz_asking_text(asking, KZ_JSON));
            kz_asking_free(asking);
        }
        kz_world_free(world);
    }
    kz_engine_free(engine);
}

static void mistakes_in_a_question_are_notes(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = load(engine, mio);
    static const char *const nonsense[] = {"Ren.oath is 4"}, *const broken[] = {"((("},
                             *const empty[] = {""};
    kz_question questions[] = {
        {.size = sizeof(kz_question), .verb = KZ_ENDINGS, .changes = nonsense, .change_count = 1},
        {.size = sizeof(kz_question), .verb = KZ_ENDINGS, .changes = broken, .change_count = 1},
        {.size = sizeof(kz_question), .verb = KZ_ENDINGS, .changes = empty, .change_count = 1},
        {.size = sizeof(kz_question), .verb = KZ_ENDINGS, .what_if = "nothing"},
        {.size = sizeof(kz_question), .verb = KZ_TELL, .tale = "nothing"},
        {.size = sizeof(kz_question), .verb = KZ_TELL, .ending = "nothing"},
        {.size = sizeof(kz_question), .verb = KZ_MINDS, .after = nonsense, .after_count = 1},
        {.size = sizeof(kz_question), .verb = KZ_MINDS, .after = broken, .after_count = 1},
        {.size = sizeof(kz_question), .verb = KZ_MINDS, .after = empty, .after_count = 1},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        kz_asking *asking = kz_ask(world, &questions[i]);
        assert_non_null(asking);
        kz_progress now;
        while ((now = kz_asking_advance(asking, 100)) == KZ_RUNNING) {}
        if (now != KZ_MISTAKEN || !*kz_asking_notes(asking, KZ_PLAIN))
            print_error("question %zu\n", i);
        assert_int_equal(now, KZ_MISTAKEN);
        assert_true(strlen(kz_asking_notes(asking, KZ_PLAIN)) > 10);
        assert_true(strlen(kz_asking_notes(asking, KZ_JSON)) > 10);
        kz_asking_free(asking);
    }
    kz_world_free(world);
    kz_engine_free(engine);
}

/* ---- the library ---- */
static void library_modules_are_numbered_from_nought(void **state) {
    (void)state;
    const char *text = NULL;
    uint32_t count = 0;
    for (const char *name; (name = kz_library_module(count, &text)) != NULL; count++) {
        assert_true(strlen(name) > 0);
        assert_non_null(strstr(text, "module"));
    }
    assert_null(kz_library_module(count + 100, &text));
}

static void the_library_is_written_as_json(void **state) {
    (void)state;
    kz_engine *engine = kz_engine_new(NULL);
    const char *whole = kz_library_json(engine, NULL), *text = NULL, *name;
    assert_non_null(whole);
    for (uint32_t i = 0; (name = kz_library_module(i, &text)) != NULL; i++) {
        char key[100];
        snprintf(key, sizeof key, "\"name\": \"%s\"", name);
        assert_non_null(strstr(whole, key));
    }
    assert_null(kz_library_json(engine, "nothing_of_the_kind"));
    assert_non_null(kz_library_json(engine, kz_library_module(0, &text)));
    kz_engine_free(engine);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_program_is_the_headers),
        cmocka_unit_test(settings_may_be_smaller),
        cmocka_unit_test(a_question_may_be_smaller),
        cmocka_unit_test(a_question_of_a_later_guest_is_read_as_far_as_known),
        cmocka_unit_test(memory_may_be_limited),
        cmocka_unit_test(an_endless_world_ends_with_its_memory),
        cmocka_unit_test(stopping_in_the_midst_gives_what_is_known),
        cmocka_unit_test(stopping_before_the_first_step_is_allowed),
        cmocka_unit_test(every_moment_is_one_to_stop_at),
        cmocka_unit_test(a_world_with_mistakes_can_be_asked_and_printed),
        cmocka_unit_test(mistakes_in_a_question_are_notes),
        cmocka_unit_test(library_modules_are_numbered_from_nought),
        cmocka_unit_test(the_library_is_written_as_json),
    };
    return RUN_TESTS(tests);
}
