/* SPDX-License-Identifier: MIT
 *
 * repairs: see repairs.h.
 */
#include "repairs.h"

#include "conditions.h"

#include <string.h>

/* Where a part of the condition is asked: in the world, in the mind's world, and by which path both
 * were come to. */
typedef struct {
    world_id world;
    world_id held;
    mind_path path;
} mending_place;

/* One fact that is to change, for the sake of a claim. */
typedef struct {
    mind_path path;
    fact_id fact;
    value becomes;
    expression_id claim;
    mending_place asked; /* where the claim is */
    bool was_made;
} peers_mend;

typedef LIST(peers_mend) peers_mends;

typedef struct {
    settings *of;
    arena *in;
    setting_list *to;
    mind_id mind;               /* whose world is mended */
    peers_mends *mends;         /* in the peer's problems: all that may have to change; else NULL */
    expression_id claim;        /* the one at hand, */
    const mending_place *asked; /* and where */
} mending;

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
    bool is_true = kind == MENDS_TO_TRUTH;
    value becomes = is_true ? kzi_replay_values(m->of->worlds, at->world)[fact.n] : UNKNOWN;
    if (!m->mends) return kzi_settings_put(m->of, m->in, m->to, &at->path, fact, becomes, is_true);
    return LIST_ADD(m->in, m->mends,
                    (peers_mend){at->path, fact, becomes, m->claim, *m->asked, false}) ||
           kzi_replay_stops(m->of->worlds, STOP_MEMORY);
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

/* In the peer's problems either side of a numeric `is not` may have to become unknown. */
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
    if (e->kind != CONDITION_AND && e->kind != CONDITION_OR) {
        mending here = *m;
        here.claim = condition;
        here.asked = at;
        return (!m->mends && is_true_in(m, at->held, condition)) ||
               repair_claim(&here, at, condition);
    }
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

/* ---- the peer's way: fact by fact, plain facts first, then mind by mind; each only if its claim
 * is false in the mind as mended so far ---- */
/* What changes in somebody's world changes in what they hold of themselves. */
static bool is_seen_from(const mind_path *changed, const mind_path *from, mind_id holder) {
    mind_id whose = changed->length ? changed->minds[changed->length - 1] : holder;
    if (changed->length > from->length) return false;
    for (uint32_t i = 0; i < from->length; i++) {
        mind_id wanted = i < changed->length ? changed->minds[i] : whose;
        if (from->minds[i].n != wanted.n) return false;
    }
    return true;
}

static bool mend_comes_before(const peers_mend *one, const peers_mend *other) {
    for (uint32_t i = 0; i < one->path.length && i < other->path.length; i++) {
        if (one->path.minds[i].n != other->path.minds[i].n)
            return one->path.minds[i].n < other->path.minds[i].n;
    }
    if (one->path.length != other->path.length) return one->path.length < other->path.length;
    return one->fact.n < other->fact.n;
}

static void sort_mends(peers_mends *mends) {
    for (uint32_t i = 1; i < mends->count; i++) {
        peers_mend here = mends->items[i];
        uint32_t to = i;
        for (; to > 0 && mend_comes_before(&here, &mends->items[to - 1]); to--)
            mends->items[to] = mends->items[to - 1];
        mends->items[to] = here;
    }
}

/* Does its claim hold in the mind, with those before it that were made? */
static bool holds_as_mended(const mending *m, const peers_mend *mend) {
    standpoint at = kzi_replay_stand(m->of->worlds, mend->asked.held);
    value *values = KZI_TAKE_MANY(m->in, value, m->of->worlds->label_size);
    if (!values) return !kzi_replay_stops(m->of->worlds, STOP_MEMORY);
    memcpy(values, at.values, sizeof *values * m->of->worlds->label_size);
    for (const peers_mend *made = m->mends->items; made < mend; made++) {
        if (made->was_made && is_seen_from(&made->path, &mend->asked.path, m->mind))
            values[made->fact.n] = made->becomes;
    }
    at.values = values;
    return kzi_replay_holds(at, mend->claim);
}

static bool mend_in_order(const mending *m) {
    sort_mends(m->mends);
    for (uint32_t i = 0; i < m->mends->count; i++) {
        peers_mend *mend = &m->mends->items[i];
        if (holds_as_mended(m, mend)) continue;
        mend->was_made = true;
        if (!kzi_settings_put(m->of, m->in, m->to, &mend->path, mend->fact, mend->becomes, true))
            return false;
    }
    return m->of->worlds->stop == STOP_NOT;
}

bool kzi_repairs_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                    expression_id condition) {
    peers_mends mends = {0};
    mending m = {.of = of,
                 .in = in,
                 .to = to,
                 .mind = mind,
                 .mends = of->worlds->about->is_peers ? &mends : NULL};
    mending_place at = {world, kzi_replay_mind(of->worlds, world, mind), {.length = 0}};
    if (is_true_in(&m, at.held, condition)) return true;
    return repair_part(&m, &at, condition) && (!m.mends || mend_in_order(&m));
}

bool kzi_corrections_of(settings *of, arena *in, setting_list *to, world_id world, mind_id mind,
                        expression_id condition) {
    mending m = {.of = of, .in = in, .to = to, .mind = mind};
    mending_place at = {world, kzi_replay_mind(of->worlds, world, mind), {.length = 0}};
    return correct_part(&m, &at, condition);
}
