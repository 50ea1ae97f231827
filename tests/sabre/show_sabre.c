/* SPDX-License-Identifier: MIT
 *
 * show_sabre: reads problem files of the peer and shows what the reader says of each; a tool for
 * tests, not a test.
 *
 * In     [--ground | --counts] FILE …
 * Out    the notes on stderr; the grounded world, or how much of everything it has, on stdout. 1
 *        when there was an error
 */
#include "ground/expressions.h"
#include "sabre/sabre_ground.h"

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

static void show_counts(const char *name, const grounded *about) {
    printf("%s: %u characters, %u entities, %u properties, %u actions, %u triggers, %u beliefs, %u "
           "expressions, scale %d, goal %d\n",
           name, about->mind_count, about->thing_count, about->fact_count, about->act_count,
           about->rule_count, about->belief_count, about->expression_count, about->scale,
           about->author_goal);
}

static int show(const char *path, const char *how) {
    size_t length;
    char *text = read_file(path, &length);
    if (!text) return fprintf(stderr, "%s cannot be read\n", path), 2;
    memory all = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&all);
    sources from = kzi_sources(&in);
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    kzi_sources_add(&from, name, text, length);
    symbols names = kzi_symbols(&in);
    notes said = kzi_notes(&in, &from);
    const problem *read = kzi_sabre_read(&in, &names, &from, 0, &said);
    const grounded *about =
        read && said.error_count == 0 ? kzi_sabre_ground(&in, read, &said) : NULL;
    kzi_notes_put_in_order(&said);
    writer to = kzi_writer(&in), shown = kzi_writer(&in);
    kzi_notes_write(&to, &said);
    fputs(kzi_written(&to), stderr);
    if (about && strcmp(how, "--counts") == 0) show_counts(name, about);
    if (about && strcmp(how, "--ground") == 0) kzi_ground_show(&shown, about);
    fputs(kzi_written(&shown), stdout);
    if (!about && said.error_count == 0) fprintf(stderr, "%s: memory ended\n", name);
    kzi_arena_free(&in);
    free(text);
    return about ? 0 : 1;
}

int main(int count, char **words) {
    const char *how = "";
    int result = 0;
    for (int i = 1; i < count; i++) {
        if (strncmp(words[i], "--", 2) == 0) how = words[i];
        else result |= show(words[i], how);
    }
    return result;
}
