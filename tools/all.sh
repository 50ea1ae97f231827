#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes src/kizuna_all.c: every source in road order, for a one-command build (cc -c src/kizuna_all.c).
cd "$(dirname "$0")/.." || exit 2
{
    printf '/* SPDX-License-Identifier: MIT\n *\n * kizuna_all: every source in road order, as one file. Made by tools/all.sh; a test says when\n * it is stale.\n'
    printf ' *\n *     cc -std=c17 -O2 -Iinclude -I<folder of embedded_library.inc> -c src/kizuna_all.c\n */\n'
    for room in base text syntax world ground sabre replay mind story telling answer play; do
        printf '\n'
        for file in src/$room/*.c; do printf '#include "%s"\n' "${file#src/}"; done
    done
    printf '\n#include "kizuna.c"\n'
} > "${1:-src/kizuna_all.c}"
