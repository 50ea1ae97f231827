/* SPDX-License-Identifier: MIT
 *
 * lexer: cuts a source into lines, and a line into tokens.
 *
 * In     a source whose bytes are UTF-8 (kzi_lexer_first_bad)
 * Out    one line's depth at a time, then its tokens up to TOKEN_LINE_END; nothing is said here,
 *        the parser speaks
 * Owns   nothing; texts are in the reading arena
 * Used   once over the file, a token at a time: no token is kept, so a file costs what its tree
 *        costs
 *
 * A line goes on in the next one after a comma, `and`, `or`, an arithmetic sign or inside brackets,
 * if that next line stands deeper (a closing bracket may stand anywhere). Asking for the depth
 * keeps one forgotten bracket from swallowing the rest of the file.
 */
#ifndef KZI_LEXER_H
#define KZI_LEXER_H

#include "../base/writer.h"
#include "token.h"

typedef struct source_line {
    bool is_end; /* the file has no more lines */
    bool is_comment;
    bool blank_before;
    uint32_t
        depth; /* of a comment: at least that of the line below it, so that it never ends a block */
    span where;          /* where its first token begins; of a comment, all of it */
    const char *comment; /* only when is_comment */
} source_line;

typedef struct lexer {
    arena *in;
    const char *text;
    uint32_t source;
    uint32_t length;
    uint32_t at;
    uint32_t line_depth;
    uint32_t brackets; /* open ones on this line */
    bool goes_on;      /* the last token asks for another */
    bool has_tab;      /* a tab was met in indentation, first at `tab` */
    span tab;
    uint32_t below;       /* where the line under a run of comments begins … */
    uint32_t below_depth; /* … and its depth: kept, since a run may be long */
} lexer;

lexer kzi_lexer(arena *in, const sources *from, uint32_t source_number);
/* The first byte that is not UTF-8 or is an invisible control letter, or the source's length. */
uint32_t kzi_lexer_first_bad(const sources *from, uint32_t source_number);
/* Goes to the next line that is not blank, from anywhere in a line. A comment line is then done;
 * the tokens of another come next. */
source_line kzi_lexer_line(lexer *of);
token kzi_lexer_token(lexer *of);
/* From token `first` on: the words up to a comma or the line's end, as written but for single
 * blanks. Empty when there are none. `has_more`: a comma was read. `comment`: the comments behind
 * it, or NULL. */
const char *kzi_lexer_words(lexer *of, span *where, bool *has_more, const char **comment);
/* Leaves the rest of the line unread, and with it whatever was open. */
void kzi_lexer_skip_line(lexer *of);

const char *kzi_word_text(keyword one);
bool kzi_word_is_refused(keyword one);
/* Is it a word that nothing may be called by? */
bool kzi_is_refused_name(const char *name);
/* The bytes of the letter, at least 1, that begins at `offset`. */
uint32_t kzi_lexer_letter_length(const char *text, uint32_t offset, uint32_t length);

#endif
