/* SPDX-License-Identifier: MIT
 *
 * distances: see distances.h.
 */
#include "distances.h"

#include "../mind/judge.h"
#include "best_worth.h"

#include <string.h>

/* ---- where it begins ---- */
typedef struct {
    const distances *of;
    state_id state;
} facts_lookup;

static bool is_same_facts(const void *context, uint32_t number) {
    const facts_lookup *wanted = context;
    const states *all = &wanted->of->of->states;
    size_t size = sizeof(uint64_t) * wanted->of->of->about->packed_words;
    return memcmp(kzi_state_facts(all, wanted->of->facts_met.items[number]),
                  kzi_state_facts(all, wanted->state), size) == 0;
}

static bool number_of_facts(distances *of, state_id state, uint32_t *number) {
    uint64_t hash = kzi_hash_bytes(kzi_state_facts(&of->of->states, state),
                                   sizeof(uint64_t) * of->of->about->packed_words, 1);
    *number = kzi_table_find(&of->by_facts, hash, is_same_facts, &(facts_lookup){of, state});
    if (*number != NOT_IN_TABLE) return true;
    *number = of->facts_met.count;
    return LIST_ADD(of->in, &of->facts_met, state) && LIST_ADD(of->in, &of->facts_packed, NULL) &&
           kzi_table_add(of->in, &of->by_facts, hash, *number);
}

static void widen_by_state(const distances *of, value_set *to, state_id state) {
    const grounded *about = of->of->about;
    const uint64_t *facts = kzi_state_facts(&of->of->states, state);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        kzi_set_add_code(&to[i], f, facts[f->word] >> f->shift & f->mask);
    }
}

static beginning *begin_block(distances *of) {
    beginning *made = kzi_arena_take_as_is(of->in, sizeof *made * STATES_IN_BLOCK);
    for (uint32_t i = 0; made && i < STATES_IN_BLOCK; i++)
        made[i] = (beginning){UINT32_MAX, UINT32_MAX};
    return made;
}

static beginning *beginning_row(distances *of, state_id state) {
    uint32_t block = state.n / STATES_IN_BLOCK;
    while (of->beginnings.count <= block) {
        if (!LIST_ADD(of->in, &of->beginnings, NULL)) return NULL;
    }
    beginning **rows = &of->beginnings.items[block];
    if (!*rows) *rows = begin_block(of);
    return *rows ? *rows + state.n % STATES_IN_BLOCK : NULL;
}

/* Its facts are known. NULL when memory ended. */
static beginning *beginning_of_facts(distances *of, state_id state) {
    beginning *found = beginning_row(of, state);
    if (!found) return NULL;
    bool is_known = found->facts != UINT32_MAX || number_of_facts(of, state, &found->facts);
    return is_known ? found : NULL;
}

/* A state's own facts as sets; NULL when memory ended. */
static const uint64_t *facts_packed(distances *of, state_id state) {
    const beginning *at = beginning_of_facts(of, state);
    if (!at) return NULL;
    uint64_t **packed = &of->facts_packed.items[at->facts];
    if (*packed || !(*packed = KZI_TAKE_MANY(of->in, uint64_t, of->packing.words))) return *packed;
    for (uint32_t i = 0; i < of->of->about->fact_count; i++) of->sets[i] = KZI_NOTHING;
    widen_by_state(of, of->sets, state);
    kzi_sets_pack(&of->packing, of->sets, *packed);
    return *packed;
}

static bool reach_state(distances *of, uint32_t state) {
    while (of->stamps.count <= state) {
        if (!LIST_ADD(of->in, &of->stamps, 0u)) return false;
    }
    if (of->stamps.items[state] == of->walk) return true;
    of->stamps.items[state] = of->walk;
    return LIST_ADD(of->in, &of->reached, state);
}

static bool reach_minds(distances *of, state_id from) {
    for (uint32_t i = 0; i < of->of->about->mind_count; i++) {
        if (!reach_state(of, kzi_state_mind(&of->of->states, from, (mind_id){i}).n)) return false;
    }
    return true;
}

/* What the minds of a state hold, and the minds in them, all joined, as `of->packed`. */
static bool join_minds(distances *of, state_id from) {
    kzi_packed_nothing(&of->packing, of->packed);
    of->reached.count = 0;
    of->walk++;
    if (!reach_minds(of, from)) return false;
    for (uint32_t i = 0; i < of->reached.count; i++) {
        state_id mind = {of->reached.items[i]};
        const uint64_t *held = facts_packed(of, mind);
        if (!held || !reach_minds(of, mind)) return false;
        kzi_packed_join(&of->packing, of->packed, held);
    }
    return true;
}

static bool is_same_union(const void *context, uint32_t number) {
    const distances *of = context;
    return memcmp(of->unions_met.items[number], of->packed,
                  sizeof *of->packed * of->packing.words) == 0;
}

/* Of the union at hand. */
static bool number_of_union(distances *of, uint32_t *number) {
    size_t size = sizeof *of->packed * of->packing.words;
    uint64_t hash = kzi_hash_bytes(of->packed, size, 2);
    *number = kzi_table_find(&of->by_union, hash, is_same_union, of);
    if (*number != NOT_IN_TABLE) return true;
    uint64_t *kept = KZI_TAKE_MANY(of->in, uint64_t, of->packing.words);
    if (!kept) return false;
    memcpy(kept, of->packed, size);
    *number = of->unions_met.count;
    return LIST_ADD(of->in, &of->unions_met, kept) &&
           kzi_table_add(of->in, &of->by_union, hash, *number);
}

/* NULL when memory ended. */
static const beginning *beginning_of(distances *of, state_id state, bool needs_minds) {
    beginning *found = beginning_of_facts(of, state);
    if (!found || !needs_minds || found->all_minds != UINT32_MAX) return found;
    uint32_t all_minds;
    if (!join_minds(of, state) || !number_of_union(of, &all_minds)) return NULL;
    found->all_minds = all_minds;
    return found;
}

/* They are what the relaxed world's sets hold, packed. */
static void make_part_of_ever(distances *of, const uint64_t *world, const uint64_t *all_minds) {
    bool is_part = kzi_packed_is_part(&of->packing, world, of->ever) &&
                   kzi_packed_is_part(&of->packing, all_minds, of->ever);
    if (!is_part && kzi_relaxing_make_part(&of->relaxed))
        kzi_sets_pack(&of->packing, of->relaxed.ever, of->ever);
}

/* False when memory ended. */
static bool begin_sets(distances *of, state_id from, const beginning *at) {
    relaxing *relaxed = &of->relaxed;
    const uint64_t *world = facts_packed(of, from);
    if (!world) return false;
    kzi_sets_unpack(&of->packing, world, relaxed->world);
    if (!relaxed->within->needs_minds) {
        for (uint32_t i = 0; i < of->of->about->fact_count; i++) relaxed->minds[i] = KZI_NOTHING;
        return true;
    }
    const uint64_t *all_minds = of->unions_met.items[at->all_minds];
    kzi_sets_unpack(&of->packing, all_minds, relaxed->minds);
    make_part_of_ever(of, world, all_minds);
    return true;
}

/* ---- the prospect from there ---- */
typedef struct {
    const distances *of;
    const prospect *key;
} prospect_lookup;

static bool is_same_prospect(const void *context, uint32_t number) {
    const prospect_lookup *wanted = context;
    const prospect *known = &wanted->of->prospects.items[number], *key = wanted->key;
    return known->facts == key->facts && known->all_minds == key->all_minds &&
           known->holder.n == key->holder.n && known->sum.n == key->sum.n;
}

/* The number of the prospect, made when it is new; NOT_IN_TABLE when memory ended. */
static uint32_t prospect_like(distances *of, const prospect *key) {
    uint64_t hash = kzi_hash_mix((uint64_t)key->facts << 32 | key->all_minds);
    hash = kzi_hash_mix(hash ^ ((uint64_t)key->holder.n << 32 | key->sum.n));
    uint32_t known =
        kzi_table_find(&of->by_question, hash, is_same_prospect, &(prospect_lookup){of, key});
    if (known != NOT_IN_TABLE) return known;
    bool was_added = LIST_ADD(of->in, &of->prospects, *key) &&
                     kzi_table_add(of->in, &of->by_question, hash, of->prospects.count - 1);
    return was_added ? of->prospects.count - 1 : NOT_IN_TABLE;
}

static value most_now(const distances *of, expression_id sum) {
    value most;
    return kzi_relaxing_most(&of->relaxed, sum, &most) ? most : UNKNOWN;
}

static bool exceeds(value most, value above) {
    return most != UNKNOWN && most > above;
}

/* As far as the cap, or until `above` is exceeded, or to the end. False when memory ended. */
static bool look_ahead(distances *of, prospect *made, value above, uint32_t cap) {
    LIST(value) most = {0};
    bool is_final = false;
    of->worked_out++;
    kzi_relaxing_settle(&of->relaxed);
    for (uint32_t layer = 0;; layer++) {
        value now = most_now(of, made->sum);
        if (!LIST_ADD(of->in, &most, now)) return false;
        if (layer >= cap || exceeds(now, above)) break;
        if (kzi_relaxing_go_on(&of->relaxed, made->holder)) continue;
        is_final = true;
        break;
    }
    made->known = (prospect_so_far){most.items, most.count, is_final};
    return true;
}

static uint32_t distance_in(const prospect_so_far *known, value above, uint32_t cap,
                            bool *is_known) {
    *is_known = true;
    for (uint32_t i = 0; i < known->count; i++) {
        if (exceeds(known->most[i], above))
            return i > cap ? cap + 1
                   : i > 1 ? i
                           : 1; /* the wish does not hold yet: so an act at least */
    }
    /* As if nobody had looked further than the cap, so that an answer does not depend on what was
     * asked before. */
    if (known->is_final && known->count <= cap) return NEVER_REACHED;
    *is_known = known->is_final || known->count > cap;
    return cap + 1;
}

/* ---- what other hands know ---- */
static prospect_from beginning_to_share(const distances *of, const prospect *known) {
    const uint64_t *all_minds =
        known->all_minds == NO_MIND_MATTERS ? NULL : of->unions_met.items[known->all_minds];
    return (prospect_from){kzi_state_facts(&of->of->states, of->facts_met.items[known->facts]),
                           all_minds, known->holder, known->sum};
}

static uint32_t distance_known_to_others(distances *of, prospect *known, value above, uint32_t cap,
                                         bool *is_known) {
    prospect_from from = beginning_to_share(of, known);
    kzi_shared_prospect(of->shared, &from, &known->known);
    return distance_in(&known->known, above, cap, is_known);
}

static bool tells_others(distances *of, const prospect *known) {
    if (!of->shared) return true;
    prospect_from from = beginning_to_share(of, known);
    return kzi_share_prospect(of->shared, &from, &known->known, of->in);
}

/* ---- asking ---- */

/* Somebody who has all they could want does nothing before something of it is lost. Where there is
 * one, it is worth looking into minds for how far a wish is; elsewhere it costs more than it saves
 * (docs/search.md). */
static bool has_somebody_content(const distances *of, state_id from) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        state_id mind = kzi_state_mind(&of->of->states, from, (mind_id){i});
        value now = kzi_minds_worth(of->of, mind, (mind_id){i});
        int64_t best = kzi_best_worth(about, about->minds[i].worth);
        if (about->minds[i].want_count && now != UNKNOWN && now >= best) return true;
    }
    return false;
}

/* Asked once, of the first state, since cones are kept. */
static void note_who_is_content(distances *of, state_id from) {
    if (of->knows_who_is_content) return;
    of->cones.asks_who_is_content = has_somebody_content(of, from);
    of->knows_who_is_content = true;
}

static uint32_t distance_from(distances *of, state_id from, const beginning *at, uint32_t number,
                              value above, uint32_t cap) {
    prospect *known = &of->prospects.items[number];
    bool is_known;
    uint32_t distance = distance_in(&known->known, above, cap, &is_known);
    if (!is_known && of->shared)
        distance = distance_known_to_others(of, known, above, cap, &is_known);
    if (is_known) return distance;
    if (!begin_sets(of, from, at) || !look_ahead(of, known, above, cap) || !tells_others(of, known))
        return DISTANCE_FAILED;
    return distance_in(&known->known, above, cap, &is_known);
}

uint32_t kzi_distance(distances *of, state_id from, mind_id holder, expression_id sum, value above,
                      uint32_t cap) {
    value now = kzi_amount(&of->of->desk, kzi_ref(from), sum);
    if (exceeds(now, above)) return 0;
    if (cap == 0) return 1;
    note_who_is_content(of, from);
    of->relaxed.within = kzi_cone_of(&of->cones, sum);
    if (!of->relaxed.within) return DISTANCE_FAILED;
    bool needs_minds = of->relaxed.within->needs_minds;
    const beginning *at = beginning_of(of, from, needs_minds);
    if (!at) return DISTANCE_FAILED;
    /* Where no mind matters, whose wish it is matters only in that nobody waits for fate. */
    prospect key = {.facts = at->facts,
                    .all_minds = needs_minds ? at->all_minds : NO_MIND_MATTERS,
                    .holder = needs_minds || holder.n == NO_MIND.n ? holder : (mind_id){0},
                    .sum = sum};
    uint32_t number = prospect_like(of, &key);
    if (number == NOT_IN_TABLE) return DISTANCE_FAILED;
    return distance_from(of, from, at, number, above, cap);
}

void kzi_distances_like(distances *of, const distances *other, shared_distances *with) {
    of->shared = with;
    of->knows_who_is_content = other->knows_who_is_content;
    of->cones.asks_who_is_content = other->cones.asks_who_is_content;
}

bool kzi_distances_foresee(distances *of, state_id from) {
    note_who_is_content(of, from);
    of->relaxed.within = NULL;
    const uint64_t *world = facts_packed(of, from);
    if (!world || !join_minds(of, from)) return false;
    kzi_sets_unpack(&of->packing, world, of->relaxed.world);
    kzi_sets_unpack(&of->packing, of->packed, of->relaxed.minds);
    make_part_of_ever(of, world, of->packed);
    return true;
}

bool kzi_distances_begin(distances *of, const minds *about, uint32_t beliefs, arena *in) {
    *of = (distances){.of = about, .in = in};
    if (!kzi_packed_sets(&of->packing, about->about, in)) return false;
    of->packed = KZI_TAKE_MANY(in, uint64_t, of->packing.words);
    of->ever = KZI_TAKE_MANY(in, uint64_t, of->packing.words);
    of->sets = KZI_TAKE_MANY(in, value_set, about->about->fact_count + 1);
    if (!of->packed || !of->ever || !of->sets || !kzi_relaxing_begin(&of->relaxed, about, in))
        return false;
    kzi_packed_nothing(&of->packing, of->ever);
    of->relaxed.thinks_as_world = beliefs != NO_LIMIT;
    of->cones = (cones){.about = about->about, .in = in, .thinks_as_world = beliefs != NO_LIMIT};
    return true;
}
