/* SPDX-License-Identifier: MIT
 *
 * modules: what `use` brings in.
 *
 * In     a file's statements, and a way to read modules
 * Out    the world's statements: those of each module standing where it is used, its roles filled
 *        in
 * Owns   nothing; the world's arena does
 *
 * A module without roles says the same thing however often it is used, so it is taken once. One
 * with roles is taken once for each prefix. A module used inside another gets the other's prefix in
 * front of its own when it has roles or a prefix, so that two uses of the outer one do not meet in
 * the inner one.
 */
#include "../syntax/parser.h"
#include "checking.h"

#include <string.h>

typedef struct modules_use {
    checker *checker;
    const struct modules_use
        *outer;       /* the use inside of which this one stands, or NULL: the file's own */
    const node *line; /* NODE_USE */
    const read_module *module;
    const char *prefix; /* with those of all outer uses, or NULL */
    uint32_t depth;
} modules_use;

/* ---- reading ---- */

static const node *modules_head(const node *file) {
    FOR_EACH_CHILD(statement, file) {
        if (statement->kind == NODE_COMMENT) continue;
        return statement->kind == NODE_MODULE ? statement : NULL;
    }
    return NULL;
}

static const node *modules_parse(checker *c, const char *name, const char *text, size_t length,
                                 const char *shown_as) {
    uint32_t number = kzi_sources_add(c->sources, shown_as ? shown_as : name, text, length);
    if (number == UINT32_MAX) return NULL;
    return kzi_syntax_parse(c->in, c->names, c->sources, number, c->notes);
}

static void modules_read(checker *c, const node *use, read_module *made) {
    const char *name = kzi_name_of(c, use->name), *shown_as = NULL;
    size_t length = 0;
    bool can_read = c->readers && c->readers->read_module;
    const char *text =
        can_read ? c->readers->read_module(c->readers->self, name, &length, &shown_as) : NULL;
    *made = (read_module){.name = use->name};
    if (!text) {
        kzi_note(c->notes, K_NO_MODULE, kzi_name_span(c, use), name);
        return;
    }
    made->file = modules_parse(c, name, text, length, shown_as);
    made->head = made->file ? modules_head(made->file) : NULL;
    if (!made->file || (made->head && kzi_is_same_symbol(made->head->name, use->name))) return;
    note *said = kzi_note(c->notes, K_MODULE_HEAD, kzi_name_span(c, use), name, name);
    if (made->head) kzi_note_other(c->notes, said, made->head->where, "its first line");
    made->file = NULL;
}

/* Number in c->modules, or NOT_NAMED when memory ended. */
static uint32_t modules_find(checker *c, const node *use) {
    for (uint32_t i = 0; i < c->modules.count; i++) {
        if (kzi_is_same_symbol(c->modules.items[i].name, use->name)) return i;
    }
    read_module made;
    modules_read(c, use, &made);
    return LIST_ADD(c->in, &c->modules, made) ? c->modules.count - 1 : NOT_NAMED;
}

/* ---- names that get the prefix ---- */

static void modules_add_name(checker *c, const char *prefix, symbol name, symbol_list *to) {
    (void)LIST_ADD(c->in, to, prefix ? kzi_prefixed(c, prefix, name) : name);
}

static bool modules_is_shared(const read_module *of, const node *use) {
    return of->head && !of->head->first && !use->text;
}

static void modules_declared(checker *c, const read_module *of, const char *prefix, symbol_list *to,
                             uint32_t depth) {
    if (depth > MOST_MODULES_DEEP || !of->file || c->unfolded++ > MOST_UNFOLDED_NODES) return;
    FOR_EACH_CHILD(statement, of->file) {
        switch (statement->kind) {
        case NODE_THING:
        case NODE_ACT:
        case NODE_RULE:
        case NODE_ENDING:
        case NODE_TALE:
        case NODE_WHAT_IF:
        case NODE_LAW: modules_add_name(c, prefix, statement->name, to); break;
        case NODE_FACT:
        case NODE_DERIVED_FACT: {
            const node *head = kzi_child(statement, 0);
            if (kzi_child(head, 0)->kind == NODE_NONE) modules_add_name(c, prefix, head->name, to);
            break;
        }
        case NODE_USE: {
            uint32_t inner = modules_find(c, statement);
            if (inner == NOT_NAMED) return;
            read_module used = c->modules.items[inner];
            if (!modules_is_shared(&used, statement))
                modules_declared(c, &used, statement->text, to, depth + 1);
            break;
        }
        default: break;
        }
    }
}

/* ---- may it be used here? ---- */

static bool modules_is_circle(const modules_use *u) {
    for (const modules_use *outer = u->outer; outer; outer = outer->outer) {
        if (!kzi_is_same_symbol(outer->line->name, u->line->name)) continue;
        checker *c = u->checker;
        const char *by_way_of =
            u->outer == outer ? "no other" : kzi_name_of(c, u->outer->line->name);
        kzi_note(c->notes, K_MODULE_CIRCLE, kzi_name_span(c, u->line),
                 kzi_name_of(c, u->line->name), by_way_of);
        return true;
    }
    return false;
}

static bool modules_is_same_prefix(const char *one, const char *other) {
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* Used before under the same prefix? Without roles that is well, and nothing more is to be done. */
static bool modules_was_used(const modules_use *u) {
    checker *c = u->checker;
    for (uint32_t i = 0; i < c->uses.count; i++) {
        const world_use *before = &c->uses.items[i];
        if (!kzi_is_same_symbol(before->module, u->line->name) ||
            !modules_is_same_prefix(before->prefix, u->prefix))
            continue;
        if (!u->module->head->first) return true;
        const char *name = kzi_name_of(c, u->line->name);
        note *said = kzi_note(c->notes, K_USED_TWICE, kzi_name_span(c, u->line), name);
        kzi_note_other(c->notes, said, before->where, "the first");
        kzi_note_try(c->notes, said, "`use %s as …`, with a name that goes before all of its names",
                     name);
        return true;
    }
    return false;
}

/* ---- what is left out ---- */

static bool modules_may_be_left_out(const node *statement) {
    return statement->kind == NODE_ACT || statement->kind == NODE_RULE ||
           statement->kind == NODE_ENDING;
}

static bool modules_is_left_out(const modules_use *u, const node *without, const node *statement) {
    return modules_may_be_left_out(statement) &&
           kzi_is_called(u->checker, u->prefix, statement, kzi_child(without, 0)->name);
}

static void modules_leave_out(const modules_use *u, const node *without, node_list *from) {
    checker *c = u->checker;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < from->count; i++) {
        if (!modules_is_left_out(u, without, from->items[i])) from->items[kept++] = from->items[i];
        else if (from->items[i]->kind != NODE_ENDING)
            (void)LIST_ADD(c->in, &c->spares, from->items[i]);
    }
    bool was_there = kept < from->count;
    from->count = kept;
    if (was_there) return;
    const node *call = kzi_child(without, 0);
    const char *name = kzi_name_of(c, call->name);
    note *said =
        kzi_note(c->notes, K_NOTHING_LEFT_OUT, call->where, kzi_name_of(c, u->line->name), name);
    kzi_note_likeliest_of(c, u->module, said, name, modules_may_be_left_out);
}

/* By the lines of the `use`, and by those of the uses around it: the story's own come last, and
 * hold. */
static void modules_retell(const modules_use *innermost, node *statement) {
    for (const modules_use *u = innermost; u; u = u->outer) {
        kzi_retell(u->checker, u->line, u->prefix, statement);
    }
}

/* ---- unfolding ---- */

static void modules_unfold_use(checker *c, const modules_use *outer, const node *line,
                               node_list *to);

static void modules_too_large(const modules_use *u) {
    checker *c = u->checker;
    if (c->in->has_failed || c->unfolded > 2 * MOST_UNFOLDED_NODES) return;
    c->unfolded = 4 * MOST_UNFOLDED_NODES; /* said once */
    const modules_use *outermost = u;
    while (outermost->outer) outermost = outermost->outer;
    kzi_note(c->notes, K_MODULES_TOO_LARGE, kzi_name_span(c, outermost->line));
}

static bool modules_take(const modules_use *u, const filling *with, const node *statement,
                         node *file, node_list *to) {
    checker *c = u->checker;
    if (statement->kind == NODE_MODULE) return true;
    if (statement->kind == NODE_STORY) {
        kzi_note(c->notes, K_STORY_IN_MODULE, statement->where);
        return true;
    }
    node *filled = kzi_fill(with, statement);
    if (!filled) {
        modules_too_large(u);
        return false;
    }
    modules_retell(u, filled);
    kzi_node_add(file, filled);
    if (statement->kind == NODE_USE) modules_unfold_use(c, u, filled, to);
    else if (statement->kind != NODE_COMMENT) (void)LIST_ADD(c->in, to, filled);
    return true;
}

/* Without what is left out, also in the file that shows the module as it is used. */
static node *modules_kept_file(const modules_use *u, node *file) {
    node *kept = kzi_node(u->checker->in, NODE_FILE, file->where);
    if (!kept) return NULL;
    for (node *statement = file->first, *next; statement; statement = next) {
        bool is_left_out = false;
        next = statement->next;
        FOR_EACH_CHILD(line, u->line) {
            if (line->kind == NODE_WITHOUT && modules_is_left_out(u, line, statement))
                is_left_out = true;
        }
        statement->next = NULL;
        if (!is_left_out) kzi_node_add(kept, statement);
    }
    return kept;
}

static bool modules_mark_declared(const modules_use *u, filling *with) {
    checker *c = u->checker;
    symbol_list declared = {0};
    modules_declared(c, u->module, NULL, &declared, 0);
    with->name_count = c->names->texts.count + 1;
    with->is_declared = KZI_TAKE_MANY(c->in, uint8_t, with->name_count);
    if (!with->is_declared) return false;
    for (uint32_t i = 0; i < declared.count; i++) with->is_declared[declared.items[i].n] = 1;
    return true;
}

static void modules_unfold_module(const modules_use *u, const node *const *fills, node_list *to) {
    checker *c = u->checker;
    node_list own = {0};
    node *file = kzi_node(c->in, NODE_FILE, u->module->file->where);
    uint32_t use = c->uses.count;
    world_use made = {u->line->name, u->prefix, file, kzi_name_span(c, u->line)};
    if (!file || !LIST_ADD(c->in, &c->uses, made)) return;
    filling with = {.checker = c, .module = u->module->head, .fills = fills, .prefix = u->prefix};
    if (u->prefix && !modules_mark_declared(u, &with)) return;
    FOR_EACH_CHILD(statement, u->module->file) {
        if (!modules_take(u, &with, statement, file, &own)) return;
    }
    FOR_EACH_CHILD(line, u->line) {
        if (line->kind == NODE_WITHOUT) modules_leave_out(u, line, &own);
    }
    kzi_retell_check(c, u->module, u->line, u->prefix, &own);
    c->uses.items[use].filled = modules_kept_file(u, file);
    for (uint32_t i = 0; i < own.count; i++) (void)LIST_ADD(c->in, to, own.items[i]);
}

static const char *modules_prefix(checker *c, const modules_use *outer, const read_module *of,
                                  const node *line) {
    if (!outer || !outer->prefix || modules_is_shared(of, line)) return line->text;
    return line->text ? kzi_text(c, "%s_%s", outer->prefix, line->text) : outer->prefix;
}

static void modules_unfold_use(checker *c, const modules_use *outer, const node *line,
                               node_list *to) {
    modules_use u = {
        .checker = c, .outer = outer, .line = line, .depth = outer ? outer->depth + 1 : 0};
    if (c->in->has_failed || modules_is_circle(&u)) return;
    if (u.depth >= MOST_MODULES_DEEP || c->uses.count >= MOST_USES) {
        modules_too_large(&u);
        return;
    }
    uint32_t found = modules_find(c, line);
    if (found == NOT_NAMED || !c->modules.items[found].file) return;
    read_module module = c->modules.items[found];
    u.module = &module;
    u.prefix = modules_prefix(c, outer, &module, line);
    if (modules_was_used(&u)) return;
    const node *const *fills = kzi_roles_filled(c, module.head, line);
    if (fills) modules_unfold_module(&u, fills, to);
}

static bool modules_has_roles(const node *statement) {
    return statement->kind == NODE_MODULE && statement->first;
}

void kzi_modules_unfold(checker *c, const node *file) {
    FOR_EACH_CHILD(statement, file) {
        if (modules_has_roles(statement)) {
            kzi_note(c->notes, K_MODULE_ALONE, kzi_name_span(c, statement),
                     kzi_name_of(c, statement->name));
            c->statements.count = 0;
            return;
        }
        if (statement->kind == NODE_USE) modules_unfold_use(c, NULL, statement, &c->statements);
        else if (statement->kind != NODE_COMMENT && statement->kind != NODE_MODULE) {
            (void)LIST_ADD(c->in, &c->statements, statement);
        }
    }
}
