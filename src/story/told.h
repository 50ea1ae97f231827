/* SPDX-License-Identifier: MIT
 *
 * told: walks a told tale, act by act, and finds each act's reasons.
 *
 * In     an exploration begun over the world (its minds and reasons are used; it need not have
 *        run), calls or acts
 * Out    for each act: what it was, whether it could happen, every actor's plan, the states before
 *        and after, the rules that fired
 * Owns   the log, in the arena given
 */
#ifndef KZI_TOLD_H
#define KZI_TOLD_H

#include "explore.h"

typedef enum told_verdict {
    TOLD_WELL,
    TOLD_NEVER_POSSIBLE, /* every instance was pruned: it can never happen in this world */
    TOLD_IMPOSSIBLE,     /* its condition does not hold now */
    TOLD_NOT_BELIEVED,   /* an actor holds it impossible */
    TOLD_WITHOUT_REASON, /* an actor has no reason */
    TOLD_AMBIGUOUS,      /* shortened, and several instances may happen */
    TOLD_AFTER_THE_END,  /* an ending held already */
    TOLD_FAILED          /* memory ended or rules went round */
} told_verdict;

typedef struct told_reason {
    mind_id actor;
    view held; /* the actor's world */
    reason why;
    bool came_true; /* the rest of the plan happens later in the tale, in its order */
} told_reason;

typedef struct told_act {
    told_verdict verdict;
    act_id act;             /* when it is known which */
    mind_id who;            /* TOLD_NOT_BELIEVED, TOLD_WITHOUT_REASON: which actor */
    const act_id *possible; /* TOLD_AMBIGUOUS: the instances that may happen */
    uint32_t possible_count;
    state_id before;
    state_id after;
    bool fails;            /* an attempt that miscarried */
    const uint32_t *rules; /* that fired in the story's own world, in order */
    uint32_t rule_count;
    told_reason *reasons; /* one for each actor */
    uint32_t reason_count;
} told_act;

typedef struct told_log {
    const exploration *of;
    told_act *acts; /* up to and with the first that does not go well */
    uint32_t act_count;
    bool was_accepted; /* all went well */
    uint32_t broke_at; /* number of the act that did not; act_count_wanted when all went well */
    state_id start;
    state_id end;
    uint32_t ending; /* of the last state, or NO_ENDING */
} told_log;

/* A tale of the world, from its start. False when memory ended or rules went round. */
bool kzi_told_tale(told_log *made, exploration *of, const ground_call *calls, uint32_t call_count,
                   arena *in);
/* A found story: acts in full. */
bool kzi_told_acts(told_log *made, exploration *of, const act_id *acts, uint32_t act_count,
                   arena *in);

#endif
