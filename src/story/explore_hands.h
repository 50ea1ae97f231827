/* SPDX-License-Identifier: MIT
 *
 * explore_hands: the next states of an exploration, opened by several hands side by side.
 *
 * In     an exploration, how many hands
 * Out    for each state the acts that may happen in it, in file order, with where they lead;
 *        explore.c takes them in, one state after the other
 * Owns   the hands' arenas, until kzi_hands_end: states, steps, reasons and shared distances lie in
 *        them; the batches'
 * Used   for whole batches. How large a batch is, and which hand opens what, changes nothing: a
 *        question is asked to its end whatever is known already (reasons.is_asking_all), and
 *        distances rest on the start alone (kzi_distances_foresee). Only the numbers of states
 *        depend on who was faster, and no answer shows them
 */
#ifndef KZI_EXPLORE_HANDS_H
#define KZI_EXPLORE_HANDS_H

#include "explore.h"

typedef enum opened_kind {
    OPENED_NOT, /* not asked, or in vain: rules went round, or memory ended */
    OPENED_NO,
    OPENED_STEP,
    OPENED_REFUSAL,
    OPENED_LOOP /* passed over: rules would go round after it */
} opened_kind;

/* An act that is possible in a state of the batch, and what came of asking. */
typedef struct opened_act {
    uint32_t node;
    state_id from; /* its state */
    act_id act;
    state_id to; /* OPENED_STEP */
    opened_kind kind;
} opened_act;

/* One hand, with all it works with. */
typedef struct explore_hand {
    arena in, scratch;
    minds minds;
    distances distances;
    reasons reasons;
    view start; /* of the exploration, in which the first hand writes meanwhile */
    bool is_ready;
} explore_hand;

/* Nodes, and their acts that may happen. */
typedef struct opened_batch {
    arena in;              /* holds: */
    LIST(opened_act) acts; /* by node, then in file order */
    uint32_t first, end;   /* the nodes */
    uint32_t taken;        /* of the acts, by explore.c */
    uint32_t at_once;      /* acts a hand takes at a time */
    _Atomic uint32_t next; /* act to ask about */
} opened_batch;

struct explore_hands {
    exploration *of;
    latch guard; /* of the memory */
    shared_distances *distances;
    uint32_t count;
    explore_hand *hands;
    opened_batch batches[2];
    opened_batch *now;    /* asked about; the other one, */
    opened_batch *asked;  /* all asked about, is taken in meanwhile; NULL: none */
    _Atomic size_t spent; /* by all hands since they began, of */
    size_t effort;
    _Atomic bool has_ended; /* something ended the work: what is left is not asked */
};

/* Lays out, to be asked about now, all acts of the nodes from `first` to before `end` that are to
 * be opened. False when memory ended. */
bool kzi_hands_lay_out(explore_hands *of, uint32_t first, uint32_t end);
/* Asks about them, until each hand on average has spent so much effort; before it does, the first
 * calls `take` for the batch that is all asked about, which then is none. True when there is no
 * more to ask. */
bool kzi_hands_ask(explore_hands *of, uint64_t effort,
                   void (*take)(exploration *of, opened_batch *asked));
/* The batch of now is all asked about, and the other one is free. */
void kzi_hands_turn(explore_hands *of);
/* Another start: distances rest on it too. False when memory ended. */
bool kzi_hands_restart(explore_hands *of);
/* NULL when memory ended. */
explore_hands *kzi_hands_begin(exploration *of, uint32_t count);
void kzi_hands_end(explore_hands *of);

#endif
