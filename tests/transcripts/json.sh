# SPDX-License-Identifier: MIT
# The same answers for programs.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask check the_open_door.kiz --json
ask endings the_open_door.kiz --json
ask tell the_open_door.kiz --json --why
ask minds the_open_door.kiz --json
ask version --json
ask check the_open_door.kiz --show world --json
ask fmt the_open_door.kiz --json
ask new another --json
ask help --json
