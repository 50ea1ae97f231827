/* SPDX-License-Identifier: MIT
 *
 * embed: writes the library's modules as a C file, so that the engine carries them.
 *
 * In     embed OUT.inc MODULE.kiz …
 * Out    a table of name, text, length, ended by NULL; exit 1 with a sentence when a file cannot be
 *        read or written
 */
#include <stdio.h>
#include <string.h>

static int write_module(FILE *out, const char *path, int number) {
    FILE *in = fopen(path, "rb");
    if (!in) return fprintf(stderr, "embed: cannot read %s\n", path), 0;
    fprintf(out, "static const char embedded_%d[] = {", number);
    int byte, count = 0;
    while ((byte = fgetc(in)) != EOF)
        fprintf(out, "%s%d,", count++ % 32 ? "" : "\n", byte > 127 ? byte - 256 : byte);
    fprintf(out, "0};\n");
    fclose(in);
    return 1;
}

static void write_row(FILE *out, const char *path, int number) {
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    fprintf(out, "    {\"%.*s\", embedded_%d, sizeof embedded_%d - 1},\n",
            (int)(strlen(name) - strlen(".kiz")), name, number, number);
}

int main(int argc, char **argv) {
    FILE *out = argc > 1 ? fopen(argv[1], "wb") : NULL;
    if (!out) return fprintf(stderr, "usage: embed OUT.inc MODULE.kiz ...\n"), 1;
    fprintf(out, "/* Made by tools/embed.c from library/. */\n");
    for (int i = 2; i < argc; i++) {
        if (!write_module(out, argv[i], i)) return 1;
    }
    fprintf(out, "static const embedded_module embedded_modules[] = {\n");
    for (int i = 2; i < argc; i++) write_row(out, argv[i], i);
    fprintf(out, "    {NULL, NULL, 0}};\n");
    return fclose(out) ? 1 : 0;
}
