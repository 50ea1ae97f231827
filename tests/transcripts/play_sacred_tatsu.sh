# SPDX-License-Identifier: MIT
# Tatsu, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/on_sacred_ground/world.kiz" --as Tatsu --toward both_gone_trail_lost <<'LINES'
wait
wait
why
minds
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
wait
search pass
LINES
