/* SPDX-License-Identifier: MIT
 *
 * changes: every single thing that could be otherwise in a world, as a line of a `what if`.
 *
 * In     a grounded world in which no fact was folded away, and the checked world it was made from
 * Out    change lines: facts, beliefs, laws, weights of wants, acts and rules left out, acts added
 *        (docs/decisions/014); each with its size. Numbers are tried at both their ends first; what
 * lies between only where the end moved something (kzi_changes_add_side) Owns   the list, in the
 * arena given
 */
#ifndef KZI_CHANGES_H
#define KZI_CHANGES_H

#include "../world/world.h"
#include "../ground/grounded.h"

typedef enum change_family_kind {
    CHANGES_BELIEF,
    CHANGES_FACT,
    CHANGES_WEIGHT,
    CHANGES_LAW,
    CHANGES_LESS_ACT,
    CHANGES_LESS_RULE,
    CHANGES_MORE
} change_family_kind;

/* All changes of one thing. */
typedef struct change_family {
    change_family_kind kind;
    mind_id chain[2]; /* CHANGES_BELIEF: whose; NO_MIND */
    fact_id fact;     /* CHANGES_BELIEF, CHANGES_FACT, CHANGES_LAW */
    uint32_t want;    /* CHANGES_WEIGHT: in the ground */
    const char *name; /* CHANGES_LESS_ACT, CHANGES_LESS_RULE, CHANGES_MORE */
    value from;       /* as it is; UNKNOWN where that says nothing */
    value low, high;  /* numbers: the ends */
    bool is_number;
} change_family;

typedef struct single_change {
    const char *text;
    uint32_t family;
    value to;
    uint32_t size; /* how far from what is: 1, or for numbers the distance */
} single_change;

typedef struct change_list {
    const grounded *whole;
    const world *from;
    arena *in;
    LIST(change_family) families;
    LIST(single_change) list;
} change_list;

/* `left_out`: NODE_CALLs of what the question leaves out, and so could be there again. False when
 * memory ended. */
bool kzi_changes_list(change_list *made, const grounded *whole, const world *from,
                      const node *const *left_out, uint32_t left_out_count, arena *in);
/* One more change of a family, to a number between two that were tried; its number, or UINT32_MAX
 * when memory ended. */
uint32_t kzi_changes_add_number(change_list *to, uint32_t family, value number);
/* The numbers between what is and one end: each, or where they are many in doubling steps. False
 * when memory ended. */
bool kzi_changes_add_side(change_list *to, uint32_t family, bool is_upwards);
/* "belief", "weight" */
const char *kzi_change_kind_words(change_family_kind kind);

#endif
