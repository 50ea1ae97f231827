/* SPDX-License-Identifier: MIT
 *
 * village: the small world of the sample programs in C and C++.
 */
#ifndef VILLAGE_H
#define VILLAGE_H

static const char village[] = "story \"The Well\"\n"
                              "place well\n"
                              "place house\n"
                              "fact person.at: place\n"
                              "fact person.has_water\n"
                              "fact lamp_lit, asked\n"
                              "person Mio she\n"
                              "  at is house\n"
                              "  wants 3: has_water, at is house\n"
                              "  wants 2: lamp_lit\n"
                              "person Ren he\n"
                              "  at is well\n"
                              "  believes lamp_lit\n"
                              "  wants 2: Mio.has_water\n"
                              "act walk(to: place) by who: person\n"
                              "  if who.at is not to\n"
                              "  then who.at becomes to\n"
                              "act draw by who: person\n"
                              "  if who.at is well, not who.has_water\n"
                              "  then who.has_water\n"
                              "act hand_over(whom: person) by who: person\n"
                              "  if who.has_water, who.at is whom.at, not whom.has_water\n"
                              "  then not who.has_water, whom.has_water\n"
                              "act light_lamp by Mio\n"
                              "  if at is house, not lamp_lit\n"
                              "  then lamp_lit\n";

#endif
