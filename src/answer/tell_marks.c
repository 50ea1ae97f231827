/* SPDX-License-Identifier: MIT
 *
 * tell_marks: prose that somebody wrote by hand, marked with the numbers of beats: does it tell
 * this story, through this head?
 *
 * In     a text in which `[7]` stands before what tells beat 7; a line of stars, dashes or one that
 *        begins with # begins another stretch
 * Out    faults, each with its line: a beat there is none of, or that the head has nothing of;
 *        numbers that fall within a stretch; what the head cannot know (tell_secrets.c); a key beat
 *        that no mark tells
 */
#include "tell_work.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    asking *of;
    const char *at;
    uint32_t line;
    uint32_t beat;    /* under the last mark, from 1; 0: none yet */
    const char *span; /* what stands under it begins here, */
    uint32_t span_line;
    bool *is_marked; /* by act */
} mark_reader;

static bool add_fault(mark_reader *r, writer *text) {
    mark_fault made = {r->line, kzi_written(text)};
    return LIST_ADD(&r->of->in, &r->of->telling->faults, made);
}

static const char *act_name(const asking *of, uint32_t act) {
    const ground_act *event = kzi_viewpoint_event(&of->log, act, THE_ACT);
    return kzi_symbol_text(of->main.ground->names, event->name);
}

/* ---- marks ---- */
static bool is_told_at_all(const asking *of, uint32_t act) {
    const telling *told = &of->telling->told;
    for (uint32_t i = 0; i < told->sentences.count; i++) {
        if (told->sentences.items[i].act == act) return true;
    }
    return false;
}

static bool take_mark(mark_reader *r, uint32_t number) {
    writer fault = kzi_writer(&r->of->in);
    if (number == 0 || number > r->of->log.act_count) {
        kzi_writef(&fault, "there is no beat %u; the last is %u", number, r->of->log.act_count);
        return add_fault(r, &fault);
    }
    r->is_marked[number - 1] = true;
    if (!is_told_at_all(r->of, number - 1))
        kzi_writef(&fault, "beat %u (%s) is not this head's to tell", number,
                   act_name(r->of, number - 1));
    else if (number < r->beat)
        kzi_writef(&fault,
                   "beat %u (%s) stands after beat %u, which follows it; begin another stretch to "
                   "step back",
                   number, act_name(r->of, number - 1), r->beat);
    r->beat = number;
    return fault.length == 0 || add_fault(r, &fault);
}

/* `[12]` at r->at. */
static bool sees_mark(const mark_reader *r, uint32_t *number, size_t *length) {
    char *end;
    if (r->at[0] != '[' || r->at[1] < '0' || r->at[1] > '9') return false;
    unsigned long found = strtoul(r->at + 1, &end, 10);
    *number = found > UINT32_MAX ? UINT32_MAX : (uint32_t)found;
    *length = (size_t)(end - r->at) + 1;
    return *end == ']';
}

/* ---- what the teller cannot know ---- */
/* Whose head tells the beat. */
static mind_id head_of(const asking *of, uint32_t number) {
    const outline *plan = &of->telling->told.plan;
    for (uint32_t i = 0; i < plan->beats.count; i++) {
        if (plan->beats.items[i].act + 1 == number) return plan->beats.items[i].head;
    }
    return NO_MIND;
}

/* All that stands under the mark up to here. */
static bool end_span(mark_reader *r) {
    mind_id head = r->beat ? head_of(r->of, r->beat) : NO_MIND;
    const char *secret = head.n == NO_MIND.n ? NULL
                                             : kzi_tell_secret(r->of, head, r->beat, r->span,
                                                               (size_t)(r->at - r->span));
    r->span = r->at;
    if (!secret) return true;
    mark_fault made = {r->span_line, secret};
    return LIST_ADD(&r->of->in, &r->of->telling->faults, made);
}

/* ---- lines ---- */
static bool begins_stretch(const char *at) {
    size_t length = strcspn(at, "\n"), marks = strspn(at, "*- \r");
    return *at == '#' || (length > 0 && marks >= length && strpbrk(at, "*-") != NULL &&
                          strpbrk(at, "*-") < at + length);
}

static bool read_marked(mark_reader *r) {
    uint32_t number;
    size_t length;
    for (bool at_line = true; *r->at; r->at++) {
        if (at_line && begins_stretch(r->at)) {
            if (!end_span(r)) return false;
            r->beat = 0;
        }
        at_line = *r->at == '\n';
        r->line += at_line;
        if (sees_mark(r, &number, &length)) {
            if (!end_span(r) || !take_mark(r, number)) return false;
            r->span_line = r->line;
            r->at += length - 1;
            r->span = r->at + 1;
        }
    }
    return end_span(r);
}

static bool check_keys(mark_reader *r) {
    const outline *plan = &r->of->telling->told.plan;
    for (uint32_t i = 0; i < plan->beats.count; i++) {
        const beat *b = &plan->beats.items[i];
        if (!b->is_key || r->is_marked[b->act]) continue;
        writer fault = kzi_writer(&r->of->in);
        const char *why = b->cause.act != THE_FRAME ? "causes the ending"
                          : b->act                  ? "is the last act"
                                                    : "is the first act";
        kzi_writef(&fault, "beat %u (%s) %s and is not told", b->act + 1, act_name(r->of, b->act),
                   why);
        if (!add_fault(r, &fault)) return false;
    }
    return true;
}

kz_progress kzi_tell_marks(asking *of) {
    mark_reader r = {.of = of,
                     .at = of->question.marked_text,
                     .line = 1,
                     .span = of->question.marked_text,
                     .is_marked = KZI_TAKE_MANY(&of->in, bool, of->log.act_count + 1)};
    if (!r.is_marked) return KZ_FAILED;
    memset(r.is_marked, 0, of->log.act_count + 1);
    if (!read_marked(&r) || !check_keys(&r)) return KZ_FAILED;
    return of->telling->faults.count ? KZ_NO : KZ_ANSWERED;
}
