/* SPDX-License-Identifier: MIT
 *
 * ground: every act that could ever happen.
 *
 * In     a checked world, the number of one of its what-ifs (or NO_WHAT_IF), and changes asked for
 *        from outside
 * Out    a grounded world; NULL when memory ended or a note was said that is an error
 * Owns   the grounded world, in `in`
 */
#ifndef KZI_GROUND_H
#define KZI_GROUND_H

#include "../text/diagnostic.h"
#include "../world/world.h"
#include "grounded.h"

#define NO_WHAT_IF UINT32_MAX

typedef struct ground_request {
    uint32_t what_if;           /* number in file order, or NO_WHAT_IF */
    const node *const *changes; /* NODE_CLAIMS, NODE_MIND_LINE, NODE_WITHOUT: as `--set` gives them,
                                   applied after the what-if's own */
    uint32_t change_count;
    bool is_at_fork; /* the changes are set in the midst of a story (fork_changes), not at the start
                      */
    bool prunes_nothing; /* keep all acts too: other starts than the world's own are then told of
                            rightly */
    const term *const *conditions; /* asked from outside: grounded.asked, in this order */
    uint32_t condition_count;
    bool keeps_all_facts; /* fold no constant fact away: both sides of a fork then number facts
                             alike */
} ground_request;

const grounded *kzi_ground_build(arena *in, const world *from, const ground_request *request,
                                 notes *notes);

#endif
