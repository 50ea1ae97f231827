/* SPDX-License-Identifier: MIT
 *
 * ground_world: what kiz_world.h and problem_world.h share: memory for a world that is read, filled
 * in and looked into.
 *
 * In     what either has read
 * Out    its ground and minds
 * Owns   all memory of it, until ground_world_close, which sees that none is left
 */
#ifndef GROUND_WORLD_H
#define GROUND_WORLD_H

#include "test.h"

#include "mind/step.h"
#include "text/diagnostic.h"

typedef struct ground_world {
    memory from;
    arena in, scratch;
    sources texts;
    symbols names;
    notes said;
    const grounded *about;
    minds of;
} ground_world;

static inline void ground_world_begin(ground_world *w) {
    memset(w, 0, sizeof *w);
    w->from = kzi_memory(NULL, NULL);
    w->in = kzi_arena(&w->from);
    w->scratch = kzi_arena(&w->from);
    w->texts = kzi_sources(&w->in);
    w->names = kzi_symbols(&w->in);
    w->said = kzi_notes(&w->in, &w->texts);
}

static inline void ground_world_close(ground_world *w) {
    kzi_arena_free(&w->scratch);
    kzi_arena_free(&w->in);
    assert_int_equal(w->from.used, 0);
}

#endif
