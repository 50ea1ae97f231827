#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each libFuzzer target from the examples and the language tests: for FUZZ_SECONDS (60), by chance and from what was met before; or, where
# FUZZ_RUNS is given, with so many inputs that are the same each time, so that what fails there fails here.
# `tools/fuzz.sh fuzz_check` runs that target alone. Fails on a find, which is shown and lies in build-fuzz/finds: keep it in tests/fuzz/found.
cd "$(dirname "$0")/.." || exit 2
fixed=
if [ -n "$FUZZ_RUNS" ]; then
    # Without -reload=0 the clock has a say in what is tried, and without setarch the addresses have.
    how="-runs=$FUZZ_RUNS -seed=1 -reload=0"; corpus=build-fuzz/corpus-of-runs; rm -rf "$corpus"
    setarch -R true 2>/dev/null && fixed="setarch -R"
else
    how="-max_total_time=${FUZZ_SECONDS:-60}"; corpus=build-fuzz/corpus
fi
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
    mkdir -p "$corpus/$target"
    log=build-fuzz/$target.log
    # shellcheck disable=SC2086
    if $fixed "build-fuzz/tests/$target" $how -max_len=16384 -timeout=60 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict=tests/fuzz/kiz.dict -artifact_prefix="build-fuzz/finds/$target-" "$corpus/$target" build-fuzz/seeds >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "fuzz $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, none traps"
    else
        failed=$((failed + 1))
        echo "fuzz $target: FAILED"; grep -A 24 'ERROR: \|runtime error' "$log" | cut -c1-160 | head -n 40
        find=$(sed -n 's/^artifact_prefix=.*Test unit written to //p' "$log" | tail -n 1)
        [ -f "$find" ] && { echo "the input, in base64:"; base64 -w 120 "$find" | head -n 60; }
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
