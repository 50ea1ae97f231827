#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""exhaustive: `make bench`, second part. Results of an act in a state a second, and bytes, where every story is unfolded (`kizuna plan --all`).

In     the engine's program; --problems DIR (settings of the peer's published problems, named by their files; nothing of theirs is kept but names and figures);
       --runs N, --threads N (these as well; 1: none), --dry (exhaustive.tsv stays as it is)
Out    a table; exhaustive.tsv has the commit's lines anew. Seconds are CPU (user and system), the least of the runs: other work on the machine only ever adds.
       `in threads`: the CPU that N threads spend together; that of one over an Nth of it is how much sooner they are done, were nothing else on the machine and
       no thread ever idle
"""
import argparse
import os
import sys
import tempfile

from measuring import keep, measured, this_commit, write_world

HEADS = ["commit", "world", "size", "limits", "cpu_seconds", "asked", "worked_out", "asked_a_second", "states", "story_states", "peak_bytes", "bytes_a_state", "cpu_in_threads"]
# Ours, each sized to a second or so: worlds.py NAME SIZE, and the limits.
OURS = [
    ("fates", 22, ["--limit-story", "7"]),
    ("apart", 240, []),
    ("minds", 16, ["--limit-plan", "17", "--limit-mind", "17"]),
    ("spells", 16, ["--limit-plan", "6"]),
]
# Of the peer's, where given: file, and the limits (story, plan, mind).
PEERS = [("jailbreak", 7, 6, 1), ("fantasy", 8, 3, 2), ("lovers", 5, 5, 2), ("gramma", 4, 5, 2)]


def least(engine, path, words, runs):
    return min((measured(engine, path, ["plan", "--all", *words]) for _ in range(runs)), key=lambda found: found[0])


def cases(folder, problems):
    for name, size, words in OURS:
        yield name, size, write_world(folder, name, size), words
    for name, story, plan, mind in PEERS if problems else []:
        yield name, "-", os.path.join(problems, f"{name}.txt"), ["--limit-story", str(story), "--limit-plan", str(plan), "--limit-mind", str(mind)]


def line_of(commit, name, size, words, found, in_threads):
    seconds, answer = found
    did = answer["measured"]
    rate = round(did["asked"] / seconds) if seconds else 0
    return [commit, name, size, " ".join(words), f"{seconds:.3f}", did["asked"], did["worked_out"], rate, did["states"], answer["state_count"], did["peak_memory"],
            round(did["peak_memory"] / max(1, did["states"])), f"{in_threads:.3f}" if in_threads else "-"]


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
    print(f"{'world':10} {'size':>4} {'CPU s':>8} {'asked':>10} {'worked out':>10} {'a second':>10} {'states':>9} {'bytes':>11} {'each':>5} {'in threads':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, size, path, limits in cases(folder, words.problems):
            one = least(words.engine, path, limits, words.runs)
            several = least(words.engine, path, limits + ["--threads", str(words.threads)], words.runs) if words.threads > 1 else None
            strip = lambda answer: {key: value for key, value in answer.items() if key != "measured"}
            if several and strip(several[1]) != strip(one[1]):
                sys.exit(f"{path}: another answer in {words.threads} threads")
            line = line_of(commit, name, size, limits, one, several[0] if several else None)
            lines.append(line)
            print(f"{name:10} {size:>4} {line[4]:>8} {line[5]:>10} {line[6]:>10} {line[7]:>10} {line[8]:>9} {line[10]:>11} {line[11]:>5} {line[12]:>10}", flush=True)
    if not words.dry:
        keep("exhaustive.tsv", HEADS, lines, commit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
