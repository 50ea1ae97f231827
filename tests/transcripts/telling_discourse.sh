# SPDX-License-Identifier: MIT
# How a telling leaps: over years, over a blackout, over what a reader does not want; memory in fragments; chapters; and what is kept when words are few.
. "$ROOT/tests/transcripts/session.inc"

cat >orchard.kiz <<'WORLD'
story "The Orchard"
  telling third person, past, through Mio, clock in days

fact clock: 0..9000
fact planted, gone, served, back, bare

person Mio she
  wants 1: planted
  wants 1: bare

person Ren he
  wants 1: gone
  wants 2: back

act plant by Mio
  if not planted
  then planted
  prose "{Mio} [set] a young apple tree by the gate."

act go_to_sea by Ren
  if planted, not gone
  then gone
  prose "{Ren} [kiss] {them Mio} and [go Ren] down to the ships."

act serve by Ren
  if gone, not served
  then served
  takes 1100
  seen by nobody
  prose "{Ren} [serve] three years before the mast."

act come_back by Ren
  if served, not back
  then back
  prose "{Ren} [come] in by the gate, under the tree."
  says "It has grown."

act prune by Mio
  if back, not bare
  then bare
  prose "{Mio} [find] the tree still bare, and [take Mio] the saw down from the wall."

rule winter
  when back, clock is less than 1250
  then clock becomes 1250
  seen by nobody

ending together "In the orchard" when bare

tale told: plant, go_to_sea, serve, come_back, prune
WORLD
echo "== Years that nobody tells; and years that somebody does"
ask tell orchard.kiz
ask tell orchard.kiz --through Ren
ask tell orchard.kiz --through Mio --person first --tense present --as markdown
ask tell orchard.kiz --heads free --order flashback
echo "== Back over the years, to what the tree was before"
sed 's/clock in days/clock in days, beginning at prune, flashback on prune/' orchard.kiz >back.kiz
ask tell back.kiz
for unit in minutes hours weeks months years; do
    sed "s/clock in days/clock in $unit/" orchard.kiz >in_$unit.kiz
    kizuna tell in_$unit.kiz | grep -E 'later,' | cut -d, -f1
done

cat >tea.kiz <<'WORLD'
story "Tea"
  content a blow
  telling third person, past, through Ren

fact poured, asleep, searched, struck, awake_again

person Ren he
  sees nothing when asleep
  wants 1: poured
  wants 2: struck

person Mio she
  wants 3: searched
  wants 1: asleep

act drink by Ren
  if not poured
  then poured
  prose "{Ren} [drink] the tea that {Mio} [have] made."

act sing by Mio
  if poured, not asleep, not searched
  then asleep
  prose "{Mio} [sing] under {their Mio} breath, and the room [go] soft at its edges around {them Ren}."

act search by Mio
  if asleep, not searched
  then searched
  prose "{Mio} [go] through all {their Ren} pockets until {they Mio} [have] the key."

act wake by fate
  if searched, asleep
  then not asleep, awake_again
  prose "{Ren} [wake], and the fire [be] out."

act strike by Ren
  if awake_again, not struck
  then struck
  content a blow
  prose "{Ren} [strike] the door until {their Ren} hand [bleed]."

ending locked_in "Locked in" when struck

tale told: drink, sing, search, wake, strike
WORLD
echo "== Cut where the teller sleeps; not for who is awake; and at the reader's limit"
ask tell tea.kiz
ask tell tea.kiz --through Mio
ask tell tea.kiz --cut-content "a blow"
ask tell tea.kiz --cut-content "a blow" --as html
ask tell tea.kiz --cut-content "a blow" --json
echo "== What is not told in the sleeper's head is not theirs to verify"
cat >draft.txt <<'TEXT'
[1] He drank the tea. [2] She sang. [3] She went through his pockets and had the key.
[4] He woke. [5] He struck the door.
TEXT
ask tell tea.kiz --verify draft.txt

cat >bridge.kiz <<'WORLD'
story "The Bridge"
  telling third person, past, through Ren, beginning at stop

fact carved, promised, lied, stopped, read_it, crossed, fed

person Ren he
  wants 1: carved
  wants 1: promised
  wants 1: fed
  wants 3: crossed

person Mio she
  wants 2: lied

act carve by Ren
  if not carved
  then carved
  prose "{Ren} [cut] two names into the rail of the bridge."

act feed by Ren
  if carved, not fed, not promised
  then fed
  prose "{Ren} [feed] the ducks with {their Ren} last bread."

act promise by Ren
  if carved, not promised
  then promised
  prose "{Ren} [give] {Mio} {their Ren} word to come back by winter."

act lie by Mio
  if promised, not lied
  then lied
  prose "{Mio} [say] that {they Mio} would not wait."

act stop by Ren
  if lied, not stopped
  then stopped
  prose "{Ren} [stop] at the foot of the bridge."

act read by Ren
  if stopped, carved, not read_it
  then read_it
  prose "{Ren} [find] the rail with {their Ren} hand, in the dark, and then the letters."

act cross by Ren
  if read_it, promised, not crossed
  then crossed
  prose "{Ren} [go] over, to the side where a lamp [be] lit."

ending over "Over" when crossed

tale told: carve, feed, promise, lie, stop, read, cross
WORLD
echo "== Memory in fragments: in order of time, each called back by what it made possible"
ask tell bridge.kiz --order fragments
ask tell bridge.kiz --order fragments --person first --tense present
ask tell bridge.kiz --order fragments --as beats
echo "== All that causes the ending is kept, and what for"
ask tell bridge.kiz --words 30
kizuna tell bridge.kiz --as beats | grep -A1 "^  \["
echo "== Chapters"
kizuna tell "$ROOT/examples/on_sacred_ground/world.kiz" --chapters --words 300
kizuna tell "$ROOT/examples/on_sacred_ground/world.kiz" --chapters --words 300 --as markdown | grep -A2 "^## "
echo "== A manner that is none"
sed "s/clock in days/clock in eons/" orchard.kiz >eons.kiz
ask tell eons.kiz
echo "== What a chapter leaves to the next; and an open end, where the choice lies with whoever goes on"
kizuna tell "$ROOT/examples/on_sacred_ground/world.kiz" --chapters --as beats | grep -A7 "^  chapter . ends"
cp "$ROOT/examples/on_sacred_ground/world.kiz" open.kiz
cat >>open.kiz <<'WORLD'

tale so_far: show_intent, beat_down, grip_and_light, call_off, kick_aside, lay_down_arms, throw_knives, vow_not_alone, never_back,
    walk_away, follow, race_ahead, go_to_wood, stun, step_out, distract, knock_out, lift_host
WORLD
kizuna tell open.kiz --tale so_far --through Ren --as beats 2>&1 | sed -n '/open end/,$p'
kizuna tell open.kiz --tale so_far --as beats --json 2>&1 | grep -A60 '"chapters"' | sed -n '/"may_go_on"/,/^    }/p'
echo "== What an act takes is told without a clock, too; not where the sentence names the time itself"
sed '/^fact clock/d; /^rule winter/,$d' orchard.kiz >no_clock.kiz
cat >>no_clock.kiz <<'WORLD'
ending together "In the orchard" when bare

tale told: plant, go_to_sea, serve, come_back, prune
WORLD
ask tell no_clock.kiz
ask tell no_clock.kiz --through Ren
sed 's/serve} three years before the mast/serve} before the mast/; s/\[serve\] three years before/[serve] before/' no_clock.kiz >no_years.kiz
kizuna tell no_years.kiz --through Ren | tail -8
