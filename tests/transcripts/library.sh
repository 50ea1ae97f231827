# SPDX-License-Identifier: MIT
# The modules that come with Kizuna.
. "$ROOT/tests/transcripts/session.inc"
ask library
for module in "$ROOT"/library/*.kiz; do
    name=$(basename "$module" .kiz)
    kizuna library "$name" | cmp - "$module" && echo "kizuna library $name prints library/$name.kiz"
done
echo
cat >harbour.kiz <<'WORLD'
use bond
  one is Ren
  other is Mio
  together is Ren.at is quay
  harm is no
  embrace prose "{Ren} [take] {Mio} into {their Ren} arms."
  embrace says "Don't go."

fact Ren.at: quay, ferry

person Ren he
person Mio she

ending held when Ren.embraced(Mio)
WORLD
ask library bond --as-used harbour.kiz
ask tell harbour.kiz
ask library bond --as-used harbour.kiz --json
ask library bon --json

# A module in a module: the inner use has its words, and the story's hold. Names are the modules' own, without the prefix.
cat >visit.kiz <<'MODULE'
module visit needs guest: person, host: person

use talk as door
  asker is guest
  hearer is host
  said is host.home
  without plead
  ask prose "{guest} [knock]."
  ask says "Is anybody there?"
  answer prose "{host} [call] to {guest} from inside."

fact host.home is yes
MODULE
cat >evening.kiz <<'WORLD'
use visit as late
  guest is Ren
  host is Mio
  door_answer prose "{Mio} [open] before {Ren} [have] spoken."
  door_answer shows "{Mio} [be] out of breath."

person Ren he
person Mio she

ending met when late_door_answered

tale told: late_door_ask, late_door_answer
WORLD
ask tell evening.kiz
ask library talk --as-used evening.kiz
ask fmt --check evening.kiz
