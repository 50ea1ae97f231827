/* SPDX-License-Identifier: MIT
 *
 * questions: what the files of why, whynot, whatif and sweep share.
 *
 * In     an exploration, moments of its stories
 * Out    worths want by want, hindrances, plans, in words and as JSON; the world run again with a
 *        few changes, as far as a question needs
 * Owns   a trial owns the world it runs in, in an arena of its own, so that thousands can follow
 *        each other
 */
#ifndef KZI_QUESTIONS_H
#define KZI_QUESTIONS_H

#include "../ground/imprint.h"
#include "../story/hindrance.h"
#include "asking.h"

/* ---- questions_words.c ---- */
/* What one want comes to in a world. */
value kzi_question_want(const minds *m, state_id at, const ground_want *want);
/* `at is ferry` of a want, or the sum itself. */
void kzi_question_want_words(writer *to, const grounded *about, const ground_want *want);
/* "2 now, 5 then: at is quay 0, then 3" the wants that differ; nothing follows the sums where none
 * does. */
void kzi_question_worths(writer *to, const minds *m, mind_id whose, state_id before,
                         state_id after);
void kzi_question_worths_json(json *to, const minds *m, mind_id whose, state_id before,
                              state_id after);
/* The parts of a condition that do not hold, each with what is so instead. */
void kzi_question_unmet(writer *to, const minds *m, state_id at, expression_id condition);
void kzi_question_unmet_json(json *to, const minds *m, state_id at, expression_id condition);
/* A sentence or two, without a full stop at the end. */
void kzi_question_hindrance(writer *to, exploration *of, view story, act_id act,
                            const hindrance *why);
void kzi_question_hindrance_json(json *to, exploration *of, view story, act_id act,
                                 const hindrance *why);
/* "after a, b, c" or "at the start" */
void kzi_question_moment(writer *to, const grounded *about, const act_id *acts, uint32_t count);

/* ---- trial.c ---- */
/* What is looked for in a trial's stories: an ending, or an act; neither: all stories are
 * unfolded. */
typedef struct trial_wish {
    uint32_t ending;          /* or NO_ENDING */
    const node *act;          /* a call, or NULL */
    const node *const *after; /* taken as told: the act is looked for right after these, the ending
                                 from there on */
    uint32_t after_count;
} trial_wish;

/* One set of minds for many trials that differ in one belief at the start: whoever does not hold it
 * thinks the same thoughts again, and they are remembered. */
typedef struct trial_desk {
    arena in;
    forecast what;      /* nothing pruned, so that any start is told of rightly */
    size_t used_before; /* of the asking's memory */
    bool is_begun;
} trial_desk;

typedef struct trial {
    arena in;
    notes said; /* of the grounding: such a change cannot be made */
    forecast own;
    forecast *what;                /* `own`, or a desk's */
    imprint print, print_of_steps; /* of its ground */
    forecast *like;                /* whose states and steps it shares, or NULL */
    size_t used_before;            /* of the asking's memory */
    trial_wish wish;
    bool *is_wished; /* by act */
    uint32_t looked_at_edges, looked_at_nodes;
    bool is_found;
    state_id moment;     /* after the acts of `after` */
    bool holds_at_start; /* the wished ending: no story */
    bool is_lost;        /* the acts of `after` cannot be done, or the story ends before */
    bool is_mistaken;    /* the change cannot be made, or rules go round */
    bool is_begun;
} trial;

/* The world of the question with these changes more, grounded, and its imprint. False when memory
 * ended. */
bool kzi_trial_ground(asking *of, trial *to, const node *const *changes, uint32_t change_count,
                      const trial_wish *wish);
/* Its stories can be unfolded from here on. `like`: NULL, or a trial that rests meanwhile and with
 * which it shares states and steps where their grounds differ in wants alone. False when memory
 * ended. */
bool kzi_trial_begin(asking *of, trial *to, trial *like);
/* The same with one belief otherwise, not in its own ground but on a desk that is made, or cleared,
 * when that is due. False when memory ended. */
bool kzi_trial_begin_belief(asking *of, trial_desk *desk, trial *to, const ground_belief *belief,
                            const mind_id *chain);
void kzi_trial_desk_end(trial_desk *of);
/* KZ_RUNNING; KZ_ANSWERED: found, or all was unfolded (no limit is proved harmless); KZ_FAILED. */
kz_progress kzi_trial_work(trial *of, uint64_t effort);
/* A number for the shape of all that was unfolded: which acts lead from where to where, and which
 * endings. */
uint64_t kzi_trial_shape(const trial *of);
/* How near it came: parts of the wished condition that are missing in the nearest state, 0 where it
 * holds. */
uint32_t kzi_trial_missing(const trial *of);
/* Parts of a condition that do not hold. */
uint32_t kzi_question_missing(const minds *m, state_id at, expression_id condition);
/* Bits of the endings reached. */
uint64_t kzi_trial_endings(const trial *of);
void kzi_trial_end(trial *of);
/* Stories begin after the first `count` acts of the question's `after`, taken as told. False after
 * a note, or when memory ended. */
bool kzi_question_walk(asking *of, forecast *what, uint32_t count);
/* A call in words, read into the question's own world; NULL when a note was said or memory
 * ended. */
const node *kzi_question_call(asking *of, const char *text);

/* The whole question asked again from its words with these lines more: read, grounded, unfolded and
 * proved anew, and what it would print replayed. Nothing of a trial is used, so a trial's mistake
 * is found. NULL when memory ended; freed with kz_asking_free. */
asking *kzi_second_begin(asking *of, const char *what_if, const char *const *changes,
                         uint32_t change_count, bool keeps_after);
/* The first shortest story to each ending of a forecast, replayed with everybody's reasons. */
kz_progress kzi_question_replay(asking *of, forecast *what);
/* Stories that were cut off might have gone on; that plans have limits is part of the question. */
bool kzi_question_was_cut_off(const forecast *what);
/* Bits of the endings reached in a forecast that has its ledger. */
uint64_t kzi_question_endings(const forecast *what);
/* KZ_ANSWERED when all is there. */
kz_progress kzi_second_work(asking *again, uint64_t effort);
bool kzi_second_has_act(asking *again, const char *text);
/* After the question's `after` acts: may the act happen there, also as the replay sees it?
 * KZ_ANSWERED, KZ_NO, or KZ_FAILED. */
kz_progress kzi_second_moment(asking *again, const char *act);
/* Bits of the endings reached. */
uint64_t kzi_second_endings(const asking *again);

#endif
