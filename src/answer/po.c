/* SPDX-License-Identifier: MIT
 *
 * po: see po.h.
 */
#include "po.h"

#include <string.h>

/* ---- reading ---- */
typedef enum { PO_NOTHING, PO_ID, PO_TRANSLATION } po_part;

typedef struct {
    po_strings *made;
    arena *in;
    writer id, translation;
    po_part part;
    uint32_t line;
} po_reader;

static bool end_entry(po_reader *r) {
    po_string made = {kzi_written(&r->id), kzi_written(&r->translation)};
    bool is_useful = *made.text && *made.translation;
    r->id = kzi_writer(r->in);
    r->translation = kzi_writer(r->in);
    r->part = PO_NOTHING;
    return !is_useful || LIST_ADD(r->in, &r->made->list, made);
}

/* A quoted piece to the end of the line. False when it is none. */
static bool read_quoted(writer *to, const char *at, size_t length) {
    while (length && *at == ' ') at++, length--;
    while (length && (at[length - 1] == ' ' || at[length - 1] == '\r')) length--;
    if (length < 2 || *at != '"' || at[length - 1] != '"') return false;
    for (size_t i = 1; i + 1 < length; i++) {
        if (at[i] == '\\' && i + 2 < length) {
            i++;
            kzi_write_char(to, at[i] == 'n' ? '\n' : at[i] == 't' ? '\t' : at[i]);
        } else {
            kzi_write_char(to, at[i]);
        }
    }
    return true;
}

static bool is_wrong(po_reader *r, const char *line, size_t length) {
    if (r->made->wrong_line == 0) {
        r->made->wrong_line = r->line;
        r->made->wrong_text = kzi_arena_text(r->in, line, length);
    }
    return !r->in->has_failed;
}

static bool begins(const char *line, size_t length, const char *word) {
    size_t size = strlen(word);
    return length > size && memcmp(line, word, size) == 0 &&
           (line[size] == ' ' || line[size] == '"');
}

static bool read_line(po_reader *r, const char *line, size_t length) {
    while (length && *line == ' ') line++, length--;
    if (length == 0 || *line == '\r' || *line == '#') return true;
    if (begins(line, length, "msgid")) {
        if (!end_entry(r)) return false;
        r->part = PO_ID;
        return read_quoted(&r->id, line + 5, length - 5) || is_wrong(r, line, length);
    }
    if (begins(line, length, "msgstr") && r->part != PO_NOTHING) {
        r->part = PO_TRANSLATION;
        return read_quoted(&r->translation, line + 6, length - 6) || is_wrong(r, line, length);
    }
    writer *to = r->part == PO_ID ? &r->id : &r->translation;
    return (r->part != PO_NOTHING && read_quoted(to, line, length)) || is_wrong(r, line, length);
}

bool kzi_po_read(po_strings *made, const char *file, arena *in) {
    *made = (po_strings){0};
    po_reader r = {.made = made, .in = in, .id = kzi_writer(in), .translation = kzi_writer(in)};
    while (*file) {
        size_t length = strcspn(file, "\n");
        r.line++;
        if (!read_line(&r, file, length)) return false;
        file += length + (file[length] == '\n');
    }
    return end_entry(&r) && !in->has_failed;
}

const char *kzi_po_find(const po_strings *in, const char *text) {
    for (uint32_t i = 0; i < in->list.count; i++) {
        if (strcmp(in->list.items[i].text, text) == 0) return in->list.items[i].translation;
    }
    return NULL;
}

/* ---- writing ---- */
static void write_po_text(writer *to, const char *word, const char *text) {
    kzi_writef(to, "%s \"", word);
    for (; *text; text++) {
        if (*text == '\n') kzi_write(to, "\\n");
        else if (*text == '"' || *text == '\\') kzi_writef(to, "\\%c", *text);
        else kzi_write_char(to, *text);
    }
    kzi_write(to, "\"\n");
}

void kzi_po_write(writer *to, const char *where, const char *note, const char *text) {
    if (note) kzi_writef(to, "#. %s\n", note);
    if (where) kzi_writef(to, "#: %s\n", where);
    write_po_text(to, "msgid", text);
    kzi_write(to, "msgstr \"\"\n\n");
}

void kzi_po_write_header(writer *to, const char *title) {
    kzi_writef(to, "# The texts of a world, to be translated%s%s.\n", title ? ": " : "",
               title ? title : "");
    kzi_write(to, "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; "
                  "charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n");
}
