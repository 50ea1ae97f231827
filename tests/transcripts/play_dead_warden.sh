# SPDX-License-Identifier: MIT
# Warden, played along the told tale, the others steered to its ending.
kizuna play "$ROOT/examples/what_the_dead_were_promised/world.kiz" --as Warden --toward kept_promise <<'LINES'
give order
why
minds
LINES
