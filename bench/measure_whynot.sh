#!/bin/sh
# SPDX-License-Identifier: MIT
# CPU seconds (user and system) of the dearest questions for a smallest change over the founding worlds: every single change there is, for the ending of
# each world that asks most; and one for which no single change is enough, so that pairs are tried to the end of their budget. Each is asked at most three
# times (other work on the machine only ever adds), and once when it is under its limit.
# Usage: bench/measure_whynot.sh [PROGRAM [TIMES]]. A table on standard output; exit code 1 when one takes 3 s or
# longer, the one with pairs 30 s or longer, both multiplied by TIMES.
cd "$(dirname "$0")/.." || exit 2
exec /usr/bin/python3 - "${1:-build/kizuna}" "${2:-1}" <<'PYTHON'
import json, resource, subprocess, sys

program, times = sys.argv[1], float(sys.argv[2])

def measure(world, words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([program, "whynot", f"examples/{world}/world.kiz", *words.split(), "--json"], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{world} {words}: exit code {run.returncode}\n{run.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, json.loads(run.stdout)["smallest"]

def least(world, words, limit):
    seconds, answer = measure(world, words)
    for _ in range(2):
        if seconds >= limit:
            seconds = min(seconds, measure(world, words)[0])
    return seconds, answer

asked = [("starry_night", "--ending away_alone --changes 1", 3), ("on_sacred_ground", "--ending stopped_in_time --changes 1", 3),
         ("the_stone_where_the_village_ends", "--ending he_stays --changes 1", 3), ("what_the_dead_were_promised", "--ending he_returns --changes 1", 3),
         ("why", "--ending lives_apart --changes 1", 3), ("on_sacred_ground", "--ending home_together --without vow_not_alone --without return_home", 30)]
slow = False
print(f"{'seconds':>8} {'singles':>8} {'pairs':>8}  question")
for world, words, limit in asked:
    seconds, answer = least(world, words, limit * times)
    slow |= seconds >= limit * times
    print(f"{seconds:8.2f} {answer['single_count']:>8} {answer['double_count']:>8}  whynot {world} {words}" + ("   too slow" if seconds >= limit * times else ""))
sys.exit(slow)
PYTHON
