# SPDX-License-Identifier: MIT
# All stories as a map: plain, and in each form; a marked tale; one order of each tale where there are many; what goes round; what is cut off.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask map the_open_door.kiz --tale told
ask map the_open_door.kiz --draw dot
ask map the_open_door.kiz --draw mmd --tale told
ask map the_open_door.kiz --draw svg
ask map the_open_door.kiz --json
ask map the_open_door.kiz -o map.svg --tale told
ask map the_open_door.kiz -o map.html
head -c 60 map.svg; echo; tail -n 3 map.html
ask map the_open_door.kiz --draw png
ask map the_open_door.kiz --tale tolled
ask map "$ROOT/examples/what_the_dead_were_promised/world.kiz" --orders
ask map "$ROOT/examples/on_sacred_ground/world.kiz" --limit-story 6
cat >round.kiz <<'WORLD'
fact Mio.at: house, garden, away

person Mio she
  wants 1: at is garden
  wants 2: at is away

act go_out by Mio
  if at is house
  then at becomes garden

act go_in by fate
  if Mio.at is garden
  then Mio.at becomes house

act leave by Mio
  if at is garden
  then at becomes away

ending gone when Mio.at is away
WORLD
ask map round.kiz
ask map round.kiz --draw dot
