/* SPDX-License-Identifier: MIT
 *
 * source: see source.h.
 */
#include "source.h"

sources kzi_sources(arena *in) {
    return (sources){.in = in};
}

static bool find_lines(arena *in, source *of) {
    if (!LIST_ADD(in, &of->line_starts, 0u)) return false;
    for (uint32_t i = 0; i < of->length; i++) {
        if (of->text[i] == '\n' && !LIST_ADD(in, &of->line_starts, i + 1)) return false;
    }
    return true;
}

uint32_t kzi_sources_add(sources *to, const char *name, const char *text, size_t length) {
    if (length >= UINT32_MAX) return UINT32_MAX;
    size_t name_length = 0;
    while (name[name_length]) name_length++;
    source made = {.name = kzi_arena_text(to->in, name, name_length),
                   .text = kzi_arena_text(to->in, text, length),
                   .length = (uint32_t)length};
    if (!made.name || !made.text || !find_lines(to->in, &made)) return UINT32_MAX;
    if (!LIST_ADD(to->in, &to->list, made)) return UINT32_MAX;
    return to->list.count - 1;
}

static uint32_t line_of(const source *in, uint32_t offset) {
    uint32_t low = 0, high = in->line_starts.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (in->line_starts.items[middle] <= offset) low = middle;
        else high = middle;
    }
    return low;
}

static bool begins_letter(char byte) {
    return ((unsigned char)byte & 0xc0) != 0x80;
}

uint32_t kzi_source_line_number(const source *in, uint32_t offset) {
    return line_of(in, offset) + 1;
}

text_place kzi_source_place(const source *in, uint32_t offset) {
    uint32_t line = line_of(in, offset), column = 1;
    for (uint32_t i = in->line_starts.items[line]; i < offset && i < in->length; i++) {
        if (begins_letter(in->text[i])) column++;
    }
    return (text_place){line + 1, column};
}

bool kzi_is_same_span(span one, span other) {
    return one.source == other.source && one.first == other.first && one.end == other.end;
}

span kzi_source_line(const sources *in, uint32_t source_number, uint32_t line) {
    const source *of = &in->list.items[source_number];
    uint32_t first = of->line_starts.items[line - 1];
    uint32_t end = line < of->line_starts.count ? of->line_starts.items[line] : of->length;
    while (end > first && (of->text[end - 1] == '\n' || of->text[end - 1] == '\r')) end--;
    return (span){source_number, first, end};
}

/* Bytes of the UTF-8 letter that begins at `text`, 0 when it is none (RFC 3629: no overlong forms,
 * no surrogates). */
static uint32_t letter_length(const unsigned char *text, uint32_t left) {
    if (text[0] < 0x80) return 1;
    uint32_t length = text[0] >= 0xf0 ? 4 : text[0] >= 0xe0 ? 3 : 2;
    if (text[0] < 0xc2 || text[0] > 0xf4 || left < length) return 0;
    for (uint32_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80) return 0;
    }
    if (text[0] == 0xe0 && text[1] < 0xa0) return 0;
    if (text[0] == 0xed && text[1] > 0x9f) return 0;
    if (text[0] == 0xf0 && text[1] < 0x90) return 0;
    if (text[0] == 0xf4 && text[1] > 0x8f) return 0;
    return length;
}

uint32_t kzi_source_first_bad_byte(const source *in) {
    const unsigned char *text = (const unsigned char *)in->text;
    for (uint32_t i = 0; i < in->length;) {
        uint32_t length = letter_length(text + i, in->length - i);
        if (length == 0) return i;
        i += length;
    }
    return in->length;
}

static uint32_t letter_at(const unsigned char *text, uint32_t length) {
    if (length == 1) return text[0];
    uint32_t letter = text[0] & (0xffu >> (length + 1));
    for (uint32_t i = 1; i < length; i++) letter = letter << 6 | (text[i] & 0x3fu);
    return letter;
}

/* Enough of Unicode for a caret to stand right: combining marks take no column, East Asian letters
 * take two. */
static uint32_t letter_width(uint32_t letter) {
    if ((letter >= 0x300 && letter <= 0x36f) || letter == 0x200d ||
        (letter >= 0xfe00 && letter <= 0xfe0f))
        return 0;
    if ((letter >= 0x1100 && letter <= 0x115f) || (letter >= 0x2e80 && letter <= 0xa4cf) ||
        (letter >= 0xac00 && letter <= 0xd7a3) || (letter >= 0xf900 && letter <= 0xfaff) ||
        (letter >= 0xfe30 && letter <= 0xfe6f) || (letter >= 0xff00 && letter <= 0xff60) ||
        (letter >= 0x1f300 && letter <= 0x1faff)) {
        return 2;
    }
    return 1;
}

uint32_t kzi_text_width(const char *text, uint32_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t width = 0;
    for (uint32_t i = 0; i < length;) {
        uint32_t step = letter_length(bytes + i, length - i);
        width += step ? letter_width(letter_at(bytes + i, step)) : 1;
        i += step ? step : 1;
    }
    return width;
}
