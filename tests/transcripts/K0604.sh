# SPDX-License-Identifier: MIT
# Moments that a tale does not have, and one that is its last.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask minds the_open_door.kiz --at told:99
ask minds the_open_door.kiz --at told:2 --json
ask minds the_open_door.kiz --at told:1
ask minds the_open_door.kiz --at told:-1
ask minds the_open_door.kiz --at told:4294967297
echo 'tale broken: ask_him, leave, ask_him' >>the_open_door.kiz
ask minds the_open_door.kiz --at broken:3
