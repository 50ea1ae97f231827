# SPDX-License-Identifier: MIT
# What sentences can do: names and descriptions, forms of address, cases and reflexives, negation, lists, the sequence of tenses, in three persons and
# two tenses; and pronouns that give way to names where somebody else could be meant.
. "$ROOT/tests/transcripts/session.inc"

cat >gate.kiz <<'WORLD'
story "The Gate"
  telling third person, past, through Mio, beginning at lift_mask, flashback on lift_mask

fact masked is yes
fact came, spoken, bowed, washed, waited, told_off, left, sung

person Ren "Ren Aoyama" he
  looks like "a man in a fox mask" when masked
  calls Mio "little one"
  wants 1: came
  wants 2: not masked
  wants 1: washed

person Mio she
  calls Ren "Master Ren"
  calls Goro "Uncle"
  wants 1: spoken
  wants 1: waited
  wants 1: sung

person Goro "Uncle Goro" he
  calls Ren "boy" when masked
  calls Ren "my son"
  wants 1: told_off
  wants 1: left
  wants 1: sung

person Sam they
  wants 1: bowed
  wants 1: sung

act come by Ren
  if not came
  then came
  prose "{Ren} [come] through the gate, [do not look] round, and [have not a word] for {Goro}."


act speak by Mio
  if came, not spoken
  then spoken
  prose "{Mio} [cannot take] {their Mio} eyes from {them Ren}, and [ask Mio]."
  says "Is that you, {Ren}? {Goro} said that you were dead."
  thinks "Let it be {Ren}."

act bow by Sam
  if spoken, not bowed
  then bowed
  prose "{Sam} [bow], and when {they Sam} [straighten] {they Sam} [have] {their Sam} own mask in {their Sam} hand. The other one [be Ren] {theirs Ren}."

act scold by Goro
  if bowed, not told_off
  then told_off
  prose "{Goro} [tell] {Ren} that {they Ren} [have Ren] no business here, and [seat Goro] {themself Goro} by the fire. {they Goro} [look] at {them Ren} for a long time."
  says "You took your time, {Ren}."

act lift_mask by Ren
  if told_off, masked
  then not masked
  prose "{Ren} [lift] the mask, and [see] {themself Ren} in the glass."
  says "There, {Mio}."

act wash by Ren
  if not masked, not washed
  then washed
  prose "{Ren} [wash] {their Ren} face. {Ren} no longer [need] to hide. {Goro} [have] never seen {them Ren} so thin, nor [have Mio] {they Mio}."

act wait(for: person) by Mio
  if washed, for is Sam, not waited
  then waited

act sing_together by Mio and Sam and Goro
  if waited, not sung
  then sung

act go_out by Goro
  if sung, not left
  then left
  says "Well, {Ren}. Well."
  prose "{Goro} [be not] pleased. {Goro} [lie] down. Neither {Ren} nor {Mio} [have] an answer."

ending known "Known" when left

tale told: come, speak, bow, scold, lift_mask, wash, wait(Sam), sing_together, go_out
WORLD
ask check gate.kiz
for person in first second third; do
    for tense in past present; do
        ask tell gate.kiz --order world --person $person --tense $tense
    done
done
ask tell gate.kiz --order world --heads free
ask tell gate.kiz --order world --through Ren --person first
ask tell gate.kiz --order world --through Goro --only said
echo "== The sequence of tenses: what lies before what is told"
ask tell gate.kiz --order flashback
ask tell gate.kiz --order flashback --tense present
echo "== What leads to what is said"
cat >leads.kiz <<'WORLD'
story "Leads"

fact knocked, opened, asked, gone, called

person Mio she
  wants 1: knocked
  wants 1: asked
  wants 1: called

person Ren he
  wants 1: opened
  wants 1: gone

act knock by Mio
  if not knocked
  then knocked
  prose "{Mio} [have] no answer."
  says "Ren?"

act open by Ren
  if knocked, not opened
  then opened
  prose "{Ren} [stand] in the door and [shrug Ren]:"
  says "It's late."

act ask by Mio
  if opened, not asked
  then asked
  prose "{Mio} [have] one thing left to ask."
  says "May I?"

act go by Ren
  if asked, not gone
  then gone
  prose "{Ren} [turn] away, and at last [answer Ren]:"

act call by Mio
  if gone, not called
  then called
  prose "{Mio} [look] after {them Ren}, and [call]..."
  says "Ren!"

ending over "Over" when called

tale told: knock, open, ask, go, call
WORLD
ask tell leads.kiz
ask tell leads.kiz --words 10
ask tell leads.kiz --only said
