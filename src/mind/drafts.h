/* SPDX-License-Identifier: MIT
 *
 * drafts: states in the making.
 *
 * In     copies of states, changed freely
 * Out    the state_id of a draft, once it is finished
 * Owns   the drafts, in a scratch arena that is reset after each step
 *
 * A ref is a finished state or a draft; what reads facts and minds takes refs, so that conditions
 * are judged the same way in both.
 */
#ifndef KZI_DRAFTS_H
#define KZI_DRAFTS_H

#include "states.h"

typedef struct {
    uint32_t n;
} ref; /* a state_id, or DRAFT_BIT and a draft's number */
#define DRAFT_BIT 0x80000000u

typedef struct draft {
    uint64_t *facts;
    ref *minds;
    const struct carried *own; /* what the act sets in the minds of this world (step.c) */
    uint32_t own_count;
    uint32_t found_plus_one; /* the number of its state, when it was finished; 0: it was not */
} draft;

/* What a finished state became once (kept.h). */
typedef struct kept_change {
    uint64_t which;
    uint32_t kind;
    state_id from, to;
} kept_change;

typedef struct drafts {
    states *states;
    arena *scratch;
    LIST(draft) list;
    LIST(kept_change) kept; /* beyond the step */
    table by_kept;
} drafts;

/* An empty desk over the scratch arena, which is reset. */
void kzi_drafts_clear(drafts *of);

static inline ref kzi_ref(state_id id) {
    return (ref){id.n};
}
static inline bool kzi_is_draft(ref at) {
    return (at.n & DRAFT_BIT) != 0;
}
static inline draft *kzi_draft(const drafts *of, ref at) {
    return &of->list.items[at.n & ~DRAFT_BIT];
}
static inline const uint64_t *kzi_facts(const drafts *of, ref at) {
    return kzi_is_draft(at) ? kzi_draft(of, at)->facts
                            : kzi_state_facts(of->states, (state_id){at.n});
}
static inline ref kzi_mind(const drafts *of, ref at, uint32_t mind) {
    return kzi_is_draft(at) ? kzi_draft(of, at)->minds[mind]
                            : (ref){kzi_state_minds(of->states, (state_id){at.n})[mind]};
}
/* A world's facts and minds, wherever they lie. */
typedef struct world_row {
    const uint64_t *facts;
    const ref *minds;
} world_row;
static inline world_row kzi_row_of(const drafts *of, ref at) {
    if (kzi_is_draft(at)) return (world_row){kzi_draft(of, at)->facts, kzi_draft(of, at)->minds};
    const uint64_t *facts = kzi_state_row(of->states, (state_id){at.n});
    return (world_row){facts, (const ref *)(const void *)(facts + of->states->row_words)};
}
static inline bool kzi_is_same_ref(ref one, ref other) {
    return one.n == other.n;
}
#define NO_REF ((ref){UINT32_MAX}) /* memory ended */
static inline bool kzi_is_ref(ref at) {
    return at.n != UINT32_MAX;
}

/* A draft with the facts and minds of `like`; NO_REF when memory ended. */
ref kzi_draft_like(drafts *of, ref like);
/* The number of the finished draft; NO_STATE when memory ended. All drafts it leads to have theirs
 * then (kzi_finished), and none of them may change any more. */
state_id kzi_drafts_finish(drafts *of, ref root);
/* The state of a draft that was finished, NO_STATE of another; a state is its own. */
static inline state_id kzi_finished(const drafts *of, ref at) {
    return (state_id){kzi_is_draft(at) ? kzi_draft(of, at)->found_plus_one - 1 : at.n};
}
/* The state with beliefs kept to `depth` levels; below, a person is taken to think as the holder of
 * that view does. */
state_id kzi_drafts_flatten(drafts *of, state_id root, mind_id holder, uint32_t depth);

#endif
