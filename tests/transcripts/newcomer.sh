# SPDX-License-Identifier: MIT
# A newcomer's first ten minutes.
. "$ROOT/tests/transcripts/session.inc"
ask new the_open_door
echo '$ cat the_open_door.kiz'
cat the_open_door.kiz
echo
ask check the_open_door.kiz
ask endings the_open_door.kiz
ask tell the_open_door.kiz
ask tell the_open_door.kiz --why
ask tell the_open_door.kiz --ending gone
ask minds the_open_door.kiz
ask minds the_open_door.kiz --at told:1
ask minds the_open_door.kiz --after leave
ask endings the_open_door.kiz --without ask_him
ask endings the_open_door.kiz --what-if nobody_minds
ask endings the_open_door.kiz --set "Ren believes missed_here"
ask fmt --check the_open_door.kiz
