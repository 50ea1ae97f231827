/* SPDX-License-Identifier: MIT
 *
 * parser: reads a world file into a tree, statement by statement.
 *
 * In     a source
 * Out    a NODE_FILE with every statement that could be read, NODE_ERROR where one could not, and a
 *        note for each slip
 * Owns   nothing; the reading arena does. Names go to `names`
 *
 * One slip yields one note: after it, reading goes on at the next line that stands as deep as the
 * bad one or less. No tree is deeper than a few thousand nodes (KZI_DEEPEST_NESTING, KZI_MOST_SIGNS
 * in reader.h), so whoever walks it may recurse.
 */
#ifndef KZI_PARSER_H
#define KZI_PARSER_H

#include "../text/diagnostic.h"
#include "tree.h"

/* NULL only when memory ended. */
node *kzi_syntax_parse(arena *in, symbols *names, const sources *from, uint32_t source_number,
                       notes *to);
/* A source that holds one `change` of docs/grammar.md, as `--set` gives it: the node that a
 * what-if's line gives, or NODE_ERROR. */
node *kzi_syntax_parse_change(arena *in, symbols *names, const sources *from,
                              uint32_t source_number, notes *to);
/* A source that holds one `call`: NODE_CALL, or NODE_ERROR. */
node *kzi_syntax_parse_call(arena *in, symbols *names, const sources *from, uint32_t source_number,
                            notes *to);
/* A source that holds one `condition`: its node, or NODE_ERROR. */
node *kzi_syntax_parse_condition(arena *in, symbols *names, const sources *from,
                                 uint32_t source_number, notes *to);

#endif
