#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""sabre_brute: small random problems in the peer's format, answered by the plainest code we can write, compared with `kizuna plan`.

In     the engine's program, a seed and a number of problems
Out    `N passed, M failed`; for each difference the seed, both answers and the problem
Owns   nothing of the engine: the meaning is written here a second time, in the order of the definition: worlds, events, surprise, triggers, explained, solved
Used   by `make test` (some) and `make test-more` (a thousand); slow on purpose

For each problem and a set of limits: is there a plan, and how long is the shortest? Asked of the code below, of `--shortest`, and of the fast search,
whose plan is also walked here act by act. And everything that may happen, two acts far, and all that is then believed, is compared with
the engine's story graph. --sabotage puts a mistake into the code below, one kind after the other, and fails unless it is noticed.

A world is endless (what Ann believes Bob believes …), so minds are worked out when they are asked for, and worlds are never compared.
"""
import argparse
import csv
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

UNKNOWN = "?"
MOST_WORK = 60000   # worlds made for one problem; then another is taken
MOST_FIRINGS = 40   # of triggers in one place: beyond, they go round
SABOTAGE = set()
SABOTAGES = ("surprise", "minimal", "partner", "budget", "observe", "lie", "trigger")


class TooBig(Exception):
    """Too much for slow code, or triggers that go round: another problem is taken."""


# ---------------------------------------------------------------- worlds

class GoesRound(TooBig):
    """Triggers that never rest: the engine passes over what leads there, in whosever mind."""


class World:
    """Values of all properties, and a mind for each character, worked out when asked for."""
    made = 0

    def __init__(self, values, mind):
        World.made += 1
        if World.made > MOST_WORK:
            raise TooBig("work")
        self.values = values
        self.mind_of = mind
        self.minds = {}
        self.after = {}

    def mind(self, who):
        if who not in self.minds:
            self.minds[who] = self.mind_of(who)
        return self.minds[who]


# ---------------------------------------------------------------- expressions
# sums:        ("value", v) ("property", p) ("believed", c, sum) ("plus", a, b) ("if", condition, a, b)
# conditions:  ("truth", b) ("is", sum, sum) ("not", c) ("and", …) ("or", …) ("<", a, b) ("<=", a, b) ("believes", who, c)

def amount(e, world):
    kind = e[0]
    if kind == "value":
        return e[1]
    if kind == "property":
        return world.values[e[1]]
    if kind == "believed":
        return amount(e[2], world.mind(e[1]))
    if kind == "if":
        return amount(e[2] if holds(e[1], world) else e[3], world)
    one, other = amount(e[1], world), amount(e[2], world)
    return UNKNOWN if UNKNOWN in (one, other) else one + other


def is_number(v):
    return isinstance(v, int) and not isinstance(v, bool)


def compares(op, one, other):
    if op == "is":
        return one == other
    if op == "is not":
        return one != other
    if op in ("<", ">"):
        return is_number(one) and is_number(other) and (one < other if op == "<" else one > other)
    if one == other:
        return True
    return is_number(one) and is_number(other) and (one < other if op == "<=" else one > other)


def holds(e, world):
    """Through the same negation-free form as surprise, since `not` is pushed inward before anything is asked."""
    return positive(pushed(e), world)


def positive(e, world):
    kind = e[0]
    if kind == "truth":
        return e[1]
    if kind == "and":
        return all(positive(part, world) for part in e[1:])
    if kind == "or":
        return any(positive(part, world) for part in e[1:])
    if kind == "believes":
        return positive(e[2], world.mind(e[1]))
    return compares(kind, amount(e[1], world), amount(e[2], world))


def is_constant(e):
    return not isinstance(e, tuple) or (e[0] not in ("property", "believed", "believes") and all(is_constant(part) for part in e[1:]))


def is_always_so(e):
    """Whatever is the case: of an `or` one part is enough, so `c != A | n() >= 1` is for everybody but A."""
    if e[0] in ("and", "or"):
        return {"and": all, "or": any}[e[0]](is_always_so(part) for part in e[1:])
    if e[0] == "believes":
        return is_always_so(e[2])
    return is_constant(e) and positive(e, None)


DENIED = {"is": "is not", "is not": "is", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
TURNED = {"is": "is", "is not": "is not", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def pushed(e, denied=False):
    kind = e[0]
    if kind == "not":
        return pushed(e[1], not denied)
    if kind == "truth":
        return ("truth", e[1] != denied)
    if kind in ("and", "or"):
        return (kind if not denied else {"and": "or", "or": "and"}[kind], *(pushed(part, denied) for part in e[1:]))
    if kind == "believes":
        return ("believes", e[1], pushed(e[2], denied))
    return (DENIED[kind] if denied else kind, e[1], e[2])


# ---------------------------------------------------------------- normal form: clauses of atoms (chain, property, op, sum)

def clauses(e, domains, chain=()):
    kind = e[0]
    if kind == "truth":
        return [[]] if e[1] else []
    if kind == "or":
        return [clause for part in e[1:] for clause in clauses(part, domains, chain)]
    if kind == "and":
        return [sum(parts, []) for parts in itertools.product(*(clauses(part, domains, chain) for part in e[1:]))]
    if kind == "believes":
        return clauses(e[2], domains, (*chain, e[1]))
    return compared_clauses(kind, e[1], e[2], domains, chain)


def compared_clauses(op, left, right, domains, chain):
    if left[0] == "value" and right[0] == "value":
        return [[]] if compares(op, left[1], right[1]) else []
    if left[0] == "value":
        return compared_clauses(TURNED[op], right, left, domains, chain)
    here = left[1]
    domain = domains[here]
    if right[0] == "value":
        if domain == [False, True] and op == "is not":
            return [[(chain, here, "is", ("value", not right[1]))]]
        return [[(chain, here, op, right)]]
    there = right[1]
    if domain is None:
        return [[(chain, here, op, right), (chain, there, TURNED[op], left)]]
    found = []
    for v in domain:
        found.append([*atom(chain, here, op, v, domain), *atom(chain, there, "is", v, domain)])
    if domain != [False, True]:
        found.append([*atom(chain, here, op, UNKNOWN, domain), *((chain, there, "is not", ("value", v)) for v in domain)])
    return found


def atom(chain, place, op, v, domain):
    if domain == [False, True] and op == "is not":
        return [(chain, place, "is", ("value", not v))]
    return [(chain, place, op, ("value", v))]


def at_end(world, chain):
    for who in chain:
        world = world.mind(who)
    return world


def atom_holds(one, world):
    chain, place, op, right = one
    there = at_end(world, chain)
    return compares(op, there.values[place], amount(right, there))


# ---------------------------------------------------------------- events

def settled(problem, world, budget=MOST_FIRINGS):
    """Triggers fire one at a time, the first applicable in order of definition, until none is."""
    while True:
        calling = next((t for t in problem["triggers"] if holds(t["condition"], world)), None)
        if calling is None:
            return world
        budget -= 1
        if budget == 0:
            raise GoesRound("triggers go round")
        world = happened(problem, world, calling)


def happened(problem, world, event):
    """The world after the event, before triggers; its minds are already what they will be."""
    values = dict(world.values)
    changes = {}
    for effect in event["effects"]:
        if not effect["chain"] and holds(effect["when"], world):
            changes.setdefault(effect["property"], []).append(amount(effect["value"], world))
    for place, becomes in changes.items():
        values[place] = min(becomes, key=lambda v, p=place: rank(problem, p, v))
    return World(values, lambda who: mind_after(problem, world, event, who))


def rank(problem, place, v):
    """Of several that hold at once the smallest wins: False, True, ?, numbers, entities in order."""
    domain = problem["domains"][place]
    if v == UNKNOWN:
        return (1, 0)
    if domain is None:
        return (2, v)
    return (0, domain.index(v)) if domain == [False, True] else (3, domain.index(v))


def observes(event, who, world):
    if event["kind"] != "action":
        return False
    return event["observing"] is None or holds(event["observing"][who], world)


def mind_after(problem, world, event, who):
    held = world.mind(who)
    if observes(event, who, world if "observe" not in SABOTAGE else held):
        if not holds(event["condition"], held) and "surprise" not in SABOTAGE:
            held = repaired(problem, world, held, event, who)
        held = happened(problem, held, event)
    for effect in event["effects"]:
        if effect["chain"] and effect["chain"][0] == who and holds(effect["when"], world):
            becomes = amount(effect["value"], world)
            chain, place = effect["chain"][1:], effect["property"]
            if at_end(held, chain).values[place] != becomes and "lie" not in SABOTAGE:
                held = updated(problem, held, who, chain, place, becomes)
    return held if "trigger" in SABOTAGE else settled(problem, held)


def updated(problem, held, who, chain, place, becomes):
    """An elementary change made to somebody's world: observed there by that person, and by nobody else."""
    values = dict(held.values)
    if not chain:
        values[place] = becomes

    def mind(other):
        inner = held.mind(other)
        if other == who:
            inner = updated(problem, inner, who, chain, place, becomes)
        if chain and chain[0] == other and at_end(inner, chain[1:]).values[place] != becomes:
            inner = updated(problem, inner, other, chain[1:], place, becomes)
        return settled(problem, inner)

    return World(values, mind)


def repaired(problem, world, held, event, who):
    for clause in clauses(pushed(event["condition"]), problem["domains"]):
        if not all(atom_holds(one, world) for one in clause):
            continue
        for one in clause:
            if atom_holds(one, held):
                continue
            chain, place, op, right = one
            becomes = amount(right, at_end(world, chain)) if op == "is" else UNKNOWN
            held = updated(problem, held, who, chain, place, becomes)
    return held


def start(problem):
    """The believer list's own entry, else the same without its last believer, and so on."""
    entries = problem["beliefs"]

    def value(path, place):
        while path and (path, place) not in entries:
            path = path[:-1]
        return entries[path, place] if path else problem["start"][place]

    def begin(path):
        def mind(who):
            longer = (*path, who)
            is_own = path and path[-1] == who
            if is_own and not any(other[:len(longer)] == longer for other, _ in entries):
                return begin(path)
            return begin(longer)

        return settled(problem, World({place: value(path, place) for place in problem["start"]}, mind))

    return begin(())


def step(problem, world, act):
    if act["text"] not in world.after:
        world.after[act["text"]] = settled(problem, happened(problem, world, act))
    return world.after[act["text"]]


# ---------------------------------------------------------------- explained, solved

def possible(act, world):
    return holds(act["condition"], world)


def worth(problem, who, world):
    return amount(problem["utility"][who], world)


def gains(after, before):
    return UNKNOWN not in (after, before) and after > before


class Asked:
    def __init__(self, problem, ctl, el):
        self.problem, self.el, self.ctl = problem, el, ctl
        self.known = {}
        self.kept = []  # worlds whose id is a key

    def explained(self, who, world, act, level, budget):
        key = (id(world), who, act["text"], level, budget)
        if key not in self.known:
            self.kept.append(world)
            self.known[key] = self.find(who, world, act, level, budget)
        return self.known[key]

    def find(self, who, world, act, level, budget):
        if not possible(act, world):
            return False
        longest = 1 if level > self.el else budget
        return self.grow(who, world, [act], [world, step(self.problem, world, act)], level, budget, longest)

    def grow(self, who, first, acts, worlds, level, budget, longest):
        if gains(worth(self.problem, who, worlds[-1]), worth(self.problem, who, first)) and self.is_minimal(who, acts, worlds, level, budget):
            return True
        if len(acts) >= longest:
            return False
        for act in self.problem["actions"]:
            if not self.fits(who, worlds[-1], act, level, budget - len(acts)):
                continue
            if self.grow(who, first, [*acts, act], [*worlds, step(self.problem, worlds[-1], act)], level, budget, longest):
                return True
        return False

    def fits(self, who, world, act, level, budget, needs_own=True):
        """Possible, with somebody who consents, and everybody's reason; in the planner's picture."""
        if not act["consenting"] or not possible(act, world):
            return False
        for other in act["consenting"]:
            if other == who:
                if needs_own and not self.explained(who, world, act, level, budget):
                    return False
            elif "partner" not in SABOTAGE:
                held = world.mind(other)
                if not possible(act, held) or not self.explained(other, held, act, level + 1, self.ctl if "budget" in SABOTAGE else budget):
                    return False
        return True

    def is_minimal(self, who, acts, worlds, level, budget):
        """No part comes to exactly the same. A part without the first act begins with an act that needs the planner's own reason, and the smallest such
        part would be that reason; so it is not asked for."""
        if "minimal" in SABOTAGE:
            return True
        wanted = worth(self.problem, who, worlds[-1])
        for kept in itertools.product((False, True), repeat=len(acts)):
            if all(kept):
                continue
            end = self.part(who, acts, kept, worlds[0], level, budget)
            if end is not None and worth(self.problem, who, end) == wanted:
                return False
        return True

    def part(self, who, acts, kept, world, level, budget):
        count, has_left_out = 0, False
        for act, stays in zip(acts, kept):
            if not stays:
                has_left_out = True
                continue
            if has_left_out and not self.fits(who, world, act, level, budget - count, needs_own=count > 0):
                return None
            if not has_left_out and not possible(act, world):
                return None
            world = step(self.problem, world, act)
            count += 1
        return world

    def may_happen(self, world, act):
        if not possible(act, world):
            return False
        for who in act["consenting"]:
            held = world.mind(who)
            if not possible(act, held) or not self.explained(who, held, act, 1, max(1, self.ctl)):
                return False
        return True


def is_goal(u, goal, before):
    return UNKNOWN not in (u, before) and u >= goal and u > before


def shortest(problem, atl, ctl, el, goal):
    """The length of the shortest plan that reaches the goal, or None. The shortest has no part that does as well, and passes no better state."""
    asked, first = Asked(problem, ctl, el), start(problem)
    before = worth(problem, None, first)
    layer = [first]
    for length in range(1, atl + 1):
        following = []
        for world in layer:
            for act in problem["actions"]:
                if not asked.may_happen(world, act):
                    continue
                after = step(problem, world, act)
                if is_goal(worth(problem, None, after), goal, before):
                    return length
                following.append(after)
        layer = following
    return None


def stories(problem, length, ctl, el):
    """Every sequence of so many acts at most in which all have their reasons, with what everybody then believes."""
    asked, found, layer = Asked(problem, ctl, el), {}, {(): start(problem)}
    for _ in range(length + 1):
        found.update({names: all_believed(problem, world) for names, world in layer.items()})
        layer = {(*names, act["text"]): step(problem, world, act) for names, world in layer.items() for act in problem["actions"]
                 if len(names) < length and asked.may_happen(world, act)}
    return found


def all_believed(problem, world):
    """Every property in the world, in every mind, and in every mind's picture of every mind."""
    people = [who for who in problem["utility"] if who]
    chains = [(), *((a,) for a in people), *itertools.product(people, people)]
    return {chain: {place: shown(v) for place, v in at_end(world, chain).values.items()} for chain in chains}


def shown(v):
    """As the engine's tables say it."""
    return "unknown" if v == UNKNOWN else ("yes" if v else "no") if isinstance(v, bool) else str(v)


def look_into_minds(problem):
    """Minds are worked out when they are asked for, so triggers that go round in one that no plan asks about are met only here."""
    begin = start(problem)
    for act in problem["actions"]:
        if not possible(act, begin):
            continue
        try:
            all_believed(problem, step(problem, begin, act))
        except GoesRound:
            raise
        except TooBig:
            return


def walks(problem, names, ctl, el, goal):
    """Is it a plan? What is wrong with it, or None."""
    by_name = {act["text"]: act for act in problem["actions"]}
    asked, world = Asked(problem, ctl, el), start(problem)
    utilities = [worth(problem, None, world)]
    for name in names:
        if name not in by_name or not asked.may_happen(world, by_name[name]):
            return f"{name} may not happen there"
        world = step(problem, world, by_name[name])
        utilities.append(worth(problem, None, world))
    if not is_goal(utilities[-1], goal, utilities[0]) or any(u != UNKNOWN and u >= utilities[-1] for u in utilities[:-1]):
        return f"its utilities are {utilities}"
    return None


# ---------------------------------------------------------------- inventing problems

TYPES = {"at": "place", "has": "boolean", "f": "boolean", "g": "boolean", "n": "number"}


class Inventor:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.characters = ["A", "B", "C"][: self.chance.choice((2, 2, 3))]
        self.places = ["P", "Q"]
        self.domains, self.is_plain = {}, False
        for c in self.characters:
            self.domains[f"at({c})"] = self.places
            self.domains[f"has({c})"] = [False, True]
        self.domains.update({"f()": [False, True], "g()": [False, True], "n()": None})

    def often(self, percent):
        return self.chance.random() * 100 < percent

    # terms: (text, function from a binding of variables to the grounded expression)
    def person(self, variables):
        free = [v for v, t in variables.items() if t == "character"]
        return self.chance.choice(free * 3 + self.characters)

    def property_of(self, type_name, variables):
        name = self.chance.choice([n for n, t in TYPES.items() if t == type_name])
        if name in ("at", "has"):
            who = self.person(variables)
            return f"{name}({who})", lambda b, w=who, n=name: f"{n}({b.get(w, w)})"
        return f"{name}()", lambda b, n=name: f"{n}()"

    def claim(self, variables):
        kind = self.chance.choice(("boolean", "boolean", "place", "number", "persons"))
        if kind == "persons":
            free = [v for v, t in variables.items() if t == "character"]
            if not free:
                kind = "boolean"
            else:
                one, other = self.chance.choice(free), self.chance.choice(self.characters + free)
                op = self.chance.choice(("==", "!="))
                return f"{one} {op} {other}", lambda b: ("truth", (b.get(one, one) == b.get(other, other)) == (op == "=="))
        if kind == "boolean":
            text, place = self.property_of("boolean", variables)
            return text, lambda b: ("is", ("property", place(b)), ("value", True))
        if kind == "place":
            text, place = self.property_of("place", variables)
            op = self.chance.choice(("==", "==", "!="))
            if self.often(35):
                other_text, other = self.property_of("place", variables)
                right = lambda b: ("property", other(b))
            else:
                spots = [v for v, t in variables.items() if t == "place"] * 3 + self.places
                other_text = self.chance.choice(spots + (["?"] if self.often(10) else []))
                right = lambda b: ("value", b.get(other_text, other_text))
            return f"{text} {op} {other_text}", lambda b: ("is" if op == "==" else "is not", ("property", place(b)), right(b))
        op = self.chance.choice((">", "<", ">=", "<=", "=="))
        number = self.chance.randint(0, 2)
        return f"n() {op} {number}", lambda b: ("is" if op == "==" else op, ("property", "n()"), ("value", number))

    def condition(self, variables, depth=2):
        kind = self.chance.choice(("claim", "claim", "claim", "not", "and", "and", "or", "believes", "some")) if depth else "claim"
        if kind == "believes" and self.is_plain:
            kind = "claim"
        if kind == "claim":
            return self.claim(variables)
        if kind == "not":
            text, made = self.condition(variables, depth - 1)
            return f"!({text})", lambda b: ("not", made(b))
        if kind == "believes":
            who = self.person(variables)
            text, made = self.condition(variables, depth - 1)
            return f"believes({who}, ({text}))", lambda b: ("believes", b.get(who, who), made(b))
        if kind == "some":
            word, name = self.chance.choice((("exists", "or"), ("forall", "and"))), "x%d" % len(variables)
            inner = dict(variables, **{name: "character"})
            text, made = self.condition(inner, depth - 1)
            return f"({word[0]}({name} : character) ({text}))", lambda b: (word[1], *(made(dict(b, **{name: c})) for c in self.characters))
        parts = [self.condition(variables, depth - 1) for _ in range(2)]
        sign = " & " if kind == "and" else " | "
        return "(" + sign.join(t for t, _ in parts) + ")", lambda b: (kind, *(made(b) for _, made in parts))

    def effect(self, variables, taken):
        """One change, perhaps conditional, perhaps of a mind. Each act changes the number once at most."""
        when = self.condition(variables, 1) if self.often(20) else None
        chain = []
        while self.often(25) and len(chain) < 2:
            chain.append(self.person(variables))
        kind = self.chance.choice(("boolean", "boolean", "place", "number"))
        if kind == "number" and ("number", tuple(chain)) in taken:
            kind = "boolean"
        taken.add((kind, tuple(chain)))
        if kind == "number":
            place = lambda b: "n()"
            by = self.chance.choice((1, 1, 2, -1))
            if self.often(70):
                text, value = f"n() = n() {'+' if by > 0 else '-'} {abs(by)}", ("plus", ("property", "n()"), ("value", by))
                value = self.in_chain(chain, value)
            else:
                text, value = f"n() = {abs(by)}", lambda b: ("value", abs(by))
        elif kind == "place":
            prop, place = self.property_of("place", variables)
            spots = [v for v, t in variables.items() if t == "place"] * 3 + self.places + (["?"] if self.often(15) else [])
            to = self.chance.choice(spots)
            text, value = f"{prop} = {to}", lambda b: ("value", b.get(to, to))
        else:
            prop, place = self.property_of("boolean", variables)
            to = self.often(70)
            text, value = f"{prop} = {to}", lambda b: ("value", to)
        for who in reversed(chain):
            text = f"believes({who}, {text})"
        if when:
            text = f"(if({when[0]}) {text})"
        made = lambda b: {"chain": tuple(b.get(w, w) for w in chain), "property": place(b), "value": value(b) if callable(value) else value,
                          "when": when[1](b) if when else ("truth", True)}
        return text, made

    def in_chain(self, chain, value):
        """What is set inside believes(…) is read in that mind."""
        def made(b):
            e = value
            for who in reversed(chain):
                e = ("believed", b.get(who, who), e)
            return e
        return made

    def event(self, number, is_trigger):
        self.is_plain = is_trigger  # a trigger about a mind would have to be settled there first, and there, and there …
        variables = {"c": "character"} if self.often(75) else {}
        if variables and self.often(15):
            variables["d"] = "character"
        elif variables and self.often(25):
            variables["p"] = "place"
        taken = set()
        condition = self.condition(variables, self.chance.choice((0, 0, 1, 2)))
        effects = [self.effect(variables, taken) for _ in range(self.chance.choice((1, 1, 2)))]
        name = f"{'rule' if is_trigger else 'act'}{number}"
        head = f"{'trigger' if is_trigger else 'action'} {name}(" + ", ".join(f"{v} : {t}" for v, t in variables.items()) + ")"
        parts = [f"precondition: {condition[0]}", "effect: " + " & ".join(t for t, _ in effects)]
        consenting, observing = [], None
        if not is_trigger:
            people = [v for v, t in variables.items() if t == "character"] or self.characters
            if self.often(80):
                consenting = [self.chance.choice(people)]
                if self.often(15):
                    consenting.append(self.chance.choice(self.characters))
                consenting = list(dict.fromkeys(consenting))
                parts.append("consenting: " + ", ".join(consenting))
            if self.often(40):
                observing = self.condition(dict(variables, o="character"), 1)
                parts.append(f"observing(o : character): {observing[0]}")
        return head + " { " + "; ".join(parts) + "; };", self.instances(name, variables, condition, effects, consenting, observing, is_trigger)

    def instances(self, name, variables, condition, effects, consenting, observing, is_trigger):
        domains = [self.characters if t == "character" else self.places for t in variables.values()]
        for values in itertools.product(*domains):
            b = dict(zip(variables, values))
            made = {"text": f"{name}({', '.join(values)})", "kind": "trigger" if is_trigger else "action", "condition": condition[1](b),
                    "effects": [e[1](b) for e in effects], "consenting": list(dict.fromkeys(b.get(w, w) for w in consenting)),
                    "observing": {c: observing[1](dict(b, o=c)) for c in self.characters} if observing else None}
            always = [e for e in made["effects"] if is_always_so(pushed(e["when"]))]
            for one, other in itertools.combinations(always, 2):
                if (one["chain"], one["property"]) == (other["chain"], other["property"]) and one["value"] != other["value"]:
                    raise TooBig("a contradiction")
            yield made

    def utility(self):
        terms = []
        for _ in range(self.chance.choice((1, 1, 2))):
            kind = self.chance.choice(("if", "if", "if", "number", "two"))
            if kind == "number":
                terms.append(("n()", ("property", "n()")))
            elif kind == "if":
                text, made = self.condition({}, self.chance.choice((0, 0, 1)))
                weight = self.chance.randint(1, 3)
                terms.append((f"(if({text}) {weight} else 0)", ("if", made({}), ("value", weight), ("value", 0))))
            else:
                (one, first), (other, second) = self.condition({}, 1), self.condition({}, 1)
                terms.append((f"(if({one}) 2 elseif({other}) 1 else 0)", ("if", first({}), ("value", 2), ("if", second({}), ("value", 1), ("value", 0)))))
        text, made = terms[0]
        for other_text, other in terms[1:]:
            text, made = f"{text} + {other_text}", ("plus", made, other)
        return text, made

    def problem(self):
        lines = ["type place;", *(f"entity {c} : character;" for c in self.characters), *(f"entity {p} : place;" for p in self.places)]
        lines += [f"property {n}({'c : character' if n in ('at', 'has') else ''}) : {t};" for n, t in TYPES.items()]
        begin = {place: UNKNOWN if domain == self.places else False if domain else 0 for place, domain in self.domains.items()}
        for c in self.characters:
            if self.often(90):
                begin[f"at({c})"] = self.chance.choice(self.places)
                lines.append(f"at({c}) = {begin[f'at({c})']};")
        for place in ("f()", "g()", *(f"has({c})" for c in self.characters)):
            if self.often(25):
                begin[place] = True
                lines.append(f"{place};")
        if self.often(30):
            begin["n()"] = self.chance.randint(1, 2)
            lines.append(f"n() = {begin['n()']};")
        beliefs = {}
        for _ in range(self.chance.choice((0, 1, 2, 3))):
            self.belief(lines, beliefs)
        actions, triggers = [], []
        for i in range(self.chance.randint(3, 5)):
            text, made = self.event(i, False)
            lines.append(text)
            actions += made
        for i in range(self.chance.choice((0, 0, 1))):
            text, made = self.event(i, True)
            lines.append(text)
            triggers += made
        self.is_plain = False
        if len(actions) > 12:
            raise TooBig("many actions")
        utilities = {None: self.utility(), **{c: self.utility() for c in self.characters if self.often(90)}}
        lines += [f"utility({c or ''}): {text};" for c, (text, _) in utilities.items()]
        made = {"start": begin, "beliefs": beliefs, "actions": actions, "triggers": triggers, "domains": self.domains,
                "utility": {c: utilities[c][1] if c in utilities else ("value", 0) for c in (None, *self.characters)}, "text": "\n".join(lines) + "\n"}
        return made

    def belief(self, lines, beliefs):
        path = [self.chance.choice(self.characters)]
        if self.often(30):
            path.append(self.chance.choice([c for c in self.characters if c != path[0]]))
        place = self.chance.choice(list(self.domains))
        domain = self.domains[place]
        value = self.chance.choice(domain) if domain else self.chance.randint(0, 2)
        beliefs[tuple(path), place] = value
        text = f"{place} = {value}"
        for who in reversed(path):
            text = f"believes({who}, {text})"
        lines.append(text + ";")


# ---------------------------------------------------------------- comparing

LIMITS = ((3, 3, 2), (3, 2, 1), (2, 4, 0), (3, 1, 2))


def ask(engine, path, limits, more):
    words = [engine, "plan", path, "--json", "--limit-story", str(limits[0]), "--limit-plan", str(limits[1]), "--limit-mind", str(limits[2]), *more]
    run = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    if not run.stdout.startswith("{"):
        return None, f"exit code {run.returncode}: {run.stderr}"
    return json.loads(run.stdout), None


def difference(engine, path, problem, limits, goal_words):
    """What the three ways of asking disagree about, or None; and whether there was a plan."""
    fast, wrong = ask(engine, path, limits, goal_words)
    if wrong:
        return f"no answer: {wrong}", False
    if any(d["code"] == "K0501" for d in fast["diagnostics"]):
        raise TooBig("triggers go round, perhaps in a mind that nobody here asks about")
    if fast["diagnostics"] and any(d["severity"] == "error" for d in fast["diagnostics"]):
        return f"refused: {fast['diagnostics']}", False
    World.made = 0
    goal = fast["goal"]
    if goal is None:
        return None, False  # the author's utility is unknown at the start
    wanted = shortest(problem, *limits, goal)
    exact, wrong = ask(engine, path, limits, [*goal_words, "--shortest"])
    if wrong:
        return f"no answer to --shortest: {wrong}", False
    for answer, how in ((exact, "--shortest"), (fast, "the fast search")):
        if answer["solved"] != (wanted is not None):
            look_into_minds(problem)
            return f"{how} says {answer['solved']}, and the shortest plan has {wanted} acts", False
    if wanted is None:
        return None, False
    if len(exact["plan"]) != wanted or not exact["shortest"]:
        return f"--shortest has {len(exact['plan'])} acts, and the shortest plan has {wanted}", True
    for answer in (exact, fast):
        names = [act["act"] for act in answer["plan"]]
        wrong = walks(problem, names, limits[1], limits[2], goal)
        if wrong:
            return f"{names} is no plan: {wrong}", True
    return None, True


def is_worth_asking(problem, limits, attempt):
    """Most problems have no plan; a few of those are enough."""
    World.made = 0
    before = worth(problem, None, start(problem))
    return before != UNKNOWN and (attempt % 8 == 7 or shortest(problem, *limits, before + 1) is not None)


def limits_of(seed):
    return LIMITS[seed % len(LIMITS)]


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told_stories(engine, path, problem, limits):
    """The same from the engine's story graph (`--csv`)."""
    name = path[:-4]
    _, wrong = ask(engine, path, limits, ["--all", "--csv", name])
    if wrong:
        return wrong
    after, states = {}, {row["state"]: row for row in table(f"{name}_states.csv")}
    minds = {(row["state"], row["mind"]): row["believes"] for row in table(f"{name}_minds.csv")}
    for row in table(f"{name}_steps.csv"):
        after.setdefault(row["from"], []).append((row["act"], row["to"]))
    people = [who for who in problem["utility"] if who]
    chains = [(), *((a,) for a in people), *itertools.product(people, people)]

    def believed(state):
        made = {}
        for chain in chains:
            at = state
            for who in chain:
                at = minds[at, who]
            made[chain] = {place: states[at][place] for place in problem["start"]}
        return made

    found, layer = {}, {(): "0"}
    for _ in range(limits[0] + 1):
        found.update({names: believed(at) for names, at in layer.items()})
        layer = {(*names, act): to for names, at in layer.items() if len(names) < limits[0] for act, to in after.get(at, [])}
    return found


def different_stories(engine, path, problem, limits):
    """Not one plan but all that may happen, two acts far, and what everybody then believes: there a mistake shows soonest."""
    World.made = 0
    near = (min(2, limits[0]), *limits[1:])
    told = told_stories(engine, path, problem, near)
    if isinstance(told, str):
        return told
    wanted = stories(problem, *near)
    if set(told) != set(wanted):
        return f"may happen, and should not: {sorted(set(told) - set(wanted))}; should, and may not: {sorted(set(wanted) - set(told))}"
    for names in wanted:
        for chain in wanted[names]:
            if told[names][chain] != wanted[names][chain]:
                return f"after {names} {' believes '.join(chain) or 'the world'}: {told[names][chain]}, and should be {wanted[names][chain]}"
    return None


def all_differences(engine, path, problem, limits):
    """(difference or None, plans found)."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(problem["text"])
    found = 0
    for goal_words in ([], ["--goal", "2"]):
        wrong, has_plan = difference(engine, path, problem, limits, goal_words)
        found += has_plan
        wrong = wrong or (different_stories(engine, path, problem, limits) if goal_words else None)
        if wrong:
            return f"limits {limits}, {goal_words}: {wrong}\n{problem['text']}", found
    return None, found


def compare(engine, folder, seed):
    """(difference or None, plans found); another problem of the same seed where this one is too big."""
    for attempt in itertools.count():
        try:
            problem = Inventor(f"{seed}/{attempt}").problem()
            limits = limits_of(seed)
            if not is_worth_asking(problem, limits, attempt):
                continue
            wrong, found = all_differences(engine, os.path.join(folder, f"{seed}.txt"), problem, limits)
            return wrong and f"seed {seed}/{attempt}, {wrong}", found
        except (TooBig, RecursionError):
            continue


# ---------------------------------------------------------------- by hand: what chance hardly ever brings

def deed(name, who, needs, brings):
    """An act by one person, and how the format says it; `needs` and `brings` are yes-or-no properties."""
    text = f"action {name}() {{ precondition: {needs}; effect: {brings} = True; consenting: {who}; }};"
    effect = {"chain": (), "property": brings, "value": ("value", True), "when": ("truth", True)}
    is_denied = needs.startswith("!")
    claim = ("is", ("property", needs.lstrip("!")), ("value", True))
    return text, {"text": f"{name}()", "kind": "action", "condition": ("not", claim) if is_denied else claim, "effects": [effect], "consenting": [who], "observing": None}


def by_hand(deeds, wishes):
    inventor = Inventor("by hand")
    inventor.characters = ["A", "B"]
    domains = {"at(A)": inventor.places, "at(B)": inventor.places, "has(A)": [False, True], "has(B)": [False, True], "f()": [False, True], "g()": [False, True], "n()": None}
    lines = ["type place;", "entity A : character;", "entity B : character;", "entity P : place;", "entity Q : place;"]
    lines += [f"property {n}({'c : character' if n in ('at', 'has') else ''}) : {t};" for n, t in TYPES.items()]
    lines += [text for text, _ in deeds] + [f"utility({c or ''}): (if({wish}) 1 else 0);" for c, wish in wishes.items()]
    utility = {c: ("if", ("is", ("property", wish), ("value", True)), ("value", 1), ("value", 0)) for c, wish in wishes.items()}
    start = {place: UNKNOWN if domain == inventor.places else False if domain else 0 for place, domain in domains.items()}
    return {"start": start, "beliefs": {}, "actions": [made for _, made in deeds], "triggers": [], "domains": domains,
            "utility": {c: utility.get(c, ("value", 0)) for c in (None, "A", "B")}, "text": "\n".join(lines) + "\n"}


def problems_by_hand():
    """(problem, limits). A's plan needs B, who in the first has no reason, and in the second one that is an act too long for what is left."""
    wishes = {None: "has(A)", "A": "f()", "B": "g()"}
    lends, opens, enters = deed("lend", "A", "!has(A)", "has(A)"), deed("open", "B", "has(A)", "f()"), deed("enter", "B", "f()", "g()")
    yield by_hand([lends, opens], wishes), (3, 2, 2)
    yield by_hand([lends, opens, enters], wishes), (3, 2, 2)
    yield by_hand([lends, opens, enters], wishes), (3, 3, 2)


def compare_by_hand(engine, folder):
    """The first difference, or None; and plans found."""
    plans = 0
    for number, (problem, limits) in enumerate(problems_by_hand()):
        wrong, found = all_differences(engine, os.path.join(folder, f"by_hand_{number}.txt"), problem, limits)
        plans += found
        if wrong:
            return f"by hand, number {number}, {wrong}", plans
    return None, plans


def run_all(engine, count, seed):
    passed = failed = plans = 0
    with tempfile.TemporaryDirectory() as folder:
        for compared in itertools.chain([compare_by_hand(engine, folder)], (compare(engine, folder, number) for number in range(seed, seed + count))):
            wrong, found = compared
            plans += found
            if wrong:
                failed += 1
                print(f"FAILED {wrong}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed: {plans} plans in {2 * count} questions")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sabotage", action="store_true", help="put mistakes in here and see that each is noticed")
    words = parser.parse_args()
    if not words.sabotage:
        return 1 if run_all(words.engine, words.count, words.seed) else 0
    unnoticed = []
    for name in SABOTAGES:
        SABOTAGE.clear()
        SABOTAGE.add(name)
        with tempfile.TemporaryDirectory() as folder:
            seeds = range(words.seed, words.seed + words.count)
            if not compare_by_hand(words.engine, folder)[0] and not any(compare(words.engine, folder, seed)[0] for seed in seeds):
                unnoticed.append(name)
    print(f"{len(SABOTAGES) - len(unnoticed)} passed, {len(unnoticed)} failed: mistakes put in on purpose{', unnoticed: ' + ', '.join(unnoticed) if unnoticed else ', each noticed'}")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
