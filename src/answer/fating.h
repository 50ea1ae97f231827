/* SPDX-License-Identifier: MIT
 *
 * fating: what `endings --fates` has found out (answer_fates.c), for whoever writes it down
 * (fates_words.c).
 *
 * In     all stories, one tale
 * Out    points of no return, acts in every story, what the tale stands and falls with, deadlocks,
 *        what stays open at the ends
 * Owns   all, in the asking's arena; `run` is the memory of the run under way
 */
#ifndef KZI_FATING_H
#define KZI_FATING_H

#include "../story/deadlocks.h"
#include "../story/fates.h"
#include "asking.h"

/* An act behind which the same ends are lost, wherever that happens. */
typedef struct no_return {
    act_id act;
    uint32_t node, edge; /* nearest to the start */
    uint32_t node_count; /* moments at which it is so */
} no_return;

/* One false belief of the start, put right alone. */
typedef struct carrying_belief {
    uint32_t belief; /* number in about->beliefs */
    value truth;
    bool was_told;        /* the tale was tried without it */
    told_log log;         /* as far as it goes */
    const char *broke_at; /* the act, in words; NULL: it holds */
    uint32_t ending;      /* of the tale that holds */
} carrying_belief;

typedef struct fating {
    fates leads;
    LIST(no_return) turns;
    deadlocks locks;
    bool *is_in_every_story; /* by act; NULL: too many to try */
    const told_log *tale;    /* NULL: there is none, or it cannot be told */
    const char *tale_name;
    uint32_t *tale_nodes; /* before its first act, behind its first, … */
    uint32_t tale_length; /* acts that are in the stories */

    bool is_made;
    uint32_t next_turn; /* to be run again; the first run is from the start */
    bool has_run_start;
    LIST(carrying_belief) beliefs;
    uint32_t next_belief;
    bool has_all_right;    /* all false beliefs put right at once: */
    uint32_t all_broke_at; /* where the tale breaks then; its length: it holds */
    const char *all_broke_act;
    const char *all_stopped_by; /* the limit that stood in the way, or NULL */
    LIST(uint32_t) all_ends;    /* ends that are left then */

    forecast run; /* under way */
    arena run_in;
} fating;

/* answer_endings.c: the world without one belief line; without any (UINT32_MAX), so that everybody
 * holds what is so. NULL: memory ended. */
const grounded *kzi_answer_without_beliefs(asking *of, uint32_t left_out);
kz_progress kzi_answer_fates_work(asking *of, uint64_t effort);
void kzi_answer_fates_end(fating *of);
void kzi_answer_fates_write(asking *of, writer *to);
void kzi_answer_fates_json(asking *of, json *to);
/* A fresh run's ends against what is claimed of the state it began in; for tests too. */
bool kzi_answer_fates_hold(const fates *claimed, uint32_t at, const exploration *run);

#endif
