#!/bin/sh
# SPDX-License-Identifier: MIT
# Brings all C and C++ of the house into the one form that .clang-format describes; with --check only says which files are not in it (exit 1).
cd "$(dirname "$0")/.." || exit 2
files=$(find src cli include tests tools bench examples -name '*.[ch]' -o -name '*.cpp' | grep -v '^tests/diagnostics' | sort)
case "$1" in
--check) how="--dry-run -Werror" ;;
*) how=-i ;;
esac
# shellcheck disable=SC2086
clang-format $how $files
