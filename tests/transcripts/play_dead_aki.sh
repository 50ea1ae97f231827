# SPDX-License-Identifier: MIT
# Aki, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/what_the_dead_were_promised/world.kiz" --as Aki --toward kept_promise <<'LINES'
break news
hold and decide
why
minds
no one else
charge legacy
answer vow
bare heart
ask promise
wait
ask faith
wait
leave
fight
LINES
