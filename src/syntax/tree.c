/* SPDX-License-Identifier: MIT
 *
 * tree: see tree.h. The parser bounds how deep a tree goes (parser.h), so walking into children may
 * recurse; among brothers it never does.
 */
#include "tree.h"

#include <string.h>

static const node no_node = {.kind = NODE_NONE};

const node *kzi_child(const node *of, uint32_t i) {
    const node *child = of->first;
    while (child && i-- > 0) child = child->next;
    return child ? child : &no_node;
}

uint32_t kzi_child_count(const node *of) {
    uint32_t count = 0;
    FOR_EACH_CHILD(child, of) count++;
    return count;
}

node *kzi_node(arena *in, node_kind kind, span where) {
    node *made = KZI_TAKE(in, node);
    if (!made) return NULL;
    made->kind = kind;
    made->where = where;
    return made;
}

void kzi_node_add(node *to, node *child) {
    if (!to || !child) return;
    if (to->last) to->last->next = child;
    else to->first = child;
    to->last = child;
}

static bool is_same_node_text(const char *one, const char *other) {
    if (!one || !other) return one == other;
    return strcmp(one, other) == 0;
}

static bool is_same_in_itself(const node *one, const node *other) {
    return one->kind == other->kind && one->choice == other->choice &&
           kzi_is_same_symbol(one->name, other->name) &&
           is_same_node_text(one->text, other->text) && one->number == other->number &&
           one->flag == other->flag;
}

static const node *past_comments(const node *at) {
    while (at && at->kind == NODE_COMMENT) at = at->next;
    return at;
}

bool kzi_is_same_tree(const node *one, const node *other) {
    if (!is_same_in_itself(one, other)) return false;
    const node *mine = past_comments(one->first), *its = past_comments(other->first);
    while (mine && its) {
        if (!kzi_is_same_tree(mine, its)) return false;
        mine = past_comments(mine->next);
        its = past_comments(its->next);
    }
    return !mine && !its;
}

const char *kzi_node_kind_name(node_kind kind) {
    static const char *const node_kind_names[] = {
#define NODE(name, children) #name,
#include "node_kinds.def"
#undef NODE
    };
    return node_kind_names[kind];
}

static const char *choice_name(node_choice choice) {
    static const char *const choice_names[] = {
#define CHOICE(name, word) word,
#include "node_choices.def"
#undef CHOICE
    };
    return choice_names[choice];
}

static void show_quoted(writer *to, const char *text) {
    kzi_write(to, " \"");
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') kzi_write_char(to, '\\');
        kzi_write_char(to, *text);
    }
    kzi_write_char(to, '"');
}

/* NODE_WORD_VALUES as `word values`. */
static void show_node_kind(writer *to, node_kind kind) {
    for (const char *letter = kzi_node_kind_name(kind) + strlen("NODE_"); *letter; letter++) {
        bool is_capital = *letter >= 'A' && *letter <= 'Z';
        kzi_write_char(to, is_capital       ? (char)(*letter - 'A' + 'a')
                           : *letter == '_' ? ' '
                                            : *letter);
    }
}

static void show_tree_node(writer *to, const symbols *names, const node *one, uint32_t depth) {
    kzi_write_repeated(to, ' ', (size_t)depth * 2);
    show_node_kind(to, one->kind);
    if (one->choice != CHOICE_NONE) kzi_writef(to, " (%s)", choice_name(one->choice));
    if (one->name.n) kzi_writef(to, " %s", kzi_symbol_text(names, one->name));
    if (one->text) show_quoted(to, one->text);
    if (one->kind == NODE_NUMBER || one->kind == NODE_LIMIT || one->kind == NODE_TAKES ||
        one->number) {
        kzi_writef(to, " %lld", (long long)one->number);
    }
    if (one->flag) kzi_write(to, " flag");
    kzi_write_char(to, '\n');
    FOR_EACH_CHILD(child, one) show_tree_node(to, names, child, depth + 1);
}

void kzi_tree_show(writer *to, const symbols *names, const node *tree) {
    show_tree_node(to, names, tree, 0);
}
