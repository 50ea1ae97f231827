/* SPDX-License-Identifier: MIT
 *
 * guesses: see guesses.h. Here costs grow until no deed makes any value cheaper; guess_tables.c has
 * what that rests on, guess_costs.c says what a condition costs and takes the relaxed plan apart.
 */
#include "guess_costs.h"

#include "../mind/judge.h"

#include <string.h>

/* Does the chain end with the minds of an implant, and where does it begin to? NO_CHAIN: it does
 * not. */
static uint32_t before_implant(const guesses *of, uint32_t chain, const implant *told) {
    const grounded *about = of->of->about;
    for (uint32_t i = told->via_count; i-- > 0 && chain != 0;) {
        if (of->chains.items[chain].mind.n != about->via[told->first_via + i].n) return NO_CHAIN;
        chain = of->chains.items[chain].parent;
    }
    if (chain == 0 || of->chains.items[chain].mind.n != told->mind.n) return NO_CHAIN;
    return of->chains.items[chain].parent;
}

/* ---- a value comes cheaper ---- */
static void offer(guesses *of, uint32_t chain, uint32_t slot, uint32_t cost, support by) {
    size_t at = (size_t)chain * of->slot_count + slot;
    if (cost >= of->cost[at]) return;
    of->cost[at] = cost;
    of->supports[at] = by;
    of->has_changed = true;
    kzi_bit_row_join(of->stale, &of->readers[slot]);
}

/* To every mind that notices the act at hand. */
static void offer_to_minds(guesses *of, uint32_t slot, uint32_t cost, support by) {
    for (uint32_t i = 1; i < of->chains.count; i++) {
        if (of->notice[i] < FAR_AWAY) offer(of, i, slot, cost + of->notice[i], by);
    }
}

/* In the chain the deed is looked at in, and, of an act, in every mind that notices it. */
static void offer_to_all(guesses *of, bool is_act, uint32_t slot, uint32_t cost, support by) {
    offer(of, by.from, slot, cost, by);
    if (is_act) offer_to_minds(of, slot, cost, by);
}

static void offer_number(guesses *of, const ground_act *deed, const effect *e, uint32_t cost,
                         support by) {
    uint32_t first = of->first_slot[e->fact.n];
    if (e->kind != CHANGE_FALLS) offer_to_all(of, !deed->is_rule, first + NUMBER_UP, cost, by);
    if (e->kind != CHANGE_RISES) offer_to_all(of, !deed->is_rule, first + NUMBER_DOWN, cost, by);
}

static void offer_each_value(guesses *of, const ground_act *deed, const effect *e, uint32_t cost,
                             support by) {
    uint32_t first = of->first_slot[e->fact.n];
    uint32_t count = kzi_guess_code_count(of->of->about, e->fact.n);
    for (uint32_t code = 0; code < count; code++) {
        uint32_t all =
            kzi_guess_sum(cost, kzi_guess_amount(of, by.from, e->amount, e->fact.n, code));
        if (all < FAR_AWAY) offer_to_all(of, !deed->is_rule, first + code, all, by);
    }
}

static void offer_effect(guesses *of, const ground_act *deed, uint32_t number, uint32_t cost,
                         support by) {
    const grounded *about = of->of->about;
    const effect *e = &about->effects[deed->first_effect + number];
    const ground_fact *f = &about->facts[e->fact.n];
    const expression *amount = &about->expressions[e->amount.n];
    cost = kzi_guess_sum(cost, kzi_guess_cost(of, by.from, e->when, false));
    if (cost >= FAR_AWAY) return;
    by.part = number;
    if (f->type == FACT_NUMBER) offer_number(of, deed, e, cost, by);
    else if (amount->kind != EXPRESSION_VALUE) offer_each_value(of, deed, e, cost, by);
    else
        offer_to_all(of, !deed->is_rule,
                     of->first_slot[e->fact.n] + kzi_guess_code(f, amount->value), cost, by);
}

static void offer_implant(guesses *of, const ground_act *deed, uint32_t number, uint32_t cost,
                          support by) {
    const grounded *about = of->of->about;
    const implant *told = &about->implants[deed->first_implant + number];
    if (told->kind == IMPLANT_BELIEVES)
        cost = kzi_guess_sum(cost, kzi_guess_cost(of, by.from, told->when, false));
    by.part = deed->effect_count + number;
    uint32_t count = kzi_guess_code_count(about, told->fact.n), slot = of->first_slot[told->fact.n];
    for (uint32_t chain = 1; cost < FAR_AWAY && chain < of->chains.count; chain++) {
        uint32_t before = before_implant(of, chain, told);
        if (before == NO_CHAIN) continue;
        for (uint32_t code = 0; code < count; code++) {
            uint32_t what = told->kind == IMPLANT_SENSES
                                ? of->cost[slot + code]
                                : kzi_guess_amount(of, by.from, told->amount, told->fact.n, code);
            what = kzi_guess_sum(kzi_guess_sum(cost, what), before ? of->notice[before] : 0);
            if (what < FAR_AWAY) offer(of, chain, slot + code, what, by);
        }
    }
}

/* Whoever sees what they thought impossible learns that it was not. */
static void offer_surprise(guesses *of, expression_id id, uint32_t cost, support by) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_AND) {
        for (uint32_t i = 0; i < e->child_count; i++)
            offer_surprise(of, about->children[e->first_child + i], cost, by);
    } else if (e->kind == CONDITION_FACT_IS && of->claimed[id.n] != NO_SLOT) {
        offer_to_minds(of, of->claimed[id.n], cost, by);
    }
}

/* What it costs that all minds of a chain notice the deed. */
static void note_notice(guesses *of, const ground_act *deed) {
    for (uint32_t i = 1; i < of->chains.count; i++) {
        const guess_chain *chain = &of->chains.items[i];
        expression_id seen = of->of->about->seen[deed->first_seen + chain->mind.n];
        of->notice[i] = kzi_guess_sum(kzi_guess_cost(of, 0, seen, false),
                                      chain->parent ? of->notice[chain->parent] : 0);
    }
}

static void look_at_act(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *act = &about->acts[number];
    if (act->actor_count == 0 && of->wish.holder.n != NO_MIND.n) return;
    uint32_t cost = kzi_guess_deed(of, number);
    if (cost >= FAR_AWAY) return;
    note_notice(of, act);
    support by = {number, act->effect_count + act->implant_count, 0};
    for (uint32_t i = 0; i < act->effect_count; i++) offer_effect(of, act, i, cost, by);
    for (uint32_t i = 0; i < act->implant_count; i++) offer_implant(of, act, i, cost, by);
    offer_surprise(of, act->condition, cost, by);
}

static void look_at_rule(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *rule = &about->rules[number];
    for (uint32_t chain = 0; chain < of->chains.count; chain++) {
        uint32_t cost = kzi_guess_cost(of, chain, rule->condition, false);
        if (cost >= FAR_AWAY) continue;
        support by = {about->act_count + number, 0, chain};
        for (uint32_t i = 0; i < rule->effect_count; i++) offer_effect(of, rule, i, cost, by);
        if (chain == 0 && rule->implant_count) note_notice(of, rule);
        for (uint32_t i = 0; chain == 0 && i < rule->implant_count; i++)
            offer_implant(of, rule, i, cost, by);
    }
}

static void look_at_sight(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_sight *sight = &about->sights[number];
    uint32_t slot = of->first_slot[sight->fact.n];
    for (uint32_t i = 1; i < of->chains.count; i++) {
        uint32_t parent = of->chains.items[i].parent;
        if (of->chains.items[i].mind.n != sight->mind.n) continue;
        uint32_t cost = kzi_guess_cost(of, parent, sight->condition, false);
        support by = {about->act_count + about->rule_count + number, 0, parent};
        for (uint32_t code = 0; code < kzi_guess_code_count(about, sight->fact.n); code++) {
            uint32_t all =
                kzi_guess_sum(cost, of->cost[(size_t)parent * of->slot_count + slot + code]);
            if (all < FAR_AWAY) offer(of, i, slot + code, all, by);
        }
    }
}

static void look_at_deed(guesses *of, uint32_t deed) {
    const grounded *about = of->of->about;
    if (deed < about->act_count) look_at_act(of, deed);
    else if (deed < about->act_count + about->rule_count) look_at_rule(of, deed - about->act_count);
    else look_at_sight(of, deed - about->act_count - about->rule_count);
}

/* ---- from a state ---- */
static void stand_in(guesses *of, state_id from) {
    const grounded *about = of->of->about;
    for (size_t i = 0; i < (size_t)of->chains.count * of->slot_count; i++) {
        of->cost[i] = FAR_AWAY;
        of->supports[i] = (support){NO_DEED, 0, 0};
        of->is_needed[i] = false;
    }
    for (uint32_t i = 0; i < of->chains.count; i++) {
        const guess_chain *chain = &of->chains.items[i];
        of->stands[i] =
            i == 0 ? from : kzi_state_mind(&of->of->states, of->stands[chain->parent], chain->mind);
        const uint64_t *facts = kzi_state_facts(&of->of->states, of->stands[i]);
        uint32_t *cost = of->cost + (size_t)i * of->slot_count;
        for (uint32_t fact = 0; fact < about->fact_count; fact++) {
            value now = kzi_fact_get(about, facts, (fact_id){fact});
            cost[of->first_slot[fact] + kzi_guess_code(&about->facts[fact], now)] = 0;
        }
    }
}

static void note_who_has_all(guesses *of) {
    for (uint32_t i = 0; i < of->of->about->mind_count; i++) {
        mind_id mind = {i};
        value now = kzi_minds_worth(of->of, of->stands[kzi_guess_chain(of, 0, mind)], mind);
        of->has_all[i] = now != UNKNOWN && now >= of->best[i];
    }
}

static void grow_costs(guesses *of) {
    memset(of->stale, 0xff, sizeof *of->stale * of->deed_words);
    const grounded *about = of->of->about;
    uint32_t count = about->act_count + about->rule_count + about->sight_count;
    do {
        of->has_changed = false;
        for (uint32_t deed = 0; deed < count; deed++) {
            uint64_t bit = 1ull << deed % 64;
            if (!(of->stale[deed / 64] & bit)) continue;
            of->stale[deed / 64] &= ~bit;
            look_at_deed(of, deed);
        }
    } while (of->has_changed);
}

typedef struct {
    const guesses *of;
    state_id state;
    const guess_wish *wish;
} guess_lookup;

static bool is_same_guess(const void *context, uint32_t number) {
    const guess_lookup *wanted = context;
    const guess_memo *known = &wanted->of->memo.items[number];
    return known->state.n == wanted->state.n && known->wish.holder.n == wanted->wish->holder.n &&
           known->wish.sum.n == wanted->wish->sum.n && known->wish.goal == wanted->wish->goal;
}

static bool keep_helpful(guesses *of, guess_memo *made) {
    made->first_act = of->helpful.count;
    for (uint32_t i = 0; i < of->of->about->act_count; i++) {
        if (of->is_counted[i] && !LIST_ADD(of->in, &of->helpful, i)) return false;
    }
    made->act_count = of->helpful.count - made->first_act;
    return true;
}

const guess_memo *kzi_guess(guesses *of, state_id from, const guess_wish *wish) {
    if (!of->has_tables && !kzi_guess_tables(of)) return NULL;
    uint64_t hash = kzi_hash_mix((uint64_t)from.n << 32 | wish->holder.n);
    hash = kzi_hash_mix(hash ^ ((uint64_t)wish->sum.n << 32 | (uint32_t)wish->goal));
    uint32_t known =
        kzi_table_find(&of->by_question, hash, is_same_guess, &(guess_lookup){of, from, wish});
    if (known != NOT_IN_TABLE) return &of->memo.items[known];
    of->wish = *wish;
    of->worked_out++;
    stand_in(of, from);
    note_who_has_all(of);
    grow_costs(of);
    guess_memo made = {.state = from, .wish = *wish, .guess = kzi_guess_wish(of)};
    bool was_kept = keep_helpful(of, &made) && LIST_ADD(of->in, &of->memo, made) &&
                    kzi_table_add(of->in, &of->by_question, hash, of->memo.count - 1);
    return was_kept ? &of->memo.items[of->memo.count - 1] : NULL;
}

bool kzi_guess_helps(const guesses *of, const guess_memo *made, act_id act) {
    for (uint32_t i = 0; i < made->act_count; i++) {
        if (of->helpful.items[made->first_act + i] == act.n) return true;
    }
    return false;
}
