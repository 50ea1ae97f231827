# SPDX-License-Identifier: MIT
# Ren, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/the_stone_where_the_village_ends/world.kiz" --as Ren --toward promise_and_bench <<'LINES'
answer
deny
why
minds
dare
wait
refuse
wait
hold promise
wait
strike neck
wait
lay on bench
wait
cross border
LINES
