# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
for verb in import export studio; do ask $verb world.kiz; done
