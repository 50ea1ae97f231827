/* SPDX-License-Identifier: MIT
 *
 * miser: a guest who refuses memory, once or from then on.
 *
 * In     work that asks for memory and says whether it was done
 * Out    a failed test where memory that ended was not said, or not all given back
 * Owns   nothing
 */
#ifndef MISER_H
#define MISER_H

#include "test.h"

#include "base/arena.h"

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

/* False when memory ended. */
typedef bool (*miserly_work)(void *context, arena *in);

static bool works_with(miser *m, miserly_work work, void *context) {
    memory from = kzi_memory(give_a_while, m);
    arena in = kzi_arena(&from);
    bool was_done = work(context, &in);
    assert_int_equal(was_done, m->asked <= m->refused);
    kzi_arena_free(&in);
    assert_int_equal(from.used, 0);
    return was_done;
}

/* Each request refused in turn, alone and with all after it, until none is. How many there are:
 * few, since blocks double. */
static uint32_t refuse_in_turn(miserly_work work, void *context) {
    uint32_t refused = 0;
    while (!works_with(&(miser){.refused = refused, .from_then_on = true}, work, context)) {
        assert_false(works_with(&(miser){.refused = refused}, work, context));
        refused++;
    }
    return refused;
}

#endif
