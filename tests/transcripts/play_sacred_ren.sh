# SPDX-License-Identifier: MIT
# Ren, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/on_sacred_ground/world.kiz" --as Ren --toward both_gone_trail_lost <<'LINES'
show intent
beat down
why
minds
grip and light
throw knives
never back
walk away
go to wood
stun
wait
knock out
wait
go with
LINES
