#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole exploration of each founding world takes under 0.2 s CPU in a release build, and `endings`, which explores it many times, under 1 s: the
# slowest took 0.04 s and 0.25 s on a quiet machine. Of the questions that try hundreds of changes of a world those for single changes take under 3 s
# and one that goes on to pairs under 30 s (0.3 to 2.5 s and 7.5 s on a quiet machine);
# here half as much again, for other work on the machine. A slower machine may set KZ_SPEED_LIMIT, by which all are multiplied.
# Builds with sanitizers or without optimising are let off.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
case "$KIZUNA" in */build/kizuna) ;; *) echo "not a release build: skipped"; exit 0 ;; esac
bench/measure.sh "$KIZUNA" | awk -v times="${KZ_SPEED_LIMIT:-1}" '
    { print }
    NR > 1 && ($2 >= 0.2 * times || $3 >= 1 * times) { print "too slow: " $1; bad = 1 }
    NR > 1 { worlds++ }
    END { exit bad || worlds < 5 }' || exit 1
bench/measure_whynot.sh "$KIZUNA" "$(awk "BEGIN { print 1.5 * ${KZ_SPEED_LIMIT:-1} }")"
