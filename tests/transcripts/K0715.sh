# SPDX-License-Identifier: MIT
. "$ROOT/tests/transcripts/session.inc"
for verb in check endings tell minds fmt new; do ask $verb; done
ask check one.kiz another.kiz
