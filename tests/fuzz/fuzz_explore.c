/* SPDX-License-Identifier: MIT
 *
 * fuzz_explore: whatever world reads well can be asked everything, and answers alike each time and
 * in slices of any size.
 *
 * In     bytes of libFuzzer: a world file
 * Out    a trap when an answer is missing though memory was left, or when two answers to one
 *        question differ
 *
 * Limits keep one input short: few states, little effort, 8 MB.
 */
#define FUZZ_MEMORY                                                                                \
    ((size_t)8 << 20) /* three askings of four verbs each ground the world: a million facts would  \
                         take seconds */
#include "fuzz_guest.h"

#define MOST_EFFORT 400u
#define MOST_BYTES  6000u

typedef struct {
    char *text, *json, *notes;
    kz_progress progress;
} answer;

static char *copied(const char *text) {
    if (!text) return NULL;
    size_t length = strlen(text) + 1;
    char *copy = malloc(length);
    insist(copy != NULL);
    return memcpy(copy, text, length);
}

static void forget(answer *a) {
    free(a->text);
    free(a->json);
    free(a->notes);
}

/* To the end of the answer or of the effort, whichever comes first; effort left over is not a
 * moment that slicing shifts. */
static answer ask(const kz_world *world, const kz_question *question, uint64_t slice) {
    answer a = {.progress = KZ_FAILED};
    kz_asking *asking = kz_ask(world, question);
    if (!asking) return a;
    for (uint64_t spent = 0;
         (a.progress = kz_asking_advance(asking, slice)) == KZ_RUNNING && spent < MOST_EFFORT;)
        spent += slice;
    if (a.progress == KZ_RUNNING) kz_asking_stop(asking);
    a.text = copied(kz_asking_text(asking, KZ_PLAIN));
    a.json = copied(kz_asking_text(asking, KZ_JSON));
    a.notes = copied(kz_asking_notes(asking, KZ_JSON));
    insist((a.text && a.json && a.notes) || a.progress == KZ_FAILED || fuzz_memory_ended());
    kz_asking_free(asking);
    return a;
}

static int is_same_text(const char *one, const char *other) {
    return !one || !other || strcmp(one, other) == 0;
}

static void insist_same(const answer *one, const answer *other) {
    if (one->progress == KZ_FAILED || other->progress == KZ_FAILED || fuzz_memory_ended()) return;
    insist(one->progress == other->progress);
    insist(is_same_text(one->text, other->text));
    insist(is_same_text(one->json, other->json));
    insist(is_same_text(one->notes, other->notes));
}

static void ask_thrice(const kz_world *world, kz_verb verb) {
    kz_question question = {.size = sizeof question,
                            .verb = verb,
                            .limit_states = KZ_LIMIT(12),
                            .limit_plan = KZ_LIMIT(2),
                            .limit_story = KZ_LIMIT(6),
                            .at = UINT32_MAX,
                            .has_reasons = 1};
    answer one = ask(world, &question, MOST_EFFORT), again = ask(world, &question, MOST_EFFORT);
    insist_same(&one, &again);
    if (one.progress != KZ_RUNNING) {
        answer sliced = ask(world, &question, 1);
        if (sliced.progress != KZ_RUNNING) insist_same(&one, &sliced);
        forget(&sliced);
    }
    forget(&one);
    forget(&again);
}

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size) {
    if (size > MOST_BYTES) return 0;
    kz_engine *engine = fuzz_engine();
    kz_world *world = kz_world_load(engine, "world.kiz", (const char *)bytes, size);
    if (world && kz_world_error_count(world) == 0) {
        for (int verb = KZ_CHECK; verb <= KZ_MINDS; verb++) ask_thrice(world, (kz_verb)verb);
    }
    kz_world_free(world);
    kz_engine_free(engine);
    insist(fuzz_in_use == 0);
    return 0;
}
