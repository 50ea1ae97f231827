#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""worlds: worlds of our own that are hard for one named reason each, scaled by a number.

In     NAME N
Out    a world in Kizuna's language, on standard output; `rings`, `bearers` and `wards` in the peer's, made of the files ring.txt, bearers.txt and infirmary.txt beside this one

    fates N    N acts of fate that commute, and one chain of four acts by a person that matters: all orders of what does not
    apart N    N people whose goals pull the same token apart, and an ending that needs each to have had it once
    minds N    a rumour handed on over N people, each of whom tells only because of what they think the next will do: three minds inside each other
    spells N   N spells that are always possible and hardly ever to anybody's good, before the one that is
    rings N    ring.txt with N more townsfolk, of whom nobody wants anything and who may love, be loved, be bewitched and take fright
    bearers N  bearers.txt with N more such townsfolk
    wards N    infirmary.txt with N more patients, in a room each
"""
import os
import sys


def fates(n):
    yield "fact door: shut, open"
    yield "fact key: hidden, found"
    yield from (f"fact leaf_{i}" for i in range(n))
    yield "\nperson Mio she\n  wants 3: door is open\n"
    yield "act search by Mio\n  if key is hidden\n  then key becomes found\n"
    yield "act unlock by Mio\n  if key is found, door is shut\n  then door becomes open\n"
    yield from (f"act fall_{i} by fate\n  if not leaf_{i}\n  then leaf_{i}\n" for i in range(n))
    yield "ending out when door is open" + (f", leaf_0, leaf_{n - 1}" if n else "")


def apart(n):
    people = [f"P{i}" for i in range(n)]
    yield "fact token: table, " + ", ".join(f"with_{i}" for i in range(n))
    yield from (f"fact P{i}.had" for i in range(n))
    yield ""
    yield from (f"person P{i} they\n  wants 2: token is with_{i}\n  wants 1: had\n" for i in range(len(people)))
    for i in range(n):
        yield f"act take_{i} by P{i}\n  if token is table, not had\n  then token becomes with_{i}\n  then had\n"
        yield f"act grab_{i} by P{i}\n  if token is with_{(i - 1) % n}, not had\n  then token becomes with_{i}\n  then had\n"
    yield "ending all_had when " + ", ".join(f"{p}.had" for p in people)


def minds(n):
    yield f'story "Minds"\n  limits plan {n + 1}, mind 3\n'
    yield from (f"fact P{i}.knows" for i in range(n + 1))
    yield ""
    yield from (f"person P{i} they" + ("\n  knows" if i == 0 else "") + f"\n  wants 2: P{n}.knows\n" for i in range(n + 1))
    for i in range(n):
        yield f"act tell_{i} by P{i}\n  if knows, not P{i + 1}.knows\n  then P{i + 1}.knows\n  seen by P{i}, P{i + 1}\n"
        yield f"act hush_{i} by P{i}\n  if knows\n  then not knows\n"
    yield f"ending all_know when P{n}.knows"


def spells(n):
    yield "fact tower: closed, open"
    yield "fact charm: 0..3"
    yield from (f"fact spark_{i}" for i in range(n))
    yield "\nperson Ena she\n  wants 3: tower is open\n"
    yield from (f"act cast_{i} by Ena\n  if not spark_{i}\n  then spark_{i}\n" for i in range(n))
    yield "act hum by Ena\n  if charm is less than 3\n  then charm rises by 1\n"
    yield "act open_tower by Ena\n  if charm is 3, tower is closed\n  then tower becomes open\n"
    yield "ending opened when tower is open"


def beside(name):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as file:
        return file.read()


def townsfolk(n, place):
    yield from (f"entity Guest{i} : human;\nat(Guest{i}) = {place};\nalive(Guest{i});" for i in range(n))


def rings(n):
    yield beside("ring.txt")
    yield from townsfolk(n, "Town")


def bearers(n):
    yield beside("bearers.txt")
    yield from townsfolk(n, "Keep")


def wards(n):
    yield beside("infirmary.txt")
    minds = ["Lund", "Vik", "Moe", "Dahl"] + [f"Guest{i}" for i in range(n)]
    for i in range(n):
        guest = f"Guest{i}"
        yield f"entity Room{i} : room;\nentity {guest} : patient;\nat({guest}) = Hall;\nalive({guest});\nsign({guest}) = Cough;"
        yield f"utility({guest}):\n\t(if(well({guest})) 1 else 0) + (if(alive({guest})) 1 else 0);"
    for i in range(n):
        yield f"believes(Lund, sign(Guest{i}) = ?);"
        yield from (f"believes({who}, believes(Lund, sign(Guest{i}) = ?));" for who in minds[1:])
    for i in range(n):
        yield from (f"believes(Guest{i}, believes(Lund, sign({who}) = ?));" for who in ("Vik", "Moe", "Dahl"))


WORLDS = {"fates": fates, "apart": apart, "minds": minds, "spells": spells, "rings": rings, "bearers": bearers, "wards": wards}
PROBLEMS = {"rings", "bearers", "wards"}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in WORLDS or not sys.argv[2].isdigit():
        sys.exit(f"usage: worlds.py {'|'.join(WORLDS)} N")
    print("\n".join(WORLDS[sys.argv[1]](int(sys.argv[2]))))
