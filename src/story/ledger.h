/* SPDX-License-Identifier: MIT
 *
 * ledger: all endings, each with how many ways lead to it.
 *
 * In     an exploration that is done
 * Out    for each ending: whether it is reached, the first shortest story, orders, threadings,
 *        distinct tales (docs/meaning.md, Stories)
 * Owns   all, in the arena given
 */
#ifndef KZI_LEDGER_H
#define KZI_LEDGER_H

#include "../base/rows.h"
#include "../base/tally.h"
#include "explore.h"
#include "unfold.h"

typedef struct ledger_entry {
    bool is_reachable;
    bool goes_round;     /* infinitely many orders */
    bool has_threadings; /* false: too many to tell apart */
    bool has_tales;      /* false: infinitely many, or too many to tell apart */
    uint32_t shortest;   /* node of the exploration */
    tally orders;
    tally threadings;
    uint64_t tale_count;
} ledger_entry;

typedef struct ledger {
    const exploration *of;
    ledger_entry *entries; /* by ending */
    bool *was_used;        /* by act instance: it stands in some story */
    uint32_t unfinished_count;
    uint32_t *unfinished; /* nodes, in order of first meeting */
} ledger;

/* False when memory ended. */
bool kzi_ledger_make(ledger *made, const exploration *of, arena *in);
/* Tales as bags of acts, and threadings: parts of the ledger with files of their own. */
bool kzi_ledger_count_tales(ledger *to, const unfolding *from, arena *in);
bool kzi_ledger_count_threadings(ledger *to, const unfolding *from, arena *in);
/* The acts of the first shortest story to a node, in order; their number is the node's depth. NULL
 * when memory ended. */
const act_id *kzi_ledger_story_to(const exploration *of, uint32_t node, arena *in);
/* A bag of acts, a sorted row, with one act more; `scratch` has room for it. NO_ROW when memory
 * ended. */
uint32_t kzi_bag_with(rows *bags, uint32_t bag, act_id act, uint32_t *scratch);

#endif
