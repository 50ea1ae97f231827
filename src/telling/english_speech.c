/* SPDX-License-Identifier: MIT
 *
 * english_speech: see english_speech.h.
 */
#include "english_speech.h"

#include <string.h>

#define LONGEST_SPEECH_VERB 32u

/* ---- what the telling says of its own: own_words.def ---- */
static bool own_begins_with(const char *text, const char *what) {
    return strncmp(text, what, strlen(what)) == 0;
}

static void write_own_verb(speaker *by, thing_id who, const char *verb, size_t length) {
    char made[LONGEST_SPEECH_VERB];
    english_form form = who.n == NO_THING.n
                            ? kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, by->tense)
                            : kzi_sentence_form(by, who);
    length = kzi_english_verb(made, sizeof made, verb, length, form);
    kzi_write_bytes(by->to, made, length);
}

/* A text of ours, or its translation: with who it is, and the words said or thought. */
static void write_own(speaker *by, const char *own, thing_id who, const char *words,
                      size_t length) {
    for (const char *at = kzi_sentence_in_words(by, own); *at;) {
        const char *end = *at == '[' ? strchr(at, ']') : NULL;
        if (own_begins_with(at, "{who}")) {
            kzi_sentence_subject(by, who);
            at += strlen("{who}");
        } else if (own_begins_with(at, "{words}")) {
            kzi_write_bytes(by->to, words, length);
            at += strlen("{words}");
        } else if (end) {
            write_own_verb(by, who, at + 1, (size_t)(end - at - 1));
            at = end + 1;
        } else {
            kzi_write_char(by->to, *at++);
        }
    }
}

static bool ends_plainly(const char *text, size_t length) {
    return length && text[length - 1] == '.' && !(length > 1 && text[length - 2] == '.');
}

/* Up to and with the first stop that a blank follows. */
static size_t first_sentence(const char *words) {
    for (size_t i = 0; words[i]; i++) {
        if (strchr(".!?", words[i]) && words[i + 1] == ' ') return i + 1;
    }
    return strlen(words);
}

/* After the first sentence of several, so that the last keeps its weight: "No," he said. "You
 * don't." A stop becomes a comma before "he said"; a question or an exclamation stays. */
static void quote_attributed(speaker *by, thing_id who, const char *words) {
    size_t first = first_sentence(words);
    bool is_plain = ends_plainly(words, first);
    write_own(by, is_plain ? "\"{words},\" {who} [say]." : "\"{words}\" {who} [say].", who, words,
              is_plain ? first - 1 : first);
    if (!words[first]) return;
    kzi_write_char(by->to, ' ');
    write_own(by, "\"{words}\"", who, words + first + 1, strlen(words + first + 1));
}

void kzi_english_say(speaker *by, thing_id who, const char *words) {
    bool is_clear = by->subject.n == who.n && by->last_clause.n == who.n;
    if (is_clear || by->leads_to_speech) {
        write_own(by, "\"{words}\"", who, words, strlen(words));
        return; /* whom the sentence before mentioned is as near as ever */
    }
    quote_attributed(by, who, words);
    by->sentence++;
}

static void write_marked_thought(writer *to, const char *words, size_t length) {
    kzi_write_char(to, THOUGHT_BEGINS);
    kzi_write_bytes(to, words, length);
    kzi_write_char(to, THOUGHT_ENDS);
}

static bool is_letter_of_word(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '\'';
}

/* "He waited, he thought": which of the two is which? */
static bool has_word(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = text; *at; at++) {
        bool begins = at == text || !is_letter_of_word(at[-1]);
        bool is_first = (*at | 0x20) == word[0];
        if (begins && is_first && strncmp(at + 1, word + 1, length - 1) == 0 &&
            !is_letter_of_word(at[length]))
            return true;
    }
    return false;
}

static bool speaks_of_another(const speaker *by, thing_id who, const char *words) {
    switch (by->about->things[who.n].pronoun) {
    case PRONOUN_HE:
        return has_word(words, "he") || has_word(words, "him") || has_word(words, "his");
    case PRONOUN_SHE:
        return has_word(words, "she") || has_word(words, "her") || has_word(words, "hers");
    default: return false;
    }
}

/* After "He waited, Aki thought" the next `he` is anybody's: then names stand again. */
static void forget_subject(speaker *by, thing_id who, const char *words) {
    if (speaks_of_another(by, who, words)) kzi_reference_begin_paragraph(by);
}

/* "Never, I think" would be a doubt: who tells what is now simply thinks it. */
static bool thinks_aloud(const speaker *by, thing_id who) {
    return by->person == ENGLISH_FIRST && by->tense == ENGLISH_PRESENT &&
           kzi_reference_is_teller(by, who);
}

void kzi_english_think(speaker *by, thing_id who, const char *words, bool is_marked) {
    size_t first = first_sentence(words);
    if ((is_marked && by->subject.n == who.n) || thinks_aloud(by, who)) {
        write_marked_thought(by->to, words, strlen(words));
        forget_subject(by, who, words);
        return;
    }
    bool is_plain = ends_plainly(words, first);
    writer marked = kzi_writer(by->to->in);
    write_marked_thought(&marked, words, is_plain ? first - 1 : first);
    const char *thought = kzi_written(&marked);
    if (speaks_of_another(by, who, words))
        kzi_reference_begin_paragraph(by); /* then the name stands */
    write_own(by, is_plain ? "{words}, {who} [think]." : "{words} {who} [think].", who, thought,
              strlen(thought));
    if (words[first]) {
        kzi_write_char(by->to, ' ');
        write_marked_thought(by->to, words + first + 1, strlen(words + first + 1));
    }
    by->sentence++;
    forget_subject(by, who, words);
}

void kzi_english_fail(speaker *by, thing_id who) {
    size_t first = by->to->length;
    bool is_by_somebody = who.n != NO_THING.n;
    write_own(by, is_by_somebody ? "{who} [try], and it [cannot] be done." : "It [cannot] be done.",
              who, "", 0);
    if (by->to->text) kzi_english_capitalise(by->to->text + first, by->to->length - first);
    by->sentence++;
}

/* ---- from one scene to another ---- */
const char *kzi_english_meanwhile(const speaker *by) {
    return kzi_sentence_in_words(by, "Meanwhile, ");
}

/* `{number}` is what stands for the number in words. */
static const char *with_number(const speaker *by, const char *own, uint64_t number) {
    char words[LONGEST_SPEECH_VERB];
    kzi_english_number(words, sizeof words, (int64_t)number);
    const char *text = kzi_sentence_in_words(by, own), *gap = strstr(text, "{number}");
    if (!gap) return text;
    writer to = kzi_writer(by->to->in);
    kzi_write_bytes(&to, text, (size_t)(gap - text));
    kzi_write(&to, kzi_sentence_in_words(by, words));
    kzi_write(&to, gap + strlen("{number}"));
    if (to.text) kzi_english_capitalise(to.text, to.length);
    return kzi_written(&to);
}

/* How many of it make one of the next. */
static const struct {
    const char *name;
    uint32_t in_next;
} clock_units[] = {
    [CLOCK_MINUTES] = {"minute", 60}, [CLOCK_HOURS] = {"hour", 24}, [CLOCK_DAYS] = {"day", 30},
    [CLOCK_MONTHS] = {"month", 12},   [CLOCK_YEARS] = {"year", 0},
};

#define DAYS_IN_WEEK    7u
#define FEWEST_IN_WEEKS 14u /* days; below that they are counted */
#define MOST_IN_WEEKS   60u /* above that months are */

/* One of it, or at least two: a month and a half are 45 days. */
static bool is_amount_of(uint64_t amount, uint32_t many) {
    return many && amount >= many && (amount % many == 0 || amount >= 2 * (uint64_t)many);
}

/* "A year later, ", "{number} years later, ": as own_words.def has them. */
static const char *own_of_lapse(const speaker *by, const char *unit, bool is_one, bool is_earlier) {
    char units[LONGEST_SPEECH_VERB];
    writer to = kzi_writer(by->to->in);
    kzi_english_plural(units, sizeof units, unit, strlen(unit));
    if (is_one) kzi_writef(&to, "%s %s", kzi_english_article(unit, strlen(unit)), unit);
    else kzi_writef(&to, "{number} %s", units);
    kzi_writef(&to, " %s, ", is_earlier ? "earlier" : "later");
    if (to.text && is_one) kzi_english_capitalise(to.text, to.length);
    return kzi_written(&to);
}

const char *kzi_english_lapse(const speaker *by, clock_unit unit, int64_t ticks) {
    uint64_t amount = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;
    if (unit == CLOCK_WEEKS) unit = CLOCK_DAYS, amount *= DAYS_IN_WEEK;
    while (is_amount_of(amount, clock_units[unit].in_next) &&
           !(unit == CLOCK_DAYS && amount < MOST_IN_WEEKS && amount % clock_units[unit].in_next))
        amount /= clock_units[unit++].in_next;
    bool in_weeks = unit == CLOCK_DAYS && amount >= FEWEST_IN_WEEKS;
    if (in_weeks) amount /= DAYS_IN_WEEK;
    const char *own =
        own_of_lapse(by, in_weeks ? "week" : clock_units[unit].name, amount == 1, ticks < 0);
    return with_number(by, own, amount);
}

const char *kzi_english_chapter(const speaker *by, uint32_t number) {
    return with_number(by, "Chapter {number}", number);
}

/* ---- what tells that time goes by ---- */
bool kzi_english_names_time(const char *sentence) {
    static const char *const spans[] = {"minute", "hour",   "day",    "night",  "week", "month",
                                        "season", "spring", "summer", "autumn", "year", "winter"};
    char many[LONGEST_SPEECH_VERB];
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        kzi_english_plural(many, sizeof many, spans[i], strlen(spans[i]));
        if (has_word(sentence, spans[i]) || has_word(sentence, many)) return true;
    }
    return false;
}

/* ---- what wants to be followed by speech ---- */
bool kzi_english_leads_to_speech(const char *sentence) {
    static const char *const verbs[] = {"answer", "ask",   "beg",    "call",    "murmur", "plead",
                                        "reply",  "say",   "shout",  "whisper", "cry",    "add",
                                        "swear",  "order", "repeat", "speak"};
    size_t end = strlen(sentence);
    if (end && sentence[end - 1] == ':') return true;
    while (end && strchr("., ", sentence[end - 1])) end--;
    size_t close = end;
    if (end && sentence[end - 1] == ']') { /* `[ask Ren]`: the verb stands first */
        while (end && sentence[end - 1] != '[') end--;
        close = end + strcspn(sentence + end, " ]");
    } else { /* "left to ask", but not "an answer" */
        while (end && sentence[end - 1] != ' ') end--;
        if (end < 4 || memcmp(sentence + end - 4, " to ", 4) != 0) return false;
    }
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strlen(verbs[i]) == close - end && memcmp(verbs[i], sentence + end, close - end) == 0)
            return true;
    }
    return false;
}
