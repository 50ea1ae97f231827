# SPDX-License-Identifier: MIT
# Asks Kizuna every row of founding_rows.tsv and says of each whether what came back is what the row expects. Exit code 1 when one does not hold.
import json, os, re, shlex, subprocess, sys

ROOT = os.environ["ROOT"]


def world_of(name):
    return f"{ROOT}/examples/{name}/world.kiz"


def kizuna(*words):
    run = subprocess.run(["kizuna", *words], capture_output=True, text=True)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"kizuna {shlex.join(words)}: exit code {run.returncode}\n{run.stderr}")
    return run.stdout


def ledger(world, words):
    answer = json.loads(kizuna("endings", world, *words, "--json"))
    return {e["name"]: e for e in answer["endings"] if e["reachable"]}, answer


def ask_ledger(world, words, expected):
    reached, answer = ledger(world, words)
    found = sorted(reached) + (["unfinished"] if answer["unfinished_count"] else [])
    wanted = expected.split()
    if wanted[0] == "only":
        holds = set(wanted[1:]) == set(found)
    else:
        holds = all(w[1:] in reached if w[0] == "+" else w[1:] not in reached if w[0] == "-" else w in found for w in wanted)
    return ", ".join(found) or "nothing", holds


def ask_counts(world, words, expected):
    reached, answer = ledger(world, words)
    found = "; ".join(f"{n} {e['orders']}/{e['tale_count']}" for n, e in reached.items())
    found += f"; states {answer['state_count']}/{answer['step_count']}"
    return found, found == expected


def ask_tales(world, words, expected):
    reached, _ = ledger(world, words)
    found = "; ".join(f"{n} {e['tale_count']}" for n, e in reached.items())
    return found, found == expected


def ask_breaks(world, words, expected):
    told = re.search(r"^tale told: (.*)$", kizuna("check", world, *words), re.M).group(1)
    at = re.search(r"breaks at act (\d+), ([A-Za-z_]+)", told)
    found = f"act {at.group(1)}, {at.group(2)}" if at else "no"
    return found, found == expected


def ask_right(world, words, expected):
    text = " ".join(kizuna("endings", world, "--fates", *words).split())
    found = re.search(r"put right at once: .*?what remains[^:]*: (.*?)\. ", text).group(1)
    return found, found == expected


def ask_whynot(world, words, expected):
    answer = json.loads(kizuna("whynot", world, *words, "--changes", "1", "--all", "--json"))["smallest"]
    found = [c["changes"][0]["set"] for c in answer["found"] if c["verified"]]
    place = found.index(expected) + 1 if expected in found else 0
    return f"{expected}: number {place} of {len(found)}, smallest first" if place else ", ".join(found), place > 0


def stretches(values):
    parts = []
    for v in values:
        if parts and parts[-1][1] == v - 1:
            parts[-1][1] = v
        else:
            parts.append([v, v])
    return " and ".join(f"{a}..{b}" if a != b else f"{a}" for a, b in parts) or "never"


def ask_borders(world, words, expected):
    named = words[2:]
    cells = json.loads(kizuna("sweep", world, *words[:2], "--json"))
    low = cells["over"][0]["from"]
    regimes = {r["letter"]: r["endings"] for r in cells["regimes"]}
    found = "; ".join(f"{n} {stretches([low + i for i, letter in enumerate(cells['rows'][0]) if n in regimes.get(letter, [])])}" for n in named)
    return found, found == expected


def main():
    asking = {"ledger": ask_ledger, "counts": ask_counts, "tales": ask_tales, "breaks": ask_breaks, "right": ask_right,
              "whynot": ask_whynot, "borders": ask_borders}
    verbs = {"ledger": "endings", "counts": "endings", "tales": "endings", "breaks": "check", "right": "endings --fates", "whynot": "whynot", "borders": "sweep"}
    failed = 0
    only = sys.argv[2:]
    for line in open(sys.argv[1]):
        if line.startswith("#") or not line.strip():
            continue
        row, claim, name, kind, asked, expected, remark = (line.rstrip("\n").split("\t") + [""] * 7)[:7]
        if only and not any(row.startswith(o) for o in only):
            continue
        print(f"{row}  {claim}")
        if kind == "-":
            print(f"    not asked: {remark}")
            continue
        if kind == "=":
            print(f"    {remark}")
            continue
        found, holds = asking[kind](world_of(name), shlex.split(asked), expected)
        more = " --changes 1 --all" if kind == "whynot" else ""
        print(f"    $ kizuna {verbs[kind]} examples/{name}/world.kiz {asked}".rstrip() + more)
        print(f"    {found}" + ("" if holds else f"    DOES NOT HOLD; expected: {expected}"))
        if remark:
            print(f"    ({remark})")
        failed += not holds
    print(f"\n{failed} rows do not hold")
    sys.exit(failed != 0)


main()
