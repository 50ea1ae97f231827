/* SPDX-License-Identifier: MIT
 *
 * whynot: what the files of the question share: answer_whynot.c finds what stands in the way and
 * writes it; smallest.c looks for the smallest change.
 *
 * In     an asking of the verb
 * Out    hindrances; changes found, smallest first, each asked again in full
 * Owns   the trial and the second asking under way; the rest lies in the asking's arena
 */
#ifndef KZI_WHYNOT_H
#define KZI_WHYNOT_H

#include "changes.h"
#include "questions.h"

typedef enum whynot_phase {
    WHYNOT_STORIES,
    WHYNOT_REASONS,
    WHYNOT_TURN, /* where on the way the ending went out of reach */
    WHYNOT_SINGLES,
    WHYNOT_DOUBLES,
    WHYNOT_VERIFYING,
    WHYNOT_DONE
} whynot_phase;

/* What became of a single change. */
typedef struct single_outcome {
    bool is_tried;
    bool is_found;
    bool is_mistaken;  /* it cannot be made, or rules go round */
    bool is_of_no_use; /* no such change can be made, or with it the ending holds before anything
                          happens */
    uint64_t shape;
    uint32_t missing; /* of the wish, where it came nearest */
    const node *change;
} single_outcome;

/* Worlds that were run, or are as good as run: the same imprint, the same outcome. */
typedef struct known_world {
    imprint print;
    single_outcome outcome;
} known_world;

typedef struct found_change {
    uint32_t one, other; /* singles; `other` UINT32_MAX */
    uint32_t size;
    bool is_verified;
    uint64_t endings; /* reached with it */
} found_change;

/* How far an act gets, over all moments looked at. */
typedef struct act_hindrance {
    act_id act;
    bool is_any;   /* some moment was looked at */
    uint32_t node; /* of the stories; UINT32_MAX: the moment asked about */
    view story;
    hindrance why;
} act_hindrance;

typedef struct whynot {
    whynot_phase phase;
    trial_wish wish;
    const char *wished; /* as it is asked for in words */
    act_id *acts;       /* instances meant */
    uint32_t act_count;
    bool does_happen;       /* in a story; with `after`: there */
    uint32_t ended_there;   /* with `after`: the ending that holds there already, or NO_ENDING */
    bool happens_elsewhere; /* with `after`: in another story */
    uint32_t happens_node;  /* where it is done first; of an ending: its node */
    act_id happens_act;

    act_hindrance best;                                      /* of a wished act */
    uint32_t impossible_count, unknown_count, refused_count; /* moments in which it is so */
    uint32_t nearest;                                        /* node nearest to a wished ending */
    LIST(act_hindrance) bringers; /* acts that would bring about what is missing there */
    LIST(uint32_t) bringing_rules;

    uint32_t turn;      /* acts of `after` that may be done, and the ending still be reached;
                           UINT32_MAX: not even without the first */
    uint32_t next_turn; /* to be asked */
    const char **could; /* how, after these: acts in words */
    uint32_t could_length;

    change_list all;
    LIST(single_outcome) outcomes;
    LIST(known_world) known_worlds;
    table by_print;
    uint64_t shape_as_is;
    bool has_base; /* shape_as_is is known */
    uint32_t next_single;
    trial_desk desk; /* of trials with one belief otherwise */
    trial as_is;     /* nothing changed: it lends states and steps to those with other wants */
    trial changed;
    trial *now; /* the one under way, `as_is` or `changed`; NULL: none */
    uint32_t now_one, now_other;
    uint32_t now_known;    /* number in known_worlds, or NOT_IN_TABLE: to be run */
    uint32_t single_count; /* tried */
    uint32_t *order;       /* of singles, for pairs: the promising first */
    uint32_t moved_count, order_count;
    uint32_t diagonal, along; /* of the pairs */
    uint32_t double_count;
    uint64_t double_effort;
    bool was_cut; /* by the budget */
    LIST(found_change) found;
    uint32_t next_to_verify;
    uint32_t verify_count;
    asking *again;
} whynot;

/* An act at one moment is asked about, not stories. */
static inline bool kzi_whynot_is_moment(const whynot *of) {
    return of->wish.after_count && of->wish.ending == NO_ENDING;
}

/* smallest.c: KZ_RUNNING, KZ_ANSWERED when all is tried and verified, KZ_BROKEN, KZ_FAILED. */
kz_progress kzi_smallest_work(asking *of, uint64_t effort);
void kzi_smallest_write(asking *of, writer *to);
void kzi_smallest_write_json(asking *of, json *to);

#endif
