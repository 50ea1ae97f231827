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
    view from = hand->start;
    from.state = what->from;
    switch (kzi_reasons_for_all(&hand->reasons, from, what->act)) {
    case REASON_NO: what->kind = OPENED_NO; break;
    case REASON_CUT: what->kind = OPENED_REFUSAL; break;
    case REASON_YES: hand_steps(hand, from, what); break;
    default: break;
    }
    if (what->kind == OPENED_NOT) atomic_store(&of->has_ended, true);
}

/* ---- a batch ---- */

/* Few looks at the common counter where there is much to ask, and acts of one state, which lead to
 * much the same, by one hand; but no hand left with much at the end. */
#define ACTS_AT_ONCE   64u
#define LEAST_FOR_MANY 1024u /* acts for each hand */

static uint64_t hand_spent(const explore_hand *hand) {
    return kzi_reasons_spent(&hand->reasons) + hand->minds.successor_count;
}

/* An effort shared by all: while one is at a long question, the others go on. */
static bool may_go_on(const explore_hands *of) {
    return atomic_load(&of->spent) < of->effort && !atomic_load(&of->has_ended);
}

static void ask_about_batch(explore_hands *of, explore_hand *hand) {
    opened_batch *now = of->now;
    while (hand->is_ready && may_go_on(of)) {
        uint32_t first = atomic_fetch_add(&now->next, now->at_once);
        if (first >= now->acts.count) return;
        uint64_t before = hand_spent(hand);
        for (uint32_t i = first; i < first + now->at_once && i < now->acts.count; i++)
            hand_asks(of, hand, &now->acts.items[i]);
        atomic_fetch_add(&of->spent, (size_t)(hand_spent(hand) - before));
    }
}

typedef struct {
    explore_hands *of;
    void (*take)(exploration *of, opened_batch *asked);
} hands_work;

static void work_as_hand(void *context, uint32_t number) {
    const hands_work *work = context;
    explore_hands *of = work->of;
    if (number == 0 && of->asked) {
        work->take(of->of, of->asked);
        if (of->of->is_done) atomic_store(&of->has_ended, true);
    }
    ask_about_batch(of, &of->hands[number]);
}

static void use_locks(explore_hands *of, bool are_used) {
    kzi_minds_use_locks(&of->of->minds, are_used);
    kzi_reasons_use_locks(&of->of->reasons, are_used);
    of->guard.is_used = are_used;
    of->of->in->from->guard = are_used ? &of->guard : NULL;
}

static bool is_to_open(const exploration *of, uint32_t node) {
    return of->nodes.items[node].ending == NO_ENDING &&
           of->nodes.items[node].depth < of->limits.story;
}

static bool list_acts(explore_hands *of, uint32_t node) {
    exploration *e = of->of;
    state_id from = e->nodes.items[node].state;
    uint32_t count = kzi_minds_possible_acts(&e->minds, from, e->possible, e->may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (node == 0 && e->possible[i].n == e->first_forbidden.n) continue;
        if (!LIST_ADD(&of->now->in, &of->now->acts,
                      (opened_act){node, from, e->possible[i], NO_STATE, OPENED_NOT}))
            return false;
    }
    return true;
}

static void clear_batch(opened_batch *of, uint32_t first) {
    kzi_arena_reset(&of->in);
    of->acts.items = NULL;
    of->acts.count = of->acts.room = 0;
    of->first = of->end = first;
    of->taken = 0;
    atomic_store(&of->next, 0);
}

bool kzi_hands_lay_out(explore_hands *of, uint32_t first, uint32_t end) {
    opened_batch *now = of->now;
    clear_batch(now, first);
    for (uint32_t i = first; i < end; i++) {
        if (is_to_open(of->of, i) && !list_acts(of, i)) return false;
    }
    now->end = end;
    now->at_once = now->acts.count / of->count < LEAST_FOR_MANY ? 1 : ACTS_AT_ONCE;
    atomic_store(&of->has_ended, false);
    return true;
}

void kzi_hands_turn(explore_hands *of) {
    of->asked = of->now;
    of->now = of->now == &of->batches[0] ? &of->batches[1] : &of->batches[0];
    clear_batch(of->now, of->asked->end);
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

/* for all hands at a time: whoever wants more asks again, as after any other effort */
#define MOST_EFFORT (SIZE_MAX / 2)

static bool is_all_asked(explore_hands *of) {
    return atomic_load(&of->now->next) >= of->now->acts.count || atomic_load(&of->has_ended);
}

bool kzi_hands_ask(explore_hands *of, uint64_t effort,
                   void (*take)(exploration *of, opened_batch *asked)) {
    if (is_all_asked(of) && !of->asked) return true;
    for (uint32_t i = 0; i < of->count; i++) of->hands[i].start = of->of->start;
    atomic_store(&of->spent, 0);
    of->effort = effort < MOST_EFFORT / of->count ? (size_t)effort * of->count : MOST_EFFORT;
    use_locks(of, true);
    kzi_threads_work(of->count, work_as_hand, &(hands_work){of, take});
    use_locks(of, false);
    of->asked = NULL;
    count_batch(of);
    return is_all_asked(of);
}

/* ---- hands ---- */
static bool begin_explore_hand(explore_hand *hand, exploration *of, shared_distances *shared) {
    hand->in = kzi_arena(of->in->from);
    hand->scratch = kzi_arena(of->in->from);
    if (!kzi_minds_for_thread(&hand->minds, &of->minds, &hand->in, &hand->scratch)) return false;
    if (!kzi_distances_begin(&hand->distances, &hand->minds, of->limits.beliefs, &hand->in))
        return false;
    kzi_distances_like(&hand->distances, &of->distances, shared);
    hand->reasons = kzi_reasons_for_thread(&of->reasons, &hand->minds, &hand->distances);
    return kzi_distances_foresee(&hand->distances, of->start.state);
}

bool kzi_hands_restart(explore_hands *of) {
    bool was_done = true;
    of->asked = NULL;
    clear_batch(of->now, 0);
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
    for (uint32_t i = 0; i < 2; i++) made->batches[i].in = kzi_arena(of->in->from);
    made->now = &made->batches[0];
    made->hands = KZI_TAKE_MANY(of->in, explore_hand, made->count);
    made->distances =
        kzi_shared_distances(of->in, of->minds.about->packed_words, of->distances.packing.words);
    if (!made->hands || !made->distances) return NULL;
    for (uint32_t i = 0; i < made->count; i++)
        made->hands[i].is_ready = begin_explore_hand(&made->hands[i], of, made->distances);
    if (made->hands[0].is_ready) return made;
    kzi_hands_end(made);
    return NULL;
}

void kzi_hands_end(explore_hands *of) {
    for (uint32_t i = 0; i < of->count; i++) {
        explore_hand *hand = &of->hands[i];
        kzi_reasons_end(&hand->reasons);
        kzi_arena_free(&hand->scratch);
        kzi_arena_free(&hand->in);
    }
    for (uint32_t i = 0; i < 2; i++) kzi_arena_free(&of->batches[i].in);
}
