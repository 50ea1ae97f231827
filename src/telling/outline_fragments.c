/* SPDX-License-Identifier: MIT
 *
 * outline_fragments: the past comes back in single lines, in the middle of what is done now (see
 * outline.h).
 *
 * In     beats in the order of the world, and with which of them the present begins
 * Out    the present, and behind a beat of it the past that it calls back: what it rests on
 *
 * A beat calls back an earlier one when it needs what that one brought about, straight or by other
 * acts in between. Fragments keep the order of time. What nothing calls back is not told.
 */
#include "outline.h"

#include <string.h>

typedef struct {
    const outline *of;
    uint32_t count; /* beats */
    bool *needs;    /* count rows: row `later`, column `earlier` */
} recall;

static bool *cell_of(const recall *r, uint32_t later, uint32_t earlier) {
    return &r->needs[(size_t)later * r->count + earlier];
}

/* Straight; then by others. */
static void lay_needs(recall *r) {
    for (uint32_t later = 0; later < r->count; later++) {
        for (uint32_t earlier = 0; earlier < later; earlier++)
            *cell_of(r, later, earlier) = kzi_outline_needs(r->of, r->of->beats.items[earlier].act,
                                                            r->of->beats.items[later].act);
        for (uint32_t between = later; between-- > 0;) {
            for (uint32_t i = 0; *cell_of(r, later, between) && i < between; i++)
                *cell_of(r, later, i) |= *cell_of(r, between, i);
        }
    }
}

/* The first beat of the present, from `from` on, that calls it back; count: none. */
static uint32_t caller_of(const recall *r, uint32_t from, uint32_t past) {
    while (from < r->count && !*cell_of(r, from, past)) from++;
    return from;
}

/* One line of past for a line of present, as long as there is present enough. */
static void hang_fragments(const recall *r, uint32_t start, uint32_t *hung_on) {
    uint32_t last = start;
    bool is_taken = false;
    for (uint32_t past = 0; past < start; past++) {
        uint32_t free = caller_of(r, last + is_taken, past),
                 any = free < r->count ? free : caller_of(r, last, past);
        hung_on[past] = any;
        if (any == r->count) continue;
        last = any, is_taken = true;
    }
}

static uint32_t add_fragments_of(const outline *of, uint32_t now, uint32_t start,
                                 const uint32_t *hung_on, beat *to, uint32_t count) {
    for (uint32_t past = 0; past < start; past++) {
        if (hung_on[past] != now) continue;
        to[count] = of->beats.items[past];
        to[count].is_back = to[count].is_fragment = true;
        to[count++].opens_scene = false;
    }
    return count;
}

bool kzi_outline_fragments(outline *of, uint32_t start, arena *in) {
    recall r = {.of = of, .count = of->beats.count};
    r.needs = KZI_TAKE_MANY(in, bool, (size_t)r.count *r.count + 1);
    uint32_t *hung_on = KZI_TAKE_MANY(in, uint32_t, r.count + 1), count = 0;
    beat *told = KZI_TAKE_MANY(in, beat, r.count + 1);
    if (!r.needs || !hung_on || !told) return false;
    memset(r.needs, 0, (size_t)r.count * r.count);
    lay_needs(&r);
    hang_fragments(&r, start, hung_on);
    for (uint32_t now = start; now < r.count; now++) {
        told[count++] = of->beats.items[now];
        count = add_fragments_of(of, now, start, hung_on, told, count);
    }
    of->beats.items = told;
    of->beats.count = count;
    return true;
}

/* Of the past one line: what was done. */
void kzi_outline_keep_lines(outline *of) {
    for (uint32_t i = 0; i < of->beats.count; i++) {
        const beat *b = &of->beats.items[i];
        for (uint32_t j = 1; b->is_fragment && j < b->piece_count; j++)
            of->pieces.items[b->first_piece + j].is_left_out = true;
    }
}
