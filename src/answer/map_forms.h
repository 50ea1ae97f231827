/* SPDX-License-Identifier: MIT
 *
 * map_forms: what the drawn and the written map share.
 *
 * In     a map
 * Out    words for its acts and ends; the forms
 * Owns   the words, in the arena given
 */
#ifndef KZI_MAP_FORMS_H
#define KZI_MAP_FORMS_H

#include "../base/writer.h"
#include "../telling/words.h"
#include "map.h"

#include <string.h>

typedef struct map_page {
    const story_map *map;
    const char *title;
    const char *drawn;    /* which stories are drawn */
    const char *complete; /* whether there may be more */
    arena *in;
} map_page;

const char *kzi_map_end_name(const story_map *map, uint32_t end);
const char *kzi_map_end_title(const story_map *map, uint32_t end); /* or NULL */
/* "board by Ren" */
const char *kzi_map_act_text(const story_map *map, const map_act *act, arena *in);
/* "now certain: he_sails", "never again: he_stays" */
const char *kzi_map_lost_text(const story_map *map, const map_act *act, arena *in);
/* What the way comes to, where it is no station; else NULL. */
const char *kzi_map_band_text(const story_map *map, const map_way *way, arena *in);
const char *kzi_map_fill(const story_map *map, uint32_t end);
const char *kzi_map_ink(const story_map *map, uint32_t end);
void kzi_write_escaped(writer *to, const char *text); /* for XML */

/* map_measure; `self` is an arena. */
map_card_size kzi_map_measure(const void *self, const story_map *map, const map_way *way);
void kzi_map_write_svg(writer *to, const map_page *page);
void kzi_map_write_html(writer *to, const map_page *page);
void kzi_map_write_dot(writer *to, const map_page *page);
void kzi_map_write_mermaid(writer *to, const map_page *page);

#endif
