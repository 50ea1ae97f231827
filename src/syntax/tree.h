/* SPDX-License-Identifier: MIT
 *
 * tree: what was written, as written; nothing resolved, nothing judged.
 *
 * In     the parser's nodes
 * Out    a tree of one kind of node: a kind, a name, a text or a number, and children in a fixed
 *        order
 * Owns   nothing; the reading arena does
 *
 * node_kinds.def lists every kind with its children. A child that may be missing is a NODE_NONE in
 * its place, so that a child's position never depends on what else was written. Lists are nodes
 * too.
 */
#ifndef KZI_TREE_H
#define KZI_TREE_H

#include "../base/symbols.h"
#include "../base/writer.h"
#include "../text/source.h"

typedef enum node_kind {
#define NODE(name, children) name,
#include "node_kinds.def"
#undef NODE
    NODE_KIND_COUNT
} node_kind;

/* Words that choose among a few, in `node.choice`. */
typedef enum node_choice {
#define CHOICE(name, word) name,
#include "node_choices.def"
#undef CHOICE
    NODE_CHOICE_COUNT
} node_choice;

typedef struct node node;
struct node {
    node_kind kind;
    node_choice choice;
    span where;
    symbol name;      /* NO_SYMBOL where the kind has none */
    const char *text; /* unescaped, NUL at its end; NULL where there is none */
    int64_t number;
    bool flag; /* what it says is beside the kind in node_kinds.def */
    node *first;
    node *last;
    node *next;          /* the next child of the same parent */
    const char *comment; /* on the same line, without `#` and the blanks beside it; NULL */
    bool blank_before;   /* a blank line stood above: kept by fmt */
};

/* Child number `i`, from 0; a NODE_NONE of no place when there are fewer. Never NULL. */
const node *kzi_child(const node *of, uint32_t i);
uint32_t kzi_child_count(const node *of);
/* NULL when memory ended. */
node *kzi_node(arena *in, node_kind kind, span where);
void kzi_node_add(node *to, node *child);
/* The same tree but for places, comments and blank lines. */
bool kzi_is_same_tree(const node *one, const node *other);
const char *kzi_node_kind_name(node_kind kind);
/* One node a line, indented: `kizuna check --show tree`. */

void kzi_tree_show(writer *to, const symbols *names, const node *tree);

#define FOR_EACH_CHILD(child, of) for (const node *child = (of)->first; child; child = child->next)

#endif
