/* SPDX-License-Identifier: MIT
 *
 * gainers: see gainers.h.
 */
#include "gainers.h"

#include "../base/rows.h"

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

static bool note_gainers(gainers *of, const rows *keys) {
    of->all = KZI_TAKE_MANY(keys->in, gainer, keys->list.count + 1);
    for (uint32_t i = 0; of->all && i < keys->list.count; i++) {
        row key = keys->list.items[i];
        of->all[i] = (gainer){.key = key.items, .claim_count = (key.count - 1) / CLAIM_NUMBERS};
    }
    return of->all != NULL;
}

bool kzi_gainers_begin(gainers *of, const grounded *about, const bare_claims *claims,
                       const value *best, arena *in) {
    *of = (gainers){.about = about, .best = best, .layer = 1};
    rows keys = {.in = in};
    size_t facts = about->fact_count;
    bool *is_wanted = KZI_TAKE_MANY(in, bool, facts * about->mind_count + 1);
    of->of_place = KZI_TAKE_MANY(in, uint32_t, about->actor_count + 1);
    if (!is_wanted || !of->of_place) return false;
    for (uint32_t i = 0; i < about->mind_count; i++)
        kzi_sets_mark_read(about, about->minds[i].worth, is_wanted + i * facts);
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (!note_actors(of, &keys, claims, i, is_wanted)) return false;
    }
    return note_gainers(of, &keys);
}

/* ---- the answer ---- */
void kzi_gainers_forget(gainers *of) {
    of->layer++;
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
    sum_range now = kzi_sets_range(at, of->about->minds[who->key[0]].worth);
    for (uint32_t i = who->claim_count; i-- > 0;)
        minds[claims[(size_t)i * CLAIM_NUMBERS]].codes = before[i];
    return now.low <= now.high && now.low < of->best[who->key[0]];
}

bool kzi_gainers_might_gain(gainers *of, uint32_t place, looking at, value_set *minds) {
    gainer *who = &of->all[of->of_place[place]];
    if (of->best[who->key[0]] == UNKNOWN) return false;
    if (who->layer != of->layer) who->might_gain = gains_with_claims(of, who, at, minds);
    who->layer = of->layer;
    return who->might_gain;
}
