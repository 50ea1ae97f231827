#!/bin/sh
# SPDX-License-Identifier: MIT
# Each example world: no mistakes, in its one true form, and its transcripts (check, endings, tell, why, test, fates, secrets, map) as pinned.
# `pin` as argument writes the transcripts instead of comparing (then read the difference!).
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
passed=0; failed=0
same() { # same PINNED EXIT-WANTED COMMAND…
    pinned=$1; wanted=$2; shift 2
    "$@" >"${TMPDIR:-/tmp}/kizuna_example.$$" 2>&1; code=$?
    [ "$PIN" = pin ] && cp "${TMPDIR:-/tmp}/kizuna_example.$$" "$pinned"
    if diff -u "$pinned" "${TMPDIR:-/tmp}/kizuna_example.$$" && [ $code = "$wanted" ]; then passed=$((passed + 1))
    else echo "FAILED $* (exit $code)"; failed=$((failed + 1)); fi
}
PIN=$1
for world in examples/*/world.kiz; do
    folder=$(dirname "$world")
    mkdir -p "$folder/transcripts"
    if "$KIZUNA" fmt --check "$world"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    same "$folder/transcripts/check.txt" 0 "$KIZUNA" check "$world"
    same "$folder/transcripts/endings.txt" 0 "$KIZUNA" endings "$world"
    same "$folder/transcripts/tell.txt" 0 "$KIZUNA" tell "$world"
    same "$folder/transcripts/why.txt" 0 "$KIZUNA" tell "$world" --why
    same "$folder/transcripts/test.txt" 0 "$KIZUNA" test "$world"
    same "$folder/transcripts/fates.txt" 0 "$KIZUNA" endings "$world" --fates
    same "$folder/transcripts/secrets.txt" 0 "$KIZUNA" minds "$world" --secrets
    same "$folder/transcripts/map.txt" 0 "$KIZUNA" map "$world" --tale told
done
for world in library/test/*.kiz; do
    if "$KIZUNA" fmt --check "$world"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    if "$KIZUNA" check "$world" >/dev/null; then passed=$((passed + 1)); else echo "FAILED $world"; failed=$((failed + 1)); fi
done
rm -f "${TMPDIR:-/tmp}/kizuna_example.$$"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
