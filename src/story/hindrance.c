/* SPDX-License-Identifier: MIT
 *
 * hindrance: see hindrance.h.
 */
#include "hindrance.h"

#define MOST_COURSES  4000u /* looked at for one actor; the founding worlds need under 700 */
#define LONGEST_DRIFT 12u   /* where the plan limit has no end */
/* of those that gain, so many are asked about until one is found that only another's will
 * prevents */
#define MOST_REFUSED_COURSES 40u

typedef struct {
    view at;
    uint32_t parent; /* UINT32_MAX for the act itself */
    act_id act;
    uint32_t length;
} course_node;

typedef struct {
    exploration *of;
    arena *in;
    hindrance *found;
    act_id act;
    value worth_now;
    uint32_t longest;
    LIST(course_node) nodes;
    table by_state;
    bool has_failed;
} course_search;

typedef struct {
    const course_search *s;
    state_id state;
} course_lookup;

static bool is_same_course_end(const void *context, uint32_t number) {
    const course_lookup *wanted = context;
    return wanted->s->nodes.items[number].at.state.n == wanted->state.n;
}

/* Two courses to one world have the same future, and the shorter is met first. */
static bool add_course(course_search *s, course_node made) {
    uint64_t hash = kzi_hash_mix(made.at.state.n);
    if (kzi_table_find(&s->by_state, hash, is_same_course_end,
                       &(course_lookup){s, made.at.state}) != NOT_IN_TABLE)
        return true;
    return LIST_ADD(s->in, &s->nodes, made) &&
           kzi_table_add(s->in, &s->by_state, hash, s->nodes.count - 1);
}

static bool take_course_step(course_search *s, view at, uint32_t parent, act_id act,
                             uint32_t length) {
    minds *m = &s->of->minds;
    course_node made = {at, parent, act, length};
    made.at.state = kzi_minds_step(m, at, act);
    if (made.at.state.n == NO_STATE.n)
        return m->rules.loop.was_found; /* where rules go round nobody goes */
    return add_course(s, made);
}

static bool grow_course(course_search *s, uint32_t node) {
    minds *m = &s->of->minds;
    course_node from = s->nodes.items[node];
    act_id *possible = KZI_TAKE_MANY(s->in, act_id, m->about->act_count);
    uint64_t *may_be = KZI_TAKE_MANY(s->in, uint64_t, m->acts.word_count);
    if (!possible || !may_be) return false;
    uint32_t count = kzi_minds_possible_acts(m, from.at.state, possible, may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (m->about->acts[possible[i].n].actor_count == 0) continue;
        if (!take_course_step(s, from.at, node, possible[i], from.length + 1)) return false;
    }
    return true;
}

static bool grow_all_courses(course_search *s) {
    if (!take_course_step(s, s->found->held, UINT32_MAX, s->act, 1)) return false;
    for (uint32_t i = 0; i < s->nodes.count; i++) {
        if (s->nodes.items[i].length >= s->longest || s->nodes.count >= MOST_COURSES) {
            s->found->is_more_beyond = true;
            continue;
        }
        if (!grow_course(s, i)) return false;
    }
    return true;
}

static bool course_gains(const course_search *s, uint32_t node) {
    value then = kzi_minds_worth(&s->of->minds, s->nodes.items[node].at.state, s->found->who);
    return then != UNKNOWN && s->worth_now != UNKNOWN && then > s->worth_now;
}

static bool write_course(course_search *s, uint32_t node) {
    uint32_t length = s->nodes.items[node].length;
    act_id *acts = KZI_TAKE_MANY(s->in, act_id, length);
    if (!acts) return false;
    s->found->course = acts;
    s->found->course_length = length;
    s->found->course_end = s->nodes.items[node].at;
    for (uint32_t at = node; at != UINT32_MAX; at = s->nodes.items[at].parent)
        acts[--length] = s->nodes.items[at].act;
    return true;
}

/* Would everybody but the planner take this step, as the planner sees them? Notes who would not. */
static bool others_take(course_search *s, view at, act_id act, uint32_t step) {
    exploration *of = s->of;
    const grounded *about = of->minds.about;
    const ground_act *a = &about->acts[act.n];
    uint32_t budget = of->reasons.plan_limit > step ? of->reasons.plan_limit - step : 1;
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = about->actors[a->first_actor + i];
        if (actor.n == s->found->who.n) continue;
        view held = kzi_minds_view(&of->minds, at, actor);
        bool believes = kzi_minds_hold(&of->minds, held.state, a->condition);
        reason why = believes ? kzi_reason(&of->reasons, held, act, 2, budget)
                              : (reason){.answer = REASON_NO};
        s->has_failed |= why.answer == REASON_FAILED;
        if (why.answer == REASON_YES) continue;
        s->found->step = step;
        s->found->other = actor;
        s->found->other_believes = believes;
        s->found->other_held = s->found->other_after = held;
        s->found->other_after.state = kzi_minds_step(&of->minds, held, act);
        return false;
    }
    return true;
}

/* Walks the course; true when another's will prevents it. */
static bool another_prevents(course_search *s) {
    view at = s->found->held;
    for (uint32_t i = 0; i < s->found->course_length; i++) {
        if (!others_take(s, at, s->found->course[i], i)) return true;
        at.state = kzi_minds_step(&s->of->minds, at, s->found->course[i]);
    }
    return false;
}

/* Of the courses that gain, the first that only another prevents; else the first. */
static bool judge_courses(course_search *s) {
    uint32_t first = UINT32_MAX, asked = 0;
    for (uint32_t i = 0; i < s->nodes.count && asked < MOST_REFUSED_COURSES; i++) {
        if (!course_gains(s, i)) continue;
        if (first == UINT32_MAX) first = i;
        asked++;
        if (!write_course(s, i)) return false;
        bool is_prevented = another_prevents(s);
        if (s->has_failed) return false;
        if (!is_prevented) continue;
        s->found->kind = HINDRANCE_CONSENT;
        return true;
    }
    if (first == UINT32_MAX) return true;
    s->found->kind = HINDRANCE_WASTE;
    return write_course(s, first);
}

static bool find_lack_of_reason(exploration *of, act_id act, hindrance *found, arena *in) {
    uint32_t limit =
        of->reasons.plan_limit < LONGEST_DRIFT ? of->reasons.plan_limit : LONGEST_DRIFT;
    course_search s = {.of = of, .in = in, .found = found, .act = act, .longest = limit};
    s.worth_now = kzi_minds_worth(&of->minds, found->held.state, found->who);
    found->kind = HINDRANCE_NO_USE;
    if (!grow_all_courses(&s)) return false;
    if (s.nodes.count == 0) return true;
    found->after = s.nodes.items[0].at;
    value then = kzi_minds_worth(&of->minds, found->after.state, found->who);
    if (then != UNKNOWN && s.worth_now != UNKNOWN && then < s.worth_now)
        found->kind = HINDRANCE_LOSS;
    bool loses = found->kind == HINDRANCE_LOSS;
    if (!judge_courses(&s)) return false;
    if (loses && found->kind == HINDRANCE_WASTE)
        found->kind = HINDRANCE_LOSS; /* what makes up for the loss is had without it */
    bool gave_none = found->kind == HINDRANCE_NO_USE || found->kind == HINDRANCE_LOSS;
    if (gave_none && s.nodes.count >= MOST_COURSES) found->kind = HINDRANCE_NOT_ASKED;
    return true;
}

bool kzi_hindrance_find(exploration *of, view story, act_id act, hindrance *found, arena *in) {
    const grounded *about = of->minds.about;
    const ground_act *a = &about->acts[act.n];
    *found = (hindrance){.kind = HINDRANCE_NONE, .who = NO_MIND, .other = NO_MIND};
    if (!a->is_attempt && !kzi_minds_hold(&of->minds, story.state, a->condition)) {
        found->kind = HINDRANCE_IMPOSSIBLE;
        return true;
    }
    for (uint32_t i = 0; i < a->actor_count; i++) {
        found->who = about->actors[a->first_actor + i];
        found->held = kzi_minds_view(&of->minds, story, found->who);
        if (kzi_reasons_believed(&of->reasons, story, act, found->who)) continue;
        found->kind = HINDRANCE_UNKNOWN;
        return true;
    }
    for (uint32_t i = 0; i < a->actor_count; i++) {
        found->who = about->actors[a->first_actor + i];
        found->held = kzi_minds_view(&of->minds, story, found->who);
        reason why = kzi_reason(&of->reasons, found->held, act, 1, of->reasons.plan_limit);
        if (why.answer == REASON_FAILED) return false;
        if (why.answer != REASON_YES) return find_lack_of_reason(of, act, found, in);
    }
    found->who = NO_MIND;
    return true;
}
