/* SPDX-License-Identifier: MIT
 *
 * kiz_world: a world in the language, read and filled in, for tests that look inside.
 *
 * In     the text of a world that uses no module
 * Out    its ground and minds; a world with errors fails the test
 * Owns   all memory of it, until kiz_world_close, which sees that none is left
 */
#ifndef KIZ_WORLD_H
#define KIZ_WORLD_H

#include "ground_world.h"

#include "ground/ground.h"
#include "syntax/parser.h"

typedef ground_world kiz_world;

static const char *no_module_here(void *self, const char *name, size_t *length, const char **is) {
    (void)self, (void)name, (void)length, (void)is;
    return NULL;
}

static void kiz_world_open(kiz_world *w, const char *text) {
    ground_world_begin(w);
    uint32_t number = kzi_sources_add(&w->texts, "world.kiz", text, strlen(text));
    node *file = kzi_syntax_parse(&w->in, &w->names, &w->texts, number, &w->said);
    world_readers readers = {no_module_here, NULL};
    const world *read = kzi_world_check(&w->in, &w->names, &w->texts, file, &readers, &w->said);
    ground_request request = {.what_if = NO_WHAT_IF};
    if (!w->said.error_count) w->about = kzi_ground_build(&w->in, read, &request, &w->said);
    if (!w->about) {
        writer to = kzi_writer(&w->in);
        kzi_notes_write(&to, &w->said);
        fail_msg("%s", kzi_written(&to));
    }
    assert_true(kzi_minds_begin(&w->of, w->about, &w->in, &w->scratch));
}

static void kiz_world_close(kiz_world *w) {
    ground_world_close(w);
}

#endif
