# SPDX-License-Identifier: MIT
# A problem file becomes a world: printed, asked, changed; and what cannot be said, or is no problem file.
. "$ROOT/tests/transcripts/session.inc"
cat >ferry.txt <<'END'
type place;
type boat : place;
entity Ann : character;
entity Bob : character;
entity Home : place;
entity Quay : place;
entity Gull : boat;
property at(who : character) : place;
property told(who : character, whom : character) : boolean;
property tides() : number;
at(Ann) = Home;
at(Bob) = Quay;
believes(Ann, at(Bob) = Home);
action walk(who : character, from : place, to : place) {
	precondition: at(who) == from & from != to & !(to : boat & tides() < 1);
	effect: at(who) = to;
	consenting: who;
	observing(c : character): at(c) == from | at(c) == to;
};
action rise() { precondition: tides() < 2; effect: tides() = tides() + 1; };
action tell(who : character, whom : character) {
	precondition: at(who) == at(whom) & !told(who, whom);
	effect: told(who, whom) & if(tides() > 0) believes(whom, tides() = 2) else believes(whom, tides() = 0);
	consenting: who;
};
trigger meet(a : character, b : character) {
	precondition: a != b & at(a) == Gull & at(b) == Gull & !told(a, b);
	effect: told(a, b);
};
utility(): if(at(Ann) == Gull & told(Ann, Bob)) 2 elseif(at(Ann) == Gull) 1 else 0;
utility(Ann): (if(at(Ann) == Gull) 2 else 0) - (if(forall(p : character) at(p) == Gull) 1 else 0);
utility(Bob): told(Ann, Bob);
END
ask import ferry.txt
kizuna import ferry.txt -o ferry.kiz
ask fmt --check ferry.kiz
ask plan ferry.txt --goal 1 --shortest --limit-story 4 --limit-plan 3 --limit-mind 1
ask plan ferry.kiz --goal 1 --shortest --limit-story 4 --limit-plan 3 --limit-mind 1
echo 'ending aboard "Ann is aboard" when Ann.at is Gull' >>ferry.kiz
ask plan ferry.kiz --ending aboard --limit-story 4 --limit-plan 3 --limit-mind 1
printf 'entity Ann : character;\nproperty n() : number;\naction step() { effect: n() = n() + 0.5; };\nutility(): n();\n' >step.txt
ask import step.txt
ask import ferry.kiz
ask import
