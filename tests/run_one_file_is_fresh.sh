#!/bin/sh
# SPDX-License-Identifier: MIT
# src/kizuna_all.c names every source, in road order.
cd "$(dirname "$0")/.." || exit 2
fresh=$(mktemp)
tools/all.sh "$fresh"
diff -u src/kizuna_all.c "$fresh" || { echo "run tools/all.sh"; rm -f "$fresh"; exit 1; }
rm -f "$fresh"
