# SPDX-License-Identifier: MIT
# Words of a shape in the wrong place.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "later Ren leaves"
ask find the_open_door.kiz "meanwhile no Ren leaves"
ask find the_open_door.kiz "the story ends; later Ren leaves"
ask find the_open_door.kiz "Ren leaves; meanwhile no the story ends"
ask find the_open_door.kiz "Mio tells somebody Ren.missed_here"
