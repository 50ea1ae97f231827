# SPDX-License-Identifier: MIT
# Mio, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/the_stone_where_the_village_ends/world.kiz" --as Mio --toward promise_and_bench <<'LINES'
plead
wait
why
minds
confess
wait
threaten
wait
take blade
embrace
turn home
LINES
