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
    *made = (bare_claims){.first = KZI_TAKE_MANY(in, uint32_t, count + 1)};
    if (!made->first) return false;
    for (uint32_t i = 0; i < count; i++) {
        made->first[i] = made->list.count;
        if (!add_claim(made, about, acts[i].condition, false, in)) return false;
    }
    made->first[count] = made->list.count;
    return true;
}

static bool might_be(const bare_claim *c, looking at) {
    const value_set *set = c->is_in_minds ? &at.minds[c->fact] : &at.world[c->fact];
    return c->is_number ? set->low <= c->number && c->number <= set->high
                        : (set->codes & c->bit) != 0;
}

bool kzi_claims_might_hold(const bare_claims *of, uint32_t number, looking at) {
    uint32_t end = of->first[number + 1];
    for (uint32_t i = of->first[number]; i < end; i++) {
        const bare_claim *c = &of->list.items[i];
        if (!c->is_other && !might_be(c, at)) return false;
    }
    for (uint32_t i = of->first[number]; i < end; i++) {
        const bare_claim *c = &of->list.items[i];
        looking where = c->is_in_minds ? (looking){at.about, at.bit_asked, at.minds, at.minds} : at;
        if (c->is_other && !kzi_sets_might_hold(where, c->other)) return false;
    }
    return true;
}
