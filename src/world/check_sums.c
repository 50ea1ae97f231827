/* SPDX-License-Identifier: MIT
 *
 * check_sums: values, and what is added, subtracted, multiplied and counted.
 *
 * In     a sum's node, and the scope it stands in
 * Out    a term of a known kind of value; a quiet one after a note
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

static term *sums_number(checker *c, int64_t number, span where) {
    if (number > MOST_NUMBER || number < -MOST_NUMBER) {
        kzi_note(c->notes, K_NUMBER_TOO_LARGE, where);
        return kzi_term(c, TERM_QUIET, TYPE_QUIET, where);
    }
    term *made = kzi_term(c, TERM_NUMBER, TYPE_NUMBER, where);
    if (made->kind == TERM_NUMBER) made->number = number;
    return made;
}

static term *sums_yes_no(checker *c, bool is_yes, span where) {
    term *made = kzi_term(c, TERM_YES_NO, TYPE_YES_NO, where);
    if (made->kind == TERM_YES_NO) made->number = is_yes;
    return made;
}

/* `no` is a word where what stands beside it lists it among its words. */
static term *sums_word_or(checker *c, const char *word, const node *sum, const term *beside) {
    bool has_words = beside && beside->kind == TERM_FACT && beside->type == TYPE_WORD;
    const world_fact *of = has_words ? &c->about->facts[beside->fact] : NULL;
    for (uint32_t i = 0; of && i < of->word_count; i++) {
        if (strcmp(kzi_name_of(c, c->about->words[of->words[i]]), word) != 0) continue;
        term *made = kzi_term(c, TERM_WORD, TYPE_WORD, sum->where);
        made->number = of->words[i];
        return made;
    }
    return sums_yes_no(c, sum->kind == NODE_YES, sum->where);
}

/* ---- arithmetic ---- */

static int64_t sums_folded(node_choice choice, int64_t left, int64_t right) {
    if (choice == PLUS) return left + right;
    if (choice == MINUS) return left - right;
    if (choice == TIMES) return left * right;
    return -left;
}

static term_kind sums_kind(node_choice choice) {
    if (choice == PLUS) return TERM_PLUS;
    if (choice == MINUS) return TERM_MINUS;
    return choice == TIMES ? TERM_TIMES : TERM_NEGATED;
}

static term *sums_arithmetic(checker *c, const scope *at, const node *sum) {
    term *left = kzi_check_number(c, at, kzi_child(sum, 0));
    term *right = sum->choice == NEGATED ? NULL : kzi_check_number(c, at, kzi_child(sum, 1));
    if (left->type == TYPE_QUIET || (right && right->type == TYPE_QUIET)) {
        return kzi_term(c, TERM_QUIET, TYPE_QUIET, sum->where);
    }
    if (left->kind == TERM_NUMBER && (!right || right->kind == TERM_NUMBER)) {
        return sums_number(c, sums_folded(sum->choice, left->number, right ? right->number : 0),
                           sum->where);
    }
    term *made = kzi_term(c, sums_kind(sum->choice), TYPE_NUMBER, sum->where);
    kzi_term_add(made, left);
    if (right) kzi_term_add(made, right);
    return made;
}

/* ---- counting ---- */

static term *sums_counted(checker *c, const scope *at, const node *from) {
    scope inner = *at;
    scope_name room;
    const node *of = kzi_child(from, 0), *where = kzi_child(from, 1), *added = kzi_child(from, 2);
    uint32_t kind = kzi_find_kind(c, of->name, of->where), slot = at->next_slot;
    if (kind == NOT_NAMED || !kzi_scope_add(c, &inner, &room, from->name, kind, from->where)) {
        return kzi_term(c, TERM_QUIET, TYPE_QUIET, from->where);
    }
    term *made = kzi_term(c, from->choice == SUM ? TERM_SUM : TERM_COUNT, TYPE_NUMBER, from->where);
    if (made->kind == TERM_QUIET) return made;
    made->number = slot;
    made->of_kind = kind;
    const term *condition = where->kind == NODE_NONE ? sums_yes_no(c, true, from->where)
                                                     : kzi_check_condition(c, &inner, where);
    kzi_term_add(made, condition);
    const term *amount = from->choice == SUM ? kzi_check_number(c, &inner, added) : NULL;
    if (amount) kzi_term_add(made, amount);
    bool is_quiet = condition->type == TYPE_QUIET || (amount && amount->type == TYPE_QUIET);
    return is_quiet ? kzi_term(c, TERM_QUIET, TYPE_QUIET, from->where) : made;
}

/* A condition in brackets counts 1 where it holds. */
static term *sums_whether(checker *c, const term *condition, span where) {
    if (condition->type == TYPE_QUIET) return kzi_term(c, TERM_QUIET, TYPE_QUIET, where);
    term *made = kzi_term(c, TERM_WHETHER, TYPE_NUMBER, where);
    kzi_term_add(made, condition);
    return made;
}

static bool sums_is_condition(const node *of) {
    switch (of->kind) {
    case NODE_AND:
    case NODE_OR:
    case NODE_NOT:
    case NODE_BELIEVES:
    case NODE_COMPARE:
    case NODE_AMONG: return true;
    case NODE_QUANTIFIED: return of->choice != COUNT && of->choice != SUM;
    default: return false;
    }
}

/* ---- values ---- */

/* A name where only a value may stand: a start. */
static term *sums_named(checker *c, const scope *at, const node *of, const term *beside) {
    node step = *of, path = *of;
    step.kind = NODE_STEP;
    step.next = step.first = step.last = NULL;
    step.flag = false;
    path.kind = NODE_PATH;
    path.first = path.last = &step;
    return kzi_check_path(c, at, &path, beside);
}

term *kzi_check_sum(checker *c, const scope *at, const node *sum, const term *beside) {
    switch (sum->kind) {
    case NODE_NUMBER: return sums_number(c, sum->number, sum->where);
    case NODE_YES: return sums_word_or(c, "yes", sum, beside);
    case NODE_NO: return sums_word_or(c, "no", sum, beside);
    case NODE_UNKNOWN: return kzi_term(c, TERM_UNKNOWN, TYPE_UNKNOWN, sum->where);
    case NODE_PATH: return kzi_check_path(c, at, sum, beside);
    case NODE_NAME: return sums_named(c, at, sum, beside);
    case NODE_SUM: return sums_arithmetic(c, at, sum);
    case NODE_BRACKETS: return kzi_check_sum(c, at, kzi_child(sum, 0), beside);
    case NODE_QUANTIFIED:
        if (!sums_is_condition(sum)) return sums_counted(c, at, sum);
        break;
    default: break;
    }
    if (sums_is_condition(sum)) return sums_whether(c, kzi_check_condition(c, at, sum), sum->where);
    return kzi_term(c, TERM_QUIET, TYPE_QUIET, sum->where);
}

term *kzi_check_number(checker *c, const scope *at, const node *sum) {
    term *made = kzi_check_sum(c, at, sum, NULL);
    if (made->type == TYPE_NUMBER || made->type == TYPE_QUIET || made->type == TYPE_UNKNOWN)
        return made;
    if (sum->kind == NODE_BRACKETS && made->type == TYPE_YES_NO) {
        term *holds = kzi_term(c, TERM_HOLDS, TYPE_YES_NO, made->where);
        kzi_term_add(holds, made);
        return sums_whether(c, holds, sum->where);
    }
    const char *text = kzi_term_text(c, made);
    note *said = kzi_note(c->notes, K_NOT_A_NUMBER, sum->where, text, kzi_type_text(c, made));
    if (made->kind == TERM_FACT)
        kzi_note_other(c->notes, said, c->about->facts[made->fact].where, "declared here");
    if (made->type == TYPE_YES_NO)
        kzi_note_try(c->notes, said, "in brackets, `(%s)` counts 1 where it holds, else 0", text);
    return kzi_term(c, TERM_QUIET, TYPE_QUIET, sum->where);
}

/* ---- questions ---- */

bool kzi_is_constant(const term *of) {
    switch (of->kind) {
    case TERM_NUMBER:
    case TERM_YES_NO:
    case TERM_UNKNOWN:
    case TERM_WORD:
    case TERM_THING:
    case TERM_VARIABLE: return true;
    default: return false;
    }
}

bool kzi_has_constant_address(const term *fact) {
    for (const term *part = fact->first; part; part = part->next) {
        if (part->kind != TERM_THING && part->kind != TERM_VARIABLE) return false;
    }
    return true;
}

/* ---- does a value fit a fact? ---- */

static bool sums_number_fits(checker *c, const world_fact *of, const term *value) {
    bool is_alone = of->next_of_name == NOT_NAMED &&
                    &c->about->facts[kzi_world_named(c->about, of->name).first_fact] == of;
    if (value->kind != TERM_NUMBER || !is_alone ||
        (value->number >= of->low && value->number <= of->high))
        return true;
    note *said = kzi_note(c->notes, K_OUT_OF_BOUNDS, value->where, kzi_name_of(c, of->name),
                          kzi_values_text(c, of));
    kzi_note_other(c->notes, said, of->where, "declared here");
    return false;
}

static bool sums_kinds_meet(const checker *c, const world_fact *of, uint32_t kind) {
    for (uint32_t i = 0; i < of->word_count; i++) {
        if (kzi_is_kind_below(c->about, kind, of->words[i]) ||
            kzi_is_kind_below(c->about, of->words[i], kind))
            return true;
        const world_kind *one = &c->about->kinds[kind];
        for (uint32_t t = 0; t < one->thing_count; t++) {
            if (kzi_is_of_kind(c->about, one->things[t], of->words[i])) return true;
        }
    }
    return false;
}

static bool sums_facts_meet(const checker *c, const world_fact *one, const world_fact *other) {
    for (uint32_t i = 0; i < other->word_count; i++) {
        if (one->type == TYPE_WORD && kzi_fact_has_word(one, other->words[i])) return true;
        if (one->type == TYPE_THING && sums_kinds_meet(c, one, other->words[i])) return true;
    }
    return false;
}

static bool sums_value_meets(const checker *c, const world_fact *of, const term *value) {
    switch (value->kind) {
    case TERM_WORD: return kzi_fact_has_word(of, (uint32_t)value->number);
    case TERM_THING: return kzi_fact_may_hold_thing(c->about, of, (uint32_t)value->number);
    case TERM_VARIABLE: return sums_kinds_meet(c, of, value->of_kind);
    case TERM_FACT:
        if (of->type != TYPE_WORD && of->type != TYPE_THING) return true;
        return sums_facts_meet(c, of, &c->about->facts[value->fact]);
    default: return true;
    }
}

static bool sums_other_owner_has(const checker *c, const term *fact, const term *value) {
    uint32_t first = kzi_world_named(c->about, fact->name).first_fact;
    for (uint32_t i = first; i != NOT_NAMED; i = c->about->facts[i].next_of_name) {
        const world_fact *of = &c->about->facts[i];
        if (of->type == value->type && sums_value_meets(c, of, value)) return true;
    }
    return false;
}

bool kzi_check_fits(checker *c, const term *fact, const term *value) {
    if (fact->type == TYPE_QUIET || value->type == TYPE_QUIET || value->type == TYPE_UNKNOWN)
        return true;
    const world_fact *of = &c->about->facts[fact->fact];
    if (of->type == value->type && sums_value_meets(c, of, value))
        return sums_number_fits(c, of, value);
    if (sums_other_owner_has(c, fact, value))
        return true; /* a fact of this name, but another owner's */
    note *said = kzi_note(c->notes, K_NEVER_THAT_VALUE, value->where, kzi_term_text(c, fact),
                          kzi_term_text(c, value), kzi_values_text(c, of));
    kzi_note_other(c->notes, said, of->where, "declared here");
    return false;
}
