/* SPDX-License-Identifier: MIT
 *
 * twins: see twins.h. What an act becomes is the act that does what it would do after the swap
 * (alike.h).
 */
#include "twins.h"

#include "alike.h"
#include "facts_read.h"

#define NO_TWIN UINT32_MAX
/* facts, acts and rules looked at before the last pair tried, some tenths of a second: in a crowd
 * there are more pairs than they are worth */
#define MOST_LOOKED_AT 4000000u

/* While swaps are tried. */
typedef struct {
    const grounded *about;
    expression_id wish;
    arena *in; /* for swaps that are kept */
    arena scratch;
    alike words;
    rows fact_keys;
    LIST(uint32_t) first_with_key; /* by fact key: the first fact that has it */
    LIST(uint32_t)
    first_alike;                            /* by an act's number: the first act, or rule after all
                                               acts, that has it */
    uint32_t *stands;                       /* by act, then by rule: its number as it stands */
    LIST(uint32_t) key;                     /* being put together */
    uint32_t *facts, *acts, *minds, *rules; /* of the swap at hand */
    swap by;
    uint32_t looked_at_count;
    bool has_failed; /* memory ended */
} twin_search;

static bool twins_fail(twin_search *s) {
    s->has_failed = true;
    return false;
}

/* ---- facts and minds: by what they are about ---- */
static uint32_t key_of_fact(twin_search *s, uint32_t fact, const swap *by, bool is_turned) {
    const ground_fact *f = &s->about->facts[fact];
    s->key.count = 0;
    bool was_added = LIST_ADD(&s->scratch, &s->key, f->where.source) &&
                     LIST_ADD(&s->scratch, &s->key, f->where.first);
    for (uint32_t i = 0; was_added && i < f->thing_count; i++) {
        uint32_t place = is_turned && i < 2 ? 1 - i : i;
        was_added = LIST_ADD(&s->scratch, &s->key, kzi_swapped(by, f->things[place]).n);
    }
    uint32_t key = was_added ? kzi_row(&s->fact_keys, s->key.items, s->key.count) : NO_ROW;
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
    s->looked_at_count++;
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
        thing_id becomes = kzi_swapped(&s->by, s->about->minds[i].person);
        s->minds[i] = s->about->things[becomes.n].mind.n;
        if (s->minds[i] == NO_MIND.n) return false;
    }
    return true;
}

/* ---- acts and rules: by what they do ---- */
static const ground_act *act_or_rule(const twin_search *s, uint32_t i) {
    uint32_t acts = s->about->act_count;
    return i < acts ? &s->about->acts[i] : &s->about->rules[i - acts];
}

/* Numbers found only after a swap stand for nothing here. */
static uint32_t act_of_number(const twin_search *s, uint32_t number) {
    return number < s->first_alike.count ? s->first_alike.items[number] : NO_TWIN;
}

static bool swap_acts(twin_search *s) {
    for (uint32_t i = 0; i < s->about->act_count + s->about->rule_count; i++) {
        s->looked_at_count++;
        uint32_t after = kzi_alike_act(&s->words, act_or_rule(s, i));
        uint32_t becomes = after == s->stands[i] ? i : act_of_number(s, after);
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
        s->stands[i] = kzi_alike_act(&s->words, act_or_rule(s, i));
        bool is_new = s->stands[i] == s->first_alike.count;
        if (s->words.has_failed || (is_new && !LIST_ADD(&s->scratch, &s->first_alike, i)))
            return false;
    }
    return true;
}

/* What was laid out for a swap that is not kept serves the next. */
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
            if (made->count == KZI_MOST_SWAPS || s->looked_at_count > MOST_LOOKED_AT) return true;
            if (!try_swap(s, one, other, kept, &made->count)) return false;
        }
    }
    return true;
}

bool kzi_twins_find(twins *made, const grounded *about, expression_id wish, arena *in) {
    *made = (twins){0};
    if (about->has_lesser_evil) return true;
    twin_search s = {.about = about, .wish = wish, .in = in, .scratch = kzi_arena(in->from)};
    s.fact_keys = (rows){.in = &s.scratch};
    s.stands = KZI_TAKE_MANY(&s.scratch, uint32_t, about->act_count + about->rule_count + 1);
    s.rules = KZI_TAKE_MANY(&s.scratch, uint32_t, about->rule_count + 1);
    bool was_done = kzi_alike_begin(&s.words, about, in->from) && s.stands && s.rules &&
                    note_stands(&s) && try_all_swaps(&s, made);
    kzi_alike_end(&s.words);
    kzi_arena_free(&s.scratch);
    return was_done;
}
