# SPDX-License-Identifier: MIT
# The newcomer makes a slip, reads what is said, mends it.
. "$ROOT/tests/transcripts/session.inc"
kizuna new the_open_door >/dev/null
sed 's/  then asked/  then askd/' the_open_door.kiz >slip.kiz
ask check slip.kiz
ask endings slip.kiz
ask fmt --check slip.kiz
sed 's/^tale told: ask_him/tale told: leave, ask_him/' the_open_door.kiz >broken_tale.kiz
ask check broken_tale.kiz
ask tell broken_tale.kiz
sed 's/expect only gone/expect stayed/' the_open_door.kiz >broken_hope.kiz
ask check broken_hope.kiz
