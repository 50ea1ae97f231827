# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
ask new 3things
ask new "the open door"
ask new the_open_door.kiz
ask new ../elsewhere
