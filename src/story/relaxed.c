/* SPDX-License-Identifier: MIT
 *
 * relaxed: see relaxed.h.
 */
#include "relaxed.h"

#include "../base/never.h"

#include <string.h>

#define UNKNOWN_CODE (1ull << 63)
#define MOST_CODES   62u
#define ENDLESS      (2 * (int64_t)MOST_OF_ENDLESS)

/* ---- sets ---- */
static uint64_t bit_of_code(uint64_t code) {
    return code < MOST_CODES ? 1ull << code : 1ull << MOST_CODES; /* what has more values shares the last bit */
}

static uint64_t relaxed_code(const ground_fact *f, value v) {
    if (f->type == FACT_YES_NO) return v != 0;
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == v) return i;
    }
    return MOST_CODES + 1;
}

static const value_set NOTHING = {0, MOST_OF_ENDLESS, -MOST_OF_ENDLESS};

static void add_value(value_set *to, const ground_fact *f, value v) {
    if (v == UNKNOWN) {
        to->codes |= UNKNOWN_CODE;
    } else if (f->type == FACT_NUMBER) {
        if (v < to->low) to->low = v;
        if (v > to->high) to->high = v;
    } else {
        uint64_t code = relaxed_code(f, v);
        to->codes |= code > MOST_CODES ? UNKNOWN_CODE : bit_of_code(code);
    }
}

static bool add_set(value_set *to, const value_set *from) {
    value_set before = *to;
    to->codes |= from->codes;
    if (from->low < to->low) to->low = from->low;
    if (from->high > to->high) to->high = from->high;
    return before.codes != to->codes || before.low != to->low || before.high != to->high;
}

/* ---- sums over sets: the least and the greatest they may come to ---- */
typedef struct {
    int64_t low, high; /* low > high: no known value */
    bool may_be_unknown;
} sum_range;

static const sum_range NO_RANGE = {1, 0, false};

static sum_range joined_ranges(sum_range a, sum_range b) {
    sum_range made = {a.low, a.high, a.may_be_unknown || b.may_be_unknown};
    if (a.low > a.high) made.low = b.low, made.high = b.high;
    else if (b.low <= b.high) {
        if (b.low < made.low) made.low = b.low;
        if (b.high > made.high) made.high = b.high;
    }
    return made;
}

static sum_range range_of_set(const ground_fact *f, const value_set *set) {
    sum_range made = {set->low, set->high, (set->codes & UNKNOWN_CODE) != 0};
    if (f->type == FACT_NUMBER) return made;
    made.low = 1, made.high = 0;
    uint32_t count = f->type == FACT_YES_NO ? 2 : f->value_count;
    for (uint32_t i = 0; i < count; i++) {
        if (!(set->codes & bit_of_code(i))) continue;
        int64_t v = f->type == FACT_YES_NO ? (int64_t)i : f->values[i];
        made = joined_ranges(made, (sum_range){v, v, false});
    }
    return made;
}

typedef struct {
    const relaxing *of;
    const value_set *world; /* of the world asked */
    const value_set *minds; /* of every mind in it */
} looking;

static looking into_minds(looking at) {
    return (looking){at.of, at.minds, at.minds};
}

static const grounded *relaxed_about(looking at) {
    return at.of->of->about;
}

static bool might_hold(looking at, expression_id condition);
static bool surely_holds(looking at, expression_id condition);
static sum_range range_of(looking at, expression_id sum);

static expression_id relaxed_part(looking at, const expression *e, uint32_t i) {
    return relaxed_about(at)->children[e->first_child + i];
}

static int64_t bounded_sum(int64_t sum) {
    return sum > ENDLESS ? ENDLESS : sum < -ENDLESS ? -ENDLESS : sum;
}

static sum_range range_of_plus(looking at, const expression *e) {
    sum_range made = {0, 0, false};
    for (uint32_t i = 0; i < e->child_count; i++) {
        sum_range part = range_of(at, relaxed_part(at, e, i));
        made.may_be_unknown |= part.may_be_unknown;
        if (part.low > part.high || made.low > made.high) made.low = 1, made.high = 0;
        else made.low = bounded_sum(made.low + part.low), made.high = bounded_sum(made.high + part.high);
    }
    return made;
}

static sum_range range_of_product(sum_range a, sum_range b) {
    int64_t ends[4] = {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high};
    sum_range made = {ends[0], ends[0], false};
    for (int i = 1; i < 4; i++) made = joined_ranges(made, (sum_range){ends[i], ends[i], false});
    return (sum_range){bounded_sum(made.low), bounded_sum(made.high), false};
}

static int64_t kept_to_scale(looking at, int64_t product, bool rounds_up) {
    int64_t scale = relaxed_about(at)->scale > 1 ? relaxed_about(at)->scale : 1;
    return scale == 1 ? product : product / scale + (rounds_up ? 1 : -1);
}

static sum_range range_of_two(looking at, const expression *e) {
    sum_range a = range_of(at, relaxed_part(at, e, 0)), b = range_of(at, relaxed_part(at, e, 1)), made = NO_RANGE;
    if (a.low <= a.high && b.low <= b.high) {
        if (e->kind == EXPRESSION_MINUS) made = (sum_range){bounded_sum(a.low - b.high), bounded_sum(a.high - b.low), false};
        else made = range_of_product(a, b), made.low = kept_to_scale(at, made.low, false), made.high = kept_to_scale(at, made.high, true);
    }
    made.may_be_unknown = a.may_be_unknown || b.may_be_unknown;
    return made;
}

static sum_range range_of_when(looking at, const expression *e) {
    expression_id condition = relaxed_part(at, e, 0);
    sum_range made = NO_RANGE;
    if (might_hold(at, condition)) made = range_of(at, relaxed_part(at, e, 1));
    return surely_holds(at, condition) ? made : joined_ranges(made, (sum_range){0, 0, false});
}

static sum_range range_of_choice(looking at, const expression *e) {
    const grounded *about = relaxed_about(at);
    sum_range things = range_of(at, relaxed_part(at, e, 0)), made = NO_RANGE;
    made.may_be_unknown = things.may_be_unknown;
    for (int64_t i = things.low; i <= things.high && i < about->thing_count; i++) {
        uint32_t fact = i < 0 ? UINT32_MAX : about->choices[e->number + (uint32_t)i];
        if (fact == UINT32_MAX) made.may_be_unknown = true;
        else made = joined_ranges(made, range_of_set(&about->facts[fact], &at.world[fact]));
    }
    return made;
}

static sum_range range_of(looking at, expression_id sum) {
    const expression *e = &relaxed_about(at)->expressions[sum.n];
    switch (e->kind) {
    case EXPRESSION_VALUE: return e->value == UNKNOWN ? (sum_range){1, 0, true} : (sum_range){e->value, e->value, false};
    case EXPRESSION_FACT: return range_of_set(&relaxed_about(at)->facts[e->fact.n], &at.world[e->fact.n]);
    case EXPRESSION_CHOOSE: return range_of_choice(at, e);
    case EXPRESSION_PLUS: return range_of_plus(at, e);
    case EXPRESSION_MINUS:
    case EXPRESSION_TIMES: return range_of_two(at, e);
    case EXPRESSION_WHEN: return range_of_when(at, e);
    case EXPRESSION_BELIEVED: return range_of(into_minds(at), relaxed_part(at, e, 0));
    case EXPRESSION_DIVIDED: return (sum_range){-ENDLESS, ENDLESS, true};
    default: return (sum_range){!surely_holds(at, sum) ? 0 : 1, might_hold(at, sum) ? 1 : 0, false};
    }
}

/* ---- conditions over sets ---- */

/* 0 when the fact cannot have the value. */
static uint64_t bit_of_claim(looking at, const expression *e) {
    return at.of->bit_asked[e - relaxed_about(at)->expressions];
}

static bool may_be(looking at, const expression *e) {
    const value_set *set = &at.world[e->fact.n];
    const ground_fact *f = &relaxed_about(at)->facts[e->fact.n];
    if (e->value == UNKNOWN) return (set->codes & UNKNOWN_CODE) != 0;
    if (f->type == FACT_NUMBER) return set->low <= e->value && e->value <= set->high;
    return (set->codes & bit_of_claim(at, e)) != 0;
}

/* Is there no other value? */
static bool must_be(looking at, const expression *e) {
    const value_set *set = &at.world[e->fact.n];
    const ground_fact *f = &relaxed_about(at)->facts[e->fact.n];
    bool is_number = f->type == FACT_NUMBER;
    if (e->value == UNKNOWN) return set->codes == UNKNOWN_CODE && (!is_number || set->low > set->high);
    if (is_number) return set->codes == 0 && set->low == e->value && set->high == e->value;
    uint64_t bit = bit_of_claim(at, e);
    return bit != 1ull << MOST_CODES && set->codes == bit;
}

typedef enum { MAY, MUST } certainty;

static bool compare_ranges(sum_range a, sum_range b, expression_kind kind, certainty how) {
    bool are_known = a.low <= a.high && b.low <= b.high;
    bool is_same_point = are_known && a.low == a.high && b.low == b.high && a.low == b.low && !a.may_be_unknown && !b.may_be_unknown;
    bool overlaps = are_known && a.low <= b.high && b.low <= a.high;
    bool may_be_equal = overlaps || (a.may_be_unknown && b.may_be_unknown);
    bool is_sure = !a.may_be_unknown && !b.may_be_unknown && are_known;
    switch (kind) {
    case CONDITION_IS: return how == MAY ? may_be_equal : is_same_point;
    case CONDITION_IS_NOT: return how == MAY ? !is_same_point : !may_be_equal;
    case CONDITION_LESS: return how == MAY ? are_known && a.low < b.high : is_sure && a.high < b.low;
    default: return how == MAY ? may_be_equal || (are_known && a.low <= b.high) : is_sure && a.high <= b.low;
    }
}

static bool holds_for(looking at, expression_id condition, certainty how);

static bool parts_hold(looking at, const expression *e, certainty how, bool all) {
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (holds_for(at, relaxed_part(at, e, i), how) != all) return !all;
    }
    return all;
}

/* An `and`, its claims all in a row. */
static bool might_hold_all(looking at, const needed *n) {
    const value_set *const sets[2] = {at.world, at.minds};
    for (uint32_t i = 0; i < n->need_count; i++) {
        const need *asked = &n->needs[i];
        uint64_t codes = sets[asked->is_in_minds][asked->fact].codes;
        if (asked->must_differ ? codes == asked->bit : !(codes & asked->bit)) return false;
    }
    for (uint32_t i = 0; i < n->rest_count; i++) {
        if (!holds_for(i < n->rest_count - n->rest_in_minds_count ? at : into_minds(at), n->rest[i], MAY)) return false;
    }
    return true;
}

static bool holds_for(looking at, expression_id condition, certainty how) {
    if (how == MAY && at.of->needs[condition.n].is_compiled) return might_hold_all(at, &at.of->needs[condition.n]);
    const expression *e = &relaxed_about(at)->expressions[condition.n];
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
    case CONDITION_AT_MOST: return compare_ranges(range_of(at, relaxed_part(at, e, 0)), range_of(at, relaxed_part(at, e, 1)), e->kind, how);
    case CONDITION_BELIEVES: return holds_for(into_minds(at), relaxed_part(at, e, 0), how);
    default: kzi_never("a sum was asked as a condition"); return true;
    }
}

static bool might_hold(looking at, expression_id condition) {
    return holds_for(at, condition, MAY);
}

static bool surely_holds(looking at, expression_id condition) {
    return holds_for(at, condition, MUST);
}

/* ---- what acts and rules add ----
 * What an act or rule adds depends on the sets it reads alone, so it is asked again only when one of those has grown. */
static void note_change(relaxing *of, uint32_t fact) {
    uint32_t acts = of->of->acts.word_count, rules = of->of->rule_index.word_count;
    for (uint32_t i = 0; i < acts; i++) of->acts_to_ask[i] |= of->act_readers[(size_t)fact * acts + i];
    for (uint32_t i = 0; i < rules; i++) of->rules_to_ask[i] |= of->rule_readers[(size_t)fact * rules + i];
    of->has_changed = true;
}

static void add_to(relaxing *of, value_set *sets, uint32_t fact, const value_set *what) {
    if (add_set(&sets[fact], what)) note_change(of, fact);
}

static value kept_inside(const ground_fact *f, int64_t v) {
    return (value)(v < f->low ? f->low : v > f->high ? f->high : v);
}

static void widen_by_range(relaxing *of, value_set *sets, uint32_t fact, sum_range what) {
    const ground_fact *f = &of->of->about->facts[fact];
    value_set made = NOTHING;
    if (what.may_be_unknown) made.codes |= UNKNOWN_CODE;
    if (f->type == FACT_NUMBER && what.low <= what.high) {
        made.low = kept_inside(f, what.low);
        made.high = kept_inside(f, what.high);
    } else if (f->type == FACT_YES_NO) {
        for (int64_t v = what.low; v <= what.high; v++) made.codes |= bit_of_code(v != 0);
    } else if (f->type != FACT_NUMBER) {
        bool is_one = what.low == what.high;
        for (uint32_t i = 0; i < f->value_count; i++) {
            if (f->values[i] >= what.low && f->values[i] <= what.high) made.codes |= bit_of_code(i);
        }
        if (!is_one || made.codes == 0) made.codes |= UNKNOWN_CODE; /* a value it cannot take becomes unknown */
    }
    add_to(of, sets, fact, &made);
}

static sum_range negative(sum_range of) {
    return (sum_range){-of.high, -of.low, of.may_be_unknown};
}

static void widen_by_effect(relaxing *of, looking from, value_set *to, const effect *e) {
    if (!might_hold(from, e->when)) return;
    sum_range amount = range_of(from, e->amount);
    if (e->kind != CHANGE_BECOMES) {
        sum_range now = range_of_set(&of->of->about->facts[e->fact.n], &from.world[e->fact.n]);
        if (e->kind == CHANGE_FALLS) amount = negative(amount);
        bool is_known = now.low <= now.high && amount.low <= amount.high;
        bool may_be_unknown = now.may_be_unknown || amount.may_be_unknown;
        amount = is_known ? (sum_range){bounded_sum(now.low + amount.low), bounded_sum(now.high + amount.high), may_be_unknown}
                          : (sum_range){1, 0, may_be_unknown};
    }
    widen_by_range(of, to, e->fact.n, amount);
}

static looking at_world(const relaxing *of) {
    return (looking){of, of->world_before, of->minds_before};
}

static looking at_minds(const relaxing *of) {
    return (looking){of, of->minds_before, of->minds_before};
}

static void widen_by_effects(relaxing *of, looking from, value_set *to, const ground_act *what) {
    for (uint32_t i = 0; i < what->effect_count; i++) widen_by_effect(of, from, to, &of->of->about->effects[what->first_effect + i]);
}

/* What is learned counts in the minds, and, since it may be in the planner's own plan, in the world imagined (but for the peer's). */
static void add_implants(relaxing *of, const ground_act *what) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *told = &about->implants[what->first_implant + i];
        value_set set = NOTHING;
        if (told->kind == IMPLANT_SENSES) {
            add_set(&set, &of->world[told->fact.n]);
            add_set(&set, &of->minds[told->fact.n]);
        } else {
            sum_range amount = joined_ranges(range_of(at_world(of), told->amount), range_of(at_minds(of), told->amount));
            widen_by_range(of, of->minds, told->fact.n, amount);
            if (!about->is_peers) widen_by_range(of, of->world, told->fact.n, amount);
        }
        add_to(of, of->minds, told->fact.n, &set);
        if (!about->is_peers) add_to(of, of->world, told->fact.n, &set);
    }
}

static const value_set JUST_UNKNOWN = {UNKNOWN_CODE, MOST_OF_ENDLESS, -MOST_OF_ENDLESS};

/* Whoever sees what they thought impossible mends what its condition asks: to the true value, now or later, or to unknown. */
static void add_surprise(relaxing *of, uint32_t number) {
    for (uint32_t i = of->first_asked[number]; i < of->first_asked[number + 1]; i++) {
        of->is_leaking[of->asked[i]] = true;
        add_to(of, of->minds, of->asked[i], &JUST_UNKNOWN);
    }
}

static void add_leaks(relaxing *of) {
    for (uint32_t i = 0; i < of->of->about->fact_count; i++) {
        if (of->is_leaking[i]) add_to(of, of->minds, i, &of->world_before[i]);
    }
}

static bool adds_only_once(const grounded *about, const ground_act *what) {
    if (what->implant_count) return false;
    for (uint32_t i = 0; i < what->effect_count; i++) {
        const effect *e = &about->effects[what->first_effect + i];
        if (e->when.n != ALWAYS_HOLDS.n || e->kind != CHANGE_BECOMES || about->expressions[e->amount.n].kind != EXPRESSION_VALUE) return false;
    }
    return true;
}

static void add_act(relaxing *of, uint32_t number, const ground_act *act) {
    bool may_work = might_hold(at_world(of), act->condition);
    if (!of->within->needs_minds) {
        if (!may_work) return;
        widen_by_effects(of, at_world(of), of->world, act);
        of->is_spent[number] = of->adds_once[number];
        return;
    }
    if (!may_work && !(act->is_attempt && might_hold(at_minds(of), act->condition))) return;
    add_surprise(of, number);
    if (!may_work) return;
    widen_by_effects(of, at_world(of), of->world, act);
    widen_by_effects(of, at_minds(of), of->minds, act);
    add_implants(of, act);
    of->is_spent[number] = of->adds_once[number];
}

/* ---- which acts and rules to look at: those that no single fact forbids, asked of the index as if it might have any of its values ---- */
static bool may_have_code(const ground_fact *f, const value_set *set, uint32_t code, uint32_t unknown_code) {
    if (code == unknown_code) return (set->codes & UNKNOWN_CODE) != 0;
    if (f->type != FACT_NUMBER) return (set->codes & bit_of_code(code)) != 0;
    int64_t number = (int64_t)code + f->low;
    return set->low <= number && number <= set->high;
}

static void join_row(relaxing *of, const act_index *index, const fact_row *row, const value_set *set, uint64_t *may_be) {
    const ground_fact *f = &of->of->about->facts[row->fact.n];
    memset(of->either, 0, sizeof *of->either * index->word_count);
    for (uint32_t code = 0; code < row->value_count; code++) {
        if (!may_have_code(f, set, code, row->value_count - 1)) continue;
        const uint64_t *allowed = row->allowed + (size_t)code * index->word_count;
        for (uint32_t i = 0; i < index->word_count; i++) of->either[i] |= allowed[i];
    }
    for (uint32_t i = 0; i < index->word_count; i++) may_be[i] &= of->either[i];
}

/* Joined to `to_ask`. */
static void ask_index(relaxing *of, const act_index *index, const value_set *sets, uint64_t *to_ask) {
    uint64_t *may_be = of->may_be;
    for (uint32_t i = 0; i < index->word_count; i++) {
        uint32_t left = index->act_count - i * 64;
        may_be[i] = left >= 64 ? ~0ull : (1ull << left) - 1;
    }
    for (uint32_t i = 0; i < index->rows.count; i++) {
        const fact_row *row = &index->rows.items[i];
        join_row(of, index, row, &sets[row->fact.n], may_be);
    }
    for (uint32_t i = 0; i < index->word_count; i++) to_ask[i] |= may_be[i];
}

/* At the beginning all that no single fact forbids; whatever else there is waits for the fact that forbids it. */
static void ask_all(relaxing *of) {
    const act_index *acts = &of->of->acts, *rules = &of->of->rule_index;
    memset(of->acts_to_ask, 0, sizeof *of->acts_to_ask * acts->word_count);
    memset(of->rules_to_ask, 0, sizeof *of->rules_to_ask * rules->word_count);
    ask_index(of, acts, of->world, of->acts_to_ask);
    if (rules->act_count == 0) return;
    ask_index(of, rules, of->world, of->rules_to_ask);
    if (of->within->needs_minds) ask_index(of, rules, of->minds, of->rules_to_ask);
}

static void add_rule(relaxing *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *rule = &about->rules[number];
    bool in_world = might_hold(at_world(of), rule->condition);
    bool in_minds = of->within->needs_minds && (in_world || might_hold(at_minds(of), rule->condition));
    if (in_world) widen_by_effects(of, at_world(of), of->world, rule);
    if (in_minds) {
        widen_by_effects(of, at_minds(of), of->minds, rule);
        add_implants(of, rule);
    }
    of->is_spent[about->act_count + number] = in_world && of->adds_once[about->act_count + number];
}

/* Those to ask, taken off the list: what grows while they are asked puts them on it again. */
static void take_to_ask(relaxing *of, uint64_t *to_ask, const uint64_t *in_cone, uint32_t words) {
    for (uint32_t i = 0; i < words; i++) of->asked_now[i] = to_ask[i] & in_cone[i];
    memset(to_ask, 0, sizeof *to_ask * words);
}

static void add_rules(relaxing *of) {
    uint32_t words = of->of->rule_index.word_count;
    take_to_ask(of, of->rules_to_ask, of->within->rules, words);
    for (uint32_t word = 0; word < words; word++) {
        for (uint64_t bits = of->asked_now[word]; bits; bits &= bits - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(bits);
            if (!of->is_spent[of->of->about->act_count + rule]) add_rule(of, rule);
        }
    }
}

static void add_sights(relaxing *of) {
    for (uint32_t i = 0; i < of->of->about->fact_count; i++) {
        if (!of->is_seen[i]) continue;
        add_to(of, of->minds, i, &of->world[i]);
        add_to(of, of->minds, i, &JUST_UNKNOWN);
    }
}

static void next_layer(relaxing *of) {
    size_t size = sizeof(value_set) * of->of->about->fact_count;
    memcpy(of->world_before, of->world, size);
    memcpy(of->minds_before, of->minds, size);
    of->has_changed = false;
}

/* Rules and sight cost no act. */
#define MOST_ROUNDS 64u /* a number that grows for ever: then its interval is taken to have no end */
static void settle_sets(relaxing *of) {
    const grounded *about = of->of->about;
    if (about->rule_count == 0 && about->sight_count == 0) return;
    bool changed_before = of->has_changed;
    for (uint32_t round = 0;; round++) {
        next_layer(of);
        add_rules(of);
        if (of->within->needs_minds) add_sights(of);
        if (!of->has_changed) break;
        changed_before = true;
        if (round < MOST_ROUNDS) continue;
        for (uint32_t i = 0; i < about->fact_count; i++) {
            const ground_fact *f = &about->facts[i];
            if (f->type != FACT_NUMBER) continue;
            add_to(of, of->world, i, &(value_set){0, f->low, f->high});
            add_to(of, of->minds, i, &(value_set){0, f->low, f->high});
        }
    }
    of->has_changed = changed_before;
}

/* When nothing but time goes on, it goes on at once to the end: a bound too low is still a bound. */
static void pass_time(relaxing *of) {
    const grounded *about = of->of->about;
    if (!about->has_clock) return;
    const ground_fact *clock = &about->facts[about->clock.n];
    value_set *sets[2] = {&of->world[about->clock.n], &of->minds[about->clock.n]};
    bool is_idle = !of->has_changed;
    for (int i = 0; i < 2; i++) {
        value later = is_idle ? clock->high : kept_inside(clock, (int64_t)sets[i]->high + of->longest_act);
        if (sets[i]->low <= sets[i]->high && later > sets[i]->high) sets[i]->high = later, note_change(of, about->clock.n);
    }
}

static void add_layer(relaxing *of, bool with_fate) {
    uint32_t words = of->of->acts.word_count;
    next_layer(of);
    take_to_ask(of, of->acts_to_ask, of->within->acts, words);
    for (uint32_t word = 0; word < words; word++) {
        for (uint64_t bits = of->asked_now[word]; bits; bits &= bits - 1) {
            uint32_t number = word * 64 + (uint32_t)__builtin_ctzll(bits);
            const ground_act *act = &of->of->about->acts[number];
            if (!of->is_spent[number] && (with_fate || act->actor_count)) add_act(of, number, act);
        }
    }
    if (of->within->needs_minds) add_leaks(of);
    pass_time(of);
    settle_sets(of);
}

/* ---- where it begins ---- */
static void widen_by_state(const relaxing *of, value_set *to, state_id state) {
    const grounded *about = of->of->about;
    const uint64_t *facts = kzi_state_facts(&of->of->states, state);
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        uint64_t code = facts[f->word] >> f->shift & f->mask;
        if (code == f->mask) to[i].codes |= UNKNOWN_CODE;
        else if (f->type == FACT_NUMBER) add_value(&to[i], f, (value)((int64_t)code + f->low));
        else to[i].codes |= bit_of_code(code);
    }
}

typedef struct {
    const relaxing *of;
    uint32_t state;
} reached_lookup;

static bool is_reached(const void *context, uint32_t number) {
    const reached_lookup *wanted = context;
    return wanted->of->reached.items[number] == wanted->state;
}

static bool reach_state(relaxing *of, uint32_t state) {
    uint64_t hash = kzi_hash_mix(state);
    if (kzi_table_find(&of->has_reached, hash, is_reached, &(reached_lookup){of, state}) != NOT_IN_TABLE) return true;
    return LIST_ADD(of->in, &of->reached, state) && kzi_table_add(of->in, &of->has_reached, hash, of->reached.count - 1);
}

static bool reach_minds(relaxing *of, state_id from) {
    for (uint32_t i = 0; i < of->of->about->mind_count; i++) {
        if (!reach_state(of, kzi_state_mind(&of->of->states, from, (mind_id){i}).n)) return false;
    }
    return true;
}

static void forget_reached(relaxing *of) {
    of->reached.count = 0;
    of->has_reached.count = 0;
    if (of->has_reached.slots) memset(of->has_reached.slots, 0, sizeof *of->has_reached.slots * of->has_reached.slot_count);
}

/* The state's own facts, and those of every mind below it. */
static bool begin_sets(relaxing *of, state_id from) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->fact_count; i++) of->world[i] = of->minds[i] = NOTHING;
    memset(of->is_spent, 0, sizeof *of->is_spent * (about->act_count + about->rule_count));
    memset(of->is_leaking, 0, sizeof *of->is_leaking * about->fact_count);
    if (of->within->needs_minds) forget_reached(of);
    widen_by_state(of, of->world, from);
    if (!of->within->needs_minds) return true;
    if (!reach_minds(of, from)) return false;
    for (uint32_t i = 0; i < of->reached.count; i++) {
        widen_by_state(of, of->minds, (state_id){of->reached.items[i]});
        if (!reach_minds(of, (state_id){of->reached.items[i]})) return false;
    }
    return true;
}

/* ---- what matters to a sum ---- */
/* By fact in the world, then by fact in the minds: is it read? */
static void mark_read(const grounded *about, expression_id id, bool in_minds, bool *is_read) {
    const expression *e = &about->expressions[id.n];
    bool *here = is_read + (in_minds ? about->fact_count : 0);
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT) here[e->fact.n] = true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        if (about->choices[e->number + i] != UINT32_MAX) here[about->choices[e->number + i]] = true;
    }
    bool enters = e->kind == EXPRESSION_BELIEVED || e->kind == CONDITION_BELIEVES;
    for (uint32_t i = 0; i < e->child_count; i++) mark_read(about, about->children[e->first_child + i], in_minds || enters, is_read);
}

static void mark_read_by(const grounded *about, const ground_act *what, bool in_minds, bool *is_read) {
    mark_read(about, what->condition, in_minds, is_read);
    for (uint32_t i = 0; i < what->effect_count; i++) {
        const effect *e = &about->effects[what->first_effect + i];
        mark_read(about, e->when, in_minds, is_read);
        mark_read(about, e->amount, in_minds, is_read);
        if (e->kind != CHANGE_BECOMES) is_read[e->fact.n + (in_minds ? about->fact_count : 0)] = true;
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *set = &about->implants[what->first_implant + i];
        mark_read(about, set->amount, in_minds, is_read);
        if (set->kind == IMPLANT_SENSES) is_read[set->fact.n] = is_read[set->fact.n + about->fact_count] = true;
    }
}

/* Does it set a fact that is read, in the world, or (`*in_minds`) in a way that has to do with what minds hold? */
static bool sets_what_is_read(const relaxing *of, const ground_act *what, uint32_t act, const bool *is_read, bool *in_minds) {
    const grounded *about = of->of->about;
    const bool *in_minds_read = is_read + about->fact_count;
    bool sets = false;
    *in_minds = false;
    for (uint32_t i = 0; i < what->effect_count; i++) {
        uint32_t fact = about->effects[what->first_effect + i].fact.n;
        sets |= is_read[fact];
        *in_minds |= in_minds_read[fact];
    }
    for (uint32_t i = 0; i < what->implant_count; i++) {
        uint32_t fact = about->implants[what->first_implant + i].fact.n;
        *in_minds |= in_minds_read[fact] || (!about->is_peers && is_read[fact]);
    }
    for (uint32_t i = of->first_asked[act]; !what->is_rule && i < of->first_asked[act + 1]; i++) *in_minds |= in_minds_read[of->asked[i]];
    return sets || *in_minds;
}

/* Adds those that set what is read, and marks what they read; true when that was anything new. */
static bool widen_cone(const relaxing *of, const ground_act *all, uint32_t count, uint64_t *members, bool *is_read) {
    bool has_grown = false;
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < count; i++) {
        bool in_minds;
        if (!sets_what_is_read(of, &all[i], all[i].is_rule ? 0 : i, is_read, &in_minds)) continue;
        has_grown |= !(members[i / 64] >> i % 64 & 1);
        members[i / 64] |= 1ull << i % 64;
        mark_read_by(about, &all[i], false, is_read);
        if (in_minds) mark_read_by(about, &all[i], true, is_read);
    }
    return has_grown;
}

static bool is_any_read(const bool *is_read, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (is_read[i]) return true;
    }
    return false;
}

static uint32_t count_of_read(const bool *is_read, uint32_t count) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) found += is_read[i];
    return found;
}

/* Where time itself goes on it is not told apart what else does, so all matters there. */
static void grow_cone(relaxing *of, cone *made, bool *is_read) {
    const grounded *about = of->of->about;
    mark_read(about, made->sum, false, is_read);
    if (about->has_clock) memset(is_read, true, sizeof *is_read * about->fact_count * 2);
    for (uint32_t before = 0, now = 1; before != now;) {
        before = now;
        bool has_grown = widen_cone(of, about->acts, about->act_count, made->acts, is_read);
        has_grown |= widen_cone(of, about->rules, about->rule_count, made->rules, is_read);
        for (uint32_t i = 0; i < about->fact_count; i++) is_read[i] |= is_read[about->fact_count + i]; /* what is so is seen */
        now = count_of_read(is_read, about->fact_count * 2) + has_grown;
    }
    made->needs_minds = is_any_read(is_read + about->fact_count, about->fact_count);
}

static const cone *cone_of(relaxing *of, expression_id sum) {
    for (uint32_t i = 0; i < of->cones.count; i++) {
        if (of->cones.items[i].sum.n == sum.n) return &of->cones.items[i];
    }
    cone made = {.sum = sum,
                 .acts = KZI_TAKE_MANY(of->in, uint64_t, of->of->acts.word_count),
                 .rules = KZI_TAKE_MANY(of->in, uint64_t, of->of->rule_index.word_count)};
    bool *is_read = KZI_TAKE_MANY(of->in, bool, (size_t)of->of->about->fact_count * 2);
    if (!made.acts || !made.rules || !is_read) return NULL;
    grow_cone(of, &made, is_read);
    return LIST_ADD(of->in, &of->cones, made) ? &of->cones.items[of->cones.count - 1] : NULL;
}

/* ---- the distance ---- */
static bool is_within_reach(relaxing *of, expression_id sum, value above) {
    looking now = {of, of->world, of->minds};
    sum_range most = range_of(now, sum);
    return most.low <= most.high && most.high > above;
}

/* The distance, or cap + 1 with `is_more` set when it is more than the cap. */
static uint32_t count_layers(relaxing *of, mind_id holder, expression_id sum, value above, uint32_t cap, bool *is_more) {
    *is_more = false;
    if (is_within_reach(of, sum, above)) return 0;
    for (uint32_t layer = 1; layer <= cap; layer++) {
        add_layer(of, holder.n == NO_MIND.n);
        if (is_within_reach(of, sum, above)) return layer;
        if (!of->has_changed) return NEVER_REACHED;
    }
    *is_more = true;
    return cap + 1;
}

typedef struct {
    const relaxing *of;
    const relaxed_memo *key;
} relaxed_lookup;

static bool is_as_far(const relaxing *of, state_id one, state_id other) {
    if (one.n == other.n) return true;
    const states *in = &of->of->states;
    return !of->within->needs_minds && memcmp(kzi_state_facts(in, one), kzi_state_facts(in, other), sizeof(uint64_t) * in->row_words) == 0;
}

static bool is_same_wish(const void *context, uint32_t number) {
    const relaxed_lookup *wanted = context;
    const relaxed_memo *known = &wanted->of->known.items[number], *key = wanted->key;
    bool is_same = known->holder.n == key->holder.n && known->sum.n == key->sum.n && known->above == key->above;
    return is_same && is_as_far(wanted->of, known->state, key->state);
}

static uint64_t hash_of_wish(const relaxing *of, const relaxed_memo *key) {
    const states *in = &of->of->states;
    uint32_t from = of->within->needs_minds ? key->state.n : kzi_hash_of_facts(in, kzi_state_facts(in, key->state));
    uint64_t hash = kzi_hash_mix((uint64_t)from << 32 | key->sum.n);
    return kzi_hash_mix(hash ^ ((uint64_t)key->holder.n << 32 | (uint32_t)key->above));
}

static relaxed_memo *memo_of_wish(relaxing *of, const relaxed_memo *key) {
    uint64_t hash = hash_of_wish(of, key);
    uint32_t known = kzi_table_find(&of->by_question, hash, is_same_wish, &(relaxed_lookup){of, key});
    if (known != NOT_IN_TABLE) return &of->known.items[known];
    if (!LIST_ADD(of->in, &of->known, *key) || !kzi_table_add(of->in, &of->by_question, hash, of->known.count - 1)) return NULL;
    return &of->known.items[of->known.count - 1];
}

uint32_t kzi_relaxed_distance(relaxing *of, state_id from, mind_id holder, expression_id sum, value above, uint32_t cap) {
    /* Whose it is matters only in that nobody's acts by fate count. */
    relaxed_memo key = {from, holder.n == NO_MIND.n ? NO_MIND : (mind_id){0}, sum, above, 0, true};
    of->within = cone_of(of, sum);
    if (!of->within) return RELAXING_FAILED;
    relaxed_memo *memo = memo_of_wish(of, &key);
    if (!memo) return RELAXING_FAILED;
    if (!memo->is_more) return memo->distance > cap && memo->distance != NEVER_REACHED ? cap + 1 : memo->distance;
    if (memo->distance > cap) return cap + 1;
    if (!begin_sets(of, from)) return RELAXING_FAILED;
    memo->is_more = false;
    if (is_within_reach(of, sum, above)) return memo->distance = 0; /* more often than not, and then what the rules may add is of no account */
    ask_all(of);
    settle_sets(of);
    memo->distance = count_layers(of, holder, sum, above, cap, &memo->is_more);
    return memo->distance;
}

/* ---- beginning ---- */
static void mark_asked(const grounded *about, expression_id id, bool *is_asked) {
    const expression *e = &about->expressions[id.n];
    if (e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT) is_asked[e->fact.n] = true;
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        if (about->choices[e->number + i] != UINT32_MAX) is_asked[about->choices[e->number + i]] = true;
    }
    for (uint32_t i = 0; i < e->child_count; i++) mark_asked(about, about->children[e->first_child + i], is_asked);
}

/* The facts each act's condition asks, one list after another. */
static bool collect_asked(relaxing *of) {
    const grounded *about = of->of->about;
    bool *is_asked = KZI_TAKE_MANY(of->in, bool, about->fact_count);
    of->first_asked = KZI_TAKE_MANY(of->in, uint32_t, about->act_count + 1);
    LIST(uint32_t) all = {0};
    if (!is_asked || !of->first_asked) return false;
    for (uint32_t i = 0; i < about->act_count; i++) {
        of->first_asked[i] = all.count;
        memset(is_asked, 0, sizeof *is_asked * about->fact_count);
        mark_asked(about, about->acts[i].condition, is_asked);
        for (uint32_t fact = 0; fact < about->fact_count; fact++) {
            if (is_asked[fact] && !LIST_ADD(of->in, &all, fact)) return false;
        }
    }
    of->first_asked[about->act_count] = all.count;
    of->asked = all.items;
    return true;
}

static bool prepare_claims(relaxing *of) {
    const grounded *about = of->of->about;
    of->bit_asked = KZI_TAKE_MANY(of->in, uint64_t, about->expression_count + 1);
    if (!of->bit_asked) return false;
    for (uint32_t i = 0; i < about->expression_count; i++) {
        const expression *e = &about->expressions[i];
        if (e->kind != CONDITION_FACT_IS && e->kind != CONDITION_FACT_IS_NOT) continue;
        uint64_t code = e->value == UNKNOWN ? MOST_CODES + 1 : relaxed_code(&about->facts[e->fact.n], e->value);
        of->bit_asked[i] = code > MOST_CODES ? 0 : bit_of_code(code);
    }
    return true;
}

/* ---- who reads which fact ---- */
static void mark_reader(const grounded *about, expression_id id, uint64_t *readers, uint32_t words, uint32_t number, bool *is_read) {
    memset(is_read, 0, sizeof *is_read * about->fact_count);
    mark_asked(about, id, is_read);
    for (uint32_t fact = 0; fact < about->fact_count; fact++) {
        if (is_read[fact]) readers[(size_t)fact * words + number / 64] |= 1ull << number % 64;
    }
}

static void mark_readers(const grounded *about, const ground_act *all, uint32_t count, uint64_t *readers, uint32_t words, bool *is_read) {
    for (uint32_t n = 0; n < count; n++) {
        const ground_act *what = &all[n];
        mark_reader(about, what->condition, readers, words, n, is_read);
        for (uint32_t i = 0; i < what->effect_count; i++) {
            const effect *e = &about->effects[what->first_effect + i];
            mark_reader(about, e->when, readers, words, n, is_read);
            mark_reader(about, e->amount, readers, words, n, is_read);
            if (e->kind != CHANGE_BECOMES) readers[(size_t)e->fact.n * words + n / 64] |= 1ull << n % 64;
        }
        for (uint32_t i = 0; i < what->implant_count; i++) {
            const implant *set = &about->implants[what->first_implant + i];
            mark_reader(about, set->amount, readers, words, n, is_read);
            if (set->kind == IMPLANT_SENSES) readers[(size_t)set->fact.n * words + n / 64] |= 1ull << n % 64;
        }
    }
}

/* ---- conditions compiled ---- */
typedef struct {
    relaxing *of;
    LIST(need) needs;
    LIST(expression_id) here, in_minds;
} gathering;

static bool gather_needs(gathering *g, expression_id id, bool is_in_minds) {
    const grounded *about = g->of->of->about;
    const expression *e = &about->expressions[id.n];
    arena *in = g->of->in;
    if (e->kind == CONDITION_YES) return true;
    if (e->kind == CONDITION_BELIEVES) return gather_needs(g, about->children[e->first_child], true);
    if (e->kind == CONDITION_AND) {
        for (uint32_t i = 0; i < e->child_count; i++) {
            if (!gather_needs(g, about->children[e->first_child + i], is_in_minds)) return false;
        }
        return true;
    }
    bool is_claim_here = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
    if (!is_claim_here || about->facts[e->fact.n].type == FACT_NUMBER) {
        return is_in_minds ? LIST_ADD(in, &g->in_minds, id) : LIST_ADD(in, &g->here, id);
    }
    uint64_t bit = e->value == UNKNOWN ? UNKNOWN_CODE : g->of->bit_asked[id.n];
    bool must_differ = e->kind == CONDITION_FACT_IS_NOT;
    if (must_differ && (bit == 0 || bit == 1ull << MOST_CODES)) return true; /* may always be something else */
    return LIST_ADD(in, &g->needs, (need){e->fact.n, is_in_minds, must_differ, bit});
}

static bool compile_needs(relaxing *of) {
    const grounded *about = of->of->about;
    of->needs = KZI_TAKE_MANY(of->in, needed, about->expression_count);
    if (!of->needs) return false;
    for (uint32_t i = 0; i < about->expression_count; i++) {
        expression_kind kind = about->expressions[i].kind;
        if (kind != CONDITION_AND && kind != CONDITION_BELIEVES) continue;
        gathering g = {.of = of};
        if (!gather_needs(&g, (expression_id){i}, false)) return false;
        uint32_t here = g.here.count;
        for (uint32_t j = 0; j < g.in_minds.count; j++) {
            if (!LIST_ADD(of->in, &g.here, g.in_minds.items[j])) return false;
        }
        of->needs[i] = (needed){g.needs.items, g.here.items, g.needs.count, g.here.count, g.here.count - here, true};
    }
    return true;
}

static bool take_bits(relaxing *of) {
    const grounded *about = of->of->about;
    uint32_t acts = of->of->acts.word_count, rules = of->of->rule_index.word_count, words = (acts > rules ? acts : rules) + 1;
    of->may_be = KZI_TAKE_MANY(of->in, uint64_t, words);
    of->either = KZI_TAKE_MANY(of->in, uint64_t, words);
    of->asked_now = KZI_TAKE_MANY(of->in, uint64_t, words);
    of->acts_to_ask = KZI_TAKE_MANY(of->in, uint64_t, words);
    of->rules_to_ask = KZI_TAKE_MANY(of->in, uint64_t, words);
    of->act_readers = KZI_TAKE_MANY(of->in, uint64_t, (size_t)acts * about->fact_count);
    of->rule_readers = KZI_TAKE_MANY(of->in, uint64_t, (size_t)rules * about->fact_count);
    bool *is_read = KZI_TAKE_MANY(of->in, bool, about->fact_count);
    if (of->in->has_failed) return false;
    mark_readers(about, about->acts, about->act_count, of->act_readers, acts, is_read);
    mark_readers(about, about->rules, about->rule_count, of->rule_readers, rules, is_read);
    return true;
}

bool kzi_relaxing_begin(relaxing *of, const minds *m, arena *in) {
    const grounded *about = m->about;
    *of = (relaxing){.of = m, .in = in, .longest_act = 1};
    value_set *sets = KZI_TAKE_MANY(in, value_set, (size_t)about->fact_count * 4 + 1);
    of->is_seen = KZI_TAKE_MANY(in, bool, about->fact_count + 1);
    of->is_leaking = KZI_TAKE_MANY(in, bool, about->fact_count + 1);
    of->is_spent = KZI_TAKE_MANY(in, bool, about->act_count + about->rule_count + 1);
    of->adds_once = KZI_TAKE_MANY(in, bool, about->act_count + about->rule_count + 1);
    if (!sets || !of->is_seen || !of->is_leaking || !of->is_spent || !of->adds_once || !take_bits(of)) return false;
    if (!collect_asked(of) || !prepare_claims(of) || !compile_needs(of)) return false;
    of->world = sets;
    of->minds = sets + about->fact_count;
    of->world_before = sets + (size_t)about->fact_count * 2;
    of->minds_before = sets + (size_t)about->fact_count * 3;
    for (uint32_t i = 0; i < about->sight_count; i++) of->is_seen[about->sights[i].fact.n] = true;
    for (uint32_t i = 0; i < about->act_count; i++) {
        of->adds_once[i] = adds_only_once(about, &about->acts[i]);
        if (about->acts[i].takes > of->longest_act) of->longest_act = about->acts[i].takes;
    }
    for (uint32_t i = 0; i < about->rule_count; i++) of->adds_once[about->act_count + i] = adds_only_once(about, &about->rules[i]);
    return true;
}
