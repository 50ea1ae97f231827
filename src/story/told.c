/* SPDX-License-Identifier: MIT
 *
 * told: see told.h.
 */
#include "told.h"

/* One act as it is wanted: a call with its candidates, or an act in full. */
typedef struct {
    const act_id *candidates;
    uint32_t candidate_count;
} told_wish;

static view story_view(const exploration *of, state_id at) {
    view whole = of->start;
    whole.state = at;
    return whole;
}

/* Which of the candidates is meant: the only one that is possible and explained here; failing that,
 * the only one possible; failing that, the first. */
static act_id meant_among(exploration *of, state_id at, told_wish wish, told_act *to, arena *in) {
    act_id *possible = KZI_TAKE_MANY(in, act_id, wish.candidate_count),
           *explained = KZI_TAKE_MANY(in, act_id, wish.candidate_count);
    uint32_t possible_count = 0, explained_count = 0;
    if (!possible || !explained) {
        to->verdict = TOLD_FAILED;
        return wish.candidates[0];
    }
    for (uint32_t i = 0; i < wish.candidate_count; i++) {
        if (!kzi_minds_possible(&of->minds, at, wish.candidates[i])) continue;
        possible[possible_count++] = wish.candidates[i];
        reason_answer answer =
            kzi_reasons_for_all(&of->reasons, story_view(of, at), wish.candidates[i]);
        if (answer == REASON_YES) explained[explained_count++] = wish.candidates[i];
        if (answer == REASON_FAILED) to->verdict = TOLD_FAILED;
    }
    if (explained_count > 1 && to->verdict == TOLD_WELL) {
        to->verdict = TOLD_AMBIGUOUS;
        to->possible = explained;
        to->possible_count = explained_count;
    }
    return explained_count ? explained[0] : possible_count ? possible[0] : wish.candidates[0];
}

static bool find_reasons(exploration *of, told_act *to, arena *in) {
    const grounded *about = of->minds.about;
    const ground_act *a = &about->acts[to->act.n];
    to->reason_count = a->actor_count;
    to->reasons = KZI_TAKE_MANY(in, told_reason, a->actor_count);
    if (!to->reasons) return false;
    for (uint32_t i = 0; i < a->actor_count; i++) {
        told_reason *r = &to->reasons[i];
        r->actor = about->actors[a->first_actor + i];
        r->held = kzi_minds_view(&of->minds, story_view(of, to->before), r->actor);
        if (!kzi_reasons_believed(&of->reasons, story_view(of, to->before), to->act, r->actor)) {
            if (to->verdict == TOLD_WELL) to->who = r->actor, to->verdict = TOLD_NOT_BELIEVED;
            continue;
        }
        r->why = kzi_reason_shown(&of->reasons, r->held, to->act, 1, of->reasons.plan_limit);
        if (r->why.answer == REASON_FAILED) return false;
        if (r->why.answer != REASON_YES && to->verdict == TOLD_WELL)
            to->who = r->actor, to->verdict = TOLD_WITHOUT_REASON;
    }
    return true;
}

static bool take_step(exploration *of, told_act *to, arena *in) {
    view from = story_view(of, to->before);
    to->fails = kzi_minds_fails(&of->minds, to->before, to->act);
    to->after = kzi_minds_step(&of->minds, from, to->act);
    if (to->after.n == NO_STATE.n) return false;
    to->rule_count = kzi_minds_fired(&of->minds, from, to->act, in, &to->rules);
    return to->rule_count != UINT32_MAX;
}

static bool tell_act(exploration *of, told_act *to, told_wish wish, arena *in) {
    to->act = (act_id){UINT32_MAX};
    if (wish.candidate_count == 0) {
        to->verdict = TOLD_NEVER_POSSIBLE;
        return true;
    }
    to->act = meant_among(of, to->before, wish, to, in);
    if (to->verdict != TOLD_WELL) return to->verdict != TOLD_FAILED;
    if (kzi_explore_ending_of(of, to->before) != NO_ENDING) to->verdict = TOLD_AFTER_THE_END;
    else if (!kzi_minds_possible(&of->minds, to->before, to->act)) to->verdict = TOLD_IMPOSSIBLE;
    if (to->verdict != TOLD_WELL) return true;
    if (!find_reasons(of, to, in)) return false;
    return to->verdict != TOLD_WELL || take_step(of, to, in);
}

/* The rest of a plan comes true when its acts follow in its order, whatever comes between. */
static bool comes_true(const told_log *log, uint32_t at, const reason *why) {
    uint32_t next = 1;
    for (uint32_t i = at + 1; i < log->act_count && next < why->plan_length; i++) {
        if (log->acts[i].verdict == TOLD_WELL && log->acts[i].act.n == why->plan[next].n) next++;
    }
    return next >= why->plan_length;
}

static void judge_plans(told_log *log) {
    for (uint32_t i = 0; i < log->act_count; i++) {
        for (uint32_t j = 0; j < log->acts[i].reason_count; j++) {
            told_reason *r = &log->acts[i].reasons[j];
            r->came_true = r->why.answer == REASON_YES && comes_true(log, i, &r->why);
        }
    }
}

static bool tell_all(told_log *made, exploration *of, const told_wish *wishes, uint32_t count,
                     arena *in) {
    *made = (told_log){.of = of,
                       .acts = KZI_TAKE_MANY(in, told_act, count),
                       .broke_at = count,
                       .ending = NO_ENDING};
    made->start = kzi_explore_start(of);
    if (!made->acts || made->start.n == NO_STATE.n) return false;
    made->end = made->start;
    for (uint32_t i = 0; i < count; i++) {
        told_act *to = &made->acts[made->act_count++];
        to->before = made->end;
        to->after = made->end;
        if (!tell_act(of, to, wishes[i], in)) {
            of->failed_act = to->act;
            return false;
        }
        if (to->verdict != TOLD_WELL) {
            made->broke_at = i;
            break;
        }
        made->end = to->after;
    }
    made->was_accepted = made->broke_at == count;
    made->ending = kzi_explore_ending_of(of, made->end);
    judge_plans(made);
    return true;
}

bool kzi_told_tale(told_log *made, exploration *of, const ground_call *calls, uint32_t call_count,
                   arena *in) {
    told_wish *wishes = KZI_TAKE_MANY(in, told_wish, call_count);
    if (!wishes) return false;
    for (uint32_t i = 0; i < call_count; i++) {
        if (calls[i].candidate_count == 0)
            continue; /* it can never happen: there may be no candidates at all */
        wishes[i] = (told_wish){of->minds.about->candidates + calls[i].first_candidate,
                                calls[i].candidate_count};
    }
    return tell_all(made, of, wishes, call_count, in);
}

bool kzi_told_acts(told_log *made, exploration *of, const act_id *acts, uint32_t act_count,
                   arena *in) {
    told_wish *wishes = KZI_TAKE_MANY(in, told_wish, act_count);
    if (!wishes) return false;
    for (uint32_t i = 0; i < act_count; i++) wishes[i] = (told_wish){&acts[i], 1};
    return tell_all(made, of, wishes, act_count, in);
}
