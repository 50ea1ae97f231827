/* SPDX-License-Identifier: MIT
 *
 * po: the texts of a world as a gettext PO file, and back.
 *
 * In     `msgid "…"` and `msgstr "…"`, with comments, a header (the empty msgid) and texts over
 *        several lines
 * Out    for a text its translation, or NULL; an entry of such a file
 * Owns   the strings, in the arena given
 */
#ifndef KZI_PO_H
#define KZI_PO_H

#include "../base/list.h"
#include "../base/writer.h"

typedef struct po_string {
    const char *text;
    const char *translation;
} po_string;

typedef struct po_strings {
    LIST(po_string) list;
    uint32_t wrong_line; /* the first that is no line of a PO file; 0: none */
    const char *wrong_text;
} po_strings;

/* False when memory ended. */
bool kzi_po_read(po_strings *made, const char *file, arena *in);
const char *kzi_po_find(const po_strings *in, const char *text);
/* `where` and `note` become comments; either may be NULL. */
void kzi_po_write(writer *to, const char *where, const char *note, const char *text);
void kzi_po_write_header(writer *to, const char *title);

#endif
