/* SPDX-License-Identifier: MIT
 *
 * check_sense: what can be meant, but hardly is.
 *
 * In     a whole world, and what was asked, mentioned and compared while it was checked
 * Out    warnings; none about modules, whose every part a world need not use
 * Owns   nothing
 *
 * Warnings are few, and a well-written world has none. So each is held back where some what-if
 * gives the line its sense.
 */
#include "checking.h"

static bool sense_is_ours(const checker *c, span where) {
    return where.source == c->file->where.source;
}

/* ---- never spoken of ---- */

static void sense_facts_asked(checker *c) {
    for (uint32_t i = 0; i < c->facts.count; i++) {
        const world_fact *of = &c->facts.items[i];
        bool is_told_time = c->asks_the_clock && i == c->made->clock_fact; /* `clock in days` */
        if (is_told_time) continue;
        if (c->fact_is_asked[i] || of->is_ours || !sense_is_ours(c, of->where)) continue;
        const char *what = of->is_law ? "law" : "fact";
        note *said =
            kzi_note(c->notes, K_FACT_NEVER_ASKED, of->where, what, kzi_name_of(c, of->name));
        kzi_note_try(c->notes, said, "leave it out, or let some line speak of it");
    }
}

static bool sense_is_ranged_over(const checker *c, uint32_t thing) {
    for (uint32_t kind = 0; kind < c->kinds.count; kind++) {
        if (c->kind_is_ranged_over[kind] && kzi_is_of_kind(c->about, thing, kind)) return true;
    }
    return false;
}

static void sense_things_mentioned(checker *c) {
    for (uint32_t i = 0; i < c->things.count; i++) {
        const world_thing *of = &c->things.items[i];
        if (c->thing_is_mentioned[i] || !sense_is_ours(c, of->where) || sense_is_ranged_over(c, i))
            continue;
        note *said =
            kzi_note(c->notes, K_THING_NEVER_MENTIONED, of->where, kzi_name_of(c, of->name));
        kzi_note_try(c->notes, said, "leave it out, or let some line speak of it");
    }
}

/* ---- wanting ---- */

static bool sense_wants_of(const world_want *want, const world *of, uint32_t person) {
    return want->owner == person ||
           (want->every != NOT_NAMED && kzi_is_of_kind(of, person, want->every));
}

static bool sense_wants_something(const checker *c, uint32_t person) {
    for (uint32_t i = 0; i < c->wants.count; i++) {
        if (sense_wants_of(&c->wants.items[i], c->about, person)) return true;
    }
    for (uint32_t i = 0; i < c->what_ifs.count; i++) {
        const world_what_if *what_if = &c->what_ifs.items[i];
        for (uint32_t k = 0; k < what_if->change_count; k++) {
            const world_change *change = &what_if->changes[k];
            if (change->kind == CHANGES_WANT && sense_wants_of(&change->want, c->about, person))
                return true;
        }
    }
    return false;
}

static void sense_actors_want(checker *c) {
    uint8_t *was_said = KZI_TAKE_MANY(c->in, uint8_t, c->things.count + 1);
    if (!was_said) return;
    for (uint32_t i = 0; i < c->acts.count; i++) {
        const world_act *act = &c->acts.items[i];
        for (uint32_t k = 0; k < act->actor_count && sense_is_ours(c, act->where); k++) {
            const term *actor = act->actors[k];
            if (actor->kind != TERM_THING || was_said[actor->number]++ ||
                sense_wants_something(c, (uint32_t)actor->number))
                continue;
            const world_thing *person = &c->things.items[actor->number];
            const char *name = kzi_name_of(c, person->name);
            note *said = kzi_note(c->notes, K_ACTS_BUT_WANTS_NOTHING, actor->where, name);
            kzi_note_other(c->notes, said, person->where, "wants nothing");
            kzi_note_try(c->notes, said,
                         "say below `%s` what is wanted or feared, or let the act be `by fate`",
                         name);
        }
    }
}

/* Is there anybody whose want both lines speak of? */
static bool sense_share_somebody(const checker *c, const world_want *one, const world_want *other) {
    for (uint32_t i = 0; i < c->things.count; i++) {
        if (sense_wants_of(one, c->about, i) && sense_wants_of(other, c->about, i)) return true;
    }
    return false;
}

static bool sense_is_replaced(const checker *c, const world_want *by) {
    const node *condition = kzi_child(by->from, 1);
    for (uint32_t i = 0; i < c->wants.count; i++) {
        const world_want *want = &c->wants.items[i];
        bool is_his = by->owner != NOT_NAMED ? sense_wants_of(want, c->about, by->owner)
                                             : sense_share_somebody(c, want, by);
        if (is_his && kzi_is_same_tree(kzi_child(want->from, 1), condition)) return true;
    }
    return false;
}

static void sense_wants_replace(checker *c) {
    for (uint32_t i = 0; i < c->what_ifs.count; i++) {
        const world_what_if *what_if = &c->what_ifs.items[i];
        for (uint32_t k = 0; k < what_if->change_count; k++) {
            const world_change *change = &what_if->changes[k];
            if (change->kind != CHANGES_WANT || !change->want.condition ||
                sense_is_replaced(c, &change->want))
                continue;
            note *said = kzi_note(c->notes, K_WANT_REPLACES_NOTHING, change->want.where);
            kzi_note_try(c->notes, said,
                         "write the condition just as it stands where the want is stated");
        }
    }
}

/* ---- values ---- */

static bool sense_is_same_address(const term *one, const term *other) {
    if (one->fact != other->fact) return false;
    const term *a = one->first, *b = other->first;
    for (; a && b; a = a->next, b = b->next) {
        if (a->kind != b->kind || a->number != b->number) return false;
    }
    return !a && !b;
}

static bool sense_is_same_value(const term *one, const term *other) {
    return one->kind == other->kind && (one->kind == TERM_UNKNOWN || one->number == other->number);
}

/* What is so at the start; NULL where a line for every thing of a kind might say. */
static const term *sense_start_of(const checker *c, const term *fact) {
    const term *value = c->facts.items[fact->fact].start;
    for (uint32_t i = 0; i < c->starts.count; i++) {
        const world_start *line = &c->starts.items[i];
        if (line->claim.via_count || line->claim.fact->fact != fact->fact) continue;
        if (line->every != NOT_NAMED) return NULL;
        if (sense_is_same_address(line->claim.fact, fact)) value = line->claim.value;
    }
    return value;
}

static bool sense_some_change_is_of(const checker *c, const term *fact) {
    for (uint32_t i = 0; i < c->what_ifs.count; i++) {
        const world_what_if *what_if = &c->what_ifs.items[i];
        for (uint32_t k = 0; k < what_if->change_count; k++) {
            for (uint32_t s = 0; s < what_if->changes[k].start_count; s++) {
                if (what_if->changes[k].starts[s].claim.fact->fact == fact->fact) return true;
            }
        }
    }
    return false;
}

/* A belief line for every one of a kind: then what is so may have to be said of one again. */
static bool sense_every_one_believes(const checker *c, const term *fact) {
    for (uint32_t i = 0; i < c->starts.count; i++) {
        const world_start *line = &c->starts.items[i];
        if (line->every != NOT_NAMED && line->claim.via_count &&
            line->claim.fact->fact == fact->fact)
            return true;
    }
    return false;
}

#define MOST_STARTS_COMPARED 2000u /* each belief is held beside each line of the start */

static void sense_beliefs_differ(checker *c) {
    if (c->starts.count > MOST_STARTS_COMPARED) return;
    for (uint32_t i = 0; i < c->starts.count; i++) {
        const world_start *line = &c->starts.items[i];
        const world_claim *claim = &line->claim;
        if (claim->via_count != 1 || line->owner == NOT_NAMED || !sense_is_ours(c, claim->where))
            continue;
        const term *is = sense_start_of(c, claim->fact);
        if (!is || !sense_is_same_value(is, claim->value) ||
            sense_some_change_is_of(c, claim->fact) || sense_every_one_believes(c, claim->fact))
            continue;
        const char *name = kzi_name_of(c, c->things.items[line->owner].name);
        note *said = kzi_note(c->notes, K_BELIEF_IS_SO, claim->where, name);
        kzi_note_try(c->notes, said, "leave it out: without a line %s believes what is so", name);
    }
}

/* ---- `unknown is unknown` holds ---- */

/* Which things' fact starts unknown, as a row of flags; NULL when none can. */
static const uint8_t *sense_unknown_owners(const checker *c, const term *of) {
    const world_fact *fact = &c->facts.items[of->fact];
    const term *owner = of->first;
    bool is_simple = of->has_owner && owner && !owner->next && owner->kind != TERM_FACT;
    if (!is_simple || fact->means || !fact->start || fact->start->kind != TERM_UNKNOWN) return NULL;
    uint8_t *flags = KZI_TAKE_MANY(c->in, uint8_t, c->things.count + 1);
    if (!flags) return NULL;
    for (uint32_t i = 0; i < c->things.count; i++) {
        bool is_meant = owner->kind == TERM_THING ? (uint32_t)owner->number == i
                                                  : kzi_is_of_kind(c->about, i, owner->of_kind);
        flags[i] = is_meant && kzi_fact_of(c->about, of->name, i) == of->fact;
    }
    for (uint32_t i = 0; i < c->starts.count; i++) {
        const world_start *line = &c->starts.items[i];
        if (line->claim.via_count || line->claim.fact->fact != of->fact ||
            line->claim.value->kind == TERM_UNKNOWN)
            continue;
        for (uint32_t t = 0; t < c->things.count; t++) {
            const term *set = line->claim.fact->first;
            bool is_set =
                set && (set->kind == TERM_THING ? (uint32_t)set->number == t
                                                : kzi_is_of_kind(c->about, t, set->of_kind));
            if (is_set) flags[t] = 0;
        }
    }
    return flags;
}

/* Two different ones: whoever's place is unknown is where they are, whoever that is. */
static bool sense_two_differ(const checker *c, const uint8_t *left, const uint8_t *right) {
    uint32_t both = 0, either = 0, lefts = 0, rights = 0;
    for (uint32_t i = 0; i < c->things.count; i++) {
        both += left[i] && right[i];
        either += left[i] || right[i];
        lefts += left[i];
        rights += right[i];
    }
    return lefts && rights && (either > 1 || both > 1);
}

#define MOST_COMPARED 1000u

static void sense_both_unknown(checker *c) {
    for (uint32_t i = 0; i < c->compared.count && i < MOST_COMPARED; i++) {
        const term *compare = c->compared.items[i], *left = compare->first;
        if (!left || !left->next || !sense_is_ours(c, compare->where)) continue;
        const uint8_t *one = sense_unknown_owners(c, left),
                      *other = sense_unknown_owners(c, left->next);
        if (!one || !other || !sense_two_differ(c, one, other)) continue;
        note *said = kzi_note(c->notes, K_BOTH_MAY_BE_UNKNOWN, compare->where,
                              kzi_term_text(c, left), kzi_term_text(c, left->next));
        kzi_note_other(c->notes, said, c->facts.items[left->fact].where,
                       "starts unknown where no line says");
        kzi_note_try(c->notes, said,
                     "state how both start, or ask first that one `is not unknown`");
    }
}

/* ---- time, and the end ---- */

static void sense_time_is_asked(checker *c) {
    /* `clock in days` asks, too: how long the act takes is told */
    if (c->made->clock_fact != NOT_NAMED || c->asks_the_clock) return;
    for (uint32_t i = 0; i < c->acts.count; i++) {
        FOR_EACH_CHILD(line, c->acts.items[i].from) {
            if (line->kind != NODE_TAKES || !sense_is_ours(c, line->where)) continue;
            note *said = kzi_note(c->notes, K_NOBODY_ASKS_THE_TIME, line->where);
            kzi_note_try(c->notes, said,
                         "leave it out, or let some line ask, as in `when clock is at least 3`");
            return;
        }
    }
}

static void sense_has_ending(checker *c) {
    if (c->endings.count || !c->acts.count || c->unread.count) return;
    note *said = kzi_note(c->notes, K_NO_ENDING, c->acts.items[0].where);
    kzi_note_try(c->notes, said, "`ending NAME \"title\" when …`");
}

void kzi_check_sense(checker *c) {
    if (c->notes->error_count || c->in->has_failed)
        return; /* what is wrong may be why it makes no sense */
    sense_facts_asked(c);
    sense_things_mentioned(c);
    sense_actors_want(c);
    sense_wants_replace(c);
    sense_beliefs_differ(c);
    sense_both_unknown(c);
    sense_time_is_asked(c);
    sense_has_ending(c);
}
