# SPDX-License-Identifier: MIT
# Promises over all stories: kept, broken with the shortest counter-story, undecided; for people, for a harness, as JSON; the exit codes for CI.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask test the_open_door.kiz
cp the_open_door.kiz promised.kiz
cat >>promised.kiz <<'WORLD'

never Ren.at is road "nobody leaves # at all"
always Ren.missed_here
possible Ren.at is road and Mio.asked
possible Mio.asked
WORLD
ask test promised.kiz
ask test promised.kiz --tap
ask test promised.kiz --json
ask test promised.kiz --limit-story 0
ask test promised.kiz --limit-story 0 --tap
ask test promised.kiz --without ask_him
ask test promised.kiz --what-if nobody_minds
printf 'fact told\n' >quiet.kiz
ask test quiet.kiz
ask test quiet.kiz --tap
ask test "$ROOT/examples/on_sacred_ground/world.kiz" --what-if weaker_lure
counter
printf '\nnever n is 3\nnever n is 9\n' >>counter.kiz
ask test counter.kiz --limit-states 5
