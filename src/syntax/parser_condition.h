/* SPDX-License-Identifier: MIT
 *
 * parser_condition: what is asked, counted and changed: conditions, claims, sums, paths, effects.
 *
 * In     tokens of one line
 * Out    nodes; after a slip, nodes that nobody should look at
 * Owns   nothing; the reading arena does
 */
#ifndef KZI_PARSER_CONDITION_H
#define KZI_PARSER_CONDITION_H

#include "reader.h"

node *kzi_parse_condition(reader *r);
node *kzi_parse_sum(reader *r);
node *kzi_parse_value(reader *r);
node *kzi_parse_path(reader *r);
/* A unit that no `or` may follow; `who_takes` says why: "`believes` takes one claim". */
node *kzi_parse_lone_unit(reader *r, const char *who_takes);
/* A claim of the start, `not` before it or not. */
node *kzi_parse_start_claim(reader *r);
void kzi_parse_effects(reader *r, node *then);
/* `3`, `-3` */
node *kzi_parse_whole_number(reader *r);

#endif
