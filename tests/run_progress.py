#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# The line that shows how far a long question has got: on a terminal, after a second, with these words, rubbed out at the end; nowhere else.
# KIZUNA names the program.
import os, pty, re, select, signal, subprocess, sys, tempfile, time

PROGRAM = os.environ.get("KIZUNA", "build/kizuna")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SACRED = f"{ROOT}/examples/on_sacred_ground/world.kiz"
COUNTING = "fact n: 0..\nperson Mio she\n  wants n\nact count_on by Mio\n  then n rises by 1\nending never_there when n is 1000000000\n"
PATIENCE = 120  # seconds; a line comes after one


def told_until(screen, phrase, begun):
    told = b""
    while time.monotonic() - begun < PATIENCE and not re.search(phrase, told):
        if select.select([screen], [], [], 1)[0]:
            told += os.read(screen, 4096)
    return told


def rest_of(screen):
    told = b""
    while select.select([screen], [], [], 0.2)[0]:
        try:
            more = os.read(screen, 4096)
        except OSError:  # nobody holds the other end any more
            break
        if not more:
            break
        told += more
    return told


# On a terminal, interrupted when the phrase has come: what was on the screen, what was printed, the exit code, how soon the first word came.
def on_terminal(phrase, *words):
    screen, of_program = pty.openpty()
    begun = time.monotonic()
    run = subprocess.Popen([PROGRAM, *words], stdout=subprocess.PIPE, stderr=of_program, stdin=subprocess.DEVNULL)
    os.close(of_program)
    told = told_until(screen, phrase, begun)
    after = time.monotonic() - begun
    run.send_signal(signal.SIGINT)
    printed, _ = run.communicate(timeout=PATIENCE)
    return told + rest_of(screen), printed, run.returncode, after


failed = 0


def expect(what, holds, *shown):
    global failed
    if not holds:
        failed += 1
        print("FAILED", what, *shown)


def long_question(phrase, *words):
    told, printed, code, after = on_terminal(phrase, *words)
    name = "kizuna " + " ".join(words)
    expect(f"{name}: no line of progress", re.search(phrase, told), told[-300:])
    expect(f"{name}: the line came at once", after >= 1, after)
    expect(f"{name}: the line was left standing", re.search(rb"\r\x1b\[K", told) and not re.search(phrase, told[told.rfind(b"\x1b[K"):]), told[-300:])
    expect(f"{name}: exit code {code}", code == 130)
    expect(f"{name}: progress among the results", b"\r" not in printed and printed, printed[:300])


def short_answer():
    screen, of_program = pty.openpty()
    subprocess.run([PROGRAM, "version"], stdout=subprocess.DEVNULL, stderr=of_program)
    os.close(of_program)
    return rest_of(screen)


def main():
    with tempfile.TemporaryDirectory() as folder:
        counting = f"{folder}/counting.kiz"
        open(counting, "w").write(COUNTING)
        long_question(rb"\r[1-9][0-9]* states after [1-9][0-9]* s ", "endings", counting)
        long_question(rb"\r[1-9][0-9]* states, [1-9][0-9]* changes tried after [1-9][0-9]* s ", "whynot", SACRED, "--ending", "home_together",
                      "--without", "vow_not_alone", "--without", "return_home", "--tries", "1000000")
        told = subprocess.run(["timeout", "--preserve-status", "-s", "INT", "3", PROGRAM, "endings", counting], capture_output=True)
        expect("progress where there is no terminal", b"states after" not in told.stderr and b"\x1b" not in told.stderr, told.stderr)
        told = short_answer()
        expect("a short answer has progress", told == b"", told)
    print(f"{failed} failed")
    sys.exit(failed != 0)


main()
