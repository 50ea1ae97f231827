/* SPDX-License-Identifier: MIT
 *
 * token: the smallest pieces of a line.
 *
 * In     nothing
 * Out    what kinds of pieces there are, and the words of the language (words.def)
 * Owns   nothing
 */
#ifndef KZI_TOKEN_H
#define KZI_TOKEN_H

#include "../text/source.h"

typedef enum token_kind {
    TOKEN_LINE_END, /* also when the file ends, and after a slip: nothing more is read from this
                       line */
    TOKEN_NAME,     /* a name, or a word of the language */
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_COLON,
    TOKEN_COMMA,
    TOKEN_DOT,
    TOKEN_RANGE, /* .. */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_TIMES,
    /* What cannot be read; the parser says why when it comes to it. */
    TOKEN_OPEN_TEXT,
    TOKEN_BAD_ESCAPE,
    TOKEN_BAD_NUMBER,
    TOKEN_BAD_NAME,
    TOKEN_STRANGE
} token_kind;

typedef enum keyword {
    WORD_NONE, /* a name of the author's own */
#define WORD(name, text, refused) WORD_##name,
#include "words.def"
#undef WORD
    END_OF_WORDS
} keyword;

typedef struct token {
    token_kind kind;
    keyword word;
    span where;
    int64_t number;      /* NUMBER */
    const char *text;    /* TEXT, unescaped */
    const char *comment; /* the comments between the piece before and this one, or NULL */
} token;

#endif
