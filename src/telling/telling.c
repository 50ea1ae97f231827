/* SPDX-License-Identifier: MIT
 *
 * telling: see telling.h.
 */
#include "telling.h"

#include "../text/source.h"
#include "english_speech.h"
#include "plain.h"
#include "words.h"

#include <string.h>

#define MOST_ACTS_IN_PARAGRAPH   3u /* a paragraph longer than three acts tires the eye */
#define MOST_BRIEFS_IN_PARAGRAPH 6u /* which are half as long */

/* ---- one piece ---- */
static const char *words_of(speaker *by, const ground_act *event, const line *l) {
    writer plain = kzi_writer(by->to->in);
    speaker inner = *by;
    inner.to = &plain;
    inner.is_quoting = true;
    inner.quoted = kzi_viewpoint_actor(by->about, event);
    inner.tense = ENGLISH_PRESENT;
    kzi_sentence_tell(&inner, event, l->text);
    return kzi_written(&plain);
}

static void tell_plainly(speaker *by, const ground_act *event) {
    kzi_plain_tell(by, event);
    by->sentence++;
}

static bool is_voice(line_kind kind) {
    return kind == LINE_SAYS || kind == LINE_THINKS;
}

static void tell_piece(speaker *by, const manner *how, const ground_act *event, const piece *p,
                       told_sentence *to) {
    thing_id who = kzi_viewpoint_actor(by->about, event);
    if (is_voice(p->kind) && who.n != NO_THING.n) {
        to->by = who;
        to->words = words_of(by, event, p->from);
        if (p->kind == LINE_SAYS) kzi_english_say(by, who, to->words);
        else
            kzi_english_think(by, who, to->words,
                              how->form == FORM_MARKDOWN || how->form == FORM_HTML);
    } else if (p->from) {
        kzi_sentence_tell(by, event, p->from->text);
    } else if (p->kind == LINE_FAILS) {
        kzi_english_fail(by, who);
    } else {
        tell_plainly(by, event);
    }
    by->leads_to_speech =
        p->from && !is_voice(p->kind) && kzi_english_leads_to_speech(p->from->text);
}

/* "Meanwhile, ", "Three years later, ": before the first sentence of a beat. */
static void lead_in(const telling *to, speaker *by, const beat *b) {
    if (!by->may_lead) return;
    if (b->is_meanwhile) kzi_write(by->to, kzi_english_meanwhile(by));
    else if (b->lapse) kzi_write(by->to, kzi_english_lapse(by, to->how.unit, b->lapse));
    by->has_lead = b->is_meanwhile || b->lapse != 0;
    by->may_lead = false;
}

/* "He lifted his hands, and spoke: …" A sentence that leads to what is said ends in a colon where
 * it is said, and otherwise as all do; one that trails off goes on trailing. */
static void end_lead(char *text, size_t length, bool is_said) {
    bool trails_off = length > 1 && text[length - 2] == '.';
    if (length && !trails_off && strchr(".:", text[length - 1]))
        text[length - 1] = is_said ? ':' : '.';
}

/* `next`: NULL at the end of the story. */
static bool end_sentence_before(telling *to, speaker *by, const told_sentence *next, arena *in) {
    told_sentence *last =
        to->sentences.count ? &to->sentences.items[to->sentences.count - 1] : NULL;
    if (!by->leads_to_speech || !last || !*last->text) return true;
    bool is_said =
        next && next->kind == LINE_SAYS && next->act == last->act && next->rule == last->rule;
    size_t length = strlen(last->text);
    char *text = kzi_arena_text(in, last->text, length);
    if (!text) return false;
    end_lead(text, length, is_said);
    last->text = text;
    by->leads_to_speech = is_said;
    return true;
}

static bool add_sentence(telling *to, speaker *by, const beat *b, const piece *p, arena *in) {
    const ground_act *event = kzi_viewpoint_event(to->plan.log, b->act, p->rule);
    writer text = kzi_writer(in);
    told_sentence made = {.act = b->act,
                          .rule = p->rule,
                          .kind = p->kind,
                          .head = b->head,
                          .right = p->right,
                          .by = NO_THING,
                          .facts = p->facts,
                          .fact_count = p->fact_count,
                          .is_key = b->is_key};
    by->to = &text;
    by->mentions.count = by->mentions.room = 0, by->mentions.items = NULL;
    if (!end_sentence_before(to, by, &made, in)) return false;
    if (!is_voice(p->kind)) lead_in(to, by, b);
    tell_piece(by, &to->how, event, p, &made);
    made.text = kzi_written(&text);
    made.mentions = by->mentions.items;
    made.mention_count = by->mentions.count;
    return LIST_ADD(in, &to->sentences, made);
}

/* ---- one beat ---- */
static thing_id teller_of(const telling *to, const beat *b) {
    return b->head.n == NO_MIND.n ? NO_THING
                                  : to->plan.log->of->minds.about->minds[b->head.n].person;
}

static english_tense tense_of(const telling *to, const beat *b) {
    return b->is_back ? ENGLISH_PAST : to->how.tense;
}

/* A form of address, as its speaker takes things to be before the act. */
static bool calls_now(const telling *to, const ground_guise *g, uint32_t act) {
    const grounded *about = to->plan.log->of->minds.about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (about->minds[i].person.n != g->owner.n) continue;
        state_id held = kzi_viewpoint_world(kzi_outline_view(&to->plan, (mind_id){i}), act);
        return kzi_minds_hold(&to->plan.log->of->minds, held, g->condition);
    }
    return g->condition.n == ALWAYS_HOLDS.n;
}

/* Whom this head does not know, then: described by what its own world has of them. */
static void look_around(const telling *to, speaker *by, const beat *b) {
    const grounded *about = by->about;
    for (uint32_t i = 0; i < about->guise_count; i++)
        by->calls_hold[i] =
            about->guises[i].whom.n != NO_THING.n && calls_now(to, &about->guises[i], b->act);
    for (uint32_t i = 0; i < about->thing_count; i++) by->looks[i] = NULL;
    for (uint32_t i = 0; i < about->guise_count && b->head.n != NO_MIND.n; i++) {
        const ground_guise *g = &about->guises[i];
        if (!g->text || g->whom.n != NO_THING.n || g->owner.n == by->teller.n) continue;
        state_id held = kzi_viewpoint_world(kzi_outline_view(&to->plan, b->head), b->act + 1);
        if (kzi_minds_hold(&to->plan.log->of->minds, held, g->condition))
            by->looks[g->owner.n] = g->text;
    }
}

/* The first sentence of a flashback steps back: "He had heard his name called." */
static bool tell_beat(telling *to, speaker *by, const beat *b, arena *in) {
    bool steps_back = (b->begins_back || b->is_fragment) && to->how.tense == ENGLISH_PAST;
    by->may_lead = true;
    by->person = to->how.person;
    by->teller = teller_of(to, b);
    look_around(to, by, b);
    by->tense = steps_back ? ENGLISH_PAST_PERFECT : tense_of(to, b);
    for (uint32_t i = 0; i < b->piece_count; i++) {
        const piece *p = &to->plan.pieces.items[b->first_piece + i];
        if (p->is_left_out) continue;
        if (!add_sentence(to, by, b, p, in)) return false;
        by->tense = tense_of(to, b);
    }
    return true;
}

/* ---- one act alone, for whoever is there ---- */
static void end_seen_before(const speaker *by, line_kind next) {
    if (by->leads_to_speech) end_lead(by->to->text, by->to->length, next == LINE_SAYS);
}

static void tell_seen_piece(speaker *by, const ground_act *event, line_kind kind,
                            const line *from) {
    static const manner plainly = {.heads = HEADS_FREE, .through = {UINT32_MAX}};
    told_sentence unused = {0};
    piece p = {.kind = kind, .from = from};
    end_seen_before(by, kind);
    if (by->to->length) kzi_write_char(by->to, ' ');
    tell_piece(by, &plainly, event, &p, &unused);
}

static void tell_seen_line(speaker *by, const ground_act *event, line_kind kind) {
    const line *from = kzi_viewpoint_line(by->about, event, kind, NO_THING);
    if (from) tell_seen_piece(by, event, kind, from);
}

/* What happened, as these eyes have it where the world says so; plainly where nobody wrote a
 * sentence. */
static void tell_seen_deed(speaker *by, const ground_act *event, bool fails, mind_id eyes) {
    thing_id who = eyes.n == NO_MIND.n ? NO_THING : by->about->minds[eyes.n].person;
    const line *from =
        who.n == NO_THING.n ? NULL : kzi_viewpoint_line(by->about, event, LINE_SEES, who);
    line_kind kind = fails ? LINE_FAILS : LINE_PROSE;
    if (!from || !*from->text) from = kzi_viewpoint_line(by->about, event, kind, NO_THING);
    tell_seen_piece(by, event, kind, from);
}

static void tell_seen_rules(speaker *by, const told_act *told) {
    for (uint32_t i = 0; i < told->rule_count; i++) {
        const ground_act *rule = &by->about->rules[told->rules[i]];
        tell_seen_line(by, rule, LINE_PROSE);
        tell_seen_line(by, rule, LINE_SHOWS);
    }
}

static bool is_open_head(const grounded *about, const ground_act *act, mind_id eyes) {
    return eyes.n == NO_MIND.n || (act->actor_count && about->actors[act->first_actor].n == eyes.n);
}

bool kzi_telling_seen(writer *to, const grounded *about, const told_act *told, mind_id eyes) {
    writer marked = kzi_writer(to->in); /* where a thought begins and ends */
    speaker by = {.about = about,
                  .to = &marked,
                  .tense = ENGLISH_PAST,
                  .person = ENGLISH_THIRD,
                  .teller = NO_THING};
    const ground_act *act = &about->acts[told->act.n];
    if (!kzi_reference_begin(&by, to->in)) return false;
    kzi_reference_begin_paragraph(&by);
    tell_seen_deed(&by, act, told->fails, eyes);
    if (!told->fails) {
        tell_seen_line(&by, act, LINE_SAYS);
        tell_seen_line(&by, act, LINE_SHOWS);
        if (is_open_head(about, act, eyes)) tell_seen_line(&by, act, LINE_THINKS);
    }
    tell_seen_rules(&by, told);
    end_seen_before(&by, LINE_PROSE);
    kzi_telling_mark(to, kzi_written(&marked), "", "");
    return !to->in->has_failed;
}

/* ---- paragraphs ---- */
static thing_id actor_of_beat(const telling *to, const beat *b) {
    return kzi_viewpoint_actor(to->plan.log->of->minds.about,
                               kzi_viewpoint_event(to->plan.log, b->act, THE_ACT));
}

/* A summary without a voice runs on, whoever acts. */
static bool has_voice(const telling *to, const beat *b) {
    for (uint32_t i = 0; i < b->piece_count; i++) {
        const piece *p = &to->plan.pieces.items[b->first_piece + i];
        if (!p->is_left_out && (p->kind == LINE_SAYS || p->kind == LINE_THINKS)) return true;
    }
    return false;
}

static bool sums_up(const telling *to, const beat *last, const beat *next) {
    return to->plan.is_short && !has_voice(to, last) && !has_voice(to, next);
}

static bool goes_on(const telling *to, const paragraph *so_far, const beat *last,
                    const beat *next) {
    if (next->is_fragment) return true;
    uint32_t most = to->plan.is_brief ? MOST_BRIEFS_IN_PARAGRAPH : MOST_ACTS_IN_PARAGRAPH;
    if (to->how.is_one_act_each || so_far->act_count >= most || next->opens_scene) return false;
    if (sums_up(to, last, next)) return true;
    return !so_far->ends_elsewhere && actor_of_beat(to, last).n == actor_of_beat(to, next).n;
}

static void count_words_of(telling *to) {
    for (uint32_t i = 0; i < to->sentences.count; i++) {
        const char *text = to->sentences.items[i].text;
        to->word_count += *text != '\0';
        for (; *text; text++) to->word_count += *text == ' ';
    }
}

static const beat *next_beat(const telling *to, uint32_t *at) {
    while (*at < to->plan.beats.count && to->plan.beats.items[*at].is_left_out) (*at)++;
    return *at < to->plan.beats.count ? &to->plan.beats.items[*at] : NULL;
}

static const char *chapter_heading(const telling *to, speaker *by, arena *in) {
    uint32_t number = 1;
    for (uint32_t i = 0; i < to->list.count; i++) number += to->list.items[i].chapter != NULL;
    writer heading = kzi_writer(in);
    by->to = &heading;
    return kzi_english_chapter(by, number);
}

static bool tell_paragraph(telling *to, speaker *by, uint32_t *at, arena *in) {
    const beat *b = next_beat(to, at), *last = b;
    paragraph part = {.first_sentence = to->sentences.count,
                      .first_act = b->act,
                      .opens_scene = b->opens_scene,
                      .begins_back = b->begins_back,
                      .chapter = b->opens_chapter ? chapter_heading(to, by, in) : NULL,
                      .head = b->head,
                      .place = b->place};
    if (b->opens_scene) kzi_reference_begin_scene(by);
    else kzi_reference_begin_paragraph(by);
    do {
        if (!b->is_fragment) last = b;
        if (!tell_beat(to, by, b, in)) return false;
        part.act_count += !b->is_fragment;
        part.ends_elsewhere = by->subject.n != actor_of_beat(to, last).n;
        (*at)++;
        b = next_beat(to, at);
    } while (b && goes_on(to, &part, last, b));
    part.sentence_count = to->sentences.count - part.first_sentence;
    return LIST_ADD(in, &to->list, part);
}

manner kzi_telling_from_outside(void) {
    return (manner){
        .heads = HEADS_FREE, .through = NO_MIND, .person = ENGLISH_THIRD, .tense = ENGLISH_PAST};
}

bool kzi_telling_write(telling *made, const told_log *log, const manner *how, in_words_fn in_words,
                       const void *dictionary, arena *in) {
    *made = (telling){.how = *how};
    if (!kzi_outline_make(&made->plan, log, how, in)) return false;
    speaker by = {.about = log->of->minds.about, .in_words = in_words, .dictionary = dictionary};
    if (!kzi_reference_begin(&by, in)) return false;
    for (uint32_t at = 0; next_beat(made, &at);) {
        if (!tell_paragraph(made, &by, &at, in)) return false;
    }
    count_words_of(made);
    return end_sentence_before(made, &by, NULL, in) && !in->has_failed;
}

/* ---- as text ---- */
void kzi_telling_mark(writer *to, const char *text, const char *open, const char *close) {
    for (; *text; text++) {
        if (*text == THOUGHT_BEGINS) kzi_write(to, open);
        else if (*text == THOUGHT_ENDS) kzi_write(to, close);
        else kzi_write_char(to, *text);
    }
}

const char *kzi_telling_paragraph(const telling *of, const paragraph *part, const char *open,
                                  const char *close, arena *in) {
    writer to = kzi_writer(in);
    for (uint32_t i = 0; i < part->sentence_count; i++) {
        if (i) kzi_write_char(&to, ' ');
        kzi_telling_mark(&to, of->sentences.items[part->first_sentence + i].text, open, close);
    }
    return kzi_written(&to);
}

void kzi_telling_wrap(writer *to, const char *text, uint32_t width, const char *indent) {
    uint32_t room = width > strlen(indent) ? width - (uint32_t)strlen(indent) : width, column = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        uint32_t columns = kzi_text_width(text, (uint32_t)length);
        if (column && column + 1 + columns > room) {
            kzi_write_char(to, '\n');
            column = 0;
        }
        if (column) kzi_write_char(to, ' ');
        else kzi_write(to, indent);
        kzi_write_bytes(to, text, length);
        column += columns + (column ? 1 : 0);
        text += length;
        while (*text == ' ') text++;
    }
    kzi_write_char(to, '\n');
}
