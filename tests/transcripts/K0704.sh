# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
ask new the_open_door
echo 'my own words' >the_open_door.kiz
ask new the_open_door
cat the_open_door.kiz
