/* SPDX-License-Identifier: MIT
 *
 * never: the third kind of error, our own mistake (docs/house.md names the three).
 *
 * In     a sentence that says what was thought impossible
 * Out    nothing; a debug build stops here, a release build goes on with whatever the caller
 *        returns next
 */
#ifndef KZI_NEVER_H
#define KZI_NEVER_H

#ifdef NDEBUG
#define kzi_never(reason) ((void)(reason))
#else
#define kzi_never(reason) ((void)(reason), __builtin_trap())
#endif

#endif
