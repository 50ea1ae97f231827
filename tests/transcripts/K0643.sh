# SPDX-License-Identifier: MIT
# Which number?
. "$ROOT/tests/transcripts/session.inc"
ask sweep "$ROOT/examples/on_sacred_ground/world.kiz"
ask sweep "$ROOT/examples/on_sacred_ground/world.kiz" --json
