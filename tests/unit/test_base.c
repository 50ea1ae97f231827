/* SPDX-License-Identifier: MIT
 *
 * test_base: memory, arena, list, table, writer, json, symbols, rows, bit_rows, tally: each does
 * what its header says, also when memory ends.
 */
#include "test.h"

#include "base/bit_rows.h"
#include "base/json.h"
#include "base/rows.h"
#include "base/symbols.h"
#include "base/tally.h"

/* ---- memory ---- */
typedef struct {
    int calls;
    bool refuses;
} giver;

static void *give(void *self, void *block, size_t old_size, size_t new_size) {
    giver *g = self;
    (void)old_size;
    g->calls++;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    return g->refuses ? NULL : realloc(block, new_size);
}

static void memory_counts_what_is_in_use(void **state) {
    (void)state;
    giver g = {0};
    memory from = kzi_memory(give, &g);
    void *one = kzi_memory_resize(&from, NULL, 0, 100),
         *two = kzi_memory_resize(&from, NULL, 0, 50);
    assert_int_equal(from.used, 150);
    one = kzi_memory_resize(&from, one, 100, 10);
    assert_int_equal(from.used, 60);
    kzi_memory_resize(&from, one, 10, 0);
    kzi_memory_resize(&from, two, 50, 0);
    assert_int_equal(from.used, 0);
    assert_int_equal(from.peak, 150);
    assert_int_equal(g.calls, 5);
}

static void memory_ends_at_its_limit(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    from.limit = 100;
    char *block = kzi_memory_resize(&from, NULL, 0, 60);
    assert_non_null(block);
    block[59] = 'x';
    assert_null(kzi_memory_resize(&from, NULL, 0, 41));
    assert_null(kzi_memory_resize(&from, block, 60, 101));
    assert_int_equal(block[59], 'x');
    assert_int_equal(from.used, 60);
    void *rest = kzi_memory_resize(&from, NULL, 0, 40);
    assert_non_null(rest);
    block = kzi_memory_resize(&from, block, 60, 1); /* shrinking is always allowed */
    assert_non_null(block);
    kzi_memory_resize(&from, block, 1, 0);
    kzi_memory_resize(&from, rest, 40, 0);
    assert_int_equal(from.used, 0);
}

/* ---- arena ---- */
static bool is_zero(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (bytes[i]) return false;
    }
    return true;
}

static void arena_gives_zeroed_aligned_bytes(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *bytes = kzi_arena_take(&in, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
        assert_true(is_zero(bytes, size));
        memset(bytes, 0xee, size);
    }
    size_t used = from.used;
    kzi_arena_reset(&in);
    assert_true(from.used > 0 && from.used < used);
    unsigned char *again = kzi_arena_take(&in, 500); /* soiled before the reset */
    assert_true(is_zero(again, 500));
    kzi_arena_free(&in);
    assert_int_equal(from.used, 0);
}

static void arena_takes_one_huge_block(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    size_t size = (size_t)10 << 20; /* beyond the largest doubling */
    char *bytes = kzi_arena_take(&in, size);
    assert_non_null(bytes);
    bytes[size - 1] = 'x';
    assert_non_null(kzi_arena_take(&in, 1));
    kzi_arena_free(&in);
    assert_int_equal(from.used, 0);
}

static void arena_says_that_memory_ended(void **state) {
    (void)state;
    giver g = {0};
    memory from = kzi_memory(give, &g);
    arena in = kzi_arena(&from);
    assert_null(kzi_arena_take(&in, SIZE_MAX - 3));
    assert_true(in.has_failed);
    assert_int_equal(g.calls, 0); /* nobody was asked for so much */
    kzi_arena_free(&in);
    in = kzi_arena(&from);
    while (g.calls < 2) assert_non_null(kzi_arena_take(&in, 100));
    g.refuses = true;
    while (kzi_arena_take(&in, 1000)) {}
    g.refuses = false;
    assert_null(kzi_arena_take(&in, 1)); /* stays so */
    assert_true(in.has_failed);
    kzi_arena_reset(&in);
    assert_false(in.has_failed);
    assert_non_null(kzi_arena_take(&in, 1));
    kzi_arena_free(&in);
    assert_int_equal(from.used, 0);
}

static void arena_recovers_from_a_first_block_refused(void **state) {
    (void)state;
    giver g = {.refuses = true};
    memory from = kzi_memory(give, &g);
    arena in = kzi_arena(&from);
    assert_null(kzi_arena_take(&in, 1));
    g.refuses = false;
    kzi_arena_reset(&in);
    assert_non_null(kzi_arena_take(&in, 1));
    kzi_arena_free(&in);
}

static void arena_copies_text(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    assert_text_equal(kzi_arena_text(&in, "never told", 5), "never");
    assert_text_equal(kzi_arena_text(&in, NULL, 0), "");
    kzi_arena_free(&in);
}

/* ---- list ---- */
typedef LIST(uint32_t) numbers;

static void list_keeps_the_order_of_adding(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    numbers list = {0};
    for (uint32_t i = 0; i < 10000; i++) assert_true(LIST_ADD(&in, &list, i * 7));
    assert_int_equal(list.count, 10000);
    for (uint32_t i = 0; i < 10000; i++) assert_int_equal(list.items[i], i * 7);
    kzi_arena_free(&in);
}

static void list_is_as_before_when_memory_ends(void **state) {
    (void)state;
    giver g = {0};
    memory from = kzi_memory(give, &g);
    arena in = kzi_arena(&from);
    numbers list = {0};
    for (uint32_t i = 0; i < 1000; i++) assert_true(LIST_ADD(&in, &list, i));
    g.refuses = true;
    for (uint32_t next = 1000; LIST_ADD(&in, &list, next); next++) {}
    assert_true(list.count >= 1000);
    for (uint32_t i = 0; i < list.count; i++) assert_int_equal(list.items[i], i);
    kzi_arena_free(&in);
}

/* ---- table ---- */
typedef struct {
    const uint64_t *keys;
    uint64_t wanted;
} key_lookup;

static bool is_same_key(const void *context, uint32_t number) {
    const key_lookup *lookup = context;
    return lookup->keys[number] == lookup->wanted;
}

enum { KEY_COUNT = 5000 };

/* Keys with hashes spread well, all equal, equal in the low half, equal in the high half. */
static uint64_t hash_of_key(int way, uint64_t key) {
    switch (way) {
    case 0: return kzi_hash_mix(key);
    case 1: return 42;
    case 2: return key << 32;
    default: return key;
    }
}

static void table_finds_what_was_added(void **state) {
    (void)state;
    uint64_t *keys = malloc(sizeof *keys * KEY_COUNT);
    assert_non_null(keys);
    for (int way = 0; way < 4; way++) {
        uint32_t count = way == 0 || way == 3 ? KEY_COUNT : 300; /* the others go through all */
        memory from = kzi_memory(NULL, NULL);
        arena in = kzi_arena(&from);
        table t = {0};
        assert_int_equal(kzi_table_find(&t, 7, is_same_key, NULL), NOT_IN_TABLE);
        for (uint32_t i = 0; i < count; i++) {
            keys[i] = i * 3u;
            assert_true(kzi_table_add(&in, &t, hash_of_key(way, keys[i]), i));
        }
        for (uint32_t i = 0; i < count * 3; i++) {
            uint32_t wanted = i % 3 ? NOT_IN_TABLE : i / 3;
            assert_int_equal(
                kzi_table_find(&t, hash_of_key(way, i), is_same_key, &(key_lookup){keys, i}),
                wanted);
        }
        kzi_arena_free(&in);
    }
    free(keys);
}

static void hashes_tell_bytes_apart(void **state) {
    (void)state;
    const unsigned char zeros[32] = {0};
    uint64_t hashes[32];
    for (size_t size = 0; size < 32; size++) {
        hashes[size] = kzi_hash_bytes(zeros, size, 0);
        for (size_t shorter = 0; shorter < size; shorter++)
            assert_true(hashes[shorter] != hashes[size]);
    }
    assert_true(kzi_hash_bytes("Ren", 3, 0) == kzi_hash_bytes("Ren.at", 3, 0));
    assert_true(kzi_hash_bytes("Ren", 3, 0) != kzi_hash_bytes("Ren", 3, 1));
}

/* ---- writer ---- */
static void writer_grows_at_its_end(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    writer to = kzi_writer(&in);
    assert_text_equal(kzi_written(&to), "");
    kzi_write(&to, "Ren");
    kzi_write_char(&to, ' ');
    kzi_write_bytes(&to, "goes on", 4);
    kzi_writef(&to, "%s %d%%", "to", 10);
    kzi_write_repeated(&to, '.', 3);
    kzi_writef(&to, "%s", "");
    assert_text_equal(kzi_written(&to), "Ren goesto 10%...");
    for (int i = 0; i < 1000; i++) kzi_writef(&to, "%d,", i);
    assert_int_equal(to.length, 17 + 3890); /* 10 of two, 90 of three, 900 of four letters */
    assert_int_equal(strlen(kzi_written(&to)), to.length);
    kzi_arena_free(&in);
}

static void writer_takes_no_more_when_memory_ends(void **state) {
    (void)state;
    giver g = {0};
    memory from = kzi_memory(give, &g);
    arena in = kzi_arena(&from);
    writer to = kzi_writer(&in);
    kzi_write(&to, "kept");
    g.refuses = true;
    for (int i = 0; i < 100; i++) kzi_write_repeated(&to, 'x', 1000);
    assert_true(in.has_failed);
    assert_int_equal(strlen(kzi_written(&to)), to.length);
    assert_int_equal(strncmp(kzi_written(&to), "kept", 4), 0);
    kzi_arena_free(&in);
}

/* ---- json ---- */
static void json_writes_nested_documents(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    writer text = kzi_writer(&in);
    json to = kzi_json(&text);
    kzi_json_open(&to, '{');
    kzi_json_key_text(&to, "name", "told");
    kzi_json_key_text(&to, "none", NULL);
    kzi_json_key(&to, "empty");
    kzi_json_open(&to, '[');
    kzi_json_close(&to, ']');
    kzi_json_key(&to, "list");
    kzi_json_open(&to, '[');
    kzi_json_number(&to, INT64_MIN);
    kzi_json_bool(&to, true);
    kzi_json_seconds(&to, 1.25);
    kzi_json_open(&to, '{');
    kzi_json_key_bool(&to, "is", false);
    kzi_json_key_number(&to, "n", 7);
    kzi_json_close(&to, '}');
    kzi_json_close(&to, ']');
    kzi_json_close(&to, '}');
    assert_text_equal(
        kzi_written(&text),
        "{\n  \"name\": \"told\",\n  \"none\": null,\n  \"empty\": [],\n  \"list\": [\n"
        "    -9223372036854775808,\n    true,\n    1.250,\n    {\n      \"is\": false,\n"
        "      \"n\": 7\n    }\n  ]\n}\n");
    kzi_arena_free(&in);
}

static void json_escapes_what_it_must(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    writer text = kzi_writer(&in);
    json to = kzi_json(&text);
    kzi_json_open(&to, '[');
    kzi_json_text(&to, "\"\\/\n\t\r\b\x01\x1f\x7f");
    kzi_json_text_bytes(&to, "a\0b", 3);
    kzi_json_text(&to, "\xe7\xb5\x86");
    kzi_json_close(&to, ']');
    assert_text_equal(kzi_written(&text),
                      "[\n  \"\\\"\\\\/\\n\\t\\r\\u0008\\u0001\\u001f\\u007f\",\n  \"a\\u0000b\",\n"
                      "  \"\xe7\xb5\x86\"\n]\n");
    kzi_arena_free(&in);
}

static void json_nests_as_deep_as_it_says(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    writer text = kzi_writer(&in);
    json to = kzi_json(&text);
    for (int i = 0; i < KZI_JSON_DEPTH - 1; i++) kzi_json_open(&to, '[');
    for (int i = 0; i < KZI_JSON_DEPTH - 1; i++) kzi_json_close(&to, ']');
    size_t opened = 0, closed = 0;
    for (const char *at = kzi_written(&text); *at; at++) {
        opened += *at == '[';
        closed += *at == ']';
    }
    assert_int_equal(opened, KZI_JSON_DEPTH - 1);
    assert_int_equal(closed, KZI_JSON_DEPTH - 1);
    kzi_arena_free(&in);
}

/* ---- symbols and rows ---- */
static void symbols_are_stored_once(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    symbols names = kzi_symbols(&in);
    char name[24];
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 2000; i++) {
            int length = snprintf(name, sizeof name, "name_%u", i);
            assert_int_equal(kzi_symbol(&names, name, (size_t)length).n, i + 1);
        }
    }
    assert_text_equal(kzi_symbol_text(&names, (symbol){1234}), "name_1233");
    assert_text_equal(kzi_symbol_text(&names, NO_SYMBOL), "");
    assert_false(
        kzi_is_same_symbol(kzi_symbol(&names, "name_10", 6), kzi_symbol(&names, "name_10", 7)));
    kzi_arena_free(&in);
}

static void rows_are_stored_once(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    rows of = {.in = &in};
    const uint32_t items[6] = {1, 2, 3, 1, 2, 4};
    uint32_t empty = kzi_row(&of, NULL, 0), long_one = kzi_row(&of, items, 3);
    assert_int_not_equal(empty, long_one);
    assert_int_equal(kzi_row(&of, NULL, 0), empty);
    assert_int_equal(kzi_row(&of, items, 3), long_one);
    assert_int_not_equal(kzi_row(&of, items + 3, 3), long_one);
    assert_int_equal(kzi_row(&of, items, 2), kzi_row(&of, items + 3, 2));
    assert_int_equal(of.list.items[long_one].count, 3);
    assert_int_equal(of.list.items[long_one].items[2], 3);
    kzi_arena_free(&in);
}

/* ---- bit rows ---- */
static void bit_rows_keep_what_was_added_twice(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    const uint32_t items[5] = {70, 70, 100, 200, 255};
    bit_row made[2] = {0};
    for (uint32_t i = 0; i < 5; i++) kzi_bit_row_add(&made[0], items[i]);
    assert_true(kzi_bit_rows_take(&in, made, 2));
    for (uint32_t i = 0; i < 5; i++) kzi_bit_row_add(&made[0], items[i]);
    assert_int_equal(made[0].words.first, 1);
    assert_int_equal(made[0].words.count, 3);
    uint64_t bits[4] = {1, 0, 2, 0};
    kzi_bit_row_join(bits, &made[0]);
    kzi_bit_row_join(bits, &made[1]);
    assert_true(bits[0] == 1 && bits[1] == (1ull << 6 | 1ull << 36) && bits[2] == 2);
    assert_true(bits[3] == (1ull << 8 | 1ull << 63));
    bit_row refused = {.words = {0, 1}};
    in.has_failed = true;
    assert_false(kzi_bit_rows_take(&in, &refused, 1));
    kzi_arena_free(&in);
}

/* ---- tally ---- */
static const char *tally_text(arena *in, tally count) {
    writer to = kzi_writer(in);
    kzi_tally_write(&to, count);
    return kzi_written(&to);
}

static void tally_doubles_beyond_every_word(void **state) {
    (void)state;
    static const struct {
        int power;
        const char *text;
    } known[] = {{0, "1"},
                 {63, "9223372036854775808"},
                 {64, "18446744073709551616"},
                 {89, "618970019642690137449562112"},
                 {90, "1237940039285380274899124224"},
                 {100, "1267650600228229401496703205376"},
                 {128, "340282366920938463463374607431768211456"}};
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    tally count = kzi_tally(1);
    size_t next = 0;
    for (int power = 0; power <= 128; power++) {
        if (known[next].power == power)
            assert_text_equal(tally_text(&in, count), known[next++].text);
        assert_true(kzi_tally_add(&in, &count, count));
    }
    assert_int_equal(next, sizeof known / sizeof *known);
    kzi_arena_free(&in);
}

static void tally_makes_powers_of_ten(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    tally power = kzi_tally(1);
    char wanted[64] = "1";
    for (int i = 1; i <= 50; i++) {
        tally one = power;
        for (int times = 1; times < 10; times++) assert_true(kzi_tally_add(&in, &power, one));
        wanted[i] = '0';
        assert_text_equal(tally_text(&in, power), wanted);
        tally less = power; /* and the mixed sums small + large, large + small; the shared one stays
                               as it was */
        assert_true(kzi_tally_add(&in, &less, kzi_tally(1)));
        tally more = kzi_tally(1);
        assert_true(kzi_tally_add(&in, &more, power));
        assert_text_equal(tally_text(&in, less), tally_text(&in, more));
        assert_text_equal(tally_text(&in, power), wanted);
    }
    kzi_arena_free(&in);
}

static void tally_knows_zero(void **state) {
    (void)state;
    memory from = kzi_memory(NULL, NULL);
    arena in = kzi_arena(&from);
    tally count = {0};
    assert_true(kzi_tally_is_zero(count));
    assert_text_equal(tally_text(&in, count), "0");
    assert_true(kzi_tally_add(&in, &count, kzi_tally(0)));
    assert_true(kzi_tally_is_zero(count));
    assert_true(kzi_tally_add(&in, &count, kzi_tally(UINT64_MAX)));
    assert_false(kzi_tally_is_zero(count));
    assert_text_equal(tally_text(&in, count), "18446744073709551615");
    assert_true(kzi_tally_add(&in, &count, kzi_tally(1)));
    assert_true(kzi_tally_add(&in, &count, (tally){0}));
    assert_false(kzi_tally_is_zero(count));
    assert_text_equal(tally_text(&in, count), "18446744073709551616");
    kzi_arena_free(&in);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_counts_what_is_in_use),
        cmocka_unit_test(memory_ends_at_its_limit),
        cmocka_unit_test(arena_gives_zeroed_aligned_bytes),
        cmocka_unit_test(arena_takes_one_huge_block),
        cmocka_unit_test(arena_says_that_memory_ended),
        cmocka_unit_test(arena_recovers_from_a_first_block_refused),
        cmocka_unit_test(arena_copies_text),
        cmocka_unit_test(list_keeps_the_order_of_adding),
        cmocka_unit_test(list_is_as_before_when_memory_ends),
        cmocka_unit_test(table_finds_what_was_added),
        cmocka_unit_test(hashes_tell_bytes_apart),
        cmocka_unit_test(writer_grows_at_its_end),
        cmocka_unit_test(writer_takes_no_more_when_memory_ends),
        cmocka_unit_test(json_writes_nested_documents),
        cmocka_unit_test(json_escapes_what_it_must),
        cmocka_unit_test(json_nests_as_deep_as_it_says),
        cmocka_unit_test(symbols_are_stored_once),
        cmocka_unit_test(rows_are_stored_once),
        cmocka_unit_test(bit_rows_keep_what_was_added_twice),
        cmocka_unit_test(tally_doubles_beyond_every_word),
        cmocka_unit_test(tally_makes_powers_of_ten),
        cmocka_unit_test(tally_knows_zero),
    };
    return RUN_TESTS(tests);
}
