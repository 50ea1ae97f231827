/* SPDX-License-Identifier: MIT
 *
 * parser_lines: the lines of a block, one function for each kind of block.
 *
 * In     a reader at the first token of a line
 * Out    the line's node; the caller ends the line (kzi_reader_end_line)
 * Owns   nothing; the reading arena does
 */
#ifndef KZI_PARSER_LINES_H
#define KZI_PARSER_LINES_H

#include "reader.h"

node *kzi_parse_storyline(reader *r);
node *kzi_parse_useline(reader *r);
node *kzi_parse_thingline(reader *r);
node *kzi_parse_factline(reader *r);
node *kzi_parse_actline(reader *r);
node *kzi_parse_ruleline(reader *r);
node *kzi_parse_endingline(reader *r);
node *kzi_parse_whatifline(reader *r);

/* What lines and statements share. */
node *kzi_parse_seen(reader *r); /* behind `seen by` */
node *kzi_parse_call(reader *r);
node *kzi_parse_claims(reader *r);
node *kzi_parse_owned_line(reader *r); /* `Ren believes told`, `every person wants 1: happy`, `every
                                          person at is village` */
bool kzi_sees_owned_line(const reader *r);
node *kzi_parse_change(reader *r); /* a line of a what-if that expects nothing */
node *kzi_parse_fork(reader *r);

/* Says that no line of `block` begins so; what was meant is looked for among `known`. */
void kzi_parse_unknown_line(reader *r, const char *block, span beginning, const keyword *known,
                            uint32_t known_count);
/* The word of `known` that was meant by what stands there, or NULL. */
const char *kzi_meant_word(reader *r, span written, const keyword *known, uint32_t known_count);

#endif
