/* SPDX-License-Identifier: MIT
 *
 * minds: who has a mind, and why.
 *
 * In     everybody met where a line acts, wants, believes, learns or sees
 * Out    world_thing.mind_reasons
 * Owns   nothing; the world's arena does
 *
 * Whoever acts, wants something, has a belief line, or is named by learns, senses, believes or
 * `seen by` has a mind; all others cost none. A name that stands for every person of a kind counts
 * for each of them.
 */
#include "checking.h"

static void minds_add(checker *c, uint32_t thing, uint32_t kind, uint32_t reason) {
    (void)LIST_ADD(c->in, &c->minds, (minded){thing, kind, reason});
}

void kzi_has_mind(checker *c, const term *who, uint32_t reason) {
    if (!c->made || !who) return;
    if (who->kind == TERM_THING) minds_add(c, (uint32_t)who->number, NOT_NAMED, reason);
    if (who->kind == TERM_VARIABLE) minds_add(c, NOT_NAMED, who->of_kind, reason);
    if (who->kind != TERM_FACT) return;
    const world_fact *of = &c->about->facts[who->fact];
    for (uint32_t i = 0; i < of->word_count && of->type == TYPE_THING; i++)
        minds_add(c, NOT_NAMED, of->words[i], reason);
}

void kzi_minds_settle(checker *c) {
    uint32_t *by_kind = KZI_TAKE_MANY(c->in, uint32_t, c->kinds.count + 1);
    if (!by_kind) return;
    if (c->made->front.is_sabres)
        by_kind[KIND_PERSON] |= MIND_BELIEVES; /* everybody has one there */
    for (uint32_t i = 0; i < c->minds.count; i++) {
        const minded *one = &c->minds.items[i];
        if (one->thing != NOT_NAMED) c->things.items[one->thing].mind_reasons |= one->reason;
        else by_kind[one->kind] |= one->reason;
    }
    for (uint32_t kind = 0; kind < c->kinds.count; kind++) {
        const world_kind *of = &c->kinds.items[kind];
        for (uint32_t t = 0; by_kind[kind] && t < of->thing_count; t++) {
            world_thing *thing = &c->things.items[of->things[t]];
            if (thing->is_person) thing->mind_reasons |= by_kind[kind];
        }
    }
}
