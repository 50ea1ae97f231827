/* SPDX-License-Identifier: MIT
 *
 * replay: is a story that is about to be told one? Asked of code that shares nothing with the
 * search.
 *
 * In     a grounded world; acts in order, and for them the plans that are shown as reasons, if any
 * Out    a verdict: it holds; or which act, which person, which requirement fails; or how far it is
 *        known
 * Owns   nothing afterwards; all is worked out in an arena of its own
 * Used   once for each story printed: slow and plain, written from docs/meaning.md line by line
 *
 * The rooms mind and story are never included here (tools/layers.sh), so that a mistake of theirs
 * is not repeated but found. The plain checker in tests/properties/brute.py has the same shape in
 * another language: worlds, conditions, steps, explained.
 */
#ifndef KZI_REPLAY_H
#define KZI_REPLAY_H

#include "../ground/grounded.h"

/* What is shown as a person's reason for one act: the acts imagined, the explained one first. */
typedef struct replay_plan {
    uint32_t act; /* number of the act in the story */
    mind_id actor;
    const act_id *acts;
    uint32_t length;
} replay_plan;

/* What might be somebody's plan for the first of its acts, wherever that is asked: it is tried
 * before others are looked for, and counts only if it holds there. */
typedef struct replay_thought {
    mind_id who;
    const act_id *acts;
    uint32_t length;
} replay_thought;

typedef struct replay_story {
    const act_id *acts;
    uint32_t act_count;
    const replay_plan *plans; /* in any order */
    uint32_t plan_count;
    const replay_thought *thoughts; /* in the order they are to be tried */
    uint32_t thought_count;
    bool looks_for_plans;   /* where none is shown, one is looked for; otherwise such acts need only
                               be believed possible */
    uint32_t taken_as_told; /* so many first acts need no reason: the beginning of a fork */
    bool is_forked;         /* after them about->fork_changes are set */
    uint32_t ending;        /* that is told to hold at the end; NO_REPLAY_ENDING: none may */
    bool has_any_ending;    /* `ending` is not looked at */
} replay_story;
#define NO_REPLAY_ENDING UINT32_MAX

typedef enum replay_outcome {
    REPLAY_HOLDS,
    REPLAY_UNDECIDED, /* nothing is wrong as far as effort reached; the rest is not known */
    REPLAY_NO_MEMORY,
    REPLAY_LOOPS, /* rules go round */
    /* the story */
    REPLAY_AFTER_THE_END, /* an ending held already */
    REPLAY_IMPOSSIBLE,    /* the act's condition does not hold (an attempt: somebody's mind) */
    REPLAY_NOT_BELIEVED,  /* an actor holds it impossible */
    REPLAY_NOT_EXPLAINED, /* an actor has no reason within the limits */
    REPLAY_OTHER_ENDING,  /* at the end another ending holds than is told */
    /* a shown plan */
    REPLAY_PLAN_BEGINS_ELSEWHERE, /* not with the act, or not by the person */
    REPLAY_PLAN_TOO_LONG,         /* for the limits */
    REPLAY_PLAN_IMPOSSIBLE,       /* a step cannot be done where it stands, or is by nobody */
    REPLAY_PLAN_STEP_UNREASONED,  /* a later step has no reason for one whose it is */
    REPLAY_PLAN_DOES_NOT_GAIN,
    REPLAY_PLAN_WASTES /* a proper part does as well */
} replay_outcome;

/* What was reached after an act, in the story's own world. */
typedef struct replay_moment {
    uint32_t ending;    /* number, or NO_REPLAY_ENDING */
    const value *worth; /* by mind, in the world that person holds true */
    value author_worth;
} replay_moment;

typedef struct replay_verdict {
    replay_outcome outcome;
    uint32_t act;           /* number in the story */
    mind_id person;         /* or NO_MIND */
    uint32_t step;          /* of the shown plan, from 0 */
    uint32_t kept;          /* REPLAY_PLAN_WASTES: bits of the steps that would have done */
    uint64_t effort;        /* spent */
    replay_moment *moments; /* act_count + 1, as far as it got; the first is the start */
    uint32_t moment_count;
} replay_verdict;

/* `effort` counts worlds built and plans tried. `in` keeps the moments; it may be the caller's
 * own. */
replay_verdict kzi_replay(arena *in, const grounded *about, const replay_story *told,
                          const limits *within, uint64_t effort);

/* A verdict that says the story is wrong (not merely undecided, or out of memory). */
bool kzi_replay_refuses(const replay_verdict *of);
/* The outcome in a few words, for a log. */
const char *kzi_replay_words(replay_outcome outcome);

#endif
