#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""rename: other names for the persons give the same stories with other names.

In     the engine's program; the founding worlds and the language's test worlds
Out    `N passed, M failed`
Used   as a test. Names are swapped word by word in the file and in the JSON of every answer. The new names have the old ones' lengths
       and first letters, so that lines break where they did and no order by name (there should be none) can hide behind luck: a second
       round takes names that sort the other way round, compared without line breaks.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import sys
import tempfile


def ask(engine, verb, path):
    run = subprocess.run([engine, verb, path, "--json"], capture_output=True, text=True, timeout=300)
    text = re.sub(r'"seconds": [0-9.]*', '"seconds": 0', run.stdout)
    text = re.sub(r'"peak_memory": [0-9]*', '"peak_memory": 0', text)
    return run.returncode, text


def persons_of(text):
    return re.findall(r"^person +([^\W\d]\w*)", text, re.MULTILINE)


def renamed(text, names):
    return re.sub(r"\b(" + "|".join(map(re.escape, names)) + r")\b", lambda found: names[found.group(1)], text)


def new_names(persons, round_number):
    """Round 0: as long as the old ones. Round 1: they sort the other way round."""
    made = {}
    for i, name in enumerate(persons):
        if round_number == 0:
            made[name] = name[0] + "qxzvjkwpbfg"[i % 11] * (len(name) - 1) if len(name) > 1 else name
        else:
            made[name] = "Z" + "zyxwvutsrqponm"[i % 14] * (i // 14 + 1) + "q"
    return made


def comparable(answer):
    """The answer without what follows from the lengths of names: offsets, columns, line breaks in tellings."""
    def walk(value, key=None):
        if isinstance(value, dict):
            return {k: walk(v, k) for k, v in value.items() if k not in ("offset", "column", "measured", "file", "peak_memory")}
        if isinstance(value, list):
            return [walk(v) for v in value]
        return " ".join(value.split()) if isinstance(value, str) else value
    return walk(json.loads(answer)) if answer.strip() else answer


def compare(engine, path, folder, round_number):
    text = open(path, encoding="utf-8").read()
    persons = persons_of(text)
    names = new_names(persons, round_number)
    if len(set(names.values())) < len(persons) or any(re.search(rf"\b{new}\b", text) for new in names.values() if new not in persons):
        return None
    other = os.path.join(folder, os.path.basename(path))
    with open(other, "w", encoding="utf-8") as file:
        file.write(renamed(text, names))
    for verb in ("check", "endings", "tell", "minds"):
        code, answer = ask(engine, verb, path)
        other_code, other_answer = ask(engine, verb, other)
        if code != other_code:
            return f"{path}: {verb}: exit {code}, renamed {other_code}"
        if comparable(renamed(answer, names)) != comparable(other_answer):
            return f"{path}: {verb}: the renamed world (round {round_number}) answers otherwise"
    return ""


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--engine", required=True)
    engine = os.path.abspath(options.parse_args().engine)
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    os.chdir(root)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(glob.glob("examples/*/world.kiz") + glob.glob("tests/language/*/*.kiz")):
            text = open(path, encoding="utf-8").read()
            if not persons_of(text) or re.search(r"^use ", text, re.MULTILINE) and os.path.isfile(
                    os.path.join(os.path.dirname(path), re.search(r"^use +(\w+)", text, re.MULTILINE).group(1) + ".kiz")):
                continue
            for round_number in (0, 1):
                wrong = compare(engine, path, folder, round_number)
                if wrong is None:
                    continue
                if wrong:
                    print("FAILED", wrong)
                    failed += 1
                else:
                    passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
