/* SPDX-License-Identifier: MIT
 *
 * ground: see ground.h. The steps of a grounding, in order, are in kzi_ground_build.
 */
#include "builder.h"

#include "../base/never.h"

#include <string.h>

#define DEFAULT_PLAN 6u
#define DEFAULT_MIND 2u

/* ---- minds ---- */
static ground_thing thing_as_grounded(const world *from, const world_thing *of) {
    static const pronoun pronouns[] = {PRONOUN_HE, PRONOUN_SHE, PRONOUN_THEY, PRONOUN_IT};
    pronoun by = of->is_person ? PRONOUN_THEY : PRONOUN_IT;
    if (of->pronoun >= HE && of->pronoun <= IT) by = pronouns[of->pronoun - HE];
    const char *shown = of->shown ? of->shown : kzi_symbol_text(from->names, of->name);
    return (ground_thing){.name = of->name,
                          .shown = shown,
                          .pronoun = by,
                          .is_person = of->is_person,
                          .mind = NO_MIND,
                          .stays_at = NO_THING,
                          .where = of->where};
}

static bool build_things(builder *b) {
    ground_thing *things = KZI_TAKE_MANY(b->in, ground_thing, b->from->thing_count);
    ground_mind *minds = KZI_TAKE_MANY(b->in, ground_mind, b->from->thing_count);
    b->mind_of_thing = KZI_TAKE_MANY(b->in, uint32_t, b->from->thing_count);
    if (!things || !minds || !b->mind_of_thing) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->thing_count; i++) {
        things[i] = thing_as_grounded(b->from, &b->from->things[i]);
        b->mind_of_thing[i] = UINT32_MAX;
        if (b->from->things[i].mind_reasons == 0) continue;
        things[i].mind = (mind_id){b->made->mind_count};
        b->mind_of_thing[i] = b->made->mind_count;
        minds[b->made->mind_count++] = (ground_mind){.person = {i}, .worth = ALWAYS_HOLDS};
    }
    b->made->things = b->own_things = things;
    b->made->thing_count = b->from->thing_count;
    b->made->minds = minds;
    return true;
}

static bool build_words(builder *b) {
    const char **words = KZI_TAKE_MANY(b->in, const char *, b->from->word_count);
    if (!words) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->word_count; i++)
        words[i] = kzi_symbol_text(b->from->names, b->from->words[i]);
    b->made->words = words;
    b->made->word_count = b->from->word_count;
    return true;
}

/* ---- changes ---- */
static bool is_same_want(const world_want *one, const world_want *other) {
    const node *a = kzi_child(one->from, 1), *c = kzi_child(other->from, 1);
    if (a->kind == NODE_NONE && c->kind == NODE_NONE)
        return kzi_is_same_tree(kzi_child(one->from, 0), kzi_child(other->from, 0));
    return kzi_is_same_tree(a, c);
}

static bool add_want(builder *b, uint32_t owner, const world_want *want) {
    return LIST_ADD(b->in, &b->wants_of, (owned_want){owner, want}) || kzi_build_fails(b);
}

static bool spread_want(builder *b, const world_want *want,
                        bool (*take)(builder *, uint32_t, const world_want *)) {
    if (want->every == NOT_NAMED) return take(b, want->owner, want);
    const world_kind *kind = &b->from->kinds[want->every];
    for (uint32_t i = 0; i < kind->thing_count; i++) {
        if (!take(b, kind->things[i], want)) return false;
    }
    return true;
}

/* A want for the same thing is replaced; otherwise it is one more. */
static bool change_want(builder *b, uint32_t owner, const world_want *want) {
    bool was_replaced = false;
    for (uint32_t i = 0; i < b->wants_of.count; i++) {
        owned_want *known = &b->wants_of.items[i];
        if (known->owner != owner || !is_same_want(known->want, want)) continue;
        known->want = want;
        was_replaced = true;
    }
    return was_replaced || add_want(b, owner, want);
}

static bool is_left_out_by(const world_call *one, const world_call *other) {
    if (one->act != other->act || one->rule != other->rule || one->by != other->by ||
        one->has_arguments != other->has_arguments)
        return false;
    for (uint32_t i = 0; one->has_arguments && i < one->argument_count; i++) {
        if (one->arguments[i] != other->arguments[i]) return false;
    }
    return true;
}

/* What a change before this one leaves out is there again. */
static bool bring_back(builder *b, const world_call *call) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->removed.count; i++) {
        if (!is_left_out_by(b->removed.items[i], call))
            b->removed.items[kept++] = b->removed.items[i];
    }
    bool was_there = kept < b->removed.count;
    b->removed.count = kept;
    if (was_there) return true;
    kzi_note(b->said, K_NOTHING_LEFT_OUT_BEFORE, call->where, call->text);
    return kzi_build_fails(b);
}

static bool take_with(builder *b, const world_change *change) {
    if (!change->with) return bring_back(b, &change->without);
    return (change->with->is_rule ? LIST_ADD(b->in, &b->added_rules, change->with)
                                  : LIST_ADD(b->in, &b->added_acts, change->with)) ||
           kzi_build_fails(b);
}

static bool take_change(builder *b, const world_change *change) {
    if (change->kind == CHANGES_WANT) return spread_want(b, &change->want, change_want);
    if (change->kind == CHANGES_WITH) return take_with(b, change);
    if (change->kind == CHANGES_WITHOUT)
        return LIST_ADD(b->in, &b->removed, &change->without) || kzi_build_fails(b);
    for (uint32_t i = 0; i < change->start_count; i++) {
        if (!LIST_ADD(b->in, &b->added_starts, &change->starts[i])) return kzi_build_fails(b);
    }
    return true;
}

static bool take_outside_changes(builder *b) {
    for (uint32_t i = 0; i < b->request->change_count; i++) {
        world_change *change = KZI_TAKE(b->in, world_change);
        if (!change) return kzi_build_fails(b);
        if (!kzi_world_check_change(b->in, b->from, b->request->changes[i], b->said, change))
            return kzi_build_fails(b);
        if (!take_change(b, change)) return false;
    }
    return true;
}

static const world_what_if *asked_what_if(const builder *b) {
    return b->request->what_if == NO_WHAT_IF ? NULL : &b->from->what_ifs[b->request->what_if];
}

static bool take_changes(builder *b) {
    const world_what_if *w = asked_what_if(b);
    for (uint32_t i = 0; i < b->from->want_count; i++) {
        if (!spread_want(b, &b->from->wants[i], add_want)) return false;
    }
    for (uint32_t i = 0; w && i < w->change_count; i++) {
        if (!take_change(b, &w->changes[i])) return false;
    }
    return take_outside_changes(b);
}

/* ---- the start ---- */
/* The fact and whose belief it is, neighbours' repetitions counted once; NO_ROW when memory
 * ended. */
static uint32_t belief_row(builder *b, const ground_belief *of) {
    uint32_t *parts = KZI_TAKE_MANY(b->in, uint32_t, of->via_count + 1), count = 0;
    if (!parts) return NO_ROW;
    parts[count++] = of->fact.n;
    for (uint32_t i = 0; i < of->via_count; i++) {
        uint32_t mind = b->via.items[of->first_via + i].n;
        if (b->made->is_peers || count == 1 || parts[count - 1] != mind) parts[count++] = mind;
    }
    return kzi_row(&b->belief_rows, parts, count);
}

/* A later line of the same believers about the same fact stands in for the earlier, which nobody
 * ever held. */
static bool state_belief(builder *b, ground_belief made) {
    uint32_t number = belief_row(b, &made);
    if (number == NO_ROW) return kzi_build_fails(b);
    if (number == b->beliefs.count) return LIST_ADD(b->in, &b->beliefs, made) || kzi_build_fails(b);
    b->beliefs.items[number] = made;
    return true;
}

static bool take_claim(builder *b, const world_claim *claim, bool is_at_fork) {
    uint32_t first;
    value v;
    meant_facts meant = {0};
    if (!kzi_build_via(b, claim->via, claim->via_count, &first) ||
        !kzi_build_meant(b, claim->fact, &meant))
        return false;
    if (!kzi_build_value(b, claim->value, &v) ||
        (meant.list.count && meant.list.items[0].when.n != ALWAYS_HOLDS.n)) {
        kzi_never("the checker lets only certain claims be stated");
        return kzi_build_fails(b);
    }
    if (meant.list.count == 0) return true;
    uint32_t row_number = meant.list.items[0].row;
    if (claim->via_count == 0 && !is_at_fork) b->starts[row_number] = v;
    const fact_slot *slot = &b->slots.items[row_number];
    if ((claim->via_count == 0 && !is_at_fork) || slot->is_constant) return true;
    ground_belief made = {first, claim->via_count, {slot->number}, v, claim->where};
    if (!is_at_fork) return state_belief(b, made);
    return LIST_ADD(b->in, &b->fork_changes, made) || kzi_build_fails(b);
}

static bool take_start(builder *b, const world_start *start, bool is_at_fork) {
    if (start->every == NOT_NAMED) {
        b->things[0] = start->owner;
        return take_claim(b, &start->claim, is_at_fork);
    }
    const world_kind *kind = &b->from->kinds[start->every];
    for (uint32_t i = 0; i < kind->thing_count; i++) {
        b->things[0] = kind->things[i];
        if (!take_claim(b, &start->claim, is_at_fork)) return false;
    }
    return true;
}

static bool build_starts(builder *b) {
    const world_what_if *w = asked_what_if(b);
    bool is_at_fork = b->request->is_at_fork || (w && w->fork != CHOICE_NONE);
    b->beliefs.count = b->fork_changes.count = 0;
    b->belief_rows = (rows){.in = b->in};
    for (uint32_t i = 0; i < b->slots.count; i++) {
        const world_fact *of = &b->from->facts[b->slots.items[i].declared];
        b->starts[i] = of->type == TYPE_THING ? UNKNOWN : 0;
        if (of->start && !kzi_build_value(b, of->start, &b->starts[i])) return kzi_build_fails(b);
    }
    for (uint32_t i = 0; i < b->from->start_count; i++) {
        if (!take_start(b, &b->from->starts[i], false)) return false;
    }
    for (uint32_t i = 0; i < b->added_starts.count; i++) {
        if (!take_start(b, b->added_starts.items[i], is_at_fork)) return false;
    }
    return true;
}

/* Facts carry their own start; slots know which fact is which. */
static void put_starts_into_facts(builder *b) {
    for (uint32_t i = 0; i < b->slots.count; i++) {
        const fact_slot *slot = &b->slots.items[i];
        if (!slot->is_constant) b->facts.items[slot->number].start = b->starts[i];
    }
}

/* ---- wants, sights ---- */
static ground_want want_built(builder *b, const world_want *of) {
    ground_want made = {.mind = NO_MIND, .condition = ALWAYS_HOLDS, .where = of->where};
    if (of->condition) made.condition = kzi_build_condition(b, of->condition, false);
    made.amount = kzi_build_sum(b, of->amount);
    if (of->is_fear) {
        term minus = {.kind = TERM_NEGATED, .first = (term *)(uintptr_t)of->amount};
        made.amount = kzi_build_sum(b, &minus);
    }
    return made;
}

static bool add_ground_want(builder *b, const owned_want *of) {
    b->things[0] = of->owner;
    ground_want made = want_built(b, of->want);
    made.mind = (mind_id){b->mind_of_thing[of->owner]};
    return !b->has_failed && (LIST_ADD(b->in, &b->wants, made) || kzi_build_fails(b));
}

static expression_id worth_of(builder *b, uint32_t first) {
    expression_ids parts = {0};
    for (uint32_t i = first; i < b->wants.count; i++) {
        expression_id part =
            kzi_build_when(b, b->wants.items[i].condition, b->wants.items[i].amount);
        if (!LIST_ADD(b->in, &parts, part)) return kzi_build_fails(b), NEVER_HOLDS;
    }
    if (parts.count == 0) return kzi_build_value_of(b, 0);
    return kzi_build_plus(b, &parts);
}

static bool build_author(builder *b) {
    const world_front *f = &b->from->front;
    expression_ids parts = {0};
    for (uint32_t i = 0; i < f->want_count && !b->has_failed; i++) {
        ground_want made = want_built(b, &f->wants[i]);
        expression_id part = kzi_build_when(b, made.condition, made.amount);
        if (!LIST_ADD(b->in, &parts, part)) return kzi_build_fails(b);
    }
    if (parts.count) b->made->author_worth = kzi_build_plus(b, &parts);
    return !b->has_failed;
}

static bool build_wants(builder *b) {
    ground_mind *minds = (ground_mind *)(uintptr_t)b->made->minds;
    b->wants.count = 0;
    for (uint32_t mind = 0; mind < b->made->mind_count && !b->has_failed; mind++) {
        minds[mind].first_want = b->wants.count;
        for (uint32_t i = 0; i < b->wants_of.count; i++) {
            if (b->wants_of.items[i].owner == minds[mind].person.n &&
                !add_ground_want(b, &b->wants_of.items[i]))
                return false;
        }
        minds[mind].want_count = b->wants.count - minds[mind].first_want;
        minds[mind].worth = worth_of(b, minds[mind].first_want);
    }
    return !b->has_failed;
}

static bool add_sight(builder *b, const world_sight *of, uint32_t row_number, uint32_t observer) {
    row parts = b->fact_rows.list.items[row_number];
    uint32_t mind = b->mind_of_thing[observer];
    if (mind == UINT32_MAX || (of->observer != NOT_NAMED && of->observer != observer)) return true;
    b->things[0] = parts.items[1];
    for (uint32_t i = 2; i < parts.count; i++) b->things[i - 1] = parts.items[i];
    b->things[of->slot] = observer;
    expression_id condition = kzi_build_condition(b, of->condition, false);
    if (b->has_failed) return false;
    if (condition.n == NEVER_HOLDS.n) return true;
    ground_sight made = {{b->slots.items[row_number].number}, {mind}, condition};
    return LIST_ADD(b->in, &b->sights, made) || kzi_build_fails(b);
}

static bool build_sights(builder *b) {
    b->sights.count = 0;
    for (uint32_t i = 0; i < b->slots.count; i++) {
        const world_fact *of = &b->from->facts[b->slots.items[i].declared];
        for (uint32_t j = 0; j < of->sight_count && !b->slots.items[i].is_constant; j++) {
            for (uint32_t thing = 0; thing < b->from->thing_count; thing++) {
                if (!add_sight(b, &of->sights[j], i, thing)) return false;
            }
        }
    }
    return true;
}

/* ---- one pass over the world ---- */
static bool pass(builder *b) {
    return kzi_build_facts(b) && kzi_build_begin_expressions(b) && kzi_build_acts(b) &&
           build_starts(b) && (put_starts_into_facts(b), true) && build_sights(b) &&
           build_wants(b) && build_author(b);
}

/* ---- stories ---- */
static bool build_guises(builder *b) {
    ground_guise *guises = KZI_TAKE_MANY(b->in, ground_guise, b->from->guise_count + 1);
    if (!guises) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->guise_count; i++) {
        const world_guise *of = &b->from->guises[i];
        b->things[0] = of->owner;
        guises[i] = (ground_guise){{of->owner},
                                   of->whom == NOT_NAMED ? NO_THING : (thing_id){of->whom},
                                   of->text,
                                   of->condition ? kzi_build_condition(b, of->condition, false)
                                                 : ALWAYS_HOLDS};
    }
    b->made->guises = guises;
    b->made->guise_count = b->from->guise_count;
    return !b->has_failed;
}

static bool build_endings(builder *b) {
    ground_ending *endings = KZI_TAKE_MANY(b->in, ground_ending, b->from->ending_count);
    ground_promise *promises = KZI_TAKE_MANY(b->in, ground_promise, b->from->promise_count);
    if (!endings || !promises) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->ending_count; i++) {
        const world_ending *of = &b->from->endings[i];
        endings[i] = (ground_ending){.name = of->name,
                                     .title = of->title,
                                     .condition = kzi_build_condition(b, of->condition, false),
                                     .where = of->where};
        if (!kzi_build_content(b, of->from, &endings[i].content, &endings[i].content_count))
            return false;
    }
    for (uint32_t i = 0; i < b->from->promise_count; i++) {
        const world_promise *of = &b->from->promises[i];
        promise_kind kind = of->choice == ALWAYS  ? PROMISE_ALWAYS
                            : of->choice == NEVER ? PROMISE_NEVER
                                                  : PROMISE_POSSIBLE;
        promises[i] = (ground_promise){kind, kzi_build_condition(b, of->condition, false), of->why,
                                       of->where};
    }
    b->made->endings = endings;
    b->made->ending_count = b->from->ending_count;
    b->made->promises = promises;
    b->made->promise_count = b->from->promise_count;
    return !b->has_failed;
}

static bool build_asked(builder *b) {
    expression_id *asked = KZI_TAKE_MANY(b->in, expression_id, b->request->condition_count);
    if (!asked) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->request->condition_count; i++)
        asked[i] = kzi_build_condition(b, b->request->conditions[i], false);
    b->made->asked = asked;
    b->made->asked_count = b->request->condition_count;
    return !b->has_failed;
}

static bool build_tales(builder *b) {
    ground_tale *tales = KZI_TAKE_MANY(b->in, ground_tale, b->from->tale_count);
    if (!tales) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->tale_count; i++) {
        const world_tale *of = &b->from->tales[i];
        tales[i] = (ground_tale){of->name, b->calls.count, of->call_count, of->where};
        for (uint32_t j = 0; j < of->call_count; j++) {
            ground_call made = {0};
            if (!kzi_build_candidates(b, &of->calls[j], &made)) return false;
            if (!LIST_ADD(b->in, &b->calls, made)) return kzi_build_fails(b);
        }
    }
    b->made->tales = tales;
    b->made->tale_count = b->from->tale_count;
    return true;
}

static bool is_same_call(const world_call *one, const world_call *other) {
    if (one->act != other->act || (one->by != NOT_NAMED && one->by != other->by)) return false;
    for (uint32_t i = 0; one->has_arguments && i < one->argument_count; i++) {
        if (i >= other->argument_count || one->arguments[i] != other->arguments[i]) return false;
    }
    return true;
}

/* The call of the tale that is meant by another call, as a number in calls[]. */
static bool find_call_in_tale(builder *b, uint32_t tale, const world_call *call, uint32_t *found) {
    const world_tale *of = &b->from->tales[tale];
    for (uint32_t i = 0; i < of->call_count; i++) {
        if (!is_same_call(call, &of->calls[i])) continue;
        *found = b->made->tales[tale].first_call + i;
        return true;
    }
    kzi_note(b->said, K_NOT_IN_TALE, call->where, call->text,
             kzi_symbol_text(b->from->names, of->name));
    return kzi_build_fails(b);
}

static bool build_expectations(builder *b, const world_what_if *w) {
    ground_expectation *made = KZI_TAKE_MANY(b->in, ground_expectation, w->expectation_count);
    LIST(uint32_t) endings = {0};
    if (!made) return kzi_build_fails(b);
    for (uint32_t i = 0; i < w->expectation_count; i++) {
        const world_expectation *of = &w->expectations[i];
        made[i] = (ground_expectation){.kind = (expect_kind)(of->choice - EXPECT_REACHABLE),
                                       .first_ending = endings.count,
                                       .ending_count = of->ending_count,
                                       .tale = of->tale,
                                       .where = of->where};
        for (uint32_t j = 0; j < of->ending_count; j++) {
            if (!LIST_ADD(b->in, &endings, of->endings[j])) return kzi_build_fails(b);
        }
        if (of->choice == EXPECT_BREAKS &&
            !find_call_in_tale(b, of->tale, &of->call, &made[i].call))
            return false;
    }
    b->made->expectations = made;
    b->made->expectation_count = w->expectation_count;
    b->made->expected_endings = endings.items;
    b->made->expected_ending_count = endings.count;
    return true;
}

static bool build_what_ifs(builder *b) {
    ground_what_if *made = KZI_TAKE_MANY(b->in, ground_what_if, b->from->what_if_count);
    if (!made) return kzi_build_fails(b);
    for (uint32_t i = 0; i < b->from->what_if_count; i++) {
        const world_what_if *of = &b->from->what_ifs[i];
        made[i] = (ground_what_if){of->name, of->gloss, of->where};
    }
    b->made->what_ifs = made;
    b->made->what_if_count = b->from->what_if_count;
    const world_what_if *w = asked_what_if(b);
    if (b->request->is_at_fork) b->made->fork = FORK_AFTER;
    if (!w) return true;
    if (w->fork != CHOICE_NONE) {
        b->made->fork = w->fork == AFTER ? FORK_AFTER : FORK_INSTEAD_OF;
        b->made->asked_what_if = b->request->what_if;
        b->made->fork_tale = w->fork_tale;
        if (!find_call_in_tale(b, w->fork_tale, &w->fork_call, &b->made->fork_call)) return false;
    }
    return build_expectations(b, w);
}

/* ---- what is said once ---- */
static uint32_t limit_of(uint32_t stated, uint32_t otherwise) {
    return stated == UINT32_MAX ? otherwise : stated;
}

static void build_front(builder *b) {
    const world_front *f = &b->from->front;
    b->made->front = (front_matter){.title = f->title,
                                    .premise = f->premise,
                                    .ages = f->ages,
                                    .content = f->content,
                                    .content_count = f->content_count,
                                    .telling = f->telling,
                                    .telling_count = f->telling_count,
                                    .where = f->where};
    b->made->scale = 1;
    b->made->limits = (limits){.story = limit_of(f->limit_story, NO_LIMIT),
                               .plan = limit_of(f->limit_plan, DEFAULT_PLAN),
                               .mind = limit_of(f->limit_mind, DEFAULT_MIND),
                               .beliefs = limit_of(f->limit_beliefs, NO_LIMIT),
                               .states = limit_of(f->limit_states, NO_LIMIT)};
    b->made->has_lesser_evil = f->has_lesser_evil;
    b->made->is_peers = f->is_sabres;
    b->made->has_author = f->want_count != 0;
}

static bool count_declared(builder *b, const world_act *all, uint32_t count,
                           const world_act *const *added, uint32_t added_count,
                           const ground_act *instances, uint32_t instance_count,
                           const declared **to) {
    declared *made = KZI_TAKE_MANY(b->in, declared, count + added_count);
    if (!made) return kzi_build_fails(b);
    for (uint32_t i = 0; i < count + added_count; i++) {
        const world_act *of = i < count ? &all[i] : added[i - count];
        made[i] = (declared){of->name, of->where, 0, of->also_by};
    }
    for (uint32_t i = 0; i < instance_count; i++) made[instances[i].declaration].instance_count++;
    *to = made;
    return true;
}

/* A place that never changes was folded into the conditions; a telling wants to know it. */
static void keep_places(builder *b) {
    for (uint32_t i = 0; i < b->slots.count; i++) {
        const fact_slot *slot = &b->slots.items[i];
        const world_fact *of = &b->from->facts[slot->declared];
        bool is_place = of->type == TYPE_THING && of->parameter_count == 0 &&
                        strcmp(kzi_symbol_text(b->from->names, of->name), "at") == 0;
        if (is_place && slot->owner != NOT_NAMED && slot->is_constant && slot->constant != UNKNOWN)
            b->own_things[slot->owner].stays_at = (thing_id){(uint32_t)slot->constant};
    }
}

#define HAND_OVER(to, from) (b->made->to##s = b->from.items, b->made->to##_count = b->from.count)

static bool hand_over(builder *b) {
    keep_places(b);
    HAND_OVER(fact, facts);
    HAND_OVER(expression, expressions);
    b->made->children = b->children.items, b->made->child_count = b->children.count;
    HAND_OVER(choice, choices);
    HAND_OVER(act, acts);
    HAND_OVER(rule, rules);
    HAND_OVER(effect, effects);
    HAND_OVER(implant, implants);
    b->made->seen = b->seen.items, b->made->seen_count = b->seen.count;
    HAND_OVER(actor, actors);
    b->made->via = b->via.items, b->made->via_count = b->via.count;
    HAND_OVER(binding, bindings);
    HAND_OVER(line, lines);
    HAND_OVER(want, wants);
    HAND_OVER(sight, sights);
    HAND_OVER(belief, beliefs);
    HAND_OVER(fork_change, fork_changes);
    HAND_OVER(call, calls);
    HAND_OVER(candidate, candidates);
    b->made->declared_act_count = b->from->act_count + b->added_acts.count;
    b->made->declared_rule_count = b->from->rule_count + b->added_rules.count;
    return count_declared(b, b->from->acts, b->from->act_count, b->added_acts.items,
                          b->added_acts.count, b->acts.items, b->acts.count,
                          &b->made->declared_acts) &&
           count_declared(b, b->from->rules, b->from->rule_count, b->added_rules.items,
                          b->added_rules.count, b->rules.items, b->rules.count,
                          &b->made->declared_rules);
}

const grounded *kzi_ground_build(arena *in, const world *from, const ground_request *request,
                                 notes *said) {
    builder b = {
        .in = in, .from = from, .said = said, .request = request, .made = KZI_TAKE(in, grounded)};
    b.things = KZI_TAKE_MANY(in, uint32_t, from->slot_count + 9);
    if (!b.made || !b.things) return NULL;
    *b.made = (grounded){.in = in, .names = from->names};
    build_front(&b);
    if (!build_things(&b) || !build_words(&b) || !take_changes(&b) || !kzi_build_slots(&b))
        return NULL;
    b.starts = KZI_TAKE_MANY(in, value, b.slots.count);
    if (!b.starts || !pass(&b)) return NULL;
    bool prunes = !request->prunes_nothing && !b.made->is_peers;
    if (prunes && (!kzi_prune(&b, request->keeps_all_facts) || !pass(&b))) return NULL;
    if (!build_guises(&b) || !build_endings(&b) || !build_asked(&b) || !build_tales(&b) ||
        !build_what_ifs(&b) || !hand_over(&b))
        return NULL;
    return in->has_failed ? NULL : b.made;
}
