/* SPDX-License-Identifier: MIT
 *
 * sabre_tokens: names, numbers and signs of a problem file.
 *
 * In     the bytes of a source
 * Out    tokens in order, each bracket with its partner, each token with the bracket it stands in;
 *        for every sign the places where it stands, so that the first one of a range is found
 *        without walking the range
 * Owns   nothing; the arena of the reading does
 *
 * The grammar splits ranges at the first sign that is inside no bracket. Walking for it would make
 * long lines quadratic.
 */
#ifndef KZI_SABRE_TOKENS_H
#define KZI_SABRE_TOKENS_H

#include "../text/diagnostic.h"

typedef enum sabre_sign {
    SIGN_AND,
    SIGN_OR,
    SIGN_ASSIGN,
    SIGN_IS,
    SIGN_IS_NOT,
    SIGN_AT_LEAST,
    SIGN_AT_MOST,
    SIGN_MORE,
    SIGN_LESS,
    SIGN_COLON,
    SIGN_TIMES,
    SIGN_DIVIDE,
    SIGN_PLUS,
    SIGN_MINUS,
    SIGN_COMMA,
    SIGN_SEMICOLON,
    WORD_ELSEIF, /* names like all others, but a range may be split at them */
    WORD_ELSE,
    SPLIT_SIGN_COUNT,
    SIGN_NOT = SPLIT_SIGN_COUNT,
    SIGN_OPEN, /* ( [ { */
    SIGN_CLOSE,
    SABRE_TOKEN_NAME,
    SABRE_TOKEN_NUMBER,
    SABRE_TOKEN_UNKNOWN,
    SABRE_TOKEN_ODD /* a text, or a name that begins with no letter */
} sabre_sign;

typedef struct sabre_token {
    uint32_t first, end; /* bytes */
    uint32_t match;      /* of a bracket: its partner */
    uint32_t group;      /* the opening bracket around it, plus one; 0: none */
    sabre_sign sign;
} sabre_token;

typedef struct sabre_tokens {
    const char *text;
    uint32_t source;
    LIST(sabre_token) list;
    uint32_t *places[SPLIT_SIGN_COUNT]; /* by group, then in order */
    uint32_t place_count[SPLIT_SIGN_COUNT];
} sabre_tokens;

#define KZI_SABRE_MOST_TOKENS 8000000u

/* False when memory ended or a note was said that ends the reading. */
bool kzi_sabre_tokenize(arena *in, const sources *from, uint32_t source_number, sabre_tokens *to,
                        notes *said);
/* The first token [first, end) with the sign that stands directly in the group; `end` when there is
 * none. */
uint32_t kzi_sabre_find(const sabre_tokens *in, sabre_sign sign, uint32_t group, uint32_t first,
                        uint32_t end);
span kzi_sabre_span(const sabre_tokens *in, uint32_t first, uint32_t end);

#endif
