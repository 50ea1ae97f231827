/* SPDX-License-Identifier: MIT
 *
 * printer: a tree as text again, in the one true form (`kizuna fmt`).
 *
 * In     a tree that was read without an error (a NODE_ERROR prints as nothing)
 * Out    text that reads as the same tree; printing that one gives the same text
 * Owns   nothing
 *
 * Two blanks for a block, one blank between words, comments where they stood, one blank line where
 * there were some. A line wider than 120 columns is broken behind commas of its lists, four blanks
 * deeper; a comment behind such a comma keeps its break.
 */
#ifndef KZI_PRINTER_H
#define KZI_PRINTER_H

#include "tree.h"

/* A file, a statement with its block, a line, a condition: whatever the node is. What is less than
 * a statement ends without a line end. */
void kzi_syntax_print(writer *to, const symbols *names, const node *tree);

#endif
