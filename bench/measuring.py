# SPDX-License-Identifier: MIT
"""measuring: what the programs of `make bench` share: a world of worlds.py, an answer with its CPU seconds, lines kept by commit.

In     the engine's program and words for it
Out    answers as `kizuna --json` gives them; CPU seconds (user and system) of the run alone; files of figures, a line for each commit and case
"""
import json
import os
import resource
import subprocess
import sys

from worlds import PROBLEMS

HERE = os.path.dirname(os.path.abspath(__file__))


def write_world(folder, name, size, *seed):
    path = os.path.join(folder, f"{name}.{'txt' if name in PROBLEMS else 'kiz'}")
    with open(path, "w", encoding="utf-8") as file:
        subprocess.run([sys.executable, os.path.join(HERE, "worlds.py"), name, *map(str, (size, *seed))], stdout=file, check=True)
    return path


def measured(engine, path, words):
    """(CPU seconds, answer) of `kizuna VERB path …`; ends the program when there is no answer."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([engine, words[0], path, *words[1:], "--json"], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"{path}: exit code {run.returncode}\n{run.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, json.loads(run.stdout)


def this_commit():
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE, check=False).stdout.strip() or "unknown"


def keep(name, heads, lines, commit):
    """Puts the lines into bench/NAME in place of those this commit had there."""
    path = os.path.join(HERE, name)
    old = []
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            old = [line for line in file.read().splitlines()[1:] if not line.startswith(commit + "\t")]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(["\t".join(heads), *old, *("\t".join(map(str, line)) for line in lines)]) + "\n")
