# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
mkdir stories
ask check stories
