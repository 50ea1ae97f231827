#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""brute: small random worlds, answered by the plainest code we can write, compared with the engine.

In     a seed and a number of worlds; the engine's program
Out    `N passed, M failed`; for each difference the seed, both answers and the world file
Owns   nothing of the engine: the meaning is written here a second time, line by line from docs/meaning.md
Used   by hand and by `make test-more`; slow on purpose, clear before fast

Parts: 1 worlds and their equality   2 conditions   3 one step   4 explained   5 stories
       6 from the written world to the ground one   7 printing   8 inventing worlds   9 comparing
"""
import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from types import SimpleNamespace as Record

UNKNOWN = None          # the value of a fact that has none
SABOTAGE = set()        # deliberate mistakes, by name; see SABOTAGES
SABOTAGES = {
    "repair": "a surprised observer is not repaired",
    "minimal": "a plan may waste steps",
    "outer": "nobody thinks about what the others noticed",
    "partner": "later steps of others need no reason",
    "budget": "nested plans get the whole plan limit",
    "shown": "a rule one was shown still fires by itself",
    "unsee": "sight corrects nothing that is wrongly believed to be seen",
    "attempts": "nobody is corrected by a failed attempt",
}

# Where meaning.md leaves two readings, the one chosen here (README.md says more).
IDLE_LEVEL_BEYOND = 0                   # lesser evil: others move while e + this <= the mind limit


class TooBig(Exception):
    """This world is too large for a slow checker; the generator takes another."""


class RuleLoop(Exception):
    """One step, 5: a firing that brings back an earlier state of the same world in the same step."""


# ---------------------------------------------------------------- 1 worlds and their equality

class World:
    """A value for every fact, and for every mind the world that person takes to be the case, and so on without end.

    An endless world is a node of a finite graph; `kids` may lead back to the node itself."""

    def __init__(self, label):
        self.label = label      # (values in the order of the facts, rules shown to this mind in this step)
        self.kids = {}          # mind -> World

    values = property(lambda self: self.label[0])
    shown = property(lambda self: self.label[1])


class Shelf:
    """Worlds are equal when they are equal at every depth; each is stored once."""

    LARGEST = 250           # nodes of one world
    WORK = 80000            # nodes unfolded in all

    def __init__(self, minds):
        self.minds = minds
        self.work = 0
        self.stored = {}        # picture of the whole graph -> World

    def build(self, seed, unfold):
        """The world that `unfold` grows from `seed`: unfold(seed) = (label, {mind: seed of what that mind holds})."""
        labels, kids, waiting = {}, {}, [seed]
        while waiting:
            here = waiting.pop()
            if here in labels:
                continue
            if len(labels) > self.LARGEST:
                raise TooBig("a world of too many nodes")
            labels[here], kids[here] = unfold(here)
            waiting.extend(kids[here].values())
        self.work += len(labels)
        if self.work > self.WORK:
            raise TooBig("too much to unfold")
        block = self.blocks(labels, kids)
        return self.store(block, labels, kids)[block[seed]]

    def blocks(self, labels, kids):
        """Partition refinement: nodes start together when their labels agree, and part when what a mind holds parts."""
        block = number_alike({node: labels[node] for node in labels})
        while True:
            finer = number_alike({node: (block[node],) + tuple(block[kids[node][m]] for m in self.minds)
                                  for node in labels})
            if len(set(finer.values())) == len(set(block.values())):
                return block
            block = finer

    def store(self, block, labels, kids):
        """One World for each block, the stored one where it is already there."""
        label_of = {block[n]: labels[n] for n in labels}
        kids_of = {block[n]: {m: block[kids[n][m]] for m in self.minds} for n in labels}
        worlds, fresh = {}, []
        for b in label_of:
            picture = self.picture(b, label_of, kids_of)
            if picture not in self.stored:
                self.stored[picture] = World(label_of[b])
                fresh.append(b)
            worlds[b] = self.stored[picture]
        for b in fresh:
            worlds[b].kids = {m: worlds[kids_of[b][m]] for m in self.minds}
        return worlds

    def picture(self, root, label_of, kids_of):
        """The graph below root, written out whole, nodes numbered as met: equal minimal graphs have equal pictures."""
        number, order = {root: 0}, [root]
        for b in order:
            for m in self.minds:
                k = kids_of[b][m]
                if k not in number:
                    number[k] = len(order)
                    order.append(k)
        return tuple((label_of[b], tuple(number[kids_of[b][m]] for m in self.minds)) for b in order)


def number_alike(signature):
    """Nodes with equal signatures get equal numbers."""
    numbers, result = {}, {}
    for node, s in signature.items():
        result[node] = numbers.setdefault(s, len(numbers))
    return result


def same_by_coinduction(u, v):
    """Equality at every depth by pairwise assumption; the slow witness for the shelf (see --prove)."""
    assumed, waiting = set(), [(u, v)]
    while waiting:
        pair = waiting.pop()
        if pair in assumed:
            continue
        assumed.add(pair)
        if pair[0].label != pair[1].label:
            return False
        waiting.extend((pair[0].kids[m], pair[1].kids[m]) for m in pair[0].kids)
    return True


# ---------------------------------------------------------------- 2 conditions
#
# Ground conditions, `not` already pushed inward:
#   ("and", [..])  ("or", [..])  ("believes", person, condition)  ("cmp", op, sum, sum)
# Ground sums: ("value", v)  ("fact", index)  ("+"|"-"|"*", sum, sum)

OPPOSITE = {"is": "is not", "is not": "is", "at least": "less than", "less than": "at least",
            "at most": "more than", "more than": "at most"}


def amount(term, values):
    """Sums with `unknown` are `unknown`."""
    if term[0] == "value":
        return term[1]
    if term[0] == "fact":
        return values[term[1]]
    a, b = amount(term[1], values), amount(term[2], values)
    if a is UNKNOWN or b is UNKNOWN:
        return UNKNOWN
    return {"+": a + b, "-": a - b, "*": a * b}[term[0]]


def compare(op, a, b):
    """`unknown is unknown` holds. Order comparisons with `unknown` fail."""
    if op == "is":
        return a == b
    if op == "is not":
        return a != b
    if a is UNKNOWN or b is UNKNOWN:
        return False
    return {"at least": a >= b, "at most": a <= b, "more than": a > b, "less than": a < b}[op]


def holds(cond, world):
    """Does a ground condition hold in a world (or anything with values and kids)?"""
    if cond[0] == "and":
        return all(holds(c, world) for c in cond[1])
    if cond[0] == "or":
        return any(holds(c, world) for c in cond[1])
    if cond[0] == "believes":
        return holds(cond[2], world.kids[cond[1]])
    return compare(cond[1], amount(cond[2], world.values), amount(cond[3], world.values))


def facts_in(term):
    if term[0] == "fact":
        return [term[1]]
    return facts_in(term[1]) + facts_in(term[2]) if term[0] in "+-*" else []


def claims(cond, path=()):
    """Every claim of a condition, with the minds it is about."""
    if cond[0] in ("and", "or"):
        return [found for c in cond[1] for found in claims(c, path)]
    if cond[0] == "believes":
        return claims(cond[2], path + (cond[1],))
    return [(path, cond)]


def down(world, path):
    for m in path:
        world = world.kids[m]
    return world


# ---------------------------------------------------------------- 3 one step

class Meaning:
    """What happens in a ground world. `g` is the ground world of part 6."""

    STEPS = 3000            # successors we are willing to compute for one world
    ASKED = 10000           # explanations we are willing to look for

    def __init__(self, g):
        self.g = g
        self.shelf = Shelf(g.minds)
        self.memo = {}
        self.asked = 0
        self.noted = Counter()      # what happened, for the statistics

    def once(self, key, compute):
        """Every question has one answer; remember it."""
        if key not in self.memo:
            self.memo[key] = compute()
        return self.memo[key]

    # -- setting facts in minds

    def seed_set(self, holder, sets, inner):
        """The seed `inner`, held by `holder`, with facts set. `sets` maps (path of minds, fact) to a value."""
        if not sets:
            return inner
        if inner[0] == "set" and inner[1] == holder:        # set again: one setting, the later line wins
            sets = {**dict(inner[2]), **sets}
            inner = inner[3]
        return ("set", holder, tuple(sorted(sets.items(), key=repr)), inner)

    def unfold_set(self, seed, unfold):
        """Whatever is set in X's mind is also set in X's picture of X's own mind."""
        _, holder, sets, inner = seed
        (values, shown), kids = unfold(inner)
        values, kids = list(values), dict(kids)
        for (path, fact), value in sets:
            if not path:
                values[fact] = value
        for m in self.g.minds:
            deeper = {(path[1:], fact): value for (path, fact), value in sets if path and path[0] == m}
            if m == holder:
                deeper = {**dict(sets), **deeper}
            kids[m] = self.seed_set(m, deeper, kids[m])
        return (tuple(values), shown), kids

    def unfold_old(self, seed):
        return seed[1].label, {m: ("old", k) for m, k in seed[1].kids.items()}

    def with_sets(self, world, holder, sets):
        """A whole world, held by holder, with facts set."""
        def unfold(seed):
            return self.unfold_set(seed, unfold) if seed[0] == "set" else self.unfold_old(seed)
        return self.shelf.build(self.seed_set(holder, sets, ("old", world)), unfold)

    # -- 1 effects

    def bounded(self, fact, value):
        """A number is kept inside its bounds by every change."""
        info = self.g.facts[fact]
        if info.low is None or value is UNKNOWN:
            return value
        return max(info.low, value if info.high is None else min(info.high, value))

    def changed(self, fact, old, kind, given):
        """The new value of one fact: becomes, rises by, falls by. `clock becomes N` never moves it back."""
        if kind == "becomes":
            if fact == self.g.clock and given is not UNKNOWN:
                given = max(old, given)
            return self.bounded(fact, given)
        if old is UNKNOWN or given is UNKNOWN:
            return UNKNOWN
        return self.bounded(fact, old + given if kind == "rises" else old - given)

    def after_effects(self, event, world):
        """Conditions and amounts read in W. Two effects of one fact: the later line wins."""
        values = list(world.values)
        for cond, kind, fact, term in event.effects:
            if holds(cond, world):
                values[fact] = self.changed(fact, world.values[fact], kind, amount(term, world.values))
        return tuple(values)

    # -- 2 noticing

    def notices(self, event, mind, world):
        """Judged in W before the effects; every actor notices."""
        return mind in event.actors or any(holds(c, world) for c in event.seers.get(mind, []))

    def repair(self, cond, world, mind):
        """Surprise: what c's world b becomes when c saw the act happen though its condition is false in b."""
        b = world.kids[mind]
        if holds(cond, b) or "repair" in SABOTAGE:
            return b
        true_values, unknowns = {}, {}
        self.repair_part(cond, world, b, (), true_values, unknowns)
        if true_values or unknowns:
            self.noted["surprise"] += 1
        return self.with_sets(b, mind, {**unknowns, **true_values})     # equality wins over unknown

    def repair_part(self, cond, world, b, path, true_values, unknowns):
        """All parts of a true `and`, each true branch of an `or`, each claim that is false in b."""
        if not holds(cond, world):
            return
        if cond[0] in ("and", "or"):
            for part in cond[1]:
                self.repair_part(part, world, b, path, true_values, unknowns)
        elif cond[0] == "believes":     # a claim about a mind repairs c's picture of that mind
            self.repair_part(cond[2], world.kids[cond[1]], b.kids[cond[1]], path + (cond[1],), true_values, unknowns)
        elif not holds(cond, b):
            self.repair_claim(cond, world, path, true_values, unknowns)

    def repair_claim(self, claim, world, path, true_values, unknowns):
        """Equalities take the true value in W; `A is not B` gives B its true value and A unknown;
        an order comparison makes every fact in it unknown."""
        _, op, left, right = claim
        for fact in facts_in(left):
            target = true_values if op == "is" else unknowns
            target[(path, fact)] = world.values[fact] if op == "is" else UNKNOWN
        for fact in facts_in(right):
            target = true_values if op in ("is", "is not") else unknowns
            target[(path, fact)] = world.values[fact] if op in ("is", "is not") else UNKNOWN

    def correct(self, cond, world, mind):
        """A failed attempt: for each claim that is false in W and true in b, every fact in it takes its value in W."""
        b, sets = world.kids[mind], {}
        for path, claim in claims(cond):
            if "attempts" not in SABOTAGE and not holds(claim, down(world, path)) and holds(claim, down(b, path)):
                for fact in facts_in(claim[2]) + facts_in(claim[3]):
                    sets[(path, fact)] = down(world, path).values[fact]
        if sets:
            self.noted["corrected"] += 1
        return self.with_sets(b, mind, sets)

    # -- 3 telling and sensing

    def told(self, event, world, values):
        """What is set in whose mind: {mind: {(path, fact): value}}. Lines take hold in file order (as show_deeds
        writes them: `then`, learns, senses), the later winning."""
        sets = {}
        for cond, who, path, fact, value in event.implants:             # `X believes CLAIM` as an effect
            if holds(cond, world):
                sets.setdefault(who, {})[(once_each((who,) + path)[1:], fact)] = value
        for who, path, fact, value, teller, cond in event.learns:       # COND is read in X's mind in W
            if holds(cond, world.kids[who]):
                mine = sets.setdefault(who, {})
                mine[(once_each((who,) + path)[1:], fact)] = value
                if teller is not None:                                  # and in X's picture of Y CLAIM is set
                    mine[(once_each((who, teller) + path)[1:], fact)] = value
        for who, fact in event.senses:                                  # the value F has in W after 1
            sets.setdefault(who, {})[((), fact)] = values[fact]
        return sets

    def own_plan_sets(self, event, world, planner):
        """In a plan of X's own, what X learns or is made to believe is set in the imagined world itself."""
        return self.told(event, world, self.after_effects(event, world)).get(planner, {})

    def unfold_act(self, event, world, unfold_kid):
        """Steps 1 to 3 in one world; unfold_kid(b) is the seed of the same act happening in b."""
        values = self.after_effects(event, world)
        sets, kids = self.told(event, world, values), {}
        for m in self.g.minds:
            if self.notices(event, m, world):
                kids[m] = unfold_kid(self.repair(event.cond, world, m))
            else:
                kids[m] = ("old", world.kids[m])
            kids[m] = self.seed_set(m, sets.get(m, {}), kids[m])
        return (values, world.shown), kids

    def happen(self, act, world, planner):
        """1 effects, 2 noticing, 3 telling and sensing."""
        def unfold(seed):
            if seed[0] == "set":
                return self.unfold_set(seed, unfold)
            if seed[0] == "old":
                return self.unfold_old(seed)
            kid = "old" if "outer" in SABOTAGE and seed[0] == "held" else "held"
            return self.unfold_act(act, seed[1], lambda b: (kid, b))
        seed = ("act", world)
        if planner is not None:
            seed = self.seed_set(planner, self.own_plan_sets(act, world, planner), seed)
        return self.shelf.build(seed, unfold)

    def fail(self, act, world):
        """Where the condition is false in W an attempt fails: no effects; everyone who notices is corrected."""
        self.noted["failed attempt"] += 1

        def unfold(seed):
            if seed[0] == "old":
                return self.unfold_old(seed)
            here = seed[1]
            kids = {m: ("act", self.correct(act.cond, here, m)) if self.notices(act, m, here) else ("old", here.kids[m])
                    for m in self.g.minds}
            return here.label, kids
        return self.shelf.build(("act", world), unfold)

    # -- 4 the clock

    def tick(self, world, takes):
        """If the world names a clock, it moves in W and in every mind at every depth."""
        clock = self.g.clock
        if clock is None:
            return world

        def unfold(w):
            values = list(w.values)
            values[clock] += takes
            return (tuple(values), w.shown), w.kids
        return self.shelf.build(world, unfold)

    # -- 5 rules

    def fire(self, index, world):
        """The rule's effects happen, and once in each mind named by `seen by`, without repair."""
        rule = self.g.rules[index]
        self.noted["rule fired"] += 1

        def unfold(seed):
            if seed[0] == "set":
                return self.unfold_set(seed, unfold)
            if seed[0] == "old":
                return self.unfold_old(seed)
            return self.unfold_firing(rule, index, seed)
        return self.shelf.build(("fire", world), unfold)

    def unfold_firing(self, rule, index, seed):
        """As unfold_act, but what is seen is the happening, not its cause."""
        kind, world = seed
        values, kids = self.after_effects(rule, world), {}
        sets = self.told(rule, world, values)
        for m in self.g.minds:
            sees = self.notices(rule, m, world)
            self.noted["rule seen"] += sees
            kids[m] = self.seed_set(m, sets.get(m, {}), ("shown" if sees else "old", world.kids[m]))
        shown = world.shown | {index} if kind == "shown" else world.shown
        return (values, shown), kids

    def fixpoint(self, world):
        """The first rule in file order whose condition holds fires, then again from the top."""
        return self.once(("fixpoint", world), lambda: self.find_fixpoint(world))

    def find_fixpoint(self, world):
        been = [world]
        while True:
            firing = self.first_rule(world)
            if firing is None:
                return world
            world = self.fire(firing, world)
            if world in been:
                raise RuleLoop()
            been.append(world)
            if len(been) > 200:
                raise TooBig("rules go on and on")

    def first_rule(self, world):
        """A rule that a mind was shown in this step does not fire there by itself."""
        for index, rule in enumerate(self.g.rules):
            if holds(rule.cond, world):
                if index not in world.shown or "shown" in SABOTAGE:
                    return index
                self.noted["not twice"] += 1
        return None

    def run_rules(self, world):
        """In W to a fixpoint; then each mind's world is settled the same way. What a mind comes to hold this way may
        call a rule of a world around it: all of 5 is repeated until no rule calls anywhere."""
        def unfold(w):
            settled = self.fixpoint(w)
            return settled.label, settled.kids
        been = []
        while self.g.rules and world not in been:
            been.append(world)
            world = self.shelf.build(world, unfold)
            if len(been) > 1 and world is not been[-1]:
                self.noted["called again"] += 1
        if been and world is not been[-1]:
            raise RuleLoop()
        return world

    # -- 6 sight

    def sight(self, world):
        """For each mind w, at every depth, from the top; all facts at once. A seed is (world, holder, what it was given)."""
        def unfold(seed):
            w, holder, given = seed
            here = Record(values=tuple(dict(given).get(f, v) for f, v in enumerate(w.values)), kids=w.kids)
            return (here.values, w.shown), {m: (w.kids[m], m, self.given(here, m, given if m == holder else ()))
                                            for m in self.g.minds}
        return self.shelf.build((world, None, ()), unfold) if self.g.evident else world

    def given(self, here, mind, given):
        """If COND(w) holds in the holding world, that world's value; else if it holds in the mind's own, unknown.
        What changes so is also set in the mind's picture of itself: `given` comes from there."""
        held, sets = here.kids[mind], dict(given)
        for fact, watchers in self.g.evident:
            if holds(watchers[mind], here):
                becomes = here.values[fact]
            elif holds(watchers[mind], held) and "unsee" not in SABOTAGE:
                becomes = UNKNOWN
                self.noted["unseen"] += 1
            else:
                continue
            if sets.get(fact, held.values[fact]) != becomes:
                sets[fact] = becomes
        return tuple(sorted(sets.items(), key=repr))

    # -- all of it

    def settle(self, world):
        """5 rules, 6 sight, 7 rules again if 6 changed anything; and what was shown in this step is over."""
        ruled = self.run_rules(world)
        seen = self.sight(ruled)
        done = seen if seen is ruled else self.run_rules(seen)
        return self.shelf.build(done, lambda w: ((w.values, frozenset()), w.kids))

    def step(self, act, world, planner=None):
        """An act takes world W to W'."""
        return self.once(("step", act.order, world, planner), lambda: self.take_step(act, world, planner))

    def take_step(self, act, world, planner):
        self.noted["steps"] += 1
        if self.noted["steps"] > self.STEPS:
            raise TooBig("too many steps")
        if act.attempt and not holds(act.cond, world):
            after = self.fail(act, world)
        else:
            after = self.happen(act, world, planner)
        return self.settle(self.tick(after, act.takes))

    def wait(self, world):
        """Time passes by 1; then the rules."""
        return self.once(("wait", world), lambda: self.settle(self.tick(world, 1)))

    # -- the start

    def start(self):
        """The stated line for exactly those believers; else the same question without the last believer."""
        lines = self.g.beliefs                      # {believers: {fact: value}}
        known = {b[:n] for b in lines for n in range(len(b) + 1)}

        def unfold(seed):
            chain, values = seed
            return (values, frozenset()), {m: grow(chain, values, m) for m in self.g.minds}

        def grow(chain, values, m):
            if chain and chain[-1] == m:            # repeated neighbours count once
                return chain, values
            if chain + (m,) not in known:           # nothing stated from here on
                return ("nobody said",), values
            said = lines.get(chain + (m,), {})
            return chain + (m,), tuple(said.get(f, v) for f, v in enumerate(values))
        values = tuple(f.start for f in self.g.facts)
        return self.settle(self.shelf.build(((), values), unfold))

    # ------------------------------------------------------------ 4 explained

    def possible(self, act, world):
        """The condition holds in W (an attempt: in each actor's mind in W)."""
        if act.attempt:
            return all(holds(act.cond, world.kids[d]) for d in act.actors)
        return holds(act.cond, world)

    def value(self, person, world):
        """A person's value is the sum of the wants that hold."""
        total = 0
        for term, cond in self.g.wants.get(person, []):
            if holds(cond, world):
                worth = amount(term, world.values)
                if worth is UNKNOWN:
                    return UNKNOWN
                total += worth
        return total

    def explained(self, c, X, act, e, m, longest=None):
        """Explained(c, X, a, e, m), by plans of at most `longest` steps (m unless said)."""
        longest = m if longest is None else min(longest, m)
        return self.once(("explained", c, X, act.order, e, m, longest),
                         lambda: self.find_explanation(c, X, act, e, m, longest))

    def find_explanation(self, c, X, act, e, m, longest):
        self.asked += 1
        if self.asked > self.ASKED:
            raise TooBig("too many explanations")
        if longest < 1 or c not in act.actors or not self.possible(act, X):
            return False
        return self.plan_from(c, e, m, longest, [act], [X, self.step(act, X, c)])

    def plan_from(self, c, e, m, longest, steps, worlds):
        """Is there a plan that begins with these steps? worlds[i] is the world after i steps."""
        if self.gain(c, e, m, worlds[0], worlds[-1], len(steps)) and \
           ("minimal" in SABOTAGE or self.wastes_nothing(c, e, m, steps, worlds)):
            if len(steps) > 1:
                self.noted["long plan"] += 1
            return True
        if len(steps) >= longest or e > self.g.limit_mind:      # k = 1 if e is greater than the mind limit
            return False
        for b in self.g.acts:
            if self.fits(c, worlds[-1], b, e, m - len(steps)):
                if self.plan_from(c, e, m, longest, steps + [b], worlds + [self.step(b, worlds[-1], c)]):
                    return True
        return False

    def fits(self, c, world, b, e, budget, longest=None):
        """1. possible and has an actor; 2. every actor d of bi has a reason of its own."""
        if not b.actors or not self.possible(b, world):
            return False
        for d in b.actors:
            if d == c:
                if not self.explained(c, world, b, e, budget, longest):
                    return False
            elif not holds(b.cond, world.kids[d]):
                return False
            elif "partner" not in SABOTAGE and not self.explained(
                    d, world.kids[d], b, e + 1, self.g.limit_plan if "budget" in SABOTAGE else budget):
                return False
        return True

    def worth(self, c, e, m, begin, end, n):
        """The value of the end; under lesser evil, less the value of what c expects from doing nothing for n steps."""
        mine = self.value(c, end)
        if not self.g.lesser_evil or mine is UNKNOWN:
            return mine
        idle = self.value(c, self.idle(c, begin, e, m, n))
        return UNKNOWN if idle is UNKNOWN else mine - idle

    def gain(self, c, e, m, begin, end, n):
        """3. c values Xk strictly more than X0; a sum that is unknown never counts as a gain."""
        before, after = self.worth(c, e, m, begin, begin, 0), self.worth(c, e, m, begin, end, n)
        return before is not UNKNOWN and after is not UNKNOWN and after > before

    def wastes_nothing(self, c, e, m, steps, worlds):
        """4. no proper part of the steps does at least as well."""
        mine = self.worth(c, e, m, worlds[0], worlds[-1], len(steps))
        for kept in proper_parts(len(steps)):
            end = self.end_of_part(c, e, m, steps, worlds[0], kept)
            if end is not None:
                other = self.worth(c, e, m, worlds[0], end, len(kept))
                if other is not UNKNOWN and other >= mine:
                    return False
        return True

    def end_of_part(self, c, e, m, steps, world, kept):
        """Each step kept after the first omission is possible and satisfies 2 where it is now taken
        (budget m less the steps kept before it); else None.

        When the first step is left out, the new first step needs a reason with the same budget m as the plan in
        hand. Such a part counts only when it gains, and the smallest such part is then itself the reason, so plans
        no longer than the part are enough; that keeps the question from asking itself."""
        for position, index in enumerate(kept):
            if index != position and not self.fits(c, world, steps[index], e, m - position,
                                                   len(kept) if position == 0 else None):
                return None
            world = self.step(steps[index], world, c)
        return world

    def idle(self, c, world, e, m, n):
        """What c expects from doing nothing for n steps: the first act that is not by c, possible and explained."""
        for i in range(1, n + 1):
            act = self.first_of_others(c, world, e, m - i + 1)
            world = self.wait(world) if act is None else self.step(act, world, c)
        return world

    def first_of_others(self, c, world, e, budget):
        """None beyond the mind limit."""
        if e + IDLE_LEVEL_BEYOND > self.g.limit_mind:
            return None
        for act in self.g.acts:
            if c not in act.actors and self.fits(c, world, act, e, budget):
                return act
        return None

    # ------------------------------------------------------------ 5 stories

    def may_happen(self, act, world):
        """Possible and, for each of its actors d, its condition holds in d's mind and it is explained for d."""
        return self.possible(act, world) and all(
            holds(act.cond, world.kids[d]) and self.explained(d, world.kids[d], act, 1, self.g.limit_plan)
            for d in act.actors)

    def ending_of(self, world):
        """The first in file order counts."""
        for name, cond in self.g.endings:
            if holds(cond, world):
                return name
        return None


def once_each(path):
    """Believing that oneself believes is believing: repeated neighbours count once."""
    return tuple(m for i, m in enumerate(path) if i == 0 or path[i - 1] != m)


def proper_parts(k):
    """Every choice of steps left out, as the positions that are kept."""
    for size in range(k):
        yield from itertools.combinations(range(k), size)


MOST_STATES = 300


def tell_stories(meaning):
    """From the start, each act that may happen, until an ending holds or nobody moves or the story limit."""
    g = meaning.g
    begin = meaning.start()
    depth, order, moves = {begin: 0}, [begin], {}
    for world in order:                                     # breadth first; the list grows while we walk
        if meaning.ending_of(world) is not None or (g.limit_story is not None and depth[world] >= g.limit_story):
            continue
        acts = [a for a in g.acts if meaning.may_happen(a, world)]
        moves[world] = [(a, meaning.step(a, world)) for a in acts]
        for _, after in moves[world]:
            if after not in depth:
                depth[after] = depth[world] + 1
                order.append(after)
        if len(order) > MOST_STATES:
            raise TooBig("too many states")
    return begin, order, moves


def answer(g):
    """The whole answer, in plain data."""
    meaning = Meaning(g)
    begin, order, moves = tell_stories(meaning)
    result = {
        "state_count": len(order),
        "step_count": sum(len(m) for m in moves.values()),
        "unfinished_count": sum(1 for m in moves.values() if not m),
        "endings": [ending_answer(meaning, name, begin, order, moves) for name, _ in g.endings],
    }
    return result, meaning, order


def ending_answer(meaning, name, begin, order, moves):
    goals = [w for w in order if meaning.ending_of(w) == name]
    orders, tales = count_stories(meaning.g, begin, goals, order, moves)
    shortest = shortest_story(begin, goals, order, moves)
    return {"name": name, "reachable": bool(goals), "orders": orders, "tale_count": tales,
            "shortest": None if shortest is None else [a.call for a in shortest]}


def distances(goals, order, moves):
    """How many acts each state is away from the nearest of the goals."""
    far, reached = {w: 0 for w in goals}, True
    while reached:
        reached = False
        for w in order:
            nearest = min((far[v] + 1 for _, v in moves.get(w, []) if v in far), default=None)
            if nearest is not None and (w not in far or nearest < far[w]):
                far[w], reached = nearest, True
    return far


def shortest_story(begin, goals, order, moves):
    """The first shortest story in act order."""
    far, world, acts = distances(goals, order, moves), begin, []
    if begin not in far:
        return None
    while far[world] > 0:
        act, world = next((a, v) for a, v in moves[world] if far.get(v) == far[world] - 1)
        acts.append(act)
    return acts


def count_stories(g, begin, goals, order, moves):
    """Orders are the sequences of acts; a tale is a distinct bag of acts. Counted layer by layer."""
    useful = distances(goals, order, moves)
    layer = {begin: Counter({(): 1})} if begin in useful else {}
    orders, tales, length = 0, set(), 0
    while layer:
        for w in goals:
            orders += sum(layer.get(w, {}).values())
            tales.update(layer.get(w, {}))
        if length == g.limit_story:
            break
        if g.limit_story is None and length > len(order):       # longer than any story without a cycle
            return "unbounded", None
        layer, length = next_layer(layer, useful, moves), length + 1
    return str(orders), len(tales)


def next_layer(layer, useful, moves):
    """Every story of the layer, one act longer; {state: how often each bag of acts leads there}."""
    after, size = {}, 0
    for world, bags in layer.items():
        for act, v in moves.get(world, []):
            if v in useful:
                into = after.setdefault(v, Counter())
                for bag, times in bags.items():
                    into[tuple(sorted(bag + (act.order,)))] += times
                size += len(bags)
        if size > 60000:
            raise TooBig("too many tales")
    return after


# ---------------------------------------------------------------- 6 from the written world to the ground one
#
# A written world is a Record: persons, places, laws, facts, lines (start), believes, wants, acts, rules, endings,
# story, plan, mind, lesser, seen_default, clock. Written conditions:
#   ("and", [..]) ("or", [..]) ("not", c) ("believes", WHO, c) ("quant", any|every|no, VAR, KIND, c)
#   ("yes", FACT) ("cmp", op, SUM, SUM) ("isany", SUM, [SUM..]) ("neither", SUM, [SUM..])
# Sums: ("num", n) ("name", thing, word or variable) FACT ("+"|"-"|"*", SUM, SUM)
# Facts: ("f", owner or None, name, whether it is written without its owner)

TRUE = ("and", [])
CLOCK = ("f", None, "clock", False)


def things(w, kind):
    return {"person": w.persons, "place": w.places, "thing": w.places + w.persons}[kind]


class Grounder:
    def __init__(self, w):
        self.w = w
        self.facts, self.index = [], {}
        self.add_facts()

    def add_facts(self):
        """A fact for each owner; laws are yes/no facts; the clock is a number that begins at 0."""
        w = self.w
        for law, on in w.laws:
            self.add_fact(None, law, "yes" if on else "no", None, None)
        for d in w.facts:
            for owner in d.owners:
                self.add_fact(owner, d.name, w.lines.get((owner, d.name), d.start), d.low, d.high)
        if w.clock:
            self.add_fact(None, "clock", 0, 0, None)

    def add_fact(self, owner, name, start, low, high):
        self.index[(owner, name)] = len(self.facts)
        self.facts.append(Record(owner=owner, name=name, start=start, low=low, high=high))

    def fact(self, f, env):
        return self.index[(env.get(f[1], f[1]), f[2])]

    def sum(self, s, env):
        if s[0] == "num":
            return ("value", s[1])
        if s[0] == "name":
            return ("value", env.get(s[1], s[1]))
        if s[0] == "f":
            return ("fact", self.fact(s, env))
        return (s[0], self.sum(s[1], env), self.sum(s[2], env))

    def cond(self, c, env, yes=True):
        """`not` is pushed inward before anything is asked."""
        kind = c[0]
        if kind in ("and", "or"):
            return (kind if yes else {"and": "or", "or": "and"}[kind], [self.cond(p, env, yes) for p in c[1]])
        if kind == "not":
            return self.cond(c[1], env, not yes)
        if kind == "believes":
            return ("believes", env.get(c[1], c[1]), self.cond(c[2], env, yes))
        if kind == "quant":
            return self.quantified(c, env, yes)
        if kind == "yes":       # `not told` asks `told is no`
            return ("cmp", "is", ("fact", self.fact(c[1], env)), ("value", "yes" if yes else "no"))
        if kind == "cmp":
            return ("cmp", c[1] if yes else OPPOSITE[c[1]], self.sum(c[2], env), self.sum(c[3], env))
        return self.listed(c, env, yes)

    def quantified(self, c, env, yes):
        _, word, var, kind, body = c
        whole = (word == "any") == yes if word != "no" else not yes
        inner_yes = yes if word != "no" else not yes
        return ("or" if whole else "and", [self.cond(body, {**env, var: t}, inner_yes) for t in things(self.w, kind)])

    def listed(self, c, env, yes):
        """`is V or W` and `is neither V nor W`."""
        alike = (c[0] == "isany") == yes
        tests = [("cmp", "is" if alike else "is not", self.sum(c[1], env), self.sum(v, env)) for v in c[2]]
        return ("or" if alike else "and", tests)

    def claim(self, c, env):
        """A claim that is set: (path of minds, fact, value)."""
        if c[0] == "believes":
            path, fact, value = self.claim(c[2], env)
            return (env.get(c[1], c[1]),) + path, fact, value
        if c[0] == "not":
            return (), self.fact(c[1][1], env), "no"
        if c[0] == "yes":
            return (), self.fact(c[1], env), "yes"
        return (), self.fact(c[2], env), self.sum(c[3], env)[1]

    def ground(self):
        w = self.w
        beliefs = {}
        for owner, claim in w.believes:
            path, fact, value = self.claim(("believes", owner, claim), {})
            beliefs.setdefault(once_each(path), {})[fact] = value
        acts = [a for written in w.acts for a in self.act_instances(written)]
        for order, act in enumerate(acts):
            act.order = order
        return Record(
            facts=self.facts, clock=self.index.get((None, "clock")), beliefs=beliefs, acts=acts,
            minds=minds_of(w), rules=[r for written in w.rules for r in self.rule_instances(written)],
            evident=self.evident(), endings=[(n, self.cond(c, {})) for n, c in w.endings],
            wants={p: [self.want(x) for x in w.wants.get(p, [])] for p in w.persons},
            limit_story=w.story, limit_plan=w.plan, limit_mind=w.mind, lesser_evil=w.lesser)

    def want(self, written):
        """`fears N: X` is `wants -N: X`; a want without a condition counts the number itself."""
        fears, weight, cond = written
        term = self.sum(weight, {})
        return (("-", ("value", 0), term) if fears else term), TRUE if cond is None else self.cond(cond, {})

    def evident(self):
        """For each evident fact: who, when."""
        return [(self.index[(owner, d.name)],
                 {m: self.cond(d.evident[1], {d.evident[0]: m}) for m in minds_of(self.w)})
                for d in self.w.facts if d.evident for owner in d.owners]

    def bindings(self, params):
        """Parameters stand for different things, in declared order of things, last parameter fastest."""
        for chosen in itertools.product(*[things(self.w, kind) for _, kind in params]):
            if len(set(chosen)) == len(chosen):
                yield dict(zip([p for p, _ in params], chosen))

    def act_instances(self, a):
        params = a.params + [(who, "person") for who in a.by if who not in self.w.persons and who != "fate"]
        for env in self.bindings(params):
            actors = [env.get(who, who) for who in a.by if who != "fate"]
            args = [env[p] for p, _ in a.params]
            call = a.name + ("(" + ", ".join(args) + ")" if args else "") + (
                " by " + " and ".join(actors) if actors else "")
            yield Record(name=a.name, args=args, actors=actors, call=call, attempt=a.attempt, takes=a.takes,
                         cond=self.cond(a.cond, env), **self.deeds(a, env, actors, self.seen_of(a)))

    def seen_of(self, a):
        """`acts are seen by` with conditions is read for each actor; where there is none, everyone notices."""
        no_actor = not a.says_seen and a.by == ["fate"] and isinstance(a.seen, list)
        return "everyone" if no_actor and any(cond for _, cond in a.seen) else a.seen

    def rule_instances(self, r):
        """A rule under a law stands only where the law holds."""
        for env in self.bindings(r.params):
            cond = r.cond if r.law is None else ("and", [("yes", ("f", None, r.law, False)), r.cond])
            yield Record(name=r.name, actors=[], cond=self.cond(cond, env), **self.deeds(r, env, [], r.seen))

    def deeds(self, x, env, actors, seen):
        """Effects, learns, senses and who sees it, of an act or a rule."""
        effects, implants = [], []
        for cond, effect in x.effects:
            when = TRUE if cond is None else self.cond(cond, env)
            if effect[0] == "believes":
                path, fact, value = self.claim(effect, env)
                implants.append((when, path[0], path[1:], fact, value))
            else:
                effects.append((when, effect[0], self.fact(effect[1], env), self.sum(effect[2], env)))
        return dict(effects=effects, implants=implants, learns=[self.learn(l, env, actors) for l in x.learns],
                    senses=[(env.get(who, who), self.fact(f, env)) for who, fs in x.senses for f in fs],
                    seers=self.seers(seen, env))

    def learn(self, written, env, actors):
        """Without `from` the one actor tells; who tells himself has no teller."""
        who, claim, teller, cond = written
        who = env.get(who, who)
        teller = env.get(teller, teller) if teller else (actors[0] if len(actors) == 1 else None)
        path, fact, value = self.claim(claim, env)
        when = TRUE if cond is None else self.cond(cond, env)
        return (who, path, fact, value, None if teller == who else teller, when)

    def seers(self, seen, env):
        """mind -> the conditions under which it notices."""
        if seen == "everyone":
            return {p: [TRUE] for p in self.w.persons}
        result = {}
        for who, cond in ([] if seen == "nobody" else seen):
            named = env.get(who, who)
            for p in [named] if named in self.w.persons else self.w.persons:
                when = TRUE if cond is None else self.cond(cond, {**env, who: p})
                result.setdefault(p, []).append(when)
        return result


def minds_of(w):
    """A mind belongs to each person who acts, wants, has a belief line,
    or is named by learns, senses, believes, seen by."""
    named = set()
    for a in w.acts + w.rules:
        named.update(getattr(a, "by", []))
        named.update(who for who, *_ in a.learns + a.senses)
        named.update(teller for _, _, teller, _ in a.learns if teller)
        named.update(who for who, _ in (a.seen if isinstance(a.seen, list) else []))
        named.update(b for part in conditions_of(a) for b in believers(part))
        if any(kind == "person" for _, kind in a.params) or any(v not in w.persons for v in getattr(a, "by", [])):
            named.update(believers_by_variable(a, w))
    for owner, claim in w.believes:
        named.update({owner} | believers(claim))
    for p, wants in w.wants.items():
        named.update({p} if wants else set())
        named.update(b for _, _, c in wants if c for b in believers(c))
    for _, c in w.endings:
        named.update(believers(c))
    return [p for p in w.persons if p in named]


def believers_by_variable(a, w):
    """A variable actor, believer, learner or seer stands for every person."""
    variables = {p for p, kind in a.params if kind == "person"}
    variables |= {v for v in getattr(a, "by", []) if v not in w.persons}
    used = set(getattr(a, "by", [])) | {who for who, *_ in a.learns + a.senses}
    used |= {who for who, _ in (a.seen if isinstance(a.seen, list) else [])}
    used |= {b for part in conditions_of(a) for b in believers(part)}
    return set(w.persons) if (used & variables) - {"fate"} else set()


def conditions_of(a):
    parts = [a.cond] + [c for c, _ in a.effects if c] + [e for _, e in a.effects if e[0] == "believes"]
    parts += [part for _, claim, _, cond in a.learns for part in (claim, cond) if part]
    return parts + [c for _, c in (a.seen if isinstance(a.seen, list) else []) if c]


def believers(c):
    """Everybody whose mind a written condition asks."""
    if c[0] in ("and", "or"):
        return {b for p in c[1] for b in believers(p)}
    if c[0] == "not":
        return believers(c[1])
    if c[0] == "believes":
        return {c[1]} | believers(c[2])
    return believers(c[4]) if c[0] == "quant" else set()


# ---------------------------------------------------------------- 7 printing

def show_fact(f):
    return f[2] if f[1] is None or f[3] else f"{f[1]}.{f[2]}"


def show_sum(s, inside=False):
    if s[0] in ("num", "name"):
        return str(s[1])
    if s[0] == "f":
        return show_fact(s)
    text = f"{show_sum(s[1], True)} {s[0]} {show_sum(s[2], True)}"
    return f"({text})" if inside else text


def show_unit(c):
    """One unit: `and` and `or` stand in brackets."""
    if c[0] in ("and", "or"):
        return "(" + show_joined(c) + ")"
    if c[0] in ("quant", "isany", "neither"):
        return "(" + show_open(c) + ")"
    return show_open(c)


def show_joined(c):
    """`a and b`, `a or b`. The `or` after `is V` would belong to `is`, so such parts stand in brackets."""
    parts = [show_unit(p) for p in c[1]]
    if c[0] == "or":
        parts[:-1] = [f"({text})" if " is " in text and not text.endswith(")") else text for text in parts[:-1]]
    return f" {c[0]} ".join(parts)


def show_open(c):
    if c[0] == "not":
        return "not " + (f"({show_open(c[1])})" if c[1][0] == "cmp" else show_unit(c[1]))
    if c[0] == "believes":
        return f"{c[1]} believes {show_unit(c[2])}"
    if c[0] == "quant":
        body = c[4][1] if c[4][0] == "and" else [c[4]]
        return f"{c[1]} {c[2]}: {c[3]} where " + " and ".join(show_unit(p) for p in body)
    if c[0] == "yes":
        return show_fact(c[1])
    if c[0] == "cmp":
        middle = {"is": "is", "is not": "is not"}.get(c[1], "is " + c[1])
        return f"{show_sum(c[2])} {middle} {show_sum(c[3])}"
    if c[0] == "isany":
        return f"{show_sum(c[1])} is " + " or ".join(show_sum(v) for v in c[2])
    if c[0] == "neither":
        return f"{show_sum(c[1])} is neither " + " nor ".join(show_sum(v) for v in c[2])
    return show_unit(c)


def show_condition(c):
    """A comma is `and`, and binds weakest; a plain `or` stands open only when it is the whole condition."""
    if c[0] == "and":
        return ", ".join(show_unit(p) if p[0] in ("and", "or") else show_open(p) for p in c[1])
    if c[0] == "or":
        return show_joined(c)
    return show_open(c)


def show_effect(e):
    if e[0] == "believes":
        return show_open(e)
    if e[0] == "becomes":
        if e[2] in (("name", "yes"), ("name", "no")) and e[3]:
            return ("" if e[2][1] == "yes" else "not ") + show_fact(e[1])
        return f"{show_fact(e[1])} becomes {show_sum(e[2])}"
    return f"{show_fact(e[1])} {e[0]} by {show_sum(e[2])}"


def show_seen(seen):
    if isinstance(seen, str):
        return seen
    return ", ".join(who if cond is None else f"{who} when {show_condition(cond)}" for who, cond in seen)


def show_deeds(x):
    lines = []
    plain = [show_effect(e) for c, e in x.effects if c is None]
    if plain and not any(c for c, _ in x.effects):
        lines.append("then " + ", ".join(plain))
    else:
        lines += ["then " + ("" if c is None else f"if {show_condition(c)}: ") + show_effect(e) for c, e in x.effects]
    for who, claim, teller, cond in x.learns:
        lines.append(f"{who} learns {show_unit(claim)}" + (f" from {teller}" if teller else "")
                     + (f" if {show_condition(cond)}" if cond else ""))
    lines += [f"{who} senses " + ", ".join(show_fact(f) for f in fs) for who, fs in x.senses]
    return lines


def show_act(a, w):
    by = " and ".join(who if who in w.persons or who == "fate" else f"{who}: person" for who in a.by)
    params = "(" + ", ".join(f"{p}: {k}" for p, k in a.params) + ")" if a.params else ""
    lines = [("attempt " if a.attempt else "") + f"act {a.name}{params} by {by}"]
    lines += [f"  if {show_condition(a.cond)}"] if a.cond != TRUE else []
    lines += ["  " + line for line in show_deeds(a)]
    lines += [f"  seen by {show_seen(a.seen)}"] if a.says_seen else []
    lines += [f"  takes {a.takes}"] if a.takes != 1 else []
    return lines


def show_rule(r):
    params = "(" + ", ".join(f"{p}: {k}" for p, k in r.params) + ")" if r.params else ""
    head = f"rule {r.name}{params}" + (f" under {r.law}" if r.law else "")
    lines = [head + (f" seen by {show_seen(r.seen)}" if r.seen != "nobody" else "")]
    return lines + [f"  when {show_condition(r.cond)}"] + ["  " + line for line in show_deeds(r)]


def show_fact_line(d):
    values = {"yesno": "", "number": f": {d.low}..{d.high}"}.get(d.type) if d.type in ("yesno", "number") else \
        ": " + (d.kind if d.type == "thing" else ", ".join(d.values))
    owner = {"world": "", "person": "person."}.get(d.of, f"{d.of}.")
    start = f" is {d.start}" if d.says_start else ""
    lines = [f"fact {owner}{d.name}{values}{start}"]
    if d.evident:
        lines.append(f"  evident to {d.evident[0]} when {show_condition(d.evident[1])}")
    return lines


def show_start(owner, d, value):
    name = d.name if owner is None else f"{owner}.{d.name}"
    if d.type == "yesno":
        return name if value == "yes" else f"not {name}"
    return f"{name} is {value}"


def show_want(person, want):
    fears, weight, cond = want
    verb = "fears" if fears else "wants"
    return f"{person} {verb} {show_sum(weight)}" + (f": {show_condition(cond)}" if cond else "")


def show_world(w):
    """The whole file."""
    decl = {d.name: d for d in w.facts}
    limits = ([f"story {w.story}"] if w.story is not None else []) + [f"plan {w.plan}", f"mind {w.mind}"]
    lines = [f'story "random {w.seed}"', "  limits " + ", ".join(limits)]
    lines += ["  choice lesser evil"] if w.lesser else []
    lines += [f"  acts are seen by {show_seen(w.seen_default)}"] if w.seen_default else []
    lines += [f"place {p}" for p in w.places]
    lines += [f"law {name}" + ("" if on else " off") for name, on in w.laws]
    for d in w.facts:
        lines += show_fact_line(d)
    lines += [f"person {p}" for p in w.persons]
    lines += [show_start(owner, decl[name], value) for (owner, name), value in w.lines.items()]
    lines += [f"{owner} believes {show_unit(claim)}" for owner, claim in w.believes]
    lines += [show_want(p, want) for p in w.persons for want in w.wants.get(p, [])]
    for a in w.acts:
        lines += show_act(a, w)
    for r in w.rules:
        lines += show_rule(r)
    lines += [f"ending {name} when {show_condition(c)}" for name, c in w.endings]
    return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- 8 inventing worlds

def facts_about(c):
    """Owner and name of every fact in a written condition."""
    if isinstance(c, (tuple, list)):
        if c and c[0] == "f":
            return {(c[1], c[2])}
        return {f for part in c for f in facts_about(part)}
    return set()


# What a world is chosen for, by its seed; the invention leans that way.
FLAVOURS = ["anything", "long plan", "failed attempt", "unseen", "surprise", "rule seen", "not twice"]


class Inventor:
    """A random written world. Every choice comes from one random.Random, so a seed is a world."""

    def __init__(self, seed, attempt):
        self.r = random.Random(f"kizuna brute {seed} {attempt}")
        self.seed = seed
        self.flavour = FLAVOURS[seed % len(FLAVOURS)]
        self.about_rules = self.flavour in ("rule seen", "not twice")

    def chance(self, p):
        return self.r.random() < p

    def invent(self):
        r = self.r
        w = self.w = Record(seed=self.seed, persons=["Ann", "Bob", "Cid"][:2 if self.chance(.6) else 3],
                            places=["hill", "road", "lake"][:r.choice([2, 2, 3])] if self.chance(.5) else [],
                            laws=[], facts=[], lines={}, believes=[], wants={}, acts=[], rules=[], endings=[],
                            clock=False, seen_default=None)
        self.can_be = []            # claims that some act brings about
        self.chained = self.chance(.45)     # each act asks for what the last brought about
        w.lesser = self.chance(.12)
        w.plan, w.mind = r.choice([1, 2, 2, 3, 3, 4]), r.choice([0, 1, 1, 2])
        timed = self.chance(.15)
        w.story = None if self.chance(.12) and not timed else r.choice([3, 4, 4, 5])
        self.invent_facts()
        w.clock = timed
        if self.chance(.3):
            w.laws.append(("grudge", self.chance(.7)))
        self.invent_starts()
        if self.chance(.15):
            w.seen_default = self.seen([], default=True)
        for n in range(r.randint(3, 6)):
            w.acts.append(self.act(n))
        for n in range(r.choice([1, 2, 2, 3] if self.about_rules else [0, 0, 1, 1, 2])):
            w.rules.append(self.rule(n))
        if timed and not any("clock" in repr(x.cond) for x in w.rules):
            w.rules.append(self.clock_rule())
        self.invent_beliefs()
        self.invent_wants()
        if all(a.says_seen for a in w.acts):
            w.seen_default = None
        for n in range(r.choice([1, 2, 2])):
            w.endings.append((f"end{n}", self.ending()))
        if all(not d.evident for d in w.facts) and self.chance(.9 if self.flavour == "unseen" else .25):
            self.make_evident(r.choice(w.facts))
        return w

    # -- facts

    def invent_facts(self):
        if self.w.places:
            self.add_fact("at", "person", "thing", kind="place")
        for n in range(self.r.randint(3, 5) - len(self.w.facts)):
            of = self.r.choice(["world", "world", "person", "person", "Ann"])
            kinds = ["yesno", "number" if self.about_rules else "yesno", "word", "number"]
            kind = self.r.choice(kinds + (["thing"] if self.chance(.3) else []))
            self.add_fact("f" + "abcde"[n], of, kind, kind=self.r.choice(["person"] + ["place"] * bool(self.w.places)))

    def add_fact(self, name, of, type_, kind=None):
        r, w = self.r, self.w
        owners = {"world": [None], "person": w.persons}.get(of, [of])
        d = Record(name=name, of=of, owners=owners, type=type_, kind=kind if type_ == "thing" else None,
                   low=None, high=None, says_start=False, evident=None)
        if type_ == "yesno":
            d.values = ["no", "yes"]
        elif type_ == "word":
            d.values = [f"{name}_{x}" for x in ["low", "mid", "high"][:r.choice([2, 3])]]
        elif type_ == "number":
            d.low, d.high = 0, r.choice([2, 3])
            d.values = list(range(d.high + 1))
        else:
            d.values = things(w, kind)
        d.start = UNKNOWN if type_ == "thing" else d.values[0]      # thing-valued facts start unknown
        if type_ != "thing" and self.chance(.25):
            d.start, d.says_start = r.choice(d.values), True
        w.facts.append(d)

    def invent_starts(self):
        for d in self.w.facts:
            for owner in d.owners:
                if self.chance(.85 if d.name == "at" else .3):
                    self.w.lines[(owner, d.name)] = self.r.choice(d.values)

    def start_of(self, owner, d):
        return self.w.lines.get((owner, d.name), d.start)

    def make_evident(self, d):
        """`evident to w when …`, where w is somewhere, or something is so."""
        own = [x for x in self.w.facts if x.of == "person" and x is not d] or \
              [x for x in self.w.facts if x.of == "person"]
        x = self.r.choice(own) if own and self.chance(.8) else self.r.choice(self.w.facts)
        owner = "o" if x.of == "person" else x.owners[0]
        d.evident = ("o", self.claim_of(("f", owner, x.name, False), x))

    # -- claims

    def pick_fact(self, variables=(), bare=None, changeable=False):
        """A fact of the world, of a person, or of a variable; bare when the one actor owns it."""
        r, w = self.r, self.w
        d = r.choice(w.facts)
        if d.of != "person":
            return ("f", d.owners[0], d.name, d.owners[0] is not None and d.owners[0] == bare and self.chance(.5)), d
        owner = r.choice(list(variables)) if variables and self.chance(.7) else r.choice(w.persons)
        if bare and self.chance(.3):
            owner = bare
        return ("f", owner, d.name, owner == bare and self.chance(.5)), d

    def constant(self, d, value):
        return ("num", value) if d.type == "number" else ("name", value)

    def claim_of(self, f, d):
        """A random claim about one fact."""
        r = self.r
        if d.type == "yesno":
            return ("yes", f) if self.chance(.6) else ("not", ("yes", f))
        if d.type == "number":
            op = r.choice(["is", "at least", "at least", "at most", "more than", "less than", "is not"])
            left = ("+", f, ("num", 1)) if self.chance(.08) and op not in ("is", "is not") else f
            return ("cmp", op, left, ("num", r.choice(self.comparable(d, op))))
        v = self.constant(d, r.choice(d.values))
        if self.chance(.08) and d.of == "person":
            other = ("f", r.choice(self.w.persons), f[2], False)
            if other[1] != f[1]:
                return ("cmp", r.choice(["is", "is not"]), f, other)
        if self.chance(.12) and len(d.values) > 2:
            picked = [self.constant(d, x) for x in r.sample(d.values, 2)]
            return (r.choice(["isany", "neither"]), f, picked)
        return ("cmp", "is not" if self.chance(.25) else "is", f, v)

    def comparable(self, d, op):
        """Beyond its bounds a number is compared with nothing: `less than` the lowest is an error."""
        return d.values[1:] if op == "less than" else d.values[:-1] if op == "more than" else d.values

    def claim(self, variables=(), bare=None, minds=True):
        """A claim, perhaps about what somebody believes, perhaps turned by `not`."""
        if self.can_be and self.chance(.4):
            c = self.brought_about()
        else:
            c = self.true_claim(variables, bare) if self.chance(.5) else self.claim_of(*self.pick_fact(variables, bare))
        if self.chance(.04) and c[0] == "cmp":
            c = ("not", c)
        if minds and self.chance(.12):
            c = ("believes", self.somebody(variables), c)
            if self.chance(.25):
                c = ("believes", self.r.choice([p for p in self.w.persons if p != c[1]]), c)
            if self.chance(.1):
                c = ("not", c)
        return c

    def brought_about(self):
        """Something that an act can bring about, rather the last than the first, so that stories grow long."""
        return self.can_be[-1] if self.chance(.5) else self.r.choice(self.can_be)

    def somebody(self, variables=()):
        return self.r.choice(list(variables)) if variables and self.chance(.3) else self.r.choice(self.w.persons)

    def true_claim(self, variables, bare):
        """A claim that holds at the start (as far as one can tell)."""
        f, d = self.pick_fact(variables, bare)
        value = self.start_of(f[1] if f[1] in self.w.persons else d.owners[0], d)
        if d.type == "yesno":
            return ("yes", f) if value == "yes" else ("not", ("yes", f))
        if value is UNKNOWN:
            return ("cmp", "is not", f, self.constant(d, self.r.choice(d.values)))
        if d.type == "number" and self.chance(.5):
            return ("cmp", self.r.choice(["at least", "at most"]), f, ("num", value))
        return ("cmp", "is", f, self.constant(d, value))

    def condition(self, n, variables=(), bare=None, minds=True):
        parts = self.different(n, lambda: self.claim(variables, bare, minds))
        if n == 2 and self.chance(.15):
            return ("or", parts)
        if n and self.chance(.1):
            pair = self.different(2, lambda: self.claim(variables, bare, minds))
            parts[0] = ("or", pair) if len(pair) == 2 else pair[0]
        if n and self.chance(.06):
            parts.append(self.quantifier())
        return parts[0] if len(parts) == 1 and self.chance(.5) else ("and", parts)

    def different(self, n, invent):
        """n claims, none of them about a fact that another is about (if one can be found)."""
        parts, about = [], set()
        for _ in range(4 * n):
            c = invent()
            if len(parts) < n and not (about & facts_about(c)):
                parts.append(c)
                about |= facts_about(c)
        return parts

    def quantifier(self):
        own = [d for d in self.w.facts if d.of == "person"]
        if not own:
            return self.claim_of(*self.pick_fact())
        d = self.r.choice(own)
        body = self.claim_of(("f", "q", d.name, False), d)
        return ("quant", self.r.choice(["any", "every", "no"]), "q", "person", body)

    def settable(self, f, d):
        """A claim that a mind can be set to."""
        value = self.r.choice(d.values)
        if d.type == "yesno":
            return ("yes", f) if value == "yes" else ("not", ("yes", f))
        return ("cmp", "is", f, self.constant(d, value))

    # -- acts

    def actors(self):
        """(by, params of actors): one person, any person, two, or fate."""
        roll = self.r.random()
        if roll < .58:
            return [self.r.choice(self.w.persons)]
        if roll < .78:
            return ["w"]
        if roll < .94:
            return self.r.sample(self.w.persons, 2) if self.chance(.8) else ["w", "v"]
        return ["fate"]

    def act(self, n):
        r, w = self.r, self.w
        by, params, variables = self.actors(), [], []
        variables += [v for v in by if v in ("w", "v")]
        if any(d.kind == "place" for d in w.facts) and self.chance(.3):
            params.append(("to", "place"))
        if "w" in by and len(by) == 1 and self.chance(.2) and len(w.persons) > 1:
            params.append(("x", "person"))
            variables.append("x")
        bare = by[0] if len(by) == 1 and by != ["fate"] else None
        a = Record(name=f"act{n}", by=by, params=params, takes=1, learns=[], senses=[], cond=TRUE, effects=[])
        a.attempt = by != ["fate"] and self.chance(.5 if self.flavour == "failed attempt" else .15)
        if self.chained and self.can_be and self.chance(.75):
            a.cond = ("and", self.can_be[-1:] + ([self.claim(variables, bare)] if self.chance(.25) else []))
        else:
            a.cond = self.condition(r.choice([0, 1, 1, 2, 2]) + (1 if a.attempt else 0), variables, bare)
        self.add_deeds(a, variables, bare)
        if a.learns == [] and a.senses == [] and not a.effects:
            a.effects = [(None, self.effect(variables, bare, params))]
        a.says_seen = w.seen_default is None or self.chance(.4)
        a.seen = self.seen(variables) if a.says_seen else w.seen_default
        if w.clock and self.chance(.3):
            a.takes = r.choice([2, 3])
        if w.clock and self.chance(.1):
            a.effects.append((None, ("becomes", CLOCK, ("num", r.choice([2, 4])), False)))
        return a

    def add_deeds(self, a, variables, bare):
        """What an act does: effects, telling, sensing. One mind is set about one fact at most once in an act."""
        r = self.r
        talk = self.chance(.12 if self.chained else .25)
        for _ in range(r.choice([0, 1]) if talk else r.choice([1, 1, 1, 2])):
            cond = self.condition(1, variables, bare) if self.chance(.15) else None
            effect = self.effect(variables, bare, a.params)
            if cond is None and effect[0] != "believes":
                self.remember(effect)
            a.effects.append((cond, effect))
        if talk:
            self.add_learning(a, variables, bare)
        if self.chance(.1):
            f, d = self.pick_fact(variables, bare)
            a.senses.append((self.somebody(variables), [f]))

    def add_learning(self, a, variables, bare):
        f, d = self.pick_fact(variables, None)
        who, claim = self.somebody(variables), self.settable(f, d)
        if self.chance(.1):
            claim = ("believes", self.somebody(), claim)
        teller = None
        if len(a.by) == 2:
            teller = self.r.choice(a.by)
            who = [x for x in a.by if x != teller][0] if who == teller else who
        elif self.chance(.3) and a.by != ["fate"] and who != a.by[0]:
            teller = a.by[0]
        cond = self.claim(minds=False) if self.chance(.2) else None
        a.learns.append((who, claim, teller, cond))

    def effect(self, variables, bare, params):
        """becomes, rises, falls, or a mind that is set. The last part says whether a yes/no fact is written short."""
        if self.chance(.06):
            f, d = self.pick_fact(variables, None)
            return ("believes", self.somebody(variables), self.settable(f, d))
        f, d = self.pick_fact(variables, bare)
        while ("to", "place") in params and d.kind != "place" and self.chance(.9):
            f, d = self.pick_fact(variables, bare)
        if ("to", "place") in params and d.kind == "place":
            return ("becomes", f, ("name", "to"), False)
        if d.type == "number" and self.chance(.6):
            return (self.r.choice(["rises", "rises", "falls"]), f, ("num", 1), False)
        if d.type == "number" and self.chance(.2):
            return ("becomes", f, ("+", f, ("num", 1)), False)
        start = self.start_of(f[1] if f[1] in self.w.persons else d.owners[0], d)
        others = [v for v in d.values if v != start]
        value = self.r.choice(others if self.chance(.8) else d.values)
        if d.type == "thing" and d.kind == "person" and variables and self.chance(.4):
            return ("becomes", f, ("name", self.r.choice(variables)), False)
        return ("becomes", f, self.constant(d, value), self.chance(.7))

    def remember(self, effect):
        """What an act can bring about is worth wanting, asking for, ending with."""
        kind, f, term, _ = effect
        d = next(d for d in self.w.facts if d.name == f[2])
        owner = f[1] if f[1] in self.w.persons or f[1] is None else self.r.choice(self.w.persons)
        f = ("f", owner, f[2], False)
        if kind == "becomes" and term[0] == "name" and term[1] in d.values:
            self.can_be.append(("cmp", "is", f, term) if d.type != "yesno" else
                               ("yes", f) if term[1] == "yes" else ("not", ("yes", f)))
        elif kind == "becomes" and term[0] == "name":
            self.can_be.append(("cmp", "is", f, ("name", self.r.choice(d.values))))
        elif kind == "rises":
            self.can_be.append(("cmp", "at least", f, ("num", self.r.choice([1, 2]))))

    def seen(self, variables, default=False):
        """Everyone, nobody, names, or whoever meets a condition."""
        roll = self.r.random()
        if roll < .4:
            return "everyone"
        if roll < .5 and not default:
            return "nobody"
        names = [] if default else list(variables)
        seers = [(p, None) for p in self.r.sample(self.w.persons + names, self.r.choice([1, 1, 2]))]
        if roll < .7:
            return seers
        who = "o" if self.chance(.75) else self.r.choice(self.w.persons)
        cond = self.about_seer() if who == "o" else self.condition(1)
        keep = [s for s in seers[:1] if s[0] != who] if self.chance(.3) else []
        return keep + [(who, cond)]

    def about_seer(self):
        """A condition that names the seer `o`: what is so of o, or what o believes; a name it leaves out is nobody."""
        own = [d for d in self.w.facts if d.of == "person"]
        if own and self.chance(.85):
            d = self.r.choice(own)
            c = self.claim_of(("f", "o", d.name, False), d)
        else:
            c = ("believes", "o", self.claim())
        if not self.chance(.2):
            return c
        return (self.r.choice(["and", "or"]), [c, self.claim()])

    # -- rules, beliefs, wants, endings

    def rule(self, n):
        """A rule takes away what it asks for, so that it seldom loops."""
        w = self.w
        params = [("x", "person")] if self.chance(.2) else []
        variables = [p for p, _ in params]
        f, d = self.pick_fact(variables)
        for _ in range(4 if self.about_rules else 0):    # only a number shows that a rule came twice
            if d.type != "number":
                f, d = self.pick_fact(variables)
        if variables and d.of == "person":
            f = ("f", "x", f[2], False)
        value = self.r.choice(d.values)
        effect = ("becomes", f, self.constant(d, value), True)
        missing = ("cmp", "is not", f, self.constant(d, value)) if d.type != "yesno" else \
            ("not", ("yes", f)) if value == "yes" else ("yes", f)
        if d.type == "number" and self.chance(.8 if self.about_rules else .5):
            up = self.chance(.6)
            effect = ("rises" if up else "falls", f, ("num", 1), True)
            op = "less than" if up else "more than"
            missing = ("cmp", op, f, ("num", self.r.choice(self.comparable(d, op))))
        asked = self.different(1, lambda: self.claim(variables, minds=self.chance(.3)))
        cond = ("and", [c for c in asked if not facts_about(c) & facts_about(missing)] + [missing])
        law = "grudge" if w.laws and self.chance(.7) else None
        seen = "nobody" if self.chance(.1 if self.about_rules else .5) else self.seen(variables)
        if not variables:
            self.remember(effect)
        return Record(name=f"rule{n}", params=params, law=law, cond=cond, effects=[(None, effect)],
                      learns=[], senses=[], seen=seen)

    def clock_rule(self):
        r = self.rule(9)
        r.cond = ("and", [("cmp", "at least", CLOCK, ("num", self.r.choice([1, 2, 3])))] + r.cond[1][-1:])
        return r

    def invent_beliefs(self):
        for _ in range(self.r.choice([0, 1, 2, 2, 3])):
            f, d = self.pick_asked() if self.chance(.7) else self.pick_fact()
            for _ in range(4 if self.about_rules else 0):
                if d.type != "number":
                    f, d = self.pick_fact()
            claim = self.settable(f, d)
            if self.w.laws and self.chance(.2):
                law = ("yes", ("f", None, "grudge", False))
                claim = ("not", law) if self.chance(.7) else law
            owner = self.r.choice(self.w.persons)
            for _ in range(self.r.choice([0, 0, 1, 1, 2])):
                claim = ("believes", self.r.choice([p for p in self.w.persons]), claim)
            self.w.believes.append((owner, claim))

    def pick_asked(self):
        """A fact that some act or rule asks about: worth being wrong about."""
        asked = sorted(((owner, name) for x in self.w.acts + self.w.rules for owner, name in facts_about(x.cond)
                        if name not in ("clock", "grudge")), key=repr)
        if not asked:
            return self.pick_fact()
        owner, name = self.r.choice(asked)
        d = next(d for d in self.w.facts if d.name == name)
        return ("f", owner if owner in d.owners else self.r.choice(d.owners), name, False), d

    def invent_wants(self):
        idle = self.r.choice(self.w.persons) if self.chance(.1) else None
        for p in self.w.persons:
            if p != idle:
                self.w.wants[p] = [self.want(p) for _ in range(self.r.choice([1, 2, 2, 3]))]

    def want(self, person):
        numbers = [d for d in self.w.facts if d.type == "number"]
        if numbers and self.chance(.15):
            d = self.r.choice(numbers)
            term = ("f", self.r.choice(d.owners), d.name, False)
            if self.chance(.2):
                term = ("*", ("num", 2), term) if self.chance(.5) else ("+", term, ("num", 1))
            return (self.chance(.25), term, self.claim(minds=False) if self.chance(.2) else None)
        weight = ("num", self.r.randint(1, 4))
        if numbers and self.chance(.05):
            d = self.r.choice(numbers)
            weight = ("f", self.r.choice(d.owners), d.name, False)
        if self.can_be and self.chained and self.chance(.5):
            return (False, weight, self.can_be[-1])
        if self.can_be and self.chance(.75):
            return (self.chance(.12), weight, self.brought_about())
        return (self.chance(.3), weight, self.condition(self.r.choice([1, 1, 2])))

    def ending(self):
        def invent():
            return self.brought_about() if self.can_be and self.chance(.8) else self.claim()
        late = [("cmp", "at least", CLOCK, ("num", self.r.choice([2, 3])))] if self.w.clock and self.chance(.2) else []
        return ("and", self.different(self.r.choice([1, 1, 2, 2, 3]), invent) + late)


# ---------------------------------------------------------------- 9 comparing

def first_good_world(seed):
    """The first world of this seed that is small, does not loop, and in which (mostly) something happens."""
    for attempt in range(400):
        inventor = Inventor(seed, attempt)
        w = inventor.invent()
        try:
            result, meaning, order = answer(Grounder(w).ground())
        except (TooBig, RuleLoop):
            continue
        if inventor.chance(interest(inventor.flavour, attempt, result, meaning)):
            return w, result, meaning, order
    raise SystemExit(f"brute: seed {seed} gave no world in 400 tries")


def interest(flavour, attempt, result, meaning):
    """How gladly this world is taken: rather one in which something happens, and what its seed asks for."""
    wanted = flavour == "anything" or meaning.noted[flavour] > 0
    if not wanted and attempt < 150:
        return 0
    longest = max(len(e["shortest"] or []) for e in result["endings"])
    return .01 if result["step_count"] == 0 else .1 if result["step_count"] < 3 else .6 if longest < 2 else 1


PATIENCE = 30           # seconds for one world


def ask_engine(engine, path):
    try:
        run = subprocess.run([engine, "endings", path, "--json"], capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return None, f"no answer in {PATIENCE} seconds"
    if run.returncode not in (0, 1, 4):
        return None, f"exit code {run.returncode}\n{run.stdout[-2000:]}{run.stderr[-4000:]}"
    try:
        return json.loads(run.stdout), ""
    except ValueError as wrong:
        return None, f"no JSON: {wrong}\n{run.stdout[-2000:]}{run.stderr[-2000:]}"


def act_text(act):
    """An act of the engine's `shortest` in the words of Record.call, as far as it can be told."""
    if isinstance(act, str):
        return act
    by = act.get("by") or []
    text = act.get("act", "")
    return text if " by " in text or not by else text + " by " + " and ".join(by)


def engine_answer(reply, ours):
    """The engine's answer in the shape of ours."""
    endings = []
    for mine, e in zip(ours["endings"], reply["endings"]):
        shortest = e.get("shortest") if e["reachable"] else None
        endings.append({"name": e["name"], "reachable": e["reachable"], "orders": str(e["orders"]),
                        "tale_count": None if mine["tale_count"] is None else e["tale_count"],
                        "shortest": None if shortest is None else [act_text(a) for a in shortest]})
    unfinished = reply.get("unfinished_count", len(reply["unfinished"]))
    return {"state_count": reply["state_count"], "step_count": reply.get("step_count", ours["step_count"]),
            "unfinished_count": unfinished, "endings": endings}


def differences(ours, theirs, path=""):
    if isinstance(ours, dict):
        return [d for k in ours for d in differences(ours[k], theirs.get(k), f"{path}.{k}" if path else k)]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs) and "shortest" not in path:
        return [d for i, (a, b) in enumerate(zip(ours, theirs)) for d in differences(a, b, f"{path}[{i}]")]
    return [] if ours == theirs else [f"{path}: brute {ours!r}, engine {theirs!r}"]


def compare_one(engine, seed, w, ours, keep):
    """The differences, and where the world file was left."""
    path = os.path.join(keep, f"brute-{seed}.kiz")
    with open(path, "w", encoding="utf-8") as file:
        file.write(show_world(w))
    reply, wrong = ask_engine(engine, path)
    if reply is None:
        return [wrong], path
    return differences(ours, engine_answer(reply, ours)), path


def batch(options):
    return [options.only] if options.only is not None else range(options.seed, options.seed + options.count)


def run_comparison(options):
    passed = failed = 0
    for seed in batch(options):
        w, ours, _, _ = first_good_world(seed)
        found, path = compare_one(options.engine, seed, w, ours, options.keep)
        if not found:
            passed += 1
            if not options.keep_all:
                os.remove(path)
            continue
        failed += 1
        print(f"seed {seed}: {path}\n  " + "\n  ".join(found))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def run_sabotage(options):
    """A checker must be able to fail: a wrong meaning has to differ from the engine somewhere."""
    for seed in batch(options):
        w, right, _, _ = first_good_world(seed)
        if spoiled(w, options.sabotage) == right:
            continue
        found, path = compare_one(options.engine, seed, w, spoiled(w, options.sabotage), options.keep)
        os.remove(path)
        if found:
            print(f"sabotage {options.sabotage}: found at seed {seed}: {found[0]}")
            return 0
    print(f"sabotage {options.sabotage}: not noticed")
    return 1


def spoiled(w, name):
    """The answer under a deliberately wrong meaning; None when it does not come to an end."""
    SABOTAGE.add(name)
    try:
        return answer(Grounder(w).ground())[0]
    except (TooBig, RuleLoop):
        return None
    finally:
        SABOTAGE.discard(name)


def run_loops(options):
    """Worlds whose rules loop at the start are errors: the engine must exit with 3."""
    tried = wrong = 0
    for seed in batch(options):
        for attempt in range(40):
            w = Inventor(seed, attempt).invent()
            try:
                Meaning(Grounder(w).ground()).start()
            except RuleLoop:
                tried += 1
                wrong += not loop_is_refused(options, w, f"{seed}-{attempt}")
            except TooBig:
                pass
    print(f"{tried - wrong} loops refused, {wrong} accepted")
    return 1 if wrong or not tried else 0


def loop_is_refused(options, w, name):
    path = os.path.join(options.keep, f"loop-{name}.kiz")
    with open(path, "w", encoding="utf-8") as file:
        file.write(show_world(w))
    run = subprocess.run([options.engine, "endings", path, "--json"], capture_output=True, text=True, timeout=300)
    if run.returncode == 3:
        os.remove(path)
        return True
    print(f"{path}: the rules loop, and the engine exits with {run.returncode}")
    return False


def run_statistics(options):
    """How far from trivial are the worlds? The engine is not asked."""
    facts = Counter()
    total = 0
    for seed in batch(options):
        w, ours, meaning, order = first_good_world(seed)
        total += 1
        facts["1 or more explained steps"] += ours["step_count"] >= 1
        facts["3 or more explained steps"] += ours["step_count"] >= 3
        facts["10 or more explained steps"] += ours["step_count"] >= 10
        facts["an ending reached"] += any(e["reachable"] for e in ours["endings"])
        facts["an ending not reached"] += any(not e["reachable"] for e in ours["endings"])
        facts["orders unbounded"] += any(e["orders"] == "unbounded" for e in ours["endings"])
        facts["a shortest story of 3 or more acts"] += any(len(e["shortest"] or []) >= 3 for e in ours["endings"])
        for what in ("corrected", "rule fired", *FLAVOURS[1:]):
            facts[f"{what} (also in imagination)"] += meaning.noted[what] > 0
        facts["somebody wrong in a story state"] += any(s.kids[m].values != s.values for s in order for m in s.kids)
        facts["nested: A is wrong about B's mind"] += any(
            s.kids[m].kids[n].values != s.kids[n].values for s in order for m in s.kids for n in s.kids if m != n)
        facts["deep: a world of 6 or more nodes"] += any(len(reach(s)) >= 6 for s in order)
        if options.prove:
            prove_equality(meaning)
        for name in SABOTAGES:
            facts[f"noticed by sabotage {name}"] += spoiled(w, name) != ours
    for what, n in facts.items():
        print(f"{n:5d} of {total}  {what}")
    return 0


def reach(world):
    found = [world]
    for w in found:
        found.extend(k for k in dict.fromkeys(w.kids.values()) if k not in found)
    return found


def prove_equality(meaning):
    """Two stored worlds are equal by coinduction only when they are one world."""
    worlds = list(meaning.shelf.stored.values())
    by_label = {}
    for w in worlds:
        by_label.setdefault(w.label, []).append(w)
    for alike in by_label.values():
        for u, v in itertools.combinations(alike[:40], 2):
            assert not same_by_coinduction(u, v), "two stored worlds are equal"


def main():
    parser = argparse.ArgumentParser(description="random small worlds, answered twice")
    parser.add_argument("--engine", default="build/kizuna")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="just this seed; its file is kept")
    parser.add_argument("--keep", help="where world files are left (default: a temporary directory)")
    parser.add_argument("--sabotage", nargs="?", const="repair", choices=list(SABOTAGES))
    parser.add_argument("--loops", action="store_true", help="worlds whose rules loop must be refused")
    parser.add_argument("--stats", action="store_true", help="describe the worlds; the engine is not asked")
    parser.add_argument("--prove", action="store_true", help="with --stats: check equality by coinduction")
    parser.add_argument("--print", action="store_true", help="print worlds and our answers; no engine")
    options = parser.parse_args()
    options.keep_all = options.keep is not None or options.only is not None
    options.keep = options.keep or tempfile.mkdtemp(prefix="kizuna-brute-")
    os.makedirs(options.keep, exist_ok=True)
    sys.setrecursionlimit(20000)
    if options.print:
        for seed in batch(options):
            w, ours, _, _ = first_good_world(seed)
            print(show_world(w) + "# " + json.dumps(ours) + "\n")
        return 0
    if options.loops:
        return run_loops(options)
    if options.stats:
        return run_statistics(options)
    return run_sabotage(options) if options.sabotage else run_comparison(options)


if __name__ == "__main__":
    sys.exit(main())
