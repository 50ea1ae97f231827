/* SPDX-License-Identifier: MIT
 *
 * library: a module as JSON: what it is for, what it needs, its text.
 *
 * In     a module's name and text
 * Out    one object in an open JSON list
 * Owns   nothing; what is read on the way stays in the arena given
 */
#ifndef KZI_LIBRARY_H
#define KZI_LIBRARY_H

#include "../base/json.h"

/* False when memory ended. */
bool kzi_library_module_json(json *to, arena *in, const char *name, const char *text,
                             size_t length);

#endif
