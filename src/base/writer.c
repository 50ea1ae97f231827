/* SPDX-License-Identifier: MIT
 *
 * writer: see writer.h.
 */
#include "writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

writer kzi_writer(arena *in) {
    return (writer){.in = in};
}

static bool has_room(writer *to, size_t more) {
    if (to->room - to->length > more) return true;
    size_t wider = to->room ? to->room * 2 : 128;
    while (wider - to->length <= more) wider *= 2;
    char *moved = kzi_arena_take(to->in, wider);
    if (!moved) return false;
    if (to->length) memcpy(moved, to->text, to->length);
    to->text = moved;
    to->room = wider;
    return true;
}

void kzi_write_bytes(writer *to, const char *bytes, size_t length) {
    if (!has_room(to, length)) return;
    if (length) memcpy(to->text + to->length, bytes, length);
    to->length += length;
    to->text[to->length] = '\0';
}

void kzi_write(writer *to, const char *text) {
    kzi_write_bytes(to, text, strlen(text));
}

void kzi_write_char(writer *to, char letter) {
    kzi_write_bytes(to, &letter, 1);
}

void kzi_write_repeated(writer *to, char letter, size_t times) {
    if (!has_room(to, times)) return;
    memset(to->text + to->length, letter, times);
    to->length += times;
    to->text[to->length] = '\0';
}

void kzi_writev(writer *to, const char *format, va_list values) {
    va_list again;
    va_copy(again, values);
    int length = vsnprintf(NULL, 0, format, values);
    if (length > 0 && has_room(to, (size_t)length)) {
        vsnprintf(to->text + to->length, (size_t)length + 1, format, again);
        to->length += (size_t)length;
    }
    va_end(again);
}

void kzi_writef(writer *to, const char *format, ...) {
    va_list values;
    va_start(values, format);
    kzi_writev(to, format, values);
    va_end(values);
}

const char *kzi_written(const writer *from) {
    return from->text ? from->text : "";
}
