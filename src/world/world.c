/* SPDX-License-Identifier: MIT
 *
 * world: the steps from a tree to a world.
 *
 * In     a file's tree
 * Out    see world.h
 * Owns   nothing; the arena given does
 */
#include "checking.h"

static void world_start_counting(checker *c) {
    c->fact_is_asked = KZI_TAKE_MANY(c->in, uint8_t, c->facts.count + 1);
    c->thing_is_mentioned = KZI_TAKE_MANY(c->in, uint8_t, c->things.count + 1);
    c->kind_is_ranged_over = KZI_TAKE_MANY(c->in, uint8_t, c->kinds.count + 1);
}

/* The lists no longer move: the world shows them. */
static void world_keep(checker *c) {
    world *made = c->made;
    made->uses = c->uses.items;
    made->use_count = c->uses.count;
    made->starts = c->starts.items;
    made->start_count = c->starts.count;
    made->wants = c->wants.items;
    made->want_count = c->wants.count;
    made->guises = c->guises.items;
    made->guise_count = c->guises.count;
    made->promises = c->promises.items;
    made->promise_count = c->promises.count;
}

static void world_lend_names(checker *c) {
    world *made = c->made;
    made->statements = c->statements.items;
    made->statement_count = c->statements.count;
    made->spares = c->spares.items;
    made->spare_count = c->spares.count;
    made->words = c->words.items;
    made->word_count = c->words.count;
    made->acts = c->acts.items;
    made->act_count = c->acts.count;
    made->rules = c->rules.items;
    made->rule_count = c->rules.count;
    made->endings = c->endings.items;
    made->ending_count = c->endings.count;
    made->tales = c->tales.items;
    made->tale_count = c->tales.count;
    made->what_ifs = c->what_ifs.items;
    made->what_if_count = c->what_ifs.count;
}

static void world_check_all(checker *c, const node *file) {
    kzi_modules_unfold(c, file);
    kzi_names_collect(c);
    if (c->kinds.count < BUILT_IN_KIND_COUNT) return; /* memory ended */
    world_lend_names(c);
    kzi_kinds_settle(c);
    kzi_facts_collect(c);
    world_start_counting(c);
    if (c->in->has_failed) return;
    kzi_roles_check(c);
    kzi_facts_derive(c);
    kzi_check_front(c);
    kzi_check_owned_lines(c);
    kzi_check_acts(c);
    kzi_check_stories(c);
    kzi_check_what_ifs(c);
    kzi_minds_settle(c);
    world_keep(c);
    kzi_check_sense(c);
    kzi_roles_quieten(c);
}

const world *kzi_world_check(arena *in, symbols *names, sources *texts, const node *file,
                             const world_readers *readers, notes *to) {
    world *made = KZI_TAKE(in, world);
    if (!made || !file) return NULL;
    made->in = in;
    made->names = names;
    made->sources = texts;
    made->clock_fact = NOT_NAMED;
    made->slot_count = MOST_BINDERS + 1;
    checker c = {.in = in,
                 .names = names,
                 .sources = texts,
                 .notes = to,
                 .readers = readers,
                 .made = made,
                 .about = made,
                 .file = file};
    world_check_all(&c, file);
    return in->has_failed || to->in->has_failed ? NULL : made;
}

/* ---- lines from outside ---- */

/* Names are only looked up: the casts below lend the world to the same functions that made it. */
static checker world_checker_of_line(arena *in, const world *about, notes *to) {
    checker c = {.in = in,
                 .names = (symbols *)about->names,
                 .sources = (sources *)about->sources,
                 .notes = to,
                 .about = about,
                 .is_change = true,
                 .default_seen = about->default_seen};
    c.named = (world_named *)about->named;
    c.tales.items = (world_tale *)about->tales;
    c.tales.count = about->tale_count;
    c.facts.items = (world_fact *)about->facts;
    c.facts.count = about->fact_count;
    return c;
}

bool kzi_world_check_change(arena *in, const world *about, const node *line, notes *to,
                            world_change *made) {
    checker c = world_checker_of_line(in, about, to);
    uint32_t errors = to->error_count;
    kzi_check_change(&c, line, made);
    return !in->has_failed && to->error_count == errors && line->kind != NODE_ERROR;
}

const term *kzi_world_check_condition(arena *in, const world *about, const node *condition,
                                      notes *to) {
    checker c = world_checker_of_line(in, about, to);
    scope none = {0};
    const term *made = kzi_check_condition(&c, &none, condition);
    return in->has_failed || made->type == TYPE_QUIET ? NULL : made;
}

bool kzi_world_check_call(arena *in, const world *about, const node *call, notes *to,
                          world_call *made) {
    checker c = world_checker_of_line(in, about, to);
    return kzi_check_call(&c, call, true, made) && !in->has_failed;
}

const node *kzi_world_use_as_file(const world *of, uint32_t i) {
    return i < of->use_count ? of->uses[i].filled : NULL;
}
