/* SPDX-License-Identifier: MIT
 *
 * sabre_parser: statements and expressions of a problem file.
 *
 * In     tokens
 * Out    statements, in file order, their expressions as nodes; names are not looked up yet
 * Owns   nothing; the arena of the reading does
 *
 * The grammar splits: a range of tokens is held against alternatives in a fixed order, each of
 * which cuts it at the first sign inside no bracket; the first alternative that fits is taken.
 * Alternatives may fail after much was read, so what a range came to is remembered, and no range is
 * read twice. When none fits, the failure furthest to the right is what an author is told.
 */
#ifndef KZI_SABRE_PARSER_H
#define KZI_SABRE_PARSER_H

#include "problem.h"
#include "sabre_tokens.h"

/* expressions inside expressions: all that walks them goes as deep */
#define KZI_SABRE_MOST_NESTED 300u
#define KZI_SABRE_MOST_READ   40000000u /* ranges held against the grammar */

typedef struct sabre_failure {
    uint32_t at_plus_one; /* token; 0: none */
    diagnostic_code code;
    const char *wanted;
} sabre_failure;

typedef struct sabre_range {
    uint32_t first, end;
    sabre_id is; /* NO_NODE: fits nothing */
} sabre_range;

typedef struct sabre_parser {
    arena *in;
    problem *made;
    sabre_tokens tokens;
    sabre_failure failure; /* of the statement being read */
    LIST(sabre_range) ranges;
    table by_range;
    uint32_t depth;
    uint32_t read_count;
    bool gave_up; /* too deep, too much, or memory ended */
} sabre_parser;

bool kzi_sabre_parse(problem *made, const sources *from, notes *said);

/* ---- shared by the two files of the parser ---- */
sabre_id kzi_sabre_expression(sabre_parser *p, uint32_t first, uint32_t end);
/* One token as a node: a name, a number, a truth, `?`. */
sabre_id kzi_sabre_single(sabre_parser *p, uint32_t at);
/* Remembers the failure if none lies further right. Answers NO_NODE. */
sabre_id kzi_sabre_fail(sabre_parser *p, uint32_t at, diagnostic_code code, const char *wanted);
bool kzi_sabre_is_name(const sabre_parser *p, uint32_t at);
bool kzi_sabre_is_word(const sabre_parser *p, uint32_t at, const char *word);
symbol kzi_sabre_symbol(sabre_parser *p, uint32_t at);
sabre_mention kzi_sabre_mention(sabre_parser *p, uint32_t at);

typedef struct {
    LIST(sabre_range) list;
} sabre_pieces;
/* Cuts the range at each such sign; an empty last piece is left out when `least` pieces stand
 * before it. False when memory ended. */
bool kzi_sabre_split(sabre_parser *p, sabre_sign sign, uint32_t first, uint32_t end, uint32_t least,
                     sabre_pieces *to);
sabre_id kzi_sabre_add(sabre_parser *p, sabre_kind kind, uint32_t first, uint32_t end,
                       const sabre_id *children, uint32_t count);

static inline const sabre_token *kzi_sabre_token(const sabre_parser *p, uint32_t at) {
    return &p->tokens.list.items[at];
}
static inline bool kzi_sabre_is_sign(const sabre_parser *p, uint32_t at, sabre_sign sign) {
    return at < p->tokens.list.count && kzi_sabre_token(p, at)->sign == sign;
}
/* `(`, `{` … in particular. */
static inline bool kzi_sabre_is_letter(const sabre_parser *p, uint32_t at, char letter) {
    return at < p->tokens.list.count && p->tokens.text[kzi_sabre_token(p, at)->first] == letter;
}

#endif
