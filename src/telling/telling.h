/* SPDX-License-Identifier: MIT
 *
 * telling: an outline in words: sentences, each with what it asserts, in paragraphs, in scenes.
 *
 * In     a log (story/told.h), and how it is to be told (outline.h)
 * Out    sentences in the order of telling; paragraphs, a new one when somebody else acts, speaks
 *        or thinks; which of them open a scene
 * Owns   the texts, in the arena given
 */
#ifndef KZI_TELLING_H
#define KZI_TELLING_H

#include "../base/writer.h"
#include "outline.h"
#include "sentence.h"

/* One piece in words: a sentence, or a few that were written as one line. */
typedef struct told_sentence {
    const char *text; /* with the marks of english_speech.h */
    uint32_t act;
    uint32_t rule; /* or THE_ACT */
    line_kind kind;
    mind_id head;
    having right;
    const mention *mentions; /* in its order, outside of what is said and thought */
    uint32_t mention_count;
    thing_id by;       /* LINE_SAYS, LINE_THINKS: whose words */
    const char *words; /* and these, alone */
    const held_fact *facts;
    uint32_t fact_count;
    bool is_key;
} told_sentence;

typedef struct paragraph {
    uint32_t first_sentence;
    uint32_t sentence_count;
    uint32_t first_act; /* of the log */
    uint32_t act_count;
    bool opens_scene;
    bool begins_back;    /* a flashback begins */
    const char *chapter; /* its heading, where a chapter begins, or NULL */
    bool ends_elsewhere; /* its last sentence is about somebody else than who acts in it */
    mind_id head;
    thing_id place;
} paragraph;

typedef struct telling {
    outline plan;
    manner how;
    LIST(told_sentence) sentences;
    LIST(paragraph) list;
    uint32_t word_count;
} telling;

/* Third person, past, everything and everybody's thoughts, as it happened. */
manner kzi_telling_from_outside(void);
/* False when memory ended. `in_words` finds translations, or is NULL. */
bool kzi_telling_write(telling *made, const told_log *log, const manner *how, in_words_fn in_words,
                       const void *dictionary, arena *in);
/* Its sentences, one after the other; thoughts between `open` and `close`. */
const char *kzi_telling_paragraph(const telling *of, const paragraph *part, const char *open,
                                  const char *close, arena *in);
/* A text with its marks replaced. */
void kzi_telling_mark(writer *to, const char *text, const char *open, const char *close);
/* One act as one person saw it (NO_MIND: as somebody who sees into every head): the thoughts of
 * others stay theirs. Of the rules, those of `told`. False when memory ended. */
bool kzi_telling_seen(writer *to, const grounded *about, const told_act *told, mind_id eyes);
/* Lines no longer than `width` columns, broken at blanks, each after `indent`. */
void kzi_telling_wrap(writer *to, const char *text, uint32_t width, const char *indent);

#endif
