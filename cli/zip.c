/* SPDX-License-Identifier: MIT
 *
 * zip: one file in an archive, stored as it is: sites for games want a zip with an index.html.
 *
 * In     a name, bytes
 * Out    the archive's bytes; the date in it is always the same, so that the same story gives the
 *        same archive
 * Used   for one file of about a megabyte. PKWARE's APPNOTE.TXT 6.3.3 has the layout.
 */
#include "cli.h"

#include <string.h>

#define DATE ((46u << 9) | (1u << 5) | 1u) /* the first of January 2026 */

static uint32_t crc_of(const char *bytes, size_t length) {
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1u)));
    }
    return ~crc;
}

static void put(FILE *out, uint32_t number, int bytes) {
    for (; bytes > 0; bytes--, number >>= 8) fputc((int)(number & 255u), out);
}

/* What the file's own head and its line in the list have in common. */
static void put_about(FILE *out, uint32_t crc, uint32_t size, uint32_t name_length) {
    put(out, 20, 2);       /* version needed: 2.0 */
    put(out, 1u << 11, 2); /* names are UTF-8 */
    put(out, 0, 2);        /* stored */
    put(out, 0, 2);        /* midnight */
    put(out, DATE, 2);
    put(out, crc, 4);
    put(out, size, 4);
    put(out, size, 4);
    put(out, name_length, 2);
    put(out, 0, 2); /* nothing extra */
}

void zip_write(FILE *out, const char *name, const char *bytes, size_t length) {
    uint32_t crc = crc_of(bytes, length), size = (uint32_t)length,
             name_length = (uint32_t)strlen(name), head = 30 + name_length;
    fwrite("PK\3\4", 1, 4, out);
    put_about(out, crc, size, name_length);
    fputs(name, out);
    fwrite(bytes, 1, length, out);

    fwrite("PK\1\2", 1, 4, out);
    put(out, 3u << 8 | 20u, 2); /* made on Unix */
    put_about(out, crc, size, name_length);
    put(out, 0, 2);              /* no comment */
    put(out, 0, 4);              /* first disk; not marked as text */
    put(out, 0100644u << 16, 4); /* a plain file, read by all */
    put(out, 0, 4);              /* where its head is */
    fputs(name, out);

    fwrite("PK\5\6", 1, 4, out);
    put(out, 0, 4); /* one disk */
    put(out, 1, 2);
    put(out, 1, 2);
    put(out, 46 + name_length, 4);
    put(out, head + size, 4);
    put(out, 0, 2);
}
