/* SPDX-License-Identifier: MIT
 *
 * reader: what every rule of the parser stands on: two tokens to look at, nodes to make, and one
 * way to slip.
 *
 * In     lines and tokens of the lexer
 * Out    nodes, and notes about slips
 * Owns   nothing; the reading arena does
 *
 * A slip is said once: it sets `has_slipped`, and until the next line every look sees a line's end,
 * so all rules wind down by themselves, quietly, with no test at each step. When memory ends the
 * same happens, and `spare` stands in for the nodes that could not be had: rules never see NULL.
 */
#ifndef KZI_READER_H
#define KZI_READER_H

#include "../text/diagnostic.h"
#include "lexer.h"
#include "tree.h"

/* Brackets, `not`, `believes`, quantifiers inside each other. People lose track at five; 200 keeps
 * the stack small. */
#define KZI_DEEPEST_NESTING 200u
/* A sum leans left, one deeper with each sign. */
#define KZI_MOST_SIGNS 500u
/* Who reads more than this at once? And a hostile file must not fill memory with notes. */
#define KZI_MOST_NOTES 50u

typedef struct reader {
    arena *in;
    symbols *names;
    const sources *from;
    notes *notes;
    lexer lexer;
    source_line line; /* the one that comes next, or is being read */
    token now;
    token next;
    token last;          /* the one just taken */
    span first;          /* of the line being read */
    const char *comment; /* met on the line being read */
    symbol declared;     /* the name the statement being read declares, once it is known */
    uint32_t note_count; /* said by this reader */
    uint32_t nesting;
    uint32_t sign_count;
    bool has_slipped;
    bool is_changing; /* behind `then`, where `=` would mean `becomes` */
    /* An `or` that was taken in the belief that it belonged to `is V or W`, but it did not
     * (parser_condition.c). */
    bool has_read_or;
    span read_or;
    node *sum_after_or;             /* NULL: only the `or` was taken */
    bool was_refused[END_OF_WORDS]; /* as a name; where it is used it is let pass, as that was said
                                     */
    node spare;
} reader;

reader kzi_reader(arena *in, symbols *names, const sources *from, uint32_t source_number,
                  notes *to);
/* True when reading must wind down: memory ended, or too much is wrong. */
bool kzi_reader_is_over(const reader *r);

/* Lines. */
void kzi_reader_begin_line(reader *r);
/* The line must be over, or it is a slip; `of` gets its comment, and r->line is the next line. */
node *kzi_reader_end_line(reader *r, node *of);
/* After a slip: past the lines that stand deeper than `depth`. */
void kzi_reader_recover(reader *r, uint32_t depth);

/* Tokens. */
bool kzi_reader_sees(const reader *r, token_kind kind);
bool kzi_reader_sees_word(const reader *r, keyword one);
bool kzi_reader_sees_words(const reader *r, keyword one, keyword other); /* both, now and next */
bool kzi_reader_sees_name(const reader *r); /* one that is the author's own, or `self` */
void kzi_reader_take(reader *r);
bool kzi_reader_takes(reader *r, token_kind kind);
bool kzi_reader_takes_word(reader *r, keyword one);
/* A comma; the comment behind it goes to `item`, what stands before it (or NULL). */
bool kzi_reader_takes_comma(reader *r, node *item);
/* As `takes`, or a slip: "`what` should stand here". */
void kzi_reader_wants(reader *r, token_kind kind, const char *what);
void kzi_reader_wants_word(reader *r, keyword one);
void kzi_reader_wants_close(reader *r, span open);
symbol kzi_reader_wants_name(reader *r, const char *what);
/* A name that is declared: a word of the language would trip readers, and is refused. */
symbol kzi_reader_wants_new_name(reader *r, const char *what);
const char *kzi_reader_wants_text(reader *r);
const char *kzi_reader_may_text(reader *r); /* or NULL */

/* Nodes. */
node *kzi_reader_node(reader *r, node_kind kind); /* begins at the token seen now */
node *kzi_reader_node_at(reader *r, node_kind kind, span first);
void kzi_reader_add(reader *r, node *to, node *child);
node *kzi_reader_done(reader *r, node *one); /* ends at the token taken last */
node *kzi_reader_none(reader *r);
node *kzi_reader_name_node(reader *r, const char *what); /* NODE_NAME */

/* Slips: KZI_SLIP(r, code, where, what the sentence needs). The first of a line is said; NULL comes
 * back for the others. */
#define KZI_SLIP(r, ...) (kzi_reader_slips(r) ? kzi_note((r)->notes, __VA_ARGS__) : NULL)
bool kzi_reader_slips(
    reader *r); /* true when it is to be said; r->now and r->next keep their places */
void kzi_reader_expected(reader *r, const char *what);
void kzi_reader_enter(reader *r); /* one deeper; a slip when too deep */
void kzi_reader_leave(reader *r);

/* What was written there, cut when it is long. */
const char *kzi_reader_quote(reader *r, span where);
span kzi_span_to(span first, span last);

#endif
