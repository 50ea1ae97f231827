/* SPDX-License-Identifier: MIT
 *
 * client: a guest in C with nothing but kizuna.h, its own memory, and a module of its own.
 *
 * In     nothing
 * Out    every verb's answer on standard output; exit code 0 when all was answered and all memory
 *        came back
 */
#include <kizuna.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char world_text[] =
    "use waving\n\nperson Mio she\n  wants 1: waved\n\nending seen when waved\n\ntale told: wave\n";
static const char module_text[] = "module waving\n\nfact waved\n\nact wave by who: person\n  if "
                                  "not waved\n  then waved\n  prose \"{who} [wave].\"\n";

static size_t in_use;

static void *give(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    in_use = in_use - old_size + new_size;
    if (new_size) return realloc(block, new_size);
    free(block);
    return NULL;
}

static const char *read_module(void *self, const char *name, size_t *length,
                               const char **shown_as) {
    (void)self;
    if (strcmp(name, "waving") != 0) return NULL;
    *length = sizeof module_text - 1;
    *shown_as = "waving.kiz";
    return module_text;
}

static int ask(const kz_world *world, kz_verb verb) {
    kz_question question = {.size = sizeof question, .verb = verb, .has_reasons = 1};
    kz_asking *asking = kz_ask(world, &question);
    kz_progress now = KZ_RUNNING;
    while (asking && now == KZ_RUNNING) now = kz_asking_advance(asking, 100);
    printf("%s\n%s\n", kz_asking_text(asking, KZ_PLAIN), kz_asking_notes(asking, KZ_PLAIN));
    kz_asking_free(asking);
    return now == KZ_ANSWERED ? 0 : 1;
}

int main(void) {
    kz_settings settings = {.size = sizeof settings, .resize = give, .read_module = read_module};
    kz_engine *engine = kz_engine_new(&settings);
    kz_world *world = kz_world_load(engine, "mio.kiz", world_text, sizeof world_text - 1);
    int failures = kz_world_error_count(world) != 0;
    fputs(kz_world_notes(world, KZ_PLAIN), stdout);
    for (int verb = KZ_CHECK; verb <= KZ_MINDS; verb++) failures += ask(world, (kz_verb)verb);
    kz_world_free(world);
    kz_engine_free(engine);
    if (in_use) fprintf(stderr, "%zu bytes did not come back\n", in_use);
    return failures || in_use ? 1 : 0;
}
