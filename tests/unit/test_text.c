/* SPDX-License-Identifier: MIT
 *
 * test_text: places, letters and widths of what an author wrote; notes as a person and as a program
 * reads them; what was meant.
 */
#include "test.h"

#include "text/diagnostic.h"

typedef struct {
    memory from;
    arena in;
    sources all;
    notes said;
} page;

static page *begin(void) {
    page *p = calloc(1, sizeof *p);
    p->from = kzi_memory(NULL, NULL);
    p->in = kzi_arena(&p->from);
    p->all = kzi_sources(&p->in);
    p->said = kzi_notes(&p->in, &p->all);
    return p;
}

static void end(page *p) {
    kzi_arena_free(&p->in);
    assert_int_equal(p->from.used, 0);
    free(p);
}

static uint32_t add(page *p, const char *name, const char *text) {
    uint32_t number = kzi_sources_add(&p->all, name, text, strlen(text));
    assert_int_not_equal(number, UINT32_MAX);
    return number;
}

static const source *only_source(const page *p) {
    return &p->all.list.items[0];
}

/* ---- places ---- */
static void assert_place(const page *p, uint32_t offset, uint32_t line, uint32_t column) {
    text_place at = kzi_source_place(only_source(p), offset);
    if (at.line != line || at.column != column)
        print_error("offset %u is at %u:%u\n", offset, at.line, at.column);
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static void places_count_lines_and_letters(void **state) {
    (void)state;
    page *p = begin();
    add(p, "w.kiz", "ab\n\xc3\xa9x\xe7\xb5\x86y\n\nend"); /* é, 絆 */
    assert_place(p, 0, 1, 1);
    assert_place(p, 2, 1, 3);
    assert_place(p, 3, 2, 1);
    assert_place(p, 5, 2, 2);
    assert_place(p, 6, 2, 3);
    assert_place(p, 9, 2, 4);
    assert_place(p, 10, 2, 5);
    assert_place(p, 11, 3, 1);
    assert_place(p, 12, 4, 1);
    assert_place(p, 15, 4, 4); /* the end of the text */
    end(p);
}

static void assert_line(const page *p, uint32_t line, const char *wanted) {
    span found = kzi_source_line(&p->all, 0, line);
    char text[100] = "";
    assert_true(found.end - found.first < sizeof text);
    memcpy(text, only_source(p)->text + found.first, found.end - found.first);
    assert_text_equal(text, wanted);
}

static void lines_end_before_their_line_end(void **state) {
    (void)state;
    page *p = begin();
    add(p, "w.kiz", "one\r\n\n two \nlast");
    assert_line(p, 1, "one");
    assert_line(p, 2, "");
    assert_line(p, 3, " two ");
    assert_line(p, 4, "last");
    assert_int_equal(only_source(p)->line_starts.count, 4);
    end(p);
}

static void a_source_may_be_empty(void **state) {
    (void)state;
    page *p = begin();
    add(p, "w.kiz", "");
    assert_place(p, 0, 1, 1);
    assert_line(p, 1, "");
    assert_int_equal(kzi_source_first_bad_byte(only_source(p)), 0);
    assert_int_equal(kzi_sources_add(&p->all, "huge", "", (size_t)UINT32_MAX), UINT32_MAX);
    end(p);
}

/* ---- letters ---- */
static const struct {
    const char *text;
    uint32_t bad; /* first bad byte; the text's length when there is none */
} letters[] = {
    {"plain", 5},
    {"\xc3\xa9", 2},                 /* é */
    {"\xe7\xb5\x86", 3},             /* 絆 */
    {"\xf0\x9f\x8c\xb8", 4},         /* a blossom */
    {"\xef\xbf\xbf", 3},             /* U+FFFF */
    {"\xf4\x8f\xbf\xbf", 4},         /* U+10FFFF, the last */
    {"\xed\x9f\xbf\xee\x80\x80", 6}, /* on both sides of the surrogates */
    {"a\x80z", 1},                   /* goes on with nothing */
    {"ab\xff", 2},
    {"ab\xfe", 2},
    {"\xc0\x80", 0},         /* overlong NUL */
    {"\xc1\xbf", 0},         /* overlong */
    {"\xe0\x9f\xbf", 0},     /* overlong */
    {"\xf0\x8f\xbf\xbf", 0}, /* overlong */
    {"\xed\xa0\x80", 0},     /* surrogate */
    {"\xf4\x90\x80\x80", 0}, /* beyond the last letter */
    {"\xf5\x80\x80\x80", 0},
    {"x\xc3", 1}, /* the text ends in the midst of a letter */
    {"x\xe7\xb5", 1},
    {"x\xf0\x9f\x8c", 1},
    {"\xc3x", 0},
    {"\xe7\xb5x", 0},
};

static void the_first_bad_byte_is_found(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        page *p = begin();
        add(p, "w.kiz", letters[i].text);
        if (kzi_source_first_bad_byte(only_source(p)) != letters[i].bad)
            print_error("letters[%zu]\n", i);
        assert_int_equal(kzi_source_first_bad_byte(only_source(p)), letters[i].bad);
        end(p);
    }
}

static uint32_t width(const char *text) {
    return kzi_text_width(text, (uint32_t)strlen(text));
}

static void widths_are_those_of_a_terminal(void **state) {
    (void)state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("Ren.at"), 6);
    assert_int_equal(width("caf\xc3\xa9"), 4);
    assert_int_equal(width("cafe\xcc\x81"), 4); /* e and a mark that joins it */
    assert_int_equal(width("\xe7\xb5\x86"), 2); /* 絆 */
    assert_int_equal(width("\xe3\x81\x8d\xe3\x81\x9a\xe3\x81\xaa"), 6); /* きずな */
    assert_int_equal(width("\xf0\x9f\x8c\xb8"), 2);
    assert_int_equal(width("a\xff\x80z"), 4); /* bytes that are no letters take one each */
    assert_int_equal(width("\xe7\xb5"), 2);
}

/* ---- notes ---- */
static const char *shown(page *p) {
    writer to = kzi_writer(&p->in);
    kzi_notes_put_in_order(&p->said);
    kzi_notes_write(&to, &p->said);
    return kzi_written(&to);
}

/* The catalog's own words are no business of this test. */
static const char *expected(page *p, const char *format, ...) {
    writer to = kzi_writer(&p->in);
    va_list values;
    va_start(values, format);
    kzi_writev(&to, format, values);
    va_end(values);
    return kzi_written(&to);
}

static void a_note_shows_line_caret_other_place_and_advice(void **state) {
    (void)state;
    page *p = begin();
    uint32_t file = add(p, "mio.kiz", "fact pleaded\nact wave by Mio\n  if plede\n");
    note *said = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 34, 39}, "plede");
    kzi_note_label(&p->said, said, "no fact is called so");
    kzi_note_other(&p->said, said, (span){file, 5, 12}, "%s here", "declared");
    kzi_note_try(&p->said, said, "write `%s`", "pleaded");
    assert_text_equal(
        shown(p),
        expected(
            p,
            "error %s: %s\n  mio.kiz:3:6\n    3 |   if plede\n      |      ^^^^^ no fact is called "
            "so\n"
            "    1 | fact pleaded\n      |      ------- declared here\n  try: write `pleaded`\n",
            kzi_diagnostic_number(K_UNKNOWN_STATEMENT), said->sentence));
    assert_int_equal(p->said.error_count, 1);
    end(p);
}

static void a_caret_stands_under_its_letter(void **state) {
    (void)state;
    page *p = begin();
    uint32_t file = add(p, "w.kiz", "\"\xe7\xb5\x86\" x"); /* a wide letter before it */
    note *said = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 6, 7}, "x");
    note *bare = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 7, 7}, "the end");
    assert_text_equal(
        shown(p),
        expected(p,
                 "error %s: %s\n  w.kiz:1:5\n    1 | \"\xe7\xb5\x86\" x\n      |      ^\n\n"
                 "error %s: %s\n  w.kiz:1:6\n    1 | \"\xe7\xb5\x86\" x\n      |       ^\n",
                 kzi_diagnostic_number(said->code), said->sentence,
                 kzi_diagnostic_number(bare->code), bare->sentence));
    end(p);
}

static void notes_are_sorted_by_place_and_then_by_saying(void **state) {
    (void)state;
    page *p = begin();
    uint32_t file = add(p, "w.kiz", "a b c d"), module = add(p, "place", "e");
    note *in_order[5];
    in_order[4] = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){module, 0, 1}, "e");
    in_order[3] = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 6, 7}, "d");
    in_order[1] = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 2, 3}, "b");
    in_order[2] = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 2, 3}, "b again");
    in_order[0] = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 0, 1}, "a");
    kzi_notes_put_in_order(&p->said);
    for (uint32_t i = 0; i < 5; i++) assert_ptr_equal(p->said.list.items[i], in_order[i]);
    end(p);
}

static void a_hostile_line_is_shown_in_part(void **state) {
    (void)state;
    page *p = begin();
    char *line = malloc(1u << 20);
    assert_non_null(line);
    memset(line, 'a', (1u << 20) - 1);
    line[(1u << 20) - 1] = '\0';
    uint32_t file = add(p, "w.kiz", line);
    kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 1000, 1u << 19}, "a");
    kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 10, 1u << 19}, "a");
    assert_true(strlen(shown(p)) < 2000);
    free(line);
    end(p);
}

static void a_note_may_have_no_place(void **state) {
    (void)state;
    page *p = begin();
    note *said = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){UINT32_MAX, 0, 0}, "--set");
    assert_text_equal(
        shown(p), expected(p, "error %s: %s\n", kzi_diagnostic_number(said->code), said->sentence));
    end(p);
}

static void notes_are_json_too(void **state) {
    (void)state;
    page *p = begin();
    uint32_t file = add(p, "a\"b.kiz", "one\n\xc3\xa9 two\n");
    note *said = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){file, 7, 10}, "two");
    kzi_note_try(&p->said, said, "three");
    note *nowhere = kzi_note(&p->said, K_UNKNOWN_STATEMENT, (span){UINT32_MAX, 0, 0}, "x");
    writer text = kzi_writer(&p->in);
    json to = kzi_json(&text);
    kzi_json_open(&to, '[');
    kzi_notes_write_json(&to, &p->said);
    kzi_json_close(&to, ']');
    assert_text_equal(
        kzi_written(&text),
        expected(
            p,
            "[\n  {\n    \"code\": \"%s\",\n    \"severity\": \"error\",\n    \"file\": "
            "\"a\\\"b.kiz\",\n"
            "    \"start\": {\n      \"offset\": 7,\n      \"line\": 2,\n      \"column\": 3\n    "
            "},\n"
            "    \"end\": {\n      \"offset\": 10,\n      \"line\": 2,\n      \"column\": 6\n    "
            "},\n"
            "    \"message\": \"%s\",\n    \"help\": \"three\",\n    \"other\": null\n  },\n  {\n  "
            "  \"code\": \"%s\",\n"
            "    \"severity\": \"error\",\n    \"file\": null,\n    \"start\": null,\n    \"end\": "
            "null,\n"
            "    \"message\": \"%s\",\n    \"help\": null,\n    \"other\": null\n  }\n]\n",
            kzi_diagnostic_number(said->code), said->sentence, kzi_diagnostic_number(nowhere->code),
            nowhere->sentence));
    end(p);
}

static void notes_take_null_when_memory_ended(void **state) {
    (void)state;
    page *p = begin();
    kzi_note_label(&p->said, NULL, "nothing");
    kzi_note_other(&p->said, NULL, (span){0, 0, 0}, "nothing");
    kzi_note_try(&p->said, NULL, "nothing");
    assert_int_equal(p->said.list.count, 0);
    end(p);
}

static void every_code_has_its_own_number(void **state) {
    (void)state;
    for (unsigned i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *number = kzi_diagnostic_number((diagnostic_code)i);
        assert_int_equal(strlen(number), 5);
        assert_int_equal(number[0], 'K');
        for (unsigned j = 0; j < i; j++)
            assert_string_not_equal(number, kzi_diagnostic_number((diagnostic_code)j));
    }
}

/* ---- what was meant ---- */
static void the_likeliest_name_is_meant(void **state) {
    (void)state;
    static const char *const known[] = {"pleaded", "told", "beat_down", "at", "grip_and_light"};
    static const struct {
        const char *written, *meant;
    } slips[] = {{"plede", NULL},
                 {"pleded", "pleaded"},
                 {"plaeded", "pleaded"},
                 {"tolled", "told"},
                 {"tlod", "told"},
                 {"beatdown", "beat_down"},
                 {"ta", NULL},
                 {"", NULL},
                 {"zzz", NULL},
                 {"told", "told"},
                 {"grip_and_ligth", "grip_and_light"}};
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        const char *meant = kzi_did_you_mean(slips[i].written, known, 5);
        if (!slips[i].meant && meant) print_error("%s: %s\n", slips[i].written, meant);
        if (slips[i].meant) assert_text_equal(meant, slips[i].meant);
        else assert_null(meant);
    }
    char huge[200];
    memset(huge, 'a', sizeof huge - 1);
    huge[sizeof huge - 1] = '\0';
    const char *const wide[] = {huge, "told"};
    assert_null(kzi_did_you_mean(huge, wide, 2));
    assert_text_equal(kzi_did_you_mean("tol", wide, 2), "told");
    assert_null(kzi_did_you_mean("told", NULL, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_and_letters),
        cmocka_unit_test(lines_end_before_their_line_end),
        cmocka_unit_test(a_source_may_be_empty),
        cmocka_unit_test(the_first_bad_byte_is_found),
        cmocka_unit_test(widths_are_those_of_a_terminal),
        cmocka_unit_test(a_note_shows_line_caret_other_place_and_advice),
        cmocka_unit_test(a_caret_stands_under_its_letter),
        cmocka_unit_test(notes_are_sorted_by_place_and_then_by_saying),
        cmocka_unit_test(a_hostile_line_is_shown_in_part),
        cmocka_unit_test(a_note_may_have_no_place),
        cmocka_unit_test(notes_are_json_too),
        cmocka_unit_test(notes_take_null_when_memory_ended),
        cmocka_unit_test(every_code_has_its_own_number),
        cmocka_unit_test(the_likeliest_name_is_meant),
    };
    return RUN_TESTS(tests);
}
