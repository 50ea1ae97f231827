/* SPDX-License-Identifier: MIT
 *
 * english_speech: what English does with what is said and thought, and how it steps from scene to
 * scene.
 *
 * In     the words said or thought, a speaker
 * Out    "I am staying," he said. | No, he thought. Never. | "Meanwhile "
 * Owns   nothing
 *
 * The few texts that are the telling's own, "{who} [say]", are in own_words.def, and have their
 * translation as the world's texts have.
 *
 * Where a thought begins and ends it is marked by two control letters, which a page turns into
 * italics or takes out.
 */
#ifndef KZI_ENGLISH_SPEECH_H
#define KZI_ENGLISH_SPEECH_H

#include "sentence.h"

#define THOUGHT_BEGINS '\x01'
#define THOUGHT_ENDS   '\x02'

/* What one tick of the clock is. */
typedef enum clock_unit {
    CLOCK_OF_NO_UNIT,
    CLOCK_MINUTES,
    CLOCK_HOURS,
    CLOCK_DAYS,
    CLOCK_MONTHS,
    CLOCK_YEARS, /* up to here each is made of the one before */
    CLOCK_WEEKS
} clock_unit;

/* Whoever speaks right after what he or she does needs no `he said`; elsewhere it is added. */
void kzi_english_say(speaker *by, thing_id who, const char *words);
/* `is_marked`: the page will show where thought begins and ends, so that `he thought` may be left
 * out after what he does. */
void kzi_english_think(speaker *by, thing_id who, const char *words, bool is_marked);
/* "He tried, and it could not be done." */
void kzi_english_fail(speaker *by, thing_id who);
/* Before the first word of a scene that steps back to another thread; the word after it loses its
 * capital unless it is a name. */
const char *kzi_english_meanwhile(const speaker *by);
/* The same where the clock was set forwards, or, with `ticks` below 0, the story goes back: "Three
 * years later, ". In the arena the speaker writes into. */
const char *kzi_english_lapse(const speaker *by, clock_unit unit, int64_t ticks);
/* "Chapter two". */
const char *kzi_english_chapter(const speaker *by, uint32_t number);
/* "… three years …": does it say itself that time goes by? */
bool kzi_english_names_time(const char *sentence);
/* Does the sentence, as it is written, hang in the air without what is said after it: "{Ren}
 * [turn] round and [ask].", or whatever ends in a colon? */
bool kzi_english_leads_to_speech(const char *sentence);

#endif
