# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
for verb in why whynot whatif sweep import export studio; do ask $verb world.kiz; done
