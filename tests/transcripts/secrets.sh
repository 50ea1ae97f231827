# SPDX-License-Identifier: MIT
# Who knows what through a story, since when and from whom; who takes whom to know it; where a reader knows more.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask minds the_open_door.kiz --secrets
ask minds the_open_door.kiz --secrets --ending gone
ask minds the_open_door.kiz --secrets --json
ask minds the_open_door.kiz --secrets --tale tolled
ask minds the_open_door.kiz --secrets --set "Ren believes missed_here"
# A reader who sees through one of them: what they know more than somebody who is there is measured by that head.
ask minds the_open_door.kiz --secrets --through Ren
ask minds the_open_door.kiz --secrets --through Ren --json
ask minds the_open_door.kiz --secrets --through Nobody
ask minds "$ROOT/examples/the_stone_where_the_village_ends/world.kiz" --secrets --through Mio
ask minds "$ROOT/examples/the_stone_where_the_village_ends/world.kiz" --secrets --through Ren --ending cold_leaving
