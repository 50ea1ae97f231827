/* SPDX-License-Identifier: MIT
 *
 * reading: the first half of the road, from text to a checked world, or to a checked problem of the
 * peer's.
 *
 * In     a name, a text, and whoever finds modules
 * Out    the checked world or problem, or the notes that say why there is none
 * Owns   source, tree, notes and world, in one arena of its own; the modules' texts are kept, so
 *        that it can be read again elsewhere
 */
#ifndef KZI_READING_H
#define KZI_READING_H

#include "../ground/ground.h"
#include "../sabre/problem.h"

typedef struct module_text {
    const char *name;
    const char *shown_as;
    const char *text;
    size_t length;
} module_text;

typedef struct reading {
    memory *from;
    arena in;
    symbols names;
    sources all;
    notes said;
    bool is_peers;          /* a problem of the peer's: then there is no tree and no world, but */
    const problem *problem; /* this; NULL when there are errors */
    node *file;             /* NULL when memory ended */
    const world *world;     /* NULL when there are errors */
    LIST(module_text) modules;
    const char *(*read_module)(void *self, const char *name, size_t *length, const char **shown_as);
    void *self;
} reading;

typedef struct read_text {
    const char *name;
    const char *text;
    size_t length;
    bool is_peers;
} read_text;

/* False when memory ended; a world with errors is no failure. `to` must stay where it is. */
bool kzi_reading_begin(reading *to, memory *from, const read_text *what,
                       const char *(*read_module)(void *, const char *, size_t *, const char **),
                       void *self);
/* There is something to ask: no errors stood in the way. */
bool kzi_reading_is_sound(const reading *of);
/* The same texts again, into memory of its own: so that changes may add names without touching a
 * shared world. */
bool kzi_reading_again(reading *to, memory *from, const reading *like);
/* A line of change, read with the names of a reading that is nobody else's; NULL when memory ended
 * or it is mistaken (`said`). */
const node *kzi_reading_change(reading *of, const char *text, notes *said);
void kzi_reading_end(reading *of);

#endif
