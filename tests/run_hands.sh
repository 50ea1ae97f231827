#!/bin/sh
# SPDX-License-Identifier: MIT
# Stories unfolded by 1, 2 and 8 threads: the same bytes, but for what is measured. Over the examples, small worlds of bench/, and problem files.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0; failed=0

unfold() { # threads, into, verb, file, options …
    threads=$1; into=$2; shift 2
    "$KIZUNA" "$@" --threads "$threads" --json >"$work/answer" 2>&1
    code=$?
    case $code in 0|1|4) ;; *) echo "exit code $code: $*"; code=bad ;; esac
    { sed '/"measured": {/d' "$work/answer"; echo "$code"; } >"$into"
}
alike() { # verb, file, options …
    unfold 1 "$work/one" "$@"
    [ "$(tail -n 1 "$work/one")" = bad ] && { failed=$((failed + 1)); return; }
    for threads in 2 8; do
        unfold $threads "$work/several" "$@"
        if cmp -s "$work/one" "$work/several"; then passed=$((passed + 1)); else
            failed=$((failed + 1)); echo "$threads threads: $*"; diff "$work/one" "$work/several" | head -5; fi
    done
}

for world in examples/*/world.kiz; do
    alike endings "$world"
    alike plan "$world" --all --limit-plan 4
done
for sized in "fates 9" "apart 6" "minds 3" "spells 6"; do
    python3 bench/worlds.py ${sized% *} ${sized#* } >"$work/world.kiz" || exit 2
    alike plan "$work/world.kiz" --all --limit-story 6
done
number=0
for problem in tests/sabre/core/*.txt tests/sabre/random/*.txt bench/*.txt; do
    number=$((number + 1))
    case $problem in bench/*) ;; *) [ $((number % ${KZ_HANDS_EVERY:-9})) = 0 ] || continue ;; esac
    alike plan "$problem" --all --limit-story 4 --limit-plan 3 --limit-mind 2
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 40 ]
