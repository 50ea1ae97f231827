/* SPDX-License-Identifier: MIT
 *
 * test_twins: things are twins exactly where nothing tells them apart; what may happen to one may
 * happen to the other, and for the same reasons; and memory that ends is said.
 *
 * In     small problems, each with the swaps that should be found; the hard ones of bench/
 * Out    the swaps found; and, from the start on, of each state and its image: the same acts,
 * images of each other again, explained or not alike
 */
#define _POSIX_C_SOURCE 200809L
#include "problem_world.h"
#include "kiz_world.h"
#include "miser.h"
#include "story/reasons.h"

#include <dirent.h>

enum {
    HOUSES = 60,
    PAIRS_OF_HOUSE = 20,
    MOST_PAIRS = 200,
    MOST_NAMED = 256,
    PLAN_LIMIT = 4,
    MIND_LIMIT = 2,
    DEEP = 3
};

/* ---- which swaps there are ---- */
#define HOUSE                                                                                      \
    "type room; type guest : character; entity Hall : room; entity North : room;\n"                \
    "entity South : room; entity Ann : guest; entity Bob : guest; entity Kit : character;\n"       \
    "property at(c : character) : room; property glad(c : character) : number;\n"                  \
    "property lit(r : room) : boolean; property friend(c : character) : character;\n"              \
    "at(Ann) = Hall; at(Bob) = Hall; at(Kit) = Hall; friend(Kit) = Ann;\n"                         \
    "action walk(who : character, to : room) { precondition: at(who) != to; "                      \
    "effect: at(who) = to; consenting: who; observing(c : character): at(c) == to | at(c) == "     \
    "at(who); };\n"

#define WANTS                                                                                      \
    "utility(): glad(Ann) + glad(Bob); utility(Ann): glad(Ann); utility(Bob): glad(Bob); "         \
    "utility(Kit): if(at(Ann) == at(Bob)) 1 else 0;\n"

typedef struct twin_case {
    const char *text, *swaps;
} twin_case;

static const twin_case CASES[] = {
    /* all rooms alike: where people start does not count */
    {HOUSE WANTS, "Ann-Bob Hall-North Hall-South North-South"},
    {HOUSE "action rest(who : guest) { precondition: at(who) == North; effect: glad(who) = 1; "
           "consenting: who; };\n" WANTS,
     "Ann-Bob Hall-South"},
    {HOUSE "utility(): glad(Ann) + glad(Bob); utility(Ann): glad(Ann) + glad(Bob); utility(Bob): "
           "glad(Bob); utility(Kit): glad(Kit);\n",
     "Hall-North Hall-South North-South"},
    /* Kit is no guest, but nothing here asks who is one */
    {HOUSE "utility(): glad(Ann) + glad(Kit); utility(Ann): glad(Ann); utility(Bob): glad(Bob); "
           "utility(Kit): glad(Kit);\n",
     "Ann-Kit Hall-North Hall-South North-South"},
    /* an amount is no thing, though Ann has a number too */
    {HOUSE "action cheer(who : guest) { effect: glad(who) = 0; consenting: who; };\n"
           "action praise(who : guest) { effect: glad(who) = 1; consenting: who; };\n"
           "action thank(who : guest) { effect: glad(who) = 2; consenting: who; };\n" WANTS,
     "Ann-Bob Hall-North Hall-South North-South"},
    /* whichever rule comes first keeps the other from being asked */
    {HOUSE "trigger wakes(who : guest) { precondition: at(who) == Hall & glad(Kit) == 0; effect: "
           "glad(who) = 1 & glad(Kit) = 1; };\n" WANTS,
     "North-South"},
    {HOUSE "trigger wakes(who : guest) { precondition: at(who) == Hall & glad(who) == 0; effect: "
           "glad(who) = 1; };\n" WANTS,
     "Ann-Bob North-South"},
    /* the later of two effects on one fact wins */
    {HOUSE
     "action light() { effect: if(lit(North)) lit(Hall) & if(lit(South)) !lit(Hall); };\n" WANTS,
     "Ann-Bob"},
    {HOUSE
     "action light() { effect: if(lit(North)) lit(Hall) & if(lit(South)) lit(Hall); };\n" WANTS,
     "Ann-Bob"}, /* it would be the same in either order, but that is not seen */
    {HOUSE "action light() { effect: lit(North) & lit(South); };\n" WANTS, "Ann-Bob North-South"},
    {HOUSE "action tell(who : guest, of : room) { effect: believes(Kit, lit(of)); consenting: who; "
           "};\n" WANTS,
     "Ann-Bob Hall-North Hall-South North-South"},
    /* a rule that reads what another sets may come too late */
    {HOUSE "trigger wakes(who : guest) { precondition: lit(Hall) & glad(who) == 0; effect: "
           "glad(who) = 1; };\n"
           "trigger dims() { precondition: lit(Hall); effect: !lit(Hall); };\n" WANTS,
     "North-South"},
    {HOUSE "utility(): glad(Ann) - glad(Bob); utility(Ann): glad(Ann); utility(Bob): glad(Bob); "
           "utility(Kit): glad(Kit);\n",
     "Hall-North Hall-South North-South"},
    /* who sees that they were wrong about a claim on several facts doubts the first of them */
    {HOUSE
     "action boast(who : guest, whom : guest) { precondition: glad(who) != glad(whom); effect: "
     "friend(Kit) = who; };\n" WANTS,
     "Hall-North Hall-South North-South"},
    {HOUSE
     "action boast(who : guest) { precondition: glad(who) != glad(Kit); effect: friend(Kit) = "
     "who; };\n" WANTS,
     "Ann-Bob Hall-North Hall-South North-South"},
    /* and about several minds is put right about the first */
    {HOUSE "action agree(who : guest, whom : guest) { precondition: who != whom & believes(who, "
           "lit(Hall)) & believes(whom, lit(Hall)); effect: friend(who) = whom; };\n" WANTS,
     "North-South"},
    /* what brackets hold besides things tells no facts apart here */
    {HOUSE "property marked(b : boolean) : boolean;\n" WANTS,
     "Ann-Bob Hall-North Hall-South North-South"},
    {HOUSE "property said(c : guest, b : boolean) : boolean;\n" WANTS,
     "Hall-North Hall-South North-South"},
    /* beliefs are set one after the other */
    {HOUSE
     "action tell() { effect: believes(Kit, lit(North)) & believes(Kit, lit(South)); };\n" WANTS,
     "Ann-Bob"},
};

/* Who would answer tells whom Kit would call, and nothing else does. */
#define CALLS(deaf)                                                                                \
    HOUSE "action call(whom : guest) { effect: friend(Kit) = whom; consenting: Kit; };\n"          \
          "action answer(who : guest) { precondition: friend(Kit) == who & lit(Hall); effect: "    \
          "glad(Kit) = 1 & glad(who) = 1; consenting: who; };\n"                                   \
          "friend(Kit) = ?; lit(Hall); believes(" deaf                                             \
          ", !lit(Hall)); believes(Kit, believes(" deaf ", !lit(Hall)));\n"                        \
          "utility(): glad(Kit); utility(Ann): glad(Ann); utility(Bob): glad(Bob); utility(Kit): " \
          "glad(Kit);\n"

/* ---- houses put together by lot ---- */
static const char *const HAPPENINGS[] = {
    "action greet(who : guest, whom : guest) { precondition: who != whom & at(who) == at(whom); "
    "effect: glad(whom) = glad(whom) + 1; consenting: who, whom; observing(c : character): at(c) "
    "== at(who); };\n",
    "action light(who : guest, in : room) { precondition: at(who) == in & !lit(in); effect: "
    "lit(in); consenting: who; observing(c : character): at(c) == in; };\n",
    "action tell(who : character, whom : guest, of : room) { precondition: at(who) == at(whom) & "
    "lit(of); effect: believes(whom, lit(of)); consenting: who; };\n",
    "action lie(who : character, whom : guest, of : room) { precondition: believes(who, !lit(of)); "
    "effect: believes(whom, lit(of)) & believes(whom, believes(who, lit(of))); consenting: who; "
    "};\n",
    "action befriend(who : character, whom : guest) { precondition: friend(who) != whom; effect: "
    "friend(who) = whom; consenting: who; observing(c : character): c == whom; };\n",
    "action meet(in : room) { precondition: exists(one : guest) at(one) == in & lit(in); effect: "
    "forall(all : guest) if(at(all) == in) glad(all) = glad(all) + 1; };\n",
    "trigger notices(who : guest, in : room) { precondition: at(who) == in & lit(in) & "
    "!believes(who, lit(in)); effect: believes(who, lit(in)); };\n",
    "trigger cheers(who : guest) { precondition: friend(Kit) == who & glad(who) < 1; effect: "
    "glad(who) = 1; };\n",
    "trigger takes(who : guest) { precondition: friend(who) == Kit; effect: friend(Kit) = who & "
    "friend(who) = ?; };\n",
    "action dim(in : room) { precondition: lit(in); effect: !lit(in); observing(c : character): "
    "friend(c) != Kit; };\n",
    "action envy(who : guest, whom : character) { precondition: friend(whom) == who; effect: "
    "glad(who) = 0 - glad(who); consenting: whom; };\n",
    "action boast(who : guest, whom : guest) { precondition: who != whom & glad(who) != "
    "glad(whom); "
    "effect: friend(Kit) = who; };\n",
    "action mope(who : guest) { effect: glad(who) = glad(who) - 1; observing(c : character): c == "
    "who; "
    "};\n",
    "action agree(who : guest, whom : guest, in : room) { precondition: who != whom & "
    "believes(who, "
    "lit(in)) & believes(whom, lit(in)); effect: friend(who) = whom; };\n",
    "action turn(who : guest) { precondition: at(who) == North | glad(who) > 1; effect: at(who) = "
    "South; consenting: who; };\n",
};
static const char *const WISHES[] = {
    ("utility(): glad(Ann) + glad(Bob); utility(Ann): glad(Ann) + (if(exists(r : room) (at(Ann) == "
     "r & lit(r))) 1 else 0); utility(Bob): glad(Bob) + (if(exists(r : room) (at(Bob) == r & "
     "lit(r))) 1 else 0); utility(Kit): glad(Ann) + glad(Bob);\n"),
    ("utility(): if(lit(North)) 1 else 0; utility(Ann): if(friend(Kit) == Ann) 2 else 0; "
     "utility(Bob): if(friend(Kit) == Bob) 2 else 0; utility(Kit): if(exists(r : room) lit(r)) 1 "
     "else 0;\n"),
    ("utility(): glad(Kit); utility(Ann): if(at(Ann) == at(Bob)) 1 else 0; utility(Bob): "
     "if(at(Bob) "
     "== at(Ann)) 1 else 0; utility(Kit): 0 - glad(Ann) - glad(Bob);\n"),
};

static uint32_t roll(uint64_t *seed, uint32_t sides) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % sides;
}

static char *house_by_lot(uint64_t *seed) {
    static char text[16384];
    uint32_t wishes = sizeof WISHES / sizeof *WISHES;
    strcpy(text, HOUSE);
    for (size_t i = 0; i < sizeof HAPPENINGS / sizeof *HAPPENINGS; i++) {
        if (roll(seed, 3) == 0) strcat(text, HAPPENINGS[i]);
    }
    if (roll(seed, 2)) strcat(text, "believes(Ann, lit(North));\n");
    if (roll(seed, 2)) strcat(text, "believes(Bob, lit(North));\n");
    if (roll(seed, 3) == 0) strcat(text, "believes(Kit, believes(Ann, at(Kit) = North));\n");
    if (roll(seed, 2)) strcat(text, "friend(Kit) = ?;\n");
    return strcat(text, WISHES[roll(seed, wishes)]);
}

static void list_swaps(const grounded *about, const twins *found, char *to) {
    *to = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        thing_id two[2] = {found->swaps[i].one, found->swaps[i].other};
        sprintf(to + strlen(to), "%s%s-%s", i ? " " : "",
                kzi_symbol_text(about->names, about->things[two[0].n].name),
                kzi_symbol_text(about->names, about->things[two[1].n].name));
    }
}

static void things_are_twins_where_nothing_tells_them_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        problem_world w;
        twins found;
        char listed[4096];
        problem_world_open(&w, "house.txt", CASES[i].text);
        assert_non_null(w.about);
        assert_true(kzi_twins_find(&found, w.about, w.about->author_worth, &w.in));
        list_swaps(w.about, &found, listed);
        if (strcmp(listed, CASES[i].swaps) != 0) print_error("of world %zu\n", i);
        assert_string_equal(listed, CASES[i].swaps);
        problem_world_close(&w);
    }
}

/* ---- memory ends ---- */
static bool looks_for_twins(void *context, arena *in) {
    const problem_world *w = context;
    twins found;
    return kzi_twins_find(&found, w->about, w->about->author_worth, in);
}

static void whoever_looks_for_twins_says_when_memory_ends(void **state) {
    (void)state;
    problem_world w;
    char *text = whole_file(KZ_ROOT "/bench/infirmary.txt");
    problem_world_open(&w, "infirmary.txt", text);
    free(text);
    assert_true(refuse_in_turn(looks_for_twins, &w) > 5);
    problem_world_close(&w);
}

/* ---- a crowd ---- */

/* Each wants to please the next, the last but two themselves, and the last two the first: these two
 * are alike, the last pair looked at. */
static uint32_t twins_in_a_crowd(uint32_t people) {
    static char text[1 << 14];
    int length = sprintf(text, "property likes(who : character, whom : character) : boolean;\n"
                               "action please(who : character, whom : character) { effect: "
                               "likes(whom, who); consenting: who; };\n");
    for (uint32_t i = 0; i < people; i++)
        length += sprintf(text + length, "entity p%u : character;\n", i);
    for (uint32_t i = 0; i < people; i++) {
        uint32_t pleased = i + 3 < people ? i + 1 : i + 3 == people ? i : 0;
        length +=
            sprintf(text + length, "utility(p%u): if(likes(p%u, p%u)) 1 else 0;\n", i, pleased, i);
    }
    sprintf(text + length, "utility(): if(likes(p1, p0)) 1 else 0;\n");
    problem_world w;
    twins found;
    problem_world_open(&w, "crowd.txt", text);
    assert_non_null(w.about);
    assert_true(kzi_twins_find(&found, w.about, w.about->author_worth, &w.in));
    problem_world_close(&w);
    return found.count;
}

static void in_a_crowd_not_all_pairs_are_looked_at(void **state) {
    (void)state;
    assert_int_equal(twins_in_a_crowd(6), 1);
    assert_int_equal(twins_in_a_crowd(90), 0);
}

/* ---- in our own language ---- */
typedef struct kiz_case {
    const char *story, *sight, *act, *ending, *swaps;
} kiz_case;

#define ALL_GLAD "Ren.glad, Aki.glad, Mio.glad"

static const kiz_case KIZ_CASES[] = {
    {"", "", "", ALL_GLAD, "Ren-Aki Ren-Mio Aki-Mio"},
    {"", "", "", "Ren.glad, Aki.glad", "Ren-Aki"},
    {"", "  evident to Ren when Ren.glad\n", "", ALL_GLAD, "Aki-Mio"},
    {"", "  evident to who when who.glad\n", "", ALL_GLAD, "Ren-Aki Ren-Mio Aki-Mio"},
    {"", "", "act sing by Mio\n  if Ren.glad, Aki.glad\n  then order becomes given\n\n", ALL_GLAD,
     "Ren-Aki"},
    /* whoever thought them the same and sees that they are not doubts the first */
    {"", "",
     "act sing by Mio\n  if Ren.tie(Mio) is not Aki.tie(Mio)\n  then order becomes given\n\n",
     ALL_GLAD, ""},
    /* what others do meanwhile is the first act in the author's order */
    {"story \"Alike\"\n  choice lesser evil\n\n", "", "", ALL_GLAD, ""},
};

static void endings_and_sight_tell_things_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof KIZ_CASES / sizeof *KIZ_CASES; i++) {
        kiz_world w;
        twins found;
        char text[2048], listed[256];
        snprintf(
            text, sizeof text,
            "%sfact order: none, given\nfact person.glad\n%sfact person.tie(person): 0..3 both "
            "ways\n\n"
            "person Ren he\n  wants 1: glad\n\nperson Aki she\n  wants 1: glad\n\n"
            "person Mio they\n  wants 1: glad\n\n"
            "act cheer by who: person\n  if not who.glad\n  then who.glad\n\n"
            "act meet(whom: person) by who: person\n  if who.tie(whom) is less than 3\n  then "
            "who.tie(whom) rises by 1\n\n%sending all when %s\n",
            KIZ_CASES[i].story, KIZ_CASES[i].sight, KIZ_CASES[i].act, KIZ_CASES[i].ending);
        kiz_world_open(&w, text);
        assert_true(kzi_twins_find(&found, w.about, ALWAYS_HOLDS, &w.in));
        list_swaps(w.about, &found, listed);
        assert_string_equal(listed, KIZ_CASES[i].swaps);
        kiz_world_close(&w);
    }
}

/* ---- what may happen to one may happen to the other ---- */
typedef struct pair_walk {
    const char *path;
    uint32_t most_pairs;
    problem_world w;
    twins found;
    const swap *by;
    const char *one, *other;    /* names of the two things */
    uint32_t facts[MOST_NAMED]; /* by fact: which has its name with the two names swapped */
    distances distances;
    touches touches;
    reasons alone, with_twins;
    state_id pairs[MOST_PAIRS][2];
    uint32_t pair_count, explained_count;
} pair_walk;

static const char *name_of(const pair_walk *of, value thing) {
    return kzi_symbol_text(of->w.about->names, of->w.about->things[thing].name);
}

static const char *other_name(const pair_walk *of, const char *name) {
    return strcmp(name, of->one) == 0 ? of->other : strcmp(name, of->other) == 0 ? of->one : name;
}

/* `at(Ann)` is `at(Bob)`. */
static void swap_names(const pair_walk *of, const char *text, char *to) {
    char word[64];
    for (size_t i = 0; text[i];) {
        size_t length = strcspn(text + i, "(), ");
        snprintf(word, sizeof word, "%.*s", (int)length, text + i);
        to += sprintf(to, "%s", other_name(of, word));
        for (i += length; text[i] && strchr("(), ", text[i]); i++) *to++ = text[i];
    }
    *to = 0;
}

static void name_facts(pair_walk *of) {
    const grounded *about = of->w.about;
    char name[256];
    assert_true(about->fact_count <= MOST_NAMED);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        swap_names(of, about->facts[i].name, name);
        for (of->facts[i] = 0; strcmp(about->facts[of->facts[i]].name, name) != 0; of->facts[i]++)
            assert_true(of->facts[i] + 1 < about->fact_count);
    }
}

static mind_id other_mind(const pair_walk *of, uint32_t mind) {
    const grounded *about = of->w.about;
    const char *name = other_name(of, name_of(of, (value)about->minds[mind].person.n));
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (strcmp(name_of(of, (value)about->minds[i].person.n), name) == 0) return (mind_id){i};
    }
    fail();
    return NO_MIND;
}

static bool is_image(const pair_walk *of, state_id one, state_id other, uint32_t deep) {
    const grounded *about = of->w.about;
    const states *in = &of->w.of.states;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        value is = kzi_fact_get(about, kzi_state_facts(in, one), (fact_id){i}),
              becomes = kzi_fact_get(about, kzi_state_facts(in, other), (fact_id){of->facts[i]});
        bool is_thing = about->facts[i].type == FACT_THING && is != UNKNOWN && becomes != UNKNOWN;
        if (is_thing ? strcmp(other_name(of, name_of(of, is)), name_of(of, becomes)) != 0
                     : is != becomes)
            return false;
    }
    for (uint32_t i = 0; deep && i < about->mind_count; i++) {
        if (!is_image(of, kzi_state_mind(in, one, (mind_id){i}),
                      kzi_state_mind(in, other, other_mind(of, i)), deep - 1))
            return false;
    }
    return true;
}

static void note_pair(pair_walk *of, state_id one, state_id other) {
    assert_true(is_image(of, one, other, DEEP));
    for (uint32_t i = 0; i < of->pair_count; i++) {
        if (of->pairs[i][0].n == one.n && of->pairs[i][1].n == other.n) return;
    }
    if (of->pair_count == of->most_pairs) return;
    of->pairs[of->pair_count][0] = one;
    of->pairs[of->pair_count++][1] = other;
}

static void compare_reasons(pair_walk *of, view one, view other, act_id act) {
    const ground_act *a = &of->w.about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = of->w.about->actors[a->first_actor + i];
        view held = kzi_minds_view(&of->w.of, one, actor),
             image = kzi_minds_view(&of->w.of, other, (mind_id){of->by->minds[actor.n]});
        reason why = kzi_reason(&of->alone, held, act, 1, PLAN_LIMIT),
               why_image =
                   kzi_reason(&of->alone, image, (act_id){of->by->acts[act.n]}, 1, PLAN_LIMIT);
        assert_int_equal(why.answer, why_image.answer);
    }
}

static void walk_on_from(pair_walk *of, state_id one, state_id other) {
    minds *m = &of->w.of;
    view from = {one, NO_MIND, NO_LIMIT}, image = {other, NO_MIND, NO_LIMIT};
    for (uint32_t i = 0; i < of->w.about->act_count; i++) {
        act_id act = {i}, becomes = {of->by->acts[i]};
        char name[256];
        swap_names(of, of->w.about->acts[i].text, name);
        assert_string_equal(of->w.about->acts[becomes.n].text, name);
        bool is_possible = kzi_minds_possible(m, one, act);
        assert_int_equal(is_possible, kzi_minds_possible(m, other, becomes));
        if (!is_possible) continue;
        compare_reasons(of, from, image, act);
        state_id to = kzi_minds_step(m, from, act), to_image = kzi_minds_step(m, image, becomes);
        assert_int_equal(to.n == NO_STATE.n, to_image.n == NO_STATE.n);
        if (to.n != NO_STATE.n) note_pair(of, to, to_image);
    }
}

static void walk_with(pair_walk *of, const swap *by) {
    of->by = by;
    of->one = name_of(of, (value)by->one.n);
    of->other = name_of(of, (value)by->other.n);
    of->pair_count = 0;
    name_facts(of);
    state_id start = kzi_minds_start(&of->w.of);
    if (!is_image(of, start, start, DEEP)) return;
    note_pair(of, start, start);
    for (uint32_t i = 0; i < of->pair_count; i++)
        walk_on_from(of, of->pairs[i][0], of->pairs[i][1]);
}

/* ---- a question that is asked of a twin has the same answer ---- */
/* A reason that was found for the twin holds for the act as well. */
static void follow_reason(pair_walk *of, view held, act_id act, const reason *why) {
    minds *m = &of->w.of;
    value before = kzi_minds_worth(m, held.state, held.holder);
    assert_int_equal(why->plan[0].n, act.n);
    for (uint32_t i = 0; i < why->plan_length; i++) {
        assert_true(kzi_minds_possible(m, held.state, why->plan[i]));
        held.state = kzi_minds_step(m, held, why->plan[i]);
        assert_true(held.state.n != NO_STATE.n);
    }
    assert_true(kzi_minds_worth(m, held.state, held.holder) > before);
    of->explained_count++;
}

static void ask_with_twins(pair_walk *of, view from, act_id act) {
    const ground_act *a = &of->w.about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        view held = kzi_minds_view(&of->w.of, from, of->w.about->actors[a->first_actor + i]);
        reason why = kzi_reason(&of->alone, held, act, 1, PLAN_LIMIT),
               with_twins = kzi_reason(&of->with_twins, held, act, 1, PLAN_LIMIT);
        assert_int_equal(why.answer, with_twins.answer);
        if (with_twins.answer == REASON_YES) follow_reason(of, held, act, &with_twins);
    }
}

/* Whoever would take a step or not; a state is its own pair here. */
static void ask_everywhere(pair_walk *of) {
    minds *m = &of->w.of;
    state_id start = kzi_minds_start(m);
    of->one = of->other = "";
    of->pair_count = 0;
    if (start.n == NO_STATE.n) return;
    for (uint32_t i = 0; i < of->w.about->fact_count; i++) of->facts[i] = i;
    note_pair(of, start, start);
    for (uint32_t i = 0; i < of->pair_count; i++) {
        view from = {of->pairs[i][0], NO_MIND, NO_LIMIT};
        for (act_id act = {0}; act.n < of->w.about->act_count; act.n++) {
            if (!kzi_minds_possible(m, from.state, act)) continue;
            ask_with_twins(of, from, act);
            state_id to = kzi_minds_step(m, from, act);
            if (to.n != NO_STATE.n) note_pair(of, to, to);
        }
    }
}

static void begin_reasons(pair_walk *of) {
    minds *m = &of->w.of;
    assert_true(kzi_distances_begin(&of->distances, m, NO_LIMIT, &of->w.in));
    assert_true(kzi_touches_of(&of->touches, of->w.about, &of->w.in));
    of->alone = kzi_reasons(m, &of->distances, &of->touches, PLAN_LIMIT, MIND_LIMIT);
    of->with_twins = kzi_reasons(m, &of->distances, &of->touches, PLAN_LIMIT, MIND_LIMIT);
    of->with_twins.twins = kzi_twin_states(&m->states, of->w.about->author_worth, &of->w.in);
    assert_non_null(of->with_twins.twins);
    of->alone.passes_over_loops = of->with_twins.passes_over_loops = true;
}

/* How many reasons were followed. */
static uint32_t walk_all(const char *path, const char *text, uint32_t most_pairs,
                         bool may_be_refused) {
    static pair_walk of;
    memset(&of, 0, sizeof of);
    of.path = path;
    of.most_pairs = most_pairs;
    problem_world_open(&of.w, path, text);
    assert_true(of.w.about || may_be_refused);
    if (of.w.about) {
        assert_true(kzi_twins_find(&of.found, of.w.about, of.w.about->author_worth, &of.w.in));
        begin_reasons(&of);
        for (uint32_t i = 0; i < of.found.count; i++) walk_with(&of, &of.found.swaps[i]);
        if (of.found.count) ask_everywhere(&of);
        kzi_reasons_end(&of.alone);
        kzi_reasons_end(&of.with_twins);
    }
    problem_world_close(&of.w);
    return of.explained_count;
}

static uint32_t walk_file(const char *path, uint32_t most_pairs) {
    char *text = whole_file(path);
    assert_non_null(text);
    uint32_t followed = walk_all(path, text, most_pairs, true);
    free(text);
    return followed;
}

static uint32_t walk_folder(const char *folder) {
    char path[4096];
    uint32_t followed = 0;
    DIR *open = opendir(folder);
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || strcmp(entry->d_name + length - 4, ".txt") != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        followed += walk_file(path, 20);
    }
    closedir(open);
    return followed;
}

static void what_may_happen_to_one_may_happen_to_its_twin(void **state) {
    (void)state;
    uint32_t followed = 0;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        followed += walk_all("house.txt", CASES[i].text, MOST_PAIRS, false);
    followed += walk_all("calls.txt", CALLS("Ann"), MOST_PAIRS, false);
    followed += walk_all("calls.txt", CALLS("Bob"), MOST_PAIRS, false);
    followed += walk_file(KZ_ROOT "/bench/infirmary.txt", MOST_PAIRS);
    followed += walk_folder(KZ_ROOT "/tests/sabre/core");
    followed += walk_folder(KZ_ROOT "/tests/sabre/random");
    uint64_t seed = 1;
    for (uint32_t i = 0; i < HOUSES; i++)
        followed += walk_all("house.txt", house_by_lot(&seed), PAIRS_OF_HOUSE, false);
    print_message("%u reasons\n", followed);
    assert_true(followed > 2000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_are_twins_where_nothing_tells_them_apart),
        cmocka_unit_test(endings_and_sight_tell_things_apart),
        cmocka_unit_test(whoever_looks_for_twins_says_when_memory_ends),
        cmocka_unit_test(in_a_crowd_not_all_pairs_are_looked_at),
        cmocka_unit_test(what_may_happen_to_one_may_happen_to_its_twin),
    };
    return RUN_TESTS(tests);
}
