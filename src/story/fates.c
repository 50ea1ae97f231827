/* SPDX-License-Identifier: MIT
 *
 * fates: see fates.h.
 */
#include "fates.h"

/* ---- edges, the other way round ---- */
typedef struct {
    uint32_t *first; /* by node, and one behind the last */
    uint32_t *into;  /* nodes */
} edges_back;

static bool turn_edges(const exploration *of, edges_back *back, arena *in) {
    back->first = KZI_TAKE_MANY(in, uint32_t, of->nodes.count + 2);
    back->into = KZI_TAKE_MANY(in, uint32_t, of->edges.count);
    if (!back->first || !back->into) return false;
    for (uint32_t i = 0; i < of->edges.count; i++) back->first[of->edges.items[i].to + 2]++;
    for (uint32_t i = 2; i < of->nodes.count + 2; i++) back->first[i] += back->first[i - 1];
    for (uint32_t n = 0; n < of->nodes.count; n++) {
        const story_node *from = &of->nodes.items[n];
        for (uint32_t i = 0; i < from->edge_count; i++)
            back->into[back->first[of->edges.items[from->first_edge + i].to + 1]++] = n;
    }
    return true;
}

/* ---- sets ---- */
bool kzi_fates_leads_to(const fates *of, uint32_t from, uint32_t end) {
    return of->left[(size_t)from * of->word_count + end / 64] >> end % 64 & 1;
}

static void lead_to(fates *of, uint32_t from, uint32_t end) {
    of->left[(size_t)from * of->word_count + end / 64] |= 1ull << end % 64;
}

uint32_t kzi_fates_end_of(const fates *of, uint32_t at) {
    const story_node *there = &of->of->nodes.items[at];
    if (there->ending != NO_ENDING) return there->ending;
    return there->was_opened && there->edge_count == 0 ? kzi_fates_nobody_moves(of) : NO_ENDING;
}

static void mark_back_from(fates *of, const edges_back *back, uint32_t end, uint32_t *found) {
    uint32_t count = 0;
    for (uint32_t n = 0; n < of->of->nodes.count; n++) {
        if (kzi_fates_end_of(of, n) != end) continue;
        lead_to(of, n, end);
        found[count++] = n;
    }
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t j = back->first[found[i]]; j < back->first[found[i] + 1]; j++) {
            uint32_t before = back->into[j];
            if (kzi_fates_leads_to(of, before, end)) continue;
            lead_to(of, before, end);
            found[count++] = before;
        }
    }
}

/* Takes away what nothing leads to, again and again (Kahn 1962): what is left goes round. */
static bool find_rounds(const exploration *of, uint32_t *found, arena *in) {
    uint32_t *waiting = KZI_TAKE_MANY(in, uint32_t, of->nodes.count), count = 0;
    if (!waiting) return false;
    for (uint32_t i = 0; i < of->edges.count; i++) waiting[of->edges.items[i].to]++;
    for (uint32_t n = 0; n < of->nodes.count; n++) {
        if (waiting[n] == 0) found[count++] = n;
    }
    for (uint32_t i = 0; i < count; i++) {
        const story_node *from = &of->nodes.items[found[i]];
        for (uint32_t j = 0; j < from->edge_count; j++) {
            uint32_t to = of->edges.items[from->first_edge + j].to;
            if (--waiting[to] == 0) found[count++] = to;
        }
    }
    return count < of->nodes.count;
}

bool kzi_fates_make(fates *made, const exploration *of, arena *in) {
    *made = (fates){.of = of, .end_count = of->minds.about->ending_count + 1};
    made->word_count = (made->end_count + 63) / 64;
    made->left = KZI_TAKE_MANY(in, uint64_t, (size_t)of->nodes.count * made->word_count);
    uint32_t *found = KZI_TAKE_MANY(in, uint32_t, of->nodes.count);
    edges_back back;
    if (!made->left || !found || !turn_edges(of, &back, in)) return false;
    for (uint32_t end = 0; end < made->end_count; end++) mark_back_from(made, &back, end, found);
    made->goes_round = find_rounds(of, found, in);
    return !in->has_failed;
}

/* ---- what follows ---- */
bool kzi_fates_loses(const fates *of, uint32_t from, uint32_t edge, uint32_t end) {
    return kzi_fates_leads_to(of, from, end) &&
           !kzi_fates_leads_to(of, of->of->edges.items[edge].to, end);
}

bool kzi_fates_is_no_return(const fates *of, uint32_t from, uint32_t edge) {
    uint32_t to = of->of->edges.items[edge].to;
    if (kzi_fates_end_of(of, to) != NO_ENDING)
        return false; /* the end itself: of course there is no way back */
    for (uint32_t end = 0; end < of->end_count; end++) {
        if (kzi_fates_loses(of, from, edge, end)) return true;
    }
    return false;
}

uint32_t kzi_fates_left_count(const fates *of, uint32_t at, uint32_t *first) {
    uint32_t count = 0;
    for (uint32_t end = 0; end < of->end_count; end++) {
        if (kzi_fates_leads_to(of, at, end) && count++ == 0) *first = end;
    }
    return count;
}
