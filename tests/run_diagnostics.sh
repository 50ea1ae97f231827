#!/bin/sh
# SPDX-License-Identifier: MIT
# Each message's text is pinned whole: K0101.kiz is checked, K0101.out is what an author then reads. A code without a page or a test fails.
# KIZUNA names the program; `pin` as argument writes the texts instead of comparing (then read the difference!).
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/diagnostics" || exit 2
passed=0; failed=0
for world in *.kiz; do
    name=${world%.kiz}
    case "$name" in *_module) continue ;; esac
    "$KIZUNA" check "$world" >/dev/null 2>"${TMPDIR:-/tmp}/kizuna_note.$$"
    if [ "$1" = pin ]; then cp "${TMPDIR:-/tmp}/kizuna_note.$$" "$name.out"; fi
    if ! grep -q " $(echo "$name" | cut -c1-5):" "$name.out"; then echo "$name.out does not say ${name%%_*}"; failed=$((failed + 1)); fi
    if diff -u "$name.out" "${TMPDIR:-/tmp}/kizuna_note.$$"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
rm -f "${TMPDIR:-/tmp}/kizuna_note.$$"
for code in $(sed -n 's/^DIAGNOSTIC([A-Z_0-9]*, *"\(K[0-9]*\)".*/\1/p' ../../src/text/diagnostic_catalog.def); do
    [ -e "../../docs/diagnostics/$code.md" ] || { echo "no page docs/diagnostics/$code.md"; failed=$((failed + 1)); }
    ls "$code"*.out "../sabre/diagnostics/$code".out 2>/dev/null | grep -q . || grep -lq "$code" ../transcripts/*.out || { echo "no test pins $code"; failed=$((failed + 1)); }
done
for code in $(sed -n 's/^MESSAGE([A-Z_]*, *"\(K[0-9]*\)".*/\1/p' ../../cli/messages.def); do
    [ -e "../../docs/diagnostics/$code.md" ] || { echo "no page docs/diagnostics/$code.md"; failed=$((failed + 1)); }
    grep -lq "$code" ../transcripts/*.out ../run_bad_input.sh || { echo "no test pins $code"; failed=$((failed + 1)); }
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
