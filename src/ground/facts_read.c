/* SPDX-License-Identifier: MIT
 *
 * facts_read: see facts_read.h.
 */
#include "facts_read.h"

void kzi_facts_read(const grounded *about, expression_id id, bool *is_read) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        is_read[e->fact.n] = true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) is_read[fact] = true;
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        kzi_facts_read(about, about->children[e->first_child + i], is_read);
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
