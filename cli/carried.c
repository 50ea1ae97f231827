/* SPDX-License-Identifier: MIT
 *
 * carried: a world with all the files it needs, as one document: web/README.md shows it.
 *
 * In     a world's path
 * Out    its text and those of the modules of the author's own which it uses; the document
 * Owns   the texts, until carried_free
 */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

static const char *name_in(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool keep(carried *in, const char *name, const char *text, size_t length) {
    for (size_t i = 0; i < in->count; i++) {
        if (strcmp(in->files[i].name, name) == 0) return true;
    }
    carried_file *wider = realloc(in->files, (in->count + 1) * sizeof *wider);
    if (!wider) return false;
    in->files = wider;
    carried_file *made = &wider[in->count];
    *made = (carried_file){strdup(name), malloc(length + 1), length};
    in->count++;
    if (!made->name || !made->text) return false;
    memcpy(made->text, text, length);
    made->text[length] = '\0';
    return true;
}

/* Hands a module on, and remembers it. */
static const char *find_and_keep(void *self, const char *name, size_t *length,
                                 const char **shown_as) {
    carried *in = self;
    const char *text = module_find(&in->modules, name, length, shown_as);
    if (text && !keep(in, name_in(*shown_as), text, *length)) in->has_failed = true;
    return text;
}

/* Any change of any text is another state. FNV-1a. */
static uint64_t add_to_state(uint64_t state, const char *text, size_t length) {
    for (size_t i = 0; i <= length; i++) state = (state ^ (unsigned char)text[i]) * 1099511628211u;
    return state;
}

static void set_state(carried *in) {
    uint64_t state = 14695981039346656037u;
    for (size_t i = 0; i < in->count; i++) {
        state = add_to_state(state, in->files[i].name, strlen(in->files[i].name));
        state = add_to_state(state, in->files[i].text, in->files[i].length);
    }
    snprintf(in->state, sizeof in->state, "%016llx", (unsigned long long)state);
}

int carried_read(carried *made, const char *path) {
    *made = (carried){0};
    file_text file;
    int code = file_read(path, &file);
    if (code != EXIT_ANSWERED) return code;
    made->modules = module_finder_for(path);
    kz_settings settings = {.size = sizeof settings, .read_module = find_and_keep, .self = made};
    made->engine = kz_engine_new(&settings);
    if (made->engine && keep(made, name_in(path), file.text, file.length))
        made->world = kz_world_load(made->engine, path, file.text, file.length);
    file_free(&file);
    module_finder_free(&made->modules);
    if (!made->world || made->has_failed) return complain(M_NO_MEMORY), EXIT_BROKEN;
    set_state(made);
    return EXIT_ANSWERED;
}

void carried_free(carried *of) {
    kz_world_free(of->world);
    kz_engine_free(of->engine);
    for (size_t i = 0; i < of->count; i++) {
        free(of->files[i].name);
        free(of->files[i].text);
    }
    free(of->files);
    *of = (carried){0};
}

/* A byte that is no UTF-8 would make the document unreadable: it is written as what stands for it.
 * `<` is escaped, so that no text can end the script it stands in. */
static size_t letter_length(const char *text, size_t left) {
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0x80       ? 1
                    : first >> 5 == 6  ? 2
                    : first >> 4 == 14 ? 3
                    : first >> 3 == 30 ? 4
                                       : 0;
    if (length > left) return 0;
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) return 0;
    }
    return length;
}

void write_json_text(FILE *out, const char *text, size_t length) {
    fputc('"', out);
    for (size_t i = 0; i < length;) {
        size_t size = letter_length(text + i, length - i);
        unsigned char c = (unsigned char)text[i];
        if (size == 0) fputs("\\ufffd", out);
        else if (c == '\n') fputs("\\n", out);
        else if (c < 0x20 || c == '<' || c == 0x7f) fprintf(out, "\\u%04x", c);
        else if (c == '"' || c == '\\') fprintf(out, "\\%c", c);
        else fwrite(text + i, 1, size, out);
        i += size ? size : 1;
    }
    fputc('"', out);
}

void carried_write(const carried *of, FILE *out) {
    fprintf(out, "{\n  \"format\": \"kizuna-world\",\n  \"version\": 1,\n  \"name\": ");
    write_json_text(out, of->files[0].name, strlen(of->files[0].name));
    fprintf(out, ",\n  \"state\": \"%s\",\n  \"files\": {", of->state);
    for (size_t i = 0; i < of->count; i++) {
        fputs(i ? ",\n    " : "\n    ", out);
        write_json_text(out, of->files[i].name, strlen(of->files[i].name));
        fputs(": ", out);
        write_json_text(out, of->files[i].text, of->files[i].length);
    }
    fputs("\n  }\n}\n", out);
}
