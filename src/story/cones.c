/* SPDX-License-Identifier: MIT
 *
 * cones: see cones.h.
 */
#include "cones.h"

#include <string.h>

/* By fact in the world, then by fact in the minds: is it read? */
static void mark_in_cone(const grounded *about, expression_id id, bool in_minds, bool *is_read) {
    const expression *e = &about->expressions[id.n];
    bool *here = is_read + (in_minds ? about->fact_count : 0);
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        here[e->fact.n] = true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        if (about->choices[e->number + i] != UINT32_MAX) here[about->choices[e->number + i]] = true;
    }
    bool enters = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    for (uint32_t i = 0; i < e->child_count; i++)
        mark_in_cone(about, about->children[e->first_child + i], in_minds || enters, is_read);
}

static void mark_all_in_cone(const grounded *about, const ground_act *what, bool in_minds,
                             bool *is_read) {
    mark_in_cone(about, what->condition, in_minds, is_read);
    for (uint32_t i = 0; i < what->effect_count; i++) {
        const effect *e = &about->effects[what->first_effect + i];
        mark_in_cone(about, e->when, in_minds, is_read);
        mark_in_cone(about, e->amount, in_minds, is_read);
        if (e->kind != CHANGE_BECOMES)
            is_read[e->fact.n + (in_minds ? about->fact_count : 0)] = true;
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *set = &about->implants[what->first_implant + i];
        mark_in_cone(about, set->amount, in_minds, is_read);
        if (set->kind == IMPLANT_SENSES)
            is_read[set->fact.n] = is_read[set->fact.n + about->fact_count] = true;
    }
}

static bool asks_what_is_read(const grounded *about, expression_id id, const bool *is_read) {
    const expression *e = &about->expressions[id.n];
    bool asks_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                     e->kind == CONDITION_FACT_IS_NOT;
    if (asks_fact && is_read[e->fact.n]) return true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX && is_read[fact]) return true;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (asks_what_is_read(about, about->children[e->first_child + i], is_read)) return true;
    }
    return false;
}

/* Does it set a fact that is read, in the world, or (`*in_minds`) in a way that has to do with what
 * minds hold? */
static bool sets_what_is_read(const cones *of, const ground_act *what, const bool *is_read,
                              bool *in_minds) {
    const grounded *about = of->about;
    const bool *in_minds_read = is_read + about->fact_count;
    bool sets = false;
    *in_minds = false;
    for (uint32_t i = 0; i < what->effect_count; i++) {
        uint32_t fact = about->effects[what->first_effect + i].fact.n;
        sets |= is_read[fact];
        *in_minds |= in_minds_read[fact];
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        uint32_t fact = about->implants[what->first_implant + i].fact.n;
        *in_minds |= in_minds_read[fact] || (!about->is_peers && is_read[fact]);
    }
    /* Whoever sees an act they thought impossible may be put right about what its condition
     * asks. */
    *in_minds |= !what->is_rule && asks_what_is_read(about, what->condition, in_minds_read);
    return sets || *in_minds;
}

/* Adds those that set what is read, and marks what they read; true when that was anything new. */
static bool widen_cone(const cones *of, const ground_act *all, uint32_t count, uint64_t *members,
                       bool *is_read) {
    bool has_grown = false;
    const grounded *about = of->about;
    for (uint32_t i = 0; i < count; i++) {
        bool in_minds;
        if (!sets_what_is_read(of, &all[i], is_read, &in_minds)) continue;
        has_grown |= !(members[i / 64] >> i % 64 & 1);
        members[i / 64] |= 1ull << i % 64;
        mark_all_in_cone(about, &all[i], false, is_read);
        if (in_minds) mark_all_in_cone(about, &all[i], true, is_read);
    }
    return has_grown;
}

static bool is_any_read(const bool *is_read, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_read[i]) return true;
    }
    return false;
}

static uint32_t count_of_read(const bool *is_read, uint32_t count) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) found += is_read[i];
    return found;
}

/* Where time itself goes on it is not told apart what else does, and where beliefs end somewhere
 * what is so counts in minds: there all matters. */
static void grow_cone(cones *of, cone *made, bool *is_read) {
    const grounded *about = of->about;
    mark_in_cone(about, made->sum, false, is_read);
    if (about->has_clock || of->thinks_as_world || of->asks_who_is_content)
        memset(is_read, true, sizeof *is_read * about->fact_count * 2);
    for (uint32_t before = 0, now = 1; before != now;) {
        before = now;
        bool has_grown = widen_cone(of, about->acts, about->act_count, made->acts, is_read);
        has_grown |= widen_cone(of, about->rules, about->rule_count, made->rules, is_read);
        for (uint32_t i = 0; i < about->fact_count; i++)
            is_read[i] |= is_read[about->fact_count + i]; /* what is so is seen */
        now = count_of_read(is_read, about->fact_count * 2) + has_grown;
    }
    made->needs_minds = is_any_read(is_read + about->fact_count, about->fact_count);
}

const cone *kzi_cone_of(cones *of, expression_id sum) {
    for (uint32_t i = 0; i < of->known.count; i++) {
        if (of->known.items[i].sum.n == sum.n) return &of->known.items[i];
    }
    cone made = {.sum = sum,
                 .acts = KZI_TAKE_MANY(of->in, uint64_t, (of->about->act_count + 63) / 64),
                 .rules = KZI_TAKE_MANY(of->in, uint64_t, (of->about->rule_count + 63) / 64)};
    bool *is_read = KZI_TAKE_MANY(of->in, bool, (size_t)of->about->fact_count * 2);
    if (!made.acts || !made.rules || !is_read) return NULL;
    grow_cone(of, &made, is_read);
    return LIST_ADD(of->in, &of->known, made) ? &of->known.items[of->known.count - 1] : NULL;
}
