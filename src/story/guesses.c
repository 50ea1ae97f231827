/* SPDX-License-Identifier: MIT
 *
 * guesses: see guesses.h. Here chains, slots and what a deed may do; guess_costs.c says what a
 * condition costs and takes the relaxed plan apart.
 */
#include "best_worth.h"
#include "guess_costs.h"

#include "../mind/judge.h"

#include <string.h>

/* ---- chains of minds ---- */
static uint32_t chain_below(const guesses *of, uint32_t parent, mind_id mind) {
    for (uint32_t i = 1; i < of->chains.count; i++) {
        if (of->chains.items[i].parent == parent && of->chains.items[i].mind.n == mind.n) return i;
    }
    return NO_CHAIN;
}

uint32_t kzi_guess_chain(const guesses *of, uint32_t parent, mind_id mind) {
    uint32_t found = chain_below(of, parent, mind);
    return found == NO_CHAIN ? chain_below(of, 0, mind) : found;
}

static uint32_t enter_chain(guesses *of, uint32_t parent, mind_id mind) {
    uint32_t known = chain_below(of, parent, mind);
    if (known != NO_CHAIN || of->chains.count >= MOST_CHAINS) return known;
    return LIST_ADD(of->in, &of->chains, (guess_chain){parent, mind}) ? of->chains.count - 1
                                                                      : NO_CHAIN;
}

static void enter_chains_of(guesses *of, uint32_t at, expression_id id) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED)
        at = enter_chain(of, at, e->mind);
    for (uint32_t i = 0; at != NO_CHAIN && i < e->child_count; i++)
        enter_chains_of(of, at, about->children[e->first_child + i]);
}

static void enter_chains_of_deed(guesses *of, const ground_act *deed) {
    const grounded *about = of->of->about;
    enter_chains_of(of, 0, deed->condition);
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        enter_chains_of(of, 0, about->effects[deed->first_effect + i].when);
        enter_chains_of(of, 0, about->effects[deed->first_effect + i].amount);
    }
}

static void enter_all_chains(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        uint32_t own = enter_chain(of, 0, (mind_id){i});
        if (own != NO_CHAIN) enter_chains_of(of, own, about->minds[i].worth);
    }
    enter_chains_of(of, 0, of->wish.sum);
    for (uint32_t i = 0; i < about->act_count; i++) enter_chains_of_deed(of, &about->acts[i]);
    for (uint32_t i = 0; i < about->rule_count; i++) enter_chains_of_deed(of, &about->rules[i]);
}

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

/* ---- deeds: acts, then rules, then sights ---- */
static bool reads_of(const guesses *of, expression_id id, uint64_t *readers, uint32_t deed) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    bool asks = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                e->kind == CONDITION_FACT_IS_NOT;
    if (asks) readers[(size_t)e->fact.n * of->deed_words + deed / 64] |= 1ull << deed % 64;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX)
            readers[(size_t)fact * of->deed_words + deed / 64] |= 1ull << deed % 64;
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        reads_of(of, about->children[e->first_child + i], readers, deed);
    return true;
}

static void note_reads_of_deed(guesses *of, const ground_act *deed, uint32_t number) {
    const grounded *about = of->of->about;
    reads_of(of, deed->condition, of->readers, number);
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        reads_of(of, about->effects[deed->first_effect + i].when, of->readers, number);
        reads_of(of, about->effects[deed->first_effect + i].amount, of->readers, number);
    }
    for (uint32_t i = 0; i < deed->implant_count; i++) {
        const implant *told = &about->implants[deed->first_implant + i];
        if (told->kind == IMPLANT_SENSES) continue;
        reads_of(of, told->when, of->readers, number);
        reads_of(of, told->amount, of->readers, number);
    }
    for (uint32_t i = 0; i < deed->actor_count; i++)
        reads_of(of, about->minds[about->actors[deed->first_actor + i].n].worth, of->readers,
                 number);
}

static void note_reads_of_all(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->act_count; i++) note_reads_of_deed(of, &about->acts[i], i);
    for (uint32_t i = 0; i < about->rule_count; i++)
        note_reads_of_deed(of, &about->rules[i], about->act_count + i);
    for (uint32_t i = 0; i < about->sight_count; i++) {
        uint32_t deed = about->act_count + about->rule_count + i;
        uint32_t fact = about->sights[i].fact.n;
        reads_of(of, about->sights[i].condition, of->readers, deed);
        of->readers[(size_t)fact * of->deed_words + deed / 64] |= 1ull << deed % 64;
    }
}

static void note_steps(guesses *of, const ground_act *deed) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        const effect *e = &about->effects[deed->first_effect + i];
        int64_t step = kzi_guess_step(about, e);
        if (step > of->longest[e->fact.n]) of->longest[e->fact.n] = step;
    }
}

/* ---- a value comes cheaper ---- */
static void offer(guesses *of, uint32_t chain, uint32_t slot, uint32_t fact, uint32_t cost,
                  support by) {
    size_t at = (size_t)chain * of->slot_count + slot;
    if (cost >= of->cost[at]) return;
    of->cost[at] = cost;
    of->supports[at] = by;
    of->has_changed = true;
    for (uint32_t i = 0; i < of->deed_words; i++)
        of->stale[i] |= of->readers[(size_t)fact * of->deed_words + i];
}

/* In the chain the deed is looked at in, and, of an act, in every mind that notices it. */
static void offer_to_all(guesses *of, bool is_act, uint32_t slot, uint32_t fact, uint32_t cost,
                         support by) {
    offer(of, by.from, slot, fact, cost, by);
    for (uint32_t i = 1; is_act && i < of->chains.count; i++) {
        if (of->notice[i] < FAR_AWAY) offer(of, i, slot, fact, cost + of->notice[i], by);
    }
}

static void offer_number(guesses *of, const ground_act *deed, const effect *e, uint32_t cost,
                         support by) {
    uint32_t first = of->first_slot[e->fact.n];
    if (e->kind != CHANGE_FALLS)
        offer_to_all(of, !deed->is_rule, first + NUMBER_UP, e->fact.n, cost, by);
    if (e->kind != CHANGE_RISES)
        offer_to_all(of, !deed->is_rule, first + NUMBER_DOWN, e->fact.n, cost, by);
}

static void offer_effect(guesses *of, const ground_act *deed, uint32_t number, uint32_t cost,
                         support by) {
    const grounded *about = of->of->about;
    const effect *e = &about->effects[deed->first_effect + number];
    cost = kzi_guess_sum(cost, kzi_guess_cost(of, by.from, e->when, false));
    if (cost >= FAR_AWAY) return;
    by.part = number;
    if (about->facts[e->fact.n].type == FACT_NUMBER) {
        offer_number(of, deed, e, cost, by);
        return;
    }
    uint32_t count = kzi_guess_code_count(about, e->fact.n);
    for (uint32_t code = 0; code < count; code++) {
        uint32_t all =
            kzi_guess_sum(cost, kzi_guess_amount(of, by.from, e->amount, e->fact.n, code));
        if (all < FAR_AWAY)
            offer_to_all(of, !deed->is_rule, of->first_slot[e->fact.n] + code, e->fact.n, all, by);
    }
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
            if (what < FAR_AWAY) offer(of, chain, slot + code, told->fact.n, what, by);
        }
    }
}

/* Whoever sees what they thought impossible learns that it was not. */
static void offer_surprise(guesses *of, const ground_act *deed, expression_id id, uint32_t cost,
                           support by) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_AND) {
        for (uint32_t i = 0; i < e->child_count; i++)
            offer_surprise(of, deed, about->children[e->first_child + i], cost, by);
    } else if (e->kind == CONDITION_FACT_IS && about->facts[e->fact.n].type != FACT_NUMBER) {
        uint32_t slot =
            of->first_slot[e->fact.n] + kzi_guess_code(&about->facts[e->fact.n], e->value);
        for (uint32_t i = 1; i < of->chains.count; i++) {
            if (of->notice[i] < FAR_AWAY) offer(of, i, slot, e->fact.n, cost + of->notice[i], by);
        }
    }
}

static void look_at_act(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *act = &about->acts[number];
    if (act->actor_count == 0 && of->wish.holder.n != NO_MIND.n) return;
    uint32_t cost = kzi_guess_deed(of, number, 0);
    if (cost >= FAR_AWAY) return;
    for (uint32_t i = 1; i < of->chains.count; i++) {
        const guess_chain *chain = &of->chains.items[i];
        uint32_t seen = kzi_guess_cost(of, 0, about->seen[act->first_seen + chain->mind.n], false);
        of->notice[i] = kzi_guess_sum(seen, chain->parent ? of->notice[chain->parent] : 0);
    }
    support by = {number, act->effect_count + act->implant_count, 0};
    for (uint32_t i = 0; i < act->effect_count; i++) offer_effect(of, act, i, cost, by);
    for (uint32_t i = 0; i < act->implant_count; i++) offer_implant(of, act, i, cost, by);
    offer_surprise(of, act, act->condition, cost, by);
}

static void look_at_rule(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *rule = &about->rules[number];
    for (uint32_t chain = 0; chain < of->chains.count; chain++) {
        uint32_t cost = kzi_guess_cost(of, chain, rule->condition, false);
        if (cost >= FAR_AWAY) continue;
        support by = {about->act_count + number, 0, chain};
        for (uint32_t i = 0; i < rule->effect_count; i++) offer_effect(of, rule, i, cost, by);
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
            if (all < FAR_AWAY) offer(of, i, slot + code, sight->fact.n, all, by);
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
    uint64_t hash = kzi_hash_mix((uint64_t)from.n << 32 | wish->holder.n);
    hash = kzi_hash_mix(hash ^ ((uint64_t)wish->sum.n << 32 | (uint32_t)wish->goal));
    uint32_t known =
        kzi_table_find(&of->by_question, hash, is_same_guess, &(guess_lookup){of, from, wish});
    if (known != NOT_IN_TABLE) return &of->memo.items[known];
    of->wish = *wish;
    of->worked_out++;
    stand_in(of, from);
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

/* ---- beginning ---- */
static bool take_tables(guesses *of) {
    const grounded *about = of->of->about;
    size_t cells = (size_t)of->chains.count * of->slot_count;
    of->cost = KZI_TAKE_MANY(of->in, uint32_t, cells);
    of->supports = KZI_TAKE_MANY(of->in, support, cells);
    of->is_needed = KZI_TAKE_MANY(of->in, bool, cells);
    of->stands = KZI_TAKE_MANY(of->in, state_id, of->chains.count);
    of->notice = KZI_TAKE_MANY(of->in, uint32_t, of->chains.count);
    of->longest = KZI_TAKE_MANY(of->in, int64_t, about->fact_count);
    of->best = KZI_TAKE_MANY(of->in, int64_t, about->mind_count);
    of->is_counted = KZI_TAKE_MANY(of->in, bool, about->act_count);
    of->readers = KZI_TAKE_MANY(of->in, uint64_t, (size_t)about->fact_count * of->deed_words);
    of->stale = KZI_TAKE_MANY(of->in, uint64_t, of->deed_words);
    return of->cost && of->supports && of->is_needed && of->stands && of->notice && of->longest &&
           of->best && of->is_counted && of->readers && of->stale;
}

bool kzi_guesses_begin(guesses *of, const minds *about, guess_kind kind, expression_id sum,
                       arena *in) {
    const grounded *world = about->about;
    *of = (guesses){.of = about, .in = in, .kind = kind};
    of->wish.sum = sum;
    of->deed_words = (world->act_count + world->rule_count + world->sight_count + 63) / 64;
    of->first_slot = KZI_TAKE_MANY(in, uint32_t, world->fact_count);
    if (!of->first_slot || !LIST_ADD(in, &of->chains, (guess_chain){0, NO_MIND})) return false;
    for (uint32_t i = 0; i < world->fact_count; i++) {
        of->first_slot[i] = of->slot_count;
        of->slot_count += kzi_guess_code_count(world, i);
    }
    enter_all_chains(of);
    if (!take_tables(of)) return false;
    note_reads_of_all(of);
    for (uint32_t i = 0; i < world->act_count; i++) note_steps(of, &world->acts[i]);
    for (uint32_t i = 0; i < world->rule_count; i++) note_steps(of, &world->rules[i]);
    for (uint32_t i = 0; i < world->mind_count; i++)
        of->best[i] = kzi_best_worth(world, world->minds[i].worth);
    return true;
}
