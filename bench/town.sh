#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes a town of N people (200), for bench/slices.c: homes, a market, errands, neighbours. Each has a mind, wants of their own, and some are wrong about
# something. As large as a game's: some 1000 facts and 1000 acts.
# Usage: bench/town.sh [N] [PLAN] >town.kiz
awk -v n="${1:-200}" -v plan="${2:-2}" 'BEGIN {
    printf "story \"The Town\"\n  limits plan %d, mind 1\n  acts are seen by nobody\n\n", plan
    print "place home \"home\"\nplace market \"the market\"\nplace well \"the well\"\n"
    print "fact person.at: place\nfact person.has_bread, person.has_water, person.greeted\nfact person.neighbour: person\nfact open is yes\n"
    for (i = 1; i <= n; i++) {
        printf "person P%d\n  at is home\n  neighbour is P%d\n", i, i % n + 1
        if (i % 3 == 0) print "  wants 3: has_bread\n  wants 1: at is market"
        else if (i % 3 == 1) print "  wants 3: has_water\n  wants 1: at is well"
        else printf "  wants 2: P%d.greeted\n", i % n + 1
        if (i % 9 == 0) print "  believes not open"
        print ""
    }
    print "act go_to_market by who: person\n  if who.at is home\n  then who.at becomes market\n"
    print "act go_to_well by who: person\n  if who.at is home\n  then who.at becomes well\n"
    print "act go_home by who: person\n  if who.at is not home\n  then who.at becomes home\n"
    print "act buy_bread by who: person\n  if who.at is market, open, not who.has_bread\n  then who.has_bread\n"
    print "act draw_water by who: person\n  if who.at is well, not who.has_water\n  then who.has_water\n"
    print "act greet by who: person\n  if who.at is who.neighbour.at, not who.neighbour.greeted\n  then who.neighbour.greeted\n"
    print "ending all_home when no p: person where p.at is not home, not open"
}'
