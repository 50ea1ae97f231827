/* SPDX-License-Identifier: MIT
 *
 * problem_world: a problem of the peer's format, read and filled in, for tests that look inside.
 *
 * In     the text of a problem
 * Out    its world and minds; `about` is NULL where the reader refuses it
 * Owns   all memory of it, until problem_world_close, which sees that none is left
 */
#ifndef PROBLEM_WORLD_H
#define PROBLEM_WORLD_H

#include "ground_world.h"

#include "mind/judge.h"
#include "sabre/sabre_ground.h"

typedef ground_world problem_world;

static void problem_world_open(problem_world *w, const char *name, const char *text) {
    ground_world_begin(w);
    kzi_sources_add(&w->texts, name, text, strlen(text));
    const problem *read = kzi_sabre_read(&w->in, &w->names, &w->texts, 0, &w->said);
    w->about = read && w->said.error_count == 0 ? kzi_sabre_ground(&w->in, read, &w->said) : NULL;
    if (w->about) assert_true(kzi_minds_begin(&w->of, w->about, &w->in, &w->scratch));
}

static void problem_world_close(problem_world *w) {
    ground_world_close(w);
}

/* Freed by the caller; NULL when there is no such file. */
static inline char *whole_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = calloc(1, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    text[length] = 0;
    fclose(file);
    return text;
}

#endif
