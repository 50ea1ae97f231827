/* SPDX-License-Identifier: MIT
 *
 * kinds: which kinds are below which, and which things are of a kind.
 *
 * In     kinds and things by name
 * Out    parents, circles found out, the things of each kind in order of definition
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <stdlib.h>

/* ---- parents ---- */

static void kinds_add_parents(checker *c, uint32_t kind, const node *from) {
    uint32_t *parents = KZI_TAKE_MANY(c->in, uint32_t, kzi_child_count(from) + 1);
    if (!parents) return;
    uint32_t count = 0;
    FOR_EACH_CHILD(parent, from) {
        uint32_t found =
            parent->kind == NODE_NAME ? kzi_find_kind(c, parent->name, parent->where) : NOT_NAMED;
        if (found != NOT_NAMED) parents[count++] = found;
    }
    if (!count) parents[count++] = KIND_THING;
    c->kinds.items[kind].parents = parents;
    c->kinds.items[kind].parent_count = count;
}

static void kinds_add_our_parents(checker *c) {
    static const uint32_t of_thing[] = {KIND_THING};
    for (uint32_t i = KIND_PERSON; i <= KIND_PLACE; i++) {
        if (!c->kinds.items[i].is_ours) continue;
        c->kinds.items[i].parents = of_thing;
        c->kinds.items[i].parent_count = 1;
    }
}

static void kinds_read_parents(checker *c) {
    kinds_add_our_parents(c);
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const node *from = c->statements.items[i];
        world_named *is = from->kind == NODE_KIND ? kzi_named(c, from->name) : NULL;
        if (!is || is->kind == NOT_NAMED || c->kinds.items[is->kind].parents) continue;
        kinds_add_parents(c, is->kind, from);
    }
}

/* ---- circles ---- */

typedef enum kinds_colour { KINDS_NEW, KINDS_OPEN, KINDS_DONE } kinds_colour;

typedef struct kinds_walk {
    checker *checker;
    uint8_t *colours;
    uint32_t *heights; /* of the longest way up, once done */
} kinds_walk;

static void kinds_cut(checker *c, uint32_t kind) {
    static const uint32_t of_thing[] = {KIND_THING};
    c->kinds.items[kind].parents = of_thing;
    c->kinds.items[kind].parent_count = kind == KIND_THING ? 0 : 1;
}

/* The parents are done: what is above them is above this one. */
static void kinds_gather_above(checker *c, world_kind *of) {
    uint32_t words = (c->kinds.count + 63) / 64;
    uint64_t *above = KZI_TAKE_MANY(c->in, uint64_t, words);
    if (!above) return;
    for (uint32_t i = 0; i < of->parent_count; i++) {
        uint32_t parent = of->parents[i];
        const uint64_t *more = c->kinds.items[parent].above;
        above[parent / 64] |= UINT64_C(1) << parent % 64;
        for (uint32_t w = 0; more && w < words; w++) above[w] |= more[w];
    }
    of->above = above;
}

static bool kinds_refuse(kinds_walk *w, uint32_t kind, diagnostic_code code) {
    const world_kind *of = &w->checker->kinds.items[kind];
    kzi_note(w->checker->notes, code, of->where, kzi_name_of(w->checker, of->name));
    return false;
}

/* Beyond the limit it is cut off, so that one chain yields one note. */
static bool kinds_measure(kinds_walk *w, uint32_t kind) {
    world_kind *of = &w->checker->kinds.items[kind];
    for (uint32_t i = 0; i < of->parent_count; i++) {
        uint32_t height = w->heights[of->parents[i]] + 1;
        if (height > w->heights[kind]) w->heights[kind] = height;
    }
    if (w->heights[kind] <= MOST_KINDS_DEEP) return true;
    kinds_refuse(w, kind, K_KINDS_TOO_DEEP);
    kinds_cut(w->checker, kind);
    w->heights[kind] = 1;
    return true;
}

static bool kinds_goes_up(kinds_walk *w, uint32_t kind, uint32_t depth) {
    if (w->colours[kind] == KINDS_DONE) return true;
    world_kind *of = &w->checker->kinds.items[kind];
    if (w->colours[kind] == KINDS_OPEN) return kinds_refuse(w, kind, K_KIND_CIRCLE);
    if (depth > MOST_KINDS_DEEP) return kinds_refuse(w, kind, K_KINDS_TOO_DEEP);
    w->colours[kind] = KINDS_OPEN;
    for (uint32_t i = 0; i < of->parent_count; i++) {
        if (kinds_goes_up(w, of->parents[i], depth + 1)) continue;
        kinds_cut(w->checker, kind);
        break;
    }
    w->colours[kind] = KINDS_DONE;
    kinds_gather_above(w->checker, of);
    return kinds_measure(w, kind);
}

static void kinds_find_circles(checker *c) {
    kinds_walk w = {c, KZI_TAKE_MANY(c->in, uint8_t, c->kinds.count),
                    KZI_TAKE_MANY(c->in, uint32_t, c->kinds.count)};
    if (!w.colours || !w.heights) return;
    for (uint32_t i = 0; i < c->kinds.count; i++) kinds_goes_up(&w, i, 0);
}

/* ---- the things of each kind ---- */

typedef LIST(uint32_t) kinds_members;

typedef struct kinds_spread {
    checker *checker;
    kinds_members *members; /* by kind */
    uint32_t *last_thing;   /* by kind, plus one: so that two ways up count once */
} kinds_spread;

static void kinds_add_member(kinds_spread *to, uint32_t thing, uint32_t kind) {
    if (to->last_thing[kind] == thing + 1) return;
    to->last_thing[kind] = thing + 1;
    if (!LIST_ADD(to->checker->in, &to->members[kind], thing)) return;
    const world_kind *of = &to->checker->kinds.items[kind];
    for (uint32_t i = 0; i < of->parent_count; i++) kinds_add_member(to, thing, of->parents[i]);
}

static void kinds_of_things(checker *c) {
    for (uint32_t i = 0; i < c->things.count; i++) {
        const node *kind = kzi_child(c->things.items[i].from, 0);
        uint32_t found = kzi_find_kind(c, kind->name, kind->where);
        if (found != NOT_NAMED) c->things.items[i].kind = found;
    }
}

static void kinds_members_found(checker *c) {
    kinds_spread to = {c, KZI_TAKE_MANY(c->in, kinds_members, c->kinds.count),
                       KZI_TAKE_MANY(c->in, uint32_t, c->kinds.count)};
    if (!to.members || !to.last_thing) return;
    for (uint32_t i = 0; i < c->things.count; i++)
        kinds_add_member(&to, i, c->things.items[i].kind);
    for (uint32_t i = 0; i < c->kinds.count; i++) {
        c->kinds.items[i].things = to.members[i].items;
        c->kinds.items[i].thing_count = to.members[i].count;
    }
}

static void kinds_forget_rest(checker *c) {
    kzi_note(c->notes, K_TOO_MANY_KINDS, c->kinds.items[MOST_KINDS].where, MOST_KINDS);
    for (uint32_t n = 0; n < c->made->named_count; n++) {
        if (c->named[n].kind != NOT_NAMED && c->named[n].kind >= MOST_KINDS)
            c->named[n].kind = NOT_NAMED;
    }
    c->made->kind_count = c->kinds.count = MOST_KINDS;
}

void kzi_kinds_settle(checker *c) {
    c->made->kinds = c->kinds.items;
    c->made->kind_count = c->kinds.count;
    c->made->things = c->things.items;
    c->made->thing_count = c->things.count;
    if (c->kinds.count > MOST_KINDS) kinds_forget_rest(c);
    kinds_read_parents(c);
    kinds_find_circles(c);
    kinds_of_things(c);
    kinds_members_found(c);
    for (uint32_t i = 0; i < c->things.count; i++)
        c->things.items[i].is_person = kzi_is_of_kind(c->about, i, KIND_PERSON);
}

/* ---- questions ---- */

static int kinds_compare(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return a < b ? -1 : a > b;
}

bool kzi_is_of_kind(const world *of, uint32_t thing, uint32_t kind) {
    const world_kind *all = &of->kinds[kind];
    if (!all->thing_count) return false;
    return bsearch(&thing, all->things, all->thing_count, sizeof thing, kinds_compare) != NULL;
}

bool kzi_is_kind_below(const world *of, uint32_t kind, uint32_t above) {
    const uint64_t *all = of->kinds[kind].above;
    return kind == above || above == KIND_THING || (all && (all[above / 64] >> above % 64 & 1));
}
