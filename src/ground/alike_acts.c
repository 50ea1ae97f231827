/* SPDX-License-Identifier: MIT
 *
 * alike_acts: what an act or rule does as a row of numbers, as it stands or as it would read after
 * a swap; see alike.h. Acts of one row do the same.
 */
#include "alike.h"

#include "facts_read.h"

#include <string.h>

/* ---- the row ---- */
static bool put_number(alike *of, uint32_t number) {
    bool was_put = LIST_ADD(&of->in, &of->row, number);
    of->has_failed |= !was_put;
    return was_put;
}

/* False where what it says is unsure. */
static bool put_like(alike *of, expression_id id, alike_as as) {
    uint32_t number = kzi_alike_number(of, id, as);
    return number != NO_ROW && put_number(of, number);
}

static uint32_t mind_after(const alike *of, mind_id mind) {
    return of->by && mind.n != NO_MIND.n ? of->by->minds[mind.n] : mind.n;
}

static uint32_t fact_after(const alike *of, fact_id fact) {
    return of->by ? of->by->facts[fact.n] : fact.n;
}

/* ---- what it takes ----
 * Whoever sees an act they had thought impossible mends what its condition asks, claim by claim, in
 * the order of the numbers of minds and facts (mind/surprise.c). That order decides something where
 * a claim reads into minds, and in the peer's meaning where one claim reads several facts: the
 * first that is mended may make it so. */
static bool reads_several(alike *of, expression_id id) {
    uint32_t count = 0;
    memset(of->is_read, 0, sizeof *of->is_read * of->about->fact_count);
    kzi_facts_read(of->about, id, of->is_read);
    for (uint32_t i = 0; i < of->about->fact_count; i++) count += of->is_read[i];
    return count > 1;
}

static bool is_mended_in_order(alike *of, expression_id id) {
    const expression *e = &of->about->expressions[id.n];
    switch (e->kind) {
    case CONDITION_BELIEVES:
    case EXPRESSION_BELIEVED: return true;
    case CONDITION_IS:
    case CONDITION_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST:
        if (of->about->is_peers && reads_several(of, id)) return true;
        break;
    default: break;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (is_mended_in_order(of, of->about->children[e->first_child + i])) return true;
    }
    return false;
}

static void mark_minds(const grounded *about, expression_id id, bool *is_read) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED) is_read[e->mind.n] = true;
    for (uint32_t i = 0; i < e->child_count; i++)
        mark_minds(about, about->children[e->first_child + i], is_read);
}

static bool are_in_order_after(const bool *is_read, const uint32_t *after, uint32_t count) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_read[i]) continue;
        if (after[i] < last) return false;
        last = after[i];
    }
    return true;
}

static bool is_mended_alike(alike *of, expression_id condition) {
    uint32_t facts = of->about->fact_count, minds = of->about->mind_count;
    if (!of->by) return true;
    memset(of->is_read, 0, sizeof *of->is_read * (facts + minds));
    kzi_facts_read(of->about, condition, of->is_read);
    mark_minds(of->about, condition, of->is_read + facts);
    return are_in_order_after(of->is_read, of->by->facts, facts) &&
           are_in_order_after(of->is_read + facts, of->by->minds, minds);
}

static bool put_condition(alike *of, const ground_act *act) {
    of->keeps_order = !act->is_rule && is_mended_in_order(of, act->condition);
    bool was_put = (!of->keeps_order || is_mended_alike(of, act->condition)) &&
                   put_like(of, act->condition, ALIKE_NUMBER);
    of->keeps_order = false;
    return was_put;
}

/* ---- who does it, what it does, who sees it ---- */
static bool put_actors(alike *of, const ground_act *act) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (!put_number(of, mind_after(of, of->about->actors[act->first_actor + i]))) return false;
    }
    if (act->actor_count)
        kzi_alike_sort(of->row.items + of->row.count - act->actor_count, act->actor_count);
    return true;
}

static bool put_effect(alike *of, const effect *e) {
    return put_number(of, fact_after(of, e->fact)) && put_number(of, (uint32_t)e->kind) &&
           put_like(of, e->when, ALIKE_NUMBER) &&
           put_like(of, e->amount, kzi_alike_fact(of->about, e->fact));
}

/* Of two on one fact the later wins, so those keep their order; the others have none. */
#define EFFECT_NUMBERS 4u
static void order_effect_numbers(uint32_t *numbers, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved[EFFECT_NUMBERS], at = i;
        memcpy(moved, numbers + (size_t)i * EFFECT_NUMBERS, sizeof moved);
        for (; at > 0 && numbers[(at - 1) * EFFECT_NUMBERS] > moved[0]; at--)
            memcpy(numbers + (size_t)at * EFFECT_NUMBERS,
                   numbers + (size_t)(at - 1) * EFFECT_NUMBERS, sizeof moved);
        memcpy(numbers + (size_t)at * EFFECT_NUMBERS, moved, sizeof moved);
    }
}

static bool put_effects(alike *of, const ground_act *act) {
    for (uint32_t i = 0; i < act->effect_count; i++) {
        if (!put_effect(of, &of->about->effects[act->first_effect + i])) return false;
    }
    uint32_t numbers = act->effect_count * EFFECT_NUMBERS;
    if (numbers) order_effect_numbers(of->row.items + of->row.count - numbers, act->effect_count);
    return true;
}

/* Set one after the other, so their order counts. */
static bool put_implants(alike *of, const ground_act *act) {
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *set = &of->about->implants[act->first_implant + i];
        bool was_put =
            put_number(of, (uint32_t)set->kind) && put_number(of, mind_after(of, set->mind)) &&
            put_number(of, mind_after(of, set->teller)) && put_like(of, set->when, ALIKE_NUMBER) &&
            put_number(of, fact_after(of, set->fact)) && put_number(of, set->via_count);
        for (uint32_t j = 0; was_put && j < set->via_count; j++)
            was_put = put_number(of, mind_after(of, of->about->via[set->first_via + j]));
        bool has_amount = set->kind != IMPLANT_SENSES;
        if (!was_put ||
            (has_amount && !put_like(of, set->amount, kzi_alike_fact(of->about, set->fact))))
            return false;
    }
    return true;
}

static bool put_seen(alike *of, const ground_act *act) {
    uint32_t first = of->row.count, count = of->about->mind_count;
    for (uint32_t i = 0; i < count; i++) {
        if (!put_number(of, 0)) return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t seen = kzi_alike_number(of, of->about->seen[act->first_seen + i], ALIKE_NUMBER);
        if (seen == NO_ROW) return false;
        of->row.items[first + mind_after(of, (mind_id){i})] = seen;
    }
    return true;
}

uint32_t kzi_alike_act(alike *of, const ground_act *what) {
    uint32_t kind =
        (uint32_t)what->is_rule << 2 | (uint32_t)what->is_by_fate << 1 | (uint32_t)what->is_attempt;
    of->row.count = 0;
    bool was_put = put_number(of, what->declaration) && put_number(of, kind) &&
                   put_number(of, (uint32_t)what->takes) && put_number(of, what->actor_count) &&
                   put_number(of, what->effect_count) && put_number(of, what->implant_count) &&
                   put_condition(of, what) && put_actors(of, what) && put_effects(of, what) &&
                   put_implants(of, what) && put_seen(of, what);
    if (!was_put) return NO_ROW;
    uint32_t number = kzi_row(&of->acts, of->row.items, of->row.count);
    of->has_failed |= number == NO_ROW;
    return number;
}
