/* SPDX-License-Identifier: MIT
 *
 * test: what every unit test needs: cmocka, which wants four headers before it, and comparisons
 * that show texts instead of addresses.
 *
 * In     nothing
 * Out    cmocka's macros; assert_text_equal; random numbers that are the same on every machine;
 *        RUN_TESTS
 * Owns   nothing
 */
#ifndef KIZUNA_TEST_H
#define KIZUNA_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Like assert_string_equal, but shows both texts, and from which line on they differ. */
#define assert_text_equal(got, wanted) test_same_text((got), (wanted), __FILE__, __LINE__)

static inline void test_same_text(const char *got, const char *wanted, const char *file, int line) {
    if (got && wanted && strcmp(got, wanted) == 0) return;
    if (got && wanted) {
        size_t same = 0, lines = 1;
        for (; got[same] && got[same] == wanted[same]; same++) lines += got[same] == '\n';
        print_error("texts differ from line %zu, byte %zu on\n", lines, same);
    }
    print_error("---- got\n%s\n---- wanted\n%s\n----\n", got ? got : "(none)",
                wanted ? wanted : "(none)");
    _fail(file, line);
}

/* SplitMix64 (Steele, Lea, Flood 2014): a seed is a whole run, so a failure can be had again. */
static inline uint64_t test_random(uint64_t *seed) {
    uint64_t mixed = *seed += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
    return mixed ^ mixed >> 31;
}

/* A number below `end`. */
static inline uint32_t test_below(uint64_t *seed, uint32_t end) {
    return (uint32_t)(test_random(seed) % end);
}

#define RUN_TESTS(tests) cmocka_run_group_tests((tests), NULL, NULL)

#endif
