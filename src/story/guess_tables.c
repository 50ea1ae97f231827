/* SPDX-License-Identifier: MIT
 *
 * guess_tables: see guess_tables.h.
 */
#include "guess_tables.h"

#include "../ground/facts_read.h"
#include "best_worth.h"
#include "guess_terms.h"

/* beside those of one mind each */
#define MOST_LONGER_CHAINS 64u
/* values in all chains, some 280 MB; where there are more, nobody is told apart from the world */
#define MOST_COSTS (1u << 24)

/* ---- codes ---- */
uint32_t kzi_guess_code_count(const grounded *about, uint32_t fact) {
    const ground_fact *f = &about->facts[fact];
    return f->type == FACT_NUMBER ? NUMBER_CODES : f->type == FACT_YES_NO ? 3 : f->value_count + 1;
}

uint32_t kzi_guess_code(const ground_fact *f, value what) {
    if (f->type == FACT_NUMBER) return what == UNKNOWN ? NUMBER_UNKNOWN : NUMBER_NOW;
    if (f->type == FACT_YES_NO) return what == UNKNOWN ? 2 : (uint32_t)what;
    uint32_t code = 0;
    while (code < f->value_count && f->values[code] != what) code++;
    return code;
}

/* ---- chains of minds ---- */
static uint32_t chain_below(const guesses *of, uint32_t parent, mind_id mind) {
    for (uint32_t i = 1; i < of->chains.count; i++) {
        if (of->chains.items[i].parent == parent && of->chains.items[i].mind.n == mind.n) return i;
    }
    return NO_CHAIN;
}

/* The world where there was no room for a chain each. */
static uint32_t own_chain(const guesses *of, uint32_t mind) {
    return of->chains.count == 1 ? 0 : mind + 1;
}

static bool has_room_for_chains(const guesses *of, uint32_t more) {
    return (uint64_t)(of->chains.count + more) * of->slot_count <= MOST_COSTS;
}

static uint32_t enter_chain(guesses *of, uint32_t parent, mind_id mind) {
    uint32_t known = chain_below(of, parent, mind);
    bool is_full = of->chains.count > of->of->about->mind_count + MOST_LONGER_CHAINS ||
                   !has_room_for_chains(of, 1);
    if (known != NO_CHAIN || is_full) return known;
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

/* All or none. False when memory ended. */
static bool enter_own_chains(guesses *of) {
    uint32_t mind_count = of->of->about->mind_count;
    if (!LIST_ADD(of->in, &of->chains, (guess_chain){0, NO_MIND})) return false;
    if (!has_room_for_chains(of, mind_count)) return true;
    for (uint32_t i = 0; i < mind_count; i++) {
        if (!LIST_ADD(of->in, &of->chains, (guess_chain){0, {i}})) return false;
    }
    return true;
}

static void enter_longer_chains(guesses *of) {
    const grounded *about = of->of->about;
    if (of->chains.count == 1) return;
    for (uint32_t i = 0; i < about->mind_count; i++)
        enter_chains_of(of, own_chain(of, i), about->minds[i].worth);
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
            of->below[(size_t)i * mind_count + mind] = own_chain(of, mind);
    }
    for (uint32_t i = 1; i < of->chains.count; i++) {
        const guess_chain *chain = &of->chains.items[i];
        of->below[(size_t)chain->parent * mind_count + chain->mind.n] = i;
    }
    return true;
}

/* ---- deeds: acts, then rules, then sights ---- */
typedef struct {
    const guesses *of;
    uint32_t deed;
} fact_reader;

static bool note_reader(void *context, uint32_t fact) {
    const fact_reader *reader = context;
    bit_row *rows = reader->of->readers + reader->of->first_slot[fact];
    for (uint32_t code = 0; code < kzi_guess_code_count(reader->of->of->about, fact); code++)
        kzi_bit_row_add(&rows[code], reader->deed);
    return false;
}

/* Whatever it asks may be wanted otherwise than it is. */
static void note_asked_facts(const guesses *of, expression_id id, uint32_t deed) {
    kzi_facts_visit(of->of->about, id, note_reader, &(fact_reader){of, deed});
}

/* It is only ever to hold: of a claim one value counts. */
static void note_asked_to_hold(guesses *of, expression_id id, uint32_t deed) {
    const grounded *about = of->of->about;
    const expression *e = &about->expressions[id.n];
    bool goes_down =
        e->kind == CONDITION_AND || e->kind == CONDITION_OR || e->kind == CONDITION_BELIEVES;
    if (e->kind == CONDITION_FACT_IS && of->claimed[id.n] != NO_SLOT)
        kzi_bit_row_add(&of->readers[of->claimed[id.n]], deed);
    else if (!goes_down) note_asked_facts(of, id, deed);
    for (uint32_t i = 0; goes_down && i < e->child_count; i++)
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
        note_asked_to_hold(of, told->when, number);
        if (told->kind == IMPLANT_SENSES) note_reader(&(fact_reader){of, number}, told->fact.n);
        else note_asked_facts(of, told->amount, number);
    }
    for (uint32_t i = 0; i < about->mind_count; i++)
        note_asked_to_hold(of, about->seen[deed->first_seen + i], number);
    for (uint32_t i = 0; i < deed->actor_count; i++)
        note_asked_facts(of, about->minds[about->actors[deed->first_actor + i].n].worth, number);
}

static void note_reads_of_all(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->act_count; i++) note_reads_of_deed(of, &about->acts[i], i);
    for (uint32_t i = 0; i < about->rule_count; i++)
        note_reads_of_deed(of, &about->rules[i], about->act_count + i);
    for (uint32_t i = 0; i < about->sight_count; i++) {
        uint32_t deed = about->act_count + about->rule_count + i;
        note_asked_to_hold(of, about->sights[i].condition, deed);
        note_reader(&(fact_reader){of, deed}, about->sights[i].fact.n);
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

/* How far a number goes at once where an effect changes it; 0 when that is not known. */
static int64_t guess_step(const grounded *about, const effect *e) {
    const expression *by = &about->expressions[e->amount.n];
    if (e->kind != CHANGE_BECOMES)
        return by->kind == EXPRESSION_VALUE && by->value != UNKNOWN
                   ? (by->value < 0 ? -(int64_t)by->value : by->value)
                   : 0;
    if (by->kind != EXPRESSION_PLUS && by->kind != EXPRESSION_MINUS) return 0;
    int64_t step = 0;
    for (uint32_t i = 0; i < by->child_count; i++) {
        const expression *part = &about->expressions[about->children[by->first_child + i].n];
        if (part->kind == EXPRESSION_VALUE && part->value != UNKNOWN && part->value > step)
            step = part->value;
    }
    return step;
}

static void note_steps(guesses *of, const ground_act *deed) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < deed->effect_count; i++) {
        const effect *e = &about->effects[deed->first_effect + i];
        int64_t step = guess_step(about, e);
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
    of->has_all = KZI_TAKE_MANY(of->in, bool, about->mind_count);
    of->worth_in_mind = KZI_TAKE_MANY(of->in, guess_terms, about->mind_count);
    of->worth_as_world = KZI_TAKE_MANY(of->in, guess_terms, about->mind_count + 1);
    of->is_counted = KZI_TAKE_MANY(of->in, bool, about->act_count);
    of->readers = KZI_TAKE_MANY(of->in, bit_row, of->slot_count);
    of->stale = KZI_TAKE_MANY(of->in, uint64_t, of->deed_words);
    return !of->in->has_failed;
}

static bool take_worths_apart(guesses *of) {
    const grounded *about = of->of->about;
    for (uint32_t i = 0; i < about->mind_count; i++) {
        expression_id worth = about->minds[i].worth;
        if (!kzi_guess_terms(of, kzi_guess_chain(of, 0, (mind_id){i}), worth,
                             &of->worth_in_mind[i]) ||
            !kzi_guess_terms(of, 0, worth, &of->worth_as_world[i]))
            return false;
    }
    return kzi_guess_terms(of, 0, of->story_wish, &of->worth_as_world[about->mind_count]);
}

bool kzi_guess_tables(guesses *of) {
    const grounded *about = of->of->about;
    of->deed_words = (about->act_count + about->rule_count + about->sight_count + 63) / 64;
    if (!take_slots(of) || !enter_own_chains(of)) return false;
    enter_longer_chains(of);
    if (!note_what_is_below(of) || !take_tables(of) || !take_worths_apart(of)) return false;
    note_claims(of);
    for (uint32_t i = 0; i < about->act_count; i++) note_steps(of, &about->acts[i]);
    for (uint32_t i = 0; i < about->rule_count; i++) note_steps(of, &about->rules[i]);
    for (uint32_t i = 0; i < about->mind_count; i++)
        of->best[i] = kzi_best_worth(about, about->minds[i].worth);
    of->has_tables = note_readers(of);
    return of->has_tables;
}

guesses kzi_guesses(const minds *about, guess_kind kind, expression_id story_wish, arena *in) {
    return (guesses){.of = about, .in = in, .kind = kind, .story_wish = story_wish};
}
