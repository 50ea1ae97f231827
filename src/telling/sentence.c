/* SPDX-License-Identifier: MIT
 *
 * sentence: see sentence.h.
 */
#include "sentence.h"

#include "words.h"

#include <string.h>

#define LONGEST_WORDS 256u /* of a verb phrase or a name in a template */

const char *kzi_sentence_in_words(const speaker *by, const char *text) {
    const char *other = by->in_words && text ? by->in_words(by->dictionary, text) : NULL;
    return other ? other : text;
}

/* ---- whom a name in a template means ---- */
static bool is_name(const char *name, const char *text, size_t length) {
    return strlen(name) == length && memcmp(name, text, length) == 0;
}

static thing_id named_thing(const grounded *about, const ground_act *act, const char *text,
                            size_t length) {
    for (uint32_t i = 0; act && i < act->binding_count; i++) {
        const binding *bound = &about->bindings[act->first_binding + i];
        if (is_name(kzi_symbol_text(about->names, bound->name), text, length)) return bound->thing;
    }
    for (uint32_t i = 0; i < about->thing_count; i++) {
        if (is_name(kzi_words_thing(about, (thing_id){i}), text, length)) return (thing_id){i};
    }
    return NO_THING;
}

static thing_id last_named(const grounded *about, const ground_act *act, const char *text,
                           size_t length) {
    size_t first = length;
    while (first > 0 && text[first - 1] != ' ') first--;
    return named_thing(about, act, text + first, length - first);
}

/* The next {…} from `at` on: its inside and length; NULL when there is none. */
static const char *next_braces(const char *at, size_t *length) {
    const char *open = strchr(at, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close) return NULL;
    *length = (size_t)(close - open - 1);
    return open + 1;
}

thing_id kzi_sentence_first_named(const grounded *about, const ground_act *act, const char *text) {
    size_t length;
    const char *inside = next_braces(text, &length);
    return inside ? last_named(about, act, inside, length) : NO_THING;
}

bool kzi_sentence_names(const grounded *about, const ground_act *act, const char *text,
                        thing_id who) {
    size_t length;
    for (const char *inside = next_braces(text, &length); inside;
         inside = next_braces(inside, &length)) {
        if (last_named(about, act, inside, length).n == who.n) return true;
    }
    return false;
}

english_form kzi_sentence_form(const speaker *by, thing_id who) {
    return kzi_english_form(kzi_reference_is_teller(by, who) ? by->person : ENGLISH_THIRD,
                            ENGLISH_SINGULAR, by->tense);
}

static void write_name_of(speaker *by, thing_id who) {
    char room[LONGEST_WORDS];
    kzi_write(by->to, kzi_reference_name(by, who, room, sizeof room));
}

/* ---- one {…} and one […] ---- */
typedef struct {
    speaker *by;
    const ground_act *act;
    thing_id nearest; /* what a verb agrees with */
    thing_id clause;  /* the subject of the clause under way */
    bool nearest_is_subject;
    const char *text;     /* the template, from its beginning */
    bool nearest_is_they; /* a pronoun `they` stood there: "they turn", but "Sam turns" */
    bool at_start;        /* of a sentence */
    bool has_had;         /* a past perfect began, */
    thing_id had_by;      /* with this subject */
    size_t sentence_first;
} sentence_state;

static bool is_one_of_words(const char *word, size_t length, const char *const *words,
                            size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_name(words[i], word, length)) return true;
    }
    return false;
}

static bool find_case(const char *word, size_t length, english_case *which) {
    static const struct {
        const char *word;
        english_case which;
    } cases[] = {{"they", ENGLISH_SUBJECT},
                 {"them", ENGLISH_OBJECT},
                 {"their", ENGLISH_POSSESSIVE},
                 {"theirs", ENGLISH_OWN},
                 {"themself", ENGLISH_SELF}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (is_name(cases[i].word, word, length)) return *which = cases[i].which, true;
    }
    return false;
}

/* In English, or what a translation has for `{them he}`. */
static const char *pronoun_in_words(const speaker *by, thing_id who, english_person person,
                                    english_case which) {
    static const char *const cases[] = {[ENGLISH_SUBJECT] = "they",
                                        [ENGLISH_OBJECT] = "them",
                                        [ENGLISH_POSSESSIVE] = "their",
                                        [ENGLISH_OWN] = "theirs",
                                        [ENGLISH_SELF] = "themself"};
    english_gender gender = kzi_reference_gender(by, who);
    const char *english = kzi_english_pronoun(gender, person, ENGLISH_SINGULAR, which);
    if (!by->in_words) return english;
    writer key = kzi_writer(by->to->in);
    kzi_writef(&key, "{%s %s}", cases[which],
               kzi_english_pronoun(gender, person, ENGLISH_SINGULAR, ENGLISH_SUBJECT));
    const char *other = by->in_words(by->dictionary, kzi_written(&key));
    return other && strcmp(other, kzi_written(&key)) != 0 ? other : english;
}

static void write_pronoun(sentence_state *s, thing_id who, english_case which) {
    english_gender gender = kzi_reference_gender(s->by, who);
    english_person person = kzi_reference_is_teller(s->by, who) ? s->by->person : ENGLISH_THIRD;
    kzi_write(s->by->to, pronoun_in_words(s->by, who, person, which));
    s->nearest_is_they =
        person == ENGLISH_THIRD && gender == ENGLISH_THEY && which == ENGLISH_SUBJECT;
}

static void write_possessive(speaker *by, thing_id who) {
    char made[2 * LONGEST_WORDS], room[LONGEST_WORDS];
    const char *name = kzi_reference_name(by, who, room, sizeof room);
    size_t length = kzi_english_possessive(made, sizeof made, name, strlen(name), ENGLISH_SINGULAR);
    kzi_write_bytes(by->to, made, length);
}

/* "Over the water {Ren} [hear] a cry": a sentence that begins with other words has its subject
 * there. */
static void begin_clause(sentence_state *s, thing_id who, bool is_pronoun) {
    s->clause = who;
    if (s->by->subject.n == NO_THING.n) s->by->subject = who;
    kzi_reference_note_subject(s->by, who, is_pronoun);
}

static void tell_in_case(sentence_state *s, thing_id who, english_case which) {
    bool is_own = which == ENGLISH_POSSESSIVE || which == ENGLISH_OWN;
    size_t first = s->by->to->length;
    bool is_pronoun = kzi_reference_may_stand(s->by, who, which, s->clause, s->nearest);
    if (is_pronoun) {
        write_pronoun(s, who, which);
    } else {
        if (is_own) write_possessive(s->by, who);
        else write_name_of(s->by, who);
        s->nearest_is_they = false;
    }
    kzi_reference_note(s->by, who, first, is_pronoun);
    s->nearest = who;
    s->nearest_is_subject = which == ENGLISH_SUBJECT;
    if (which == ENGLISH_SUBJECT) begin_clause(s, who, is_pronoun);
}

/* Does a verb of this person's follow: "{Aki} [have]", "{Aki} no longer [answer]", "neither {Ren}
 * nor {Aki} [have]"? */
static bool has_verb(const sentence_state *s, thing_id who, const char *after) {
    if (strncmp(after, " and {", 6) == 0 || strncmp(after, " nor {", 6) == 0) {
        const char *close = strchr(after, '}');
        return close && strncmp(close + 1, " [", 2) == 0;
    }
    static const char *const between[] = {"no",   "longer", "never",  "not",  "only",
                                          "also", "still",  "almost", "even", "just",
                                          "now",  "nearly", "once",   "both", "alone"};
    while (*after == ' ') {
        after++;
        size_t length = strcspn(after, " [");
        if (length && !is_one_of_words(after, length, between, sizeof between / sizeof *between))
            return false;
        after += length;
    }
    if (*after != '[') return false;
    const char *end = *after ? strchr(after, ']') : NULL;
    if (!end) return false;
    thing_id with = memchr(after + 1, ' ', (size_t)(end - after - 1))
                        ? last_named(s->by->about, s->act, after + 1, (size_t)(end - after - 1))
                        : NO_THING;
    return with.n == NO_THING.n || with.n == who.n;
}

static void tell_name(sentence_state *s, thing_id who, const char *after) {
    speaker *by = s->by;
    bool is_subject = s->at_start || has_verb(s, who, after), is_pronoun = true;
    size_t first = by->to->length;
    if (s->at_start && kzi_reference_may_begin(by, who)) {
        write_pronoun(s, who, ENGLISH_SUBJECT);
    } else if (kzi_reference_is_teller(by, who) && strncmp(after, "'s ", 3) != 0) {
        write_pronoun(s, who,
                      is_subject             ? ENGLISH_SUBJECT
                      : s->clause.n == who.n ? ENGLISH_SELF
                                             : ENGLISH_OBJECT);
    } else {
        write_name_of(by, who);
        s->nearest_is_they = is_pronoun = false;
    }
    if (s->at_start) by->subject = who;
    if (is_subject) begin_clause(s, who, is_pronoun);
    kzi_reference_note(by, who, first, is_pronoun);
    s->nearest = who;
    s->nearest_is_subject = is_subject;
}

/* Text between the braces: `Name` or `they Name`. */
static void tell_braces(sentence_state *s, const char *text, size_t length) {
    const char *blank = memchr(text, ' ', length);
    english_case which;
    if (blank && find_case(text, (size_t)(blank - text), &which)) {
        thing_id who =
            named_thing(s->by->about, s->act, blank + 1, length - (size_t)(blank + 1 - text));
        if (who.n != NO_THING.n) tell_in_case(s, who, which);
        return;
    }
    thing_id who = named_thing(s->by->about, s->act, text, length);
    if (who.n != NO_THING.n) tell_name(s, who, text + length + 1);
}

/* The word that ends before `end`, which steps back to its first letter. */
static size_t word_before(const char *text, const char **end) {
    while (*end > text && (*end)[-1] == ' ') (*end)--;
    const char *after = *end;
    while (*end > text && (*end)[-1] != ' ') (*end)--;
    return (size_t)(after - *end);
}

/* In "{Ren} [wait] until it [turn] dark" the second verb is nobody's; in "{Ren} [stop], [turn] and
 * no longer [wait]" all are Ren's; in "{their Ren} legs no longer [obey]" it is the legs'. */
static bool goes_on_from_subject(const char *text, const char *verb) {
    static const char *const joints[] = {"and", "or", "but", "nor", "then"},
                             *const adverbs[] = {"no",     "never",  "not",  "only", "also",
                                                 "still",  "almost", "last", "even", "just",
                                                 "longer", "now",    "once", "at",   "nearly"};
    const char *at = verb - 1;
    if (at == text || at[-1] != ' ') return true; /* "{Ren}[…" or the beginning */
    size_t length = word_before(text, &at);
    while (at > text && is_one_of_words(at, length, adverbs, sizeof adverbs / sizeof *adverbs))
        length = word_before(text, &at);
    if (length == 0 || at[length - 1] == '}' || at[length - 1] == ',') return true;
    return is_one_of_words(at, length, joints, sizeof joints / sizeof *joints);
}

/* Whom a verb without a name agrees with: the nearest named; but the teller only where the verb can
 * be theirs. */
static thing_id verb_of(const sentence_state *s, const char *text) {
    bool goes_on = goes_on_from_subject(s->text, text);
    if (s->nearest.n == NO_THING.n) return NO_THING;
    if (s->nearest_is_subject)
        return kzi_reference_is_teller(s->by, s->nearest) && !goes_on ? NO_THING : s->nearest;
    if (goes_on && s->clause.n != NO_THING.n &&
        (kzi_reference_is_teller(s->by, s->clause) || kzi_reference_is_teller(s->by, s->nearest)))
        return s->clause;
    return kzi_reference_is_teller(s->by, s->nearest) ? NO_THING : s->nearest;
}

static bool has_subject_before(const sentence_state *s, const char *verb) {
    const char *end = verb - 1;
    while (end > s->text && end[-1] == ' ') end--;
    return end > s->text && end[-1] == '}';
}

/* "He had stood on the water and let the mark spread until it covered his face": one `had` for all
 * that its subject does; what others do is in the past. */
static bool follows_had(sentence_state *s, thing_id who, const char *verb, english_tense *tense) {
    bool is_first = !s->has_had;
    if (is_first) s->has_had = true, s->had_by = who;
    if (is_first) return false;
    if (who.n == s->had_by.n && who.n != NO_THING.n && !has_subject_before(s, verb)) return true;
    *tense = ENGLISH_PAST;
    return false;
}

/* Text between the brackets: `turn`, `let go`, `have Aki`. */
static void tell_verb(sentence_state *s, const char *text, size_t length) {
    thing_id with = verb_of(s, text);
    bool beside_they = s->nearest_is_they;
    const char *blank = memchr(text, ' ', length);
    thing_id named = blank ? last_named(s->by->about, s->act, text, length) : NO_THING;
    if (named.n != NO_THING.n) {
        if (named.n != with.n) beside_they = false;
        with = named;
        begin_clause(s, named, false);
        while (text[length - 1] != ' ') length--;
        length--;
    }
    english_gender gender = with.n == NO_THING.n ? ENGLISH_IT : kzi_reference_gender(s->by, with);
    english_form form = with.n == NO_THING.n
                            ? kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense)
                            : kzi_sentence_form(s->by, with);
    if (beside_they && form.person == ENGLISH_THIRD)
        form =
            kzi_english_form_beside_pronoun(gender, ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense);
    char verb[LONGEST_WORDS];
    bool shares_had = form.tense == ENGLISH_PAST_PERFECT && follows_had(s, with, text, &form.tense);
    size_t written = shares_had ? kzi_english_participle(verb, sizeof verb, text, length) : 0;
    if (!shares_had || strncmp(verb, "not ", 4) == 0) /* "had not looked", not "and not looked" */
        written = kzi_english_verb(verb, sizeof verb, text, length, form);
    kzi_write_bytes(s->by->to, verb, written);
}

static bool ends_sentence(char letter) {
    return letter == '.' || letter == '!' || letter == '?';
}

static void finish_sentence(sentence_state *s) {
    writer *to = s->by->to;
    if (to->text && s->sentence_first < to->length && !s->by->has_lead)
        kzi_english_capitalise(to->text + s->sentence_first, to->length - s->sentence_first);
    s->by->has_lead = s->has_had = false;
    s->by->sentence++;
    s->clause = NO_THING;
}

void kzi_sentence_tell(speaker *by, const ground_act *act, const char *template_text) {
    const char *text = kzi_sentence_in_words(by, template_text);
    sentence_state s = {.by = by,
                        .act = act,
                        .nearest = NO_THING,
                        .clause = NO_THING,
                        .text = text,
                        .at_start = true,
                        .sentence_first = by->to->length};
    bool has_ended = false;
    for (const char *at = text; *at;) {
        has_ended = false;
        const char *end = *at == '{' ? strchr(at, '}') : *at == '[' ? strchr(at, ']') : NULL;
        if (end) {
            if (*at == '{') tell_braces(&s, at + 1, (size_t)(end - at - 1));
            else tell_verb(&s, at + 1, (size_t)(end - at - 1));
            s.at_start = false;
            at = end + 1;
            continue;
        }
        bool loses_size =
            by->has_lead && at == text && at[0] >= 'A' && at[0] <= 'Z' && at[1] != ' ';
        kzi_write_char(by->to, loses_size ? (char)(*at - 'A' + 'a') : *at);
        if (ends_sentence(*at) && (at[1] == ' ' || at[1] == '\0')) {
            finish_sentence(&s);
            has_ended = true;
            s.at_start = true;
            s.sentence_first = by->to->length + (at[1] == ' ');
        } else if (*at != ' ') {
            if (s.at_start) by->subject = NO_THING; /* it begins with no person */
            s.at_start = false;
        }
        at++;
    }
    if (!has_ended) finish_sentence(&s);
}

void kzi_sentence_subject(speaker *by, thing_id who) {
    size_t first = by->to->length;
    bool is_pronoun = kzi_reference_may_begin(by, who);
    if (is_pronoun) {
        english_person person = kzi_reference_is_teller(by, who) ? by->person : ENGLISH_THIRD;
        kzi_write(by->to, pronoun_in_words(by, who, person, ENGLISH_SUBJECT));
    } else {
        write_name_of(by, who);
    }
    kzi_reference_note(by, who, first, is_pronoun);
    kzi_reference_note_subject(by, who, is_pronoun);
    by->subject = who;
}

/* A thing that nobody gave a name to be shown by. */
static bool has_no_name(const speaker *by, thing_id who) {
    const ground_thing *thing = &by->about->things[who.n];
    return !thing->is_person && thing->shown[0] >= 'a' && thing->shown[0] <= 'z' &&
           strcmp(thing->shown, kzi_words_thing(by->about, who)) == 0;
}

static void write_its_name(speaker *by, thing_id who) {
    if (!has_no_name(by, who)) {
        write_name_of(by, who);
        return;
    }
    kzi_write(by->to, "the ");
    for (const char *at = by->about->things[who.n].shown; *at; at++)
        kzi_write_char(by->to, *at == '_' ? ' ' : *at);
}

void kzi_sentence_name(speaker *by, thing_id who) {
    size_t first = by->to->length;
    bool is_teller = kzi_reference_is_teller(by, who);
    if (is_teller) kzi_write(by->to, pronoun_in_words(by, who, by->person, ENGLISH_OBJECT));
    else write_its_name(by, who);
    kzi_reference_note(by, who, first, is_teller);
}

void kzi_sentence_object(speaker *by, thing_id who) {
    english_person person = kzi_reference_is_teller(by, who) ? by->person : ENGLISH_THIRD;
    size_t first = by->to->length;
    if (by->subject.n != who.n || who.n == NO_THING.n) {
        kzi_sentence_name(by, who);
        return;
    }
    kzi_write(by->to, pronoun_in_words(by, who, person, ENGLISH_SELF));
    kzi_reference_note(by, who, first, true);
}
