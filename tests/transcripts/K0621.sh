# SPDX-License-Identifier: MIT
# A part of a shape that says nothing.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz ""
ask find the_open_door.kiz "Ren leaves;"
ask find the_open_door.kiz "Ren leaves; ; Mio does ask_him"
ask find the_open_door.kiz "Ren leaves; when" --json
