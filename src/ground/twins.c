/* SPDX-License-Identifier: MIT
 *
 * twins: see twins.h. What an act does is written as a row of numbers, as it stands and as it would
 * read after a swap; which act it becomes is the one that has that row.
 */
#include "twins.h"

#include "alike.h"
#include "facts_read.h"

#include <stdlib.h>
#include <string.h>

#define NO_TWIN UINT32_MAX

/* While swaps are tried. */
typedef struct {
    const grounded *about;
    expression_id wish;
    arena *in; /* for swaps that are kept */
    arena scratch;
    alike words;
    rows fact_keys, act_rows;
    LIST(uint32_t) first_with_key;          /* by fact key: the first fact that has it */
    LIST(uint32_t) first_with_row;          /* by act row: the first act, or rule after all acts */
    uint32_t *stands;                       /* by act, then by rule: its row as it stands */
    LIST(uint32_t) row;                     /* being put together */
    uint32_t *facts, *acts, *minds, *rules; /* of the swap at hand */
    swap by;
    bool has_failed; /* memory ended */
} twin_search;

static bool twins_fail(twin_search *s) {
    s->has_failed = true;
    return false;
}

/* ---- facts and minds: by what they are about ---- */
static thing_id swapped(const swap *by, thing_id of) {
    if (!by || (of.n != by->one.n && of.n != by->other.n)) return of;
    return of.n == by->one.n ? by->other : by->one;
}

static uint32_t key_of_fact(twin_search *s, uint32_t fact, const swap *by, bool is_turned) {
    const ground_fact *f = &s->about->facts[fact];
    s->row.count = 0;
    bool was_added = LIST_ADD(&s->scratch, &s->row, f->where.source) &&
                     LIST_ADD(&s->scratch, &s->row, f->where.first);
    for (uint32_t i = 0; was_added && i < f->thing_count; i++) {
        uint32_t place = is_turned && i < 2 ? 1 - i : i;
        was_added = LIST_ADD(&s->scratch, &s->row, swapped(by, f->things[place]).n);
    }
    uint32_t key = was_added ? kzi_row(&s->fact_keys, s->row.items, s->row.count) : NO_ROW;
    if (key == NO_ROW) twins_fail(s);
    return key;
}

/* A fact that holds both ways may be kept the other way round. */
static uint32_t key_after(twin_search *s, uint32_t fact) {
    uint32_t after = key_of_fact(s, fact, &s->by, false);
    bool is_known = after < s->first_with_key.count || s->about->facts[fact].thing_count < 2;
    return is_known || s->has_failed ? after : key_of_fact(s, fact, &s->by, true);
}

static bool may_have_value(const ground_fact *f, value what) {
    for (uint32_t i = 0; i < f->value_count; i++) {
        if (f->values[i] == what) return true;
    }
    return false;
}

static bool are_facts_alike(const twin_search *s, fact_id fact, uint32_t becomes) {
    const ground_fact *one = &s->about->facts[fact.n], *other = &s->about->facts[becomes];
    if (one->type != other->type || one->low != other->low || one->high != other->high ||
        one->value_count != other->value_count)
        return false;
    for (uint32_t i = 0; i < one->value_count; i++) {
        if (!may_have_value(other, kzi_swapped_value(s->about, &s->by, fact, one->values[i])))
            return false;
    }
    return true;
}

/* What is about neither of the two stays what it is. */
static bool swap_fact(twin_search *s, uint32_t fact) {
    uint32_t stands = key_of_fact(s, fact, NULL, false), after = key_after(s, fact);
    if (s->has_failed || after >= s->first_with_key.count) return false;
    s->facts[fact] = after == stands ? fact : s->first_with_key.items[after];
    return are_facts_alike(s, (fact_id){fact}, s->facts[fact]);
}

static bool swap_facts(twin_search *s) {
    for (uint32_t i = 0; i < s->about->fact_count; i++) {
        if (!swap_fact(s, i)) return false;
    }
    for (uint32_t i = 0; i < s->about->fact_count; i++) {
        if (s->facts[s->facts[i]] != i) return false; /* several are about the same things */
    }
    return true;
}

static bool swap_minds(twin_search *s) {
    for (uint32_t i = 0; i < s->about->mind_count; i++) {
        thing_id becomes = swapped(&s->by, s->about->minds[i].person);
        s->minds[i] = s->about->things[becomes.n].mind.n;
        if (s->minds[i] == NO_MIND.n) return false;
    }
    return true;
}

/* ---- acts and rules: by what they do ---- */
static bool put_number(twin_search *s, uint32_t number) {
    return LIST_ADD(&s->scratch, &s->row, number) || twins_fail(s);
}

/* False where what it says is unsure. */
static bool put_like(twin_search *s, expression_id id, alike_as as) {
    uint32_t number = kzi_alike_number(&s->words, id, as);
    return number != NO_ROW && put_number(s, number);
}

static uint32_t mind_after(const swap *by, mind_id mind) {
    return by && mind.n != NO_MIND.n ? by->minds[mind.n] : mind.n;
}

static int compare_in_row(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool put_actors(twin_search *s, const ground_act *act, const swap *by) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (!put_number(s, mind_after(by, s->about->actors[act->first_actor + i]))) return false;
    }
    uint32_t *items = s->row.items + s->row.count - act->actor_count;
    if (act->actor_count) qsort(items, act->actor_count, sizeof *items, compare_in_row);
    return true;
}

static bool put_effect(twin_search *s, const effect *e, const swap *by) {
    return put_number(s, by ? by->facts[e->fact.n] : e->fact.n) &&
           put_number(s, (uint32_t)e->kind) && put_like(s, e->when, ALIKE_NUMBER) &&
           put_like(s, e->amount, kzi_alike_fact(s->about, e->fact));
}

/* Of two on one fact the later wins, so those keep their order; the others have none. */
#define EFFECT_NUMBERS 4u
static void order_effect_numbers(uint32_t *numbers, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        uint32_t moved[EFFECT_NUMBERS], at = i;
        memcpy(moved, numbers + (size_t)i * EFFECT_NUMBERS, sizeof moved);
        for (; at > 0 && numbers[(at - 1) * EFFECT_NUMBERS] > moved[0]; at--)
            memcpy(numbers + (size_t)at * EFFECT_NUMBERS,
                   numbers + (size_t)(at - 1) * EFFECT_NUMBERS, sizeof moved);
        memcpy(numbers + (size_t)at * EFFECT_NUMBERS, moved, sizeof moved);
    }
}

static bool put_effects(twin_search *s, const ground_act *act, const swap *by) {
    for (uint32_t i = 0; i < act->effect_count; i++) {
        if (!put_effect(s, &s->about->effects[act->first_effect + i], by)) return false;
    }
    uint32_t numbers = act->effect_count * EFFECT_NUMBERS;
    if (numbers) order_effect_numbers(s->row.items + s->row.count - numbers, act->effect_count);
    return true;
}

/* Set one after the other, so their order counts. */
static bool put_implants(twin_search *s, const ground_act *act, const swap *by) {
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *set = &s->about->implants[act->first_implant + i];
        bool was_put =
            put_number(s, (uint32_t)set->kind) && put_number(s, mind_after(by, set->mind)) &&
            put_number(s, mind_after(by, set->teller)) && put_like(s, set->when, ALIKE_NUMBER) &&
            put_number(s, by ? by->facts[set->fact.n] : set->fact.n) &&
            put_number(s, set->via_count);
        for (uint32_t j = 0; was_put && j < set->via_count; j++)
            was_put = put_number(s, mind_after(by, s->about->via[set->first_via + j]));
        bool has_amount = set->kind != IMPLANT_SENSES;
        if (!was_put ||
            (has_amount && !put_like(s, set->amount, kzi_alike_fact(s->about, set->fact))))
            return false;
    }
    return true;
}

static bool put_seen(twin_search *s, const ground_act *act, const swap *by) {
    uint32_t first = s->row.count, count = s->about->mind_count;
    for (uint32_t i = 0; i < count; i++) {
        if (!put_number(s, 0)) return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t seen =
            kzi_alike_number(&s->words, s->about->seen[act->first_seen + i], ALIKE_NUMBER);
        if (seen == NO_ROW) return false;
        s->row.items[first + mind_after(by, (mind_id){i})] = seen;
    }
    return true;
}

/* NO_ROW where it is unsure. */
static uint32_t row_of_act(twin_search *s, const ground_act *act, const swap *by) {
    s->row.count = 0;
    bool was_put = put_number(s, act->declaration) &&
                   put_number(s, (uint32_t)act->is_rule << 2 | (uint32_t)act->is_by_fate << 1 |
                                     (uint32_t)act->is_attempt) &&
                   put_number(s, (uint32_t)act->takes) && put_number(s, act->actor_count) &&
                   put_number(s, act->effect_count) && put_number(s, act->implant_count) &&
                   put_like(s, act->condition, ALIKE_NUMBER) && put_actors(s, act, by) &&
                   put_effects(s, act, by) && put_implants(s, act, by) && put_seen(s, act, by);
    if (!was_put) return NO_ROW;
    uint32_t number = kzi_row(&s->act_rows, s->row.items, s->row.count);
    if (number == NO_ROW) twins_fail(s);
    return number;
}

static const ground_act *act_or_rule(const twin_search *s, uint32_t i) {
    uint32_t acts = s->about->act_count;
    return i < acts ? &s->about->acts[i] : &s->about->rules[i - acts];
}

/* Rows found only after a swap stand for nothing here. */
static uint32_t act_with_row(const twin_search *s, uint32_t number) {
    return number < s->first_with_row.count ? s->first_with_row.items[number] : NO_TWIN;
}

static bool swap_acts(twin_search *s) {
    for (uint32_t i = 0; i < s->about->act_count + s->about->rule_count; i++) {
        uint32_t after = row_of_act(s, act_or_rule(s, i), &s->by);
        uint32_t becomes = after == s->stands[i] ? i : act_with_row(s, after);
        if (after == NO_ROW || becomes == NO_TWIN) return false;
        if (i < s->about->act_count) s->acts[i] = becomes;
        else s->rules[i - s->about->act_count] = becomes;
    }
    return true;
}

/* ---- rules that change places must not care in which order they are asked ---- */
static void mark_rule(const grounded *about, const ground_act *rule, bool *is_read,
                      bool *is_written) {
    kzi_facts_read_by(about, rule, is_read);
    for (uint32_t i = 0; i < rule->effect_count; i++)
        is_written[about->effects[rule->first_effect + i].fact.n] = true;
    for (uint32_t i = 0; i < rule->implant_count; i++)
        is_written[about->implants[rule->first_implant + i].fact.n] = true;
}

/* What one rule reads and writes, and what all others do. */
static bool stands_apart(twin_search *s, uint32_t rule) {
    const grounded *about = s->about;
    size_t facts = about->fact_count;
    bool *marks = KZI_TAKE_MANY(&s->scratch, bool, facts * 4 + 1);
    if (!marks) return twins_fail(s);
    for (uint32_t i = 0; i < about->rule_count; i++) {
        bool *of = i == rule ? marks : marks + 2 * facts;
        mark_rule(about, &about->rules[i], of, of + facts);
    }
    for (size_t i = 0; i < facts; i++) {
        bool reads = marks[i], writes = marks[facts + i], others_read = marks[2 * facts + i],
             others_write = marks[3 * facts + i];
        if ((writes && (others_read || others_write)) || (reads && others_write)) return false;
    }
    return true;
}

static bool moved_rules_stand_apart(twin_search *s) {
    for (uint32_t i = 0; i < s->about->rule_count; i++) {
        if (s->rules[i] != s->about->act_count + i && !stands_apart(s, i)) return false;
    }
    return true;
}

/* ---- the rest ---- */
static bool says_the_same(twin_search *s, expression_id after, expression_id stands, alike_as as) {
    kzi_alike_after(&s->words, &s->by);
    uint32_t one = kzi_alike_number(&s->words, after, as);
    kzi_alike_after(&s->words, NULL);
    return one != NO_ROW && one == kzi_alike_number(&s->words, stands, as);
}

static bool wants_stay(twin_search *s) {
    for (uint32_t i = 0; i < s->about->mind_count; i++) {
        if (!says_the_same(s, s->about->minds[i].worth, s->about->minds[s->minds[i]].worth,
                           ALIKE_NUMBER))
            return false;
    }
    return says_the_same(s, s->wish, s->wish, ALIKE_NUMBER);
}

static bool endings_stay(twin_search *s) {
    for (uint32_t i = 0; i < s->about->ending_count; i++) {
        expression_id when = s->about->endings[i].condition;
        if (!says_the_same(s, when, when, ALIKE_NUMBER)) return false;
    }
    return true;
}

static bool sight_stays(twin_search *s, const ground_sight *sight) {
    for (uint32_t i = 0; i < s->about->sight_count; i++) {
        const ground_sight *other = &s->about->sights[i];
        if (other->fact.n == s->facts[sight->fact.n] && other->mind.n == s->minds[sight->mind.n])
            return says_the_same(s, sight->condition, other->condition, ALIKE_NUMBER);
    }
    return false;
}

static bool sights_stay(twin_search *s) {
    for (uint32_t i = 0; i < s->about->sight_count; i++) {
        if (!sight_stays(s, &s->about->sights[i])) return false;
    }
    return true;
}

static bool leaves_all_as_it_is(twin_search *s) {
    if (!swap_facts(s) || !swap_minds(s)) return false;
    if (!wants_stay(s) || !endings_stay(s) || !sights_stay(s)) return false;
    kzi_alike_after(&s->words, &s->by);
    return swap_acts(s) && moved_rules_stand_apart(s);
}

/* ---- all swaps ---- */
static bool note_stands(twin_search *s) {
    kzi_alike_after(&s->words, NULL);
    for (uint32_t i = 0; i < s->about->fact_count; i++) {
        uint32_t key = key_of_fact(s, i, NULL, false);
        bool is_new = key == s->first_with_key.count;
        if (s->has_failed || (is_new && !LIST_ADD(&s->scratch, &s->first_with_key, i)))
            return false;
    }
    for (uint32_t i = 0; i < s->about->act_count + s->about->rule_count; i++) {
        s->stands[i] = row_of_act(s, act_or_rule(s, i), NULL);
        bool is_new = s->stands[i] == s->first_with_row.count;
        if (s->has_failed || (is_new && !LIST_ADD(&s->scratch, &s->first_with_row, i)))
            return false;
    }
    return true;
}

/* A copy of its own for the next swap. */
static bool begin_swap(twin_search *s, uint32_t one, uint32_t other) {
    if (!s->facts) {
        s->facts = KZI_TAKE_MANY(s->in, uint32_t, s->about->fact_count + 1);
        s->acts = KZI_TAKE_MANY(s->in, uint32_t, s->about->act_count + 1);
        s->minds = KZI_TAKE_MANY(s->in, uint32_t, s->about->mind_count + 1);
    }
    s->by = (swap){{one}, {other}, s->facts, s->acts, s->minds};
    return (s->facts && s->acts && s->minds) || twins_fail(s);
}

static bool try_swap(twin_search *s, uint32_t one, uint32_t other, swap *kept, uint32_t *count) {
    if (!begin_swap(s, one, other)) return false;
    if (!leaves_all_as_it_is(s)) return !s->has_failed && !s->words.has_failed;
    kept[(*count)++] = s->by;
    s->facts = s->acts = s->minds = NULL;
    return true;
}

static bool try_all_swaps(twin_search *s, twins *made) {
    swap *kept = KZI_TAKE_MANY(s->in, swap, KZI_MOST_SWAPS);
    if (!kept) return false;
    made->swaps = kept;
    for (uint32_t one = 0; one < s->about->thing_count; one++) {
        for (uint32_t other = one + 1; other < s->about->thing_count; other++) {
            if (made->count == KZI_MOST_SWAPS) return true;
            if (!try_swap(s, one, other, kept, &made->count)) return false;
        }
    }
    return true;
}

bool kzi_twins_find(twins *made, const grounded *about, expression_id wish, arena *in) {
    twin_search s = {.about = about, .wish = wish, .in = in, .scratch = kzi_arena(in->from)};
    s.fact_keys = (rows){.in = &s.scratch};
    s.act_rows = (rows){.in = &s.scratch};
    s.stands = KZI_TAKE_MANY(&s.scratch, uint32_t, about->act_count + about->rule_count + 1);
    s.rules = KZI_TAKE_MANY(&s.scratch, uint32_t, about->rule_count + 1);
    *made = (twins){0};
    bool was_begun = kzi_alike_begin(&s.words, about, in->from);
    bool was_done = was_begun && s.stands && s.rules && note_stands(&s) && try_all_swaps(&s, made);
    if (was_begun) kzi_alike_end(&s.words);
    kzi_arena_free(&s.scratch);
    return was_done;
}
