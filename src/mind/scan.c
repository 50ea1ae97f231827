/* SPDX-License-Identifier: MIT
 *
 * scan: see scan.h.
 */
#include "scan.h"

typedef struct {
    drafts *desk;
    uint8_t mark;
    LIST(uint32_t) met;
    table known;
} scanning;

static bool is_same_number(const void *context, uint32_t number) {
    const scanning *s = ((const void *const *)context)[0];
    const uint32_t *wanted = ((const void *const *)context)[1];
    return s->met.items[number] == *wanted;
}

static bool is_marked(const scanning *s, ref at) {
    return !kzi_is_draft(at) && (kzi_state_marks(s->desk->states, (state_id){at.n}) & s->mark);
}

/* False when memory ended. */
static bool meet(scanning *s, ref at) {
    if (is_marked(s, at)) return true;
    const void *context[2] = {s, &at.n};
    uint64_t hash = kzi_hash_mix(at.n);
    if (kzi_table_find(&s->known, hash, is_same_number, context) != NOT_IN_TABLE) return true;
    return LIST_ADD(s->desk->scratch, &s->met, at.n) &&
           kzi_table_add(s->desk->scratch, &s->known, hash, s->met.count - 1);
}

static void mark_finished(scanning *s) {
    for (uint32_t i = 0; i < s->met.count; i++) {
        ref at = {s->met.items[i]};
        if (!kzi_is_draft(at)) kzi_state_mark(s->desk->states, (state_id){at.n}, s->mark);
    }
}

/* A draft leads to finished states but never the other way round, so what was met and is finished
 * is marked as a whole. */
scan_answer kzi_scan(drafts *desk, ref root, uint8_t mark,
                     bool (*holds)(const drafts *desk, ref at, const void *context),
                     const void *context) {
    scanning s = {.desk = desk, .mark = mark};
    if (!meet(&s, root)) return SCAN_NO_MEMORY;
    for (uint32_t i = 0; i < s.met.count; i++) {
        ref at = {s.met.items[i]};
        if (holds(desk, at, context)) return SCAN_SOMEWHERE;
        for (uint32_t mind = 0; mind < desk->states->about->mind_count; mind++) {
            if (!meet(&s, kzi_mind(desk, at, mind))) return SCAN_NO_MEMORY;
        }
    }
    mark_finished(&s);
    return SCAN_NOWHERE;
}
