#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""luck: how long the hard plans of bench.py take when people and acts are named in other orders.

In     the engine, how many orders, seconds for each
Out    a line for each case: the acts of each story and the CPU seconds it took, `-` where none was found in time; what all took together
"""
import argparse
import tempfile

from bench import CASES
from measuring import measured, write_world
from worlds import PROBLEMS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--orders", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=40)
    words = parser.parse_args()
    total = missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, size, question in CASES:
            if name not in PROBLEMS:
                continue
            told = []
            for seed in range(words.orders):
                seconds, answer = measured(words.engine, write_world(folder, name, size, seed), [*question, "--time", str(words.seconds)])
                told.append(f"{len(answer['plan']) if answer['solved'] else '-':>2} {seconds:6.2f}")
                total += seconds
                missed += not answer["solved"]
            print(f"{name:8} {size:>2}  {' '.join(question[1:]):76}  {'   '.join(told)}", flush=True)
    print(f"{total:.1f} s; {missed} not found")


if __name__ == "__main__":
    main()
