/* SPDX-License-Identifier: MIT
 *
 * telling: see telling.h.
 */
#include "telling.h"

#include "../text/source.h"
#include "plain.h"
#include "words.h"

#include <string.h>

#define MOST_ACTS_IN_PARAGRAPH 3u /* a paragraph longer than three acts tires the eye */

static const line *line_of_kind(const grounded *about, const ground_act *act, line_kind kind) {
    for (uint32_t i = 0; i < act->line_count; i++) {
        const line *l = &about->lines[act->first_line + i];
        if (l->kind == kind) return l;
    }
    return NULL;
}

static void part_sentences(writer *to) {
    if (to->length && to->text[to->length - 1] != ' ') kzi_write_char(to, ' ');
}

static thing_id actor_of(const grounded *about, const ground_act *act) {
    return act->actor_count ? about->minds[about->actors[act->first_actor].n].person : NO_THING;
}

static void tell_failure(speaker *by, const ground_act *act) {
    const line *fails = line_of_kind(by->about, act, LINE_FAILS);
    if (fails) {
        kzi_sentence_tell(by, act, fails->text);
        return;
    }
    size_t first = by->to->length;
    thing_id who = actor_of(by->about, act);
    if (who.n != NO_THING.n) kzi_sentence_subject(by, who);
    kzi_write(by->to, " tried, and it could not be done.");
    if (by->to->text) kzi_english_capitalise(by->to->text + first, by->to->length - first);
}

/* ---- what is said and thought ---- */

/* The last stop becomes a comma before "she said"; a question or an exclamation stays. */
static void quote(speaker *by, const char *text, const char *open, const char *close) {
    size_t length = strlen(text);
    bool ends_plainly = length && text[length - 1] == '.' && !(length > 1 && text[length - 2] == '.');
    kzi_write(by->to, open);
    kzi_write_bytes(by->to, text, ends_plainly ? length - 1 : length);
    if (ends_plainly) kzi_write_char(by->to, ',');
    kzi_writef(by->to, "%s ", close);
}

static void attribute(speaker *by, thing_id who, const char *verb) {
    kzi_sentence_subject(by, who);
    kzi_writef(by->to, " %s.", verb);
}

static void tell_quoted(speaker *by, const ground_act *act, line_kind kind) {
    const line *said = line_of_kind(by->about, act, kind);
    thing_id who = actor_of(by->about, act);
    if (!said || who.n == NO_THING.n) return;
    writer plain = kzi_writer(by->to->in);
    speaker inner = *by;
    inner.to = &plain;
    kzi_sentence_tell(&inner, act, said->text);
    part_sentences(by->to);
    if (kind == LINE_SAYS) quote(by, kzi_written(&plain), "\"", "\"");
    else quote(by, kzi_written(&plain), "", "");
    attribute(by, who, kind == LINE_SAYS ? "said" : "thought");
}

static void tell_line(speaker *by, const ground_act *act, line_kind kind) {
    const line *told = line_of_kind(by->about, act, kind);
    if (!told) return;
    part_sentences(by->to);
    kzi_sentence_tell(by, act, told->text);
}

static void tell_rules(speaker *by, const told_act *told) {
    for (uint32_t i = 0; i < told->rule_count; i++) {
        const ground_act *rule = &by->about->rules[told->rules[i]];
        tell_line(by, rule, LINE_PROSE);
        tell_line(by, rule, LINE_SHOWS);
    }
}

static bool is_open_head(const grounded *about, const ground_act *act, mind_id eyes) {
    return eyes.n == NO_MIND.n || (act->actor_count && about->actors[act->first_actor].n == eyes.n);
}

static void tell_told_act(speaker *by, const told_act *told, mind_id eyes) {
    const ground_act *act = &by->about->acts[told->act.n];
    part_sentences(by->to);
    if (told->fails) {
        tell_failure(by, act);
    } else {
        if (line_of_kind(by->about, act, LINE_PROSE)) tell_line(by, act, LINE_PROSE);
        else kzi_plain_tell(by, act);
        tell_quoted(by, act, LINE_SAYS);
        tell_line(by, act, LINE_SHOWS);
        if (is_open_head(by->about, act, eyes)) tell_quoted(by, act, LINE_THINKS);
    }
    tell_rules(by, told);
}

void kzi_telling_seen(writer *to, const grounded *about, const told_act *told, mind_id eyes) {
    speaker by = {.about = about, .to = to, .tense = ENGLISH_PAST};
    kzi_sentence_begin_paragraph(&by);
    tell_told_act(&by, told, eyes);
}

/* ---- paragraphs ---- */
static bool goes_on(const told_log *log, const paragraph *so_far, uint32_t next, bool is_one_act_each) {
    const grounded *about = log->of->minds.about;
    if (is_one_act_each || so_far->act_count >= MOST_ACTS_IN_PARAGRAPH) return false;
    const ground_act *last = &about->acts[log->acts[next - 1].act.n], *act = &about->acts[log->acts[next].act.n];
    return actor_of(about, last).n == actor_of(about, act).n;
}

bool kzi_telling_write(telling *made, const told_log *log, bool is_one_act_each, arena *in) {
    *made = (telling){0};
    for (uint32_t i = 0; i < log->act_count && log->acts[i].verdict == TOLD_WELL;) {
        writer to = kzi_writer(in);
        speaker by = {.about = log->of->minds.about, .to = &to, .tense = ENGLISH_PAST};
        paragraph part = {.first_act = i};
        kzi_sentence_begin_paragraph(&by);
        do {
            tell_told_act(&by, &log->acts[i++], NO_MIND);
            part.act_count++;
        } while (i < log->act_count && log->acts[i].verdict == TOLD_WELL && goes_on(log, &part, i, is_one_act_each));
        part.text = kzi_written(&to);
        if (!LIST_ADD(in, &made->list, part)) return false;
    }
    return !in->has_failed;
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
