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
cat >windy.kiz <<'WORLD'
# The wind blows out what the ember lights again; nobody asks what would come of it.
fact lit, windy

person Mio she
  wants 0: lit

act open_window by Mio
  if not windy
  then windy, lit

rule wind
  when windy, lit
  then not lit

rule ember
  when windy, not lit
  then lit

ending warm when lit, windy
WORLD
ask endings windy.kiz
