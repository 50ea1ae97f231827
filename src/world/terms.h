/* SPDX-License-Identifier: MIT
 *
 * terms: what a sum or a condition means, every name resolved but nothing yet filled in.
 *
 * In     the checker's findings
 * Out    trees whose leaves are values, things, variables and facts
 * Owns   nothing; the world's arena does
 * Used   read by the ground room, once per instance of an act; `not` still stands where it was
 * written
 */
#ifndef KZI_TERMS_H
#define KZI_TERMS_H

#include "../syntax/tree.h"

#define NOT_NAMED UINT32_MAX

typedef enum value_type {
    TYPE_QUIET, /* a note was said already: fits everywhere */
    TYPE_YES_NO,
    TYPE_WORD,
    TYPE_THING,
    TYPE_NUMBER,
    TYPE_UNKNOWN /* the word `unknown` itself */
} value_type;

typedef enum term_kind {
    TERM_QUIET,
    /* values */
    TERM_NUMBER, /* number */
    TERM_YES_NO, /* number: 1 or 0 */
    TERM_UNKNOWN,
    TERM_WORD,     /* number: which of the world's words */
    TERM_THING,    /* number: which of the world's things */
    TERM_VARIABLE, /* number: its slot; of_kind */
    TERM_FACT, /* name; its owner first where has_owner, then its arguments; fact: one of that name
                */
    /* sums */
    TERM_PLUS,
    TERM_MINUS,
    TERM_TIMES,
    TERM_NEGATED,
    TERM_WHETHER, /* a condition in brackets counts 1 or 0 */
    TERM_COUNT,   /* number: the slot; of_kind; child: the condition */
    TERM_SUM,     /* the same; children: the condition (TERM_YES_NO where none was written), what is
                     added */
    /* conditions */
    TERM_AND,
    TERM_OR,
    TERM_NOT,
    TERM_BELIEVES, /* children: who, what */
    TERM_ANY,      /* number: the slot; of_kind; child: the condition */
    TERM_EVERY,
    TERM_NO,
    TERM_HOLDS,   /* child: a yes/no fact that is asked bare */
    TERM_COMPARE, /* choice: IS … LESS_THAN; children: left, right */
    TERM_AMONG    /* is_neither; children: left, then the values it is compared with */
} term_kind;

typedef struct term term;
struct term {
    term_kind kind;
    value_type type;
    node_choice choice;
    bool has_owner;
    bool is_neither;
    symbol name;
    uint32_t fact;
    uint32_t of_kind;
    int64_t number;
    span where;
    term *first;
    term *last;
    term *next;
};

static inline const term *kzi_term_child(const term *of, uint32_t i) {
    const term *child = of->first;
    for (; child && i > 0; i--) child = child->next;
    return child;
}

#endif
