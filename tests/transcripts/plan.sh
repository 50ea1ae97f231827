# SPDX-License-Identifier: MIT
# A story to one ending: found, not there, and left open; in each order of trying; with its reasons.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask plan the_open_door.kiz --ending gone --why
ask plan the_open_door.kiz --ending stayed --json
dead=$ROOT/examples/what_the_dead_were_promised/world.kiz
ask plan "$dead" --ending both_lost
ask plan "$dead" --ending both_lost --method blind
ask plan "$dead" --ending both_lost --method best --heuristic none --shortest
ask plan "$dead" --ending both_lost --method explain-first
ask plan "$dead" --ending he_returns
ask plan "$dead" --ending he_returns --what-if two_would_do
ask plan "$dead" --ending kept_promise --nodes 3
ask plan "$dead" --ending kept_promise --limit-story 15
ask plan "$dead" --ending kept_promis
ask plan "$dead" --method quickest
ask plan "$dead" --heuristic luck
