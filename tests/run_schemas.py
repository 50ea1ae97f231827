#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every JSON document is what docs/schemas/ says, begins with `format` and `version`, and is the same, byte for byte, when asked again.

In     KIZUNA, the program; examples/*/world.kiz and a few worlds made here
Out    what differs, then `N passed, M failed`; exit code 1 when something failed

The validator knows the part of JSON Schema 2020-12 that our schemas use and refuses a schema that uses more, so no rule of a schema is
passed over in silence. Documents that must fail come first: a test of the alarm.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMAS = os.path.join(ROOT, "docs", "schemas")
KIZUNA = os.environ.get("KIZUNA", os.path.join(ROOT, "build", "kizuna"))

# ---- the validator ----

ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description"}
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}
loaded = {}


def load(name):
    if name not in loaded:
        with open(os.path.join(SCHEMAS, name), encoding="utf-8") as file:
            loaded[name] = json.load(file)
    return loaded[name]


def resolve(reference, root):
    """`#/$defs/x` of the same file, or a file beside it."""
    if not reference.startswith("#"):
        return load(reference), load(reference)
    at = root
    for part in reference[1:].split("/")[1:]:
        at = at[part]
    return at, root


def is_same(one, other):
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def check_object(value, schema, root, where):
    known = schema.get("properties", {})
    for key in schema.get("required", []):
        if key not in value:
            yield f"{where}: `{key}` is missing"
    for key, item in value.items():
        if key in known:
            yield from check(item, known[key], root, f"{where}.{key}")
        elif schema.get("additionalProperties", True) is False:
            yield f"{where}: `{key}` is not in the schema"
        elif isinstance(schema.get("additionalProperties"), dict):
            yield from check(item, schema["additionalProperties"], root, f"{where}.{key}")


def check(value, schema, root, where):
    """What is wrong with the value, in words."""
    handled = ANNOTATIONS | {"type", "properties", "required", "items", "enum", "const", "additionalProperties", "oneOf", "anyOf", "pattern", "minimum", "$ref"}
    for keyword in schema:
        if keyword not in handled:
            raise ValueError(f"the schema uses `{keyword}`, which this validator does not know")
    if "$ref" in schema:
        target, its_root = resolve(schema["$ref"], root)
        yield from check(value, target, its_root, where)
    if "type" in schema:
        wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(TYPES[one](value) for one in wanted):
            yield f"{where}: {json.dumps(value)[:60]} is not {' or '.join(wanted)}"
            return
    if "const" in schema and not is_same(value, schema["const"]):
        yield f"{where}: {json.dumps(value)[:60]} is not {json.dumps(schema['const'])}"
    if "enum" in schema and not any(is_same(value, one) for one in schema["enum"]):
        yield f"{where}: {json.dumps(value)[:60]} is none of {json.dumps(schema['enum'])}"
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield f"{where}: {json.dumps(value)[:60]} does not match {schema['pattern']}"
    if "minimum" in schema and TYPES["number"](value) and value < schema["minimum"]:
        yield f"{where}: {value} is less than {schema['minimum']}"
    if isinstance(value, dict):
        yield from check_object(value, schema, root, where)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from check(item, schema["items"], root, f"{where}[{number}]")
    for keyword, fits in (("anyOf", lambda n: n >= 1), ("oneOf", lambda n: n == 1)):
        if keyword in schema:
            found = [list(check(value, one, root, where)) for one in schema[keyword]]
            if not fits(sum(1 for one in found if not one)):
                nearest = min(found, key=len)
                yield from nearest or [f"{where}: more than one of {keyword} fits"]


def mistakes(document, name):
    return list(check(document, load(name), load(name), "document"))


# ---- counting ----

passed = 0
failed = 0


def judge(what, wrong):
    global passed, failed
    if not wrong:
        passed += 1
        return
    failed += 1
    print(f"FAILED {what}")
    for line in wrong[:5]:
        print(f"  {line}")


# ---- the alarm: these must fail ----

GOOD = {"code": "K0121", "severity": "error", "file": "a.kiz", "start": {"offset": 0, "line": 1, "column": 1}, "end": None, "message": "m", "help": None, "other": None}
BAD = [
    ("a code of three digits", "diagnostic.json", {**GOOD, "code": "K012"}),
    ("a missing key", "diagnostic.json", {key: GOOD[key] for key in GOOD if key != "help"}),
    ("a key too many", "diagnostic.json", {**GOOD, "colour": "red"}),
    ("a number as text", "diagnostic.json", {**GOOD, "start": {"offset": "0", "line": 1, "column": 1}}),
    ("a line 0", "diagnostic.json", {**GOOD, "start": {"offset": 0, "line": 0, "column": 1}}),
    ("yes for a number", "kizuna-version.json", {"format": "kizuna-version", "version": True, "kizuna": "0.1.0"}),
    ("another format", "kizuna-version.json", {"format": "kizuna-check", "version": 1, "kizuna": "0.1.0"}),
    ("no answer that calls itself complete", "kizuna-endings.json", {"format": "kizuna-endings", "version": 1, "story": None, "complete": True, "diagnostics": []}),
    ("an act by a name and not by a list", "act.json", {"act": "leave", "by": "Ren"}),
    ("an answer without its measures", "kizuna-tell.json", {"format": "kizuna-tell", "version": 1, "story": None, "found": False, "diagnostics": []}),
    ("a verdict that is none", "kizuna-test.json#line", None),
    ("a role that does not say what it needs", "kizuna-library.json", {"format": "kizuna-library", "version": 1, "modules": [{"name": "vow", "gloss": None, "roles": [{"name": "holder"}], "text": ""}]}),
    ("a fact with a number for its value", "kizuna-minds.json#facts", None),
]


def test_the_alarm():
    judge("a good diagnostic", mistakes(GOOD, "diagnostic.json"))
    for what, name, document in BAD:
        if document is None:
            root = load(name.split("#")[0])
            value = {"told": 1} if name.endswith("#facts") else {"what": "tale told", "verdict": "perhaps", "why": None, "story": None}
            found = list(check(value, root["$defs"][name.split("#")[1]], root, "document"))
        else:
            found = mistakes(document, name)
        judge(f"the alarm: {what}", [] if found else ["nothing was found wrong"])
    try:
        list(check({}, {"maxProperties": 1}, {}, "document"))
        judge("the alarm: an unknown keyword", ["it was passed over in silence"])
    except ValueError:
        judge("the alarm: an unknown keyword", [])


# ---- the documents ----

MEASURED = re.compile(rb'"measured": \{[^}]*\}')
BROKEN = "fact told\n\nperson Mio she\n  wants 1: tolled\n\nact tell by Mio\n  if not told\n  then told\n"
UNREADABLE = "person Mio she\n\tat is hill\n"
GOES_ROUND = "fact lit, dark\n\nperson Mio she\n  wants 1: lit\n\nact strike by Mio\n  then lit\n\nrule goes_out\n  when lit, not dark\n  then dark\n\nrule comes_back\n  when dark\n  then not dark\n"
NOBODY_MOVES = 'fact told\n\nperson Mio she\n  fears 1: told\n\nact tell by Mio\n  if not told\n  then told\n\nending said when told\n'
FATE = "fact wet\n\nact rain by fate\n  if not wet\n  then wet\n\nending rained when wet\n"


ISLAND = """entity Ann : character; entity Bob : character; property met() : boolean; property sum() : number;
action greet(a : character, b : character) { precondition: a != b & !met(); effect: met() & sum() = sum() + 1.5; consenting: a, b; };
utility(): sum(); utility(Ann): if(met()) 1 else 0; utility(Bob): if(met()) 1 else 0;
"""


def run(words):
    done = subprocess.run([KIZUNA, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
    return done.returncode, done.stdout


def test_document(words, verb, exits, shown):
    code, first = run(words)
    _, second = run(words)
    wrong = []
    if code not in exits:
        wrong.append(f"exit code {code}, not {' or '.join(map(str, exits))}")
    if MEASURED.sub(b"", first) != MEASURED.sub(b"", second):
        wrong.append("asked again, the answer differs")
    if not first.endswith(b"}\n"):
        wrong.append("the document does not end with a line end")
    try:
        document = json.loads(first)
    except ValueError as why:
        judge(shown, wrong + [f"no JSON: {why}"])
        return None
    if list(document)[:2] != ["format", "version"]:
        wrong.append(f"it begins with {list(document)[:2]}")
    if exits in ((2,), (3,)) and not document.get("diagnostics"):
        wrong.append("the world or the question is mistaken, and no diagnostic says why")
    judge(shown, wrong + mistakes(document, f"kizuna-{verb}.json"))
    return document


def test_world(path, exits=(0,), shown=None):
    shown = shown or os.path.relpath(path, ROOT)
    for verb, more in (
        ("check", []),
        ("endings", []),
        ("endings", ["--limit-story", "3"]),
        ("endings", ["--limit-states", "2"]),
        ("tell", []),
        ("tell", ["--why"]),
        ("tell", ["--heads", "per-scene", "--irony", "--words", "200"]),
        ("tell", ["--heads", "free", "--person", "third", "--order", "fragments", "--chapters", "--cut-content", "blood"]),
        ("strings", []),
        ("minds", []),
        ("why", []),
        ("whatif", []),
        ("endings", ["--fates"]),
        ("endings", ["--fates", "--limit-story", "3"]),
        ("minds", ["--secrets"]),
        ("test", []),
        ("test", ["--limit-story", "3"]),
        ("map", []),
        ("map", ["--limit-story", "3"]),
        ("map", ["--orders"]),
        ("find", ["somebody tells somebody; later somebody learns it"]),
        ("find", ["A lies to B; meanwhile no B learns it; the story ends"]),
        ("find", ["the story ends", "--limit-states", "2"]),
    ):
        wanted = (0, 1, 4) if more or verb == "test" else (0, 2) if verb == "whatif" else exits
        kind = "secrets" if more == ["--secrets"] else verb
        test_document([verb, path, "--json", *more], kind, (3,) if exits == (3,) else wanted, f"{verb} {shown} {' '.join(more)}")


def test_problem(path):
    limits = ["--limit-story", "3", "--limit-plan", "3", "--limit-mind", "1"]
    test_document(["check", path, "--json"], "check", (0,), "check of a problem file")
    test_document(["endings", path, "--json", *limits], "endings", (0,), "endings of a problem file")
    test_document(["minds", path, "--json"], "minds", (0,), "minds of a problem file")
    test_document(["tell", path, "--json"], "tell", (2,), "a problem file is not told")
    for more, exits in (([], (0,)), (["--why", "--goal", "1.5"], (0,)), (["--all"], (0,)), (["--count", "2"], (0, 4)), (["--goal", "7"], (1, 4)), (["--goal", "x"], (2,)), (["--ending", "x"], (2,))):
        test_document(["plan", path, "--json", *more, *limits], "plan", exits, f"plan of a problem file {' '.join(more)}")


def test_made_worlds():
    with tempfile.TemporaryDirectory() as folder:
        def made(name, text):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            return path

        test_world(made("broken.kiz", BROKEN), (3,), "a world with a name nobody knows")
        test_world(made("unreadable.kiz", UNREADABLE), (3,), "a world with a tab")
        test_world(made("fate.kiz", FATE), (0,), "a world of fate alone")
        test_world(made("still.kiz", NOBODY_MOVES), (0, 1), "a world in which nobody moves")
        path = made("round.kiz", GOES_ROUND)
        test_document(["endings", path, "--json"], "endings", (3,), "endings of rules that go round")
        subprocess.run([KIZUNA, "new", "first"], cwd=folder, stdout=subprocess.DEVNULL, check=False)
        path = os.path.join(folder, "first.kiz")
        test_world(path, (0,), "the world of `kizuna new`")
        test_document(["tell", path, "--json", "--tale", "nothing"], "tell", (3,), "a tale that is not there")
        test_document(["tell", path, "--json", "--through", "Mio", "--person", "first", "--order", "flashback"], "tell", (0,), "a telling through a head")
        test_document(["tell", path, "--json", "--through", "Nobody"], "tell", (3,), "a telling through nobody")
        test_document(["tell", path, "--json", "--person", "first"], "tell", (2,), "a first person that is nobody's")
        test_document(["tell", path, "--json", "--verify", path], "tell", (1,), "prose that tells nothing of it")
        test_document(["tell", os.path.join(ROOT, "examples/why/world.kiz"), "--json", "--without-content", "self-harm"], "tell", (1,), "a story that must not have what it has")
        test_document(["plan", path, "--json"], "plan", (2,), "a plan to nobody knows what")
        test_document(["whynot", path, "--json", "--ending", "gone"], "whynot", (0,), "why an ending that is there is not")
        test_document(["whynot", path, "--json", "--ending", "gone", "--without", "leave"], "whynot", (0, 1), "why not an ending")
        test_document(["whynot", path, "--json", "--act", "leave by Ren", "--after", "ask_him"], "whynot", (0, 1), "why not an act, at a moment")
        test_document(["whynot", path, "--json", "--ending", "gone", "--after", "ask_him"], "whynot", (0, 1), "why not an ending, from after acts")
        test_document(["whynot", path, "--json"], "whynot", (2,), "why not what")
        test_document(["why", path, "--json", "--act", "99"], "why", (2,), "an act beyond the end")
        test_document(["whatif", path, "--json", "--without", "leave"], "whatif", (0,), "what if without an act")
        test_document(["sweep", path, "--json"], "sweep", (2,), "a sweep over nothing")
        test_document(["plan", path, "--json", "--ending", "gone"], "plan", (0,), "a plan")
        test_document(["plan", path, "--json", "--ending", "gone", "--why"], "plan", (0,), "a plan with its reasons")
        test_document(["plan", path, "--json", "--ending", "gone", "--limit-story", "0"], "plan", (4,), "a plan that is cut off")
        test_document(["plan", path, "--json", "--ending", "nothing"], "plan", (3,), "a plan to an ending that is not there")
        test_document(["plan", path, "--json", "--all"], "plan", (0,), "every story, counted")
        test_document(["plan", path, "--json", "--ending", "gone", "--count", "3"], "plan", (0,), "several plans")
        test_document(["minds", path, "--json", "--after", "ask_him"], "minds", (0,), "minds --after")
        test_document(["minds", path, "--json", "--after", "fly"], "minds", (3,), "minds after an act that is not there")
        test_document(["minds", path, "--json", "--at", "told:1"], "minds", (0,), "minds --at")
        test_document(["minds", path, "--json", "--at", "told:99"], "minds", (2,), "a moment beyond the end")
        test_document(["find", path, "Ren flies", "--json"], "find", (3,), "a shape with an act that is not there")
        test_document(["find", path, "Ren leaves; next Mio does ask_him", "--json"], "find", (1,), "a shape that no story has")
        test_document(["check", path, "--show", "names"], "names", (0,), "names, for editors")
        test_document(["check", os.path.join(ROOT, "examples/on_sacred_ground/world.kiz"), "--show", "names"], "names", (0,), "names, of modules too")
        test_document(["endings", path, "--json", "--ledger"], "endings", (0,), "the ledger alone")
        test_document(["map", path, "--json", "--tale", "told"], "map", (0,), "a map with a tale")
        test_document(["map", path, "--json", "--tale", "nothing"], "map", (3,), "a map with a tale that is not there")
        test_document(["minds", path, "--json", "--secrets", "--ending", "gone"], "secrets", (0,), "secrets of an ending")
        test_document(["test", path, "--json", "--what-if", "nobody_minds"], "test", (1,), "tests of a what-if")
        test_document(["check", path, "--json", "--set", "Ren.hat is red"], "check", (3,), "a change that names nothing")
        test_problem(made("island.txt", ISLAND))
        out = os.path.join(folder, "out.json")
        code, printed = run(["endings", path, "--json", "-o", out])
        with open(out, "rb") as file:
            written = file.read()
        same = MEASURED.sub(b"", written) == MEASURED.sub(b"", run(["endings", path, "--json"])[1])
        judge("-o FILE", [] if code == 0 and printed == b"" and same else ["the file is not what would have been printed"])


def test_play():
    """One document for each page, on standard input as many commands as pages."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([KIZUNA, "new", "first"], cwd=folder, stdout=subprocess.DEVNULL, check=False)
        path, save = os.path.join(folder, "first.kiz"), os.path.join(folder, "first.sav")
        for person, lines in (("Ren", "minds\nleave\n"), ("Mio", f"save {save}\nask him\nundo\nlog\nend\n"), ("nobody", "")):
            done = subprocess.run([KIZUNA, "play", path, "--as", person, "--json"], input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False)
            pages = [json.loads(part) for part in re.split(r"(?<=^\}\n)(?=\{)", done.stdout.decode(), flags=re.MULTILINE)]
            wrong = [] if done.returncode == 0 and len(pages) >= 2 else [f"exit code {done.returncode}, {len(pages)} documents"]
            judge(f"play as {person}", wrong + [m for page in pages for m in mistakes(page, "kizuna-play.json")])
        test_document(["play", path, "--as", "Nobody_here", "--json"], "play", (3,), "a person who is not there")
        test_document(["save", "check", save, path, "--json"], "save-check", (0,), "save check")
        test_document(["save", "check", path, path, "--json"], "save-check", (1,), "a save that is none")


def library_mistakes(one, text):
    """What a module's object says, beside what stands in its text."""
    comment = next((line[1:].strip() for line in text.splitlines() if line.startswith("#")), None)
    needs = re.search(r"^module \w+(?: needs (.*(?:\n +.*)*))?$", text, re.MULTILINE).group(1) or ""
    roles = [role.split(":")[0].strip() for role in needs.split(",") if role]
    if one.get("text") != text:
        yield "the text is not the module's"
    if one.get("gloss") != comment:
        yield "the gloss is not its first comment"
    if [role["name"] for role in one.get("roles", [])] != roles:
        yield f"its roles are not {roles}"


def test_library():
    whole = test_document(["library", "--json"], "library", (0,), "library")
    folder = os.path.join(ROOT, "library")
    names = sorted(name[:-4] for name in os.listdir(folder) if name.endswith(".kiz"))
    found = [one["name"] for one in whole["modules"]] if whole else []
    judge("library: every module", [] if found == names else ["modules are missing, or not in order"])
    for name in names:
        document = test_document(["library", name, "--json"], "library", (0,), f"library {name}")
        with open(os.path.join(folder, f"{name}.kiz"), encoding="utf-8") as file:
            text = file.read()
        one = document["modules"][0] if document and len(document["modules"]) == 1 else {}
        judge(f"library {name}: what it says", list(library_mistakes(one, text)))
    weight = json.loads(run(["library", "vow", "--json"])[1])["modules"][0]["roles"][2]
    wanted = {"name": "weight", "kind": "number", "low": 0, "high": 9, "default": 3}
    judge("library vow: a number with its bounds and its start", [] if weight == wanted else [f"it is {weight}"])
    moment = json.loads(run(["library", "invitation", "--json"])[1])["modules"][0]["roles"][4]
    wanted = {"name": "moment", "kind": "condition", "low": None, "high": None, "default": True}
    judge("library invitation: a condition with its start", [] if moment == wanted else [f"it is {moment}"])


def main():
    test_the_alarm()
    examples = os.path.join(ROOT, "examples")
    for name in sorted(os.listdir(examples)):
        path = os.path.join(examples, name, "world.kiz")
        if os.path.exists(path):
            test_world(path)
    test_made_worlds()
    test_document(["version", "--json"], "version", (0,), "version")
    test_play()
    test_library()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
