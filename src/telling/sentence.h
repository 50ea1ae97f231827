/* SPDX-License-Identifier: MIT
 *
 * sentence: a template with its names, pronouns and verbs put in.
 *
 * In     "{Ren} [turn] at the water, and {they Ren} [have] no answer.", an act or rule with what
 *        its parameters stand for
 * Out    "Ren turned at the water, and he had no answer.", or "I turn at the water, and I have no
 *        answer."
 * Owns   nothing
 *
 *     {Name}          the name, or what it is shown as
 *     {they Name} {them Name} {their Name} {theirs Name} {themself Name}      pronouns
 *     [verb]          agrees with the nearest {…} before it; [verb Name] with Name
 *
 * Where a pronoun may stand for a name, and must not, is decided in reference.h.
 */
#ifndef KZI_SENTENCE_H
#define KZI_SENTENCE_H

#include "reference.h"

/* One sentence or more, from a template. */
void kzi_sentence_tell(speaker *by, const ground_act *act, const char *text);
/* The name, or the pronoun where it is beyond doubt; as the subject of what follows. */
void kzi_sentence_subject(speaker *by, thing_id who);
/* The form of a verb beside that subject. */
english_form kzi_sentence_form(const speaker *by, thing_id who);
/* As it is shown; a thing that nobody gave a name to be shown by has an article: "the bud". */
void kzi_sentence_name(speaker *by, thing_id who);
/* The same, or `herself` where it is done to the subject. */
void kzi_sentence_object(speaker *by, thing_id who);
/* A text of the world as it is told. */
const char *kzi_sentence_in_words(const speaker *by, const char *text);

/* Whom the template names first, or NO_THING. */
thing_id kzi_sentence_first_named(const grounded *about, const ground_act *act, const char *text);
bool kzi_sentence_names(const grounded *about, const ground_act *act, const char *text,
                        thing_id who);

#endif
