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

#include "english_speech.h"
#include "viewpoint.h"

typedef enum heads_policy { HEADS_FREE, HEADS_ONE, HEADS_PER_SCENE } heads_policy;
typedef enum telling_order {
    ORDER_WORLD,
    ORDER_FLASHBACK,
    ORDER_THREADS,
    ORDER_FRAGMENTS
} telling_order;
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
    clock_unit unit;      /* CLOCK_OF_NO_UNIT: leaps of the clock are not told */
    bool has_chapters;
    const char *cut; /* a content note that is cut out, or NULL */
} manner;

typedef struct piece {
    uint32_t rule;     /* number among the rules that fired, or THE_ACT */
    line_kind kind;    /* LINE_PROSE also where nobody wrote a sentence */
    const line *from;  /* NULL: told plainly */
    const line *brief; /* what takes its place where words are few, or NULL */
    having right;
    const held_fact *facts;
    uint32_t fact_count;
    bool is_left_out; /* for want of words, or cut */
    bool is_cut;      /* by the reader's limit */
    bool is_briefly;  /* `from` is its brief */
} piece;

/* What an act is kept for. */
#define THE_ENDING UINT32_MAX
#define THE_FRAME  (UINT32_MAX - 1) /* the first act and the last, whatever they cause */
typedef struct told_cause {
    bool is_key;
    fact_id fact;   /* it changed this one, */
    mind_id holder; /* in this one's world (NO_MIND: the story's own), */
    uint32_t act;   /* which this act needed, or THE_ENDING */
} told_cause;

typedef struct beat {
    uint32_t act; /* of the log */
    mind_id head; /* NO_MIND: from outside */
    uint32_t first_piece;
    uint32_t piece_count;
    bool is_key; /* it causes the ending */
    told_cause cause;
    bool is_left_out;
    bool is_covered;    /* left out, since the brief of `told_with` tells it too */
    uint32_t told_with; /* an act of the log */
    bool opens_scene;
    bool is_back;      /* told in a flashback */
    bool begins_back;  /* the first of it */
    bool is_meanwhile; /* a step back in time, to another thread */
    bool is_fragment;  /* one line of the past, within what is done now */
    bool opens_chapter;
    int64_t lapse;  /* ticks that were leaped over before it; below 0: back in time */
    thing_id place; /* where it is done, or NO_THING */
} beat;

typedef struct outline {
    LIST(beat) beats; /* in the order of telling */
    LIST(piece) pieces;
    const viewpoint *views; /* by mind, then the one from outside */
    const told_log *log;
    uint32_t words_of_keys; /* that the key beats alone take */
    bool is_short;          /* something is left out for want of words */
    bool is_brief;          /* and what is told, is told by its brief where it has one */
    told_cause *causes;     /* by act */
} outline;

/* False when memory ended. */
bool kzi_outline_make(outline *made, const told_log *log, const manner *how, arena *in);
const viewpoint *kzi_outline_view(const outline *of, mind_id head);

/* outline_keys.c: which acts cause the ending, back to the first cause. By act of the log; NULL
 * when memory ended. */
told_cause *kzi_outline_keys(const outline *of, arena *in);
/* outline_order.c */
bool kzi_outline_order(outline *of, const manner *how, arena *in);
/* Does another scene begin between two acts told one after the other? */
bool kzi_outline_parts(const outline *of, uint32_t before, uint32_t act);
/* Does the story turn elsewhere, or to other people: a smaller step than a scene. */
bool kzi_outline_turns(const outline *of, uint32_t before, uint32_t act);
/* Does the later act read what the earlier one set? */
bool kzi_outline_needs(const outline *of, uint32_t earlier, uint32_t later);
/* outline_fragments.c: the present begins with that beat. */
bool kzi_outline_fragments(outline *of, uint32_t start, arena *in);
void kzi_outline_keep_lines(outline *of);
/* outline_cut.c */
void kzi_outline_cut(outline *of, const char *asked);
bool kzi_outline_has_content(const ground_act *event, const char *asked);
bool kzi_outline_is_about(const char *written, const char *asked);
/* outline_time.c: lapses and chapters, when all else is settled. */
void kzi_outline_time(outline *of, const manner *how);
/* outline_words.c: leaves out pieces until the rest fits. */
bool kzi_outline_shorten(outline *of, uint32_t words, arena *in);

#endif
