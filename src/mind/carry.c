/* SPDX-License-Identifier: MIT
 *
 * carry: see carry.h.
 */
#include "carry.h"

#include "judge.h"
#include "kept.h"
#include "sight.h"

#include <string.h>

/* ---- the memo ---- */
static uint64_t hash_of_carry(const carry_memo *key) {
    uint64_t hash = kzi_hash_mix((uint64_t)key->from.n << 32 | key->holder.n);
    if (key->thing_count == 0) return hash;
    return kzi_hash_bytes(key->things, sizeof(carried) * key->thing_count, hash);
}

typedef struct {
    const carrying *pass;
    const carry_memo *key;
} carry_lookup;

static bool is_same_carry(const void *context, uint32_t number) {
    const carry_lookup *wanted = context;
    const carry_memo *known = &wanted->pass->memo.items[number], *key = wanted->key;
    return known->from.n == key->from.n && known->holder.n == key->holder.n &&
           known->thing_count == key->thing_count &&
           (key->thing_count == 0 ||
            memcmp(known->things, key->things, sizeof(carried) * key->thing_count) == 0);
}

static bool remember_carry(carrying *pass, carry_memo key) {
    arena *in = pass->desk->scratch;
    return LIST_ADD(in, &pass->memo, key) &&
           kzi_table_add(in, &pass->by_key, key.hash, pass->memo.count - 1);
}

/* ---- what one happening does to one world ---- */
value kzi_moved_amount(value now, const effect *e, value amount) {
    if (e->kind == CHANGE_BECOMES) return amount;
    if (now == UNKNOWN || amount == UNKNOWN) return UNKNOWN;
    int64_t moved = e->kind == CHANGE_RISES ? (int64_t)now + amount : (int64_t)now - amount;
    return (value)(moved > MOST_OF_ENDLESS    ? MOST_OF_ENDLESS
                   : moved < -MOST_OF_ENDLESS ? -MOST_OF_ENDLESS
                                              : moved);
}

bool kzi_moves_back(const grounded *about, const effect *e, value now, value to) {
    return about->has_clock && e->fact.n == about->clock.n && now != UNKNOWN &&
           (to == UNKNOWN || to < now);
}

void kzi_carry_effects(drafts *desk, const ground_act *happening, ref before, ref after) {
    const grounded *about = desk->states->about;
    uint64_t *facts = kzi_draft(desk, after)->facts;
    for (uint32_t i = 0; i < happening->effect_count; i++) {
        const effect *e = &about->effects[happening->first_effect + i];
        if (!kzi_holds(desk, before, e->when)) continue;
        value now = kzi_fact_get(about, kzi_facts(desk, before), e->fact);
        value to = kzi_moved_amount(now, e, kzi_amount(desk, before, e->amount));
        if (!kzi_moves_back(about, e, now, to)) kzi_fact_set(about, facts, e->fact, to);
    }
}

/* In the peer's problems one's picture of one's own mind is a mind of its own, which may be wrong;
 * so no repetition is left out there. */
static void add_to_chain(const grounded *about, carried *to, mind_id mind) {
    bool repeats =
        !about->is_peers && to->chain_length && to->chain[to->chain_length - 1] == mind.n;
    if (!repeats && to->chain_length < KZI_LONGEST_CHAIN)
        to->chain[to->chain_length++] = (uint16_t)mind.n;
}

carried kzi_implanted(const grounded *about, const implant *what, bool in_teller, value becomes) {
    carried made = {.fact = what->fact, .becomes = becomes};
    add_to_chain(about, &made, what->mind);
    if (in_teller) add_to_chain(about, &made, what->teller);
    for (uint32_t i = 0; i < what->via_count; i++)
        add_to_chain(about, &made, about->via[what->first_via + i]);
    return made;
}

static bool takes_hold(const drafts *desk, const implant *what, ref before) {
    ref asked = what->kind == IMPLANT_LEARNS ? kzi_mind(desk, before, what->mind.n) : before;
    return kzi_holds(desk, asked, what->when);
}

bool kzi_carry_collect(drafts *desk, carried_list *to, const ground_act *happening, ref before,
                       ref after) {
    const grounded *about = desk->states->about;
    for (uint32_t i = 0; i < happening->implant_count; i++) {
        const implant *what = &about->implants[happening->first_implant + i];
        if (!takes_hold(desk, what, before)) continue;
        bool senses = what->kind == IMPLANT_SENSES;
        value becomes = senses ? kzi_fact_get(about, kzi_facts(desk, after), what->fact)
                               : kzi_amount(desk, before, what->amount);
        if (!LIST_ADD(desk->scratch, &to->list, kzi_implanted(about, what, false, becomes)))
            return false;
        bool has_teller = what->kind == IMPLANT_LEARNS && what->teller.n != NO_MIND.n &&
                          what->teller.n != what->mind.n;
        if (has_teller &&
            !LIST_ADD(desk->scratch, &to->list, kzi_implanted(about, what, true, becomes)))
            return false;
    }
    return true;
}

/* ---- what is set twice, and what is held already ---- */
bool kzi_carried_same_place(const carried *one, const carried *other) {
    return one->rule_plus_one == 0 && other->rule_plus_one == 0 && one->fact.n == other->fact.n &&
           one->chain_length == other->chain_length &&
           memcmp(one->chain, other->chain, sizeof one->chain) == 0;
}

bool kzi_carried_is_held_by(const carried *earlier, const carried *later) {
    return later->chain_length == 0 && !later->even_if_held && earlier->becomes == later->becomes;
}

/* One of two values is not what is held, so what comes of both is not held already. */
carried kzi_carried_over(const carried *earlier, carried later) {
    later.even_if_held |= earlier->even_if_held | (earlier->becomes != later.becomes);
    return later;
}

/* The peer drops what the mind holds, whatever it holds of itself: semantics of its explicit
 * beliefs. What is left keeps its order. */
uint32_t kzi_peers_drop_held(const grounded *about, const uint64_t *held, carried *things,
                             uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        carried thing = things[i];
        if (thing.chain_length == 0) {
            if (!thing.even_if_held && kzi_fact_get(about, held, thing.fact) == thing.becomes)
                continue;
            thing.even_if_held = false;
        }
        things[kept++] = thing;
    }
    return kept;
}

/* ---- one world ---- */
typedef struct {
    carrying *pass;
    ref made;
    mind_id holder;
    carried_list *onward; /* for each mind */
} carry_stop;

/* What is set twice is set once, by the later; otherwise a mind that leads to itself would be sent
 * ever more of the same. */
static bool send_on(carry_stop *stop, uint32_t mind, carried thing) {
    carried_list *to = &stop->onward[mind];
    bool is_peers = stop->pass->desk->states->about->is_peers;
    for (uint32_t i = to->list.count; i > 0 && to->list.items[i - 1].rule_plus_one == 0; i--) {
        const carried *earlier = &to->list.items[i - 1];
        if (!kzi_carried_same_place(earlier, &thing)) continue;
        if (is_peers && kzi_carried_is_held_by(earlier, &thing)) return true;
        if (is_peers) thing = kzi_carried_over(earlier, thing);
        memmove(&to->list.items[i - 1], &to->list.items[i], sizeof(carried) * (to->list.count - i));
        to->list.count--;
        break;
    }
    return LIST_ADD(stop->pass->desk->scratch, &to->list, thing);
}

/* A chain's first mind is left behind, and so are its repetitions of it (but for the peer). */
static carried shortened(const carry_stop *stop, carried thing) {
    bool is_peers = stop->pass->desk->states->about->is_peers;
    uint16_t first = thing.chain[0];
    uint16_t kept = 1;
    while (!is_peers && kept < thing.chain_length && thing.chain[kept] == first) kept++;
    carried rest = thing;
    memset(rest.chain, 0, sizeof rest.chain);
    rest.chain_length = (uint8_t)(thing.chain_length - kept);
    memcpy(rest.chain, thing.chain + kept, sizeof(uint16_t) * rest.chain_length);
    return rest;
}

static bool set_in_mind(carry_stop *stop, carried thing) {
    return send_on(stop, thing.chain[0], shortened(stop, thing));
}

static void set_here(carry_stop *stop, carried thing) {
    drafts *desk = stop->pass->desk;
    kzi_fact_set(desk->states->about, kzi_draft(desk, stop->made)->facts, thing.fact,
                 thing.becomes);
}

/* What is set in someone's world, or in their picture of another, is also set in that person's
 * picture of their own mind. */
static bool set_thing(carry_stop *stop, carried thing) {
    bool is_peers = stop->pass->desk->states->about->is_peers;
    while (!is_peers && thing.chain_length && thing.chain[0] == stop->holder.n)
        thing = shortened(stop, thing);
    if (thing.chain_length == 0) set_here(stop, thing);
    else if (!set_in_mind(stop, thing)) return false;
    thing.even_if_held |= is_peers && thing.chain_length == 0;
    return stop->holder.n == NO_MIND.n || send_on(stop, stop->holder.n, thing);
}

static bool show_to_minds(carry_stop *stop, const ground_act *rule, uint32_t number) {
    drafts *desk = stop->pass->desk;
    const grounded *about = desk->states->about;
    carried shown = {.rule_plus_one = number + 1};
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (kzi_holds(desk, stop->made, about->seen[rule->first_seen + i]) &&
            !send_on(stop, i, shown))
            return false;
    }
    return true;
}

static void mark_shown(carry_stop *stop, uint32_t rule) {
    drafts *desk = stop->pass->desk;
    kzi_shown_bits(desk->states, kzi_draft(desk, stop->made)->facts)[rule / 64] |= 1ull
                                                                                   << rule % 64;
}

static void forget_shown(carry_stop *stop) {
    drafts *desk = stop->pass->desk;
    uint64_t *bits = kzi_shown_bits(desk->states, kzi_draft(desk, stop->made)->facts);
    memset(bits, 0, sizeof *bits * desk->states->shown_words);
}

static bool happen_here(carry_stop *stop, uint32_t number, bool is_firing) {
    drafts *desk = stop->pass->desk;
    const grounded *about = desk->states->about;
    const ground_act *rule = &about->rules[number];
    if (!show_to_minds(stop, rule, number)) return false;
    ref before = kzi_draft_like(desk, stop->made);
    if (!kzi_is_ref(before)) return false;
    kzi_carry_effects(desk, rule, before, stop->made);
    carried_list set = {0};
    if (!kzi_carry_collect(desk, &set, rule, before, stop->made)) return false;
    for (uint32_t i = 0; i < set.list.count; i++) {
        carried thing = set.list.items[i];
        bool is_own = thing.chain[0] == stop->holder.n && !about->is_peers;
        if (is_own && is_firing ? !set_thing(stop, thing) : !set_in_mind(stop, thing)) return false;
    }
    if (!is_firing) mark_shown(stop, number);
    return true;
}

static void move_clock(carry_stop *stop) {
    const grounded *about = stop->pass->desk->states->about;
    uint64_t *facts = kzi_draft(stop->pass->desk, stop->made)->facts;
    value now = kzi_fact_get(about, facts, about->clock);
    if (now != UNKNOWN) kzi_fact_set(about, facts, about->clock, now + stop->pass->ticks);
}

static void replace_here(carry_stop *stop) {
    const grounded *about = stop->pass->desk->states->about;
    uint64_t *facts = kzi_draft(stop->pass->desk, stop->made)->facts;
    const carried *change = stop->pass->replaces;
    if (kzi_fact_get(about, facts, change->fact) == stop->pass->replaced) {
        kzi_fact_set(about, facts, change->fact, change->becomes);
    }
}

/* A set fact that the mind holds already, and holds itself to hold, is dropped, so that nothing
 * carried means nothing copied. Only the first may be judged so: an earlier one may change what is
 * held. */
static uint32_t drop_what_is_held(carry_stop *stop, uint32_t mind) {
    drafts *desk = stop->pass->desk;
    carried_list *things = &stop->onward[mind];
    ref held = kzi_draft(desk, stop->made)->minds[mind];
    if (desk->states->about->is_peers)
        return kzi_peers_drop_held(desk->states->about, kzi_facts(desk, held), things->list.items,
                                   things->list.count);
    if (kzi_mind(desk, held, mind).n != held.n) return things->list.count;
    const uint64_t *facts = kzi_facts(desk, held);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < things->list.count; i++) {
        carried thing = things->list.items[i];
        bool is_set_here = thing.rule_plus_one == 0 && thing.chain_length == 0;
        if (is_set_here && kept == 0 &&
            kzi_fact_get(desk->states->about, facts, thing.fact) == thing.becomes)
            continue;
        things->list.items[kept++] = thing;
    }
    return kept;
}

static bool take_own(carry_stop *stop, ref from) {
    if (!stop->pass->takes_own || !kzi_is_draft(from)) return true;
    const draft *giver = kzi_draft(stop->pass->desk, from);
    const carried *own = giver->own;
    uint32_t count = giver->own_count;
    for (uint32_t i = 0; i < count; i++) {
        if (!set_in_mind(stop, own[i])) return false;
    }
    return true;
}

static bool take_things(carry_stop *stop, const carried *things, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        bool was_done = things[i].rule_plus_one
                            ? happen_here(stop, things[i].rule_plus_one - 1, false)
                            : set_thing(stop, things[i]);
        if (!was_done) return false;
    }
    return true;
}

static bool go_on_to_minds(carry_stop *stop) {
    carrying *pass = stop->pass;
    if (pass->settles_sight && !kzi_sight_send(pass->desk, stop->made, stop->onward)) return false;
    for (uint32_t i = 0; i < pass->desk->states->about->mind_count; i++) {
        uint32_t count = drop_what_is_held(stop, i);
        ref to = kzi_carry(pass, kzi_draft(pass->desk, stop->made)->minds[i], (mind_id){i},
                           stop->onward[i].list.items, count);
        if (!kzi_is_ref(to)) return false;
        kzi_draft(pass->desk, stop->made)->minds[i] = to;
    }
    return true;
}

static bool passes_by(const carrying *pass, ref from, uint32_t thing_count) {
    if (thing_count || pass->ticks || pass->settles_sight || pass->replaces || pass->forgets_shown)
        return false;
    return !pass->takes_own || !kzi_is_draft(from);
}

static bool sets_things_only(const carrying *pass) {
    return !pass->ticks && !pass->takes_own && !pass->forgets_shown && !pass->settles_sight;
}

/* What goes over a finished state makes the same of it each time: whoever holds it, where nothing
 * is set there; and a rule that somebody is shown does. */
static kept_what kept_as(const carrying *pass, ref from, mind_id holder, const carried *things,
                         uint32_t thing_count) {
    kept_what made = {.kind = KEPT_NOTHING};
    if (kzi_is_draft(from) || pass->replaces || thing_count > 1) return made;
    if (thing_count && (!things->rule_plus_one || !sets_things_only(pass))) return made;
    if (thing_count)
        made = (kept_what){KEPT_SHOWN, (uint64_t)things->rule_plus_one << 32 | holder.n};
    else if (pass->ticks) made = (kept_what){KEPT_TICKED, (uint32_t)pass->ticks};
    else if (pass->forgets_shown) made.kind = KEPT_FORGOTTEN;
    else if (pass->settles_sight) made.kind = KEPT_SEEN;
    return made;
}

ref kzi_carry_finish(carrying *pass, ref root) {
    drafts *desk = pass->desk;
    state_id done = kzi_drafts_finish(desk, root);
    if (done.n == NO_STATE.n) return NO_REF;
    for (uint32_t i = 0; i < pass->memo.count; i++) {
        const carry_memo *met = &pass->memo.items[i];
        kept_what what = kept_as(pass, met->from, met->holder, met->things, met->thing_count);
        state_id to = kzi_finished(desk, met->to);
        if (what.kind != KEPT_NOTHING && to.n != NO_STATE.n &&
            !kzi_kept_add(desk, what, (state_id){met->from.n}, to))
            return NO_REF;
    }
    return kzi_ref(done);
}

static bool begin_stop(carry_stop *stop, carrying *pass, ref from, mind_id holder) {
    *stop = (carry_stop){.pass = pass, .holder = holder, .made = kzi_draft_like(pass->desk, from)};
    stop->onward =
        KZI_TAKE_MANY(pass->desk->scratch, carried_list, pass->desk->states->about->mind_count);
    return stop->onward && kzi_is_ref(stop->made);
}

ref kzi_carry(carrying *pass, ref from, mind_id holder, const carried *things,
              uint32_t thing_count) {
    if (passes_by(pass, from, thing_count)) return from;
    kept_what what = kept_as(pass, from, holder, things, thing_count);
    state_id kept =
        what.kind == KEPT_NOTHING ? NO_STATE : kzi_kept_find(pass->desk, what, (state_id){from.n});
    if (kept.n != NO_STATE.n) return kzi_ref(kept);
    carry_memo key = {from, holder, things, thing_count, 0, NO_REF};
    key.hash = hash_of_carry(&key);
    uint32_t known =
        kzi_table_find(&pass->by_key, key.hash, is_same_carry, &(carry_lookup){pass, &key});
    if (known != NOT_IN_TABLE) return pass->memo.items[known].to;
    carry_stop stop;
    if (!begin_stop(&stop, pass, from, holder)) return NO_REF;
    key.to = stop.made;
    if (!remember_carry(pass, key)) return NO_REF;
    if (pass->replaces) replace_here(&stop);
    if (pass->forgets_shown) forget_shown(&stop);
    bool was_done = take_own(&stop, from) && take_things(&stop, things, thing_count);
    if (pass->ticks) move_clock(&stop); /* what is told of the clock is told before it moves */
    was_done = was_done && go_on_to_minds(&stop);
    return was_done ? stop.made : NO_REF;
}

ref kzi_carry_firing(carrying *pass, ref from, mind_id holder, uint32_t rule) {
    carry_stop stop;
    if (!begin_stop(&stop, pass, from, holder)) return NO_REF;
    bool was_done = happen_here(&stop, rule, true) && go_on_to_minds(&stop);
    return was_done ? stop.made : NO_REF;
}
