#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""founding_tellings: what each telling of the founding worlds must have and must not have.

In     the engine's program, examples/
Out    `N passed, M failed`; for each promise that is broken what was promised
Used   by `make test`. tests/run_tellings.sh pins the whole texts; this says, in words, what a reader is owed by them, whatever their wording
"""
import argparse
import json
import subprocess
import sys

FOUNDING = {"why": ["Ren", "Aki"], "the_stone_where_the_village_ends": ["Ren", "Mio"], "what_the_dead_were_promised": ["Aki", "Mio", "Warden"],
            "on_sacred_ground": ["Aki", "Ren", "Isao", "Tatsu"], "starry_night": ["Aki", "Ren", "Goro", "Tatsu", "Kiku"]}


class Telling:
    def __init__(self, engine, folder, *words):
        run = subprocess.run([engine, "tell", f"examples/{folder}/world.kiz", *words, "--json"], capture_output=True, text=True, timeout=120, check=False)
        self.reply = json.loads(run.stdout)
        self.sentences, self.beats = self.reply["sentences"], self.reply["beats"]
        self.text = " ".join(self.reply["paragraphs"])

    def acts(self):
        return [b["act"].split(" by ")[0] for b in self.beats]

    def at(self, act):
        return self.acts().index(act)

    def said_at(self, act):
        number = next((b["beat"] for b in self.beats if b["act"].split(" by ")[0] == act), None)
        return " ".join(s["text"] for s in self.sentences if s["beat"] == number)

    def keys(self):
        return {b["beat"] for b in self.beats if b["key"]}

    def told_keys(self):
        """By a sentence of its own, or by the brief of a later one."""
        own = {s["beat"] for s in self.sentences if s["key"] and s["kind"] in ("prose", "sees", "fails")}
        return own | {b["beat"] for b in self.beats if b["key"] and b.get("told_with") in own}

    def causes_in_order(self):
        """Each key beat stands before the one it is needed by."""
        place = {b["beat"]: i for i, b in enumerate(self.beats)}
        for beat in self.beats:
            needed_by = (beat["kept_for"] or "").rpartition("for beat ")[2]
            if needed_by.isdigit() and int(needed_by) in place and place[int(needed_by)] < place[beat["beat"]]:
                return False
        return True


def check_frame_and_flashback(tell):
    own = tell("why")
    yield "000 begins with the note, in the frame", own.acts()[0] == "leave_note" and not own.beats[0]["flashback"]
    yield "000 goes back to the valley when he sees him come", own.at("come_to_note") < own.at("flee") and own.beats[own.at("flee")]["flashback"]
    yield "000 returns to the hill after the four years", own.at("avenge") < own.at("ask_love") and not own.beats[own.at("ask_love")]["flashback"]
    yield "000 steps back with a past perfect", "I had heard my name called" in own.said_at("flee")
    world = tell("why", "--order", "world")
    numbers = [b["beat"] for b in world.beats]
    yield "000 in world order tells everything as it happened", numbers == sorted(numbers) and not any(b["flashback"] for b in world.beats)
    yield "000 has the same acts in both orders", sorted(own.acts()) == sorted(world.acts())


def check_heads_of_000(tell):
    aki = tell("why", "--order", "world", "--through", "Aki", "--person", "first")
    yield "000 by Aki has the hidden illness", "I told nobody of it" in aki.text
    yield "000 by Aki has not the watching from the tree", "From a tree" not in aki.text and "watched" not in aki.text
    yield "000 by Aki has none of Ren's thoughts", all(s["by"] == "Aki" for s in aki.sentences if s["kind"] == "thinks")
    ren = tell("why", "--order", "world", "--through", "Ren", "--person", "first")
    yield "000 by Ren has the watching from the tree", "From a tree on the hill above the village I watched" in ren.text
    yield "000 by Ren has not the years of illness", "told nobody" not in ren.text and "eat" not in ren.said_at("go_home")
    yield "the years take one sentence at the most", all(t.text.count("four years to") + t.text.count("for four years.") <= 1 for t in (aki, ren))


def check_threads(tell):
    threads = tell("starry_night", "--heads", "free", "--order", "threads")
    world = tell("starry_night", "--heads", "free", "--order", "world")
    yield "004 in threads steps back to the other thread", "Meanwhile, " in threads.text
    numbers = [b["beat"] for b in threads.beats]
    yield "004 in threads is in another order than the world", numbers != sorted(numbers) and sorted(numbers) == [b["beat"] for b in world.beats]
    yield "004 in threads tells each cause before what it causes", threads.causes_in_order()


def check_heads_of_003(tell):
    one = tell("on_sacred_ground", "--through", "Aki")
    yield "003 with one head has one", {s["head"] for s in one.sentences} == {"Aki"}
    yield "003 with one head has only his thoughts", {s["by"] for s in one.sentences if s["kind"] == "thinks"} == {"Aki"}
    yield "003 by Aki ends where he falls", one.beats[-1]["act"].startswith("knock_out")
    many = tell("on_sacred_ground", "--heads", "per-scene")
    heads = [b["head"] for b in many.beats]
    yield "003 with changing heads has several", len(set(heads)) >= 2
    yield "003 with changing heads has no thought of who is not the head", all(s["by"] == s["head"] for s in many.sentences if s["kind"] == "thinks")
    isao = tell("on_sacred_ground", "--through", "Isao")
    yield "003 by Isao begins where he comes in", isao.beats[0]["act"].startswith("step_out") and isao.text.startswith("Isao stepped out")
    yield "003 by Isao knows the secret", "dweller" in isao.text
    yield "003 by Aki does not speak of the dweller by name", "dweller" not in one.text
    tatsu = tell("on_sacred_ground", "--through", "Tatsu")
    yield "003 by Tatsu comes in with the rain, too late", tatsu.text.startswith("Tatsu was still on the road") and "when the first rain began to fall" in tatsu.text


def check_discourse(tell):
    fragments = tell("on_sacred_ground", "--through", "Ren", "--order", "fragments")
    past = [b["beat"] for b in fragments.beats if b["fragment"]]
    yield "003 in fragments calls the past back, in order of time", past and past == sorted(past)
    yield "003 in fragments begins with the third bolt", fragments.acts()[0] == "grip_and_light"
    chapters = tell("on_sacred_ground", "--chapters")
    yield "003 falls into chapters", sum(b["opens_chapter"] for b in chapters.beats) >= 2
    cut = tell("starry_night", "--through", "Aki")
    scene = {b["act"].split(" by ")[0]: b["scene"] for b in cut.beats}
    yield "004 is cut where the dark closes over Aki", scene["dig_out"] == scene["flee_building"] + 1
    mio = tell("the_stone_where_the_village_ends", "--through", "Mio")
    yield "001 by Mio ends where she falls asleep", mio.beats[-1]["act"].startswith("strike_neck")


def check_keys(tell):
    for folder, people in FOUNDING.items():
        for who in people:
            whole = tell(folder, "--order", "world", "--through", who)
            for words in ("200", "500", "2000"):
                short = tell(folder, "--order", "world", "--through", who, "--words", words)
                yield f"{folder} by {who} has room for all that causes the ending in {words} words", short.reply["manner"]["key_words"] <= int(words)
                yield f"{folder} by {who} in {words} words keeps every key beat", short.told_keys() == whole.keys() & {s["beat"] for s in whole.sentences}
            yield f"{folder} by {who} says what each key beat is kept for", all(b["kept_for"] for b in whole.beats if b["key"])


def check_titles(tell):
    """T18: what the title names stands in the last scene."""
    for folder, word in (("why", "why"), ("the_stone_where_the_village_ends", "stone"), ("starry_night", "stars")):
        whole = tell(folder)
        last = {b["beat"] for b in whole.beats if b["scene"] == whole.beats[-1]["scene"]}
        yield f"{folder} has its title's word in its last scene", word in " ".join(s["text"] for s in whole.sentences if s["beat"] in last).lower()


def check_silence(engine):
    """T26: what is said may go untold, and has happened all the same."""
    for folder in FOUNDING:
        with open(f"examples/{folder}/world.kiz", encoding="utf-8") as world:
            silent = "".join(line for line in world if not line.strip().startswith("says "))
        run = subprocess.run([engine, "check", "-"], input=silent, capture_output=True, text=True, timeout=120, check=False)
        yield f"{folder} is explained without a word said", run.returncode == 0 and "every one explained" in run.stdout


def check_short(engine):
    """What there was no room for is said, and only then."""
    for words in (60, 5000):
        run = subprocess.run([engine, "tell", "examples/why/world.kiz", "--words", str(words)], capture_output=True, text=True, timeout=120, check=False)
        yield f"000 in {words} words says so where they are too few", ("there is no room" in run.stdout) == (words == 60)


def main():
    parser = argparse.ArgumentParser(description="what each telling of the founding worlds must have and must not have")
    parser.add_argument("--engine", default="build/kizuna")
    options = parser.parse_args()

    def tell(folder, *words):
        return Telling(options.engine, folder, *words)

    passed, wrong = 0, []
    for check in (check_frame_and_flashback, check_heads_of_000, check_threads, check_heads_of_003, check_discourse, check_keys, check_titles):
        for promise, is_kept in check(tell):
            passed += bool(is_kept)
            wrong += [] if is_kept else [promise]
    for promise, is_kept in (*check_short(options.engine), *check_silence(options.engine)):
        passed += bool(is_kept)
        wrong += [] if is_kept else [promise]
    for promise in wrong:
        print(f"not kept: {promise}")
    print(f"{passed} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
