# SPDX-License-Identifier: MIT
# One true form: printed, asked for, written.
. "$ROOT/tests/transcripts/session.inc"
cat >loose.kiz <<'WORLD'
fact   told   # said aloud


person Mio   she
    wants   1 :told
act tell by Mio
      if not told
      then told
ending said   "Said"   when told
WORLD
ask fmt loose.kiz
ask fmt --check loose.kiz
ask fmt --write loose.kiz
ask fmt --check loose.kiz
ask fmt loose.kiz -o copy.kiz
cmp loose.kiz copy.kiz && echo "the copy is the same"
echo '$ kizuna fmt - <loose.kiz'
kizuna fmt - <loose.kiz | cmp - loose.kiz && echo "and so is what comes through a pipe"
