/* SPDX-License-Identifier: MIT
 *
 * guest: what tests of the front door share: the founding worlds, and a question asked to its end
 * with all that is answered.
 *
 * In     kizuna.h alone, and files under KZ_ROOT
 * Out    texts
 * Owns   what guest_read and guest_ask give, until free
 */
#ifndef KIZUNA_GUEST_H
#define KIZUNA_GUEST_H

#include <glob.h>

#include "test.h"

#include <kizuna.h>

/* The whole file with a NUL behind it. */
static inline char *guest_read(const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    if (!file) return NULL;
    size_t room = 1 << 16;
    char *text = malloc(room + 1);
    *length = 0;
    for (size_t got; text && (got = fread(text + *length, 1, room - *length, file)) != 0;) {
        *length += got;
        if (*length == room) text = realloc(text, (room *= 2) + 1);
    }
    fclose(file);
    if (text) text[*length] = '\0';
    return text;
}

typedef struct guest_world {
    char *name;
    char *text;
    size_t length;
} guest_world;

enum { GUEST_MOST_WORLDS = 32 };

typedef struct guest_worlds {
    guest_world all[GUEST_MOST_WORLDS];
    size_t count;
} guest_worlds;

/* examples/NAME/world.kiz, in the order of their names. */
static inline guest_worlds guest_founding_worlds(void) {
    guest_worlds found = {.count = 0};
    glob_t names;
    assert_int_equal(glob(KZ_ROOT "/examples/*/world.kiz", 0, NULL, &names), 0);
    for (size_t i = 0; i < names.gl_pathc && found.count < GUEST_MOST_WORLDS; i++) {
        guest_world *w = &found.all[found.count++];
        w->text = guest_read(names.gl_pathv[i], &w->length);
        w->name = malloc(strlen(names.gl_pathv[i]) + 1);
        assert_true(w->text && w->name);
        memcpy(w->name, names.gl_pathv[i], strlen(names.gl_pathv[i]) + 1);
    }
    globfree(&names);
    assert_true(found.count >= 5);
    return found;
}

static inline void guest_worlds_free(guest_worlds *worlds) {
    for (size_t i = 0; i < worlds->count; i++) {
        free(worlds->all[i].name);
        free(worlds->all[i].text);
    }
}

/* Every verb, with and without reasons, and ways to tell: what a thorough guest asks. A plan is
 * looked for by guesses, whose tables no easy question takes otherwise. */
enum { GUEST_QUESTIONS = 11 };

static inline kz_question guest_question(size_t number) {
    static const kz_verb verbs[GUEST_QUESTIONS] = {KZ_CHECK, KZ_ENDINGS, KZ_TELL,   KZ_TELL,
                                                   KZ_MINDS, KZ_PLAN,    KZ_MAP,    KZ_FIND,
                                                   KZ_TELL,  KZ_TELL,    KZ_STRINGS};
    if (number == 8) {
        return (kz_question){.size = sizeof(kz_question),
                             .verb = KZ_TELL,
                             .person = KZ_FIRST_PERSON,
                             .tense = KZ_PRESENT,
                             .heads = KZ_HEAD_PER_SCENE,
                             .order = KZ_FLASHBACK,
                             .form = KZ_AS_HTML,
                             .words = 200,
                             .has_irony = 1,
                             .strings = "msgid \"\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"b\"\n"};
    }
    if (number == 9)
        return (kz_question){.size = sizeof(kz_question),
                             .verb = KZ_TELL,
                             .heads = KZ_ALL_HEADS,
                             .order = KZ_THREADS,
                             .form = KZ_AS_BEATS,
                             .without_content = "no such thing",
                             .marked_text = "[1] So.\n* * *\n[99] No.\n"};
    return (kz_question){
        .size = sizeof(kz_question),
        .verb = verbs[number],
        .has_reasons = number == 3 || number == 5,
        .heuristic = verbs[number] == KZ_PLAN ? KZ_RELAXED_PLAN : KZ_HEURISTIC_AUTO,
        .at = UINT32_MAX,
        .shape = verbs[number] == KZ_FIND ? "A tells B; later B learns it; the story ends" : NULL};
}

static inline char *guest_joined(const char *one, const char *two, const char *three) {
    size_t a = strlen(one), b = strlen(two), c = strlen(three);
    char *all = malloc(a + b + c + 3);
    if (!all) return NULL;
    memcpy(all, one, a);
    all[a] = '\n';
    memcpy(all + a + 1, two, b);
    all[a + 1 + b] = '\n';
    memcpy(all + a + b + 2, three, c + 1);
    return all;
}

/* Text, JSON and notes of the answer in one; NULL when memory ended. */
static inline char *guest_ask(const kz_world *world, const kz_question *question, uint64_t effort) {
    kz_asking *asking = kz_ask(world, question);
    if (!asking) return NULL;
    kz_progress now;
    do now = kz_asking_advance(asking, effort);
    while (now == KZ_RUNNING);
    char *all = NULL;
    const char *text = kz_asking_text(asking, KZ_PLAIN);
    char *plain = text ? guest_joined(text, "", "") : NULL;
    const char *json = plain ? kz_asking_text(asking, KZ_JSON) : NULL;
    char *both = json ? guest_joined(plain, json, "") : NULL;
    const char *notes = both ? kz_asking_notes(asking, KZ_PLAIN) : NULL;
    if (notes && now != KZ_FAILED) all = guest_joined(both, notes, "");
    free(plain);
    free(both);
    kz_asking_free(asking);
    return all;
}

#endif
