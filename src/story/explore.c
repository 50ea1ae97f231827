/* SPDX-License-Identifier: MIT
 *
 * explore: see explore.h.
 */
#include "explore.h"

#include "explore_hands.h"

#define PROOF_PLAN_LIMIT 64u /* a proof that gets as deep as this was not going to close */
/* (kzi_reasons_spent) for one refusal; the founding worlds need under 300 */
#define PROOF_EFFORT_EACH 10000u
#define PROOF_EFFORT_ALL  100000u /* and for all of them: then the answer is left unproved */
/* where stories were cut off, so that the answer is not whole whatever the proofs say */
#define PROOF_EFFORT_CUT_OFF 10000u

/* nodes that hands open before they are taken in, so that what they found stays small */
#define MOST_IN_BATCH 1024u

static exploration empty_exploration(const limits *within, arena *in) {
    return (exploration){.limits = *within,
                         .in = in,
                         .scratch = kzi_arena(in->from),
                         .start = {NO_STATE, NO_MIND, within->beliefs},
                         .failed_act = {UINT32_MAX},
                         .first_forbidden = {UINT32_MAX}};
}

static bool begin_desk_of(exploration *of) {
    const grounded *about = of->minds.about;
    of->possible = KZI_TAKE_MANY(of->in, act_id, about->act_count);
    of->may_be = KZI_TAKE_MANY(of->in, uint64_t, of->minds.acts.word_count);
    return of->possible && of->may_be &&
           kzi_distances_begin(&of->distances, &of->minds, of->limits.beliefs, of->in);
}

static bool begin_reasons_of(exploration *of) {
    const grounded *about = of->minds.about;
    touches known;
    if (!kzi_touches_of(&known, about, of->in)) return false;
    of->reasons = kzi_reasons(&of->minds, &of->distances, &known, of->limits.plan, of->limits.mind);
    if (of->limits.plan == NO_LIMIT) { /* plans without end are looked for as a proof looks:
                                          circles left out, each question with an end to its
                                          effort */
        of->reasons.is_proving = true;
        of->reasons.plan_limit = PROOF_PLAN_LIMIT;
    }
    /* Under lesser evil what others would do is asked one level up without a step less, so levels
     * keep their end. */
    of->proof = kzi_reasons(&of->minds, &of->distances, &known, PROOF_PLAN_LIMIT,
                            about->has_lesser_evil ? of->limits.mind + 1 : NO_LIMIT);
    of->proof.is_proving = true;
    return of->reasons.best && of->proof.best;
}

bool kzi_explore_begin(exploration *of, const grounded *about, const limits *within, arena *in) {
    *of = empty_exploration(within, in);
    return kzi_minds_begin(&of->minds, about, in, &of->scratch) && begin_desk_of(of) &&
           begin_reasons_of(of);
}

bool kzi_explore_begin_like(exploration *of, const grounded *about, exploration *known, arena *in) {
    *of = empty_exploration(&known->limits, in);
    return kzi_minds_begin_like(&of->minds, about, &known->minds, in, &of->scratch) &&
           begin_desk_of(of) && begin_reasons_of(of);
}

bool kzi_explore_begin_beside(exploration *of, exploration *known, arena *in) {
    *of = empty_exploration(&known->limits, in);
    if (!kzi_minds_for_thread(&of->minds, &known->minds, in, &of->scratch) || !begin_desk_of(of))
        return false;
    of->reasons = kzi_reasons_for_thread(&known->reasons, &of->minds, &of->distances);
    of->proof = kzi_reasons_for_thread(&known->proof, &of->minds, &of->distances);
    of->threads = known->threads;
    return true;
}

void kzi_explore_end(exploration *of) {
    if (of->hands) kzi_hands_end(of->hands);
    of->hands = NULL;
    kzi_reasons_end(&of->reasons);
    kzi_reasons_end(&of->proof);
    kzi_arena_free(&of->scratch);
}

uint32_t kzi_explore_ending_of(const exploration *of, state_id state) {
    const grounded *about = of->minds.about;
    for (uint32_t i = 0; i < about->ending_count; i++) {
        if (kzi_minds_hold(&of->minds, state, about->endings[i].condition)) return i;
    }
    return NO_ENDING;
}

/* ---- nodes ---- */
typedef struct {
    const exploration *of;
    state_id state;
} node_lookup;

static bool is_same_node(const void *context, uint32_t number) {
    const node_lookup *wanted = context;
    return wanted->of->nodes.items[number].state.n == wanted->state.n;
}

#define NO_ROOM (UINT32_MAX - 1) /* the limit of states was reached */
/* The node of a state, made if it is new; UINT32_MAX when memory ended. */
static uint32_t node_of(exploration *of, state_id state, uint32_t parent, act_id act) {
    uint64_t hash = kzi_hash_mix(state.n);
    uint32_t known = kzi_table_find(&of->by_state, hash, is_same_node, &(node_lookup){of, state});
    if (known != NOT_IN_TABLE) return known;
    if (of->nodes.count >= of->limits.states) {
        of->stops.by_states = true;
        return NO_ROOM;
    }
    story_node made = {
        .state = state, .parent = parent, .act = act, .ending = kzi_explore_ending_of(of, state)};
    made.depth = parent == UINT32_MAX ? 0 : of->nodes.items[parent].depth + 1;
    if (!LIST_ADD(of->in, &of->nodes, made)) return UINT32_MAX;
    if (!kzi_table_add(of->in, &of->by_state, hash, of->nodes.count - 1)) return UINT32_MAX;
    return of->nodes.count - 1;
}

static explore_progress explore_fails(exploration *of, uint32_t node, act_id act) {
    if (of->minds.rules.loop.was_found) of->stops.by_rules = true;
    else of->stops.by_memory = true;
    of->failed_node = node;
    of->failed_act = act;
    of->is_done = true;
    return EXPLORE_FAILED;
}

bool kzi_explore_start_at(exploration *of, state_id start, act_id first_forbidden) {
    of->start.state = start;
    uint32_t first = node_of(of, start, UINT32_MAX, (act_id){UINT32_MAX});
    if (first == UINT32_MAX) {
        explore_fails(of, 0, (act_id){UINT32_MAX});
        return false;
    }
    of->first_forbidden = first_forbidden;
    return true;
}

state_id kzi_explore_start(exploration *of) {
    if (of->start.state.n != NO_STATE.n) return of->start.state;
    state_id start = kzi_minds_start(&of->minds);
    if (start.n == NO_STATE.n) {
        explore_fails(of, 0, (act_id){UINT32_MAX});
        return NO_STATE;
    }
    return kzi_explore_start_at(of, start, (act_id){UINT32_MAX}) ? start : NO_STATE;
}

bool kzi_explore_restart(exploration *of, state_id start) {
    of->nodes.count = of->edges.count = of->refusals.count = 0;
    of->by_state = (table){0};
    of->next_node = of->next_refusal = 0;
    of->proof_end = of->reasons.effort_end = 0;
    of->reasons.gave_up = of->reasons.passes_over_loops = false;
    of->stops = (stops){0};
    of->is_done = of->has_foreseen = false;
    return kzi_explore_start_at(of, start, (act_id){UINT32_MAX});
}

/* ---- opening a node ---- */

/* Rules go round after the act, and that is to be no end of everything. */
static bool passes_over(exploration *of) {
    if (!of->reasons.passes_over_loops || !of->minds.rules.loop.was_found) return false;
    of->looped_count++;
    return true;
}

static bool add_edge_to(exploration *of, uint32_t node, act_id act, state_id to) {
    uint32_t target = node_of(of, to, node, act);
    if (target == NO_ROOM) {
        of->nodes.items[node].was_opened = false; /* cut off: what else it leads to is not told */
        return true;
    }
    if (target == UINT32_MAX || !LIST_ADD(of->in, &of->edges, (story_edge){act, target}))
        return false;
    of->nodes.items[node].edge_count++;
    return true;
}

static bool add_edge(exploration *of, uint32_t node, act_id act) {
    view from = of->start;
    from.state = of->nodes.items[node].state;
    state_id to = kzi_minds_step(&of->minds, from, act);
    return to.n == NO_STATE.n ? passes_over(of) : add_edge_to(of, node, act, to);
}

static bool try_act(exploration *of, uint32_t node, act_id act) {
    view from = of->start;
    from.state = of->nodes.items[node].state;
    if (of->reasons.is_proving) {
        of->reasons.effort_end = kzi_reasons_spent(&of->reasons) + PROOF_EFFORT_EACH;
        of->reasons.gave_up = false;
    }
    switch (kzi_reasons_for_all(&of->reasons, from, act)) {
    case REASON_YES: return add_edge(of, node, act);
    case REASON_CUT: return LIST_ADD(of->in, &of->refusals, (refusal){node, act});
    case REASON_NO: return true;
    default: return false;
    }
}

static bool is_first_forbidden(const exploration *of, uint32_t node, act_id act) {
    return node == 0 && act.n == of->first_forbidden.n;
}

static bool open_node(exploration *of, uint32_t node, act_id *failed) {
    story_node *opened = &of->nodes.items[node];
    opened->was_opened = true;
    opened->first_edge = of->edges.count;
    uint32_t count = kzi_minds_possible_acts(&of->minds, opened->state, of->possible, of->may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (is_first_forbidden(of, node, of->possible[i])) continue;
        *failed = of->possible[i];
        if (!try_act(of, node, of->possible[i]))
            return of->nodes.items[node].was_opened =
                       false; /* what else it leads to is not known */
    }
    return true;
}

/* ---- many at a time ---- */

/* Proofs take what a question comes round to for granted, and under lesser evil what was found out
 * meanwhile counts, so both need one pair of hands. */
static bool may_use_hands(const exploration *of) {
    return of->threads > 1 && KZI_MOST_THREADS > 1 && !of->reasons.is_proving &&
           !of->minds.about->has_lesser_evil;
}

/* Lays out nodes from `first` on; false when there are none, or memory ended. */
static bool lay_out_from(exploration *of, uint32_t first) {
    uint32_t left = of->nodes.count - first;
    return left && kzi_hands_lay_out(of->hands, first,
                                     first + (left < MOST_IN_BATCH ? left : MOST_IN_BATCH));
}

static bool has_hands(exploration *of) {
    if (!may_use_hands(of)) return false;
    if (!of->hands) of->hands = kzi_hands_begin(of, of->threads);
    if (!of->hands) of->threads = 1; /* one does what several have no memory for */
    return of->hands != NULL;
}

/* Is something asked about, or to be taken in? If not, the next node is to be opened here. */
static bool is_in_batch(exploration *of) {
    if (!has_hands(of)) return false;
    return of->hands->asked || of->hands->now->end > of->next_node ||
           lay_out_from(of, of->next_node);
}

static bool take_opened(exploration *of, const opened_act *what) {
    switch (what->kind) {
    case OPENED_NO: return true;
    case OPENED_STEP: return add_edge_to(of, what->node, what->act, what->to);
    case OPENED_REFUSAL: return LIST_ADD(of->in, &of->refusals, (refusal){what->node, what->act});
    case OPENED_LOOP: return of->looped_count++, true;
    default: return try_act(of, what->node, what->act);
    }
}

static bool take_node(exploration *of, opened_batch *from, uint32_t node, act_id *failed) {
    of->nodes.items[node].was_opened = true;
    of->nodes.items[node].first_edge = of->edges.count;
    for (; from->taken < from->acts.count && from->acts.items[from->taken].node == node;
         from->taken++) {
        const opened_act *what = &from->acts.items[from->taken];
        *failed = what->act;
        if (!take_opened(of, what)) return of->nodes.items[node].was_opened = false;
    }
    return true;
}

static bool is_cut_off(exploration *of, uint32_t node) {
    if (of->nodes.items[node].depth < of->limits.story) return false;
    of->stops.by_story = true;
    return true;
}

static bool stays_closed(exploration *of, uint32_t node) {
    return of->nodes.items[node].ending != NO_ENDING || is_cut_off(of, node);
}

/* Takes in what hands found, in order. */
static void take_batch(exploration *of, opened_batch *asked) {
    act_id failed = {UINT32_MAX};
    for (; of->next_node < asked->end && !of->stops.by_states; of->next_node++) {
        if (stays_closed(of, of->next_node) || take_node(of, asked, of->next_node, &failed))
            continue;
        explore_fails(of, of->next_node, failed);
        return;
    }
}

static void note_refusal_limits(exploration *of, view from, act_id act) {
    const grounded *about = of->minds.about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        view held = kzi_minds_view(&of->minds, from, about->actors[a->first_actor + i]);
        reason why = kzi_reason(&of->reasons, held, act, 1, of->reasons.plan_limit);
        of->stops.by_plan |=
            why.answer == REASON_CUT && (why.was_cut_by_plan || !why.was_cut_by_mind);
        of->stops.by_mind |= why.answer == REASON_CUT && why.was_cut_by_mind;
    }
}

/* ---- proving that no limit mattered ---- */
static uint64_t effort_of_proofs(const exploration *of) {
    return of->reasons.is_asking_all && of->stops.by_story ? PROOF_EFFORT_CUT_OFF
                                                           : PROOF_EFFORT_ALL;
}

bool kzi_explore_prove(exploration *of, view from, act_id act) {
    uint64_t spent = kzi_reasons_spent(&of->proof);
    if (of->proof_end == 0) of->proof_end = spent + effort_of_proofs(of);
    if (spent >= of->proof_end) {
        if (of->reasons.is_asking_all) note_refusal_limits(of, from, act);
        else of->stops.by_plan = true; /* which limit it was may be dear to ask */
        return true;
    }
    of->proof.effort_end = spent + PROOF_EFFORT_EACH;
    of->proof.gave_up = false;
    reason_answer answer = kzi_reasons_for_all(&of->proof, from, act);
    /* Rules that go round only where nobody within the limits ever looks are no fault of the
     * answer; they leave it unproved. */
    if (answer == REASON_FAILED && !of->minds.rules.loop.was_found) return false;
    if (answer != REASON_NO) note_refusal_limits(of, from, act);
    return true;
}

/* ---- slices ---- */
static explore_progress progress_of_taking(const exploration *of) {
    return of->is_done ? EXPLORE_FAILED : EXPLORE_RUNNING;
}

/* Asks about a batch, as far as the effort reaches; when all of it is asked about, the nodes after
 * it are next, and it is taken in while these are asked about. */
static explore_progress open_in_batches(exploration *of, uint64_t effort) {
    explore_hands *hands = of->hands;
    if (!kzi_hands_ask(hands, effort, take_batch) || of->is_done || of->stops.by_states)
        return progress_of_taking(of);
    bool has_ended = atomic_load(&hands->has_ended);
    kzi_hands_turn(hands);
    if (!has_ended && lay_out_from(of, hands->asked->end)) return EXPLORE_RUNNING;
    take_batch(of, hands->asked);
    hands->asked = NULL;
    return progress_of_taking(of);
}

static explore_progress open_next(exploration *of, uint64_t effort) {
    if (of->stops.by_states) { /* what could still be opened leads nowhere new */
        of->is_done = true;
        return EXPLORE_DONE;
    }
    if (is_in_batch(of)) return open_in_batches(of, effort);
    uint32_t node = of->next_node++;
    if (stays_closed(of, node)) return EXPLORE_RUNNING;
    act_id failed = {UINT32_MAX};
    return open_node(of, node, &failed) ? EXPLORE_RUNNING : explore_fails(of, node, failed);
}

static explore_progress prove_next(exploration *of) {
    refusal what = of->refusals.items[of->next_refusal++];
    if (of->stops.by_plan && of->stops.by_mind) return EXPLORE_RUNNING;
    view from = of->start;
    from.state = of->nodes.items[what.node].state;
    return kzi_explore_prove(of, from, what.act) ? EXPLORE_RUNNING
                                                 : explore_fails(of, what.node, what.act);
}

static uint64_t effort_spent(const exploration *of) {
    return kzi_reasons_spent(&of->reasons) + of->proof.effort + of->minds.successor_count;
}

/* Where all there is is asked for, nothing may depend on what was asked first. */
static bool foresees(exploration *of) {
    if (of->has_foreseen) return true;
    of->has_foreseen = true;
    of->reasons.is_asking_all = true;
    return kzi_distances_foresee(&of->distances, of->start.state) &&
           (!of->hands || kzi_hands_restart(of->hands));
}

explore_progress kzi_explore_run(exploration *of, uint64_t effort) {
    uint64_t end = effort_spent(of) + effort;
    if (of->is_done)
        return of->stops.by_rules || of->stops.by_memory ? EXPLORE_FAILED : EXPLORE_DONE;
    if (kzi_explore_start(of).n == NO_STATE.n) return EXPLORE_FAILED;
    if (!foresees(of)) return explore_fails(of, 0, (act_id){UINT32_MAX});
    while (effort_spent(of) < end) {
        explore_progress now;
        if (of->next_node < of->nodes.count) now = open_next(of, end - effort_spent(of));
        else if (of->next_refusal < of->refusals.count) now = prove_next(of);
        else now = EXPLORE_DONE;
        if (now == EXPLORE_RUNNING) continue;
        of->is_done = true;
        return now;
    }
    return EXPLORE_RUNNING;
}

bool kzi_explore_is_complete(const exploration *of) {
    const stops *s = &of->stops;
    return of->is_done && !of->looped_count && !s->by_story && !s->by_plan && !s->by_mind &&
           !s->by_states && !s->by_memory && !s->by_rules && !s->by_tries && !s->by_time;
}
