/* SPDX-License-Identifier: MIT
 *
 * distances: how many acts a wish is away at least.
 *
 * In     a state, what is wished for: a sum that should exceed a value
 * Out    a number of acts, never too large; or that no number of acts could do it
 * Owns   its memo, in the search's arena
 * Used   for every node of every plan; most states share their facts, and the union of what all
 *        minds in them hold, with others, so what is remembered is remembered of these
 */
#ifndef KZI_DISTANCES_H
#define KZI_DISTANCES_H

#include "distances_shared.h"
#include "packed_sets.h"
#include "relaxed.h"

/* Where a relaxed world begins: a state's own facts, and what the minds below it hold. */
typedef struct beginning {
    uint32_t facts;     /* number of the facts among those met; UINT32_MAX: not looked up yet */
    uint32_t all_minds; /* number of the union among those met */
} beginning;

/* What is known of a sum from there. */
typedef struct prospect {
    uint32_t facts, all_minds; /* NO_MIND_MATTERS */
    mind_id holder;
    expression_id sum;
    prospect_so_far known;
} prospect;

typedef struct distances {
    const minds *of;
    arena *in;
    relaxing relaxed;
    cones cones;
    bool knows_who_is_content;
    LIST(beginning *) beginnings;  /* by state / STATES_IN_BLOCK, then by state; NULL: none asked */
    LIST(state_id) facts_met;      /* a state that has them */
    LIST(uint64_t *) facts_packed; /* the same as sets; NULL: not asked yet */
    table by_facts;
    packed_sets packing;
    LIST(uint64_t *) unions_met; /* packed */
    table by_union;
    uint64_t *packed;       /* the union at hand */
    uint64_t *ever;         /* what may ever be so (relaxed.h), packed */
    value_set *sets;        /* to pack from */
    LIST(uint32_t) reached; /* minds on the way */
    LIST(uint32_t) stamps;  /* by state: the walk that met it last */
    uint32_t walk;
    LIST(prospect) prospects;
    table by_question;
    shared_distances *shared; /* with other hands, or NULL */
    uint64_t worked_out;      /* relaxed worlds */
} distances;

#define NO_MIND_MATTERS      UINT32_MAX
#define NEVER_REACHED        UINT32_MAX
#define MOST_LAYERS_IN_PROOF 64u /* what needs more acts is not ruled out */
#define DISTANCE_FAILED      (UINT32_MAX - 1)

/* `beliefs`: how deep beliefs about beliefs are kept. False when memory ended. */
bool kzi_distances_begin(distances *of, const minds *about, uint32_t beliefs, arena *in);
/* Distances as another's, which rest on what was asked of it first; what either finds out is
 * known to all that share `with`. */
void kzi_distances_like(distances *of, const distances *other, shared_distances *with);
/* Whatever may ever come about from the state counts as possible from now on, so that distances no
 * longer depend on the order in which they are asked. False when memory ended. */
bool kzi_distances_foresee(distances *of, state_id from);
/* At least so many acts until `sum` may exceed `above` in the world `from`; cap + 1 when it takes
 * more than `cap`; NEVER_REACHED when no number would do. Acts by fate count only where `holder` is
 * NO_MIND, the story's own world. DISTANCE_FAILED: memory ended. */
uint32_t kzi_distance(distances *of, state_id from, mind_id holder, expression_id sum, value above,
                      uint32_t cap);

#endif
