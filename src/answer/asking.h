/* SPDX-License-Identifier: MIT
 *
 * asking: one question on its way to its answer.
 *
 * In     a read world, a question
 * Out    the answer as data; kzi_answer_… write it as text or JSON
 * Owns   everything it finds, in its own arena
 *
 * Each verb is a file answer_<verb>.c with three functions in the table of asking.c: begin, work,
 * write.
 */
#ifndef KZI_ASKING_H
#define KZI_ASKING_H

#include "../../include/kizuna.h"
#include "../story/ledger.h"
#include "../story/plans.h"
#include "../story/rests.h"
#include "../telling/telling.h"
#include "../telling/words.h"
#include "reading.h"

typedef struct kz_asking asking;

/* A world grounded for a question, and its stories. */
typedef struct forecast {
    const grounded *ground;
    exploration stories;
    ledger ends;
    bool has_ends;
    bool is_begun;
    LIST(act_id) told_before; /* a fork's: the acts of its tale that were taken as told */
} forecast;

/* What became of one what-if. */
typedef struct expectation_result {
    symbol name;
    const char *gloss;
    bool is_met;
    bool is_undecided; /* a limit stood in the way */
    const char *why;
    bool is_complete;
} expectation_result;

typedef struct answer_verb {
    kz_verb verb;
    kz_progress (*work)(asking *of, uint64_t effort);
    void (*write)(asking *of, writer *to);
    void (*write_json)(asking *of, json *to);
    bool takes_problems; /* the peer's, too */
} answer_verb;

struct kz_asking {
    memory from;
    size_t whole_memory_limit; /* the search may use half of it */
    arena in;
    arena text; /* the last answer written; reset for each */
    const answer_verb *verb;
    kz_question question; /* its texts copied */
    const reading *world; /* shared, or `own` */
    reading own;          /* read again, when changes or acts in words come with the question */
    bool has_own;
    notes said;
    const node **changes;
    limits limits;
    forecast main;           /* the world as asked for */
    bool holds_changes_back; /* `whatif`: the world is grounded as it is first */
    kz_progress progress;
    bool was_stopped;
    uint64_t tried_count; /* changes, values and beliefs run so far, for a progress line */

    /* check */
    told_log *tales;
    uint32_t tale_count;
    forecast other; /* the what-if being run */
    LIST(expectation_result) results;
    uint32_t next_what_if;
    uint32_t tale_order;   /* next tale to walk */
    bool *act_may_happen;  /* by declaration; in the world or in some what-if's */
    bool *ending_may_hold; /* by ending, likewise; or some what-if expects it never to */
    bool *want_may_hold;   /* by line of the world, likewise; or some what-if puts another in its
                              place */

    /* endings */
    bool was_replayed;    /* the stories to be printed */
    bool *belief_matters; /* by ground->beliefs */
    uint32_t next_belief;
    bool is_without_belief; /* the stories without the next belief are being unfolded */
    bool has_other_start;   /* false: rules would go round there */

    /* plan */
    planning plan;
    bool has_plan_begun;
    struct plan_answer *planned; /* plan_answer.h */

    /* tell, minds; plan, when reasons are asked for */
    told_log log;
    bool has_log;
    const char *story_name;    /* of the tale or ending told */
    state_id shown;            /* minds: which moment */
    uint32_t shown_after;      /* acts before it */
    struct tell_work *telling; /* tell: tell_work.h */

    kz_form form;                /* the answer being written */
    struct whynot *whynot;       /* answer_whynot.c */
    struct comparing *comparing; /* answer_whatif.c */
    struct sweeping *sweeping;   /* answer_sweep.c */
    struct testing *testing;     /* answer_test.c */
    struct fating *fating;       /* answer_fates.c */
    struct mapping *mapping;     /* answer_map.c */
    struct secrecy *secrecy;     /* answer_secrets.c */
    struct finding *finding;     /* answer_find.c */
};

/* Grounds the world for a what-if (NO_WHAT_IF: as asked) and begins its exploration. False: notes
 * say why, or memory ended. */
bool kzi_forecast_begin(asking *of, forecast *to, uint32_t what_if);
/* Moves the start to where the what-if leaves its tale. False: a note says why, or memory ended. */
bool kzi_forecast_fork(asking *of, forecast *to);
/* KZ_RUNNING, or KZ_ANSWERED when all stories and the ledger are there; KZ_MISTAKEN after a rule
 * loop (a note was said); KZ_FAILED. */
kz_progress kzi_forecast_work(asking *of, forecast *to, uint64_t effort);
void kzi_forecast_end(forecast *of);
/* "the plan limit (4)": what stopped it, or NULL when it is complete. */
const char *kzi_forecast_stopped_by(asking *of, const forecast *what);
/* What stopped it as a list of words in an open JSON document: "plan", "mind", … */
void kzi_forecast_stops_json(json *to, const forecast *what);
/* The note about rules that go round. */
void kzi_forecast_note_loop(asking *of, const forecast *what);

kz_asking *kzi_asking_new(const memory *like, const reading *shared, const kz_question *question);

extern const answer_verb kzi_answer_why, kzi_answer_whynot, kzi_answer_whatif, kzi_answer_sweep;
/* What they own outside the asking's arena. */
void kzi_answer_whynot_end(struct whynot *of);
void kzi_answer_whatif_end(struct comparing *of);
void kzi_answer_sweep_end(struct sweeping *of);
extern const answer_verb kzi_answer_check, kzi_answer_endings, kzi_answer_tell, kzi_answer_minds,
    kzi_answer_plan, kzi_answer_test, kzi_answer_map, kzi_answer_find, kzi_answer_strings;
/* answer_plan.c: the work was stopped; a plan that is known by then is told. */
kz_progress kzi_answer_stop_plan(asking *of);

/* Asked of a problem of the peer's. */
bool kzi_answer_is_of_problem(const asking *of);
/* "format", "version", the world's title, the question's limits: the first keys of every answer. */
void kzi_answer_head_json(asking *of, json *to, const char *format);
/* "diagnostics": the world's and the question's. */
void kzi_answer_notes_json(asking *of, json *to);
/* A line for each change asked for; nothing when there is none. */
void kzi_answer_changes(asking *of, writer *to);
void kzi_answer_limits(asking *of, writer *to);
/* Nobody is there and nothing can be so: says that, and how to begin. Writes nothing when there is
 * a world. */
bool kzi_answer_is_empty(const asking *of, writer *to);
void kzi_answer_measured_json(asking *of, json *to);
void kzi_answer_acts_json(json *to, const grounded *about, const act_id *acts, uint32_t count);
/* Tells which story the question means: a tale, the shortest to an ending, the first tale, or the
 * shortest story found. Works on until it has the log. */
kz_progress kzi_answer_find_story(asking *of, uint64_t effort);
/* The number of an ending; KZ_MISTAKEN when there is none of that name, and a note was said. */
kz_progress kzi_answer_find_ending(asking *of, const char *name, uint32_t *found);
/* answer_tell.c: the plans in the actors' minds, a line or more for each; the acts of the log with
 * them. */
void kzi_answer_reasons(asking *of, writer *to, const told_act *a);
void kzi_answer_log_json(asking *of, json *to);
/* "board, then turn_back by Ren (0 now, 4 then)". */
void kzi_answer_plan_in_words(asking *of, writer *to, const told_reason *r);
/* story_graph.c: one of the three tables of the stories as far as they are unfolded. */
void kzi_answer_story_graph(asking *of, writer *to, kz_form form);
/* nested.c: the plans within a plan, for `plan --why`. */
void kzi_answer_nested(asking *of, writer *to, const told_reason *why);
void kzi_answer_nested_json(asking *of, json *to, const told_reason *why);
/* A limit on memory is the guest's wish, not the end of memory: what was found is told, for which
 * half was kept back. False when that is gone, too. */
bool kzi_answer_spends_reserve(asking *of);
/* Is a story that is about to be printed one, as the replay sees it? KZ_ANSWERED; KZ_BROKEN: then
 * nothing must be told; KZ_FAILED: memory ended. */
kz_progress kzi_answer_replay(asking *of, const forecast *what, const told_log *log);
/* Likewise a plan: what its author has at the end is `goal` or more, and more than at any time
 * before. */
kz_progress kzi_answer_replay_plan(asking *of, const told_log *log, const plan_wish *wish);
/* All stories that the ledger of the main forecast prints. */
kz_progress kzi_answer_replay_ledger(asking *of);
/* The call, in full or shortened, may mean this act. */
bool kzi_answer_is_meant(const grounded *about, const ground_act *act, const node *call);
/* The what-if the question is asked under, by number, or NO_WHAT_IF. */
uint32_t kzi_answer_asked_what_if(const asking *of);
/* By name; NO_WHAT_IF when there is none, and a note was said. */
uint32_t kzi_answer_find_what_if(asking *of, const char *name);
/* The world after the question's `after` acts (at the start without any). KZ_ANSWERED, or a note
 * was said. */
kz_progress kzi_answer_find_moment(asking *of);
/* answer_tell.c: "Ren believes that Mio believes told" */
void kzi_answer_belief(writer *to, const grounded *about, mind_id actor, mind_id about_whom,
                       fact_id fact, value held);
/* The conditions hold in just those states in which they hold as the replay builds the stories. As
 * above; what costs too much stays unproved. */
kz_progress kzi_answer_replay_states(asking *of, const forecast *what,
                                     const expression_id *conditions, uint32_t count);
/* What everybody holds, and takes the others to hold, at each moment of the story, against the
 * replay's worlds. As above. */
kz_progress kzi_answer_replay_minds(asking *of, const forecast *what, const told_log *log);
/* The first shortest story to a node, with everybody's reasons, and replayed. As above. */
kz_progress kzi_answer_story_to(asking *of, uint32_t node, told_log *log);
/* shape_read.c: reads the shape that the question gives, and its conditions. False: a note was
 * said, or memory ended. */
bool kzi_answer_shape_read(asking *of);
/* answer_secrets.c: for `minds`, which asks it with --secrets */
kz_progress kzi_answer_secrets_work(asking *of);
void kzi_answer_secrets_write(asking *of, writer *to);
void kzi_answer_secrets_json(asking *of, json *to);
/* answer_check.c: for `test`, which runs what `check` does */
const char *kzi_answer_tale_in_short(asking *of, uint32_t tale);
/* A story in paragraphs, each line after `indent`. */
void kzi_answer_paragraphs(asking *of, writer *to, const told_log *log, const char *indent);
/* The same as the key "paragraphs" of an open object. */
void kzi_answer_paragraphs_json(asking *of, json *to, const told_log *log);
/* "a, b by Ren, c" */
void kzi_answer_acts(writer *to, const grounded *about, const act_id *acts, uint32_t count);
/* What somebody wrote, in one line. */
const char *kzi_answer_source_text(asking *of, span where);
/* All acts of the ground that a call may mean; a note was said when there is none. */
uint32_t kzi_answer_acts_meant(asking *of, const node *call, const char *text, act_id **found);

#endif
