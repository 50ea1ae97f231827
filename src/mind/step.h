/* SPDX-License-Identifier: MIT
 *
 * step: one act, and all that follows from it (docs/meaning.md, One step).
 *
 * In     a state, whose world it is, an act
 * Out    the settled state after it; each (state, holder, act) is worked out once
 * Owns   the memo of steps, in the search's arena
 * Used   by every search; two thirds of the questions are answered by the memo (bench/)
 */
#ifndef KZI_STEP_H
#define KZI_STEP_H

#include "../base/threads.h"
#include "quick.h"
#include "rules.h"
#include "states.h"

/* A world as somebody holds it. `depth` is how many levels of belief are kept below it (NO_LIMIT:
 * all). */
typedef struct view {
    state_id state;
    mind_id holder; /* NO_MIND: the story's own world */
    uint32_t depth;
} view;

/* What went the long way, one part of it by hash; locked while threads work. */
typedef struct step_memo step_memo;
typedef struct step_shard {
    latch latch;
    LIST(step_memo *) blocks;
    uint32_t count;
    table by_step;
    char apart[KZI_APART];
} step_shard;
#ifdef KZ_CRAMPED
#define STEP_SHARDS 2u
#else
#define STEP_SHARDS 16u
#endif

typedef struct minds {
    const grounded *about;
    arena *in;
    arena *scratch;
    states states;
    drafts desk;
    quick quick;            /* most steps */
    step_shard *long_steps; /* STEP_SHARDS of them: the others */
    uint32_t step_count;    /* worked out */
    act_index acts;
    act_index rule_index;
    rule_readers readers;
    rule_work rules;          /* rules.loop.was_found: the last NO_STATE was for a loop */
    uint64_t successor_count; /* steps asked for, worked out or remembered */
    uint64_t draft_count; /* worlds written on the way: what steps have cost, where beliefs about
                             beliefs grow large */
} minds;

/* All of a search's states and steps. The arenas are the caller's; scratch is reset freely. False
 * when memory ended. */
bool kzi_minds_begin(minds *of, const grounded *about, arena *in, arena *scratch);

/* The same acts, rules and facts, other wants: what is known of states and steps is known to both,
 * by turns; kzi_minds_hand_back ends the turn. False when memory ended. */
bool kzi_minds_begin_like(minds *made, const grounded *about, minds *known, arena *in,
                          arena *scratch);
void kzi_minds_hand_back(const minds *of, minds *known);
/* The same states and steps for another thread, with arenas of its own that live as long. What one
 * works out is known to all. False when memory ended. */
bool kzi_minds_for_thread(minds *made, minds *like, arena *in, arena *scratch);
/* Before several threads work on them, and after. */
void kzi_minds_use_locks(minds *of, bool are_used);
/* What it counted, and which rules it saw fire, is counted to `to`; begins anew. */
void kzi_minds_count_to(minds *of, minds *to);

/* NO_STATE when memory ended or rules went round (`loop` tells which). */
state_id kzi_minds_start(minds *of);
/* The start of a world that differs in its start alone: facts' starts and beliefs. */
state_id kzi_minds_start_like(minds *of, const grounded *like);
state_id kzi_minds_step(minds *of, view from, act_id act);
/* These steps will be asked for next. */
void kzi_minds_fetch(const minds *of, state_id from, const act_id *acts, uint32_t count);
/* The rules that fire in the story's own world after the act, in order, kept in `to`; worked out
 * anew each time. UINT32_MAX: memory ended. */
uint32_t kzi_minds_fired(minds *of, view from, act_id act, arena *to, const uint32_t **fired);
/* Time passes by 1 and nothing is done; then the rules. */
state_id kzi_minds_wait(minds *of, view from);
/* Facts and beliefs set in the midst of a story: a fact of the world changes in every mind that
 * held the true value. */
state_id kzi_minds_change(minds *of, state_id at, const ground_belief *changes,
                          uint32_t change_count);

/* The same state but for one belief, at the end of a chain of minds; nothing else follows from
 * it. */
state_id kzi_minds_with(minds *of, state_id at, const mind_id *chain, uint32_t chain_length,
                        fact_id fact, value becomes);

/* The world that `mind` takes to be the case. */
view kzi_minds_view(const minds *of, view from, mind_id mind);

bool kzi_minds_hold(const minds *of, state_id at, expression_id condition);
value kzi_minds_worth(const minds *of, state_id at, mind_id mind);
/* Does the attempt miscarry here? */
bool kzi_minds_fails(const minds *of, state_id at, act_id act);
/* Can it be done here: the condition holds (an attempt: in its actors' minds). */
bool kzi_minds_possible(const minds *of, state_id at, act_id act);
/* Acts that can be done, in file order, in an array of about->act_count; their number. */
uint32_t kzi_minds_possible_acts(const minds *of, state_id at, act_id *found, uint64_t *may_be);

#endif
