/* SPDX-License-Identifier: MIT
 *
 * replayed: no story is printed that the replay refuses (src/replay shares nothing with the
 * search).
 *
 * In     stories about to be printed, with the plans that are shown for their acts
 * Out    KZ_ANSWERED, or KZ_BROKEN and a word about what was refused; then nothing is told
 */
#include "../replay/replay.h"
#include "../replay/steps.h"
#include "asking.h"
#include "plan_answer.h"
#include "thoughts.h"

/* For one story. Measured: all stories that `endings` prints of a founding world are replayed in
 * under 0.015 s together. What costs more stays unproved, and is told. */
#define REPLAY_EFFORT 20000u
/* For one plan, whose reasons go deeper; and so many times what it took to find, in the units of
 * either. Measured: one to three microseconds a unit. */
#define REPLAY_PLAN_EFFORT 80000u
#define REPLAY_FOR_SEARCH  3u
#define UNFINISHED_SHOWN   3u
#define STATES_EFFORT      2000000u /* for all states of a question */

typedef struct {
    LIST(act_id) acts;
    LIST(replay_plan) plans;
} told_again;

/* A fork's story begins with what its tale told before. */
static bool add_told_before(told_again *to, const forecast *what, arena *in) {
    for (uint32_t i = 0; i < what->told_before.count; i++) {
        if (!LIST_ADD(in, &to->acts, what->told_before.items[i])) return false;
    }
    return true;
}

static bool add_told_act(told_again *to, const told_act *a, arena *in) {
    for (uint32_t i = 0; i < a->reason_count; i++) {
        const told_reason *r = &a->reasons[i];
        replay_plan shown = {to->acts.count, r->actor, r->why.plan, r->why.plan_length};
        if (!LIST_ADD(in, &to->plans, shown)) return false;
    }
    return LIST_ADD(in, &to->acts, a->act);
}

static bool tell_again(told_again *to, const forecast *what, const told_log *log, arena *in) {
    if (!add_told_before(to, what, in)) return false;
    for (uint32_t i = 0; i < log->act_count && log->acts[i].verdict == TOLD_WELL; i++) {
        if (!add_told_act(to, &log->acts[i], in)) return false;
    }
    return true;
}

static replay_verdict replayed_story(const forecast *what, const told_log *log,
                                     const thought_list *thoughts, uint64_t effort, arena *work) {
    told_again again = {0};
    if (!tell_again(&again, what, log, work)) return (replay_verdict){.outcome = REPLAY_NO_MEMORY};
    replay_story told = {.acts = again.acts.items,
                         .act_count = again.acts.count,
                         .plans = again.plans.items,
                         .plan_count = again.plans.count,
                         .thoughts = thoughts->list.items,
                         .thought_count = thoughts->list.count,
                         .taken_as_told = what->told_before.count,
                         .is_forked = what->ground->fork != FORK_NONE,
                         .ending = log->ending == NO_ENDING ? NO_REPLAY_ENDING : log->ending};
    return kzi_replay(work, what->ground, &told, &what->stories.limits, effort);
}

kz_progress kzi_answer_replay(asking *of, const forecast *what, const told_log *log) {
    arena work = kzi_arena(&of->from);
    replay_verdict found = replayed_story(what, log, &(thought_list){0}, REPLAY_EFFORT, &work);
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    return kzi_replay_refuses(&found) ? KZ_BROKEN : KZ_ANSWERED;
}

/* A story to a node, with everybody's reasons: they are remembered from the search. */
static kz_progress story_to(asking *of, uint32_t number, told_log *log, arena *in) {
    exploration *e = &of->main.stories;
    const act_id *acts = kzi_ledger_story_to(e, number, in);
    if (!acts || !kzi_told_acts(log, e, acts, e->nodes.items[number].depth, in)) return KZ_FAILED;
    return log->was_accepted ? kzi_answer_replay(of, &of->main, log) : KZ_BROKEN;
}

kz_progress kzi_answer_story_to(asking *of, uint32_t number, told_log *log) {
    return story_to(of, number, log, &of->in);
}

/* An ending was looked at already; here it is what the author has that counts. */
static bool comes_to_what_is_wished(const replay_verdict *found, const plan_wish *wish) {
    if (wish->ending != UINT32_MAX) return true;
    value last = found->moments[found->moment_count - 1].author_worth;
    bool is_best = last != UNKNOWN && last >= wish->goal;
    for (uint32_t i = 0; i + 1 < found->moment_count; i++)
        is_best &= found->moments[i].author_worth < last;
    return is_best;
}

kz_progress kzi_answer_replay_plan(asking *of, const told_log *log, const plan_wish *wish) {
    arena work = kzi_arena(&of->from);
    thought_list thoughts = {0};
    replay_verdict found = {.outcome = REPLAY_NO_MEMORY};
    uint64_t effort =
        REPLAY_PLAN_EFFORT + REPLAY_FOR_SEARCH * kzi_reasons_spent(&of->main.stories.reasons);
    if (kzi_thoughts_of(of, log, &thoughts, &work))
        found = replayed_story(&of->main, log, &thoughts, effort, &work);
    bool was_walked = found.moment_count == log->act_count + 1;
    bool is_wrong = kzi_replay_refuses(&found) || !log->was_accepted ||
                    (was_walked && !comes_to_what_is_wished(&found, wish));
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    of->planned->is_unproved |= found.outcome == REPLAY_UNDECIDED;
    return is_wrong ? KZ_BROKEN : KZ_ANSWERED;
}

static kz_progress replay_node(asking *of, uint32_t node_number) {
    arena work = kzi_arena(&of->from);
    told_log log;
    kz_progress found = story_to(of, node_number, &log, &work);
    kzi_arena_free(&work);
    return found;
}

kz_progress kzi_answer_replay_ledger(asking *of) {
    const ledger *ends = &of->main.ends;
    kz_progress found = KZ_ANSWERED;
    for (uint32_t i = 0; i < of->main.ground->ending_count && found == KZ_ANSWERED; i++) {
        if (ends->entries[i].is_reachable) found = replay_node(of, ends->entries[i].shortest);
    }
    for (uint32_t i = 0; i < ends->unfinished_count && i < UNFINISHED_SHOWN && found == KZ_ANSWERED;
         i++) {
        found = replay_node(of, ends->unfinished[i]);
    }
    return found;
}

/* ---- what is claimed of all states ---- */
static world_id replayed_start(steps *s, const forecast *what) {
    world_id at = kzi_replay_start(s);
    for (uint32_t i = 0; i < what->told_before.count && at.n != NO_WORLD.n; i++)
        at = kzi_replay_step(s, at, what->told_before.items[i], NO_MIND);
    return at.n != NO_WORLD.n && what->ground->fork != FORK_NONE ? kzi_replay_fork(s, at) : at;
}

/* A node's world is reached by the act that leads to it from its parent's; parents come first. */
static kz_progress compare_states(const forecast *what, steps *s, world_id *built,
                                  const expression_id *conditions, uint32_t count) {
    const exploration *e = &what->stories;
    for (uint32_t i = 0; i < e->nodes.count; i++) {
        const story_node *reached = &e->nodes.items[i];
        built[i] = reached->parent == UINT32_MAX
                       ? replayed_start(s, what)
                       : kzi_replay_step(s, built[reached->parent], reached->act, NO_MIND);
        if (built[i].n == NO_WORLD.n)
            return s->worlds.stop == STOP_MEMORY   ? KZ_FAILED
                   : s->worlds.stop == STOP_EFFORT ? KZ_ANSWERED
                                                   : KZ_BROKEN;
        standpoint at = kzi_replay_stand(&s->worlds, built[i]);
        for (uint32_t j = 0; j < count; j++) {
            if (kzi_replay_holds(at, conditions[j]) !=
                kzi_minds_hold(&e->minds, reached->state, conditions[j]))
                return KZ_BROKEN;
        }
    }
    return KZ_ANSWERED;
}

kz_progress kzi_answer_replay_states(asking *of, const forecast *what,
                                     const expression_id *conditions, uint32_t count) {
    if (what->stories.limits.beliefs != NO_LIMIT || count == 0)
        return KZ_ANSWERED; /* the replay keeps beliefs without end */
    arena work = kzi_arena(&of->from);
    steps s;
    kzi_replay_steps_begin(&s, &work, what->ground, STATES_EFFORT);
    world_id *built = KZI_TAKE_MANY(&work, world_id, what->stories.nodes.count);
    kz_progress found = built ? compare_states(what, &s, built, conditions, count) : KZ_FAILED;
    kzi_replay_steps_end(&s);
    kzi_arena_free(&work);
    return found;
}

/* ---- what minds hold through a story ---- */
static bool are_same_values(const grounded *about, const states *all, state_id state,
                            const worlds *built, world_id there) {
    const value *values = kzi_replay_values(built, there);
    for (uint32_t f = 0; f < about->fact_count; f++) {
        if (kzi_fact_get(about, kzi_state_facts(all, state), (fact_id){f}) != values[f])
            return false;
    }
    return true;
}

/* The world itself, each mind, and what each takes each other to hold. */
static bool is_same_two_deep(const exploration *e, state_id state, const worlds *built,
                             world_id there) {
    const grounded *about = e->minds.about;
    const states *all = &e->minds.states;
    if (!are_same_values(about, all, state, built, there)) return false;
    for (uint32_t a = 0; a < about->mind_count; a++) {
        state_id held = kzi_state_mind(all, state, (mind_id){a});
        world_id replayed = kzi_replay_mind(built, there, (mind_id){a});
        if (!are_same_values(about, all, held, built, replayed)) return false;
        for (uint32_t b = 0; b < about->mind_count; b++) {
            if (!are_same_values(about, all, kzi_state_mind(all, held, (mind_id){b}), built,
                                 kzi_replay_mind(built, replayed, (mind_id){b})))
                return false;
        }
    }
    return true;
}

kz_progress kzi_answer_replay_minds(asking *of, const forecast *what, const told_log *log) {
    if (what->stories.limits.beliefs != NO_LIMIT)
        return KZ_ANSWERED; /* the replay keeps beliefs without end */
    arena work = kzi_arena(&of->from);
    steps s;
    kzi_replay_steps_begin(&s, &work, what->ground, STATES_EFFORT);
    world_id at = replayed_start(&s, what);
    kz_progress found = KZ_ANSWERED;
    for (uint32_t i = 0; found == KZ_ANSWERED; i++) {
        if (at.n == NO_WORLD.n) {
            found = s.worlds.stop == STOP_MEMORY   ? KZ_FAILED
                    : s.worlds.stop == STOP_EFFORT ? KZ_ANSWERED
                                                   : KZ_BROKEN;
            break;
        }
        if (!is_same_two_deep(&what->stories, i == 0 ? log->start : log->acts[i - 1].after,
                              &s.worlds, at))
            found = KZ_BROKEN;
        if (i == log->act_count || log->acts[i].verdict != TOLD_WELL) break;
        at = kzi_replay_step(&s, at, log->acts[i].act, NO_MIND);
    }
    kzi_replay_steps_end(&s);
    kzi_arena_free(&work);
    return found;
}
