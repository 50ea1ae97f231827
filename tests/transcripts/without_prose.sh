# SPDX-License-Identifier: MIT
# Acts for which nobody wrote a sentence are told by their names, and nothing is guessed.
. "$ROOT/tests/transcripts/session.inc"
cat >plain.kiz <<'WORLD'
kind rose is thing

place inn "the inn"

rose red_rose "the last red rose"
rose bud
rose white_rose

fact turn: 0..20
fact person.at: place

person Warden "the Warden" he
  wants turn

person Mio she
  wants turn

act give_order by Warden
  if turn is 0
  then turn becomes 1

act lie_to(whom: person) by Warden
  if turn is 1
  then turn becomes 2

act give(r: rose, whom: person) by who: person
  if turn is 2
  then turn becomes 3

act hand(which: rose, to: person) by who: person
  if turn is 3
  then turn becomes 4

act dance by Warden and Mio
  if turn is 4
  then turn becomes 5

act lie by Mio
  if turn is 5
  then turn becomes 6

act goToInn by Mio
  if turn is 6
  then turn becomes 7

act her_own_way by Mio
  if turn is 7
  then turn becomes 8

act walk(to: place) by who: person
  if turn is 8
  then turn becomes 9, at becomes to

act comfort(whom: person) by Mio
  if turn is 9
  then turn becomes 10

act pluck(r: rose) by Mio
  if turn is 10
  then turn becomes 11

act hang(r: rose) by Mio "hangs it on the gate"
  if turn is 11
  then turn becomes 12

act be_still by Warden and Mio
  if turn is 12
  then turn becomes 13

act do_not_speak_of(r: rose) by Warden
  if turn is 13
  then turn becomes 14

act cast_off by Warden "Off at last!"
  if turn is 14
  then turn becomes 15

ending over when turn is 15

tale told: give_order, lie_to(Mio), give(bud, Mio) by Warden, hand(white_rose, Mio) by Warden, dance, lie, goToInn, her_own_way, walk(inn) by Mio,
  comfort(Mio), pluck(red_rose), hang(bud), be_still, do_not_speak_of(red_rose), cast_off
WORLD
ask tell plain.kiz
cat >gloss.kiz <<'WORLD'
fact turn: 0..9
person Mio she
  wants turn
act ask_him by Mio "asks Ren to stay"
  if turn is 0
  then turn becomes 1
act warm_up by Mio "warms the house."
  if turn is 1
  then turn becomes 2
act invent by Mio "tells a lie"
  if turn is 2
  then turn becomes 3
act go_out by Mio "takes her coat and leaves"
  if turn is 3
  then turn becomes 4
act wait by Mio "years of waiting"
  if turn is 4
  then turn becomes 5
act lie_down by Mio
  if turn is 5
  then turn becomes 6
ending over when turn is 6
tale told: ask_him, warm_up, invent, go_out, wait, lie_down
WORLD
ask tell gloss.kiz
cat >fate.kiz <<'WORLD'
fact turn: 0..9
person Mio she
act rain by fate
  if turn is 0
  then turn becomes 1
act fall_ill(whom: person) by fate
  if turn is 1
  then turn becomes 2
act pass_by by fate "the years passed"
  if turn is 2
  then turn becomes 3
ending over when turn is 3
tale told: rain, fall_ill(Mio), pass_by
WORLD
ask tell fate.kiz
