# SPDX-License-Identifier: MIT
# What is known of the five founding worlds is found by asking: the rows of their tables, the regimes of the arrival, what remains when nobody is wrong.
. "$ROOT/tests/transcripts/session.inc"
in_world() { WORLD=$ROOT/examples/$1/world.kiz; }

in_world the_stone_where_the_village_ends
ask whynot "$WORLD" --ending he_stays --all
ask whynot "$WORLD" --act stay --after plead answer deny confess --changes 1
ask whatif "$WORLD"
ask whatif "$WORLD" --set "Mio believes Ren.pull is 5" --set "Mio believes Ren.dread is 0" --set "Mio believes not Mio.stronger" \
    --set "Ren believes Mio.grit is high" --set "Ren believes Mio believes not Mio.stronger"

in_world what_the_dead_were_promised
ask whynot "$WORLD" --ending he_stays_home_stands --changes 1
ask whynot "$WORLD" --ending he_stays_home_falls --changes 1 --all
ask whatif "$WORLD"

in_world on_sacred_ground
ask sweep "$WORLD" --over "arrival is 0..40"
ask sweep "$WORLD" --over "rain_at is 12..40"
ask whatif "$WORLD"

in_world why
ask whynot "$WORLD" --ending never_parted --changes 1 --all
ask whatif "$WORLD"
ask why "$WORLD" --act 12

in_world starry_night
ask whatif "$WORLD"
