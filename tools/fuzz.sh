#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each libFuzzer target for FUZZ_SECONDS (or SECONDS; 60) from the examples, the language tests and what was met before.
# `tools/fuzz.sh fuzz_check` runs that target alone. Fails on a find, which then lies in build-fuzz/finds: keep it in tests/fuzz/found.
cd "$(dirname "$0")/.." || exit 2
seconds=${FUZZ_SECONDS:-${SECONDS:-60}}
cmake --preset fuzz >/dev/null && cmake --build build-fuzz >build-fuzz/build.log 2>&1 || { tail -n 40 build-fuzz/build.log; exit 2; }
mkdir -p build-fuzz/seeds build-fuzz/finds
for seed in examples/*/world.kiz library/*.kiz library/test/*.kiz tests/language/*/*.kiz tests/diagnostics/*.kiz tests/fuzz/found/*; do
    case "$seed" in *K045?.kiz) continue ;; esac # a million facts or acts on purpose: seconds each
    [ -f "$seed" ] && cp "$seed" "build-fuzz/seeds/$(echo "$seed" | tr / _)"
done
passed=0; failed=0
for source in tests/fuzz/fuzz_*.c; do
    target=$(basename "$source" .c)
    [ -z "$1" ] || [ "$1" = "$target" ] || continue
    mkdir -p "build-fuzz/corpus/$target"
    log=build-fuzz/$target.log
    if "build-fuzz/tests/$target" -max_total_time="$seconds" -max_len=16384 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict=tests/fuzz/kiz.dict -artifact_prefix="build-fuzz/finds/$target-" "build-fuzz/corpus/$target" build-fuzz/seeds >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "fuzz $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs in $seconds s, none traps"
    else
        failed=$((failed + 1))
        echo "fuzz $target: FAILED"; grep -v '^#' "$log" | grep -v '^	NEW' | tail -n 30
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
