/* SPDX-License-Identifier: MIT
 *
 * leaks: see leaks.h.
 */
#include "leaks.h"

#include "steps.h"

typedef struct {
    const grounded *about;
    const leak_story *told;
    steps steps;
    world_id before, after; /* the act under way */
} leak_search;

/* ---- worlds ---- */
static world_id world_of_head(const leak_search *s, world_id at, mind_id head) {
    return head.n == NO_MIND.n ? at : kzi_replay_mind(&s->steps.worlds, at, head);
}

static value held_in(const leak_search *s, world_id at, mind_id head, fact_id fact) {
    return kzi_replay_values(&s->steps.worlds, world_of_head(s, at, head))[fact.n];
}

static bool head_notices(const leak_search *s, const ground_act *event, world_id then,
                         mind_id head) {
    return kzi_replay_holds(kzi_replay_stand(&s->steps.worlds, then),
                            s->about->seen[event->first_seen + head.n]);
}

static bool head_has_changed(const leak_search *s, mind_id head) {
    for (uint32_t i = 0; i < s->about->fact_count; i++) {
        bool is_clock = s->about->has_clock && i == s->about->clock.n;
        if (!is_clock &&
            held_in(s, s->before, head, (fact_id){i}) != held_in(s, s->after, head, (fact_id){i}))
            return true;
    }
    return false;
}

/* ---- is the head in its senses? ---- */
static bool is_out_in(const leak_search *s, world_id at, mind_id head) {
    for (uint32_t i = 0; i < s->about->guise_count; i++) {
        const ground_guise *g = &s->about->guises[i];
        bool is_blackout = !g->text && g->owner.n == s->about->minds[head.n].person.n;
        if (is_blackout && kzi_replay_holds(kzi_replay_stand(&s->steps.worlds, at), g->condition))
            return true;
    }
    return false;
}

/* ---- does the head have it? ---- */
static bool has_claim(const leak_search *s, const leak_claim *c) {
    act_id act = s->told->acts[c->act];
    bool is_own = c->head.n != NO_MIND.n && kzi_replay_is_by(s->about, act, c->head);
    if (c->kind == LEAK_FACT) return held_in(s, s->after, c->head, c->fact) == c->held;
    if (c->head.n == NO_MIND.n || (is_own && c->rule == NO_LEAK_RULE)) return true;
    if (c->kind == LEAK_THOUGHT) return false;
    if (is_out_in(s, s->before, c->head) && is_out_in(s, s->after, c->head)) return false;
    bool is_rule = c->rule != NO_LEAK_RULE;
    const ground_act *event = is_rule ? &s->about->rules[c->rule] : &s->about->acts[act.n];
    if (head_notices(s, event, is_rule ? s->after : s->before, c->head)) return true;
    return c->kind == LEAK_HAPPENED && head_has_changed(s, c->head);
}

/* ---- the walk ---- */
static world_id first_world(leak_search *s) {
    world_id at = kzi_replay_start(&s->steps);
    bool forks_at_once = s->told->is_forked && s->told->taken_as_told == 0;
    return at.n != NO_WORLD.n && forks_at_once ? kzi_replay_fork(&s->steps, at) : at;
}

static world_id world_after(leak_search *s, uint32_t number) {
    world_id at = kzi_replay_step(&s->steps, s->before, s->told->acts[number], NO_MIND);
    bool forks_now = s->told->is_forked && number + 1 == s->told->taken_as_told;
    return at.n != NO_WORLD.n && forks_now ? kzi_replay_fork(&s->steps, at) : at;
}

static leak_outcome walk_claims(leak_search *s, uint32_t *found) {
    s->after = first_world(s);
    for (uint32_t i = 0, next = 0; i < s->told->act_count && s->after.n != NO_WORLD.n; i++) {
        s->before = s->after;
        s->after = world_after(s, i);
        for (; s->after.n != NO_WORLD.n && next < s->told->claim_count &&
               s->told->claims[next].act == i;
             next++) {
            if (!has_claim(s, &s->told->claims[next])) return *found = next, LEAK_FOUND;
        }
    }
    return s->steps.worlds.stop == STOP_MEMORY ? LEAK_NO_MEMORY
           : s->after.n == NO_WORLD.n          ? LEAK_UNDECIDED
                                               : LEAK_NONE;
}

leak_verdict kzi_replay_leaks(arena *in, const grounded *about, const leak_story *told,
                              uint64_t effort) {
    leak_verdict verdict = {LEAK_NONE, 0};
    leak_search s = {.about = about, .told = told};
    arena work = kzi_arena(in->from);
    kzi_replay_steps_begin(&s.steps, &work, about, effort);
    verdict.outcome = work.has_failed ? LEAK_NO_MEMORY : walk_claims(&s, &verdict.claim);
    kzi_replay_steps_end(&s.steps);
    kzi_arena_free(&work);
    return verdict;
}
