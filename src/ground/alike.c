/* SPDX-License-Identifier: MIT
 *
 * alike: see alike.h.
 */
#include "alike.h"

#include <stdlib.h>

enum { KIND, FACT, MIND, VALUE, BEFORE_PARTS };

bool kzi_alike_begin(alike *of, const grounded *about, memory *from) {
    *of = (alike){.about = about, .in = kzi_arena(from), .turn = 1};
    of->parts = of->acts = (rows){.in = &of->in};
    of->known = KZI_TAKE_MANY(&of->in, uint64_t, (size_t)about->expression_count * ALIKE_WAYS + 1);
    of->is_read = KZI_TAKE_MANY(&of->in, bool, (size_t)about->fact_count + about->mind_count + 1);
    return of->known && of->is_read;
}

void kzi_alike_end(alike *of) {
    kzi_arena_free(&of->in);
}

void kzi_alike_after(alike *of, const swap *by) {
    of->by = by;
    of->turn++;
    of->is_unsure = false;
}

alike_as kzi_alike_fact(const grounded *about, fact_id fact) {
    return about->facts[fact.n].type == FACT_THING ? ALIKE_THING : ALIKE_NUMBER;
}

/* ---- what is a thing ---- */
static expression_id part_alike(const alike *of, const expression *e, uint32_t i) {
    return of->about->children[e->first_child + i];
}

static alike_as what_is_chosen(const alike *of, const expression *e) {
    for (uint32_t i = 0; i < of->about->thing_count; i++) {
        uint32_t fact = of->about->choices[e->number + i];
        if (fact != UINT32_MAX) return kzi_alike_fact(of->about, (fact_id){fact});
    }
    return ALIKE_EITHER;
}

static alike_as what_it_is(const alike *of, expression_id id) {
    const expression *e = &of->about->expressions[id.n];
    switch (e->kind) {
    case EXPRESSION_VALUE: return ALIKE_EITHER;
    case EXPRESSION_FACT: return kzi_alike_fact(of->about, e->fact);
    case EXPRESSION_CHOOSE: return what_is_chosen(of, e);
    case EXPRESSION_BELIEVED: return what_it_is(of, part_alike(of, e, 0));
    case EXPRESSION_WHEN: return what_it_is(of, part_alike(of, e, 1));
    default: return ALIKE_NUMBER;
    }
}

/* Two sides that are compared are of one kind. */
static alike_as what_is_compared(const alike *of, const expression *e) {
    alike_as one = what_it_is(of, part_alike(of, e, 0));
    return one == ALIKE_EITHER ? what_it_is(of, part_alike(of, e, 1)) : one;
}

static alike_as what_part_is(const alike *of, const expression *e, uint32_t i, alike_as as) {
    switch (e->kind) {
    case CONDITION_IS:
    case CONDITION_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST: return what_is_compared(of, e);
    case EXPRESSION_CHOOSE: return ALIKE_THING;
    case EXPRESSION_WHEN: return i == 1 ? as : ALIKE_NUMBER;
    case EXPRESSION_BELIEVED: return as;
    default: return ALIKE_NUMBER;
    }
}

/* ---- after the swap ---- */
static uint32_t swapped_fact(const alike *of, uint32_t fact) {
    return of->by && fact != UINT32_MAX ? of->by->facts[fact] : fact;
}

static value value_after(alike *of, value is, alike_as as) {
    if (as == ALIKE_NUMBER) return is;
    value after = (value)kzi_swapped(of->by, (thing_id){(uint32_t)is}).n;
    of->is_unsure |= as == ALIKE_EITHER && after != is;
    return after;
}

static uint32_t choices_after(alike *of, const expression *e) {
    uint32_t count = of->about->thing_count, *after = KZI_TAKE_MANY(&of->in, uint32_t, count + 1);
    if (!after) return of->has_failed = true, NO_ROW;
    for (uint32_t i = 0; i < count; i++)
        after[kzi_swapped(of->by, (thing_id){i}).n] =
            swapped_fact(of, of->about->choices[e->number + i]);
    return kzi_row(&of->parts, after, count);
}

/* ---- all of it ---- */
static int compare_numbers(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

void kzi_alike_sort(uint32_t *numbers, uint32_t count) {
    if (count) qsort(numbers, count, sizeof *numbers, compare_numbers);
}

/* Not CONDITION_IS_NOT: whoever thought the two the same and sees that they are not holds the first
 * to be unknown, and not the second (mind/surprise.c). */
static bool has_no_order(const alike *of, expression_kind kind) {
    return !of->keeps_order && (kind == CONDITION_AND || kind == CONDITION_OR ||
                                kind == EXPRESSION_PLUS || kind == CONDITION_IS);
}

static void fill_own(alike *of, const expression *e, alike_as as, uint32_t *key) {
    bool has_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                    e->kind == CONDITION_FACT_IS_NOT;
    bool enters = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    key[KIND] = (uint32_t)e->kind;
    if (has_fact) key[FACT] = swapped_fact(of, e->fact.n);
    if (enters) key[MIND] = of->by ? of->by->minds[e->mind.n] : e->mind.n;
    if (e->kind == EXPRESSION_CHOOSE) key[VALUE] = choices_after(of, e);
    if (e->kind == EXPRESSION_VALUE) key[VALUE] = (uint32_t)value_after(of, e->value, as);
    if (e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT)
        key[VALUE] = (uint32_t)value_after(of, e->value, kzi_alike_fact(of->about, e->fact));
}

/* What is nothing where its condition holds is nothing anywhere: `if … 1 else 0` has such a part,
 * and what it asks is the same after a swap, but said otherwise. */
static bool adds_nothing(const alike *of, const expression *sum, uint32_t i) {
    const expression *part = &of->about->expressions[part_alike(of, sum, i).n];
    if (sum->kind != EXPRESSION_PLUS || part->kind != EXPRESSION_WHEN) return false;
    const expression *amount = &of->about->expressions[part_alike(of, part, 1).n];
    return amount->kind == EXPRESSION_VALUE && amount->value == 0;
}

static uint32_t work_out_alike(alike *of, expression_id id, alike_as as) {
    const expression *e = &of->about->expressions[id.n];
    uint32_t count = BEFORE_PARTS,
             *key = KZI_TAKE_MANY(&of->in, uint32_t, BEFORE_PARTS + e->child_count);
    if (!key) return of->has_failed = true, NO_ROW;
    fill_own(of, e, as, key);
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (adds_nothing(of, e, i)) continue;
        key[count] = kzi_alike_number(of, part_alike(of, e, i), what_part_is(of, e, i, as));
        if (key[count++] == NO_ROW) return NO_ROW;
    }
    if (has_no_order(of, e->kind)) kzi_alike_sort(key + BEFORE_PARTS, count - BEFORE_PARTS);
    uint32_t number = kzi_row(&of->parts, key, count);
    of->has_failed |= number == NO_ROW;
    return of->is_unsure ? NO_ROW : number;
}

uint32_t kzi_alike_number(alike *of, expression_id id, alike_as as) {
    if (of->keeps_order) return work_out_alike(of, id, as);
    uint64_t *known = &of->known[(size_t)id.n * ALIKE_WAYS + as];
    if (*known >> 32 == of->turn) return (uint32_t)*known;
    uint32_t number = work_out_alike(of, id, as);
    if (number != NO_ROW) *known = (uint64_t)of->turn << 32 | number;
    return number;
}
