/* SPDX-License-Identifier: MIT
 *
 * diagnostic: what a good editor would say about a world, as data.
 *
 * In     a code of diagnostic_catalog.def, a span, what the sentence needs; then, if useful, a
 *        label under the caret, the other place that explains it, and what to write instead
 * Out    notes in order of saying, put in order of place before they are shown
 * Owns   nothing; the arena of the notes does
 *
 *     note *said = kzi_note(notes, K_UNKNOWN_NAME, where, "fact", "plede");
 *     kzi_note_try(said, "write `pleaded`");
 *     kzi_note_other(said, where_declared, "declared here");
 *
 * Every function takes NULL where a note is asked for, so that callers need not test for the end of
 * memory: the arena's has_failed tells it once, at the end.
 */
#ifndef KZI_DIAGNOSTIC_H
#define KZI_DIAGNOSTIC_H

#include "../base/json.h"
#include "source.h"

typedef enum severity { SEVERITY_ERROR, SEVERITY_WARNING } severity;

typedef enum diagnostic_code {
#define DIAGNOSTIC(name, number, severity, sentence) name,
#include "diagnostic_catalog.def"
#undef DIAGNOSTIC
    DIAGNOSTIC_CODE_COUNT
} diagnostic_code;

typedef struct note {
    diagnostic_code code;
    span where;
    const char *sentence;
    const char *label; /* under the caret, or NULL */
    bool has_other;
    span other;
    const char *other_label;
    const char *try_this; /* or NULL */
} note;

typedef struct notes {
    arena *in;
    const sources *about;
    LIST(note *) list;
    uint32_t error_count;
} notes;

/* For a note about no line: about the question itself, or about the notes. */
#define KZI_IN_NO_FILE ((span){UINT32_MAX, 0, 0})

notes kzi_notes(arena *in, const sources *about);
note *kzi_note(notes *to, diagnostic_code code, span where, ...);
void kzi_note_label(notes *to, note *said, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void kzi_note_other(notes *to, note *said, span where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void kzi_note_try(notes *to, note *said, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

const char *kzi_diagnostic_number(diagnostic_code code); /* "K0201" */
const char *kzi_diagnostic_name(diagnostic_code code);   /* "K_UNKNOWN_NAME" */
severity kzi_diagnostic_severity(diagnostic_code code);

/* In order of place; of errors and of warnings the first KZI_MOST_NOTES_SHOWN, and how many more
 * there are: nobody reads on, and a hostile file causes millions. */
void kzi_notes_put_in_order(notes *all);
#define KZI_MOST_NOTES_SHOWN 100u
/* As a person reads it: sentence, place, the line with its caret, the other place, what to try. */
void kzi_notes_write(writer *to, const notes *all);
/* All of it as one text, for a guest: the list alone where it is JSON. NULL when memory ended. */
const char *kzi_notes_text(const notes *all, arena *in, bool is_json);
/* As the items of an open JSON list. */
void kzi_notes_write_json(json *to, const notes *all);

/* The likeliest of what was meant, or NULL: fewest slips of the pen, at most one in three letters
 * (Damerau 1964). */
const char *kzi_did_you_mean(const char *written, const char *const *known, uint32_t known_count);

#endif
