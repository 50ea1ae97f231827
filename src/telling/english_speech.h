/* SPDX-License-Identifier: MIT
 *
 * english_speech: what English does with what is said and thought, and how it steps from scene to
 * scene.
 *
 * In     the words said or thought, a speaker
 * Out    "I am staying," he said. | No, he thought. Never. | "Meanwhile "
 * Owns   nothing
 *
 * Where a thought begins and ends it is marked by two control letters, which a page turns into
 * italics or takes out.
 */
#ifndef KZI_ENGLISH_SPEECH_H
#define KZI_ENGLISH_SPEECH_H

#include "sentence.h"

#define THOUGHT_BEGINS '\x01'
#define THOUGHT_ENDS   '\x02'

/* Whoever speaks right after what he or she does needs no `he said`; elsewhere it is added. */
void kzi_english_say(speaker *by, thing_id who, const char *words);
/* `is_marked`: the page will show where thought begins and ends, so that `he thought` may be left
 * out after what he does. */
void kzi_english_think(speaker *by, thing_id who, const char *words, bool is_marked);
/* "He tried, and it could not be done." */
void kzi_english_fail(speaker *by, thing_id who);
/* Before the first word of a scene that steps back to another thread; the word after it loses its
 * capital unless it is a name. */
const char *kzi_english_meanwhile(void);

#endif
