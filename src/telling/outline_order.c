/* SPDX-License-Identifier: MIT
 *
 * outline_order: in which order beats are told, and where scenes begin (see outline.h).
 *
 * In     beats in the order of the world
 * Out    the same beats in the order of telling
 *
 * Flashback: a frame, then all that was before it, then on from the frame. Threads: one thread is
 * followed while it can go on, then the other from where it was left: a step back in time. No beat
 * comes before one it may follow from. Fragments: outline_fragments.c.
 */
#include "outline.h"

#include "sentence.h"

#include <string.h>

/* ---- scenes ---- */
static thing_id event_actor(const outline *of, uint32_t act) {
    return kzi_viewpoint_actor(of->log->of->minds.about,
                               kzi_viewpoint_event(of->log, act, THE_ACT));
}

/* Somebody of a known place who is where the act is done. */
static bool is_at_act(const outline *of, uint32_t person, uint32_t act) {
    const viewpoint *eyes = kzi_outline_view(of, NO_MIND);
    thing_id who = {person}, actor = event_actor(of, act);
    if (person == actor.n) return true;
    if (!eyes->about->things[person].is_person ||
        kzi_viewpoint_place(eyes, who, act).n == NO_THING.n)
        return false;
    return kzi_viewpoint_place(eyes, actor, act).n != NO_THING.n &&
           kzi_viewpoint_shares_place(eyes, who, act);
}

static bool has_same_people(const outline *of, uint32_t one, uint32_t other) {
    for (uint32_t i = 0; i < of->log->of->minds.about->thing_count; i++) {
        if (is_at_act(of, i, one) != is_at_act(of, i, other)) return false;
    }
    return true;
}

static bool shares_people(const outline *of, uint32_t one, uint32_t other) {
    for (uint32_t i = 0; i < of->log->of->minds.about->thing_count; i++) {
        if (is_at_act(of, i, one) && is_at_act(of, i, other)) return true;
    }
    return false;
}

/* Everybody is still there. */
static bool keeps_people(const outline *of, uint32_t before, uint32_t act) {
    for (uint32_t i = 0; i < of->log->of->minds.about->thing_count; i++) {
        if (is_at_act(of, i, before) && !is_at_act(of, i, act)) return false;
    }
    return true;
}

bool kzi_outline_parts(const outline *of, uint32_t before, uint32_t act) {
    const viewpoint *eyes = kzi_outline_view(of, NO_MIND);
    thing_id here = kzi_viewpoint_place(eyes, event_actor(of, act), act),
             there = kzi_viewpoint_place(eyes, event_actor(of, before), before);
    if (here.n == NO_THING.n || there.n == NO_THING.n || here.n == there.n) return false;
    bool comes_here = kzi_viewpoint_place(eyes, event_actor(of, act), act + 1).n == there.n;
    if (comes_here && keeps_people(of, before, act)) return false;
    bool goes_there = kzi_viewpoint_place(eyes, event_actor(of, before), before + 1).n == here.n;
    return goes_there ? !keeps_people(of, before, act) : !has_same_people(of, before, act);
}

bool kzi_outline_turns(const outline *of, uint32_t before, uint32_t act) {
    const viewpoint *eyes = kzi_outline_view(of, NO_MIND);
    thing_id here = kzi_viewpoint_place(eyes, event_actor(of, act), act),
             there = kzi_viewpoint_place(eyes, event_actor(of, before), before);
    return (here.n != NO_THING.n && there.n != NO_THING.n && here.n != there.n) ||
           !has_same_people(of, before, act);
}

/* Its head lost its senses there: the scene is cut. */
static bool went_out(const outline *of, const beat *b) {
    const viewpoint *eyes = kzi_outline_view(of, b->head);
    return kzi_viewpoint_is_out(eyes, b->act + 1) && !kzi_viewpoint_is_out(eyes, b->act);
}

/* Its head stood still from one beat to the next: whoever comes to them opens no scene. */
static bool stays_put(const outline *of, const beat *last, const beat *b) {
    if (b->head.n == NO_MIND.n || last->head.n != b->head.n) return false;
    const viewpoint *eyes = kzi_outline_view(of, b->head);
    thing_id there = kzi_viewpoint_place(eyes, eyes->person, last->act);
    return there.n != NO_THING.n &&
           there.n == kzi_viewpoint_place(eyes, eyes->person, last->act + 1).n &&
           there.n == kzi_viewpoint_place(eyes, eyes->person, b->act).n &&
           there.n == kzi_viewpoint_place(eyes, eyes->person, b->act + 1).n;
}

/* What it has of the last beat happened elsewhere, and left it where it now is. */
static bool came_already(const outline *of, const beat *last, const beat *b) {
    if (b->head.n == NO_MIND.n || last->head.n != b->head.n) return false;
    const viewpoint *eyes = kzi_outline_view(of, b->head);
    return kzi_viewpoint_of(eyes, last->act, THE_ACT) == HAS_NOTHING &&
           kzi_viewpoint_place(eyes, eyes->person, last->act + 1).n ==
               kzi_viewpoint_place(eyes, eyes->person, b->act).n;
}

/* "Ren came through the city, and stopped in front of Aki": its sentence goes somewhere, and names
 * somebody who was not where it began. */
static bool arrives(const outline *of, uint32_t act) {
    const viewpoint *eyes = kzi_outline_view(of, NO_MIND);
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    const line *prose = kzi_viewpoint_line(eyes->about, event, LINE_PROSE, NO_THING);
    thing_id who = event_actor(of, act), here = kzi_viewpoint_place(eyes, who, act);
    if (!prose || here.n == NO_THING.n || here.n == kzi_viewpoint_place(eyes, who, act + 1).n)
        return false;
    for (uint32_t i = 0; i < eyes->about->thing_count; i++) {
        thing_id there = eyes->about->things[i].is_person
                             ? kzi_viewpoint_place(eyes, (thing_id){i}, act)
                             : NO_THING;
        if (i != who.n && there.n != NO_THING.n && there.n != here.n &&
            kzi_sentence_names(eyes->about, event, prose->text, (thing_id){i}))
            return true;
    }
    return false;
}

static thing_id place_after(const outline *of, uint32_t act) {
    return kzi_viewpoint_place(kzi_outline_view(of, NO_MIND), event_actor(of, act), act + 1);
}

static thing_id place_before(const outline *of, uint32_t act) {
    return kzi_viewpoint_place(kzi_outline_view(of, NO_MIND), event_actor(of, act), act);
}

/* Who arrives brings the scene along: it begins with the way there, and not behind it. */
static bool opens_with(const outline *of, uint32_t before, uint32_t act) {
    if (arrives(of, act)) return place_after(of, before).n != place_after(of, act).n;
    if (arrives(of, before)) return place_after(of, before).n != place_before(of, act).n;
    return kzi_outline_parts(of, before, act);
}

static void mark_scenes(outline *of) {
    for (uint32_t i = 0; i < of->beats.count; i++) {
        beat *b = &of->beats.items[i];
        const beat *last = i ? &of->beats.items[i - 1] : NULL;
        if (b->is_fragment) continue;
        while (last && last->is_fragment) last--;
        b->opens_scene |= !last || last->head.n != b->head.n || last->is_back != b->is_back ||
                          went_out(of, last) ||
                          (!stays_put(of, last, b) && !came_already(of, last, b) &&
                           opens_with(of, last->act, b->act));
    }
}

/* ---- flashback ---- */
static uint32_t beat_of_name(const outline *of, const char *name) {
    for (uint32_t i = 0; name && i < of->beats.count; i++) {
        const ground_act *event = kzi_viewpoint_event(of->log, of->beats.items[i].act, THE_ACT);
        if (strcmp(kzi_symbol_text(of->log->of->minds.about->names, event->name), name) == 0)
            return i;
    }
    return UINT32_MAX;
}

static uint32_t first_of_last_scene(const outline *of) {
    for (uint32_t i = of->beats.count; i-- > 1;) {
        if (of->beats.items[i].opens_scene) return i;
    }
    return 0;
}

static void take_beats(beat *to, uint32_t *count, const beat *from, uint32_t first, uint32_t end,
                       bool is_back) {
    for (uint32_t i = first; i < end; i++) {
        to[*count] = from[i];
        to[*count].is_back = is_back;
        to[*count].begins_back = is_back && i == first;
        to[(*count)++].opens_scene |= i == first;
    }
}

static bool order_flashback(outline *of, const manner *how, arena *in) {
    mark_scenes(of);
    uint32_t trigger = beat_of_name(of, how->flashback_on);
    if (trigger == UINT32_MAX) trigger = first_of_last_scene(of);
    uint32_t from = beat_of_name(of, how->frame_from), count = 0, all = of->beats.count;
    if (from == UINT32_MAX || from > trigger) from = trigger;
    beat *told = KZI_TAKE_MANY(in, beat, all + 1);
    if (!told) return false;
    take_beats(told, &count, of->beats.items, from, trigger + 1, false);
    take_beats(told, &count, of->beats.items, 0, from, true);
    take_beats(told, &count, of->beats.items, trigger + 1, all, false);
    of->beats.items = told;
    return true;
}

/* ---- threads ---- */
static bool may_touch(const outline *of, uint32_t one, uint32_t other) {
    const grounded *about = of->log->of->minds.about;
    if (shares_people(of, one, other)) return true;
    const ground_act *a = kzi_viewpoint_event(of->log, one, THE_ACT),
                     *b = kzi_viewpoint_event(of->log, other, THE_ACT);
    for (uint32_t i = 0; i < a->effect_count; i++) {
        for (uint32_t j = 0; j < b->effect_count; j++) {
            if (about->effects[a->first_effect + i].fact.n ==
                about->effects[b->first_effect + j].fact.n)
                return true;
        }
    }
    return false;
}

static bool reads_fact(const grounded *about, expression_id of, fact_id fact) {
    const expression *e = &about->expressions[of.n];
    if ((e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
         e->kind == CONDITION_FACT_IS_NOT) &&
        e->fact.n == fact.n)
        return true;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (reads_fact(about, about->children[e->first_child + i], fact)) return true;
    }
    return false;
}

bool kzi_outline_needs(const outline *of, uint32_t earlier, uint32_t later) {
    const grounded *about = of->log->of->minds.about;
    const ground_act *a = kzi_viewpoint_event(of->log, earlier, THE_ACT),
                     *b = kzi_viewpoint_event(of->log, later, THE_ACT);
    for (uint32_t i = 0; i < a->effect_count; i++) {
        if (reads_fact(about, b->condition, about->effects[a->first_effect + i].fact)) return true;
    }
    return false;
}

/* Was all told that this beat may follow from? What an earlier act set and this one reads is told
 * first. */
static bool may_be_told(const outline *of, const bool *was_told, uint32_t which) {
    for (uint32_t i = 0; i < which; i++) {
        uint32_t earlier = of->beats.items[i].act, later = of->beats.items[which].act;
        if (!was_told[i] &&
            (may_touch(of, earlier, later) || kzi_outline_needs(of, earlier, later)))
            return false;
    }
    return true;
}

static uint32_t next_of_threads(const outline *of, const bool *was_told, uint32_t last) {
    uint32_t first = UINT32_MAX;
    for (uint32_t i = 0; i < of->beats.count; i++) {
        if (was_told[i] || !may_be_told(of, was_told, i)) continue;
        if (first == UINT32_MAX) first = i;
        if (last != UINT32_MAX &&
            shares_people(of, of->beats.items[last].act, of->beats.items[i].act))
            return i;
    }
    return first;
}

static bool order_threads(outline *of, arena *in) {
    uint32_t all = of->beats.count, last = UINT32_MAX, furthest = 0;
    beat *told = KZI_TAKE_MANY(in, beat, all + 1);
    bool *was_told = KZI_TAKE_MANY(in, bool, all + 1);
    if (!told || !was_told) return false;
    memset(was_told, 0, all + 1);
    for (uint32_t count = 0; count < all; count++) {
        uint32_t next = next_of_threads(of, was_told, last);
        told[count] = of->beats.items[next];
        told[count].is_meanwhile =
            count && next < furthest &&
            !shares_people(of, of->beats.items[last].act, of->beats.items[next].act);
        told[count].opens_scene |= told[count].is_meanwhile;
        was_told[next] = true;
        furthest = next > furthest ? next : furthest;
        last = next;
    }
    of->beats.items = told;
    return true;
}

/* ---- fragments ---- */
static bool order_fragments(outline *of, const manner *how, arena *in) {
    mark_scenes(of);
    uint32_t start = beat_of_name(of, how->frame_from);
    if (start == UINT32_MAX) start = beat_of_name(of, how->flashback_on);
    if (start == UINT32_MAX) start = first_of_last_scene(of);
    if (!kzi_outline_fragments(of, start, in)) return false;
    kzi_outline_keep_lines(of);
    return true;
}

bool kzi_outline_order(outline *of, const manner *how, arena *in) {
    bool is_well = how->order == ORDER_FRAGMENTS   ? order_fragments(of, how, in)
                   : how->order == ORDER_FLASHBACK ? order_flashback(of, how, in)
                   : how->order == ORDER_THREADS   ? order_threads(of, in)
                                                   : true;
    if (is_well) mark_scenes(of);
    return is_well;
}
