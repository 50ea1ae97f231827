#!/bin/sh
# SPDX-License-Identifier: MIT
# Exploring the founding worlds, and the dearest questions for a smallest change over them, stay within the limits of bench/founding.py, which grow while
# other work slows the machine. A slower machine may set KZ_SPEED_LIMIT, by which all are multiplied. Builds with sanitizers or without optimising are let off.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
case "$KIZUNA" in */build/kizuna) ;; *) echo "not a release build: skipped"; exit 0 ;; esac
exec /usr/bin/python3 "$(dirname "$0")/../bench/founding.py" --engine "$KIZUNA" --times "${KZ_SPEED_LIMIT:-1}"
