/* SPDX-License-Identifier: MIT
 *
 * outline_cut: what a reader does not want to read of is cut out of a telling (see outline.h).
 *
 * In     beats in the order of telling; a content note as a reader writes it (`self-harm` finds
 *        `self harm never shown`)
 * Out    beats left out whole; the next one opens a scene, as after a blackout
 */
#include "outline.h"

static char folded_letter(char letter) {
    if (letter == '-' || letter == '_') return ' ';
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool reads_alike(const char *written, const char *asked) {
    for (; *asked; written++, asked++) {
        if (!*written || folded_letter(*written) != folded_letter(*asked)) return false;
    }
    return true;
}

static bool is_about(const char *written, const char *asked) {
    for (; *written; written++) {
        if (reads_alike(written, asked)) return true;
    }
    return false;
}

bool kzi_outline_has_content(const ground_act *event, const char *asked) {
    for (uint32_t i = 0; i < event->content_count; i++) {
        if (is_about(event->content[i], asked)) return true;
    }
    return false;
}

bool kzi_outline_is_about(const char *written, const char *asked) {
    return is_about(written, asked);
}

static bool cut_pieces(outline *of, const beat *b, const char *asked) {
    bool has_act = kzi_outline_has_content(kzi_viewpoint_event(of->log, b->act, THE_ACT), asked);
    bool is_cut = has_act;
    for (uint32_t i = 0; i < b->piece_count; i++) {
        piece *p = &of->pieces.items[b->first_piece + i];
        if (!has_act &&
            !kzi_outline_has_content(kzi_viewpoint_event(of->log, b->act, p->rule), asked))
            continue;
        p->is_cut = p->is_left_out = is_cut = true;
    }
    return is_cut;
}

void kzi_outline_cut(outline *of, const char *asked) {
    bool was_cut = false;
    for (uint32_t i = 0; i < of->beats.count; i++) {
        beat *b = &of->beats.items[i];
        b->opens_scene |= was_cut;
        was_cut = cut_pieces(of, b, asked);
    }
}
