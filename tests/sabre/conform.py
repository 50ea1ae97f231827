#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""conform: `kizuna plan` on the problems of tests/sabre, against what the definition gives.

In     KIZUNA, the program; expected.tsv, random.tsv, solutions.tsv, explained.tsv and the problems they name
Out    what differs, then `N passed, M failed`; exit code 1 when something failed
Used   by `make test`; a folder's name as argument keeps to the tables that contain it: `conform.py random`

The columns were worked out by an exhaustive checker of the definition, which shares no code with this project. Each case is asked twice: for any plan
(is there one, and is it a plan) and with --shortest (its length, and that it is among the shortest listed).
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
KIZUNA = os.environ.get("KIZUNA", os.path.join(HERE, "..", "..", "build", "kizuna"))
FOLDERS = ("core", "quirk", "errors", "random")

# Where the tables follow an artefact of the peer that the project does not (docs/sabre.md).
OURS = {
    "026-unknown-literal-comparison-quirk.txt": "`? < n()` is `n() > ?`, and never true",
    "136-nested-contradiction-vanishes-quirk.txt": "the contradiction is said",
    "156-bracketed-consenting-quirk.txt": "in brackets, too, all of them have to consent",
}

# Whose lists of possible acts lack some, by such an artefact.
CUT_SHORT = {"021-constant-arithmetic-quirk.txt": "sums of constants alone count as never reached there, and so jump() is not listed"}

passed = failed = 0


def judge(what, wrong):
    global passed, failed
    if not wrong:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}: {wrong}")


def rows(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def path_of(file):
    for folder in FOLDERS:
        path = os.path.join(HERE, folder, file)
        if os.path.exists(path):
            return path
    return None


def limits(row):
    return ["--limit-story", row["atl"], "--limit-plan", row["ctl"], "--limit-mind", row["el"]]


def ask(*words):
    run = subprocess.run([KIZUNA, *words, "--json"], capture_output=True, text=True, timeout=300, check=False)
    return run.returncode, json.loads(run.stdout) if run.stdout.startswith("{") else None


def acts_of(plan):
    return " ".join(act["act"] for act in plan)


def listed_plans(text):
    """`come(Ann) go(Ann) u=1 ; …`: the plans without their utilities."""
    return {plan.rsplit(" u=", 1)[0].strip() for plan in text.split(" ; ") if plan.strip()}


def goal_of(row):
    return [] if row["goal_option"] == "-" else ["--goal", row["goal_option"]]


def wrong_about(row, wanted):
    path = path_of(row["file"])
    words = ["plan", path, *goal_of(row), *limits(row)]
    code, shortest = ask(*words, "--shortest")
    if shortest is None:
        return f"no answer, exit code {code}"
    if wanted == "none":
        return f"a plan was found: {acts_of(shortest['plan'])}" if shortest["solved"] else None
    if not shortest["solved"]:
        return f"no plan, and there is one of {wanted} acts; exit code {code}"
    if len(shortest["plan"]) != int(wanted) or not shortest["shortest"] or code != 0:
        return f"{len(shortest['plan'])} acts ({acts_of(shortest['plan'])}), proved {shortest['shortest']}, exit code {code}; the shortest has {wanted}"
    known = listed_plans(row["definition_best_plans"])
    if known and acts_of(shortest["plan"]) not in known:
        return f"{acts_of(shortest['plan'])} is none of {known}"
    code, fast = ask(*words)
    if not fast["solved"] or code != 0 or len(fast["plan"]) < int(wanted):
        return f"without --shortest: {fast['plan']}, exit code {code}"
    return None


def test_table(name):
    for row in rows(name):
        wanted = row["definition_best_length"]
        if wanted in ("", "n/a") or row["file"] in OURS:
            continue
        shown = f"{row['file']} {' '.join(goal_of(row))} {row['atl']} {row['ctl']} {row['el']}"
        judge(shown, wrong_about(row, wanted))


def test_goals():
    """The goal that follows from the start, by the peer's rule."""
    for row in rows("expected.tsv"):
        if row["kind"] != "core" or row["goal_option"] != "-" or not row["goal_value"]:
            continue
        _, answer = ask("plan", path_of(row["file"]), "--limit-story", "0")
        goal = answer["goal"]
        judge(f"{row['file']}: goal", None if goal == float(row["goal_value"]) else f"{goal}, not {row['goal_value']}")


def test_solutions():
    """All plans that better the author's utility, and no others."""
    cases = {}
    for row in rows("solutions.tsv"):
        cases.setdefault((row["file"], row["atl"], row["ctl"], row["el"]), []).append(row)
    for (file, atl, ctl, el), listed in cases.items():
        wanted = sorted((row["plan"], float(row["utility"])) for row in listed if row["definition"] == "y")
        if file in OURS:
            continue
        _, answer = ask("plan", path_of(file), "--goal", "-1000000", "--count", "100000", "--limit-story", atl, "--limit-plan", ctl, "--limit-mind", el)
        found = sorted((acts_of(plan["plan"]), float(plan["utility"])) for plan in answer["plans"])
        judge(f"{file} {atl} {ctl} {el}: every plan", None if found == wanted else f"{found}, not {wanted}")


def first_acts(path, ctl, el, folder):
    """What the story graph has as acts of the start, for which everybody has a reason."""
    table = os.path.join(folder, "graph")
    code, _ = ask("plan", path, "--all", "--csv", table, "--limit-story", "1", "--limit-plan", ctl, "--limit-mind", el)
    if code not in (0, 1, 4):
        return f"exit code {code}"
    with open(table + "_steps.csv", encoding="utf-8", newline="") as file:
        return {step["act"] for step in csv.DictReader(file) if step["from"] == "0"}


def test_explained():
    """Of all acts that are possible at the start, those are taken that the definition explains for everybody they are by."""
    cases = {}
    for row in rows("explained.tsv"):
        acts = cases.setdefault((row["file"], row["ctl"], row["el"]), {})
        acts[row["action"]] = acts.get(row["action"], True) and row["explained_definition"] == "y"
    with tempfile.TemporaryDirectory() as folder:
        for (file, ctl, el), acts in cases.items():
            if file in OURS or file in CUT_SHORT:
                continue
            wanted = {act for act, is_explained in acts.items() if is_explained}
            found = first_acts(path_of(file), ctl, el, folder)
            judge(f"{file} {ctl} {el}: explained at the start", None if found == wanted else f"{found}, not {wanted}")


def main():
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    for name, test in (("expected", lambda: test_table("expected.tsv")), ("random", lambda: test_table("random.tsv")), ("goals", test_goals), ("solutions", test_solutions), ("explained", test_explained)):
        if only in name:
            test()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
