/* SPDX-License-Identifier: MIT
 *
 * test_play: one person is played, everybody else acts for their own reasons.
 *
 * What the told tales do can be played, and ends as told. Random plays of each founding world end
 * without a crash or a prompt that leads nowhere, and what the others did in them is judged by the
 * replay, which shares nothing with the search. KZ_PLAYS: how many random plays of each world (20).
 */
#define _POSIX_C_SOURCE 200809L
#include "guest.h"

#include "base/never.h"
#include "play/playing.h"
#include "replay/replay.h"

#include <pthread.h>

#define WHOLE_TURN   1000000000u
#define MOST_CHOICES 120

/* ---- worlds and plays ---- */
typedef struct {
    uint64_t asked, refused, refusals;
    bool from_then_on;
    size_t in_use;
} counting;

static void *give(void *self, void *block, size_t old_size, size_t new_size) {
    counting *c = self;
    if (new_size == 0) {
        if (block) c->in_use -= old_size;
        free(block);
        return NULL;
    }
    c->asked++;
    if (c->refused && (c->asked == c->refused || (c->from_then_on && c->asked > c->refused))) {
        c->refusals++;
        return NULL;
    }
    void *moved = realloc(block, new_size);
    c->in_use += new_size - (block ? old_size : 0);
    return moved;
}

typedef struct {
    kz_engine *engine;
    kz_world *world;
} house;

static house open_house(const char *text, size_t length, counting *c) {
    kz_settings settings = {.size = sizeof settings, .resize = c ? give : NULL, .self = c};
    house made = {.engine = kz_engine_new(&settings)};
    made.world = made.engine ? kz_world_load(made.engine, "world.kiz", text, length) : NULL;
    return made;
}

static void close_house(house *of) {
    kz_world_free(of->world);
    kz_engine_free(of->engine);
}

static kz_turn go_on(kz_play *play, uint64_t effort) {
    kz_turn turn;
    do turn = kz_play_advance(play, effort);
    while (turn == KZ_TURN_WORKING);
    return turn;
}

static kz_play *play_as(const kz_world *world, const char *who, uint64_t seed) {
    kz_play_settings settings = {.size = sizeof settings, .as = who, .seed = seed};
    return kz_play_begin(world, &settings);
}

static char *copy_of(const char *text) {
    size_t size = strlen(text) + 1;
    char *made = malloc(size);
    assert_non_null(made);
    return memcpy(made, text, size);
}

static char *page_of(kz_play *play, kz_page page) {
    const char *text = kz_play_text(play, page, KZ_PLAIN);
    assert_non_null(text);
    return copy_of(text);
}

static bool is_why(const guest_world *w) {
    return strstr(w->name, "/why/") != NULL;
}

typedef void (*world_test)(const guest_world *from, const kz_world *world);

static void each_founding_world(world_test test) {
    guest_worlds worlds = guest_founding_worlds();
    for (size_t i = 0; i < worlds.count; i++) {
        house h = open_house(worlds.all[i].text, worlds.all[i].length, NULL);
        assert_int_equal(kz_world_error_count(h.world), 0);
        test(&worlds.all[i], h.world);
        close_house(&h);
    }
    guest_worlds_free(&worlds);
}

/* ---- the told tale, act by act ---- */
static bool is_offered(kz_play *play, act_id act) {
    for (uint32_t i = 0; i < play->moves.count; i++) {
        if (play->moves.items[i].n == act.n) return true;
    }
    return false;
}

/* Hands over to whoever does the told act, and chooses it. False where it is not among their
 * moves. */
static bool play_told_act(kz_play *play, act_id act) {
    const ground_act *a = &play->ground->acts[act.n];
    char name[256];
    snprintf(name, sizeof name, "%s",
             kzi_words_mind(play->ground, play->ground->actors[a->first_actor]));
    assert_int_equal(kz_play_hand_over(play, name), KZ_HEARD);
    if (!is_offered(play, act)) return false;
    char words[512];
    writer to = kzi_writer(&play->text);
    kzi_words_act(&to, play->ground, a);
    snprintf(words, sizeof words, "%s", kzi_written(&to));
    assert_int_equal(kz_play_choose(play, words), KZ_HEARD);
    return true;
}

static act_id told_act_of(kz_play *play, const ground_call *call) {
    for (uint32_t i = 0; i < call->candidate_count; i++) {
        act_id act = play->ground->candidates[call->first_candidate + i];
        if (kzi_minds_possible(&play->stories.minds, play->now, act)) return act;
    }
    return (act_id){UINT32_MAX};
}

static const char *told_ending(const kz_world *world) {
    static char name[256];
    kz_question question = {.size = sizeof question, .verb = KZ_TELL, .at = UINT32_MAX};
    kz_asking *asking = kz_ask(world, &question);
    while (kz_asking_advance(asking, WHOLE_TURN) == KZ_RUNNING) {}
    const char *json = kz_asking_text(asking, KZ_JSON), *at = strstr(json, "\"ending\": \"");
    assert_non_null(at);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 11, "\""), at + 11);
    kz_asking_free(asking);
    return name;
}

static void the_told_acts_lead_where_they_led(const guest_world *from, const kz_world *world) {
    const char *ending = told_ending(world);
    kz_play *play = play_as(world, NULL, 0);
    assert_int_equal(play->turn_is, KZ_TURN_WORKING);
    const ground_tale *tale = &play->ground->tales[0];
    uint32_t played = 0;
    for (; played < tale->call_count; played++) {
        act_id act = told_act_of(play, &play->ground->calls[tale->first_call + played]);
        assert_int_not_equal(act.n, UINT32_MAX);
        if (!play_told_act(play, act)) break;
    }
    if (is_why(
            from)) { /* three acts before its end, where the pact is named: that is nobody's move */
        assert_int_equal(played, tale->call_count - 3);
        assert_null(kz_play_ending(play));
    } else {
        assert_int_equal(played, tale->call_count);
        assert_text_equal(kz_play_ending(play), ending);
    }
    kz_play_free(play);
}

static void told_tales_can_be_played(void **state) {
    (void)state;
    each_founding_world(the_told_acts_lead_where_they_led);
}

/* ---- random plays ---- */
static uint64_t dice(uint64_t *state) {
    return *state = kzi_hash_mix(*state + 0x9e3779b97f4a7c15u);
}

typedef struct {
    uint64_t plays, choices, others, judged, over;
} tally_of_plays;
static tally_of_plays tally_plays;

/* The acts as a story, with the others' plans: does it hold for whoever reads docs/meaning.md
 * anew? */
static void judge_play(kz_play *play) {
    arena in = kzi_arena(&play->from);
    act_id *acts = KZI_TAKE_MANY(&in, act_id, play->events.count + 1);
    replay_plan *plans = KZI_TAKE_MANY(&in, replay_plan, play->events.count + 1);
    replay_story story = {.acts = acts, .plans = plans, .has_any_ending = true};
    bool can_be_judged = true;
    for (uint32_t i = 0; i < play->events.count; i++) {
        const play_event *e = &play->events.items[i];
        if (e->kind == EVENT_TRIED || e->kind == EVENT_WAITED)
            can_be_judged = false; /* what no story told by the engine has */
        if (e->kind != EVENT_ACT) continue;
        const ground_act *a = &play->ground->acts[e->act.n];
        if (!e->is_choice && a->actor_count) {
            assert_true(e->plan_length > 0);
            plans[story.plan_count++] = (replay_plan){
                story.act_count, play->ground->actors[a->first_actor], e->plan, e->plan_length};
            tally_plays.others++;
        }
        acts[story.act_count++] = e->act;
    }
    if (can_be_judged) {
        replay_verdict verdict =
            kzi_replay(&in, play->ground, &story, &play->stories.limits, 200000);
        if (kzi_replay_refuses(&verdict))
            print_error("act %u: %s\n", verdict.act, kzi_replay_words(verdict.outcome));
        assert_false(kzi_replay_refuses(&verdict));
        tally_plays.judged++;
    }
    kzi_arena_free(&in);
}

static void choose_something(kz_play *play, uint64_t *luck) {
    uint32_t count = kz_play_move_count(play);
    uint64_t roll = dice(luck) % (count + 1);
    kz_heard heard;
    if (roll == count) {
        heard = kz_play_wait(play);
    } else {
        char number[16];
        snprintf(number, sizeof number, "%u", (unsigned)roll + 1);
        heard = kz_play_choose(play, number);
    }
    assert_true(heard == KZ_HEARD || heard == KZ_HEARD_UNWILLING);
}

static void play_at_random(const kz_world *world, const char *who, uint64_t seed,
                           bool is_harmless) {
    kz_play *play = play_as(world, who, seed);
    uint64_t luck = seed;
    uint32_t choices = 0;
    while (go_on(play, WHOLE_TURN) == KZ_TURN_YOURS && choices++ < MOST_CHOICES) {
        for (uint32_t i = 0; i < play->moves.count; i++)
            assert_false(play->is_harm[play->moves.items[i].n]);
        const char *news = kz_play_text(play, KZ_PAGE_NEWS, KZ_PLAIN);
        assert_non_null(news);
        choose_something(play, &luck);
        tally_plays.choices++;
    }
    assert_true(play->turn_is == KZ_TURN_YOURS || play->turn_is == KZ_TURN_OVER);
    if (is_harmless)
        assert_true(!kz_play_ending(play) || strcmp(kz_play_ending(play), "pact_kept") != 0);
    tally_plays.over += play->turn_is == KZ_TURN_OVER;
    tally_plays.plays++;
    judge_play(play);
    if (seed % 4 == 0) assert_non_null(kz_play_text(play, KZ_PAGE_END, KZ_PLAIN));
    kz_play_free(play);
}

static void many_random_plays(const guest_world *from, const kz_world *world) {
    const char *wanted = getenv("KZ_PLAYS");
    uint64_t count = wanted ? strtoull(wanted, NULL, 10) : 20;
    kz_play *people = play_as(world, NULL, 0);
    uint32_t person_count = 0;
    while (kz_play_person(people, person_count)) person_count++;
    assert_true(person_count > 0);
    for (uint64_t i = 0; i < count; i++)
        play_at_random(world, kz_play_person(people, (uint32_t)(i % person_count)), i + 1,
                       is_why(from));
    kz_play_free(people);
}

static void random_plays_end_well(void **state) {
    (void)state;
    each_founding_world(many_random_plays);
    print_message("%llu plays, %llu choices, %llu acts of others with their plans, %llu plays "
                  "judged by the replay, %llu over\n",
                  (unsigned long long)tally_plays.plays, (unsigned long long)tally_plays.choices,
                  (unsigned long long)tally_plays.others, (unsigned long long)tally_plays.judged,
                  (unsigned long long)tally_plays.over);
    assert_true(tally_plays.judged * 4 > tally_plays.plays);
}

/* ---- slices, seeds, threads ---- */

/* A whole play of fixed choices, as text: what was seen, and the save. */
static char *fixed_play(const kz_world *world, uint32_t person, uint64_t effort) {
    kz_play *people = play_as(world, NULL, 0);
    kz_play *play = play_as(world, kz_play_person(people, person), 5);
    kz_play_free(people);
    uint64_t luck = 77;
    uint32_t choices = 0;
    while (go_on(play, effort) == KZ_TURN_YOURS && choices++ < 12) choose_something(play, &luck);
    char *log = page_of(play, KZ_PAGE_LOG), *save = page_of(play, KZ_PAGE_SAVE),
         *end = page_of(play, KZ_PAGE_END);
    char *all = guest_joined(log, save, end);
    free(log);
    free(save);
    free(end);
    kz_play_free(play);
    return all;
}

static void slices_change_nothing_in(const guest_world *from, const kz_world *world) {
    (void)from;
    char *whole = fixed_play(world, 0, WHOLE_TURN);
    static const uint64_t efforts[] = {1, 7, 300};
    for (int i = 0; i < 3; i++) {
        char *sliced = fixed_play(world, 0, efforts[i]);
        assert_text_equal(sliced, whole);
        free(sliced);
    }
    free(whole);
}

static void slices_change_nothing(void **state) {
    (void)state;
    each_founding_world(slices_change_nothing_in);
}

typedef struct {
    const kz_world *world;
    char *text;
} playing_thread;

static void *play_in_thread(void *self) {
    playing_thread *t = self;
    t->text = fixed_play(t->world, 0, 50);
    return NULL;
}

static void threads_share(const guest_world *from, const kz_world *world) {
    (void)from;
    pthread_t threads[8];
    playing_thread all[8];
    char *alone = fixed_play(world, 0, 50);
    for (int i = 0; i < 8; i++) {
        all[i] = (playing_thread){.world = world};
        assert_int_equal(pthread_create(&threads[i], NULL, play_in_thread, &all[i]), 0);
    }
    for (int i = 0; i < 8; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < 8; i++) {
        assert_text_equal(all[i].text, alone);
        free(all[i].text);
    }
    free(alone);
}

static void plays_in_threads_share_a_world(void **state) {
    (void)state;
    each_founding_world(threads_share);
}

/* ---- undo ---- */
static void undo_goes_back_in(const guest_world *from, const kz_world *world) {
    (void)from;
    kz_play *people = play_as(world, NULL, 0);
    kz_play *play = play_as(world, kz_play_person(people, 0), 0);
    kz_play_free(people);
    if (go_on(play, WHOLE_TURN) != KZ_TURN_YOURS) {
        kz_play_free(play);
        return;
    }
    char *before = page_of(play, KZ_PAGE_SAVE);
    uint64_t luck = 3;
    uint32_t made = 0;
    for (; made < 6 && play->turn_is == KZ_TURN_YOURS; made++) {
        choose_something(play, &luck);
        go_on(play, WHOLE_TURN);
    }
    while (kz_play_undo(play) == KZ_HEARD) go_on(play, WHOLE_TURN);
    char *after = page_of(play, KZ_PAGE_SAVE);
    assert_text_equal(after, before);
    free(before);
    free(after);
    kz_play_free(play);
}

static void undo_goes_back(void **state) {
    (void)state;
    each_founding_world(undo_goes_back_in);
}

/* ---- memory ---- */
static void warm_steps_take_no_memory_in(const guest_world *from) {
    counting c = {0};
    house h = open_house(from->text, from->length, &c);
    kz_play *people = play_as(h.world, NULL, 0);
    kz_play *play = play_as(h.world, kz_play_person(people, 0), 0);
    kz_play_free(people);
    uint64_t asked = 0;
    for (int round = 0; round < 3; round++) {
        if (round == 2) asked = c.asked; /* warm: the same choices were made twice */
        uint64_t luck = 9;
        for (int i = 0; i < 15 && go_on(play, WHOLE_TURN) == KZ_TURN_YOURS; i++) {
            assert_non_null(kz_play_text(play, KZ_PAGE_NEWS, KZ_PLAIN));
            choose_something(play, &luck);
        }
        while (kz_play_undo(play) == KZ_HEARD) {}
    }
    assert_int_equal(c.asked, asked);
    kz_play_free(play);
    close_house(&h);
    assert_int_equal(c.in_use, 0);
}

static void reserved_steps_take_no_memory_in(const guest_world *from) {
    counting c = {0};
    house h = open_house(from->text, from->length, &c);
    kz_play *people = play_as(h.world, NULL, 0);
    kz_play_settings settings = {
        .size = sizeof settings, .as = kz_play_person(people, 0), .reserve = (size_t)64 << 20};
    kz_play *play = kz_play_begin(h.world, &settings);
    uint64_t asked = c.asked, luck = 4;
    for (int i = 0; i < 30 && go_on(play, WHOLE_TURN) == KZ_TURN_YOURS; i++)
        choose_something(play, &luck);
    assert_int_equal(c.asked,
                     asked); /* nothing was known before, and still no block was asked for */
    kz_play_free(people);
    kz_play_free(play);
    close_house(&h);
}

static void a_warm_step_takes_no_memory(void **state) {
    (void)state;
    guest_worlds worlds = guest_founding_worlds();
    for (size_t i = 0; i < worlds.count; i++) {
        warm_steps_take_no_memory_in(&worlds.all[i]);
        reserved_steps_take_no_memory_in(&worlds.all[i]);
    }
    guest_worlds_free(&worlds);
}

static const char ferry[] =
    "story \"Ferry\"\nplace quay\nplace boat\nfact Ren.at: quay, boat\nfact Mio.loves_him, "
    "sailed\nperson Ren he\n  believes not Mio.loves_him\n"
    "  wants 2: at is boat\n  wants 5: at is quay, Mio.loves_him\nperson Mio she\n  loves_him\n  "
    "wants 4: Ren.at is quay\n"
    "act board by Ren\n  if at is quay\n  then at becomes boat\n  Mio learns Ren believes not "
    "Mio.loves_him\n"
    "act call_out by Mio\n  if Ren.at is boat\n  Ren learns loves_him\nact turn_back by Ren\n  if "
    "at is boat\n  then at becomes quay\n"
    "act cast_off by fate\n  if Ren.at is boat\n  then sailed\nending he_sails when sailed\nending "
    "he_stays when Ren believes Mio.loves_him, Ren.at is quay\n";

static const char ferry_words[] = "quay, boat\nfact";

/* True when all of it was had. */
static bool whole_evening(counting *c) {
    house h = open_house(ferry, sizeof ferry - 1, c);
    bool is_whole = false;
    kz_play_settings settings = {
        .size = sizeof settings, .as = "Ren", .toward = "he_stays", .reserve = 1};
    kz_play *play =
        h.world && kz_world_error_count(h.world) == 0 ? kz_play_begin(h.world, &settings) : NULL;
    if (play && go_on(play, 3) == KZ_TURN_YOURS && kz_play_choose(play, "board") == KZ_HEARD &&
        go_on(play, 3) == KZ_TURN_YOURS) {
        const char *save = kz_play_text(play, KZ_PAGE_SAVE, KZ_PLAIN);
        char *kept = save ? copy_of(save) : NULL;
        kz_play *again = kept ? kz_play_load(h.world, kept, strlen(kept), NULL) : NULL;
        is_whole = again && kz_play_fit(again) == KZ_FIT_EXACT && kz_play_why(play, NULL) &&
                   kz_play_whynot(play, "board") && kz_play_text(play, KZ_PAGE_MINDS, KZ_JSON) &&
                   kz_play_text(play, KZ_PAGE_HINT, KZ_PLAIN) &&
                   kz_play_choose(play, "turn back") == KZ_HEARD &&
                   go_on(play, 3) == KZ_TURN_OVER && kz_play_text(play, KZ_PAGE_END, KZ_PLAIN) &&
                   kz_play_undo(play) == KZ_HEARD &&
                   kz_play_would(play, "Mio", 100000) == KZ_TURN_YOURS;
        free(kept);
        kz_play_free(again);
    }
    kz_play_free(play);
    close_house(&h);
    return is_whole;
}

static void whoever_is_refused_memory_says_so(void **state) {
    (void)state;
    assert_non_null(strstr(ferry, ferry_words));
    counting whole = {0};
    assert_true(whole_evening(&whole));
    assert_int_equal(whole.in_use, 0);
    for (int on = 0; on < 2; on++) {
        for (uint64_t i = 1; i <= whole.asked; i++) {
            counting c = {.refused = i, .from_then_on = on};
            bool is_whole = whole_evening(&c);
            if (c.in_use || (is_whole && c.refusals))
                print_error("refused %llu%s\n", (unsigned long long)i, on ? " and on" : "");
            assert_int_equal(c.in_use, 0);
            assert_false(is_whole && c.refusals);
        }
    }
    print_message("%llu refusals\n", (unsigned long long)whole.asked * 2);
}

/* ---- saves ---- */
static void saves_come_back_in(const guest_world *from, const kz_world *world) {
    (void)from;
    kz_play *people = play_as(world, NULL, 0);
    kz_play *play = play_as(world, kz_play_person(people, 0), 2);
    kz_play_free(people);
    uint64_t luck = 31;
    for (int i = 0; i < 8; i++) {
        kz_turn turn = go_on(play, WHOLE_TURN);
        char *save = page_of(play, KZ_PAGE_SAVE);
        kz_play *again = kz_play_load(world, save, strlen(save), NULL);
        assert_int_equal(kz_play_fit(again), KZ_FIT_EXACT);
        assert_int_equal(go_on(again, WHOLE_TURN), turn);
        char *same = page_of(again, KZ_PAGE_SAVE);
        assert_text_equal(same, save);
        free(same);
        free(save);
        kz_play_free(again);
        if (turn != KZ_TURN_YOURS) break;
        choose_something(play, &luck);
    }
    kz_play_free(play);
}

static void saves_come_back(void **state) {
    (void)state;
    each_founding_world(saves_come_back_in);
}

static char *ferry_save(const kz_world *world) {
    kz_play *play = play_as(world, "Ren", 0);
    go_on(play, WHOLE_TURN);
    assert_int_equal(kz_play_choose(play, "board"), KZ_HEARD);
    go_on(play, WHOLE_TURN);
    char *save = page_of(play, KZ_PAGE_SAVE);
    kz_play_free(play);
    return save;
}

static void check_fit(const kz_world *world, const char *save, size_t length, kz_fit wanted) {
    kz_play *made = kz_play_load(world, save, length, NULL);
    assert_non_null(made);
    if (kz_play_fit(made) != wanted) print_error("%s", kz_play_fit_text(made, KZ_PLAIN));
    assert_int_equal(kz_play_fit(made), wanted);
    assert_non_null(strstr(kz_play_fit_text(made, KZ_JSON), "\"fit\""));
    if (wanted == KZ_FIT_REFUSED) assert_int_equal(kz_play_advance(made, 100), KZ_TURN_MISTAKEN);
    kz_play_free(made);
}

static void damaged_saves_are_refused(void **state) {
    (void)state;
    house h = open_house(ferry, sizeof ferry - 1, NULL);
    char *save = ferry_save(h.world);
    size_t length = strlen(save);
    check_fit(h.world, save, length, KZ_FIT_EXACT);
    for (size_t i = 0; i < length; i++)
        check_fit(h.world, save, i, KZ_FIT_REFUSED); /* cut short anywhere */
    for (size_t i = 0; i < length; i++) {            /* one byte changed anywhere */
        save[i] ^= 1;
        check_fit(h.world, save, length, KZ_FIT_REFUSED);
        save[i] ^= 1;
    }
    check_fit(h.world, "", 0, KZ_FIT_REFUSED);
    check_fit(h.world,
              "\x7f"
              "ELF",
              4, KZ_FIT_REFUSED);
    free(save);
    close_house(&h);
}

/* A save with a sum that is right, whatever it says: what somebody writes who means harm. */
static char *with_sum(const char *body) {
    char *made = malloc(strlen(body) + 32);
    sprintf(made, "%send %016llx\n", body,
            (unsigned long long)kzi_save_checksum(body, strlen(body)));
    return made;
}

static void hostile_saves_are_refused(void **state) {
    (void)state;
    static const char *const bodies[] = {
        "kizuna save 1\n",
        "kizuna save 2\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed x\nas "
        "Ren\nworld 0\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas "
        "Nobody_here\nworld 0\n",
        "kizuna save 1\nstory Other\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nnow "
        "Ren\nworld 0\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nnow "
        "Ren\nworld 0\nholds Ren 7\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nnow "
        "Ren\nworld 0\nholds Ren 1\nworld 1 like 0\nholds Ren 0\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nnow "
        "Ren\nworld 5\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nis "
        "Ren.at boat\nworld 0\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas Ren\nfree "
        "Ren 99999999999999999999\nworld 0\n",
        "kizuna save 1\nstory Ferry\nsource 00000000000000000000000000000000\nseed 0\nas "
        "Ren\nchange not a line\nworld 0\n",
    };
    house h = open_house(ferry, sizeof ferry - 1, NULL);
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char *save = with_sum(bodies[i]);
        check_fit(h.world, save, strlen(save), KZ_FIT_REFUSED);
        free(save);
    }
    close_house(&h);
}

static char *replaced(const char *text, const char *old, const char *by) {
    const char *at = strstr(text, old);
    assert_non_null(at);
    char *made = malloc(strlen(text) + strlen(by) + 1);
    sprintf(made, "%.*s%s%s", (int)(at - text), text, by, at + strlen(old));
    return made;
}

static void a_changed_world_migrates(void **state) {
    (void)state;
    house h = open_house(ferry, sizeof ferry - 1, NULL);
    char *save = ferry_save(h.world);
    char *added =
             replaced(ferry, "fact Mio.loves_him, sailed", "fact Mio.loves_him, sailed, windy"),
         *renamed = replaced(added, "then sailed\n", "then sailed, windy\n");
    house changed = open_house(renamed, strlen(renamed), NULL);
    kz_play *made = kz_play_load(changed.world, save, strlen(save), NULL);
    assert_int_equal(kz_play_fit(made), KZ_FIT_MIGRATED);
    const char *said = kz_play_fit_text(made, KZ_PLAIN);
    assert_non_null(strstr(said, "defaulted: windy"));
    assert_non_null(strstr(said, "dropped: the choices before"));
    assert_int_equal(go_on(made, WHOLE_TURN), KZ_TURN_YOURS);
    assert_non_null(strstr(kz_play_text(made, KZ_PAGE_MINDS, KZ_PLAIN), "Ren.at is boat"));
    assert_int_equal(kz_play_choose(made, "turn back"), KZ_HEARD);
    kz_play_free(made);
    close_house(&changed);
    char *poorer = replaced(ferry,
                            "act cast_off by fate\n  if Ren.at is boat\n  then sailed\nending "
                            "he_sails when sailed\n",
                            ""),
         *without = replaced(poorer, "fact Mio.loves_him, sailed", "fact Mio.loves_him");
    house less = open_house(without, strlen(without), NULL);
    made = kz_play_load(less.world, save, strlen(save), NULL);
    assert_int_equal(kz_play_fit(made), KZ_FIT_MIGRATED);
    assert_non_null(strstr(kz_play_fit_text(made, KZ_PLAIN), "dropped: sailed"));
    kz_play_free(made);
    close_house(&less);
    free(save);
    free(added);
    free(renamed);
    free(poorer);
    free(without);
    close_house(&h);
}

/* ---- care, and limits of content ---- */
static const char night[] =
    "story \"Night\"\nfact Ren.low, Ren.slept, Ren.gone, called\nperson Ren he\n  wants 3: gone\n  "
    "wants 1: slept\nperson Mio she\n  wants 2: called\n"
    "act give_up by Ren\n  if not low\n  then low\nact go by Ren\n  if low\n  then gone\nact sleep "
    "by Ren\n  if not slept\n  then slept\n"
    "act call by Mio\n  if not called\n  then called\nending lost when Ren.gone\n  content "
    "self-harm\nending morning when Ren.slept\n";

static void a_step_toward_a_marked_ending_is_no_move(void **state) {
    (void)state;
    house h = open_house(night, sizeof night - 1, NULL);
    assert_int_equal(kz_world_error_count(h.world), 0);
    kz_play *play = play_as(h.world, "Ren", 0);
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_YOURS);
    assert_int_equal(kz_play_choose(play, "give up"),
                     KZ_HEARD); /* it is not marked, and leads elsewhere too */
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_YOURS);
    assert_int_equal(kz_play_choose(play, "go"), KZ_HEARD_UNKNOWN);
    assert_non_null(strstr(kz_play_text(play, KZ_PAGE_NEWS, KZ_PLAIN),
                           "There is another way from here: sleep."));
    assert_non_null(strstr(kz_play_whynot(play, "go"), "not among the moves"));
    assert_int_equal(kz_play_hand_over(play, "Mio"),
                     KZ_HEARD); /* and he does not do it either while somebody looks on */
    go_on(play, WHOLE_TURN);
    assert_true(!kz_play_ending(play) || strcmp(kz_play_ending(play), "morning") == 0);
    kz_play_free(play);
    const char *const without[] = {"Self harm"};
    kz_play_settings settings = {
        .size = sizeof settings, .without_content = without, .without_content_count = 1};
    play = kz_play_begin(h.world, &settings);
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_OVER);
    assert_text_equal(kz_play_ending(play), "morning");
    kz_play_free(play);
    close_house(&h);
}

/* ---- what somebody would do ---- */
static void what_would_she_do(void **state) {
    (void)state;
    house h = open_house(ferry, sizeof ferry - 1, NULL);
    kz_play *play = play_as(h.world, NULL, 0);
    assert_int_equal(kz_play_would(play, "Mio", WHOLE_TURN), KZ_TURN_YOURS);
    assert_null(kz_play_would_act(play));
    assert_int_equal(kz_play_happens(play, "board"), KZ_HEARD);
    kz_turn turn;
    uint32_t frames = 0;
    while ((turn = kz_play_would(play, "Mio", 1)) == KZ_TURN_WORKING) frames++;
    assert_true(frames > 0);
    assert_text_equal(kz_play_would_act(play), "call_out by Mio");
    assert_non_null(
        strstr(kz_play_text(play, KZ_PAGE_WOULD, KZ_PLAIN), "call out, then turn back by Ren"));
    assert_int_equal(kz_play_would(play, "Nobody", 1), KZ_TURN_MISTAKEN);
    assert_int_equal(kz_play_happens(play, "board"), KZ_HEARD_UNWILLING);
    kz_play_free(play);
    close_house(&h);
}

/* ---- what the played person holds possible and is not ---- */
static const char door[] =
    "story \"Door\"\nfact locked, Ren.out\nlocked\nperson Ren he\n  believes not locked\n  wants "
    "1: out\nact leave by Ren\n  if not locked, not out\n"
    "  then out\nact unlock by Ren\n  if locked\n  then not locked\nending away when Ren.out\n";

static void who_is_wrong_finds_out(void **state) {
    (void)state;
    house h = open_house(door, sizeof door - 1, NULL);
    assert_int_equal(kz_world_error_count(h.world), 0);
    kz_play *play = play_as(h.world, "Ren", 0);
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_YOURS);
    assert_int_equal(kz_play_move_count(play), 1);
    assert_int_equal(kz_play_choose(play, "leave"), KZ_HEARD);
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_YOURS);
    const char *news = kz_play_text(play, KZ_PAGE_NEWS, KZ_PLAIN);
    assert_non_null(strstr(news, "it could not be done"));
    assert_non_null(strstr(news, "now believes: locked"));
    assert_int_equal(kz_play_choose(play, "unlock"), KZ_HEARD);
    assert_int_equal(go_on(play, WHOLE_TURN), KZ_TURN_YOURS);
    char *save = page_of(play, KZ_PAGE_SAVE);
    check_fit(h.world, save, strlen(save), KZ_FIT_EXACT);
    free(save);
    assert_int_equal(kz_play_choose(play, "leave"), KZ_HEARD);
    assert_text_equal(kz_play_ending(play), "away");
    kz_play_free(play);
    close_house(&h);
}

static void mistakes_are_told(void **state) {
    (void)state;
    house h = open_house(ferry, sizeof ferry - 1, NULL);
    kz_play *play = play_as(h.world, "Rem", 0);
    assert_int_equal(kz_play_advance(play, 10), KZ_TURN_MISTAKEN);
    assert_non_null(strstr(kz_play_notes(play, KZ_PLAIN), "Ren"));
    assert_int_equal(kz_play_wait(play), KZ_HEARD_NOT_NOW);
    assert_text_equal(kz_play_text(play, KZ_PAGE_SAVE, KZ_PLAIN), "");
    kz_play_free(play);
    close_house(&h);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(told_tales_can_be_played),
        cmocka_unit_test(random_plays_end_well),
        cmocka_unit_test(slices_change_nothing),
        cmocka_unit_test(plays_in_threads_share_a_world),
        cmocka_unit_test(undo_goes_back),
        cmocka_unit_test(a_warm_step_takes_no_memory),
        cmocka_unit_test(whoever_is_refused_memory_says_so),
        cmocka_unit_test(saves_come_back),
        cmocka_unit_test(damaged_saves_are_refused),
        cmocka_unit_test(hostile_saves_are_refused),
        cmocka_unit_test(a_changed_world_migrates),
        cmocka_unit_test(a_step_toward_a_marked_ending_is_no_move),
        cmocka_unit_test(what_would_she_do),
        cmocka_unit_test(who_is_wrong_finds_out),
        cmocka_unit_test(mistakes_are_told),
    };
    return RUN_TESTS(tests);
}
