#!/bin/sh
# SPDX-License-Identifier: MIT
# The whole exploration of each founding world takes under 0.2 s CPU in a release build, and `endings`, which explores it many times, under 1 s. The
# slowest took 0.04 s and 0.25 s on a quiet machine; a slower machine may set KZ_SPEED_LIMIT, by which both are multiplied.
# Builds with sanitizers or without optimising are let off.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
case "$KIZUNA" in */build/kizuna) ;; *) echo "not a release build: skipped"; exit 0 ;; esac
bench/measure.sh "$KIZUNA" | awk -v times="${KZ_SPEED_LIMIT:-1}" '
    { print }
    NR > 1 && ($2 >= 0.2 * times || $3 >= 1 * times) { print "too slow: " $1; bad = 1 }
    NR > 1 { worlds++ }
    END { exit bad || worlds < 5 }'
