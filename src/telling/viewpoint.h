/* SPDX-License-Identifier: MIT
 *
 * viewpoint: what one head has of a story: what it did, saw, was told or wrongly believes, moment
 * by moment.
 *
 * In     a log (story/told.h) with the states of every mind; whose head, or NO_MIND: told from
 *        outside, where everything is had
 * Out    for each act and each rule that fired: has the head anything of it, by what right, and
 *        which facts it then holds
 * Owns   its tables, in the arena given
 * Used   once for each act and rule of a telling; `Mio sees ""` says that nothing of it comes to
 *        her
 *
 * A head has an act when it did it or noticed it where it stood; or when something came to it of an
 * act it never saw, and the world says what
 * (`Mio sees "…"`). A head that stands elsewhere tells nothing of an act, though by the letter of
 * `seen by everyone` it knew. What it holds may be false: it is had all the same, as it is held. Of
 * what happens while its person `sees nothing`, before and after, it has nothing at all.
 */
#ifndef KZI_VIEWPOINT_H
#define KZI_VIEWPOINT_H

#include "../story/told.h"

typedef enum having {
    HAS_NOTHING,
    HAS_ALL, /* told from outside */
    HAS_DONE,
    HAS_NOTICED,
    HAS_COME_TO_HOLD /* by being told, by sensing, by a rule of the world: without having seen it */
} having;

/* What a sentence asserts besides that the thing happened. */
typedef struct held_fact {
    fact_id fact;
    value held;
    bool is_so; /* in the story's own world, then */
} held_fact;

typedef struct viewpoint {
    const told_log *log;
    const grounded *about;
    mind_id head;
    thing_id person;       /* NO_THING: from outside */
    uint32_t comes_in;     /* the first act that is theirs, happens where they are, or after which a
                              rule fires that is about them; act_count: never */
    const uint32_t *at_of; /* by thing: number of its fact `at`, or UINT32_MAX */
} viewpoint;

/* False when memory ended. */
bool kzi_viewpoint_begin(viewpoint *made, const told_log *log, mind_id head, arena *in);

/* The head's own world before the first act (`moment` 0) or after so many; the story's where the
 * head is NO_MIND. */
state_id kzi_viewpoint_world(const viewpoint *of, uint32_t moment);
value kzi_viewpoint_held(const viewpoint *of, uint32_t moment, fact_id fact);

/* What the head has of an act, or of the rule that fired after it as number `rule` (THE_ACT: the
 * act itself). */
#define THE_ACT UINT32_MAX
having kzi_viewpoint_of(const viewpoint *of, uint32_t act, uint32_t rule);
/* Which facts that comes to. False when memory ended. */
bool kzi_viewpoint_facts(const viewpoint *of, uint32_t act, uint32_t rule, arena *in,
                         const held_fact **found, uint32_t *count);

/* Asleep, or not in their senses, after so many acts: `sees nothing when …`. From outside never. */
bool kzi_viewpoint_is_out(const viewpoint *of, uint32_t moment);

/* The act or rule itself. */
const ground_act *kzi_viewpoint_event(const told_log *log, uint32_t act, uint32_t rule);
/* Its line of that kind; of `sees`, the one for `who`. NULL when there is none. */
const line *kzi_viewpoint_line(const grounded *about, const ground_act *event, line_kind kind,
                               thing_id who);
/* Where somebody is, before an act: a thing, or NO_THING. */
thing_id kzi_viewpoint_place(const viewpoint *of, thing_id who, uint32_t moment);
/* Was that person where the act was done? Not known counts as yes. */
bool kzi_viewpoint_shares_place(const viewpoint *of, thing_id who, uint32_t act);
thing_id kzi_viewpoint_actor(const grounded *about, const ground_act *event);

#endif
