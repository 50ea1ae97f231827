/* SPDX-License-Identifier: MIT
 *
 * reasons: why each actor would.
 *
 * In     a world as somebody holds it, an act, a budget of steps
 * Out    yes with the plan in the actor's mind; no; or no as far as the limits reach
 * Owns   every answer given, so that no question is worked out twice
 * Used   asked for each possible act of each person in each state, and again, nested, inside the
 *        plans tried
 *
 * The definition is docs/meaning.md, Explained. It is well-founded: a nested question has fewer
 * steps left. A question's answer depends on (world, holder, act, level, budget) alone, so all five
 * are its key.
 */
#ifndef KZI_REASONS_H
#define KZI_REASONS_H

#include "distances.h"
#include "guesses.h"
#include "touches.h"
#include "twin_states.h"

typedef enum reason_answer {
    REASON_NO,  /* and no greater limit would change that */
    REASON_CUT, /* none within the limits; beyond them nobody looked */
    REASON_YES,
    REASON_FAILED /* memory ended or rules went round (minds->rules.loop) */
} reason_answer;

typedef struct reason {
    reason_answer answer;
    const act_id *plan; /* REASON_YES: the acts, the explained one first */
    uint32_t plan_length;
    bool was_cut_by_plan; /* REASON_CUT: which limit stood in the way */
    bool was_cut_by_mind;
} reason;

typedef struct reason_key {
    state_id state;
    mind_id holder;
    uint32_t depth;
    act_id act;
    uint32_t level;
    uint32_t budget;
} reason_key;

typedef struct reason_entry {
    reason_key key;
    bool is_known;
    bool is_open;         /* being worked out */
    bool was_asked_again; /* meanwhile: `found` was then what is assumed of it */
    reason found;
} reason_entry;

/* One part of the answers, by hash; locked while threads work. */
typedef struct reason_shard {
    latch latch;
    LIST(reason_entry *) blocks;
    uint32_t count;
    table by_key;
    char apart[KZI_APART];
} reason_shard;
#ifdef KZ_CRAMPED
#define REASON_SHARDS 2u
#else
#define REASON_SHARDS 64u
#endif

typedef struct drift_entry {
    reason_key key; /* act unused */
    uint32_t length;
    view end;
} drift_entry;

typedef struct reasons {
    minds *minds;
    distances *distances; /* shared by all searches of these minds */
    guesses *guesses;     /* rank the plans tried; NULL: in the order of distances */
    twin_states *twins;   /* where an act has no reason, its twin has none; NULL: each is asked */
    touches touches;
    const int64_t *best; /* by mind: no world is worth more to them */
    uint32_t plan_limit; /* at least 1 */
    uint32_t mind_limit;
    bool is_proving; /* limits far beyond the question's: circles and idle steps are left out, which
                        is exact there */
    bool is_asking_all; /* each question is asked to its end at once, so that what is asked does not
                           depend on what is known already */
    bool passes_over_loops; /* an act after which rules go round is taken to be impossible, in plans
                               too */
    uint64_t effort;        /* plan nodes opened */
    uint64_t effort_end;    /* at this kzi_reasons_spent a proof gives up; 0: never */
    uint64_t node_end;      /* at this effort what is asked inside a plan gives up; 0: never */
    bool gave_up;
    uint64_t shown_effort; /* the most that looking for a reason to show may cost; 0: no limit */
    uint32_t open_count;   /* questions being worked out, one inside the other */
    LIST(arena *)
    desks; /* by depth of question: where its plans are laid out; kept for the next of that depth */
    reason_shard *answers;        /* REASON_SHARDS of them */
    LIST(reason_entry *) entries; /* made here, in order, where questions may come round */
    LIST(drift_entry) drifts;
    table by_drift;
} reasons;

/* Its `best` is NULL when memory ended. */
reasons kzi_reasons(minds *of, distances *shared, const touches *known, uint32_t plan_limit,
                    uint32_t mind_limit);
/* The same for another thread or exploration, with minds and distances of its own: what one answers
 * is known to all. Neither proofs nor worlds of lesser evil may be asked in threads. */
reasons kzi_reasons_for_thread(const reasons *like, minds *of, distances *own);
/* Before several threads ask, and after. */
void kzi_reasons_use_locks(reasons *of, bool are_used);
/* Different questions answered. */
uint32_t kzi_reasons_count(const reasons *of);
/* Ends its desks; what was answered stays in the arena of the minds. */
void kzi_reasons_end(reasons *of);
/* What questions have cost: plan nodes, and the worlds that had to be written for them. */
uint64_t kzi_reasons_spent(const reasons *of);
/* Is that as much as they may cost? */
bool kzi_reasons_are_spent(const reasons *of);

/* Is the act, done in the world `from` by its holder, explained for the holder? */
reason kzi_reason(reasons *of, view from, act_id act, uint32_t level, uint32_t budget);
/* What was answered so far; REASON_CUT where nothing was. Not for several threads. */
reason kzi_reason_known(reasons *of, view from, act_id act, uint32_t level, uint32_t budget);
/* As kzi_reason; the plan is the shortest, and of these the first in file order, where that is
 * found within `shown_effort`. */
reason kzi_reason_shown(reasons *of, view from, act_id act, uint32_t level, uint32_t budget);
/* May the act happen in the story's world: possible (which the caller knows), and every actor
 * believes so and has a reason? */
reason_answer kzi_reasons_for_all(reasons *of, view story, act_id act);
/* Does the actor believe it possible? */
bool kzi_reasons_believed(const reasons *of, view story, act_id act, mind_id actor);

#endif
