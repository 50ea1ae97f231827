/* SPDX-License-Identifier: MIT
 *
 * rows: short rows of numbers, each stored once.
 *
 * In     a row
 * Out    its number; equal rows get equal numbers
 * Owns   the rows, in the arena
 */
#ifndef KZI_ROWS_H
#define KZI_ROWS_H

#include "list.h"
#include "table.h"

typedef struct row {
    const uint32_t *items;
    uint32_t count;
} row;

typedef struct rows {
    arena *in;
    LIST(row) list;
    table by_content;
} rows;

#define NO_ROW UINT32_MAX

/* NO_ROW when memory ended. */
uint32_t kzi_row(rows *of, const uint32_t *items, uint32_t count);

#endif
