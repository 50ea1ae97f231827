# SPDX-License-Identifier: MIT
# Ways to tell: through nobody, in nobody's first person, with strings that are none; marked prose that tells it, and that does not; a mistaken option.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
ask tell the_open_door.kiz --through Rem
ask tell the_open_door.kiz --person first
ask tell the_open_door.kiz --heads one
ask tell the_open_door.kiz --strings the_open_door.kiz
ask tell the_open_door.kiz --through Ren --heads free
ask tell the_open_door.kiz --order backwards
ask tell the_open_door.kiz --through Ren --person second --tense present
ask tell the_open_door.kiz --heads per-scene --person first --as markdown
printf '[1] She asked him. Ren stayed where he was.\n' >well.txt
printf '[9] He went.\n' >ill.txt
ask tell the_open_door.kiz --verify well.txt
ask tell the_open_door.kiz --verify ill.txt
ask tell the_open_door.kiz --verify missing.txt
sacred=$ROOT/examples/on_sacred_ground/world.kiz
printf '[15] A man stepped out.\n[17] He was struck, and Tatsu was far away.\n* * *\n[1] The mark spread.\n' >draft.txt
ask tell "$sacred" --through Aki --verify draft.txt
why=$ROOT/examples/why/world.kiz
ask tell "$why" --without-content fire --only said
ask tell "$why" --without-content despair
ask strings the_open_door.kiz
