/* SPDX-License-Identifier: MIT
 *
 * outline: see outline.h.
 */
#include "outline.h"

#include "sentence.h"

#include <string.h>

const viewpoint *kzi_outline_view(const outline *of, mind_id head) {
    return &of->views[head.n == NO_MIND.n ? of->log->of->minds.about->mind_count : head.n];
}

static bool open_views(outline *of, arena *in) {
    uint32_t count = of->log->of->minds.about->mind_count;
    viewpoint *views = KZI_TAKE_MANY(in, viewpoint, count + 1);
    if (!views) return false;
    for (uint32_t i = 0; i <= count; i++) {
        if (!kzi_viewpoint_begin(&views[i], of->log, i == count ? NO_MIND : (mind_id){i}, in))
            return false;
    }
    of->views = views;
    return true;
}

/* ---- pieces ---- */
static bool add_piece(outline *of, const viewpoint *eyes, uint32_t act, piece made, arena *in) {
    made.right = kzi_viewpoint_of(eyes, act, made.rule);
    bool is_doing = made.kind == LINE_PROSE || made.kind == LINE_SEES || made.kind == LINE_FAILS;
    if (!is_doing)
        return LIST_ADD(in, &of->pieces,
                        made); /* a voice or a face asserts no more than that it was there */
    return kzi_viewpoint_facts(eyes, act, made.rule, in, &made.facts, &made.fact_count) &&
           LIST_ADD(in, &of->pieces, made);
}

static const line *brief_of(const outline *of, uint32_t act, uint32_t rule) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, rule);
    return kzi_viewpoint_line(of->log->of->minds.about, event, LINE_BRIEF, NO_THING);
}

static bool add_line_of(outline *of, const viewpoint *eyes, uint32_t act, uint32_t rule,
                        line_kind kind, arena *in) {
    const line *l = kzi_viewpoint_line(eyes->about, kzi_viewpoint_event(of->log, act, rule), kind,
                                       eyes->person);
    piece made = {.rule = rule, .kind = kind, .from = l};
    if (l && kind == LINE_PROSE) made.brief = brief_of(of, act, rule);
    return !l || add_piece(of, eyes, act, made, in);
}

/* Nobody sees their own face. */
static bool add_shown(outline *of, const viewpoint *eyes, uint32_t act, uint32_t rule, arena *in) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, rule);
    const line *l = kzi_viewpoint_line(eyes->about, event, LINE_SHOWS, NO_THING);
    if (l && eyes->head.n != NO_MIND.n &&
        kzi_sentence_first_named(eyes->about, event, l->text).n == eyes->person.n)
        return true;
    return add_line_of(of, eyes, act, rule, LINE_SHOWS, in);
}

/* What somebody sees of an act takes the place of all its other lines. */
static bool add_act_pieces(outline *of, const viewpoint *eyes, uint32_t act, having right,
                           arena *in) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    const line *seen = eyes->head.n == NO_MIND.n
                           ? NULL
                           : kzi_viewpoint_line(eyes->about, event, LINE_SEES, eyes->person);
    if (of->log->acts[act].fails) {
        const line *fails = kzi_viewpoint_line(eyes->about, event, LINE_FAILS, NO_THING);
        return add_piece(of, eyes, act, (piece){.rule = THE_ACT, .kind = LINE_FAILS, .from = fails},
                         in);
    }
    const line *prose = seen ? seen : kzi_viewpoint_line(eyes->about, event, LINE_PROSE, NO_THING);
    if (!add_piece(of, eyes, act,
                   (piece){.rule = THE_ACT,
                           .kind = seen ? LINE_SEES : LINE_PROSE,
                           .from = prose,
                           .brief = seen ? NULL : brief_of(of, act, THE_ACT)},
                   in))
        return false;
    if (seen) return true;
    if (!add_line_of(of, eyes, act, THE_ACT, LINE_SAYS, in) ||
        !add_shown(of, eyes, act, THE_ACT, in))
        return false;
    return (right != HAS_DONE && right != HAS_ALL) ||
           add_line_of(of, eyes, act, THE_ACT, LINE_THINKS, in);
}

static bool add_rule_pieces(outline *of, const viewpoint *eyes, uint32_t act, uint32_t rule,
                            arena *in) {
    if (kzi_viewpoint_of(eyes, act, rule) == HAS_NOTHING) return true;
    const ground_act *event = kzi_viewpoint_event(of->log, act, rule);
    const line *seen = eyes->head.n == NO_MIND.n
                           ? NULL
                           : kzi_viewpoint_line(eyes->about, event, LINE_SEES, eyes->person);
    if (seen)
        return add_piece(of, eyes, act, (piece){.rule = rule, .kind = LINE_SEES, .from = seen}, in);
    return add_line_of(of, eyes, act, rule, LINE_PROSE, in) && add_shown(of, eyes, act, rule, in);
}

static bool add_beat(outline *of, mind_id head, uint32_t act, arena *in) {
    const viewpoint *eyes = kzi_outline_view(of, head);
    having right = kzi_viewpoint_of(eyes, act, THE_ACT);
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    beat made = {.act = act,
                 .head = head,
                 .first_piece = of->pieces.count,
                 .place = kzi_viewpoint_place(eyes, kzi_viewpoint_actor(eyes->about, event), act)};
    if (right != HAS_NOTHING && !add_act_pieces(of, eyes, act, right, in)) return false;
    for (uint32_t i = 0; i < of->log->acts[act].rule_count; i++) {
        if (!add_rule_pieces(of, eyes, act, i, in)) return false;
    }
    made.piece_count = of->pieces.count - made.first_piece;
    return made.piece_count == 0 || LIST_ADD(in, &of->beats, made);
}

/* ---- heads ---- */
#define SHARE_OF_ONE_ACT 3u

static uint32_t told_count(const told_log *log) {
    uint32_t count = 0;
    while (count < log->act_count && log->acts[count].verdict == TOLD_WELL) count++;
    return count;
}

static uint32_t share_of(const viewpoint *eyes, uint32_t first, uint32_t end) {
    uint32_t share = 0;
    for (uint32_t i = first; i < end; i++) {
        having right = kzi_viewpoint_of(eyes, i, THE_ACT);
        share += right == HAS_DONE ? SHARE_OF_ONE_ACT : right == HAS_NOTHING ? 0 : 2;
    }
    return share;
}

/* Of two with like shares, not the one whose head it was: heads change. */
static mind_id head_of_stretch(const outline *of, uint32_t first, uint32_t end, mind_id last) {
    mind_id best = NO_MIND;
    uint32_t most = 0;
    for (uint32_t i = 0; i < of->log->of->minds.about->mind_count; i++) {
        uint32_t share = share_of(&of->views[i], first, end);
        if (share > SHARE_OF_ONE_ACT && i == last.n) share -= SHARE_OF_ONE_ACT;
        if (share > most) most = share, best = (mind_id){i};
    }
    return best;
}

static mind_id head_of_act(const outline *of, mind_id scene_head, uint32_t act) {
    const grounded *about = of->log->of->minds.about;
    if (scene_head.n != NO_MIND.n &&
        kzi_viewpoint_of(kzi_outline_view(of, scene_head), act, THE_ACT) != HAS_NOTHING)
        return scene_head;
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    return event->actor_count ? about->actors[event->first_actor] : NO_MIND;
}

static bool add_stretch(outline *of, uint32_t first, uint32_t end, mind_id *last, arena *in) {
    mind_id head = head_of_stretch(of, first, end, *last);
    *last = head;
    for (uint32_t i = first; i < end; i++) {
        if (!add_beat(of, head_of_act(of, head, i), i, in)) return false;
    }
    return true;
}

static bool add_all_stretches(outline *of, arena *in) {
    uint32_t count = told_count(of->log), first = 0;
    mind_id last = NO_MIND;
    for (uint32_t i = 1; i <= count; i++) {
        if (i < count && !kzi_outline_turns(of, i - 1, i)) continue;
        if (!add_stretch(of, first, i, &last, in)) return false;
        first = i;
    }
    return true;
}

static bool add_all_beats(outline *of, mind_id head, arena *in) {
    for (uint32_t i = 0; i < told_count(of->log); i++) {
        if (!add_beat(of, head, i, in)) return false;
    }
    return true;
}

bool kzi_outline_make(outline *made, const told_log *log, const manner *how, arena *in) {
    *made = (outline){.log = log};
    if (!open_views(made, in)) return false;
    bool is_well = how->heads == HEADS_PER_SCENE
                       ? add_all_stretches(made, in)
                       : add_all_beats(made, how->heads == HEADS_ONE ? how->through : NO_MIND, in);
    made->causes = kzi_outline_keys(made, in);
    if (!is_well || !made->causes) return false;
    for (uint32_t i = 0; i < made->beats.count; i++) {
        beat *b = &made->beats.items[i];
        b->cause = made->causes[b->act];
        b->is_key = b->cause.is_key;
    }
    if (!kzi_outline_order(made, how, in)) return false;
    if (how->cut) kzi_outline_cut(made, how->cut);
    if (!kzi_outline_shorten(made, how->words, in)) return false;
    kzi_outline_time(made, how);
    return true;
}
