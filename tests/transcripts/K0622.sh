# SPDX-License-Identifier: MIT
# Nobody of that name in a shape.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "ren leaves"
ask find the_open_door.kiz "Ren lies to anyone"
ask find the_open_door.kiz "Ren leaves quickly"
