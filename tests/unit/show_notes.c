/* SPDX-License-Identifier: MIT
 *
 * show_notes: reads world files and shows what the reader says of each; a tool for writing tests,
 * not a test.
 *
 * In     [--tree | --text | --same] FILE …
 * Out    the notes on stderr, as `kizuna check` gives them; the tree or its text on stdout; --same:
 * 1 if text and tree disagree
 */
#include "syntax/parser.h"
#include "syntax/printer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    size_t room = 1 << 16;
    char *text = malloc(room);
    for (*length = 0; text;) {
        size_t more = fread(text + *length, 1, room - *length, file);
        *length += more;
        if (*length < room) break;
        room *= 2;
        text = realloc(text, room);
    }
    fclose(file);
    return text;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* 0 when the text of the tree reads as the same tree, and prints as the same text. */
static int compare(arena *in, symbols *names, const node *file) {
    writer once = kzi_writer(in), twice = kzi_writer(in);
    kzi_syntax_print(&once, names, file);
    sources from = kzi_sources(in);
    kzi_sources_add(&from, "again", kzi_written(&once), once.length);
    notes said = kzi_notes(in, &from);
    node *again = kzi_syntax_parse(in, names, &from, 0, &said);
    kzi_syntax_print(&twice, names, again);
    return said.list.count || !kzi_is_same_tree(file, again) ||
           strcmp(kzi_written(&once), kzi_written(&twice)) != 0;
}

static int show(const char *path, const char *how) {
    size_t length;
    char *text = read_file(path, &length);
    if (!text) {
        fprintf(stderr, "%s cannot be read\n", path);
        return 2;
    }
    memory all = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&all);
    sources from = kzi_sources(&in);
    kzi_sources_add(&from, base_name(path), text, length);
    symbols names = kzi_symbols(&in);
    notes said = kzi_notes(&in, &from);
    node *file = kzi_syntax_parse(&in, &names, &from, 0, &said);
    kzi_notes_put_in_order(&said);
    writer to = kzi_writer(&in), shown = kzi_writer(&in);
    kzi_notes_write(&to, &said);
    fputs(kzi_written(&to), stderr);
    int result = said.error_count != 0;
    if (strcmp(how, "--tree") == 0) kzi_tree_show(&shown, &names, file);
    if (strcmp(how, "--text") == 0) kzi_syntax_print(&shown, &names, file);
    if (strcmp(how, "--same") == 0 && !result && compare(&in, &names, file)) {
        printf("%s: text and tree disagree\n", path);
        result = 1;
    }
    fputs(kzi_written(&shown), stdout);
    kzi_arena_free(&in);
    free(text);
    return result;
}

int main(int count, char **words) {
    const char *how = "";
    int result = 0;
    for (int i = 1; i < count; i++) {
        if (strncmp(words[i], "--", 2) == 0) how = words[i];
        else if (show(words[i], how)) result = 1;
    }
    return result;
}
