#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""plans: `kizuna plan` against `kizuna endings`, which unfolds every story.

In     the engine's program; the founding worlds, the library's test worlds, random worlds (brute.py invents them)
Out    `N passed, M failed`; for each difference the world, the ending, the method and both answers
Used   by `make test`

For each ending: in every order of trying, a plan is found exactly when the ending is reachable; with --shortest it is as long as the shortest story
that `endings` has; where `endings` is complete, so is a plan's no,
but for the story limit: what is foreseen to be too far is not looked into.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

import brute

METHODS = ("auto", "best", "explain-first", "goal-first", "blind")
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def ask(engine, *words):
    run = subprocess.run([engine, *words, "--json"], capture_output=True, text=True, timeout=300, check=False)
    return json.loads(run.stdout), run.returncode


def differences(engine, path):
    ledger, _ = ask(engine, "endings", path)
    for ending in ledger["endings"]:
        wanted = len(ending["shortest"]) if ending["reachable"] else None
        for method in METHODS:
            plan, code = ask(engine, "plan", path, "--ending", ending["name"], "--method", method, "--shortest")
            yield from mistakes(plan, code, wanted, ending, method)
            if ledger["complete"] and not plan["solved"] and not plan["complete"] and plan["stopped_by"] != ["story"]:
                yield f"{ending['name']} by {method}: `endings` is complete, and the plan's no is not: {plan['stopped_by']}"


def mistakes(plan, code, wanted, ending, method):
    here = f"{ending['name']} by {method}"
    if plan["solved"] != (wanted is not None):
        yield f"{here}: solved is {plan['solved']}, and the shortest story has {wanted} acts"
    elif plan["solved"] and (len(plan["plan"]) != wanted or not plan["shortest"] or code != 0):
        yield f"{here}: {len(plan['plan'])} acts, exit {code}; the shortest story has {wanted}"
    elif not plan["solved"] and code != (1 if plan["complete"] else 4):
        yield f"{here}: no plan, complete is {plan['complete']}, exit {code}"


def random_worlds(folder, count, seed):
    for number in range(seed, seed + count):
        world = brute.first_good_world(number)[0]
        path = os.path.join(folder, f"plans-{number}.kiz")
        with open(path, "w", encoding="utf-8") as file:
            file.write(brute.show_world(world))
        yield path


def main():
    parser = argparse.ArgumentParser(description="plan against endings")
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--count", type=int, default=25, help="random worlds")
    parser.add_argument("--seed", type=int, default=5000)
    options = parser.parse_args()
    sys.setrecursionlimit(20000)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        written = sorted(glob.glob(os.path.join(ROOT, "examples", "*", "world.kiz")) + glob.glob(os.path.join(ROOT, "library", "test", "*.kiz")))
        for path in [*written, *random_worlds(folder, options.count, options.seed)]:
            found = list(differences(options.engine, path))
            for line in found:
                print(f"{path}: {line}")
            passed, failed = passed + (not found), failed + bool(found)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
