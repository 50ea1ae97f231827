/* SPDX-License-Identifier: MIT
 *
 * sight: see sight.h. Most steps leave everybody seeing rightly, so a scan asks first.
 */
#include "sight.h"

#include "judge.h"
#include "scan.h"

/* Does the mind hold about this fact what it must not? `becomes` is then what it will hold. */
static bool sees_wrongly(const drafts *desk, ref at, const ground_sight *sight, value *becomes) {
    const grounded *about = desk->states->about;
    ref held = kzi_mind(desk, at, sight->mind.n);
    if (held.n == at.n) return false; /* their own world: nothing is there to be mistaken about */
    if (kzi_holds(desk, at, sight->condition))
        *becomes = kzi_fact_get(about, kzi_facts(desk, at), sight->fact);
    else if (kzi_holds(desk, held, sight->condition)) *becomes = UNKNOWN;
    else return false;
    return kzi_fact_get(about, kzi_facts(desk, held), sight->fact) != *becomes;
}

bool kzi_sight_send(drafts *desk, ref at, carried_list *onward) {
    const grounded *about = desk->states->about;
    for (uint32_t i = 0; i < about->sight_count; i++) {
        const ground_sight *sight = &about->sights[i];
        value becomes;
        if (!sees_wrongly(desk, at, sight, &becomes)) continue;
        carried seen = {.fact = sight->fact, .becomes = becomes};
        if (!LIST_ADD(desk->scratch, &onward[sight->mind.n].list, seen)) return false;
    }
    return true;
}

static bool somebody_sees_wrongly(const drafts *desk, ref at, const void *unused) {
    (void)unused;
    const grounded *about = desk->states->about;
    value becomes;
    for (uint32_t i = 0; i < about->sight_count; i++) {
        if (sees_wrongly(desk, at, &about->sights[i], &becomes)) return true;
    }
    return false;
}

ref kzi_sight_settle(drafts *desk, ref root, mind_id holder) {
    if (desk->states->about->sight_count == 0) return root;
    scan_answer answer = kzi_scan(desk, root, MARK_SIGHT_IS_RIGHT, somebody_sees_wrongly, NULL);
    if (answer == SCAN_NO_MEMORY) return NO_REF;
    if (answer == SCAN_NOWHERE) return root;
    carrying pass = {.desk = desk, .settles_sight = true};
    ref seen = kzi_carry(&pass, root, holder, NULL, 0);
    return kzi_is_ref(seen) ? kzi_carry_finish(&pass, seen) : NO_REF;
}
