/* SPDX-License-Identifier: MIT
 *
 * miser: a guest who refuses memory, once or from then on.
 *
 * In     the number of the first request refused
 * Out    `give_a_while`, to be handed to kzi_memory with the miser
 * Owns   nothing
 */
#ifndef MISER_H
#define MISER_H

#include "test.h"

typedef struct {
    uint32_t asked, refused; /* the number of the one refused, */
    bool from_then_on;       /* and all after it */
} miser;

static void *give_a_while(void *self, void *block, size_t old_size, size_t new_size) {
    miser *m = self;
    (void)old_size;
    if (new_size == 0) return free(block), NULL;
    uint32_t number = m->asked++;
    bool is_refused = number == m->refused || (m->from_then_on && number > m->refused);
    return is_refused ? NULL : realloc(block, new_size);
}

#endif
