/* SPDX-License-Identifier: MIT
 *
 * sentence: a template with its names, pronouns and verbs put in.
 *
 * In     "{Ren} [turn] at the water, and {they Ren} [have] no answer.", an act or rule with what
 *        its parameters stand for
 * Out    "Ren turned at the water, and he had no answer.", or "I turn at the water, and I have no
 *        answer."
 * Owns   nothing; the table of who was mentioned when is the caller's
 *
 *     {Name}          the name, or what it is shown as
 *     {they Name} {them Name} {their Name} {theirs Name} {themself Name}      pronouns
 *     [verb]          agrees with the nearest {…} before it; [verb Name] with Name
 *
 * Whoever tells in the first or second person is `I` or `you` wherever a name stood. For all others
 * a pronoun is written only where it can mean nobody else: `he` where no other `he` was mentioned
 * in the sentence, or none since the subject of the clause; `him` where at most the subject of the
 * clause is another; `his` of the subject. Everywhere else the name stands, also where the template
 * asks for a pronoun. A sentence that begins with the person the last one began with begins with
 * the pronoun, under the same rule.
 */
#ifndef KZI_SENTENCE_H
#define KZI_SENTENCE_H

#include "../base/writer.h"
#include "../ground/grounded.h"
#include "english.h"

/* What stands for a text of the world: itself, or its translation. */
typedef const char *(*in_words_fn)(const void *of, const char *text);

typedef struct speaker {
    const grounded *about;
    writer *to;
    english_tense tense;
    english_person person; /* of the teller */
    thing_id teller;       /* who is `I` or `you`; NO_THING: nobody is */
    thing_id
        subject; /* whom the last sentence of this paragraph began with; NO_THING at its start */
    bool is_quoting;          /* within what is said or thought: names only, and the present */
    uint32_t sentence;        /* number of the sentence under way, from 1 */
    uint32_t paragraph_first; /* of the first sentence of this paragraph */
    uint32_t *mentioned_in;   /* by thing: the last sentence that mentioned it, or 0 */
    thing_id quoted;          /* who speaks or thinks, while is_quoting */
    const char **looks;   /* by thing: what it is described as by who does not know it, or NULL */
    bool *was_described;  /* by thing: so "the great cat" from then on */
    in_words_fn in_words; /* or NULL */
    const void *dictionary;
} speaker;

/* Nobody was mentioned yet. False when memory ended. */
bool kzi_sentence_begin(speaker *by, arena *in);
void kzi_sentence_begin_paragraph(speaker *by);
/* Another scene: all that was mentioned is far away. */
void kzi_sentence_begin_scene(speaker *by);
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
