/* SPDX-License-Identifier: MIT
 *
 * guess_tables: see guesses.h. What is worked out once, before the first guess: chains of minds,
 * slots for the values of facts, what each wish is made of, and which deed reads which value.
 */
#include "best_worth.h"
#include "guess_costs.h"
#include "guess_terms.h"

/* beside those of one mind each, which are all kept */
#define MOST_LONGER_CHAINS 64u

/* ---- chains of minds ---- */
static uint32_t chain_below(const guesses *of, uint32_t parent, mind_id mind) {
    for (uint32_t i = 1; i < of->chains.count; i++) {
        if (of->chains.items[i].parent == parent && of->chains.items[i].mind.n == mind.n) return i;
    }
    return NO_CHAIN;
}

static uint32_t enter_chain(guesses *of, uint32_t parent, mind_id mind) {
    uint32_t known = chain_below(of, parent, mind);
    if (known != NO_CHAIN || of->chains.count > of->of->about->mind_count + MOST_LONGER_CHAINS)
        return known;
    return LIST_ADD(of->in, &of->chains, (guess_chain){parent, mind}) ? of->chains.count - 1
                                                                      : NO_CHAIN;
}

static void enter_chains_of(guesses *of, uint32_t at, expression_id id) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    if (e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED)
        at = enter_chain(of, at, e->mind);
    for (uint32_t i = 0; at != NO_CHAIN && i < e->child_count; i++)
        enter_chains_of(of, at, about->children[e->first_child + i]);
}

static void enter_chains_of_deed(guesses *of, const ground_act *deed) {
    const grounded *about = of->of->about;
    enter_chains_of(of, 0, deed->condition);
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        enter_chains_of(of, 0, about->effects[deed->first_effect + i].when);
        enter_chains_of(of, 0, about->effects[deed->first_effect + i].amount);
    }
}

/* False when memory ended. */
static bool enter_own_chains(guesses *of) {
    if (!LIST_ADD(of->in, &of->chains, (guess_chain){0, NO_MIND})) return false;
    for (uint32_t i = 0; i < of->of->about->mind_count; i++) {
        if (!LIST_ADD(of->in, &of->chains, (guess_chain){0, {i}})) return false;
    }
    return true;
}

static void enter_longer_chains(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->mind_count; i++)
        enter_chains_of(of, kzi_guess_own_chain((mind_id){i}), about->minds[i].worth);
    enter_chains_of(of, 0, of->story_wish);
    for (uint32_t i = 0; i < about->act_count; i++) enter_chains_of_deed(of, &about->acts[i]);
    for (uint32_t i = 0; i < about->rule_count; i++) enter_chains_of_deed(of, &about->rules[i]);
}

/* False when memory ended. */
static bool note_what_is_below(guesses *of) {
    uint32_t mind_count = of->of->about->mind_count;
    of->below = KZI_TAKE_MANY(of->in, uint32_t, (size_t)of->chains.count * mind_count);
    if (!of->below) return false;
    for (uint32_t i = 0; i < of->chains.count; i++) {
        for (uint32_t mind = 0; mind < mind_count; mind++)
            of->below[(size_t)i * mind_count + mind] = kzi_guess_own_chain((mind_id){mind});
    }
    for (uint32_t i = 1; i < of->chains.count; i++) {
        const guess_chain *chain = &of->chains.items[i];
        of->below[(size_t)chain->parent * mind_count + chain->mind.n] = i;
    }
    return true;
}

/* ---- deeds: acts, then rules, then sights ---- */
static void note_reader_of_fact(guesses *of, uint32_t fact, uint32_t deed) {
    for (uint32_t code = 0; code < kzi_guess_code_count(of->of->about, fact); code++)
        kzi_bit_row_add(&of->readers[of->first_slot[fact] + code], deed);
}

/* Whatever it asks may be wanted otherwise than it is. */
static void note_asked_facts(guesses *of, expression_id id, uint32_t deed) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    bool asks = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                e->kind == CONDITION_FACT_IS_NOT;
    if (asks) note_reader_of_fact(of, e->fact.n, deed);
    for (uint32_t i = 0; e->kind == EXPRESSION_CHOOSE && i < about->thing_count; i++) {
        uint32_t fact = about->choices[e->number + i];
        if (fact != UINT32_MAX) note_reader_of_fact(of, fact, deed);
    }
    for (uint32_t i = 0; i < e->child_count; i++)
        note_asked_facts(of, about->children[e->first_child + i], deed);
}

/* It is only ever to hold: of a claim one value counts. */
static void note_asked_to_hold(guesses *of, expression_id id, uint32_t deed) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    bool is_joined =
        e->kind == CONDITION_AND || e->kind == CONDITION_OR || e->kind == CONDITION_BELIEVES;
    if (e->kind == CONDITION_FACT_IS && of->claimed[id.n] != NO_SLOT)
        kzi_bit_row_add(&of->readers[of->claimed[id.n]], deed);
    else if (!is_joined) note_asked_facts(of, id, deed);
    for (uint32_t i = 0; is_joined && i < e->child_count; i++)
        note_asked_to_hold(of, about->children[e->first_child + i], deed);
}

static void note_reads_of_deed(guesses *of, const ground_act *deed, uint32_t number) {
    const grounded *about = of->of->about;
    note_asked_to_hold(of, deed->condition, number);
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        note_asked_to_hold(of, about->effects[deed->first_effect + i].when, number);
        note_asked_facts(of, about->effects[deed->first_effect + i].amount, number);
    }
    for (uint32_t i = 0; i < deed->implant_count; i++) {
        const implant *told = &about->implants[deed->first_implant + i];
        if (told->kind == IMPLANT_SENSES) continue;
        note_asked_to_hold(of, told->when, number);
        note_asked_facts(of, told->amount, number);
    }
    for (uint32_t i = 0; i < deed->actor_count; i++)
        note_asked_facts(of, about->minds[about->actors[deed->first_actor + i].n].worth, number);
}

static void note_reads_of_all(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->act_count; i++) {
        note_reads_of_deed(of, &about->acts[i], i);
        for (uint32_t mind = 0; mind < about->mind_count; mind++)
            note_asked_to_hold(of, about->seen[about->acts[i].first_seen + mind], i);
    }
    for (uint32_t i = 0; i < about->rule_count; i++)
        note_reads_of_deed(of, &about->rules[i], about->act_count + i);
    for (uint32_t i = 0; i < about->sight_count; i++) {
        uint32_t deed = about->act_count + about->rule_count + i;
        note_asked_to_hold(of, about->sights[i].condition, deed);
        note_reader_of_fact(of, about->sights[i].fact.n, deed);
    }
}

/* False when memory ended. */
static bool note_readers(guesses *of) {
    note_reads_of_all(of);
    if (!kzi_bit_rows_take(of->in, of->readers, of->slot_count)) return false;
    note_reads_of_all(of);
    return true;
}

static void note_claims(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->expression_count; i++) {
        const expression *e = &about->expressions[i];
        bool is_claim = e->kind == CONDITION_FACT_IS || e->kind == CONDITION_FACT_IS_NOT;
        const ground_fact *f = is_claim ? &about->facts[e->fact.n] : NULL;
        of->claimed[i] = f && f->type != FACT_NUMBER
                             ? of->first_slot[e->fact.n] + kzi_guess_code(f, e->value)
                             : NO_SLOT;
    }
}

static void note_steps(guesses *of, const ground_act *deed) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        const effect *e = &about->effects[deed->first_effect + i];
        int64_t step = kzi_guess_step(about, e);
        if (step > of->longest[e->fact.n]) of->longest[e->fact.n] = step;
    }
}

/* ---- beginning ---- */
static bool take_slots(guesses *of) {
    const grounded *about = of->of->about;
    of->first_slot = KZI_TAKE_MANY(of->in, uint32_t, about->fact_count);
    of->claimed = KZI_TAKE_MANY(of->in, uint32_t, about->expression_count);
    for (uint32_t i = 0; of->first_slot && i < about->fact_count; i++) {
        of->first_slot[i] = of->slot_count;
        of->slot_count += kzi_guess_code_count(about, i);
    }
    return of->first_slot && of->claimed;
}

static bool take_tables(guesses *of) {
    const grounded *about = of->of->about;
    size_t cells = (size_t)of->chains.count * of->slot_count;
    of->cost = KZI_TAKE_MANY(of->in, uint32_t, cells);
    of->supports = KZI_TAKE_MANY(of->in, support, cells);
    of->is_needed = KZI_TAKE_MANY(of->in, bool, cells);
    of->stands = KZI_TAKE_MANY(of->in, state_id, of->chains.count);
    of->notice = KZI_TAKE_MANY(of->in, uint32_t, of->chains.count);
    of->longest = KZI_TAKE_MANY(of->in, int64_t, about->fact_count);
    of->best = KZI_TAKE_MANY(of->in, int64_t, about->mind_count);
    of->is_content = KZI_TAKE_MANY(of->in, bool, about->mind_count);
    of->wants = KZI_TAKE_MANY(of->in, guess_terms, about->mind_count);
    of->wishes = KZI_TAKE_MANY(of->in, guess_terms, about->mind_count + 1);
    of->is_counted = KZI_TAKE_MANY(of->in, bool, about->act_count);
    of->readers = KZI_TAKE_MANY(of->in, bit_row, of->slot_count);
    of->stale = KZI_TAKE_MANY(of->in, uint64_t, of->deed_words);
    return !of->in->has_failed;
}

static bool take_wishes_apart(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        expression_id worth = about->minds[i].worth;
        if (!kzi_guess_terms(of, kzi_guess_own_chain((mind_id){i}), worth, &of->wants[i]) ||
            !kzi_guess_terms(of, 0, worth, &of->wishes[i]))
            return false;
    }
    return kzi_guess_terms(of, 0, of->story_wish, &of->wishes[about->mind_count]);
}

bool kzi_guess_tables(guesses *of) {
    const grounded *about = of->of->about;
    of->deed_words = (about->act_count + about->rule_count + about->sight_count + 63) / 64;
    if (!take_slots(of) || !enter_own_chains(of)) return false;
    enter_longer_chains(of);
    if (!note_what_is_below(of) || !take_tables(of) || !take_wishes_apart(of)) return false;
    note_claims(of);
    for (uint32_t i = 0; i < about->act_count; i++) note_steps(of, &about->acts[i]);
    for (uint32_t i = 0; i < about->rule_count; i++) note_steps(of, &about->rules[i]);
    for (uint32_t i = 0; i < about->mind_count; i++)
        of->best[i] = kzi_best_worth(about, about->minds[i].worth);
    return note_readers(of);
}

guesses kzi_guesses(const minds *about, guess_kind kind, expression_id sum, arena *in) {
    return (guesses){.of = about, .in = in, .kind = kind, .story_wish = sum};
}
