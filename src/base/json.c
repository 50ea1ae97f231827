/* SPDX-License-Identifier: MIT
 *
 * json: see json.h.
 */
#include "json.h"

#include "never.h"

#include <inttypes.h>
#include <string.h>

json kzi_json(writer *to) {
    return (json){.to = to};
}

static void new_line(json *to) {
    kzi_write_char(to->to, '\n');
    kzi_write_repeated(to->to, ' ', 2 * (size_t)to->depth);
}

static void begin_item(json *to) {
    if (to->has_key) {
        to->has_key = false;
        return;
    }
    if (to->depth == 0) return;
    if (to->has_item[to->depth]) kzi_write_char(to->to, ',');
    to->has_item[to->depth] = true;
    new_line(to);
}

void kzi_json_open(json *to, char bracket) {
    begin_item(to);
    kzi_write_char(to->to, bracket);
    if (to->depth + 1 >= KZI_JSON_DEPTH) {
        kzi_never("a document of ours nests deeper than it can");
        return;
    }
    to->has_item[++to->depth] = false;
}

void kzi_json_close(json *to, char bracket) {
    bool was_filled = to->has_item[to->depth];
    to->depth--;
    if (was_filled) new_line(to);
    kzi_write_char(to->to, bracket);
    if (to->depth == 0) kzi_write_char(to->to, '\n');
}

static void write_quoted(writer *to, const char *text, size_t length) {
    kzi_write_char(to, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\') kzi_writef(to, "\\%c", c);
        else if (c == '\n') kzi_write(to, "\\n");
        else if (c == '\t') kzi_write(to, "\\t");
        else if (c == '\r') kzi_write(to, "\\r");
        else if (c < 0x20 || c == 0x7f) kzi_writef(to, "\\u%04x", c);
        else kzi_write_char(to, (char)c);
    }
    kzi_write_char(to, '"');
}

void kzi_json_key(json *to, const char *key) {
    begin_item(to);
    write_quoted(to->to, key, strlen(key));
    kzi_write(to->to, ": ");
    to->has_key = true;
}

void kzi_json_text_bytes(json *to, const char *text, size_t length) {
    begin_item(to);
    write_quoted(to->to, text, length);
}

void kzi_json_text(json *to, const char *text) {
    if (text) kzi_json_text_bytes(to, text, strlen(text));
    else kzi_json_null(to);
}

void kzi_json_number(json *to, int64_t number) {
    begin_item(to);
    kzi_writef(to->to, "%" PRId64, number);
}

void kzi_json_decimal(json *to, const char *digits) {
    begin_item(to);
    kzi_write(to->to, digits);
}

void kzi_json_seconds(json *to, double seconds) {
    begin_item(to);
    kzi_writef(to->to, "%.3f", seconds);
}

void kzi_json_bool(json *to, bool value) {
    begin_item(to);
    kzi_write(to->to, value ? "true" : "false");
}

void kzi_json_null(json *to) {
    begin_item(to);
    kzi_write(to->to, "null");
}

void kzi_json_key_text(json *to, const char *key, const char *text) {
    kzi_json_key(to, key);
    kzi_json_text(to, text);
}

void kzi_json_key_number(json *to, const char *key, int64_t number) {
    kzi_json_key(to, key);
    kzi_json_number(to, number);
}

void kzi_json_key_bool(json *to, const char *key, bool value) {
    kzi_json_key(to, key);
    kzi_json_bool(to, value);
}
