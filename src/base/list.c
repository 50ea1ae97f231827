/* SPDX-License-Identifier: MIT
 *
 * list: see list.h.
 */
#include "list.h"

#include <string.h>

#ifdef KZ_CRAMPED
#define FIRST_ROOM 2u
#else
#define FIRST_ROOM 8u
#endif

bool kzi_list_has_room(arena *in, void **items, uint32_t count, uint32_t *room, size_t item_size) {
    if (count < *room) return true;
    if (*room > UINT32_MAX / 2) return false;
    uint32_t wider = *room ? *room * 2 : FIRST_ROOM;
    void *moved = kzi_arena_take_as_is(in, item_size * wider);
    if (!moved) return false;
    if (count) memcpy(moved, *items, item_size * count);
    *items = moved;
    *room = wider;
    return true;
}
