/* SPDX-License-Identifier: MIT
 *
 * outline_time: where the telling leaps over time, and where it may stop for the night (see
 * outline.h).
 *
 * In     beats in the order of telling; what a tick of the clock is; whether there are chapters
 * Out    lapses, in ticks, and chapters, marked on the beat that follows
 *
 * A lapse is told where the clock was set forwards, or an act took more than a tick, and no
 * sentence told so far is about that: what a told act takes is its own sentence's business. A
 * chapter ends where somebody's mind has changed: they held what is not so, and now hold what is.
 */
#include "outline.h"

#define SHORTEST_CHAPTER 5u /* told beats; less is a scene */
#define PATIENCE_BEATS   2u /* after a turn, to wait for the end of the scene */

static beat *next_told(outline *of, uint32_t *at) {
    while (*at < of->beats.count && of->beats.items[*at].is_left_out) (*at)++;
    return *at < of->beats.count ? &of->beats.items[(*at)++] : NULL;
}

/* ---- lapses ---- */
static int64_t clock_at(const outline *of, uint32_t moment) {
    const viewpoint *outside = kzi_outline_view(of, NO_MIND);
    return kzi_viewpoint_held(outside, moment, outside->about->clock);
}

static bool sets_clock(const outline *of, const ground_act *event) {
    const grounded *about = of->log->of->minds.about;
    for (uint32_t i = 0; about->has_clock && i < event->effect_count; i++) {
        if (about->effects[event->first_effect + i].fact.n == about->clock.n) return true;
    }
    return false;
}

/* A sentence of this beat is about how the clock was set, or about the act that took so long, and
 * says that time went by: "{Ren} [serve] three years before the mast." */
static bool tells_of_time(const outline *of, const beat *b) {
    bool by_rule = false;
    for (uint32_t i = 0; i < of->log->acts[b->act].rule_count; i++)
        by_rule |= sets_clock(of, kzi_viewpoint_event(of->log, b->act, i));
    for (uint32_t i = 0; i < b->piece_count; i++) {
        const piece *p = &of->pieces.items[b->first_piece + i];
        bool is_its = p->rule == THE_ACT
                          ? !by_rule
                          : sets_clock(of, kzi_viewpoint_event(of->log, b->act, p->rule));
        if (!p->is_left_out && is_its && p->from && kzi_english_names_time(p->from->text))
            return true;
    }
    return false;
}

/* More than the tick that every act is. A world that keeps no clock may say all the same what an
 * act takes. */
static int64_t leap_of(const outline *of, uint32_t act) {
    const grounded *about = of->log->of->minds.about;
    int64_t passed = about->has_clock ? clock_at(of, act + 1) - clock_at(of, act)
                                      : about->acts[of->log->acts[act].act.n].takes;
    return passed > 1 ? passed : 0;
}

/* The leaps alone: where a tick is a year, an act is still no year. */
static int64_t lapse_between(const outline *of, const beat *last, const beat *next) {
    bool is_back = next->act < last->act;
    uint32_t first = is_back ? next->act : last->act, end = is_back ? last->act : next->act;
    if (!is_back && tells_of_time(of, last)) first++;
    int64_t passed = 0;
    for (uint32_t i = first; i < end; i++) passed += leap_of(of, i);
    return is_back ? -passed : passed;
}

static void mark_lapses(outline *of) {
    const beat *last = NULL;
    uint32_t at = 0;
    for (beat *b; (b = next_told(of, &at));) {
        bool comes_back = last && last->is_back && !b->is_back;
        if (b->is_fragment) continue;
        if (last && !comes_back && !b->is_meanwhile) b->lapse = lapse_between(of, last, b);
        b->opens_scene |= b->lapse != 0;
        last = b;
    }
}

/* ---- chapters ---- */
static bool turns_mind(const outline *of, mind_id who, uint32_t act) {
    const viewpoint *eyes = kzi_outline_view(of, who), *outside = kzi_outline_view(of, NO_MIND);
    for (uint32_t i = 0; i < eyes->about->fact_count; i++) {
        fact_id fact = {i};
        if (eyes->about->has_clock && i == eyes->about->clock.n) continue;
        bool was_wrong =
            kzi_viewpoint_held(eyes, act, fact) != kzi_viewpoint_held(outside, act, fact);
        value held = kzi_viewpoint_held(eyes, act + 1, fact);
        if (was_wrong && held != kzi_viewpoint_held(eyes, act, fact) &&
            held == kzi_viewpoint_held(outside, act + 1, fact))
            return true;
    }
    return false;
}

/* Of one head, its own mind; told by all, anybody's who has something of the act. */
static bool is_turn(const outline *of, const beat *b) {
    if (b->head.n != NO_MIND.n) return turns_mind(of, b->head, b->act);
    for (uint32_t i = 0; i < of->log->of->minds.about->mind_count; i++) {
        if (turns_mind(of, (mind_id){i}, b->act)) return true;
    }
    return false;
}

static uint32_t count_told(const outline *of, uint32_t from) {
    uint32_t count = 0;
    for (uint32_t i = from; i < of->beats.count; i++)
        count += !of->beats.items[i].is_left_out && !of->beats.items[i].is_fragment;
    return count;
}

static void open_chapter(beat *b) {
    b->opens_chapter = b->opens_scene = true;
}

static void mark_chapters(outline *of) {
    uint32_t length = 0, waits = 0, at = 0, first = 0;
    bool has_turned = false;
    for (beat *b; (b = next_told(of, &at)); first = at) {
        bool is_over = has_turned && length >= SHORTEST_CHAPTER &&
                       (b->opens_scene || ++waits > PATIENCE_BEATS);
        bool is_enough_left = count_told(of, first) >= SHORTEST_CHAPTER;
        if (length == 0 || (is_over && is_enough_left && !b->is_fragment)) {
            open_chapter(b);
            length = waits = 0, has_turned = false;
        }
        length++;
        has_turned |= length >= SHORTEST_CHAPTER - 1 && is_turn(of, b);
    }
}

void kzi_outline_time(outline *of, const manner *how) {
    if (how->unit != CLOCK_OF_NO_UNIT) mark_lapses(of);
    if (how->has_chapters) mark_chapters(of);
}
