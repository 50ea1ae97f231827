# SPDX-License-Identifier: MIT
# An evening at the ferry: somebody is chosen, every command is used once.
. "$ROOT/tests/transcripts/ferry.inc"
ferry
echo '$ kizuna play last_ferry.kiz'
kizuna play last_ferry.kiz <<'LINES'
Rem
1
look
why board
whynot call out
fly
minds
hint
save evening.sav
board
why
log
turn back
undo
wait
undo
load evening.sav
load last_ferry.kiz
load nowhere.sav
hand over to Rem
hand over to Mio
help
wait
end
save
undo
undo
undo
quit
LINES
echo "(exit code $?)"
echo
echo '$ kizuna play last_ferry.kiz --as Ren --json'
printf 'board\nundo\n' | kizuna play last_ferry.kiz --as Ren --json --toward he_stays
echo '$ kizuna play last_ferry.kiz --as Rem'
kizuna play last_ferry.kiz --as Rem
echo "(exit code $?)"
kizuna play last_ferry.kiz --as Ren --toward he_goes
echo "(exit code $?)"
kizuna play last_ferry.kiz </dev/null
echo "(exit code $?)"
kizuna play last_ferry.kiz --as Ren --load nothing.sav
echo "(exit code $?)"
kizuna play - --as Ren </dev/null
echo "(exit code $?)"
echo '$ kizuna play last_ferry.kiz, and nobody after all'
printf '\nRem\nquit\n' | kizuna play last_ferry.kiz
