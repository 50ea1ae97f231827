# SPDX-License-Identifier: MIT
# The unfolded stories as tables: of a problem file, and of a world.
. "$ROOT/tests/transcripts/session.inc"
. "$ROOT/tests/transcripts/problem.inc"
island
ask plan island.txt --all --csv island --limit-story 2 --limit-plan 2 --limit-mind 1
cat island_states.csv; echo; cat island_steps.csv; echo; cat island_minds.csv; echo
cat >quoted.kiz <<'WORLD'
fact Mio.loves_him, told

person Ren he
  believes not Mio.loves_him

person Mio she
  loves_him
  wants 1: told

act tell by Mio
  if not told
  then told
  Ren learns loves_him

ending said when told
WORLD
ask endings quoted.kiz --csv quoted
cat quoted_states.csv; echo; cat quoted_steps.csv; echo; cat quoted_minds.csv; echo
ask plan island.txt --csv island
ask endings quoted.kiz --csv nowhere/quoted

