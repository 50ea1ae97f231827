/* SPDX-License-Identifier: MIT
 *
 * replayed: no story is printed that the replay refuses (src/replay shares nothing with the search).
 *
 * In     stories about to be printed, with the plans that are shown for their acts
 * Out    KZ_ANSWERED, or KZ_BROKEN and a word about what was refused; then nothing is told
 */
#include "../replay/replay.h"
#include "asking.h"

/* For one story. Measured: all stories that `endings` prints of a founding world are replayed in under 0.015 s together. What costs more
 * stays unproved, and is told. */
#define REPLAY_EFFORT 20000u
#define UNFINISHED_SHOWN 3u

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

static replay_verdict replayed(const forecast *what, const told_log *log, arena *work) {
    told_again again = {0};
    if (!tell_again(&again, what, log, work)) return (replay_verdict){.outcome = REPLAY_NO_MEMORY};
    replay_story told = {.acts = again.acts.items, .act_count = again.acts.count, .plans = again.plans.items, .plan_count = again.plans.count,
                         .taken_as_told = what->told_before.count, .is_forked = what->ground->fork != FORK_NONE,
                         .ending = log->ending == NO_ENDING ? NO_REPLAY_ENDING : log->ending};
    return kzi_replay(work, what->ground, &told, &what->stories.limits, REPLAY_EFFORT);
}

kz_progress kzi_answer_replay(asking *of, const forecast *what, const told_log *log) {
    arena work = kzi_arena(&of->from);
    replay_verdict found = replayed(what, log, &work);
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    return kzi_replay_refuses(&found) ? KZ_BROKEN : KZ_ANSWERED;
}

/* An ending was looked at already; here it is what the author has that counts. */
static bool comes_to_what_is_wished(const replay_verdict *found, const plan_wish *wish) {
    if (wish->ending != UINT32_MAX) return true;
    value last = found->moments[found->moment_count - 1].author_worth;
    bool is_best = last != UNKNOWN && last >= wish->goal;
    for (uint32_t i = 0; i + 1 < found->moment_count; i++) is_best &= found->moments[i].author_worth < last;
    return is_best;
}

kz_progress kzi_answer_replay_plan(asking *of, const told_log *log, const plan_wish *wish) {
    arena work = kzi_arena(&of->from);
    replay_verdict found = replayed(&of->main, log, &work);
    bool was_walked = found.moment_count == log->act_count + 1;
    bool is_wrong = kzi_replay_refuses(&found) || !log->was_accepted || (was_walked && !comes_to_what_is_wished(&found, wish));
    kzi_arena_free(&work);
    if (found.outcome == REPLAY_NO_MEMORY) return KZ_FAILED;
    return is_wrong ? KZ_BROKEN : KZ_ANSWERED;
}

/* The story to a node, with everybody's reasons: they are remembered from the search. */
static kz_progress replay_node(asking *of, uint32_t node_number) {
    arena work = kzi_arena(&of->from);
    exploration *e = &of->main.stories;
    told_log log;
    const act_id *acts = kzi_ledger_story_to(e, node_number, &work);
    bool was_told = acts && kzi_told_acts(&log, e, acts, e->nodes.items[node_number].depth, &work);
    kz_progress found = !was_told ? KZ_FAILED : log.was_accepted ? kzi_answer_replay(of, &of->main, &log) : KZ_BROKEN;
    kzi_arena_free(&work);
    return found;
}

kz_progress kzi_answer_replay_ledger(asking *of) {
    const ledger *ends = &of->main.ends;
    kz_progress found = KZ_ANSWERED;
    for (uint32_t i = 0; i < of->main.ground->ending_count && found == KZ_ANSWERED; i++) {
        if (ends->entries[i].is_reachable) found = replay_node(of, ends->entries[i].shortest);
    }
    for (uint32_t i = 0; i < ends->unfinished_count && i < UNFINISHED_SHOWN && found == KZ_ANSWERED; i++) {
        found = replay_node(of, ends->unfinished[i]);
    }
    return found;
}
