/* SPDX-License-Identifier: MIT
 *
 * origin: see origin.h.
 */
#include "origin.h"

#include <string.h>

static const grounded *ground_of(const belief_asked *b) {
    return b->log->of->minds.about;
}

static view whole_view_of(const belief_asked *b, state_id at) {
    view whole = b->log->of->start;
    whole.state = at;
    return whole;
}

/* The world at the end of the first `length` minds of the chain. */
static state_id world_of_chain(const belief_asked *b, state_id at, uint32_t length) {
    view held = whole_view_of(b, at);
    for (uint32_t i = 0; i < length; i++)
        held = kzi_minds_view(&b->log->of->minds, held, b->chain[i]);
    return held.state;
}

static value value_of_chain(const belief_asked *b, state_id at, uint32_t length) {
    const states *all = &b->log->of->minds.states;
    return kzi_fact_get(all->about, kzi_state_facts(all, world_of_chain(b, at, length)), b->fact);
}

static value value_held(const belief_asked *b, state_id at) {
    return value_of_chain(b, at, b->chain_length);
}

/* ---- what in the act could have set it ---- */
static bool implants_in_chain(const belief_asked *b, const implant *what) {
    const grounded *about = ground_of(b);
    if (what->fact.n != b->fact.n) return false;
    bool is_own =
        what->via_count == 0 &&
        what->mind.n == b->chain[b->chain_length - 1].n; /* also what another is seen to be told */
    bool is_of_other = b->chain_length == 2 && what->mind.n == b->chain[0].n &&
                       ((what->via_count == 1 && about->via[what->first_via].n == b->chain[1].n) ||
                        (what->via_count == 0 && what->teller.n == b->chain[1].n));
    return is_own || is_of_other;
}

static bool find_implant(const belief_asked *b, const ground_act *happening, origin *found) {
    static const origin_kind kinds[] = {[IMPLANT_LEARNS] = ORIGIN_TOLD,
                                        [IMPLANT_BELIEVES] = ORIGIN_MADE,
                                        [IMPLANT_SENSES] = ORIGIN_SENSED};
    const grounded *about = ground_of(b);
    for (uint32_t i = happening->implant_count;
         i-- > 0;) { /* the later line takes hold over the earlier */
        const implant *what = &about->implants[happening->first_implant + i];
        if (!implants_in_chain(b, what)) continue;
        found->kind = kinds[what->kind];
        found->teller = what->teller;
        found->implant = happening->first_implant + i;
        return true;
    }
    return false;
}

static bool sets_fact(const belief_asked *b, const ground_act *happening) {
    for (uint32_t i = 0; i < happening->effect_count; i++) {
        if (ground_of(b)->effects[happening->first_effect + i].fact.n == b->fact.n) return true;
    }
    return false;
}

static bool noticed(const belief_asked *b, state_id before, const ground_act *act) {
    for (uint32_t i = 0; i < b->chain_length; i++) {
        expression_id seen = ground_of(b)->seen[act->first_seen + b->chain[i].n];
        if (!kzi_minds_hold(&b->log->of->minds, world_of_chain(b, before, i), seen)) return false;
    }
    return true;
}

static bool is_evident_to(const belief_asked *b, mind_id mind) {
    const grounded *about = ground_of(b);
    for (uint32_t i = 0; i < about->sight_count; i++) {
        if (about->sights[i].fact.n == b->fact.n && about->sights[i].mind.n == mind.n) return true;
    }
    return false;
}

/* A rule that gives the fact this value; one that fired in the story before others. */
static bool find_rule(const belief_asked *b, const told_act *a, value held, origin *found) {
    const grounded *about = ground_of(b);
    for (uint32_t pass = 0; pass < 2; pass++) {
        uint32_t count = pass == 0 ? a->rule_count : about->rule_count;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t number = pass == 0 ? a->rules[i] : i;
            const ground_act *rule = &about->rules[number];
            found->rule = number;
            if (find_implant(b, rule, found)) return found->kind = ORIGIN_RULE, true;
            for (uint32_t j = 0; j < rule->effect_count; j++) {
                const effect *e = &about->effects[rule->first_effect + j];
                const expression *amount = &about->expressions[e->amount.n];
                bool gives = e->kind != CHANGE_BECOMES || amount->kind != EXPRESSION_VALUE ||
                             amount->value == held;
                if (e->fact.n == b->fact.n && gives) return found->kind = ORIGIN_RULE, true;
            }
        }
    }
    return false;
}

static void find_cause(const belief_asked *b, uint32_t number, origin *found) {
    const told_act *a = &b->log->acts[number];
    const ground_act *act = &ground_of(b)->acts[a->act.n];
    value held = value_held(b, a->after);
    found->act = number;
    if (!a->fails && find_implant(b, act, found)) return;
    bool sees = noticed(b, a->before, act);
    found->kind = ORIGIN_SAW;
    if (!a->fails && sees && sets_fact(b, act)) return;
    if (is_evident_to(b, b->chain[b->chain_length - 1]) &&
        held == value_of_chain(b, a->after, b->chain_length - 1)) {
        found->kind = ORIGIN_EVIDENT;
        return;
    }
    found->kind = ORIGIN_PUT_RIGHT;
    bool was_surprised =
        sees && !kzi_minds_hold(&b->log->of->minds, world_of_chain(b, a->before, b->chain_length),
                                act->condition);
    if (!was_surprised && !find_rule(b, a, held, found))
        found->kind =
            is_evident_to(b, b->chain[b->chain_length - 1]) ? ORIGIN_EVIDENT : ORIGIN_PUT_RIGHT;
}

/* ---- from the start ---- */
static bool is_line_of(const belief_asked *b, const ground_belief *said) {
    if (said->fact.n != b->fact.n || said->via_count == 0 || said->via_count > b->chain_length)
        return false;
    for (uint32_t i = 0; i < said->via_count; i++) {
        if (ground_of(b)->via[said->first_via + i].n != b->chain[i].n) return false;
    }
    return true;
}

static void find_start(const belief_asked *b, uint32_t moment, origin *found) {
    const grounded *about = ground_of(b);
    value held = value_held(b, b->log->start);
    found->kind = ORIGIN_NEVER_ASKED;
    for (uint32_t i = 0; i < about->belief_count; i++) {
        if (!is_line_of(b, &about->beliefs[i]) || about->beliefs[i].value != held) continue;
        found->kind = ORIGIN_START;
        found->belief = i;
    }
    if (found->kind == ORIGIN_START ||
        value_of_chain(b, b->log->start, b->chain_length - 1) != held)
        return;
    for (uint32_t i = moment; i-- > 0;) {
        const told_act *a = &b->log->acts[i];
        value before = value_of_chain(b, a->before, b->chain_length - 1),
              after = value_of_chain(b, a->after, b->chain_length - 1);
        if (before == after || before != held) continue;
        found->kind = ORIGIN_WAS_SO;
        found->changed = i;
        return;
    }
}

origin kzi_origin_of(const belief_asked *b) {
    origin found = {.teller = NO_MIND};
    for (uint32_t i = b->moment; i-- > 0;) {
        const told_act *a = &b->log->acts[i];
        if (value_held(b, a->before) == value_held(b, a->after)) continue;
        find_cause(b, i, &found);
        return found;
    }
    find_start(b, b->moment, &found);
    return found;
}

/* ---- the same again without the cause ---- */
#define COPY_ROWS(in, type, of, count)                                                             \
    ((type *)copied_rows((in), (of), sizeof(type) * (size_t)(count)))

static void *copied_rows(arena *in, const void *rows, size_t size) {
    void *made = kzi_arena_take(in, size ? size : 1);
    if (made && size) memcpy(made, rows, size);
    return made;
}

static bool forget_line(grounded *about, uint32_t number, arena *in) {
    ground_belief *kept = COPY_ROWS(in, ground_belief, about->beliefs, about->belief_count);
    if (!kept) return false;
    memmove(kept + number, kept + number + 1, sizeof *kept * (about->belief_count - number - 1));
    about->beliefs = kept;
    about->belief_count--;
    return true;
}

static bool forget_implant(grounded *about, uint32_t number, arena *in) {
    implant *kept = COPY_ROWS(in, implant, about->implants, about->implant_count);
    if (!kept) return false;
    kept[number].when = NEVER_HOLDS;
    about->implants = kept;
    return true;
}

static bool forget_rule(grounded *about, uint32_t number, arena *in) {
    ground_act *kept = COPY_ROWS(in, ground_act, about->rules, about->rule_count);
    if (!kept) return false;
    kept[number].condition = NEVER_HOLDS;
    about->rules = kept;
    return true;
}

/* Nobody in the chain sees the act; its actors cannot help it. */
static bool forget_seeing(grounded *about, const belief_asked *b, const ground_act *act,
                          arena *in) {
    expression_id *kept = COPY_ROWS(in, expression_id, about->seen, about->seen_count);
    if (!kept) return false;
    for (uint32_t i = 0; i < b->chain_length; i++)
        kept[act->first_seen + b->chain[i].n] = NEVER_HOLDS;
    about->seen = kept;
    return true;
}

static bool forget_sight(grounded *about, const belief_asked *b, arena *in) {
    ground_sight *kept = COPY_ROWS(in, ground_sight, about->sights, about->sight_count);
    for (uint32_t i = 0; kept && i < about->sight_count; i++) {
        if (kept[i].fact.n == b->fact.n) kept[i].condition = NEVER_HOLDS;
    }
    about->sights = kept;
    return kept != NULL;
}

static bool forget_cause(grounded *about, const belief_asked *b, const origin *claimed, arena *in) {
    switch (claimed->kind) {
    case ORIGIN_START: return forget_line(about, claimed->belief, in);
    case ORIGIN_TOLD:
    case ORIGIN_MADE:
    case ORIGIN_SENSED: return forget_implant(about, claimed->implant, in);
    case ORIGIN_RULE: return forget_rule(about, claimed->rule, in);
    case ORIGIN_EVIDENT: return forget_sight(about, b, in);
    default: return forget_seeing(about, b, &about->acts[b->log->acts[claimed->act].act.n], in);
    }
}

static bool is_from_start(const origin *claimed) {
    return claimed->kind == ORIGIN_START || claimed->kind == ORIGIN_WAS_SO ||
           claimed->kind == ORIGIN_NEVER_ASKED;
}

/* The acts are done whether or not anybody would: only the belief is in question. */
static bool held_again(const belief_asked *b, const origin *claimed, minds *again, value *held) {
    view at = b->log->of->start;
    at.state = kzi_minds_start(again);
    uint32_t count = is_from_start(claimed) ? 0 : claimed->act + 1;
    for (uint32_t i = 0; i < count && at.state.n != NO_STATE.n; i++)
        at.state = kzi_minds_step(again, at, b->log->acts[i].act);
    if (at.state.n == NO_STATE.n) return false;
    for (uint32_t i = 0; i < b->chain_length; i++) at = kzi_minds_view(again, at, b->chain[i]);
    *held = kzi_fact_get(again->about, kzi_state_facts(&again->states, at.state), b->fact);
    return true;
}

bool kzi_origin_holds(const belief_asked *b, const origin *claimed, arena *in, bool *holds) {
    grounded *less = KZI_TAKE(in, grounded);
    *holds = true;
    if (claimed->kind == ORIGIN_WAS_SO || claimed->kind == ORIGIN_NEVER_ASKED)
        return less != NULL; /* no cause is claimed */
    if (!less) return false;
    *less = *ground_of(b);
    arena scratch = kzi_arena(in->from);
    minds again;
    value held = UNKNOWN;
    bool was_done =
        forget_cause(less, b, claimed, in) && kzi_minds_begin(&again, less, in, &scratch);
    bool went_round = false;
    if (was_done && !held_again(b, claimed, &again, &held)) {
        went_round = again.rules.loop.was_found;
        was_done = went_round;
    }
    kzi_arena_free(&scratch);
    state_id after = is_from_start(claimed) ? b->log->start : b->log->acts[claimed->act].after;
    *holds = !went_round && held != value_held(b, after);
    return was_done;
}
