/* SPDX-License-Identifier: MIT
 *
 * tell_work: what the files of `tell` share.
 *
 * In     an asking whose story is found
 * Out    its telling, in words, checked for leaks; and what was looked for besides
 * Owns   everything, in the asking's arena
 */
#ifndef KZI_TELL_WORK_H
#define KZI_TELL_WORK_H

#include "../telling/telling.h"
#include "asking.h"
#include "po.h"

/* What the reader was told and somebody who is there holds otherwise. */
typedef struct told_irony {
    uint32_t paragraph;
    mind_id who;
    fact_id fact;
    value told;
    value held;
} told_irony;

/* What a chapter leaves to the next. */
typedef struct told_chapter {
    uint32_t first_act; /* of the log */
    uint32_t last_act;
    mind_id turned; /* whose mind changed last, or NO_MIND: then the next two say nothing */
    fact_id turned_on;
    uint32_t turned_at;
    bool is_over;      /* an ending holds */
    LIST(act_id) next; /* that somebody has a reason for */
    LIST(act_id) idle; /* that could be done, and nobody has a reason */
} told_chapter;

/* One thing that is wrong with marked prose. */
typedef struct mark_fault {
    uint32_t line;
    const char *text;
} mark_fault;

struct tell_work {
    manner how;
    telling told;
    bool is_told;
    po_strings strings;
    /* --without-content */
    bool is_barred;   /* the story has what it must not have */
    act_id barred_by; /* the act or, as `barred_rule`, the rule that has it */
    uint32_t barred_rule;
    bool is_looking;
    bool other_is_begun;
    uint32_t next_what_if; /* to look at; NO_WHAT_IF first: the world as asked for */
    bool is_unsure;        /* a limit stood in the way of some story */
    bool has_nearest;
    uint32_t nearest_what_if; /* NO_WHAT_IF: the world as it is, another ending */
    uint32_t nearest_ending;
    uint32_t nearest_shared; /* acts it has in common with this story, in its order */
    uint32_t nearest_length;
    /* --irony */
    LIST(told_irony) ironies;
    /* of a telling in chapters; on a sheet, the one of an open end */
    LIST(told_chapter) chapters;
    /* --verify */
    LIST(mark_fault) faults;
};

/* tell_manner.c: how the question and the world's line want it told. KZ_MISTAKEN: a note says why
 * not. */
kz_progress kzi_tell_manner(asking *of, manner *made);
/* tell_leaks.c: has the head whatever each sentence asserts? KZ_BROKEN: it has not. */
kz_progress kzi_tell_leaks(asking *of, const telling *told);
/* tell_irony.c */
bool kzi_tell_irony(asking *of);
/* tell_chapters.c: what each chapter leaves to the next, and an open end to whoever goes on. */
kz_progress kzi_tell_chapters(asking *of);
void kzi_tell_chapter_end(asking *of, writer *to, uint32_t number);
void kzi_tell_chapters_json(asking *of, json *to);
/* tell_care.c: does the story have what it must not? Then looks for the nearest that has not. */
kz_progress kzi_tell_care(asking *of, uint64_t effort);
void kzi_tell_care_write(asking *of, writer *to);
void kzi_tell_care_json(asking *of, json *to);
/* The content notes of this telling: those of what is told, and those of the story that no act
 * has. */
typedef struct {
    LIST(const char *) list;
} content_notes;
bool kzi_tell_content(asking *of, content_notes *to);
/* tell_marks.c */
kz_progress kzi_tell_marks(asking *of);
/* tell_secrets.c: what stands under a mark and its head cannot know, in a sentence; or NULL. */
const char *kzi_tell_secret(asking *of, mind_id head, uint32_t beat_number, const char *text,
                            size_t length);
/* tell_pages.c, tell_beats.c */
void kzi_tell_page(asking *of, writer *to);
void kzi_tell_beats(asking *of, writer *to);
void kzi_tell_beats_json(asking *of, json *to);
/* A text of the world as it is told: its translation where there is one. */
const char *kzi_tell_text(const asking *of, const char *text);

#endif
