/* SPDX-License-Identifier: MIT
 *
 * check_claims: claims that set something: at the start, in a mind, by learning.
 *
 * In     a claim's node; who believes it first, if anybody
 * Out    for each fact it sets: in whose mind, which fact, which value
 * Owns   nothing; the world's arena does
 *
 * Only what gives a fact one value can be set: `order is given`, `told`, `not told`, `Aki believes
 * told`, and several of these joined by `and` or commas. Anything else would leave open what
 * exactly is so.
 */
#include "checking.h"

#include <string.h>

typedef struct claims_reading {
    checker *checker;
    const scope *at;
    claim_use use;
    term_list via;
    world_claims *to;
} claims_reading;

static const char *const claims_uses[] = {"stated at the start", "believed from the start",
                                          "learned", "set in a mind"};

static void claims_refuse(claims_reading *r, const node *claim, const char *instead) {
    note *said = kzi_note(r->checker->notes, K_CANNOT_BE_SET, claim->where, claims_uses[r->use]);
    kzi_note_try(r->checker->notes, said, "%s", instead);
}

#define CLAIMS_SAY_VALUE "say what one fact is: `F is VALUE`, `F`, `not F` or `X believes …`"

static const term *const *claims_via_copied(claims_reading *r) {
    const term **via = KZI_TAKE_MANY(r->checker->in, const term *, r->via.count + 1);
    if (via && r->via.count) memcpy(via, r->via.items, sizeof *via * r->via.count);
    return via;
}

static void claims_add(claims_reading *r, const term *fact, const term *value, span where) {
    world_claim made = {claims_via_copied(r), r->via.count, fact, value, where};
    (void)LIST_ADD(r->checker->in, r->to, made);
}

/* ---- the fact, and the value ---- */

static bool claims_may_set_fact(claims_reading *r, const term *fact, const node *from) {
    checker *c = r->checker;
    if (fact->type == TYPE_QUIET) return false;
    if (fact->kind != TERM_FACT) {
        claims_refuse(r, from, CLAIMS_SAY_VALUE);
        return false;
    }
    const world_fact *of = &c->about->facts[fact->fact];
    if (of->means) {
        note *said = kzi_note(c->notes, K_DERIVED_IS_SET, fact->where, kzi_name_of(c, of->name),
                              claims_uses[r->use]);
        kzi_note_other(c->notes, said, of->where, "what it follows from");
        return false;
    }
    if (kzi_has_constant_address(fact)) return true;
    const term *moving = fact->first;
    while (moving && (moving->kind == TERM_THING || moving->kind == TERM_VARIABLE))
        moving = moving->next;
    note *said =
        kzi_note(c->notes, K_NAME_THE_OWNER, fact->where, kzi_term_text(c, moving ? moving : fact));
    kzi_note_try(c->notes, said, "name the one whose fact it is");
    return false;
}

static bool claims_may_set_value(claims_reading *r, const term *fact, const term *value) {
    checker *c = r->checker;
    if (value->type == TYPE_QUIET || !kzi_check_fits(c, fact, value)) return false;
    if (kzi_is_constant(value)) return true;
    note *said = kzi_note(c->notes, K_NAME_THE_VALUE, value->where, kzi_term_text(c, value),
                          claims_uses[r->use]);
    if (r->use == CLAIM_LEARNED)
        kzi_note_try(c->notes, said,
                     "write `senses` where the true value is meant, whatever it is");
    return false;
}

static term *claims_yes_no(checker *c, bool is_yes, span where) {
    term *made = kzi_term(c, TERM_YES_NO, TYPE_YES_NO, where);
    if (made->kind == TERM_YES_NO) made->number = is_yes;
    return made;
}

static void claims_read_bare(claims_reading *r, const node *claim, bool is_so) {
    checker *c = r->checker;
    const term *fact = kzi_check_path(c, r->at, claim, NULL);
    if (!claims_may_set_fact(r, fact, claim)) return;
    if (fact->type == TYPE_YES_NO) {
        claims_add(r, fact, claims_yes_no(c, is_so, claim->where), claim->where);
        return;
    }
    note *said = kzi_note(c->notes, K_NOT_A_CLAIM, claim->where, kzi_term_text(c, fact),
                          kzi_type_text(c, fact));
    kzi_note_other(c->notes, said, c->about->facts[fact->fact].where, "declared here");
    kzi_note_try(c->notes, said, "`%s is …`", kzi_term_text(c, fact));
}

static void claims_read_compare(claims_reading *r, const node *claim, bool is_so) {
    checker *c = r->checker;
    const term *fact = kzi_check_sum(c, r->at, kzi_child(claim, 0), NULL);
    if (!claims_may_set_fact(r, fact, claim)) return;
    const term *value = kzi_check_sum(c, r->at, kzi_child(claim, 1), fact);
    if (claim->choice == IS_NOT) is_so = !is_so;
    bool is_order = claim->choice != IS && claim->choice != IS_NOT;
    if (is_order || (!is_so && value->kind != TERM_YES_NO)) {
        if (value->type != TYPE_QUIET) claims_refuse(r, claim, CLAIMS_SAY_VALUE);
        return;
    }
    if (!claims_may_set_value(r, fact, value)) return;
    if (!is_so) value = claims_yes_no(c, !value->number, value->where);
    claims_add(r, fact, value, claim->where);
}

/* ---- the claim ---- */

static void claims_read(claims_reading *r, const node *claim, bool is_so);

static void claims_read_believes(claims_reading *r, const node *claim, bool is_so) {
    checker *c = r->checker;
    const term *who = kzi_check_person(c, r->at, kzi_child(claim, 0));
    if (who->type == TYPE_QUIET) return;
    if (who->kind == TERM_FACT) {
        note *said = kzi_note(c->notes, K_NAME_THE_OWNER, who->where, kzi_term_text(c, who));
        kzi_note_try(c->notes, said, "name the one who believes it");
        return;
    }
    kzi_has_mind(c, who, MIND_BELIEVES);
    if (!LIST_ADD(c->in, &r->via, who)) return;
    claims_read(r, kzi_child(claim, 1), is_so);
    r->via.count--;
}

static void claims_read_all(claims_reading *r, const node *claim, bool is_so) {
    if (!is_so) {
        claims_refuse(r, claim, CLAIMS_SAY_VALUE);
        return;
    }
    FOR_EACH_CHILD(part, claim) claims_read(r, part, is_so);
}

static void claims_read(claims_reading *r, const node *claim, bool is_so) {
    switch (claim->kind) {
    case NODE_AND: claims_read_all(r, claim, is_so); break;
    case NODE_BRACKETS: claims_read(r, kzi_child(claim, 0), is_so); break;
    case NODE_NOT: claims_read(r, kzi_child(claim, 0), !is_so); break;
    case NODE_BELIEVES: claims_read_believes(r, claim, is_so); break;
    case NODE_PATH: claims_read_bare(r, claim, is_so); break;
    case NODE_COMPARE: claims_read_compare(r, claim, is_so); break;
    case NODE_NONE:
    case NODE_ERROR: break;
    default: claims_refuse(r, claim, CLAIMS_SAY_VALUE); break;
    }
}

void kzi_check_claims(checker *c, const scope *at, const node *claim, const term *believer,
                      claim_use use, world_claims *to) {
    claims_reading r = {.checker = c, .at = at, .use = use, .to = to};
    if (believer && !LIST_ADD(c->in, &r.via, believer)) return;
    claims_read(&r, claim, true);
}
