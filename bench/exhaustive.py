#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""exhaustive: `make bench`, second part. Results of an act in a state a second, and bytes, where every story is unfolded (`kizuna plan --all`).

In     the engine's program; --problems DIR (settings of the peer's published problems, named by their files; nothing of theirs is kept but names and figures);
       --runs N, --threads N (these as well; 1: none), --dry (exhaustive.tsv stays as it is)
Out    a table; exhaustive.tsv has the commit's lines anew. Seconds are CPU (user and system), the least of the runs: other work on the machine only ever adds.
       `in threads`: the CPU that N threads spend together. `wall`, `wall in threads`: until one, and N, are done, the least of the runs, which take turns
"""
import argparse
import os
import sys
import tempfile
import time

from measuring import keep, measured, this_commit, write_world

HEADS = ["commit", "world", "size", "limits", "cpu_seconds", "asked", "worked_out", "asked_a_second", "states", "story_states", "peak_bytes", "bytes_a_state", "cpu_in_threads", "wall_seconds", "wall_in_threads"]
# Ours, each sized to a second or so: worlds.py NAME SIZE, and the limits.
OURS = [
    ("fates", 22, ["--limit-story", "7"]),
    ("apart", 240, []),
    ("minds", 16, ["--limit-plan", "17", "--limit-mind", "17"]),
    ("spells", 16, ["--limit-plan", "6"]),
]
# Of the peer's, where given: file, and the limits (story, plan, mind).
PEERS = [("jailbreak", 7, 6, 1), ("fantasy", 8, 3, 2), ("lovers", 5, 5, 2), ("gramma", 4, 5, 2)]


class Measured:
    """The least CPU and wall seconds of several runs, and the answer, but for what was measured on the way."""

    def __init__(self):
        self.cpu = self.wall = float("inf")
        self.answer = self.did = None

    def run(self, engine, path, words):
        before = time.monotonic()
        cpu, answer = measured(engine, path, ["plan", "--all", *words])
        self.wall = min(self.wall, time.monotonic() - before)
        did = answer.pop("measured")
        if cpu < self.cpu:
            self.cpu, self.did = cpu, did
        if self.answer not in (None, answer):
            sys.exit(f"{path}: another answer than before")
        self.answer = answer


def cases(folder, problems):
    for name, size, words in OURS:
        yield name, size, write_world(folder, name, size), words
    for name, story, plan, mind in PEERS if problems else []:
        yield name, "-", os.path.join(problems, f"{name}.txt"), ["--limit-story", str(story), "--limit-plan", str(plan), "--limit-mind", str(mind)]


def line_of(commit, name, size, words, one, several):
    did = one.did
    rate = round(did["asked"] / one.cpu) if one.cpu else 0
    in_threads = [f"{several.cpu:.3f}", f"{one.wall:.3f}", f"{several.wall:.3f}"] if several else ["-", f"{one.wall:.3f}", "-"]
    return [commit, name, size, " ".join(words), f"{one.cpu:.3f}", did["asked"], did["worked_out"], rate, did["states"], one.answer["state_count"], did["peak_memory"],
            round(did["peak_memory"] / max(1, did["states"])), *in_threads]


def case(engine, path, limits, runs, threads):
    one, several = Measured(), Measured() if threads > 1 else None
    for _ in range(runs):
        one.run(engine, path, limits)
        if several:
            several.run(engine, path, limits + ["--threads", str(threads)])
    if several and several.answer != one.answer:
        sys.exit(f"{path}: another answer in {threads} threads")
    return one, several


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--problems")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--dry", action="store_true")
    words = parser.parse_args()
    commit = this_commit()
    lines = []
    print(f"{'world':10} {'size':>4} {'CPU s':>8} {'asked':>10} {'worked out':>10} {'a second':>10} {'states':>9} {'bytes':>11} {'each':>5} {'in threads':>10} {'wall':>7} {'wall in threads':>15}")
    with tempfile.TemporaryDirectory() as folder:
        for name, size, path, limits in cases(folder, words.problems):
            line = line_of(commit, name, size, limits, *case(words.engine, path, limits, words.runs, words.threads))
            lines.append(line)
            print(f"{name:10} {size:>4} {line[4]:>8} {line[5]:>10} {line[6]:>10} {line[7]:>10} {line[8]:>9} {line[10]:>11} {line[11]:>5} {line[12]:>10} {line[13]:>7} {line[14]:>15}", flush=True)
    if not words.dry:
        keep("exhaustive.tsv", HEADS, lines, commit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
