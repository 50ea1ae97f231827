/* SPDX-License-Identifier: MIT
 *
 * best_worth: the most that any world could be worth to somebody.
 *
 * In     the sum of somebody's wants
 * Out    a bound that no world goes over, in the sum's own units; NO_BEST_WORTH where none is known
 * Owns   nothing
 * Used   to know who has all they could want: they do nothing before something of it is lost
 */
#ifndef KZI_BEST_WORTH_H
#define KZI_BEST_WORTH_H

#include "../ground/grounded.h"

#define NO_BEST_WORTH INT64_MAX

int64_t kzi_best_worth(const grounded *about, expression_id worth);

#endif
