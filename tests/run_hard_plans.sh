#!/bin/sh
# SPDX-License-Identifier: MIT
# Hard plans are found within so many steps tried, and the replay proves all reasons of the first. Each world draws a search by ranks alone to where
# nothing is to be found: that took 1005 and 154 steps.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
passed=0; failed=0
is_found() { # is_found WORLD GOAL STEPS ANSWER LIMITS…
    world=$1 goal=$2 steps=$3 wanted=$4; shift 4
    found=$("$KIZUNA" plan "bench/$world.txt" --goal "$goal" --nodes "$steps" "$@" --json | jq -r '"solved \(.solved) replayed \(.replayed)"')
    if expr "$found" : "$wanted" >/dev/null; then passed=$((passed + 1)); else echo "FAILED $world, goal $goal, within $steps steps: $found"; failed=$((failed + 1)); fi
}
is_found frontier  1 300 'solved true replayed true' --limit-story 11 --limit-plan 6 --limit-mind 2
is_found infirmary 2 100 'solved true'               --limit-story 11 --limit-plan 8 --limit-mind 3
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
