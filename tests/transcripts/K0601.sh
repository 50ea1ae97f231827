# SPDX-License-Identifier: MIT
# Names in the question that the world does not have.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask tell the_open_door.kiz --tale tolled
ask tell the_open_door.kiz --ending stay
ask minds the_open_door.kiz --after ask_hem
ask endings the_open_door.kiz --what-if nobody_mind
ask tell the_open_door.kiz --tale something_else_entirely
