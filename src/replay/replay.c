/* SPDX-License-Identifier: MIT
 *
 * replay: see replay.h. First the story is walked, then each reason is asked for, each with its
 * share of the effort that is left, so that one hard question leaves the others theirs; then those
 * that are open still, with what is left.
 */
#include "replay.h"

#include "explained.h"

/* Why an actor of an act of the story did it. */
typedef struct {
    uint32_t act;
    mind_id actor;
    bool is_settled;
} replay_question;

typedef struct {
    const grounded *about;
    const replay_story *told;
    replay_verdict *verdict;
    steps steps;
    reasoning reasons;
    world_id *reached; /* act_count + 1 */
    LIST(replay_question) questions;
    uint64_t effort; /* in all */
    bool is_undecided;
} replaying;

/* ---- what is reached ---- */
static uint32_t ending_at(const replaying *r, world_id at) {
    for (uint32_t i = 0; i < r->about->ending_count; i++) {
        if (kzi_replay_holds(kzi_replay_stand(&r->steps.worlds, at),
                             r->about->endings[i].condition))
            return i;
    }
    return NO_REPLAY_ENDING;
}

static bool note_moment(replaying *r, arena *in, world_id at) {
    replay_moment *made = &r->verdict->moments[r->verdict->moment_count];
    value *worth = KZI_TAKE_MANY(in, value, r->about->mind_count);
    if (!worth) return kzi_replay_stops(&r->steps.worlds, STOP_MEMORY);
    for (uint32_t i = 0; i < r->about->mind_count; i++) {
        world_id held = kzi_replay_mind(&r->steps.worlds, at, (mind_id){i});
        worth[i] =
            kzi_replay_amount(kzi_replay_stand(&r->steps.worlds, held), r->about->minds[i].worth);
    }
    *made = (replay_moment){
        ending_at(r, at), worth,
        kzi_replay_amount(kzi_replay_stand(&r->steps.worlds, at), r->about->author_worth)};
    r->reached[r->verdict->moment_count++] = at;
    return true;
}

/* ---- walking: what needs no reasons ---- */
static replay_outcome wrong_before(replaying *r, world_id at, act_id act) {
    const ground_act *a = &r->about->acts[act.n];
    bool is_taken = r->verdict->act < r->told->taken_as_told;
    if (!is_taken && ending_at(r, at) != NO_REPLAY_ENDING) return REPLAY_AFTER_THE_END;
    if (!kzi_replay_possible(&r->steps, at, act)) return REPLAY_IMPOSSIBLE;
    for (uint32_t i = 0; i < a->actor_count && !is_taken; i++) {
        r->verdict->person = r->about->actors[a->first_actor + i];
        world_id held = kzi_replay_mind(&r->steps.worlds, at, r->verdict->person);
        if (!kzi_replay_holds(kzi_replay_stand(&r->steps.worlds, held), a->condition))
            return REPLAY_NOT_BELIEVED;
    }
    r->verdict->person = NO_MIND;
    return REPLAY_HOLDS;
}

static world_id start_of_story(replaying *r) {
    world_id at = kzi_replay_start(&r->steps);
    bool forks_at_once = r->told->is_forked && r->told->taken_as_told == 0;
    return at.n != NO_WORLD.n && forks_at_once ? kzi_replay_fork(&r->steps, at) : at;
}

static world_id after_act(replaying *r, world_id at, uint32_t number) {
    at = kzi_replay_step(&r->steps, at, r->told->acts[number], NO_MIND);
    bool forks_now = r->told->is_forked && number + 1 == r->told->taken_as_told;
    return at.n != NO_WORLD.n && forks_now ? kzi_replay_fork(&r->steps, at) : at;
}

static replay_outcome walk_story(replaying *r, arena *in) {
    world_id at = start_of_story(r);
    if (at.n == NO_WORLD.n || !note_moment(r, in, at)) return REPLAY_UNDECIDED;
    for (uint32_t i = 0; i < r->told->act_count; i++) {
        r->verdict->act = i;
        replay_outcome wrong = wrong_before(r, at, r->told->acts[i]);
        if (wrong != REPLAY_HOLDS) return wrong;
        at = after_act(r, at, i);
        if (at.n == NO_WORLD.n || !note_moment(r, in, at)) return REPLAY_UNDECIDED;
    }
    bool is_as_told = r->told->has_any_ending || ending_at(r, at) == r->told->ending;
    return is_as_told ? REPLAY_HOLDS : REPLAY_OTHER_ENDING;
}

/* ---- reasons ---- */
static const replay_plan *plan_shown(const replaying *r, uint32_t act, mind_id actor) {
    for (uint32_t i = 0; i < r->told->plan_count; i++) {
        if (r->told->plans[i].act == act && r->told->plans[i].actor.n == actor.n)
            return &r->told->plans[i];
    }
    return NULL;
}

/* Each actor of each act. False when memory ended. */
static bool collect_questions(replaying *r, arena *work) {
    for (uint32_t i = r->told->taken_as_told; i < r->told->act_count; i++) {
        const ground_act *a = &r->about->acts[r->told->acts[i].n];
        for (uint32_t j = 0; j < a->actor_count; j++) {
            replay_question made = {i, r->about->actors[a->first_actor + j], false};
            if (!LIST_ADD(work, &r->questions, made))
                return kzi_replay_stops(&r->steps.worlds, STOP_MEMORY);
        }
    }
    return true;
}

static replay_outcome ask_one(replaying *r, const replay_question *what) {
    world_id held = kzi_replay_mind(&r->steps.worlds, r->reached[what->act], what->actor);
    reason_question asked = {what->actor, held, r->told->acts[what->act], 1, r->reasons.plan_limit};
    const replay_plan *shown = plan_shown(r, what->act, what->actor);
    if (shown)
        return kzi_replay_plan_holds(&r->reasons, &asked, shown->acts, shown->length, r->verdict);
    if (!r->told->looks_for_plans) return REPLAY_HOLDS;
    return kzi_replay_explained(&r->reasons, &asked) ? REPLAY_HOLDS : REPLAY_NOT_EXPLAINED;
}

/* `share`: of the effort that is left, one part in so many. */
static replay_outcome ask_within_share(replaying *r, replay_question *what, uint32_t share) {
    worlds *w = &r->steps.worlds;
    uint64_t left = r->effort > w->effort ? r->effort - w->effort : 0;
    w->effort_end = w->effort + left / share;
    replay_outcome found = ask_one(r, what);
    if (w->stop == STOP_MEMORY) return found;
    what->is_settled = w->stop == STOP_NOT || w->stop == STOP_LOOP;
    r->is_undecided |= w->stop == STOP_LOOP;
    if (w->stop == STOP_NOT) return found;
    w->stop = STOP_NOT;
    return REPLAY_HOLDS;
}

static uint32_t count_open(const replaying *r) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->questions.count; i++) count += !r->questions.items[i].is_settled;
    return count;
}

static replay_outcome ask_all_open(replaying *r) {
    uint32_t open = count_open(r);
    for (uint32_t i = 0; i < r->questions.count; i++) {
        replay_question *what = &r->questions.items[i];
        if (what->is_settled) continue;
        r->verdict->act = what->act;
        r->verdict->person = what->actor;
        replay_outcome found = ask_within_share(r, what, open--);
        if (found != REPLAY_HOLDS) return found;
    }
    r->verdict->person = NO_MIND;
    return REPLAY_HOLDS;
}

/* A question that costs more than its share is left open until the others were asked; then it goes
 * on with what they left. One in whose imagined worlds the rules go round stays open. */
static replay_outcome ask_reasons(replaying *r, arena *work) {
    replay_outcome found = collect_questions(r, work) ? REPLAY_HOLDS : REPLAY_UNDECIDED;
    while (found == REPLAY_HOLDS && count_open(r) && r->steps.worlds.effort < r->effort)
        found = ask_all_open(r);
    if (found != REPLAY_HOLDS) return found;
    return r->is_undecided || count_open(r) ? REPLAY_UNDECIDED : REPLAY_HOLDS;
}

/* ---- all of it ---- */
static replay_outcome outcome_of(const replaying *r, replay_outcome found) {
    switch (r->steps.worlds.stop) {
    case STOP_MEMORY: return REPLAY_NO_MEMORY;
    case STOP_LOOP: return REPLAY_LOOPS;
    case STOP_EFFORT: return REPLAY_UNDECIDED;
    default: return found;
    }
}

static bool begin_replaying(replaying *r, arena *in, arena *work, const limits *within,
                            uint64_t effort) {
    kzi_replay_steps_begin(&r->steps, work, r->about, effort);
    r->reasons = (reasoning){.steps = &r->steps,
                             .in = work,
                             .plan_limit = within->plan ? within->plan : 1,
                             .mind_limit = within->mind,
                             .thoughts = r->told->thoughts,
                             .thought_count = r->told->thought_count,
                             .asked = {.in = work}};
    r->reached = KZI_TAKE_MANY(work, world_id, r->told->act_count + 1);
    r->verdict->moments = KZI_TAKE_MANY(in, replay_moment, r->told->act_count + 1);
    return r->reached && r->verdict->moments;
}

replay_verdict kzi_replay(arena *in, const grounded *about, const replay_story *told,
                          const limits *within, uint64_t effort) {
    replay_verdict verdict = {.outcome = REPLAY_NO_MEMORY, .person = NO_MIND};
    replaying r = {.about = about, .told = told, .verdict = &verdict, .effort = effort};
    arena work = kzi_arena(in->from);
    if (within->beliefs != NO_LIMIT) {
        verdict.outcome = REPLAY_UNDECIDED; /* beliefs cut off at a depth are another world, of
                                               which nothing is said here */
    } else if (begin_replaying(&r, in, &work, within, effort)) {
        verdict.outcome = walk_story(&r, in);
        bool goes_on = verdict.outcome == REPLAY_HOLDS && r.steps.worlds.stop == STOP_NOT;
        verdict.outcome = outcome_of(&r, goes_on ? ask_reasons(&r, &work) : verdict.outcome);
        verdict.effort = r.steps.worlds.effort;
    }
    kzi_replay_steps_end(&r.steps);
    kzi_arena_free(&work);
    return verdict;
}

bool kzi_replay_refuses(const replay_verdict *of) {
    return of->outcome >= REPLAY_LOOPS;
}

const char *kzi_replay_words(replay_outcome outcome) {
    static const char *const words[] = {
        [REPLAY_HOLDS] = "holds",
        [REPLAY_UNDECIDED] = "not decided",
        [REPLAY_NO_MEMORY] = "memory ended",
        [REPLAY_LOOPS] = "rules go round",
        [REPLAY_AFTER_THE_END] = "an ending held already",
        [REPLAY_IMPOSSIBLE] = "the act is impossible",
        [REPLAY_NOT_BELIEVED] = "an actor holds it impossible",
        [REPLAY_NOT_EXPLAINED] = "an actor has no reason",
        [REPLAY_OTHER_ENDING] = "another ending holds than is told",
        [REPLAY_PLAN_BEGINS_ELSEWHERE] = "the plan does not begin with the act",
        [REPLAY_PLAN_TOO_LONG] = "the plan is longer than the limits allow",
        [REPLAY_PLAN_IMPOSSIBLE] = "a step of the plan is impossible",
        [REPLAY_PLAN_STEP_UNREASONED] = "a later step of the plan has no reason",
        [REPLAY_PLAN_DOES_NOT_GAIN] = "the plan does not gain",
        [REPLAY_PLAN_WASTES] = "a part of the plan does as well"};
    return words[outcome];
}
