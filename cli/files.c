/* SPDX-License-Identifier: MIT
 *
 * files: reading whole files, writing them at once or not at all.
 */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot_read(const char *path, FILE *in) {
    int reason = errno;
    if (in && in != stdin) fclose(in);
    complain(M_CANNOT_READ, path, strerror(reason ? reason : EIO));
    return EXIT_FILE;
}

static int read_stream(FILE *in, const char *path, file_text *made) {
    size_t room = 1 << 16;
    *made = (file_text){.text = malloc(room)};
    for (size_t got = 1; made->text && got;) {
        if (made->length + 1 == room) {
            char *wider = realloc(made->text, room *= 2);
            if (!wider) break;
            made->text = wider;
        }
        got = fread(made->text + made->length, 1, room - made->length - 1, in);
        made->length += got;
    }
    if (!made->text || ferror(in)) return file_free(made), cannot_read(path, in);
    made->text[made->length] = '\0';
    if (in != stdin) fclose(in);
    return EXIT_ANSWERED;
}

bool file_is_there(const char *path) {
    return access(path, F_OK) == 0;
}

int file_read(const char *path, file_text *made) {
    *made = (file_text){0};
    if (strcmp(path, "-") == 0) return read_stream(stdin, "standard input", made);
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return complain(M_IS_FOLDER, path), EXIT_FILE;
    errno = 0;
    FILE *in = fopen(path, "rb");
    return in ? read_stream(in, path, made) : cannot_read(path, NULL);
}

void file_free(file_text *of) {
    free(of->text);
    *of = (file_text){0};
}

static int cannot_write(const char *path, char *beside, int reason) {
    if (beside) unlink(beside);
    free(beside);
    complain(M_CANNOT_WRITE, path, strerror(reason ? reason : EIO));
    return EXIT_FILE;
}

/* mkstemp makes files only their owner may read; a result gets the rights of what was there, or the
 * usual ones. */
static void give_usual_rights(int file, const char *path) {
    struct stat about;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(file, stat(path, &about) == 0 ? about.st_mode & 0777 : 0666 & ~mask);
}

int file_write(const char *path, const char *text) {
    return file_write_bytes(path, text, strlen(text));
}

int file_write_bytes(const char *path, const char *bytes, size_t length) {
    if (!path || strcmp(path, "-") == 0)
        return fwrite(bytes, 1, length, stdout) < length ? EXIT_FILE : EXIT_ANSWERED;
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *beside = malloc(size);
    if (!beside) return cannot_write(path, NULL, ENOMEM);
    snprintf(beside, size, "%s.XXXXXX", path);
    int file = mkstemp(beside);
    if (file < 0) {
        int reason = errno;
        free(beside);
        return cannot_write(path, NULL, reason);
    }
    give_usual_rights(file, path);
    FILE *out = fdopen(file, "wb");
    bool was_written =
        out && fwrite(bytes, 1, length, out) == length && fflush(out) == 0 && fsync(file) == 0;
    int reason = errno;
    if (out ? fclose(out) != 0 : close(file) != 0) was_written = false;
    if (!was_written || rename(beside, path) != 0)
        return cannot_write(path, beside, was_written ? errno : reason);
    free(beside);
    return EXIT_ANSWERED;
}
