/* SPDX-License-Identifier: MIT
 *
 * facts_read: which facts something depends on.
 *
 * In     a condition or sum of a grounded world; an act or rule
 * Out    the facts that it reads, in whosever world: to somebody who asks for them one by one, or
 *        as marks, by fact
 * Owns   nothing
 */
#ifndef KZI_FACTS_READ_H
#define KZI_FACTS_READ_H

#include "grounded.h"

/* True when it has seen enough. */
typedef bool (*fact_visit)(void *context, uint32_t fact);

/* Did it see enough? A fact may come several times. */
bool kzi_facts_visit(const grounded *about, expression_id id, fact_visit visit, void *context);
/* Marks are only added. */
void kzi_facts_read(const grounded *about, expression_id id, bool *is_read);
/* By its condition, and by what it changes and tells. */
void kzi_facts_read_by(const grounded *about, const ground_act *what, bool *is_read);

#endif
