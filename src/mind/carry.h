/* SPDX-License-Identifier: MIT
 *
 * carry: brings what is set in a mind, and what a mind is shown, to where it belongs.
 *
 * In     a world (finished or draft), whose it is, and a list of things carried to it
 * Out    a draft of the world with all of them done, in it and in the minds they go on to
 * Owns   nothing; drafts and lists lie on the desk's scratch
 *
 * Worlds lead to each other in circles, so the draft of a world is made before those of its minds:
 * a world met again with the same things carried is the same draft (the memo below).
 */
#ifndef KZI_CARRY_H
#define KZI_CARRY_H

#include "drafts.h"

#define KZI_LONGEST_CHAIN 11u /* of minds inside one claim; the checker refuses longer ones */

/* Either: the fact becomes this in the world of the chain's last mind; or: the world's holder is
 * shown a rule happen. No padding: compared as bytes. */
typedef struct carried {
    uint32_t rule_plus_one; /* 0: a fact is set */
    fact_id fact;
    value becomes;
    uint8_t chain_length;
    uint8_t even_if_held;              /* the peer's: it is set even where it is held already */
    uint16_t chain[KZI_LONGEST_CHAIN]; /* minds to pass on through; the rest is 0 */
} carried;

typedef struct carry_memo {
    ref from;
    mind_id holder;
    const carried *things;
    uint32_t thing_count;
    uint64_t hash;
    ref to;
} carry_memo;

/* One pass. Zero but for the desk, it only sets what is carried. */
typedef struct carrying {
    drafts *desk;
    value ticks;    /* the clock moves by this in every world met; 0: no clock, no copying for it */
    bool takes_own; /* what the act sets (draft.own) goes out from each draft */
    const carried *replaces; /* NULL, or: wherever the fact is `replaced`, it becomes this */
    value replaced;
    bool forgets_shown; /* the step is over: which rules were shown is of no account any more */
    bool settles_sight; /* what is evident is put right in each mind met (sight.c) */
    LIST(carry_memo) memo;
    table by_key;
} carrying;

/* `holder` is NO_MIND for the story's own world. NO_REF when memory ended. */
ref kzi_carry(carrying *pass, ref from, mind_id holder, const carried *things,
              uint32_t thing_count);
/* The state of what the pass came to. What it made of other finished states is kept for the next
 * pass of its kind (kept.h). NO_REF when memory ended. */
ref kzi_carry_finish(carrying *pass, ref root);
/* The rule fires in the world: as kzi_carry with nothing carried but the rule's own happening. */
ref kzi_carry_firing(carrying *pass, ref from, mind_id holder, uint32_t rule);

typedef struct {
    LIST(carried) list;
} carried_list;
/* What acts and rules set in minds, in a world of the given facts: added with full chains, the
 * first mind in front. `before` is read for conditions, `after` for what is sensed. */
bool kzi_carry_collect(drafts *desk, carried_list *to, const ground_act *happening, ref before,
                       ref after);
/* An effect's new value; the claim an implant sets, in the mind itself or in that mind's picture of
 * the teller. */
value kzi_moved_amount(value now, const effect *e, value amount);
/* The clock never does. */
bool kzi_moves_back(const grounded *about, const effect *e, value now, value to);
carried kzi_implanted(const grounded *about, const implant *what, bool in_teller, value becomes);
/* Whether both set the same fact in the same place. */
bool kzi_carried_same_place(const carried *one, const carried *other);
/* The peer's, of two that do: whether nothing is left for the later one to do; the later one, going
 * over the earlier. */
bool kzi_carried_is_held_by(const carried *earlier, const carried *later);
carried kzi_carried_over(const carried *earlier, carried later);
/* The peer's: leaves out what is held by these facts; how many are left. */
uint32_t kzi_peers_drop_held(const grounded *about, const uint64_t *held, carried *things,
                             uint32_t count);
/* The effects' new values, read in `before`, put into the draft `after`. */
void kzi_carry_effects(drafts *desk, const ground_act *happening, ref before, ref after);

#endif
