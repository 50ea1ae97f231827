#!/bin/sh
# SPDX-License-Identifier: MIT
# The smallest limits under which each founding tale is fully explained, and the act at which it first breaks with less:
# how deep beliefs must nest, how long plans must be. "ok" means every act is explained.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
passed=0; failed=0
told() { # told WORLD OPTION N -> ok, or the number of the act at which the tale breaks
    "$KIZUNA" check "examples/$1/world.kiz" "$2" "$3" | sed -n 's/^tale told: breaks at act \([0-9]*\),.*/\1/p; s/^tale told: .* every one explained.*/ok/p'
}
expect() { # expect WORLD OPTION N RESULT
    result=$(told "$1" "$2" "$3")
    if [ "$result" = "$4" ]; then passed=$((passed + 1)); else echo "FAILED $1 $2 $3: $result, not $4"; failed=$((failed + 1)); fi
}
#      world                            nothing nested  one level  two levels
table() {
    expect "$1" --limit-beliefs 0 "$2"; expect "$1" --limit-beliefs 1 "$3"; expect "$1" --limit-beliefs 2 "$4"
}
table why                               4  24 ok
table the_stone_where_the_village_ends  1  ok ok
table what_the_dead_were_promised       3  ok ok
table on_sacred_ground                  7  ok ok
table starry_night                      6  ok ok
# the smallest plan limit that explains the tale, and the act at which one less breaks it
expect why                              --limit-plan 4 ok;  expect why                              --limit-plan 3 7
expect the_stone_where_the_village_ends --limit-plan 5 ok;  expect the_stone_where_the_village_ends --limit-plan 4 9
expect what_the_dead_were_promised      --limit-plan 3 ok;  expect what_the_dead_were_promised      --limit-plan 2 1
expect on_sacred_ground                 --limit-plan 4 ok;  expect on_sacred_ground                 --limit-plan 3 15
expect starry_night                     --limit-plan 2 ok;  expect starry_night                     --limit-plan 1 2
# what every reader of the ledger relies on: reachable endings, complete, with their tales
endings() { # endings WORLD "name:tales name:tales …"
    found=$("$KIZUNA" endings "examples/$1/world.kiz" --json | jq -r '(.complete | tostring) + " " + ([.endings[] | select(.reachable) | .name + ":" + (.tale_count | tostring)] | sort | join(" "))')
    if [ "$found" = "true $2" ]; then passed=$((passed + 1)); else echo "FAILED endings of $1: $found"; failed=$((failed + 1)); fi
}
endings why "pact_kept:2"
endings the_stone_where_the_village_ends "arrested:20 cold_leaving:14 left_where_she_fell:16 promise_and_bench:16"
endings what_the_dead_were_promised "both_lost:11 grief_without_anchor:11 kept_promise:3"
endings on_sacred_ground "both_gone_trail_lost:3 found_alone:1 killed:1 one_gone_one_left:6"
endings starry_night "away_together:12 he_died:7 missed_each_other:10 safe_without_him:17"
# knowing the law, nobody moves for gain; when standing still costs too, the lesser evil moves them
moves() { # moves WORLD-FILE -> the number of states in which nobody moves
    "$KIZUNA" endings "$1" --what-if he_knows_the_law --json | jq -r '(.unfinished_count | tostring) + " " + ([.endings[] | select(.reachable) | .name] | join(" "))'
}
lesser=$(mktemp); sed 's/^  limits story 34, plan 6, mind 2$/&\n  choice lesser evil/' examples/why/world.kiz >"$lesser"
for pair in "examples/why/world.kiz=2 " "$lesser=0 pact_kept"; do
    found=$(moves "${pair%%=*}")
    if [ "$found" = "${pair#*=}" ]; then passed=$((passed + 1)); else echo "FAILED he_knows_the_law: '$found', not '${pair#*=}'"; failed=$((failed + 1)); fi
done
rm -f "$lesser"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
