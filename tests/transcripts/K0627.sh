# SPDX-License-Identifier: MIT
# A fact that the world does not have, in a shape.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "Ren learns about missed_her"
ask find the_open_door.kiz "Mio lies to Ren about Ren.shoes"
