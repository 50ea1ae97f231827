#!/bin/sh
# SPDX-License-Identifier: MIT
# CPU seconds (user and system: the median of five runs, and the least), states, steps and bytes in use at most for `kizuna endings` on each founding world.
# Usage: bench/measure.sh [PROGRAM]. A table on standard output: world, CPU, least CPU, states, steps, bytes.
cd "$(dirname "$0")/.." || exit 2
exec /usr/bin/python3 - "${1:-build/kizuna}" <<'PYTHON'
import glob, json, os, resource, statistics, subprocess, sys

def measure(program, world):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([program, "endings", world, "--json"], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 4):
        sys.exit(f"{world}: exit code {run.returncode}\n{run.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout

print(f"{'world':34} {'CPU s':>7} {'least':>7} {'states':>8} {'steps':>8} {'bytes':>12}")
for world in sorted(glob.glob("examples/*/world.kiz")):
    runs = [measure(sys.argv[1], world) for _ in range(5)]
    answer = json.loads(runs[0][1])
    size = answer.get("measured", {})
    print(f"{os.path.basename(os.path.dirname(world)):34} {statistics.median(r[0] for r in runs):7.3f} {min(r[0] for r in runs):7.3f} {answer.get('state_count', '?'):>8} "
          f"{answer.get('step_count', '?'):>8} {size.get('peak_memory', '?'):>12}")
PYTHON
