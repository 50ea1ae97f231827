/* SPDX-License-Identifier: MIT
 *
 * fill: a copy of a module's tree, with what fills its roles in their place.
 *
 * In     a tree, the roles and what fills them, a prefix and the names that get it
 * Out    another tree; places stay those of the module's text
 * Owns   nothing; the world's arena does
 *
 * A role that is a thing is renamed wherever a name stands, in sentences too; one that is a number
 * or a condition replaces a path of one step. Words that a fact may be are never touched: they
 * belong to their fact.
 */
#include "checking.h"

#include <string.h>

/* ---- names ---- */

symbol kzi_prefixed(checker *c, const char *prefix, symbol name) {
    const char *text = kzi_text(c, "%s_%s", prefix, kzi_name_of(c, name));
    return kzi_symbol(c->names, text, strlen(text));
}

static bool fill_is_declared(const filling *with, symbol name) {
    return with->prefix && name.n < with->name_count && with->is_declared[name.n];
}

/* What fills the role of that name, or NULL when there is no such role. */
static const node *fill_of_role(const filling *with, symbol name) {
    uint32_t i = 0;
    if (!with->module) return NULL;
    FOR_EACH_CHILD(role, with->module) {
        if (kzi_is_same_symbol(role->name, name)) return with->fills[i];
        i++;
    }
    return NULL;
}

static bool fill_is_name(const node *fill) {
    return fill->kind == NODE_PATH && kzi_child_count(fill) == 1 && !kzi_child(fill, 0)->flag;
}

static symbol fill_name(const filling *with, symbol name) {
    const node *fill = name.n ? fill_of_role(with, name) : NULL;
    if (fill && fill_is_name(fill)) return kzi_child(fill, 0)->name;
    return fill_is_declared(with, name) ? kzi_prefixed(with->checker, with->prefix, name) : name;
}

/* ---- sentences ---- */

static void fill_write_last_word(const filling *with, writer *to, const char *inside,
                                 size_t length) {
    size_t at = length;
    while (at > 0 && inside[at - 1] != ' ') at--;
    kzi_write_bytes(to, inside, at);
    symbol name = kzi_symbol(with->checker->names, inside + at, length - at);
    kzi_write(to, kzi_name_of(with->checker, fill_name(with, name)));
}

static const char *fill_sentence(const filling *with, const char *text) {
    writer to = kzi_writer(with->checker->in);
    for (const char *at = text; *at;) {
        size_t plain = strcspn(at, "{[");
        kzi_write_bytes(&to, at, plain);
        at += plain;
        if (!*at) break;
        size_t length = strcspn(at + 1, "{}[]");
        bool is_verb_alone = *at == '[' && !memchr(at + 1, ' ', length);
        kzi_write_char(&to, *at++);
        if (is_verb_alone) kzi_write_bytes(&to, at, length);
        else fill_write_last_word(with, &to, at, length);
        at += length;
    }
    return kzi_written(&to);
}

/* ---- nodes ---- */

static node *fill_bare_copy(const filling *with, const node *of) {
    checker *c = with->checker;
    if (c->unfolded++ > MOST_UNFOLDED_NODES) return NULL;
    node *made = kzi_node(c->in, of->kind, of->where);
    if (!made) return NULL;
    *made = *of;
    made->first = made->last = made->next = NULL;
    return made;
}

static bool fill_add_copy(const filling *with, node *to, const node *child) {
    node *copy = kzi_fill(with, child);
    if (copy) kzi_node_add(to, copy);
    return copy != NULL;
}

static node *fill_plain_copy(const filling *with, const node *of) {
    filling plain = {.checker = with->checker};
    return kzi_fill(&plain, of);
}

/* A number or a condition where a name stood; in brackets unless it is one word. */
static node *fill_replacement(const filling *with, const node *fill, span where) {
    node *copy = fill_plain_copy(with, fill);
    if (!copy || copy->kind == NODE_NUMBER || copy->kind == NODE_PATH || copy->kind == NODE_YES ||
        copy->kind == NODE_NO || copy->kind == NODE_BRACKETS)
        return copy;
    node *brackets = kzi_node(with->checker->in, NODE_BRACKETS, where);
    if (brackets) kzi_node_add(brackets, copy);
    return brackets;
}

static node *fill_path(const filling *with, const node *path) {
    const node *first = kzi_child(path, 0);
    const node *fill = fill_of_role(with, first->name);
    bool is_alone = kzi_child_count(path) == 1 && !first->flag;
    if (fill && is_alone && !fill_is_name(fill)) return fill_replacement(with, fill, path->where);
    node *made = fill_bare_copy(with, path);
    if (!made) return NULL;
    FOR_EACH_CHILD(step, path) {
        if (!fill_add_copy(with, made, step)) return NULL;
    }
    if (made->first) made->first->name = fill_name(with, first->name);
    return made;
}

static node *fill_name_node(const filling *with, const node *of) {
    const node *fill = fill_of_role(with, of->name);
    if (fill && !fill_is_name(fill)) return fill_replacement(with, fill, of->where);
    node *made = fill_bare_copy(with, of);
    if (made) made->name = fill_name(with, of->name);
    return made;
}

/* A nested `use`: its roles' names, what it leaves out and what it tells otherwise speak of the
 * other module; only what fills the roles, and the sentences, are ours. */
static node *fill_use(const filling *with, const node *use) {
    node *made = fill_bare_copy(with, use);
    if (!made) return NULL;
    FOR_EACH_CHILD(line, use) {
        bool is_ours = line->kind == NODE_FILL || line->kind == NODE_TOLD_AS;
        node *copy = is_ours ? fill_bare_copy(with, line) : fill_plain_copy(with, line);
        if (!copy || (is_ours && !fill_add_copy(with, copy, kzi_child(line, 0)))) return NULL;
        kzi_node_add(made, copy);
    }
    return made;
}

/* A role that is filled with `yes` goes without saying among other conditions. */
static node *fill_and(const filling *with, const node *of) {
    node *made = fill_bare_copy(with, of);
    if (!made) return NULL;
    FOR_EACH_CHILD(child, of) {
        node *copy = kzi_fill(with, child);
        if (!copy) return NULL;
        if (copy->kind != NODE_YES) kzi_node_add(made, copy);
    }
    if (!made->first) return kzi_node(with->checker->in, NODE_YES, of->where);
    return made->first == made->last ? made->first : made;
}

static bool fill_names_itself(const node *of) {
    switch (of->kind) {
    case NODE_THING:
    case NODE_ACT:
    case NODE_RULE:
    case NODE_ENDING:
    case NODE_TALE:
    case NODE_WHAT_IF:
    case NODE_LAW:
    case NODE_CALL:
    case NODE_BY:
    case NODE_LINE:
    case NODE_CALLS:
    case NODE_SEER:
    case NODE_EVIDENT: return true;
    case NODE_FACT_NAME: return kzi_child(of, 0)->kind == NODE_NONE;
    default: return false;
    }
}

node *kzi_fill(const filling *with, const node *of) {
    if (of->kind == NODE_PATH) return fill_path(with, of);
    if (of->kind == NODE_NAME) return fill_name_node(with, of);
    if (of->kind == NODE_USE && with->module) return fill_use(with, of);
    if (of->kind == NODE_AND) return fill_and(with, of);
    node *made = fill_bare_copy(with, of);
    if (!made) return NULL;
    if (fill_names_itself(of)) made->name = fill_name(with, of->name);
    if (of->kind == NODE_LINE && of->text) made->text = fill_sentence(with, of->text);
    filling plain = {.checker = with->checker};
    const filling *inside = of->kind == NODE_WORD_VALUES && kzi_child_count(of) > 1 ? &plain : with;
    FOR_EACH_CHILD(child, of) {
        if (!fill_add_copy(inside, made, child)) return NULL;
    }
    return made;
}
