/* SPDX-License-Identifier: MIT
 *
 * check_bodies: the lines that belong to somebody: how things start, what people believe and want.
 *
 * In     the bodies of things, and the same lines standing outside with their owner in front
 * Out    the world's starts and wants
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

/* Whose line it is: a thing, every thing of a kind, or nobody's. */
typedef struct bodies_owner {
    uint32_t thing, every;
} bodies_owner;

static scope bodies_scope(checker *c, bodies_owner of, span where) {
    scope at = {.next_slot = 1};
    if (of.thing != NOT_NAMED) at.bare = kzi_term_thing(c, of.thing, where);
    if (of.every != NOT_NAMED) at.bare = kzi_term_variable(c, 0, of.every, where);
    at.self = at.bare;
    kzi_slots_used(c, 1);
    if (of.every != NOT_NAMED && c->kind_is_ranged_over) c->kind_is_ranged_over[of.every] = 1;
    return at;
}

static void bodies_add_starts(checker *c, bodies_owner of, const world_claims *claims,
                              world_start_list *to) {
    for (uint32_t i = 0; i < claims->count; i++) {
        (void)LIST_ADD(
            c->in, to,
            (world_start){.every = of.every, .owner = of.thing, .claim = claims->items[i]});
    }
}

static void bodies_read_claims(checker *c, bodies_owner of, const node *line,
                               world_start_list *to) {
    scope at = bodies_scope(c, of, line->where);
    world_claims claims = {0};
    bool is_first = true;
    FOR_EACH_CHILD(claim, line) {
        if (!is_first) kzi_check_claims(c, &at, claim, NULL, CLAIM_START, &claims);
        is_first = false;
    }
    bodies_add_starts(c, of, &claims, to);
}

static bool bodies_is_person(checker *c, bodies_owner of, span where) {
    bool is_person = of.thing != NOT_NAMED ? c->about->things[of.thing].is_person
                                           : kzi_is_kind_below(c->about, of.every, KIND_PERSON);
    if (is_person) return true;
    const char *name = of.thing != NOT_NAMED ? kzi_name_of(c, c->about->things[of.thing].name)
                                             : kzi_a_kind(c, of.every);
    const char *what =
        of.thing != NOT_NAMED ? kzi_a_kind(c, c->about->things[of.thing].kind) : "no person";
    kzi_note(c->notes, K_NOT_A_PERSON, where, name, what);
    return false;
}

static void bodies_read_belief(checker *c, bodies_owner of, const node *line,
                               world_start_list *to) {
    if (!bodies_is_person(c, of, line->where)) return;
    scope at = bodies_scope(c, of, line->where);
    world_claims claims = {0};
    kzi_has_mind(c, at.bare, MIND_BELIEVES);
    kzi_check_claims(c, &at, kzi_child(line, 0), at.bare, CLAIM_BELIEVED, &claims);
    bodies_add_starts(c, of, &claims, to);
}

/* `wants told`: what is meant is a condition, and its weight is missing. */
static const term *bodies_read_amount(checker *c, const scope *at, const node *line,
                                      bool has_condition) {
    const node *sum = kzi_child(line, 0);
    uint32_t before = c->notes->list.count;
    const term *amount = kzi_check_number(c, at, sum);
    if (has_condition || c->notes->list.count != before + 1 ||
        c->notes->list.items[before]->code != K_NOT_A_NUMBER)
        return amount;
    const char *says = line->flag ? "fears" : "wants";
    kzi_note_try(c->notes, c->notes->list.items[before], "`%s 1: %s`", says,
                 kzi_span_text(c, sum->where));
    return amount;
}

static void bodies_read_want(checker *c, bodies_owner of, const node *line, world_wants *to) {
    if (!bodies_is_person(c, of, line->where)) return;
    scope at = bodies_scope(c, of, line->where);
    const node *condition = kzi_child(line, 1);
    bool has_condition = condition->kind != NODE_NONE;
    world_want made = {.every = of.every,
                       .owner = of.thing,
                       .is_fear = line->flag,
                       .from = line,
                       .where = line->where};
    made.amount = bodies_read_amount(c, &at, line, has_condition);
    if (has_condition) made.condition = kzi_check_condition(c, &at, condition);
    kzi_has_mind(c, at.bare, MIND_WANTS);
    bool is_quiet =
        made.amount->type == TYPE_QUIET || (made.condition && made.condition->type == TYPE_QUIET);
    if (!is_quiet) (void)LIST_ADD(c->in, to, made);
}

static bool bodies_find_owner(checker *c, const node *owner, bodies_owner *of) {
    if (owner->kind == NODE_NAME) {
        of->thing = kzi_find_thing(c, owner->name, owner->where);
        return of->thing != NOT_NAMED;
    }
    if (owner->kind == NODE_EVERY) {
        const node *kind = kzi_child(owner, 0);
        of->every = kzi_find_kind(c, kind->name, kind->where);
        return of->every != NOT_NAMED;
    }
    return true;
}

void kzi_check_start_line(checker *c, const node *line, uint32_t owner, uint32_t every,
                          world_start_list *starts, world_wants *wants) {
    bodies_owner of = {owner, every};
    if (!bodies_find_owner(c, kzi_child(line, 0), &of)) return;
    if (line->kind == NODE_CLAIMS) {
        bodies_read_claims(c, of, line, starts);
        return;
    }
    const node *what = kzi_child(line, 1);
    if (of.thing == NOT_NAMED && of.every == NOT_NAMED) return;
    if (what->kind == NODE_BELIEVES_LINE) bodies_read_belief(c, of, what, starts);
    if (what->kind == NODE_WANTS) bodies_read_want(c, of, what, wants);
}

/* `calls Ren "Ren-san" when …`, `looks like "a great cat" when …`, `sees nothing when …` */
static void bodies_read_guise(checker *c, uint32_t thing, const node *line) {
    bodies_owner of = {thing, NOT_NAMED};
    world_guise made = {.owner = thing, .whom = NOT_NAMED, .text = line->text};
    bool is_text_missing = !line->text && line->kind != NODE_SEES_NOTHING;
    if (is_text_missing || !bodies_is_person(c, of, line->where)) return;
    if (line->kind == NODE_CALLS) {
        made.whom = kzi_find_thing(c, line->name, line->where);
        if (made.whom == NOT_NAMED) return;
    }
    if (kzi_child(line, 0)->kind != NODE_NONE) {
        scope at = bodies_scope(c, of, line->where);
        made.condition = kzi_check_condition(c, &at, kzi_child(line, 0));
        if (made.condition->type == TYPE_QUIET) return;
    }
    (void)LIST_ADD(c->in, &c->guises, made);
}

static bool bodies_is_line(const node *of) {
    return of->kind == NODE_CLAIMS || of->kind == NODE_MIND_LINE;
}

static void bodies_read_thing(checker *c, const node *from) {
    uint32_t thing = kzi_world_named(c->about, from->name).thing;
    if (thing == NOT_NAMED || c->things.items[thing].from != from) return;
    FOR_EACH_CHILD(line, from) {
        if (bodies_is_line(line))
            kzi_check_start_line(c, line, thing, NOT_NAMED, &c->starts, &c->wants);
        bool is_guise =
            line->kind == NODE_CALLS || line->kind == NODE_LOOKS || line->kind == NODE_SEES_NOTHING;
        if (is_guise) bodies_read_guise(c, thing, line);
    }
}

/* ---- what is said of one wins over what is said of every one ---- */

uint32_t kzi_narrowness(const checker *c, uint32_t every) {
    const uint64_t *above = every == NOT_NAMED ? NULL : c->kinds.items[every].above;
    uint32_t count = 0;
    for (uint32_t i = 0; above && i < (c->kinds.count + 63) / 64; i++)
        count += (uint32_t)__builtin_popcountll(above[i]);
    return every == NOT_NAMED ? MOST_KINDS + 1 : count;
}

const uint32_t *kzi_widest_first(checker *c, const uint32_t *narrowness, uint32_t count) {
    uint32_t *order = KZI_TAKE_MANY(c->in, uint32_t, count), found = 0, next;
    for (uint32_t rank = 0; order && found < count; rank = next) {
        next = UINT32_MAX;
        for (uint32_t i = 0; i < count; i++) {
            if (narrowness[i] == rank) order[found++] = i;
            if (narrowness[i] > rank && narrowness[i] < next) next = narrowness[i];
        }
    }
    return order;
}

static void bodies_put_widest_first(checker *c) {
    if (c->starts.count == 0) return;
    world_start *sorted = KZI_TAKE_MANY(c->in, world_start, c->starts.count);
    uint32_t *narrowness = KZI_TAKE_MANY(c->in, uint32_t, c->starts.count);
    if (!sorted || !narrowness) return;
    for (uint32_t i = 0; i < c->starts.count; i++)
        narrowness[i] = kzi_narrowness(c, c->starts.items[i].every);
    const uint32_t *order = kzi_widest_first(c, narrowness, c->starts.count);
    for (uint32_t i = 0; order && i < c->starts.count; i++) sorted[i] = c->starts.items[order[i]];
    if (order) memcpy(c->starts.items, sorted, sizeof *sorted * c->starts.count);
}

/* So that a later line of the start wins over an earlier one: in file order, but for the widest. */
void kzi_check_owned_lines(checker *c) {
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const node *from = c->statements.items[i];
        if (from->kind == NODE_THING) bodies_read_thing(c, from);
        if (bodies_is_line(from))
            kzi_check_start_line(c, from, NOT_NAMED, NOT_NAMED, &c->starts, &c->wants);
    }
    bodies_put_widest_first(c);
}
