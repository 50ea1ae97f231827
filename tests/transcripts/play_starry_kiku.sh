# SPDX-License-Identifier: MIT
# Kiku, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/starry_night/world.kiz" --as Kiku --toward away_together <<'LINES'
begin raid
wait
why
minds
wait
wait
shoot
LINES
