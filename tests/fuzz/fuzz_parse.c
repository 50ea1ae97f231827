/* SPDX-License-Identifier: MIT
 *
 * fuzz_parse: no bytes may hurt the reader, and what reads well prints as text that reads as the
 * same tree.
 *
 * In     bytes of libFuzzer
 * Out    a trap when printing what was read gives another tree, another text the second time, or an
 * error
 */
#include "syntax/parser.h"
#include "syntax/printer.h"

#include <string.h>

typedef struct {
    arena in;
    sources from;
    symbols names;
    notes said;
} reading;

static node *read_text(reading *of, const char *text, size_t length) {
    uint32_t number = kzi_sources_add(&of->from, "world.kiz", text, length);
    return number == UINT32_MAX
               ? NULL
               : kzi_syntax_parse(&of->in, &of->names, &of->from, number, &of->said);
}

static void insist(int is_so) {
    if (!is_so) __builtin_trap();
}

static void check_round_trip(reading *of, const node *file) {
    writer once = kzi_writer(&of->in), twice = kzi_writer(&of->in);
    kzi_syntax_print(&once, &of->names, file);
    node *again = read_text(of, kzi_written(&once), once.length);
    insist(again && of->said.list.count == 0 && kzi_is_same_tree(file, again));
    kzi_syntax_print(&twice, &of->names, again);
    insist(strcmp(kzi_written(&once), kzi_written(&twice)) == 0);
}

/* Messages must hold for any bytes too, and one of a line is enough. */
static void check_notes(reading *of) {
    writer shown = kzi_writer(&of->in);
    kzi_notes_put_in_order(&of->said);
    kzi_notes_write(&shown, &of->said);
    insist(of->said.error_count == of->said.list.count);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size) {
    memory all = kzi_memory(NULL, NULL);
    reading of = {.in = kzi_arena(&all)};
    of.from = kzi_sources(&of.in);
    of.names = kzi_symbols(&of.in);
    of.said = kzi_notes(&of.in, &of.from);
    node *file = read_text(&of, (const char *)bytes, size);
    insist(file != NULL);
    writer tree = kzi_writer(&of.in);
    kzi_tree_show(&tree, &of.names, file);
    if (of.said.list.count == 0) check_round_trip(&of, file);
    else check_notes(&of);
    uint32_t first = 0;
    kzi_syntax_parse_change(&of.in, &of.names, &of.from, first, &of.said);
    kzi_syntax_parse_call(&of.in, &of.names, &of.from, first, &of.said);
    kzi_arena_free(&of.in);
    insist(all.used == 0);
    return 0;
}
