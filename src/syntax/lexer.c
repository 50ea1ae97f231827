/* SPDX-License-Identifier: MIT
 *
 * lexer: see lexer.h.
 */
#include "lexer.h"

#include <string.h>

typedef struct {
    const char *text;
    bool is_refused;
} word_entry;

static const word_entry word_entries[] = {
    {"", false},
#define REFUSED                   true
#define FREE                      false
#define WORD(name, text, refused) {text, refused},
#include "words.def"
#undef WORD
#undef REFUSED
#undef FREE
};

const char *kzi_word_text(keyword one) {
    return word_entries[one].text;
}

bool kzi_word_is_refused(keyword one) {
    return word_entries[one].is_refused;
}

/* Less than, equal to or greater than 0, as the `length` letters at `text` stand to a word. */
static int compare_with_word(const char *text, uint32_t length, const char *known) {
    int order = strncmp(text, known, length);
    return order ? order : known[length] ? -1 : 0;
}

static keyword find_word(const char *text, uint32_t length) {
    uint32_t low = 1, high = END_OF_WORDS;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_with_word(text, length, word_entries[middle].text);
        if (order == 0) return (keyword)middle;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return WORD_NONE;
}

bool kzi_is_refused_name(const char *name) {
    keyword found = find_word(name, (uint32_t)strlen(name));
    return found != WORD_NONE && kzi_word_is_refused(found);
}

static bool has_byte_order_mark(const source *of) {
    return of->length >= 3 && memcmp(of->text, "\xef\xbb\xbf", 3) == 0;
}

lexer kzi_lexer(arena *in, const sources *from, uint32_t source_number) {
    const source *of = &from->list.items[source_number];
    return (lexer){.in = in,
                   .text = of->text,
                   .source = source_number,
                   .length = of->length,
                   .at = has_byte_order_mark(of) ? 3 : 0};
}

static bool is_control_byte(const source *of, uint32_t i) {
    unsigned char byte = (unsigned char)of->text[i];
    if (byte == '\r') return i + 1 >= of->length || of->text[i + 1] != '\n';
    return (byte < ' ' && byte != '\t' && byte != '\n') || byte == 0x7f;
}

uint32_t kzi_lexer_first_bad(const sources *from, uint32_t source_number) {
    const source *of = &from->list.items[source_number];
    uint32_t not_text = kzi_source_first_bad_byte(of);
    for (uint32_t i = 0; i < not_text; i++) {
        if (is_control_byte(of, i)) return i;
    }
    return not_text;
}

uint32_t kzi_lexer_letter_length(const char *text, uint32_t offset, uint32_t length) {
    uint32_t end = offset + 1;
    while (end < length && ((unsigned char)text[end] & 0xc0) == 0x80) end++;
    return end - offset;
}

/* ---- lines ---- */

static bool is_end_of_line(const lexer *of, uint32_t at) {
    return at >= of->length || of->text[at] == '\n' ||
           (of->text[at] == '\r' && at + 1 < of->length && of->text[at + 1] == '\n');
}

static uint32_t end_of_line(const lexer *of, uint32_t at) {
    const char *end = at < of->length ? memchr(of->text + at, '\n', of->length - at) : NULL;
    uint32_t found = end ? (uint32_t)(end - of->text) : of->length;
    return found > at && is_end_of_line(of, found - 1) ? found - 1 : found;
}

static uint32_t after_line(const lexer *of, uint32_t at) {
    uint32_t end = end_of_line(of, at);
    while (end < of->length && of->text[end] != '\n') end++;
    return end < of->length ? end + 1 : end;
}

/* A tab reaches to the next fourth column, so that what lies below the first one still makes some
 * sense. */
static uint32_t skip_indentation(lexer *of, uint32_t at, uint32_t *depth) {
    *depth = 0;
    for (; at < of->length && (of->text[at] == ' ' || of->text[at] == '\t'); at++) {
        if (of->text[at] == ' ') {
            ++*depth;
            continue;
        }
        *depth = (*depth / 4 + 1) * 4;
        if (!of->has_tab && !is_end_of_line(of, at + 1)) {
            of->has_tab = true;
            of->tab = (span){of->source, at, at + 1};
        }
    }
    return at;
}

/* Where the next line begins that is neither blank nor a comment; its depth is 0 at the file's
 * end. */
static uint32_t next_real_line(lexer *of, uint32_t start, uint32_t *depth) {
    while (start < of->length) {
        uint32_t at = skip_indentation(of, start, depth);
        if (!is_end_of_line(of, at) && of->text[at] != '#') return at;
        start = after_line(of, at);
    }
    *depth = 0;
    return of->length;
}

static const char *comment_text(lexer *of, uint32_t hash, uint32_t end) {
    uint32_t first = hash + 1;
    while (first < end && (of->text[first] == ' ' || of->text[first] == '\t')) first++;
    while (end > first && (of->text[end - 1] == ' ' || of->text[end - 1] == '\t')) end--;
    return kzi_arena_text(of->in, of->text + first, end - first);
}

static source_line comment_line(lexer *of, uint32_t hash, uint32_t depth, bool blank_before) {
    uint32_t end = end_of_line(of, hash);
    if (of->below <= hash) of->below = next_real_line(of, after_line(of, hash), &of->below_depth);
    of->at = end;
    return (source_line){.is_comment = true,
                         .blank_before = blank_before,
                         .depth = depth > of->below_depth ? depth : of->below_depth,
                         .where = {of->source, hash, end},
                         .comment = comment_text(of, hash, end)};
}

static bool begins_a_line(const lexer *of) {
    return of->at == 0 || of->text[of->at - 1] == '\n' || (of->at == 3 && of->text[0] == '\xef');
}

source_line kzi_lexer_line(lexer *of) {
    bool blank_before = false;
    if (!begins_a_line(of)) of->at = after_line(of, of->at);
    while (of->at < of->length && !of->in->has_failed) {
        uint32_t depth, at = skip_indentation(of, of->at, &depth);
        if (is_end_of_line(of, at)) {
            blank_before = true;
            of->at = after_line(of, at);
            continue;
        }
        if (of->text[at] == '#') return comment_line(of, at, depth, blank_before);
        of->at = at;
        of->line_depth = depth;
        of->brackets = 0;
        of->goes_on = false;
        return (source_line){
            .blank_before = blank_before, .depth = depth, .where = {of->source, at, at}};
    }
    of->at = of->length;
    return (source_line){.is_end = true, .where = {of->source, of->length, of->length}};
}

void kzi_lexer_skip_line(lexer *of) {
    of->at = end_of_line(of, of->at);
    of->brackets = 0;
    of->goes_on = false;
}

/* ---- between tokens ---- */

static bool line_goes_on_at(lexer *of, uint32_t next, uint32_t depth) {
    if (next >= of->length || (!of->goes_on && of->brackets == 0)) return false;
    return depth > of->line_depth || (of->brackets > 0 && of->text[next] == ')');
}

/* Skips blanks, and the line's end with the comments there where the line goes on. Collects those
 * comments: joined once at the end, since there may be many. */
static void skip_blanks(lexer *of, const char **comment) {
    writer many = kzi_writer(of->in);
    const char *one = NULL;
    uint32_t goes_on_at = 0;
    for (;;) {
        while (of->at < of->length && (of->text[of->at] == ' ' || of->text[of->at] == '\t'))
            of->at++;
        if (of->at < of->length && of->text[of->at] == '#') {
            uint32_t end = end_of_line(of, of->at);
            const char *more = comment_text(of, of->at, end);
            if (one && !many.text) kzi_write(&many, one);
            if (one && more) kzi_writef(&many, " # %s", more);
            if (!one) one = more;
            of->at = end;
        }
        if (!is_end_of_line(of, of->at) || of->at >= of->length) break;
        if (of->at >= goes_on_at) {
            uint32_t depth, next = next_real_line(of, after_line(of, of->at), &depth);
            if (!line_goes_on_at(of, next, depth)) break;
            goes_on_at = next;
        }
        of->at = after_line(of, of->at);
    }
    *comment = many.text ? kzi_written(&many) : one;
}

/* ---- tokens ---- */

static bool is_digit_byte(char byte) {
    return byte >= '0' && byte <= '9';
}

static uint32_t letter_number(const char *text, uint32_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 1) return bytes[0];
    uint32_t letter = bytes[0] & (0xffu >> (length + 1));
    for (uint32_t i = 1; i < length; i++) letter = letter << 6 | (bytes[i] & 0x3fu);
    return letter;
}

typedef struct {
    uint32_t first;
    uint32_t last;
} letter_range;

/* What lies beyond ASCII and is no letter but a sign, a blank or a picture. What is in no range
 * counts as a letter: a name in a script that this list forgot is better read than refused. */
static const letter_range not_letters[] = {
    {0x80, 0xa9},     {0xab, 0xb4},     {0xb6, 0xb9},     {0xbb, 0xbf},       {0xd7, 0xd7},
    {0xf7, 0xf7},     {0x1680, 0x1680}, {0x2000, 0x206f}, {0x20a0, 0x20cf},   {0x2190, 0x2bff},
    {0x2e00, 0x2e7f}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},   {0xe000, 0xf8ff},
    {0xfe10, 0xfe1f}, {0xfe30, 0xfe6f}, {0xfeff, 0xfeff}, {0xff00, 0xff0f},   {0xff1a, 0xff20},
    {0xff3b, 0xff40}, {0xff5b, 0xff65}, {0xffe0, 0xffff}, {0x1f000, 0x1faff}, {0xe0000, 0x10ffff},
};

static bool is_letter_beyond_ascii(uint32_t letter) {
    for (size_t i = 0; i < sizeof not_letters / sizeof *not_letters; i++) {
        if (letter >= not_letters[i].first && letter <= not_letters[i].last) return false;
    }
    return true;
}

/* Bytes of the letter at `at` that may stand in a name, or 0. */
static uint32_t name_letter(const lexer *of, uint32_t at) {
    if (at >= of->length) return 0;
    char byte = of->text[at];
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || is_digit_byte(byte) ||
        byte == '_')
        return 1;
    if ((unsigned char)byte < 0x80) return 0;
    uint32_t length = kzi_lexer_letter_length(of->text, at, of->length);
    return is_letter_beyond_ascii(letter_number(of->text + at, length)) ? length : 0;
}

static void finish_token(lexer *of, token *made, uint32_t end) {
    made->where.end = end;
    of->at = end;
}

static void lex_name(lexer *of, token *made) {
    uint32_t end = of->at;
    for (uint32_t step; (step = name_letter(of, end)) != 0;) end += step;
    char first = of->text[of->at];
    made->kind = is_digit_byte(first) || first == '_' ? TOKEN_BAD_NAME : TOKEN_NAME;
    if (made->kind == TOKEN_NAME) made->word = find_word(of->text + of->at, end - of->at);
    finish_token(of, made, end);
}

/* Digits, and what was meant by a fraction or by a name that begins with a digit. */
static void lex_number(lexer *of, token *made) {
    uint32_t end = of->at;
    bool is_huge = false;
    for (; end < of->length && is_digit_byte(of->text[end]); end++) {
        int64_t digit = of->text[end] - '0';
        is_huge = is_huge || made->number > (INT64_MAX - digit) / 10;
        if (!is_huge) made->number = made->number * 10 + digit;
    }
    if (name_letter(of, end)) {
        lex_name(of, made);
        return;
    }
    made->kind = is_huge ? TOKEN_BAD_NUMBER : TOKEN_NUMBER;
    if (end + 1 < of->length && of->text[end] == '.' && is_digit_byte(of->text[end + 1])) {
        made->kind = TOKEN_BAD_NUMBER;
        for (end++; end < of->length && is_digit_byte(of->text[end]); end++) {}
    }
    finish_token(of, made, end);
}

/* A text ends on its line. */
static void lex_text(lexer *of, token *made) {
    uint32_t first = of->at + 1, end = first, escapes = 0;
    while (!is_end_of_line(of, end) && of->text[end] != '"') {
        bool is_escape = of->text[end] == '\\' && !is_end_of_line(of, end + 1);
        if (is_escape && of->text[end + 1] != '"' && of->text[end + 1] != '\\') {
            made->kind = TOKEN_BAD_ESCAPE;
            made->where.first = end;
            finish_token(of, made,
                         end + 1 + kzi_lexer_letter_length(of->text, end + 1, of->length));
            return;
        }
        escapes += is_escape;
        end += is_escape ? 2 : 1;
    }
    if (is_end_of_line(of, end)) {
        made->kind = TOKEN_OPEN_TEXT;
        finish_token(of, made, end);
        return;
    }
    made->kind = TOKEN_TEXT;
    char *text = kzi_arena_take(of->in, end - first - escapes + 1);
    made->text = text;
    for (uint32_t i = first; text && i < end; i++) {
        if (of->text[i] == '\\') i++;
        *text++ = of->text[i];
    }
    finish_token(of, made, end + 1);
}

static token_kind sign_kind(char sign) {
    switch (sign) {
    case ':': return TOKEN_COLON;
    case ',': return TOKEN_COMMA;
    case '.': return TOKEN_DOT;
    case '(': return TOKEN_OPEN;
    case ')': return TOKEN_CLOSE;
    case '+': return TOKEN_PLUS;
    case '-': return TOKEN_MINUS;
    case '*': return TOKEN_TIMES;
    default: return TOKEN_STRANGE;
    }
}

/* Signs that other languages use, longest first, so that one of them is one slip. */
static const char *const strange_signs[] = {
    "===", "!==", "...", "<=>", "==", "!=", "<=", ">=", "=<", "=>", "->", "<-",
    "<>",  "&&",  "||",  ":=",  "+=", "-=", "*=", "/=", "++", "//", "/*", "*/"};

static uint32_t strange_length(const lexer *of) {
    uint32_t left = of->length - of->at;
    for (size_t i = 0; i < sizeof strange_signs / sizeof *strange_signs; i++) {
        uint32_t length = (uint32_t)strlen(strange_signs[i]);
        if (length <= left && memcmp(of->text + of->at, strange_signs[i], length) == 0)
            return length;
    }
    return 0;
}

static void lex_sign(lexer *of, token *made) {
    uint32_t strange = strange_length(of);
    made->kind = strange ? TOKEN_STRANGE : sign_kind(of->text[of->at]);
    if (made->kind == TOKEN_DOT && of->at + 1 < of->length && of->text[of->at + 1] == '.') {
        made->kind = TOKEN_RANGE;
        strange = 2;
    }
    if (made->kind == TOKEN_OPEN) of->brackets++;
    if (made->kind == TOKEN_CLOSE && of->brackets > 0) of->brackets--;
    finish_token(of, made,
                 of->at +
                     (strange ? strange : kzi_lexer_letter_length(of->text, of->at, of->length)));
}

static bool asks_for_more(const token *last) {
    return last->kind == TOKEN_COMMA || last->kind == TOKEN_PLUS || last->kind == TOKEN_MINUS ||
           last->kind == TOKEN_TIMES || last->word == WORD_AND || last->word == WORD_OR;
}

token kzi_lexer_token(lexer *of) {
    token made = {.kind = TOKEN_LINE_END};
    skip_blanks(of, &made.comment);
    made.where = (span){of->source, of->at, of->at};
    if (is_end_of_line(of, of->at) || of->in->has_failed) return made;
    char first = of->text[of->at];
    if (is_digit_byte(first)) lex_number(of, &made);
    else if (first == '"') lex_text(of, &made);
    else if (name_letter(of, of->at)) lex_name(of, &made);
    else lex_sign(of, &made);
    of->goes_on = asks_for_more(&made);
    return made;
}

/* ---- words ---- */

static bool ends_words(const lexer *of, uint32_t at) {
    return is_end_of_line(of, at) || of->text[at] == ',' || of->text[at] == '#';
}

static bool is_blank_byte(char letter) {
    return letter == ' ' || letter == '\t';
}

const char *kzi_lexer_words(lexer *of, span *where, bool *has_more, const char **comment) {
    writer words = kzi_writer(of->in);
    uint32_t end = where->first;
    where->end = where->first;
    for (; !ends_words(of, end); end++) {
        if (is_blank_byte(of->text[end])) continue;
        if (end > where->first && is_blank_byte(of->text[end - 1])) kzi_write_char(&words, ' ');
        kzi_write_char(&words, of->text[end]);
        where->end = end + 1;
    }
    *has_more = end < of->length && of->text[end] == ',';
    of->at = *has_more ? end + 1 : end;
    of->brackets = 0;
    of->goes_on = *has_more;
    skip_blanks(of, comment);
    return kzi_written(&words);
}
