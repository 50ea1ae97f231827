# SPDX-License-Identifier: MIT
# No such act
. "$ROOT/tests/transcripts/session.inc"
ask why "$ROOT/examples/why/world.kiz" --act 99
ask why "$ROOT/examples/why/world.kiz" --act 99 --json
