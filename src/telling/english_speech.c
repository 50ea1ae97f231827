/* SPDX-License-Identifier: MIT
 *
 * english_speech: see english_speech.h.
 */
#include "english_speech.h"

#include <string.h>

#define LONGEST_SPEECH_VERB 32u

static void write_attribution(speaker *by, thing_id who, const char *verb) {
    char made[LONGEST_SPEECH_VERB];
    kzi_sentence_subject(by, who);
    size_t length =
        kzi_english_verb(made, sizeof made, verb, strlen(verb), kzi_sentence_form(by, who));
    kzi_write_char(by->to, ' ');
    kzi_write_bytes(by->to, made, length);
}

static bool ends_plainly(const char *text, size_t length) {
    return length && text[length - 1] == '.' && !(length > 1 && text[length - 2] == '.');
}

/* The last stop becomes a comma before "she said"; a question or an exclamation stays. */
static void quote_attributed(speaker *by, thing_id who, const char *words) {
    size_t length = strlen(words);
    bool is_plain = ends_plainly(words, length);
    kzi_write_char(by->to, '"');
    kzi_write_bytes(by->to, words, is_plain ? length - 1 : length);
    kzi_write(by->to, is_plain ? ",\" " : "\" ");
    write_attribution(by, who, "say");
    kzi_write_char(by->to, '.');
}

void kzi_english_say(speaker *by, thing_id who, const char *words) {
    if (by->subject.n == who.n) {
        kzi_writef(by->to, "\"%s\"",
                   words); /* whom the sentence before mentioned is as near as ever */
        return;
    }
    quote_attributed(by, who, words);
    by->sentence++;
}

/* Up to and with the first stop that a blank follows. */
static size_t first_sentence(const char *words) {
    for (size_t i = 0; words[i]; i++) {
        if (strchr(".!?", words[i]) && words[i + 1] == ' ') return i + 1;
    }
    return strlen(words);
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

void kzi_english_think(speaker *by, thing_id who, const char *words, bool is_marked) {
    size_t first = first_sentence(words);
    if (is_marked && by->subject.n == who.n) {
        write_marked_thought(by->to, words, strlen(words));
        return;
    }
    bool is_plain = ends_plainly(words, first);
    write_marked_thought(by->to, words, is_plain ? first - 1 : first);
    kzi_write(by->to, is_plain ? ", " : " ");
    if (speaks_of_another(by, who, words))
        kzi_sentence_begin_paragraph(by); /* then the name stands */
    write_attribution(by, who, "think");
    kzi_write_char(by->to, '.');
    if (words[first]) {
        kzi_write_char(by->to, ' ');
        write_marked_thought(by->to, words + first + 1, strlen(words + first + 1));
    }
    by->sentence++;
}

void kzi_english_fail(speaker *by, thing_id who) {
    char made[LONGEST_SPEECH_VERB];
    size_t first = by->to->length;
    if (who.n != NO_THING.n) {
        kzi_sentence_subject(by, who);
        size_t length = kzi_english_verb(made, sizeof made, "try", 3, kzi_sentence_form(by, who));
        kzi_write_char(by->to, ' ');
        kzi_write_bytes(by->to, made, length);
        kzi_write(by->to, ", and it ");
    } else {
        kzi_write(by->to, "It ");
    }
    kzi_write(by->to, by->tense == ENGLISH_PRESENT ? "cannot be done." : "could not be done.");
    if (by->to->text) kzi_english_capitalise(by->to->text + first, by->to->length - first);
    by->sentence++;
}

const char *kzi_english_meanwhile(void) {
    return "Meanwhile, ";
}
