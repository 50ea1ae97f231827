/* SPDX-License-Identifier: MIT
 *
 * command_ask: check, endings, tell, minds, plan, strings, why, whynot, whatif, sweep, test, map,
 * find: load a world, ask it, print the answer.
 */
#include "cli.h"

int command_ask(const options *o) {
    static asked it; /* large: not on the stack */
    int code = asked_begin(&it, o);
    if (it.asking) {
        const char *stopped_by;
        kz_progress now = watch_work(it.asking, o, &stopped_by);
        code = asked_end(&it, now, stopped_by);
    }
    asked_free(&it);
    return code;
}

int command_check(const options *o) {
    return command_ask(o);
}
