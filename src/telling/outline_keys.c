/* SPDX-License-Identifier: MIT
 *
 * outline_keys: which acts cause the ending (see outline.h).
 *
 * In     a log
 * Out    a mark for each act
 *
 * Backward from the ending: the last act that set a fact its condition reads; then what those acts'
 * own conditions read, and once more. An act also sets what its rules set, and what it puts into a
 * mind.
 */
#include "outline.h"

#include <string.h>

/* further back nearly every act of a story that hangs together would be key */
#define STEPS_BACK 2u

static void read_facts(const grounded *about, expression_id of, bool *is_read) {
    const expression *e = &about->expressions[of.n];
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        is_read[e->fact.n] = true;
    for (uint32_t i = 0; i < e->child_count; i++)
        read_facts(about, about->children[e->first_child + i], is_read);
}

static bool event_sets(const grounded *about, const ground_act *event, uint32_t fact) {
    for (uint32_t i = 0; i < event->effect_count; i++) {
        if (about->effects[event->first_effect + i].fact.n == fact) return true;
    }
    for (uint32_t i = 0; i < event->implant_count; i++) {
        if (about->implants[event->first_implant + i].fact.n == fact) return true;
    }
    return false;
}

static bool act_sets(const told_log *log, uint32_t act, uint32_t fact) {
    const grounded *about = log->of->minds.about;
    if (event_sets(about, kzi_viewpoint_event(log, act, THE_ACT), fact)) return true;
    for (uint32_t i = 0; i < log->acts[act].rule_count; i++) {
        if (event_sets(about, kzi_viewpoint_event(log, act, i), fact)) return true;
    }
    return false;
}

/* Marks, for each fact read, the last act before `end` that set it. */
static void mark_setters(const told_log *log, const bool *is_read, uint32_t end, uint8_t level,
                         uint8_t *levels) {
    for (uint32_t fact = 0; fact < log->of->minds.about->fact_count; fact++) {
        if (!is_read[fact]) continue;
        for (uint32_t i = end; i-- > 0;) {
            if (log->acts[i].verdict != TOLD_WELL || !act_sets(log, i, fact)) continue;
            if (levels[i] > level) levels[i] = level;
            break;
        }
    }
}

static void mark_needs(const told_log *log, uint32_t act, uint8_t level, uint8_t *levels,
                       bool *is_read) {
    const grounded *about = log->of->minds.about;
    memset(is_read, 0, about->fact_count);
    read_facts(about, kzi_viewpoint_event(log, act, THE_ACT)->condition, is_read);
    for (uint32_t i = 0; i < log->acts[act].rule_count; i++)
        read_facts(about, kzi_viewpoint_event(log, act, i)->condition, is_read);
    mark_setters(log, is_read, act, level, levels);
}

bool *kzi_outline_keys(const told_log *log, arena *in) {
    const grounded *about = log->of->minds.about;
    bool *is_key = KZI_TAKE_MANY(in, bool, log->act_count + 1),
         *is_read = KZI_TAKE_MANY(in, bool, about->fact_count + 1);
    uint8_t *levels = KZI_TAKE_MANY(in, uint8_t, log->act_count + 1);
    if (!is_key || !is_read || !levels) return NULL;
    memset(levels, UINT8_MAX, log->act_count + 1);
    memset(is_read, 0, about->fact_count + 1);
    if (log->ending != NO_ENDING) read_facts(about, about->endings[log->ending].condition, is_read);
    mark_setters(log, is_read, log->act_count, 0, levels);
    for (uint8_t level = 0; level < STEPS_BACK; level++) {
        for (uint32_t i = 0; i < log->act_count; i++) {
            if (levels[i] == level) mark_needs(log, i, (uint8_t)(level + 1), levels, is_read);
        }
    }
    for (uint32_t i = 0; i < log->act_count; i++)
        is_key[i] = levels[i] <= STEPS_BACK || i == 0 || i + 1 == log->act_count;
    return is_key;
}
