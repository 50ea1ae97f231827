/* SPDX-License-Identifier: MIT
 *
 * sabre_read: from the text of a problem file to a checked problem: tokens, statements, names,
 * kinds.
 *
 * In     a source
 * Out    the problem (problem.h), and notes
 * Owns   nothing; the arena of the reading does
 */
#include "sabre_checker.h"
#include "sabre_parser.h"

static uint32_t *none_found(arena *in, uint32_t count) {
    uint32_t *made = KZI_TAKE_MANY(in, uint32_t, count);
    for (uint32_t i = 0; made && i < count; i++) made[i] = NOT_FOUND;
    return made;
}

static bool begin_check(sabre_checker *c, problem *of, notes *said) {
    static const char *const fixed[] = {"boolean", "number", "entity", "character"};
    for (uint32_t i = 0; i < 4; i++) kzi_symbol(of->names, fixed[i], i == 0 ? 7 : i == 3 ? 9 : 6);
    uint32_t count = of->names->texts.count + 1;
    *c = (sabre_checker){.of = of, .said = said, .in = of->in, .symbol_count = count};
    c->type_of = none_found(of->in, count);
    c->entity_of = none_found(of->in, count);
    c->property_of = none_found(of->in, count);
    c->action_of = none_found(of->in, count);
    return c->type_of && c->entity_of && c->property_of && c->action_of;
}

problem *kzi_sabre_read(arena *in, symbols *names, const sources *from, uint32_t source_number,
                        notes *said) {
    problem *made = KZI_TAKE(in, problem);
    if (!made) return NULL;
    *made = (problem){.in = in,
                      .names = names,
                      .source = source_number,
                      .said = said,
                      .author_utility = NOT_FOUND};
    bool is_read = kzi_sabre_parse(made, from, said);
    sabre_checker *c = KZI_TAKE(in, sabre_checker);
    if (is_read && c && begin_check(c, made, said)) kzi_sabre_names(c);
    return in->has_failed ? NULL : made;
}
