# SPDX-License-Identifier: MIT
# No range
. "$ROOT/tests/transcripts/session.inc"
ask sweep "$ROOT/examples/on_sacred_ground/world.kiz" --over "arrival from 8 to 30"
ask sweep "$ROOT/examples/on_sacred_ground/world.kiz" --over "arrival is 30..8"
ask sweep "$ROOT/examples/on_sacred_ground/world.kiz" --over "arrival from 8 to 30" --json
