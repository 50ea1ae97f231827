/* SPDX-License-Identifier: MIT
 *
 * changes: see changes.h.
 */
#include "changes.h"

#include "../syntax/printer.h"
#include "../telling/words.h"

#define MOST_TRIED_ONE_BY_ONE 64 /* values of a number of the world */
#define WEIGHT_MORE           8 /* a want is tried at nothing, and at twice its weight and so much more */
#define ENDLESS_TRIED         64 /* of a number that has no end */
/* of a number somebody believes: there are as many beliefs as facts and minds together */
#define MOST_TRIED_OF_BELIEF 8

const char *kzi_change_kind_words(change_family_kind kind) {
    static const char *const words[] = {
        [CHANGES_BELIEF] = "belief",         [CHANGES_FACT] = "fact",
        [CHANGES_WEIGHT] = "weight",         [CHANGES_LAW] = "law",
        [CHANGES_LESS_ACT] = "act left out", [CHANGES_LESS_RULE] = "rule left out",
        [CHANGES_MORE] = "act added"};
    return words[kind];
}

/* ---- one change ---- */
static const world_want *want_as_written(const change_list *of, const ground_want *want) {
    for (uint32_t i = 0; i < of->from->want_count; i++) {
        if (kzi_is_same_span(of->from->wants[i].where, want->where)) return &of->from->wants[i];
    }
    return NULL;
}

static const char *text_of_change(const change_list *of, const change_family *f, value to) {
    writer text = kzi_writer(of->in);
    const grounded *about = of->whole;
    if (f->kind == CHANGES_LESS_ACT || f->kind == CHANGES_LESS_RULE) {
        kzi_writef(&text, "without %s", f->name);
    } else if (f->kind == CHANGES_MORE) {
        kzi_writef(&text, "with %s", f->name);
    } else if (f->kind == CHANGES_WEIGHT) {
        const ground_want *want = &about->wants[f->want];
        const node *said = want_as_written(of, want)->from;
        kzi_writef(&text, "%s %s %d: ", kzi_words_mind(about, want->mind),
                   said->flag ? "fears" : "wants", to);
        kzi_syntax_print(&text, about->names, kzi_child(said, 1));
    } else {
        for (uint32_t i = 0; i < 2 && f->chain[i].n != NO_MIND.n; i++)
            kzi_writef(&text, "%s believes ", kzi_words_mind(about, f->chain[i]));
        kzi_words_claim(&text, about, f->fact, to);
    }
    return kzi_written(&text);
}

static uint32_t distance_between(value one, value other) {
    return one > other ? (uint32_t)(one - other) : (uint32_t)(other - one);
}

static bool add_single(change_list *to, uint32_t family, value v) {
    const change_family *f = &to->families.items[family];
    uint32_t size = f->is_number && f->from != UNKNOWN ? distance_between(v, f->from) : 1;
    for (uint32_t i = to->list.count; i-- > 0;) {
        if (to->list.items[i].family == family && to->list.items[i].to == v) return true;
    }
    return LIST_ADD(to->in, &to->list, (single_change){text_of_change(to, f, v), family, v, size});
}

uint32_t kzi_changes_add_number(change_list *to, uint32_t family, value number) {
    const change_family *f = &to->families.items[family];
    single_change made = {text_of_change(to, f, number), family, number,
                          distance_between(number, f->from)};
    return LIST_ADD(to->in, &to->list, made) ? to->list.count - 1 : UINT32_MAX;
}

/* ---- numbers ---- */
static bool add_ends(change_list *to, uint32_t family, value low, value high) {
    change_family *f = &to->families.items[family];
    f->is_number = true;
    f->low = low;
    f->high = high;
    value from = f->from;
    return (from == low || add_single(to, family, low)) &&
           (from == high || add_single(to, family, high));
}

bool kzi_changes_add_side(change_list *to, uint32_t family, bool is_upwards) {
    const change_family *f = &to->families.items[family];
    value from = f->from, end = is_upwards ? f->high : f->low,
          at_once = f->kind == CHANGES_FACT ? MOST_TRIED_ONE_BY_ONE : MOST_TRIED_OF_BELIEF;
    uint32_t whole = distance_between(from, end);
    bool is_small = whole <= (uint32_t)at_once;
    for (uint32_t step = 1; step < whole; step = is_small ? step + 1 : step * 2) {
        if (!add_single(to, family, is_upwards ? from + (value)step : from - (value)step))
            return false;
    }
    return true;
}

/* ---- facts and beliefs ---- */
static bool add_values(change_list *to, uint32_t family) {
    const change_family *f = &to->families.items[family];
    const ground_fact *fact = &to->whole->facts[f->fact.n];
    value from = f->from,
          most = fact->high >= MOST_OF_ENDLESS ? fact->low + ENDLESS_TRIED : fact->high;
    if (fact->type == FACT_NUMBER)
        return add_ends(to, family, fact->low,
                        from != UNKNOWN && from > most ? from + ENDLESS_TRIED : most);
    if (fact->type == FACT_YES_NO)
        return (from == 1 || add_single(to, family, 1)) && (from == 0 || add_single(to, family, 0));
    for (uint32_t i = 0; i < fact->value_count; i++) {
        if (fact->values[i] != from && !add_single(to, family, fact->values[i])) return false;
    }
    return true;
}

static bool add_family(change_list *to, change_family made) {
    return LIST_ADD(to->in, &to->families, made);
}

static bool add_fact_family(change_list *to, change_family made) {
    const grounded *about = to->whole;
    if (about->has_clock && about->clock.n == made.fact.n) return true;
    return add_family(to, made) && add_values(to, to->families.count - 1);
}

static bool is_via(const grounded *about, const ground_belief *said, const mind_id *chain,
                   uint32_t length) {
    if (said->via_count != length) return false;
    for (uint32_t i = 0; i < length; i++) {
        if (about->via[said->first_via + i].n != chain[i].n) return false;
    }
    return true;
}

/* What the last of these believers is said to hold at the start. */
static value stated_value(const grounded *about, const mind_id *chain, uint32_t length,
                          fact_id fact) {
    value found =
        length ? stated_value(about, chain, length - 1, fact) : about->facts[fact.n].start;
    for (uint32_t i = 0; i < about->belief_count && length; i++) {
        if (about->beliefs[i].fact.n == fact.n && is_via(about, &about->beliefs[i], chain, length))
            found = about->beliefs[i].value;
    }
    return found;
}

static bool list_beliefs(change_list *to) {
    const grounded *about = to->whole;
    for (uint32_t mind = 0; mind < about->mind_count; mind++) {
        for (uint32_t fact = 0; fact < about->fact_count; fact++) {
            change_family made = {
                .kind = CHANGES_BELIEF, .chain = {{mind}, NO_MIND}, .fact = {fact}};
            made.from = stated_value(about, made.chain, 1, made.fact);
            if (!add_fact_family(to, made)) return false;
        }
    }
    for (uint32_t i = 0; i < about->belief_count; i++) {
        const ground_belief *said = &about->beliefs[i];
        if (said->via_count != 2) continue;
        change_family made = {
            .kind = CHANGES_BELIEF,
            .chain = {about->via[said->first_via], about->via[said->first_via + 1]},
            .fact = said->fact,
            .from = said->value};
        if (!add_fact_family(to, made)) return false;
    }
    return true;
}

static bool list_facts(change_list *to, bool are_laws) {
    const grounded *about = to->whole;
    for (uint32_t fact = 0; fact < about->fact_count; fact++) {
        if (about->facts[fact].is_law != are_laws) continue;
        change_family made = {.kind = are_laws ? CHANGES_LAW : CHANGES_FACT,
                              .chain = {NO_MIND, NO_MIND},
                              .fact = {fact},
                              .from = about->facts[fact].start};
        if (!add_fact_family(to, made)) return false;
    }
    return true;
}

/* ---- wants ---- */
/* Only a weight that is a plain number, before a condition, can be replaced by a line. */
static bool list_weights(change_list *to) {
    const grounded *about = to->whole;
    for (uint32_t i = 0; i < about->want_count; i++) {
        const world_want *want = want_as_written(to, &about->wants[i]);
        if (!want || kzi_child(want->from, 0)->kind != NODE_NUMBER ||
            kzi_child(want->from, 1)->kind == NODE_NONE)
            continue;
        value weight = (value)kzi_child(want->from, 0)->number;
        if (!add_family(to, (change_family){.kind = CHANGES_WEIGHT,
                                            .chain = {NO_MIND, NO_MIND},
                                            .want = i,
                                            .from = weight}))
            return false;
        if (!add_ends(to, to->families.count - 1, 0, 2 * weight + WEIGHT_MORE)) return false;
    }
    return true;
}

/* ---- acts and rules ---- */
static bool list_less(change_list *to, change_family_kind kind, const declared *all,
                      uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (all[i].instance_count == 0) continue;
        change_family made = {.kind = kind,
                              .chain = {NO_MIND, NO_MIND},
                              .name = kzi_symbol_text(to->whole->names, all[i].name),
                              .from = UNKNOWN};
        if (!add_family(to, made) || !add_single(to, to->families.count - 1, 0)) return false;
    }
    return true;
}

/* ---- what could be there as well ---- */
static bool add_more(change_list *to, const char *name) {
    change_family made = {
        .kind = CHANGES_MORE, .chain = {NO_MIND, NO_MIND}, .name = name, .from = UNKNOWN};
    return add_family(to, made) && add_single(to, to->families.count - 1, 1);
}

static bool list_brought_back(change_list *to, const node *const *left_out, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        writer call = kzi_writer(to->in);
        kzi_syntax_print(&call, to->whole->names, left_out[i]);
        if (!add_more(to, kzi_written(&call))) return false;
    }
    for (uint32_t i = 0; i < to->from->spare_count; i++) {
        if (!add_more(to, kzi_symbol_text(to->whole->names, to->from->spares[i]->name)))
            return false;
    }
    return true;
}

static bool may_do_it_already(const world *from, const world_act *act, uint32_t who) {
    const term *actor = act->actors[0];
    return actor->kind == TERM_THING ? (uint32_t)actor->number == who
                                     : kzi_is_of_kind(from, who, actor->of_kind);
}

/* What one person does, done by each other who has a mind. Most acts speak of what only some have;
 * those are no changes, and are found out when they are read. */
static bool list_done_by_others(change_list *to) {
    const world *from = to->from;
    for (uint32_t i = 0; i < from->act_count; i++) {
        if (from->acts[i].actor_count != 1) continue;
        for (uint32_t who = 0; who < from->thing_count; who++) {
            const world_thing *person = &from->things[who];
            if (!person->is_person || !person->mind_reasons ||
                may_do_it_already(from, &from->acts[i], who))
                continue;
            writer call = kzi_writer(to->in);
            kzi_writef(&call, "%s by %s", kzi_symbol_text(from->names, from->acts[i].name),
                       kzi_symbol_text(from->names, person->name));
            if (!add_more(to, kzi_written(&call))) return false;
        }
    }
    return true;
}

bool kzi_changes_list(change_list *made, const grounded *whole, const world *from,
                      const node *const *left_out, uint32_t left_out_count, arena *in) {
    *made = (change_list){.whole = whole, .from = from, .in = in};
    return list_facts(made, false) && list_weights(made) && list_facts(made, true) &&
           list_beliefs(made) &&
           list_less(made, CHANGES_LESS_ACT, whole->declared_acts, whole->declared_act_count) &&
           list_less(made, CHANGES_LESS_RULE, whole->declared_rules, whole->declared_rule_count) &&
           list_brought_back(made, left_out, left_out_count) && list_done_by_others(made) &&
           !in->has_failed;
}
