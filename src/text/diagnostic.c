/* SPDX-License-Identifier: MIT
 *
 * diagnostic: see diagnostic.h.
 */
#include "diagnostic.h"

#include "../base/never.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *number;
    severity how_bad;
    const char *sentence;
} catalog_entry;

static const catalog_entry catalog[] = {
#define DIAGNOSTIC(name, number, severity, sentence) {#name, number, SEVERITY_##severity, sentence},
#include "diagnostic_catalog.def"
#undef DIAGNOSTIC
};

notes kzi_notes(arena *in, const sources *about) {
    return (notes){.in = in, .about = about};
}

static const char *formatted(notes *to, const char *format, va_list values) {
    writer sentence = kzi_writer(to->in);
    kzi_writev(&sentence, format, values);
    return kzi_written(&sentence);
}

note *kzi_note(notes *to, diagnostic_code code, span where, ...) {
    note *said = KZI_TAKE(to->in, note);
    if (!said || !LIST_ADD(to->in, &to->list, said)) return NULL;
    va_list values;
    va_start(values, where);
    *said = (note){
        .code = code, .where = where, .sentence = formatted(to, catalog[code].sentence, values)};
    va_end(values);
    if (catalog[code].how_bad == SEVERITY_ERROR) to->error_count++;
    return said;
}

void kzi_note_label(notes *to, note *said, const char *format, ...) {
    if (!said) return;
    va_list values;
    va_start(values, format);
    said->label = formatted(to, format, values);
    va_end(values);
}

void kzi_note_other(notes *to, note *said, span where, const char *format, ...) {
    if (!said) return;
    va_list values;
    va_start(values, format);
    said->has_other = true;
    said->other = where;
    said->other_label = formatted(to, format, values);
    va_end(values);
}

void kzi_note_try(notes *to, note *said, const char *format, ...) {
    if (!said) return;
    va_list values;
    va_start(values, format);
    said->try_this = formatted(to, format, values);
    va_end(values);
}

const char *kzi_diagnostic_number(diagnostic_code code) {
    return catalog[code].number;
}

const char *kzi_diagnostic_name(diagnostic_code code) {
    return catalog[code].name;
}

severity kzi_diagnostic_severity(diagnostic_code code) {
    return catalog[code].how_bad;
}

static bool comes_before(const note *one, const note *other) {
    if (one->where.source != other->where.source) return one->where.source < other->where.source;
    return one->where.first < other->where.first;
}

/* Both halves are in order; of two notes at one place the one said first stays first. */
static void merge_halves(note **to, note *const *from, uint32_t first, uint32_t middle,
                         uint32_t end) {
    uint32_t left = first, right = middle;
    for (uint32_t at = first; at < end; at++) {
        bool takes_right = left == middle || (right < end && comes_before(from[right], from[left]));
        to[at] = takes_right ? from[right++] : from[left++];
    }
}

static uint32_t nearer(uint64_t one, uint32_t other) {
    return one < other ? (uint32_t)one : other;
}

static void sort_notes(notes *all) {
    uint32_t count = all->list.count;
    note **from = all->list.items, **to = KZI_TAKE_MANY(all->in, note *, count);
    if (!to) return;
    for (uint64_t half = 1; half < count; half *= 2) {
        for (uint64_t first = 0; first < count; first += 2 * half) {
            merge_halves(to, from, (uint32_t)first, nearer(first + half, count),
                         nearer(first + 2 * half, count));
        }
        note **sorted = to;
        to = from;
        from = sorted;
    }
    all->list.items = from;
    all->list.room = count; /* `from` may be the row taken here */
}

/* Keeps the first of one severity; says how many were left out. */
static void shorten(notes *all, severity how_bad, diagnostic_code rest) {
    uint32_t met = 0, kept = 0;
    for (uint32_t i = 0; i < all->list.count; i++) {
        note *said = all->list.items[i];
        if (catalog[said->code].how_bad == how_bad && met++ >= KZI_MOST_NOTES_SHOWN) continue;
        all->list.items[kept++] = said;
    }
    all->list.count = kept;
    if (met > KZI_MOST_NOTES_SHOWN) kzi_note(all, rest, KZI_IN_NO_FILE, met - KZI_MOST_NOTES_SHOWN);
}

void kzi_notes_put_in_order(notes *all) {
    if (all->list.count < 2) return;
    sort_notes(all);
    if (all->list.count <= KZI_MOST_NOTES_SHOWN) return;
    shorten(all, SEVERITY_ERROR, K_MORE_ERRORS);
    shorten(all, SEVERITY_WARNING, K_MORE_WARNINGS);
}

#define LINE_NUMBER_WIDTH  5
#define LONGEST_LINE_SHOWN 200u /* bytes; a line of a hostile file may be megabytes */
#define SHOWN_BEFORE_MARK  60u  /* of a line that is longer */
#define LEFT_OUT           "…"

static void write_margin(writer *to) {
    kzi_write_repeated(to, ' ', LINE_NUMBER_WIDTH);
    kzi_write(to, " | ");
}

/* A file may hold anything; a terminal obeys what it is shown. */
static void write_harmless(writer *to, const char *text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        kzi_write_char(to, c == '\t' ? ' ' : c < 0x20 || c == 0x7f ? '?' : text[i]);
    }
}

static bool is_inside_letter(char byte) {
    return ((unsigned char)byte & 0xc0) == 0x80;
}

/* What is shown of a line: all of it, or, where it is long, what stands around the mark. */
static span part_around(const source *of, span line, uint32_t mark) {
    if (line.end - line.first <= LONGEST_LINE_SHOWN) return line;
    span part = line;
    if (mark - line.first > LONGEST_LINE_SHOWN - SHOWN_BEFORE_MARK)
        part.first = mark - SHOWN_BEFORE_MARK;
    while (part.first < mark && is_inside_letter(of->text[part.first])) part.first++;
    if (line.end - part.first > LONGEST_LINE_SHOWN) part.end = part.first + LONGEST_LINE_SHOWN;
    while (part.end < line.end && is_inside_letter(of->text[part.end])) part.end++;
    return part;
}

static void write_line_with_mark(writer *to, const sources *about, span where, char mark,
                                 const char *label) {
    const source *of = &about->list.items[where.source];
    uint32_t line_number = kzi_source_line_number(of, where.first);
    span line = kzi_source_line(about, where.source, line_number),
         part = part_around(of, line, where.first);
    bool is_cut = part.first > line.first;
    kzi_writef(to, "%*u | %s", LINE_NUMBER_WIDTH, line_number, is_cut ? LEFT_OUT : "");
    write_harmless(to, of->text + part.first, part.end - part.first);
    kzi_writef(to, "%s\n", part.end < line.end ? LEFT_OUT : "");
    uint32_t before = nearer(where.first, part.end) - part.first, end = nearer(where.end, part.end);
    uint32_t marked = end > where.first ? end - where.first : 0;
    write_margin(to);
    kzi_write_repeated(to, ' ', is_cut + kzi_text_width(of->text + part.first, before));
    uint32_t width = kzi_text_width(of->text + part.first + before, marked);
    kzi_write_repeated(to, mark, width ? width : 1);
    if (label) kzi_writef(to, " %s", label);
    kzi_write_char(to, '\n');
}

static bool is_shown(const sources *about, span where) {
    return where.source < about->list.count;
}

static void write_note(writer *to, const notes *all, const note *said) {
    kzi_writef(to, "%s %s: %s\n",
               kzi_diagnostic_severity(said->code) == SEVERITY_ERROR ? "error" : "warning",
               kzi_diagnostic_number(said->code), said->sentence);
    if (is_shown(all->about, said->where)) {
        const source *of = &all->about->list.items[said->where.source];
        text_place at = kzi_source_place(of, said->where.first);
        kzi_writef(to, "  %s:%u:%u\n", of->name, at.line, at.column);
        write_line_with_mark(to, all->about, said->where, '^', said->label);
    }
    if (said->has_other && is_shown(all->about, said->other)) {
        if (said->other.source != said->where.source) {
            kzi_writef(to, "  %s\n", all->about->list.items[said->other.source].name);
        }
        write_line_with_mark(to, all->about, said->other, '-', said->other_label);
    }
    if (said->try_this) kzi_writef(to, "  try: %s\n", said->try_this);
}

void kzi_notes_write(writer *to, const notes *all) {
    for (uint32_t i = 0; i < all->list.count; i++) {
        if (i) kzi_write_char(to, '\n');
        write_note(to, all, all->list.items[i]);
    }
}

static void write_place_json(json *to, const char *key, const sources *about, span where,
                             uint32_t offset) {
    kzi_json_key(to, key);
    if (!is_shown(about, where)) {
        kzi_json_null(to);
        return;
    }
    text_place at = kzi_source_place(&about->list.items[where.source], offset);
    kzi_json_open(to, '{');
    kzi_json_key_number(to, "offset", offset);
    kzi_json_key_number(to, "line", at.line);
    kzi_json_key_number(to, "column", at.column);
    kzi_json_close(to, '}');
}

/* The other place that explains it. */
static void write_other_place_json(json *to, const notes *all, const note *said) {
    kzi_json_key(to, "other");
    if (!said->has_other || !is_shown(all->about, said->other)) {
        kzi_json_null(to);
        return;
    }
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "file", all->about->list.items[said->other.source].name);
    write_place_json(to, "start", all->about, said->other, said->other.first);
    write_place_json(to, "end", all->about, said->other, said->other.end);
    kzi_json_key_text(to, "message", said->other_label);
    kzi_json_close(to, '}');
}

static void write_note_json(json *to, const notes *all, const note *said) {
    bool has_place = is_shown(all->about, said->where);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "code", kzi_diagnostic_number(said->code));
    kzi_json_key_text(to, "severity",
                      kzi_diagnostic_severity(said->code) == SEVERITY_ERROR ? "error" : "warning");
    kzi_json_key_text(to, "file",
                      has_place ? all->about->list.items[said->where.source].name : NULL);
    write_place_json(to, "start", all->about, said->where, said->where.first);
    write_place_json(to, "end", all->about, said->where, said->where.end);
    kzi_json_key_text(to, "message", said->sentence);
    kzi_json_key_text(to, "help", said->try_this);
    write_other_place_json(to, all, said);
    kzi_json_close(to, '}');
}

void kzi_notes_write_json(json *to, const notes *all) {
    for (uint32_t i = 0; i < all->list.count; i++) write_note_json(to, all, all->list.items[i]);
}

const char *kzi_notes_text(const notes *all, arena *in, bool is_json) {
    writer to = kzi_writer(in);
    if (is_json) {
        json list = kzi_json(&to);
        kzi_json_open(&list, '[');
        kzi_notes_write_json(&list, all);
        kzi_json_close(&list, ']');
    } else {
        kzi_notes_write(&to, all);
    }
    return in->has_failed ? NULL : kzi_written(&to);
}

#define LONGEST_NAME_COMPARED 40

static uint32_t least(uint32_t a, uint32_t b) {
    return a < b ? a : b;
}

/* Letters added, dropped, changed, or swapped with a neighbour. */
static uint32_t slips_between(const char *one, uint32_t one_length, const char *other,
                              uint32_t other_length) {
    uint32_t rows[3][LONGEST_NAME_COMPARED + 1];
    uint32_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (uint32_t j = 0; j <= other_length; j++) last[j] = j;
    for (uint32_t i = 1; i <= one_length; i++) {
        row[0] = i;
        for (uint32_t j = 1; j <= other_length; j++) {
            uint32_t changed = last[j - 1] + (one[i - 1] != other[j - 1]);
            row[j] = least(changed, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
        uint32_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[other_length];
}

const char *kzi_did_you_mean(const char *written, const char *const *known, uint32_t known_count) {
    size_t length = strlen(written);
    if (length == 0 || length > LONGEST_NAME_COMPARED) return NULL;
    const char *best = NULL;
    uint32_t fewest = (uint32_t)length / 3 + 1;
    for (uint32_t i = 0; i < known_count; i++) {
        size_t known_length = strlen(known[i]);
        if (known_length == 0 || known_length > LONGEST_NAME_COMPARED) continue;
        uint32_t slips = slips_between(written, (uint32_t)length, known[i], (uint32_t)known_length);
        if (slips < fewest || (slips == fewest && !best && slips <= (uint32_t)length / 3)) {
            fewest = slips;
            best = known[i];
        }
    }
    return best;
}
