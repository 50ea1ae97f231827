# SPDX-License-Identifier: MIT
# Ren, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/starry_night/world.kiz" --as Ren --toward away_together <<'LINES'
wait
wait
why
minds
wait
wait
cut through
wait
wait
wait
pull free
send tatsu
take the blades
track blood
lick wound
run to edge
wait
tell plan
invite
run together
LINES
