/* SPDX-License-Identifier: MIT
 *
 * writer: text that grows at its end.
 *
 * In     bytes, texts, formatted texts
 * Out    `text[0 .. length)` with a NUL behind it; once memory ends it takes no more, and the
 *        arena's has_failed says so
 * Owns   nothing; the arena does
 */
#ifndef KZI_WRITER_H
#define KZI_WRITER_H

#include "arena.h"

typedef struct writer {
    arena *in;
    char *text; /* NULL while nothing was written */
    size_t length;
    size_t room;
} writer;

writer kzi_writer(arena *in);
void kzi_write(writer *to, const char *text);
void kzi_write_bytes(writer *to, const char *bytes, size_t length);
void kzi_write_char(writer *to, char letter);
void kzi_write_repeated(writer *to, char letter, size_t times);
void kzi_writef(writer *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
void kzi_writev(writer *to, const char *format, __builtin_va_list values);
/* What was written, or "" when nothing was. */
const char *kzi_written(const writer *from);

#endif
