# SPDX-License-Identifier: MIT
# What stopped an answer is named in it; none exists (1) and gave up (4) are never confused.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask endings the_open_door.kiz --limit-story 0
ask endings the_open_door.kiz --limit-plan 1
ask endings the_open_door.kiz --limit-mind none --limit-beliefs 1
counter
ask endings counter.kiz --limit-states 20
ask endings counter.kiz --limit-story 3
cat >still.kiz <<'WORLD'
fact told

person Mio she
  fears 2: told

act tell by Mio
  if not told
  then told

ending said when told
WORLD
ask endings still.kiz
ask tell still.kiz
