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

static fact_row *row_of(arena *in, act_index *made, fact_id fact) {
    for (uint32_t i = 0; i < made->rows.count; i++) {
        if (made->rows.items[i].fact.n == fact.n) return &made->rows.items[i];
    }
    fact_row row = {.fact = fact, .value_count = code_count(&made->about->facts[fact.n]) + 1};
    size_t words = (size_t)row.value_count * made->word_count;
    row.allowed = KZI_TAKE_MANY(in, uint64_t, words);
    if (!row.allowed) return NULL;
    memset(row.allowed, 0xff, words * sizeof *row.allowed);
    if (!LIST_ADD(in, &made->rows, row)) return NULL;
    return &made->rows.items[made->rows.count - 1];
}

static bool index_claim(arena *in, act_index *made, uint32_t act, const expression *e) {
    if (e->kind != CONDITION_FACT_IS && e->kind != CONDITION_FACT_IS_NOT) return true;
    const ground_fact *f = &made->about->facts[e->fact.n];
    if (!has_row(f)) return true;
    fact_row *row = row_of(in, made, e->fact);
    if (!row) return false;
    for (uint32_t code = 0; code < row->value_count; code++) {
        bool is_same = value_of_code(f, code) == e->value;
        if (is_same == (e->kind == CONDITION_FACT_IS)) continue;
        row->allowed[(size_t)code * made->word_count + act / 64] &= ~(1ull << act % 64);
    }
    return true;
}

static bool index_act(arena *in, act_index *made, const ground_act *act, uint32_t number) {
    if (act->is_attempt) return true; /* judged in its actors' minds, not here */
    const expression *e = &made->about->expressions[act->condition.n];
    if (e->kind != CONDITION_AND) return index_claim(in, made, number, e);
    for (uint32_t i = 0; i < e->child_count; i++) {
        expression_id child = made->about->children[e->first_child + i];
        if (!index_claim(in, made, number, &made->about->expressions[child.n])) return false;
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

static bool is_asked_by_rows(const grounded *about, const word_claim *c) {
    if (c->mind != KZI_OWN_WORLD) return false;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        if (f->word == c->word && (f->mask << f->shift & c->mask) && !has_row(f)) return false;
    }
    return true;
}

static bool leave_over(arena *in, const states *of, const ground_act *act, compiled *made) {
    const compiled *whole = &of->conditions[act->condition.n];
    *made = *whole;
    if (whole->kind != COMPILED_ALL || !is_whole_in_rows(of->about, act)) return true;
    word_claim *claims = KZI_TAKE_MANY(in, word_claim, whole->claim_count);
    if (!claims) return false;
    made->claims = claims;
    made->claim_count = made->same_count = 0;
    for (uint32_t i = 0; i < whole->claim_count; i++) {
        if (is_asked_by_rows(of->about, &whole->claims[i])) continue;
        claims[made->claim_count++] = whole->claims[i];
        made->same_count += i < whole->same_count;
    }
    return true;
}

bool kzi_index_build(arena *in, act_index *made, const states *of, const ground_act *acts,
                     uint32_t act_count) {
    const grounded *about = of->about;
    compiled *left = KZI_TAKE_MANY(in, compiled, act_count);
    if (!of->conditions || !left) return false;
    *made =
        (act_index){.about = about, .act_count = act_count, .word_count = (act_count + 63) / 64};
    for (uint32_t i = 0; i < act_count; i++) {
        if (!index_act(in, made, &acts[i], i) || !leave_over(in, of, &acts[i], &left[i]))
            return false;
    }
    made->left = left;
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
        const uint64_t *allowed = row->allowed + (size_t)code * index->word_count;
        for (uint32_t j = 0; j < index->word_count; j++) may_be[j] &= allowed[j];
    }
}
