/* SPDX-License-Identifier: MIT
 *
 * name_list: what a world names, and where it is written: `kizuna check --show names`.
 *
 * In     a world
 * Out    JSON: kinds, things, facts, laws, acts, rules, endings, tales, what-ifs, in that order,
 * each with its place and its text, so that an editor can complete, explain, and offer what a fact
 * may be Owns   nothing
 */
#include "../syntax/printer.h"
#include "world.h"

typedef struct {
    json *to;
    const world *of;
    arena *in; /* for texts that are printed */
} listing;

static const char *listed_name(const listing *l, symbol name) {
    return kzi_symbol_text(l->of->names, name);
}

static void list_place(listing *l, const char *key, span where, uint32_t offset) {
    text_place at = kzi_source_place(&l->of->sources->list.items[where.source], offset);
    kzi_json_key(l->to, key);
    kzi_json_open(l->to, '{');
    kzi_json_key_number(l->to, "offset", offset);
    kzi_json_key_number(l->to, "line", at.line);
    kzi_json_key_number(l->to, "column", at.column);
    kzi_json_close(l->to, '}');
}

/* As it was written, in its one true form; null where no line says it. */
static void list_text(listing *l, const node *from) {
    writer text = kzi_writer(l->in);
    if (from) kzi_syntax_print(&text, l->of->names, from);
    kzi_json_key_text(l->to, "text", from ? kzi_written(&text) : NULL);
}

/* A name of our own (the kind `person`) stands nowhere. */
static void begin_name(listing *l, const char *is, symbol name, const span *where) {
    bool has_place = where && where->source < l->of->sources->list.count;
    kzi_json_open(l->to, '{');
    kzi_json_key_text(l->to, "is", is);
    kzi_json_key_text(l->to, "name", listed_name(l, name));
    kzi_json_key_text(l->to, "file",
                      has_place ? l->of->sources->list.items[where->source].name : NULL);
    if (!has_place) return;
    list_place(l, "start", *where, where->first);
    list_place(l, "end", *where, where->end);
}

static void list_names(listing *l, const char *key, const uint32_t *numbers, uint32_t count,
                       symbol (*name)(const world *, uint32_t)) {
    kzi_json_key(l->to, key);
    kzi_json_open(l->to, '[');
    for (uint32_t i = 0; i < count; i++)
        kzi_json_text(l->to, listed_name(l, name(l->of, numbers[i])));
    kzi_json_close(l->to, ']');
}

static symbol name_of_kind(const world *of, uint32_t kind) {
    return of->kinds[kind].name;
}

static symbol name_of_thing(const world *of, uint32_t thing) {
    return of->things[thing].name;
}

static symbol name_of_word(const world *of, uint32_t word) {
    return of->words[word];
}

static void list_kind(listing *l, const world_kind *kind) {
    begin_name(l, "kind", kind->name, kind->is_ours ? NULL : &kind->where);
    list_names(l, "above", kind->parents, kind->parent_count, name_of_kind);
    list_names(l, "things", kind->things, kind->thing_count, name_of_thing);
    kzi_json_close(l->to, '}');
}

/* ---- things ---- */
static bool is_want_of(const world *of, const world_want *want, uint32_t thing) {
    return want->every == NOT_NAMED ? want->owner == thing : kzi_is_of_kind(of, thing, want->every);
}

/* `wants 2: at is hill`, one text each. */
static void list_wants(listing *l, uint32_t thing) {
    kzi_json_key(l->to, "wants");
    kzi_json_open(l->to, '[');
    for (uint32_t i = 0; i < l->of->want_count; i++) {
        const world_want *want = &l->of->wants[i];
        if (!is_want_of(l->of, want, thing)) continue;
        writer text = kzi_writer(l->in);
        kzi_syntax_print(&text, l->of->names, want->from);
        kzi_json_text(l->to, kzi_written(&text));
    }
    kzi_json_close(l->to, ']');
}

static void list_thing(listing *l, uint32_t number) {
    const world_thing *thing = &l->of->things[number];
    begin_name(l, thing->is_person ? "person" : "thing", thing->name, &thing->where);
    kzi_json_key_text(l->to, "kind", listed_name(l, l->of->kinds[thing->kind].name));
    kzi_json_key_text(l->to, "shown", thing->shown);
    kzi_json_key_bool(l->to, "has_mind", thing->mind_reasons != 0);
    list_wants(l, number);
    list_text(l, thing->from);
    kzi_json_close(l->to, '}');
}

/* ---- facts ---- */
static void list_range(listing *l, const world_fact *fact) {
    kzi_json_key_number(l->to, "low", fact->low);
    kzi_json_key(l->to, "high");
    if (fact->high == MOST_NUMBER) kzi_json_null(l->to);
    else kzi_json_number(l->to, fact->high);
}

static void list_what_it_may_be(listing *l, const world_fact *fact) {
    kzi_json_key(l->to, "may_be");
    kzi_json_open(l->to, '{');
    if (fact->type == TYPE_NUMBER) list_range(l, fact);
    else if (fact->type == TYPE_WORD)
        list_names(l, "words", fact->words, fact->word_count, name_of_word);
    else if (fact->type == TYPE_THING)
        list_names(l, "kinds", fact->words, fact->word_count, name_of_kind);
    kzi_json_close(l->to, '}');
}

static void list_fact(listing *l, const world_fact *fact) {
    begin_name(l, fact->is_law ? "law" : "fact", fact->name, fact->is_ours ? NULL : &fact->where);
    kzi_json_key_text(l->to, "gloss", fact->gloss);
    kzi_json_key_text(l->to, "owner",
                      fact->owned_by == OWNER_KIND ? listed_name(l, l->of->kinds[fact->owner].name)
                      : fact->owned_by == OWNER_THING
                          ? listed_name(l, l->of->things[fact->owner].name)
                          : NULL);
    kzi_json_key(l->to, "parameters");
    kzi_json_open(l->to, '[');
    for (uint32_t i = 0; i < fact->parameter_count; i++)
        kzi_json_text(l->to, listed_name(l, l->of->kinds[fact->parameters[i].kind].name));
    kzi_json_close(l->to, ']');
    list_what_it_may_be(l, fact);
    kzi_json_key_bool(l->to, "follows", fact->means != NULL);
    list_text(l, fact->from);
    kzi_json_close(l->to, '}');
}

/* ---- what happens, and how it may end ---- */
static void list_actors(listing *l, const world_act *act) {
    kzi_json_key(l->to, "by");
    kzi_json_open(l->to, '[');
    for (uint32_t i = 0; i < act->actor_count; i++) {
        const term *actor = act->actors[i];
        kzi_json_text(l->to,
                      listed_name(l, actor->kind == TERM_THING ? l->of->things[actor->number].name
                                                               : act->binders[actor->number].name));
    }
    kzi_json_close(l->to, ']');
}

static void list_act(listing *l, const world_act *act) {
    begin_name(l, act->is_rule ? "rule" : "act", act->name, &act->where);
    kzi_json_key_text(l->to, "gloss", act->gloss);
    list_actors(l, act);
    kzi_json_key_number(l->to, "parameter_count", act->parameter_count);
    list_text(l, act->from);
    kzi_json_close(l->to, '}');
}

static void list_titled(listing *l, const char *is, symbol name, span where, const char *gloss) {
    begin_name(l, is, name, &where);
    kzi_json_key_text(l->to, "gloss", gloss);
    kzi_json_close(l->to, '}');
}

static void list_stories(listing *l) {
    const world *of = l->of;
    for (uint32_t i = 0; i < of->ending_count; i++)
        list_titled(l, "ending", of->endings[i].name, of->endings[i].where, of->endings[i].title);
    for (uint32_t i = 0; i < of->tale_count; i++)
        list_titled(l, "tale", of->tales[i].name, of->tales[i].where, NULL);
    for (uint32_t i = 0; i < of->what_if_count; i++)
        list_titled(l, "what_if", of->what_ifs[i].name, of->what_ifs[i].where,
                    of->what_ifs[i].gloss);
}

void kzi_world_list_names(json *to, const world *what, arena *in) {
    listing l = {to, what, in};
    for (uint32_t i = 0; i < what->kind_count; i++) list_kind(&l, &what->kinds[i]);
    for (uint32_t i = 0; i < what->thing_count; i++) list_thing(&l, i);
    for (uint32_t i = 0; i < what->fact_count; i++) list_fact(&l, &what->facts[i]);
    for (uint32_t i = 0; i < what->act_count; i++) list_act(&l, &what->acts[i]);
    for (uint32_t i = 0; i < what->rule_count; i++) list_act(&l, &what->rules[i]);
    list_stories(&l);
}
