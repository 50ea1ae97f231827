/* SPDX-License-Identifier: MIT
 *
 * main: one command, from its words to its exit code.
 *
 * In     kizuna VERB …
 * Out    an exit code (enum exit_code); results on stdout, all else on stderr
 */
#include "cli.h"

#include <string.h>

int main(int count, char **words) {
    interruptible();
    if (count < 2 || strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0)
        return fputs(help_page(NULL), stdout), EXIT_ANSWERED;
    if (strcmp(words[1], "--version") == 0) return command_version(NULL);
    int code = run_verb(count - 1, words + 1);
    /* A full disk or a closed pipe must not pass for an answer. */
    if (fflush(stdout) != 0 && code == EXIT_ANSWERED)
        return complain(M_CANNOT_WRITE, "the answer", "the output is closed or full"), EXIT_FILE;
    return code;
}
