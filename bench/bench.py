#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""bench: `make bench`. CPU seconds, states and bytes for the worlds of worlds.py, and one line a world in figures.tsv for this commit.

In     the engine's program (build/kizuna); --runs N, --dry (figures.tsv stays as it is)
Out    a table; figures.tsv has the commit's lines anew. CPU is user and system time, the median of the runs; counts do not depend on the machine
"""
import argparse
import statistics
import sys
import tempfile

from measuring import keep, measured, this_commit, write_world

HEADS = ["commit", "world", "size", "question", "cpu_seconds", "states", "visited", "explanations", "peak_bytes", "answer"]
# How large each is, and what is asked: a plan proved to be a shortest, and every story there is (to a length).
CASES = [
    ("fates", 200, ["plan", "--shortest"]),
    ("fates", 16, ["plan", "--all", "--limit-story", "8"]),
    ("apart", 60, ["plan", "--shortest"]),
    ("apart", 11, ["plan", "--all"]),
    ("minds", 4, ["plan", "--shortest"]),
    ("minds", 4, ["plan", "--all"]),
    ("spells", 80, ["plan", "--shortest"]),
    ("spells", 12, ["plan", "--all"]),
    ("crowd", 80, ["plan", "--shortest"]),
    ("rings", 0, ["plan", "--goal", "1", "--limit-story", "14", "--limit-plan", "10", "--limit-mind", "2"]),
    ("rings", 3, ["plan", "--goal", "1", "--limit-story", "14", "--limit-plan", "10", "--limit-mind", "2"]),
    # The first story comes after 2348 steps; what is tried further takes as long again.
    ("rings", 0, ["plan", "--goal", "2", "--limit-story", "14", "--limit-plan", "10", "--limit-mind", "2", "--nodes", "3000"]),
    ("bearers", 0, ["plan", "--goal", "1", "--limit-story", "13", "--limit-plan", "10", "--limit-mind", "2"]),
    ("bearers", 0, ["plan", "--goal", "2", "--limit-story", "13", "--limit-plan", "10", "--limit-mind", "2"]),
    ("wards", 0, ["plan", "--goal", "2", "--limit-story", "11", "--limit-plan", "8", "--limit-mind", "3"]),
    ("wards", 0, ["plan", "--goal", "2", "--limit-story", "11", "--limit-plan", "5", "--limit-mind", "3"]),
    ("wards", 3, ["plan", "--goal", "2", "--limit-story", "11", "--limit-plan", "5", "--limit-mind", "3"]),
    ("wards", 3, ["plan", "--goal", "2", "--limit-story", "11", "--limit-plan", "8", "--limit-mind", "3"]),
    ("frontier", 0, ["plan", "--goal", "1", "--limit-story", "11", "--limit-plan", "6", "--limit-mind", "2"]),
    ("frontier", 0, ["plan", "--goal", "2", "--limit-story", "11", "--limit-plan", "6", "--limit-mind", "2"]),
    ("inquest", 0, ["plan", "--goal", "2", "--limit-story", "9", "--limit-plan", "6", "--limit-mind", "2"]),
]


def figures(engine, runs, commit):
    with tempfile.TemporaryDirectory() as folder:
        for name, size, words in CASES:
            path = write_world(folder, name, size)
            found = [measured(engine, path, words) for _ in range(runs)]
            answer = found[0][1]
            said = f"{len(answer['plan'])} acts" if answer["solved"] else "none"
            yield [commit, name, size, " ".join(words), f"{statistics.median(seconds for seconds, _ in found):.3f}", answer["state_count"], answer["visited_count"],
                   answer["explanation_count"], answer["measured"]["peak_memory"], said + ("" if answer["complete"] else ", within limits")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--dry", action="store_true")
    words = parser.parse_args()
    commit = this_commit()
    lines = []
    print(f"{'world':8} {'size':>4}  {'question':76} {'CPU s':>8} {'states':>9} {'visited':>9} {'asked':>9} {'bytes':>11}  answer")
    for line in figures(words.engine, words.runs, commit):
        lines.append(line)
        print(f"{line[1]:8} {line[2]:>4}  {line[3]:76} {line[4]:>8} {line[5]:>9} {line[6]:>9} {line[7]:>9} {line[8]:>11}  {line[9]}", flush=True)
    if not words.dry:
        keep("figures.tsv", HEADS, lines, commit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
