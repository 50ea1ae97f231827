# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
ask library nothing_of_the_kind
