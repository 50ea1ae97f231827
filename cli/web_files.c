/* SPDX-License-Identifier: MIT
 *
 * web_files: what belongs to the program and lies beside it: the pages that `make web` built.
 *
 * In     a name
 * Out    its path, or a page's text
 */
#define _DEFAULT_SOURCE
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the tree all is in build/; installed kizuna is in bin/. */
static const char *const places[] = {"", "../share/kizuna/", "../libexec/kizuna/"};

bool file_beside(const char *name, char *path, size_t size) {
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0) return false;
    program[length] = '\0';
    program[strrchr(program, '/') - program] = '\0';
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int room = snprintf(path, size, "%s/%s%s", program, places[i], name);
        if (room > 0 && (size_t)room < size && file_is_there(path)) return true;
    }
    return false;
}

int web_page_read(const char *name, file_text *made) {
    char file[64], path[4096 + 128];
    snprintf(file, sizeof file, "web/%s.html", name);
    if (file_beside(file, path, sizeof path)) return file_read(path, made);
    return complain(M_NO_PAGE, name), EXIT_FILE;
}

int write_with_head(FILE *out, const file_text *page, const char *head) {
    const char *end = strstr(page->text, "</head>");
    if (!end) return complain(M_NO_PAGE, "that is whole"), EXIT_FILE;
    fwrite(page->text, 1, (size_t)(end - page->text), out);
    fputs(head, out);
    fwrite(end, 1, page->length - (size_t)(end - page->text), out);
    return EXIT_ANSWERED;
}
