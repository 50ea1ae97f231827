#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""pronouns: no telling has a `he` that a reader takes for somebody else.

In     the engine's program; the founding worlds told through everybody, and random worlds with people of one pronoun (brute.py invents them;
       here every act gets sentences full of names and pronouns)
Out    `N passed, M failed`; for each doubtful pronoun the telling, the sentence, who is meant and who could be
Used   by `make test`; `--sabotage` puts a pronoun where a name has to stand, in each telling, and each must be found

The engine says of each word whom it means (`mentions` of `kizuna tell --json`). Whom a reader takes it to mean is worked out here from the
text alone, by rules of another hand than the engine's:

    he at the beginning of a sentence     who was the subject of the sentence before; if it had several of that pronoun, or a thought about somebody lies
                                          between, nobody can tell
    a sentence that begins with           has its subject where the first person is named, if a verb may follow ("With great care Ren lifted him")
    other words
    he within a sentence, his, himself    the nearest subject before it in the sentence
    him                                   the nearest `he` before it that is not the subject of its clause
    where the sentence offers nobody      the last `he` before it, back to the paragraph before
    a pronoun the engine says nothing of  written out in a template: only where a single person of that pronoun is in the world
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import brute

KINDS = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "hers": "she", "herself": "she",
         "they": "they", "them": "they", "their": "they", "theirs": "they", "themself": "they"}
SUBJECTS, OBJECTS, TELLERS = {"he", "she", "they"}, {"him", "them"}, {"i", "you"}
BEFORE_SUBJECT = re.compile(r"(^|[,;:]|\b(and|but|or|when|while|as|if|until|though|that|what|whatever|where|how|who|whom|because|than|after|before|nor|neither|since|once|all|reason)) *$", re.I)
VOICES = {"says", "thinks"}
FOUNDING = ["why", "the_stone_where_the_village_ends", "what_the_dead_were_promised", "on_sacred_ground", "starry_night"]
LIMITS = ["--limit-states", "100", "--limit-story", "8", "--limit-plan", "4", "--limit-mind", "1"]
PATIENCE = 60           # seconds for one telling; what wants more is passed over


def pronouns_of(path):
    """name: pronoun, of every person the world declares so."""
    found = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.match(r'\w+ (\w+)(?: "[^"]*")? (he|she|they)\b', line)
            if match:
                found[match.group(1)] = match.group(2)
    return found


class Word:
    """One mention: whom it means, which word, and whether it is the subject of a clause."""

    def __init__(self, who, words, is_pronoun, at, text, end):
        before, after = text[:at], text[end:]
        self.text = text
        self.who, self.words, self.at, self.is_pronoun = who, words.lower(), at, is_pronoun
        is_case = is_pronoun and self.words not in SUBJECTS | TELLERS
        is_own = self.words.endswith(("'s", "’s"))
        self.is_subject = not is_case and not is_own and (self.words in SUBJECTS | {"i"} or bool(BEFORE_SUBJECT.search(before)))
        # ", when Aki leaped clear of it, came down": the sentence goes on with whom it began with
        aside = re.search(r", (when|as|while|though|until|if) $", before)
        self.aside_ends = text.find(", ", end) if aside else None
        # "… the arm that held Aki": behind `that` a name is subject only when a verb may follow
        if self.is_subject and not is_pronoun and re.match(r"[.,;]? *$|[.,;]", after) and before.strip():
            self.is_subject = False


ADDED = re.compile(r"(?:^|[,.!?] )(\w[\w ]* (?:thought|thinks?)\.)")


def narration(sentence):
    """The text with what is spoken blanked out; of a thought only what the teller adds."""
    text = re.sub(r'"[^"]*"', lambda m: "~" * len(m.group(0)), sentence["text"])
    if sentence["kind"] == "thinks":
        added = ADDED.search(text)
        first, end = added.span(1) if added else (len(text), len(text))
        text = "~" * first + text[first:end] + "~" * (len(text) - end)
    return text


def thought_about(sentence):
    """Of which pronouns somebody is thought of."""
    if sentence["kind"] != "thinks":
        return set()
    thought = ADDED.sub("", sentence["text"], count=1)
    return {KINDS[word.lower()] for word in re.findall(r"\b(he|him|his|she|hers?)\b", thought, re.I)}


def clauses(text):
    """(start, end) of each sentence of the text; an abbreviation is none."""
    start = 0
    for match in re.finditer(r"[.!?~](?= |$)", text):
        if match.end() - start > 1:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


# what may follow a person who is no subject: "Behind Ren the rest of the day went by"
NO_VERB = re.compile(r" (the|an?|his|her|their|its|and|or|nor|in|on|at|to|of|from|with|by|for|over|into|no|not)\b|[^ ]| ?$", re.I)


def find_late_subjects(text, found):
    """`With great care Ren lifted Aki`: a sentence that begins with other words has its subject where the first person stands with a verb behind."""
    for start, end in clauses(text):
        inside = [w for w in found if start <= w.at < end]
        first = next((w for w in inside if not w.words.endswith(("'s", "’s")) and w.words not in KINDS.keys() - SUBJECTS), None)
        if first and not any(w.is_subject and w.at <= first.at for w in inside):
            first.is_subject = not NO_VERB.match(text[first.at + len(first.words):])


def words_of(sentence):
    """Mentions with their places, and pronouns nobody speaks of."""
    text, at, found = narration(sentence), 0, []
    for mention in sentence["mentions"]:
        match = re.compile(r"(?<!\w)" + re.escape(mention["words"]) + r"(?!\w)", re.I).search(text, at)
        if not match:
            continue
        found.append(Word(mention["who"], mention["words"], mention["pronoun"], match.start(), text, match.end()))
        at = match.end()
    find_late_subjects(text, found)
    taken = {w.at for w in found}
    literal = [m for m in re.finditer(r"\b(he|him|his|himself|she|hers?|herself)\b", text, re.I) if m.start() not in taken]
    return text, found, literal


class Reader:
    """Whom a reader takes each pronoun to mean."""

    def __init__(self, people, teller):
        self.people, self.teller = people, teller
        self.begin_scene()

    def begin_scene(self):
        self.back = []              # words of the paragraph before and of this one, in order
        self.paragraph_first = 0
        self.last_subjects = []     # of the sentence before
        self.thought_of = set()     # of which pronoun somebody was thought of just now

    def begin_paragraph(self):
        self.back, self.paragraph_first = self.back[self.paragraph_first:], len(self.back[self.paragraph_first:])

    def same(self, words, kind):
        return [w for w in words if w.who != self.teller and self.people.get(w.who) == kind]

    @staticmethod
    def has_other_subject(word, subject):
        """`The arm that held him`, `and the blood rose in him`: not the subject's own clause."""
        between = word.text[subject.at + len(subject.words):word.at]
        return bool(re.search(r"\b(that|which|who) \w+[^,;]*$|, and (the|a|his|her|nobody|nothing|something) [^,;]*$", between))

    def judge(self, word, so_far):
        """Who else could be meant, or None. `so_far`: the words before it in its own sentence."""
        kind = KINDS.get(word.words)
        if not kind or word.who == self.teller:
            return None
        all_subjects = [w for w in so_far if w.is_subject and not (w.aside_ends and w.aside_ends < word.at)]
        subjects = self.same(all_subjects, kind)
        nearest = self.same(self.back + so_far, kind)
        if word.words in OBJECTS or (word.words == "her" and not subjects):
            has_own = bool(all_subjects) and not self.has_other_subject(word, all_subjects[-1])
            passing = all_subjects[-1].who if has_own else None
            nearest = [w for w in nearest if w.who != passing] or nearest
        elif subjects:
            return None if subjects[-1].who == word.who else subjects[-1].who
        elif word.words in SUBJECTS and kind in self.thought_of and not self.same(so_far, kind):
            return "whoever was thought of"
        elif word.words in SUBJECTS and self.last_subjects:
            others = {w.who for w in self.same(self.last_subjects, kind)}
            if others:
                return None if others == {word.who} else next(iter(others - {word.who}))
        if not nearest or nearest[-1].who == word.who:
            return None
        return nearest[-1].who

    def read(self, sentence):
        """(word, who else) of each doubtful pronoun."""
        text, words, literal = words_of(sentence)
        for start, end in clauses(text):
            so_far = []
            for word in (w for w in words if start <= w.at < end):
                other = self.judge(word, so_far) if word.is_pronoun else None
                if other:
                    yield word.words, word.who, other
                so_far.append(word)
            self.back += so_far
            subjects = [w for w in so_far if w.is_subject]
            if so_far:
                self.last_subjects, self.thought_of = subjects, set()
        for match in literal:
            kind = KINDS[match.group(0).lower()]
            meant = [p for p, pronoun in self.people.items() if pronoun == kind and p != self.teller]
            if len(meant) > 1:
                yield match.group(0), "nobody says whom", " or ".join(meant)
        self.thought_of = thought_about(sentence) or self.thought_of


def doubts(reply, people, scenes):
    manner = reply["manner"]
    paragraph, reader, teller = -1, None, None
    for sentence in reply["sentences"]:
        first = manner["person"] != "third" and sentence["head"]
        if reader is None or teller != (first or None):
            teller = first or None
            reader = Reader(people, teller)
        if sentence["paragraph"] != paragraph:
            paragraph = sentence["paragraph"]
            if scenes[paragraph]:
                reader.begin_scene()
            else:
                reader.begin_paragraph()
        for word, meant, other in reader.read(sentence):
            yield f"`{word}` is {meant}, and could be {other}: {sentence['text']}"


def scenes_of(reply):
    """By paragraph: does it open a scene?"""
    opens = {b["beat"]: b["scene"] for b in reply["beats"]}
    found, last = [], None
    firsts = {}
    for s in reply["sentences"]:
        firsts.setdefault(s["paragraph"], s["beat"])
    for number in range(len(reply["paragraphs"])):
        scene = opens.get(firsts.get(number), last)
        found.append(scene != last)
        last = scene
    return found


def plant(reply, people):
    """A pronoun where a name stands, first of its sentence, and somebody of the same pronoun acted in the sentence before."""
    last, paragraph = set(), -1
    for sentence in reply["sentences"]:
        if sentence["paragraph"] != paragraph:
            last, paragraph = set(), sentence["paragraph"]
        if sentence["kind"] in VOICES or not sentence["mentions"]:
            continue
        mention = sentence["mentions"][0]
        kind = people.get(mention["who"])
        is_first = sentence["text"].startswith(mention["words"]) and not mention["pronoun"] and not mention["words"].endswith("'s")
        teller = sentence["head"] if reply["manner"]["person"] != "third" else None
        rivals = {w for w in last if w not in (mention["who"], teller) and people.get(w) == kind}
        if mention["who"] == teller:
            continue
        if is_first and kind and rivals:
            sentence["text"] = kind.capitalize() + sentence["text"][len(mention["words"]):]
            mention["words"], mention["pronoun"] = kind, True
            return True
        last = {w.who for w in words_of(sentence)[1] if w.is_subject}
    return False


def ask(engine, *words):
    try:
        run = subprocess.run([engine, *words, "--json"], capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(run.stdout) if run.stdout.strip() else None


def founding_tellings(options):
    for folder in FOUNDING:
        path = os.path.join(options.examples, folder, "world.kiz")
        people = pronouns_of(path)
        reply = ask(options.engine, "minds", path)
        heads = [m["name"] if isinstance(m, dict) else m for m in reply["minds"]] if reply and "minds" in reply else list(people)
        manners = [["--heads", "free"], ["--heads", "per-scene"]] + [["--through", p] for p in people if p in heads or True]
        for manner in manners:
            for person in ["third"] + (["first"] if manner[0] == "--through" else []):
                for words in (["2000"] if options.quick else ["2000", "200"]):
                    yield path, people, ["tell", path, "--order", "world", *manner, "--person", person, "--words", words]


def with_sentences(text, persons, pick):
    """Every act and rule is told, about two people of the world, each of whom may do it."""
    templates = ["{A} [turn] to {B}, and {they A} [give] {them B} {their A} hand.",
                 "{A} [look] at {B} until {they B} [look B] away. {they A} [smile].",
                 "{A} [tell] {B} that {they A} [have A] lost {their A} way, and {B} [lend] {them A} {their B} lamp.",
                 "{A} [kneel] by {them B} and [take A] {their B} coat."]
    made = []
    for line in text.split("\n"):
        line = re.sub(r"^person (\w+)$", r"person \1 he", line)
        made.append(line)
        if re.match(r"(attempt )?act |rule ", line):
            one, other = pick.sample(persons, 2)
            told = pick.choice(templates).replace("{A", "{" + one).replace("{they A", "{they " + one)
            for slot, name in (("A", one), ("B", other)):
                told = re.sub(r"([{ ])" + slot + r"([}\]])", r"\g<1>" + name + r"\2", told)
            made.append(f'  prose "{told}"')
            if not line.startswith("rule "):
                made += ['  says "So be it."', '  thinks "He has to be somewhere."']
    return "\n".join(made)


def random_tellings(options, folder):
    number, told = options.seed, 0
    while told < options.count:
        number += 1
        world = brute.Inventor(number, 0).invent()
        if len(world.persons) < 2:
            continue
        path = os.path.join(folder, f"pronouns-{number}.kiz")
        with open(path, "w", encoding="utf-8") as file:
            file.write(with_sentences(brute.show_world(world), world.persons, random.Random(number)))
        ledger = ask(options.engine, "endings", path, *LIMITS)
        endings = [e["name"] for e in (ledger or {}).get("endings", []) if e["reachable"] and e["shortest"]]
        for ending in endings[:2]:
            for manner in (["--heads", "free"], ["--through", brute.minds_of(world)[0], "--person", "first"]):
                told += 1
                yield path, pronouns_of(path), ["tell", path, "--ending", ending, *manner, *LIMITS]


def main():
    parser = argparse.ArgumentParser(description="no telling has a `he` that a reader takes for somebody else")
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--examples", default="examples")
    parser.add_argument("--count", type=int, default=40, help="tellings of random worlds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="the founding worlds at one length only")
    parser.add_argument("--sabotage", action="store_true", help="put a doubtful pronoun into each; all must be found")
    options = parser.parse_args()
    passed, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for tellings in (founding_tellings(options), random_tellings(options, folder)):
            for _, people, question in tellings:
                reply = ask(options.engine, *question)
                if not reply or not reply.get("sentences"):
                    continue
                if options.sabotage and not plant(reply, people):
                    continue
                found = list(doubts(reply, people, scenes_of(reply)))
                if options.sabotage:
                    found = [] if found else ["the planted pronoun was not found"]
                passed += not found
                wrong += [f"{' '.join(question[1:])}: {fault}" for fault in found]
    for line in wrong:
        print(line)
    print(f"{passed} passed, {len(wrong)} failed")
    return 1 if wrong or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
