#!/bin/sh
# SPDX-License-Identifier: MIT
# `make test`: all tests in the release build, and the unit tests, diagnostics and examples again under ASan and UBSan.
set -e
cd "$(dirname "$0")/.."
cmake --preset release >/dev/null
cmake --build build
ctest --test-dir build --output-on-failure -j 2
cmake --preset asan >/dev/null
cmake --build build-asan
ctest --test-dir build-asan --output-on-failure -j 2 -E 'test_hunger|test_threads|^hands$|interrupted|random_worlds|random_problems|random_tellings|sabre_plans|sabre_imports|plans|bench|install|format|layers|one_file|documents|schemas|bad_input'
