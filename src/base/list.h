/* SPDX-License-Identifier: MIT
 *
 * list: items in a row that grows, in an arena.
 *
 * In     an arena, items
 * Out    `items[0 .. count)`, in order of adding; they may move when the list grows, so keep
 *        numbers, not pointers
 * Owns   nothing; the arena does (an outgrown row stays in it until the phase ends)
 *
 *     typedef LIST(uint32_t) numbers;
 *     numbers list = {0};
 *     if (!LIST_ADD(arena, &list, 7u)) return KZ_NO_MEMORY;
 */
#ifndef KZI_LIST_H
#define KZI_LIST_H

#include "arena.h"

#define LIST(type)                                                                                 \
    struct {                                                                                       \
        type *items;                                                                               \
        uint32_t count;                                                                            \
        uint32_t room;                                                                             \
    }

/* True when the item was added; false when memory ended, and the list is as before. */
#define LIST_ADD(in, list, ...)                                                                    \
    (kzi_list_has_room((in), (void **)&(list)->items, (list)->count, &(list)->room,                \
                       sizeof *(list)->items)                                                      \
         ? ((list)->items[(list)->count++] = (__VA_ARGS__), true)                                  \
         : false)

bool kzi_list_has_room(arena *in, void **items, uint32_t count, uint32_t *room, size_t item_size);

#endif
