/* SPDX-License-Identifier: MIT
 *
 * steps: one act and all that follows from it (docs/meaning.md, One step), and the start.
 *
 * In     a world, an act, and whose plan it is imagined in (NO_MIND: the story's own world)
 * Out    the settled world after it; NO_WORLD with worlds.stop set
 * Owns   the memo of steps, in the replay's arena
 */
#ifndef KZI_REPLAY_STEPS_H
#define KZI_REPLAY_STEPS_H

#include "conditions.h"
#include "settings.h"

typedef struct steps {
    const grounded *about;
    worlds worlds;
    settings sets;
    rows asked;             /* act, world, planner; an act's number behind the last: time passes */
    LIST(world_id) found;   /* by row of `asked` */
    rows chains;            /* of believers, at the start */
    arena scratch;          /* of the growing under way */
    LIST(uint32_t) calling; /* by world: the rule that calls there first */
} steps;

void kzi_replay_steps_begin(steps *of, arena *in, const grounded *about, uint64_t effort);
void kzi_replay_steps_end(steps *of);

world_id kzi_replay_start(steps *of);
/* What a fork sets in the midst of a story. */
world_id kzi_replay_fork(steps *of, world_id at);
world_id kzi_replay_step(steps *of, world_id from, act_id act, mind_id planner);
/* Time passes by 1; then the rules. */
world_id kzi_replay_wait(steps *of, world_id from, mind_id planner);

/* The condition holds (an attempt: in each actor's mind). */
bool kzi_replay_possible(const steps *of, world_id at, act_id act);
bool kzi_replay_is_by(const grounded *about, act_id act, mind_id who);

#endif
