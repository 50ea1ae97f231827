/* SPDX-License-Identifier: MIT
 *
 * kept: see kept.h.
 */
#include "kept.h"

typedef struct {
    const drafts *desk;
    kept_change wanted;
} kept_lookup;

static bool is_same_kept(const void *context, uint32_t number) {
    const kept_lookup *l = context;
    const kept_change *known = &l->desk->kept.items[number];
    return known->kind == l->wanted.kind && known->which == l->wanted.which &&
           known->from.n == l->wanted.from.n;
}

static uint64_t hash_of_kept(kept_what what, state_id from) {
    return kzi_hash_mix(kzi_hash_mix((uint64_t)from.n << 8 | what.kind) ^ what.which);
}

state_id kzi_kept_find(const drafts *desk, kept_what what, state_id from) {
    kept_lookup context = {desk, {what.which, what.kind, from, NO_STATE}};
    uint32_t known =
        kzi_table_find(&desk->by_kept, hash_of_kept(what, from), is_same_kept, &context);
    return known == NOT_IN_TABLE ? NO_STATE : desk->kept.items[known].to;
}

bool kzi_kept_add(drafts *desk, kept_what what, state_id from, state_id to) {
    if (kzi_kept_find(desk, what, from).n != NO_STATE.n) return true;
    kept_change made = {what.which, what.kind, from, to};
    arena *in = desk->states->in;
    return LIST_ADD(in, &desk->kept, made) &&
           kzi_table_add(in, &desk->by_kept, hash_of_kept(what, from), desk->kept.count - 1);
}
