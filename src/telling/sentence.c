/* SPDX-License-Identifier: MIT
 *
 * sentence: see sentence.h.
 */
#include "sentence.h"

#include "words.h"

#include <string.h>

#define LONGEST_WORDS 256u /* of a verb phrase or a name in a template */

void kzi_sentence_begin_paragraph(speaker *by) {
    by->subject = NO_THING;
    by->is_doubtful = false;
}

/* ---- whom a name in a template means ---- */
static bool is_name(const char *name, const char *text, size_t length) {
    return strlen(name) == length && memcmp(name, text, length) == 0;
}

static thing_id named_thing(const speaker *by, const ground_act *act, const char *text, size_t length) {
    const grounded *about = by->about;
    for (uint32_t i = 0; i < act->binding_count; i++) {
        const binding *bound = &about->bindings[act->first_binding + i];
        if (is_name(kzi_symbol_text(about->names, bound->name), text, length)) return bound->thing;
    }
    for (uint32_t i = 0; i < about->thing_count; i++) {
        if (is_name(kzi_words_thing(about, (thing_id){i}), text, length)) return (thing_id){i};
    }
    return NO_THING;
}

static english_gender gender_of(const speaker *by, thing_id who) {
    switch (by->about->things[who.n].pronoun) {
    case PRONOUN_HE: return ENGLISH_HE;
    case PRONOUN_SHE: return ENGLISH_SHE;
    case PRONOUN_THEY: return ENGLISH_THEY;
    default: return ENGLISH_IT;
    }
}

/* ---- who was named ---- */
static void note_named(speaker *by, thing_id who) {
    bool is_other = by->subject.n != NO_THING.n && by->subject.n != who.n;
    if (is_other && gender_of(by, who) == gender_of(by, by->subject)) by->is_doubtful = true;
}

static bool may_be_pronoun(const speaker *by, thing_id who) {
    return by->subject.n == who.n && !by->is_doubtful && by->about->things[who.n].is_person;
}

static void begin_with(speaker *by, thing_id who) {
    by->subject = who;
    by->is_doubtful = false;
}

/* ---- one {…} and one […] ---- */
typedef struct {
    speaker *by;
    const ground_act *act;
    thing_id nearest;     /* what a verb agrees with */
    bool nearest_is_they; /* a pronoun `they` stood there: "they turn", but "Sam turns" */
    bool at_start;        /* of a sentence */
    size_t sentence_first;
} sentence_state;

static bool find_case(const char *word, size_t length, english_case *which) {
    static const struct {
        const char *word;
        english_case which;
    } cases[] = {{"they", ENGLISH_SUBJECT}, {"them", ENGLISH_OBJECT}, {"their", ENGLISH_POSSESSIVE}, {"theirs", ENGLISH_OWN}, {"themself", ENGLISH_SELF}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (is_name(cases[i].word, word, length)) return *which = cases[i].which, true;
    }
    return false;
}

static void tell_pronoun(sentence_state *s, thing_id who, english_case which) {
    english_gender gender = gender_of(s->by, who);
    kzi_write(s->by->to, kzi_english_pronoun(gender, ENGLISH_THIRD, ENGLISH_SINGULAR, which));
    s->nearest = who;
    s->nearest_is_they = gender == ENGLISH_THEY && which == ENGLISH_SUBJECT;
}

static void tell_name(sentence_state *s, thing_id who) {
    if (s->at_start && may_be_pronoun(s->by, who)) {
        tell_pronoun(s, who, ENGLISH_SUBJECT);
        begin_with(s->by, who);
        return;
    }
    note_named(s->by, who);
    if (s->at_start) begin_with(s->by, who);
    kzi_write(s->by->to, s->by->about->things[who.n].shown);
    s->nearest = who;
    s->nearest_is_they = false;
}

/* Text between the braces: `Name` or `they Name`. */
static void tell_braces(sentence_state *s, const char *text, size_t length) {
    const char *blank = memchr(text, ' ', length);
    english_case which;
    if (blank && find_case(text, (size_t)(blank - text), &which)) {
        thing_id who = named_thing(s->by, s->act, blank + 1, length - (size_t)(blank + 1 - text));
        if (who.n != NO_THING.n) tell_pronoun(s, who, which);
        return;
    }
    thing_id who = named_thing(s->by, s->act, text, length);
    if (who.n != NO_THING.n) tell_name(s, who);
}

/* Text between the brackets: `turn`, `let go`, `have Aki`. */
static void tell_verb(sentence_state *s, const char *text, size_t length) {
    thing_id with = s->nearest;
    bool beside_they = s->nearest_is_they;
    for (size_t i = length; i-- > 0;) {
        if (text[i] != ' ') continue;
        thing_id named = named_thing(s->by, s->act, text + i + 1, length - i - 1);
        if (named.n == NO_THING.n) break;
        with = named;
        beside_they = false;
        length = i;
        break;
    }
    english_gender gender = with.n == NO_THING.n ? ENGLISH_IT : gender_of(s->by, with);
    english_form form = beside_they ? kzi_english_form_beside_pronoun(gender, ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense)
                                    : kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense);
    char verb[LONGEST_WORDS];
    size_t written = kzi_english_verb(verb, sizeof verb, text, length, form);
    kzi_write_bytes(s->by->to, verb, written);
}

static bool ends_sentence(char letter) {
    return letter == '.' || letter == '!' || letter == '?';
}

static void finish_sentence(sentence_state *s) {
    writer *to = s->by->to;
    if (to->text && s->sentence_first < to->length) {
        kzi_english_capitalise(to->text + s->sentence_first, to->length - s->sentence_first);
    }
}

void kzi_sentence_tell(speaker *by, const ground_act *act, const char *text) {
    sentence_state s = {.by = by, .act = act, .nearest = NO_THING, .at_start = true, .sentence_first = by->to->length};
    for (const char *at = text; *at;) {
        const char *end = *at == '{' ? strchr(at, '}') : *at == '[' ? strchr(at, ']') : NULL;
        if (end) {
            if (*at == '{') tell_braces(&s, at + 1, (size_t)(end - at - 1));
            else tell_verb(&s, at + 1, (size_t)(end - at - 1));
            s.at_start = false;
            at = end + 1;
            continue;
        }
        kzi_write_char(by->to, *at);
        if (ends_sentence(*at) && (at[1] == ' ' || at[1] == '\0')) {
            finish_sentence(&s);
            s.at_start = true;
            s.sentence_first = by->to->length + (at[1] == ' ');
        } else if (*at != ' ') {
            s.at_start = false;
        }
        at++;
    }
    finish_sentence(&s);
}

void kzi_sentence_subject(speaker *by, thing_id who) {
    if (may_be_pronoun(by, who)) {
        kzi_write(by->to, kzi_english_pronoun(gender_of(by, who), ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_SUBJECT));
        return;
    }
    note_named(by, who);
    begin_with(by, who);
    kzi_write(by->to, by->about->things[who.n].shown);
}

void kzi_sentence_name(speaker *by, thing_id who) {
    const ground_thing *thing = &by->about->things[who.n];
    bool has_no_name = !thing->is_person && thing->shown[0] >= 'a' && thing->shown[0] <= 'z' && strcmp(thing->shown, kzi_words_thing(by->about, who)) == 0;
    note_named(by, who);
    if (!has_no_name) {
        kzi_write(by->to, thing->shown);
        return;
    }
    kzi_write(by->to, "the ");
    for (const char *at = thing->shown; *at; at++) kzi_write_char(by->to, *at == '_' ? ' ' : *at);
}

void kzi_sentence_object(speaker *by, thing_id who) {
    if (by->subject.n == who.n && who.n != NO_THING.n) kzi_write(by->to, kzi_english_pronoun(gender_of(by, who), ENGLISH_THIRD, ENGLISH_SINGULAR, ENGLISH_SELF));
    else kzi_sentence_name(by, who);
}
