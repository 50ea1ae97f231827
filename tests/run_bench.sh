#!/bin/sh
# SPDX-License-Identifier: MIT
# The benchmarks run: every world of bench/worlds.py, small, is read and has its plan; bench/peer.py against a stand-in for the peer's program;
# each line that bench/ablation.py would change is still there.
[ -x "$KIZUNA" ] || { echo "KIZUNA names no program: export KIZUNA=$PWD/build/kizuna"; exit 2; }
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0; failed=0
holds() { if "$@" >"$work/said" 2>&1; then passed=$((passed + 1)); else echo "FAILED $*"; cat "$work/said"; failed=$((failed + 1)); fi; }

for world in 'fates 3' 'apart 3' 'minds 3' 'spells 2' 'crowd 3'; do
    # shellcheck disable=SC2086
    /usr/bin/python3 bench/worlds.py $world >"$work/world.kiz"
    holds "$KIZUNA" plan "$work/world.kiz" --shortest
done
cat >"$work/wave.txt" <<'PROBLEM'
entity Ann : character; property waved() : boolean;
action wave() { effect: waved(); consenting: Ann; };
utility(): if(waved()) 1 else 0; utility(Ann): if(waved()) 1 else 0;
PROBLEM
printf 'setting\tfile\tgoal\tlimit_story\tlimit_plan\tlimit_mind\nwave_once\twave.txt\t1\t2\t2\t1\nwave_never\twave.txt\t2\t2\t2\t1\n' >"$work/settings.tsv"
cat >"$work/stand_in" <<'STAND_IN'
#!/bin/sh
case "$*" in *"-g 1 "*) echo 'Result: Success!' ;; *) echo 'Result: No solution exists.' ;; esac
echo '  nodes visited: 1,234'
STAND_IN
chmod +x "$work/stand_in"
/usr/bin/python3 bench/peer.py "$work" --engine "$KIZUNA" --sabre "$work/stand_in" >"$work/table"
cat "$work/table"
holds grep -Eq '^wave_once +[0-9.]+ +1 +[0-9]+ +[0-9]+ +[0-9.]+ +yes +1234 +[0-9]+ +[0-9.]+ +1234.0 ' "$work/table"
holds grep -Eq '^wave_never +[0-9.]+ +none ' "$work/table"
holds grep -q '^1 of 2 settings solved' "$work/table"
holds /usr/bin/python3 bench/ablation.py --check
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
