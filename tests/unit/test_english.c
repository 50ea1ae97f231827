/* SPDX-License-Identifier: MIT
 *
 * test_english: word lists read from beside this file, and the rules that lists cannot show.
 *
 * In     english_verbs.tsv, english_plurals.tsv in KZ_TEST_DATA
 * Out    one message per wrong form, all of them before the test fails
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../src/telling/english.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

enum { COLUMNS_AT_MOST = 5, LEAST_VERBS = 400, LEAST_PLURALS = 150 };

static const english_form he_now = {ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_PRESENT};
static const english_form he_then = {ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_PAST};
static const english_form he_before = {ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_PAST_PERFECT};
static const english_form they_now = {ENGLISH_THIRD, ENGLISH_PLURAL, ENGLISH_PRESENT};
static const english_form they_then = {ENGLISH_THIRD, ENGLISH_PLURAL, ENGLISH_PAST};
static const english_form i_now = {ENGLISH_FIRST, ENGLISH_SINGULAR, ENGLISH_PRESENT};
static const english_form i_then = {ENGLISH_FIRST, ENGLISH_SINGULAR, ENGLISH_PAST};
static const english_form we_now = {ENGLISH_FIRST, ENGLISH_PLURAL, ENGLISH_PRESENT};
static const english_form you_now = {ENGLISH_SECOND, ENGLISH_SINGULAR, ENGLISH_PRESENT};
static const english_form you_then = {ENGLISH_SECOND, ENGLISH_SINGULAR, ENGLISH_PAST};

/* ---- Word lists. ---- */

static size_t split_at_tabs(char *line, char *columns[COLUMNS_AT_MOST]) {
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *column = strtok(line, "\t"); column && count < COLUMNS_AT_MOST;
         column = strtok(NULL, "\t"))
        columns[count++] = column;
    return count;
}

static size_t count_difference(const char *base, const char *got, const char *wanted) {
    if (strcmp(got, wanted) == 0) return 0;
    print_error("%s: wrote \"%s\", wanted \"%s\"\n", base, got, wanted);
    return 1;
}

static size_t count_wrong_verb(char *columns[COLUMNS_AT_MOST]) {
    char out[80];
    char with_had[80];
    const char *base = columns[0];
    size_t length = strlen(base);
    size_t wrong = 0;
    kzi_english_verb(out, sizeof out, base, length, he_now);
    wrong += count_difference(base, out, columns[1]);
    kzi_english_verb(out, sizeof out, base, length, he_then);
    wrong += count_difference(base, out, columns[2]);
    kzi_english_participle(out, sizeof out, base, length);
    wrong += count_difference(base, out, columns[3]);
    kzi_english_ing(out, sizeof out, base, length);
    wrong += count_difference(base, out, columns[4]);
    snprintf(with_had, sizeof with_had, "had %s", columns[3]);
    kzi_english_verb(out, sizeof out, base, length, he_before);
    return wrong + count_difference(base, out, with_had);
}

static size_t count_wrong_plural(char *columns[COLUMNS_AT_MOST]) {
    char out[80];
    kzi_english_plural(out, sizeof out, columns[0], strlen(columns[0]));
    return count_difference(columns[0], out, columns[1]);
}

/* Every row of the list has its columns and is right; there are at least so many. */
static void check_list(const char *path, size_t column_count, size_t least,
                       size_t (*count_wrong)(char *columns[COLUMNS_AT_MOST])) {
    char line[256];
    char *columns[COLUMNS_AT_MOST];
    size_t rows = 0;
    size_t wrong = 0;
    FILE *list = fopen(path, "r");
    assert_non_null(list);
    while (fgets(line, sizeof line, list)) {
        if (line[0] == '#') continue;
        assert_int_equal(split_at_tabs(line, columns), column_count);
        wrong += count_wrong(columns);
        rows++;
    }
    fclose(list);
    print_message("%s: %zu rows\n", path, rows);
    assert_int_equal(wrong, 0);
    assert_true(rows >= least);
}

static void test_verb_list(void **state) {
    (void)state;
    check_list(KZ_TEST_DATA "/english_verbs.tsv", 5, LEAST_VERBS, count_wrong_verb);
}

static void test_plural_list(void **state) {
    (void)state;
    check_list(KZ_TEST_DATA "/english_plurals.tsv", 2, LEAST_PLURALS, count_wrong_plural);
}

/* ---- Verbs in sentences. ---- */

static void assert_verb(const char *base, english_form form, const char *wanted) {
    char out[80];
    size_t length = kzi_english_verb(out, sizeof out, base, strlen(base), form);
    assert_string_equal(out, wanted);
    assert_int_equal(length, strlen(wanted));
}

static void test_be_agrees(void **state) {
    (void)state;
    assert_verb("be", i_now, "am");
    assert_verb("be", you_now, "are");
    assert_verb("be", he_now, "is");
    assert_verb("be", we_now, "are");
    assert_verb("be", they_now, "are");
    assert_verb("be", i_then, "was");
    assert_verb("be", you_then, "were");
    assert_verb("be", he_then, "was");
    assert_verb("be", they_then, "were");
    assert_verb("be", he_before, "had been");
    assert_verb("be watching", i_now, "am watching");
}

static void test_present_agrees(void **state) {
    (void)state;
    assert_verb("turn", i_now, "turn");
    assert_verb("turn", you_now, "turn");
    assert_verb("turn", he_now, "turns");
    assert_verb("turn", they_now, "turn");
    assert_verb("have", he_now, "has");
    assert_verb("have", they_now, "have");
    assert_verb("do", he_now, "does");
    assert_verb("turn", we_now, "turn");
}

static void test_form_beside_a_pronoun(void **state) {
    (void)state;
    english_form form = kzi_english_form_beside_pronoun(ENGLISH_THEY, ENGLISH_THIRD,
                                                        ENGLISH_SINGULAR, ENGLISH_PRESENT);
    assert_verb("turn", form, "turn");
    assert_verb("have", form, "have");
    form = kzi_english_form_beside_pronoun(ENGLISH_SHE, ENGLISH_THIRD, ENGLISH_SINGULAR,
                                           ENGLISH_PRESENT);
    assert_verb("turn", form, "turns");
    form = kzi_english_form_beside_pronoun(ENGLISH_THEY, ENGLISH_FIRST, ENGLISH_SINGULAR,
                                           ENGLISH_PRESENT);
    assert_verb("be", form, "am");
    form = kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_PRESENT);
    assert_verb("turn", form, "turns");
}

static void test_modals_stay(void **state) {
    (void)state;
    assert_verb("can", he_now, "can");
    assert_verb("can", he_then, "could");
    assert_verb("can", he_before, "could");
    assert_verb("will", he_then, "would");
    assert_verb("may", he_then, "might");
    assert_verb("shall", he_then, "should");
    assert_verb("must", he_now, "must");
    assert_verb("must", he_then, "must");
    assert_verb("can not go", he_then, "could not go");
    assert_verb("cannot go", he_now, "cannot go");
    assert_verb("cannot go", he_then, "could not go");
    assert_verb("can't go", he_then, "couldn't go");
    assert_verb("won't go", he_then, "wouldn't go");
    assert_verb("must stay", he_then, "must stay");
    assert_verb("ought to go", he_then, "ought to go");
    assert_verb("never could", he_then, "never could");
}

static void test_do_not(void **state) {
    (void)state;
    assert_verb("do not speak", he_then, "did not speak");
    assert_verb("do not speak", he_now, "does not speak");
    assert_verb("do not speak", they_now, "do not speak");
    assert_verb("do not speak", he_before, "had not spoken");
    assert_verb("do not let go", he_before, "had not let go");
    assert_verb("do not even look up", he_then, "did not even look up");
    assert_verb("do not even look up", he_before, "had not even looked up");
    assert_verb("do not lie to him", he_before, "had not lied to him");
    assert_verb("don't speak", he_then, "didn't speak");
    assert_verb("don't speak", he_now, "doesn't speak");
    assert_verb("don't speak", i_now, "don't speak");
    assert_verb("don't speak", he_before, "hadn't spoken");
    assert_verb("do not", he_then, "did not");
    assert_verb("do not", he_before, "had not");
    assert_verb("do nothing", he_then, "did nothing");
    assert_verb("do nothing", he_before, "had done nothing");
}

static void test_be_not_and_have_not(void **state) {
    (void)state;
    assert_verb("be not", he_then, "was not");
    assert_verb("be not", they_then, "were not");
    assert_verb("be not", i_now, "am not");
    assert_verb("be not afraid", he_now, "is not afraid");
    assert_verb("be not afraid", he_before, "had not been afraid");
    assert_verb("have not gone", he_then, "had not gone");
    assert_verb("have not gone", he_now, "has not gone");
    assert_verb("have not gone", they_now, "have not gone");
    assert_verb("have not gone", he_before, "had not gone");
    assert_verb("haven't gone", he_now, "hasn't gone");
    assert_verb("haven't gone", he_then, "hadn't gone");
}

static void test_have_as_auxiliary(void **state) {
    (void)state;
    assert_verb("have", he_before, "had had");
    assert_verb("have been", he_before, "had been");
    assert_verb("have been", he_now, "has been");
    assert_verb("have already gone", he_before, "had already gone");
    assert_verb("have come", he_before, "had come");
    assert_verb("have waited", he_before, "had waited");
    assert_verb("have agreed", he_before, "had agreed");
    assert_verb("have need of her", he_before, "had had need of her");
    assert_verb("have to go", he_then, "had to go");
    assert_verb("have to go", he_before, "had had to go");
}

static void test_adverbs_are_passed_over(void **state) {
    (void)state;
    assert_verb("never speak", he_then, "never spoke");
    assert_verb("never speak", he_before, "had never spoken");
    assert_verb("almost turn back", he_now, "almost turns back");
    assert_verb("never do not listen", he_before, "never had not listened");
    assert_verb("even out", he_then, "evened out");
}

static void test_two_ways_to_lie(void **state) {
    (void)state;
    assert_verb("lie", he_then, "lay");
    assert_verb("lie still", he_then, "lay still");
    assert_verb("lie to", he_then, "lied to");
    assert_verb("lie about", he_before, "had lied about");
    assert_verb("lie together", he_then, "lay together");
}

/* Names that people gave to acts: "give order" may be told in the past, "her own way" must be
 * quoted. */
static void test_what_has_one_past(void **state) {
    (void)state;
    static const char *const told[] = {
        "give order",  "lie to",     "lie down",    "lie about it", "leave",
        "turn back",   "refuse",     "put on coat", "need help",    "feed",
        "bring",       "kiss",       "focus",       "be silent",    "do not speak",
        "never speak", "have to go", "must go",     "read",         "set out",
        "lay down",    "heed",       "speed up",    "could go",     "lie",
    };
    static const char *const quoted[] = {
        "her own way", "went home", "fell tree",   "lie heavily",  "hang",
        "shine",       "bid",       "refused him", "leaving town", "leaves home",
        "goToInn",     "Go",        "no more",     "to arms",      "",
        "2nd try",     "the end",   "spoken word", "without her",  "found city",
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (!kzi_english_has_one_past(told[i], strlen(told[i])))
            fail_msg("`%s` has one past", told[i]);
    }
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        if (kzi_english_has_one_past(quoted[i], strlen(quoted[i])))
            fail_msg("`%s` has no past, or two", quoted[i]);
    }
}

/* What authors write behind an act's name is mostly what he or she does; where it is not, or goes
 * on doing, nothing is taken apart. */
static void test_base_of_third_person(void **state) {
    (void)state;
    static const char *const taken[][2] = {
        {"asks Ren to stay", "ask Ren to stay"},
        {"warms the house", "warm the house"},
        {"tells a lie", "tell a lie"},
        {"goes", "go"},
        {"is silent", "be silent"},
        {"carries it, and her, home", "carry it, and her, home"},
        {"watches", "watch"},
        {"uses it", "use it"},
        {"passes by", "pass by"},
        {"dies", "die"},
        {"has a look", "have a look"},
        {"does not speak", "do not speak"},
        {"freezes", "freeze"},
        {"buys bread and wine", "buy bread and wine"},
        {"unties it", "untie it"},
    };
    static const char *const left[] = {"always late",
                                       "years pass",
                                       "his own way",
                                       "kiss him",
                                       "yes",
                                       "this once",
                                       "Asks",
                                       "only to see the house",
                                       "",
                                       "takes the coat and leaves",
                                       "kneels, bows and prays",
                                       "us",
                                       "s"};
    char out[80];
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        kzi_english_base_of_third(out, sizeof out, taken[i][0], strlen(taken[i][0]));
        assert_string_equal(out, taken[i][1]);
    }
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_int_equal(kzi_english_base_of_third(out, sizeof out, left[i], strlen(left[i])), 0);
}

static void test_lie_as_a_name(void **state) {
    (void)state;
    char out[40];
    kzi_english_named_verb(out, sizeof out, "lie", 3, he_then);
    assert_string_equal(out, "lied");
    kzi_english_named_verb(out, sizeof out, "lie", 3, he_before);
    assert_string_equal(out, "had lied");
    kzi_english_named_verb(out, sizeof out, "lie down", 8, he_then);
    assert_string_equal(out, "lay down");
    assert_int_equal(kzi_english_named_verb(out, 3, "lie", 3, he_then), 2);
}

static void test_size_of_first_letter_stays(void **state) {
    (void)state;
    assert_verb("Fall", he_then, "Fell");
    assert_verb("Go", he_then, "Went");
    assert_verb("Turn", he_then, "Turned");
    assert_verb("Be", he_now, "Is");
}

static void test_odd_input(void **state) {
    (void)state;
    assert_verb("", he_then, "");
    assert_verb("   ", he_then, "");
    assert_verb(" turn away ", he_then, "turned away");
    assert_verb("-", he_then, "-ed");
    assert_verb("never", he_now, "nevers");
    assert_verb("sauté", he_then, "sautéed");
    assert_verb("n't", he_now, "n'ts");
}

static void assert_nonfinite(const char *base, const char *participle, const char *ing) {
    char out[80];
    kzi_english_participle(out, sizeof out, base, strlen(base));
    assert_string_equal(out, participle);
    kzi_english_ing(out, sizeof out, base, strlen(base));
    assert_string_equal(out, ing);
}

static void test_negation_without_a_person(void **state) {
    (void)state;
    assert_nonfinite("do not speak", "not spoken", "not speaking");
    assert_nonfinite("be not afraid", "not been afraid", "not being afraid");
    assert_nonfinite("don't look back", "not looked back", "not looking back");
    assert_nonfinite("", "", "");
}

/* ---- Nouns. ---- */

static void assert_possessive(const char *noun, english_number number, const char *wanted) {
    char out[40];
    kzi_english_possessive(out, sizeof out, noun, strlen(noun), number);
    assert_string_equal(out, wanted);
}

static void test_possessives(void **state) {
    (void)state;
    assert_possessive("Aki", ENGLISH_SINGULAR, "Aki's");
    assert_possessive("James", ENGLISH_SINGULAR, "James's");
    assert_possessive("boss", ENGLISH_SINGULAR, "boss's");
    assert_possessive("boys", ENGLISH_PLURAL, "boys'");
    assert_possessive("children", ENGLISH_PLURAL, "children's");
    assert_possessive("the Warden", ENGLISH_SINGULAR, "the Warden's");
    assert_possessive("", ENGLISH_SINGULAR, "");
}

static const char *const takes_a[] = {
    "village",
    "university",
    "unicorn",
    "union",
    "unanimous",
    "use",
    "useful",
    "user",
    "usual",
    "utensil",
    "utility",
    "utopia",
    "one",
    "one-eyed",
    "once",
    "European",
    "eulogy",
    "ewe",
    "UFO",
    "UK",
    "U-turn",
    "house",
    "hero",
    "history",
    "herd",
    "hotel",
    "Herbert",
    "Honolulu",
    "yes",
    "year",
    "young",
    "T-shirt",
    "TV",
    "7",
    "10",
    "13",
    "100",
    "110",
    "1,100",
    "NASA",
    "(house",
    "\"house",
    "uniform",
    "ubiquitous",
    "uranium",
    "ukulele",
    "unilateral",
    "",
    "Māori",
    "wounded",
    "knife",
    "quiet",
    "unidirectional",
};

static const char *const takes_an[] = {
    "apple",      "hour",     "hourglass", "honest",    "honor",       "honorable",    "heir",
    "heiress",    "heirloom", "herb",      "egg",       "eye",         "oath",         "old man",
    "onerous",    "owl",      "uncle",     "umbrella",  "ugly",        "usher",        "utter",
    "utmost",     "urgent",   "urban",     "uninvited", "unimportant", "unidentified", "unarmed",
    "unanswered", "us",       "X-ray",     "S-shaped",  "MP",          "FBI",          "NPC",
    "8",          "80",       "11",        "18th",      "11,000",      "800",          "Yggdrasil",
    "Yvonne",     "\"old\"",  "élan",      "Ōsaka",     "x",           "Englishman",   "ice-cold",
    "Aki-shaped", "outlaw",   "enemy",
};

static void test_articles(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(takes_a); i++)
        wrong +=
            count_difference(takes_a[i], kzi_english_article(takes_a[i], strlen(takes_a[i])), "a");
    for (size_t i = 0; i < COUNT(takes_an); i++)
        wrong += count_difference(takes_an[i],
                                  kzi_english_article(takes_an[i], strlen(takes_an[i])), "an");
    assert_int_equal(wrong, 0);
}

/* ---- Pronouns. ---- */

typedef struct pronoun_row {
    english_gender who;
    english_person person;
    english_number number;
    const char *cases[5];
} pronoun_row;

static const pronoun_row pronoun_rows[] = {
    {ENGLISH_HE, ENGLISH_THIRD, ENGLISH_SINGULAR, {"he", "him", "his", "his", "himself"}},
    {ENGLISH_SHE, ENGLISH_THIRD, ENGLISH_SINGULAR, {"she", "her", "her", "hers", "herself"}},
    {ENGLISH_IT, ENGLISH_THIRD, ENGLISH_SINGULAR, {"it", "it", "its", "its", "itself"}},
    {ENGLISH_THEY,
     ENGLISH_THIRD,
     ENGLISH_SINGULAR,
     {"they", "them", "their", "theirs", "themself"}},
    {ENGLISH_HE, ENGLISH_THIRD, ENGLISH_PLURAL, {"they", "them", "their", "theirs", "themselves"}},
    {ENGLISH_THEY, ENGLISH_FIRST, ENGLISH_SINGULAR, {"I", "me", "my", "mine", "myself"}},
    {ENGLISH_SHE, ENGLISH_FIRST, ENGLISH_PLURAL, {"we", "us", "our", "ours", "ourselves"}},
    {ENGLISH_HE, ENGLISH_SECOND, ENGLISH_SINGULAR, {"you", "you", "your", "yours", "yourself"}},
    {ENGLISH_HE, ENGLISH_SECOND, ENGLISH_PLURAL, {"you", "you", "your", "yours", "yourselves"}},
};

static void test_pronouns(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(pronoun_rows); i++) {
        const pronoun_row *row = &pronoun_rows[i];
        for (int which = ENGLISH_SUBJECT; which <= ENGLISH_SELF; which++)
            assert_string_equal(
                kzi_english_pronoun(row->who, row->person, row->number, (english_case)which),
                row->cases[which]);
    }
}

/* ---- Sentences. ---- */

static void assert_list(size_t count, const char *joint, const char *wanted) {
    static const char *const items[] = {"Aki", "Mio", "Ren", "Goro"};
    char out[40];
    assert_int_equal(kzi_english_list(out, sizeof out, items, count, joint), strlen(wanted));
    assert_string_equal(out, wanted);
}

static void test_lists(void **state) {
    (void)state;
    assert_list(0, "and", "");
    assert_list(1, "and", "Aki");
    assert_list(2, "and", "Aki and Mio");
    assert_list(3, "and", "Aki, Mio and Ren");
    assert_list(4, "or", "Aki, Mio, Ren or Goro");
}

static void assert_number(int64_t number, const char *wanted) {
    char out[40];
    kzi_english_number(out, sizeof out, number);
    assert_string_equal(out, wanted);
}

static void test_numbers(void **state) {
    (void)state;
    assert_number(0, "zero");
    assert_number(1, "one");
    assert_number(12, "twelve");
    assert_number(13, "13");
    assert_number(-1, "minus one");
    assert_number(-40, "minus 40");
    assert_number(INT64_MIN, "minus 9223372036854775808");
    assert_number(INT64_MAX, "9223372036854775807");
}

static void assert_capitalised(const char *sentence, const char *wanted) {
    char text[80];
    snprintf(text, sizeof text, "%s", sentence);
    kzi_english_capitalise(text, strlen(text));
    assert_string_equal(text, wanted);
}

static void test_capitals(void **state) {
    (void)state;
    assert_capitalised("she turns.", "She turns.");
    assert_capitalised("\"go,\" he said.", "\"Go,\" he said.");
    assert_capitalised("(never)", "(Never)");
    assert_capitalised("“wait", "“Wait");
    assert_capitalised("*'why?'*", "*'Why?'*");
    assert_capitalised("élan", "élan");
    assert_capitalised("8 of them", "8 of them");
    assert_capitalised("Aki", "Aki");
    assert_capitalised("\"", "\"");
    assert_capitalised("", "");
}

/* ---- Too little room: a beginning of the whole, no letter in two, no byte behind the end. ---- */

static size_t write_all(size_t which, char *out, size_t size) {
    static const char *const items[] = {"Aki", "Ōno", "Ren"};
    switch (which) {
    case 0: return kzi_english_verb(out, size, "do not dig ō", 13, he_before);
    case 1: return kzi_english_plural(out, size, "passer-by", 9);
    case 2: return kzi_english_possessive(out, size, "Kō", 3, ENGLISH_SINGULAR);
    case 3: return kzi_english_list(out, size, items, COUNT(items), "and");
    case 4: return kzi_english_number(out, size, -13);
    case 5: return kzi_english_ing(out, size, "panic over ōno", 15);
    default: return kzi_english_participle(out, size, "Fall あ away", 13);
    }
}

static void assert_cut_well(size_t which, const char *whole, size_t size) {
    char *out = malloc(size > 0 ? size : 1);
    assert_non_null(out);
    size_t length = write_all(which, out, size);
    assert_true(size == 0 ? length == 0 : length < size);
    if (size > 0) assert_int_equal(strlen(out), length);
    assert_memory_equal(out, whole, length);
    assert_true(((unsigned char)whole[length] & 0xC0u) != 0x80u);
    assert_true(length + 4 > size || whole[length] == '\0');
    free(out);
}

static void test_every_size(void **state) {
    (void)state;
    char whole[80];
    for (size_t which = 0; which < 7; which++) {
        size_t length = write_all(which, whole, sizeof whole);
        for (size_t size = 0; size <= length + 2; size++) assert_cut_well(which, whole, size);
    }
}

/* Input need not end in a NUL: a template's words are parts of a longer text. */
static void test_reads_no_further_than_length(void **state) {
    (void)state;
    char out[40];
    char *base = malloc(4);
    assert_non_null(base);
    memcpy(base, "hour", 4);
    kzi_english_verb(out, sizeof out, base, 4, he_now);
    assert_string_equal(out, "hours");
    kzi_english_plural(out, sizeof out, base, 4);
    assert_string_equal(out, "hours");
    assert_string_equal(kzi_english_article(base, 4), "an");
    kzi_english_capitalise(base, 4);
    assert_memory_equal(base, "Hour", 4);
    free(base);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verb_list),
        cmocka_unit_test(test_plural_list),
        cmocka_unit_test(test_be_agrees),
        cmocka_unit_test(test_present_agrees),
        cmocka_unit_test(test_form_beside_a_pronoun),
        cmocka_unit_test(test_modals_stay),
        cmocka_unit_test(test_do_not),
        cmocka_unit_test(test_be_not_and_have_not),
        cmocka_unit_test(test_have_as_auxiliary),
        cmocka_unit_test(test_adverbs_are_passed_over),
        cmocka_unit_test(test_two_ways_to_lie),
        cmocka_unit_test(test_what_has_one_past),
        cmocka_unit_test(test_base_of_third_person),
        cmocka_unit_test(test_lie_as_a_name),
        cmocka_unit_test(test_size_of_first_letter_stays),
        cmocka_unit_test(test_odd_input),
        cmocka_unit_test(test_negation_without_a_person),
        cmocka_unit_test(test_possessives),
        cmocka_unit_test(test_articles),
        cmocka_unit_test(test_pronouns),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_every_size),
        cmocka_unit_test(test_reads_no_further_than_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
