/* SPDX-License-Identifier: MIT
 *
 * command_export: a story to give away.
 *
 * In     kizuna export web FILE -o story.html, or --zip -o story.zip
 * Out    one page that carries the world and the engine: it works from a disk, and asks no network
 */
#define _GNU_SOURCE
#include "cli.h"

#include <stdlib.h>
#include <string.h>

/* The first line a player would see. */
static char *title_of(const carried *of) {
    kz_play_settings nobody = {.size = sizeof nobody};
    kz_play *play = kz_play_begin(of->world, &nobody);
    const char *front = play ? kz_play_text(play, KZ_PAGE_FRONT, KZ_PLAIN) : NULL;
    char *title = front ? strndup(front, strcspn(front, "\n")) : NULL;
    kz_play_free(play);
    return title;
}

static void write_html_text(FILE *out, const char *text) {
    for (; *text; text++) {
        if (*text == '&') fputs("&amp;", out);
        else if (*text == '<') fputs("&lt;", out);
        else fputc(*text, out);
    }
}

static int fill(FILE *out, const file_text *page, const carried *of) {
    char *head = NULL, *title = title_of(of);
    size_t size;
    FILE *to = open_memstream(&head, &size);
    if (!to || !title) return free(title), complain(M_NO_MEMORY), EXIT_BROKEN;
    fputs("<title>", to);
    write_html_text(to, title);
    fputs("</title>\n<script type=\"application/json\" id=\"kizuna-world\">", to);
    carried_write(of, to);
    fputs("</script>\n", to);
    fclose(to);
    int code = write_with_head(out, page, head);
    free(head);
    free(title);
    return code;
}

static int write_out(const options *o, const char *bytes, size_t length) {
    if (!o->is_zip) return file_write_bytes(o->output, bytes, length);
    char *archive = NULL;
    size_t size;
    FILE *out = open_memstream(&archive, &size);
    if (!out) return complain(M_NO_MEMORY), EXIT_BROKEN;
    zip_write(out, "index.html", bytes, length);
    fclose(out);
    int code = file_write_bytes(o->output, archive, size);
    free(archive);
    return code;
}

static int export_page(const options *o, const carried *of) {
    file_text page;
    int code = web_page_read("page", &page);
    if (code != EXIT_ANSWERED) return code;
    char *whole = NULL;
    size_t size;
    FILE *out = open_memstream(&whole, &size);
    code = out ? fill(out, &page, of) : (complain(M_NO_MEMORY), EXIT_BROKEN);
    if (out) fclose(out);
    if (code == EXIT_ANSWERED) code = write_out(o, whole, size);
    free(whole);
    file_free(&page);
    return code;
}

int command_export(const options *o) {
    if (!o->file || strcmp(o->file, "web") != 0 || o->word_count != 1)
        return complain(M_WANTS_FILE, o->verb, "`web` and a world file"), EXIT_USAGE;
    if (!o->output)
        return complain(M_WANTS_FILE, o->verb, "a file to write: -o story.html"), EXIT_USAGE;
    carried it;
    int code = carried_read(&it, o->words[0]);
    if (code == EXIT_ANSWERED) {
        const char *notes = kz_world_notes(it.world, KZ_PLAIN);
        if (notes) fputs(notes, stderr);
        code =
            kz_world_error_count(it.world) ? EXIT_WORLD_ERRORS
            : kz_world_input(it.world) == KZ_SABRE
                ? (complain(M_WANTS_FILE, o->verb, "a world in Kizuna's own language"), EXIT_USAGE)
                : export_page(o, &it);
    }
    carried_free(&it);
    return code;
}
