/* SPDX-License-Identifier: MIT
 *
 * tell_leaks: no telling is printed whose head does not have what it says (src/replay/leaks.h asks,
 * with worlds of its own).
 *
 * In     a telling
 * Out    KZ_ANSWERED; KZ_BROKEN when something leaks: a mistake of our own, and nothing is told;
 * KZ_FAILED: memory ended
 */
#include "../replay/leaks.h"
#include "tell_work.h"

#define LEAK_EFFORT 20000u /* as for a replay: what costs more stays unproved, and is told */

typedef struct {
    arena *in;
    LIST(act_id) acts;
    LIST(leak_claim) claims;
    uint32_t told_before;
} leak_list;

static leak_kind kind_of_claim(const told_sentence *s) {
    return s->kind == LINE_SAYS ? LEAK_SAID : s->kind == LINE_THINKS ? LEAK_THOUGHT : LEAK_HAPPENED;
}

static bool claim_sentence(leak_list *to, const told_log *log, const told_sentence *s) {
    uint32_t rule = s->rule == THE_ACT ? NO_LEAK_RULE : log->acts[s->act].rules[s->rule],
             act = s->act + to->told_before;
    leak_claim made = {.kind = kind_of_claim(s), .head = s->head, .act = act, .rule = rule};
    if (!LIST_ADD(to->in, &to->claims, made)) return false;
    for (uint32_t i = 0; i < s->fact_count; i++) {
        leak_claim fact = {.kind = LEAK_FACT,
                           .head = s->head,
                           .act = act,
                           .rule = rule,
                           .fact = s->facts[i].fact,
                           .held = s->facts[i].held};
        if (!LIST_ADD(to->in, &to->claims, fact)) return false;
    }
    return true;
}

/* In the order of the acts, whatever the order of telling. */
static bool claim_all(leak_list *to, const telling *told) {
    const told_log *log = told->plan.log;
    for (uint32_t act = 0; act < log->act_count && log->acts[act].verdict == TOLD_WELL; act++) {
        if (!LIST_ADD(to->in, &to->acts, log->acts[act].act)) return false;
        for (uint32_t i = 0; i < told->sentences.count; i++) {
            const told_sentence *s = &told->sentences.items[i];
            if (s->act == act && !claim_sentence(to, log, s)) return false;
        }
    }
    return true;
}

static bool begin_with_fork(leak_list *to, const forecast *what) {
    for (uint32_t i = 0; i < what->told_before.count; i++) {
        if (!LIST_ADD(to->in, &to->acts, what->told_before.items[i])) return false;
    }
    to->told_before = what->told_before.count;
    return true;
}

kz_progress kzi_tell_leaks(asking *of, const telling *told) {
    if (of->main.stories.limits.beliefs != NO_LIMIT)
        return KZ_ANSWERED; /* beliefs cut off at a depth: the replay knows nothing of them */
    arena work = kzi_arena(&of->from);
    leak_list list = {.in = &work};
    leak_verdict found = {LEAK_NO_MEMORY, 0};
    if (begin_with_fork(&list, &of->main) && claim_all(&list, told)) {
        leak_story story = {.acts = list.acts.items,
                            .act_count = list.acts.count,
                            .taken_as_told = list.told_before,
                            .is_forked = of->main.ground->fork != FORK_NONE,
                            .claims = list.claims.items,
                            .claim_count = list.claims.count};
        found = kzi_replay_leaks(&work, of->main.ground, &story, LEAK_EFFORT);
    }
    kzi_arena_free(&work);
    return found.outcome == LEAK_NO_MEMORY ? KZ_FAILED
           : found.outcome == LEAK_FOUND   ? KZ_BROKEN
                                           : KZ_ANSWERED;
}
