# SPDX-License-Identifier: MIT
# Nothing to compare
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask whatif the_open_door.kiz --after ask_him
ask whatif the_open_door.kiz --after ask_him --json
