#!/bin/sh
# SPDX-License-Identifier: MIT
# Bad input of every kind: a numbered message and the right exit code each, and no crash.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(mktemp -d)" || exit 2
passed=0; failed=0
expect() { # expect EXIT CODE COMMAND…
    wanted=$1; message=$2; shift 2
    "$@" >out 2>err </dev/null; code=$?
    if [ $code = "$wanted" ] && { [ "$message" = - ] || grep -q "$message" err out; }; then passed=$((passed + 1))
    else echo "FAILED (exit $code, wanted $wanted $message): $*"; head -c 600 err; failed=$((failed + 1)); fi
}
expect 5 K0701 "$KIZUNA" check nowhere.kiz
expect 5 K0702 "$KIZUNA" check .
touch locked.kiz; chmod 000 locked.kiz
[ "$(id -u)" = 0 ] || expect 5 K0701 "$KIZUNA" check locked.kiz
expect 2 K0711 "$KIZUNA" chekc world.kiz
expect 2 K0713 "$KIZUNA" check --frobnicate world.kiz
expect 2 K0714 "$KIZUNA" check --limit-plan many world.kiz
expect 2 K0715 "$KIZUNA" check
expect 1 K0716 "$KIZUNA" library nothing_of_the_kind
expect 2 K0718 "$KIZUNA" new 3things
"$KIZUNA" new first >/dev/null
expect 5 K0704 "$KIZUNA" new first
expect 5 K0703 "$KIZUNA" endings first.kiz -o no/such/folder/out.txt
expect 3 K0601 "$KIZUNA" tell first.kiz --tale nothing
expect 3 K0601 "$KIZUNA" tell first.kiz --ending nothing
expect 3 K0601 "$KIZUNA" minds first.kiz --after fly
expect 4 - "$KIZUNA" endings first.kiz --limit-story 0
expect 4 - "$KIZUNA" endings first.kiz --limit-states 1
expect 4 K0706 "$KIZUNA" endings first.kiz --limit-memory 20K
expect 0 - "$KIZUNA" endings first.kiz --limit-memory none
printf 'person Mio she\n  at is \377\376\n' >bytes.kiz;       expect 3 K01 "$KIZUNA" check bytes.kiz
printf '' >empty.kiz;                                          expect 0 - "$KIZUNA" check empty.kiz
printf '\0\0\0' >zeros.kiz;                                    expect 3 K01 "$KIZUNA" check zeros.kiz
head -c 3000 /dev/urandom >noise.kiz;                          expect 3 K01 "$KIZUNA" check noise.kiz
printf 'ending e when %s' "$(printf '%010000d' 0 | tr 0 '(')" >brackets.kiz
expect 3 K01 "$KIZUNA" check brackets.kiz
awk 'BEGIN { for (i = 0; i < 1700000; i++) printf "fact told_%d, asked_%d\n", i % 1000, i % 7 }' >large.kiz
expect 3 K02 "$KIZUNA" check large.kiz --limit-memory none
awk 'BEGIN { for (i = 0; i < 13000000; i++) printf "aaaa" }' >line.kiz
expect 3 K0 "$KIZUNA" check line.kiz
cat >counter.kiz <<'WORLD'
fact n: 0..
person Mio she
  wants n

act count_on by Mio
  then n rises by 1

ending never_there when n is 1000000
WORLD
expect 4 - "$KIZUNA" endings counter.kiz --limit-states 200
expect 4 K0705 "$KIZUNA" endings counter.kiz --time 0.3
expect 4 - "$KIZUNA" endings counter.kiz --limit-memory 4M
grep -q 'states' out || { echo "nothing was printed of what was found"; failed=$((failed + 1)); }
cat >loop.kiz <<'WORLD'
fact lit
person Mio she
  wants 1: lit
act strike by Mio
  then lit
rule out when lit then not lit
WORLD
cat >loop.kiz <<'WORLD'
fact lit, dark
person Mio she
  wants 1: lit

act strike by Mio
  then lit

rule goes_out
  when lit, not dark
  then dark

rule comes_back
  when dark
  then not dark
WORLD
expect 3 K0501 "$KIZUNA" endings loop.kiz
expect 3 K02 "$KIZUNA" endings first.kiz --set "Ren.hat is red"
cd / || exit 2
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
