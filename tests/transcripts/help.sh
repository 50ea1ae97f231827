# SPDX-License-Identifier: MIT
# Help, whole, and a page for each verb; each page ends with an example.
. "$ROOT/tests/transcripts/session.inc"
ask
ask help
for verb in new check fmt endings tell minds why whynot whatif sweep library version help; do ask help $verb; done
echo 'An option asks the same:'
for verb in new check fmt endings tell minds why whynot whatif sweep library version help; do
    kizuna $verb --help >asked.txt
    kizuna help $verb | cmp - asked.txt && echo "kizuna $verb --help prints kizuna help $verb"
done
ask help nothing
