# SPDX-License-Identifier: MIT
# A problem file of the peer's: all that can be asked of it as it is, and what cannot.
. "$ROOT/tests/transcripts/session.inc"
. "$ROOT/tests/transcripts/problem.inc"
island
ask check island.txt
ask plan island.txt --goal 0.75 --why --limit-plan 4 --limit-mind 2 --limit-story 3
ask plan island.txt --goal 0.75 --why --limit-plan 4 --limit-mind 2 --limit-story 3 --shortest --json
ask plan island.txt --limit-plan 4 --limit-mind 2 --limit-story 5
ask plan island.txt --goal 9 --limit-story 2
ask plan island.txt --goal 0.75 --count 3 --limit-plan 3 --limit-mind 1 --limit-story 4
ask plan island.txt --goal 0.75 --count 2 --limit-plan 3 --limit-mind 1 --limit-story 4 --json
ask plan island.txt --goal 0.75 --all --limit-plan 4 --limit-mind 2 --limit-story 3
ask plan island.txt --all --limit-plan 4 --limit-mind 2 --limit-story 3 --json
ask endings island.txt --limit-plan 4 --limit-mind 2 --limit-story 3
ask endings island.txt --limit-plan 4 --limit-mind 2 --limit-story 2 --json
ask minds island.txt --after "walk(Bob, Hill, Beach)" "row(Bob)"
cp island.txt island.sabre
cp island.txt island.world
ask plan island.sabre --goal .5 --limit-plan 2 --limit-mind 1
ask plan island.world --input sabre --goal .5 --limit-plan 2 --limit-mind 1
ask tell island.txt
ask find island.txt
ask map island.txt
ask test island.txt
for verb in why whynot whatif sweep strings; do ask $verb island.txt; done
ask plan island.txt --ending rescued
ask plan island.txt --set "not boat"
ask check island.txt --what-if flood
ask minds island.txt --at told:1
ask plan island.txt --goal best
ask plan "$ROOT/examples/why/world.kiz" --goal 2
ask check island.txt --show tree
ask fmt island.txt
ask plan island.txt --count 0
ask plan island.txt --input pddl
kizuna new the_open_door >/dev/null
ask plan the_open_door.kiz --all
ask plan the_open_door.kiz --ending gone --count 2
# Parts of numbers, and less than nothing: what somebody could have at most is not known then.
cat >debts.txt <<'PROBLEM'
type person : character;
entity Ann : person;
entity Bob : person;

property debt(p : person) : number;
property paid(p : person) : boolean;

debt(Ann) = 2.5;
debt(Bob) = 1.5;

action pay(p : person) {
	precondition: debt(p) > 0;
	effect: debt(p) = 0;
	consenting: p;
};

utility(Ann):
	0 - debt(Ann);
utility(Bob):
	0 - debt(Bob);
utility():
	if(debt(Ann) == 0) 1 elseif(debt(Bob) == 0) 0.5 else 0;
PROBLEM
ask plan debts.txt --limit-plan 3 --limit-mind 1 --why
