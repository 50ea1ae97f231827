# SPDX-License-Identifier: MIT
# Stories by their shape: found, told and counted; the nearest miss; people who are not named; what must not come between.
. "$ROOT/tests/transcripts/session.inc"
why=$ROOT/examples/why/world.kiz
sacred=$ROOT/examples/on_sacred_ground/world.kiz
ask find "$why" "A lies to B; later B learns it; later B forgives A"
ask find "$why" "A lies to B; later B learns it; next B forgives A"
ask find "$why" "A lies to B; later B learns it; later B forgives A" --json
ask find "$sacred" "A does call_off; later B learns about the_dweller_heals_its_host; the story ends in both_gone_trail_lost"
ask find "$sacred" "strike; later follow"
ask find "$sacred" "A believes B.at is village; later A follows B"
ask find "$sacred" "Aki follows Ren; meanwhile no Isao does lift_host; the story ends in one_gone_one_left"
ask find "$sacred" "Aki follows Ren; meanwhile no Ren does knock_out"
ask find "$sacred" "Aki follows Ren; the story ends in killed" --json
ask find "$sacred" "Isao tells Ren; next when Ren believes the_dweller_heals_its_host" --limit-story 12
ask find "$sacred"
ask find
