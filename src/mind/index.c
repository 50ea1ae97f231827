/* SPDX-License-Identifier: MIT
 *
 * index: see index.h. Only claims that a condition needs whatever else holds are used (those joined
 * by `and` at its top), and only facts of few values: a number without end has no row.
 */
#include "index.h"

#include <string.h>

#define MOST_VALUES_IN_ROW 256u

static uint32_t code_count(const ground_fact *f) {
    if (f->type == FACT_YES_NO) return 2;
    if (f->type == FACT_WORD || f->type == FACT_THING) return f->value_count;
    return (uint32_t)((int64_t)f->high - f->low + 1);
}

static value value_of_code(const ground_fact *f, uint32_t code) {
    if (code == code_count(f)) return UNKNOWN;
    if (f->type == FACT_YES_NO) return (value)code;
    if (f->type == FACT_NUMBER) return (value)code + f->low;
    return f->values[code];
}

static bool has_row(const ground_fact *f) {
    return f->type != FACT_NUMBER || (int64_t)f->high - f->low + 1 <= MOST_VALUES_IN_ROW;
}

/* While it is built. */
typedef struct {
    act_index *made;
    arena *in;
    uint32_t *number_of_row; /* by fact, from 1; 0: no row */
    uint64_t *too_wide;      /* by word of facts: bits of numbers too wide for a row */
} index_work;

static fact_row *row_of(const index_work *w, fact_id fact) {
    uint32_t number = w->number_of_row[fact.n];
    return number ? &w->made->rows.items[number - 1] : NULL;
}

/* Room for its rows comes later, when it is known how wide they are. */
static bool note_row(index_work *w, uint32_t act, const expression *e) {
    fact_row *row = row_of(w, e->fact);
    if (row) {
        kzi_span_reach(&row->words, act);
        return true;
    }
    fact_row made = {.fact = e->fact,
                     .value_count = code_count(&w->made->about->facts[e->fact.n]) + 1};
    kzi_span_reach(&made.words, act);
    if (!LIST_ADD(w->in, &w->made->rows, made)) return false;
    w->number_of_row[e->fact.n] = w->made->rows.count;
    return true;
}

static bool fill_row(index_work *w, uint32_t act, const expression *e) {
    const fact_row *row = row_of(w, e->fact);
    const ground_fact *f = &w->made->about->facts[e->fact.n];
    for (uint32_t code = 0; code < row->value_count; code++) {
        bool is_same = value_of_code(f, code) == e->value;
        if (is_same == (e->kind == CONDITION_FACT_IS)) continue;
        row->allowed[(size_t)code * row->words.count + act / 64 - row->words.first] &=
            ~(1ull << act % 64);
    }
    return true;
}

/* What a claim of an act is taken for; false when memory ended. */
typedef bool (*index_use)(index_work *w, uint32_t act, const expression *claim);

static bool index_claim(index_work *w, uint32_t act, const expression *e, index_use use) {
    bool is_claim = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
    return !is_claim || !has_row(&w->made->about->facts[e->fact.n]) || use(w, act, e);
}

static bool index_act(index_work *w, const ground_act *act, uint32_t number, index_use use) {
    const grounded *about = w->made->about;
    if (act->is_attempt) return true; /* judged in its actors' minds, not here */
    const expression *e = &about->expressions[act->condition.n];
    if (e->kind != CONDITION_AND) return index_claim(w, number, e, use);
    for (uint32_t i = 0; i < e->child_count; i++) {
        expression_id child = about->children[e->first_child + i];
        if (!index_claim(w, number, &about->expressions[child.n], use)) return false;
    }
    return true;
}

static bool index_all(index_work *w, const ground_act *acts, index_use use) {
    for (uint32_t i = 0; i < w->made->act_count; i++) {
        if (!index_act(w, &acts[i], i, use)) return false;
    }
    return true;
}

static bool take_rows(index_work *w) {
    for (uint32_t i = 0; i < w->made->rows.count; i++) {
        fact_row *row = &w->made->rows.items[i];
        size_t words = (size_t)row->value_count * row->words.count;
        row->allowed = KZI_TAKE_MANY(w->in, uint64_t, words);
        if (!row->allowed) return false;
        memset(row->allowed, 0xff, words * sizeof *row->allowed);
    }
    return true;
}

static bool begin_index(index_work *w) {
    const grounded *about = w->made->about;
    w->number_of_row = KZI_TAKE_MANY(w->in, uint32_t, about->fact_count + 1);
    w->too_wide = KZI_TAKE_MANY(w->in, uint64_t, about->packed_words + 1);
    if (!w->number_of_row || !w->too_wide) return false;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        if (!has_row(f)) w->too_wide[f->word] |= f->mask << f->shift;
    }
    return true;
}

/* ---- what is left to ask of an act that the rows let through ---- */
static bool is_whole_in_rows(const grounded *about, const ground_act *act) {
    const expression *e = &about->expressions[act->condition.n];
    if (act->is_attempt) return false;
    for (uint32_t i = 0; e->kind == CONDITION_AND && i < e->child_count; i++) {
        if (about->expressions[about->children[e->first_child + i].n].kind == CONDITION_AND)
            return false; /* claims further in have no row */
    }
    return true;
}

static bool is_asked_by_rows(const index_work *w, const word_claim *c) {
    return c->mind == KZI_OWN_WORLD && !(w->too_wide[c->word] & c->mask);
}

static bool leave_over(const index_work *w, const states *of, const ground_act *act,
                       compiled *made) {
    const compiled *whole = &of->conditions[act->condition.n];
    *made = *whole;
    if (whole->kind != COMPILED_ALL || !is_whole_in_rows(of->about, act)) return true;
    word_claim *claims = KZI_TAKE_MANY(w->in, word_claim, whole->claim_count);
    if (!claims) return false;
    made->claims = claims;
    made->claim_count = made->same_count = 0;
    for (uint32_t i = 0; i < whole->claim_count; i++) {
        if (is_asked_by_rows(w, &whole->claims[i])) continue;
        claims[made->claim_count++] = whole->claims[i];
        made->same_count += i < whole->same_count;
    }
    return true;
}

bool kzi_index_build(arena *in, act_index *made, const states *of, const ground_act *acts,
                     uint32_t act_count) {
    compiled *left = KZI_TAKE_MANY(in, compiled, act_count);
    *made = (act_index){.about = of->about,
                        .act_count = act_count,
                        .word_count = (act_count + 63) / 64,
                        .left = left};
    index_work w = {.made = made, .in = in};
    if (!of->conditions || !left || !begin_index(&w) || !index_all(&w, acts, note_row) ||
        !take_rows(&w))
        return false;
    index_all(&w, acts, fill_row);
    for (uint32_t i = 0; i < act_count; i++) {
        if (!leave_over(&w, of, &acts[i], &left[i])) return false;
    }
    return true;
}

static uint32_t packed_code(const ground_fact *f, const uint64_t *facts) {
    uint64_t code = facts[f->word] >> f->shift & f->mask;
    return code == f->mask ? code_count(f) : (uint32_t)code;
}

void kzi_index_ask(const act_index *index, const uint64_t *facts, uint64_t *may_be) {
    for (uint32_t i = 0; i < index->word_count; i++) {
        uint32_t left = index->act_count - i * 64;
        may_be[i] = left >= 64 ? ~0ull : (1ull << left) - 1;
    }
    for (uint32_t i = 0; i < index->rows.count; i++) {
        const fact_row *row = &index->rows.items[i];
        uint32_t code = packed_code(&index->about->facts[row->fact.n], facts);
        const uint64_t *allowed = row->allowed + (size_t)code * row->words.count;
        uint64_t *to = may_be + row->words.first;
        for (uint32_t j = 0; j < row->words.count; j++) to[j] &= allowed[j];
    }
}
