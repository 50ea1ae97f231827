#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs every example in README.md, docs/language.md, docs/tutorial.md, docs/telling.md and others, so that no page says what is not so.

A fenced block is run according to the words behind its fence:

  ```kiz            a whole world: `kizuna check` must accept it, without a word on stderr. It stays as `world.kiz` for the
                    blocks below it; `<!-- file: NAME.kiz -->` on the line above gives it another name.
  ```kiz part       lines of a world: they are put after the nearest of these two above them, the last whole world or the
                    last `<!-- prelude: ... -->` (lines of a world that the page does not show), and the two together must
                    be accepted. A part may declare what only other parts speak of (K0402, K0403), but nothing else is said.
  ```kiz module     a module, kept under its `<!-- file: NAME.kiz -->` for the worlds below it that use it.
  ```kiz refused K  lines put there likewise, which must be refused (exit 3) with the message of that number, K0126 say.
  ```text           below a `<!-- file: NAME.txt -->`: a file beside the worlds; elsewhere only to be read.
  ```sh             a session, if a line begins with `$ `: each such line is run, and what it prints (stdout and stderr) must be
                    the lines below it. The folder is the one with the worlds above; `examples` and `library` are in it too.
                    A block without `$ ` is only to be read.

Other blocks are only to be read. KIZUNA names the program. `pin` as argument writes what the sessions print into the pages instead
of comparing (then read the difference!); other arguments name pages to run in place of these.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGES = ["README.md", "docs/language.md", "docs/tutorial.md", "docs/all_stories.md", "docs/shapes.md", "docs/telling.md", "docs/play.md", "docs/questions.md"]
KIZUNA = os.path.abspath(os.environ.get("KIZUNA", os.path.join(ROOT, "build", "kizuna")))
SECONDS = 120

FENCE = re.compile(r"^```(.*)$")
FILE = re.compile(r"^<!-- file: (\S+) -->$")
QUIET_IN_PARTS = re.compile(r"^warning K04(?:02|03|09|10|11):.*\n(?:(?!warning|error).*\n?)*", re.M)
PRELUDE = re.compile(r"<!-- prelude:\s*\n(.*?)-->", re.S)


class Block:
    def __init__(self, words, first, lines):
        self.words = words      # behind the fence
        self.first = first      # line number of the first line inside, counted from 0
        self.lines = lines


class Page:
    """What stands on a page, in order: blocks, file names and preludes."""

    def __init__(self, path):
        self.path = path
        with open(os.path.join(ROOT, path), encoding="utf-8") as page:
            self.lines = page.read().split("\n")
        self.parts = list(self.read())

    def read(self):
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            fence = FENCE.match(line)
            if fence:
                end = at + 1
                while end < len(self.lines) and self.lines[end] != "```":
                    end += 1
                yield Block(fence.group(1).split(), at + 1, self.lines[at + 1:end])
                at = end
            elif FILE.match(line):
                yield "file", FILE.match(line).group(1)
            elif line.startswith("<!-- prelude:"):
                end = at
                while "-->" not in self.lines[end]:
                    end += 1
                yield "prelude", PRELUDE.search("\n".join(self.lines[at:end + 1])).group(1)
                at = end
            at += 1


class Runner:
    def __init__(self, pins):
        self.pins = pins
        self.passed = 0
        self.failed = 0

    def judge(self, page, block, is_good, said):
        if is_good:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED {page.path}:{block.first + 1}: {said}")

    def run(self, command, folder):
        environment = dict(os.environ, NO_COLOR="1", LC_ALL="C.UTF-8")
        environment["PATH"] = os.path.dirname(KIZUNA) + os.pathsep + environment.get("PATH", "")
        return subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=SECONDS)

    def check(self, folder, name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as world:
            world.write(text)
        done = self.run([KIZUNA, "check", name], folder)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def run_accepted(self, page, block, folder, role, name, text):
        code, out, said = self.check(folder, name, text)
        unsaid = QUIET_IN_PARTS.sub("", said) if role == "part" else said
        self.judge(page, block, code == 0 and not unsaid.strip(), f"exit {code}\n{out if code else ''}{said}")

    def run_refused(self, page, block, folder, text):
        wanted = block.words[2] if len(block.words) > 2 else "a message"
        code, out, said = self.check(folder, "refused.kiz", text)
        self.judge(page, block, code == 3 and wanted in said, f"exit {code}, wanted 3 and {wanted}\n{out}{said}")

    def run_session(self, page, block, folder):
        """Gives the block's lines as they should be."""
        printed = []
        for line in block.lines:
            if not line.startswith("$ "):
                continue
            done = self.run(["sh", "-c", f"exec 2>&1; {line[2:]}"], folder)
            text = done.stdout.decode().replace(folder + "/", "")
            printed.append(line)
            printed += text.rstrip("\n").split("\n") if text.strip() else []
        printed = [line.rstrip() for line in printed]
        if not self.pins:
            wanted = "\n".join(printed)
            self.judge(page, block, block.lines == printed, f"it prints\n{wanted}")
        return printed

    def run_block(self, page, block, folder, state):
        kind = block.words[0] if block.words else ""
        text = "\n".join(block.lines) + "\n"
        if kind == "sh" and any(line.startswith("$ ") for line in block.lines):
            return self.run_session(page, block, folder)
        if kind == "text" and not state["name"].endswith(".kiz"):
            with open(os.path.join(folder, state["name"]), "w", encoding="utf-8") as beside:
                beside.write(text)
            state["name"] = "world.kiz"
        if kind != "kiz":
            return None
        role = block.words[1] if len(block.words) > 1 else "whole"
        if role == "whole":
            state["before"] = text
            self.run_accepted(page, block, folder, role, state["name"], text)
            state["name"] = "world.kiz"
        elif role == "part":
            self.run_accepted(page, block, folder, role, "part.kiz", state["before"] + "\n" + text)
        elif role == "module":
            with open(os.path.join(folder, state["name"]), "w", encoding="utf-8") as module:
                module.write(text)
            state["name"] = "world.kiz"
        elif role == "refused":
            self.run_refused(page, block, folder, state["before"] + "\n" + text)
        else:
            self.judge(page, block, False, f"nothing is known of `{' '.join(block.words)}`")
        return None

    def run_page(self, path):
        page = Page(path)
        folder = tempfile.mkdtemp()
        for name in ("examples", "library"):
            os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))
        state = {"before": "", "name": "world.kiz"}
        changed = []
        try:
            for part in page.parts:
                if isinstance(part, Block):
                    printed = self.run_block(page, part, folder, state)
                    if printed is not None:
                        changed.append((part, printed))
                elif part[0] == "file":
                    state["name"] = part[1]
                else:
                    state["before"] = part[1]
        finally:
            shutil.rmtree(folder)
        if self.pins:
            self.pin(page, changed)

    def pin(self, page, changed):
        lines = list(page.lines)
        for block, printed in reversed(changed):
            lines[block.first:block.first + len(block.lines)] = printed
        if lines == page.lines:
            return
        with open(os.path.join(ROOT, page.path), "w", encoding="utf-8") as to:
            to.write("\n".join(lines))
        print(f"pinned {page.path}")


def main(words):
    pins = "pin" in words
    pages = [word for word in words if word != "pin"] or [page for page in PAGES if os.path.exists(os.path.join(ROOT, page))]
    runner = Runner(pins)
    for page in pages:
        runner.run_page(page)
    print(f"{runner.passed} passed, {runner.failed} failed")
    return 1 if runner.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
