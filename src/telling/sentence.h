/* SPDX-License-Identifier: MIT
 *
 * sentence: a template with its names, pronouns and verbs put in.
 *
 * In     "{Ren} [turn] at the water, and {they Ren} [have] no answer.", an act or rule with what its parameters stand for
 * Out    "Ren turned at the water, and he had no answer."
 * Owns   nothing
 *
 *     {Name}          the name, or what it is shown as; {they Name} {them Name} {their Name} {theirs Name} {themself Name}: pronouns
 *     [verb]          agrees with the nearest {…} before it;  [verb Name] with Name
 *
 * A sentence that begins with the person the last one began with begins with the pronoun instead, as long as nobody else it could mean was
 * named since.
 */
#ifndef KZI_SENTENCE_H
#define KZI_SENTENCE_H

#include "../base/writer.h"
#include "../ground/grounded.h"
#include "english.h"

typedef struct speaker {
    const grounded *about;
    writer *to;
    english_tense tense;
    thing_id subject;      /* whom the last sentence of this paragraph began with; NO_THING at its start */
    bool is_doubtful;      /* somebody else of the subject's pronoun was named since */
} speaker;

void kzi_sentence_begin_paragraph(speaker *by);
/* One sentence or more, from a template. */
void kzi_sentence_tell(speaker *by, const ground_act *act, const char *text);
/* The name, or the pronoun where it is beyond doubt; as the subject of what follows. */
void kzi_sentence_subject(speaker *by, thing_id who);
/* As it is shown; a thing that nobody gave a name to be shown by has an article: "the bud". */
void kzi_sentence_name(speaker *by, thing_id who);
/* The same, or `herself` where it is done to the subject. */
void kzi_sentence_object(speaker *by, thing_id who);

#endif
