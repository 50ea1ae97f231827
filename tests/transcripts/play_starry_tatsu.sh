# SPDX-License-Identifier: MIT
# Tatsu, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/starry_night/world.kiz" --as Tatsu --toward away_together <<'LINES'
wait
wait
why
minds
wait
step between
order go
go to goro
LINES
