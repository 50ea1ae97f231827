# SPDX-License-Identifier: MIT
# Ren: what the tale told ends in is no move of anybody who is played; there is another way.
kizuna play "$ROOT/examples/why/world.kiz" --as Ren --toward pact_kept <<'LINES'
flee
face him
urge home
sneer
answer
farewell gesture
depart
avenge
leave note
ask love
pursue
beg forgiveness
take hand
grant
vow stay
name pact
whynot name pact
minds
hint
go home to heal
LINES
