/* SPDX-License-Identifier: MIT
 *
 * claims: see claims.h.
 */
#include "claims.h"

static bool add_claim(bare_claims *to, const grounded *about, expression_id id, bool is_in_minds,
                      arena *in) {
    const expression *e = &about->expressions[id.n];
    bare_claim made = {.is_in_minds = is_in_minds, .other = id};
    switch (e->kind) {
    case CONDITION_YES: return true;
    case CONDITION_AND:
        for (uint32_t i = 0; i < e->child_count; i++) {
            if (!add_claim(to, about, about->children[e->first_child + i], is_in_minds, in))
                return false;
        }
        return true;
    case CONDITION_BELIEVES: return add_claim(to, about, about->children[e->first_child], true, in);
    case CONDITION_FACT_IS:
    case CONDITION_FACT_IS_NOT:
        made.fact = e->fact.n;
        made.is_not = e->kind == CONDITION_FACT_IS_NOT;
        made.is_number = about->facts[e->fact.n].type == FACT_NUMBER && e->value != UNKNOWN;
        made.number = e->value;
        made.bit = e->value == UNKNOWN ? KZI_UNKNOWN_CODE : kzi_set_bit_of_claim(about, e);
        made.is_other =
            made.is_not; /* rare, and what is so in no other way is best asked in one place */
        break;
    default: made.is_other = true;
    }
    return LIST_ADD(in, &to->list, made);
}

bool kzi_claims_of(bare_claims *made, const grounded *about, const ground_act *acts, uint32_t count,
                   arena *in) {
    *made = (bare_claims){.first = KZI_TAKE_MANY(in, uint32_t, count + 1),
                          .failed = KZI_TAKE_MANY(in, uint32_t, count + 1)};
    if (!made->first || !made->failed) return false;
    for (uint32_t i = 0; i < count; i++) {
        made->first[i] = made->list.count;
        if (!add_claim(made, about, acts[i].condition, false, in)) return false;
    }
    made->first[count] = made->list.count;
    return true;
}

static bool might_be(const bare_claim *c, looking at) {
    if (c->is_other) {
        looking where = c->is_in_minds ? (looking){at.about, at.bit_asked, at.minds, at.minds} : at;
        return kzi_sets_might_hold(where, c->other);
    }
    const value_set *set = c->is_in_minds ? &at.minds[c->fact] : &at.world[c->fact];
    return c->is_number ? set->low <= c->number && c->number <= set->high
                        : (set->codes & c->bit) != 0;
}

static bool all_might_be(bare_claims *of, uint32_t number, looking at, bool are_other) {
    for (uint32_t i = of->first[number]; i < of->first[number + 1]; i++) {
        const bare_claim *c = &of->list.items[i];
        if (c->is_other != are_other || might_be(c, at)) continue;
        of->failed[number] = i;
        return false;
    }
    return true;
}

bool kzi_claims_might_hold(bare_claims *of, uint32_t number, looking at) {
    uint32_t first = of->first[number], failed = of->failed[number];
    if (failed > first && !might_be(&of->list.items[failed], at)) return false;
    return all_might_be(of, number, at, false) && all_might_be(of, number, at, true);
}

static bool must_be_so(const bare_claim *c, looking at) {
    looking where = c->is_in_minds ? (looking){at.about, at.bit_asked, at.minds, at.minds} : at;
    bool is_word = !c->is_other && !c->is_number && c->bit != KZI_UNKNOWN_CODE &&
                   c->bit != 1ull << (KZI_MOST_SET_BITS - 1);
    return is_word ? where.world[c->fact].codes == c->bit : kzi_sets_surely_hold(where, c->other);
}

bool kzi_claims_surely_hold(const bare_claims *of, uint32_t number, looking at) {
    for (uint32_t i = of->first[number]; i < of->first[number + 1]; i++) {
        if (!must_be_so(&of->list.items[i], at)) return false;
    }
    return true;
}
