/* SPDX-License-Identifier: MIT
 *
 * sabre_kiz_names: what each type, entity, property and action is called; see sabre_kiz.h.
 *
 * A name is kept as it is where it can be; letters our names do not have become `_`, a word of the
 * language or a name that is taken gets a number: things first, then kinds, facts, acts and rules,
 * in order of definition.
 */
#include "../base/symbols.h"
#include "../syntax/lexer.h"
#include "sabre_kiz.h"

#include <string.h>

static bool is_of_a_name(unsigned char c) {
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

static const char *cleaned(sabre_kiz *k, const char *wish) {
    writer to = kzi_writer(k->in);
    for (const char *c = wish; *c; c++)
        kzi_writef(&to, "%c", is_of_a_name((unsigned char)*c) ? *c : '_');
    return kzi_written(&to);
}

static bool is_free(const sabre_kiz *k, const char *name) {
    static const char *const builtin[] = {"thing", "person", "place", "clock"};
    for (size_t i = 0; i < sizeof builtin / sizeof *builtin; i++) {
        if (strcmp(builtin[i], name) == 0) return false;
    }
    for (uint32_t i = 0; i < k->taken.count; i++) {
        if (strcmp(k->taken.items[i], name) == 0) return false;
    }
    return !kzi_is_refused_name(name);
}

static bool takes_name(sabre_kiz *k, const char *name) {
    return LIST_ADD(k->in, &k->taken, name) || (k->has_failed = true, false);
}

const char *kzi_kiz_new_name(sabre_kiz *k, const char *wish) {
    const char *name = cleaned(k, wish), *made = name;
    for (uint32_t number = 2; !is_free(k, made); number++) {
        writer to = kzi_writer(k->in);
        kzi_writef(&to, "%s_%u", name, number);
        made = kzi_written(&to);
    }
    takes_name(k, made);
    return made;
}

static bool is_bound(const sabre_kiz *k, const char *name) {
    for (uint32_t i = 0; i < k->from->most_places; i++) {
        if (k->bound[i].sort == KIZ_NAMED && k->bound[i].name &&
            strcmp(k->bound[i].name, name) == 0)
            return true;
    }
    return false;
}

const char *kzi_kiz_variable(sabre_kiz *k, const char *wish) {
    const char *name = cleaned(k, wish), *made = name;
    for (uint32_t number = 2; !is_free(k, made) || is_bound(k, made); number++) {
        writer to = kzi_writer(k->in);
        kzi_writef(&to, "%s_%u", name, number);
        made = kzi_written(&to);
    }
    return made;
}

static const char *text_of(const sabre_kiz *k, symbol name) {
    return kzi_symbol_text(k->from->names, name);
}

const char *kzi_kiz_kind(const sabre_kiz *k, uint32_t type) {
    return k->types[type];
}

bool kzi_kiz_is_in_name(const sabre_kiz *k, const sabre_parameter *of) {
    (void)k;
    return of->constant.n || of->type == SABRE_TYPE_BOOLEAN;
}

const char *kzi_kiz_bound(const sabre_kiz *k, kiz_bound of) {
    if (of.sort == KIZ_NAMED) return of.name;
    return of.sort == KIZ_TRUTH ? (of.is ? "yes" : "no") : k->entities[of.is];
}

/* Only `place` of ours means what a type of that name without types above means. */
static const char *name_of_type(sabre_kiz *k, uint32_t type) {
    const char *name = text_of(k, k->from->types.items[type].name);
    if (strcmp(name, "place") != 0) return kzi_kiz_new_name(k, name);
    for (uint32_t above = SABRE_TYPE_CHARACTER; above < k->from->types.count; above++) {
        if (above != type && kzi_sabre_is_below(k->from, type, above))
            return kzi_kiz_new_name(k, name);
    }
    return "place";
}

static const char **room_for(sabre_kiz *k, uint32_t count) {
    const char **made = KZI_TAKE_MANY(k->in, const char *, count + 1);
    if (!made) k->has_failed = true;
    return made;
}

bool kzi_kiz_names(sabre_kiz *k) {
    const problem *from = k->from;
    k->types = room_for(k, from->types.count);
    k->entities = room_for(k, from->entities.count);
    k->properties = room_for(k, from->properties.count);
    k->actions = room_for(k, from->actions.count);
    if (k->has_failed) return false;
    for (uint32_t i = 0; i < from->entities.count; i++)
        k->entities[i] = kzi_kiz_new_name(k, text_of(k, from->entities.items[i].name));
    k->types[SABRE_TYPE_BOOLEAN] = k->types[SABRE_TYPE_NUMBER] = "";
    k->types[SABRE_TYPE_ENTITY] = "thing";
    k->types[SABRE_TYPE_CHARACTER] = "person";
    for (uint32_t i = SABRE_TYPE_CHARACTER + 1; i < from->types.count; i++)
        k->types[i] = name_of_type(k, i);
    for (uint32_t i = 0; i < from->properties.count; i++)
        k->properties[i] =
            kzi_kiz_new_name(k, text_of(k, from->properties.items[i].signature.name.name));
    for (uint32_t i = 0; i < from->actions.count; i++) {
        const sabre_statement *s = &from->statements.items[from->actions.items[i].statement];
        k->actions[i] = kzi_kiz_new_name(k, text_of(k, s->signature.name.name));
    }
    return !k->has_failed;
}
