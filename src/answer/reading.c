/* SPDX-License-Identifier: MIT
 *
 * reading: see reading.h.
 */
#include "reading.h"

#include "../syntax/parser.h"

#include <string.h>

static const module_text *known_module(const reading *of, const char *name) {
    for (uint32_t i = 0; i < of->modules.count; i++) {
        if (strcmp(of->modules.items[i].name, name) == 0) return &of->modules.items[i];
    }
    return NULL;
}

/* Keeps what it hands on, so that the world can be read again without its guest. */
static const char *read_and_keep(void *self, const char *name, size_t *length,
                                 const char **shown_as) {
    reading *of = self;
    const module_text *known = known_module(of, name);
    if (!known) {
        module_text found = {.name = kzi_arena_text(&of->in, name, strlen(name))};
        const char *text = of->read_module
                               ? of->read_module(of->self, name, &found.length, &found.shown_as)
                               : NULL;
        if (!text || !found.name) return NULL;
        found.text = kzi_arena_text(&of->in, text, found.length);
        const char *shown = found.shown_as ? found.shown_as : name;
        found.shown_as = kzi_arena_text(&of->in, shown, strlen(shown));
        if (!found.text || !found.shown_as || !LIST_ADD(&of->in, &of->modules, found)) return NULL;
        known = &of->modules.items[of->modules.count - 1];
    }
    *length = known->length;
    *shown_as = known->shown_as;
    return known->text;
}

static bool read_world(reading *to, uint32_t number) {
    to->file = kzi_syntax_parse(&to->in, &to->names, &to->all, number, &to->said);
    if (!to->file) return false;
    /* A line that could not be read would make others look wrong: reading's notes come first, and
     * alone. */
    if (to->said.error_count == 0) {
        world_readers readers = {.read_module = read_and_keep, .self = to};
        to->world = kzi_world_check(&to->in, &to->names, &to->all, to->file, &readers, &to->said);
    }
    if (to->said.error_count) to->world = NULL;
    return true;
}

static bool read_problem(reading *to, uint32_t number) {
    const problem *made = kzi_sabre_read(&to->in, &to->names, &to->all, number, &to->said);
    if (to->said.error_count == 0) to->problem = made;
    return made != NULL;
}

bool kzi_reading_begin(reading *to, memory *from, const read_text *what,
                       const char *(*read_module)(void *, const char *, size_t *, const char **),
                       void *self) {
    *to = (reading){.from = from,
                    .in = kzi_arena(from),
                    .is_peers = what->is_peers,
                    .read_module = read_module,
                    .self = self};
    to->names = kzi_symbols(&to->in);
    to->all = kzi_sources(&to->in);
    to->said = kzi_notes(&to->in, &to->all);
    uint32_t number = kzi_sources_add(&to->all, what->name, what->text, what->length);
    if (number == UINT32_MAX) return false;
    if (!(to->is_peers ? read_problem(to, number) : read_world(to, number))) return false;
    kzi_notes_put_in_order(&to->said);
    if (to->said.error_count) to->world = NULL, to->problem = NULL;
    return !to->in.has_failed;
}

bool kzi_reading_is_sound(const reading *of) {
    return of->is_peers ? of->problem != NULL : of->world != NULL;
}

static const char *read_kept(void *self, const char *name, size_t *length, const char **shown_as) {
    const module_text *known = known_module(self, name);
    if (!known) return NULL;
    *length = known->length;
    *shown_as = known->shown_as;
    return known->text;
}

bool kzi_reading_again(reading *to, memory *from, const reading *like) {
    const source *file = &like->all.list.items[0];
    read_text again = {file->name, file->text, file->length, like->is_peers};
    return kzi_reading_begin(to, from, &again, read_kept, (void *)(uintptr_t)like);
}

const node *kzi_reading_change(reading *of, const char *text, notes *said) {
    uint32_t number = kzi_sources_add(&of->all, "--set", text, strlen(text));
    if (number == UINT32_MAX) return NULL;
    const node *made = kzi_syntax_parse_change(&of->in, &of->names, &of->all, number, said);
    return said->error_count ? NULL : made;
}

void kzi_reading_end(reading *of) {
    kzi_arena_free(&of->in);
}
