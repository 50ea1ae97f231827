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

fact Ren.at: quay, ferry

person Ren he
person Mio she

ending held when Ren.embraced(Mio)
WORLD
ask library bond --as-used harbour.kiz
ask tell harbour.kiz
ask library bond --as-used harbour.kiz --json
ask library bon --json
