# SPDX-License-Identifier: MIT
# Goro, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/starry_night/world.kiz" --as Goro --toward away_together <<'LINES'
flee building
dig out
why
minds
beg safety
LINES
