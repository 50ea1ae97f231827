/* SPDX-License-Identifier: MIT
 *
 * plain: an act for which nobody wrote a sentence, told by its gloss or its name.
 *
 * In     `give_order by Warden`, `walk(to: place) by who: person`, `lie_to(whom: person) by Ren`
 * Out    "The Warden gave order.", "Mio walked to the inn.", "Ren lied to Mio."
 * Owns   nothing
 *
 * A name says less than a sentence, so nothing is guessed. Where the first word may be no verb, or
 * a verb with two pasts, the name is quoted as most glosses are: "Mio: her own way." A gloss that
 * says what he or she does is told: "asks Ren to stay" becomes "Mio asked Ren to stay." Who or what
 * it is done to stands behind a preposition of the name's own, or behind a parameter's (`to`,
 * `with` …, or `whom`); else in brackets.
 */
#ifndef KZI_PLAIN_H
#define KZI_PLAIN_H

#include "sentence.h"

void kzi_plain_tell(speaker *by, const ground_act *act);

#endif
