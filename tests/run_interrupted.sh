#!/bin/sh
# SPDX-License-Identifier: MIT
# Long questions are interrupted (SIGINT) in their midst: each must end with exit code 130 and print what is known by then.
# KIZUNA names the program.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
ROOT=$PWD
folder=$(mktemp -d)
cd "$folder" || exit 2
. "$ROOT/tests/transcripts/session.inc"
counter
cat >what_ifs.kiz <<'WORLD'
what if slower "she need not"
  Mio wants 0: n is 0
  n is 7

possible n is more than 3
WORLD
cat counter.kiz what_ifs.kiz >endless.kiz
passed=0; failed=0

# interrupted SECONDS PHRASE WORD …: the words after the phrase are asked
interrupted() {
    seconds=$1 phrase=$2
    shift 2
    timeout --preserve-status -s INT -k 60 "$seconds" "$KIZUNA" "$@" >told 2>noted
    code=$?
    if [ $code = 130 ] && grep -q "$phrase" told && grep -q "interrupted" noted; then passed=$((passed + 1))
    else
        echo "FAILED kizuna $* (exit code $code): no \"$phrase\""
        cat noted; head -n 30 told
        failed=$((failed + 1))
    fi
}

interrupted 1 "being stopped" endings endless.kiz
interrupted 1 '"complete": false' endings endless.kiz --json
interrupted 1 "are undecided" test endless.kiz
interrupted 1 "Stopped" whatif endless.kiz --set "n is 3"
interrupted 1 "Stopped" whatif endless.kiz
interrupted 1 "Stopped" whynot endless.kiz --ending never_there
interrupted 1 "Stopped" sweep endless.kiz --over "n is 0..40"
interrupted 1 "being stopped\|was stopped" map endless.kiz --draw text
interrupted 1 "stop" find endless.kiz "count_on; later count_on; when n is 100000000"
interrupted 1 "stop" plan endless.kiz
interrupted 1 "stop" why endless.kiz --ending never_there
# In their midst, on any machine: the whole of each takes minutes, what is awaited a part of a second.
sacred=$ROOT/examples/on_sacred_ground/world.kiz
interrupted 4 "so far: none among the [1-9]" whynot "$sacred" --ending home_together --without vow_not_alone --without return_home --tries 1000000
interrupted 4 '"single_count": [1-9]' whynot "$sacred" --ending home_together --without vow_not_alone --without return_home --tries 1000000 --json
interrupted 4 "Stopped after [1-9][0-9]* of [0-9]* values" sweep "$sacred" --over "arrival is 0..40" --over "rain_at is 0..40"

cd / && rm -rf "$folder"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
