# SPDX-License-Identifier: MIT
# How far it gets depends on the machine, so only what is said on stderr is shown.
. "$ROOT/tests/transcripts/session.inc"
counter
ask_quietly endings counter.kiz --time 0.2
echo '$ kizuna endings counter.kiz, and Ctrl-C'
kizuna endings counter.kiz >known.txt &
# Ctrl-C comes when it is listened for, and no longer by the shell that begins it: SIGINT is the
# second bit of the signals caught.
until grep -q '^Name:.*kizuna' /proc/$!/status && grep -q '^SigCgt:.*[2367abef]$' /proc/$!/status; do
    sleep 0.1
done
kill -INT $!
wait $!
echo "(exit code $?)"
grep -o 'Not complete.*' known.txt
