#!/bin/sh
# SPDX-License-Identifier: MIT
# Each founding world told through everybody in it, in first and third person, past and present, at 2000, 500 and 200 words: all twelve of
# one person in examples/*/transcripts/through_NAME.txt; and in its own order, in world order, in threads, in fragments, in chapters, with
# changing heads (orders.txt).
# `pin` as argument writes them instead of comparing: then read them aloud.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
passed=0; failed=0
told=${TMPDIR:-/tmp}/kizuna_telling.$$
mode=$1

tell() { # tell WORLD OPTION…
    printf '$ kizuna tell %s\n' "$*"
    "$KIZUNA" tell "$@" 2>&1
    code=$?
    [ $code = 0 ] || echo "(exit code $code)"
    echo
}

same() { # same PINNED: compares with what was told
    if [ "$mode" = pin ]; then cp "$told" "$1"; fi
    if diff -u "$1" "$told"; then passed=$((passed + 1)); else echo "FAILED $1"; failed=$((failed + 1)); fi
}

through() { # through FOLDER NAME…
    world=examples/$1/world.kiz; folder=examples/$1/transcripts; shift
    for name; do
        for words in 2000 500 200; do
            for manner in "first past" "first present" "third past" "third present"; do
                tell "$world" --order world --through "$name" --person "${manner% *}" --tense "${manner#* }" --words $words
            done
        done >"$told"
        same "$folder/through_$name.txt"
    done
}

orders() { # orders FOLDER 'OPTIONS' …
    world=examples/$1/world.kiz; folder=examples/$1/transcripts; shift
    # the options are words
    # shellcheck disable=SC2086
    for options; do tell "$world" $options; done >"$told"
    same "$folder/orders.txt"
}

through why Ren Aki
through the_stone_where_the_village_ends Ren Mio
through what_the_dead_were_promised Aki Mio Warden
through on_sacred_ground Aki Ren Isao Tatsu
through starry_night Aki Ren Goro Tatsu Kiku
orders why "--order flashback" "--order world --as markdown" "--only said" "--only thought" "--irony --order world" "--without-content self-harm"
orders starry_night "--heads free --order threads" "--heads free --order threads --ending away_together" "--heads per-scene --as html"
orders on_sacred_ground "--through Aki" "--heads per-scene" "--through Isao --as beats" "--through Ren --order fragments" "--chapters --words 500"
rm -f "$told"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
