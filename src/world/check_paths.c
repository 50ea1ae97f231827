/* SPDX-License-Identifier: MIT
 *
 * check_paths: what `at`, `Ren.at`, `Ren.bond(Aki)` and `loves.wish.lies` speak of.
 *
 * In     a path, and the scope it stands in
 * Out    a term: a thing, a variable or a fact; a quiet one after a note
 * Owns   nothing; the world's arena does
 *
 * A first name is, in this order: a word of what it is compared with, a variable, a fact of the one
 * whose line it is, a thing, a fact of the world. Where a thing and somebody's fact share a name
 * the reader could not tell: a note.
 */
#include "checking.h"

#include <string.h>

/* ---- making terms: the spare one stands in when memory ends ---- */

term *kzi_term(checker *c, term_kind kind, value_type type, span where) {
    term *made = KZI_TAKE(c->in, term);
    bool is_spare = !made;
    if (is_spare) made = &c->spare;
    *made = (term){.kind = is_spare ? TERM_QUIET : kind,
                   .type = is_spare ? TYPE_QUIET : type,
                   .fact = NOT_NAMED,
                   .of_kind = NOT_NAMED,
                   .where = where};
    return made;
}

term *kzi_term_thing(checker *c, uint32_t thing, span where) {
    term *made = kzi_term(c, TERM_THING, TYPE_THING, where);
    if (made->kind != TERM_THING) return made;
    made->number = thing;
    if (c->thing_is_mentioned) c->thing_is_mentioned[thing] = 1;
    return made;
}

term *kzi_term_variable(checker *c, uint32_t slot, uint32_t kind, span where) {
    term *made = kzi_term(c, TERM_VARIABLE, TYPE_THING, where);
    if (made->kind != TERM_VARIABLE) return made;
    made->number = slot;
    made->of_kind = kind;
    return made;
}

/* A child has one parent: what several parents share is copied into each. */
void kzi_term_add(term *to, const term *child) {
    if (to->kind == TERM_QUIET || child->kind == TERM_QUIET) return;
    term *added = (term *)child;
    if (to->last) to->last->next = added;
    else to->first = added;
    to->last = added;
}

static term *paths_copy(checker *c, const term *of) {
    term *made = kzi_term(c, of->kind, of->type, of->where);
    if (made->kind != of->kind) return made;
    *made = *of;
    made->next = NULL;
    return made;
}

static term *paths_quiet(checker *c, span where) {
    return kzi_term(c, TERM_QUIET, TYPE_QUIET, where);
}

/* ---- scopes ---- */

void kzi_slots_used(checker *c, uint32_t count) {
    if (c->made && c->made->slot_count < count) c->made->slot_count = count;
}

static const scope_name *paths_in_scope(const scope *at, symbol name) {
    for (const scope_name *i = at->names; i; i = i->outer) {
        if (kzi_is_same_symbol(i->name, name)) return i;
    }
    return NULL;
}

bool kzi_scope_add(checker *c, scope *at, scope_name *room, symbol name, uint32_t kind,
                   span where) {
    if (!name.n) return false;
    const scope_name *hidden = paths_in_scope(at, name);
    world_named is = kzi_world_named(c->about, name);
    if (hidden || is.thing != NOT_NAMED || is.kind != NOT_NAMED) {
        const char *what = hidden ? "somebody here" : kzi_sort_text(c, name);
        note *said = kzi_note(c->notes, K_NAME_HIDES, where, kzi_name_of(c, name), what);
        if (hidden) kzi_note_other(c->notes, said, hidden->where, "the first");
        kzi_note_try(c->notes, said, "give it a name of its own");
        return false;
    }
    if (c->is_change &&
        at->next_slot >= MOST_BINDERS) { /* a finished world keeps room for so many */
        kzi_note(c->notes, K_TOO_MANY_PARAMETERS, where, kzi_name_of(c, name), MOST_BINDERS);
        return false;
    }
    *room = (scope_name){name, kind, at->next_slot++, where, at->names};
    at->names = room;
    kzi_slots_used(c, at->next_slot);
    if (c->kind_is_ranged_over) c->kind_is_ranged_over[kind] = 1;
    return true;
}

/* ---- which fact of that name ---- */

static void paths_fact_is_asked(checker *c, symbol name) {
    if (!c->fact_is_asked) return;
    uint32_t first = kzi_world_named(c->about, name).first_fact;
    for (uint32_t i = first; i != NOT_NAMED; i = c->about->facts[i].next_of_name)
        c->fact_is_asked[i] = 1;
}

/* Some fact of that name which things of the kind have; `all` says whether each of them has one. */
static uint32_t paths_fact_of_kind(const checker *c, symbol name, uint32_t kind, bool *all) {
    const world *of = c->about;
    uint32_t found = NOT_NAMED;
    for (uint32_t i = kzi_world_named(of, name).first_fact; i != NOT_NAMED;
         i = of->facts[i].next_of_name) {
        if (of->facts[i].owned_by != OWNER_KIND || !kzi_is_kind_below(of, kind, of->facts[i].owner))
            continue;
        *all = true;
        return i;
    }
    *all = of->kinds[kind].thing_count > 0;
    for (uint32_t i = 0; i < of->kinds[kind].thing_count; i++) {
        uint32_t fact = kzi_fact_of(of, name, of->kinds[kind].things[i]);
        if (fact == NOT_NAMED) *all = false;
        if (found == NOT_NAMED) found = fact;
    }
    return found;
}

/* Where a fact gives the owner, some of what it may hold may lack the next fact: the chain is then
 * unknown. */
static uint32_t paths_fact_of_values(const checker *c, symbol name, const world_fact *holder) {
    bool all;
    for (uint32_t i = 0; i < holder->word_count; i++) {
        uint32_t fact = paths_fact_of_kind(c, name, holder->words[i], &all);
        if (fact != NOT_NAMED) return fact;
    }
    return NOT_NAMED;
}

static uint32_t paths_fact_of_owner(const checker *c, symbol name, const term *owner, bool *all) {
    *all = true;
    switch (owner->kind) {
    case TERM_THING: return kzi_fact_of(c->about, name, (uint32_t)owner->number);
    case TERM_VARIABLE: return paths_fact_of_kind(c, name, owner->of_kind, all);
    case TERM_FACT: return paths_fact_of_values(c, name, &c->about->facts[owner->fact]);
    default: return NOT_NAMED;
    }
}

/* ---- what is said when a step leads nowhere ---- */

static const char *paths_example_owner(const checker *c, const world_fact *of) {
    if (of->owned_by == OWNER_THING) return kzi_name_of(c, c->about->things[of->owner].name);
    const world_kind *kind = &c->about->kinds[of->owner];
    return kind->thing_count ? kzi_name_of(c, c->about->things[kind->things[0]].name) : "…";
}

static void paths_note_no_fact(checker *c, const term *owner, const node *step, bool some) {
    uint32_t first = kzi_world_named(c->about, step->name).first_fact;
    if (first == NOT_NAMED) {
        kzi_note_unknown(c, SORT_FACT, step->name, step->where);
        return;
    }
    const world_fact *other = &c->about->facts[first];
    const char *name = kzi_name_of(c, step->name), *whose = kzi_owner_text(c, other);
    const char *asked = kzi_term_text(c, owner);
    note *said = some ? kzi_note(c->notes, K_ONLY_SOME_HAVE, step->where, asked, name)
                      : kzi_note(c->notes, K_HAS_NO_SUCH_FACT, step->where, asked, name, whose);
    kzi_note_other(c->notes, said, other->where, "declared here");
    if (some) {
        bool is_of_kind = other->owned_by == OWNER_KIND;
        kzi_note_try(c->notes, said, "let it be of a kind that has one, as in `%s: %s`", asked,
                     is_of_kind ? kzi_name_of(c, c->about->kinds[other->owner].name) : "person");
    } else if (other->owned_by == OWNER_WORLD) {
        kzi_note_try(c->notes, said, "`%s` alone", name);
    } else {
        kzi_note_try(c->notes, said, "ask one who has it, as in `%s.%s`",
                     paths_example_owner(c, other), name);
    }
}

static const char *paths_why_nobody(const scope *at) {
    if (!at->is_act) return "here stands nobody";
    return at->actor_count ? "several do this together" : "nobody does this";
}

static void paths_note_whose(checker *c, const scope *at, const node *step, uint32_t fact) {
    const world_fact *of = &c->about->facts[fact];
    const char *name = kzi_name_of(c, step->name);
    if (at->bare) {
        note *said = kzi_note(c->notes, K_HAS_NO_SUCH_FACT, step->where,
                              at->bare->kind == TERM_THING
                                  ? kzi_name_of(c, c->about->things[at->bare->number].name)
                                  : "the one whose line this is",
                              name, kzi_owner_text(c, of));
        kzi_note_other(c->notes, said, of->where, "declared here");
        kzi_note_try(c->notes, said, "`%s.%s`", paths_example_owner(c, of), name);
        return;
    }
    note *said = kzi_note(c->notes, K_WHOSE_FACT, step->where, name, kzi_owner_text(c, of),
                          paths_why_nobody(at));
    kzi_note_other(c->notes, said, of->where, "declared here");
    kzi_note_try(c->notes, said, "`%s.%s`", paths_example_owner(c, of), name);
}

static void paths_note_word(checker *c, const node *step) {
    uint32_t word = kzi_world_named(c->about, step->name).word;
    for (uint32_t i = 0; i < c->about->fact_count; i++) {
        const world_fact *of = &c->about->facts[i];
        if (!kzi_fact_has_word(of, word)) continue;
        const char *name = kzi_name_of(c, of->name);
        note *said =
            kzi_note(c->notes, K_WORD_ALONE, step->where, kzi_name_of(c, step->name), name);
        kzi_note_other(c->notes, said, of->where, "declared here");
        kzi_note_try(c->notes, said, "`%s is %s`", name, kzi_name_of(c, step->name));
        return;
    }
}

static const char *paths_likeliest_value(checker *c, const world_fact *of, symbol written) {
    LIST(const char *) known = {0};
    for (uint32_t i = 0; i < of->word_count; i++) {
        if (of->type == TYPE_WORD &&
            !LIST_ADD(c->in, &known, kzi_name_of(c, c->about->words[of->words[i]])))
            return NULL;
        if (of->type != TYPE_THING) continue;
        const world_kind *kind = &c->about->kinds[of->words[i]];
        for (uint32_t t = 0; t < kind->thing_count; t++) {
            if (!LIST_ADD(c->in, &known, kzi_name_of(c, c->about->things[kind->things[t]].name)))
                return NULL;
        }
    }
    return kzi_did_you_mean(kzi_name_of(c, written), known.items, known.count);
}

/* `order is givn`: the name stands where a value does. */
static bool paths_note_value(checker *c, const node *step, const term *beside) {
    if (!beside || beside->kind != TERM_FACT || beside->fact == NOT_NAMED) return false;
    const world_fact *of = &c->about->facts[beside->fact];
    if (of->type != TYPE_WORD && of->type != TYPE_THING) return false;
    if (of->type == TYPE_THING && kzi_sort_text(c, step->name)) return false;
    const char *written = kzi_name_of(c, step->name);
    note *said = kzi_note(c->notes, K_NEVER_THAT_VALUE, step->where, kzi_term_text(c, beside),
                          written, kzi_values_text(c, of));
    kzi_note_other(c->notes, said, of->where, "declared here");
    const char *meant = paths_likeliest_value(c, of, step->name);
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
    return true;
}

static void paths_note_first(checker *c, const scope *at, const node *step, const term *beside) {
    world_named is = kzi_world_named(c->about, step->name);
    if (kzi_is_same_symbol(step->name, c->about->self)) {
        kzi_note(c->notes, K_SELF_OF_NOBODY, step->where);
    } else if (is.first_fact != NOT_NAMED) {
        paths_note_whose(c, at, step, is.first_fact);
    } else if (!paths_note_value(c, step, beside)) {
        if (is.word != NOT_NAMED) paths_note_word(c, step);
        else kzi_note_unknown(c, SORT_FACT, step->name, step->where);
    }
}

/* ---- a fact with its arguments ---- */

static bool paths_argument_fits(checker *c, const term *argument, const world_parameter *of,
                                const world_fact *fact) {
    if (argument->type == TYPE_QUIET) return false;
    bool fits = argument->type == TYPE_THING;
    if (argument->kind == TERM_THING)
        fits = kzi_is_of_kind(c->about, (uint32_t)argument->number, of->kind);
    if (argument->kind == TERM_VARIABLE)
        fits = kzi_is_kind_below(c->about, argument->of_kind, of->kind) ||
               kzi_is_kind_below(c->about, of->kind, argument->of_kind);
    if (fits) return true;
    note *said =
        kzi_note(c->notes, K_ARGUMENT_OF_OTHER_KIND, argument->where, kzi_name_of(c, fact->name),
                 kzi_a_kind(c, of->kind), kzi_term_text(c, argument), kzi_type_text(c, argument));
    kzi_note_other(c->notes, said, fact->where, "declared here");
    return false;
}

static bool paths_add_arguments(checker *c, const scope *at, const node *step,
                                const world_fact *fact, term *to) {
    uint32_t given = kzi_child_count(step);
    if (given != fact->parameter_count) {
        note *said = kzi_note(c->notes, K_ARGUMENT_COUNT, step->where, kzi_name_of(c, fact->name),
                              fact->parameter_count, fact->parameter_count == 1 ? "" : "s", given);
        kzi_note_other(c->notes, said, fact->where, "declared here");
        return false;
    }
    uint32_t i = 0;
    FOR_EACH_CHILD(written, step) {
        const term *argument = kzi_check_sum(c, at, written, NULL);
        if (!paths_argument_fits(c, argument, &fact->parameters[i++], fact)) return false;
        kzi_term_add(to, argument);
    }
    return true;
}

static term *paths_fact(checker *c, const scope *at, const node *step, uint32_t fact,
                        const term *owner, span where) {
    const world_fact *of = &c->about->facts[fact];
    term *made = kzi_term(c, TERM_FACT, of->type, where);
    if (made->kind != TERM_FACT) return made;
    made->name = step->name;
    made->fact = fact;
    made->has_owner = owner != NULL;
    if (owner) kzi_term_add(made, paths_copy(c, owner));
    paths_fact_is_asked(c, step->name);
    if (kzi_is_same_symbol(step->name, c->about->clock)) c->asks_the_clock = true;
    return paths_add_arguments(c, at, step, of, made) ? made : paths_quiet(c, where);
}

/* ---- the first step ---- */

static term *paths_word(checker *c, const node *step, const term *beside) {
    if (!beside || beside->kind != TERM_FACT || step->flag) return NULL;
    uint32_t word = kzi_world_named(c->about, step->name).word;
    if (word == NOT_NAMED) return NULL;
    uint32_t first = kzi_world_named(c->about, beside->name).first_fact;
    for (uint32_t i = first; i != NOT_NAMED; i = c->about->facts[i].next_of_name) {
        if (!kzi_fact_has_word(&c->about->facts[i], word)) continue;
        term *made = kzi_term(c, TERM_WORD, TYPE_WORD, step->where);
        if (made->kind == TERM_WORD) made->number = word;
        return made;
    }
    return NULL;
}

static term *paths_variable(checker *c, const scope *at, const node *step) {
    if (step->flag) return NULL;
    if (kzi_is_same_symbol(step->name, c->about->self) && at->self) return paths_copy(c, at->self);
    const scope_name *found = paths_in_scope(at, step->name);
    return found ? kzi_term_variable(c, found->slot, found->kind, step->where) : NULL;
}

static term *paths_own_fact(checker *c, const scope *at, const node *step) {
    bool all;
    uint32_t fact = at->bare ? paths_fact_of_owner(c, step->name, at->bare, &all) : NOT_NAMED;
    if (fact == NOT_NAMED) return NULL;
    uint32_t thing = kzi_world_named(c->about, step->name).thing;
    if (thing != NOT_NAMED && !step->flag && kzi_was_reported(c, step->name))
        return paths_quiet(c, step->where);
    if (thing != NOT_NAMED && !step->flag) {
        const char *name = kzi_name_of(c, step->name);
        note *said = kzi_note(c->notes, K_THING_OR_FACT, step->where, name,
                              kzi_a_kind(c, c->about->things[thing].kind));
        kzi_note_other(c->notes, said, c->about->facts[fact].where, "the fact");
        kzi_note_try(c->notes, said, "give one of them another name");
        return paths_quiet(c, step->where);
    }
    return paths_fact(c, at, step, fact, at->bare, step->where);
}

static term *paths_first(checker *c, const scope *at, const node *step, const term *beside) {
    term *made = paths_word(c, step, beside);
    if (!made) made = paths_variable(c, at, step);
    if (!made) made = paths_own_fact(c, at, step);
    if (made) return made;
    world_named is = kzi_world_named(c->about, step->name);
    if (is.thing != NOT_NAMED && !step->flag) return kzi_term_thing(c, is.thing, step->where);
    uint32_t fact = kzi_fact_of(c->about, step->name, NOT_NAMED);
    if (fact != NOT_NAMED) return paths_fact(c, at, step, fact, NULL, step->where);
    paths_note_first(c, at, step, beside);
    return paths_quiet(c, step->where);
}

/* ---- the steps after it ---- */

static term *paths_next(checker *c, const scope *at, const term *owner, const node *step) {
    span where = {owner->where.source, owner->where.first, step->where.end};
    if (owner->type == TYPE_QUIET) return paths_quiet(c, where);
    if (owner->type != TYPE_THING) {
        kzi_note(c->notes, K_NOT_A_THING, owner->where, kzi_term_text(c, owner),
                 kzi_type_text(c, owner), kzi_name_of(c, step->name));
        return paths_quiet(c, where);
    }
    bool all = true;
    uint32_t fact = paths_fact_of_owner(c, step->name, owner, &all);
    if (fact != NOT_NAMED && all) return paths_fact(c, at, step, fact, owner, where);
    paths_note_no_fact(c, owner, step, fact != NOT_NAMED);
    return paths_quiet(c, where);
}

term *kzi_check_path(checker *c, const scope *at, const node *path, const term *beside) {
    bool is_alone = kzi_child_count(path) == 1;
    term *made = NULL;
    FOR_EACH_CHILD(step, path) {
        made = made ? paths_next(c, at, made, step)
                    : paths_first(c, at, step, is_alone ? beside : NULL);
    }
    return made ? made : paths_quiet(c, path->where);
}

/* ---- persons ---- */

static bool paths_is_person(const checker *c, const term *of) {
    if (of->kind == TERM_THING) return c->about->things[of->number].is_person;
    if (of->kind == TERM_VARIABLE) return kzi_is_kind_below(c->about, of->of_kind, KIND_PERSON);
    if (of->kind != TERM_FACT || of->type != TYPE_THING) return false;
    const world_fact *fact = &c->about->facts[of->fact];
    for (uint32_t i = 0; i < fact->word_count; i++) {
        if (!kzi_is_kind_below(c->about, fact->words[i], KIND_PERSON)) return false;
    }
    return true;
}

term *kzi_check_person(checker *c, const scope *at, const node *path) {
    term *made = kzi_check_path(c, at, path, NULL);
    if (made->type == TYPE_QUIET || paths_is_person(c, made)) return made;
    kzi_note(c->notes, K_NOT_A_PERSON, path->where, kzi_term_text(c, made), kzi_type_text(c, made));
    return paths_quiet(c, path->where);
}
