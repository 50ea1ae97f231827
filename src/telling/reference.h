/* SPDX-License-Identifier: MIT
 *
 * reference: by which word somebody is mentioned, so that nobody else can be meant.
 *
 * In     a speaker, who has told so much; whom the next word means, and in which case
 * Out    may it be a pronoun? else the name, or a description; each mention is kept, so that a
 *        test that knows nothing of this file can judge it (tests/properties/pronouns.py)
 * Owns   nothing; the tables of who was mentioned when are the caller's
 *
 * Whoever tells in the first or second person is `I` or `you` wherever a name stood. For all others
 * a pronoun is written only where it can mean nobody else:
 *
 *     he    where a sentence begins with whom the last one began with, and nobody else of that
 *           pronoun was the subject of a clause in it; elsewhere where no other `he` was mentioned
 *           lately
 *     him   where at most the subject of the clause is another; beside a `he` only of whom this
 *           paragraph has named
 *     his   of the subject of the clause; elsewhere as `he`
 *
 * Everywhere else the name stands, also where the template asks for a pronoun.
 */
#ifndef KZI_REFERENCE_H
#define KZI_REFERENCE_H

#include "../base/list.h"
#include "../base/writer.h"
#include "../ground/grounded.h"
#include "english.h"

/* A word of a telling, and whom it means. */
typedef struct mention {
    thing_id who;
    const char *words; /* "Ren", "his", "the man in a mask's" */
    bool is_pronoun;
} mention;

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
    uint32_t *subject_in;     /* by thing: the last sentence that had it as subject of a clause */
    thing_id last_clause;     /* the subject of the last clause told */
    uint32_t pronoun_in;      /* the last sentence with a pronoun for a subject */
    LIST(mention) mentions;   /* outside of what is said and thought, in their order */
    bool may_lead;            /* the next sentence is the first of its beat */
    bool has_lead;            /* "Meanwhile, " stands before what follows: no large letter */
    bool leads_to_speech;     /* the last sentence does: "… and asked" */
    thing_id quoted;          /* who speaks or thinks, while is_quoting */
    bool *calls_hold;         /* by guise that is a `calls`: does its condition hold now? */
    const char **looks;   /* by thing: what it is described as by who does not know it, or NULL */
    bool *was_described;  /* by thing: so "the great cat" from then on */
    in_words_fn in_words; /* or NULL */
    const void *dictionary;
} speaker;

/* Nobody was mentioned yet. False when memory ended. */
bool kzi_reference_begin(speaker *by, arena *in);
void kzi_reference_begin_paragraph(speaker *by);
/* Another scene: all that was mentioned is far away. */
void kzi_reference_begin_scene(speaker *by);

bool kzi_reference_is_teller(const speaker *by, thing_id who);
english_gender kzi_reference_gender(const speaker *by, thing_id who);
/* Their name, as what is told calls them now; may be written into `room`. */
const char *kzi_reference_name(speaker *by, thing_id who, char *room, size_t size);

/* May a sentence begin with the pronoun? */
bool kzi_reference_may_begin(const speaker *by, thing_id who);
/* May the pronoun stand within it? `clause` is the subject of the clause under way, `nearest` who
 * was mentioned last in this sentence. */
bool kzi_reference_may_stand(const speaker *by, thing_id who, english_case which, thing_id clause,
                             thing_id nearest);
/* They were mentioned by all that was written since `first`. */
void kzi_reference_note(speaker *by, thing_id who, size_t first, bool is_pronoun);
/* … as the subject of a clause. */
void kzi_reference_note_subject(speaker *by, thing_id who, bool is_pronoun);

#endif
