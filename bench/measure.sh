#!/bin/sh
# SPDX-License-Identifier: MIT
# CPU seconds (user and system, the least of five runs: other work on the machine only ever adds) for each founding world: to explore all its stories
# (`kizuna plan --all`), and for `kizuna endings`, which explores it again without each line of belief; then states, steps, and bytes in use at most.
# Usage: bench/measure.sh [PROGRAM]. A table on standard output.
cd "$(dirname "$0")/.." || exit 2
exec /usr/bin/python3 - "${1:-build/kizuna}" <<'PYTHON'
import glob, json, os, resource, subprocess, sys

def measure(program, verb, world, *options):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([program, verb, world, *options, "--json"], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{world}: exit code {run.returncode}\n{run.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, run.stdout

def least(*command):
    return min(measure(*command)[0] for _ in range(5))

print(f"{'world':34} {'explored':>8} {'endings':>8} {'states':>8} {'steps':>8} {'bytes':>12}")
for world in sorted(glob.glob("examples/*/world.kiz")):
    answer = json.loads(measure(sys.argv[1], "endings", world)[1])
    print(f"{os.path.basename(os.path.dirname(world)):34} {least(sys.argv[1], 'plan', world, '--all'):8.3f} {least(sys.argv[1], 'endings', world):8.3f} {answer['state_count']:>8} "
          f"{answer['step_count']:>8} {answer.get('measured', {}).get('peak_memory', '?'):>12}")
PYTHON
