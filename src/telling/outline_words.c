/* SPDX-License-Identifier: MIT
 *
 * outline_words: leaves out pieces until a telling has so many words (see outline.h).
 *
 * In     beats in the order of telling, a number of words
 * Out    pieces marked as left out; what is done in a key beat never is
 *
 * First what is done in key beats, with what is said where the deed leads to speech; then what else
 * is said there, then the other beats, spread over the story; thoughts next; faces last.
 */
#include "outline.h"

#include <string.h>

#define PLAIN_WORDS 5u /* of an act told by its name, about */

typedef struct {
    uint32_t piece;
    uint32_t beat;
    uint32_t rank;   /* smaller is kept first */
    uint32_t spread; /* among equal ranks: the beat's number with its bits turned round, so that
                        what is kept lies far apart */
} choice;

static uint32_t count_words(const piece *of) {
    uint32_t words = 1;
    if (!of->from) return PLAIN_WORDS;
    bool is_inside = false;
    for (const char *at = of->from->text; *at; at++) {
        if (*at == '{' || *at == '[') is_inside = true;
        if (*at == '}' || *at == ']') is_inside = false;
        if (*at == ' ' && !is_inside) words++;
    }
    return words;
}

static bool is_doing(const piece *of) {
    return of->rule == THE_ACT &&
           (of->kind == LINE_PROSE || of->kind == LINE_SEES || of->kind == LINE_FAILS);
}

/* "… and asked.": what is asked is part of the deed. */
static bool hangs_on_speech(const outline *of, const beat *b) {
    const piece *first = &of->pieces.items[b->first_piece];
    return b->piece_count && is_doing(first) && first->from &&
           kzi_english_leads_to_speech(first->from->text);
}

static uint32_t rank_of_piece(const outline *all, const beat *b, const piece *of) {
    bool is_deed = is_doing(of) || (of->kind == LINE_SAYS && hangs_on_speech(all, b));
    if (is_deed) return b->is_key ? 0 : 3;
    if (of->rule != THE_ACT && of->kind != LINE_SHOWS) return b->is_key ? 1 : 4;
    switch (of->kind) {
    case LINE_SAYS: return b->is_key ? 2 : 5;
    case LINE_THINKS: return b->is_key ? 6 : 7;
    default: return b->is_key ? 8 : 9;
    }
}

static uint32_t turned_round(uint32_t number) {
    uint32_t made = 0;
    for (uint32_t i = 0; i < 32; i++) made |= (number >> i & 1) << (31 - i);
    return made;
}

static bool goes_first(const choice *one, const choice *other) {
    if (one->rank != other->rank) return one->rank < other->rank;
    if (one->spread != other->spread) return one->spread < other->spread;
    return one->piece < other->piece;
}

static void sort_choices(choice *all, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        choice now = all[i];
        uint32_t at = i;
        for (; at && goes_first(&now, &all[at - 1]); at--) all[at] = all[at - 1];
        all[at] = now;
    }
}

/* What is said, shown and thought at an act needs the act. */
static bool stands_alone(const outline *of, const beat *b, const piece *p) {
    const piece *first = &of->pieces.items[b->first_piece];
    return is_doing(p) || p->rule != THE_ACT || !first->is_left_out;
}

static void keep_what_fits(outline *of, const choice *all, uint32_t count, uint32_t words) {
    uint32_t used = 0;
    for (uint32_t i = 0; i < count; i++) {
        piece *p = &of->pieces.items[all[i].piece];
        uint32_t takes = count_words(p);
        if (all[i].rank == 0) of->words_of_keys += takes;
        p->is_left_out = all[i].rank && (used + takes > words ||
                                         !stands_alone(of, &of->beats.items[all[i].beat], p));
        if (!p->is_left_out) used += takes;
    }
}

/* A scene whose first beat is gone begins with the next. */
static void leave_out_beats(outline *of) {
    bool opens = false, begins_back = false, is_meanwhile = false;
    for (uint32_t i = 0; i < of->beats.count; i++) {
        beat *b = &of->beats.items[i];
        b->is_left_out = true;
        for (uint32_t j = 0; j < b->piece_count; j++)
            b->is_left_out &= of->pieces.items[b->first_piece + j].is_left_out;
        opens |= b->opens_scene, begins_back |= b->begins_back, is_meanwhile |= b->is_meanwhile;
        if (b->is_left_out) continue;
        b->opens_scene = opens, b->begins_back = begins_back, b->is_meanwhile = is_meanwhile;
        opens = begins_back = is_meanwhile = false;
    }
}

bool kzi_outline_shorten(outline *of, uint32_t words, arena *in) {
    if (words == 0) {
        leave_out_beats(of);
        return true;
    }
    uint32_t count = 0;
    choice *all = KZI_TAKE_MANY(in, choice, of->pieces.count + 1);
    if (!all) return false;
    for (uint32_t i = 0; i < of->beats.count; i++) {
        const beat *b = &of->beats.items[i];
        for (uint32_t j = 0; j < b->piece_count; j++) {
            const piece *p = &of->pieces.items[b->first_piece + j];
            if (!p->is_left_out)
                all[count++] =
                    (choice){b->first_piece + j, i, rank_of_piece(of, b, p), turned_round(i)};
        }
    }
    sort_choices(all, count);
    keep_what_fits(of, all, count, words);
    leave_out_beats(of);
    return true;
}
