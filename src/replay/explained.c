/* SPDX-License-Identifier: MIT
 *
 * explained: see explained.h. The letters of docs/meaning.md: c is `who`, X `from`, a `act`, e
 * `level`, m `budget`; b1 … bk is the course, and worlds[i] is the world after its first i steps.
 *
 * The longest course tried is a part of the question: when the first step of a plan is left out,
 * the new first step needs a reason with the same budget as the plan in hand. Such a part counts
 * only when it gains, and the smallest such part is then itself the reason, so plans no longer than
 * the part are enough; that keeps the question from asking itself.
 */
#include "explained.h"

#define LONGEST_COURSE 24u /* beyond, the parts of a plan are too many for anybody */

typedef struct course {
    const reason_question *asked;
    act_id steps[LONGEST_COURSE];
    world_id worlds[LONGEST_COURSE + 1];
    uint32_t length;
} course;

static bool has_stopped(const reasoning *of) {
    return of->steps->worlds.stop != STOP_NOT;
}

static const grounded *world_of(const reasoning *of) {
    return of->steps->about;
}

static bool believes_possible(const reasoning *of, world_id held, act_id act) {
    return kzi_replay_holds(kzi_replay_stand(&of->steps->worlds, held),
                            world_of(of)->acts[act.n].condition);
}

static bool explained_within(reasoning *of, const reason_question *asked, uint32_t longest);

/* ---- 1 possible, with an actor; 2 every actor has a reason of their own. `longest` bounds what
 * the planner's own reason may take. ---- */
static bool has_reason(reasoning *of, const reason_question *planner, world_id at, act_id act,
                       mind_id actor, uint32_t budget, uint32_t longest) {
    if (actor.n == planner->who.n) {
        return explained_within(of, &(reason_question){actor, at, act, planner->level, budget},
                                longest);
    }
    world_id held = kzi_replay_mind(&of->steps->worlds, at, actor);
    if (!believes_possible(of, held, act)) return false;
    return explained_within(of, &(reason_question){actor, held, act, planner->level + 1, budget},
                            budget);
}

static bool fits(reasoning *of, const reason_question *planner, world_id at, act_id act,
                 uint32_t budget, uint32_t longest) {
    const ground_act *a = &world_of(of)->acts[act.n];
    if (a->actor_count == 0 || !kzi_replay_possible(of->steps, at, act)) return false;
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (!has_reason(of, planner, at, act, world_of(of)->actors[a->first_actor + i], budget,
                        longest))
            return false;
    }
    return true;
}

/* ---- what a course is worth; under lesser evil, less what doing nothing for as long would come to
 * ---- */
static world_id idle_once(reasoning *of, const reason_question *q, world_id at, uint32_t budget) {
    for (uint32_t i = 0; q->level <= of->mind_limit && i < world_of(of)->act_count; i++) {
        act_id act = {i};
        if (kzi_replay_is_by(world_of(of), act, q->who) || !fits(of, q, at, act, budget, budget))
            continue;
        return kzi_replay_step(of->steps, at, act, q->who);
    }
    return kzi_replay_wait(of->steps, at, q->who);
}

static world_id idle_for(reasoning *of, const reason_question *q, uint32_t count) {
    world_id at = q->from;
    for (uint32_t i = 0; i < count && at.n != NO_WORLD.n; i++)
        at = idle_once(of, q, at, q->budget > i ? q->budget - i : 1);
    return at;
}

static value worth_to(const reasoning *of, mind_id who, world_id at) {
    return kzi_replay_amount(kzi_replay_stand(&of->steps->worlds, at),
                             world_of(of)->minds[who.n].worth);
}

/* False when it is unknown: that never counts as a gain. */
static bool worth_of_course(reasoning *of, const reason_question *q, world_id end, uint32_t count,
                            int64_t *worth) {
    if (has_stopped(of) || end.n == NO_WORLD.n) return false;
    value mine = worth_to(of, q->who, end), otherwise = 0;
    if (world_of(of)->has_lesser_evil) {
        world_id idle = idle_for(of, q, count);
        if (has_stopped(of) || idle.n == NO_WORLD.n) return false;
        otherwise = worth_to(of, q->who, idle);
    }
    *worth = (int64_t)mine - otherwise;
    return mine != UNKNOWN && otherwise != UNKNOWN;
}

/* ---- 3 gain ---- */
static bool gains_at(reasoning *of, const reason_question *asked, world_id end, uint32_t count) {
    int64_t before, after;
    return worth_of_course(of, asked, asked->from, 0, &before) &&
           worth_of_course(of, asked, end, count, &after) && after > before;
}

static bool gains(reasoning *of, const course *c) {
    return gains_at(of, c->asked, c->worlds[c->length], c->length);
}

/* ---- 4 no proper part of the steps does at least as well ---- */

/* A part of a course: the steps of these bits. */
typedef struct course_part {
    const course *of;
    uint32_t kept;
    uint32_t count;
} course_part;

/* A step kept after the first omission needs a place there: possible, and with a reason. */
static bool has_place_in_part(reasoning *of, const course_part *p, world_id at, uint32_t step,
                              uint32_t position, bool asks_reasons) {
    const reason_question *q = p->of->asked;
    act_id act = p->of->steps[step];
    uint32_t budget = q->budget - position;
    if (step == position) return true;
    return asks_reasons ? fits(of, q, at, act, budget, position == 0 ? p->count : budget)
                        : kzi_replay_possible(of->steps, at, act);
}

/* NO_WORLD when a step has no place. */
static world_id end_of_part(reasoning *of, const course_part *p, bool asks_reasons) {
    world_id at = p->of->asked->from;
    uint32_t position = 0;
    for (uint32_t i = 0; i < p->of->length && at.n != NO_WORLD.n; i++) {
        if (!(p->kept >> i & 1)) continue;
        if (!has_place_in_part(of, p, at, i, position, asks_reasons)) return NO_WORLD;
        at = kzi_replay_step(of->steps, at, p->of->steps[i], p->of->asked->who);
        position++;
    }
    return at;
}

/* The peer asks only whether a part does exactly as well. Reasons are dear, so they are asked of
 * parts that would do. */
static bool part_does_as_well(reasoning *of, const course *c, uint32_t kept, int64_t whole) {
    course_part p = {c, kept, (uint32_t)__builtin_popcount(kept)};
    int64_t worth;
    world_id end = end_of_part(of, &p, false);
    if (end.n == NO_WORLD.n || !worth_of_course(of, c->asked, end, p.count, &worth)) return false;
    bool does = world_of(of)->is_peers ? worth == whole : worth >= whole;
    return does && end_of_part(of, &p, true).n != NO_WORLD.n;
}

/* The bits of a part that would have done, or all of them when none would. Small parts first. */
static uint32_t part_that_does(reasoning *of, const course *c) {
    uint32_t whole = (1u << c->length) - 1;
    int64_t worth;
    if (!worth_of_course(of, c->asked, c->worlds[c->length], c->length, &worth)) return 0;
    for (uint32_t count = 0; count < c->length; count++) {
        for (uint32_t kept = 0; kept < whole; kept++) {
            if ((uint32_t)__builtin_popcount(kept) != count ||
                !kzi_replay_spends(&of->steps->worlds, 1))
                continue;
            if (part_does_as_well(of, c, kept, worth)) return kept;
        }
    }
    return whole;
}

static bool wastes_nothing(reasoning *of, const course *c) {
    return part_that_does(of, c) == (1u << c->length) - 1;
}

/* ---- courses, step by step ---- */
static bool add_to_course(reasoning *of, course *c, act_id act) {
    if (c->length == LONGEST_COURSE) return kzi_replay_stops(&of->steps->worlds, STOP_EFFORT);
    world_id after = kzi_replay_step(of->steps, c->worlds[c->length], act, c->asked->who);
    if (after.n == NO_WORLD.n) return false;
    c->steps[c->length++] = act;
    c->worlds[c->length] = after;
    return true;
}

/* Is there a plan of exactly `wanted` steps that begins as the course does? `goes_on` is set when
 * one so long could be tried at all. */
static bool plan_of_length(reasoning *of, course *c, uint32_t wanted, bool *goes_on) {
    if (!kzi_replay_spends(&of->steps->worlds, 1)) return false;
    if (c->length == wanted)
        return *goes_on = true, gains(of, c) && wastes_nothing(of, c) && !has_stopped(of);
    for (uint32_t i = 0; i < world_of(of)->act_count && !has_stopped(of); i++) {
        uint32_t budget = c->asked->budget - c->length;
        if (!fits(of, c->asked, c->worlds[c->length], (act_id){i}, budget, budget) ||
            !add_to_course(of, c, (act_id){i}))
            continue;
        if (plan_of_length(of, c, wanted, goes_on)) return true;
        c->length--;
    }
    return false;
}

/* k is 1 where the level is greater than the mind limit. */
static uint32_t most_steps(const reasoning *of, const reason_question *asked, uint32_t longest) {
    uint32_t most = asked->level > of->mind_limit ? 1 : asked->budget;
    return most < longest ? most : longest;
}

/* ---- a plan that is known ---- */
/* What is cheap first: where it begins, how long it is, whether each step can be done, whether it
 * gains. */
static replay_outcome walk_plan(reasoning *of, course *c, const act_id *plan, uint32_t length,
                                replay_verdict *to) {
    const reason_question *asked = c->asked;
    if (length == 0 || plan[0].n != asked->act.n ||
        !kzi_replay_is_by(world_of(of), plan[0], asked->who))
        return REPLAY_PLAN_BEGINS_ELSEWHERE;
    if (length > most_steps(of, asked, asked->budget) || length > LONGEST_COURSE)
        return REPLAY_PLAN_TOO_LONG;
    for (to->step = 0; to->step < length; to->step++) {
        act_id act = plan[to->step];
        bool is_by_somebody = world_of(of)->acts[act.n].actor_count != 0;
        if (!is_by_somebody || !kzi_replay_possible(of->steps, c->worlds[c->length], act))
            return REPLAY_PLAN_IMPOSSIBLE;
        if (!add_to_course(of, c, act)) return REPLAY_UNDECIDED;
    }
    return gains(of, c) || has_stopped(of) ? REPLAY_HOLDS : REPLAY_PLAN_DOES_NOT_GAIN;
}

static replay_outcome ask_later_steps(reasoning *of, const course *c, replay_verdict *to) {
    for (to->step = 1; to->step < c->length; to->step++) {
        uint32_t budget = c->asked->budget - to->step;
        bool fits_here =
            fits(of, c->asked, c->worlds[to->step], c->steps[to->step], budget, budget);
        if (has_stopped(of)) return REPLAY_UNDECIDED;
        if (!fits_here) return REPLAY_PLAN_STEP_UNREASONED;
    }
    to->step = 0;
    to->kept = part_that_does(of, c);
    if (has_stopped(of)) return REPLAY_UNDECIDED;
    return to->kept == (1u << c->length) - 1 ? REPLAY_HOLDS : REPLAY_PLAN_WASTES;
}

static replay_outcome check_plan(reasoning *of, course *c, const act_id *plan, uint32_t length,
                                 replay_verdict *to) {
    replay_outcome walked = walk_plan(of, c, plan, length, to);
    if (has_stopped(of)) return REPLAY_UNDECIDED;
    return walked == REPLAY_HOLDS ? ask_later_steps(of, c, to) : walked;
}

static bool is_a_thought_that_holds(reasoning *of, const reason_question *asked, uint32_t longest) {
    for (uint32_t i = 0; i < of->thought_count && !has_stopped(of); i++) {
        const replay_thought *t = &of->thoughts[i];
        if (t->who.n != asked->who.n || t->acts[0].n != asked->act.n || t->length > longest)
            continue;
        course c = {.asked = asked, .worlds = {asked->from}};
        replay_verdict ignored;
        if (!kzi_replay_spends(&of->steps->worlds, 1)) return false;
        if (check_plan(of, &c, t->acts, t->length, &ignored) == REPLAY_HOLDS) return true;
    }
    return false;
}

/* ---- does any course gain? Each world is gone on from once, however many courses of so many steps
 * lead to it ---- */
typedef struct course_ends {
    LIST(world_id) worlds;
    table by_world;
} course_ends;

static bool is_same_end(const void *context, uint32_t number) {
    (void)context;
    (void)number;
    return true; /* the hash is the world's number */
}

static bool add_end(reasoning *of, course_ends *to, world_id end) {
    if (kzi_table_find(&to->by_world, end.n, is_same_end, NULL) != NOT_IN_TABLE) return true;
    return (LIST_ADD(of->in, &to->worlds, end) &&
            kzi_table_add(of->in, &to->by_world, end.n, to->worlds.count - 1)) ||
           kzi_replay_stops(&of->steps->worlds, STOP_MEMORY);
}

static void add_ends_after(reasoning *of, const reason_question *asked, world_id at,
                           uint32_t length, course_ends *to) {
    uint32_t budget = asked->budget - length;
    for (uint32_t i = 0; i < world_of(of)->act_count && !has_stopped(of); i++) {
        if (!fits(of, asked, at, (act_id){i}, budget, budget)) continue;
        world_id after = kzi_replay_step(of->steps, at, (act_id){i}, asked->who);
        if (after.n != NO_WORLD.n) add_end(of, to, after);
    }
}

static bool one_gains(reasoning *of, const reason_question *asked, const course_ends *ends,
                      uint32_t length) {
    for (uint32_t i = 0; i < ends->worlds.count; i++) {
        if (!kzi_replay_spends(&of->steps->worlds, 1)) return false;
        if (gains_at(of, asked, ends->worlds.items[i], length)) return true;
    }
    return false;
}

/* The steps of the shortest course that gains; 0: none of up to `most` does. */
static uint32_t shortest_gain(reasoning *of, const reason_question *asked, uint32_t most) {
    course_ends ends = {0};
    world_id first = kzi_replay_step(of->steps, asked->from, asked->act, asked->who);
    if (first.n == NO_WORLD.n || !add_end(of, &ends, first)) return 0;
    for (uint32_t length = 1; !has_stopped(of) && ends.worlds.count; length++) {
        if (one_gains(of, asked, &ends, length)) return length;
        if (length >= most) return 0;
        course_ends next = {0};
        for (uint32_t i = 0; i < ends.worlds.count && !has_stopped(of); i++)
            add_ends_after(of, asked, ends.worlds.items[i], length, &next);
        ends = next;
    }
    return 0;
}

/* ---- looking for a plan, shortest first ---- */
static bool find_plan(reasoning *of, const reason_question *asked, uint32_t longest) {
    course c = {.asked = asked, .worlds = {asked->from}};
    uint32_t most = most_steps(of, asked, longest);
    bool goes_on = true;
    if (most == 0 || !kzi_replay_is_by(world_of(of), asked->act, asked->who)) return false;
    if (!kzi_replay_possible(of->steps, asked->from, asked->act)) return false;
    uint32_t wanted = shortest_gain(of, asked, most);
    if (wanted == 0 || has_stopped(of) || !add_to_course(of, &c, asked->act)) return false;
    for (; wanted <= most && goes_on && !has_stopped(of); wanted++) {
        goes_on = false;
        c.length = 1;
        if (plan_of_length(of, &c, wanted, &goes_on)) return true;
    }
    return false;
}

/* ---- the memo: every question has one answer ---- */
static uint32_t number_of_question(reasoning *of, const reason_question *q, uint32_t longest) {
    const uint32_t items[] = {q->who.n, q->from.n, q->act.n, q->level, q->budget, longest};
    uint32_t number = kzi_row(&of->asked, items, 6);
    while (number != NO_ROW && of->answers.count <= number) {
        if (!LIST_ADD(of->in, &of->answers, -1)) number = NO_ROW;
    }
    if (number == NO_ROW) kzi_replay_stops(&of->steps->worlds, STOP_MEMORY);
    return number;
}

static bool explained_within(reasoning *of, const reason_question *asked, uint32_t longest) {
    reason_question q = *asked;
    if (has_stopped(of)) return false;
    longest = most_steps(of, &q, longest);
    uint32_t number = number_of_question(of, &q, longest);
    if (number == NO_ROW) return false;
    if (of->answers.items[number] >= 0) return of->answers.items[number] != 0;
    bool found = is_a_thought_that_holds(of, &q, longest) || find_plan(of, &q, longest);
    if (has_stopped(of)) return false;
    of->answers.items[number] = found;
    return found;
}

bool kzi_replay_explained(reasoning *of, const reason_question *asked) {
    return explained_within(of, asked, asked->budget);
}

replay_outcome kzi_replay_plan_holds(reasoning *of, const reason_question *asked,
                                     const act_id *plan, uint32_t length, replay_verdict *to) {
    course c = {.asked = asked, .worlds = {asked->from}};
    return check_plan(of, &c, plan, length, to);
}
