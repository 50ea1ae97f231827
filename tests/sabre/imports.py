#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""imports: every problem of core/, quirk/ and random/ that reads, imported, is the same world: the same stories in either language.

In     KIZUNA, the program; the problems; imports.tsv, which are refused and why
Out    what differs, then `N passed, M failed`; exit code 1 when something failed
Used   by `make test`; words as arguments keep to the problems whose path contains one of them; `pin` writes imports.tsv (then read the difference!)

Compared are: all stories to a length (`plan --all`: states, acts that somebody would do, states worked out), the shortest plan to each goal, and what
`endings` says of where stories stop. What is printed has to be what `kizuna fmt` leaves alone.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KIZUNA = os.environ.get("KIZUNA", os.path.join(HERE, "..", "..", "build", "kizuna"))
TABLE = os.path.join(HERE, "imports.tsv")
FOLDERS = ("core", "quirk", "random")
LIMITS = ("--limit-story", "3", "--limit-plan", "3", "--limit-mind", "2")
GOALS = ("1", "2")


def ask(*words):
    run = subprocess.run([KIZUNA, *words], capture_output=True, text=True, timeout=300, check=False)
    return run.returncode, run.stdout, run.stderr


def answer(verb, path, *words):
    code, out, said = ask(verb, path, *words, "--json")
    return json.loads(out) if code in (0, 1, 4) else said.split(":")[0]


def stories_of(path, limits):
    found = answer("plan", path, "--all", *limits)
    return found if isinstance(found, str) else [found[key] for key in ("state_count", "generated_count", "visited_count", "complete")]


def plan_of(path, limits, goal):
    found = answer("plan", path, "--goal", goal, "--shortest", *limits)
    return found if isinstance(found, str) else [found["solved"], found["utility"], len(found["plan"] or [])]


def endings_of(path, limits):
    """Where stories stop, too: after which acts (their names may have changed, whom they are by has not)."""
    found = answer("endings", path, *limits)
    if isinstance(found, str):
        return found
    stops = [[act["by"] for act in one["after"]] for one in found["unfinished"]]
    return [found["state_count"], found["step_count"], stops, found["complete"]]


def difference(problem, imported):
    asked = [("stories", stories_of), ("endings", endings_of)]
    asked += [(f"goal {goal}", lambda path, limits, goal=goal: plan_of(path, limits, goal)) for goal in GOALS]
    for what, question in asked:
        before, after = question(problem, LIMITS), question(imported, LIMITS)
        if before != after:
            return f"{what}: {before} is now {after}"
    return None


def outcome(problem, folder):
    code, source, said = ask("import", problem)
    if code == 3:
        return "refused\t" + said.split(":")[0].replace("error ", "")
    if code != 0:
        return f"failed\texit code {code} {said}"
    path = os.path.join(folder, "imported.kiz")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    code, _, said = ask("fmt", "--check", path)
    if code != 0:
        return f"failed\tfmt --check: {code} {said}"
    differs = difference(problem, path)
    return f"differs\t{differs}" if differs else "equal\t"


def problems(wanted):
    for name in FOLDERS:
        for file in sorted(os.listdir(os.path.join(HERE, name))):
            is_asked = not wanted or any(word in f"{name}/{file}" for word in wanted)
            if is_asked and file.endswith(".txt") and ask("check", os.path.join(HERE, name, file))[0] in (0, 4):
                yield f"{name}/{file}"


def main():
    pins = "pin" in sys.argv[1:]
    wanted = [word for word in sys.argv[1:] if word != "pin"]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for problem in problems(wanted):
            found[problem] = outcome(os.path.join(HERE, problem), folder)
    counts = {kind: sum(1 for one in found.values() if one.startswith(kind)) for kind in ("equal", "refused", "differs", "failed")}
    refused = [f"{problem}\t{one.split(chr(9))[1]}" for problem, one in found.items() if one.startswith("refused")]
    lines = [f"equal\t{counts['equal']}", f"refused\t{counts['refused']}", *refused]
    if pins:
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    failed = [f"FAILED {problem}: {one}" for problem, one in found.items() if one.startswith(("differs", "failed"))]
    if not wanted:
        with open(TABLE, encoding="utf-8") as file:
            pinned = file.read().splitlines()
        failed += [f"FAILED pinned, and not so now: {line}" for line in pinned if line not in lines]
        failed += [f"FAILED so now, and not pinned: {line}" for line in lines if line not in pinned]
    print("\n".join(failed + [f"equal {counts['equal']}, refused {counts['refused']}, different {counts['differs']}"]))
    print(f"{counts['equal'] + counts['refused']} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
