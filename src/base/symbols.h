/* SPDX-License-Identifier: MIT
 *
 * symbols: every name written in a world, stored once.
 *
 * In     bytes
 * Out    a symbol; equal bytes get equal symbols, numbered in order of first meeting
 * Owns   the names' texts, in the arena
 */
#ifndef KZI_SYMBOLS_H
#define KZI_SYMBOLS_H

#include "list.h"
#include "table.h"

typedef struct {
    uint32_t n; /* 0 is no name */
} symbol;

#define NO_SYMBOL ((symbol){0})

typedef struct symbols {
    arena *in;
    table by_text;
    LIST(const char *) texts; /* texts.items[symbol.n - 1] */
} symbols;

symbols kzi_symbols(arena *in);
/* NO_SYMBOL when memory ended. */
symbol kzi_symbol(symbols *of, const char *text, size_t length);
const char *kzi_symbol_text(const symbols *of, symbol name);

static inline bool kzi_is_same_symbol(symbol one, symbol other) {
    return one.n == other.n;
}

#endif
