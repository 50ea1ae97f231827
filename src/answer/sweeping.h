/* SPDX-License-Identifier: MIT
 *
 * sweeping: which endings are reached as one number changes, or two.
 *
 * In     ranges
 * Out    a cell for each value (or pair): endings, and whether some story stays unfinished; cells
 *        that are alike share a regime
 * Owns   the trial and the second asking under way; the rest lies in the asking's arena
 */
#ifndef KZI_SWEEPING_H
#define KZI_SWEEPING_H

#include "questions.h"

typedef struct sweep_range {
    const char *what; /* `arrival` */
    value low, high;
    value as_is; /* UNKNOWN when it is not a fact of the world's own start */
} sweep_range;

typedef struct sweep_cell {
    bool is_known;
    bool is_verified;
    bool is_impossible; /* no such change can be made, or rules go round */
    bool is_unfinished;
    uint64_t endings;
    uint32_t regime;
} sweep_cell;

typedef struct sweep_regime {
    uint64_t endings;
    bool is_unfinished;
    bool is_impossible;
    uint32_t cell_count;
} sweep_regime;

typedef struct sweeping {
    sweep_range across, down; /* `down` has one value without a second range */
    bool has_two;
    uint32_t width, height;
    sweep_cell *cells; /* row by row */
    uint32_t next, next_to_verify, verified_count;
    trial now;
    asking *again;
    LIST(sweep_regime) regimes;
} sweeping;

/* A letter for each regime. */
char kzi_sweep_letter(uint32_t regime);
/* chart.c: the same as a drawing. */
void kzi_sweep_draw(const sweeping *of, const grounded *about, writer *to);

#endif
