#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing on Debian 12: nothing when all is there. Usage: tools/setup.sh build|test|more
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
if [ "${1:-build}" != build ]; then
    want /usr/include/cmocka.h libcmocka-dev
    want /usr/bin/python3 python3-minimal
    want jq jq
    want clang-format clang-format
    want pkg-config pkgconf
    want g++ g++
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
