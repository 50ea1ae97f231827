# SPDX-License-Identifier: MIT
# A second language wants no change in C: the tutorial told in German, from a PO file with the world's texts and the telling's own.
. "$ROOT/tests/transcripts/session.inc"
world=$ROOT/examples/tutorial/world.kiz
po=$ROOT/tests/transcripts/tutorial_de.po
ask tell "$world" --strings "$po"
ask tell "$world" --strings "$po" --through Ren --person first
ask tell "$world" --strings "$po" --through Mio --words 5
ask tell "$world" --strings "$po" --tale too_late --as markdown --chapters
ask tell "$world" --strings "$po" --only thought
echo "== Every text that is given out has a place to go: the file that comes back is the world's own telling"
kizuna strings "$world" | awk '/^msgid/ { id = $0; sub(/^msgid /, "", id) } /^msgstr/ { if (id != "\"\"") print "msgstr " id; else print; next } { print }' >same.po
kizuna tell "$world" >english.txt
kizuna tell "$world" --strings same.po | cmp - english.txt && echo same
echo "== None of the telling's own texts is written in C and missing from the file"
sed -n 's/^OWN_WORDS("\(.*\)", "[^"]*")$/\1/p' "$ROOT/src/telling/own_words.def" | while read -r own; do
    kizuna strings "$world" | grep -qF "msgid \"$own" || echo "missing: $own"
done
