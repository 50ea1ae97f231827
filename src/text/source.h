/* SPDX-License-Identifier: MIT
 *
 * source: the bytes an author wrote, and where a line begins.
 *
 * In     a name and bytes (kept until the reading arena ends)
 * Out    spans, lines and columns
 * Owns   nothing; the arena does
 */
#ifndef KZI_SOURCE_H
#define KZI_SOURCE_H

#include "../base/list.h"

/* Bytes [first, end) of one source. */
typedef struct span {
    uint32_t source; /* number in the list of sources */
    uint32_t first;
    uint32_t end;
} span;

typedef struct source {
    const char *name; /* as the guest gave it: a path, or a module's name */
    const char *text; /* ends in a NUL that `length` does not count */
    uint32_t length;
    LIST(uint32_t) line_starts;
} source;

/* All sources of one world: the file, then the modules in order of first use. */
typedef struct sources {
    arena *in;
    LIST(source) list;
} sources;

typedef struct text_place {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in letters, not bytes */
} text_place;

sources kzi_sources(arena *in);
/* Copies the bytes. UINT32_MAX when memory ended or the text is over 4 GiB. */
uint32_t kzi_sources_add(sources *to, const char *name, const char *text, size_t length);
uint32_t kzi_source_line_number(const source *in, uint32_t offset); /* from 1 */
text_place kzi_source_place(const source *in, uint32_t offset);
bool kzi_is_same_span(span one, span other);
/* The line (from 1) without its line end. */
span kzi_source_line(const sources *in, uint32_t source_number, uint32_t line);
/* The first byte that is not UTF-8, or `length`. */
uint32_t kzi_source_first_bad_byte(const source *in);
/* Columns that the bytes take on a terminal: letters counted, marks that join and wide letters
 * reckoned with. */
uint32_t kzi_text_width(const char *text, uint32_t length);

#endif
