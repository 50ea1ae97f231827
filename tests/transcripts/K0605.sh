# SPDX-License-Identifier: MIT
# A plan to an ending that is not named.
. "$ROOT/tests/transcripts/session.inc"
ask plan "$ROOT/examples/starry_night/world.kiz"
ask plan "$ROOT/examples/starry_night/world.kiz" --json
