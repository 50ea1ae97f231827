/* SPDX-License-Identifier: MIT
 *
 * outline_words: leaves out pieces until a telling has so many words (see outline.h).
 *
 * In     beats in the order of telling, a number of words
 * Out    pieces marked as left out; what is done in a key beat never is
 *
 * First what is done in key beats, with what is said where the deed leads to speech; then what else
 * is said there, then the other beats, spread over the story; thoughts next; faces last.
 *
 * Where the key deeds alone are too long, whatever has a `brief` is told by it. A `brief ""` needs
 * no sentence of its own: the brief that comes next says both, and then asserts both.
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
    return b->piece_count && is_doing(first) && first->from && !first->is_left_out &&
           kzi_english_leads_to_speech(first->from->text);
}

static uint32_t rank_of_piece(const outline *all, const beat *b, const piece *of) {
    if (of->is_briefly && b->is_key) return 0;
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
        p->is_left_out = all[i].rank && (used + takes > words ||
                                         !stands_alone(of, &of->beats.items[all[i].beat], p));
        if (p->is_left_out) of->is_short = true;
        else used += takes;
    }
}

/* ---- briefly ---- */
typedef struct {
    piece *by; /* the brief that comes next, or NULL */
    uint32_t act;
    bool is_key;
} cover;

static bool is_covered_by(const cover *next, const beat *b, const beat *following) {
    return next->by && next->act >= b->act && (next->is_key || !b->is_key) &&
           (!following || (!following->begins_back && !following->is_meanwhile &&
                           following->head.n == b->head.n && following->is_back == b->is_back));
}

static bool asserts(const piece *p, fact_id fact) {
    for (uint32_t i = 0; i < p->fact_count; i++) {
        if (p->facts[i].fact.n == fact.n) return true;
    }
    return false;
}

/* What the one asserts, the other asserts too, as it is held by then. */
static bool take_over(const outline *of, const beat *b, const piece *from, const cover *to,
                      arena *in) {
    held_fact *all = KZI_TAKE_MANY(in, held_fact, from->fact_count + to->by->fact_count + 1);
    const viewpoint *eyes = kzi_outline_view(of, b->head), *outside = kzi_outline_view(of, NO_MIND);
    uint32_t count = to->by->fact_count;
    if (!all) return false;
    for (uint32_t i = 0; i < count; i++) all[i] = to->by->facts[i];
    for (uint32_t i = 0; i < from->fact_count; i++) {
        fact_id fact = from->facts[i].fact;
        value held = kzi_viewpoint_held(eyes, to->act + 1, fact);
        if (!asserts(to->by, fact))
            all[count++] =
                (held_fact){fact, held, held == kzi_viewpoint_held(outside, to->act + 1, fact)};
    }
    to->by->facts = all, to->by->fact_count = count;
    return true;
}

static bool tell_briefly(outline *of, arena *in) {
    cover next = {NULL, 0, false};
    for (uint32_t i = of->beats.count; i-- > 0;) {
        beat *b = &of->beats.items[i];
        const beat *following = i + 1 < of->beats.count ? &of->beats.items[i + 1] : NULL;
        for (uint32_t j = b->piece_count; j-- > 0;) {
            piece *p = &of->pieces.items[b->first_piece + j];
            if (!p->brief || p->is_left_out) {
                if (is_doing(p)) next.by = NULL;
            } else if (*p->brief->text) {
                p->from = p->brief, p->is_briefly = of->is_brief = true;
                next = (cover){p, b->act, b->is_key};
            } else if (is_covered_by(&next, b, following)) {
                p->is_left_out = true;
                if (p->rule == THE_ACT) b->is_covered = true, b->told_with = next.act;
                if (!take_over(of, b, p, &next, in)) return false;
            }
        }
    }
    return true;
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

static uint32_t rank_pieces(const outline *of, choice *all) {
    uint32_t count = 0;
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
    return count;
}

static uint32_t words_of_keys(const outline *of, const choice *all, uint32_t count) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < count && all[i].rank == 0; i++)
        words += count_words(&of->pieces.items[all[i].piece]);
    return words;
}

static bool shorten_to(outline *of, choice *all, uint32_t words, arena *in) {
    uint32_t count = rank_pieces(of, all);
    if (words_of_keys(of, all, count) > words) {
        if (!tell_briefly(of, in)) return false;
        count = rank_pieces(of, all);
    }
    of->words_of_keys = words_of_keys(of, all, count);
    keep_what_fits(of, all, count, words);
    return true;
}

bool kzi_outline_shorten(outline *of, uint32_t words, arena *in) {
    choice *all = KZI_TAKE_MANY(in, choice, of->pieces.count + 1);
    if (!all || (words && !shorten_to(of, all, words, in))) return false;
    leave_out_beats(of);
    return true;
}
