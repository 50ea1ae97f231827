/* SPDX-License-Identifier: MIT
 *
 * sabre_tokens: see sabre_tokens.h.
 */
#include "sabre_tokens.h"

#include <string.h>

typedef struct {
    arena *in;
    const char *text;
    uint32_t at, end;
    sabre_tokens *to;
    notes *said;
} scanner;

static bool is_blank(char letter) {
    return (unsigned char)letter <= ' ';
}

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

static bool is_special(char letter) {
    return letter && strchr("(){}[],;:*/+-&|!=><", letter);
}

/* Letters beyond ASCII count: their bytes are all 128 and up. */
static bool is_first_of_name(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (unsigned char)letter >= 128;
}

/* ---- comments ---- */
static void skip_line(scanner *s) {
    while (s->at < s->end && s->text[s->at] != '\n' && s->text[s->at] != '\r') s->at++;
}

/* The star of the opening may be that of the closing, and a comment may stay open: both are the
 * peer's ways. */
static void skip_comment(scanner *s) {
    s->at++;
    while (s->at < s->end && !(s->text[s->at] == '*' && s->text[s->at + 1] == '/')) s->at++;
    s->at = s->at + 2 < s->end ? s->at + 2 : s->end;
}

static void skip_to_token(scanner *s) {
    while (s->at < s->end) {
        const char *here = s->text + s->at;
        if (is_blank(*here)) s->at++;
        else if (here[0] == '/' && here[1] == '/') skip_line(s);
        else if (here[0] == '/' && here[1] == '*') skip_comment(s);
        else return;
    }
}

/* ---- one token ---- */
static bool begins_number(const scanner *s) {
    const char *here = s->text + s->at;
    if (*here == '-') here++;
    return is_digit(*here) || (*here == '.' && is_digit(here[1]));
}

static void scan_number(scanner *s) {
    bool has_point = false;
    if (s->text[s->at] == '-') s->at++;
    while (is_digit(s->text[s->at]) || (s->text[s->at] == '.' && !has_point))
        has_point |= s->text[s->at++] == '.';
}

static void scan_text(scanner *s) {
    s->at++;
    while (s->at < s->end && s->text[s->at] != '"')
        s->at += s->text[s->at] == '\\' && s->at + 1 < s->end ? 2 : 1;
    if (s->at < s->end) s->at++;
}

static sabre_sign scan_name(scanner *s) {
    const char *name = s->text + s->at;
    uint32_t first = s->at;
    while (s->at < s->end && !is_blank(s->text[s->at]) && !is_special(s->text[s->at])) s->at++;
    uint32_t length = s->at - first;
    if (length == 1 && *name == '?') return SABRE_TOKEN_UNKNOWN;
    if (length == 6 && memcmp(name, "elseif", 6) == 0) return WORD_ELSEIF;
    if (length == 4 && memcmp(name, "else", 4) == 0) return WORD_ELSE;
    return is_first_of_name(*name) ? SABRE_TOKEN_NAME : SABRE_TOKEN_ODD;
}

static sabre_sign scan_long_sign(scanner *s, sabre_sign alone, sabre_sign with_is) {
    s->at++;
    if (s->text[s->at] != '=') return alone;
    s->at++;
    return with_is;
}

static sabre_sign scan_sign(scanner *s) {
    char letter = s->text[s->at];
    switch (letter) {
    case '=': return scan_long_sign(s, SIGN_ASSIGN, SIGN_IS);
    case '!': return scan_long_sign(s, SIGN_NOT, SIGN_IS_NOT);
    case '>': return scan_long_sign(s, SIGN_MORE, SIGN_AT_LEAST);
    case '<': return scan_long_sign(s, SIGN_LESS, SIGN_AT_MOST);
    default: break;
    }
    s->at++;
    switch (letter) {
    case '&': return SIGN_AND;
    case '|': return SIGN_OR;
    case ':': return SIGN_COLON;
    case '*': return SIGN_TIMES;
    case '/': return SIGN_DIVIDE;
    case '+': return SIGN_PLUS;
    case '-': return SIGN_MINUS;
    case ',': return SIGN_COMMA;
    case ';': return SIGN_SEMICOLON;
    case '(':
    case '[':
    case '{': return SIGN_OPEN;
    default: return SIGN_CLOSE;
    }
}

static sabre_sign scan_any(scanner *s) {
    char letter = s->text[s->at];
    if (letter == '"') return scan_text(s), SABRE_TOKEN_ODD;
    if (begins_number(s)) return scan_number(s), SABRE_TOKEN_NUMBER;
    return is_special(letter) ? scan_sign(s) : scan_name(s);
}

static bool scan_all(scanner *s) {
    for (skip_to_token(s); s->at < s->end; skip_to_token(s)) {
        if (s->to->list.count == KZI_SABRE_MOST_TOKENS) {
            kzi_note(s->said, K_SABRE_TOO_LONG, (span){s->to->source, s->at, s->at + 1},
                     KZI_SABRE_MOST_TOKENS);
            return false;
        }
        sabre_token made = {.first = s->at, .match = UINT32_MAX};
        made.sign = scan_any(s);
        made.end = s->at;
        if (!LIST_ADD(s->in, &s->to->list, made)) return false;
    }
    return true;
}

/* ---- brackets ---- */
static char closing_of(char opening) {
    return opening == '(' ? ')' : opening == '[' ? ']' : '}';
}

static bool say_bracket(const scanner *s, uint32_t open, uint32_t close) {
    const sabre_tokens *in = s->to;
    if (open == UINT32_MAX) {
        note *said = kzi_note(s->said, K_SABRE_EXTRA_BRACKET, kzi_sabre_span(in, close, close + 1));
        kzi_note_try(s->said, said, "leave it out, or open a bracket before it");
        return false;
    }
    char wanted = closing_of(in->text[in->list.items[open].first]);
    note *said = kzi_note(s->said, K_SABRE_OPEN_BRACKET, kzi_sabre_span(in, open, open + 1));
    if (close != UINT32_MAX)
        kzi_note_other(s->said, said, kzi_sabre_span(in, close, close + 1),
                       "this closes something else");
    kzi_note_try(s->said, said, "write `%c` where it ends", wanted);
    return false;
}

static bool match_brackets(scanner *s) {
    sabre_token *tokens = s->to->list.items;
    uint32_t open = UINT32_MAX; /* the innermost; until it is closed, `match` of a bracket is the
                                   one around it */
    for (uint32_t i = 0; i < s->to->list.count; i++) {
        tokens[i].group = open + 1;
        if (tokens[i].sign == SIGN_OPEN) {
            tokens[i].match = open;
            open = i;
        } else if (tokens[i].sign == SIGN_CLOSE) {
            if (open == UINT32_MAX ||
                closing_of(s->text[tokens[open].first]) != s->text[tokens[i].first])
                return say_bracket(s, open, i);
            uint32_t around = tokens[open].match;
            tokens[i].group = tokens[open].group;
            tokens[i].match = open;
            tokens[open].match = i;
            open = around;
        }
    }
    return open == UINT32_MAX || say_bracket(s, open, UINT32_MAX);
}

/* ---- where each sign stands: sorted by group, counting, so in linear time ---- */
static bool sort_places(scanner *s, sabre_sign sign, uint32_t *starts) {
    sabre_tokens *of = s->to;
    uint32_t count = of->list.count;
    of->places[sign] = KZI_TAKE_MANY(s->in, uint32_t, of->place_count[sign]);
    if (!of->places[sign]) return false;
    memset(starts, 0, sizeof *starts * ((size_t)count + 2));
    for (uint32_t i = 0; i < count; i++)
        starts[of->list.items[i].group + 1] += of->list.items[i].sign == sign;
    for (uint32_t i = 0; i <= count; i++) starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < count; i++) {
        if (of->list.items[i].sign == sign) of->places[sign][starts[of->list.items[i].group]++] = i;
    }
    return true;
}

static bool sort_all_places(scanner *s) {
    uint32_t *starts = KZI_TAKE_MANY(s->in, uint32_t, (size_t)s->to->list.count + 2);
    if (!starts) return false;
    for (uint32_t i = 0; i < s->to->list.count; i++) {
        if (s->to->list.items[i].sign < SPLIT_SIGN_COUNT)
            s->to->place_count[s->to->list.items[i].sign]++;
    }
    for (uint32_t sign = 0; sign < SPLIT_SIGN_COUNT; sign++) {
        if (s->to->place_count[sign] && !sort_places(s, (sabre_sign)sign, starts)) return false;
    }
    return true;
}

bool kzi_sabre_tokenize(arena *in, const sources *from, uint32_t source_number, sabre_tokens *to,
                        notes *said) {
    const source *text = &from->list.items[source_number];
    *to = (sabre_tokens){.text = text->text, .source = source_number};
    uint32_t bad = kzi_source_first_bad_byte(text);
    if (bad < text->length) {
        kzi_note(said, K_NOT_UTF8, (span){source_number, bad, bad + 1});
        return false;
    }
    scanner s = {.in = in, .text = text->text, .end = text->length, .to = to, .said = said};
    return scan_all(&s) && match_brackets(&s) && sort_all_places(&s);
}

uint32_t kzi_sabre_find(const sabre_tokens *in, sabre_sign sign, uint32_t group, uint32_t first,
                        uint32_t end) {
    const uint32_t *places = in->places[sign];
    uint32_t low = 0, high = in->place_count[sign];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, at = places[middle],
                 its_group = in->list.items[at].group;
        if (its_group < group || (its_group == group && at < first)) low = middle + 1;
        else high = middle;
    }
    bool is_found = low < in->place_count[sign] && in->list.items[places[low]].group == group &&
                    places[low] < end;
    return is_found ? places[low] : end;
}

span kzi_sabre_span(const sabre_tokens *in, uint32_t first, uint32_t end) {
    uint32_t count = in->list.count;
    if (count == 0) return (span){in->source, 0, 0};
    if (first >= count)
        return (span){in->source, in->list.items[count - 1].end, in->list.items[count - 1].end};
    uint32_t to = end > first ? in->list.items[end - 1].end : in->list.items[first].first;
    return (span){in->source, in->list.items[first].first, to};
}
