#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""tellings: no telling says what its head does not have.

In     the engine's program; random worlds (brute.py invents them, and here every act gets a voice, a thought and a brief, every rule a sentence)
Out    `N passed, M failed`; for each leak the world, the head, the sentence
Used   by `make test`, and with more worlds by `make test-more`; `--sabotage` plants a leak in each telling, and each must be found

Every story that is shortest to an ending is told through everybody, every second time in so few words that briefs tell it. Each sentence carries what it asserts; brute.py's own worlds, of another hand
and in another language than the engine's, say whether the head has it: the fact as its own world holds it after the act, the act as done or noticed, a
thought as its own.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

import brute


# Reasons need not be deep here: what is told is told through everybody.
LIMITS = ["--limit-states", "100", "--limit-story", "8", "--limit-plan", "4", "--limit-mind", "1"]
PATIENCE = 20           # seconds for one question; a world that wants more is passed over


def with_voices(text):
    """Each act says and thinks something, and is told in a brief or by the brief of the next; each rule is told."""
    made, act_count = [], 0
    for line in text.split("\n"):
        made.append(line)
        if re.match(r"(attempt )?act ", line):
            act_count += 1
            brief = "" if act_count % 2 else "It was done."
            made += ['  says "So be it."', '  thinks "So it has to be."', f'  brief "{brief}"']
        if line.startswith("rule "):
            made.append('  prose "Something happened."')
    return "\n".join(made)


def ask(engine, *words):
    try:
        run = subprocess.run([engine, *words, *LIMITS, "--json"], capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return None, None, ""
    return (json.loads(run.stdout) if run.stdout.strip() else None), run.returncode, run.stderr


def act_of(meaning, told):
    """The ground act that the engine's act means."""
    text = told["act"] if not told["by"] else told["act"] + " by " + " and ".join(told["by"])
    return next(a for a in meaning.g.acts if text in (a.call, brute_call(a)))


def brute_call(act):
    """Record.call leaves `by` out where the actor is no parameter."""
    return act.call if " by " in act.call or not act.actors else act.call + " by " + " and ".join(act.actors)


def worlds_of(meaning, reply):
    """The world before the first act, and after each."""
    worlds, acts = [meaning.start()], []
    for told in reply["acts"]:
        acts.append(act_of(meaning, told))
        worlds.append(meaning.step(acts[-1], worlds[-1]))
    return worlds, acts


def value_text(value):
    return "unknown" if value is brute.UNKNOWN else str(value)


def fact_number(meaning, name):
    for number, fact in enumerate(meaning.g.facts):
        if name == (fact.name if fact.owner is None else f"{fact.owner}.{fact.name}"):
            return number
    return None


def leaks(meaning, reply, head):
    worlds, acts = worlds_of(meaning, reply)
    for s in reply["sentences"]:
        if s["head"] != head:
            yield f"head is {s['head']}: {s['text']}"
            continue
        act, before, after = acts[s["beat"] - 1], worlds[s["beat"] - 1], worlds[s["beat"]]
        has_changed = before.kids[head].values != after.kids[head].values
        events = [r for r in meaning.g.rules if r.name == s["rule"]] if s["rule"] else [act]
        is_had = head in act.actors or any(meaning.notices(e, head, after if s["rule"] else before) for e in events)
        if s["kind"] == "thinks" and head not in act.actors:
            yield f"another's thought: {s['text']}"
        if s["kind"] == "says" and not is_had:
            yield f"unheard words: {s['text']}"
        if not is_had and not has_changed:
            yield f"nothing of it is had: {s['text']}"
        for claim in s["facts"]:
            number = fact_number(meaning, claim["fact"])
            held = value_text(after.kids[head].values[number])
            if held != claim["held"]:
                yield f"{claim['fact']} is held as {held}, and told as {claim['held']}: {s['text']}"


def plant(reply, heads, head):
    """A thought of somebody else's, and a fact turned round."""
    other = next((h for h in heads if h != head), None)
    if not reply["sentences"]:
        return False
    spoiled = dict(reply["sentences"][-1])
    if spoiled["facts"]:
        claim = dict(spoiled["facts"][0])
        claim["held"] = "never so"
        reply["sentences"].append({**spoiled, "facts": [claim]})
    else:
        reply["sentences"].append({**spoiled, "kind": "thinks", "head": other})
    return True


def random_world(engine, number, folder):
    """A world of that seed in which something can be told: (its file, what it means, its heads, endings that can be reached)."""
    for attempt in range(60):
        world = brute.Inventor(number, attempt).invent()
        path = os.path.join(folder, f"told-{number}.kiz")
        with open(path, "w", encoding="utf-8") as file:
            file.write(with_voices(brute.show_world(world)))
        ledger, _, _ = ask(engine, "endings", path)
        endings = [e["name"] for e in (ledger or {}).get("endings", []) if e["reachable"] and e["shortest"]]
        if endings:
            return path, brute.Meaning(brute.Grounder(world).ground()), brute.minds_of(world), endings
    return None


def judged(options, meaning, reply, heads, head):
    """What is wrong with one telling; None when the slow worlds grow too big to say."""
    if options.sabotage and not plant(reply, heads, head):
        return None
    try:
        found = list(leaks(meaning, reply, head))
    except (brute.TooBig, brute.RuleLoop):
        return None
    return found if not options.sabotage else [] if found else ["the planted leak was not found"]


def tell_world(options, number, folder):
    """(stories told, what was wrong with them)."""
    found = random_world(options.engine, number, folder)
    if not found:
        return 0, []
    path, meaning, heads, endings = found
    count, wrong = 0, []
    for ending in endings:
        for head in heads:
            person = ("first", "second", "third")[count % 3]
            words = ["--words", "4"] if count % 2 else []
            reply, code, said = ask(options.engine, "tell", path, "--ending", ending, "--through", head, "--person", person, *words)
            if code is None:
                continue
            if reply is None or code != 0:
                wrong.append(f"seed {number}, {ending} through {head}: exit code {code}\n{said}")
                continue
            faults = judged(options, meaning, reply, heads, head)
            if faults is None:
                continue
            count += 1
            wrong += [f"seed {number}, {ending} through {head}: {fault}" for fault in faults]
    return count, wrong


def main():
    parser = argparse.ArgumentParser(description="no telling says what its head does not have")
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--count", type=int, default=25, help="stories at the least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", action="store_true", help="plant a leak in each; all must be found")
    options = parser.parse_args()
    told, wrong, number = 0, [], options.seed
    with tempfile.TemporaryDirectory() as folder:
        while told < options.count:
            count, found = tell_world(options, number, folder)
            told, wrong, number = told + count, wrong + found, number + 1
    for line in wrong:
        print(line)
    print(f"{told - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
