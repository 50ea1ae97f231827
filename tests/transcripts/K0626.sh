# SPDX-License-Identifier: MIT
# A shape with too many parts or people.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask find the_open_door.kiz "leave; leave; leave; leave; leave; leave; leave; leave; leave; leave; leave; leave; leave"
ask find the_open_door.kiz "A tells B; C tells D; E tells F"
