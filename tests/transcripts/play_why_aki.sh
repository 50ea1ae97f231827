# SPDX-License-Identifier: MIT
# Aki: what the tale told ends in is no move of anybody who is played; there is another way.
kizuna play "$ROOT/examples/why/world.kiz" --as Aki --toward pact_kept <<'LINES'
chase
show need
cling
ask
release
go home
come to note
leap away
warn off
accuse
fear again
forgive
wait
look
whynot agree
end
LINES
