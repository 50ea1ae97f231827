# SPDX-License-Identifier: MIT
# The four questions over a small world: each kind of hindrance, budgets, what is mistaken.
. "$ROOT/tests/transcripts/session.inc"
cat >gate.kiz <<'WORLD'
story "The Gate"

fact gate: open, shut
fact Ren.at: inside, outside is inside
fact Ren.tired: 0..5 is 2
fact Mio.has_key is yes
fact rained

person Ren he
  believes gate is shut
  wants 3: at is outside
  fears tired: at is outside

person Mio she
  wants 1: gate is open
  wants 4: Ren.at is inside
  fears 6: Ren.at is outside, rained

act go by Ren
  if gate is open, at is inside
  then at becomes outside

act ask_for_key by Ren
  if at is inside, Mio.has_key
  then not Mio.has_key

act unlock by Mio
  if has_key, gate is shut
  then gate becomes open

act lock by Mio
  if has_key, gate is open
  then gate becomes shut
  seen by Mio

act sing by Ren
  then rained
  if not rained, Ren.at is outside

act never_at_all by Mio
  if gate is open, gate is shut
  then rained

rule rests
  when Ren.at is outside, Ren.tired is more than 4
  then Ren.at becomes inside

ending out "He is out" when Ren.at is outside
ending wet "He is out in the rain" when Ren.at is outside, rained

tale told: go
WORLD
ask whynot gate.kiz --act go
ask whynot gate.kiz --act "lock by Mio"
ask whynot gate.kiz --act never_at_all
ask whynot gate.kiz --act ask_for_key --changes 1
ask whynot gate.kiz --ending wet
ask whynot gate.kiz --ending out --all
ask whynot gate.kiz --ending out --tries 3
ask whynot gate.kiz --ending out --set "Ren believes gate is open"
ask whynot gate.kiz --act unlock --after unlock
ask whynot gate.kiz --act fly
ask whynot gate.kiz --ending nowhere
ask whynot gate.kiz --ending out --changes 3
ask whynot gate.kiz --ending out --json
ask why gate.kiz
ask why gate.kiz --set "Ren believes gate is open"
ask why gate.kiz --set "Ren believes gate is open" --act 1 --json
ask whatif gate.kiz --set "Ren believes gate is open"
ask whatif gate.kiz --set "Ren believes gate is open" --json
ask whatif gate.kiz no_such
ask sweep gate.kiz --over "Ren.tired is 0..5" --set "Ren believes gate is open"
ask sweep gate.kiz --over "Ren.tired is 0..5" --json
ask sweep gate.kiz --over "Ren.tired is 0..9"
ask sweep gate.kiz --over "Ren.tired is 0..5" --set "Ren believes gate is open" -o chart.svg
cat chart.svg
WORLD=$ROOT/examples/on_sacred_ground/world.kiz
ask_quietly sweep "$WORLD" --over "arrival is 0..40" --time 0.000001
ask_quietly whynot "$WORLD" --ending hot_trail --time 0.000001
ask_quietly whatif "$WORLD" --time 0.000001
# An act that was left out, or is somebody else's to do; an ending that is out of reach after some acts.
cat >river.kiz <<'WORLD'
story "The River"
  acts are seen by everyone

kind boatman is person

fact person.at: near_bank, far_bank
fact person.rested, person.called
fact boat is yes

boatman Ren he
  wants 1: rested
  wants 2: Mio.at is far_bank

person Mio she
  wants 3: at is far_bank
  wants 1: called

act row(whom: person) by who: boatman
  if boat, whom.at is near_bank
  then whom.at becomes far_bank
  seen by everyone

act call by Ren "calls her over"
  if not called
  then called
  prose "{Ren} [call] to {Mio}."
  says "Over here!"

act rest by Ren
  if not rested
  then rested

act lose_boat by fate
  if boat, Ren.rested
  then not boat

ending over "She is over" when Mio.at is far_bank
ending called_by_her "She called him" when Mio.called

tale told: row(Mio) by Ren

what if nobody_rows
  without row
  expect never over

what if she_calls
  with call by Mio
  expect called_by_her, over
WORLD
ask check river.kiz
ask whynot river.kiz --ending called_by_her
ask whynot river.kiz --act "call by Mio"
ask tell river.kiz --set "with call by Mio" --ending called_by_her
ask endings river.kiz --set "with row by Mio" --without call
ask whynot river.kiz --ending over --what-if nobody_rows
ask whynot river.kiz --ending over --after rest lose_boat
ask whynot river.kiz --ending over --after rest
ask whynot river.kiz --ending over --after rest lose_boat --json
ask whynot river.kiz --ending over --after lose_boat
ask whynot river.kiz --act "fly by Mio"
