/* SPDX-License-Identifier: MIT
 *
 * modules: `use NAME` means NAME.kiz beside the world's file, where there is one.
 *
 * In     a world's path, a module's name
 * Out    the module's text, until the next call
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

module_finder module_finder_for(const char *path) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 0;
    char *folder = malloc(length + 1);
    if (folder) memcpy(folder, path, length), folder[length] = '\0';
    return (module_finder){.folder = folder, .world = path};
}

void module_finder_free(module_finder *of) {
    free((void *)(uintptr_t)of->folder);
    free(of->last_path);
    file_free(&of->last);
    *of = (module_finder){0};
}

const char *module_find(void *self, const char *name, size_t *length, const char **shown_as) {
    module_finder *of = self;
    size_t size = strlen(of->folder ? of->folder : "") + strlen(name) + sizeof ".kiz";
    char *path = malloc(size);
    if (!path) return NULL;
    snprintf(path, size, "%s%s.kiz", of->folder ? of->folder : "", name);
    free(of->last_path);
    of->last_path = path;
    file_free(&of->last);
    if (strcmp(path, of->world) == 0)
        return NULL; /* a world called vow.kiz that uses `vow` means the library's */
    if (!file_is_there(path) || file_read(path, &of->last) != EXIT_ANSWERED) return NULL;
    *length = of->last.length;
    *shown_as = path;
    return of->last.text;
}
