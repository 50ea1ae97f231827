#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""ablation: `make ablation`. What each idea of the search is worth: the engine is built once more for each, with a line or two of it changed so that the idea is
left out, and asked the same hard questions.

In     the sources; --problems DIR (settings of the peer's published problems as well), --only WORD (rows whose name has it), --seconds N for each question
Out    a row for each idea, ready for docs/search.md: steps tried / questions asked, and the acts of the story; `-` where there was none in time. Counts do not
       depend on the machine, but for `-` (or memory ended). With --check: only whether each line that would be changed is still there
"""
import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile

from measuring import HERE, measured, write_world

ROOT = os.path.dirname(HERE)
# What is left out, and how: file, the text there (once), what stands in its place.
IDEAS = [
    ("twins", [("story/twin_states.c", "i < of->of.count; i++", "i < of->of.count * 0; i++")]),
    ("kinds", [("story/plan_turns.c", "if (kinds->waiting && ", "if (false && kinds->waiting && ")]),
    ("two queues", [("story/plan_turns.c", "bool waits = offer.tries > 0 && ", "bool waits = false && offer.tries > 0 && ")]),
    ("guesses, kinds and twins where it is hard", [("story/plans.c", "#define GUESS_AFTER         20000u", "#define GUESS_AFTER UINT64_MAX")]),
    ("guesses inside plans", [("story/plans.c", "#define GUESS_IN_PLANS_HARD 1u", "#define GUESS_IN_PLANS_HARD 99u")]),
    ("smaller bits where it is hard", [("story/plans.c", "#define FIRST_EFFORT_HARD   200u", "#define FIRST_EFFORT_HARD 1000u")]),
    ("a bound on looking further", [("story/plans.c", "#define LOOK_FURTHER_EFFORT 1000000u", "#define LOOK_FURTHER_EFFORT (UINT64_MAX / 2)")]),
    ("greed", [("story/plans.c", "#define GREED               2 ", "#define GREED 1 ")]),
    ("parts on trust", [("story/reason_plans.c", "q->trusts_parts = !q->is_in_order && ", "q->trusts_parts = false && !q->is_in_order && ")]),
    ("best first inside plans", [("story/reason_plans.c", "if (q->is_in_order) return node->length;", "return node->length;")]),
    ("a little at a time inside plans", [("story/reason_plans.c", "uint64_t effort = at.tries >= MOST_TRIES_INSIDE || ", "uint64_t effort = true || ")]),
    ("put off", [("story/reason_plans.c", "if (q->is_in_order || at->is_put_off || ", "if (true || at->is_put_off || ")]),
    ("the last act brings the gain", [("story/reason_plans.c", "if (length < q->longest || q->of->is_proving", "if (true || q->of->is_proving")]),
    ("where only one act counts", [("story/reason_plans.c", "q->counts_no_budget = q->best <= now + 1;\n    q->leaves_shadows = q->best <= now + 2;", "(void)now;")]),
    ("one's own rest is a reason", [("story/reason_steps.c", "if (of->about->has_lesser_evil || q->of->is_proving) return true;", "return true;")]),
    ("who would at all", [("story/relaxed.c", "if (!looks_into_minds(of)) return true;\n", "return true;\n")]),
    ("cones", [("story/cones.c", "if (about->has_clock || of->thinks_as_world || of->asks_who_is_content)", "if (true)")]),
    ("reach inside plans", [("story/reason_plans.c", "    if (about->has_lesser_evil) return false;\n    uint32_t left", "    if (true) return false;\n    uint32_t left")]),
]
# Ours: worlds.py NAME SIZE SEED, the question.
OURS = [
    ("bearers", 0, 0, "--goal 1 --limit-story 13 --limit-plan 10 --limit-mind 2"),
    ("bearers", 0, 1, "--goal 2 --limit-story 13 --limit-plan 10 --limit-mind 2"),
    ("wards", 3, 3, "--goal 2 --limit-story 11 --limit-plan 5 --limit-mind 3"),
    ("frontier", 0, 0, "--goal 1 --limit-story 11 --limit-plan 6 --limit-mind 2"),
    ("inquest", 0, 0, "--goal 2 --limit-story 9 --limit-plan 6 --limit-mind 2"),
]
# Of the peer's, where given: file, goal, limits.
PEERS = [
    ("lovers", "--goal 1 --limit-story 5 --limit-plan 5 --limit-mind 2"),
    ("gramma", "--goal 2 --limit-story 6 --limit-plan 5 --limit-mind 2"),
    ("fantasy", "--goal 3 --limit-story 9 --limit-plan 3 --limit-mind 2"),
    ("jailbreak", "--goal 6 --limit-story 7 --limit-plan 6 --limit-mind 1"),
]


def changed(source, changes):
    """Puts what leaves an idea out into the sources; ends the program where a line is no longer there."""
    for name, old, new in changes:
        path = os.path.join(source, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if text.count(old) != 1:
            sys.exit(f"{name}: `{old.strip()}` stands there {text.count(old)} times, not once")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))


def copied(folder):
    """The sources as they are now."""
    for part in ("src", "cli", "include"):
        shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part))
    return folder


def built(folder, sources, changes):
    """The engine without an idea, from a copy of its sources."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(sources, folder)
    changed(os.path.join(folder, "src"), changes)
    engine = os.path.join(folder, "kizuna")
    files = [os.path.join(folder, "src/kizuna_all.c"), *sorted(glob.glob(os.path.join(folder, "cli/*.c")))]
    subprocess.run(["cc", "-std=gnu17", "-O2", "-DNDEBUG", "-w", f"-I{folder}/include", f"-I{ROOT}/build", *files, "-o", engine, "-lm", "-lpthread"], check=True)
    return engine


def questions(folder, problems):
    for name, size, seed, words in OURS:
        goal = words.split()[1]
        yield f"{name} {size} goal {goal}, order {seed}", write_world(os.path.join(folder, f"{seed}"), name, size, seed), words.split()
    for name, words in PEERS if problems else []:
        yield name, os.path.join(problems, f"{name}.txt"), words.split()


def told(engine, path, words, seconds):
    try:
        _, answer = measured(engine, path, ["plan", *words, "--time", str(seconds)])
    except ValueError:  # memory ended
        return "-"
    counts = f"{answer['visited_count']} / {answer['explanation_count']}"
    return f"{counts}; {len(answer['plan'])}" if answer["solved"] else "-"


def check():
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, changes) in enumerate(IDEAS):
            changed(os.path.join(copied(os.path.join(folder, f"{number}")), "src"), changes)
    print(f"{len(IDEAS)} ideas can be left out")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--problems")
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--check", action="store_true")
    words = parser.parse_args()
    if words.check:
        return check()
    with tempfile.TemporaryDirectory() as folder:
        for _, _, seed, _ in OURS:
            os.makedirs(os.path.join(folder, f"{seed}"), exist_ok=True)
        asked = list(questions(folder, words.problems))
        sources = copied(os.path.join(folder, "sources"))
        print("| left out | " + " | ".join(f"`{name}`" for name, _, _ in asked) + " |")
        print("| --- |" + " --- |" * len(asked))
        for name, changes in [("nothing", []), *IDEAS]:
            if words.only not in name and changes:
                continue
            engine = built(os.path.join(folder, "engine"), sources, changes)
            print(f"| {name} | " + " | ".join(told(engine, path, question, words.seconds) for _, path, question in asked) + " |", flush=True)
    return None


if __name__ == "__main__":
    main()
