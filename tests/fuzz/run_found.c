/* SPDX-License-Identifier: MIT
 *
 * run_found: gives files to a fuzz target one by one, without libFuzzer: finds stay tests, with any
 * compiler and sanitizer.
 *
 * In     names of files
 * Out    exit code 0 when none traps; `N inputs`
 */
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

static int give(const char *name) {
    FILE *file = fopen(name, "rb");
    if (!file) return 0;
    size_t room = (size_t)1 << 22;
    unsigned char *bytes = malloc(room);
    if (bytes) {
        size_t size = fread(bytes, 1, room, file);
        unsigned char *exact =
            malloc(size ? size : 1); /* of its own size, so that a byte too far is seen */
        for (size_t i = 0; exact && i < size; i++) exact[i] = bytes[i];
        if (exact) LLVMFuzzerTestOneInput(exact, size);
        free(exact);
    }
    free(bytes);
    fclose(file);
    return 1;
}

int main(int argc, char **argv) {
    int count = 0;
    for (int i = 1; i < argc; i++) {
        fprintf(stderr, "%s\n", argv[i]); /* the last one named is the one that traps */
        count += give(argv[i]);
    }
    printf("%d inputs\n", count);
    return count == argc - 1 ? 0 : 1;
}
