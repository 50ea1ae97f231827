/* SPDX-License-Identifier: MIT
 *
 * conditions: see conditions.h.
 */
#include "conditions.h"

typedef struct {
    const states *of;
    LIST(word_claim) same, differ;
    LIST(range_claim) ranges;
    LIST(expression_id) rest;
    arena *scratch;
} compiling;

static const expression *compiled_from(const compiling *c, expression_id id) {
    return &c->of->about->expressions[id.n];
}

/* How a value stands in packed facts; false when the fact can never have it. */
static bool has_code(const ground_fact *f, value wanted, uint64_t *code) {
    *code = f->mask;
    if (wanted == UNKNOWN) return true;
    if (f->type == FACT_YES_NO) return *code = (uint64_t)wanted, wanted == 0 || wanted == 1;
    if (f->type == FACT_NUMBER)
        return *code = (uint64_t)((int64_t)wanted - f->low), wanted >= f->low && wanted <= f->high;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == wanted) return *code = i, true;
    }
    return false;
}

static bool is_claim(const expression *e) {
    return e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
}

/* Claims about one word that must all be so are one claim. */
static bool joins_known(compiling *c, const word_claim *made) {
    for (uint32_t i = 0; i < c->same.count; i++) {
        word_claim *known = &c->same.items[i];
        if (known->word != made->word || known->mind != made->mind || (known->mask & made->mask))
            continue;
        known->mask |= made->mask;
        known->wanted |= made->wanted;
        return true;
    }
    return false;
}

/* False when memory ended. A fact that can never have the value: `is` never holds and `is not`
 * always does, so `*settles` when that decides it all. */
static bool compile_claim(compiling *c, const expression *e, uint32_t mind, bool is_any,
                          bool *settles) {
    const ground_fact *f = &c->of->about->facts[e->fact.n];
    bool is_same = e->kind == CONDITION_FACT_IS;
    uint64_t code;
    if (!has_code(f, e->value, &code)) {
        *settles |= is_same != is_any;
        return true;
    }
    word_claim made = {f->mask << f->shift, code << f->shift, f->word, mind};
    if (!is_same) return LIST_ADD(c->scratch, &c->differ, made);
    return (!is_any && joins_known(c, &made)) || LIST_ADD(c->scratch, &c->same, made);
}

/* A number against a fixed one. */
static bool is_range(const compiling *c, const expression *e, range_claim *made) {
    if (e->kind != CONDITION_LESS && e->kind != CONDITION_AT_MOST) return false;
    const expression *left = compiled_from(c, c->of->about->children[e->first_child]);
    const expression *right = compiled_from(c, c->of->about->children[e->first_child + 1]);
    bool is_upper = left->kind == EXPRESSION_FACT && right->kind == EXPRESSION_VALUE;
    bool is_lower = left->kind == EXPRESSION_VALUE && right->kind == EXPRESSION_FACT;
    if (!is_upper && !is_lower) return false;
    const ground_fact *f = &c->of->about->facts[(is_upper ? left : right)->fact.n];
    value bound = (is_upper ? right : left)->value;
    if (f->type != FACT_NUMBER || bound == UNKNOWN) return false;
    int64_t low = f->low, high = f->high, strict = e->kind == CONDITION_LESS;
    if (is_upper && bound - strict < high) high = bound - strict;
    if (is_lower && bound + strict > low) low = bound + strict;
    bool is_empty = low > high; /* then no code lies between 1 and 0 */
    *made = (range_claim){f->mask, is_empty ? 1 : (uint64_t)(low - f->low),
                          is_empty ? 0 : (uint64_t)(high - f->low), f->word, f->shift};
    return true;
}

static bool is_written_alike(const ground_fact *one, const ground_fact *other) {
    if (one->type != other->type || one->mask != other->mask || one->low != other->low ||
        one->value_count != other->value_count)
        return false;
    for (uint32_t i = 0; i < one->value_count; i++) {
        if (one->values[i] != other->values[i]) return false;
    }
    return true;
}

/* A fact against another that has the same values at the same places: then what is the same is
 * packed alike, unknown too. */
static bool is_pair(const compiling *c, const expression *e, range_claim *made) {
    if (e->kind != CONDITION_IS && e->kind != CONDITION_IS_NOT) return false;
    const ground_fact *facts[2];
    for (uint32_t i = 0; i < 2; i++) {
        const expression *side = compiled_from(c, c->of->about->children[e->first_child + i]);
        if (side->kind != EXPRESSION_FACT) return false;
        facts[i] = &c->of->about->facts[side->fact.n];
        made[i] =
            (range_claim){.mask = facts[i]->mask, .word = facts[i]->word, .shift = facts[i]->shift};
    }
    return is_written_alike(facts[0], facts[1]);
}

static bool keep_pair(compiling *c, const range_claim *pair, bool is_same, compiled *made) {
    range_claim *kept = KZI_TAKE_MANY(c->of->in, range_claim, 2);
    if (!kept) return false;
    kept[0] = pair[0];
    kept[1] = pair[1];
    made->kind = is_same ? COMPILED_SAME : COMPILED_DIFFER;
    made->ranges = kept;
    return true;
}

/* What a mind holds, if that is one claim; NULL if it is not. */
static const expression *believed_claim(const compiling *c, const expression *e) {
    if (e->kind != CONDITION_BELIEVES) return NULL;
    const expression *claim_in_mind = compiled_from(c, c->of->about->children[e->first_child]);
    return is_claim(claim_in_mind) ? claim_in_mind : NULL;
}

static bool compile_parts(compiling *c, const expression *of, bool *settles);

static bool compile_part(compiling *c, expression_id id, expression_kind around, bool *settles) {
    const expression *e = compiled_from(c, id), *believed = believed_claim(c, e);
    bool is_any = around == CONDITION_OR;
    range_claim range;
    if (is_claim(e)) return compile_claim(c, e, KZI_OWN_WORLD, is_any, settles);
    if (believed) return compile_claim(c, believed, e->mind.n, is_any, settles);
    if (e->kind == around) return compile_parts(c, e, settles);
    return is_range(c, e, &range) ? LIST_ADD(c->scratch, &c->ranges, range)
                                  : LIST_ADD(c->scratch, &c->rest, id);
}

/* The children of an `and` or `or`; those of the same kind within it are its own. */
static bool compile_parts(compiling *c, const expression *of, bool *settles) {
    for (uint32_t i = 0; i < of->child_count; i++) {
        if (!compile_part(c, c->of->about->children[of->first_child + i], of->kind, settles))
            return false;
    }
    return true;
}

static bool keep_compiled(compiling *c, compiled *made) {
    arena *in = c->of->in;
    made->same_count = c->same.count;
    made->claim_count = c->same.count + c->differ.count;
    made->range_count = c->ranges.count;
    made->rest_count = c->rest.count;
    word_claim *claims = KZI_TAKE_MANY(in, word_claim, made->claim_count);
    range_claim *ranges = KZI_TAKE_MANY(in, range_claim, made->range_count);
    expression_id *rest = KZI_TAKE_MANY(in, expression_id, made->rest_count);
    if (!claims || !ranges || !rest) return false;
    for (uint32_t i = 0; i < c->same.count; i++) claims[i] = c->same.items[i];
    for (uint32_t i = 0; i < c->differ.count; i++) claims[c->same.count + i] = c->differ.items[i];
    for (uint32_t i = 0; i < c->ranges.count; i++) ranges[i] = c->ranges.items[i];
    for (uint32_t i = 0; i < c->rest.count; i++) rest[i] = c->rest.items[i];
    made->claims = claims;
    made->ranges = ranges;
    made->rest = rest;
    return true;
}

static bool compile_one(compiling *c, expression_id id, compiled *made) {
    const expression *e = compiled_from(c, id);
    c->same.count = c->differ.count = c->ranges.count = c->rest.count = 0;
    bool settles = false, was_done = true;
    range_claim range, pair[2];
    if (is_pair(c, e, pair)) return keep_pair(c, pair, e->kind == CONDITION_IS, made);
    made->kind = e->kind == CONDITION_OR || e->kind == CONDITION_NO ? COMPILED_ANY : COMPILED_ALL;
    if (e->kind == CONDITION_AND || e->kind == CONDITION_OR)
        was_done = compile_parts(c, e, &settles);
    else if (is_claim(e)) was_done = compile_claim(c, e, KZI_OWN_WORLD, false, &settles);
    else if (is_range(c, e, &range)) was_done = LIST_ADD(c->scratch, &c->ranges, range);
    else if (e->kind == CONDITION_BELIEVES) {
        made->kind = COMPILED_BELIEVES;
        made->mind = (uint16_t)e->mind.n;
        was_done = LIST_ADD(c->scratch, &c->rest, c->of->about->children[e->first_child]);
    } else if (e->kind != CONDITION_YES && e->kind != CONDITION_NO) made->kind = COMPILED_TREE;
    if (settles) {
        made->kind = made->kind == COMPILED_ALL ? COMPILED_ANY : COMPILED_ALL;
        c->same.count = c->differ.count = c->ranges.count = c->rest.count = 0;
    }
    return was_done && keep_compiled(c, made);
}

void kzi_conditions_compile(states *of) {
    arena scratch = kzi_arena(of->in->from);
    compiling c = {.of = of, .scratch = &scratch};
    compiled *made = KZI_TAKE_MANY(of->in, compiled, of->about->expression_count);
    bool was_done = made != NULL;
    for (uint32_t i = 0; was_done && i < of->about->expression_count; i++)
        was_done = compile_one(&c, (expression_id){i}, &made[i]);
    kzi_arena_free(&scratch);
    of->conditions = was_done ? made : NULL;
}
