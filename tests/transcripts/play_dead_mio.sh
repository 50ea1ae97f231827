# SPDX-License-Identifier: MIT
# Mio, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/what_the_dead_were_promised/world.kiz" --as Mio --toward kept_promise <<'LINES'
plead
argue choice
why
minds
accuse
give promise
wait
live on
wait
teach
LINES
