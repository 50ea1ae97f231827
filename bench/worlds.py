#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""worlds: worlds of our own that are hard for one named reason each, scaled by a number.

In     NAME N, and for a problem of the peer's format perhaps SEED
Out    a world in Kizuna's language, on standard output; `rings`, `bearers`, `wards`, `frontier` and `inquest` in the peer's, made of the files ring.txt, bearers.txt, infirmary.txt, frontier.txt and inquest.txt beside this one

    fates N    N acts of fate that commute, and one chain of four acts by a person that matters: all orders of what does not
    apart N    N people whose goals pull the same token apart, and an ending that needs each to have had it once
    minds N    a rumour handed on over N people, each of whom tells only because of what they think the next will do: three minds inside each other
    spells N   N spells that are always possible and hardly ever to anybody's good, before the one that is
    crowd N    N people, any of whom may please any other: some N * N facts and as many acts, each of which asks about one of them
    rings N    ring.txt with N more townsfolk, of whom nobody wants anything and who may love, be loved, be bewitched and take fright
    bearers N  bearers.txt with N more such townsfolk
    wards N    infirmary.txt with N more patients, in a room each
    frontier N frontier.txt with N more settlers at the shop, of whom nobody wants anything
    inquest N  inquest.txt with N more citizens in the street, who want to live and be free

With SEED the first things and the actions stand in another order: the same stories, and another way to them, so that luck can be told from merit (luck.py).
"""
import os
import random
import re
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


def crowd(n):
    yield "fact person.likes(whom: person)\n"
    yield from (f"person P{i} they\n  wants 1: P{(i + 1) % n}.likes(P{i})\n" for i in range(n))
    yield "act please(who: person, whom: person) by who\n  if not whom.likes(who)\n  then whom.likes(who)\n"
    yield f"ending fond when P1.likes(P0), P0.likes(P{n - 1})"


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


def frontier(n):
    yield beside("frontier.txt")
    yield from (f"entity Guest{i} : character;\nat(Guest{i}) = Shop;\nhealth(Guest{i}) = Well;" for i in range(n))


def inquest(n):
    yield beside("inquest.txt")
    for i in range(n):
        yield f"entity Guest{i} : citizen;\nat(Guest{i}) = Street;\nalive(Guest{i});\nfree(Guest{i});"
        yield f"utility(Guest{i}):\n\t(if(alive(Guest{i})) 2 else 0) + (if(free(Guest{i})) 2 else 0);"


WORLDS = {"fates": fates, "apart": apart, "minds": minds, "spells": spells, "crowd": crowd, "rings": rings, "bearers": bearers, "wards": wards,
          "frontier": frontier, "inquest": inquest}
PROBLEMS = {"rings", "bearers", "wards", "frontier", "inquest"}


def in_another_order(text, seed):
    chance = random.Random(seed)
    for pattern in (re.compile(r"^entity [^;]*;\n", re.M), re.compile(r"^action .*?^};\n", re.M | re.S)):
        found = pattern.findall(text)
        chance.shuffle(found)
        text = pattern.sub(lambda _: found.pop(), text)
    return text


def world(name, n, seed=0):
    text = "\n".join(WORLDS[name](n))
    return in_another_order(text, seed) if seed else text


if __name__ == "__main__":
    numbers = sys.argv[2:]
    if not 1 <= len(numbers) <= (2 if sys.argv[1] in PROBLEMS else 1) or sys.argv[1] not in WORLDS or not all(word.isdigit() for word in numbers):
        sys.exit(f"usage: worlds.py {'|'.join(WORLDS)} N [SEED]")
    print(world(sys.argv[1], *map(int, numbers)))
