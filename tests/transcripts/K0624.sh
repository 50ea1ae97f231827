# SPDX-License-Identifier: MIT
# `it` with nothing told before.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "Ren learns it"
ask find the_open_door.kiz "Mio tells Ren it"
