# SPDX-License-Identifier: MIT
# Aki, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/on_sacred_ground/world.kiz" --as Aki --toward both_gone_trail_lost <<'LINES'
call off
kick aside
why
minds
lay down arms
vow not alone
follow
race ahead
LINES
