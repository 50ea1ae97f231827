/* SPDX-License-Identifier: MIT
 *
 * command_version: which Kizuna this is.
 */
#include "cli.h"

int command_version(const options *o) {
    if (o && o->is_json)
        printf("{\n  \"format\": \"kizuna-version\",\n  \"version\": 1,\n  \"kizuna\": \"%s\"\n}\n",
               KZ_VERSION);
    else printf("kizuna %s\n", KZ_VERSION);
    return EXIT_ANSWERED;
}
