# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask library parting --as-used the_open_door.kiz
