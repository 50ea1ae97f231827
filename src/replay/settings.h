/* SPDX-License-Identifier: MIT
 *
 * settings: facts that are set in somebody's world, there or in that world's minds.
 *
 * In     a path of minds, a fact, what it becomes
 * Out    a list in the order of setting, each (path, fact) once, where it was set last; and its
 *        number as a row: so that equal settings are equal seeds
 * Owns   keys and rows, in the replay's arena
 */
#ifndef KZI_REPLAY_SETTINGS_H
#define KZI_REPLAY_SETTINGS_H

#include "worlds.h"

#define LONGEST_PATH 16u

typedef struct mind_path {
    mind_id minds[LONGEST_PATH];
    uint32_t length;
} mind_path;

typedef struct one_setting {
    uint32_t key; /* row of the fact, then the path */
    value becomes;
    uint32_t goes_over; /* not 0: over another value, so one of both is not what is held there */
} one_setting;

typedef struct setting_list {
    LIST(one_setting) list;
} setting_list;

typedef struct settings {
    worlds *worlds; /* whose stop is set when memory ends */
    rows keys;
    rows rows;
} settings;

/* One mind further; a neighbour's repetition counts once, but in the peer's problems, where one may
 * be wrong about one's own mind. `holder`: in whose world the path begins. */
mind_path kzi_replay_path(const grounded *about, const mind_path *before, mind_id holder,
                          mind_id next);

/* Later wins over earlier, or what is there stays. */
bool kzi_settings_put(settings *of, arena *in, setting_list *to, const mind_path *path,
                      fact_id fact, value becomes, bool wins);
/* All of the row, winning. NO_ROW is an empty one. */
bool kzi_settings_put_row(settings *of, arena *in, setting_list *to, uint32_t row_number);
/* What the row sets in a mind: all that leads into it, without that step; `is_own`: the row is set
 * in the mind's own world, and all of it is set in its picture of itself too. `held`: what is held
 * there already is not set again; the mind's values, kept up; NULL: not asked. */
bool kzi_settings_put_for(settings *of, arena *in, setting_list *to, uint32_t row_number,
                          mind_id mind, bool is_own, value *held);
/* The list's row; NO_ROW when it is empty. */
uint32_t kzi_settings_row(settings *of, const setting_list *list);
/* What is set here, not in a mind. */
void kzi_settings_apply(const settings *of, uint32_t row_number, value *values);
/* What the row makes of a fact here, or `otherwise`. */
value kzi_settings_of(const settings *of, uint32_t row_number, fact_id fact, value otherwise);

#endif
