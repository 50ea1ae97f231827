/* SPDX-License-Identifier: MIT
 *
 * tell_secrets: does prose that somebody wrote by hand name what its teller cannot know?
 *
 * In     the words that stand under the mark of one beat; the head that tells it
 * Out    what is in them of people the head has not met, of things and places only others have had
 *        to do with, of acts and facts it has nothing of: each a sentence
 *
 * An act is given away by two of its words, one may be chance; a fact by all words of its name and
 * its owner. What the head has had by then it may say in any words.
 */
#include "tell_work.h"

#include <string.h>

typedef struct {
    asking *of;
    const viewpoint *eyes;
    uint32_t beat; /* from 1 */
    const char *text, *end;
    const char *fault; /* or NULL */
} secret_search;

/* ---- words ---- */
static bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (unsigned char)letter >= 0x80;
}

/* The next word from `at` on, before `end`; of a template not what stands in braces, which are
 * names, nor the name behind a verb. NULL: there is none. */
static const char *next_word(const char *at, const char *end, size_t *length) {
    while (at < end && !is_letter(*at)) {
        const char *close = *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
        at = close ? close + 1 : at + 1;
    }
    const char *first = at;
    while (at < end && is_letter(*at)) at++;
    *length = (size_t)(at - first);
    return *length ? first : NULL;
}

static bool span_has_word(const char *at, const char *end, const char *word, size_t length) {
    size_t found;
    for (; (at = next_word(at, end, &found)); at += found) {
        if (kzi_english_is_like(at, found, word, length)) return true;
    }
    return false;
}

/* As it is written, whole: "the Lord of the Hollow". */
static bool has_phrase(const secret_search *s, const char *phrase) {
    size_t length = strlen(phrase);
    for (const char *at = s->text; length && at + length <= s->end; at++) {
        if (memcmp(at, phrase, length) == 0 && (at == s->text || !is_letter(at[-1])) &&
            (at + length == s->end || !is_letter(at[length])))
            return true;
    }
    return false;
}

/* ---- what the head has had ---- */
static bool is_had(const secret_search *s, uint32_t act, uint32_t rule) {
    return act < s->beat && kzi_viewpoint_of(s->eyes, act, rule) != HAS_NOTHING;
}

/* Of an act it has, the head has what it saw of it, where the world says what; else all but the
 * thoughts of others. */
static bool is_line_had(const secret_search *s, const ground_act *event, const line *l) {
    const line *seen = kzi_viewpoint_line(s->eyes->about, event, LINE_SEES, s->eyes->person);
    if (seen || l->kind == LINE_SEES) return l == seen;
    return l->kind != LINE_THINKS ||
           kzi_viewpoint_actor(s->eyes->about, event).n == s->eyes->person.n;
}

/* In a line of the event that the head has (`had`), or has not. What others see of it is theirs. */
static bool event_has_word(const secret_search *s, uint32_t act, uint32_t rule, bool had,
                           const char *word, size_t length) {
    const ground_act *event = kzi_viewpoint_event(&s->of->log, act, rule);
    bool has_event = is_had(s, act, rule);
    for (uint32_t i = 0; i < event->line_count; i++) {
        const line *l = &s->eyes->about->lines[event->first_line + i];
        if ((has_event && is_line_had(s, event, l)) != had || (!had && l->kind == LINE_SEES))
            continue;
        if (span_has_word(l->text, l->text + strlen(l->text), word, length)) return true;
    }
    return false;
}

/* In the words of something that the head has had by then. */
static bool is_word_known(const secret_search *s, const char *word, size_t length) {
    const told_log *log = &s->of->log;
    for (uint32_t act = 0; act < log->act_count; act++) {
        for (uint32_t i = 0; i <= log->acts[act].rule_count; i++) {
            uint32_t rule = i == log->acts[act].rule_count ? THE_ACT : i;
            if (event_has_word(s, act, rule, true, word, length)) return true;
        }
    }
    return false;
}

static bool reads_facts_of(const grounded *about, expression_id of, thing_id owner) {
    const expression *e = &about->expressions[of.n];
    bool reads = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                 e->kind == CONDITION_FACT_IS_NOT;
    if (reads && about->facts[e->fact.n].owner.n == owner.n) return true;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (reads_facts_of(about, about->children[e->first_child + i], owner)) return true;
    }
    return false;
}

/* They were in one place, or the head wants something that hangs on the other. */
static bool is_acquainted(const secret_search *s, thing_id who) {
    const ground_mind *head = &s->eyes->about->minds[s->eyes->head.n];
    for (uint32_t act = 0; act <= s->beat; act++) {
        thing_id own = kzi_viewpoint_place(s->eyes, s->eyes->person, act);
        if (own.n != NO_THING.n && own.n == kzi_viewpoint_place(s->eyes, who, act).n) return true;
    }
    return reads_facts_of(s->eyes->about, head->worth, who);
}

static bool is_thing_known(const secret_search *s, thing_id thing) {
    const told_log *log = &s->of->log;
    const grounded *about = s->eyes->about;
    for (uint32_t act = 0; act < log->act_count; act++) {
        if (kzi_viewpoint_place(s->eyes, s->eyes->person, act).n == thing.n) return true;
        for (uint32_t i = 0; i <= log->acts[act].rule_count; i++) {
            uint32_t rule = i == log->acts[act].rule_count ? THE_ACT : i;
            const ground_act *event = kzi_viewpoint_event(log, act, rule);
            if (!is_had(s, act, rule)) continue;
            if (kzi_viewpoint_actor(about, event).n == thing.n) return true;
            for (uint32_t j = 0; j < event->line_count; j++) {
                if (kzi_sentence_names(about, event, about->lines[event->first_line + j].text,
                                       thing))
                    return true;
            }
        }
    }
    return s->eyes->person.n == thing.n;
}

/* Somebody else had to do with it, in this story. */
static bool is_thing_of_others(const secret_search *s, thing_id thing) {
    const told_log *log = &s->of->log;
    const grounded *about = s->eyes->about;
    for (uint32_t act = 0; act < log->act_count; act++) {
        for (uint32_t i = 0; i <= log->acts[act].rule_count; i++) {
            const ground_act *event =
                kzi_viewpoint_event(log, act, i == log->acts[act].rule_count ? THE_ACT : i);
            const line *l = kzi_viewpoint_line(about, event, LINE_PROSE, NO_THING);
            if (l && kzi_sentence_names(about, event, l->text, thing)) return true;
        }
    }
    return false;
}

/* ---- people, things, places ---- */
static void look_for_things(secret_search *s) {
    const grounded *about = s->eyes->about;
    for (uint32_t i = 0; i < about->thing_count && !s->fault; i++) {
        thing_id thing = {i};
        bool is_person = about->things[i].is_person;
        if (!has_phrase(s, about->things[i].shown) || is_thing_known(s, thing)) continue;
        if (is_person && is_acquainted(s, thing)) continue;
        if (!is_person && !is_thing_of_others(s, thing)) continue;
        writer fault = kzi_writer(&s->of->in);
        kzi_writef(&fault, "%s is named, of %s this head has nothing as yet",
                   about->things[i].shown, is_person ? "whom" : "which");
        s->fault = kzi_written(&fault);
    }
}

/* ---- acts ---- */
/* Words that give it away: they stand in its lines and under this mark, and the head has them from
 * nowhere else. */
static uint32_t betraying_words(const secret_search *s, uint32_t act, uint32_t rule) {
    uint32_t count = 0;
    size_t length;
    for (const char *at = s->text; (at = next_word(at, s->end, &length)); at += length) {
        if (kzi_english_is_small_word(at, length) || span_has_word(s->text, at, at, length))
            continue;
        if (event_has_word(s, act, rule, false, at, length) && !is_word_known(s, at, length))
            count++;
    }
    return count;
}

static void look_for_acts(secret_search *s) {
    const told_log *log = &s->of->log;
    for (uint32_t act = 0; act < log->act_count && !s->fault; act++) {
        for (uint32_t i = 0; i <= log->acts[act].rule_count && !s->fault; i++) {
            uint32_t rule = i == log->acts[act].rule_count ? THE_ACT : i;
            const ground_act *event = kzi_viewpoint_event(log, act, rule);
            if (betraying_words(s, act, rule) < 2) continue;
            writer fault = kzi_writer(&s->of->in);
            kzi_writef(&fault, "this speaks of %s (beat %u), of which this head has %s%s",
                       kzi_symbol_text(s->eyes->about->names, event->name), act + 1,
                       is_had(s, act, rule) ? "less than that" : "nothing",
                       act < s->beat ? "" : " as yet");
            s->fault = kzi_written(&fault);
        }
    }
}

/* ---- facts ---- */
/* All words of "on_the_bench" that are no small ones. */
static bool names_fact(const secret_search *s, const char *name) {
    const char *end = name + strlen(name);
    bool has_one = false;
    size_t length;
    for (const char *at = name; (at = next_word(at, end, &length)); at += length) {
        if (kzi_english_is_small_word(at, length)) continue;
        if (!span_has_word(s->text, s->end, at, length) || is_word_known(s, at, length))
            return false;
        has_one = true;
    }
    return has_one;
}

static void look_for_facts(secret_search *s) {
    const grounded *about = s->eyes->about;
    const viewpoint *outside = kzi_outline_view(&s->of->telling->told.plan, NO_MIND);
    for (uint32_t i = 0; i < about->fact_count && !s->fault; i++) {
        const ground_fact *fact = &about->facts[i];
        if (fact->owner.n == NO_THING.n || !has_phrase(s, about->things[fact->owner.n].shown))
            continue;
        value held = kzi_viewpoint_held(s->eyes, s->beat, (fact_id){i});
        if (held == kzi_viewpoint_held(outside, s->beat, (fact_id){i}) ||
            !names_fact(s, fact->bare_name))
            continue;
        writer fault = kzi_writer(&s->of->in), claim = kzi_writer(&s->of->in);
        kzi_words_claim(&claim, about, (fact_id){i}, held);
        kzi_writef(&fault, "this speaks of %s; this head takes it that %s", fact->name,
                   kzi_written(&claim));
        s->fault = kzi_written(&fault);
    }
}

const char *kzi_tell_secret(asking *of, mind_id head, uint32_t beat_number, const char *text,
                            size_t length) {
    secret_search s = {.of = of,
                       .eyes = kzi_outline_view(&of->telling->told.plan, head),
                       .beat = beat_number,
                       .text = text,
                       .end = text + length};
    look_for_things(&s);
    if (!s.fault) look_for_acts(&s);
    if (!s.fault) look_for_facts(&s);
    return s.fault;
}
