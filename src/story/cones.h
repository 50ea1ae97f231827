/* SPDX-License-Identifier: MIT
 *
 * cones: which acts and rules may ever matter to a sum.
 *
 * In     a grounded world, a sum
 * Out    bits of the acts and rules that set what it reads, or what those read, and so on; and
 *        whether anything that anybody thinks is among it
 * Owns   the answers, in the arena given: one for each sum asked
 * Used   by relaxed worlds: what is outside cannot change how far a wish is away (cone of
 *        influence: Clarke, Grumberg and Peled 1999)
 */
#ifndef KZI_CONES_H
#define KZI_CONES_H

#include "../ground/grounded.h"
#include "../base/list.h"

typedef struct cone {
    expression_id sum;
    bool needs_minds; /* false: nothing anybody thinks matters, so states of the same facts are
                         equally far */
    uint64_t *acts, *rules;
} cone;

typedef struct cones {
    const grounded *about;
    arena *in;
    bool thinks_as_world;     /* beliefs about beliefs end somewhere */
    bool asks_who_is_content; /* somebody has all they could want: then what they would act for
                                 counts */
    LIST(cone) known;
} cones;

/* Borrowed until the next sum is asked. NULL when memory ended. */
const cone *kzi_cone_of(cones *of, expression_id sum);

#endif
