/* SPDX-License-Identifier: MIT
 *
 * slices: how long one slice of "what would they do now" takes, in a world with many people; and
 * one decision of a play.
 *
 * In     slices FRAMES BUDGET WORLD …: in each frame somebody is asked within the budget; what they
 *        would do happens, until nobody would do anything; then the next story begins
 * Out    for each world: frames, decisions, CPU microseconds of a slice (median, 99th, most) and of
 *        a whole decision
 *
 *     cc -O2 -Iinclude bench/slices.c build/install/libkizuna.a -o /tmp/slices && sh bench/town.sh
 * >/tmp/town.kiz && /tmp/slices 2000 30 /tmp/town.kiz
 */
#define _POSIX_C_SOURCE 200809L
#include <kizuna.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now_in_microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int by_size(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return a < b ? -1 : a > b;
}

static double part_of(double *sorted, size_t count, double part) {
    return count ? sorted[(size_t)((double)(count - 1) * part)] : 0;
}

static char *read_all(const char *path, size_t *length) {
    FILE *in = fopen(path, "rb");
    char *text = malloc(1 << 22);
    *length = in && text ? fread(text, 1, 1 << 22, in) : 0;
    if (in) fclose(in);
    return text;
}

static void report(const char *what, double *times, size_t count) {
    qsort(times, count, sizeof *times, by_size);
    printf("  %-9s %6zu  median %8.1f  99th %8.1f  most %8.1f us\n", what, count,
           part_of(times, count, 0.5), part_of(times, count, 0.99), part_of(times, count, 1));
}

/* One story after another, so that what is measured is people deciding and not a story that is
 * over; each with a seed of its own. */
static kz_play *next_story(const kz_world *world, kz_play *over, uint64_t seed) {
    kz_play_free(over);
    kz_play_settings settings = {
        .size = sizeof settings, .seed = seed, .reserve = (size_t)64 << 20};
    return kz_play_begin(world, &settings);
}

static uint32_t count_people(const kz_play *play) {
    uint32_t people = 0;
    while (kz_play_person(play, people)) people++;
    return people;
}

/* True: it happens, and so the others have something new to think about. */
static bool let_it_happen(kz_play *play) {
    const char *act = kz_play_would_act(play);
    char what[256];
    snprintf(what, sizeof what, "%s", act ? act : "");
    return act && kz_play_happens(play, what) == KZ_HEARD;
}

static void run(const kz_world *world, size_t frames, uint64_t budget) {
    double *slices = calloc(frames, sizeof *slices), *decisions = calloc(frames, sizeof *decisions),
           sum = 0;
    size_t count = 0, stories = 1;
    kz_play *play = next_story(world, NULL, stories);
    uint32_t who = 0, idle = 0, people = count_people(play);
    for (size_t slice = 0; slice < frames && people; slice++) {
        double before = now_in_microseconds();
        kz_turn turn = kz_play_would(play, kz_play_person(play, who), budget);
        sum += slices[slice] = now_in_microseconds() - before;
        if (turn == KZ_TURN_WORKING) continue;
        decisions[count++] = sum;
        sum = 0;
        idle = let_it_happen(play) ? 0 : idle + 1;
        who = (who + 1) % people;
        if (idle == people || kz_play_ending(play)) {
            play = next_story(world, play, ++stories);
            idle = 0;
        }
    }
    report("slices", slices, frames);
    report("decisions", decisions, count);
    printf("  stories   %6zu\n", stories);
    free(slices);
    free(decisions);
    kz_play_free(play);
}

int main(int count, char **words) {
    if (count < 4) return fprintf(stderr, "slices FRAMES BUDGET WORLD …\n"), 2;
    for (int i = 3; i < count; i++) {
        size_t length;
        char *text = read_all(words[i], &length);
        kz_engine *engine = kz_engine_new(NULL);
        kz_world *world = kz_world_load(engine, words[i], text, length);
        printf("%s\n", words[i]);
        if (kz_world_error_count(world) == 0)
            run(world, strtoul(words[1], NULL, 10), strtoull(words[2], NULL, 10));
        else fputs(kz_world_notes(world, KZ_PLAIN), stdout);
        kz_world_free(world);
        kz_engine_free(engine);
        free(text);
    }
    return 0;
}
