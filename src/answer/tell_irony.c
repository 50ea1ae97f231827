/* SPDX-License-Identifier: MIT
 *
 * tell_irony: what the reader was told, and somebody who is there holds otherwise.
 *
 * In     a telling: its sentences with the facts they assert, as far as these are so
 * Out    each such difference once, at the paragraph where it first stands
 */
#include "tell_work.h"

typedef struct {
    asking *of;
    const told_log *log;
    value *told; /* by fact: what the reader was told last */
    bool *is_told;
} reader_knowledge;

static bool was_noted(const asking *of, mind_id who, fact_id fact, value held) {
    for (uint32_t i = 0; i < of->telling->ironies.count; i++) {
        const told_irony *one = &of->telling->ironies.items[i];
        if (one->who.n == who.n && one->fact.n == fact.n && one->held == held) return true;
    }
    return false;
}

static bool compare_with(reader_knowledge *r, uint32_t part, uint32_t act, mind_id who) {
    const viewpoint *eyes = kzi_outline_view(&r->of->telling->told.plan, who);
    for (uint32_t i = 0; i < r->of->main.ground->fact_count; i++) {
        fact_id fact = {i};
        if (!r->is_told[i]) continue;
        value held = kzi_viewpoint_held(eyes, act + 1, fact);
        if (r->told[i] != kzi_viewpoint_held(kzi_outline_view(&r->of->telling->told.plan, NO_MIND),
                                             act + 1, fact))
            continue; /* the reader lags behind */
        if (held == r->told[i] || held == UNKNOWN || was_noted(r->of, who, fact, held)) continue;
        told_irony made = {part, who, fact, r->told[i], held};
        if (!LIST_ADD(&r->of->in, &r->of->telling->ironies, made)) return false;
    }
    return true;
}

static bool has_some_of_it(const reader_knowledge *r, uint32_t act, mind_id who) {
    return kzi_viewpoint_of(kzi_outline_view(&r->of->telling->told.plan, who), act, THE_ACT) !=
           HAS_NOTHING;
}

static bool read_sentence(reader_knowledge *r, uint32_t part, const told_sentence *s) {
    for (uint32_t i = 0; i < s->fact_count; i++) {
        const held_fact *f = &s->facts[i];
        r->told[f->fact.n] = f->held;
        r->is_told[f->fact.n] = f->is_so;
    }
    for (uint32_t i = 0; i < r->of->main.ground->mind_count; i++) {
        if (i == s->head.n || !has_some_of_it(r, s->act, (mind_id){i})) continue;
        if (!compare_with(r, part, s->act, (mind_id){i})) return false;
    }
    return true;
}

bool kzi_tell_irony(asking *of) {
    const telling *told = &of->telling->told;
    uint32_t facts = of->main.ground->fact_count;
    reader_knowledge r = {.of = of,
                          .log = &of->log,
                          .told = KZI_TAKE_MANY(&of->in, value, facts + 1),
                          .is_told = KZI_TAKE_MANY(&of->in, bool, facts + 1)};
    if (!r.told || !r.is_told) return false;
    for (uint32_t i = 0; i < facts; i++) r.is_told[i] = false;
    for (uint32_t i = 0; i < told->list.count; i++) {
        const paragraph *part = &told->list.items[i];
        for (uint32_t j = 0; j < part->sentence_count; j++) {
            if (!read_sentence(&r, i, &told->sentences.items[part->first_sentence + j]))
                return false;
        }
    }
    return true;
}
