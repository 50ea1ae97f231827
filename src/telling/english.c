/* SPDX-License-Identifier: MIT
 *
 * english: see english.h.
 *
 * From the top: tables, ink, letters and words, spelling, verbs, nouns, articles, pronouns,
 * sentences. It is one file although it is long: one language is one idea, and who writes another
 * replaces this one (docs/telling.md, "In another language"). The words it knows by heart are in
 * english_words.def; what it does with speech and thought, and with time, in english_speech.c.
 */
#include "english.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ENGLISH_COUNT(table) (sizeof(table) / sizeof(table)[0])

/* ---- Tables. The word looked up comes first in each row: compare_word_to_row reads it there. */

typedef struct english_verb_row {
    const char *base;
    const char *past;
    const char *participle;
} english_verb_row;

/* Two words that belong together: singular and plural, a modal and its past. */
typedef struct english_pair {
    const char *from;
    const char *to;
} english_pair;

static const english_verb_row irregular_verbs[] = {
#define IRREGULAR_VERB(base, past, participle) {base, past, participle},
#include "english_words.def"
};

static const char *const doubling_verbs[] = {
#define DOUBLING_VERB(word) word,
#include "english_words.def"
};

static const english_pair irregular_nouns[] = {
#define IRREGULAR_NOUN(from, to) {from, to},
#include "english_words.def"
};

static const english_pair noun_endings[] = {
#define NOUN_ENDING(from, to) {from, to},
#include "english_words.def"
};

static const char *const noun_joints[] = {
#define NOUN_JOINT(word) word,
#include "english_words.def"
};

static const char *const hard_ch_words[] = {
#define HARD_CH(word) word,
#include "english_words.def"
};

static const char *const kept_e_verbs[] = {
#define KEPT_E_VERB(word) word,
#include "english_words.def"
};

static const char *const eed_words[] = {
#define EED_WORD(word) word,
#include "english_words.def"
};

static const english_pair modals[] = {
#define MODAL(from, to) {from, to},
#include "english_words.def"
};

static const char *const adverbs[] = {
#define ADVERB(word) word,
#include "english_words.def"
};

static const char *const adverbs_behind_not[] = {
#define ADVERB_BEHIND_NOT(word) word,
#include "english_words.def"
};

static const english_pair article_beginnings[] = {
#define ARTICLE_BEGINNING(from, to) {from, to},
#include "english_words.def"
};

static const char *const marked_vowels[] = {
#define MARKED_VOWEL(word) word,
#include "english_words.def"
};

static const char *const opening_marks[] = {
#define OPENING_MARK(word) word,
#include "english_words.def"
};

static const char *const small_numbers[] = {
#define SMALL_NUMBER(word) word,
#include "english_words.def"
};

typedef enum english_pronoun {
    ENGLISH_PRONOUN_I,
    ENGLISH_PRONOUN_WE,
    ENGLISH_PRONOUN_YOU,
    ENGLISH_PRONOUN_YOU_ALL,
    ENGLISH_PRONOUN_HE,
    ENGLISH_PRONOUN_SHE,
    ENGLISH_PRONOUN_IT,
    ENGLISH_PRONOUN_ONE_THEY,
    ENGLISH_PRONOUN_THEY,
} english_pronoun;

static const char *const pronouns[][5] = {
    [ENGLISH_PRONOUN_I] = {"I", "me", "my", "mine", "myself"},
    [ENGLISH_PRONOUN_WE] = {"we", "us", "our", "ours", "ourselves"},
    [ENGLISH_PRONOUN_YOU] = {"you", "you", "your", "yours", "yourself"},
    [ENGLISH_PRONOUN_YOU_ALL] = {"you", "you", "your", "yours", "yourselves"},
    [ENGLISH_PRONOUN_HE] = {"he", "him", "his", "his", "himself"},
    [ENGLISH_PRONOUN_SHE] = {"she", "her", "her", "hers", "herself"},
    [ENGLISH_PRONOUN_IT] = {"it", "it", "its", "its", "itself"},
    [ENGLISH_PRONOUN_ONE_THEY] = {"they", "them", "their", "theirs", "themself"},
    [ENGLISH_PRONOUN_THEY] = {"they", "them", "their", "theirs", "themselves"},
};

/* ---- Ink: writing into the caller's buffer, never past its end. ---- */

typedef struct english_ink {
    char *out;
    size_t size;
    size_t length;
    bool is_dry; /* something did not fit: nothing more may follow the gap */
} english_ink;

/* Part of a text; carries no NUL. */
typedef struct english_word {
    const char *text;
    size_t length;
} english_word;

static const english_word no_english_word = {"", 0};

static english_ink ink_on(char *out, size_t size) {
    if (size > 0) out[0] = '\0';
    return (english_ink){out, size, 0, size == 0};
}

/* How much of `word` fits into `room` bytes without a letter cut in two. */
static size_t whole_letters(english_word word, size_t room) {
    if (word.length <= room) return word.length;
    while (room > 0 && ((unsigned char)word.text[room] & 0xC0u) == 0x80u) room--;
    return room;
}

static void ink_word(english_ink *ink, english_word word) {
    if (ink->is_dry) return;
    size_t fits = whole_letters(word, ink->size - ink->length - 1);
    if (fits > 0) memcpy(ink->out + ink->length, word.text, fits);
    ink->length += fits;
    ink->out[ink->length] = '\0';
    ink->is_dry = fits < word.length;
}

static english_word english_word_of(const char *text) {
    return (english_word){text, strlen(text)};
}

static void ink_text(english_ink *ink, const char *text) {
    ink_word(ink, english_word_of(text));
}

/* ---- Letters. By hand, as <ctype.h> would ask the guest's locale. ---- */

static bool is_large_latin(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

static bool is_small_latin(char letter) {
    return letter >= 'a' && letter <= 'z';
}

static bool is_latin(char letter) {
    return is_large_latin(letter) || is_small_latin(letter);
}

static bool is_figure(char letter) {
    return letter >= '0' && letter <= '9';
}

static char small_latin(char letter) {
    return is_large_latin(letter) ? (char)(letter - 'A' + 'a') : letter;
}

static char large_latin(char letter) {
    return is_small_latin(letter) ? (char)(letter - 'a' + 'A') : letter;
}

static bool is_letter_among(char letter, const char *letters) {
    return letter != '\0' && strchr(letters, letter) != NULL;
}

/* ---- Words: comparing, looking up, taking apart. ---- */

static english_word word_front(english_word word, size_t length) {
    return (english_word){word.text, length};
}

static english_word word_rest(english_word word, size_t first) {
    return (english_word){word.text + first, word.length - first};
}

/* The letter so many places from the end: 1 is the last. NUL before the beginning. */
static char letter_from_end(english_word word, size_t place) {
    return place <= word.length ? small_latin(word.text[word.length - place]) : '\0';
}

static bool word_begins(english_word word, const char *beginning) {
    size_t length = strlen(beginning);
    if (length > word.length) return false;
    for (size_t i = 0; i < length; i++)
        if (small_latin(word.text[i]) != beginning[i]) return false;
    return true;
}

static bool is_the_word(english_word word, const char *text) {
    return word.length == strlen(text) && word_begins(word, text);
}

static bool word_ends(english_word word, const char *ending) {
    size_t length = strlen(ending);
    return length <= word.length && is_the_word(word_rest(word, word.length - length), ending);
}

static int compare_word_to_row(const void *key, const void *row) {
    english_word word = *(const english_word *)key;
    const char *text = *(const char *const *)row;
    for (size_t i = 0; i < word.length; i++) {
        int order = (unsigned char)small_latin(word.text[i]) - (unsigned char)text[i];
        if (order != 0 || text[i] == '\0') return order != 0 ? order : 1;
    }
    return text[word.length] == '\0' ? 0 : -1;
}

/* The row of a table that begins with this word, or NULL. */
#define ENGLISH_ROW(word, table)                                                                   \
    bsearch(&(word), (table), ENGLISH_COUNT(table), sizeof(table)[0], compare_word_to_row)

static bool has_hyphen_before(english_word word, size_t place) {
    return place > 0 && word.text[place - 1] == '-';
}

/* Where the last part of "double-check" begins: the part that inflects. */
static size_t last_part(english_word word) {
    size_t place = word.length;
    while (place > 0 && !has_hyphen_before(word, place)) place--;
    return place < word.length ? place : 0;
}

/* Up to the next space. */
static english_word first_english_word(english_word text) {
    size_t length = 0;
    while (length < text.length && text.text[length] != ' ') length++;
    return word_front(text, length);
}

static english_word without_spaces_around(english_word text) {
    while (text.length > 0 && text.text[0] == ' ') text = word_rest(text, 1);
    while (text.length > 0 && text.text[text.length - 1] == ' ') text.length--;
    return text;
}

/* A word of the table, as large or small as the word it stands for. */
static void ink_in_place_of(english_ink *ink, english_word word, const char *text) {
    size_t start = ink->length;
    ink_text(ink, text);
    if (is_large_latin(word.text[0]) && ink->length > start)
        ink->out[start] = large_latin(ink->out[start]);
}

/* ---- Spelling, shared by verbs and nouns. ---- */

/* y counts unless it begins the word; u does not behind q. */
static bool is_vowel_at(english_word word, size_t place) {
    char letter = small_latin(word.text[place]);
    if (letter == 'u' && place > 0 && small_latin(word.text[place - 1]) == 'q') return false;
    return is_letter_among(letter, "aeiou") || (letter == 'y' && place > 0);
}

static size_t count_vowel_groups(english_word word) {
    size_t count = 0;
    for (size_t i = 0; i < word.length; i++)
        if (is_vowel_at(word, i) && (i == 0 || !is_vowel_at(word, i - 1))) count++;
    return count;
}

/* "stop", "quit", "up": one vowel, then one consonant that can double. */
static bool closes_short(english_word word) {
    size_t n = word.length;
    if (n < 2 || !is_latin(word.text[n - 1]) || is_letter_among(letter_from_end(word, 1), "whxy"))
        return false;
    return !is_vowel_at(word, n - 1) && is_vowel_at(word, n - 2) &&
           (n == 2 || !is_vowel_at(word, n - 3));
}

static bool doubles_its_end(english_word word) {
    if (ENGLISH_ROW(word, doubling_verbs)) return true;
    return closes_short(word) && count_vowel_groups(word) == 1;
}

static bool ends_in_vowel_and_c(english_word word) {
    return closes_short(word) && letter_from_end(word, 1) == 'c';
}

static bool ends_in_consonant_and(english_word word, char last) {
    return word.length > 1 && letter_from_end(word, 1) == last &&
           !is_letter_among(letter_from_end(word, 2), "aeiou");
}

static bool hisses(english_word word) {
    if (is_letter_among(letter_from_end(word, 1), "sxz") || word_ends(word, "sh")) return true;
    return word_ends(word, "ch") && !ENGLISH_ROW(word, hard_ch_words);
}

/* The word as it stands before -ed and -ing: stopp-, panick-, turn-. */
static void ink_stem(english_ink *ink, english_word word) {
    ink_word(ink, word);
    if (ends_in_vowel_and_c(word)) {
        ink_text(ink, "k");
    } else if (doubles_its_end(word)) {
        ink_word(ink, word_rest(word, word.length - 1));
    }
}

/* turns, watches, carries. */
static void ink_with_s(english_ink *ink, english_word word) {
    if (ends_in_consonant_and(word, 'y')) {
        ink_word(ink, word_front(word, word.length - 1));
        ink_text(ink, "ies");
    } else {
        ink_word(ink, word);
        ink_text(ink, hisses(word) ? "es" : "s");
    }
}

/* ---- Verb phrases: what inflects, and what stands around it. ---- */

typedef struct english_phrase {
    english_word before;   /* "never ", "double-"                                        */
    english_word head;     /* the word that inflects                                     */
    english_word negation; /* " not" or "n't", behind do, be and have; otherwise empty   */
    english_word after;    /* " away"                                                    */
} english_phrase;

/* Length of the adverbs `text` begins with, each with its space. The last word is never one: it
 * must be the verb. */
static size_t adverbs_in_front(english_word text, bool is_behind_not) {
    size_t end = 0;
    for (;;) {
        english_word next = first_english_word(word_rest(text, end));
        bool is_last = end + next.length == text.length;
        bool is_adverb =
            ENGLISH_ROW(next, adverbs) || (is_behind_not && ENGLISH_ROW(next, adverbs_behind_not));
        if (is_last || !is_adverb) return end;
        end += next.length + 1;
    }
}

static bool can_be_negated(english_word head) {
    return is_the_word(head, "be") || is_the_word(head, "do") || is_the_word(head, "have");
}

/* "don't" is do and n't; "do" before " not" is do and " not". */
static void find_negation(english_phrase *phrase) {
    english_word head = phrase->head;
    if (word_ends(head, "n't") && can_be_negated(word_front(head, head.length - 3))) {
        phrase->head.length -= 3;
        phrase->negation = word_rest(head, head.length - 3);
    } else if (can_be_negated(head) && phrase->after.length > 0 &&
               is_the_word(first_english_word(word_rest(phrase->after, 1)), "not")) {
        phrase->negation = word_front(phrase->after, strlen(" not"));
        phrase->after = word_rest(phrase->after, strlen(" not"));
    }
}

static english_phrase phrase_in(english_word text, bool is_behind_not) {
    size_t start = adverbs_in_front(text, is_behind_not);
    english_word head = first_english_word(word_rest(text, start));
    size_t end = start + head.length;
    size_t part = last_part(head);
    english_phrase phrase = {word_front(text, start + part), word_rest(head, part), no_english_word,
                             word_rest(text, end)};
    find_negation(&phrase);
    return phrase;
}

static english_phrase phrase_of(const char *base, size_t length) {
    return phrase_in(without_spaces_around((english_word){base, length}), false);
}

/* What is denied: "speak of it" in "do not speak of it", "be afraid" in "be not afraid". */
static english_phrase denied_phrase(english_phrase phrase) {
    if (is_the_word(phrase.head, "do")) return phrase_in(without_spaces_around(phrase.after), true);
    phrase.before = no_english_word;
    phrase.negation = no_english_word;
    return phrase;
}

/* An untruth, not a rest: see english.h. */
static bool is_untruth(english_phrase phrase) {
    english_word next = first_english_word(without_spaces_around(phrase.after));
    return is_the_word(phrase.head, "lie") &&
           (is_the_word(next, "to") || is_the_word(next, "about"));
}

static const english_verb_row *irregular_verb(english_phrase phrase) {
    return is_untruth(phrase) ? NULL : ENGLISH_ROW(phrase.head, irregular_verbs);
}

/* Known by its table or its -ed. A participle that is its own base counts too: "have come". */
static bool is_participle(english_word word) {
    for (size_t i = 0; i < ENGLISH_COUNT(irregular_verbs); i++)
        if (is_the_word(word, irregular_verbs[i].participle)) return true;
    return word.length > strlen("bed") && word_ends(word, "ed") && !ENGLISH_ROW(word, eed_words);
}

/* Is this `have` the auxiliary of a perfect already: "have gone", "have not gone"? */
static bool is_perfect(english_phrase phrase) {
    if (!is_the_word(phrase.head, "have")) return false;
    if (phrase.negation.length > 0) return true;
    english_word after = without_spaces_around(phrase.after);
    return is_participle(first_english_word(word_rest(after, adverbs_in_front(after, true))));
}

/* ---- Words in a verb's place that are none, or not only one. ---- */

static const char *const never_verbs[] = {
#define NEVER_VERB(word) word,
#include "english_words.def"
};

static const char *const two_pasts[] = {
#define TWO_PASTS(word) word,
#include "english_words.def"
};

static const char *const behind_lie[] = {
#define BEHIND_LIE(word) word,
#include "english_words.def"
};

static bool is_past_of_another(english_word word) {
    if (ENGLISH_ROW(word, irregular_verbs)) return false;
    for (size_t i = 0; i < ENGLISH_COUNT(irregular_verbs); i++) {
        const english_verb_row *row = &irregular_verbs[i];
        if (is_the_word(word, row->past) || is_the_word(word, row->participle)) return true;
    }
    return is_the_word(word, "were");
}

/* Refused, refusing, refuses. */
static bool has_an_ending(english_word word) {
    bool is_base = ENGLISH_ROW(word, irregular_verbs) || ENGLISH_ROW(word, eed_words);
    bool ends_in_s = word_ends(word, "s") && !word_ends(word, "ss") && !word_ends(word, "us");
    return !is_base && ((word_ends(word, "ed") && !word_ends(word, "eed")) ||
                        word_ends(word, "ing") || ends_in_s);
}

/* `lie` alone names an untruth: whoever rests lies down, or in, or still. */
static bool has_two_pasts(english_phrase phrase) {
    if (!ENGLISH_ROW(phrase.head, two_pasts)) return false;
    english_word next = first_english_word(without_spaces_around(phrase.after));
    return !is_the_word(phrase.head, "lie") || (next.length && !ENGLISH_ROW(next, behind_lie));
}

static bool has_only_small_letters(english_word word) {
    for (size_t i = 0; i < word.length; i++) {
        if (word.text[i] < 'a' || word.text[i] > 'z') return false;
    }
    return word.length > 0;
}

int kzi_english_has_one_past(const char *base, size_t length) {
    english_phrase phrase = phrase_of(base, length);
    if (is_the_word(phrase.head, "do") && phrase.negation.length > 0) return 1;
    return has_only_small_letters(phrase.head) && !ENGLISH_ROW(phrase.head, never_verbs) &&
           !is_past_of_another(phrase.head) && !has_an_ending(phrase.head) &&
           !has_two_pasts(phrase);
}

/* ---- What he or she does, back to the base: "asks Ren" -> "ask Ren". ---- */

static const char *const no_third_person[] = {
#define NO_THIRD_PERSON(word) word,
#include "english_words.def"
};

static const english_pair irregular_thirds[] = {
#define IRREGULAR_THIRD(from, to) {from, to},
#include "english_words.def"
};

static bool is_third_person(english_word word) {
    return word.length > 1 && has_only_small_letters(word) && word_ends(word, "s") &&
           !word_ends(word, "ss") && !word_ends(word, "us") && !ENGLISH_ROW(word, no_third_person);
}

/* "takes it and leaves", "kneels, bows": more than the first word would have to change, and not
 * every s is a verb's. */
static bool may_go_on_with_a_verb(english_word text) {
    bool is_joined = false;
    while (text.length) {
        english_word word = first_english_word(text);
        text = without_spaces_around(word_rest(text, word.length));
        bool ends_part = word.length && word.text[word.length - 1] == ',';
        while (word.length && is_letter_among(word.text[word.length - 1], ",.!?;")) word.length--;
        if (is_joined && is_third_person(word)) return true;
        is_joined = ends_part || is_the_word(word, "and") || is_the_word(word, "but") ||
                    is_the_word(word, "or") || is_the_word(word, "then");
    }
    return false;
}

/* carries, dies; watches, goes; uses, asks. */
static void ink_base_of_third(english_ink *ink, english_word third) {
    const english_pair *irregular = ENGLISH_ROW(third, irregular_thirds);
    english_word without_es = word_front(third, third.length - 2);
    bool hides_e =
        word_ends(third, "es") &&
        (word_ends(without_es, "o") ||
         (hisses(without_es) && !is_letter_among(letter_from_end(without_es, 1), "sz")) ||
         word_ends(without_es, "ss") || word_ends(without_es, "zz"));
    if (irregular) {
        ink_text(ink, irregular->to);
    } else if (word_ends(third, "ies") && third.length > strlen("dies")) {
        ink_word(ink, word_front(third, third.length - 3));
        ink_text(ink, "y");
    } else {
        ink_word(ink, hides_e ? without_es : word_front(third, third.length - 1));
    }
}

size_t kzi_english_base_of_third(char *out, size_t size, const char *text, size_t length) {
    english_ink ink = ink_on(out, size);
    english_word whole = {text, length}, first = first_english_word(whole),
                 rest = word_rest(whole, first.length);
    if (!is_third_person(first) || may_go_on_with_a_verb(without_spaces_around(rest))) return 0;
    ink_base_of_third(&ink, first);
    ink_word(&ink, rest);
    return ink.length;
}

/* ---- Verb forms of the head alone. ---- */

static void ink_regular_past(english_ink *ink, english_word verb) {
    if (letter_from_end(verb, 1) == 'e') {
        ink_word(ink, verb);
        ink_text(ink, "d");
    } else if (ends_in_consonant_and(verb, 'y')) {
        ink_word(ink, word_front(verb, verb.length - 1));
        ink_text(ink, "ied");
    } else {
        ink_stem(ink, verb);
        ink_text(ink, "ed");
    }
}

static void ink_participle(english_ink *ink, english_phrase phrase) {
    const english_verb_row *row = irregular_verb(phrase);
    if (row) {
        ink_in_place_of(ink, phrase.head, row->participle);
    } else {
        ink_regular_past(ink, phrase.head);
    }
}

static bool keeps_its_e(english_word verb) {
    return is_the_word(verb, "be") || word_ends(verb, "ee") || word_ends(verb, "oe") ||
           word_ends(verb, "ye") || ENGLISH_ROW(verb, kept_e_verbs);
}

static void ink_ing(english_ink *ink, english_word verb) {
    if (word_ends(verb, "ie")) {
        ink_word(ink, word_front(verb, verb.length - 2));
        ink_text(ink, "y");
    } else if (letter_from_end(verb, 1) == 'e' && !keeps_its_e(verb)) {
        ink_word(ink, word_front(verb, verb.length - 1));
    } else if (letter_from_end(verb, 1) == 'e') {
        ink_word(ink, verb);
    } else {
        ink_stem(ink, verb);
    }
    ink_text(ink, "ing");
}

static bool is_english_form(english_form form, english_person person, english_number number) {
    return form.person == person && form.number == number;
}

static const char *past_of_be(english_form form) {
    return form.number == ENGLISH_PLURAL || form.person == ENGLISH_SECOND ? "were" : "was";
}

static const char *present_of_be(english_form form) {
    if (is_english_form(form, ENGLISH_FIRST, ENGLISH_SINGULAR)) return "am";
    return is_english_form(form, ENGLISH_THIRD, ENGLISH_SINGULAR) ? "is" : "are";
}

static void ink_past(english_ink *ink, english_phrase phrase, english_form form) {
    const english_verb_row *row = irregular_verb(phrase);
    if (!row) {
        ink_regular_past(ink, phrase.head);
    } else {
        bool is_be = is_the_word(phrase.head, "be");
        ink_in_place_of(ink, phrase.head, is_be ? past_of_be(form) : row->past);
    }
}

/* quizzes, goes; otherwise as nouns do. */
static void ink_third_person(english_ink *ink, english_word verb) {
    if (is_the_word(verb, "have")) {
        ink_in_place_of(ink, verb, "has");
    } else if (is_letter_among(letter_from_end(verb, 1), "sz") && doubles_its_end(verb)) {
        ink_stem(ink, verb);
        ink_text(ink, "es");
    } else if (ends_in_consonant_and(verb, 'o')) {
        ink_word(ink, verb);
        ink_text(ink, "es");
    } else {
        ink_with_s(ink, verb);
    }
}

static void ink_present(english_ink *ink, english_word verb, english_form form) {
    if (is_the_word(verb, "be")) {
        ink_in_place_of(ink, verb, present_of_be(form));
    } else if (is_english_form(form, ENGLISH_THIRD, ENGLISH_SINGULAR)) {
        ink_third_person(ink, verb);
    } else {
        ink_word(ink, verb);
    }
}

/* ---- Verbs, whole. ---- */

english_form kzi_english_form(english_person person, english_number number, english_tense tense) {
    return (english_form){person, number, tense};
}

english_form kzi_english_form_beside_pronoun(english_gender who, english_person person,
                                             english_number number, english_tense tense) {
    bool is_they = person == ENGLISH_THIRD && who == ENGLISH_THEY;
    return kzi_english_form(person, is_they ? ENGLISH_PLURAL : number, tense);
}

/* A modal has no perfect: "could" does for both pasts. */
static void ink_modal(english_ink *ink, english_phrase phrase, english_form form) {
    const english_pair *modal = ENGLISH_ROW(phrase.head, modals);
    ink_word(ink, phrase.before);
    if (form.tense == ENGLISH_PRESENT) {
        ink_word(ink, phrase.head);
    } else {
        ink_in_place_of(ink, phrase.head, modal->to);
    }
    ink_word(ink, phrase.after);
}

/* Nothing but "do not" leaves no verb behind "had not". */
static void ink_perfect_of(english_ink *ink, english_phrase phrase) {
    if (phrase.head.length == 0) return;
    ink_text(ink, " ");
    ink_word(ink, phrase.before);
    ink_participle(ink, phrase);
    ink_word(ink, phrase.after);
}

static void ink_past_perfect(english_ink *ink, english_phrase phrase) {
    if (phrase.negation.length == 0) {
        ink_text(ink, "had");
        ink_perfect_of(ink, phrase);
    } else {
        ink_word(ink, phrase.before);
        ink_text(ink, "had");
        ink_word(ink, phrase.negation);
        ink_perfect_of(ink, denied_phrase(phrase));
    }
}

static void ink_simple(english_ink *ink, english_phrase phrase, english_form form) {
    ink_word(ink, phrase.before);
    if (form.tense == ENGLISH_PRESENT) {
        ink_present(ink, phrase.head, form);
    } else {
        ink_past(ink, phrase, form);
    }
    ink_word(ink, phrase.negation);
    ink_word(ink, phrase.after);
}

size_t kzi_english_verb(char *out, size_t size, const char *base, size_t length,
                        english_form form) {
    english_ink ink = ink_on(out, size);
    english_phrase phrase = phrase_of(base, length);
    if (phrase.head.length == 0) return 0;
    if (ENGLISH_ROW(phrase.head, modals)) {
        ink_modal(&ink, phrase, form);
    } else if (form.tense == ENGLISH_PAST_PERFECT && !is_perfect(phrase)) {
        ink_past_perfect(&ink, phrase);
    } else {
        ink_simple(&ink, phrase, form);
    }
    return ink.length;
}

size_t kzi_english_named_verb(char *out, size_t size, const char *base, size_t length,
                              english_form form) {
    static const char untruth[] = "lie to";
    char told[sizeof "had lied to"];
    english_word word = without_spaces_around((english_word){base, length});
    if (!is_the_word(word, "lie")) return kzi_english_verb(out, size, base, length, form);
    size_t written = kzi_english_verb(told, sizeof told, untruth, strlen(untruth), form);
    english_ink ink = ink_on(out, size);
    ink_word(&ink, (english_word){told, written - strlen(" to")});
    return ink.length;
}

/* "not speaking": where no person is named, a negation stands in front. Returns what follows it. */
static english_phrase ink_negation_first(english_ink *ink, english_phrase phrase) {
    if (phrase.negation.length == 0) return phrase;
    ink_word(ink, phrase.before);
    ink_text(ink, "not ");
    return denied_phrase(phrase);
}

size_t kzi_english_participle(char *out, size_t size, const char *base, size_t length) {
    english_ink ink = ink_on(out, size);
    english_phrase phrase = ink_negation_first(&ink, phrase_of(base, length));
    if (phrase.head.length == 0) return ink.length;
    ink_word(&ink, phrase.before);
    ink_participle(&ink, phrase);
    ink_word(&ink, phrase.after);
    return ink.length;
}

size_t kzi_english_ing(char *out, size_t size, const char *base, size_t length) {
    english_ink ink = ink_on(out, size);
    english_phrase phrase = ink_negation_first(&ink, phrase_of(base, length));
    if (phrase.head.length == 0) return ink.length;
    ink_word(&ink, phrase.before);
    ink_ing(&ink, phrase.head);
    ink_word(&ink, phrase.after);
    return ink.length;
}

/* ---- Words that are about something, and whether two are forms of one. ---- */

static const char *const small_words[] = {
#define SMALL_WORD(word) word,
#include "english_words.def"
};

int kzi_english_is_small_word(const char *word, size_t length) {
    english_word small = {word, length};
    return length < 3 || ENGLISH_ROW(small, small_words);
}

static english_word irregular_base(english_word word) {
    for (size_t i = 0; i < ENGLISH_COUNT(irregular_verbs); i++) {
        const english_verb_row *row = &irregular_verbs[i];
        if (is_the_word(word, row->past) || is_the_word(word, row->participle))
            return english_word_of(row->base);
    }
    return word;
}

/* hid-, carr-, stop-: what is left when endings, a last e or y, and a doubled letter are gone. */
static english_word bare_stem(english_word word) {
    static const char *const endings[] = {"ing", "ies", "ied", "es", "ed", "ly", "s"};
    word = irregular_base(word);
    for (size_t i = 0; i < ENGLISH_COUNT(endings); i++) {
        size_t cut = strlen(endings[i]);
        if (word.length < cut + 3 || !word_ends(word, endings[i])) continue;
        word.length -= cut;
        break;
    }
    if (word.length > 3 && letter_from_end(word, 1) == letter_from_end(word, 2)) word.length--;
    if (word.length > 3 && is_letter_among(letter_from_end(word, 1), "eyi")) word.length--;
    return word;
}

int kzi_english_is_like(const char *one, size_t length, const char *other, size_t other_length) {
    english_word a = bare_stem((english_word){one, length}),
                 b = bare_stem((english_word){other, other_length});
    if (a.length != b.length) return 0;
    for (size_t i = 0; i < a.length; i++)
        if (small_latin(a.text[i]) != small_latin(b.text[i])) return 0;
    return a.length > 0;
}

/* ---- Nouns. ---- */

static bool is_joint_at(english_word text, size_t place) {
    for (size_t i = 0; i < ENGLISH_COUNT(noun_joints); i++)
        if (word_begins(word_rest(text, place), noun_joints[i])) return true;
    return false;
}

/* Where the noun ends that a phrase is about: 3 in "man of honor". A joint in front joins
 * nothing. */
static size_t head_noun_end(english_word phrase) {
    for (size_t place = 1; place < phrase.length; place++)
        if (is_joint_at(phrase, place)) return place;
    return phrase.length;
}

static size_t last_word_start(english_word text) {
    size_t place = text.length;
    while (place > 0 && text.text[place - 1] != ' ') place--;
    return place + last_part(word_rest(text, place));
}

static const english_pair *noun_ending(english_word noun) {
    for (size_t i = 0; i < ENGLISH_COUNT(noun_endings); i++)
        if (word_ends(noun, noun_endings[i].from)) return &noun_endings[i];
    return NULL;
}

/* An ending may be the whole noun: then its first letter keeps its size, "Man" -> "Men". */
static void ink_with_ending(english_ink *ink, english_word noun, const english_pair *ending) {
    size_t kept = noun.length - strlen(ending->from);
    ink_word(ink, word_front(noun, kept));
    ink_in_place_of(ink, word_rest(noun, kept), ending->to);
}

/* The Kennedys, not the Kennedies: a name stays whole. */
static void ink_regular_plural(english_ink *ink, english_word noun) {
    if (is_large_latin(noun.text[0]) && ends_in_consonant_and(noun, 'y')) {
        ink_word(ink, noun);
        ink_text(ink, "s");
    } else {
        ink_with_s(ink, noun);
    }
}

static void ink_plural(english_ink *ink, english_word noun) {
    const english_pair *row = ENGLISH_ROW(noun, irregular_nouns);
    const english_pair *ending = row ? NULL : noun_ending(noun);
    if (row) {
        ink_in_place_of(ink, noun, row->to);
    } else if (ending) {
        ink_with_ending(ink, noun, ending);
    } else {
        ink_regular_plural(ink, noun);
    }
}

/* "passer-by" stands in the table whole; other phrases are taken apart. */
static size_t changing_part(english_word phrase) {
    return ENGLISH_ROW(phrase, irregular_nouns) ? 0 : last_word_start(phrase);
}

size_t kzi_english_plural(char *out, size_t size, const char *noun, size_t length) {
    english_ink ink = ink_on(out, size);
    english_word phrase = without_spaces_around((english_word){noun, length});
    size_t end = head_noun_end(phrase);
    size_t start = changing_part(word_front(phrase, end));
    if (start == end) return 0;
    ink_word(&ink, word_front(phrase, start));
    ink_plural(&ink, word_rest(word_front(phrase, end), start));
    ink_word(&ink, word_rest(phrase, end));
    return ink.length;
}

size_t kzi_english_possessive(char *out, size_t size, const char *noun, size_t length,
                              english_number number) {
    english_ink ink = ink_on(out, size);
    english_word word = {noun, length};
    if (length == 0) return 0;
    bool has_its_s = number == ENGLISH_PLURAL && letter_from_end(word, 1) == 's';
    ink_word(&ink, word);
    ink_text(&ink, has_its_s ? "'" : "'s");
    return ink.length;
}

/* ---- Articles. ---- */

static size_t opening_mark_length(english_word text) {
    for (size_t i = 0; i < ENGLISH_COUNT(opening_marks); i++)
        if (word_begins(text, opening_marks[i])) return strlen(opening_marks[i]);
    return 0;
}

static english_word without_opening_marks(english_word text) {
    size_t mark = opening_mark_length(text);
    while (mark > 0) {
        text = word_rest(text, mark);
        mark = opening_mark_length(text);
    }
    return text;
}

static english_word leading_letters(english_word text) {
    size_t length = 0;
    while (length < text.length && is_latin(text.text[length])) length++;
    return word_front(text, length);
}

static bool is_all_large(english_word word) {
    for (size_t i = 0; i < word.length; i++)
        if (!is_large_latin(word.text[i])) return false;
    return word.length > 0;
}

static bool has_vowel(english_word word) {
    for (size_t i = 0; i < word.length; i++)
        if (is_vowel_at(word, i)) return true;
    return false;
}

/* X-ray, MP, FBI: read letter by letter. Up to three large letters mostly are; longer ones (NASA)
 * if no one could speak them. */
static bool is_spelled_out(english_word word) {
    return word.length == 1 || (is_all_large(word) && (word.length <= 3 || !has_vowel(word)));
}

/* an 8, an 11, an 18, an 11,000; but a 110 and a 1100, "eleven hundred" as that may be read. */
static bool is_number_with_vowel(english_word text) {
    size_t figures = 0;
    for (size_t i = 0; i < text.length && (is_figure(text.text[i]) || text.text[i] == ','); i++)
        if (is_figure(text.text[i])) figures++;
    bool is_teen = word_begins(text, "11") || word_begins(text, "18");
    return word_begins(text, "8") || (is_teen && figures % 3 == 2);
}

static const char *article_of_beginning(english_word word) {
    const english_pair *best = NULL;
    for (size_t i = 0; i < ENGLISH_COUNT(article_beginnings); i++) {
        const english_pair *row = &article_beginnings[i];
        if (word_begins(word, row->from) && (!best || strlen(row->from) > strlen(best->from)))
            best = row;
    }
    return best ? best->to : NULL;
}

static bool is_marked_vowel(english_word text) {
    for (size_t i = 0; i < ENGLISH_COUNT(marked_vowels); i++) {
        english_word vowel = english_word_of(marked_vowels[i]);
        if (vowel.length <= text.length && memcmp(text.text, vowel.text, vowel.length) == 0)
            return true;
    }
    return false;
}

/* y before a consonant is a vowel: "an Yggdrasil". */
static bool begins_with_vowel_letter(english_word word) {
    char first = small_latin(word.text[0]);
    return is_letter_among(first, "aeiou") ||
           (first == 'y' && word.length > 1 && !is_vowel_at(word, 1));
}

static const char *article_of_word(english_word word) {
    if (is_spelled_out(word))
        return is_letter_among(small_latin(word.text[0]), "aefhilmnorsx") ? "an" : "a";
    const char *known = article_of_beginning(word);
    if (known) return known;
    return begins_with_vowel_letter(word) ? "an" : "a";
}

size_t kzi_english_known(char *out, size_t size, const char *described) {
    const char *rest = strncmp(described, "a ", 2) == 0    ? described + 2
                       : strncmp(described, "an ", 3) == 0 ? described + 3
                                                           : NULL;
    if (size == 0) return 0;
    int wanted = snprintf(out, size, "%s%s", rest ? "the " : "", rest ? rest : described);
    size_t length = wanted < 0 ? 0 : (size_t)wanted;
    if (length < size) return length;
    length = size - 1;
    while (length &&
           ((unsigned char)(rest ? rest : described)[length - (rest ? 4 : 0)] & 0xC0) == 0x80)
        length--;
    out[length] = '\0';
    return length;
}

const char *kzi_english_article(const char *next, size_t length) {
    english_word text = without_opening_marks((english_word){next, length});
    english_word word = leading_letters(text);
    bool is_plain = word.length == text.length || (unsigned char)text.text[word.length] < 0x80u;
    if (word.length == 0) return is_number_with_vowel(text) || is_marked_vowel(text) ? "an" : "a";
    /* "Eön": the letters before a mark are no whole word, so they cannot be one spelled out */
    if (!is_plain) return begins_with_vowel_letter(word) ? "an" : "a";
    return article_of_word(word);
}

/* ---- Pronouns. ---- */

static english_pronoun third_person_row(english_gender who) {
    switch (who) {
    case ENGLISH_HE: return ENGLISH_PRONOUN_HE;
    case ENGLISH_SHE: return ENGLISH_PRONOUN_SHE;
    case ENGLISH_IT: return ENGLISH_PRONOUN_IT;
    case ENGLISH_THEY: break;
    }
    return ENGLISH_PRONOUN_ONE_THEY;
}

static english_pronoun pronoun_row(english_gender who, english_person person,
                                   english_number number) {
    bool are_many = number == ENGLISH_PLURAL;
    switch (person) {
    case ENGLISH_FIRST: return are_many ? ENGLISH_PRONOUN_WE : ENGLISH_PRONOUN_I;
    case ENGLISH_SECOND: return are_many ? ENGLISH_PRONOUN_YOU_ALL : ENGLISH_PRONOUN_YOU;
    case ENGLISH_THIRD: break;
    }
    return are_many ? ENGLISH_PRONOUN_THEY : third_person_row(who);
}

const char *kzi_english_pronoun(english_gender who, english_person person, english_number number,
                                english_case which) {
    return pronouns[pronoun_row(who, person, number)][which];
}

/* ---- Sentences. ---- */

static void ink_joint(english_ink *ink, size_t still_to_come, const char *joint) {
    if (still_to_come > 1) {
        ink_text(ink, ", ");
    } else if (still_to_come == 1) {
        ink_text(ink, " ");
        ink_text(ink, joint);
        ink_text(ink, " ");
    }
}

size_t kzi_english_list(char *out, size_t size, const char *const *items, size_t count,
                        const char *joint) {
    english_ink ink = ink_on(out, size);
    for (size_t i = 0; i < count; i++) {
        ink_text(&ink, items[i]);
        ink_joint(&ink, count - i - 1, joint);
    }
    return ink.length;
}

size_t kzi_english_number(char *out, size_t size, int64_t number) {
    char figures[32];
    english_ink ink = ink_on(out, size);
    uint64_t amount = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0) ink_text(&ink, "minus ");
    snprintf(figures, sizeof figures, "%" PRIu64, amount);
    ink_text(&ink, amount < ENGLISH_COUNT(small_numbers) ? small_numbers[amount] : figures);
    return ink.length;
}

void kzi_english_capitalise(char *sentence, size_t length) {
    english_word text = without_opening_marks((english_word){sentence, length});
    size_t first = length - text.length;
    if (first < length) sentence[first] = large_latin(sentence[first]);
}
