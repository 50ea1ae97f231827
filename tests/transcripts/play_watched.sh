# SPDX-License-Identifier: MIT
# Nobody is played: all act for their own reasons; and with a limit of content the story is cut before what it leaves out.
kizuna play "$ROOT/examples/what_the_dead_were_promised/world.kiz" --as nobody --toward kept_promise
kizuna play "$ROOT/examples/why/world.kiz" --as nobody --without-content "self-harm" | grep -v '^  \|^$'
