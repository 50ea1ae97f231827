# SPDX-License-Identifier: MIT
# An act that nobody does, in a shape.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "Ren leaps"
ask find the_open_door.kiz "Ren does leve"
ask find the_open_door.kiz "Ren flies away"
