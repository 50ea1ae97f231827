# SPDX-License-Identifier: MIT
"""The same in Python: what would Mio do now, and why, within a budget a frame.

    PYTHONPATH=bindings/python KIZUNA_LIBRARY=build/libkizuna.so python3 examples/embed/npc_loop.py
"""
import os
import re

import kizuna

BUDGET = 50

here = os.path.dirname(os.path.abspath(__file__))
# Each line of the C text ends in a line end of its own.
with open(os.path.join(here, "village.h"), encoding="utf-8") as file:
    lines = re.findall(r'"((?:[^"\\]|\\.)*)\\n"', file.read())
village = "".join(line.replace('\\"', '"') + "\n" for line in lines)

play = kizuna.World(village, "village.kiz").play(None, reserve=4 << 20)
people, idle = ["Mio", "Ren"], 0
for _frame in range(400):
    act = play.would(people[0], BUDGET)
    if act is ...:
        continue  # the frame's budget is spent; go on in the next
    if act:
        print(f"{act}\n    {play.page('would')}", end="")
        play.happens(act)
    idle = 0 if act else idle + 1
    people.reverse()
    if idle == 2:
        break
