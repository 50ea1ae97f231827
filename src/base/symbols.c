/* SPDX-License-Identifier: MIT
 *
 * symbols: see symbols.h.
 */
#include "symbols.h"

#include <string.h>

typedef struct {
    const symbols *of;
    const char *text;
    size_t length;
} wanted;

symbols kzi_symbols(arena *in) {
    return (symbols){.in = in};
}

static bool is_same(const void *context, uint32_t number) {
    const wanted *name = context;
    const char *text = name->of->texts.items[number];
    return strlen(text) == name->length && memcmp(text, name->text, name->length) == 0;
}

symbol kzi_symbol(symbols *of, const char *text, size_t length) {
    wanted name = {of, text, length};
    uint64_t hash = kzi_hash_bytes(text, length, 0);
    uint32_t number = kzi_table_find(&of->by_text, hash, is_same, &name);
    if (number != NOT_IN_TABLE) return (symbol){number + 1};
    char *copy = kzi_arena_text(of->in, text, length);
    if (!copy || !LIST_ADD(of->in, &of->texts, copy)) return NO_SYMBOL;
    if (!kzi_table_add(of->in, &of->by_text, hash, of->texts.count - 1)) return NO_SYMBOL;
    return (symbol){of->texts.count};
}

const char *kzi_symbol_text(const symbols *of, symbol name) {
    return name.n ? of->texts.items[name.n - 1] : "";
}
