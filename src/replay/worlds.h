/* SPDX-License-Identifier: MIT
 *
 * worlds: worlds of a replay as explicit graphs.
 *
 * In     a seed, and a way to unfold it: what holds there, and for each mind the seed of what that
 *        mind holds
 * Out    a world_id; worlds that are equal at every depth are one
 * Owns   all of them, in the replay's arena
 *
 * An endless world is a node of a finite graph whose arrows may lead back. Equal nodes are found by
 * partition refinement; what is left is written out whole from each node on, nodes numbered as met,
 * and stored by that picture. Nothing here is clever; compare src/mind/drafts.c.
 */
#ifndef KZI_REPLAY_WORLDS_H
#define KZI_REPLAY_WORLDS_H

#include "../base/rows.h"
#include "../ground/grounded.h"

typedef struct {
    uint32_t n;
} world_id;
#define NO_WORLD ((world_id){UINT32_MAX})

/* Why a replay stops before it has an answer. */
typedef enum replay_stop { STOP_NOT, STOP_MEMORY, STOP_EFFORT, STOP_LOOP } replay_stop;

typedef struct stored_world {
    const value *
        values; /* by fact, then a 0 or 1 for each rule: shown to this mind in the step under way */
    const world_id *minds;
} stored_world;

typedef struct worlds {
    const grounded *about;
    arena *in;
    uint32_t label_size; /* facts and rules */
    rows labels;
    rows pictures;
    LIST(stored_world) list; /* by picture */
    uint64_t effort;
    uint64_t effort_end;
    replay_stop stop;
} worlds;

/* A seed: what is done to which world; `sets` is a row of things set in it, `holder` whose world
 * that then is. */
typedef struct seed {
    uint32_t kind;   /* the unfolding's own */
    uint32_t world;  /* or whatever number the kind wants */
    uint32_t holder; /* a mind, or NO_MIND.n */
    uint32_t sets;   /* number of a row of the unfolding's, or NO_ROW */
} seed;
#define SEED_SIZE 4u

typedef struct unfolding_here {
    value *values; /* label_size, to be filled */
    seed *minds;   /* mind_count, to be filled */
} unfolding_here;

typedef bool (*unfold_fn)(void *self, seed from, unfolding_here *to);

worlds kzi_replay_worlds(arena *in, const grounded *about, uint64_t effort);
/* The world that grows from the seed; NO_WORLD with `stop` set. */
world_id kzi_replay_grow(worlds *of, seed from, unfold_fn unfold, void *self);

static inline const value *kzi_replay_values(const worlds *of, world_id at) {
    return of->list.items[at.n].values;
}

static inline world_id kzi_replay_mind(const worlds *of, world_id at, mind_id mind) {
    return of->list.items[at.n].minds[mind.n];
}

/* Stops the replay: false, for returning. */
bool kzi_replay_stops(worlds *of, replay_stop why);
/* One more piece of work; false when there was enough. */
bool kzi_replay_spends(worlds *of, uint64_t effort);

#endif
