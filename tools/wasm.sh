#!/bin/sh
# SPDX-License-Identifier: MIT
# The engine for a page: wasm.sh BUILD makes BUILD/web/kizuna.wasm from the one-file build, the command line's reading and printing, and web/engine/bridge.c.
# BUILD has embedded_library.inc already. What is newer than its sources is not made again.
set -eu
cd "$(dirname "$0")/.."
build=$1 out=$1/web
# Measured (web/README.md): -O2 is twice as large for a sixth less time. (-mllvm -inline-threshold=-50 saves a tenth more, and makes the slow worlds 2.6 times native.)
small="-Oz"
shared="asked complain command_fmt command_library command_new command_save command_version modules options session"
mkdir -p "$out"
compile() { # compile FROM TO: when anything it may include is newer
    [ -e "$2" ] && [ -z "$(find src include cli web/engine tools/wasm.sh "$build/embedded_library.inc" -newer "$2" \( -name '*.[ch]' -o -name '*.def' -o -name '*.inc' -o -name wasm.sh \) -print -quit)" ] && return
    # shellcheck disable=SC2086
    ${CMAKE_C_COMPILER_LAUNCHER:-} clang-14 --target=wasm32-wasi -isystem /usr/include/wasm32-wasi -std=c17 $small -mbulk-memory -D_GNU_SOURCE -w -Iinclude -I"$build" -c "$1" -o "$2"
}
objects="$out/engine.o $out/bridge.o"
compile src/kizuna_all.c "$out/engine.o"
compile web/engine/bridge.c "$out/bridge.o"
for name in $shared; do
    compile "cli/$name.c" "$out/cli_$name.o"
    objects="$objects $out/cli_$name.o"
done
# The stack lies below all else, so that an overflow traps; about as large as the one browsers give, and as can be while the addresses above it take three bytes each.
# shellcheck disable=SC2086
clang-14 --target=wasm32-wasi -mexec-model=reactor -L/usr/lib/wasm32-wasi -Wl,--strip-all -Wl,--compress-relocations -Wl,-z,stack-size=917504 -Wl,--stack-first -lc-printscan-no-floating-point \
    $objects -o "$out/kizuna.linked"
# No address below 1024 is ever used (it would be the last of the stack), and fresh memory is zero.
wasm-opt -Oz --enable-bulk-memory --low-memory-unused --zero-filled-memory -ffm --merge-similar-functions "$out/kizuna.linked" -o "$out/kizuna.wasm.new"
rm "$out/kizuna.linked"
mv "$out/kizuna.wasm.new" "$out/kizuna.wasm"
gzip -9nc "$out/kizuna.wasm" >"$out/kizuna.wasm.gz" # as the pages carry it
size=$(wc -c <"$out/kizuna.wasm.gz")
echo "$out/kizuna.wasm: $(wc -c <"$out/kizuna.wasm") bytes; $size as a page carries it"
[ "$size" -lt 600000 ] || { echo "wasm: over the promised 600 KB" >&2; exit 1; }
