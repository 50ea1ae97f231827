/* SPDX-License-Identifier: MIT
 *
 * deadlocks: see deadlocks.h.
 */
#include "deadlocks.h"

#include "../mind/judge.h"

#define NO_WANT UINT32_MAX

/* Do two wants ever hold together? Asked once for each pair. */
typedef struct {
    uint32_t one, other;
    bool is_locked;
} want_pair;

typedef struct {
    const exploration *of;
    arena *in;
    deadlocks *made;
    LIST(want_pair) pairs;
} lock_search;

bool kzi_want_is_met(const exploration *of, uint32_t want, state_id at) {
    return kzi_minds_hold(&of->minds, at, of->minds.about->wants[want].condition);
}

value kzi_want_weighs(const exploration *of, uint32_t want, state_id at) {
    return kzi_amount(&of->minds.desk, kzi_ref(at), of->minds.about->wants[want].amount);
}

/* ---- what somebody most wants and has not got ---- */
static uint32_t heaviest_unmet(const exploration *of, mind_id mind, state_id at) {
    const grounded *about = of->minds.about;
    const ground_mind *who = &about->minds[mind.n];
    uint32_t best = NO_WANT;
    value most = 0;
    for (uint32_t i = who->first_want; i < who->first_want + who->want_count; i++) {
        value weight = kzi_want_weighs(of, i, at);
        if (about->wants[i].condition.n == ALWAYS_HOLDS.n || weight == UNKNOWN || weight <= most ||
            kzi_want_is_met(of, i, at))
            continue;
        best = i;
        most = weight;
    }
    return best;
}

/* ---- about one fact; never both, and each for itself sometimes ---- */
static bool asks_about(const grounded *about, expression_id id, uint32_t fact) {
    const expression *e = &about->expressions[id.n];
    bool is_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                   e->kind == CONDITION_FACT_IS_NOT;
    if (is_fact && e->fact.n == fact) return true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        if (about->choices[e->number + i] == fact) return true;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (asks_about(about, about->children[e->first_child + i], fact)) return true;
    }
    return false;
}

static bool ask_about_one_fact(const grounded *about, expression_id one, expression_id other) {
    for (uint32_t f = 0; f < about->fact_count; f++) {
        if (asks_about(about, one, f) && asks_about(about, other, f)) return true;
    }
    return false;
}

static bool exclude_each_other(const exploration *of, uint32_t one, uint32_t other) {
    const ground_want *wants = of->minds.about->wants;
    if (!ask_about_one_fact(of->minds.about, wants[one].condition, wants[other].condition))
        return false;
    bool has_one = false, has_other = false;
    for (uint32_t i = 0; i < kzi_states_end(&of->minds.states); i++) {
        if (!kzi_is_a_state(&of->minds.states, (state_id){i})) continue;
        bool holds_one = kzi_want_is_met(of, one, (state_id){i}),
             holds_other = kzi_want_is_met(of, other, (state_id){i});
        if (holds_one && holds_other) return false;
        has_one |= holds_one;
        has_other |= holds_other;
    }
    return has_one && has_other;
}

static bool is_locked_pair(lock_search *s, uint32_t one, uint32_t other) {
    for (uint32_t i = 0; i < s->pairs.count; i++) {
        if (s->pairs.items[i].one == one && s->pairs.items[i].other == other)
            return s->pairs.items[i].is_locked;
    }
    bool is_locked = exclude_each_other(s->of, one, other);
    (void)LIST_ADD(s->in, &s->pairs,
                   (want_pair){one, other, is_locked}); /* when memory ends the arena says so */
    return is_locked;
}

/* ---- known to both ---- */
static bool sees_will_of(const exploration *of, state_id story, mind_id who, mind_id other) {
    const ground_mind *wants = &of->minds.about->minds[other.n];
    view whole = of->start;
    whole.state = story;
    state_id truly = kzi_minds_view(&of->minds, whole, other).state;
    state_id pictured =
        kzi_minds_view(&of->minds, kzi_minds_view(&of->minds, whole, who), other).state;
    for (uint32_t i = wants->first_want; i < wants->first_want + wants->want_count; i++) {
        if (kzi_want_weighs(of, i, truly) != kzi_want_weighs(of, i, pictured)) return false;
    }
    return true;
}

/* ---- all states ---- */
static deadlock *deadlock_of(lock_search *s, uint32_t one, uint32_t other, uint32_t at) {
    for (uint32_t i = 0; i < s->made->list.count; i++) {
        deadlock *known = &s->made->list.items[i];
        if (known->one == one && known->other == other) return known;
    }
    deadlock made = {one, other, at, 0, KZI_TAKE_MANY(s->in, bool, s->of->nodes.count)};
    if (!made.is_at || !LIST_ADD(s->in, &s->made->list, made)) return NULL;
    return &s->made->list.items[s->made->list.count - 1];
}

static bool look_at_two(lock_search *s, uint32_t at, mind_id a, mind_id b) {
    const exploration *of = s->of;
    state_id story = of->nodes.items[at].state;
    uint32_t one = heaviest_unmet(of, a, story), other = heaviest_unmet(of, b, story);
    if (one == NO_WANT || other == NO_WANT || !is_locked_pair(s, one, other))
        return !s->in->has_failed;
    if (!sees_will_of(of, story, a, b) || !sees_will_of(of, story, b, a)) return true;
    deadlock *found = deadlock_of(s, one, other, at);
    if (!found) return false;
    found->is_at[at] = true;
    found->node_count++;
    return true;
}

bool kzi_deadlocks_find(deadlocks *made, const exploration *of, arena *in) {
    *made = (deadlocks){0};
    lock_search s = {.of = of, .in = in, .made = made};
    for (uint32_t n = 0; n < of->nodes.count; n++) {
        if (of->nodes.items[n].ending != NO_ENDING) continue;
        for (uint32_t a = 0; a < of->minds.about->mind_count; a++) {
            for (uint32_t b = a + 1; b < of->minds.about->mind_count; b++) {
                if (!look_at_two(&s, n, (mind_id){a}, (mind_id){b})) return false;
            }
        }
    }
    return true;
}
