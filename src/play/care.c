/* SPDX-License-Identifier: MIT
 *
 * care: what is never a move of a played person, and what a limit of content leaves out.
 *
 * In     the content lines of acts and endings, in the author's words
 * Out    which acts nobody takes
 *
 * An act is harm to oneself when its author marks it so (`content self harm`); when it leads at
 * once to an ending so marked; or when it brings about a fact that only such endings ask for. The
 * last finds the steps that lead there though only the ending was marked. While somebody is played
 * nobody takes such a step: what is never a choice is nothing that is done to one either.
 */
#include "playing.h"

#include "../ground/facts_read.h"

#include <string.h>

/* ---- words, compared as a reader would: `self-harm`, `Self harm` ---- */
static char care_letter(char letter) {
    if (letter == '-' || letter == '_') return ' ';
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool is_same_content(const char *one, const char *other) {
    for (; *one && *other; one++, other++) {
        if (care_letter(*one) != care_letter(*other)) return false;
    }
    return *one == *other;
}

static bool care_names(const char *const *content, uint32_t count, const char *what) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_same_content(content[i], what)) return true;
    }
    return false;
}

bool kzi_care_is_harm(const char *const *content, uint32_t count) {
    return care_names(content, count, "self harm") || care_names(content, count, "suicide");
}

static bool is_left_out(const play *of, const char *const *content, uint32_t count) {
    for (uint32_t i = 0; i < of->without_count; i++) {
        if (care_names(content, count, of->without[i])) return true;
        if (kzi_care_is_harm(&of->without[i], 1) && kzi_care_is_harm(content, count)) return true;
    }
    return false;
}

/* ---- facts that only marked endings ask for ---- */
static bool brings_about(const grounded *about, const ground_act *act, const bool *marked,
                         const bool *unmarked) {
    for (uint32_t i = 0; i < act->effect_count; i++) {
        const effect *e = &about->effects[act->first_effect + i];
        const expression *amount = &about->expressions[e->amount.n];
        bool is_back = e->kind == CHANGE_BECOMES && amount->kind == EXPRESSION_VALUE &&
                       amount->value == about->facts[e->fact.n].start;
        if (marked[e->fact.n] && !unmarked[e->fact.n] && !is_back) return true;
    }
    return false;
}

typedef bool (*care_test)(const play *of, const char *const *content, uint32_t count);

static bool is_harm_to_oneself(const play *of, const char *const *content, uint32_t count) {
    (void)of;
    return kzi_care_is_harm(content, count);
}

static bool mark_acts(play *of, bool *to, care_test is_meant) {
    const grounded *about = of->ground;
    bool *marked = KZI_TAKE_MANY(&of->in, bool, about->fact_count),
         *unmarked = KZI_TAKE_MANY(&of->in, bool, about->fact_count);
    if (!marked || !unmarked) return false;
    for (uint32_t i = 0; i < about->ending_count; i++) {
        const ground_ending *e = &about->endings[i];
        kzi_facts_read(about, e->condition,
                       is_meant(of, e->content, e->content_count) ? marked : unmarked);
    }
    for (uint32_t i = 0; i < about->act_count; i++) {
        const ground_act *act = &about->acts[i];
        to[i] = is_meant(of, act->content, act->content_count) ||
                brings_about(about, act, marked, unmarked);
    }
    return true;
}

bool kzi_care_begin(play *of) {
    const grounded *about = of->ground;
    of->is_limited = KZI_TAKE_MANY(&of->in, bool, about->act_count);
    of->is_harm = KZI_TAKE_MANY(&of->in, bool, about->act_count);
    if (!of->is_limited || !of->is_harm || !mark_acts(of, of->is_limited, is_left_out) ||
        !mark_acts(of, of->is_harm, is_harm_to_oneself))
        return false;
    for (uint32_t i = 0; i < about->ending_count; i++)
        of->has_harm |=
            kzi_care_is_harm(about->endings[i].content, about->endings[i].content_count);
    for (uint32_t i = 0; i < about->act_count; i++) of->has_harm |= of->is_harm[i];
    return true;
}

bool kzi_care_allows(const play *of, state_id after) {
    const grounded *about = of->ground;
    if (!of->without_count && !of->has_harm) return true;
    uint32_t ending = kzi_explore_ending_of(&of->stories, after);
    if (ending == NO_ENDING) return true;
    const ground_ending *e = &about->endings[ending];
    if (is_left_out(of, e->content, e->content_count)) return false;
    return of->played.n == NO_MIND.n || !kzi_care_is_harm(e->content, e->content_count);
}

bool kzi_care_forbids(play *of, act_id act, state_id after) {
    if (of->is_limited[act.n] || (of->played.n != NO_MIND.n && of->is_harm[act.n])) return true;
    return !kzi_care_allows(of, after);
}
