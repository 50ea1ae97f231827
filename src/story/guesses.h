/* SPDX-License-Identifier: MIT
 *
 * guesses: how many acts a wish is away, as far as a good guess goes.
 *
 * In     a state, what is wished for: a sum that should come to a goal
 * Out    a number of acts that may be too large or too small, never a proof of anything
 * Owns   its tables and its memo, in the search's arena
 * Used   once for each state a search of plans.c meets; what no number of acts could bring about is
 *        told by distances.c, not here. Tables are taken at the first guess: most questions are
 *        answered before
 *
 * What it costs to come by each value of each fact is added up over all a condition asks
 * (GUESS_ADDED: hadd, Bonet and Geffner 2001), or the acts of one relaxed plan are counted, each
 * once (GUESS_RELAXED: Hoffmann and Nebel 2001, with the supporters of hadd: Keyder and Geffner
 * 2008). Two things are our own. Facts have a cost in the world, in each mind and in the first
 * chains of minds (of which 64 are kept) that worths, the wish, acts and rules look into. And an
 * act costs what it takes that everybody it is by might be better off: whoever has all they could
 * ever want does nothing before something of it is taken from them.
 */
#ifndef KZI_GUESSES_H
#define KZI_GUESSES_H

#include "../base/bit_rows.h"
#include "../mind/step.h"

typedef enum guess_kind { GUESS_ADDED, GUESS_RELAXED } guess_kind;

/* What made a value cheapest: an act, a rule, or sight, and which of its parts. */
typedef struct support {
    uint32_t deed; /* acts, then rules, then sights; NO_DEED: it is so at first */
    uint32_t part; /* of its effects, then implants, then what a surprise puts right */
    uint32_t from; /* the chain it was looked at in */
} support;

/* Minds within minds, from the world the guess is about; the first is that world itself. */
typedef struct guess_chain {
    uint32_t parent;
    mind_id mind;
} guess_chain;

/* A wish: that `sum`, which is the holder's worth, comes to `goal` in the holder's world; NO_MIND:
 * the story's own wish and world, the only one in which acts by fate count. */
typedef struct guess_wish {
    mind_id holder;
    expression_id sum;
    value goal;
} guess_wish;

typedef struct guess_memo {
    state_id state;
    guess_wish wish;
    uint32_t guess;
    uint32_t first_act, act_count; /* in helpful */
} guess_memo;

struct guess_terms;

typedef struct guesses {
    const minds *of;
    arena *in;
    guess_kind kind;
    expression_id story_wish;
    bool has_tables; /* guess_tables.h */
    guess_wish wish; /* the one at hand */
    const ground_act
        *mended_by; /* while it is asked what somebody might want the act for: of several
                       things that might be wrong, one that it sets right; or NULL */
    LIST(guess_chain) chains;
    uint32_t *below;      /* by chain, then mind: the chain of that mind in it (kzi_guess_chain) */
    uint32_t *first_slot; /* by fact: its values in `cost`, for one chain */
    uint32_t slot_count;
    uint32_t *claimed; /* by expression: what a claim of one value, or of any other, is about;
                          NO_SLOT: no claim, or of a number */
    struct guess_terms *worth_in_mind;  /* by mind, where it lies in the world asked about */
    struct guess_terms *worth_as_world; /* by mind, where it is the world asked about; then the
                                    story's own wish (guess_terms.h) */
    uint32_t *cost;                     /* by chain and slot */
    support *supports;                  /* likewise */
    bool *is_needed;                    /* likewise: part of the relaxed plan */
    state_id *stands;                   /* by chain: the state it is in what is asked about */
    int64_t *longest;                   /* by fact: the longest step any act takes with a number */
    bit_row *readers;                   /* by slot: the deeds that are dearer or cheaper with it */
    uint64_t *stale;                    /* bits of deeds to look at again */
    uint32_t deed_words;
    uint32_t *notice; /* by chain: what it costs that all minds of it notice the act at hand */
    int64_t *best;    /* by mind: the most they could ever have */
    bool *has_all;    /* by mind: they have it, in the state asked about */
    bool *is_counted; /* by act: part of the relaxed plan */
    uint32_t counted, repeats;
    bool has_changed;
    LIST(guess_memo) memo;
    LIST(uint32_t) helpful; /* acts of the relaxed plans, ascending */
    table by_question;
    uint64_t worked_out;
} guesses;

#define FAR_AWAY (1u << 20)

/* `story_wish`: a sum. */
guesses kzi_guesses(const minds *about, guess_kind kind, expression_id story_wish, arena *in);
/* FAR_AWAY or more: nothing is known that would bring it about. NULL: memory ended. Borrowed until
 * the next. */
const guess_memo *kzi_guess(guesses *of, state_id from, const guess_wish *wish);
/* Is the act part of the relaxed plan? */
bool kzi_guess_helps(const guesses *of, const guess_memo *made, act_id act);

#endif
