# SPDX-License-Identifier: MIT
# Prose written by hand, marked with beat numbers: is every key beat told, in an order that can be followed, and nothing the teller cannot know?
. "$ROOT/tests/transcripts/session.inc"

cat >letter.kiz <<'WORLD'
story "The Letter"
  telling third person, past, through Ren

place kitchen "the kitchen"
place yard "the yard"
place cellar "the cellar under the mill"

fact person.at: place is kitchen
fact hidden, read, met
fact Mio.is_ill

person Mio she
  at is kitchen
  is_ill
  wants 2: hidden

person Ren he
  at is kitchen
  believes not Mio.is_ill
  wants 2: at is yard
  wants 1: met
  wants 1: read

person Isao "the old postman" he
  at is yard
  wants 1: met

person Goro "the miller" he
  at is cellar

act hide_it by Mio
  if not hidden
  then hidden
  seen by nobody
  prose "{Mio} [slip] a sealed envelope under the bread, with a glance toward {cellar}."
  thinks "Not while he can still turn round."

act go_out by Ren
  if at is kitchen
  then at becomes yard
  prose "{Ren} [take] {their Ren} coat and [go] out into {yard}."
  says "I won't be long."

act meet by Isao
  if Ren.at is yard, not met
  then met
  prose "{Isao} [lift] {their Isao} cap to {Ren} across the wet stones."

act read_it by Ren
  if met, not read
  then read
  prose "{Ren} [find] the letter in the bread, and [read] it twice."

ending gone "He has gone" when read

tale told: hide_it, go_out, meet, read_it
WORLD

verify() { # verify WHAT TEXT OPTION…
    echo "== $1"
    printf '%s\n' "$2" >draft.txt
    shift 2
    ask tell letter.kiz --verify draft.txt "$@"
}
verify "All of it, well" '[2] He put on his coat. "I will not be long."
[3] Out in the yard the old postman lifted his cap. [4] The letter was in the bread. He read it, and again.'
verify "A key beat that is missing" '[2] He put on his coat. [3] The old postman lifted his cap.'
verify "An order nobody can follow; and one that steps back" '[3] The old postman lifted his cap. [2] He put on his coat. [4] He read the letter in the bread.'
verify "The same, in a stretch of its own" '[3] The old postman lifted his cap.
* * *
[2] Before that he had put on his coat.
* * *
[4] He read the letter in the bread.'
verify "Somebody the head has not met" '[2] He put on his coat, and thought of the miller. [3] The cap. [4] He read the letter in the bread.'
verify "A place only others had to do with" '[2] He put on his coat. He would not go near the cellar under the mill. [3] The cap. [4] The bread; the letter.'
verify "An act the head has nothing of, in other words" '[2] He put on his coat, while the sealed envelope she had slipped there waited. [3] The cap. [4] The bread; the letter.'
verify "One word alone may be chance" '[2] He put on his coat. An envelope of light lay over the stones. [3] The cap. [4] The bread; the letter.'
verify "What the head learns only later" '[2] He put on his coat and took the bread, and the letter in it. [3] The cap. [4] He read it.'
verify "A fact the head takes to be otherwise" '[2] He put on his coat. Mio was ill, and he left. [3] The cap. [4] The bread; the letter.'
verify "The same, told by who knows it" '[1] She slid the envelope under the bread. She was ill. [2] He took his coat, and said he would not be long.' --through Mio
verify "From outside nothing is secret" '[1] The sealed envelope, under the bread; Mio was ill. [2] The coat. [3] The cap. [4] The letter.' --heads free
verify "A beat there is none of" '[7] What?'
ask tell letter.kiz --verify draft.txt --json
