/* SPDX-License-Identifier: MIT
 *
 * facts_read: see facts_read.h.
 */
#include "facts_read.h"

static bool visit_choices(const grounded *about, const expression *e, fact_visit visit,
                          void *context) {
    for (uint32_t i = 0; i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX && visit(context, fact)) return true;
    }
    return false;
}

bool kzi_facts_visit(const grounded *about, expression_id id, fact_visit visit, void *context) {
    const expression *e = &about->expressions[id.n];
    bool names_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                      e->kind == CONDITION_FACT_IS_NOT;
    if (names_fact && visit(context, e->fact.n)) return true;
    if (e->kind == EXPRESSION_CHOOSE && visit_choices(about, e, visit, context)) return true;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (kzi_facts_visit(about, about->children[e->first_child + i], visit, context))
            return true;
    }
    return false;
}

static bool mark_read(void *is_read, uint32_t fact) {
    ((bool *)is_read)[fact] = true;
    return false;
}

void kzi_facts_read(const grounded *about, expression_id id, bool *is_read) {
    kzi_facts_visit(about, id, mark_read, is_read);
}

void kzi_facts_read_by(const grounded *about, const ground_act *what, bool *is_read) {
    kzi_facts_read(about, what->condition, is_read);
    for (uint32_t i = 0; i < what->effect_count; i++) {
        const effect *e = &about->effects[what->first_effect + i];
        kzi_facts_read(about, e->when, is_read);
        kzi_facts_read(about, e->amount, is_read);
        if (e->kind != CHANGE_BECOMES) is_read[e->fact.n] = true;
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *set = &about->implants[what->first_implant + i];
        kzi_facts_read(about, set->when, is_read);
        if (set->kind == IMPLANT_SENSES) is_read[set->fact.n] = true;
        else kzi_facts_read(about, set->amount, is_read);
    }
}
