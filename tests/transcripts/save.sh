# SPDX-License-Identifier: MIT
# A save, and the worlds it still fits.
. "$ROOT/tests/transcripts/session.inc"
. "$ROOT/tests/transcripts/ferry.inc"
ferry
printf 'board\nsave evening.sav\n' | kizuna play last_ferry.kiz --as Ren >/dev/null
cat evening.sav
sed 's/^fact Mio.loves_him, sailed/fact Mio.loves_him, sailed, Ren.wet/; s/^  then sailed/  then sailed, Ren.wet/; s/quay, ferry$/quay, ferry, pier/' last_ferry.kiz >changed.kiz
sed '/^act cast_off/,/^$/d; /^ending he_sails/d; s/, sailed$//' last_ferry.kiz >poorer.kiz
sed 's/^story .*/story "Another"/' last_ferry.kiz >another.kiz
head -c 200 evening.sav >short.sav
ask save check evening.sav last_ferry.kiz changed.kiz poorer.kiz another.kiz
ask save check short.sav last_ferry.kiz
ask save check last_ferry.kiz last_ferry.kiz
ask save check evening.sav last_ferry.kiz changed.kiz --json
ask save check evening.sav
ask save keep evening.sav last_ferry.kiz
echo '$ kizuna play changed.kiz --load evening.sav'
printf 'undo\nturn back\n' | kizuna play changed.kiz --load evening.sav
echo '$ kizuna play another.kiz --load evening.sav'
kizuna play another.kiz --load evening.sav </dev/null
echo "(exit code $?)"
