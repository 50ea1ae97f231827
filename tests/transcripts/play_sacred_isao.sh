# SPDX-License-Identifier: MIT
# Isao, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/on_sacred_ground/world.kiz" --as Isao --toward both_gone_trail_lost <<'LINES'
wait
step out
why
minds
wait
lift host
bring host
LINES
