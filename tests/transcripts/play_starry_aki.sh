# SPDX-License-Identifier: MIT
# Aki, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/starry_night/world.kiz" --as Aki --toward away_together <<'LINES'
break away
wait
why
minds
climb on
wait
accept
LINES
