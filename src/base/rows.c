/* SPDX-License-Identifier: MIT
 *
 * rows: see rows.h.
 */
#include "rows.h"

#include <string.h>

typedef struct {
    const rows *of;
    row wanted;
} row_lookup;

static bool is_same_row(const void *context, uint32_t number) {
    const row_lookup *lookup = context;
    row known = lookup->of->list.items[number];
    if (known.count != lookup->wanted.count) return false;
    return known.count == 0 ||
           memcmp(known.items, lookup->wanted.items, sizeof(uint32_t) * known.count) == 0;
}

static uint64_t hash_of_items(const uint32_t *items, uint32_t count) {
    uint64_t hash = count;
    for (uint32_t i = 0; i < count; i++) hash = kzi_hash_word(hash, items[i]);
    return kzi_hash_mix(hash);
}

uint32_t kzi_row(rows *of, const uint32_t *items, uint32_t count) {
    uint64_t hash = hash_of_items(items, count);
    uint32_t known =
        kzi_table_find(&of->by_content, hash, is_same_row, &(row_lookup){of, {items, count}});
    if (known != NOT_IN_TABLE) return known;
    uint32_t *kept = KZI_TAKE_MANY(of->in, uint32_t, count);
    if (!kept) return NO_ROW;
    if (count) memcpy(kept, items, sizeof *kept * count);
    if (!LIST_ADD(of->in, &of->list, (row){kept, count})) return NO_ROW;
    return kzi_table_add(of->in, &of->by_content, hash, of->list.count - 1) ? of->list.count - 1
                                                                            : NO_ROW;
}
