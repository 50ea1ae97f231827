/* SPDX-License-Identifier: MIT
 *
 * steps: see steps.h. Each part of a step is one growing: a seed says what happens to which world,
 * and unfolding it says what holds then and what happens to the worlds of the minds.
 */
#include "steps.h"

#include "repairs.h"

#include <string.h>

#define MOST_FIRINGS_REPLAYED 4096u

typedef enum seed_kind {
    SEED_AS_IT_IS, /* world */
    SEED_HAPPENS,  /* the act, in world */
    SEED_FAILS,    /* the attempt, in world */
    SEED_TICKS,
    SEED_FIRES,   /* the rule, in world */
    SEED_SHOWN,   /* the rule, in the world of a mind that sees it */
    SEED_RULED,   /* rules to a fixpoint in world, held by holder */
    SEED_SEES,    /* world, held by holder, with what is evident to it set */
    SEED_FORGETS, /* the step is over: what was shown is over */
    SEED_CHANGES, /* a fork's fact: wherever the old value stood */
    SEED_STATED,  /* the start, for the believers of chain `world` */
    SEED_UNSTATED /* the same, but nothing was stated from here on */
} seed_kind;

typedef struct {
    steps *of;
    const ground_act *act; /* or rule */
    uint32_t rule;         /* SEED_FIRES: its number */
    value ticks;
    const ground_belief *change;
    value changed_from;
} stepping;

static seed plain_seed(seed_kind kind, world_id at) {
    return (seed){(uint32_t)kind, at.n, NO_MIND.n, NO_ROW};
}

static void begin_growing(steps *of) {
    kzi_arena_reset(&of->scratch);
}

/* ---- 1 effects: conditions and amounts read before; of two effects of one fact the later wins
 * ---- */
static value moved_value(const effect *e, value now, value given) {
    if (e->kind == CHANGE_BECOMES) return given;
    if (now == UNKNOWN || given == UNKNOWN) return UNKNOWN;
    int64_t moved = e->kind == CHANGE_RISES ? (int64_t)now + given : (int64_t)now - given;
    return (value)(moved > MOST_OF_ENDLESS    ? MOST_OF_ENDLESS
                   : moved < -MOST_OF_ENDLESS ? -MOST_OF_ENDLESS
                                              : moved);
}

/* Nothing moves the clock back. */
static bool moves_clock_back(const grounded *about, fact_id fact, value now, value to) {
    return about->has_clock && fact.n == about->clock.n && now != UNKNOWN &&
           (to == UNKNOWN || to < now);
}

static void replay_effects(const stepping *s, world_id before, value *values) {
    const grounded *about = s->of->about;
    standpoint at = kzi_replay_stand(&s->of->worlds, before);
    for (uint32_t i = 0; i < s->act->effect_count; i++) {
        const effect *e = &about->effects[s->act->first_effect + i];
        if (!kzi_replay_holds(at, e->when)) continue;
        value now = at.values[e->fact.n],
              to = moved_value(e, now, kzi_replay_amount(at, e->amount));
        if (!moves_clock_back(about, e->fact, now, to))
            values[e->fact.n] = kzi_replay_bounded(about, e->fact, to);
    }
}

/* ---- 2 noticing, judged before the effects ---- */
static bool mind_notices(const stepping *s, world_id at, uint32_t mind) {
    return kzi_replay_holds(kzi_replay_stand(&s->of->worlds, at),
                            s->of->about->seen[s->act->first_seen + mind]);
}

/* The mind's world, mended, with what is to happen there. */
static bool seed_of_noticing(stepping *s, world_id at, mind_id mind, seed_kind kind, seed *to) {
    settings *sets = &s->of->sets;
    setting_list mended = {0};
    arena *in = &s->of->scratch;
    bool was_done = kind == SEED_FAILS
                        ? kzi_corrections_of(sets, in, &mended, at, mind, s->act->condition)
                        : kzi_repairs_of(sets, in, &mended, at, mind, s->act->condition);
    *to = plain_seed(kind, kzi_replay_mind(&s->of->worlds, at, mind));
    if (!was_done) return false;
    if (mended.list.count == 0) return true;
    /* It happens in the mended world, so that is grown first, by unfolding within unfolding: see
     * mended_world. */
    to->holder = mind.n;
    to->sets = kzi_settings_row(sets, &mended);
    return to->sets != NO_ROW;
}

/* ---- 3 telling and sensing ---- */

/* The path of a claim in the mind of `what->mind`, told by the teller or not. */
static mind_path path_of_claim(const grounded *about, const implant *what, bool is_of_teller) {
    mind_path path = {.length = 0};
    if (is_of_teller) path = kzi_replay_path(about, &path, what->mind, what->teller);
    for (uint32_t i = 0; i < what->via_count; i++)
        path = kzi_replay_path(about, &path, what->mind, about->via[what->first_via + i]);
    return path;
}

static bool is_told_now(const stepping *s, const implant *what, world_id before) {
    const worlds *in = &s->of->worlds;
    world_id asked =
        what->kind == IMPLANT_LEARNS ? kzi_replay_mind(in, before, what->mind) : before;
    return kzi_replay_holds(kzi_replay_stand(in, asked), what->when);
}

/* What the act sets in one mind, in file order, the later winning. `after`: the values after 1,
 * which is what is sensed. `held`: what the mind holds by then; the peer's holder is told nothing
 * that they hold already, whatever they hold of themselves. NULL: not asked. */
static bool tell_mind(stepping *s, world_id before, const value *after, mind_id mind, value *held,
                      setting_list *to) {
    const grounded *about = s->of->about;
    for (uint32_t i = 0; i < s->act->implant_count; i++) {
        const implant *what = &about->implants[s->act->first_implant + i];
        if (what->mind.n != mind.n || !is_told_now(s, what, before)) continue;
        standpoint at = kzi_replay_stand(&s->of->worlds, before);
        value becomes = what->kind == IMPLANT_SENSES ? after[what->fact.n]
                                                     : kzi_replay_amount(at, what->amount);
        mind_path path = path_of_claim(about, what, false);
        bool is_held = held && path.length == 0 &&
                       held[what->fact.n] == kzi_replay_bounded(about, what->fact, becomes);
        if (is_held) continue;
        if (held && path.length == 0)
            held[what->fact.n] = kzi_replay_bounded(about, what->fact, becomes);
        if (!kzi_settings_put(&s->of->sets, &s->of->scratch, to, &path, what->fact, becomes, true))
            return false;
        if (what->kind != IMPLANT_LEARNS || what->teller.n == NO_MIND.n) continue;
        path = path_of_claim(about, what, true);
        if (!kzi_settings_put(&s->of->sets, &s->of->scratch, to, &path, what->fact, becomes, true))
            return false;
    }
    return true;
}

/* What a mind of the peer's holds once it has noticed. NULL: memory ended. */
static value *held_by_then(stepping *s, const seed *there) {
    value *held = KZI_TAKE_MANY(&s->of->scratch, value, s->of->worlds.label_size);
    if (!held) return kzi_replay_stops(&s->of->worlds, STOP_MEMORY), NULL;
    world_id at = {there->world};
    memcpy(held, kzi_replay_values(&s->of->worlds, at), sizeof(value) * s->of->worlds.label_size);
    if (there->kind == SEED_HAPPENS) replay_effects(s, at, held);
    kzi_settings_apply(&s->of->sets, there->sets, held);
    return held;
}

/* What one mind is told is set in its world, over what was set there before. */
static bool add_telling(stepping *s, world_id before, const value *after, mind_id mind, seed *to) {
    setting_list all = {0};
    bool is_peers = s->of->about->is_peers && s->act->implant_count;
    value *held = is_peers ? held_by_then(s, to) : NULL;
    if (is_peers && !held) return false;
    if (!kzi_settings_put_row(&s->of->sets, &s->of->scratch, &all, to->sets) ||
        !tell_mind(s, before, after, mind, held, &all))
        return false;
    if (all.list.count == 0) return true;
    to->holder = mind.n;
    to->sets = kzi_settings_row(&s->of->sets, &all);
    return to->sets != NO_ROW;
}

/* ---- unfolding, kind by kind ---- */
static void copy_values(const stepping *s, world_id at, unfolding_here *to) {
    memcpy(to->values, kzi_replay_values(&s->of->worlds, at),
           sizeof(value) * s->of->worlds.label_size);
}

static void each_mind(const stepping *s, world_id at, seed_kind kind, unfolding_here *to) {
    for (uint32_t i = 0; i < s->of->about->mind_count; i++)
        to->minds[i] = plain_seed(kind, kzi_replay_mind(&s->of->worlds, at, (mind_id){i}));
}

static world_id grow_world(stepping *s, seed from);

/* A mind's world with what is set in it, as a world of its own. */
static world_id with_settings(stepping *s, world_id at, mind_id holder, uint32_t sets) {
    if (sets == NO_ROW) return at;
    seed from = {SEED_AS_IT_IS, at.n, holder.n, sets};
    return grow_world(s, from);
}

static bool unfold_happening(stepping *s, world_id at, seed_kind kind, unfolding_here *to) {
    copy_values(s, at, to);
    if (kind == SEED_HAPPENS) replay_effects(s, at, to->values);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) {
        mind_id mind = {i};
        to->minds[i] = plain_seed(SEED_AS_IT_IS, kzi_replay_mind(&s->of->worlds, at, mind));
        if (mind_notices(s, at, i)) {
            if (!seed_of_noticing(s, at, mind, kind, &to->minds[i])) return false;
            world_id mended =
                with_settings(s, (world_id){to->minds[i].world}, mind, to->minds[i].sets);
            if (mended.n == NO_WORLD.n) return false;
            to->minds[i] = plain_seed(kind, mended);
        }
        if (kind == SEED_HAPPENS && !add_telling(s, at, to->values, mind, &to->minds[i]))
            return false;
    }
    return true;
}

/* What is seen of a rule is the happening, not its cause; and a rule that one was shown does not
 * fire there by itself. */
static bool unfold_firing(stepping *s, world_id at, seed_kind kind, unfolding_here *to) {
    copy_values(s, at, to);
    replay_effects(s, at, to->values);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) {
        seed_kind there = mind_notices(s, at, i) ? SEED_SHOWN : SEED_AS_IT_IS;
        to->minds[i] = plain_seed(there, kzi_replay_mind(&s->of->worlds, at, (mind_id){i}));
        if (!add_telling(s, at, to->values, (mind_id){i}, &to->minds[i])) return false;
    }
    if (kind == SEED_SHOWN) to->values[s->of->about->fact_count + s->rule] = 1;
    return true;
}

static void unfold_tick(const stepping *s, world_id at, unfolding_here *to) {
    const grounded *about = s->of->about;
    copy_values(s, at, to);
    value *clock = &to->values[about->clock.n];
    if (*clock != UNKNOWN) *clock = kzi_replay_bounded(about, about->clock, *clock + s->ticks);
    each_mind(s, at, SEED_TICKS, to);
}

static void unfold_change(const stepping *s, world_id at, unfolding_here *to) {
    copy_values(s, at, to);
    value *here = &to->values[s->change->fact.n];
    if (*here == s->changed_from)
        *here = kzi_replay_bounded(s->of->about, s->change->fact, s->change->value);
    each_mind(s, at, SEED_CHANGES, to);
}

static void unfold_forgetting(const stepping *s, world_id at, unfolding_here *to) {
    copy_values(s, at, to);
    for (uint32_t i = s->of->about->fact_count; i < s->of->worlds.label_size; i++)
        to->values[i] = 0;
    each_mind(s, at, SEED_FORGETS, to);
}

/* ---- what is set, over whatever else happened: in X's world and also in X's picture of X's own
 * mind ---- */
/* What X's world sets in the mind of `mind`. With the peer that changes nothing there that is held
 * already, whatever the mind holds of itself. */
static bool set_in_one_mind(stepping *s, seed from, mind_id mind, seed *there) {
    settings *sets = &s->of->sets;
    arena *in = &s->of->scratch;
    setting_list all = {0};
    bool is_peers = s->of->about->is_peers && from.sets != NO_ROW;
    value *held = is_peers ? held_by_then(s, there) : NULL;
    if ((is_peers && !held) || !kzi_settings_put_row(sets, in, &all, there->sets) ||
        !kzi_settings_put_for(sets, in, &all, from.sets, mind, mind.n == from.holder, held))
        return false;
    if (all.list.count == 0) return true;
    there->holder = mind.n;
    there->sets = kzi_settings_row(sets, &all);
    return there->sets != NO_ROW;
}

static bool set_in_minds(stepping *s, seed from, unfolding_here *to) {
    kzi_settings_apply(&s->of->sets, from.sets, to->values);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) {
        if (!set_in_one_mind(s, from, (mind_id){i}, &to->minds[i])) return false;
    }
    return true;
}

/* ---- 5 rules ---- */

static uint32_t find_rule_that_calls(const steps *of, world_id at) {
    standpoint here = kzi_replay_stand(&of->worlds, at);
    uint32_t rule = 0;
    for (; rule < of->about->rule_count; rule++) {
        bool was_shown = here.values[of->about->fact_count + rule] != 0;
        if (!was_shown && kzi_replay_holds(here, of->about->rules[rule].condition)) break;
    }
    return rule;
}

#define NOT_ASKED_YET UINT32_MAX
/* The first in file order whose condition holds and that this mind was not shown; rule_count when
 * none does. A world is asked once. */
static uint32_t rule_that_calls(steps *of, world_id at) {
    while (of->calling.count <= at.n) {
        if (!LIST_ADD(of->worlds.in, &of->calling, NOT_ASKED_YET))
            return find_rule_that_calls(of, at);
    }
    uint32_t *known = &of->calling.items[at.n];
    if (*known == NOT_ASKED_YET) *known = find_rule_that_calls(of, at);
    return *known;
}

/* In a world that somebody holds, what the rule makes that person believe holds there too, as in a
 * plan of their own. */
static world_id fire_rule(steps *of, uint32_t rule, world_id at, mind_id holder) {
    stepping s = {.of = of, .act = &of->about->rules[rule], .rule = rule};
    unfolding_here after = {KZI_TAKE_MANY(&of->scratch, value, of->worlds.label_size), NULL};
    setting_list own = {0};
    seed from = plain_seed(SEED_FIRES, at);
    if (!after.values) return kzi_replay_stops(&of->worlds, STOP_MEMORY), NO_WORLD;
    copy_values(&s, at, &after);
    replay_effects(&s, at, after.values);
    if (holder.n != NO_MIND.n && !of->about->is_peers &&
        !tell_mind(&s, at, after.values, holder, NULL, &own))
        return NO_WORLD;
    from.sets = kzi_settings_row(&of->sets, &own);
    if (from.sets != NO_ROW) from.holder = holder.n;
    return grow_world(&s, from);
}

/* Again from the top until none calls. A world that comes back is a loop. */
static world_id fire_all_rules(steps *of, world_id at, mind_id holder) {
    LIST(world_id) been = {0};
    for (uint32_t rule; (rule = rule_that_calls(of, at)) < of->about->rule_count;) {
        if (!LIST_ADD(&of->scratch, &been, at))
            return kzi_replay_stops(&of->worlds, STOP_MEMORY), NO_WORLD;
        at = fire_rule(of, rule, at, holder);
        if (at.n == NO_WORLD.n) return NO_WORLD;
        bool comes_back = been.count > MOST_FIRINGS_REPLAYED;
        for (uint32_t i = 0; i < been.count; i++) comes_back |= been.items[i].n == at.n;
        if (comes_back) return kzi_replay_stops(&of->worlds, STOP_LOOP), NO_WORLD;
    }
    return at;
}

static bool unfold_rules(stepping *s, seed from, unfolding_here *to) {
    world_id ruled = fire_all_rules(s->of, (world_id){from.world}, (mind_id){from.holder});
    if (ruled.n == NO_WORLD.n) return false;
    copy_values(s, ruled, to);
    each_mind(s, ruled, SEED_RULED, to);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) to->minds[i].holder = i;
    return true;
}

/* What a mind comes to hold this way may call a rule of a world around it: until no rule calls
 * anywhere. */
static world_id run_rules(steps *of, world_id at, mind_id holder) {
    LIST(world_id) been = {0};
    stepping s = {.of = of};
    while (of->about->rule_count) {
        if (!LIST_ADD(&of->scratch, &been, at))
            return kzi_replay_stops(&of->worlds, STOP_MEMORY), NO_WORLD;
        world_id after = grow_world(&s, (seed){SEED_RULED, at.n, holder.n, NO_ROW});
        if (after.n == NO_WORLD.n || after.n == at.n) return after;
        for (uint32_t i = 0; i < been.count; i++) {
            if (been.items[i].n == after.n)
                return kzi_replay_stops(&of->worlds, STOP_LOOP), NO_WORLD;
        }
        at = after;
    }
    return at;
}

/* ---- 6 sight ---- */

/* COND(w) in the holding world: that world's value; else in the mind's own: unknown. What changes
 * so is also set in the mind's picture of itself. */
static bool see_as_mind(stepping *s, const unfolding_here *here, world_id at, mind_id mind,
                        uint32_t given, seed *to) {
    steps *of = s->of;
    world_id held = kzi_replay_mind(&of->worlds, at, mind);
    standpoint around = {&of->worlds, here->values, of->worlds.list.items[at.n].minds},
               own = kzi_replay_stand(&of->worlds, held);
    setting_list sets = {0};
    const mind_path nowhere = {.length = 0};
    if (!kzi_settings_put_row(&of->sets, &of->scratch, &sets, given)) return false;
    for (uint32_t i = 0; i < of->about->sight_count; i++) {
        const ground_sight *sight = &of->about->sights[i];
        if (sight->mind.n != mind.n) continue;
        bool is_seen = kzi_replay_holds(around, sight->condition);
        if (!is_seen && !kzi_replay_holds(own, sight->condition)) continue;
        value becomes = is_seen ? here->values[sight->fact.n] : UNKNOWN;
        if (kzi_settings_of(&of->sets, given, sight->fact, own.values[sight->fact.n]) == becomes)
            continue;
        if (!kzi_settings_put(&of->sets, &of->scratch, &sets, &nowhere, sight->fact, becomes, true))
            return false;
    }
    *to = (seed){SEED_SEES, held.n, mind.n, kzi_settings_row(&of->sets, &sets)};
    return of->worlds.stop == STOP_NOT;
}

static bool unfold_sight(stepping *s, seed from, unfolding_here *to) {
    world_id at = {from.world};
    copy_values(s, at, to);
    kzi_settings_apply(&s->of->sets, from.sets, to->values);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) {
        if (!see_as_mind(s, to, at, (mind_id){i}, i == from.holder ? from.sets : NO_ROW,
                         &to->minds[i]))
            return false;
    }
    return true;
}

/* ---- the start: the stated line for exactly those believers; else the same question without the
 * last believer ---- */
static uint32_t chain_of(steps *of, const mind_path *path) {
    uint32_t items[LONGEST_PATH];
    for (uint32_t i = 0; i < path->length; i++) items[i] = path->minds[i].n;
    uint32_t number = kzi_row(&of->chains, items, path->length);
    if (number == NO_ROW) kzi_replay_stops(&of->worlds, STOP_MEMORY);
    return number;
}

static mind_path path_of_belief(const grounded *about, const ground_belief *said) {
    mind_path path = {.length = 0};
    for (uint32_t i = 0; i < said->via_count; i++)
        path = kzi_replay_path(about, &path, NO_MIND, about->via[said->first_via + i]);
    return path;
}

static bool begins_alike(const mind_path *path, row chain, uint32_t length) {
    if (path->length < length || chain.count < length) return false;
    for (uint32_t i = 0; i < length; i++) {
        if (path->minds[i].n != chain.items[i]) return false;
    }
    return true;
}

static void state_values(const stepping *s, row chain, value *values) {
    const grounded *about = s->of->about;
    memset(values, 0, sizeof(value) * s->of->worlds.label_size);
    for (uint32_t i = 0; i < about->fact_count; i++)
        values[i] = kzi_replay_bounded(about, (fact_id){i}, about->facts[i].start);
    for (uint32_t length = 0; length <= chain.count; length++) {
        for (uint32_t i = 0; i < about->belief_count; i++) {
            const ground_belief *said = &about->beliefs[i];
            mind_path path = path_of_belief(about, said);
            if (path.length == length && begins_alike(&path, chain, length))
                values[said->fact.n] = kzi_replay_bounded(about, said->fact, said->value);
        }
    }
}

/* Is anything stated of these believers, or of longer chains of which they are the beginning? */
static bool is_stated(const stepping *s, row chain) {
    for (uint32_t i = 0; i < s->of->about->belief_count; i++) {
        mind_path path = path_of_belief(s->of->about, &s->of->about->beliefs[i]);
        if (begins_alike(&path, chain, chain.count)) return true;
    }
    return false;
}

static bool unfold_start(stepping *s, seed from, unfolding_here *to) {
    row chain = s->of->chains.list.items[from.world];
    mind_path path = {.length = chain.count};
    for (uint32_t i = 0; i < chain.count; i++) path.minds[i] = (mind_id){chain.items[i]};
    state_values(s, chain, to->values);
    for (uint32_t i = 0; i < s->of->about->mind_count; i++) {
        bool is_own = chain.count && chain.items[chain.count - 1] == i;
        to->minds[i] =
            from; /* neighbours count once; and where nothing is stated all think alike */
        if (from.kind == SEED_UNSTATED || (is_own && !s->of->about->is_peers)) continue;
        mind_path longer = kzi_replay_path(s->of->about, &path, NO_MIND, (mind_id){i});
        uint32_t number = chain_of(s->of, &longer);
        if (number == NO_ROW) return false;
        bool goes_on = is_stated(s, s->of->chains.list.items[number]);
        if (is_own && !goes_on) continue;
        to->minds[i] = (seed){goes_on ? SEED_STATED : SEED_UNSTATED, goes_on ? number : from.world,
                              NO_MIND.n, NO_ROW};
    }
    return true;
}

/* ---- one unfolding for all kinds ---- */
static bool unfold_kind(stepping *s, seed from, unfolding_here *to) {
    world_id at = {from.world};
    switch ((seed_kind)from.kind) {
    case SEED_AS_IT_IS: copy_values(s, at, to), each_mind(s, at, SEED_AS_IT_IS, to); return true;
    case SEED_HAPPENS:
    case SEED_FAILS: return unfold_happening(s, at, (seed_kind)from.kind, to);
    case SEED_TICKS: unfold_tick(s, at, to); return true;
    case SEED_FIRES:
    case SEED_SHOWN: return unfold_firing(s, at, (seed_kind)from.kind, to);
    case SEED_RULED: return unfold_rules(s, from, to);
    case SEED_FORGETS: unfold_forgetting(s, at, to); return true;
    case SEED_CHANGES: unfold_change(s, at, to); return true;
    case SEED_STATED:
    case SEED_UNSTATED: return unfold_start(s, from, to);
    default: return unfold_sight(s, from, to);
    }
}

static bool unfold_seed(void *self, seed from, unfolding_here *to) {
    stepping *s = self;
    if (!unfold_kind(s, from, to)) return false;
    return from.kind == SEED_SEES || from.sets == NO_ROW || set_in_minds(s, from, to);
}

static world_id grow_world(stepping *s, seed from) {
    return kzi_replay_grow(&s->of->worlds, from, unfold_seed, s);
}

/* ---- all of it ---- */

/* 5 rules, 6 sight, 7 rules again if 6 changed anything; and what was shown in this step is
 * over. */
static world_id settle_world_of(steps *of, world_id at, mind_id holder) {
    stepping s = {.of = of};
    if (at.n == NO_WORLD.n) return NO_WORLD;
    world_id ruled = run_rules(of, at, holder);
    if (ruled.n == NO_WORLD.n) return NO_WORLD;
    world_id seen = of->about->sight_count
                        ? grow_world(&s, (seed){SEED_SEES, ruled.n, holder.n, NO_ROW})
                        : ruled;
    if (seen.n != NO_WORLD.n && seen.n != ruled.n) seen = run_rules(of, seen, holder);
    return seen.n == NO_WORLD.n || of->about->rule_count == 0
               ? seen
               : grow_world(&s, plain_seed(SEED_FORGETS, seen));
}

/* 4 the clock, in the world and in every mind at every depth. */
static world_id let_time_pass(steps *of, world_id at, value ticks) {
    stepping s = {.of = of, .ticks = ticks};
    return at.n == NO_WORLD.n || !of->about->has_clock || ticks == 0
               ? at
               : grow_world(&s, plain_seed(SEED_TICKS, at));
}

/* In a plan of X's own, what X learns or is made to believe is set in the imagined world itself. */
static bool tell_planner(stepping *s, world_id from, mind_id planner, seed *to) {
    steps *of = s->of;
    unfolding_here after = {KZI_TAKE_MANY(&of->scratch, value, of->worlds.label_size), NULL};
    if (!after.values) return kzi_replay_stops(&of->worlds, STOP_MEMORY);
    copy_values(s, from, &after);
    replay_effects(s, from, after.values);
    return add_telling(s, from, after.values, planner, to);
}

static world_id take_step_anew(steps *of, world_id from, act_id act, mind_id planner) {
    const ground_act *a = &of->about->acts[act.n];
    stepping s = {.of = of, .act = a};
    bool fails =
        a->is_attempt && !kzi_replay_holds(kzi_replay_stand(&of->worlds, from), a->condition);
    seed first = plain_seed(fails ? SEED_FAILS : SEED_HAPPENS, from);
    bool tells = !fails && planner.n != NO_MIND.n && !of->about->is_peers;
    if (tells && !tell_planner(&s, from, planner, &first)) return NO_WORLD;
    return settle_world_of(of, let_time_pass(of, grow_world(&s, first), a->takes), planner);
}

static world_id step_or_wait_for(steps *of, world_id from, uint32_t act, mind_id planner) {
    const uint32_t asked[] = {act, from.n, planner.n};
    uint32_t number = kzi_row(&of->asked, asked, 3);
    if (number != NO_ROW && number < of->found.count && of->found.items[number].n != NO_WORLD.n)
        return of->found.items[number];
    begin_growing(of);
    bool is_waiting = act == of->about->act_count;
    world_id after = is_waiting ? settle_world_of(of, let_time_pass(of, from, 1), planner)
                                : take_step_anew(of, from, (act_id){act}, planner);
    while (number != NO_ROW && of->found.count <= number) {
        if (!LIST_ADD(of->worlds.in, &of->found, NO_WORLD))
            return kzi_replay_stops(&of->worlds, STOP_MEMORY), NO_WORLD;
    }
    if (number == NO_ROW) return kzi_replay_stops(&of->worlds, STOP_MEMORY), NO_WORLD;
    return of->found.items[number] = after;
}

world_id kzi_replay_step(steps *of, world_id from, act_id act, mind_id planner) {
    return step_or_wait_for(of, from, act.n, planner);
}

world_id kzi_replay_wait(steps *of, world_id from, mind_id planner) {
    return step_or_wait_for(of, from, of->about->act_count, planner);
}

world_id kzi_replay_start(steps *of) {
    stepping s = {.of = of};
    const mind_path nobody = {.length = 0};
    begin_growing(of);
    uint32_t chain = chain_of(of, &nobody);
    if (chain == NO_ROW) return NO_WORLD;
    return settle_world_of(of, grow_world(&s, (seed){SEED_STATED, chain, NO_MIND.n, NO_ROW}),
                           NO_MIND);
}

/* A fact of the world changes in every mind that held the true value; a belief in its mind
 * alone. */
static world_id change_one(steps *of, world_id at, const ground_belief *change) {
    stepping s = {.of = of,
                  .change = change,
                  .changed_from = kzi_replay_values(&of->worlds, at)[change->fact.n]};
    mind_path path = path_of_belief(of->about, change);
    if (path.length == 0) return grow_world(&s, plain_seed(SEED_CHANGES, at));
    setting_list sets = {0};
    if (!kzi_settings_put(&of->sets, &of->scratch, &sets, &path, change->fact, change->value, true))
        return NO_WORLD;
    return with_settings(&s, at, NO_MIND, kzi_settings_row(&of->sets, &sets));
}

world_id kzi_replay_fork(steps *of, world_id at) {
    begin_growing(of);
    for (uint32_t i = 0; i < of->about->fork_change_count && at.n != NO_WORLD.n; i++)
        at = change_one(of, at, &of->about->fork_changes[i]);
    return settle_world_of(of, at, NO_MIND);
}

bool kzi_replay_is_by(const grounded *about, act_id act, mind_id who) {
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (about->actors[a->first_actor + i].n == who.n) return true;
    }
    return false;
}

bool kzi_replay_possible(const steps *of, world_id at, act_id act) {
    const ground_act *a = &of->about->acts[act.n];
    if (!a->is_attempt) return kzi_replay_holds(kzi_replay_stand(&of->worlds, at), a->condition);
    for (uint32_t i = 0; i < a->actor_count; i++) {
        world_id held = kzi_replay_mind(&of->worlds, at, of->about->actors[a->first_actor + i]);
        if (!kzi_replay_holds(kzi_replay_stand(&of->worlds, held), a->condition)) return false;
    }
    return a->actor_count != 0;
}

void kzi_replay_steps_begin(steps *of, arena *in, const grounded *about, uint64_t effort) {
    *of = (steps){.about = about,
                  .worlds = kzi_replay_worlds(in, about, effort),
                  .asked = {.in = in},
                  .chains = {.in = in},
                  .scratch = kzi_arena(in->from)};
    of->sets = (settings){.worlds = &of->worlds, .keys = {.in = in}, .rows = {.in = in}};
}

void kzi_replay_steps_end(steps *of) {
    kzi_arena_free(&of->scratch);
}
