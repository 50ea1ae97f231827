/* SPDX-License-Identifier: MIT
 *
 * comparing: what `whatif` has found out of the world and its changes.
 *
 * In     the world as it is; what-ifs, or changes
 * Out    for each of them what its stories come to, and where they part from the world's own
 * Owns   the second asking under way; the rest lies in the asking's arena
 */
#ifndef KZI_COMPARING_H
#define KZI_COMPARING_H

#include "questions.h"

/* What each person's story is worth to them where stories end, at the worst and at the best. */
typedef struct worth_range {
    value worst, best;
    bool is_known;
} worth_range;

/* Where two sets of stories part: the same acts lead there, and then an act may happen on one side
 * only. */
typedef struct parting {
    bool is_found;
    uint32_t base_node, other_node;
    act_id act;     /* in the ground of the side that has it */
    bool is_new;    /* it is the changed side that has it */
    bool has_ended; /* the side that has it not has ended there */
    hindrance why;  /* on the side that has it not */
    act_id missing; /* the act in that side's ground; {UINT32_MAX}: it can never happen there */
} parting;

typedef struct comparison {
    const char *name;
    const char *gloss;
    uint64_t endings;
    bool has_unfinished;
    bool is_complete;
    bool was_cut_off; /* stories were: plans within limits are part of the question */
    const char *stopped_by;
    bool *promise_holds;
    worth_range *worths;
    parting first;
    told_log tale; /* the first tale told there */
    bool has_tale;
    hindrance tale_why;
} comparison;

typedef struct comparing {
    comparison base;
    bool has_base;
    bool is_table;
    uint32_t next, end; /* what-ifs */
    LIST(comparison) list;
    asking *again;
} comparing;

#endif
