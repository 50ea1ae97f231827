/* SPDX-License-Identifier: MIT
 *
 * complain: what the command line itself has to say, on stderr.
 */
#include "cli.h"

#include <stdarg.h>

static const char *const sentences[][2] = {
#define MESSAGE(name, number, sentence) {number, sentence},
#include "messages.def"
#undef MESSAGE
};

void complain(enum message which, ...) {
    va_list values;
    va_start(values, which);
    fprintf(stderr, "error %s: ", sentences[which][0]);
    vfprintf(stderr, sentences[which][1], values);
    fputc('\n', stderr);
    va_end(values);
}
