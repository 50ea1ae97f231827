# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
ask check nowhere.kiz
