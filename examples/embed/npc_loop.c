/* SPDX-License-Identifier: MIT
 *
 * npc_loop: a game asks once a frame what somebody would do now, and why, and never spends more
 * than its budget on the answer.
 *
 *     cc npc_loop.c $(pkg-config --cflags --libs kizuna) -o npc_loop
 *
 * The game keeps the story: it does the acts, this loop only asks. What each person does is what
 * they have a reason for, as they see the world.
 */
#include "village.h"

#include <kizuna.h>

#include <stdio.h>
#include <string.h>

#define BUDGET 50 /* effort a frame: some microseconds in a world of this size */
#define FRAMES 400

static const char *const people[] = {"Mio", "Ren"};

int main(void) {
    kz_engine *engine = kz_engine_new(NULL);
    kz_world *world = kz_world_load(engine, "village.kiz", village, strlen(village));
    kz_play_settings settings = {.size = sizeof settings,
                                 .reserve = (size_t)4 << 20}; /* no frame asks for memory */
    kz_play *play = kz_play_begin(world, &settings);
    size_t who = 0, idle = 0;
    for (int frame = 0; play && frame < FRAMES && idle < 2; frame++) {
        kz_turn turn = kz_play_would(play, people[who], BUDGET);
        if (turn == KZ_TURN_WORKING)
            continue; /* the budget of this frame is spent: draw, and go on in the next */
        if (turn != KZ_TURN_YOURS) break;
        const char *act = kz_play_would_act(play);
        if (act) {
            char what[128];
            snprintf(what, sizeof what, "%s", act);
            printf("%s\n    %s", what, kz_play_text(play, KZ_PAGE_WOULD, KZ_PLAIN));
            kz_play_happens(play, what); /* the animation is over: it is so now */
        }
        idle = act ? 0 : idle + 1;
        who = 1 - who;
    }
    kz_play_free(play);
    kz_world_free(world);
    kz_engine_free(engine);
    return play ? 0 : 1;
}
