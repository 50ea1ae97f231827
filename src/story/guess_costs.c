/* SPDX-License-Identifier: MIT
 *
 * guess_costs: see guess_costs.h. What costs and what is needed are two walks over the same
 * conditions: the second takes, of an `or`, what was cheapest in the first.
 */
#include "guess_costs.h"

#include "../mind/judge.h"
#include "guess_terms.h"

#include <string.h>

/* ---- a value of a fact ---- */
static value value_guessed(const ground_fact *f, uint32_t code) {
    if (f->type == FACT_YES_NO) return code == 2 ? UNKNOWN : (value)code;
    return code < f->value_count ? f->values[code] : UNKNOWN;
}

static uint32_t slot_cost(const guesses *of, uint32_t chain, uint32_t slot) {
    return of->cost[(size_t)chain * of->slot_count + slot];
}

static uint32_t code_cost(const guesses *of, uint32_t chain, uint32_t fact, uint32_t code) {
    return slot_cost(of, chain, of->first_slot[fact] + code);
}

static void need_slot(guesses *of, uint32_t chain, uint32_t slot);

static const expression *expression_at(const guesses *of, expression_id id) {
    return &of->of->about->expressions[id.n];
}

static expression_id child_at(const guesses *of, const expression *e, uint32_t i) {
    return of->of->about->children[e->first_child + i];
}

/* A fact as it stands in some chain: `at`, what Mio believes of `at`. */
typedef struct {
    uint32_t chain, fact;
} seen_fact;
#define NO_FACT UINT32_MAX

static seen_fact fact_of(const guesses *of, uint32_t chain, expression_id id) {
    const expression *e = expression_at(of, id);
    if (e->kind == EXPRESSION_FACT) return (seen_fact){chain, e->fact.n};
    if (e->kind == EXPRESSION_BELIEVED)
        return fact_of(of, kzi_guess_chain(of, chain, e->mind), child_at(of, e, 0));
    return (seen_fact){chain, NO_FACT};
}

/* The cheapest other value than one; UINT32_MAX when there is none. */
static uint32_t cheapest_but(const guesses *of, uint32_t chain, uint32_t fact, uint32_t code) {
    const uint32_t *costs = of->cost + (size_t)chain * of->slot_count + of->first_slot[fact];
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < kzi_guess_code_count(of->of->about, fact); i++) {
        if (i != code && (best == UINT32_MAX || costs[i] < costs[best])) best = i;
    }
    return best;
}

static uint32_t code_now(const guesses *of, uint32_t chain, uint32_t fact) {
    const grounded *about = of->of->about;
    const uint64_t *facts = kzi_state_facts(&of->of->states, of->stands[chain]);
    return kzi_guess_code(&about->facts[fact], kzi_fact_get(about, facts, (fact_id){fact}));
}

/* ---- numbers: the cheapest change of one that is asked ---- */
typedef struct {
    uint32_t cost, chain, slot, fact;
    uint32_t repeats; /* how often, beyond once */
} number_way;

static void look_for_number(const guesses *of, uint32_t chain, expression_id id, number_way *best) {
    const expression *e = expression_at(of, id);
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED)
        chain = kzi_guess_chain(of, chain, e->mind);
    bool is_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                   e->kind == CONDITION_FACT_IS_NOT;
    if (is_fact && of->of->about->facts[e->fact.n].type == FACT_NUMBER) {
        for (uint32_t code = NUMBER_UP; code <= NUMBER_DOWN; code++) {
            uint32_t slot = of->first_slot[e->fact.n] + code, cost = slot_cost(of, chain, slot);
            if (cost < best->cost) *best = (number_way){cost, chain, slot, e->fact.n, 0};
        }
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        look_for_number(of, chain, child_at(of, e, i), best);
}

static uint32_t steps_to(int64_t gap, int64_t step) {
    if (gap < 0) gap = -gap;
    int64_t more = gap > 1 && step > 0 ? (gap + step - 1) / step - 1 : 0;
    return more < 0 ? 0 : more > 1000 ? 1000 : (uint32_t)more;
}

/* Where a number is compared with one that stays as it is, it may take several steps. */
static uint32_t repeats_of(const guesses *of, const expression *e, const number_way *way) {
    if (e->child_count != 2) return 0;
    value a = kzi_amount(&of->of->desk, kzi_ref(of->stands[way->chain]), child_at(of, e, 0));
    value b = kzi_amount(&of->of->desk, kzi_ref(of->stands[way->chain]), child_at(of, e, 1));
    bool is_beyond = e->kind == CONDITION_LESS;
    if (a == UNKNOWN || b == UNKNOWN) return 0;
    int64_t gap = (int64_t)a - b;
    return steps_to((gap < 0 ? -gap : gap) + is_beyond, of->longest[way->fact]);
}

static number_way number_way_of(const guesses *of, uint32_t chain, expression_id id) {
    number_way best = {FAR_AWAY, 0, 0, 0, 0};
    look_for_number(of, chain, id, &best);
    if (best.cost < FAR_AWAY) best.repeats = repeats_of(of, expression_at(of, id), &best);
    return best;
}

/* ---- comparisons that are not of a fact with a value ---- */
static bool holds_now(const guesses *of, uint32_t chain, expression_id id, bool is_negated) {
    return kzi_minds_hold(of->of, of->stands[chain], id) != is_negated;
}

typedef struct {
    uint32_t cost;
    seen_fact a, b; /* b: NO_FACT where one alone is to change */
    uint32_t code_a, code_b;
} equal_way;

/* Two facts come to be the same: the value that is cheapest for both. */
static equal_way way_to_equal(const guesses *of, seen_fact a, seen_fact b) {
    const ground_fact *all = of->of->about->facts;
    equal_way best = {FAR_AWAY, a, b, 0, 0};
    for (uint32_t i = 0; i < kzi_guess_code_count(of->of->about, a.fact); i++) {
        uint32_t j = kzi_guess_code(&all[b.fact], value_guessed(&all[a.fact], i));
        uint32_t cost =
            kzi_guess_sum(code_cost(of, a.chain, a.fact, i), code_cost(of, b.chain, b.fact, j));
        if (cost < best.cost) best = (equal_way){cost, a, b, i, j};
    }
    return best;
}

static equal_way way_to_differ(const guesses *of, seen_fact a, seen_fact b) {
    equal_way best = {FAR_AWAY, a, b, 0, 0};
    seen_fact both[2] = {a, b};
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t code = cheapest_but(of, both[i].chain, both[i].fact,
                                     code_now(of, both[i].chain, both[i].fact));
        uint32_t cost =
            code == UINT32_MAX ? FAR_AWAY : code_cost(of, both[i].chain, both[i].fact, code);
        if (cost < best.cost) best = (equal_way){cost, both[i], {0, NO_FACT}, code, 0};
    }
    return best;
}

/* a.fact is NO_FACT where it is none of these. */
static equal_way equal_way_of(const guesses *of, uint32_t chain, const expression *e,
                              bool is_negated) {
    equal_way none = {FAR_AWAY, {0, NO_FACT}, {0, NO_FACT}, 0, 0};
    if (e->kind != CONDITION_IS && e->kind != CONDITION_IS_NOT) return none;
    seen_fact a = fact_of(of, chain, child_at(of, e, 0)),
              b = fact_of(of, chain, child_at(of, e, 1));
    const ground_fact *all = of->of->about->facts;
    if (a.fact == NO_FACT || b.fact == NO_FACT || all[a.fact].type == FACT_NUMBER ||
        all[b.fact].type == FACT_NUMBER)
        return none;
    return (e->kind == CONDITION_IS) != is_negated ? way_to_equal(of, a, b)
                                                   : way_to_differ(of, a, b);
}

/* ---- conditions ---- */
#define NOT_MENDED                                                                                 \
    4u /* how many acts more it may cost to be badly off in what the act sets right */

static bool is_all_of(const expression *e, bool is_negated) {
    return (e->kind == CONDITION_AND) != is_negated;
}

static uint32_t claim_cost(const guesses *of, uint32_t chain, const expression *e, uint32_t slot,
                           bool is_negated) {
    if ((e->kind == CONDITION_FACT_IS) != is_negated) return slot_cost(of, chain, slot);
    uint32_t other = cheapest_but(of, chain, e->fact.n, slot - of->first_slot[e->fact.n]);
    return other == UINT32_MAX ? FAR_AWAY : code_cost(of, chain, e->fact.n, other);
}

static bool is_set_by(const guesses *of, const ground_act *act, expression_id id) {
    const grounded *about = of->of->about;
    const expression *e = expression_at(of, id);
    bool asks = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
    for (uint32_t i = 0; asks && i < act->effect_count; i++) {
        if (about->effects[act->first_effect + i].fact.n == e->fact.n) return true;
    }
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (is_set_by(of, act, child_at(of, e, i))) return true;
    }
    return false;
}

/* Of several things, one of which would do, what it costs by one. */
static uint32_t choice_cost(guesses *of, uint32_t chain, expression_id id, bool is_negated) {
    uint32_t cost = kzi_guess_cost(of, chain, id, is_negated);
    bool is_mended = !of->mended_by || is_set_by(of, of->mended_by, id);
    return is_mended ? cost : kzi_guess_sum(cost, NOT_MENDED);
}

static uint32_t joined_cost(guesses *of, uint32_t chain, const expression *e, bool is_negated) {
    bool is_all = is_all_of(e, is_negated);
    uint32_t cost = is_all ? 0 : FAR_AWAY, settled = is_all ? FAR_AWAY : 0;
    for (uint32_t i = 0; cost != settled && i < e->child_count; i++) {
        if (is_all) {
            uint32_t one = kzi_guess_cost(of, chain, child_at(of, e, i), is_negated);
            cost = kzi_guess_sum(cost, one);
        } else {
            uint32_t one = choice_cost(of, chain, child_at(of, e, i), is_negated);
            cost = one < cost ? one : cost;
        }
    }
    return cost;
}

static uint32_t compared_cost(const guesses *of, uint32_t chain, expression_id id,
                              bool is_negated) {
    if (holds_now(of, chain, id, is_negated)) return 0;
    equal_way equal = equal_way_of(of, chain, expression_at(of, id), is_negated);
    if (equal.a.fact != NO_FACT) return equal.cost;
    number_way way = number_way_of(of, chain, id);
    return way.cost < FAR_AWAY ? kzi_guess_sum(way.cost, way.repeats) : FAR_AWAY;
}

uint32_t kzi_guess_cost(guesses *of, uint32_t chain, expression_id id, bool is_negated) {
    const expression *e = expression_at(of, id);
    uint32_t slot = of->claimed[id.n];
    if (slot != NO_SLOT) return claim_cost(of, chain, e, slot, is_negated);
    switch (e->kind) {
    case CONDITION_YES: return is_negated ? FAR_AWAY : 0;
    case CONDITION_NO: return is_negated ? 0 : FAR_AWAY;
    case CONDITION_AND:
    case CONDITION_OR: return joined_cost(of, chain, e, is_negated);
    case CONDITION_BELIEVES:
        return kzi_guess_cost(of, kzi_guess_chain(of, chain, e->mind), child_at(of, e, 0),
                              is_negated);
    default: return compared_cost(of, chain, id, is_negated);
    }
}

static void need(guesses *of, uint32_t chain, expression_id id, bool is_negated);

static void need_claim(guesses *of, uint32_t chain, const expression *e, uint32_t slot,
                       bool is_negated) {
    uint32_t first = of->first_slot[e->fact.n];
    if ((e->kind == CONDITION_FACT_IS) == is_negated) {
        uint32_t other = cheapest_but(of, chain, e->fact.n, slot - first);
        if (other == UINT32_MAX) return;
        slot = first + other;
    }
    need_slot(of, chain, slot);
}

static void need_cheapest(guesses *of, uint32_t chain, const expression *e, bool is_negated) {
    uint32_t best = 0, least = FAR_AWAY;
    for (uint32_t i = 0; i < e->child_count; i++) {
        uint32_t one = choice_cost(of, chain, child_at(of, e, i), is_negated);
        if (one < least) least = one, best = i;
    }
    if (least < FAR_AWAY) need(of, chain, child_at(of, e, best), is_negated);
}

static void need_joined(guesses *of, uint32_t chain, const expression *e, bool is_negated) {
    if (!is_all_of(e, is_negated)) {
        need_cheapest(of, chain, e, is_negated);
        return;
    }
    for (uint32_t i = 0; i < e->child_count; i++) need(of, chain, child_at(of, e, i), is_negated);
}

static void need_equal(guesses *of, const equal_way *way) {
    need_slot(of, way->a.chain, of->first_slot[way->a.fact] + way->code_a);
    if (way->b.fact != NO_FACT)
        need_slot(of, way->b.chain, of->first_slot[way->b.fact] + way->code_b);
}

static void need_compared(guesses *of, uint32_t chain, expression_id id, bool is_negated) {
    if (holds_now(of, chain, id, is_negated)) return;
    equal_way equal = equal_way_of(of, chain, expression_at(of, id), is_negated);
    if (equal.a.fact != NO_FACT) {
        if (equal.cost < FAR_AWAY) need_equal(of, &equal);
        return;
    }
    number_way way = number_way_of(of, chain, id);
    if (way.cost >= FAR_AWAY) return;
    of->repeats += way.repeats;
    need_slot(of, way.chain, way.slot);
}

static void need(guesses *of, uint32_t chain, expression_id id, bool is_negated) {
    const expression *e = expression_at(of, id);
    uint32_t slot = of->claimed[id.n];
    if (slot != NO_SLOT) {
        need_claim(of, chain, e, slot, is_negated);
        return;
    }
    switch (e->kind) {
    case CONDITION_YES:
    case CONDITION_NO: return;
    case CONDITION_AND:
    case CONDITION_OR: need_joined(of, chain, e, is_negated); return;
    case CONDITION_BELIEVES:
        need(of, kzi_guess_chain(of, chain, e->mind), child_at(of, e, 0), is_negated);
        return;
    default: need_compared(of, chain, id, is_negated);
    }
}

/* ---- amounts ---- */
uint32_t kzi_guess_amount(guesses *of, uint32_t chain, expression_id amount, uint32_t fact,
                          uint32_t code) {
    const grounded *about = of->of->about;
    const expression *e = expression_at(of, amount);
    const ground_fact *f = &about->facts[fact];
    if (f->type == FACT_NUMBER) return code == NUMBER_UNKNOWN ? FAR_AWAY : 0;
    if (e->kind == EXPRESSION_VALUE) return kzi_guess_code(f, e->value) == code ? 0 : FAR_AWAY;
    seen_fact from = fact_of(of, chain, amount);
    if (from.fact == NO_FACT) return 0;
    const ground_fact *other = &about->facts[from.fact];
    value wanted = value_guessed(f, code);
    uint32_t there = kzi_guess_code(other, wanted);
    if (value_guessed(other, there) != wanted) return FAR_AWAY;
    return code_cost(of, from.chain, from.fact, there);
}

static void need_amount(guesses *of, uint32_t chain, expression_id amount, uint32_t fact,
                        uint32_t code) {
    seen_fact from = fact_of(of, chain, amount);
    const ground_fact *all = of->of->about->facts;
    if (from.fact == NO_FACT || all[fact].type == FACT_NUMBER) return;
    uint32_t there = kzi_guess_code(&all[from.fact], value_guessed(&all[fact], code));
    need_slot(of, from.chain, of->first_slot[from.fact] + there);
}

/* ---- a term of a sum ---- */

/* What it costs to move a term so that the sum grows (or, is_worse, shrinks), and by how much. */
typedef struct {
    uint32_t cost;
    int64_t gain;
    bool is_negated; /* a condition that is to cease */
    uint32_t slot;   /* a number's */
} term_way;

static term_way way_of_term(guesses *of, const guess_term *t, bool is_worse) {
    int64_t each = is_worse ? -t->each : t->each;
    if (t->is_number) {
        uint32_t fact = expression_at(of, t->what)->fact.n;
        uint32_t slot = of->first_slot[fact] + (each > 0 ? NUMBER_UP : NUMBER_DOWN);
        int64_t step = of->longest[fact] ? of->longest[fact] : 1;
        return (term_way){slot_cost(of, t->chain, slot), (each > 0 ? each : -each) * step, false,
                          slot};
    }
    bool holds = holds_now(of, t->chain, t->what, false);
    if (holds == (each > 0)) return (term_way){FAR_AWAY, 0, false, 0};
    return (term_way){kzi_guess_cost(of, t->chain, t->what, each < 0), each > 0 ? each : -each,
                      each < 0, 0};
}

static void need_term(guesses *of, const guess_term *t, const term_way *way) {
    if (t->is_number) need_slot(of, t->chain, way->slot);
    else need(of, t->chain, t->what, way->is_negated);
}

/* ---- deeds ---- */

static bool asks_one_of(const guesses *of, expression_id id, expression_id claims) {
    const expression *e = expression_at(of, id), *c = expression_at(of, claims);
    bool found = e->kind >= CONDITION_FACT_IS && e->kind <= CONDITION_FACT_IS_NOT &&
                 c->kind == CONDITION_FACT_IS && c->fact.n == e->fact.n;
    for (uint32_t i = 0; c->kind == CONDITION_AND && !found && i < c->child_count; i++)
        found = asks_one_of(of, id, child_at(of, c, i));
    for (uint32_t i = 0; c->kind != CONDITION_AND && !found && i < e->child_count; i++)
        found = asks_one_of(of, child_at(of, e, i), claims);
    return found;
}

/* Whoever has all they could want is first to be worse off, in a way that leaves the act possible.
 * The way there, if one is needed. */
static term_way way_to_discontent(guesses *of, mind_id actor, const ground_act *act,
                                  guess_term *which) {
    if (!of->has_all[actor.n]) return (term_way){0, 0, false, 0};
    const guess_terms *terms = &of->worth_in_mind[actor.n];
    term_way best = {FAR_AWAY, 0, false, 0};
    of->mended_by = act;
    for (uint32_t i = 0; i < terms->count; i++) {
        term_way way = way_of_term(of, &terms->items[i], true);
        if (way.cost < best.cost && !asks_one_of(of, terms->items[i].what, act->condition))
            best = way, *which = terms->items[i];
    }
    of->mended_by = NULL;
    return best;
}

/* what another's step is dearer than one's own in a plan: they need a reason too */
#define OTHERS_COST 1u

uint32_t kzi_guess_deed(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *act = &about->acts[number];
    uint32_t cost = kzi_guess_sum(1, kzi_guess_cost(of, 0, act->condition, false));
    for (uint32_t i = 0; cost < FAR_AWAY && i < act->actor_count; i++) {
        mind_id actor = about->actors[act->first_actor + i];
        guess_term which;
        if (actor.n == of->wish.holder.n) continue;
        term_way way = way_to_discontent(of, actor, act, &which);
        cost = kzi_guess_sum(cost, way.cost + (of->wish.holder.n != NO_MIND.n ? OTHERS_COST : 0));
    }
    return cost;
}

static void need_deed(guesses *of, uint32_t number) {
    const grounded *about = of->of->about;
    const ground_act *act = &about->acts[number];
    if (of->is_counted[number]) return;
    of->is_counted[number] = true;
    of->counted++;
    need(of, 0, act->condition, false);
    for (uint32_t i = 0; i < act->actor_count; i++) {
        mind_id actor = about->actors[act->first_actor + i];
        guess_term which;
        if (actor.n == of->wish.holder.n) continue;
        term_way way = way_to_discontent(of, actor, act, &which);
        of->mended_by = act;
        if (way.cost > 0 && way.cost < FAR_AWAY) need_term(of, &which, &way);
        of->mended_by = NULL;
    }
}

/* All minds of the chain notice. */
static void need_notice(guesses *of, uint32_t chain, const ground_act *act) {
    for (; chain != 0; chain = of->chains.items[chain].parent)
        need(of, 0, of->of->about->seen[act->first_seen + of->chains.items[chain].mind.n], false);
}

static void need_part(guesses *of, const ground_act *deed, const support *by, uint32_t code) {
    const grounded *about = of->of->about;
    if (by->part < deed->effect_count) {
        const effect *e = &about->effects[deed->first_effect + by->part];
        need(of, by->from, e->when, false);
        need_amount(of, by->from, e->amount, e->fact.n, code);
    } else if (by->part < deed->effect_count + deed->implant_count) {
        const implant *told = &about->implants[deed->first_implant + by->part - deed->effect_count];
        if (told->kind == IMPLANT_SENSES) {
            need_slot(of, 0, of->first_slot[told->fact.n] + code);
            return;
        }
        if (told->kind == IMPLANT_BELIEVES) need(of, by->from, told->when, false);
        need_amount(of, by->from, told->amount, told->fact.n, code);
    }
}

static uint32_t fact_of_slot(const guesses *of, uint32_t slot) {
    uint32_t low = 0, high = of->of->about->fact_count;
    while (high - low > 1) {
        uint32_t middle = (low + high) / 2;
        if (of->first_slot[middle] <= slot) low = middle;
        else high = middle;
    }
    return low;
}

static void need_slot(guesses *of, uint32_t chain, uint32_t slot) {
    const grounded *about = of->of->about;
    size_t at = (size_t)chain * of->slot_count + slot;
    support by = of->supports[at];
    if (by.deed == NO_DEED || of->is_needed[at]) return;
    of->is_needed[at] = true;
    of->mended_by = NULL;
    uint32_t code = slot - of->first_slot[fact_of_slot(of, slot)];
    if (by.deed < about->act_count) {
        need_deed(of, by.deed);
        bool is_told =
            by.part >= about->acts[by.deed].effect_count &&
            by.part < about->acts[by.deed].effect_count + about->acts[by.deed].implant_count;
        if (chain != 0 && !is_told) need_notice(of, chain, &about->acts[by.deed]);
        need_part(of, &about->acts[by.deed], &by, code);
    } else if (by.deed < about->act_count + about->rule_count) {
        const ground_act *rule = &about->rules[by.deed - about->act_count];
        need(of, by.from, rule->condition, false);
        need_part(of, rule, &by, code);
    } else {
        const ground_sight *sight = &about->sights[by.deed - about->act_count - about->rule_count];
        need(of, by.from, sight->condition, false);
        need_slot(of, by.from, slot);
    }
}

/* ---- the wish ---- */

/* The cheapest, by what each unit costs, of the terms not taken yet; MOST_TERMS when none is
 * known. */
static uint32_t cheapest_term(guesses *of, const guess_terms *terms, const bool *is_taken,
                              term_way *best_way) {
    uint32_t best = MOST_TERMS;
    *best_way = (term_way){FAR_AWAY, 1, false, 0};
    for (uint32_t i = 0; i < terms->count; i++) {
        term_way way = way_of_term(of, &terms->items[i], false);
        if (is_taken[i] || way.cost >= FAR_AWAY || way.gain <= 0) continue;
        if ((int64_t)way.cost * best_way->gain < (int64_t)best_way->cost * way.gain)
            best = i, *best_way = way;
    }
    return best;
}

static const guess_terms *terms_of_wish(const guesses *of) {
    uint32_t holder = of->wish.holder.n;
    return &of->worth_as_world[holder == NO_MIND.n ? of->of->about->mind_count : holder];
}

/* A number as often as it takes, a condition once. What it brings of what is missing. */
static int64_t take_term(guesses *of, const guess_term *term, const term_way *way, int64_t missing,
                         uint32_t *cost) {
    int64_t times = term->is_number ? (missing + way->gain - 1) / way->gain : 1;
    *cost = kzi_guess_sum(*cost, kzi_guess_sum((uint32_t)(times - 1), way->cost));
    of->repeats += (uint32_t)(times - 1);
    need_term(of, term, way);
    return times * way->gain;
}

static int64_t missing_of_wish(const guesses *of) {
    value now = kzi_amount(&of->of->desk, kzi_ref(of->stands[0]), of->wish.sum);
    return now == UNKNOWN ? 1 : (int64_t)of->wish.goal - now;
}

/* The cheapest terms until there are enough. */
uint32_t kzi_guess_wish(guesses *of) {
    const guess_terms *terms = terms_of_wish(of);
    bool is_taken[MOST_TERMS] = {false};
    uint32_t cost = 0;
    of->counted = of->repeats = 0;
    memset(of->is_counted, 0, sizeof *of->is_counted * of->of->about->act_count);
    for (int64_t missing = missing_of_wish(of); missing > 0;) {
        term_way way;
        uint32_t best = cheapest_term(of, terms, is_taken, &way);
        if (best == MOST_TERMS) return FAR_AWAY;
        is_taken[best] = true;
        missing -= take_term(of, &terms->items[best], &way, missing, &cost);
    }
    return of->kind == GUESS_ADDED ? cost : of->counted + of->repeats;
}
