#!/bin/sh
# SPDX-License-Identifier: MIT
# Gives a fuzz target (argument: built with run_found.c) all that fuzzers found before, and all of the language's own tests.
# Also: every word of the language stands in the fuzzers' dictionary.
cd "$(dirname "$0")/.." || exit 2
for word in $(sed -n 's/^WORD([A-Z_]*, *"\([^"]*\)".*/\1/p' src/syntax/words.def); do
    grep -q "^\"$word\"$" tests/fuzz/kiz.dict || { echo "\"$word\" is missing in tests/fuzz/kiz.dict"; exit 1; }
done
set --  "$1" tests/language/*/*.kiz
for find in tests/fuzz/found/*; do [ -f "$find" ] && set -- "$@" "$find"; done
"$@" 2>"${TMPDIR:-/tmp}/kizuna_found.$$" || { tail -n 30 "${TMPDIR:-/tmp}/kizuna_found.$$"; rm -f "${TMPDIR:-/tmp}/kizuna_found.$$"; exit 1; }
rm -f "${TMPDIR:-/tmp}/kizuna_found.$$"
