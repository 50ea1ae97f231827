/* SPDX-License-Identifier: MIT
 *
 * reference: see reference.h.
 */
#include "reference.h"

#include <string.h>

/* back to which a pronoun may reach, and somebody else may be meant by it */
#define SENTENCES_REMEMBERED 3u

bool kzi_reference_begin(speaker *by, arena *in) {
    uint32_t count = by->about->thing_count + 1;
    by->subject = by->last_clause = NO_THING;
    by->sentence = 1;
    by->mentioned_in = KZI_TAKE_MANY(in, uint32_t, count);
    by->subject_in = KZI_TAKE_MANY(in, uint32_t, count);
    by->calls_hold = KZI_TAKE_MANY(in, bool, by->about->guise_count + 1);
    by->looks = KZI_TAKE_MANY(in, const char *, count);
    by->was_described = KZI_TAKE_MANY(in, bool, count);
    if (!by->mentioned_in || !by->subject_in || !by->calls_hold || !by->looks || !by->was_described)
        return false;
    for (uint32_t i = 0; i < by->about->guise_count; i++)
        by->calls_hold[i] = by->about->guises[i].condition.n == ALWAYS_HOLDS.n;
    for (uint32_t i = 0; i < count; i++) {
        by->mentioned_in[i] = by->subject_in[i] = 0;
        by->looks[i] = NULL, by->was_described[i] = false;
    }
    return true;
}

void kzi_reference_begin_paragraph(speaker *by) {
    by->subject = by->last_clause = NO_THING;
    by->paragraph_first = by->sentence;
}

void kzi_reference_begin_scene(speaker *by) {
    by->sentence += SENTENCES_REMEMBERED + 1;
    kzi_reference_begin_paragraph(by);
}

english_gender kzi_reference_gender(const speaker *by, thing_id who) {
    switch (by->about->things[who.n].pronoun) {
    case PRONOUN_HE: return ENGLISH_HE;
    case PRONOUN_SHE: return ENGLISH_SHE;
    case PRONOUN_THEY: return ENGLISH_THEY;
    default: return ENGLISH_IT;
    }
}

bool kzi_reference_is_teller(const speaker *by, thing_id who) {
    return !by->is_quoting && by->person != ENGLISH_THIRD && by->teller.n != NO_THING.n &&
           by->teller.n == who.n;
}

/* ---- by which name ---- */
static const char *in_words(const speaker *by, const char *text) {
    const char *other = by->in_words ? by->in_words(by->dictionary, text) : NULL;
    return other ? other : text;
}

static const char *called_by(const speaker *by, thing_id who) {
    for (uint32_t i = 0; i < by->about->guise_count; i++) {
        const ground_guise *g = &by->about->guises[i];
        if (g->owner.n == by->quoted.n && g->whom.n == who.n && by->calls_hold[i]) return g->text;
    }
    return NULL;
}

/* What is said uses the speaker's word for somebody; whom the teller does not know is described. */
const char *kzi_reference_name(speaker *by, thing_id who, char *room, size_t size) {
    const char *called = by->is_quoting ? called_by(by, who) : NULL;
    if (called) return in_words(by, called);
    const char *look = by->is_quoting ? NULL : by->looks[who.n];
    if (!look) return in_words(by, by->about->things[who.n].shown);
    look = in_words(by, look);
    if (!by->was_described[who.n]) return by->was_described[who.n] = true, look;
    kzi_english_known(room, size, look);
    return room;
}

/* ---- who was mentioned ---- */
static const char *words_since(const speaker *by, size_t first) {
    size_t length = by->to->length - first;
    char *words = kzi_arena_take(by->to->in, length + 1);
    if (!words || !by->to->text) return "";
    memcpy(words, by->to->text + first, length);
    words[length] = '\0';
    return words;
}

void kzi_reference_note(speaker *by, thing_id who, size_t first, bool is_pronoun) {
    if (by->is_quoting) return; /* what is said makes nobody's `he` out of doubt */
    by->mentioned_in[who.n] = by->sentence;
    mention made = {who, words_since(by, first), is_pronoun};
    (void)LIST_ADD(by->to->in, &by->mentions, made); /* the arena remembers that it failed */
}

void kzi_reference_note_subject(speaker *by, thing_id who, bool is_pronoun) {
    if (by->is_quoting) return;
    by->subject_in[who.n] = by->sentence;
    if (is_pronoun && !kzi_reference_is_teller(by, who)) by->pronoun_in = by->sentence;
    by->last_clause = who;
}

/* ---- who else could be meant ---- */
static bool is_recent(const speaker *by, thing_id who) {
    return by->mentioned_in[who.n] &&
           by->mentioned_in[who.n] + SENTENCES_REMEMBERED >= by->sentence;
}

static bool is_rival(const speaker *by, thing_id who, thing_id passing, uint32_t other) {
    return other != who.n && other != passing.n &&
           !kzi_reference_is_teller(by, (thing_id){other}) &&
           kzi_reference_gender(by, (thing_id){other}) == kzi_reference_gender(by, who);
}

/* Somebody else of that pronoun stands in `last_in` for this sentence or one back to `first`;
 * `passing` is passed over. */
static bool has_rival_in(const speaker *by, const uint32_t *last_in, thing_id who, thing_id passing,
                         uint32_t first) {
    for (uint32_t i = 0; i < by->about->thing_count; i++) {
        if (last_in[i] && last_in[i] >= first && is_rival(by, who, passing, i)) return true;
    }
    return false;
}

/* Whoever was mentioned in this sentence is looked for no further back. */
static bool has_rival(const speaker *by, thing_id who, thing_id passing) {
    uint32_t back = by->mentioned_in[who.n] == by->sentence ? 0 : SENTENCES_REMEMBERED;
    uint32_t first = by->sentence > back ? by->sentence - back : 1;
    return has_rival_in(by, by->mentioned_in, who, passing, first);
}

bool kzi_reference_may_begin(const speaker *by, thing_id who) {
    if (kzi_reference_is_teller(by, who)) return true;
    if (by->is_quoting || !by->about->things[who.n].is_person) return false;
    if (by->subject.n == who.n)
        return !has_rival_in(by, by->subject_in, who, who, by->sentence - 1);
    return by->mentioned_in[who.n] && by->mentioned_in[who.n] >= by->paragraph_first &&
           !has_rival(by, who, who);
}

/* "He knelt down by him": who by whom? */
static bool stands_beside_pronoun(const speaker *by, thing_id who, thing_id clause) {
    return by->pronoun_in == by->sentence && clause.n != NO_THING.n && clause.n != who.n &&
           is_rival(by, who, who, clause.n) && by->mentioned_in[who.n] < by->paragraph_first;
}

bool kzi_reference_may_stand(const speaker *by, thing_id who, english_case which, thing_id clause,
                             thing_id nearest) {
    if (kzi_reference_is_teller(by, who) || which == ENGLISH_SELF || by->is_quoting ||
        !by->about->things[who.n].is_person)
        return true;
    bool is_clause = clause.n == who.n;
    bool is_alone = is_recent(by, who) && !has_rival(by, who, who);
    switch (which) {
    case ENGLISH_SUBJECT: return (is_clause && nearest.n == who.n) || is_alone;
    case ENGLISH_OBJECT:
        return is_recent(by, who) && !has_rival(by, who, is_clause ? who : clause) &&
               !stands_beside_pronoun(by, who, clause);
    default: return is_clause || is_alone;
    }
}
