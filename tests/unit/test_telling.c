/* SPDX-License-Identifier: MIT
 *
 * test_telling: the leak checker finds what is planted, and only that; pronouns are never in doubt;
 * texts have their translations.
 */
#include "test.h"

#include "answer/tell_work.h"
#include "replay/leaks.h"

/* Ren thinks, Mio hears him through the door, Aki is told something false. */
static const char two_rooms[] =
    "fact told, shouted, hurt\n\n"
    "person Ren he\n  wants 1: told\n\nperson Mio she\n  wants 1: told\n\nperson Aki he\n  wants "
    "1: told\n\n"
    "act shout by Ren\n  if not shouted\n  then shouted, told\n  seen by Mio\n  Aki learns hurt\n"
    "  prose \"{Ren} [shout] at {Aki}.\"\n  says \"Out!\"\n  thinks \"Stay.\"\n  Aki sees \"{Aki} "
    "[hear] that somebody [be] hurt.\"\n\n"
    "ending over when told\n\ntale told: shout\n";

static kz_asking *asked(kz_world **loaded, kz_engine **engine, const char *text,
                        const char *through, kz_telling_person person) {
    *engine = kz_engine_new(NULL);
    *loaded = kz_world_load(*engine, "two_rooms.kiz", text, strlen(text));
    kz_question question = {
        .size = sizeof question, .verb = KZ_TELL, .through = through, .person = person};
    kz_asking *made = kz_ask(*loaded, &question);
    while (kz_asking_advance(made, 10000) == KZ_RUNNING) {}
    return made;
}

static void ended(kz_asking *of, kz_world *loaded, kz_engine *engine) {
    kz_asking_free(of);
    kz_world_free(loaded);
    kz_engine_free(engine);
}

static leak_outcome outcome_of(kz_asking *of, leak_claim planted) {
    leak_story story = {
        .acts = &of->log.acts[0].act, .act_count = 1, .claims = &planted, .claim_count = 1};
    return kzi_replay_leaks(&of->in, of->main.ground, &story, 20000).outcome;
}

static mind_id mind_named(kz_asking *of, const char *name) {
    for (uint32_t i = 0; i < of->main.ground->mind_count; i++) {
        if (strcmp(kzi_words_mind(of->main.ground, (mind_id){i}), name) == 0) return (mind_id){i};
    }
    return NO_MIND;
}

static fact_id fact_named(kz_asking *of, const char *name) {
    for (uint32_t i = 0; i < of->main.ground->fact_count; i++) {
        if (strcmp(of->main.ground->facts[i].name, name) == 0) return (fact_id){i};
    }
    fail();
    return (fact_id){0};
}

static void a_planted_leak_is_found(void **state) {
    (void)state;
    kz_world *loaded;
    kz_engine *engine;
    kz_asking *of = asked(&loaded, &engine, two_rooms, "Mio", KZ_FIRST_PERSON);
    mind_id ren = mind_named(of, "Ren"), mio = mind_named(of, "Mio"), aki = mind_named(of, "Aki");
    leak_claim thought = {.kind = LEAK_THOUGHT, .head = mio, .rule = NO_LEAK_RULE};
    leak_claim words = {.kind = LEAK_SAID, .head = aki, .rule = NO_LEAK_RULE};
    leak_claim fact = {.kind = LEAK_FACT,
                       .head = mio,
                       .rule = NO_LEAK_RULE,
                       .fact = fact_named(of, "hurt"),
                       .held = 1};
    assert_int_equal(outcome_of(of, thought), LEAK_FOUND);
    assert_int_equal(outcome_of(of, words), LEAK_FOUND);
    assert_int_equal(outcome_of(of, fact), LEAK_FOUND);
    thought.head = ren, words.head = mio, fact.head = aki;
    assert_int_equal(outcome_of(of, thought), LEAK_NONE);
    assert_int_equal(outcome_of(of, words), LEAK_NONE);
    assert_int_equal(outcome_of(of, fact), LEAK_NONE); /* false, and had all the same */
    ended(of, loaded, engine);
}

/* Sam is asleep; by the letter of `seen by` nothing escapes them. */
static const char a_sleeper[] =
    "fact told\nfact asleep is yes\n\n"
    "person Ren he\n  wants 1: told\n\nperson Sam they\n  sees nothing when asleep\n  wants 1: "
    "asleep\n\n"
    "act speak by Ren\n  if not told\n  then told\n  seen by everyone\n  prose \"{Ren} "
    "[speak].\"\n\n"
    "ending over when told, asleep\n\ntale told: speak\n";

static void who_sees_nothing_has_nothing(void **state) {
    (void)state;
    kz_world *loaded;
    kz_engine *engine;
    kz_asking *of = asked(&loaded, &engine, a_sleeper, "Sam", KZ_THIRD_PERSON);
    leak_claim seen = {.kind = LEAK_HAPPENED, .head = mind_named(of, "Sam"), .rule = NO_LEAK_RULE};
    assert_int_equal(of->telling->told.sentences.count, 0);
    assert_int_equal(outcome_of(of, seen), LEAK_FOUND);
    seen.head = mind_named(of, "Ren");
    assert_int_equal(outcome_of(of, seen), LEAK_NONE);
    ended(of, loaded, engine);
}

static void a_telling_with_a_leak_is_refused(void **state) {
    (void)state;
    kz_world *loaded;
    kz_engine *engine;
    kz_asking *of = asked(&loaded, &engine, two_rooms, "Mio", KZ_FIRST_PERSON);
    telling *told = &of->telling->told;
    assert_int_equal(kzi_tell_leaks(of, told), KZ_ANSWERED);
    told->sentences.items[0].kind = LINE_THINKS;
    assert_int_equal(kzi_tell_leaks(of, told), KZ_BROKEN);
    ended(of, loaded, engine);
}

static void is_told(const char *through, kz_telling_person person, const char *wanted) {
    kz_world *loaded;
    kz_engine *engine;
    kz_asking *of = asked(&loaded, &engine, two_rooms, through, person);
    const char *text = kz_asking_text(of, KZ_PLAIN);
    assert_non_null(text);
    if (!strstr(text, wanted)) fail_msg("`%s` is not in `%s`", wanted, text);
    ended(of, loaded, engine);
}

static void each_head_tells_what_it_has(void **state) {
    (void)state;
    is_told("Ren", KZ_FIRST_PERSON, "I shouted at Aki. \"Out!\" Stay, I thought.");
    is_told("Ren", KZ_SECOND_PERSON, "You shouted at Aki.");
    is_told("Mio", KZ_FIRST_PERSON, "Ren shouted at Aki. \"Out!\"\n");
    is_told("Aki", KZ_FIRST_PERSON, "I heard that somebody was hurt.\n");
}

static void strings_come_back(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    po_strings read;
    assert_true(kzi_po_read(&read,
                            "# a note\nmsgid \"\"\nmsgstr \"head\"\n\nmsgid \"a "
                            "\\\"b\\\"\"\nmsgstr \"c\"\n\"d\"\n\nmsgid \"none\"\nmsgstr \"\"\n",
                            &in));
    assert_int_equal(read.wrong_line, 0);
    assert_string_equal(kzi_po_find(&read, "a \"b\""), "cd");
    assert_null(kzi_po_find(&read, "none"));
    assert_true(kzi_po_read(&read, "msgid \"a\"\nsomething else\n", &in));
    assert_int_equal(read.wrong_line, 2);
    kzi_arena_free(&in);
}

int main(void) {
    const struct CMUnitTest all[] = {
        cmocka_unit_test(a_planted_leak_is_found),
        cmocka_unit_test(who_sees_nothing_has_nothing),
        cmocka_unit_test(a_telling_with_a_leak_is_refused),
        cmocka_unit_test(each_head_tells_what_it_has),
        cmocka_unit_test(strings_come_back),
    };
    return cmocka_run_group_tests(all, NULL, NULL);
}
