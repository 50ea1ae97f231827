#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing on Debian 12: nothing when all is there. Usage: tools/setup.sh build|test|more|wasm|web|test-web
set -eu
need=""
want() { # want COMMAND-or-FILE PACKAGE
    case "$1" in
    /*) [ -e "$1" ] || need="$need $2" ;;
    *) command -v "$1" >/dev/null 2>&1 || need="$need $2" ;;
    esac
}
want gcc gcc
want make make
want cmake cmake
want ninja ninja-build
want /usr/include/stdlib.h libc6-dev
want /usr/include/histedit.h libedit-dev
want /usr/include/microhttpd.h libmicrohttpd-dev # for `kizuna studio`: 1 MB
case "${1:-build}" in
test | more)
    want /usr/include/cmocka.h libcmocka-dev
    want /usr/bin/python3 python3-minimal
    want jq jq
    want clang-format clang-format
    want pkg-config pkgconf
    want g++ g++
    ;;
esac
case "${1:-build}" in
wasm | web | test-web)
    want clang-14 clang-14
    want /usr/bin/wasm-ld-14 lld-14
    want /usr/lib/wasm32-wasi/libc.a wasi-libc
    want wasm-opt binaryen
    want /usr/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a libclang-rt-14-dev-wasm32
    ;;
esac
case "${1:-build}" in
web | test-web) # a node of 20.19 or later that somebody put there is as good; Debian's own is older
    want node nodejs
    want npm npm
    ;;
esac
if [ "${1:-build}" = test-web ]; then
    want chromium chromium
    want unzip unzip
fi
if [ "${1:-build}" = more ]; then
    want clang clang-14
    want clang clang
    want /usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-x86_64.a libclang-rt-14-dev
    want mcs mono-mcs # 55 MB with its runtime: the C# guest is tested here only
    want mono mono-runtime
fi
[ -z "$need" ] && exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
echo "installing:$need" >&2
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $need >/dev/null
