# SPDX-License-Identifier: MIT
# How far it gets depends on the machine, so only what is said on stderr is shown.
. "$ROOT/tests/transcripts/session.inc"
counter
ask_quietly endings counter.kiz --time 0.2
echo '$ kizuna endings counter.kiz, and Ctrl-C'
timeout --preserve-status -s INT 0.5 kizuna endings counter.kiz >known.txt
echo "(exit code $?)"
grep -o 'Not complete.*' known.txt
