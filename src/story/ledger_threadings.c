/* SPDX-License-Identifier: MIT
 *
 * ledger_threadings: orders up to swapping neighbours that have nothing to do with each other.
 *
 * In     an unfolded story graph
 * Out    threadings of each ending; not known when there are too many sleep sets
 *
 * Each class of orders (a Mazurkiewicz trace) is walked exactly once with sleep sets (Godefroid
 * 1996): at a place, an act that was tried before its neighbour and is independent of it need not
 * be tried again after it.
 */
#include "../base/rows.h"
#include "ledger.h"

#include <string.h>

#define MOST_SLEEPERS 2000000u /* pairs of place and sleep set */

typedef struct {
    uint32_t sleep; /* row of act numbers, ascending */
    tally stories;
} sleeper;

typedef struct {
    LIST(sleeper) list;
} place_sleepers;

typedef struct {
    const unfolding *from;
    arena *in;
    rows sleeps;
    place_sleepers *at;
    uint64_t *touched; /* by edge of the exploration: words of facts, then of minds; built when
                          first asked */
    bool *has_touched;
    uint32_t fact_words, mind_words;
    uint32_t sleeper_count;
} thread_count;

/* ---- what an act touches ---- */
static void touch(uint64_t *bits, uint32_t number) {
    bits[number / 64] |= 1ull << number % 64;
}

static void touch_expression(const grounded *about, uint64_t *facts, expression_id id) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        touch(facts, e->fact.n);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) touch(facts, fact);
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        touch_expression(about, facts, about->children[e->first_child + i]);
}

static void touch_act(const thread_count *t, uint64_t *facts, uint64_t *met, const ground_act *act,
                      state_id before) {
    const grounded *about = t->from->of->minds.about;
    touch_expression(about, facts, act->condition);
    for (uint32_t i = 0; i < act->effect_count; i++) {
        const effect *e = &about->effects[act->first_effect + i];
        touch(facts, e->fact.n);
        touch_expression(about, facts, e->when);
        touch_expression(about, facts, e->amount);
    }
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *what = &about->implants[act->first_implant + i];
        touch(facts, what->fact.n);
        touch(met, what->mind.n);
        if (what->teller.n != NO_MIND.n) touch(met, what->teller.n);
    }
    for (uint32_t i = 0; i < about->mind_count; i++) {
        expression_id seen = about->seen[act->first_seen + i];
        touch_expression(about, facts, seen);
        if (kzi_minds_hold(&t->from->of->minds, before, seen)) touch(met, i);
    }
}

/* Rules may change facts the act does not name. The clock moves with everything and ties
 * nothing. */
static void touch_changed(const thread_count *t, uint64_t *facts, state_id before, state_id after) {
    const states *in = &t->from->of->minds.states;
    for (uint32_t i = 0; i < in->about->fact_count; i++) {
        if (in->about->has_clock && in->about->clock.n == i) continue;
        value was = kzi_fact_get(in->about, kzi_state_facts(in, before), (fact_id){i});
        if (was != kzi_fact_get(in->about, kzi_state_facts(in, after), (fact_id){i}))
            touch(facts, i);
    }
}

static const uint64_t *touched_by(thread_count *t, uint32_t place, uint32_t way_number) {
    const exploration *of = t->from->of;
    uint32_t edge = t->from->ways.items[way_number].edge;
    uint64_t *bits = t->touched + (size_t)edge * (t->fact_words + t->mind_words);
    if (t->has_touched[edge]) return bits;
    t->has_touched[edge] = true;
    state_id before = of->nodes.items[t->from->places.items[place].node].state;
    state_id after = of->nodes.items[of->edges.items[edge].to].state;
    touch_act(t, bits, bits + t->fact_words, &of->minds.about->acts[of->edges.items[edge].act.n],
              before);
    touch_changed(t, bits, before, after);
    return bits;
}

/* ---- independence: both orders are stories, lead to one place, and touch nothing in common */
static uint32_t way_by(const unfolding *from, uint32_t place, uint32_t act) {
    const unfold_place *at = &from->places.items[place];
    for (uint32_t i = 0; i < at->way_count; i++) {
        if (from->ways.items[at->first_way + i].act.n == act) return at->first_way + i;
    }
    return UINT32_MAX;
}

static bool share_bits(const thread_count *t, const uint64_t *one, const uint64_t *other) {
    for (uint32_t i = 0; i < t->fact_words + t->mind_words; i++) {
        if (one[i] & other[i]) return true;
    }
    return false;
}

static bool are_independent(thread_count *t, uint32_t place, uint32_t one, uint32_t other) {
    const unfolding *from = t->from;
    uint32_t a = way_by(from, place, one), b = way_by(from, place, other);
    if (a == UINT32_MAX || b == UINT32_MAX) return false;
    uint32_t after_a = way_by(from, from->ways.items[a].to, other),
             after_b = way_by(from, from->ways.items[b].to, one);
    if (after_a == UINT32_MAX || after_b == UINT32_MAX) return false;
    if (from->ways.items[after_a].to != from->ways.items[after_b].to) return false;
    return !share_bits(t, touched_by(t, place, a), touched_by(t, place, b));
}

/* ---- walking ---- */
static bool arrive(thread_count *t, uint32_t place, uint32_t sleep, tally stories) {
    place_sleepers *at = &t->at[place];
    for (uint32_t i = 0; i < at->list.count; i++) {
        if (at->list.items[i].sleep == sleep)
            return kzi_tally_add(t->in, &at->list.items[i].stories, stories);
    }
    t->sleeper_count++;
    return LIST_ADD(t->in, &at->list, (sleeper){sleep, stories});
}

static bool is_asleep(row sleep, uint32_t act) {
    for (uint32_t i = 0; i < sleep.count; i++) {
        if (sleep.items[i] == act) return true;
    }
    return false;
}

static bool walk_sleeper(thread_count *t, uint32_t place, sleeper with, uint32_t *scratch) {
    const unfold_place *from = &t->from->places.items[place];
    for (uint32_t i = 0; i < from->way_count; i++) {
        unfold_way way = t->from->ways.items[from->first_way + i];
        row sleep = t->sleeps.list.items[with.sleep];
        if (is_asleep(sleep, way.act.n) || !t->from->places.items[way.to].is_countable) continue;
        uint32_t count = 0;
        for (uint32_t j = 0; j < from->way_count;
             j++) { /* ways are in act order, so the new set is ascending */
            uint32_t act = t->from->ways.items[from->first_way + j].act.n;
            bool was_before = j < i || is_asleep(sleep, act);
            if (act != way.act.n && was_before && are_independent(t, place, act, way.act.n))
                scratch[count++] = act;
        }
        uint32_t next = kzi_row(&t->sleeps, scratch, count);
        if (next == NO_ROW || !arrive(t, way.to, next, with.stories)) return false;
    }
    return true;
}

static bool begin_threads(thread_count *t) {
    const exploration *of = t->from->of;
    t->fact_words = (of->minds.about->fact_count + 63) / 64;
    t->mind_words = (of->minds.about->mind_count + 63) / 64;
    t->at = KZI_TAKE_MANY(t->in, place_sleepers, t->from->places.count);
    t->touched =
        KZI_TAKE_MANY(t->in, uint64_t, (size_t)of->edges.count * (t->fact_words + t->mind_words));
    t->has_touched = KZI_TAKE_MANY(t->in, bool, of->edges.count);
    return t->at && t->touched && t->has_touched;
}

bool kzi_ledger_count_threadings(ledger *to, const unfolding *from, arena *in) {
    thread_count t = {.from = from, .in = in, .sleeps = {.in = in}};
    uint32_t *scratch = KZI_TAKE_MANY(in, uint32_t, to->of->minds.about->act_count + 1);
    if (!scratch || !begin_threads(&t)) return false;
    uint32_t awake = kzi_row(&t.sleeps, NULL, 0);
    if (awake == NO_ROW || (from->places.count && !arrive(&t, 0, awake, kzi_tally(1))))
        return false;
    for (uint32_t i = 0; i < from->order_count; i++) {
        uint32_t place = from->order[i];
        for (uint32_t j = 0; j < t.at[place].list.count; j++) {
            sleeper with = t.at[place].list.items[j];
            uint32_t ending = to->of->nodes.items[from->places.items[place].node].ending;
            if (ending != NO_ENDING &&
                !kzi_tally_add(in, &to->entries[ending].threadings, with.stories))
                return false;
            if (!walk_sleeper(&t, place, with, scratch)) return false;
        }
        if (t.sleeper_count > MOST_SLEEPERS) return true;
    }
    for (uint32_t e = 0; e < to->of->minds.about->ending_count; e++)
        to->entries[e].has_threadings = !to->entries[e].goes_round;
    return true;
}
