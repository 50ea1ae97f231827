/* SPDX-License-Identifier: MIT
 *
 * fuzz_check: no bytes may hurt a guest who loads them as a world and looks at every stage.
 *
 * In     bytes of libFuzzer
 * Out    a trap when a text is missing though memory was left, when what was printed prints
 *        otherwise the second time, when the same bytes give other notes, or when memory does not
 *        come back
 */
#include "fuzz_guest.h"

static void look_at_all(kz_world *world) {
    insist(kz_world_notes(world, KZ_PLAIN) != NULL || fuzz_memory_ended());
    insist(kz_world_notes(world, KZ_JSON) != NULL || fuzz_memory_ended());
    insist((kz_world_error_count(world) != 0) <= (kz_world_note_count(world) != 0));
    kz_world_show(world, KZ_TREE);
    if (kz_world_error_count(world) == 0) {
        insist(kz_world_show(world, KZ_WORLD) != NULL || fuzz_memory_ended());
        kz_world_show(world, KZ_GROUND);
    }
    const char *name;
    for (uint32_t use = 0; use < 8 && kz_world_used_module(world, use, &name); use++)
        insist(name[0] != '\0');
}

/* The one true form is a form: printed again it is the same. */
static void print_twice(kz_engine *engine, kz_world *world) {
    const char *once = kz_world_print(world);
    if (!once) return;
    kz_world *again = kz_world_load(engine, "world.kiz", once, strlen(once));
    if (!again) return;
    const char *twice = kz_world_print(again);
    if (kz_world_error_count(world) == 0) {
        insist(kz_world_error_count(again) == 0 || fuzz_memory_ended());
        insist((twice && strcmp(once, twice) == 0) || fuzz_memory_ended());
    }
    kz_world_free(again);
}

static void load_twice(kz_engine *engine, kz_world *world, const char *text, size_t size) {
    kz_world *again = kz_world_load(engine, "world.kiz", text, size);
    if (!again) return;
    const char *one = kz_world_notes(world, KZ_JSON), *other = kz_world_notes(again, KZ_JSON);
    insist(fuzz_memory_ended() || (one && other && strcmp(one, other) == 0));
    kz_world_free(again);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size) {
    kz_engine *engine = fuzz_engine();
    kz_world *world = kz_world_load(engine, "world.kiz", (const char *)bytes, size);
    insist(world != NULL || fuzz_memory_ended());
    if (world) {
        look_at_all(world);
        print_twice(engine, world);
        load_twice(engine, world, (const char *)bytes, size);
    }
    kz_world_free(world);
    kz_engine_free(engine);
    insist(fuzz_in_use == 0);
    return 0;
}
