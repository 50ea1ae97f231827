/* SPDX-License-Identifier: MIT
 *
 * shape: a pattern that stories may have: parts in order, with people who are not named, what must
 * not happen between them, and what must be
 *        so or be believed. docs/shapes.md is its grammar.
 *
 * In     the words of a question
 * Out    parts, casts (a cast says who is who), matches
 * Owns   all, in the asking's arena
 */
#ifndef KZI_SHAPE_H
#define KZI_SHAPE_H

#include "../base/rows.h"
#include "../story/fates.h"
#include "asking.h"

#define MOST_PARTS     12u
#define MOST_GUARDS    12u
#define MOST_VARIABLES 5u
#define MOST_OBJECTS   3u
#define MOST_CASTS     4000u
#define NO_CONDITION   UINT32_MAX

typedef enum who_kind { WHO_MISSING, WHO_SOMEBODY, WHO_VARIABLE, WHO_NAMED } who_kind;

typedef struct shape_who {
    who_kind kind;
    uint32_t number; /* of a variable, or of a thing */
} shape_who;

typedef enum shape_kind {
    SHAPE_ACT,    /* an act is done */
    SHAPE_LIES,   /* subject makes object believe what is not so, and does not believe it */
    SHAPE_TELLS,  /* subject tells object something, and is believed */
    SHAPE_LEARNS, /* subject comes to hold what is so */
    SHAPE_MOMENT, /* a condition holds */
    SHAPE_ENDS    /* the story is over */
} shape_kind;

typedef struct shape_step {
    shape_kind kind;
    shape_who subject, objects[MOST_OBJECTS];
    uint32_t object_count;
    uint32_t act;       /* SHAPE_ACT: number of its declaration */
    bool is_it;         /* the fact told before */
    const char *about;  /* a fact by its name, where one is named; variables stand for people */
    uint32_t condition; /* shape.condition_texts, or NO_CONDITION */
    uint32_t ending;    /* SHAPE_ENDS: which; NO_ENDING: any */
    span where;
    const char *text;
} shape_step;

typedef struct shape_part {
    shape_step step;
    bool is_next; /* nothing comes between */
    uint32_t first_guard,
        guard_count; /* guards[]: what does not happen between the part before and this one */
} shape_part;

typedef struct shape {
    shape_part parts[MOST_PARTS + 1]; /* behind the last: guards until the story is over */
    uint32_t part_count;
    shape_step guards[MOST_GUARDS];
    uint32_t guard_count;
    const char *variables[MOST_VARIABLES];
    uint32_t variable_count;
    const char *condition_texts[MOST_PARTS + MOST_GUARDS];
    span condition_places[MOST_PARTS + MOST_GUARDS];
    uint32_t condition_count;
    uint32_t *casts; /* things: variable_count for each */
    uint32_t cast_count;
} shape;

/* What was told: a fact, of the world or as a chain of minds has it. NO_TOPIC: nothing yet. */
#define NO_TOPIC 0u
typedef struct shape_topic {
    uint32_t fact;
    uint32_t via_count;
    mind_id via[4];
} shape_topic;

/* How far one cast has come in a story. */
typedef struct shape_config {
    uint32_t cast, part_count, topic; /* parts matched; topics[topic] */
    bool was_just_now;                /* the last part was matched by this very act or moment */
} shape_config;

typedef struct shape_match {
    uint32_t cast, topic;
    uint32_t part_count; /* all, or as many as the nearest miss has */
    uint32_t node;       /* where the last part was matched */
    const act_id *acts;  /* the whole story, as far as there is one */
    uint32_t act_count;
    uint32_t *matched_after; /* by part: acts done when it matched */
    told_log log;
} shape_match;

typedef struct shape_walk shape_walk;
typedef struct shape_count shape_count;

typedef struct finding {
    shape of;
    const term **conditions; /* condition_count for each cast, casts one after the other */
    uint32_t condition_count;
    LIST(shape_topic) topics;
    uint32_t *about_facts; /* by step (parts, then guards) and cast: the fact named; UINT32_MAX */
    fates leads;
    bool is_made;     /* the question has begun */
    shape_walk *walk; /* both under way, or done */
    shape_count *count;
    bool was_walked, was_counted, was_tried_alone;
    bool is_done;
    bool was_cut_short;        /* more could be matched in more ways than are kept apart */
    LIST(shape_match) matches; /* the shortest for each cast */
    shape_match nearest;       /* where there is no match */
    bool has_nearest;
    struct finding *alone; /* the part that failed, by itself */
    bool happens_alone;    /* the part that failed happens by itself, in some story */
    uint32_t alone_after;  /* after so many acts at the earliest */
    tally *matching;       /* by ending: orders that have the shape */
    bool has_counts;       /* false: too many to tell apart, or without end */
} finding;

/* The condition of a step with the names of a cast put in. */
expression_id kzi_shape_condition(const finding *of, const grounded *about, uint32_t condition,
                                  uint32_t cast);
/* Which fact the step names, in this cast; UINT32_MAX: none. Guards are numbered behind MOST_PARTS
 * + 1. */
uint32_t kzi_shape_about(const finding *of, uint32_t step, uint32_t cast);
/* The thing that is meant; UINT32_MAX: anybody. */
uint32_t kzi_shape_thing(const shape *of, shape_who who, uint32_t cast);
/* Is somebody or something a part of the act: done by it, named in its brackets, asked or changed
 * by it, or among the few who notice it? */
bool kzi_shape_concerns(const grounded *about, const ground_act *act, uint32_t thing);

/* shape_match.c: all matches, or the nearest miss; then how many orders have the shape. KZ_RUNNING,
 * KZ_ANSWERED, KZ_FAILED. */
kz_progress kzi_shape_find(asking *of, finding *f, uint64_t effort);
kz_progress kzi_shape_count(asking *of, finding *f, uint64_t effort);
/* shape_replayed.c: does the story have the shape, with these people, as the replay builds it?
 * KZ_ANSWERED, KZ_BROKEN, KZ_FAILED. */
kz_progress kzi_shape_replay(asking *of, const finding *f, const shape_match *match);

#endif
