/* SPDX-License-Identifier: MIT
 *
 * test_ground: every act that could ever happen, every name a number.
 *
 * In     tiny worlds here, one of tests/unit for the walk
 * Out    what failed: a line of the shown ground that is missing or too much points to
 *        instantiate.c, build_expressions.c or prune.c; a value that comes back wrong to
 *        ground_facts.c; a start to ground.c or mind/step.c; the walk to mind/index.c; what is
 *        grounded alike, or is not, to imprint.c
 */
#include "test.h"

#include "ground/expressions.h"
#include "ground/ground.h"
#include "ground/imprint.h"
#include "mind/step.h"
#include "syntax/parser.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ---- a world, grounded ---- */

typedef struct {
    memory all;
    arena in, scratch;
    sources from;
    symbols names;
    notes said;
    const world *read;
    const grounded *about;
    minds of;
} grounding;

static const char *no_module(void *self, const char *name, size_t *length, const char **shown_as) {
    (void)self, (void)name, (void)length, (void)shown_as;
    return NULL;
}

static void read_world(grounding *g, const char *text) {
    uint32_t number = kzi_sources_add(&g->from, "world.kiz", text, strlen(text));
    node *file = kzi_syntax_parse(&g->in, &g->names, &g->from, number, &g->said);
    world_readers readers = {no_module, NULL};
    g->read = kzi_world_check(&g->in, &g->names, &g->from, file, &readers, &g->said);
}

static grounding *begin_keeping(const char *text, bool keeps_all_facts) {
    grounding *g = calloc(1, sizeof *g);
    assert_non_null(g);
    g->all = kzi_memory(NULL, NULL);
    g->in = kzi_arena(&g->all);
    g->scratch = kzi_arena(&g->all);
    g->from = kzi_sources(&g->in);
    g->names = kzi_symbols(&g->in);
    g->said = kzi_notes(&g->in, &g->from);
    read_world(g, text);
    if (g->said.error_count) {
        writer to = kzi_writer(&g->in);
        kzi_notes_write(&to, &g->said);
        fail_msg("%s", kzi_written(&to));
    }
    ground_request request = {.what_if = NO_WHAT_IF, .keeps_all_facts = keeps_all_facts};
    g->about = kzi_ground_build(&g->in, g->read, &request, &g->said);
    assert_non_null(g->about);
    return g;
}

static grounding *begin(const char *text) {
    return begin_keeping(text, false);
}

static void open_minds(grounding *g) {
    assert_true(kzi_minds_begin(&g->of, g->about, &g->in, &g->scratch));
}

static void end(grounding *g) {
    kzi_arena_free(&g->scratch);
    kzi_arena_free(&g->in);
    assert_int_equal(g->all.used, 0);
    free(g);
}

static fact_id fact_called(const grounding *g, const char *name) {
    for (uint32_t i = 0; i < g->about->fact_count; i++) {
        if (strcmp(g->about->facts[i].name, name) == 0) return (fact_id){i};
    }
    fail_msg("there is no fact `%s`", name);
    return (fact_id){0};
}

static mind_id mind_called(const grounding *g, char letter) {
    for (uint32_t i = 0; i < g->about->mind_count; i++) {
        thing_id person = g->about->minds[i].person;
        if (*kzi_symbol_text(g->about->names, g->about->things[person.n].name) == letter)
            return (mind_id){i};
    }
    fail_msg("nobody's name begins with `%c`", letter);
    return NO_MIND;
}

/* ---- what is shown ---- */

/* Two people, and one thing that can be done: stands below every world of the table, so that none
 * is empty. */
#define PEOPLE                                                                                     \
    "person Ren he\n"                                                                              \
    "  wants 1: over\n"                                                                            \
    "person Mio she\n"                                                                             \
    "  wants 1: over\n"                                                                            \
    "fact over\n"                                                                                  \
    "act finish by Ren\n"                                                                          \
    "  if not over\n"                                                                              \
    "  then over\n"

typedef struct {
    const char *what;
    const char *text;
    const char *has;   /* whole lines that must be shown, without their blanks in front */
    const char *lacks; /* texts that must not */
} shown_case;

static const shown_case shown_cases[] = {
    {"parameters stand for different things",
     "kind cup is thing\ncup a\ncup b\nact swap(x: cup, y: cup) by Ren\n  if not over\n  then "
     "over\n",
     "swap(a, b)   [Ren]\nswap(b, a)   [Ren]\nacts: 3", "swap(a, a)|swap(b, b)"},
    {"unless `or the same`",
     "kind cup is thing\ncup a\ncup b\nact swap(x: cup, y: cup or the same) by Ren\n  if not "
     "over\n  then over\n",
     "swap(a, a)   [Ren]\nswap(a, b)   [Ren]\nswap(b, a)   [Ren]\nswap(b, b)   [Ren]\nacts: 5", ""},
    {"the actor is a parameter like others",
     "fact person.owes(person)\nact lend(whom: person) by who: person\n  if not whom.owes(who)\n  "
     "then whom.owes(who)\n",
     "lend(Mio) by Ren   [Ren]\nif not Mio.owes(Ren)\nlend(Ren) by Mio   [Mio]\nif not "
     "Ren.owes(Mio)\nacts: 3",
     "lend(Ren) by Ren|lend(Mio) by Mio"},
    {"an actor who is named is none",
     "fact person.wet\nact pour(whom: person) by Mio\n  if not whom.wet\n  then whom.wet\n",
     "pour(Ren)   [Mio]\npour(Mio)   [Mio]\nthen Mio.wet becomes yes\nacts: 3", ""},
    {"two actors are two", "act dance by x: person and y: person\n  if not over\n  then over\n",
     "dance by Ren and Mio   [Ren, Mio]\ndance by Mio and Ren   [Mio, Ren]\nacts: 3",
     "Ren and Ren"},
    {"kinds below count, others do not",
     "kind cup is thing\nkind bowl is cup\nkind lid is thing\ncup a\nbowl b\nlid c\nact take(x: "
     "cup) by Ren\n  if not over\n  then over\n",
     "take(a)   [Ren]\ntake(b)   [Ren]\nacts: 3", "take(c)"},
    {"a fact that never changes is folded",
     "fact warm is yes\nfact cold\nact wait by Ren\n  if warm, not cold, not over\n  then over\n",
     "facts: 1 in 1 words\nif not over", "warm|cold"},
    {"a sum of what never changes too",
     "fact Ren.coins: 0..9 is 3\nfact paid: 0..9\nact pay by Ren\n  if not over\n  then if coins + "
     "1 is at least 4: paid rises by coins * 2 - 1\n",
     "then paid rises by 5", "coins"},
    {"but whoever may be surprised by it may not know it any more",
     "fact coins: 0..9 is 3\nact pay by Ren\n  if coins is at least 2, not over\n  then over\n",
     "if coins is at least 2, not over", ""},
    {"what never changes forbids for ever", "fact warm\nact melt by Ren\n  if warm\n  then over\n",
     "acts: 1", "melt"},
    {"what only an impossible act brings is impossible",
     "fact lit, warm, hot\nact light by Ren\n  if hot\n  then lit\nact warm_up by Ren\n  if lit\n  "
     "then warm\n",
     "acts: 1\nfacts: 1 in 1 words", "light|warm_up"},
    {"a belief is enough for an act to stay",
     "fact lit\nRen believes lit\nattempt act read by Ren\n  if lit\n  then over\n",
     "attempt read   [Ren]\nif lit", ""},
    {"a number that cannot get there",
     "fact depth: 0..9 is 2\nact dive by Ren\n  if depth is 5\n  then depth becomes 6\n", "acts: 1",
     "dive|depth"},
    {"a word that nothing brings",
     "fact mood: calm, sad, glad\nact grieve by Ren\n  if mood is calm\n  then mood becomes "
     "sad\nact laugh by Ren\n  if mood is glad\n  then over\n",
     "grieve   [Ren]\nacts: 2", "laugh"},
    {"a thing it may get to",
     "kind cup is thing\ncup a\ncup b\nfact held: cup is a\nact change by Ren\n  if held is a\n  "
     "then held becomes b\nact drop by Ren\n  if held is b, not over\n  then over\n",
     "change   [Ren]\ndrop   [Ren]", ""},
    {"rules are pruned like acts", "fact rung, lit\nrule echo\n  when rung\n  then lit\n",
     "rules: 0", "echo|rung"},
    {"a rule under a law that is off for all",
     "law magic off\nfact rich\nrule grow under magic\n  when not rich\n  then rich\n", "rules: 0",
     "grow|magic"},
    {"a rule under a law that somebody holds",
     "law magic off\nfact rich\nRen believes magic\nrule grow under magic\n  when not rich\n  then "
     "rich\n",
     "rules: 1\nif magic, not rich", ""},
    {"derived facts are what they mean",
     "fact a, b\nfact both means a, not b\nact go by Ren\n  if both\n  then over\nact set_a by "
     "Ren\n  then a\nact set_b by Ren\n  then b\nact not_both by Ren\n  if not both\n  then over\n",
     "if a, not b\nif not a or b", "both is"},
    {"derived facts of derived facts",
     "fact person.hurt\nfact person.well means not self.hurt\nfact fine means Ren.well, "
     "Mio.well\nact fall by who: person\n  then who.hurt\nact rest by Ren\n  if fine\n  then "
     "over\n",
     "if not Ren.hurt, not Mio.hurt", "fine|.well"},
    {"both ways is one fact",
     "fact person.bond(person): 0..3 both ways\nact nod by Mio\n  then bond(Ren) rises by 1\nact "
     "wave by Ren\n  then bond(Mio) rises by 1\n",
     "facts: 2 in 1 words\nthen Ren.bond(Mio) rises by 1", "Mio.bond(Ren)"},
    {"one way is two",
     "fact person.bond(person): 0..3\nact nod by Mio\n  then bond(Ren) rises by 1\nact wave by "
     "Ren\n  then bond(Mio) rises by 1\n",
     "facts: 3 in 1 words\nthen Mio.bond(Ren) rises by 1\nthen Ren.bond(Mio) rises by 1", ""},
    {"not is pushed inward",
     "fact a, b\nfact n: 0..9\nact go by Ren\n  if not (a and b), not n is at least 4\n  then a, "
     "b, n rises by 1\n",
     "if (not a or not b), n is less than 4", "not ("},
    {"any and every are written out",
     "fact person.wet\nact dry by Ren\n  if any p: person where p.wet\n  then not over\nact soak "
     "by who: person\n  if every p: person where not p.wet\n  then who.wet\n",
     "if Ren.wet or Mio.wet\nif not Ren.wet, not Mio.wet", ""},
    {"fears are wants below nothing",
     "fact hurt\nRen fears 2: hurt\nact fall by Ren\n  then hurt\n",
     "Ren 1 when over\nRen -2 when hurt", "Mio -2"},
    {"every person wants for each",
     "fact person.wet\nevery person wants 3: self.wet\nact soak by who: person\n  then who.wet\n",
     "Ren 3 when Ren.wet\nMio 3 when Mio.wet", "Ren 3 when Mio"},
};

static bool is_shown(const char *whole, const char *wanted, size_t length) {
    for (const char *at = whole; *at;) {
        at += strspn(at, " ");
        size_t here = strcspn(at, "\n");
        if (here == length && strncmp(at, wanted, length) == 0) return true;
        at += here + (at[here] == '\n');
    }
    return false;
}

static void has_all_lines(const shown_case *c, const char *whole) {
    for (const char *wanted = c->has; *wanted;) {
        size_t length = strcspn(wanted, "\n");
        if (!is_shown(whole, wanted, length))
            fail_msg("%s: `%.*s` is missing in\n%s", c->what, (int)length, wanted, whole);
        wanted += length + (wanted[length] == '\n');
    }
}

static void lacks_all_texts(const shown_case *c, const char *whole) {
    for (const char *text = c->lacks; *text;) {
        size_t length = strcspn(text, "|");
        char unwanted[100];
        snprintf(unwanted, sizeof unwanted, "%.*s", (int)length, text);
        if (strstr(whole, unwanted))
            fail_msg("%s: `%s` should not stand in\n%s", c->what, unwanted, whole);
        text += length + (text[length] == '|');
    }
}

static void what_could_happen_is_shown(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(shown_cases); i++) {
        char text[2000];
        snprintf(text, sizeof text, "%s%s", PEOPLE, shown_cases[i].text);
        grounding *g = begin(text);
        writer to = kzi_writer(&g->in);
        kzi_ground_show(&to, g->about);
        has_all_lines(&shown_cases[i], kzi_written(&to));
        lacks_all_texts(&shown_cases[i], kzi_written(&to));
        end(g);
    }
}

/* Both sides of a fork number facts alike, so none is folded away; acts are pruned all the same. */
static void all_facts_are_kept_where_asked(void **state) {
    (void)state;
    grounding *g =
        begin_keeping(PEOPLE "fact warm, lit\nact melt by Ren\n  if warm\n  then lit\n", true);
    assert_int_equal(g->about->fact_count, 3);
    assert_int_equal(g->about->act_count, 1);
    assert_int_equal(g->about->declared_act_count, 2);
    assert_int_equal(g->about->declared_acts[1].instance_count, 0);
    end(g);
}

/* ---- endings fold like acts ---- */
static void endings_that_never_hold_fold_to_no(void **state) {
    (void)state;
    grounding *g = begin(PEOPLE "fact warm\nending now when not warm\nending never when warm, "
                                "over\nending one_day when over\n");
    assert_int_equal(g->about->endings[0].condition.n, ALWAYS_HOLDS.n);
    assert_int_equal(g->about->endings[1].condition.n, NEVER_HOLDS.n);
    assert_true(g->about->endings[2].condition.n > NEVER_HOLDS.n);
    end(g);
}

/* ---- facts as bits of a row ---- */

/* Facts of every sort and many sizes, all of which change: more than one word of them. */
static const char MANY_FACTS[] =
    PEOPLE "kind cup is thing\ncup a\ncup b\ncup c\n"
           "fact yes_or_no\nfact word: red, green, blue, white\nfact held: cup\nfact full: "
           "0..6\nfact seven: 0..7\nfact below: -5..-2\n"
           "fact deep: 0.. is 1\nfact wide: 0..1000000 is 7\nfact far: 0..70000\nfact near: "
           "-30000..30000\n"
           "act stir by Ren\n"
           "  then yes_or_no, word becomes blue, held becomes c, full rises by 1, seven rises by "
           "1, below rises by 1\n"
           "  then deep rises by 1, wide rises by 1, far rises by 1, near rises by 1\n";

typedef struct {
    const char *fact;
    value low, high; /* the bounds; words and things: places among the values */
} fact_size;

static const fact_size fact_sizes[] = {
    {"yes_or_no", 0, 1},
    {"word", 0, 3},
    {"held", 0, 2},
    {"full", 0, 6},
    {"seven", 0, 7},
    {"below", -5, -2},
    {"deep", 0, MOST_OF_ENDLESS},
    {"wide", 0, 1000000},
    {"far", 0, 70000},
    {"near", -30000, 30000},
};

static value nth_value(const ground_fact *f, value n) {
    return f->type == FACT_WORD || f->type == FACT_THING ? f->values[n] : n;
}

/* Sets one fact among others that are all `around`, and looks whether it and only it took the
 * value. */
static void keeps_apart(const grounding *g, fact_id fact, value v, value wanted, uint64_t around) {
    uint64_t row[8], before[8];
    memset(row, around ? 0xff : 0, sizeof row);
    memcpy(before, row, sizeof row);
    kzi_fact_set(g->about, row, fact, v);
    assert_int_equal(kzi_fact_get(g->about, row, fact), wanted);
    const ground_fact *f = &g->about->facts[fact.n];
    row[f->word] =
        (row[f->word] & ~(f->mask << f->shift)) | (before[f->word] & (f->mask << f->shift));
    assert_memory_equal(row, before, sizeof row);
}

static void is_kept_in_few_bits(void **state) {
    (void)state;
    grounding *g = begin(MANY_FACTS);
    assert_in_range(g->about->packed_words, 2, 8);
    for (size_t i = 0; i < COUNT(fact_sizes); i++) {
        fact_id fact = fact_called(g, fact_sizes[i].fact);
        const ground_fact *f = &g->about->facts[fact.n];
        value low = fact_sizes[i].low, high = fact_sizes[i].high, step = (high - low) / 1000 + 1;
        for (value v = low; v <= high; v += step)
            keeps_apart(g, fact, nth_value(f, v), nth_value(f, v), v & 1);
        keeps_apart(g, fact, nth_value(f, high), nth_value(f, high), 1);
        keeps_apart(g, fact, UNKNOWN, UNKNOWN, 0);
        if (f->type != FACT_NUMBER) continue;
        keeps_apart(g, fact, low - 1, low, 1);
        keeps_apart(g, fact, high + 1, high, 1);
    }
    end(g);
}

/* 0..6 and `unknown` are eight codes; 0..7 and `unknown` are nine. */
static void takes_no_more_bits_than_needed(void **state) {
    (void)state;
    grounding *g = begin(MANY_FACTS);
    assert_int_equal(g->about->facts[fact_called(g, "full").n].mask, 7);
    assert_int_equal(g->about->facts[fact_called(g, "seven").n].mask, 15);
    assert_int_equal(g->about->facts[fact_called(g, "yes_or_no").n].mask, 3);
    assert_int_equal(g->about->facts[fact_called(g, "held").n].mask, 3);
    assert_int_equal(g->about->facts[fact_called(g, "word").n].mask, 7);
    assert_int_equal(g->about->facts[fact_called(g, "below").n].mask, 7);
    end(g);
}

static void no_two_facts_share_a_bit(void **state) {
    (void)state;
    grounding *g = begin(MANY_FACTS);
    uint64_t taken[8] = {0};
    for (uint32_t i = 0; i < g->about->fact_count; i++) {
        const ground_fact *f = &g->about->facts[i];
        uint64_t bits = f->mask << f->shift;
        assert_true(f->word < g->about->packed_words);
        assert_int_equal(bits >> f->shift, f->mask);
        assert_int_equal(taken[f->word] & bits, 0);
        taken[f->word] |= bits;
    }
    end(g);
}

/* 62 bits are taken when one of three comes: it begins a word of its own. */
static void no_fact_lies_in_two_words(void **state) {
    (void)state;
    char text[4000] = PEOPLE;
    for (int i = 0; i < 30; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "fact f%d\n", i);
    snprintf(text + strlen(text), sizeof text - strlen(text),
             "fact full: 0..6\nact stir by Ren\n  then full rises by 1\n");
    for (int i = 0; i < 30; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "  then f%d\n", i);
    grounding *g = begin(text);
    const ground_fact *full = &g->about->facts[fact_called(g, "full").n];
    assert_int_equal(g->about->fact_count, 32);
    assert_int_equal(full->word, 1);
    assert_int_equal(full->shift, 0);
    assert_int_equal(g->about->packed_words, 2);
    end(g);
}

/* ---- the start ---- */

/* Whoever is in the chain, by first letter, outermost first. */
typedef struct {
    const char *lines;
    const char *chain;
    const char *fact;
    value is;
} start_case;

static const start_case start_cases[] = {
    /* without a line of their own all hold what is so */
    {"n is 4\n", "", "n", 4},
    {"n is 4\n", "R", "n", 4},
    {"n is 4\n", "RMR", "n", 4},
    /* a belief is one person's */
    {"Ren believes n is 5\n", "", "n", 3},
    {"Ren believes n is 5\n", "R", "n", 5},
    {"Ren believes n is 5\n", "M", "n", 3},
    {"Ren believes n is 5\n", "RM", "n", 5},
    {"Ren believes n is 5\n", "MR", "n", 3},
    /* the longest stated beginning wins, wherever its line stands */
    {"Ren believes Mio believes n is 6\nRen believes n is 5\n", "R", "n", 5},
    {"Ren believes Mio believes n is 6\nRen believes n is 5\n", "RM", "n", 6},
    {"Ren believes Mio believes n is 6\nRen believes n is 5\n", "RMR", "n", 6},
    {"Ren believes Mio believes n is 6\nRen believes n is 5\n", "M", "n", 3},
    {"Ren believes Mio believes Ren believes n is 7\nRen believes Mio believes n is 6\n", "RMR",
     "n", 7},
    {"Ren believes Mio believes Ren believes n is 7\nRen believes Mio believes n is 6\n", "RM", "n",
     6},
    {"Ren believes Mio believes Ren believes n is 7\nRen believes Mio believes n is 6\n", "R", "n",
     3},
    {"Ren believes Mio believes Ren believes n is 7\nRen believes Mio believes n is 6\n", "RMRM",
     "n", 7},
    /* a belief about another fact says nothing of this one */
    {"Ren believes Mio believes over\nRen believes n is 5\n", "RM", "n", 5},
    {"Ren believes Mio believes over\nRen believes n is 5\n", "RM", "over", 1},
    /* a later line of the same beginning wins */
    {"Ren believes n is 5\nRen believes n is 6\n", "R", "n", 6},
    {"n is 5\nn is 6\n", "M", "n", 6},
    /* a start fact changes every mind that has no line of its own about it */
    {"Ren believes n is 5\nn is 8\n", "M", "n", 8},
    {"Ren believes n is 5\nn is 8\n", "R", "n", 5},
    {"Ren believes Mio believes n is 5\nn is 8\n", "R", "n", 8},
    {"Ren believes Mio believes n is 5\nn is 8\n", "RM", "n", 5},
    /* believing that oneself believes is believing */
    {"Ren believes Ren believes n is 5\n", "R", "n", 5},
    {"Ren believes n is 5\n", "RR", "n", 5},
    /* not to know */
    {"Ren believes n is unknown\n", "R", "n", UNKNOWN},
    {"Ren believes n is unknown\n", "M", "n", 3},
};

static value held_at_start(grounding *g, const char *chain, const char *fact) {
    state_id at = kzi_minds_start(&g->of);
    assert_int_not_equal(at.n, NO_STATE.n);
    for (; *chain; chain++) at = kzi_state_mind(&g->of.states, at, mind_called(g, *chain));
    return kzi_fact_get(g->about, kzi_state_facts(&g->of.states, at), fact_called(g, fact));
}

static void the_longest_stated_beginning_wins(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(start_cases); i++) {
        const start_case *c = &start_cases[i];
        char text[1000];
        snprintf(text, sizeof text,
                 PEOPLE "fact n: 0..9 is 3\nact tally by Ren\n  then n rises by 1\n%s", c->lines);
        grounding *g = begin(text);
        open_minds(g);
        value held = held_at_start(g, c->chain, c->fact);
        if (held != c->is)
            fail_msg("`%s` of `%s` by chain `%s`: %d, not %d", c->fact, c->lines, c->chain, held,
                     c->is);
        end(g);
    }
}

/* ---- the index ---- */

/* Conditions of every form: some that a row of the index speaks of, some that it must leave
 * alone. */
static const char WALKED[] = PEOPLE
    "place road\nplace inn\nfact person.at: place is road\nfact mood: calm, sad, glad\nfact n: "
    "0..4\nfact deep: 0..\nfact held: person\n"
    "Mio believes n is unknown\n"
    "act walk(to: place) by who: person\n  if who.at is not to, not over\n  then who.at becomes "
    "to\n"
    "act cheer by Mio\n  if (mood is neither glad nor calm) or n is 3\n  then mood becomes glad\n"
    "act grieve by Ren\n  if mood is not sad, at is Mio.at\n  then mood becomes sad\n"
    "act climb by Ren\n  if n is less than 4, mood is sad or calm\n  then n rises by 1, deep rises "
    "by 1\n"
    "act sink by Mio\n  if n is at least 2, deep is more than 1\n  then n falls by 2, n becomes n "
    "- 2\n"
    "act hold(whom: person) by Mio\n  if held is unknown, at is inn\n  then held becomes whom\n"
    "act release by Mio\n  if held is not unknown, held.at is inn\n  then held becomes unknown\n"
    "act think_back by Ren\n  if Mio believes n is unknown, n is 2\n  then Mio believes n is 2\n"
    "act creep by Ren\n  if n is less than 4\n  then n rises by 1\n  seen by nobody\n"
    "attempt act reach by Mio\n  if n is 2, not over\n  then over\n";

static void tries_all_acts(grounding *g, state_id at, act_id *found, uint64_t *may_be) {
    uint32_t count = kzi_minds_possible_acts(&g->of, at, found, may_be), next = 0;
    for (uint32_t i = 0; i < g->about->act_count; i++) {
        bool is_found = next < count && found[next].n == i;
        if (is_found != kzi_minds_possible(&g->of, at, (act_id){i}))
            fail_msg("the index is wrong about `%s`", g->about->acts[i].text);
        next += is_found;
    }
    assert_int_equal(next, count);
}

static void the_index_finds_what_trying_all_finds(void **state) {
    (void)state;
    grounding *g = begin(WALKED);
    open_minds(g);
    act_id *found = calloc(g->about->act_count, sizeof *found);
    uint64_t *may_be = calloc(g->about->act_count / 64 + 1, sizeof *may_be), seed = 1;
    state_id start = kzi_minds_start(&g->of), at = start;
    for (int steps = 0; steps < 2000; steps++) {
        tries_all_acts(g, at, found, may_be);
        tries_all_acts(g, kzi_state_mind(&g->of.states, at, (mind_id){0}), found, may_be);
        tries_all_acts(g, kzi_state_mind(&g->of.states, at, (mind_id){1}), found, may_be);
        uint32_t count = kzi_minds_possible_acts(&g->of, at, found, may_be);
        at = count && steps % 40 ? kzi_minds_step(&g->of, (view){at, NO_MIND, NO_LIMIT},
                                                  found[test_below(&seed, count)])
                                 : start;
        assert_int_not_equal(at.n, NO_STATE.n);
    }
    assert_in_range(g->of.states.count, 100,
                    UINT32_MAX); /* a walk that goes nowhere proves nothing */
    free(may_be);
    free(found);
    end(g);
}

/* ---- what is grounded alike ---- */
#define ASKED_LITTLE                                                                               \
    "fact Mio.hat, Mio.coat, Mio.key\n"                                                            \
    "person Mio she\n"                                                                             \
    "  wants %s: coat\n"                                                                           \
    "person Ren he\n"                                                                              \
    "%s"                                                                                           \
    "act put_on by Mio\n"                                                                          \
    "  if not coat, Ren believes not key\n"                                                        \
    "  then coat\n"                                                                                \
    "act find by Mio\n"                                                                            \
    "  if not key\n"                                                                               \
    "  then key\n"                                                                                 \
    "ending dressed when Mio.coat\n"

typedef struct {
    imprint whole, of_steps;
} both_imprints;

static both_imprints imprints_with(const char *weight, const char *lines) {
    char text[1000];
    both_imprints made;
    snprintf(text, sizeof text, ASKED_LITTLE, weight, lines);
    grounding *g = begin(text);
    assert_true(kzi_imprint_of(&made.whole, &made.of_steps, g->about, &g->scratch));
    end(g);
    return made;
}

/* (Names have numbers in order of reading, so lines that differ here name nothing new where they
 * are to be alike.) What is not asked for, told, or changed leaves none. All else must: otherwise a
 * question would pass over a change that matters. */
static void what_matters_to_nobody_leaves_no_imprint(void **state) {
    (void)state;
    const struct {
        const char *weight, *lines;
        bool is_same, has_same_steps;
    } cases[] = {
        {"2", "  believes not Mio.coat\n", false, true}, /* it is asked for, and now said of him */
        {"2", "Ren believes Mio.hat\n", true, false},    /* nobody asks for hats; one fact more */
        {"2", "Mio.hat\n", true, true},                  /* so it was folded away, either way */
        {"2", "Mio.key\n", false, false},
        {"2", "Ren believes Mio.key\n", false, true},
        {"3", "", false, true}, /* another want: the steps are what they were */
        {"2", "act lose by Mio\n  if key\n  then not key\n", false, false},
        {"2", "rule wind\n  when Mio.coat, not Mio.key\n  then Mio.key\n", false, false},
    };
    both_imprints as_is = imprints_with("2", "");
    assert_true(kzi_is_same_imprint(as_is.whole, imprints_with("2", "").whole));
    for (size_t i = 0; i < COUNT(cases); i++) {
        both_imprints made = imprints_with(cases[i].weight, cases[i].lines);
        bool is_same = kzi_is_same_imprint(made.whole, as_is.whole),
             has_same_steps = kzi_is_same_imprint(made.of_steps, as_is.of_steps);
        if (is_same != cases[i].is_same || has_same_steps != cases[i].has_same_steps)
            fail_msg("weight %s, %s: same %d, same steps %d", cases[i].weight, cases[i].lines,
                     is_same, has_same_steps);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_could_happen_is_shown),
        cmocka_unit_test(all_facts_are_kept_where_asked),
        cmocka_unit_test(endings_that_never_hold_fold_to_no),
        cmocka_unit_test(is_kept_in_few_bits),
        cmocka_unit_test(takes_no_more_bits_than_needed),
        cmocka_unit_test(no_two_facts_share_a_bit),
        cmocka_unit_test(no_fact_lies_in_two_words),
        cmocka_unit_test(the_longest_stated_beginning_wins),
        cmocka_unit_test(the_index_finds_what_trying_all_finds),
        cmocka_unit_test(what_matters_to_nobody_leaves_no_imprint),
    };
    return RUN_TESTS(tests);
}
