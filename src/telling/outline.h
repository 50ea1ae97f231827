/* SPDX-License-Identifier: MIT
 *
 * outline: what is told, through whose head, in which order, and where scenes begin; nothing is in
 * words yet.
 *
 * In     a log, and how it is to be told
 * Out    beats, one for each act that is told, each with its pieces (what is done, said, shown,
 *        thought; what rules made happen)
 * Owns   all of it, in the arena given
 *
 * One head tells what it has. A head for each scene is the one that has most of a stretch in which
 * neither place nor people change; what it has not is told by whoever does it. Told from outside,
 * all heads are open.
 */
#ifndef KZI_OUTLINE_H
#define KZI_OUTLINE_H

#include "english.h"
#include "viewpoint.h"

typedef enum heads_policy { HEADS_FREE, HEADS_ONE, HEADS_PER_SCENE } heads_policy;
typedef enum telling_order { ORDER_WORLD, ORDER_FLASHBACK, ORDER_THREADS } telling_order;
typedef enum telling_form { FORM_TEXT, FORM_MARKDOWN, FORM_HTML, FORM_BEATS } telling_form;

/* How a story is to be told. */
typedef struct manner {
    heads_policy heads;
    mind_id through; /* HEADS_ONE */
    english_person person;
    english_tense tense;
    telling_order order;
    const char
        *frame_from; /* ORDER_FLASHBACK: name of the act the frame begins with; NULL: the trigger */
    const char *flashback_on; /* name of the act that brings the past back; NULL: the first of the
                                 last scene */
    uint32_t words;           /* at the most, as far as key beats leave the choice; 0: everything */
    telling_form form;
    bool is_one_act_each; /* a paragraph for each act */
} manner;

typedef struct piece {
    uint32_t rule;    /* number among the rules that fired, or THE_ACT */
    line_kind kind;   /* LINE_PROSE also where nobody wrote a sentence */
    const line *from; /* NULL: told plainly */
    having right;
    const held_fact *facts;
    uint32_t fact_count;
    bool is_left_out; /* for want of words */
} piece;

typedef struct beat {
    uint32_t act; /* of the log */
    mind_id head; /* NO_MIND: from outside */
    uint32_t first_piece;
    uint32_t piece_count;
    bool is_key; /* it causes the ending */
    bool is_left_out;
    bool opens_scene;
    bool is_back;      /* told in a flashback */
    bool begins_back;  /* the first of it */
    bool is_meanwhile; /* a step back in time, to another thread */
    thing_id place;    /* where it is done, or NO_THING */
} beat;

typedef struct outline {
    LIST(beat) beats; /* in the order of telling */
    LIST(piece) pieces;
    const viewpoint *views; /* by mind, then the one from outside */
    const told_log *log;
    uint32_t words_of_keys; /* that the key beats alone take */
} outline;

/* False when memory ended. */
bool kzi_outline_make(outline *made, const told_log *log, const manner *how, arena *in);
const viewpoint *kzi_outline_view(const outline *of, mind_id head);

/* outline_keys.c: which acts cause the ending: those that made its condition true, what these
 * needed, and what that needed. By act of the log. */
bool *kzi_outline_keys(const told_log *log, arena *in);
/* outline_order.c */
bool kzi_outline_order(outline *of, const manner *how, arena *in);
/* Does another scene begin between two acts told one after the other? */
bool kzi_outline_parts(const outline *of, uint32_t before, uint32_t act);
/* Does the story turn elsewhere, or to other people: a smaller step than a scene. */
bool kzi_outline_turns(const outline *of, uint32_t before, uint32_t act);
/* outline_words.c: leaves out pieces until the rest fits. */
bool kzi_outline_shorten(outline *of, uint32_t words, arena *in);

#endif
