/* SPDX-License-Identifier: MIT
 *
 * alike: expressions that say the same have the same number, in whatever order their parts stand,
 * and so have acts that do the same; also as they would read after a swap of two things.
 *
 * In     expressions, acts and rules of a grounded world
 * Out    numbers to be compared: of expressions (alike.c), of acts and rules (alike_acts.c)
 * Owns   them, in an arena of its own, until kzi_alike_end
 */
#ifndef KZI_ALIKE_H
#define KZI_ALIKE_H

#include "../base/rows.h"
#include "twins.h"

/* What a bare value in an expression is. */
typedef enum alike_as { ALIKE_NUMBER, ALIKE_THING, ALIKE_EITHER, ALIKE_WAYS } alike_as;

typedef struct alike {
    const grounded *about;
    arena in;
    rows parts, acts;
    const swap *by;  /* NULL: as they stand */
    uint64_t *known; /* by expression and what a value is: the turn it was asked in, its number */
    uint32_t turn;
    LIST(uint32_t) row; /* of an act, being put together */
    bool *is_read;      /* by fact, then by mind */
    bool keeps_order;   /* parts in another order say something else */
    bool is_unsure;     /* a value might be one of the two things, or a number */
    bool has_failed;    /* memory ended */
} alike;

/* False when memory ended; it is to be ended then, too. */
bool kzi_alike_begin(alike *of, const grounded *about, memory *from);
void kzi_alike_end(alike *of);
/* From here on as they would read after the swap; NULL: as they stand. */
void kzi_alike_after(alike *of, const swap *by);
/* NO_ROW where that is unsure or memory ended. */
uint32_t kzi_alike_number(alike *of, expression_id id, alike_as as);
/* Of an act or rule; NO_ROW likewise. */
uint32_t kzi_alike_act(alike *of, const ground_act *what);
/* As what is said of the fact. */
alike_as kzi_alike_fact(const grounded *about, fact_id fact);
/* Ascending. */
void kzi_alike_sort(uint32_t *numbers, uint32_t count);

#endif
