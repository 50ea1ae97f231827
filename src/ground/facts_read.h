/* SPDX-License-Identifier: MIT
 *
 * facts_read: which facts something depends on.
 *
 * In     a condition or sum of a grounded world; an act or rule
 * Out    marks, by fact: those that it reads, in whosever world
 * Owns   nothing
 */
#ifndef KZI_FACTS_READ_H
#define KZI_FACTS_READ_H

#include "grounded.h"

/* Marks are only added. */
void kzi_facts_read(const grounded *about, expression_id id, bool *is_read);
/* By its condition, and by what it changes and tells. */
void kzi_facts_read_by(const grounded *about, const ground_act *what, bool *is_read);

#endif
