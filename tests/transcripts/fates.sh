# SPDX-License-Identifier: MIT
# What is inevitable, possible, never; where there is no way back; which false belief carries the tale; who is locked with whom; what stays open.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask endings the_open_door.kiz --fates
ask endings the_open_door.kiz --fates --without ask_him
ask endings the_open_door.kiz --fates --json
ask endings the_open_door.kiz --fates --limit-story 1
ask endings the_open_door.kiz --fates --tale tolled
