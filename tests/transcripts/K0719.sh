# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
# A copy of the program, with no pages beside it.
cp "$KIZUNA" kizuna
"$KIZUNA" new the_open_door >/dev/null
echo '$ kizuna export web the_open_door.kiz -o story.html'
./kizuna export web the_open_door.kiz -o story.html
echo "(exit code $?)"
echo
ask export web
ask export the_open_door.kiz -o story.html
ask export web the_open_door.kiz
ask studio
ls
