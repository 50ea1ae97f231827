# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask endings the_open_door.kiz --limit-plan many
ask endings the_open_door.kiz --limit-plan -3
ask endings the_open_door.kiz --limit-memory lots
ask endings the_open_door.kiz --time soon
ask minds the_open_door.kiz --at told
ask check the_open_door.kiz --show everything
ask tell the_open_door.kiz --tale
