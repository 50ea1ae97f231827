/* SPDX-License-Identifier: MIT
 *
 * quick: the common step, state by state.
 *
 * In     a state, an act
 * Out    what the act makes of it, then what the rules make of that; or that this step is too
 *        intricate for here, and drafts.h is to do it
 * Owns   the memo of both, in the search's arena; its nodes
 * Used   for most steps, and for the first part of others. What an act makes of a state is put
 * together from what it makes of the minds that notice, each a question of the same kind and
 * remembered; so a step adds about one state. Clocks, attempts and telling (but for the peer's) go
 * the long way (step.c)
 */
#ifndef KZI_QUICK_H
#define KZI_QUICK_H

#include "carry.h"
#include "rules.h"

#define QUICK_NODES  24u /* minds inside minds in one step */
#define QUICK_THINGS 12u /* carried to the minds of one world */

typedef enum quick_trouble { QUICK_WELL, QUICK_INTRICATE, QUICK_NO_MEMORY } quick_trouble;

/* All numbers of states are one more than they are, so that 0 is not known yet. */
typedef struct quick_known {
    uint32_t happened; /* before the rules; QUICK_THE_LONG_WAY */
    uint32_t settled;  /* after them; QUICK_THE_LONG_WAY: this depends on who holds it, or is
                          intricate */
} quick_known;
/* Filled under a lock, and looked at without one: what is not seen yet is asked anew. */
typedef struct quick_slot {
    _Atomic uint32_t from; /* 0: a free slot; set last */
    _Atomic uint32_t act;
    _Atomic uint32_t happened, settled;
} quick_slot;
typedef struct quick_slots {
    uint32_t count; /* a power of two */
    quick_slot slots[];
} quick_slots;
#define QUICK_THE_LONG_WAY UINT32_MAX

#ifdef KZ_CRAMPED
#define QUICK_SHARDS 2u
#else
#define QUICK_SHARDS 64u
#endif

/* One part of the memo, by hash; locked while threads work. */
typedef struct quick_shard {
    latch latch;
    _Atomic(quick_slots *) now; /* NULL before the first */
    uint32_t count;
    char apart[KZI_APART];
} quick_shard;

/* What all who work on one search's steps share. */
typedef struct quick_memo {
    quick_shard shards[QUICK_SHARDS];
} quick_memo;

typedef struct sent {
    uint32_t mind;
    carried thing;
} sent;

/* A world being made: from which, by what; to know it when it is met again inside itself. */
typedef struct quick_node {
    uint32_t kind;
    uint32_t from;
    uint32_t mind; /* whose, where things are carried to it */
    carried things[QUICK_THINGS];
    uint32_t thing_count;
    uint32_t earliest; /* node that it leads back to */
    uint64_t *facts, *before;
    uint32_t *minds, *minds_before; /* numbers of states, or QUICK_NODE and a node's */
    sent onward[QUICK_THINGS];
    uint32_t onward_count;
} quick_node;
#define QUICK_NODE DRAFT_BIT

/* A state made in this step, and the one it was made from. */
typedef struct quick_origin {
    uint32_t made, from;
} quick_origin;

typedef struct quick {
    drafts *desk;
    rule_work *rules;
    uint64_t *draft_count; /* worlds made here count as drafts do */
    quick_memo *memo;
    uint32_t step_count;           /* worked out */
    quick_node nodes[QUICK_NODES]; /* open ones, and those on a circle that is not closed yet, in
                                      order of first meeting */
    uint32_t node_count;
    uint32_t depth;
    quick_trouble trouble;
    uint32_t act;
    quick_origin origins[QUICK_NODES];
    uint32_t origin_count;
    uint32_t calling_in, calling; /* the rule found to call last, and the state */
    uint64_t *calling_left;       /* rules->may_call as it was left then */
    bool notes_fired;             /* the outermost world is the story's own */
} quick;

/* `memo`: shared with others, or NULL for one of its own. False when memory ended. */
bool kzi_quick_begin(quick *of, drafts *desk, rule_work *rules, uint64_t *draft_count,
                     quick_memo *memo);
/* Before several threads work with one memo, and after. */
void kzi_quick_use_locks(quick *of, bool are_used);
/* The act will be asked for soon: what is known of it is fetched meanwhile. */
void kzi_quick_fetch(const quick *of, state_id from, act_id act);
/* Can acts like this one be taken here? */
bool kzi_quick_knows(const quick *of, const ground_act *act);
/* The settled state; NO_STATE when memory ended; QUICK_NOT_HERE. */
state_id kzi_quick_step(quick *of, state_id from, act_id act, bool is_storys);
/* What the act alone makes of the state, where nothing is told by it: without the clock and before
 * the rules. NO_STATE when memory ended; QUICK_NOT_HERE. */
state_id kzi_quick_happened(quick *of, state_id from, act_id act);
#define QUICK_NOT_HERE ((state_id){UINT32_MAX - 1})

#endif
