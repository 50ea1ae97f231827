/* SPDX-License-Identifier: MIT
 *
 * sets: see sets.h.
 */
#include "sets.h"

#include "../base/never.h"

#define MOST_CODES (KZI_MOST_SET_BITS - 1)
#define ENDLESS    (2 * (int64_t)MOST_OF_ENDLESS)

/* ---- sets ---- */
uint64_t kzi_set_bit(uint64_t code) {
    return code < MOST_CODES ? 1ull << code
                             : 1ull << MOST_CODES; /* what has more values shares the last bit */
}

static uint64_t set_code(const ground_fact *f, value v) {
    if (f->type == FACT_YES_NO) return v != 0;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == v) return i;
    }
    return MOST_CODES + 1;
}

void kzi_set_add_code(value_set *to, const ground_fact *f, uint64_t code) {
    if (code == f->mask) {
        to->codes |= KZI_UNKNOWN_CODE;
    } else if (f->type == FACT_NUMBER) {
        value v = (value)((int64_t)code + f->low);
        if (v < to->low) to->low = v;
        if (v > to->high) to->high = v;
    } else {
        to->codes |= kzi_set_bit(code);
    }
}

uint64_t kzi_set_bit_of_claim(const grounded *about, const expression *e) {
    if (e->value == UNKNOWN) return 0;
    uint64_t code = set_code(&about->facts[e->fact.n], e->value);
    return code > MOST_CODES ? 0 : kzi_set_bit(code);
}

static value kept_inside(const ground_fact *f, int64_t v) {
    return (value)(v < f->low ? f->low : v > f->high ? f->high : v);
}

value_set kzi_set_of_range(const ground_fact *f, sum_range what) {
    value_set made = KZI_NOTHING;
    if (what.may_be_unknown) made.codes |= KZI_UNKNOWN_CODE;
    if (f->type == FACT_NUMBER && what.low <= what.high) {
        made.low = kept_inside(f, what.low);
        made.high = kept_inside(f, what.high);
    } else if (f->type == FACT_YES_NO) {
        if (what.low <= 0 && what.high >= 0) made.codes |= kzi_set_bit(0);
        if (what.low <= what.high && (what.low != 0 || what.high != 0))
            made.codes |= kzi_set_bit(1);
    } else if (f->type != FACT_NUMBER) {
        bool is_one = what.low == what.high;
        for (uint32_t i = 0; i < f->value_count; i++) {
            if (f->values[i] >= what.low && f->values[i] <= what.high) made.codes |= kzi_set_bit(i);
        }
        if (!is_one || made.codes == 0)
            made.codes |= KZI_UNKNOWN_CODE; /* a value it cannot take becomes unknown */
    }
    return made;
}

/* ---- sums over sets: the least and the greatest they may come to ---- */
static const sum_range NO_RANGE = {1, 0, false};

sum_range kzi_ranges_joined(sum_range a, sum_range b) {
    sum_range made = {a.low, a.high, a.may_be_unknown || b.may_be_unknown};
    if (a.low > a.high) made.low = b.low, made.high = b.high;
    else if (b.low <= b.high) {
        if (b.low < made.low) made.low = b.low;
        if (b.high > made.high) made.high = b.high;
    }
    return made;
}

sum_range kzi_range_of_set(const ground_fact *f, const value_set *set) {
    sum_range made = {set->low, set->high, (set->codes & KZI_UNKNOWN_CODE) != 0};
    if (f->type == FACT_NUMBER) return made;
    made.low = 1, made.high = 0;
    uint32_t count = f->type == FACT_YES_NO ? 2 : f->value_count;
    for (uint32_t i = 0; i < count; i++) {
        if (!(set->codes & kzi_set_bit(i))) continue;
        int64_t v = f->type == FACT_YES_NO ? (int64_t)i : f->values[i];
        made = kzi_ranges_joined(made, (sum_range){v, v, false});
    }
    return made;
}

static looking into_minds(looking at) {
    return (looking){at.about, at.bit_asked, at.minds, at.minds};
}

static expression_id set_of_part(looking at, const expression *e, uint32_t i) {
    return at.about->children[e->first_child + i];
}

int64_t kzi_range_bounded(int64_t sum) {
    return sum > ENDLESS ? ENDLESS : sum < -ENDLESS ? -ENDLESS : sum;
}

static sum_range range_of_plus(looking at, const expression *e) {
    sum_range made = {0, 0, false};
    for (uint32_t i = 0; i < e->child_count; i++) {
        sum_range part = kzi_sets_range(at, set_of_part(at, e, i));
        made.may_be_unknown |= part.may_be_unknown;
        if (part.low > part.high || made.low > made.high) made.low = 1, made.high = 0;
        else
            made.low = kzi_range_bounded(made.low + part.low),
            made.high = kzi_range_bounded(made.high + part.high);
    }
    return made;
}

static sum_range range_of_product(sum_range a, sum_range b) {
    int64_t ends[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    sum_range made = {ends[0], ends[0], false};
    for (int i = 1; i < 4; i++)
        made = kzi_ranges_joined(made, (sum_range){ends[i], ends[i], false});
    return (sum_range){kzi_range_bounded(made.low), kzi_range_bounded(made.high), false};
}

static int64_t kept_to_scale(looking at, int64_t product, bool rounds_up) {
    int64_t scale = at.about->scale > 1 ? at.about->scale : 1;
    return scale == 1 ? product : product / scale + (rounds_up ? 1 : -1);
}

static sum_range range_of_two(looking at, const expression *e) {
    sum_range a = kzi_sets_range(at, set_of_part(at, e, 0)),
              b = kzi_sets_range(at, set_of_part(at, e, 1)), made = NO_RANGE;
    if (a.low <= a.high && b.low <= b.high) {
        if (e->kind == EXPRESSION_MINUS)
            made = (sum_range){kzi_range_bounded(a.low - b.high), kzi_range_bounded(a.high - b.low),
                               false};
        else
            made = range_of_product(a, b), made.low = kept_to_scale(at, made.low, false),
            made.high = kept_to_scale(at, made.high, true);
    }
    made.may_be_unknown = a.may_be_unknown || b.may_be_unknown;
    return made;
}

static sum_range range_of_when(looking at, const expression *e) {
    expression_id condition = set_of_part(at, e, 0);
    sum_range made = NO_RANGE;
    if (kzi_sets_might_hold(at, condition)) made = kzi_sets_range(at, set_of_part(at, e, 1));
    return kzi_sets_surely_hold(at, condition) ? made
                                               : kzi_ranges_joined(made, (sum_range){0, 0, false});
}

static sum_range range_of_choice(looking at, const expression *e) {
    const grounded *about = at.about;
    sum_range things = kzi_sets_range(at, set_of_part(at, e, 0)), made = NO_RANGE;
    made.may_be_unknown = things.may_be_unknown;
    for (int64_t i = things.low; i <= things.high && i < about->thing_count; i++) {
        uint32_t fact = i < 0 ? UINT32_MAX : about->choices[e->number + (uint32_t)i];
        if (fact == UINT32_MAX) made.may_be_unknown = true;
        else made = kzi_ranges_joined(made, kzi_range_of_set(&about->facts[fact], &at.world[fact]));
    }
    return made;
}

sum_range kzi_sets_range(looking at, expression_id sum) {
    const expression *e = &at.about->expressions[sum.n];
    switch (e->kind) {
    case EXPRESSION_VALUE:
        return e->value == UNKNOWN ? (sum_range){1, 0, true}
                                   : (sum_range){e->value, e->value, false};
    case EXPRESSION_FACT:
        return kzi_range_of_set(&at.about->facts[e->fact.n], &at.world[e->fact.n]);
    case EXPRESSION_CHOOSE: return range_of_choice(at, e);
    case EXPRESSION_PLUS: return range_of_plus(at, e);
    case EXPRESSION_MINUS:
    case EXPRESSION_TIMES: return range_of_two(at, e);
    case EXPRESSION_WHEN: return range_of_when(at, e);
    case EXPRESSION_BELIEVED: return kzi_sets_range(into_minds(at), set_of_part(at, e, 0));
    case EXPRESSION_DIVIDED: return (sum_range){-ENDLESS, ENDLESS, true};
    default:
        return (sum_range){!kzi_sets_surely_hold(at, sum) ? 0 : 1,
                           kzi_sets_might_hold(at, sum) ? 1 : 0, false};
    }
}

/* ---- conditions over sets ---- */

/* 0 when the fact cannot have the value. */
static uint64_t bit_of_claim(looking at, const expression *e) {
    return at.bit_asked[e - at.about->expressions];
}

static bool may_be(looking at, const expression *e) {
    const value_set *set = &at.world[e->fact.n];
    const ground_fact *f = &at.about->facts[e->fact.n];
    if (e->value == UNKNOWN) return (set->codes & KZI_UNKNOWN_CODE) != 0;
    if (f->type == FACT_NUMBER) return set->low <= e->value && e->value <= set->high;
    return (set->codes & bit_of_claim(at, e)) != 0;
}

/* Is there no other value? */
static bool must_be(looking at, const expression *e) {
    const value_set *set = &at.world[e->fact.n];
    const ground_fact *f = &at.about->facts[e->fact.n];
    bool is_number = f->type == FACT_NUMBER;
    if (e->value == UNKNOWN)
        return set->codes == KZI_UNKNOWN_CODE && (!is_number || set->low > set->high);
    if (is_number) return set->codes == 0 && set->low == e->value && set->high == e->value;
    uint64_t bit = bit_of_claim(at, e);
    return bit != 1ull << MOST_CODES && set->codes == bit;
}

typedef enum { MAY, MUST } certainty;

static bool compare_ranges(sum_range a, sum_range b, expression_kind kind, certainty how) {
    bool are_known = a.low <= a.high && b.low <= b.high;
    bool is_same_point = are_known && a.low == a.high && b.low == b.high && a.low == b.low &&
                         !a.may_be_unknown && !b.may_be_unknown;
    bool overlaps = are_known && a.low <= b.high && b.low <= a.high;
    bool may_be_equal = overlaps || (a.may_be_unknown && b.may_be_unknown);
    bool is_sure = !a.may_be_unknown && !b.may_be_unknown && are_known;
    switch (kind) {
    case CONDITION_IS: return how == MAY ? may_be_equal : is_same_point;
    case CONDITION_IS_NOT: return how == MAY ? !is_same_point : !may_be_equal;
    case CONDITION_LESS:
        return how == MAY ? are_known && a.low < b.high : is_sure && a.high < b.low;
    default:
        return how == MAY ? may_be_equal || (are_known && a.low <= b.high)
                          : is_sure && a.high <= b.low;
    }
}

static bool holds_for(looking at, expression_id condition, certainty how);

static bool parts_hold(looking at, const expression *e, certainty how, bool all) {
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (holds_for(at, set_of_part(at, e, i), how) != all) return !all;
    }
    return all;
}

static bool holds_for(looking at, expression_id condition, certainty how) {
    const expression *e = &at.about->expressions[condition.n];
    switch (e->kind) {
    case CONDITION_YES: return true;
    case CONDITION_NO: return false;
    case CONDITION_AND: return parts_hold(at, e, how, true);
    case CONDITION_OR: return parts_hold(at, e, how, false);
    case CONDITION_FACT_IS: return how == MAY ? may_be(at, e) : must_be(at, e);
    case CONDITION_FACT_IS_NOT: return how == MAY ? !must_be(at, e) : !may_be(at, e);
    case CONDITION_IS:
    case CONDITION_IS_NOT:
    case CONDITION_LESS:
    case CONDITION_AT_MOST:
        return compare_ranges(kzi_sets_range(at, set_of_part(at, e, 0)),
                              kzi_sets_range(at, set_of_part(at, e, 1)), e->kind, how);
    case CONDITION_BELIEVES: return holds_for(into_minds(at), set_of_part(at, e, 0), how);
    default: kzi_never("a sum was asked as a condition"); return true;
    }
}

bool kzi_sets_might_hold(looking at, expression_id condition) {
    return holds_for(at, condition, MAY);
}

bool kzi_sets_surely_hold(looking at, expression_id condition) {
    return holds_for(at, condition, MUST);
}
