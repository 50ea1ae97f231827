/* SPDX-License-Identifier: MIT
 *
 * expressions: conditions and sums in words close to the language.
 *
 * In     an expression of a grounded world
 * Out    `order is given`, `Ren.at is not hill`, `Ren.oath is at least 3`, `Ren believes told`
 */
#ifndef KZI_EXPRESSIONS_H
#define KZI_EXPRESSIONS_H

#include "../base/writer.h"
#include "grounded.h"

void kzi_expression_write(writer *to, const grounded *about, expression_id id);
/* Facts with their values and places in a packed state, acts, rules, wants: `kizuna check --show
 * ground`. */
void kzi_ground_show(writer *to, const grounded *about);

#endif
