/* SPDX-License-Identifier: MIT
 *
 * outline_keys: which acts cause the ending, and what each is kept for (see outline.h).
 *
 * In     a log
 * Out    for each act the fact for which it is needed, and by which act; or that it is not
 *
 * Backward from the ending, all the way: a fact that the ending reads is owed to the last act that
 * changed it; what that act reads, and what its actors held when they planned it, is owed to
 * earlier ones; and so on. What an act's rules change, and what it puts into a mind, it has changed
 * itself. A belief that somebody brought along from the start is owed to nobody.
 */
#include "outline.h"

#include <string.h>

typedef struct {
    const told_log *log;
    const grounded *about;
    const viewpoint *views; /* by mind, then from outside */
    told_cause *causes;     /* by act */
    uint32_t *queue;        /* acts that were found needed, to look into */
    uint32_t queued;
} key_search;

static const viewpoint *eyes_of(const key_search *s, mind_id head) {
    return &s->views[head.n == NO_MIND.n ? s->about->mind_count : head.n];
}

static bool event_implants(const grounded *about, const ground_act *event, uint32_t fact) {
    for (uint32_t i = 0; i < event->implant_count; i++) {
        if (about->implants[event->first_implant + i].fact.n == fact) return true;
    }
    return false;
}

/* Minds within minds are not compared world by world: there it is enough that the act says so. */
static bool act_implants(const key_search *s, uint32_t act, uint32_t fact) {
    if (event_implants(s->about, kzi_viewpoint_event(s->log, act, THE_ACT), fact)) return true;
    for (uint32_t i = 0; i < s->log->acts[act].rule_count; i++) {
        if (event_implants(s->about, kzi_viewpoint_event(s->log, act, i), fact)) return true;
    }
    return false;
}

static bool act_changed(const key_search *s, uint32_t act, fact_id fact, mind_id holder) {
    const viewpoint *eyes = eyes_of(s, holder);
    return kzi_viewpoint_held(eyes, act, fact) != kzi_viewpoint_held(eyes, act + 1, fact);
}

static void need_act(key_search *s, uint32_t act, told_cause why) {
    if (s->causes[act].is_key) return;
    s->causes[act] = why;
    s->queue[s->queued++] = act;
}

/* The last act before `end` that changed the fact for that holder. */
static void need_fact(key_search *s, fact_id fact, mind_id holder, bool is_nested, uint32_t end,
                      uint32_t for_act) {
    if (s->about->has_clock && fact.n == s->about->clock.n) return;
    for (uint32_t i = end; i-- > 0;) {
        if (s->log->acts[i].verdict != TOLD_WELL) continue;
        if (!act_changed(s, i, fact, holder) && !(is_nested && act_implants(s, i, fact.n)))
            continue;
        need_act(s, i, (told_cause){true, fact, holder, for_act});
        return;
    }
}

/* `holder`: in whose world the condition is read. */
static void need_condition(key_search *s, expression_id of, mind_id holder, bool is_nested,
                           uint32_t end, uint32_t for_act) {
    const expression *e = &s->about->expressions[of.n];
    bool reads = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                 e->kind == CONDITION_FACT_IS_NOT;
    if (reads) need_fact(s, e->fact, holder, is_nested, end, for_act);
    bool goes_in = e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED;
    bool goes_deeper = goes_in && holder.n != NO_MIND.n;
    for (uint32_t i = 0; i < e->child_count; i++)
        need_condition(s, s->about->children[e->first_child + i],
                       goes_in && !goes_deeper ? e->mind : holder, is_nested || goes_deeper, end,
                       for_act);
}

/* The plan that carried the act: what its actor took to be so, for every step of it. */
static void need_plan(key_search *s, uint32_t act, const told_reason *r) {
    for (uint32_t i = 0; i < r->why.plan_length; i++)
        need_condition(s, s->about->acts[r->why.plan[i].n].condition, r->actor, false, act, act);
}

static void look_into(key_search *s, uint32_t act) {
    const told_act *told = &s->log->acts[act];
    need_condition(s, kzi_viewpoint_event(s->log, act, THE_ACT)->condition, NO_MIND, false, act,
                   act);
    for (uint32_t i = 0; i < told->rule_count; i++)
        need_condition(s, kzi_viewpoint_event(s->log, act, i)->condition, NO_MIND, false, act, act);
    for (uint32_t i = 0; i < told->reason_count; i++) need_plan(s, act, &told->reasons[i]);
}

static void need_frame(key_search *s) {
    uint32_t count = 0;
    while (count < s->log->act_count && s->log->acts[count].verdict == TOLD_WELL) count++;
    if (!count) return;
    const told_cause frame = {true, {UINT32_MAX}, NO_MIND, THE_FRAME};
    if (!s->causes[0].is_key) s->causes[0] = frame;
    if (!s->causes[count - 1].is_key) s->causes[count - 1] = frame;
}

told_cause *kzi_outline_keys(const outline *of, arena *in) {
    const told_log *log = of->log;
    key_search s = {.log = log, .about = log->of->minds.about, .views = of->views};
    s.causes = KZI_TAKE_MANY(in, told_cause, log->act_count + 1);
    s.queue = KZI_TAKE_MANY(in, uint32_t, log->act_count + 1);
    if (!s.causes || !s.queue) return NULL;
    for (uint32_t i = 0; i <= log->act_count; i++)
        s.causes[i] = (told_cause){false, {UINT32_MAX}, NO_MIND, THE_FRAME};
    if (log->ending != NO_ENDING)
        need_condition(&s, s.about->endings[log->ending].condition, NO_MIND, false, log->act_count,
                       THE_ENDING);
    for (uint32_t i = 0; i < s.queued; i++) look_into(&s, s.queue[i]);
    need_frame(&s);
    return s.causes;
}
