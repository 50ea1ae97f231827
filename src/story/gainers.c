/* SPDX-License-Identifier: MIT
 *
 * gainers: see gainers.h.
 */
#include "gainers.h"

#include "../base/rows.h"
#include "../ground/facts_read.h"

#include <string.h>

#define MOST_NARROWED 16u
#define CLAIM_NUMBERS 3u

/* ---- the claims that count ---- */
static bool tells_of_wants(const bare_claim *c, const bool *is_wanted) {
    return !c->is_other && !c->is_not && !c->is_in_minds && !c->is_number && is_wanted[c->fact];
}

static uint32_t key_of_actor(rows *keys, const bare_claims *claims, uint32_t act, mind_id who,
                             const bool *is_wanted) {
    uint32_t key[1 + MOST_NARROWED * CLAIM_NUMBERS] = {who.n}, count = 1;
    for (uint32_t i = claims->first[act]; i < claims->first[act + 1]; i++) {
        const bare_claim *c = &claims->list.items[i];
        if (!tells_of_wants(c, is_wanted)) continue;
        if (count + CLAIM_NUMBERS > sizeof key / sizeof *key) break;
        key[count++] = c->fact;
        key[count++] = (uint32_t)c->bit;
        key[count++] = (uint32_t)(c->bit >> 32);
    }
    return kzi_row(keys, key, count);
}

static bool note_actors(gainers *of, rows *keys, const bare_claims *claims, uint32_t act,
                        const bool *is_wanted) {
    const ground_act *a = &of->about->acts[act];
    for (uint32_t i = a->first_actor; i < a->first_actor + a->actor_count; i++) {
        mind_id who = of->about->actors[i];
        of->of_place[i] =
            key_of_actor(keys, claims, act, who, is_wanted + (size_t)who.n * of->about->fact_count);
        if (of->of_place[i] == NO_ROW) return false;
    }
    return true;
}

static bool note_wants(gainers *of, const bool *is_wanted, arena *in) {
    uint32_t facts = of->about->fact_count, minds = of->about->mind_count;
    of->words = facts / 64 + 1;
    of->wanted = KZI_TAKE_MANY(in, uint64_t, (size_t)minds * of->words + 1);
    of->layer = KZI_TAKE_MANY(in, uint64_t, minds + 1);
    if (!of->wanted || !of->layer) return false;
    for (size_t i = 0; i < (size_t)minds * facts; i++) {
        size_t mind = i / facts, fact = i % facts;
        if (is_wanted[i]) of->wanted[mind * of->words + fact / 64] |= 1ull << fact % 64;
    }
    return true;
}

static bool note_gainers(gainers *of, const rows *keys) {
    of->all = KZI_TAKE_MANY(keys->in, gainer, keys->list.count + 1);
    for (uint32_t i = 0; of->all && i < keys->list.count; i++) {
        row key = keys->list.items[i];
        of->all[i] = (gainer){.key = key.items, .claim_count = (key.count - 1) / CLAIM_NUMBERS};
    }
    return of->all != NULL;
}

bool kzi_gainers_begin(gainers *of, const states *in_minds, const bare_claims *claims,
                       const value *best, arena *in) {
    const grounded *about = in_minds->about;
    *of = (gainers){.about = about, .sums = in_minds->sums, .best = best, .world = 1};
    rows keys = {.in = in};
    size_t facts = about->fact_count;
    bool *is_wanted = KZI_TAKE_MANY(in, bool, facts * about->mind_count + 1);
    of->of_place = KZI_TAKE_MANY(in, uint32_t, about->actor_count + 1);
    if (!is_wanted || !of->of_place) return false;
    for (uint32_t i = 0; i < about->mind_count; i++)
        kzi_facts_read(about, about->minds[i].worth, is_wanted + i * facts);
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (!note_actors(of, &keys, claims, i, is_wanted)) return false;
    }
    return note_wants(of, is_wanted, in) && note_gainers(of, &keys);
}

/* ---- the answer ---- */
void kzi_gainers_begin_world(gainers *of) {
    of->world++;
    for (uint32_t i = 0; i < of->about->mind_count; i++) of->layer[i]++;
}

void kzi_gainers_begin_layer(gainers *of, const uint64_t *changed) {
    for (uint32_t i = 0; i < of->about->mind_count; i++) {
        uint64_t both = 0;
        for (uint32_t j = 0; j < of->words; j++)
            both |= of->wanted[(size_t)i * of->words + j] & changed[j];
        of->layer[i] += both != 0;
    }
}

/* The least a sum of terms may come to, as long as it is not below `best`: what is not sure to
 * count does not. */
static bool might_be_less(const summed *worth, looking at, int64_t best) {
    int64_t least = worth->fixed;
    for (uint32_t i = 0; i < worth->count; i++) {
        if (worth->terms[i].amount > 0) least += worth->terms[i].amount;
    }
    for (uint32_t i = 0; i < worth->count && least >= best; i++) {
        const sum_term *t = &worth->terms[i];
        if (t->amount > 0 && !kzi_sets_surely_hold(at, t->condition)) least -= t->amount;
        if (t->amount < 0 && kzi_sets_might_hold(at, t->condition)) least += t->amount;
    }
    return least < best;
}

static bool counts_conditions(const summed *worth) {
    for (uint32_t i = 0; worth->is_flat && i < worth->count; i++) {
        if (!worth->terms[i].when) return false;
    }
    return worth->is_flat;
}

static bool might_be_worse_off(const gainers *of, uint32_t mind, looking at) {
    expression_id worth = of->about->minds[mind].worth;
    if (counts_conditions(&of->sums[worth.n]))
        return might_be_less(&of->sums[worth.n], at, of->best[mind]);
    sum_range now = kzi_sets_range(at, worth);
    return now.low <= now.high && now.low < of->best[mind];
}

/* Each fact claimed has that one value in the minds of whoever holds the act possible. */
static bool gains_with_claims(const gainers *of, const gainer *who, looking at, value_set *minds) {
    uint64_t before[MOST_NARROWED];
    const uint32_t *claims = who->key + 1;
    for (uint32_t i = 0; i < who->claim_count; i++) {
        const uint32_t *claim = claims + (size_t)i * CLAIM_NUMBERS;
        before[i] = minds[claim[0]].codes;
        minds[claim[0]].codes &= (uint64_t)claim[2] << 32 | claim[1];
    }
    bool might_gain = might_be_worse_off(of, who->key[0], at);
    for (uint32_t i = who->claim_count; i-- > 0;)
        minds[claims[(size_t)i * CLAIM_NUMBERS]].codes = before[i];
    return might_gain;
}

bool kzi_gainers_might_gain(gainers *of, uint32_t place, looking at, value_set *minds) {
    gainer *who = &of->all[of->of_place[place]];
    if (of->best[who->key[0]] == UNKNOWN) return false;
    if (who->gains == of->world) return true;
    uint64_t layer = of->layer[who->key[0]];
    if (who->layer != layer && gains_with_claims(of, who, at, minds)) who->gains = of->world;
    who->layer = layer;
    return who->gains == of->world;
}
