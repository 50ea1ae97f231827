/* SPDX-License-Identifier: MIT
 *
 * check_conditions: what is asked of a world, and whether it can be asked.
 *
 * In     a condition's node, and the scope it stands in
 * Out    a term; a quiet one after a note
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

static term *conditions_quiet(checker *c, const node *from) {
    return kzi_term(c, TERM_QUIET, TYPE_QUIET, from->where);
}

/* ---- and, or, not ---- */

static term *conditions_joined(checker *c, const scope *at, const node *from, term_kind kind) {
    term *made = kzi_term(c, kind, TYPE_YES_NO, from->where);
    bool is_quiet = false;
    FOR_EACH_CHILD(part, from) {
        const term *condition = kzi_check_condition(c, at, part);
        if (condition->type == TYPE_QUIET) is_quiet = true;
        else kzi_term_add(made, condition);
    }
    return is_quiet ? conditions_quiet(c, from) : made;
}

void kzi_flatten_and(checker *c, const term *condition, term_list *to) {
    if (condition->kind != TERM_AND) {
        (void)LIST_ADD(c->in, to, condition);
        return;
    }
    for (const term *part = condition->first; part; part = part->next) kzi_flatten_and(c, part, to);
}

/* ---- minds, and things in turn ---- */

static term *conditions_believes(checker *c, const scope *at, const node *from) {
    const term *who = kzi_check_person(c, at, kzi_child(from, 0));
    const term *what = kzi_check_condition(c, at, kzi_child(from, 1));
    if (who->type == TYPE_QUIET || what->type == TYPE_QUIET) return conditions_quiet(c, from);
    kzi_has_mind(c, who, MIND_BELIEVES);
    term *made = kzi_term(c, TERM_BELIEVES, TYPE_YES_NO, from->where);
    kzi_term_add(made, who);
    kzi_term_add(made, what);
    return made;
}

static term *conditions_quantified(checker *c, const scope *at, const node *from) {
    scope inner = *at;
    scope_name room;
    const node *of = kzi_child(from, 0);
    uint32_t kind = kzi_find_kind(c, of->name, of->where), slot = at->next_slot;
    if (kind == NOT_NAMED || !kzi_scope_add(c, &inner, &room, from->name, kind, from->where))
        return conditions_quiet(c, from);
    term_kind quantifier = from->choice == ANY     ? TERM_ANY
                           : from->choice == EVERY ? TERM_EVERY
                                                   : TERM_NO;
    term *made = kzi_term(c, quantifier, TYPE_YES_NO, from->where);
    const term *condition = kzi_check_condition(c, &inner, kzi_child(from, 1));
    if (condition->type == TYPE_QUIET || made->kind == TERM_QUIET) return conditions_quiet(c, from);
    made->number = slot;
    made->of_kind = kind;
    kzi_term_add(made, condition);
    return made;
}

/* ---- comparing ---- */

static bool conditions_note_differ(checker *c, const term *left, const term *right) {
    kzi_note(c->notes, K_VALUES_DIFFER, right->where, kzi_term_text(c, left),
             kzi_type_text(c, left), kzi_term_text(c, right), kzi_type_text(c, right));
    return false;
}

static bool conditions_agree(checker *c, const term *left, const term *right) {
    if (left->type == TYPE_UNKNOWN || right->type == TYPE_UNKNOWN) return true;
    if (left->kind == TERM_FACT && right->kind != TERM_FACT) return kzi_check_fits(c, left, right);
    if (right->kind == TERM_FACT && left->kind != TERM_FACT) return kzi_check_fits(c, right, left);
    if (left->type != right->type) return conditions_note_differ(c, left, right);
    return left->kind != TERM_FACT || kzi_check_fits(c, left, right);
}

static bool conditions_is_order(node_choice choice) {
    return choice != IS && choice != IS_NOT;
}

static bool conditions_is_number(checker *c, const term *of) {
    if (of->type == TYPE_NUMBER || of->type == TYPE_UNKNOWN) return true;
    note *said =
        kzi_note(c->notes, K_NOT_A_NUMBER, of->where, kzi_term_text(c, of), kzi_type_text(c, of));
    if (of->kind == TERM_FACT)
        kzi_note_other(c->notes, said, c->about->facts[of->fact].where, "declared here");
    return false;
}

/* `resistance is at least 5` of a number that ends at 4 */
static bool conditions_may_hold(checker *c, node_choice choice, const term *left,
                                const term *right) {
    if (left->kind != TERM_FACT || left->type != TYPE_NUMBER || right->kind != TERM_NUMBER)
        return true;
    const world_fact *of = &c->about->facts[left->fact];
    if (of->next_of_name != NOT_NAMED || of->type != TYPE_NUMBER) return true;
    bool is_never = (choice == AT_LEAST && right->number > of->high) ||
                    (choice == MORE_THAN && right->number >= of->high) ||
                    (choice == AT_MOST && right->number < of->low) ||
                    (choice == LESS_THAN && right->number <= of->low);
    if (!is_never) return true;
    note *said = kzi_note(c->notes, K_OUT_OF_BOUNDS, right->where, kzi_name_of(c, of->name),
                          kzi_values_text(c, of));
    kzi_note_other(c->notes, said, of->where, "declared here");
    return false;
}

static bool conditions_may_compare(checker *c, node_choice choice, const term *left,
                                   const term *right) {
    if (left->type == TYPE_QUIET || right->type == TYPE_QUIET) return false;
    if (!conditions_is_order(choice)) return conditions_agree(c, left, right);
    if (!conditions_is_number(c, left) || !conditions_is_number(c, right)) return false;
    return conditions_may_hold(c, choice, left, right);
}

static term *conditions_compared(checker *c, const scope *at, const node *from) {
    const term *left = kzi_check_sum(c, at, kzi_child(from, 0), NULL);
    if (left->type == TYPE_QUIET) return conditions_quiet(c, from);
    const term *right = kzi_check_sum(c, at, kzi_child(from, 1), left);
    if (!conditions_may_compare(c, from->choice, left, right)) return conditions_quiet(c, from);
    term *made = kzi_term(c, TERM_COMPARE, TYPE_YES_NO, from->where);
    if (made->kind == TERM_QUIET) return made;
    made->choice = from->choice;
    kzi_term_add(made, left);
    kzi_term_add(made, right);
    bool is_of_facts = left->kind == TERM_FACT && right->kind == TERM_FACT;
    if (is_of_facts && !conditions_is_order(from->choice))
        (void)LIST_ADD(c->in, &c->compared, made);
    return made;
}

static term *conditions_among(checker *c, const scope *at, const node *from) {
    term *made = kzi_term(c, TERM_AMONG, TYPE_YES_NO, from->where);
    const term *left = kzi_check_sum(c, at, kzi_child(from, 0), NULL);
    bool is_quiet = made->kind == TERM_QUIET || left->type == TYPE_QUIET;
    if (is_quiet) return conditions_quiet(c, from);
    made->is_neither = from->flag;
    kzi_term_add(made, left);
    for (const node *value = kzi_child(from, 0)->next; value; value = value->next) {
        const term *right = kzi_check_sum(c, at, value, left);
        if (conditions_may_compare(c, IS, left, right)) kzi_term_add(made, right);
        else is_quiet = true;
    }
    return is_quiet ? conditions_quiet(c, from) : made;
}

/* ---- a fact asked bare ---- */

static void conditions_try_claim(checker *c, note *said, const term *of) {
    const char *text = kzi_term_text(c, of);
    if (of->type == TYPE_NUMBER) kzi_note_try(c->notes, said, "`%s is at least 1`", text);
    if (of->kind != TERM_FACT) return;
    const world_fact *fact = &c->about->facts[of->fact];
    kzi_note_other(c->notes, said, fact->where, "declared here");
    if (fact->type == TYPE_WORD && fact->word_count) {
        uint32_t last = fact->words[fact->word_count - 1];
        kzi_note_try(c->notes, said, "`%s is %s`", text, kzi_name_of(c, c->about->words[last]));
    }
}

static term *conditions_holds(checker *c, const scope *at, const node *from) {
    const term *of = kzi_check_sum(c, at, from, NULL);
    if (of->type == TYPE_QUIET) return conditions_quiet(c, from);
    if (of->type == TYPE_YES_NO) {
        term *made = kzi_term(c, TERM_HOLDS, TYPE_YES_NO, from->where);
        kzi_term_add(made, of);
        return made;
    }
    note *said =
        kzi_note(c->notes, K_NOT_A_CLAIM, from->where, kzi_term_text(c, of), kzi_type_text(c, of));
    conditions_try_claim(c, said, of);
    return conditions_quiet(c, from);
}

term *kzi_check_condition(checker *c, const scope *at, const node *condition) {
    switch (condition->kind) {
    case NODE_AND: return conditions_joined(c, at, condition, TERM_AND);
    case NODE_OR: return conditions_joined(c, at, condition, TERM_OR);
    case NODE_NOT: return conditions_joined(c, at, condition, TERM_NOT);
    case NODE_BRACKETS: return kzi_check_condition(c, at, kzi_child(condition, 0));
    case NODE_BELIEVES: return conditions_believes(c, at, condition);
    case NODE_COMPARE: return conditions_compared(c, at, condition);
    case NODE_AMONG: return conditions_among(c, at, condition);
    case NODE_QUANTIFIED:
        if (condition->choice != COUNT && condition->choice != SUM)
            return conditions_quantified(c, at, condition);
        return conditions_holds(c, at, condition);
    case NODE_NONE:
    case NODE_ERROR: return conditions_quiet(c, condition);
    default: return conditions_holds(c, at, condition);
    }
}
