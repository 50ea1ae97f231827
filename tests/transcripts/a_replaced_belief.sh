# SPDX-License-Identifier: MIT
# A belief that the question replaces is gone; and no line of the question's own, nor of the what-if asked for, is listed among those that never matter.
. "$ROOT/tests/transcripts/session.inc"
cat >beliefs.kiz <<'WORLD'
fact n: 0..9 is 3
fact over, moved

person Ren he
  believes n is 5
  believes moved
  wants 1: over

act finish by Ren
  if not over
  then over, n rises by 1, moved

ending done when over

what if he_errs_more
  Ren believes n is 7
  expect done
WORLD
ask endings beliefs.kiz
ask endings beliefs.kiz --set "Ren believes n is 6" --set "Ren believes Ren believes not moved"
ask endings beliefs.kiz --what-if he_errs_more
