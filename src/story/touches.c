/* SPDX-License-Identifier: MIT
 *
 * touches: see touches.h. What a worth rests on is followed back through rules and sight, for the
 * world it is asked in and for all minds there together; an act that writes none of it, and
 * surprises nobody about any of it, leaves the worth as it was.
 */
#include "touches.h"

#include "../ground/facts_read.h"

#include <string.h>

/* What somebody's worth rests on. */
typedef struct {
    const grounded *about;
    bool *in_world, *in_minds; /* by fact */
    bool has_grown;
} rested_on;

static void rest_on_fact(rested_on *r, uint32_t fact, bool is_in_minds) {
    bool *known = is_in_minds ? &r->in_minds[fact] : &r->in_world[fact];
    r->has_grown |= !*known;
    *known = true;
}

static void rest_on(rested_on *r, expression_id id, bool is_in_minds) {
    const grounded *about = r->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        rest_on_fact(r, e->fact.n, is_in_minds);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        if (about->choices[e->number + i] != UINT32_MAX)
            rest_on_fact(r, about->choices[e->number + i], is_in_minds);
    }
    bool goes_down = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    for (uint32_t i = 0; i < e->child_count; i++)
        rest_on(r, about->children[e->first_child + i], is_in_minds || goes_down);
}

/* What is told is set in the teller's and hearers' minds; in one's own plan also in the imagined
 * world. */
static bool writes(const rested_on *r, const ground_act *what) {
    const grounded *about = r->about;
    for (uint32_t i = 0; i < what->effect_count; i++) {
        uint32_t fact = about->effects[what->first_effect + i].fact.n;
        if (r->in_world[fact] || r->in_minds[fact]) return true;
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        uint32_t fact = about->implants[what->first_implant + i].fact.n;
        if (r->in_minds[fact] || (!about->is_peers && r->in_world[fact])) return true;
    }
    return false;
}

/* Where a rule fires, and what it then does, rests on its condition, in the world and wherever it
 * is shown. */
static void rest_on_rule(rested_on *r, const ground_act *rule) {
    const grounded *about = r->about;
    for (int is_in_minds = 0; is_in_minds < 2; is_in_minds++) {
        rest_on(r, rule->condition, is_in_minds);
        for (uint32_t i = 0; i < about->mind_count; i++)
            rest_on(r, about->seen[rule->first_seen + i], is_in_minds);
        for (uint32_t i = 0; i < rule->effect_count; i++) {
            const effect *e = &about->effects[rule->first_effect + i];
            rest_on(r, e->when, is_in_minds);
            rest_on(r, e->amount, is_in_minds);
        }
        for (uint32_t i = 0; i < rule->implant_count; i++) {
            const implant *told = &about->implants[rule->first_implant + i];
            rest_on(r, told->when, is_in_minds);
            if (told->kind != IMPLANT_SENSES) rest_on(r, told->amount, is_in_minds);
            else rest_on_fact(r, told->fact.n, is_in_minds);
        }
    }
}

static void follow_back(rested_on *r) {
    const grounded *about = r->about;
    do {
        r->has_grown = false;
        for (uint32_t i = 0; i < about->rule_count; i++) {
            if (writes(r, &about->rules[i])) rest_on_rule(r, &about->rules[i]);
        }
        for (uint32_t i = 0; i < about->sight_count; i++) {
            const ground_sight *s = &about->sights[i];
            if (!r->in_minds[s->fact.n]) continue;
            rest_on_fact(r, s->fact.n, false);
            rest_on(r, s->condition, false);
            rest_on(r, s->condition, true);
        }
    } while (r->has_grown);
}

static bool counts_in_minds(void *rested, uint32_t fact) {
    const rested_on *r = rested;
    return r->in_minds[fact];
}

/* Whoever sees what they thought impossible mends what its condition asks. */
static bool may_surprise(rested_on *r, const ground_act *act) {
    return kzi_facts_visit(r->about, act->condition, counts_in_minds, r);
}

static bool rests_on_time(const rested_on *r) {
    const grounded *about = r->about;
    return about->has_clock && (r->in_world[about->clock.n] || r->in_minds[about->clock.n]);
}

bool kzi_touches_of(touches *made, const grounded *about, arena *in) {
    *made = (touches){KZI_TAKE_MANY(in, bool, (size_t)about->mind_count * about->act_count + 1),
                      about->act_count};
    bool *flags = KZI_TAKE_MANY(in, bool, (size_t)about->fact_count * 2 + 1);
    if (!made->bits || !flags) return false;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        memset(flags, 0, sizeof *flags * about->fact_count * 2);
        rested_on r = {.about = about, .in_world = flags, .in_minds = flags + about->fact_count};
        rest_on(&r, about->minds[i].worth, false);
        follow_back(&r);
        for (uint32_t act = 0; act < about->act_count; act++) {
            bool is_touching = rests_on_time(&r) || writes(&r, &about->acts[act]) ||
                               may_surprise(&r, &about->acts[act]);
            made->bits[(size_t)i * about->act_count + act] = is_touching;
        }
    }
    return true;
}
