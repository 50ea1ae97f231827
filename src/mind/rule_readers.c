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
    uint32_t mind; /* looked into; NO_MIND.n: none */
} rule_reader;

static void note_bit(const rule_reader *r, uint64_t *rows, uint32_t row) {
    rows[(size_t)row * r->made->word_count + r->rule / 64] |= 1ull << r->rule % 64;
}

static bool looks_into_none(const rule_reader *r) {
    return r->mind == NO_MIND.n;
}

static void note_read_fact(const rule_reader *r, uint32_t fact) {
    note_bit(r, looks_into_none(r) ? r->made->of_facts : r->made->in_minds, fact);
}

static void note_reads(rule_reader *r, expression_id id);

static void note_children(rule_reader *r, const expression *e) {
    for (uint32_t i = 0; i < e->child_count; i++)
        note_reads(r, r->about->children[e->first_child + i]);
}

/* What is read beyond a mind in a mind is part of the first. */
static void note_read_mind(rule_reader *r, const expression *e) {
    if (!looks_into_none(r)) {
        note_bit(r, r->made->beyond, r->mind);
        return;
    }
    note_bit(r, r->made->of_minds, e->mind.n);
    r->mind = e->mind.n;
    note_children(r, e);
    r->mind = NO_MIND.n;
}

static void note_reads(rule_reader *r, expression_id id) {
    const grounded *about = r->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED) {
        note_read_mind(r, e);
        return;
    }
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
        e->kind == CONDITION_FACT_IS_NOT)
        note_read_fact(r, e->fact.n);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) note_read_fact(r, fact);
    }
    note_children(r, e);
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
    size_t of_facts = (size_t)about->fact_count * words,
           of_minds = (size_t)about->mind_count * words;
    *made = (rule_readers){.word_count = words,
                           .of_facts = KZI_TAKE_MANY(in, uint64_t, of_facts),
                           .in_minds = KZI_TAKE_MANY(in, uint64_t, of_facts),
                           .of_minds = KZI_TAKE_MANY(in, uint64_t, of_minds),
                           .beyond = KZI_TAKE_MANY(in, uint64_t, of_minds),
                           .first_fact = KZI_TAKE_MANY(in, uint32_t, about->packed_words + 1),
                           .fact_words = about->packed_words,
                           .mind_count = about->mind_count,
                           .facts = about->facts};
    if (in->has_failed) return false;
    find_first_facts(about, made->first_fact);
    for (uint32_t i = 0; i < about->rule_count; i++)
        note_reads(&(rule_reader){about, made, i, NO_MIND.n}, about->rules[i].condition);
    return true;
}

/* ---- asking ---- */

/* Joined by `or`: the readers of a fact; `within`: only those of them. */
static void join_readers(const rule_readers *of, const uint64_t *more, const uint64_t *within,
                         uint64_t *readers) {
    for (uint32_t i = 0; i < of->word_count; i++)
        readers[i] |= within ? more[i] & within[i] : more[i];
}

static const uint64_t *readers_in(const rule_readers *of, const uint64_t *rows, uint32_t row) {
    return rows + (size_t)row * of->word_count;
}

/* Of all facts in which the two differ, by `rows`. */
static void join_readers_of_facts(const rule_readers *of, const uint64_t *before,
                                  const uint64_t *after, const uint64_t *rows,
                                  const uint64_t *within, uint64_t *readers) {
    for (uint32_t word = 0; word < of->fact_words; word++) {
        uint64_t changed = before[word] ^ after[word];
        for (uint32_t i = of->first_fact[word]; changed && i < of->first_fact[word + 1]; i++) {
            uint64_t bits = of->facts[i].mask << of->facts[i].shift;
            if (changed & bits) join_readers(of, readers_in(of, rows, i), within, readers);
            changed &= ~bits;
        }
    }
}

/* A mind still in the making may yet differ in anything. */
static void join_readers_of_mind(const rule_readers *of, const drafts *desk, uint32_t mind,
                                 ref before, ref after, uint64_t *readers) {
    const uint64_t *into = readers_in(of, of->of_minds, mind);
    if (kzi_is_draft(before) || kzi_is_draft(after)) {
        join_readers(of, into, NULL, readers);
        return;
    }
    join_readers_of_facts(of, kzi_facts(desk, before), kzi_facts(desk, after), of->in_minds, into,
                          readers);
    join_readers(of, readers_in(of, of->beyond, mind), NULL, readers);
}

void kzi_rule_readers_of_change(const rule_readers *of, const drafts *desk, world_row before,
                                world_row after, uint64_t *readers) {
    memset(readers, 0, sizeof *readers * of->word_count);
    join_readers_of_facts(of, before.facts, after.facts, of->of_facts, NULL, readers);
    for (uint32_t i = 0; i < of->mind_count; i++) {
        if (before.minds[i].n != after.minds[i].n)
            join_readers_of_mind(of, desk, i, before.minds[i], after.minds[i], readers);
    }
}
