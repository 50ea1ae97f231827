# SPDX-License-Identifier: MIT
"""slowness: how many times slower than a quiet machine this one is just now, so that a limit in seconds means the same beside other work.

In     nothing
Out    a factor, 1 at the least. The work is a fixed one that the engine has no part in: look-ups all over some megabytes, and sorting, which a neighbour
       on the same cache or core slows down as it does the engine
"""
import random
import time

QUIET_SECONDS = 0.2  # on an AMD EPYC with nothing beside it, Python 3.11: 0.16 to 0.23
SIZE = 150_000


def work():
    lots = random.Random(1)
    keys = [lots.getrandbits(60) for _ in range(SIZE)]
    places = {key: place for place, key in enumerate(keys)}
    return sum(places[key] & 1 for key in sorted(keys))


def slowness():
    began = time.process_time()
    work()
    return max(1.0, (time.process_time() - began) / QUIET_SECONDS)
