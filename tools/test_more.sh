#!/bin/sh
# SPDX-License-Identifier: MIT
# `make test-more`: what `make test` has no minutes for. One line per part, then `N passed, M failed`; logs in build-more/.
# FUZZ_RUNS (20000): inputs for each fuzz target, the same each time; `make fuzz` goes by chance. `tools/test_more.sh tsan fuzz` runs these parts alone.
cd "$(dirname "$0")/.." || exit 2
ROOT=$PWD; logs=$ROOT/build-more; mkdir -p "$logs"
wanted=" $* "; : >"$logs/results"

is_wanted() { # is_wanted NAME…: one of them at least
    for name; do case "$wanted" in "  " | *" $name "*) return 0 ;; esac; done
    return 1
}

part() { # part NAME COMMAND…: the command's last line tells its counts
    is_wanted "$1" || return
    part=$1; shift
    began=$(date +%s)
    if "$@" >"$logs/$part.log" 2>&1; then word=passed; else word=FAILED; fi
    echo "$word" >>"$logs/results"
    echo "$part: $word in $(($(date +%s) - began)) s: $(tail -n 1 "$logs/$part.log")"
    [ $word = passed ] || grep -i -A 15 'error\|failed\|warning' "$logs/$part.log" | head -n 110
}

build() { # build PRESET
    cmake --preset "$1" >/dev/null && cmake --build "$(folder "$1")"
}
build_first() { # build_first PRESET: for several parts, or for none
    build "$1" >"$logs/build_$1.log" 2>&1 || { tail -n 40 "$logs/build_$1.log"; exit 2; }
}
folder() { [ "$1" = release ] && echo build || echo "build-$1"; }

counted() { # counted CTEST-ARGUMENTS…: runs ctest and says how many passed
    ctest --output-on-failure -j 2 "$@" >"$logs/ctest.$$" 2>&1; code=$?
    cat "$logs/ctest.$$"
    grep 'tests passed' "$logs/ctest.$$"; rm -f "$logs/ctest.$$"
    return $code
}

# ---- does the alarm ring? The same flags must catch a planted fault, or a silent sanitizer would pass for a clean run (SQLite tests its alarm). ----
must_catch() { # must_catch COMPILER FLAGS MESSAGE, the program on standard input
    cat >"$logs/planted.c"
    # shellcheck disable=SC2086
    "$1" -std=c17 -g $2 -o "$logs/planted" "$logs/planted.c" -lpthread || return 1
    if "$logs/planted" >"$logs/planted.out" 2>&1; then echo "the planted fault passed: $3"; return 1; fi
    grep -q "$3" "$logs/planted.out" || { echo "not caught: $3"; cat "$logs/planted.out"; return 1; }
}
flags_of() { sed -n "s/.*\"name\": \"$1\".*\"CMAKE_C_FLAGS\": \"\([^\"]*\)\".*/\1/p" CMakePresets.json; }
alarms() {
    must_catch gcc "$(flags_of asan)" 'detected memory leaks' <<'PROGRAM' || return 1
#include <stdlib.h>
int main(void) { volatile char *lost = malloc(10); lost[0] = 1; lost = NULL; return 0; }
PROGRAM
    must_catch gcc "$(flags_of asan)" 'heap-buffer-overflow\|insufficient space' <<'PROGRAM' || return 1
#include <stdlib.h>
int main(int count, char **names) { (void)names; volatile char *few = malloc(3); int got = few[2 + count]; free((void *)few); return got == 500; }
PROGRAM
    must_catch gcc "$(flags_of cramped)" 'signed integer overflow' <<'PROGRAM' || return 1
int main(int count, char **names) { (void)names; volatile int most = 2147483647; most = most + count; return most == 5; }
PROGRAM
    must_catch gcc "$(flags_of tsan)" 'data race' <<'PROGRAM' || return 1
#include <pthread.h>
#include <stddef.h>
static int shared;
static void *add(void *self) { for (int i = 0; i < 10000; i++) shared++; return self; }
int main(void) {
    pthread_t one, other;
    pthread_create(&one, NULL, add, NULL); pthread_create(&other, NULL, add, NULL);
    pthread_join(one, NULL); pthread_join(other, NULL);
    return 0;
}
PROGRAM
    must_catch clang "$(flags_of msan)" 'use-of-uninitialized-value' <<'PROGRAM' || return 1
#include <stdlib.h>
int main(void) { int *never_set = malloc(sizeof(int) * 4); int got = never_set[2] ? 7 : 8; free(never_set); return got == 7; }
PROGRAM
    must_catch clang "$(flags_of fuzz | sed 's/,fuzzer-no-link//')" 'applying non-zero offset\|applying zero offset' <<'PROGRAM' || return 1
#include <stddef.h>
int main(int count, char **names) { (void)names; char *none = NULL; char *volatile at = none + (count - 1); return at != NULL; }
PROGRAM
    echo "6 planted faults caught: a leak, a byte too far, an overflow, a race, a value never set, an offset to nothing"
}

# ---- sanitizers ----
# What threads share is in these; the command line's transcripts have one thread and would take half an hour here.
tsan() { build tsan && counted --test-dir build-tsan -R 'test_threads|test_hands|test_door|test_base|test_states|test_step|test_ledger|test_play|first_program|embed_c$'; }
# `renaming` is a part of its own; `sabre_plans` and `sabre_imports` ask for many minutes there what `sabre` and `plans` ask of fewer problems.
cramped() { build cramped && counted --test-dir build-cramped -E 'speed|slices|one_file|layers|documents|schemas|test_hunger|sabre_imports|sabre_plans|renaming'; }
hunger() { build-asan/tests/test_hunger >"$logs/hunger.out" 2>&1; code=$?; cat "$logs/hunger.out"; grep 'refusals' "$logs/hunger.out"; return $code; }

# MemorySanitizer knows only memory written by instrumented code, and Debian's libcmocka is not: what its setjmp and printing touch is reported
# though all is well. So under MSan come the programs that need no cmocka: the command line over all worlds, the guests, and the fuzz targets' finds.
msan() {
    cmake --preset msan >/dev/null && cmake --build build-msan --target kizuna first_program embed_c found_parse found_check found_explore found_load || return 1
    counted --test-dir build-msan -R '^(examples|transcripts|language|diagnostics|first_program|embed_c$|found_)'
}

# ---- the same bytes from every build ----
answers() { # answers PROGRAM: all verbs' JSON and text over all worlds
    for world in examples/*/world.kiz; do
        for verb in check endings tell minds; do "$1" $verb "$world" --json; "$1" $verb "$world"; done
        "$1" tell "$world" --why
        for form in text markdown html beats; do "$1" tell "$world" --heads per-scene --person first --order threads --irony --as $form; done
        "$1" strings "$world"
        printf '1\n1\nwait\nwhy\nminds\n1\nsave %s\nend\n' "$logs/played.sav" | "$1" play "$world" --as "$(sed -n 's/^\(person\|demon\) \([A-Za-z]*\).*/\2/p' "$world" | head -n 1)" --seed 7
        cat "$logs/played.sav"
    done 2>&1 | sed 's/"seconds": [0-9.]*/"seconds": 0/; s/"peak_memory": [0-9]*/"peak_memory": 0/'
}
same_bytes() {
    build release || return 1
    for preset in clang debug; do cmake --preset $preset >/dev/null && cmake --build build-$preset --target kizuna || return 1; done
    cmake -S . -B build-o3 -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O3 >/dev/null && cmake --build build-o3 --target kizuna || return 1
    answers build/kizuna >"$logs/answers.build"
    [ "$(wc -c <"$logs/answers.build")" -gt 10000 ] || { echo "hardly any answers"; return 1; }
    for other in build-clang build-debug build-o3; do
        answers $other/kizuna >"$logs/answers.$other"
        cmp "$logs/answers.build" "$logs/answers.$other" || return 1
    done
    echo "gcc -O2, clang, gcc -O0, gcc -O3: the same $(wc -c <"$logs/answers.build") bytes of answers"
}

# ---- one file, one command ----
one_file() {
    build release && tools/all.sh "$logs/kizuna_all.c" || return 1
    cmp "$logs/kizuna_all.c" src/kizuna_all.c || { echo "src/kizuna_all.c is stale: tools/all.sh"; return 1; }
    for compiler in gcc clang; do
        $compiler -std=c17 -O2 -Wall -Wextra -Werror -Iinclude -Ibuild -c src/kizuna_all.c -o "$logs/kizuna_all.o" || return 1
        $compiler -std=c17 -Wall -Wextra -Werror -Iinclude tests/embed/client.c "$logs/kizuna_all.o" -o "$logs/client" || return 1
        "$logs/client" >/dev/null || return 1
        $compiler -std=c17 -Iinclude tests/embed/first_program.c "$logs/kizuna_all.o" -o "$logs/first" || return 1
        sh tests/run_first_program.sh "$logs/first" || return 1
    done
    for compiler in g++ clang++; do
        $compiler -std=c++17 -Wall -Wextra -Wpedantic -Werror -Iinclude tests/embed/client.cpp "$logs/kizuna_all.o" -o "$logs/client" || return 1
        "$logs/client" >/dev/null || return 1
    done
    echo "gcc, clang; guests in C by both, in C++17 by g++ and clang++"
}

# ---- what takes one core: two at a time, once their programs are built ----
plays() { KZ_PLAYS=1000 build/tests/test_play >"$logs/plays.out" 2>&1; code=$?; cat "$logs/plays.out"; grep 'plays, ' "$logs/plays.out"; return $code; }
brute() { /usr/bin/python3 tests/properties/brute.py --engine build/kizuna --count 600 --seed 1000; }
tellings() { /usr/bin/python3 tests/properties/tellings.py --engine build/kizuna --count 1000 --seed 1000; }
problems() { /usr/bin/python3 tests/properties/sabre_brute.py --engine build/kizuna --count 1000 --seed 1000; }
problems_alarm() { /usr/bin/python3 tests/properties/sabre_brute.py --engine build/kizuna --count 400 --sabotage; }
rename() { /usr/bin/python3 tests/properties/rename.py --engine build/kizuna; }
fuzz() { FUZZ_RUNS=${FUZZ_RUNS:-20000} tools/fuzz.sh && sed -n 's/^stat::number_of_executed_units: *//p' build-fuzz/fuzz_*.log | awk '{ n += $1; t++ } END { print n " inputs to " t " targets, none traps" }'; }

part alarms alarms
part tsan tsan
part msan msan
part cramped cramped
part same_bytes same_bytes
part one_file one_file
if is_wanted plays brute tellings problems problems_alarm rename hunger; then
    if is_wanted hunger; then build_first asan; fi
    build_first release
    { part hunger hunger; part tellings tellings; part plays plays; } &
    { part problems problems; part brute brute; part rename rename; part problems_alarm problems_alarm; } &
    wait
fi
part fuzz fuzz
failed=$(grep -c FAILED "$logs/results")
echo "$(grep -c passed "$logs/results") passed, $failed failed"
[ "$failed" = 0 ]
