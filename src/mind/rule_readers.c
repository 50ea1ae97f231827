/* SPDX-License-Identifier: MIT
 *
 * rule_readers: see rule_readers.h.
 */
#include "rule_readers.h"

#include <string.h>

typedef struct {
    const grounded *about;
    rule_readers *made;
    uint32_t rule;
} rule_reader;

static void note_bit(const rule_reader *r, uint64_t *rows, uint32_t row) {
    rows[(size_t)row * r->made->word_count + r->rule / 64] |= 1ull << r->rule % 64;
}

/* What is read beyond a mind is part of that mind. */
static void note_reads(const rule_reader *r, expression_id id) {
    const grounded *about = r->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED) {
        note_bit(r, r->made->of_minds, e->mind.n);
        return;
    }
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        note_bit(r, r->made->of_facts, e->fact.n);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) note_bit(r, r->made->of_facts, fact);
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        note_reads(r, about->children[e->first_child + i]);
}

/* Facts are packed in order (packing.h). */
static void find_first_facts(const grounded *about, uint32_t *first_fact) {
    uint32_t fact = 0;
    for (uint32_t word = 0; word < about->packed_words; word++) {
        first_fact[word] = fact;
        while (fact < about->fact_count && about->facts[fact].word == word) fact++;
    }
    first_fact[about->packed_words] = about->fact_count;
}

bool kzi_rule_readers_build(arena *in, rule_readers *made, const grounded *about) {
    uint32_t words = (about->rule_count + 63) / 64;
    *made =
        (rule_readers){.word_count = words,
                       .of_facts = KZI_TAKE_MANY(in, uint64_t, (size_t)about->fact_count * words),
                       .of_minds = KZI_TAKE_MANY(in, uint64_t, (size_t)about->mind_count * words),
                       .first_fact = KZI_TAKE_MANY(in, uint32_t, about->packed_words + 1),
                       .fact_words = about->packed_words,
                       .mind_count = about->mind_count,
                       .facts = about->facts};
    if (!made->of_facts || !made->of_minds || !made->first_fact) return false;
    find_first_facts(about, made->first_fact);
    for (uint32_t i = 0; i < about->rule_count; i++)
        note_reads(&(rule_reader){about, made, i}, about->rules[i].condition);
    return true;
}

static void join_readers(const rule_readers *of, const uint64_t *rows, uint32_t row,
                         uint64_t *readers) {
    const uint64_t *more = rows + (size_t)row * of->word_count;
    for (uint32_t i = 0; i < of->word_count; i++) readers[i] |= more[i];
}

bool kzi_rule_readers_of_change(const rule_readers *of, world_row before, world_row after,
                                uint64_t *readers) {
    memset(readers, 0, sizeof *readers * of->word_count);
    for (uint32_t word = 0; word < of->fact_words; word++) {
        uint64_t changed = before.facts[word] ^ after.facts[word];
        for (uint32_t i = of->first_fact[word]; changed && i < of->first_fact[word + 1]; i++) {
            uint64_t bits = of->facts[i].mask << of->facts[i].shift;
            if (changed & bits) join_readers(of, of->of_facts, i, readers);
            changed &= ~bits;
        }
    }
    for (uint32_t i = 0; i < of->mind_count; i++) {
        if (before.minds[i].n != after.minds[i].n) join_readers(of, of->of_minds, i, readers);
    }
    for (uint32_t i = 0; i < of->word_count; i++) {
        if (readers[i]) return true;
    }
    return false;
}
