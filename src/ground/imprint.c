/* SPDX-License-Identifier: MIT
 *
 * imprint: see imprint.h.
 */
#include "imprint.h"

#include "../base/table.h"

#include <string.h>

typedef struct {
    const grounded *about;
    imprint so_far;
    imprint *of_expressions; /* nothing yet: both 0 */
    imprint *of_facts;
    bool *is_used; /* by fact */
} pressing;

/* ---- numbers joined ---- */
static uint64_t pressed_on(uint64_t hash, uint64_t part, uint64_t odd) {
    return (kzi_hash_mix(hash ^ part) + part) * odd;
}

static void press_number(imprint *to, uint64_t number) {
    to->one = pressed_on(to->one, number, 0x9ddfea08eb382d69ULL);
    to->other = pressed_on(to->other + 1, number, 0xc2b2ae3d27d4eb4fULL);
}

static void press_imprint(imprint *to, imprint part) {
    press_number(to, part.one);
    press_number(to, part.other);
}

static void press_text(imprint *to, const char *text) {
    size_t length = text ? strlen(text) : 0;
    press_number(to, length);
    press_number(to, kzi_hash_bytes(text, length, 1));
    press_number(to, kzi_hash_bytes(text, length, 2));
}

/* ---- facts: by what they are called, since their numbers depend on which were kept ---- */
static imprint imprint_of_fact(const ground_fact *f) {
    imprint made = {1, 2};
    press_text(&made, f->name);
    press_number(&made, f->type);
    press_number(&made, (uint64_t)f->low);
    press_number(&made, (uint64_t)f->high);
    for (uint32_t i = 0; i < f->value_count; i++) press_number(&made, (uint64_t)f->values[i]);
    return made;
}

static void press_fact(pressing *p, imprint *to, fact_id fact) {
    if (!p->is_used[fact.n]) p->of_facts[fact.n] = imprint_of_fact(&p->about->facts[fact.n]);
    p->is_used[fact.n] = true;
    press_imprint(to, p->of_facts[fact.n]);
}

/* ---- expressions ---- */
static bool names_a_fact(const expression *e) {
    return e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
           e->kind == CONDITION_FACT_IS_NOT;
}

static void press_choices(pressing *p, imprint *to, uint32_t first) {
    for (uint32_t i = 0; i < p->about->thing_count; i++) {
        uint32_t fact = p->about->choices[first + i];
        if (fact == UINT32_MAX) press_number(to, i);
        else press_fact(p, to, (fact_id){fact});
    }
}

static void press_expression(pressing *p, imprint *to, expression_id id);

static imprint imprint_of_expression(pressing *p, const expression *e) {
    imprint made = {3, 4};
    press_number(&made, e->kind);
    press_number(&made, (uint64_t)e->value);
    if (names_a_fact(e)) press_fact(p, &made, e->fact);
    if (e->kind == EXPRESSION_CHOOSE) press_choices(p, &made, e->number);
    if (e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES)
        press_number(&made, e->mind.n);
    press_number(&made, e->child_count);
    for (uint32_t i = 0; i < e->child_count; i++)
        press_expression(p, &made, p->about->children[e->first_child + i]);
    return made;
}

static void press_expression(pressing *p, imprint *to, expression_id id) {
    imprint *known = &p->of_expressions[id.n];
    if (!known->one && !known->other)
        *known = imprint_of_expression(p, &p->about->expressions[id.n]);
    press_imprint(to, *known);
}

/* ---- acts and rules ---- */
static void press_effect(pressing *p, const effect *e) {
    press_expression(p, &p->so_far, e->when);
    press_fact(p, &p->so_far, e->fact);
    press_number(&p->so_far, e->kind);
    press_expression(p, &p->so_far, e->amount);
}

static void press_implant(pressing *p, const implant *i) {
    press_number(&p->so_far, i->kind);
    press_number(&p->so_far, i->mind.n);
    press_number(&p->so_far, i->teller.n);
    press_expression(p, &p->so_far, i->when);
    press_number(&p->so_far, i->via_count);
    for (uint32_t via = 0; via < i->via_count; via++)
        press_number(&p->so_far, p->about->via[i->first_via + via].n);
    press_fact(p, &p->so_far, i->fact);
    if (i->kind != IMPLANT_SENSES) press_expression(p, &p->so_far, i->amount);
}

static void press_who(pressing *p, const ground_act *act) {
    press_number(&p->so_far, act->name.n);
    press_number(&p->so_far, act->declaration);
    press_number(&p->so_far, (uint64_t)act->is_rule << 2 | (uint64_t)act->is_by_fate << 1 |
                                 (uint64_t)act->is_attempt);
    press_number(&p->so_far, act->binding_count);
    for (uint32_t i = 0; i < act->binding_count; i++)
        press_number(&p->so_far, p->about->bindings[act->first_binding + i].thing.n);
    press_number(&p->so_far, act->actor_count);
    for (uint32_t i = 0; i < act->actor_count; i++)
        press_number(&p->so_far, p->about->actors[act->first_actor + i].n);
}

static void press_happening(pressing *p, const ground_act *act) {
    const grounded *about = p->about;
    press_who(p, act);
    press_number(&p->so_far, (uint64_t)act->takes);
    press_expression(p, &p->so_far, act->condition);
    press_number(&p->so_far, act->effect_count);
    for (uint32_t i = 0; i < act->effect_count; i++)
        press_effect(p, &about->effects[act->first_effect + i]);
    press_number(&p->so_far, act->implant_count);
    for (uint32_t i = 0; i < act->implant_count; i++)
        press_implant(p, &about->implants[act->first_implant + i]);
    for (uint32_t i = 0; i < about->mind_count; i++)
        press_expression(p, &p->so_far, about->seen[act->first_seen + i]);
}

static void press_happenings(pressing *p, const ground_act *all, uint32_t count) {
    press_number(&p->so_far, count);
    for (uint32_t i = 0; i < count; i++) press_happening(p, &all[i]);
}

/* ---- wants, sights, endings, the clock ---- */
static void press_wants(pressing *p) {
    const grounded *about = p->about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        press_number(&p->so_far, about->minds[i].want_count);
        press_expression(p, &p->so_far, about->minds[i].worth);
    }
}

static void press_sights(pressing *p) {
    const grounded *about = p->about;
    press_number(&p->so_far, about->mind_count);
    press_number(&p->so_far, about->sight_count);
    for (uint32_t i = 0; i < about->sight_count; i++) {
        press_fact(p, &p->so_far, about->sights[i].fact);
        press_number(&p->so_far, about->sights[i].mind.n);
        press_expression(p, &p->so_far, about->sights[i].condition);
    }
}

static void press_endings(pressing *p) {
    press_number(&p->so_far, p->about->ending_count);
    for (uint32_t i = 0; i < p->about->ending_count; i++)
        press_expression(p, &p->so_far, p->about->endings[i].condition);
}

static void press_frame(pressing *p) {
    const grounded *about = p->about;
    press_number(&p->so_far, (uint64_t)about->is_peers << 2 |
                                 (uint64_t)about->has_lesser_evil << 1 |
                                 (uint64_t)about->has_clock);
    press_number(&p->so_far, (uint64_t)about->scale);
    if (about->has_clock) press_fact(p, &p->so_far, about->clock);
}

/* ---- how it begins; of what is used, which is known by now ---- */
static void press_beliefs(pressing *p, const ground_belief *lines, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (!p->is_used[lines[i].fact.n]) continue;
        press_fact(p, &p->so_far, lines[i].fact);
        press_number(&p->so_far, (uint64_t)lines[i].value);
        press_number(&p->so_far, lines[i].via_count);
        for (uint32_t via = 0; via < lines[i].via_count; via++)
            press_number(&p->so_far, p->about->via[lines[i].first_via + via].n);
    }
}

static void press_start(pressing *p) {
    const grounded *about = p->about;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        if (!p->is_used[i]) continue;
        press_fact(p, &p->so_far, (fact_id){i});
        press_number(&p->so_far, (uint64_t)about->facts[i].start);
    }
    press_beliefs(p, about->beliefs, about->belief_count);
    press_number(&p->so_far, about->fork);
    press_beliefs(p, about->fork_changes, about->fork_change_count);
}

/* How they lie in a packed state. */
static imprint with_places_of_facts(imprint so_far, const grounded *about) {
    press_number(&so_far, about->fact_count);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        press_text(&so_far, f->name);
        press_number(&so_far, f->mask);
        press_number(&so_far, (uint64_t)f->word << 32 | f->shift);
    }
    return so_far;
}

bool kzi_imprint_of(imprint *made, imprint *of_steps, const grounded *about, arena *scratch) {
    pressing p = {.about = about,
                  .so_far = {5, 6},
                  .of_expressions = KZI_TAKE_MANY(scratch, imprint, about->expression_count + 1),
                  .of_facts = KZI_TAKE_MANY(scratch, imprint, about->fact_count + 1),
                  .is_used = KZI_TAKE_MANY(scratch, bool, about->fact_count + 1)};
    if (!p.of_expressions || !p.of_facts || !p.is_used) return false;
    press_frame(&p);
    press_sights(&p);
    press_happenings(&p, about->acts, about->act_count);
    press_happenings(&p, about->rules, about->rule_count);
    *of_steps = with_places_of_facts(p.so_far, about);
    press_wants(&p);
    press_endings(&p);
    press_start(&p);
    *made = p.so_far;
    return true;
}
