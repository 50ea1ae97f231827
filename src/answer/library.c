/* SPDX-License-Identifier: MIT
 *
 * library: see library.h.
 */
#include "library.h"

#include "../syntax/parser.h"

/* A module's first comment says in a line what it is for. */
static const char *library_gloss(const node *file) {
    FOR_EACH_CHILD(statement, file) {
        if (statement->kind == NODE_COMMENT) return statement->text;
    }
    return NULL;
}

static const node *library_head(const node *file) {
    FOR_EACH_CHILD(statement, file) {
        if (statement->kind == NODE_MODULE) return statement;
    }
    return NULL;
}

/* A bound or a start; null where none is written. */
static void library_number_json(json *to, const char *key, const node *range, uint32_t which) {
    const node *number = range->kind == NODE_RANGE ? kzi_child(range, which) : NULL;
    kzi_json_key(to, key);
    if (number && number->kind == NODE_NUMBER) kzi_json_number(to, number->number);
    else kzi_json_null(to);
}

/* A condition's start is yes or no; a number's stands behind its bounds. */
static void library_start_json(json *to, const node *filled_by) {
    if (filled_by->kind != NODE_CONDITION_ROLE) {
        library_number_json(to, "default", filled_by, 2);
        return;
    }
    const node *start = kzi_child(filled_by, 0);
    kzi_json_key(to, "default");
    if (start) kzi_json_bool(to, start->kind == NODE_YES);
    else kzi_json_null(to);
}

static void library_role_json(json *to, const symbols *names, const node *role) {
    const node *filled_by = kzi_child(role, 0);
    const char *kind = filled_by->kind == NODE_RANGE ? "number"
                       : filled_by->kind == NODE_CONDITION_ROLE
                           ? "condition"
                           : kzi_symbol_text(names, filled_by->name);
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", kzi_symbol_text(names, role->name));
    kzi_json_key_text(to, "kind", kind);
    library_number_json(to, "low", filled_by, 0);
    library_number_json(to, "high", filled_by, 1);
    library_start_json(to, filled_by);
    kzi_json_close(to, '}');
}

static void library_roles_json(json *to, const symbols *names, const node *file) {
    const node *head = library_head(file);
    kzi_json_key(to, "roles");
    kzi_json_open(to, '[');
    for (const node *role = head ? head->first : NULL; role; role = role->next)
        library_role_json(to, names, role);
    kzi_json_close(to, ']');
}

bool kzi_library_module_json(json *to, arena *in, const char *name, const char *text,
                             size_t length) {
    symbols names = kzi_symbols(in);
    sources all = kzi_sources(in);
    notes unheard = kzi_notes(in, &all);
    uint32_t number = kzi_sources_add(&all, name, text, length);
    const node *file =
        number == UINT32_MAX ? NULL : kzi_syntax_parse(in, &names, &all, number, &unheard);
    if (!file) return false;
    kzi_json_open(to, '{');
    kzi_json_key_text(to, "name", name);
    kzi_json_key_text(to, "gloss", library_gloss(file));
    library_roles_json(to, &names, file);
    kzi_json_key_text(to, "text", text);
    kzi_json_close(to, '}');
    return !in->has_failed;
}
