/* SPDX-License-Identifier: MIT
 *
 * bit_rows: see bit_rows.h.
 */
#include "bit_rows.h"

bool kzi_bit_rows_take(arena *in, bit_row *rows, uint32_t row_count) {
    for (uint32_t i = 0; i < row_count; i++) {
        rows[i].bits = KZI_TAKE_MANY(in, uint64_t, rows[i].words.count);
        if (!rows[i].bits) return false;
    }
    return true;
}
