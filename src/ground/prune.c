/* SPDX-License-Identifier: MIT
 *
 * prune: what can never happen, and what never changes.
 *
 * In     the world grounded once, with every fact
 * Out    which instances can never happen; which facts have one value for ever, in the world and in
 *        every mind
 *
 * A relaxed reachability (Bonet and Geffner 2001, over sets of values): every value once reached
 * stays, the world and all minds share one set for each fact, and numbers are intervals. What
 * cannot happen even so can never happen.
 */
#include "builder.h"

typedef struct {
    uint64_t
        *values; /* words and things: bits by place in fact.values; yes/no: bit 0 no, bit 1 yes */
    value low, high; /* numbers */
    bool may_be_unknown;
    bool is_kept; /* chosen among others by a changing thing: must keep its place */
} reach;

typedef struct {
    builder *b;
    reach *facts;
    bool has_changed;
} pruning;

static const ground_fact *pruned_fact(const pruning *p, fact_id fact) {
    return &p->b->facts.items[fact.n];
}

static const expression *pruned(const pruning *p, expression_id id) {
    return &p->b->expressions.items[id.n];
}

static expression_id pruned_child(const pruning *p, const expression *e, uint32_t i) {
    return p->b->children.items[e->first_child + i];
}

static uint32_t place_of_value(const ground_fact *f, value v) {
    if (f->type == FACT_YES_NO) return (uint32_t)v;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == v) return i;
    }
    return UINT32_MAX;
}

static uint32_t place_count(const ground_fact *f) {
    return f->type == FACT_YES_NO ? 2 : f->value_count;
}

static bool has_place(const reach *r, uint32_t place) {
    return place != UINT32_MAX && (r->values[place / 64] >> place % 64 & 1);
}

/* ---- reaching ---- */
static void reach_unknown(pruning *p, fact_id fact) {
    reach *r = &p->facts[fact.n];
    p->has_changed |= !r->may_be_unknown;
    r->may_be_unknown = true;
}

static void reach_between(pruning *p, fact_id fact, value low, value high) {
    const ground_fact *f = pruned_fact(p, fact);
    reach *r = &p->facts[fact.n];
    if (low < f->low) low = f->low;
    if (high > f->high) high = f->high;
    if (low > f->high) low = f->high;
    if (high < f->low) high = f->low;
    if (low < r->low) r->low = low, p->has_changed = true;
    if (high > r->high) r->high = high, p->has_changed = true;
}

static void reach_value(pruning *p, fact_id fact, value v) {
    const ground_fact *f = pruned_fact(p, fact);
    if (v == UNKNOWN) {
        reach_unknown(p, fact);
    } else if (f->type == FACT_NUMBER) {
        reach_between(p, fact, v, v);
    } else {
        uint32_t place = place_of_value(f, v);
        reach *r = &p->facts[fact.n];
        if (place == UINT32_MAX) reach_unknown(p, fact);
        else if (!has_place(r, place))
            r->values[place / 64] |= 1ull << place % 64, p->has_changed = true;
    }
}

static void reach_everything(pruning *p, fact_id fact) {
    const ground_fact *f = pruned_fact(p, fact);
    reach_unknown(p, fact);
    if (f->type == FACT_NUMBER) reach_between(p, fact, f->low, f->high);
    for (uint32_t i = 0; f->type != FACT_NUMBER && i < place_count(f); i++)
        reach_value(p, fact, f->type == FACT_YES_NO ? (value)i : f->values[i]);
}

static void reach_from(pruning *p, fact_id to, fact_id from) {
    const ground_fact *f = pruned_fact(p, from);
    const reach *r = &p->facts[from.n];
    if (r->may_be_unknown) reach_unknown(p, to);
    if (f->type == FACT_NUMBER) {
        if (r->low <= r->high) reach_between(p, to, r->low, r->high);
        return;
    }
    for (uint32_t i = 0; i < place_count(f); i++) {
        if (has_place(r, i)) reach_value(p, to, f->type == FACT_YES_NO ? (value)i : f->values[i]);
    }
}

/* ---- what a sum may come to ---- */
static void reach_sum(pruning *p, fact_id to, expression_id sum) {
    const expression *e = pruned(p, sum);
    if (e->kind == EXPRESSION_VALUE) {
        reach_value(p, to, e->value);
    } else if (e->kind == EXPRESSION_FACT) {
        reach_from(p, to, e->fact);
    } else if (e->kind == EXPRESSION_CHOOSE) {
        reach_unknown(p, to);
        for (uint32_t i = 0; i < p->b->from->thing_count; i++) {
            uint32_t fact = p->b->choices.items[e->number + i];
            if (fact != UINT32_MAX) reach_from(p, to, (fact_id){fact});
        }
    } else {
        reach_everything(p, to);
    }
}

static bool may_hold(const pruning *p, expression_id condition);

static bool fact_may_be(const pruning *p, fact_id fact, value v) {
    const ground_fact *f = pruned_fact(p, fact);
    const reach *r = &p->facts[fact.n];
    if (v == UNKNOWN) return r->may_be_unknown;
    if (f->type == FACT_NUMBER) return v >= r->low && v <= r->high;
    return has_place(r, place_of_value(f, v));
}

static bool fact_may_differ(const pruning *p, fact_id fact, value v) {
    const ground_fact *f = pruned_fact(p, fact);
    const reach *r = &p->facts[fact.n];
    if (r->may_be_unknown && v != UNKNOWN) return true;
    if (f->type == FACT_NUMBER) return r->low != v || r->high != v;
    for (uint32_t i = 0; i < place_count(f); i++) {
        if (has_place(r, i) && (f->type == FACT_YES_NO ? (value)i : f->values[i]) != v) return true;
    }
    return false;
}

static bool parts_may_hold(const pruning *p, const expression *e, bool wants_all) {
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (may_hold(p, pruned_child(p, e, i)) != wants_all) return !wants_all;
    }
    return wants_all;
}

static bool may_hold(const pruning *p, expression_id condition) {
    const expression *e = pruned(p, condition);
    switch (e->kind) {
    case CONDITION_NO: return false;
    case CONDITION_AND: return parts_may_hold(p, e, true);
    case CONDITION_OR: return parts_may_hold(p, e, false);
    case CONDITION_BELIEVES: return may_hold(p, pruned_child(p, e, 0));
    case CONDITION_FACT_IS: return fact_may_be(p, e->fact, e->value);
    case CONDITION_FACT_IS_NOT: return fact_may_differ(p, e->fact, e->value);
    default: return true; /* comparing sums: too rare to be worth bounds here */
    }
}

/* ---- surprise: a claim that is no equality leaves its facts unknown ---- */
static void reach_surprise(pruning *p, expression_id condition, bool is_equality) {
    const expression *e = pruned(p, condition);
    bool is_claim = e->kind >= CONDITION_FACT_IS && e->kind != CONDITION_BELIEVES;
    if (is_claim) is_equality = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_IS;
    if ((e->kind == CONDITION_FACT_IS_NOT || (e->kind == EXPRESSION_FACT && !is_equality)))
        reach_unknown(p, e->fact);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < p->b->from->thing_count; i++) {
        uint32_t fact = p->b->choices.items[e->number + i];
        if (fact != UINT32_MAX && !is_equality) reach_unknown(p, (fact_id){fact});
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        reach_surprise(p, pruned_child(p, e, i), is_equality);
}

/* ---- happenings ---- */
static void reach_effect(pruning *p, const effect *e) {
    if (!may_hold(p, e->when)) return;
    const ground_fact *f = pruned_fact(p, e->fact);
    if (e->kind == CHANGE_BECOMES) reach_sum(p, e->fact, e->amount);
    else reach_between(p, e->fact, f->low, f->high); /* by an amount that may be of either sign */
}

static void reach_happening(pruning *p, const ground_act *act) {
    const builder *b = p->b;
    for (uint32_t i = 0; i < act->effect_count; i++)
        reach_effect(p, &b->effects.items[act->first_effect + i]);
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *what = &b->implants.items[act->first_implant + i];
        if (what->kind != IMPLANT_SENSES) reach_sum(p, what->fact, what->amount);
    }
    reach_surprise(p, act->condition, true);
}

static void reach_start(pruning *p) {
    const builder *b = p->b;
    for (uint32_t i = 0; i < b->facts.count; i++) {
        reach *r = &p->facts[i];
        r->low = MOST_OF_ENDLESS, r->high = -MOST_OF_ENDLESS;
        reach_value(p, (fact_id){i}, b->facts.items[i].start);
        if (b->made->has_clock && b->made->clock.n == i)
            reach_between(p, (fact_id){i}, b->facts.items[i].start, b->facts.items[i].high);
    }
    for (uint32_t i = 0; i < b->beliefs.count; i++)
        reach_value(p, b->beliefs.items[i].fact, b->beliefs.items[i].value);
    for (uint32_t i = 0; i < b->fork_changes.count; i++)
        reach_value(p, b->fork_changes.items[i].fact, b->fork_changes.items[i].value);
    for (uint32_t i = 0; i < b->sights.count; i++) reach_unknown(p, b->sights.items[i].fact);
    for (uint32_t i = 0; i < b->choices.count; i++) {
        if (b->choices.items[i] != UINT32_MAX) p->facts[b->choices.items[i]].is_kept = true;
    }
}

static bool begin_pruning(pruning *p) {
    builder *b = p->b;
    p->facts = KZI_TAKE_MANY(b->in, reach, b->facts.count);
    for (uint32_t i = 0; p->facts && i < b->facts.count; i++) {
        p->facts[i].values =
            KZI_TAKE_MANY(b->in, uint64_t, place_count(&b->facts.items[i]) / 64 + 1);
        if (!p->facts[i].values) return kzi_build_fails(b);
    }
    return p->facts || kzi_build_fails(b);
}

/* ---- what was found ---- */
static bool is_single(const pruning *p, uint32_t fact, value *only) {
    const ground_fact *f = &p->b->facts.items[fact];
    const reach *r = &p->facts[fact];
    if (r->is_kept || (p->b->made->has_clock && p->b->made->clock.n == fact)) return false;
    if (f->type == FACT_NUMBER) {
        *only = r->low;
        if (r->low > r->high) *only = UNKNOWN; /* nothing was ever reached */
        return r->low > r->high || (r->low == r->high && !r->may_be_unknown);
    }
    uint32_t count = r->may_be_unknown;
    *only = UNKNOWN;
    for (uint32_t i = 0; i < place_count(f); i++) {
        if (!has_place(r, i)) continue;
        count++;
        *only = f->type == FACT_YES_NO ? (value)i : f->values[i];
    }
    return count == 1;
}

static void mark_constants(pruning *p) {
    builder *b = p->b;
    for (uint32_t i = 0; i < b->slots.count; i++) {
        value only;
        if (!is_single(p, b->slots.items[i].number, &only)) continue;
        b->slots.items[i].is_constant = true;
        b->slots.items[i].constant = only;
    }
}

/* The instances of the second pass are counted as in the first, so an instance keeps its number. */
static bool mark_impossible(pruning *p, const uint32_t *numbers, const bool *happens,
                            uint32_t count) {
    builder *b = p->b;
    b->act_is_impossible = KZI_TAKE_MANY(b->in, bool, b->instance + 1);
    if (!b->act_is_impossible) return kzi_build_fails(b);
    for (uint32_t i = 0; i < count; i++) b->act_is_impossible[numbers[i]] = !happens[i];
    return true;
}

static const ground_act *happening_of(const builder *b, uint32_t i) {
    return i < b->acts.count ? &b->acts.items[i] : &b->rules.items[i - b->acts.count];
}

bool kzi_prune(builder *b, bool keeps_all_facts) {
    pruning p = {.b = b};
    uint32_t count = b->acts.count + b->rules.count;
    bool *happens = KZI_TAKE_MANY(b->in, bool, count);
    uint32_t *numbers = KZI_TAKE_MANY(b->in, uint32_t, count);
    if (!happens || !numbers || !begin_pruning(&p)) return kzi_build_fails(b);
    reach_start(&p);
    do {
        p.has_changed = false;
        for (uint32_t i = 0; i < count; i++) {
            const ground_act *act = happening_of(b, i);
            if (!happens[i] && may_hold(&p, act->condition)) happens[i] = p.has_changed = true;
            if (happens[i]) reach_happening(&p, act);
        }
    } while (p.has_changed);
    for (uint32_t i = 0; i < count; i++) numbers[i] = happening_of(b, i)->number_in_pass;
    if (!keeps_all_facts) mark_constants(&p);
    return mark_impossible(&p, numbers, happens, count);
}
