/* SPDX-License-Identifier: MIT
 *
 * relaxed: see relaxed.h.
 */
#include "relaxed.h"

#include "../ground/facts_read.h"

#include <string.h>

static looking at_world(const relaxing *of) {
    return (looking){of->of->about, of->bit_asked, of->world_before, of->minds_before};
}

static looking at_minds(const relaxing *of) {
    return (looking){of->of->about, of->bit_asked, of->minds_before, of->minds_before};
}

static bool looks_into_minds(const relaxing *of) {
    return !of->within || of->within->needs_minds;
}

/* ---- what acts and rules add ---- */
static void keep_bit(uint64_t *bits, uint32_t number) {
    bits[number / 64] |= 1ull << number % 64;
}

static void note_change(relaxing *of, uint32_t fact) {
    of->has_changed = true;
    keep_bit(of->changed, fact);
    kzi_bit_row_join(of->stale_acts, &of->act_readers[fact]);
    kzi_bit_row_join(of->stale_rules, &of->rule_readers[fact]);
}

static void add_to(relaxing *of, value_set *sets, uint32_t fact, const value_set *what) {
    if (kzi_sets_join(&sets[fact], what)) note_change(of, fact);
}

static sum_range negative(sum_range of) {
    return (sum_range){-of.high, -of.low, of.may_be_unknown};
}

static void widen_by_effect(relaxing *of, looking from, value_set *to, const effect *e) {
    if (!kzi_sets_might_hold(from, e->when)) return;
    const ground_fact *f = &of->of->about->facts[e->fact.n];
    sum_range amount = kzi_sets_range(from, e->amount);
    if (e->kind != CHANGE_BECOMES) {
        sum_range now = kzi_range_of_set(f, &from.world[e->fact.n]);
        if (e->kind == CHANGE_FALLS) amount = negative(amount);
        bool is_known = now.low <= now.high && amount.low <= amount.high;
        bool may_be_unknown = now.may_be_unknown || amount.may_be_unknown;
        amount = is_known ? (sum_range){kzi_range_bounded(now.low + amount.low),
                                        kzi_range_bounded(now.high + amount.high), may_be_unknown}
                          : (sum_range){1, 0, may_be_unknown};
    }
    value_set made = kzi_set_of_range(f, amount);
    add_to(of, to, e->fact.n, &made);
}

static void widen_by_effects(relaxing *of, looking from, value_set *to, const ground_act *what) {
    for (uint32_t i = 0; i < what->effect_count; i++) {
        uint32_t number = what->first_effect + i;
        const effect *e = &of->of->about->effects[number];
        if (of->is_constant[number]) add_to(of, to, e->fact.n, &of->constant[number]);
        else widen_by_effect(of, from, to, e);
    }
}

/* What is learned counts in the minds, and, since it may be in the planner's own plan, in the world
 * imagined (but for the peer's, where the planner's picture of themselves is a mind like any
 * other). */
static void add_implants(relaxing *of, const ground_act *what) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < what->implant_count; i++) {
        const implant *told = &about->implants[what->first_implant + i];
        value_set set = KZI_NOTHING;
        if (told->kind == IMPLANT_SENSES) {
            kzi_sets_join(&set, &of->world[told->fact.n]);
            kzi_sets_join(&set, &of->minds[told->fact.n]);
        } else {
            sum_range amount = kzi_ranges_joined(kzi_sets_range(at_world(of), told->amount),
                                                 kzi_sets_range(at_minds(of), told->amount));
            set = kzi_set_of_range(&about->facts[told->fact.n], amount);
        }
        add_to(of, of->minds, told->fact.n, &set);
        if (!about->is_peers) add_to(of, of->world, told->fact.n, &set);
    }
}

/* Whoever sees what they thought impossible mends what its condition asks: to the true value, now
 * or later, or to unknown. */
static void add_surprise(relaxing *of, uint32_t number) {
    const ground_act *act = &of->of->about->acts[number];
    if (of->has_surprised[number]) return;
    if (!act->is_attempt && kzi_claims_surely_hold(&of->act_claims, number, at_minds(of)))
        return; /* nobody could think so */
    of->has_surprised[number] = true;
    const uint64_t *asked = of->asked_by + (size_t)number * of->fact_words;
    for (uint32_t i = 0; i < of->fact_words; i++) {
        uint64_t leaks = asked[i] & ~of->leaking[i];
        of->leaking[i] |= leaks;
        for (; leaks; leaks &= leaks - 1)
            add_to(of, of->minds, i * 64 + (uint32_t)__builtin_ctzll(leaks), &KZI_JUST_UNKNOWN);
    }
}

/* What leaked before, and is as it was, is in the minds already. */
static void add_leaks(relaxing *of) {
    for (uint32_t i = 0; i < of->fact_words; i++) {
        uint64_t leaks = of->leaking[i] & (of->changed_before[i] | ~of->leaking_before[i]);
        for (; leaks; leaks &= leaks - 1) {
            uint32_t fact = i * 64 + (uint32_t)__builtin_ctzll(leaks);
            add_to(of, of->minds, fact, &of->world_before[fact]);
        }
    }
}

/* Where beliefs about beliefs end, the deepest mind is taken to think what is so. */
static void add_all_to_minds(relaxing *of) {
    for (uint32_t i = 0; i < of->of->about->fact_count; i++)
        add_to(of, of->minds, i, &of->world[i]);
}

/* ---- who might have a reason: whoever is as well off as they could ever be does nothing ---- */

static bool might_be_done(relaxing *of, const ground_act *act, mind_id holder) {
    if (act->actor_count == 0) return holder.n == NO_MIND.n;
    if (!looks_into_minds(of)) return true;
    for (uint32_t i = 0; i < act->actor_count && !of->is_without_reasons; i++) {
        mind_id actor = of->of->about->actors[act->first_actor + i];
        if (actor.n != holder.n && !kzi_gainers_might_gain(&of->gainers, act->first_actor + i,
                                                           at_minds(of), of->minds_before))
            return false;
    }
    return true;
}

static bool is_candidate(const uint64_t *bits, uint32_t number) {
    return bits[number / 64] >> number % 64 & 1;
}

static bool act_may_work(relaxing *of, uint32_t number) {
    if (!of->may_work[number])
        of->may_work[number] = of->is_claims[number] || /* by the index, all of it */
                               kzi_claims_might_hold(&of->act_claims, number, at_world(of));
    return of->may_work[number];
}

static bool is_exhausted(const relaxing *of, uint32_t number) {
    return of->is_spent[number] && (of->has_surprised[number] || !looks_into_minds(of));
}

static void add_act(relaxing *of, uint32_t number, const ground_act *act, mind_id holder) {
    if (is_exhausted(of, number)) return;
    bool may_work = act_may_work(of, number);
    if (!may_work && !act->is_attempt) return;
    if (!may_work && !kzi_claims_might_hold(&of->act_claims, number, at_minds(of))) return;
    of->is_wanted[number] = of->is_wanted[number] || might_be_done(of, act, holder);
    if (!of->is_wanted[number]) {
        if (act->actor_count) keep_bit(of->stale_acts, number); /* until they might gain */
        return;
    }
    if (looks_into_minds(of)) add_surprise(of, number);
    if (!may_work || of->is_spent[number]) return;
    widen_by_effects(of, at_world(of), of->world, act);
    if (looks_into_minds(of)) {
        widen_by_effects(of, at_minds(of), of->minds, act);
        add_implants(of, act);
    }
    of->is_spent[number] = of->adds_once[number];
}

/* ---- which acts and rules to look at: those that no single fact forbids (allowed.h) ---- */
static void add_rule(relaxing *of, uint32_t number, bool may_in_world, bool may_in_minds) {
    const grounded *about = of->of->about;
    const ground_act *rule = &about->rules[number];
    bool in_world = may_in_world && kzi_claims_might_hold(&of->rule_claims, number, at_world(of));
    bool in_minds = looks_into_minds(of) &&
                    (in_world || (may_in_minds &&
                                  kzi_claims_might_hold(&of->rule_claims, number, at_minds(of))));
    if (in_world) widen_by_effects(of, at_world(of), of->world, rule);
    if (in_minds) {
        widen_by_effects(of, at_minds(of), of->minds, rule);
        add_implants(of, rule);
    }
    of->is_spent[about->act_count + number] = in_world && of->adds_once[about->act_count + number];
}

/* The stale bits, which are cleared: what is found out on the way makes others stale again. */
static bool take_stale(relaxing *of, uint64_t *stale, const uint64_t *in_cone, uint32_t words) {
    uint64_t any = 0;
    for (uint32_t i = 0; i < words; i++)
        any |= of->now_stale[i] = in_cone ? stale[i] & in_cone[i] : stale[i];
    memset(stale, 0, sizeof *stale * words);
    return any != 0;
}

static void add_rules(relaxing *of, bool by_index) {
    const grounded *about = of->of->about;
    const act_index *index = &of->of->rule_index;
    if (!take_stale(of, of->stale_rules, of->within ? of->within->rules : NULL, index->word_count))
        return;
    if (by_index) {
        kzi_allowed_anew(&of->rules_in_world, of->world_before, of->now_stale);
        if (looks_into_minds(of))
            kzi_allowed_anew(&of->rules_in_minds, of->minds_before, of->now_stale);
    }
    for (uint32_t word = 0; word < index->word_count; word++) {
        for (uint64_t bits = of->now_stale[word]; bits; bits &= bits - 1) {
            uint32_t rule = word * 64 + (uint32_t)__builtin_ctzll(bits);
            bool in_world = !by_index || is_candidate(of->rules_in_world.bits, rule),
                 in_minds = looks_into_minds(of) &&
                            (!by_index || is_candidate(of->rules_in_minds.bits, rule));
            if ((in_world || in_minds) && !of->is_spent[about->act_count + rule])
                add_rule(of, rule, in_world, in_minds);
        }
    }
}

static void add_sights(relaxing *of) {
    for (uint32_t i = 0; i < of->of->about->sight_count; i++) {
        uint32_t fact = of->of->about->sights[i].fact.n;
        add_to(of, of->minds, fact, &of->world[fact]);
        add_to(of, of->minds, fact, &KZI_JUST_UNKNOWN);
    }
}

static void next_layer(relaxing *of) {
    size_t size = sizeof(value_set) * of->of->about->fact_count;
    memcpy(of->world_before, of->world, size);
    memcpy(of->minds_before, of->minds, size);
    of->has_changed = false;
}

/* A number that grows for ever: its interval is taken to have no end. */
static void let_numbers_go(relaxing *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *f = &about->facts[i];
        if (f->type != FACT_NUMBER) continue;
        add_to(of, of->world, i, &(value_set){0, f->low, f->high});
        add_to(of, of->minds, i, &(value_set){0, f->low, f->high});
    }
}

/* Rules and sight cost no act. */
#define MOST_ROUNDS 64u
static void settle_sets(relaxing *of, bool is_first) {
    const grounded *about = of->of->about;
    if (about->rule_count == 0 && about->sight_count == 0) return;
    bool changed_before = of->has_changed;
    for (uint32_t round = 0;; round++) {
        next_layer(of);
        add_rules(of, is_first && round == 0);
        if (looks_into_minds(of)) add_sights(of);
        if (!of->has_changed) break;
        changed_before = true;
        if (round >= MOST_ROUNDS) let_numbers_go(of);
    }
    of->has_changed = changed_before;
}

void kzi_relaxing_settle(relaxing *of) {
    const grounded *about = of->of->about;
    memset(of->is_spent, 0, sizeof *of->is_spent * (about->act_count + about->rule_count));
    memset(of->has_surprised, 0, sizeof *of->has_surprised * about->act_count);
    memset(of->may_work, 0, sizeof *of->may_work * about->act_count);
    memset(of->is_wanted, 0, sizeof *of->is_wanted * about->act_count);
    memset(of->leaking, 0, sizeof *of->leaking * of->fact_words);
    memset(of->stale_acts, 0, sizeof *of->stale_acts * of->of->acts.word_count);
    memset(of->stale_rules, 0, sizeof *of->stale_rules * of->of->rule_index.word_count);
    for (uint32_t i = 0; i < about->act_count; i++) keep_bit(of->stale_acts, i);
    for (uint32_t i = 0; i < about->rule_count; i++) keep_bit(of->stale_rules, i);
    of->layer = 0;
    of->has_changed = false;
    memset(of->changed, 0, sizeof *of->changed * of->fact_words);
    kzi_gainers_begin_world(&of->gainers);
    if (of->thinks_as_world) add_all_to_minds(of);
    settle_sets(of, true);
    if (of->thinks_as_world) add_all_to_minds(of);
}

/* When nothing but time goes on, it goes on at once to the end: a bound too low is still a
 * bound. */
static void pass_time(relaxing *of) {
    const grounded *about = of->of->about;
    if (!about->has_clock) return;
    const ground_fact *clock = &about->facts[about->clock.n];
    value_set *sets[2] = {&of->world[about->clock.n], &of->minds[about->clock.n]};
    bool is_idle = !of->has_changed;
    for (int i = 0; i < 2; i++) {
        int64_t later = (int64_t)sets[i]->high + of->longest_act;
        if (is_idle || later > clock->high) later = clock->high;
        if (sets[i]->low > sets[i]->high || later <= sets[i]->high) continue;
        sets[i]->high = (value)later;
        note_change(of, about->clock.n);
    }
}

/* What changed since they were last looked at is what they are looked at for. */
static void begin_acts(relaxing *of) {
    size_t size = sizeof *of->changed * of->fact_words;
    memcpy(of->changed_before, of->changed, size);
    memset(of->changed, 0, size);
    memcpy(of->leaking_before, of->leaking, size);
    kzi_gainers_begin_layer(&of->gainers, of->changed_before);
}

#define MOST_SMALL_LAYERS 96u
bool kzi_relaxing_go_on(relaxing *of, mind_id holder) {
    const grounded *about = of->of->about;
    const act_index *index = &of->of->acts;
    next_layer(of);
    begin_acts(of);
    take_stale(of, of->stale_acts, of->within ? of->within->acts : NULL, index->word_count);
    if (of->layer == 0) kzi_allowed_anew(&of->acts_in_world, of->world_before, of->now_stale);
    else kzi_allowed_more(&of->acts_in_world, of->world_before, of->changed_before);
    for (uint32_t word = 0; word < index->word_count; word++) {
        uint64_t asked = of->now_stale[word] & of->acts_in_world.bits[word];
        for (uint64_t bits = asked; bits; bits &= bits - 1) {
            uint32_t number = word * 64 + (uint32_t)__builtin_ctzll(bits);
            add_act(of, number, &about->acts[number], holder);
        }
    }
    if (looks_into_minds(of)) add_leaks(of);
    pass_time(of);
    settle_sets(of, false);
    if (of->thinks_as_world) add_all_to_minds(of);
    if (of->has_changed && of->layer >= MOST_SMALL_LAYERS) let_numbers_go(of);
    of->layer++;
    return of->has_changed;
}

/* The most a sum of terms may come to; false when to nothing that is known. */
static bool most_of_terms(looking at, const summed *sum, int64_t *most) {
    *most = sum->fixed;
    for (uint32_t i = 0; i < sum->count; i++) {
        const sum_term *t = &sum->terms[i];
        if (!t->when) {
            sum_range is = kzi_range_of_set(&at.about->facts[t->fact.n], &at.world[t->fact.n]);
            if (is.low > is.high) return false;
            *most = kzi_range_bounded(*most + t->amount * (t->amount > 0 ? is.high : is.low));
        } else if (t->amount > 0 ? kzi_sets_might_hold(at, t->condition)
                                 : kzi_sets_surely_hold(at, t->condition))
            *most = kzi_range_bounded(*most + t->amount);
    }
    return true;
}

static bool most_of_sum(looking at, const summed *flat, expression_id sum, int64_t *most) {
    if (flat->is_flat) return most_of_terms(at, flat, most);
    sum_range range = kzi_sets_range(at, sum);
    *most = range.high;
    return range.low <= range.high;
}

bool kzi_relaxing_most(const relaxing *of, expression_id sum, value *most) {
    looking now = {of->of->about, of->bit_asked, of->world, of->minds};
    int64_t found;
    if (!most_of_sum(now, &of->of->states.sums[sum.n], sum, &found)) return false;
    *most = (value)(found > MOST_OF_ENDLESS    ? MOST_OF_ENDLESS
                    : found < -MOST_OF_ENDLESS ? -MOST_OF_ENDLESS
                                               : found);
    return true;
}

/* ---- what may ever be ---- */
static bool is_part(const relaxing *of) {
    for (uint32_t i = 0; i < of->of->about->fact_count; i++) {
        value_set both = of->ever[i];
        if (kzi_sets_join(&both, &of->world[i]) || kzi_sets_join(&both, &of->minds[i]))
            return false;
    }
    return true;
}

/* Everything that was ever so in any of the states, from there on by any acts, fate's too, without
 * asking who would. */
static void widen_ever(relaxing *of) {
    const grounded *about = of->of->about;
    size_t size = sizeof(value_set) * about->fact_count;
    const cone *within = of->within;
    of->within = NULL;
    of->is_without_reasons = true;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        kzi_sets_join(&of->ever[i], &of->world[i]);
        kzi_sets_join(&of->ever[i], &of->minds[i]);
    }
    memcpy(of->world, of->ever, size);
    memcpy(of->minds, of->ever, size);
    kzi_relaxing_settle(of);
    do {
        for (uint32_t i = 0; i < about->fact_count;
             i++) { /* whose mind, whose world: all may be anybody's */
            add_to(of, of->world, i, &of->minds[i]);
            add_to(of, of->minds, i, &of->world[i]);
        }
    } while (kzi_relaxing_go_on(of, NO_MIND));
    for (uint32_t i = 0; i < about->fact_count; i++) {
        kzi_sets_join(&of->ever[i], &of->world[i]);
        kzi_sets_join(&of->ever[i], &of->minds[i]);
    }
    of->is_without_reasons = about->has_lesser_evil;
    of->within = within;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        if (!kzi_relaxing_most(of, about->minds[i].worth, &of->best[i])) of->best[i] = UNKNOWN;
    }
}

bool kzi_relaxing_make_part(relaxing *of) {
    if (of->is_without_reasons || is_part(of)) return false;
    size_t size = sizeof(value_set) * of->of->about->fact_count;
    memcpy(of->kept_world, of->world, size);
    memcpy(of->kept_minds, of->minds, size);
    widen_ever(of);
    memcpy(of->world, of->kept_world, size);
    memcpy(of->minds, of->kept_minds, size);
    return true;
}

/* ---- beginning ---- */
/* By act: bits of the facts its condition asks. */
static bool collect_asked(relaxing *of) {
    const grounded *about = of->of->about;
    bool *is_asked = KZI_TAKE_MANY(of->in, bool, about->fact_count + 1);
    of->asked_by = KZI_TAKE_MANY(of->in, uint64_t, (size_t)about->act_count * of->fact_words + 1);
    if (!is_asked || !of->asked_by) return false;
    for (uint32_t i = 0; i < about->act_count; i++) {
        memset(is_asked, 0, sizeof *is_asked * about->fact_count);
        kzi_facts_read(about, about->acts[i].condition, is_asked);
        for (uint32_t fact = 0; fact < about->fact_count; fact++) {
            if (is_asked[fact]) keep_bit(of->asked_by + (size_t)i * of->fact_words, fact);
        }
    }
    return true;
}

static void note_readers_of_facts(const grounded *about, const ground_act *acts, uint32_t count,
                                  bool *is_read, bit_row *readers) {
    for (uint32_t i = 0; i < count; i++) {
        memset(is_read, 0, sizeof *is_read * about->fact_count);
        kzi_facts_read_by(about, &acts[i], is_read);
        for (uint32_t fact = 0; fact < about->fact_count; fact++) {
            if (is_read[fact]) kzi_bit_row_add(&readers[fact], i);
        }
    }
}

/* By fact: bits of the acts, or rules, that read it. */
static bit_row *collect_readers(relaxing *of, const ground_act *acts, uint32_t count) {
    const grounded *about = of->of->about;
    bit_row *readers = KZI_TAKE_MANY(of->in, bit_row, about->fact_count + 1);
    bool *is_read = KZI_TAKE_MANY(of->in, bool, about->fact_count + 1);
    if (!readers || !is_read) return NULL;
    note_readers_of_facts(about, acts, count, is_read, readers);
    if (!kzi_bit_rows_take(of->in, readers, about->fact_count)) return NULL;
    note_readers_of_facts(about, acts, count, is_read, readers);
    return readers;
}

static bool prepare_claims(relaxing *of) {
    const grounded *about = of->of->about;
    of->bit_asked = KZI_TAKE_MANY(of->in, uint64_t, about->expression_count + 1);
    if (!of->bit_asked) return false;
    for (uint32_t i = 0; i < about->expression_count; i++) {
        const expression *e = &about->expressions[i];
        if (e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT)
            of->bit_asked[i] = kzi_set_bit_of_claim(about, e);
    }
    return true;
}

static bool prepare_effects(relaxing *of) {
    const grounded *about = of->of->about;
    of->is_constant = KZI_TAKE_MANY(of->in, bool, about->effect_count + 1);
    of->constant = KZI_TAKE_MANY(of->in, value_set, about->effect_count + 1);
    if (!of->is_constant || !of->constant) return false;
    for (uint32_t i = 0; i < about->effect_count; i++) {
        const effect *e = &about->effects[i];
        const expression *amount = &about->expressions[e->amount.n];
        of->is_constant[i] = e->when.n == ALWAYS_HOLDS.n && e->kind == CHANGE_BECOMES &&
                             amount->kind == EXPRESSION_VALUE;
        if (of->is_constant[i])
            of->constant[i] = kzi_set_of_range(
                &about->facts[e->fact.n],
                kzi_sets_range((looking){about, of->bit_asked, NULL, NULL}, e->amount));
    }
    return true;
}

static bool adds_only_once(const relaxing *of, const ground_act *what) {
    for (uint32_t i = 0; i < what->effect_count; i++) {
        if (!of->is_constant[what->first_effect + i]) return false;
    }
    return what->implant_count == 0;
}

static bool is_claim_in_index(const relaxing *of, const act_index *index, expression_id id) {
    const expression *e = &of->of->about->expressions[id.n];
    bool is_claim = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
    for (uint32_t i = 0; is_claim && i < index->rows.count; i++) {
        if (index->rows.items[i].fact.n == e->fact.n) return true;
    }
    return false;
}

/* Has the index judged all of the condition? */
static bool is_all_claims(const relaxing *of, const act_index *index, const ground_act *what) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[what->condition.n];
    if (what->is_attempt) return false;
    if (e->kind != CONDITION_AND) return is_claim_in_index(of, index, what->condition);
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!is_claim_in_index(of, index, about->children[e->first_child + i])) return false;
    }
    return true;
}

static void note_kinds(relaxing *of, const ground_act *acts, uint32_t count, const act_index *index,
                       uint32_t first) {
    for (uint32_t i = 0; i < count; i++) {
        of->adds_once[first + i] = adds_only_once(of, &acts[i]);
        of->is_claims[first + i] = is_all_claims(of, index, &acts[i]);
    }
}

static bool take_flags(relaxing *of) {
    const grounded *about = of->of->about;
    uint32_t both = about->act_count + about->rule_count + 1;
    of->is_spent = KZI_TAKE_MANY(of->in, bool, both);
    of->adds_once = KZI_TAKE_MANY(of->in, bool, both);
    of->is_claims = KZI_TAKE_MANY(of->in, bool, both);
    of->has_surprised = KZI_TAKE_MANY(of->in, bool, about->act_count + 1);
    of->may_work = KZI_TAKE_MANY(of->in, bool, about->act_count + 1);
    of->is_wanted = KZI_TAKE_MANY(of->in, bool, about->act_count + 1);
    of->best = KZI_TAKE_MANY(of->in, value, about->mind_count + 1);
    return of->is_spent && of->adds_once && of->is_claims && of->has_surprised && of->may_work &&
           of->is_wanted && of->best;
}

static bool take_bits(relaxing *of) {
    uint32_t acts = of->of->acts.word_count, rules = of->of->rule_index.word_count,
             words = (acts > rules ? acts : rules) + 1;
    uint64_t **rows[3] = {&of->stale_acts, &of->stale_rules, &of->now_stale};
    for (int i = 0; i < 3; i++) {
        if (!(*rows[i] = KZI_TAKE_MANY(of->in, uint64_t, words))) return false;
    }
    uint64_t **by_fact[4] = {&of->changed, &of->changed_before, &of->leaking, &of->leaking_before};
    for (int i = 0; i < 4; i++) {
        if (!(*by_fact[i] = KZI_TAKE_MANY(of->in, uint64_t, of->fact_words))) return false;
    }
    const grounded *about = of->of->about;
    of->act_readers = collect_readers(of, about->acts, about->act_count);
    of->rule_readers = collect_readers(of, about->rules, about->rule_count);
    return of->act_readers && of->rule_readers &&
           kzi_allowed_begin(&of->acts_in_world, &of->of->acts, of->in) &&
           kzi_allowed_begin(&of->rules_in_world, &of->of->rule_index, of->in) &&
           kzi_allowed_begin(&of->rules_in_minds, &of->of->rule_index, of->in);
}

static bool take_sets(relaxing *of) {
    size_t count = of->of->about->fact_count;
    value_set **rows[7] = {&of->world, &of->minds,      &of->world_before, &of->minds_before,
                           &of->ever,  &of->kept_world, &of->kept_minds};
    for (int i = 0; i < 7; i++) {
        if (!(*rows[i] = KZI_TAKE_MANY(of->in, value_set, count + 1))) return false;
    }
    for (size_t i = 0; i < count; i++) of->ever[i] = KZI_NOTHING;
    return true;
}

bool kzi_relaxing_begin(relaxing *of, const minds *m, arena *in) {
    const grounded *about = m->about;
    *of = (relaxing){.of = m,
                     .in = in,
                     .fact_words = about->fact_count / 64 + 1,
                     .longest_act = 1,
                     .is_without_reasons = about->has_lesser_evil};
    if (!take_flags(of) || !take_bits(of) || !take_sets(of) || !collect_asked(of) ||
        !prepare_claims(of) || !prepare_effects(of))
        return false;
    if (!kzi_claims_of(&of->act_claims, about, about->acts, about->act_count, in)) return false;
    if (!kzi_gainers_begin(&of->gainers, &m->states, &of->act_claims, of->best, in)) return false;
    if (!kzi_claims_of(&of->rule_claims, about, about->rules, about->rule_count, in)) return false;
    for (uint32_t i = 0; i < about->mind_count; i++) of->best[i] = UNKNOWN;
    note_kinds(of, about->acts, about->act_count, &m->acts, 0);
    note_kinds(of, about->rules, about->rule_count, &m->rule_index, about->act_count);
    for (uint32_t i = 0; i < about->act_count; i++) {
        if (about->acts[i].takes > of->longest_act) of->longest_act = about->acts[i].takes;
    }
    return true;
}
