# SPDX-License-Identifier: MIT
# What does not come about?
. "$ROOT/tests/transcripts/session.inc"
ask whynot "$ROOT/examples/why/world.kiz"
ask whynot "$ROOT/examples/why/world.kiz" --ending never_parted --act flee
ask whynot "$ROOT/examples/why/world.kiz" --json
