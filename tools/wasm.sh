#!/bin/sh
# SPDX-License-Identifier: MIT
# The engine for a page: wasm.sh BUILD makes BUILD/web/kizuna.wasm from the one-file build, the command line's reading and printing, and web/engine/bridge.c.
# BUILD has embedded_library.inc already. What is newer than its sources is not made again.
set -eu
cd "$(dirname "$0")/.."
build=$1 out=$1/web
level=${LEVEL:--Oz} # measured: docs/decisions, web/README.md
cc=clang-14
shared="asked complain command_fmt command_library command_new command_save command_version modules options session"
mkdir -p "$out"
compile() { # compile FROM TO: when anything it may include is newer
    [ -e "$2" ] && [ -z "$(find src include cli web/engine "$build/embedded_library.inc" -newer "$2" \( -name '*.[ch]' -o -name '*.def' -o -name '*.inc' \) -print -quit)" ] && return
    ${CMAKE_C_COMPILER_LAUNCHER:-} $cc --target=wasm32-wasi -isystem /usr/include/wasm32-wasi -std=c17 $level -mbulk-memory -D_GNU_SOURCE -w -Iinclude -I"$build" -c "$1" -o "$2"
}
objects=$out/engine.o
compile src/kizuna_all.c "$out/engine.o"
compile web/engine/bridge.c "$out/bridge.o"
for name in $shared; do
    compile "cli/$name.c" "$out/cli_$name.o"
    objects="$objects $out/cli_$name.o"
done
# A mebibyte of stack, below all else, so that an overflow traps. 
# shellcheck disable=SC2086
$cc --target=wasm32-wasi -mexec-model=reactor -L/usr/lib/wasm32-wasi -Wl,--strip-all -Wl,--compress-relocations -Wl,-z,stack-size=524288 -Wl,--stack-first -lc-printscan-no-floating-point $objects "$out/bridge.o" -o "$out/kizuna.wasm.new"
mv "$out/kizuna.wasm.new" "$out/kizuna.wasm"
size=$(wc -c <"$out/kizuna.wasm")
echo "$out/kizuna.wasm: $size bytes"
[ "$size" -lt 600000 ] || { echo "wasm: over the promised 600 KB" >&2; exit 1; }
