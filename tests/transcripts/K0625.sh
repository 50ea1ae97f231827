# SPDX-License-Identifier: MIT
# A part of a shape that goes on.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "the story ends sadly"
ask find the_open_door.kiz "Mio tells Ren; later Ren learns it at last"
ask find the_open_door.kiz "the story ends in gone for good"
