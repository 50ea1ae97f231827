/* SPDX-License-Identifier: MIT
 *
 * surprise: see surprise.h. The definition speaks of the condition's or-of-ands form; walking the
 * condition as it stands collects the same claims without that form's growth: a claim stands in
 * some clause that is true exactly when it is true and so is all it is joined to by `and` on the
 * way up.
 */
#include "surprise.h"

#include "carry.h"
#include "judge.h"

#include <string.h>

/* The peer's: something to set, unless what was asked holds already in the mind as mended so
 * far. */
typedef struct {
    carried set;
    expression_id asked; /* in the world at the end of the first minds of set.chain: */
    uint16_t asked_length;
} peers_claim;

typedef struct {
    drafts *desk;
    LIST(carried) list;
    LIST(peers_claim) claims;
    expression_id asked;
    uint16_t asked_length;
    uint16_t chain[KZI_LONGEST_CHAIN];
    uint8_t chain_length;
    bool is_correcting;
    bool has_failed;
} menders;

static const expression *mended(const menders *m, expression_id id) {
    return &m->desk->states->about->expressions[id.n];
}

static expression_id mended_child(const menders *m, const expression *of, uint32_t i) {
    return m->desk->states->about->children[of->first_child + i];
}

static bool is_about_same(const carried *one, const carried *other) {
    return one->fact.n == other->fact.n && one->chain_length == other->chain_length &&
           memcmp(one->chain, other->chain, sizeof one->chain) == 0;
}

/* A true value wins over unknown, whichever came first. */
static void mend(menders *m, fact_id fact, value becomes) {
    carried made = {.fact = fact, .becomes = becomes, .chain_length = m->chain_length};
    memcpy(made.chain, m->chain, sizeof(uint16_t) * m->chain_length);
    if (m->desk->states->about->is_peers) {
        if (!LIST_ADD(m->desk->scratch, &m->claims, (peers_claim){made, m->asked, m->asked_length}))
            m->has_failed = true;
        return;
    }
    for (uint32_t i = 0; i < m->list.count; i++) {
        carried *known = &m->list.items[i];
        if (!is_about_same(known, &made)) continue;
        if (known->becomes == UNKNOWN) known->becomes = becomes;
        return;
    }
    if (!LIST_ADD(m->desk->scratch, &m->list, made)) m->has_failed = true;
}

static value true_value(const menders *m, ref in, fact_id fact) {
    return kzi_fact_get(m->desk->states->about, kzi_facts(m->desk, in), fact);
}

/* Every fact that the sum reads becomes its true value, or unknown. */
static void mend_facts_of(menders *m, ref happened, expression_id sum, bool to_true) {
    const expression *e = mended(m, sum);
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT) {
        mend(m, e->fact, to_true ? true_value(m, happened, e->fact) : UNKNOWN);
        return;
    }
    if (e->kind == EXPRESSION_CHOOSE) {
        value thing = kzi_amount(m->desk, happened, mended_child(m, e, 0));
        uint32_t fact = thing == UNKNOWN
                            ? UINT32_MAX
                            : m->desk->states->about->choices[e->number + (uint32_t)thing];
        if (fact != UINT32_MAX)
            mend(m, (fact_id){fact}, to_true ? true_value(m, happened, (fact_id){fact}) : UNKNOWN);
        mend_facts_of(m, happened, mended_child(m, e, 0), true);
        return;
    }
    bool enters = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    if (enters && m->chain_length == KZI_LONGEST_CHAIN) return;
    if (enters) {
        m->chain[m->chain_length++] = (uint16_t)e->mind.n;
        happened = kzi_mind(m->desk, happened, e->mind.n);
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        mend_facts_of(m, happened, mended_child(m, e, i), to_true);
    if (enters) m->chain_length--;
}

static bool is_order(expression_kind kind) {
    return kind == CONDITION_LESS || kind == CONDITION_AT_MOST;
}

/* A claim that is true in the world and false in the mind. */
static void mend_claim(menders *m, ref happened, const expression *e, expression_id id) {
    if (e->kind == CONDITION_FACT_IS) {
        mend(m, e->fact, e->value);
    } else if (e->kind == CONDITION_FACT_IS_NOT) {
        mend(m, e->fact, UNKNOWN);
    } else if (e->kind == CONDITION_IS_NOT) {
        mend_facts_of(m, happened, mended_child(m, e, 0), false);
        mend_facts_of(m, happened, mended_child(m, e, 1), !m->desk->states->about->is_peers);
    } else {
        mend_facts_of(m, happened, id, !is_order(e->kind));
    }
}

static void collect(menders *m, ref happened, ref held, expression_id condition);

static void collect_in_mind(menders *m, ref happened, ref held, const expression *e) {
    if (m->chain_length == KZI_LONGEST_CHAIN) return;
    m->chain[m->chain_length++] = (uint16_t)e->mind.n;
    collect(m, kzi_mind(m->desk, happened, e->mind.n), kzi_mind(m->desk, held, e->mind.n),
            mended_child(m, e, 0));
    m->chain_length--;
}

static void collect(menders *m, ref happened, ref held, expression_id condition) {
    const expression *e = mended(m, condition);
    bool in_world = kzi_holds(m->desk, happened, condition);
    if (in_world == m->is_correcting && e->kind != CONDITION_AND && e->kind != CONDITION_OR) return;
    if (!m->is_correcting && !in_world) return;
    switch (e->kind) {
    case CONDITION_YES:
    case CONDITION_NO: return;
    case CONDITION_AND:
    case CONDITION_OR:
        for (uint32_t i = 0; i < e->child_count; i++)
            collect(m, happened, held, mended_child(m, e, i));
        return;
    case CONDITION_BELIEVES: collect_in_mind(m, happened, held, e); return;
    default: break;
    }
    m->asked = condition;
    m->asked_length = m->chain_length;
    if (!m->desk->states->about->is_peers && kzi_holds(m->desk, held, condition) == in_world)
        return;
    if (m->is_correcting) mend_facts_of(m, happened, condition, true);
    else mend_claim(m, happened, e, condition);
}

/* ---- the peer's way: claim by claim, each asked of the mind as mended so far; plain facts first,
 * then chain by chain ---- */
static bool claim_comes_before(const carried *one, const carried *other) {
    for (uint16_t i = 0; i < one->chain_length && i < other->chain_length; i++) {
        if (one->chain[i] != other->chain[i]) return one->chain[i] < other->chain[i];
    }
    if (one->chain_length != other->chain_length) return one->chain_length < other->chain_length;
    return one->fact.n < other->fact.n;
}

static void sort_claims(menders *m) {
    for (uint32_t i = 1; i < m->claims.count; i++) {
        peers_claim here = m->claims.items[i];
        uint32_t to = i;
        for (; to > 0 && claim_comes_before(&here.set, &m->claims.items[to - 1].set); to--)
            m->claims.items[to] = m->claims.items[to - 1];
        m->claims.items[to] = here;
    }
}

static bool holds_by_now(const menders *m, ref held, const peers_claim *claim) {
    for (uint16_t i = 0; i < claim->asked_length; i++)
        held = kzi_mind(m->desk, held, claim->set.chain[i]);
    return kzi_holds(m->desk, held, claim->asked);
}

static state_id mended_in_order(menders *m, state_id held, mind_id mind) {
    ref mended = kzi_ref(held);
    sort_claims(m);
    for (uint32_t i = 0; i < m->claims.count && kzi_is_ref(mended) && !m->has_failed; i++) {
        if (holds_by_now(m, mended, &m->claims.items[i])) continue;
        carrying c = {.desk = m->desk};
        mended = kzi_carry(&c, mended, mind, &m->claims.items[i].set, 1);
    }
    return kzi_is_ref(mended) && !m->has_failed ? kzi_drafts_finish(m->desk, mended) : NO_STATE;
}

static state_id mended_state(menders *m, state_id held, mind_id mind) {
    if (m->has_failed) return NO_STATE;
    carrying c = {.desk = m->desk};
    ref mended = kzi_carry(&c, kzi_ref(held), mind, m->list.items, m->list.count);
    return kzi_is_ref(mended) ? kzi_drafts_finish(m->desk, mended) : NO_STATE;
}

static state_id surprised(drafts *desk, state_id happened, state_id held, mind_id mind,
                          expression_id condition, bool is_correcting) {
    menders m = {.desk = desk, .is_correcting = is_correcting};
    collect(&m, kzi_ref(happened), kzi_ref(held), condition);
    if (desk->states->about->is_peers) return mended_in_order(&m, held, mind);
    return mended_state(&m, held, mind);
}

state_id kzi_surprise_mend(drafts *desk, state_id happened, state_id held, mind_id mind,
                           expression_id condition) {
    return surprised(desk, happened, held, mind, condition, false);
}

state_id kzi_surprise_correct(drafts *desk, state_id happened, state_id held, mind_id mind,
                              expression_id condition) {
    return surprised(desk, happened, held, mind, condition, true);
}
