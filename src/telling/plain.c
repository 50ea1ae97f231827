/* SPDX-License-Identifier: MIT
 *
 * plain: see plain.h.
 */
#include "plain.h"

#include "words.h"

#include <string.h>

#define LONGEST_NAME 200u /* in words; a longer one is quoted */

/* ---- who does it ---- */
static bool is_by_one(const ground_act *act) {
    return act->actor_count == 1;
}

static thing_id plain_actor(const speaker *by, const ground_act *act, uint32_t i) {
    return by->about->minds[by->about->actors[act->first_actor + i].n].person;
}

/* "Sam, Goro and I": who tells in the first person comes last. */
static bool is_i(const speaker *by, thing_id who) {
    return by->person == ENGLISH_FIRST && kzi_reference_is_teller(by, who);
}

static void write_joint(speaker *by, uint32_t number, uint32_t count) {
    kzi_write(by->to, number == 0 ? "" : number + 1 == count ? " and " : ", ");
}

static void tell_actors(speaker *by, const ground_act *act) {
    if (is_by_one(act)) {
        kzi_sentence_subject(by, plain_actor(by, act, 0));
        return;
    }
    uint32_t told = 0;
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (is_i(by, plain_actor(by, act, i))) continue;
        write_joint(by, told++, act->actor_count);
        kzi_sentence_name(by, plain_actor(by, act, i));
    }
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (!is_i(by, plain_actor(by, act, i))) continue;
        write_joint(by, told++, act->actor_count);
        kzi_sentence_subject(by, plain_actor(by, act, i));
    }
    by->subject = NO_THING; /* two together are no `he` */
}

/* ---- whom and what it is done with ---- */
static bool is_one_of(const char *word, size_t length, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) return true;
    }
    return false;
}

#define IS_ONE_OF(word, length, words)                                                             \
    is_one_of((word), (length), (words), sizeof(words) / sizeof *(words))

static bool is_preposition(const char *word, size_t length) {
    static const char *const all[] = {"about",  "after",   "against", "at",     "before",  "behind",
                                      "beside", "between", "by",      "for",    "from",    "in",
                                      "into",   "near",    "of",      "on",     "onto",    "over",
                                      "past",   "through", "to",      "toward", "towards", "under",
                                      "upon",   "with",    "without"};
    return IS_ONE_OF(word, length, all);
}

static bool is_object_word(const char *word) {
    static const char *const all[] = {"which", "who", "whom"};
    return IS_ONE_OF(word, strlen(word), all);
}

static bool ends_in_preposition(const writer *to) {
    size_t first = to->length;
    while (to->text && first && to->text[first - 1] != ' ') first--;
    return to->text && is_preposition(to->text + first, to->length - first);
}

/* How the thing of a parameter joins the words before it: "", " to", or NULL where only brackets
 * are safe. */
static const char *joint_of(const speaker *by, const ground_act *act, uint32_t i) {
    const char *name =
        kzi_symbol_text(by->about->names, by->about->bindings[act->first_binding + i].name);
    if (i == 0 && (ends_in_preposition(by->to) || is_object_word(name))) return "";
    return is_preposition(name, strlen(name)) ? name : NULL;
}

static void tell_in_brackets(speaker *by, const ground_act *act, uint32_t first) {
    for (uint32_t i = first; i < act->parameter_count; i++) {
        kzi_write(by->to, i == first ? " (" : ", ");
        kzi_sentence_name(by, by->about->bindings[act->first_binding + i].thing);
    }
    if (first < act->parameter_count) kzi_write_char(by->to, ')');
}

static void tell_parameters(speaker *by, const ground_act *act) {
    uint32_t i = 0;
    for (const char *joint; i < act->parameter_count && (joint = joint_of(by, act, i)); i++) {
        kzi_writef(by->to, "%s%s ", *joint ? " " : "", joint);
        kzi_sentence_object(by, by->about->bindings[act->first_binding + i].thing);
    }
    tell_in_brackets(by, act, i);
}

/* ---- what is done ---- */
static void write_name(writer *to, const char *name) {
    for (; *name; name++) kzi_write_char(to, *name == '_' ? ' ' : *name);
}

static void tell_as_verb(speaker *by, const ground_act *act, const char *words, size_t length) {
    char verb[2 * LONGEST_NAME];
    english_form form = is_by_one(act) ? kzi_sentence_form(by, plain_actor(by, act, 0))
                                       : kzi_english_form(ENGLISH_THIRD, ENGLISH_PLURAL, by->tense);
    size_t written = kzi_english_named_verb(verb, sizeof verb, words, length, form);
    kzi_write_char(by->to, ' ');
    kzi_write_bytes(by->to, verb, written);
}

/* "Mio: her own way." What fate does has no subject, and stands alone. */
static void tell_quoting(speaker *by, const ground_act *act, const char *words) {
    kzi_reference_begin_paragraph(by); /* "She: …" would be hard to read */
    tell_actors(by, act);
    kzi_writef(by->to, "%s%s", act->actor_count ? ": " : "", words);
}

/* `lie(on: bed)`: which of the two verbs it is stands behind the name. */
static bool hides_which_lie(const speaker *by, const ground_act *act, const char *name) {
    return strcmp(name, "lie") == 0 && act->parameter_count &&
           strcmp(kzi_symbol_text(by->about->names, by->about->bindings[act->first_binding].name),
                  "to");
}

static void tell_by_name(speaker *by, const ground_act *act) {
    writer words = kzi_writer(by->to->in);
    write_name(&words, kzi_symbol_text(by->about->names, act->name));
    const char *name = kzi_written(&words);
    size_t length = strlen(name);
    bool is_verb = act->actor_count && length < LONGEST_NAME &&
                   kzi_english_has_one_past(name, length) && !hides_which_lie(by, act, name);
    if (is_verb) {
        tell_actors(by, act);
        tell_as_verb(by, act, name, length);
        tell_parameters(by, act);
    } else {
        tell_quoting(by, act, name);
        tell_in_brackets(by, act, 0);
    }
    kzi_write_char(by->to, '.');
}

/* "asks Ren to stay" is what he or she does: false where the gloss is anything else. */
static bool tell_gloss_as_verb(speaker *by, const ground_act *act, size_t length) {
    char base[LONGEST_NAME + sizeof "be"];
    if (!act->actor_count || length >= LONGEST_NAME) return false;
    size_t written = kzi_english_base_of_third(base, sizeof base, act->gloss, length);
    if (!written || !kzi_english_has_one_past(base, written)) return false;
    tell_actors(by, act);
    tell_as_verb(by, act, base, written);
    return true;
}

static void tell_by_gloss(speaker *by, const ground_act *act) {
    size_t length = strlen(act->gloss);
    if (!tell_gloss_as_verb(by, act, length)) tell_quoting(by, act, act->gloss);
    if (!length || !strchr(".!?", act->gloss[length - 1])) kzi_write_char(by->to, '.');
}

void kzi_plain_tell(speaker *by, const ground_act *act) {
    size_t first = by->to->length;
    if (act->gloss) tell_by_gloss(by, act);
    else tell_by_name(by, act);
    if (by->to->text) kzi_english_capitalise(by->to->text + first, by->to->length - first);
}
