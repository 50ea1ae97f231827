# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
# A copy of the program, with no server beside it.
cp "$KIZUNA" kizuna
"$KIZUNA" new the_open_door >/dev/null
echo "\$ kizuna studio the_open_door.kiz"
./kizuna studio the_open_door.kiz
echo "(exit code $?)"
