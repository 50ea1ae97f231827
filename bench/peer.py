#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""peer: `make bench-peer PROBLEMS=dir [SABRE="java … Main"]`. The settings of dir/settings.tsv, by us and by the peer planner in turn.

In     dir/settings.tsv (setting, file, goal, limit_story, limit_plan, limit_mind, tabs between) and the problems it names; the engine; the peer's command
Out    for each setting wall seconds, length, nodes, peak KiB; with the peer, ratios (peer / ours); the last line sums up
Owns   nothing; no problem, world or plan is kept

The peer's command gets -v -p FILE -g N -atl N -ctl N -el N and its own options (those of SABRE come first); of its answer the lines of its verbose form are read.
"""
import argparse
import csv
import json
import os
import re
import shlex
import subprocess
import sys
import time


def timed(command, limit):
    """(wall seconds, peak KiB, stdout); None for the seconds when the time was up."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        text, _ = child.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None, 0, ""
    return time.monotonic() - began, 0, text


def with_peak(command, limit):
    """Through a child of its own, so that the peak is that command's; it is never below the 10 MiB of the program that starts it."""
    code = "import resource,subprocess,sys; r = subprocess.run(sys.argv[1:]); print('\\n@peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(r.returncode)"
    seconds, _, text = timed([sys.executable, "-c", code, *command], limit)
    peak = re.search(r"^@peak (\d+)$", text, re.MULTILINE)
    return seconds, int(peak.group(1)) if peak else 0, text


def ours(engine, folder, row, limit):
    command = [engine, "plan", os.path.join(folder, row["file"]), "--input", "sabre", "--goal", row["goal"], "--limit-story", row["limit_story"],
               "--limit-plan", row["limit_plan"], "--limit-mind", row["limit_mind"], "--json"]
    seconds, peak, text = with_peak(command, limit)
    answer = json.loads(text[: text.rindex("}") + 1]) if "}" in text else None
    solved = bool(answer and answer["solved"])
    return {"seconds": seconds, "peak": peak, "length": len(answer["plan"]) if solved else None, "nodes": answer["visited_count"] if answer else 0}


def theirs(sabre, folder, row, limit):
    command = [*shlex.split(sabre), "-v", "-p", os.path.join(folder, row["file"]), "-g", row["goal"], "-atl", row["limit_story"], "-ctl", row["limit_plan"], "-el", row["limit_mind"]]
    seconds, peak, text = with_peak(command, limit)
    visited = re.search(r"nodes? visited: *([\d,]+)", text, re.IGNORECASE)
    solved = re.search(r"^Result: Success", text, re.MULTILINE)
    return {"seconds": seconds, "peak": peak, "length": "yes" if solved else None, "nodes": int(visited.group(1).replace(",", "")) if visited else 0}


def shown(found):
    if found["seconds"] is None:
        return f"{'time up':>9} {'-':>6} {'-':>9} {'-':>9}"
    return f"{found['seconds']:9.3f} {found['length'] or 'none':>6} {found['nodes']:>9} {found['peak']:>9}"


def ratios(one, other):
    def ratio(key):
        return f"{other[key] / one[key]:8.1f}" if one[key] and other[key] else f"{'-':>8}"
    return f" {ratio('seconds')} {ratio('nodes')} {ratio('peak')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("problems")
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--sabre", default="")
    parser.add_argument("--seconds", type=float, default=60)
    words = parser.parse_args()
    heads = f"{'seconds':>9} {'length':>6} {'nodes':>9} {'KiB':>9}"
    print(f"{'setting':22} {heads}" + (f" {heads}  ratios: {'time':>6} {'nodes':>8} {'memory':>8}" if words.sabre else ""))
    solved = count = 0
    total = 0.0
    with open(os.path.join(words.problems, "settings.tsv"), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            mine = ours(words.engine, words.problems, row, words.seconds)
            line = f"{row['setting']:22} {shown(mine)}"
            if words.sabre:
                other = theirs(words.sabre, words.problems, row, words.seconds)
                line += f" {shown(other)}{ratios(mine, other)}"
            print(line, flush=True)
            count += 1
            solved += mine["length"] is not None
            total += mine["seconds"] or words.seconds
    print(f"{solved} of {count} settings solved, {total:.2f} s together")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
