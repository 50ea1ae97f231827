/* SPDX-License-Identifier: MIT
 *
 * names: what each name stands for, and what was probably meant by one that stands for nothing.
 *
 * In     the world's statements, modules already standing in them
 * Out    kinds, things, facts, acts, rules, endings, tales and what-ifs, numbered in order; notes
 *        about names taken twice
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

world_named *kzi_named(const checker *c, symbol name) {
    return name.n && name.n < c->about->named_count ? &c->named[name.n] : NULL;
}

world_named kzi_world_named(const world *of, symbol name) {
    if (name.n && name.n < of->named_count) return of->named[name.n];
    return (world_named){NOT_NAMED, NOT_NAMED, NOT_NAMED, NOT_NAMED, NOT_NAMED,
                         NOT_NAMED, NOT_NAMED, NOT_NAMED, NOT_NAMED};
}

bool kzi_is_met_again(const node *one, const node *other) {
    return one && other && one->where.source == other->where.source &&
           one->where.first == other->where.first && kzi_is_same_tree(one, other);
}

void kzi_note_taken(checker *c, symbol name, span where, const char *by_what, span other) {
    note *said = kzi_note(c->notes, K_NAME_TAKEN, where, kzi_name_of(c, name), by_what);
    kzi_note_other(c->notes, said, other, "the first");
    kzi_note_try(c->notes, said, "give one of them another name");
}

/* ---- what a name stands for ---- */

const char *kzi_sort_text(const checker *c, symbol name) {
    world_named is = kzi_world_named(c->about, name);
    if (is.kind != NOT_NAMED) return "a kind";
    if (is.thing != NOT_NAMED) return kzi_a_kind(c, c->about->things[is.thing].kind);
    if (is.first_fact != NOT_NAMED)
        return c->about->facts[is.first_fact].is_law ? "a law" : "a fact";
    if (is.act != NOT_NAMED) return "an act";
    if (is.rule != NOT_NAMED) return "a rule";
    if (is.ending != NOT_NAMED) return "an ending";
    if (is.tale != NOT_NAMED) return "a tale";
    if (is.what_if != NOT_NAMED) return "a what-if";
    if (is.word != NOT_NAMED) return "a value of some fact";
    return NULL;
}

static bool names_is_of_sort(const checker *c, symbol name, name_sort sort) {
    world_named is = kzi_world_named(c->about, name);
    switch (sort) {
    case SORT_KIND: return is.kind != NOT_NAMED;
    case SORT_THING: return is.thing != NOT_NAMED;
    case SORT_PERSON: return is.thing != NOT_NAMED && c->about->things[is.thing].is_person;
    case SORT_FACT: return is.first_fact != NOT_NAMED || is.thing != NOT_NAMED;
    case SORT_LAW: return is.first_fact != NOT_NAMED && c->about->facts[is.first_fact].is_law;
    case SORT_ACT: return is.act != NOT_NAMED || is.rule != NOT_NAMED;
    case SORT_ENDING: return is.ending != NOT_NAMED;
    case SORT_TALE: return is.tale != NOT_NAMED;
    }
    return false;
}

static const char *const names_sorts[] = {"kind", "thing",  "person", "fact or thing",
                                          "act",  "ending", "tale",   "law"};
static const char *const names_a_sort[] = {"a kind", "a thing",   "a person", "a fact",
                                           "an act", "an ending", "a tale",   "a law"};

static const char *names_likeliest(const checker *c, name_sort sort, symbol name) {
    LIST(const char *) known = {0};
    for (uint32_t n = 1; n < c->about->named_count; n++) {
        if (!names_is_of_sort(c, (symbol){n}, sort)) continue;
        if (!LIST_ADD(c->in, &known, kzi_name_of(c, (symbol){n}))) return NULL;
    }
    return kzi_did_you_mean(kzi_name_of(c, name), known.items, known.count);
}

/* ---- names that mean nothing ---- */

#define MOST_UNREAD_SEARCHED 100u
/* a file that is wrong throughout needs no guess for each of its names */
#define MOST_GUESSES 100u

static bool names_stands_in(const checker *c, const char *name, span where) {
    const char *text = kzi_span_text(c, where);
    return strstr(text, name) != NULL;
}

/* Does a statement that could not be read speak of it? Then it may well be declared there. */
static bool names_may_be_unread(const checker *c, symbol name) {
    if (c->unread.count > MOST_UNREAD_SEARCHED) return true;
    for (uint32_t i = 0; i < c->unread.count; i++) {
        if (names_stands_in(c, kzi_name_of(c, name), c->unread.items[i])) return true;
    }
    return false;
}

bool kzi_was_reported(checker *c, symbol name) {
    if (!c->is_reported || name.n >= c->about->named_count) return false;
    if (c->is_reported[name.n]) return true;
    c->is_reported[name.n] = 1;
    return false;
}

static note *names_note_sort(checker *c, name_sort sort, symbol name, span where, const char *is) {
    note *said =
        kzi_note(c->notes, K_WRONG_SORT, where, kzi_name_of(c, name), is, names_a_sort[sort]);
    bool is_act = kzi_world_named(c->about, name).act != NOT_NAMED;
    if (sort == SORT_FACT && is_act)
        kzi_note_try(c->notes, said, "let the act set a fact, and ask that");
    const char *meant = sort == SORT_ACT ? names_likeliest(c, sort, name) : NULL;
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
    return said;
}

/* Nothing there resembles it, so perhaps its line is still to be written. */
static void names_try_declaring(checker *c, note *said, name_sort sort, symbol name) {
    const char *text = kzi_name_of(c, name);
    bool is_large = text[0] >= 'A' && text[0] <= 'Z';
    if (sort == SORT_PERSON || (sort == SORT_FACT && is_large))
        kzi_note_try(c->notes, said,
                     "if it is somebody new, declare them: `person %s they` (or `he`, `she`)",
                     text);
    else if (sort == SORT_FACT)
        kzi_note_try(c->notes, said, "if it is a new fact, declare it: `fact %s`", text);
}

note *kzi_note_unknown(checker *c, name_sort sort, symbol name, span where) {
    if (!name.n || names_may_be_unread(c, name)) return NULL;
    const char *is = kzi_sort_text(c, name);
    if (is) return names_note_sort(c, sort, name, where, is);
    if (kzi_was_reported(c, name)) return NULL;
    note *said = kzi_note(c->notes, K_UNKNOWN_NAME, where, names_sorts[sort], kzi_name_of(c, name));
    if (c->unknown_count++ > MOST_GUESSES) return said;
    const char *meant = names_likeliest(c, sort, name);
    if (meant) kzi_note_try(c->notes, said, "did you mean `%s`?", meant);
    else names_try_declaring(c, said, sort, name);
    return said;
}

uint32_t kzi_find_kind(checker *c, symbol name, span where) {
    world_named is = kzi_world_named(c->about, name);
    if (is.kind == NOT_NAMED) kzi_note_unknown(c, SORT_KIND, name, where);
    return is.kind;
}

uint32_t kzi_find_thing(checker *c, symbol name, span where) {
    world_named is = kzi_world_named(c->about, name);
    if (is.thing == NOT_NAMED) kzi_note_unknown(c, SORT_THING, name, where);
    else if (c->thing_is_mentioned) c->thing_is_mentioned[is.thing] = 1;
    return is.thing;
}

uint32_t kzi_find_person(checker *c, symbol name, span where) {
    world_named is = kzi_world_named(c->about, name);
    bool is_person = is.thing != NOT_NAMED && c->about->things[is.thing].is_person;
    if (is_person && c->thing_is_mentioned) c->thing_is_mentioned[is.thing] = 1;
    if (is_person) return is.thing;
    kzi_note_unknown(c, SORT_PERSON, name, where);
    return NOT_NAMED;
}

uint32_t kzi_find_ending(checker *c, symbol name, span where) {
    world_named is = kzi_world_named(c->about, name);
    if (is.ending == NOT_NAMED) kzi_note_unknown(c, SORT_ENDING, name, where);
    return is.ending;
}

uint32_t kzi_find_tale(checker *c, symbol name, span where) {
    world_named is = kzi_world_named(c->about, name);
    if (is.tale == NOT_NAMED) kzi_note_unknown(c, SORT_TALE, name, where);
    return is.tale;
}

/* ---- collecting ---- */

static bool names_start(checker *c) {
    c->made->named_count = c->names->texts.count + 1;
    c->named = KZI_TAKE_MANY(c->in, world_named, c->made->named_count);
    c->is_reported = KZI_TAKE_MANY(c->in, uint8_t, c->made->named_count);
    if (!c->named || !c->is_reported) {
        c->made->named_count = 0;
        return false;
    }
    memset(c->named, 0xff, sizeof *c->named * c->made->named_count);
    c->made->named = c->named;
    return true;
}

static void names_add_kind(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    world_kind added = {.name = from->name, .where = kzi_name_span(c, from)};
    if (is->kind != NOT_NAMED && c->kinds.items[is->kind].is_ours) {
        if (is->kind == KIND_PLACE) c->kinds.items[is->kind] = added;
        if (is->kind != KIND_PLACE)
            kzi_note_taken(c, from->name, kzi_name_span(c, from), "a kind that every world has",
                           (span){UINT32_MAX, 0, 0});
    } else if (is->kind != NOT_NAMED) {
        span other = c->kinds.items[is->kind].where;
        bool is_again = other.source == added.where.source && other.first == added.where.first;
        if (!is_again) kzi_note_taken(c, from->name, added.where, "a kind", other);
    } else if (LIST_ADD(c->in, &c->kinds, added)) {
        is->kind = c->kinds.count - 1;
    }
}

static void names_add_our_kind(checker *c, const char *name) {
    symbol called = kzi_symbol(c->names, name, strlen(name));
    world_named *is = kzi_named(c, called);
    if (!is) return;
    is->kind = c->kinds.count;
    (void)LIST_ADD(c->in, &c->kinds,
                   (world_kind){.name = called, .where = {UINT32_MAX, 0, 0}, .is_ours = true});
}

static void names_add_thing(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    if (is->kind != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "a kind",
                       c->kinds.items[is->kind].where);
    } else if (is->thing != NOT_NAMED) {
        if (kzi_is_met_again(c->things.items[is->thing].from, from)) return;
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "a thing",
                       c->things.items[is->thing].where);
    } else if (LIST_ADD(c->in, &c->things,
                        (world_thing){.name = from->name,
                                      .shown = from->text,
                                      .pronoun = from->choice,
                                      .from = from,
                                      .kind = KIND_THING,
                                      .where = kzi_name_span(c, from)})) {
        is->thing = c->things.count - 1;
    }
}

static void names_add_act(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    bool is_rule = from->kind == NODE_RULE;
    world_acts *list = is_rule ? &c->rules : &c->acts;
    world_act added = {.name = from->name,
                       .gloss = from->text,
                       .is_rule = is_rule,
                       .from = from,
                       .law = NOT_NAMED,
                       .takes = 1,
                       .where = kzi_name_span(c, from)};
    if (is->act != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "an act",
                       c->acts.items[is->act].where);
    } else if (is->rule != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "a rule",
                       c->rules.items[is->rule].where);
    } else if (LIST_ADD(c->in, list, added)) {
        *(is_rule ? &is->rule : &is->act) = list->count - 1;
    }
}

static void names_add_ending(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    if (is->ending != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "an ending",
                       c->endings.items[is->ending].where);
    } else if (LIST_ADD(c->in, &c->endings,
                        (world_ending){.name = from->name,
                                       .title = from->text,
                                       .from = from,
                                       .where = kzi_name_span(c, from)})) {
        is->ending = c->endings.count - 1;
    }
}

static void names_add_tale(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    if (is->tale != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "a tale",
                       c->tales.items[is->tale].where);
    } else if (LIST_ADD(c->in, &c->tales,
                        (world_tale){.name = from->name, .where = kzi_name_span(c, from)})) {
        is->tale = c->tales.count - 1;
    }
}

static void names_add_what_if(checker *c, const node *from) {
    world_named *is = kzi_named(c, from->name);
    if (!is) return;
    if (is->what_if != NOT_NAMED) {
        kzi_note_taken(c, from->name, kzi_name_span(c, from), "a what-if",
                       c->what_ifs.items[is->what_if].where);
    } else if (LIST_ADD(c->in, &c->what_ifs,
                        (world_what_if){.name = from->name,
                                        .gloss = from->text,
                                        .from = from,
                                        .where = kzi_name_span(c, from)})) {
        is->what_if = c->what_ifs.count - 1;
    }
}

static void names_add(checker *c, const node *from) {
    switch (from->kind) {
    case NODE_THING: names_add_thing(c, from); break;
    case NODE_ACT:
    case NODE_RULE: names_add_act(c, from); break;
    case NODE_ENDING: names_add_ending(c, from); break;
    case NODE_TALE: names_add_tale(c, from); break;
    case NODE_WHAT_IF: names_add_what_if(c, from); break;
    case NODE_ERROR: (void)LIST_ADD(c->in, &c->unread, from->where); break;
    default: break;
    }
}

static void names_collect_words(checker *c, const node *from) {
    const node *values = kzi_child(from, 1);
    if (from->kind != NODE_FACT || values->kind != NODE_WORD_VALUES) return;
    FOR_EACH_CHILD(word, values) {
        world_named *is = kzi_named(c, word->name);
        if (is && is->word == NOT_NAMED && LIST_ADD(c->in, &c->words, word->name))
            is->word = c->words.count - 1;
    }
}

void kzi_names_collect(checker *c) {
    c->made->self = kzi_symbol(c->names, "self", 4);
    c->made->clock = kzi_symbol(c->names, "clock", 5);
    static const char *const ours[BUILT_IN_KIND_COUNT] = {"thing", "person", "place"};
    for (uint32_t i = 0; i < BUILT_IN_KIND_COUNT; i++)
        kzi_symbol(c->names, ours[i], strlen(ours[i]));
    if (!names_start(c)) return;
    for (uint32_t i = 0; i < BUILT_IN_KIND_COUNT; i++) names_add_our_kind(c, ours[i]);
    if (c->kinds.count < BUILT_IN_KIND_COUNT) return;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        if (c->statements.items[i]->kind == NODE_KIND) names_add_kind(c, c->statements.items[i]);
    }
    for (uint32_t i = 0; i < c->statements.count; i++) {
        names_add(c, c->statements.items[i]);
        names_collect_words(c, c->statements.items[i]);
    }
}
