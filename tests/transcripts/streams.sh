# SPDX-License-Identifier: MIT
# Standard input, -o, and what goes where.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
echo '$ kizuna tell - <the_open_door.kiz'
kizuna tell - <the_open_door.kiz
ask tell the_open_door.kiz -o told.txt
cat told.txt
echo 'An error leaves no file:'
ask tell the_open_door.kiz --tale nothing -o nothing.txt
[ -e nothing.txt ] || echo "there is no nothing.txt"
echo 'Notes go to stderr, answers to stdout:'
kizuna endings nowhere.kiz 2>/dev/null
echo "(exit code $?, and nothing on stdout)"
kizuna endings the_open_door.kiz 2>&1 >/dev/null | wc -c
