/* SPDX-License-Identifier: MIT
 *
 * watch: working with an eye on the clock, on whoever interrupts, and on whoever waits.
 *
 * In     an asking
 * Out    how it went; progress on stderr, where that is a terminal
 */
#include "cli.h"

#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define SLICE            20000  /* effort between two looks at the clock: some ten milliseconds */
#define SLICE_IN_THREADS 200000 /* of each thread: they begin anew each time */

static volatile sig_atomic_t was_interrupted;

static void note_interrupt(int which) {
    (void)which;
    was_interrupted = 1;
}

void interruptible(void) {
    struct sigaction action = {.sa_handler = note_interrupt};
    sigaction(SIGINT, &action, NULL);
}

bool was_interrupted_now(void) {
    return was_interrupted != 0;
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_stime.tv_sec +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

/* ---- working ---- */
typedef struct {
    double began;
    double told; /* when progress was last told */
    bool has_told;
} watch;

static void tell_progress(watch *w, kz_asking *asking) {
    double now = seconds_now();
    if (!isatty(STDERR_FILENO) || now - w->began < 1 || now - w->told < 0.2) return;
    unsigned long long tried = kz_asking_tried_count(asking);
    fprintf(stderr, "\r%llu states", (unsigned long long)kz_asking_state_count(asking));
    if (tried) fprintf(stderr, ", %llu changes tried", tried);
    fprintf(stderr, " after %.0f s ", now - w->began);
    fflush(stderr);
    w->told = now;
    w->has_told = true;
}

kz_progress watch_work(kz_asking *asking, const options *o, const char **stopped_by) {
    watch begun = {.began = seconds_now()}, *w = &begun;
    *stopped_by = NULL;
    kz_progress now;
    uint64_t slice = o->question.threads > 1 ? SLICE_IN_THREADS : SLICE;
    while ((now = kz_asking_advance(asking, slice)) == KZ_RUNNING) {
        tell_progress(w, asking);
        if (was_interrupted) *stopped_by = "being interrupted";
        else if (o->seconds > 0 && seconds_now() - w->began >= o->seconds) *stopped_by = "--time";
        if (!*stopped_by) continue;
        kz_asking_stop(asking);
        now = KZ_GAVE_UP;
        break;
    }
    if (w->has_told) fputs("\r\033[K", stderr);
    return now;
}
