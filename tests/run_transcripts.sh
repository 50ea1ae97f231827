#!/bin/sh
# SPDX-License-Identifier: MIT
# Whole sessions: NAME.sh runs in an empty folder with $KIZUNA and $ROOT; NAME.out is all it prints (stdout and stderr), NAME.exit its exit code.
# `pin` as argument writes them instead of comparing (then read the difference!).
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
ROOT=$PWD; export ROOT KIZUNA
passed=0; failed=0
for session in tests/transcripts/*.sh; do
    base=$ROOT/${session%.sh}
    folder=$(mktemp -d)
    (cd "$folder" && PATH="$(dirname "$KIZUNA"):$PATH" sh "$ROOT/$session") >"$folder.out" 2>&1 </dev/null
    code=$?
    sed "s#$ROOT/##g; s#\"seconds\": [0-9.]*#\"seconds\": 0.000#; s#\"peak_memory\": [0-9]*\(, \"asked\": [0-9]*, \"worked_out\": [0-9]*, \"states\": [0-9]*\)*#\"peak_memory\": 0#" "$folder.out" >"$folder.text"
    if [ "$1" = pin ]; then cp "$folder.text" "$base.out"; echo $code >"$base.exit"; fi
    if diff -u "$base.out" "$folder.text" && [ "$(cat "$base.exit")" = "$code" ]; then passed=$((passed + 1))
    else echo "FAILED $session (exit $code)"; failed=$((failed + 1)); fi
    rm -rf "$folder" "$folder.out" "$folder.text"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
