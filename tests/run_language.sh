#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/language/FOLDER/NAME.kiz: a tiny world a rule of the language, its what-ifs and tales the expectation. `# exit: N` on its first line tells
# the exit code of `kizuna check` (0 when it says nothing). Each is also printed and read back: the same text; one with errors (exit 3) need not be
# printable.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/language" || exit 2
passed=0; failed=0
for world in *.kiz */*.kiz; do
    [ -e "$world" ] || continue
    wanted=$(sed -n '1s/^# exit: //p' "$world")
    "$KIZUNA" check "$world" >"${TMPDIR:-/tmp}/kizuna_language.$$" 2>&1; code=$?
    if [ "$code" = "${wanted:-0}" ]; then passed=$((passed + 1))
    else echo "FAILED $world: exit $code"; cat "${TMPDIR:-/tmp}/kizuna_language.$$"; failed=$((failed + 1)); fi
    [ "$wanted" = 3 ] && continue
    "$KIZUNA" fmt "$world" >"${TMPDIR:-/tmp}/kizuna_once.$$" && "$KIZUNA" fmt - <"${TMPDIR:-/tmp}/kizuna_once.$$" >"${TMPDIR:-/tmp}/kizuna_twice.$$"
    if cmp "${TMPDIR:-/tmp}/kizuna_once.$$" "${TMPDIR:-/tmp}/kizuna_twice.$$"; then passed=$((passed + 1)); else echo "FAILED fmt $world"; failed=$((failed + 1)); fi
done
rm -f "${TMPDIR:-/tmp}"/kizuna_language.$$ "${TMPDIR:-/tmp}"/kizuna_once.$$ "${TMPDIR:-/tmp}"/kizuna_twice.$$
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
