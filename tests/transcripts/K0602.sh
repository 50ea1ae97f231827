# SPDX-License-Identifier: MIT
# An act that cannot be done at that moment.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask minds the_open_door.kiz --after leave ask_him
