/* SPDX-License-Identifier: MIT
 *
 * json: writes one JSON document, indented, keys in the order given.
 *
 * In     values and keys, in document order
 * Out    text at the end of a writer
 * Owns   nothing
 *
 *     kzi_json_open(&to, '{');
 *     kzi_json_key_text(&to, "name", "told");
 *     kzi_json_close(&to, '}');
 */
#ifndef KZI_JSON_H
#define KZI_JSON_H

#include "writer.h"

#define KZI_JSON_DEPTH 64 /* deeper than any document of ours */

typedef struct json {
    writer *to;
    unsigned depth;
    bool has_item[KZI_JSON_DEPTH];
    bool has_key; /* a key was written, its value comes next */
} json;

json kzi_json(writer *to);
void kzi_json_open(json *to, char bracket);  /* '{' or '[' */
void kzi_json_close(json *to, char bracket); /* '}' or ']' */
void kzi_json_key(json *to, const char *key);
void kzi_json_text(json *to, const char *text); /* NULL writes null */
void kzi_json_text_bytes(json *to, const char *text, size_t length);
void kzi_json_number(json *to, int64_t number);
void kzi_json_decimal(json *to, const char *digits); /* a number written out already: -0.5 */
void kzi_json_seconds(json *to, double seconds);     /* three decimals */
void kzi_json_bool(json *to, bool value);
void kzi_json_null(json *to);

/* A key with its value. */
void kzi_json_key_text(json *to, const char *key, const char *text);
void kzi_json_key_number(json *to, const char *key, int64_t number);
void kzi_json_key_bool(json *to, const char *key, bool value);

#endif
