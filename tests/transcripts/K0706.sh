# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask endings the_open_door.kiz --limit-memory 20K
