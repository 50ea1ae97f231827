/* SPDX-License-Identifier: MIT
 *
 * explained: has somebody a reason for an act, and is what is shown as the reason one
 * (docs/meaning.md, Possible, explained).
 *
 * In     a world as somebody holds it, an act, a level, a budget of acts; for a shown plan its acts
 * Out    yes, no, or open when effort ended (worlds.stop tells)
 * Owns   the memo of answers, in the replay's arena
 */
#ifndef KZI_REPLAY_EXPLAINED_H
#define KZI_REPLAY_EXPLAINED_H

#include "replay.h"
#include "steps.h"

typedef struct reasoning {
    steps *steps;
    arena *in;
    uint32_t plan_limit; /* at least 1 */
    uint32_t mind_limit;
    const replay_thought *thoughts; /* tried first */
    uint32_t thought_count;
    rows asked;
    LIST(int) answers; /* by row of `asked`: 1 yes, 0 no, -1 not answered */
} reasoning;

/* A person's question about an act: Explained(who, from, act, level, budget). */
typedef struct reason_question {
    mind_id who;
    world_id from;
    act_id act;
    uint32_t level;
    uint32_t budget;
} reason_question;

bool kzi_replay_explained(reasoning *of, const reason_question *asked);
/* REPLAY_HOLDS, or which requirement the shown plan fails, with `step` and `kept` set in `to`. When
 * worlds.stop is set, it is not decided. */
replay_outcome kzi_replay_plan_holds(reasoning *of, const reason_question *asked,
                                     const act_id *plan, uint32_t length, replay_verdict *to);

#endif
