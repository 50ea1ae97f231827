# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask check --frobnicate the_open_door.kiz
ask endings the_open_door.kiz --why
ask tell the_open_door.kiz -x
