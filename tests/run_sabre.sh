#!/bin/sh
# SPDX-License-Identifier: MIT
# Problem files of the peer planner. The message for each tests/sabre/diagnostics/K….txt is pinned whole in K….out; the problems of core/, quirk/ and
# random/ are read and filled in without a note, but for those named below; hostile files end with an answer.
# $1 names show_sabre; `pin` as second argument writes the texts instead of comparing (then read the difference!).
show=$1
cd "$(dirname "$0")/sabre" || exit 2
passed=0; failed=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

says() { # file, what is pinned
    "$show" "$1" >/dev/null 2>"$work/said"
    if [ "$how" = pin ]; then cp "$work/said" "$2"; fi
    if diff -u "$2" "$work/said"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}
how=$2
for problem in diagnostics/*.txt; do
    pinned=${problem%.txt}.out
    says "$problem" "$pinned"
    code=$(basename "$problem" .txt)
    grep -q " $code:" "$pinned" || { echo "$pinned does not say $code"; failed=$((failed + 1)); }
done
head -c 8000001 /dev/zero | tr '\0' ';' >"$work/K0908.txt" # too long to be kept
says "$work/K0908.txt" diagnostics/K0908.out

for problem in core/*.txt quirk/*.txt random/*.txt; do
    case $problem in quirk/136*) continue ;; esac # a contradiction that the peer lets vanish is said
    if "$show" "$problem" >/dev/null 2>"$work/said" && [ ! -s "$work/said" ]; then passed=$((passed + 1)); else
        echo "$problem:"; cat "$work/said"; failed=$((failed + 1)); fi
done

# Refused by the peer as well, but for what only its artefacts refuse (docs/sabre.md).
for problem in errors/*.txt quirk/136*.txt; do
    case $problem in */045*|*/056*|*/095*|*/134*|*/137*|*/146*) continue ;; esac
    if "$show" "$problem" >/dev/null 2>"$work/said"; then echo "$problem should be refused"; failed=$((failed + 1)); else passed=$((passed + 1)); fi
done

hostile() { # name: the file is on stdin; an answer within a minute, by a note or without one
    cat >"$work/$1.txt"
    timeout 60 "$show" "$work/$1.txt" >/dev/null 2>"$work/said"
    if [ $? -le 1 ]; then passed=$((passed + 1)); else echo "$1 did not end well"; failed=$((failed + 1)); fi
}
row() { head -c "$2" /dev/zero | sed "s/\\x0/$1/g"; }
{ row '(' 10000; printf x; row ')' 10000; } | hostile brackets
{ row '(!' 10000; printf 'x()'; row ')' 10000; } | hostile denied_brackets
{ row '!' 1000000; printf 'x()'; } | hostile denied
{ printf 'property n() : number; utility(): n()'; row ' + n()' 300000; } | hostile long_sum
{ printf 'property n() : number; utility(): n()'; row ' - n()' 300000; } | hostile long_difference
{ printf 'property n() : number; utility(): n()'; row ' == n()' 300000; } | hostile long_comparison
row 'if(a) b else ' 300000 | hostile dangling
row 'if(a \& b) c \& d else ' 100000 | hostile dangling_conjuncts
row 'a \& = b | == : ' 100000 | hostile signs
row 'believes(A, ' 10000 | hostile open_minds
{ printf 'type t; '; for i in 1 2 3 4 5 6 7 8 9; do printf 'entity E%s : t; ' $i; done; printf 'utility(): '; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf 'forall(v%s : t) ' $i; done; printf 'True;'; } | hostile quantifiers
row 'a' 50000000 | hostile one_long_name
row '\/*' 25000000 | hostile one_comment

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
