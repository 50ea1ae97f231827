/* SPDX-License-Identifier: MIT
 *
 * reason_plans: the tree of plans: which is looked at next, which can be left, which is found; see
 * plan_search.h. Two ways to one state stay two nodes, since what may be left out depends on the
 * way.
 */
#include "plan_search.h"

#include <string.h>

static const act_id *plan_to(plan_search *q, uint32_t node) {
    uint32_t length = q->nodes.items[node].length;
    act_id *plan = KZI_TAKE_MANY(q->work, act_id, length);
    if (!plan) return plan_search_fails(q), NULL;
    for (uint32_t at = node; at != NO_PLAN_NODE; at = q->nodes.items[at].parent)
        plan[--length] = q->nodes.items[at].act;
    return plan;
}

static bool take_plan(plan_search *q, uint32_t node, int64_t gain) {
    plan_node at = q->nodes.items[node];
    const act_id *plan = plan_to(q, node);
    bool by_shadows = !q->of->minds->about->has_lesser_evil;
    bool is_minimal = plan && (by_shadows ? kzi_plan_no_shadow_does(q, node, gain)
                                          : kzi_plan_is_minimal(q, plan, at.length, gain));
    q->was_refused |= !is_minimal;
    if (!is_minimal || q->of->gave_up) return false; /* perhaps a part was not asked to the end */
    act_id *kept = KZI_TAKE_MANY(q->of->minds->in, act_id, at.length);
    if (!kept) return plan_search_fails(q);
    memcpy(kept, plan, sizeof *kept * at.length);
    q->found.answer = REASON_YES;
    q->found.plan = kept;
    q->found.plan_length = at.length;
    return true;
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
    return like->q->of->is_proving || known->length == like->wanted->length ||
           (like->q->counts_no_budget && known->length < like->wanted->length);
}

/* True when the node is worth keeping; it is then known. */
static bool is_new_plan_node(plan_search *q, uint32_t node) {
    plan_node *made = &q->nodes.items[node];
    made->shadows = kzi_plan_shadows_after(q, &q->nodes.items[made->parent], made->act);
    if (made->shadows == NO_ROW) return false;
    bool is_sure = kzi_plan_shadows_are_sure(q, made->shadows);
    bool leaves_shadows = is_sure && (q->of->is_proving || q->leaves_shadows);
    if (leaves_shadows && kzi_plan_is_a_shadow(q, made->shadows, made->at.state)) return false;
    uint64_t hash = kzi_hash_mix((uint64_t)made->at.state.n << 32 | made->shadows);
    if (kzi_table_find(&q->known_nodes, hash, is_same_plan_node, &(node_like){q, made}) !=
        NOT_IN_TABLE) {
        q->has_left_alike |= !is_sure;
        return false;
    }
    return kzi_table_add(q->work, &q->known_nodes, hash, node) || plan_search_fails(q);
}

/* Under lesser evil a plan is weighed against what would happen in as many steps, so its parts are
 * tried one by one. */
static bool tries_parts_one_by_one(const plan_search *q) {
    return q->of->minds->about->has_lesser_evil && !q->of->is_proving;
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
    uint64_t effort = at.tries >= MOST_TRIES_INSIDE || q->is_in_order || q->of->is_asking_all
                          ? 0
                          : (uint64_t)FIRST_EFFORT_INSIDE << 2 * at.tries;
    step_verdict found =
        kzi_plan_step(q, before, at.act, q->key.budget - at.length + 1, true, effort);
    if (found != STEP_STANDS || q->has_failed) return q->has_failed ? STEP_FALLS : found;
    return tries_parts_one_by_one(q) || is_new_plan_node(q, node) ? STEP_STANDS : STEP_FALLS;
}

/* ---- which plan is looked at next: that of the fewest acts in all, as far as is foreseen, and of
 * these the longest ---- */
#define PUT_OFF 1000u
static uint32_t rank_of_node(const plan_search *q, const plan_node *node) {
    if (q->is_in_order) return node->length;
    uint32_t ahead = node->guess > node->estimate ? 2 * node->guess : node->estimate;
    return node->length + ahead + 3 * node->tries + (node->is_put_off ? PUT_OFF : 0);
}

static bool is_looked_at_before(const plan_search *q, uint32_t one, uint32_t other) {
    const plan_node *a = &q->nodes.items[one], *b = &q->nodes.items[other];
    uint32_t rank_a = rank_of_node(q, a), rank_b = rank_of_node(q, b);
    if (rank_a != rank_b) return rank_a < rank_b;
    if (!q->is_in_order && a->length != b->length) return a->length > b->length;
    return one < other;
}

static bool lay_open(plan_search *q, uint32_t node) {
    if (!LIST_ADD(q->work, &q->open, node)) return plan_search_fails(q);
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
    if (distance == DISTANCE_FAILED) return !plan_search_fails(q);
    *estimate = distance;
    if (distance <= left) return false;
    if (distance == NEVER_REACHED) return true;
    if (!q->of->is_proving) note_limit(q);
    return !q->of->is_proving;
}

static bool has_given_up(plan_search *q) {
    reasons *of = q->of;
    bool has_no_nodes = of->node_end && of->effort >= of->node_end;
    if (has_no_nodes || kzi_reasons_are_spent(of)) of->gave_up = true;
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

/* How many acts it may still be to a gain; NULL where plans are not ranked by guesses, or, as
 * `has_failed` says, memory ended. */
static const guess_memo *guess_gain(plan_search *q, state_id from) {
    const grounded *about = q->of->minds->about;
    if (!q->of->guesses || q->is_in_order || about->has_lesser_evil) return NULL;
    guess_wish wish = {q->key.holder, about->minds[q->key.holder.n].worth, q->worth_before + 1};
    const guess_memo *guess = kzi_guess(q->of->guesses, from, &wish);
    q->has_failed = !guess;
    return guess;
}

/* What could be done next; whether anybody would is asked only when the plan turns out to
 * matter. */
static void grow_plans(plan_search *q, uint32_t node) {
    plan_node from = q->nodes.items[node];
    const guess_memo *guess = guess_gain(q, from.at.state);
    if (q->has_failed) return;
    uint32_t count = kzi_minds_possible_acts(q->of->minds, from.at.state, q->possible, q->may_be);
    kzi_minds_fetch(q->of->minds, from.at.state, q->possible, count);
    for (uint32_t i = 0; i < count; i++) {
        act_id act = q->possible[i];
        if (q->of->minds->about->acts[act.n].actor_count == 0 ||
            is_last_in_vain(q, act, from.length + 1))
            continue;
        if (has_given_up(q)) return; /* with many people one step's growth alone is long */
        view to = kzi_plan_stepped(q, from.at, act);
        if (q->has_failed) return;
        if (leads_nowhere(to)) continue;
        plan_node made = {.at = to, .parent = node, .act = act, .length = from.length + 1};
        bool is_left = is_out_of_reach(q, to.state, made.length, &made.estimate);
        if (q->has_failed) return;
        if (guess && guess->guess < FAR_AWAY)
            made.guess = guess->guess - kzi_guess_helps(q->of->guesses, guess, act);
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

/* A part of the plan leads to the same world: whatever comes after, the part will mostly do as
 * well, so it is looked at when nothing else is left. (Mostly: what is a reason with so many acts
 * left need not be one with more, since a smaller part of it may then do.) */
static bool puts_off(plan_search *q, uint32_t node) {
    plan_node *at = &q->nodes.items[node];
    if (q->is_in_order || at->is_put_off || at->parent == NO_PLAN_NODE || tries_parts_one_by_one(q))
        return false;
    at->is_put_off = kzi_plan_is_a_shadow(q, at->shadows, at->at.state);
    return at->is_put_off;
}

/* True when the search is over. */
static bool try_plan(plan_search *q, uint32_t node) {
    plan_node at = q->nodes.items[node];
    course_worth worth = kzi_plan_gain(q, at.at, at.length);
    bool gains = worth.is_known && worth.gain > 0, may_grow = at.length < q->longest;
    if (q->has_failed) return true;
    if (tells_nothing(q, gains, may_grow)) return false;
    switch (at.is_put_off ? STEP_STANDS : may_stand(q, node)) {
    case STEP_FALLS: return q->has_failed;
    case STEP_UNDECIDED: q->nodes.items[node].tries++; return !lay_open(q, node);
    default: break;
    }
    if (puts_off(q, node)) return !lay_open(q, node);
    if (gains && take_plan(q, node, worth.gain)) return true;
    if (q->has_failed) return true;
    if (may_grow) grow_plans(q, node);
    else note_limit(q);
    return q->has_failed;
}

static void search_once(plan_search *q) {
    view first = kzi_plan_stepped(q, q->from, q->key.act);
    if (leads_nowhere(first)) return;
    plan_node made = {.at = first, .parent = NO_PLAN_NODE, .act = q->key.act, .length = 1};
    q->shadow_rows = (rows){.in = q->work};
    made.shadows = kzi_plan_first_shadows(q);
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

/* Parts are taken on trust where it matters neither which plan is found first nor which questions
 * are asked. A no is then sure as well, unless a plan was refused for a part of it and another left
 * as being like it, of which perhaps fewer parts stand. */
static void search_plans(plan_search *q) {
    const reasons *of = q->of;
    q->trusts_parts = !q->is_in_order && !of->is_proving && !of->is_asking_all &&
                      !of->minds->about->has_lesser_evil;
    search_once(q);
    bool is_sure = q->found.answer == REASON_YES || !q->was_refused || !q->has_left_alike;
    if (is_sure || q->has_failed || of->gave_up) return;
    q->trusts_parts = false;
    q->nodes.count = q->open.count = 0;
    q->known_nodes = (table){0};
    search_once(q);
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

/* Beyond the mind limit a step's reason is that one step, however many acts are left. So in a
 * question on the last level within it the budget tells only where the holder takes a step after
 * having gained: never, where any gain is all they could want. Then a shorter plan to the same
 * world and shadows has the same future and more room; and a plan whose world a part of it reaches
 * too can be left, since the part stands wherever the plan does. The latter is so also where a
 * second gain would be all: that question is one of the first kind, and more room does it no harm.
 */
static void note_budget(plan_search *q) {
    const reasons *of = q->of;
    if (of->is_proving || of->minds->about->has_lesser_evil || q->key.level < of->mind_limit)
        return;
    int64_t now = q->worth_before;
    q->counts_no_budget = q->best <= now + 1;
    q->leaves_shadows = q->best <= now + 2;
}

/* Nothing could be any better. */
static bool is_content(const plan_search *q) {
    return q->worth_before >= q->best && !q->of->minds->about->has_lesser_evil;
}

reason kzi_reason_plan(reasons *of, const reason_key *key, uint32_t longest, bool is_in_order,
                       arena *work) {
    minds *m = of->minds;
    plan_search q = {.of = of, .key = *key, .work = work, .is_in_order = is_in_order};
    q.from = (view){key->state, key->holder, key->depth};
    q.worth_before = kzi_minds_worth(m, key->state, key->holder);
    q.best = of->best[key->holder.n];
    note_budget(&q);
    q.longest = key->level > of->mind_limit ? 1 : longest;
    q.possible = KZI_TAKE_MANY(q.work, act_id, m->about->act_count);
    q.may_be = KZI_TAKE_MANY(q.work, uint64_t, m->acts.word_count);
    if (!q.possible || !q.may_be) q.has_failed = true;
    else if (q.worth_before != UNKNOWN && !is_content(&q) &&
             kzi_minds_possible(m, key->state, key->act))
        search_plans(&q);
    return answer_of(&q);
}
