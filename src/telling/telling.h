/* SPDX-License-Identifier: MIT
 *
 * telling: a told log as a story in paragraphs: third person, past.
 *
 * In     a log (story/told.h)
 * Out    paragraphs: what happens, what is said, what a face gives away, what is thought; one paragraph while one person acts
 * Owns   the texts, in the arena given
 */
#ifndef KZI_TELLING_H
#define KZI_TELLING_H

#include "../base/writer.h"
#include "../story/told.h"

typedef struct paragraph {
    const char *text;
    uint32_t first_act; /* of the log */
    uint32_t act_count;
} paragraph;

typedef struct telling {
    LIST(paragraph) list;
} telling;

/* False when memory ended. `is_one_act_each` gives every act a paragraph of its own. */
bool kzi_telling_write(telling *made, const told_log *log, bool is_one_act_each, arena *in);
/* One act as one person saw it (NO_MIND: as somebody who sees into every head): the thoughts of others stay theirs. Of the rules, those of `told`. */
void kzi_telling_seen(writer *to, const grounded *about, const told_act *told, mind_id eyes);
/* Lines no longer than `width` columns, broken at blanks, each after `indent`. */
void kzi_telling_wrap(writer *to, const char *text, uint32_t width, const char *indent);

#endif
