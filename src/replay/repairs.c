/* SPDX-License-Identifier: MIT
 *
 * repairs: see repairs.h.
 */
#include "repairs.h"

#include "conditions.h"

/* Where a part of the condition is asked: in the world, in the mind's world, and by which path both
 * were come to. */
typedef struct {
    settings *of;
    arena *in;
    setting_list *to;
    mind_id mind; /* whose world is mended */
} mending;

typedef struct {
    world_id world;
    world_id held;
    mind_path path;
} mending_place;

typedef enum { MENDS_TO_TRUTH, MENDS_TO_UNKNOWN } mending_kind;

static const expression *part_of(const mending *m, expression_id id) {
    return &m->of->worlds->about->expressions[id.n];
}

static expression_id child_of(const mending *m, const expression *e, uint32_t i) {
    return m->of->worlds->about->children[e->first_child + i];
}

static bool is_true_in(const mending *m, world_id at, expression_id condition) {
    return kzi_replay_holds(kzi_replay_stand(m->of->worlds, at), condition);
}

static mending_place in_their_mind(const mending *m, const mending_place *at, mind_id mind) {
    return (mending_place){kzi_replay_mind(m->of->worlds, at->world, mind),
                           kzi_replay_mind(m->of->worlds, at->held, mind),
                           kzi_replay_path(m->of->worlds->about, &at->path, m->mind, mind)};
}

/* Equality wins over unknown. */
static bool mend_fact(const mending *m, const mending_place *at, fact_id fact, mending_kind kind) {
    value truth = kzi_replay_values(m->of->worlds, at->world)[fact.n];
    bool is_true = kind == MENDS_TO_TRUTH;
    return kzi_settings_put(m->of, m->in, m->to, &at->path, fact, is_true ? truth : UNKNOWN,
                            is_true);
}

static bool mend_sum(const mending *m, const mending_place *at, expression_id sum,
                     mending_kind kind);

/* `Ren.goal.at`: what it is about in truth is mended as asked, and whom it is about to the
 * truth. */
static bool mend_chosen(const mending *m, const mending_place *at, const expression *e,
                        mending_kind kind) {
    value thing = kzi_replay_amount(kzi_replay_stand(m->of->worlds, at->world), child_of(m, e, 0));
    uint32_t fact =
        thing == UNKNOWN ? UINT32_MAX : m->of->worlds->about->choices[e->number + (uint32_t)thing];
    if (fact != UINT32_MAX && !mend_fact(m, at, (fact_id){fact}, kind)) return false;
    return mend_sum(m, at, child_of(m, e, 0), MENDS_TO_TRUTH);
}

/* Every fact that the sum reads. */
static bool mend_sum(const mending *m, const mending_place *at, expression_id sum,
                     mending_kind kind) {
    const expression *e = part_of(m, sum);
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        return mend_fact(m, at, e->fact, kind);
    if (e->kind == EXPRESSION_CHOOSE) return mend_chosen(m, at, e, kind);
    bool is_in_mind = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    mending_place there = is_in_mind ? in_their_mind(m, at, e->mind) : *at;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!mend_sum(m, &there, child_of(m, e, i), kind)) return false;
    }
    return true;
}

static bool is_numeric(const mending *m, expression_id sum) {
    const expression *e = part_of(m, sum);
    if (e->kind == EXPRESSION_FACT)
        return m->of->worlds->about->facts[e->fact.n].type == FACT_NUMBER;
    if (e->kind == EXPRESSION_BELIEVED) return is_numeric(m, child_of(m, e, 0));
    if (e->kind != EXPRESSION_CHOOSE) return e->kind != EXPRESSION_VALUE;
    for (uint32_t i = 0; i < m->of->worlds->about->thing_count; i++) {
        uint32_t fact = m->of->worlds->about->choices[e->number + i];
        if (fact != UINT32_MAX) return m->of->worlds->about->facts[fact].type == FACT_NUMBER;
    }
    return false;
}

/* The peer makes both sides of a numeric `is not` unknown. */
static mending_kind kind_for_right_of_is_not(const mending *m, const expression *e) {
    bool numeric = is_numeric(m, child_of(m, e, 0)) || is_numeric(m, child_of(m, e, 1));
    return m->of->worlds->about->is_peers && numeric ? MENDS_TO_UNKNOWN : MENDS_TO_TRUTH;
}

/* A claim that is true in the world and false in the mind's. */
static bool repair_claim(const mending *m, const mending_place *at, expression_id claim) {
    const expression *e = part_of(m, claim);
    switch (e->kind) {
    case CONDITION_FACT_IS:
    case CONDITION_IS: return mend_sum(m, at, claim, MENDS_TO_TRUTH);
    case CONDITION_FACT_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST: return mend_sum(m, at, claim, MENDS_TO_UNKNOWN);
    case CONDITION_IS_NOT:
        return mend_sum(m, at, child_of(m, e, 0), MENDS_TO_UNKNOWN) &&
               mend_sum(m, at, child_of(m, e, 1), kind_for_right_of_is_not(m, e));
    default: return true;
    }
}

/* All parts of a true `and`, each true branch of an `or`, each claim that is false in the mind. */
static bool repair_part(const mending *m, const mending_place *at, expression_id condition) {
    const expression *e = part_of(m, condition);
    if (!is_true_in(m, at->world, condition)) return true;
    if (e->kind == CONDITION_BELIEVES) {
        mending_place there = in_their_mind(m, at, e->mind);
        return repair_part(m, &there, child_of(m, e, 0));
    }
    if (e->kind != CONDITION_AND && e->kind != CONDITION_OR)
        return is_true_in(m, at->held, condition) || repair_claim(m, at, condition);
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!repair_part(m, at, child_of(m, e, i))) return false;
    }
    return true;
}

/* Each claim that is false in the world and true in the mind: every fact in it takes its value in
 * the world. */
static bool correct_part(const mending *m, const mending_place *at, expression_id condition) {
    const expression *e = part_of(m, condition);
    if (e->kind == CONDITION_BELIEVES) {
        mending_place there = in_their_mind(m, at, e->mind);
        return correct_part(m, &there, child_of(m, e, 0));
    }
    if (e->kind != CONDITION_AND && e->kind != CONDITION_OR) {
        bool was_wrong = !is_true_in(m, at->world, condition) && is_true_in(m, at->held, condition);
        return !was_wrong || mend_sum(m, at, condition, MENDS_TO_TRUTH);
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!correct_part(m, at, child_of(m, e, i))) return false;
    }
    return true;
}

bool kzi_repairs_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                    expression_id condition) {
    mending m = {of, in, to, mind};
    mending_place at = {world, kzi_replay_mind(of->worlds, world, mind), {.length = 0}};
    return is_true_in(&m, at.held, condition) || repair_part(&m, &at, condition);
}

bool kzi_corrections_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                        expression_id condition) {
    mending m = {of, in, to, mind};
    mending_place at = {world, kzi_replay_mind(of->worlds, world, mind), {.length = 0}};
    return correct_part(&m, &at, condition);
}
