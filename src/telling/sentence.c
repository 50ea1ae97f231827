/* SPDX-License-Identifier: MIT
 *
 * sentence: see sentence.h.
 */
#include "sentence.h"

#include "words.h"

#include <string.h>

#define LONGEST_WORDS 256u /* of a verb phrase or a name in a template */
/* back to which a pronoun may reach, and somebody else may be meant by it */
#define SENTENCES_REMEMBERED 3u

bool kzi_sentence_begin(speaker *by, arena *in) {
    by->subject = NO_THING;
    by->sentence = 1;
    by->mentioned_in = KZI_TAKE_MANY(in, uint32_t, by->about->thing_count + 1);
    by->looks = KZI_TAKE_MANY(in, const char *, by->about->thing_count + 1);
    by->was_described = KZI_TAKE_MANY(in, bool, by->about->thing_count + 1);
    if (!by->mentioned_in || !by->looks || !by->was_described) return false;
    for (uint32_t i = 0; i < by->about->thing_count; i++)
        by->looks[i] = NULL, by->was_described[i] = false;
    memset(by->mentioned_in, 0, sizeof *by->mentioned_in * (by->about->thing_count + 1));
    return true;
}

void kzi_sentence_begin_paragraph(speaker *by) {
    by->subject = NO_THING;
    by->paragraph_first = by->sentence;
}

void kzi_sentence_begin_scene(speaker *by) {
    by->sentence += SENTENCES_REMEMBERED + 1;
    kzi_sentence_begin_paragraph(by);
}

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

static english_gender gender_of(const speaker *by, thing_id who) {
    switch (by->about->things[who.n].pronoun) {
    case PRONOUN_HE: return ENGLISH_HE;
    case PRONOUN_SHE: return ENGLISH_SHE;
    case PRONOUN_THEY: return ENGLISH_THEY;
    default: return ENGLISH_IT;
    }
}

static bool is_teller(const speaker *by, thing_id who) {
    return !by->is_quoting && by->person != ENGLISH_THIRD && by->teller.n != NO_THING.n &&
           by->teller.n == who.n;
}

english_form kzi_sentence_form(const speaker *by, thing_id who) {
    return kzi_english_form(is_teller(by, who) ? by->person : ENGLISH_THIRD, ENGLISH_SINGULAR,
                            by->tense);
}

/* ---- by which name ---- */
static const char *called_by(const speaker *by, thing_id who) {
    for (uint32_t i = 0; i < by->about->guise_count; i++) {
        const ground_guise *g = &by->about->guises[i];
        if (g->owner.n == by->quoted.n && g->whom.n == who.n) return g->text;
    }
    return NULL;
}

/* What is said uses the speaker's word for somebody; whom the teller does not know is described. */
static const char *name_of(speaker *by, thing_id who, char *room, size_t size) {
    const char *called = by->is_quoting ? called_by(by, who) : NULL;
    if (called) return kzi_sentence_in_words(by, called);
    const char *look = by->is_quoting ? NULL : by->looks[who.n];
    if (!look) return kzi_sentence_in_words(by, by->about->things[who.n].shown);
    look = kzi_sentence_in_words(by, look);
    if (!by->was_described[who.n]) return by->was_described[who.n] = true, look;
    kzi_english_known(room, size, look);
    return room;
}

static void write_name_of(speaker *by, thing_id who) {
    char room[LONGEST_WORDS];
    kzi_write(by->to, name_of(by, who, room, sizeof room));
}

/* ---- who else could be meant ---- */
static void note_mention(speaker *by, thing_id who) {
    if (by->mentioned_in) by->mentioned_in[who.n] = by->sentence;
}

static bool is_recent(const speaker *by, thing_id who) {
    return by->mentioned_in[who.n] &&
           by->mentioned_in[who.n] + SENTENCES_REMEMBERED >= by->sentence;
}

/* Somebody else of that pronoun, mentioned in this sentence or back to `first`; `passing` is passed
 * over. */
static bool has_rival_since(const speaker *by, thing_id who, thing_id passing, uint32_t first) {
    for (uint32_t i = 0; i < by->about->thing_count; i++) {
        thing_id other = {i};
        if (i == who.n || i == passing.n || is_teller(by, other) ||
            gender_of(by, other) != gender_of(by, who))
            continue;
        if (by->mentioned_in[i] && by->mentioned_in[i] >= first) return true;
    }
    return false;
}

/* Whoever was mentioned in this sentence is looked for no further back. */
static bool has_rival(const speaker *by, thing_id who, thing_id passing) {
    uint32_t back = by->mentioned_in[who.n] == by->sentence ? 0 : SENTENCES_REMEMBERED;
    return has_rival_since(by, who, passing, by->sentence > back ? by->sentence - back : 1);
}

static bool may_begin_with_pronoun(const speaker *by, thing_id who) {
    if (is_teller(by, who)) return true;
    if (by->is_quoting || !by->about->things[who.n].is_person) return false;
    if (by->subject.n == who.n) return !has_rival_since(by, who, who, by->sentence - 1);
    return by->mentioned_in[who.n] && by->mentioned_in[who.n] >= by->paragraph_first &&
           !has_rival(by, who, who);
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

static bool may_be_pronoun(const sentence_state *s, thing_id who, english_case which) {
    const speaker *by = s->by;
    if (is_teller(by, who) || which == ENGLISH_SELF || by->is_quoting ||
        !by->about->things[who.n].is_person)
        return true;
    bool is_clause = s->clause.n == who.n;
    switch (which) {
    case ENGLISH_SUBJECT:
        return (is_clause && s->nearest.n == who.n) ||
               (is_recent(by, who) && !has_rival(by, who, who));
    case ENGLISH_OBJECT:
        return is_recent(by, who) && !has_rival(by, who, is_clause ? who : s->clause);
    default: return is_clause || (is_recent(by, who) && !has_rival(by, who, who));
    }
}

static void write_pronoun(sentence_state *s, thing_id who, english_case which) {
    english_gender gender = gender_of(s->by, who);
    english_person person = is_teller(s->by, who) ? s->by->person : ENGLISH_THIRD;
    kzi_write(s->by->to, kzi_english_pronoun(gender, person, ENGLISH_SINGULAR, which));
    s->nearest_is_they =
        person == ENGLISH_THIRD && gender == ENGLISH_THEY && which == ENGLISH_SUBJECT;
}

static void write_possessive(speaker *by, thing_id who) {
    char made[2 * LONGEST_WORDS], room[LONGEST_WORDS];
    const char *name = name_of(by, who, room, sizeof room);
    size_t length = kzi_english_possessive(made, sizeof made, name, strlen(name), ENGLISH_SINGULAR);
    kzi_write_bytes(by->to, made, length);
}

static void tell_in_case(sentence_state *s, thing_id who, english_case which) {
    bool is_own = which == ENGLISH_POSSESSIVE || which == ENGLISH_OWN;
    if (may_be_pronoun(s, who, which)) {
        write_pronoun(s, who, which);
    } else {
        if (is_own) write_possessive(s->by, who);
        else write_name_of(s->by, who);
        s->nearest_is_they = false;
    }
    note_mention(s->by, who);
    s->nearest = who;
    s->nearest_is_subject = which == ENGLISH_SUBJECT;
    if (which == ENGLISH_SUBJECT) s->clause = who;
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
    bool is_subject = s->at_start || has_verb(s, who, after);
    if (s->at_start && may_begin_with_pronoun(by, who)) {
        write_pronoun(s, who, ENGLISH_SUBJECT);
    } else if (is_teller(by, who) && strncmp(after, "'s ", 3) != 0) {
        write_pronoun(s, who,
                      is_subject             ? ENGLISH_SUBJECT
                      : s->clause.n == who.n ? ENGLISH_SELF
                                             : ENGLISH_OBJECT);
    } else {
        write_name_of(by, who);
        s->nearest_is_they = false;
    }
    if (s->at_start) by->subject = who;
    if (is_subject) s->clause = who;
    note_mention(by, who);
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

/* In "{Ren} [wait] until it [turn] dark" the second verb is nobody's; in "{Ren} [stop], [turn] and
 * no longer [wait]" all are Ren's. */
static bool goes_on_from_subject(const char *text, const char *verb) {
    static const char *const joints[] = {"and",  "or",   "but",  "nor",   "then",   "never",
                                         "not",  "only", "also", "still", "almost", "longer",
                                         "last", "even", "just", "now",   "nearly"};
    const char *end = verb - 1;
    if (end == text || end[-1] != ' ') return true; /* "{Ren}[…" or the beginning */
    while (end > text && end[-1] == ' ') end--;
    const char *first = end;
    while (first > text && first[-1] != ' ') first--;
    if (end[-1] == '}' || end[-1] == ',') return true;
    return is_one_of_words(first, (size_t)(end - first), joints, sizeof joints / sizeof *joints);
}

/* Whom a verb without a name agrees with: the nearest named; but the teller only where the verb can
 * be theirs. */
static thing_id verb_of(const sentence_state *s, const char *text) {
    bool goes_on = goes_on_from_subject(s->text, text);
    if (s->nearest.n == NO_THING.n) return NO_THING;
    if (s->nearest_is_subject)
        return is_teller(s->by, s->nearest) && !goes_on ? NO_THING : s->nearest;
    if (goes_on && s->clause.n != NO_THING.n &&
        (is_teller(s->by, s->clause) || is_teller(s->by, s->nearest)))
        return s->clause;
    return is_teller(s->by, s->nearest) ? NO_THING : s->nearest;
}

/* Text between the brackets: `turn`, `let go`, `have Aki`. */
static void tell_verb(sentence_state *s, const char *text, size_t length) {
    thing_id with = verb_of(s, text);
    bool beside_they = s->nearest_is_they;
    const char *blank = memchr(text, ' ', length);
    thing_id named = blank ? last_named(s->by->about, s->act, text, length) : NO_THING;
    if (named.n != NO_THING.n) {
        if (named.n != with.n) beside_they = false;
        with = s->clause = named;
        while (text[length - 1] != ' ') length--;
        length--;
    }
    english_gender gender = with.n == NO_THING.n ? ENGLISH_IT : gender_of(s->by, with);
    english_form form = with.n == NO_THING.n
                            ? kzi_english_form(ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense)
                            : kzi_sentence_form(s->by, with);
    if (beside_they && form.person == ENGLISH_THIRD)
        form =
            kzi_english_form_beside_pronoun(gender, ENGLISH_THIRD, ENGLISH_SINGULAR, s->by->tense);
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
        kzi_write_char(by->to, *at);
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
    if (may_begin_with_pronoun(by, who)) {
        english_person person = is_teller(by, who) ? by->person : ENGLISH_THIRD;
        kzi_write(by->to, kzi_english_pronoun(gender_of(by, who), person, ENGLISH_SINGULAR,
                                              ENGLISH_SUBJECT));
    } else {
        write_name_of(by, who);
    }
    note_mention(by, who);
    by->subject = who;
}

void kzi_sentence_name(speaker *by, thing_id who) {
    const ground_thing *thing = &by->about->things[who.n];
    bool has_no_name = !thing->is_person && thing->shown[0] >= 'a' && thing->shown[0] <= 'z' &&
                       strcmp(thing->shown, kzi_words_thing(by->about, who)) == 0;
    note_mention(by, who);
    if (is_teller(by, who)) {
        kzi_write(by->to, kzi_english_pronoun(gender_of(by, who), by->person, ENGLISH_SINGULAR,
                                              ENGLISH_OBJECT));
        return;
    }
    if (!has_no_name) {
        write_name_of(by, who);
        return;
    }
    kzi_write(by->to, "the ");
    for (const char *at = thing->shown; *at; at++) kzi_write_char(by->to, *at == '_' ? ' ' : *at);
}

void kzi_sentence_object(speaker *by, thing_id who) {
    english_person person = is_teller(by, who) ? by->person : ENGLISH_THIRD;
    if (by->subject.n == who.n && who.n != NO_THING.n)
        kzi_write(by->to,
                  kzi_english_pronoun(gender_of(by, who), person, ENGLISH_SINGULAR, ENGLISH_SELF));
    else kzi_sentence_name(by, who);
}
