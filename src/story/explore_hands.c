/* SPDX-License-Identifier: MIT
 *
 * explore_hands: see explore_hands.h.
 */
#include "explore_hands.h"

/* ---- one act ---- */
static void hand_steps(explore_hand *hand, view from, opened_act *what) {
    what->to = kzi_minds_step(&hand->minds, from, what->act);
    if (what->to.n != NO_STATE.n) what->kind = OPENED_STEP;
    else if (hand->reasons.passes_over_loops && hand->minds.rules.loop.was_found)
        what->kind = OPENED_LOOP;
}

static void hand_asks(explore_hands *of, explore_hand *hand, opened_act *what) {
    view from = of->of->start;
    from.state = of->of->nodes.items[what->node].state;
    switch (kzi_reasons_for_all(&hand->reasons, from, what->act)) {
    case REASON_NO: what->kind = OPENED_NO; break;
    case REASON_CUT: what->kind = OPENED_REFUSAL; break;
    case REASON_YES: hand_steps(hand, from, what); break;
    default: break;
    }
    if (what->kind == OPENED_NOT) atomic_store(&of->has_ended, true);
}

/* ---- a batch ---- */

/* Few looks at the common counter where there is much to ask, and no hand left with much at the
 * end. */
#define ACTS_AT_ONCE 16u

static uint64_t hand_spent(const explore_hand *hand) {
    return kzi_reasons_spent(&hand->reasons) + hand->minds.successor_count;
}

static void work_on_batch(void *context, uint32_t number) {
    explore_hands *of = context;
    explore_hand *hand = &of->hands[number];
    while (hand->is_ready && hand_spent(hand) < hand->effort_end && !atomic_load(&of->has_ended)) {
        uint32_t first = atomic_fetch_add(&of->next, of->at_once);
        if (first >= of->acts.count) return;
        for (uint32_t i = first; i < first + of->at_once && i < of->acts.count; i++)
            hand_asks(of, hand, &of->acts.items[i]);
    }
}

static void use_locks(explore_hands *of, bool are_used) {
    kzi_minds_use_locks(&of->of->minds, are_used);
    kzi_reasons_use_locks(&of->of->reasons, are_used);
    if (are_used) kzi_latch_begin(&of->guard);
    kzi_latch_use(&of->guard, are_used);
    of->of->in->from->guard = are_used ? &of->guard : NULL;
    if (!are_used) kzi_latch_end(&of->guard);
}

static bool is_to_open(const exploration *of, uint32_t node) {
    return of->nodes.items[node].ending == NO_ENDING &&
           of->nodes.items[node].depth < of->limits.story;
}

static bool list_acts(explore_hands *of, uint32_t node) {
    exploration *e = of->of;
    uint32_t count =
        kzi_minds_possible_acts(&e->minds, e->nodes.items[node].state, e->possible, e->may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (node == 0 && e->possible[i].n == e->first_forbidden.n) continue;
        if (!LIST_ADD(&of->batch, &of->acts,
                      (opened_act){node, e->possible[i], NO_STATE, OPENED_NOT}))
            return false;
    }
    return true;
}

bool kzi_hands_lay_out(explore_hands *of, uint32_t first, uint32_t end) {
    kzi_arena_reset(&of->batch);
    of->acts.items = NULL;
    of->acts.count = of->acts.room = 0;
    of->first = of->end = first;
    of->taken = 0;
    for (uint32_t i = first; i < end; i++) {
        if (is_to_open(of->of, i) && !list_acts(of, i)) return false;
    }
    of->end = end;
    of->at_once = of->acts.count / of->count < ACTS_AT_ONCE * ACTS_AT_ONCE ? 1 : ACTS_AT_ONCE;
    atomic_store(&of->next, 0);
    atomic_store(&of->has_ended, false);
    return true;
}

static void count_batch(explore_hands *of) {
    for (uint32_t i = 0; i < of->count; i++) {
        explore_hand *hand = &of->hands[i];
        if (!hand->is_ready) continue;
        kzi_minds_count_to(&hand->minds, &of->of->minds);
        of->of->reasons.effort += hand->reasons.effort;
        hand->reasons.effort = 0;
    }
}

static bool is_all_asked(explore_hands *of) {
    return atomic_load(&of->next) >= of->acts.count || atomic_load(&of->has_ended);
}

bool kzi_hands_ask(explore_hands *of, uint64_t effort) {
    if (is_all_asked(of)) return true;
    for (uint32_t i = 0; i < of->count; i++)
        of->hands[i].effort_end = of->hands[i].is_ready ? hand_spent(&of->hands[i]) + effort : 0;
    use_locks(of, true);
    kzi_threads_work(of->count, work_on_batch, of);
    use_locks(of, false);
    count_batch(of);
    return is_all_asked(of);
}

/* ---- hands ---- */
static bool begin_explore_hand(explore_hand *hand, exploration *of) {
    hand->in = kzi_arena(of->in->from);
    hand->scratch = kzi_arena(of->in->from);
    if (!kzi_minds_for_thread(&hand->minds, &of->minds, &hand->in, &hand->scratch)) return false;
    if (!kzi_distances_begin(&hand->distances, &hand->minds, of->limits.beliefs, &hand->in))
        return false;
    kzi_distances_like(&hand->distances, &of->distances);
    hand->reasons = kzi_reasons_for_thread(&of->reasons, &hand->minds, &hand->distances);
    return kzi_distances_foresee(&hand->distances, of->start.state);
}

bool kzi_hands_restart(explore_hands *of) {
    bool was_done = true;
    of->first = of->end = 0;
    for (uint32_t i = 0; i < of->count && was_done; i++)
        was_done = !of->hands[i].is_ready ||
                   kzi_distances_foresee(&of->hands[i].distances, of->of->start.state);
    return was_done;
}

explore_hands *kzi_hands_begin(exploration *of, uint32_t count) {
    explore_hands *made = KZI_TAKE(of->in, explore_hands);
    if (!made) return NULL;
    made->of = of;
    made->count = count < KZI_MOST_THREADS ? count : KZI_MOST_THREADS;
    made->batch = kzi_arena(of->in->from);
    made->hands = KZI_TAKE_MANY(of->in, explore_hand, made->count);
    if (!made->hands) return NULL;
    for (uint32_t i = 0; i < made->count; i++)
        made->hands[i].is_ready = begin_explore_hand(&made->hands[i], of);
    return made;
}

void kzi_hands_end(explore_hands *of) {
    for (uint32_t i = 0; i < of->count; i++) {
        explore_hand *hand = &of->hands[i];
        kzi_reasons_end(&hand->reasons);
        kzi_arena_free(&hand->scratch);
        kzi_arena_free(&hand->in);
    }
    kzi_arena_free(&of->batch);
}
