/* SPDX-License-Identifier: MIT
 *
 * reasons: see reasons.h. Plans are tried in order of length, and those of one length in file order
 * of their acts, so that the first that is found is the one shown. A plan's nodes form a tree; two
 * ways to one state stay two nodes, since what may be left out depends on the way.
 */
#include "reasons.h"

#include "../base/rows.h"

#include <string.h>

/* beyond, trying to leave out each part (2^n courses) costs more than any proof is worth */
#define LONGEST_PLAN_PROVED 16u

/* questions inside questions; where a clock never ends, no state comes twice and nothing else
 * would end them */
#define DEEPEST_PROOF 64u

reasons kzi_reasons(minds *of, distances *shared, const touches *known, uint32_t plan_limit,
                    uint32_t mind_limit) {
    return (reasons){.minds = of,
                     .distances = shared,
                     .touches = *known,
                     .plan_limit = plan_limit ? plan_limit : 1,
                     .mind_limit = mind_limit};
}

void kzi_reasons_end(reasons *of) {
    for (uint32_t i = 0; i < of->desks.count; i++) kzi_arena_free(of->desks.items[i]);
    of->desks.count = 0;
}

/* An empty desk for a question of the depth that is open now; NULL when memory ended. */
static arena *desk_of_depth(reasons *of) {
    arena *in = of->minds->in;
    while (of->desks.count <= of->open_count) {
        arena *made = KZI_TAKE(in, arena);
        if (!made) return NULL;
        *made = kzi_arena(in->from);
        if (!LIST_ADD(in, &of->desks, made)) return NULL;
    }
    kzi_arena_reset(of->desks.items[of->open_count]);
    return of->desks.items[of->open_count];
}

/* about as many worlds are written while one plan node is opened, in worlds of the founding
 * worlds' size */
#define DRAFTS_TO_A_NODE 16u

uint64_t kzi_reasons_spent(const reasons *of) {
    return of->effort + of->minds->draft_count / DRAFTS_TO_A_NODE;
}

/* ---- the memo ---- */
static uint64_t hash_of_reason(const reason_key *key) {
    uint64_t hash = kzi_hash_mix((uint64_t)key->state.n << 32 | key->act.n);
    hash = kzi_hash_mix(hash ^ ((uint64_t)key->holder.n << 32 | key->depth));
    return kzi_hash_mix(hash ^ ((uint64_t)key->level << 32 | key->budget));
}

static bool is_same_key(const reason_key *a, const reason_key *b) {
    return a->state.n == b->state.n && a->act.n == b->act.n && a->holder.n == b->holder.n &&
           a->depth == b->depth && a->level == b->level && a->budget == b->budget;
}

typedef struct {
    const reasons *of;
    const reason_key *key;
} reason_lookup;

static bool is_same_reason(const void *context, uint32_t number) {
    const reason_lookup *wanted = context;
    return is_same_key(&wanted->of->entries.items[number]->key, wanted->key);
}

/* The entry of a question, made when it is new; NULL when memory ended. */
static reason_entry *entry_of(reasons *of, const reason_key *key) {
    uint64_t hash = hash_of_reason(key);
    uint32_t known = kzi_table_find(&of->by_key, hash, is_same_reason, &(reason_lookup){of, key});
    if (known != NOT_IN_TABLE) return of->entries.items[known];
    reason_entry *entry = KZI_TAKE(of->minds->in, reason_entry);
    if (!entry) return NULL;
    *entry = (reason_entry){.key = *key};
    bool was_added = LIST_ADD(of->minds->in, &of->entries, entry) &&
                     kzi_table_add(of->minds->in, &of->by_key, hash, of->entries.count - 1);
    return was_added ? entry : NULL;
}

/* ---- one question being worked out ---- */
typedef struct {
    view at;
    uint32_t parent; /* in nodes; NO_PLAN_NODE for the first */
    act_id act;      /* that led here */
    uint32_t length;
    uint32_t estimate; /* at least so many acts more */
    uint32_t tries;    /* at asking who would take the step, given up for a while */
    uint32_t shadows;  /* row of pairs, ascending: the states that proper parts of the plan lead to,
                          and how many acts each part kept */
} plan_node;
#define NO_PLAN_NODE UINT32_MAX

typedef struct {
    reasons *of;
    reason_key key;
    view from;
    value worth_before;
    uint32_t longest; /* acts a plan may have */
    arena *work;      /* the tree; forgotten with the question */
    LIST(plan_node) nodes;
    LIST(uint32_t) open; /* a heap of nodes: which plan is looked at next */
    bool is_in_order;    /* in order of length and file, so that the first found is the one shown */
    rows shadow_rows;
    table known_nodes; /* by state, length and shadows */
    act_id *possible;
    uint64_t *may_be;
    reason found;
    bool has_failed;
} plan_search;

static bool ask_fails(plan_search *q) {
    q->has_failed = true;
    return false;
}

static void note_cut(plan_search *q, const reason *inner) {
    q->found.was_cut_by_plan |= inner->was_cut_by_plan;
    q->found.was_cut_by_mind |= inner->was_cut_by_mind;
}

/* ---- requirement 2: a later step needs a reason for everybody it is by ---- */
typedef enum { STEP_FALLS, STEP_STANDS, STEP_UNDECIDED } step_verdict;

static bool others_believe(const plan_search *q, view at, act_id act) {
    const grounded *about = q->of->minds->about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        if (actor.n == q->key.holder.n) continue;
        if (!kzi_minds_hold(q->of->minds, kzi_minds_view(q->of->minds, at, actor).state,
                            a->condition))
            return false;
    }
    return a->actor_count != 0;
}

/* Asks with no more than so much effort (0: as much as it takes). True when that was not enough. */
static bool asks_in_vain(plan_search *q, view held, act_id act, uint32_t level, uint32_t budget,
                         uint64_t effort, reason *why) {
    reasons *of = q->of;
    uint64_t outer = of->effort_end, end = kzi_reasons_spent(of) + effort;
    bool is_limited = effort && !of->is_proving && (outer == 0 || end < outer);
    if (is_limited) of->effort_end = end;
    *why = kzi_reason(of, held, act, level, budget);
    of->effort_end = outer;
    if (!of->gave_up || !is_limited) return false;
    of->gave_up = false;
    return true;
}

/* The holder's own later step needs no asking where the holder is no better off than at first: if
 * the whole plan is one, its rest from there on is a reason for the step. It gains as much or more,
 * what its steps need is what the whole plan's steps need, and a part of it that did as well would,
 * after the steps before, be a part of the whole plan that does. */
static bool needs_own_reason(plan_search *q, view at) {
    minds *of = q->of->minds;
    if (of->about->has_lesser_evil || q->of->is_proving) return true;
    value worth = kzi_minds_worth(of, at.state, q->key.holder);
    return worth == UNKNOWN || worth > q->worth_before;
}

/* The holder's own reason is left out where `asks_holder` is false. */
static step_verdict judge_step(plan_search *q, view at, act_id act, uint32_t budget,
                               bool asks_holder, uint64_t effort) {
    const grounded *about = q->of->minds->about;
    const ground_act *a = &about->acts[act.n];
    step_verdict found = STEP_STANDS;
    if (!others_believe(q, at, act)) return STEP_FALLS;
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        bool is_own = actor.n == q->key.holder.n;
        if (is_own && (!asks_holder || !needs_own_reason(q, at))) continue;
        view held = is_own ? at : kzi_minds_view(q->of->minds, at, actor);
        reason why;
        if (asks_in_vain(q, held, act, is_own ? q->key.level : q->key.level + 1, budget, effort,
                         &why)) {
            found = STEP_UNDECIDED; /* perhaps somebody else refuses at once */
            continue;
        }
        if (why.answer == REASON_FAILED) return ask_fails(q), STEP_FALLS;
        if (why.answer == REASON_CUT) note_cut(q, &why);
        if (why.answer != REASON_YES) return STEP_FALLS;
    }
    return found;
}

static bool has_reasons(plan_search *q, view at, act_id act, uint32_t budget, bool asks_holder) {
    return judge_step(q, at, act, budget, asks_holder, 0) == STEP_STANDS;
}

/* NO_STATE when memory ended or rules went round; the search has then failed, unless such acts are
 * passed over. */
static view stepped(plan_search *q, view at, act_id act) {
    view to = at;
    to.state = kzi_minds_step(q->of->minds, at, act);
    bool is_passed_over = q->of->passes_over_loops && q->of->minds->rules.loop.was_found;
    if (to.state.n == NO_STATE.n && !is_passed_over) q->has_failed = true;
    return to;
}

static bool leads_nowhere(view to) {
    return to.state.n == NO_STATE.n;
}

/* ---- what happens if the holder does nothing (lesser evil) ---- */

static bool is_by(const grounded *about, const ground_act *act, mind_id who) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (about->actors[act->first_actor + i].n == who.n) return true;
    }
    return false;
}

static view drift_one(plan_search *q, view at, uint32_t budget) {
    minds *of = q->of->minds;
    view to = at;
    if (q->key.level <= q->of->mind_limit) {
        act_id *possible = KZI_TAKE_MANY(q->work, act_id, of->about->act_count);
        if (!possible) return ask_fails(q), to;
        uint32_t count = kzi_minds_possible_acts(of, at.state, possible, q->may_be);
        for (uint32_t i = 0; i < count; i++) {
            if (is_by(of->about, &of->about->acts[possible[i].n], q->key.holder)) continue;
            if (has_reasons(q, at, possible[i], budget, true)) {
                view moved = stepped(q, at, possible[i]);
                if (!leads_nowhere(moved) || q->has_failed) return moved;
            }
            if (q->has_failed) return to;
        }
    } else {
        q->found.was_cut_by_mind = true;
    }
    to.state = kzi_minds_wait(of, at);
    if (to.state.n == NO_STATE.n) q->has_failed = true;
    return to;
}

typedef struct {
    const reasons *of;
    const reason_key *key;
    uint32_t length;
} drift_lookup;

static bool is_same_drift(const void *context, uint32_t number) {
    const drift_lookup *wanted = context;
    const drift_entry *known = &wanted->of->drifts.items[number];
    return known->length == wanted->length && is_same_key(&known->key, wanted->key);
}

/* The world after doing nothing for `length` steps. */
static view drifted(plan_search *q, uint32_t length) {
    if (length == 0) return q->from;
    reason_key key = q->key;
    key.act = (act_id){0};
    uint64_t hash = kzi_hash_mix(hash_of_reason(&key) ^ length);
    uint32_t known =
        kzi_table_find(&q->of->by_drift, hash, is_same_drift, &(drift_lookup){q->of, &key, length});
    if (known != NOT_IN_TABLE) return q->of->drifts.items[known].end;
    view before = drifted(q, length - 1);
    if (q->has_failed) return before;
    uint32_t budget = q->key.budget >= length ? q->key.budget - length + 1 : 1;
    view end = drift_one(q, before, budget);
    arena *in = q->of->minds->in;
    if (!q->has_failed && (!LIST_ADD(in, &q->of->drifts, (drift_entry){key, length, end}) ||
                           !kzi_table_add(in, &q->of->by_drift, hash, q->of->drifts.count - 1))) {
        q->has_failed = true;
    }
    return end;
}

/* ---- what a course of acts is worth ---- */
typedef struct {
    bool is_known;
    int64_t gain;
} course_worth;

static course_worth gain_of(plan_search *q, view end, uint32_t length) {
    minds *of = q->of->minds;
    value worth = kzi_minds_worth(of, end.state, q->key.holder);
    value otherwise = q->worth_before;
    if (of->about->has_lesser_evil)
        otherwise = kzi_minds_worth(of, drifted(q, length).state, q->key.holder);
    if (worth == UNKNOWN || otherwise == UNKNOWN) return (course_worth){false, 0};
    return (course_worth){true, (int64_t)worth - otherwise};
}

/* ---- requirement 4: no proper part does at least as well ----
 * A part's first step need not be asked for the holder's own reason: a part that does as well
 * gains, so it is itself a plan that begins with that step; and if that plan is not minimal, a
 * smaller part of it is, which is tried too. So no question asks itself. */
/* In the peer's problems a part must come to exactly the same; a step that makes things worse is
 * then no waste. */
static bool does_as_well(const plan_search *q, int64_t part, int64_t whole) {
    return q->of->minds->about->is_peers ? part == whole : part >= whole;
}

typedef struct {
    plan_search *q;
    const act_id *plan;
    uint32_t length;
    int64_t gain;
} leaving_out;

static bool a_part_does(leaving_out *l, view at, uint32_t next, uint32_t kept) {
    plan_search *q = l->q;
    if (next == l->length) {
        if (kept == l->length) return false;
        course_worth worth = gain_of(q, at, kept);
        return worth.is_known && does_as_well(q, worth.gain, l->gain);
    }
    bool has_omitted = kept < next;
    act_id act = l->plan[next];
    bool may_keep = !has_omitted || (kzi_minds_possible(q->of->minds, at.state, act) &&
                                     has_reasons(q, at, act, q->key.budget - kept, kept > 0));
    if (q->has_failed) return true;
    if (may_keep) {
        view after = stepped(q, at, act);
        if (q->has_failed || (!leads_nowhere(after) && a_part_does(l, after, next + 1, kept + 1)))
            return true;
    }
    return a_part_does(l, at, next + 1, kept);
}

static const act_id *plan_to(plan_search *q, uint32_t node) {
    uint32_t length = q->nodes.items[node].length;
    act_id *plan = KZI_TAKE_MANY(q->work, act_id, length);
    if (!plan) return ask_fails(q), NULL;
    for (uint32_t at = node; at != NO_PLAN_NODE; at = q->nodes.items[at].parent)
        plan[--length] = q->nodes.items[at].act;
    return plan;
}

static bool is_minimal(plan_search *q, const act_id *plan, uint32_t length, int64_t gain) {
    if (length > LONGEST_PLAN_PROVED) {
        q->found.was_cut_by_plan = true;
        return false;
    }
    leaving_out l = {q, plan, length, gain};
    return !a_part_does(&l, q->from, 0, 0) && !q->has_failed;
}

/* Under lesser evil a plan is weighed against what would happen in as many steps, so its parts are
 * tried one by one. */
static bool tries_parts_one_by_one(const plan_search *q) {
    return q->of->minds->about->has_lesser_evil && !q->of->is_proving;
}

/* The shadows are all that proper parts lead to. */
static bool no_shadow_does(plan_search *q, uint32_t shadows, int64_t gain) {
    row parts = q->shadow_rows.list.items[shadows];
    for (uint32_t i = 0; i < parts.count; i += 2) {
        value worth = kzi_minds_worth(q->of->minds, (state_id){parts.items[i]}, q->key.holder);
        if (worth != UNKNOWN && does_as_well(q, (int64_t)worth - q->worth_before, gain))
            return false;
    }
    return true;
}

/* ---- the tree of plans ---- */
static bool take_plan(plan_search *q, uint32_t node, int64_t gain) {
    plan_node at = q->nodes.items[node];
    const act_id *plan = plan_to(q, node);
    bool by_shadows = !q->of->minds->about->has_lesser_evil;
    if (!plan ||
        !(by_shadows ? no_shadow_does(q, at.shadows, gain) : is_minimal(q, plan, at.length, gain)))
        return false;
    act_id *kept = KZI_TAKE_MANY(q->of->minds->in, act_id, at.length);
    if (!kept) return ask_fails(q);
    memcpy(kept, plan, sizeof *kept * at.length);
    q->found.answer = REASON_YES;
    q->found.plan = kept;
    q->found.plan_length = at.length;
    return true;
}

/* ---- shadows: what the proper parts of a plan lead to is a set of states, each with the number of
 * acts kept on the way (which tells how many more its steps may count on; in a proof nothing is
 * counted, so all numbers are 0) ---- Two plans of one length with the same state and the same
 * shadows have the same future, so the first of them is enough: this is exact. In a proof a plan
 * whose state one of its parts reaches too can be left as well: whatever follows, the part does as
 * well. */
typedef struct {
    uint32_t *pairs;
    uint32_t count; /* numbers, two for each shadow */
} shadow_list;

static void insert_shadow(shadow_list *to, state_id state, uint32_t kept) {
    uint32_t at = 0;
    while (at < to->count &&
           (to->pairs[at] < state.n || (to->pairs[at] == state.n && to->pairs[at + 1] < kept)))
        at += 2;
    if (at < to->count && to->pairs[at] == state.n && to->pairs[at + 1] == kept) return;
    memmove(to->pairs + at + 2, to->pairs + at, sizeof *to->pairs * (to->count - at));
    to->pairs[at] = state.n;
    to->pairs[at + 1] = kept;
    to->count += 2;
}

/* A part that goes on with the act, when it may. */
static bool shadow_takes(plan_search *q, shadow_list *to, view part, uint32_t kept, act_id act) {
    bool is_proving = q->of->is_proving;
    bool asks_holder = is_proving ? part.state.n != q->from.state.n : kept > 0;
    uint32_t budget = is_proving ? q->key.budget : q->key.budget - kept;
    if (!kzi_minds_possible(q->of->minds, part.state, act) ||
        !has_reasons(q, part, act, budget, asks_holder))
        return !q->has_failed;
    view after = stepped(q, part, act);
    if (!leads_nowhere(after)) insert_shadow(to, after.state, is_proving ? 0 : kept + 1);
    return !q->has_failed;
}

static uint32_t shadows_after(plan_search *q, const plan_node *from, act_id act) {
    row before = q->shadow_rows.list.items[from->shadows];
    shadow_list made = {KZI_TAKE_MANY(q->work, uint32_t, 2 * before.count + 2), 0};
    if (!made.pairs) return ask_fails(q), NO_ROW;
    insert_shadow(&made, from->at.state, q->of->is_proving ? 0 : from->length);
    for (uint32_t i = 0; i < before.count; i += 2) {
        view part = from->at;
        part.state = (state_id){before.items[i]};
        insert_shadow(&made, part.state, before.items[i + 1]);
        if (!shadow_takes(q, &made, part, before.items[i + 1], act)) return NO_ROW;
    }
    uint32_t kept = kzi_row(&q->shadow_rows, made.pairs, made.count);
    return kept == NO_ROW ? (ask_fails(q), NO_ROW) : kept;
}

static bool is_a_shadow(row of, state_id state) {
    for (uint32_t i = 0; i < of.count; i += 2) {
        if (of.items[i] == state.n) return true;
    }
    return false;
}

typedef struct {
    const plan_search *q;
    const plan_node *wanted;
} node_like;

static bool is_same_plan_node(const void *context, uint32_t number) {
    const node_like *like = context;
    const plan_node *known = &like->q->nodes.items[number];
    if (known->at.state.n != like->wanted->at.state.n || known->shadows != like->wanted->shadows)
        return false;
    return like->q->of->is_proving || known->length == like->wanted->length;
}

/* True when the node is worth keeping; it is then known. */
static bool is_new_plan_node(plan_search *q, uint32_t node) {
    plan_node *made = &q->nodes.items[node];
    made->shadows = shadows_after(q, &q->nodes.items[made->parent], made->act);
    if (made->shadows == NO_ROW) return false;
    if (q->of->is_proving && is_a_shadow(q->shadow_rows.list.items[made->shadows], made->at.state))
        return false;
    uint64_t hash = kzi_hash_mix((uint64_t)made->at.state.n << 32 | made->shadows);
    if (kzi_table_find(&q->known_nodes, hash, is_same_plan_node, &(node_like){q, made}) !=
        NOT_IN_TABLE)
        return false;
    return kzi_table_add(q->work, &q->known_nodes, hash, node) || ask_fails(q);
}

/* for asking about one step of a plan; four times as much each time it was not enough */
#define FIRST_EFFORT_INSIDE 64u
#define MOST_TRIES_INSIDE   8u /* then it is asked to the end */

/* Is the step that led here explained for whom it is by, and is there no plan like it yet? The
 * first step is the one in question. */
static step_verdict may_stand(plan_search *q, uint32_t node) {
    plan_node at = q->nodes.items[node];
    if (at.parent == NO_PLAN_NODE) return STEP_STANDS;
    view before = q->nodes.items[at.parent].at;
    uint64_t effort = at.tries >= MOST_TRIES_INSIDE || q->is_in_order
                          ? 0
                          : (uint64_t)FIRST_EFFORT_INSIDE << 2 * at.tries;
    step_verdict found = judge_step(q, before, at.act, q->key.budget - at.length + 1, true, effort);
    if (found != STEP_STANDS || q->has_failed) return q->has_failed ? STEP_FALLS : found;
    return tries_parts_one_by_one(q) || is_new_plan_node(q, node) ? STEP_STANDS : STEP_FALLS;
}

/* ---- which plan is looked at next: that of the fewest acts in all, as far as is foreseen, and of
 * these the longest ---- */
static uint32_t rank_of_node(const plan_search *q, const plan_node *node) {
    return q->is_in_order ? node->length : node->length + node->estimate + node->tries;
}

static bool is_looked_at_before(const plan_search *q, uint32_t one, uint32_t other) {
    const plan_node *a = &q->nodes.items[one], *b = &q->nodes.items[other];
    uint32_t rank_a = rank_of_node(q, a), rank_b = rank_of_node(q, b);
    if (rank_a != rank_b) return rank_a < rank_b;
    if (!q->is_in_order && a->length != b->length) return a->length > b->length;
    return one < other;
}

static bool lay_open(plan_search *q, uint32_t node) {
    if (!LIST_ADD(q->work, &q->open, node)) return ask_fails(q);
    uint32_t *heap = q->open.items, at = q->open.count - 1;
    for (; at > 0 && is_looked_at_before(q, node, heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = node;
    return true;
}

static uint32_t take_open(plan_search *q) {
    uint32_t *heap = q->open.items, first = heap[0], last = heap[--q->open.count], at = 0,
             count = q->open.count;
    for (uint32_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && is_looked_at_before(q, heap[child + 1], heap[child])) child++;
        if (!is_looked_at_before(q, heap[child], last)) break;
        heap[at] = heap[child];
        at = child;
    }
    if (count) heap[at] = last;
    return first;
}

/* ---- what cannot be reached in time, or at all ---- */
static void note_limit(plan_search *q) {
    if (q->key.level > q->of->mind_limit) q->found.was_cut_by_mind = true;
    else q->found.was_cut_by_plan = true;
}

/* Under lesser evil what is to be exceeded differs from step to step, so nothing is foreseen. */
static bool is_out_of_reach(plan_search *q, state_id state, uint32_t length, uint32_t *estimate) {
    const grounded *about = q->of->minds->about;
    *estimate = 0;
    if (about->has_lesser_evil) return false;
    uint32_t left = q->of->is_proving ? MOST_LAYERS_IN_PROOF : q->longest - length;
    expression_id worth = about->minds[q->key.holder.n].worth;
    uint32_t distance =
        kzi_distance(q->of->distances, state, q->key.holder, worth, q->worth_before, left);
    if (distance == DISTANCE_FAILED) return !ask_fails(q);
    *estimate = distance;
    if (distance <= left) return false;
    if (distance == NEVER_REACHED) return true;
    if (!q->of->is_proving) note_limit(q);
    return !q->of->is_proving;
}

static bool has_given_up(plan_search *q) {
    reasons *of = q->of;
    if (of->effort_end && kzi_reasons_spent(of) >= of->effort_end) of->gave_up = true;
    if (of->gave_up) q->found.was_cut_by_plan = true;
    return of->gave_up;
}

/* A plan's last act brings the gain itself. One that cannot would only tell that a limit stood in
 * the way, which may be known already. */
static bool is_last_in_vain(const plan_search *q, act_id act, uint32_t length) {
    if (length < q->longest || q->of->is_proving || q->of->minds->about->has_lesser_evil)
        return false;
    bool is_cut =
        q->key.level > q->of->mind_limit ? q->found.was_cut_by_mind : q->found.was_cut_by_plan;
    return is_cut && !kzi_touches(&q->of->touches, q->key.holder, act);
}

/* What could be done next; whether anybody would is asked only when the plan turns out to
 * matter. */
static void grow_plans(plan_search *q, uint32_t node) {
    plan_node from = q->nodes.items[node];
    uint32_t count = kzi_minds_possible_acts(q->of->minds, from.at.state, q->possible, q->may_be);
    for (uint32_t i = 0; i < count; i++) {
        act_id act = q->possible[i];
        if (q->of->minds->about->acts[act.n].actor_count == 0 ||
            is_last_in_vain(q, act, from.length + 1))
            continue;
        if (has_given_up(q)) return; /* with many people one step's growth alone is long */
        view to = stepped(q, from.at, act);
        if (q->has_failed) return;
        if (leads_nowhere(to)) continue;
        plan_node made = {.at = to, .parent = node, .act = act, .length = from.length + 1};
        bool is_left = is_out_of_reach(q, to.state, made.length, &made.estimate);
        if (q->has_failed) return;
        if (!is_left && (!LIST_ADD(q->work, &q->nodes, made) || !lay_open(q, q->nodes.count - 1)))
            q->has_failed = true;
    }
}

/* A plan at its full length that gains nothing only tells that a limit stood in the way; once that
 * is known, it need not be looked into. */
static bool tells_nothing(const plan_search *q, bool gains, bool may_grow) {
    if (gains || may_grow) return false;
    return q->key.level > q->of->mind_limit ? q->found.was_cut_by_mind : q->found.was_cut_by_plan;
}

/* True when the search is over. */
static bool try_plan(plan_search *q, uint32_t node) {
    plan_node at = q->nodes.items[node];
    course_worth worth = gain_of(q, at.at, at.length);
    bool gains = worth.is_known && worth.gain > 0, may_grow = at.length < q->longest;
    if (q->has_failed) return true;
    if (tells_nothing(q, gains, may_grow)) return false;
    switch (may_stand(q, node)) {
    case STEP_FALLS: return q->has_failed;
    case STEP_UNDECIDED: q->nodes.items[node].tries++; return !lay_open(q, node);
    default: break;
    }
    if (gains && take_plan(q, node, worth.gain)) return true;
    if (q->has_failed) return true;
    if (may_grow) grow_plans(q, node);
    else note_limit(q);
    return q->has_failed;
}

static void search_plans(plan_search *q) {
    view first = stepped(q, q->from, q->key.act);
    if (leads_nowhere(first)) return;
    plan_node made = {.at = first, .parent = NO_PLAN_NODE, .act = q->key.act, .length = 1};
    q->shadow_rows = (rows){.in = q->work};
    made.shadows = kzi_row(&q->shadow_rows, (uint32_t[]){q->from.state.n, 0}, 2);
    if (made.shadows == NO_ROW || !LIST_ADD(q->work, &q->nodes, made)) {
        q->has_failed = true;
        return;
    }
    if (q->of->is_proving && first.state.n == q->from.state.n) return; /* it changes nothing */
    if (is_out_of_reach(q, first.state, 1, &made.estimate) || q->has_failed || !lay_open(q, 0))
        return;
    while (q->open.count && !has_given_up(q)) {
        q->of->effort++;
        if (try_plan(q, take_open(q))) return;
    }
}

static reason answer_of(plan_search *q) {
    if (q->has_failed) return (reason){.answer = REASON_FAILED};
    bool was_cut = q->found.was_cut_by_plan || q->found.was_cut_by_mind;
    /* In a proof a yes that leaves something open proves as little as a no that does: a part left
     * untried might do as well. */
    if (q->found.answer == REASON_YES && !(was_cut && q->of->is_proving)) return q->found;
    q->found.answer = was_cut ? REASON_CUT : REASON_NO;
    return q->found;
}

static reason ask_up_to(reasons *of, const reason_key *key, uint32_t longest, bool is_in_order) {
    minds *m = of->minds;
    plan_search q = {.of = of, .key = *key, .work = desk_of_depth(of), .is_in_order = is_in_order};
    if (!q.work) return (reason){.answer = REASON_FAILED};
    q.from = (view){key->state, key->holder, key->depth};
    q.worth_before = kzi_minds_worth(m, key->state, key->holder);
    q.longest = key->level > of->mind_limit ? 1 : longest;
    q.possible = KZI_TAKE_MANY(q.work, act_id, m->about->act_count);
    q.may_be = KZI_TAKE_MANY(q.work, uint64_t, m->acts.word_count);
    if (!q.possible || !q.may_be) q.has_failed = true;
    else if (q.worth_before != UNKNOWN && kzi_minds_possible(m, key->state, key->act))
        search_plans(&q);
    return answer_of(&q);
}

static reason ask(reasons *of, const reason_key *key) {
    return ask_up_to(of, key, key->budget, of->is_proving || of->minds->about->has_lesser_evil);
}

/* What was answered while a wrong assumption stood is asked anew when it is needed. */
static void forget_since(reasons *of, uint32_t first) {
    for (uint32_t i = first; i < of->entries.count; i++) of->entries.items[i]->is_known = false;
}

/* Works the question out under what is assumed of it, should it come round to itself; `holds_up`
 * tells whether the answer bears that out. */
static reason ask_assuming(reasons *of, reason_entry *entry, reason_answer assumed,
                           bool *holds_up) {
    uint32_t first_inner = of->entries.count;
    entry->is_open = true;
    entry->was_asked_again = false;
    entry->found = (reason){.answer = assumed};
    reason found = ask(of, &entry->key);
    entry->is_open = false;
    *holds_up = !entry->was_asked_again || found.answer == assumed || found.answer == REASON_CUT ||
                found.answer == REASON_FAILED;
    if (!*holds_up) forget_since(of, first_inner);
    return found;
}

/* In a proof neither levels nor budgets end, so a question may come round to itself. A reason that
 * needs itself is none, so it is first taken to have none; if it turns out to have one after all,
 * it is asked once more as one that has; if neither bears itself out, nothing is proved. */
reason kzi_reason(reasons *of, view from, act_id act, uint32_t level, uint32_t budget) {
    reason_key key = {from.state, from.holder, from.depth, act, level, budget ? budget : 1};
    if (of->is_proving) key.budget = of->plan_limit;
    if (of->mind_limit == NO_LIMIT) key.level = 1;
    reason_entry *entry = entry_of(of, &key);
    if (!entry) return (reason){.answer = REASON_FAILED};
    if (entry->is_known) return entry->found;
    if (entry->is_open) {
        entry->was_asked_again = true;
        return entry->found;
    }
    if (of->is_proving && of->open_count >= DEEPEST_PROOF)
        return (reason){.answer = REASON_CUT, .was_cut_by_plan = true};
    of->open_count++;
    bool holds_up;
    reason found = ask_assuming(of, entry, REASON_NO, &holds_up);
    if (!holds_up) found = ask_assuming(of, entry, REASON_YES, &holds_up);
    if (!holds_up) found = (reason){.answer = REASON_CUT, .was_cut_by_plan = true};
    of->open_count--;
    entry->is_known = found.answer != REASON_FAILED && !of->gave_up;
    entry->found = found;
    return found;
}

reason kzi_reason_shown(reasons *of, view from, act_id act, uint32_t level, uint32_t budget) {
    reason found = kzi_reason(of, from, act, level, budget);
    if (found.answer != REASON_YES || of->is_proving || of->minds->about->has_lesser_evil)
        return found;
    reason_key key = {
        from.state,         from.holder, from.depth, act, of->mind_limit == NO_LIMIT ? 1 : level,
        budget ? budget : 1};
    of->open_count++;
    reason shown = ask_up_to(of, &key, found.plan_length, true);
    of->open_count--;
    return shown.answer == REASON_YES || shown.answer == REASON_FAILED ? shown : found;
}

bool kzi_reasons_believed(const reasons *of, view story, act_id act, mind_id actor) {
    view held = kzi_minds_view(of->minds, story, actor);
    return kzi_minds_hold(of->minds, held.state, of->minds->about->acts[act.n].condition);
}

reason_answer kzi_reasons_for_all(reasons *of, view story, act_id act) {
    const grounded *about = of->minds->about;
    const ground_act *a = &about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (!kzi_reasons_believed(of, story, act, about->actors[a->first_actor + i]))
            return REASON_NO;
    }
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        reason why =
            kzi_reason(of, kzi_minds_view(of->minds, story, actor), act, 1, of->plan_limit);
        if (why.answer != REASON_YES) return why.answer;
    }
    return REASON_YES;
}
