# SPDX-License-Identifier: MIT
# Section 10 of the founding document asks what no single change of a founding world answers. Each such question is the world with a few lines more, put
# before its endings; the lines are shown first. (Questions 1, 4, 6, 8 and 10 are changes, and asked in founding_rows and founding_questions.)
. "$ROOT/tests/transcripts/session.inc"

# with_lines NAME WORLD: the world with the lines on stdin, as NAME.kiz
with_lines() {
    cat >"$1.lines"
    echo "$1.kiz: examples/$2/world.kiz, and before its endings:"
    sed 's/^\(.\)/    \1/' "$1.lines"
    echo
    awk -v lines="$1.lines" '/^ending / && !done { while ((getline line < lines) > 0) print line; print ""; done = 1 } { print }' \
        "$ROOT/examples/$2/world.kiz" >"$1.kiz"
}
# What ends are reached, and whether that is all: the beginning of the answer.
ask_ends() {
    typed endings "$@"
    kizuna endings "$@" | awk '/^  ending /{on = 1} /^The first shortest|^Unfinished/{on = 0} on || /^Unfinished/'
}

echo "---- 2. What if the girl of 001 had done what the boy of 003 did: simply walked beside him?"
with_lines beside the_stone_where_the_village_ends <<'LINES'
fact Mio.beside, Mio.outlaw
Mio wants 4: beside, Ren.at is road
Mio fears 1: outlaw  # to hunt who crosses is her duty; now it points at herself

act walk_beside by Mio
  if Ren.at is stones, awake, not beside
  then beside
  prose "{Mio} [take] {their Mio} place beside {them Ren}, facing the road."

rule she_is_an_outlaw_too
  when Ren.at is road, Mio.beside, not Mio.outlaw
  then Mio.outlaw
  seen by everyone

ending two_outlaws "Two outlaws" when Ren.at is road, Mio.beside, Mio.awake, Mio.outlaw
LINES
ask_ends beside.kiz
ask why beside.kiz --ending two_outlaws
ask_ends beside.kiz --set "Mio fears 4: outlaw"

echo "---- 3. What if Nar of 000 had been asked for the promise of 002 instead of being lied to?"
with_lines promise why <<'LINES'
fact Ren.promise_asked
fact Aki.promised_to_live
Ren wants 1: Aki.promised_to_live
Aki wants 2: promised_to_live

act ask_for_promise by Ren
  if sneered, asked, not answered, not promise_asked
  then promise_asked
  prose "{Ren} [ask] one promise of {them Aki}: to live, and to get well, whatever comes."

act promise_to_live by Aki
  if Ren.promise_asked, not promised_to_live
  then promised_to_live, promise becomes released
  prose "{Aki} [promise] it, and [let Aki] {them Ren} go."

rule the_cry_of_who_is_left under parting_sickens "only who is left against his will falls ill"
  when Aki.wanted, Ren.at is hollow, Aki.promise is released, not Aki.promised_to_live, not Ren.ill, Ren.vengeance is undone
  then Ren.ill, Aki.ill
  Ren senses Ren.ill
  Aki senses Aki.ill
LINES
echo "The law as it is:"
ask_ends promise.kiz --without answer --without the_cry_of_who_is_left
echo "A law that strikes only who is left against his will:"
ask_ends promise.kiz --without answer --without the_cry_over_the_water
echo "And with the lie, under that law:"
ask_ends promise.kiz --without ask_for_promise --without the_cry_over_the_water

echo "---- 5. What if the law of 000 ruled all five worlds: parting sickens both?"
sick() { # NAME WORLD LEAVER KEEPER WHEN
    with_lines "$1" "$2" <<LINES
law parting_sickens "those who are one fall ill apart"
fact $3.ill, $4.ill
$3 fears 6: ill
$3 fears 6: $4.ill
$4 fears 6: ill
$4 fears 6: $3.ill
rule the_cry under parting_sickens
  when $5, not $3.ill
  then $3.ill, $4.ill
  seen by everyone
always not ($5) or ($3.ill and $4.ill) "whoever is left, or leaves, falls ill"
what if nobody_knows "nobody knows that it does"
  every person believes not parting_sickens
LINES
}
sick sick_001 the_stone_where_the_village_ends Ren Mio "Ren.at is road"
ask_ends sick_001.kiz --what-if nobody_knows
ask_ends sick_001.kiz
sick sick_002 what_the_dead_were_promised Aki Mio "Aki.at is front, Mio.at is village"
ask_ends sick_002.kiz --what-if nobody_knows
ask_ends sick_002.kiz
ask whynot sick_002.kiz --act "leave by Aki" --after give_order break_news plead hold_and_decide --changes 1
sick sick_003 on_sacred_ground Ren Aki "Ren.at is hollow, Aki.at is not hollow, not Aki.carried"
ask_ends sick_003.kiz --what-if nobody_knows
ask_ends sick_003.kiz --limit-plan 7 --limit-mind 4
sick sick_004 starry_night Ren Aki "Ren.at is away, Aki.at is refuge"
ask_ends sick_004.kiz --what-if nobody_knows
ask_ends sick_004.kiz
for world in sick_001 sick_002 sick_003 sick_004; do
    typed test $world.kiz --what-if nobody_knows
    kizuna test $world.kiz --what-if nobody_knows | grep "always"
done

echo
echo "---- 7. Tell it again by the other one: kept whole in examples/*/transcripts/through_*.txt; here how each begins, or that there is nothing"
for of in "why Aki" "the_stone_where_the_village_ends Mio" "on_sacred_ground Isao" "starry_night Goro"; do
    set -- $of
    typed tell "examples/$1/world.kiz" --through "$2"
    kizuna tell "$ROOT/examples/$1/world.kiz" --through "$2" | awk -v RS= -v ORS='\n\n' 'NR == 3 || NR == 4'
done

echo "---- 9. Join the stories: the bench of 001 as the beginning of 000"
with_lines joined why <<'LINES'
fact Mio.hope is yes  # the half-promise that she was left with
fact Ren.owes: 0..30 is 1  # what it weighs for him, as on the bench
person Mio she
  at is home
  believes not parting_sickens
  believes not nearness_heals
  believes Ren.at is hollow  # she has heard nothing since
  wants 3: hope, at is Ren.at
  wants 3: hope, Ren.at is home
Ren fears owes: pact is done, Mio.hope

act climb_to_him by Mio
  if at is home, Ren.at is hill
  then at becomes hill
  prose "{Mio} [climb] to the hill, and [stand] there."
LINES
sed 's/^  limits story 34, plan 6, mind 2/&\n  acts are seen by Ren, Aki/' joined.kiz >joined_unseen.kiz
echo "(and she sees nothing of what the two do: acts are seen by Ren, Aki)"
ask_ends joined_unseen.kiz
ask whynot joined_unseen.kiz --act climb_to_him --changes 1
ask sweep joined_unseen.kiz --over "Ren.owes is 0..30"
