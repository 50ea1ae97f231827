/* SPDX-License-Identifier: MIT
 *
 * check_acts: what can be done and what cannot be helped: who, when, and what comes of it.
 *
 * In     NODE_ACT and NODE_RULE statements
 * Out    the world's acts and rules
 * Owns   nothing; the world's arena does
 */
#include "checking.h"

#include <string.h>

typedef LIST(world_effect) acts_effects;
typedef LIST(world_setting) acts_settings;
typedef LIST(world_seer) acts_seers;

/* An act while its lines are read. */
typedef struct acts_reading {
    checker *checker;
    const node *from;
    world_act *act;
    scope at;
    LIST(world_binder) binders;
    term_list actors;
    term_list conditions;
    acts_effects effects;
    acts_settings settings;
    acts_seers seers;
    bool says_seen;
} acts_reading;

/* ---- parameters and actors ---- */

static bool acts_bind(acts_reading *r, const node *binder) {
    checker *c = r->checker;
    const node *kind = kzi_child(binder, 0);
    uint32_t found = kzi_find_kind(c, kind->name, kind->where);
    scope_name *room = KZI_TAKE(c->in, scope_name);
    if (found == NOT_NAMED || !room) return false;
    if (r->binders.count == MOST_BINDERS) {
        kzi_note(c->notes, K_TOO_MANY_PARAMETERS, binder->where, kzi_name_of(c, r->act->name),
                 MOST_BINDERS);
        return false;
    }
    span where = kzi_name_span(c, binder);
    if (!kzi_scope_add(c, &r->at, room, binder->name, found, where)) return false;
    return LIST_ADD(c->in, &r->binders, (world_binder){binder->name, found, where});
}

static bool acts_read_binders(acts_reading *r, const node *binders) {
    r->act->may_repeat = binders->flag;
    FOR_EACH_CHILD(binder, binders) {
        if (binder->kind == NODE_BINDER && !acts_bind(r, binder)) return false;
    }
    r->act->parameter_count = r->binders.count;
    return true;
}

static bool acts_is_same_actor(const term *one, const term *other) {
    return one->kind == other->kind && one->number == other->number;
}

static const term *acts_actor_named(acts_reading *r, const node *who) {
    checker *c = r->checker;
    for (uint32_t slot = 0; slot < r->binders.count; slot++) {
        const world_binder *binder = &r->binders.items[slot];
        if (!kzi_is_same_symbol(binder->name, who->name)) continue;
        if (kzi_is_kind_below(c->about, binder->kind, KIND_PERSON))
            return kzi_term_variable(c, slot, binder->kind, who->where);
        kzi_note(c->notes, K_NOT_A_PERSON, who->where, kzi_name_of(c, who->name),
                 kzi_a_kind(c, binder->kind));
        return NULL;
    }
    uint32_t person = kzi_find_person(c, who->name, who->where);
    return person == NOT_NAMED ? NULL : kzi_term_thing(c, person, who->where);
}

static const term *acts_actor_bound(acts_reading *r, const node *who) {
    checker *c = r->checker;
    if (!acts_bind(r, who)) return NULL;
    const world_binder *binder = &r->binders.items[r->binders.count - 1];
    if (kzi_is_kind_below(c->about, binder->kind, KIND_PERSON)) {
        return kzi_term_variable(c, r->binders.count - 1, binder->kind, who->where);
    }
    kzi_note(c->notes, K_NOT_A_PERSON, who->where, kzi_name_of(c, who->name),
             kzi_a_kind(c, binder->kind));
    return NULL;
}

static bool acts_add_actor(acts_reading *r, const term *actor, const node *who) {
    checker *c = r->checker;
    if (!actor) return false;
    for (uint32_t i = 0; i < r->actors.count; i++) {
        if (!acts_is_same_actor(r->actors.items[i], actor)) continue;
        kzi_note(c->notes, K_ACTOR_TWICE, who->where, kzi_name_of(c, who->name));
        return false;
    }
    kzi_has_mind(c, actor, MIND_ACTS);
    return LIST_ADD(c->in, &r->actors, actor);
}

static bool acts_read_actors(acts_reading *r, const node *actors) {
    r->act->is_by_fate = actors->flag;
    FOR_EACH_CHILD(who, actors) {
        if (who->kind != NODE_NAME && who->kind != NODE_BINDER) continue;
        const term *actor =
            who->kind == NODE_NAME ? acts_actor_named(r, who) : acts_actor_bound(r, who);
        if (!acts_add_actor(r, actor, who)) return false;
    }
    r->at.is_act = true;
    r->at.actor_count = r->actors.count;
    if (r->actors.count == 1) r->at.bare = r->actors.items[0];
    return true;
}

static bool acts_read_head(acts_reading *r) {
    if (!acts_read_binders(r, kzi_child(r->from, 0))) return false;
    if (r->act->is_rule) return true;
    r->act->is_attempt = r->from->flag;
    return acts_read_actors(r, kzi_child(r->from, 1));
}

static void acts_read_law(acts_reading *r) {
    checker *c = r->checker;
    const node *law = kzi_child(r->from, 1);
    if (!r->act->is_rule || law->kind != NODE_NAME) return;
    uint32_t fact = kzi_fact_of(c->about, law->name, NOT_NAMED);
    if (fact == NOT_NAMED || !c->about->facts[fact].is_law) {
        kzi_note_unknown(c, SORT_LAW, law->name, law->where);
        return;
    }
    r->act->law = fact;
    if (c->fact_is_asked) c->fact_is_asked[fact] = 1;
}

/* ---- conditions ---- */

static void acts_read_condition(acts_reading *r, const node *condition) {
    const term *made = kzi_check_condition(r->checker, &r->at, condition);
    if (made->type != TYPE_QUIET) kzi_flatten_and(r->checker, made, &r->conditions);
}

/* ---- effects ---- */

static bool acts_may_change(acts_reading *r, const term *fact) {
    checker *c = r->checker;
    if (fact->type == TYPE_QUIET) return false;
    if (fact->kind != TERM_FACT) {
        kzi_note(c->notes, K_NOT_CHANGED, fact->where, kzi_term_text(c, fact),
                 kzi_type_text(c, fact));
        return false;
    }
    const world_fact *of = &c->about->facts[fact->fact];
    if (!of->means) return true;
    note *said =
        kzi_note(c->notes, K_DERIVED_IS_SET, fact->where, kzi_name_of(c, of->name), "changed");
    kzi_note_other(c->notes, said, of->where, "what it follows from");
    return false;
}

static void acts_add_effect(acts_reading *r, const term *when, const term *fact, node_choice choice,
                            const term *amount, span where) {
    (void)LIST_ADD(r->checker->in, &r->effects, (world_effect){when, fact, choice, amount, where});
}

static void acts_read_change(acts_reading *r, const term *when, const node *effect) {
    checker *c = r->checker;
    const term *fact = kzi_check_path(c, &r->at, kzi_child(effect, 0), NULL);
    if (!acts_may_change(r, fact)) return;
    const node *amount = kzi_child(effect, 1);
    if (effect->choice == BECOMES) {
        const term *value = kzi_check_sum(c, &r->at, amount, fact);
        if (value->type == TYPE_QUIET || !kzi_check_fits(c, fact, value)) return;
        acts_add_effect(r, when, fact, BECOMES, value, effect->where);
    } else if (fact->type != TYPE_NUMBER) {
        note *said = kzi_note(c->notes, K_NOT_A_NUMBER, fact->where, kzi_term_text(c, fact),
                              kzi_type_text(c, fact));
        kzi_note_other(c->notes, said, c->about->facts[fact->fact].where, "declared here");
        kzi_note_try(c->notes, said, "`%s becomes …`", kzi_term_text(c, fact));
    } else {
        const term *by = kzi_check_number(c, &r->at, amount);
        if (by->type != TYPE_QUIET)
            acts_add_effect(r, when, fact, effect->choice, by, effect->where);
    }
}

static void acts_read_yes_no(acts_reading *r, const term *when, const node *path, bool is_yes,
                             span where) {
    checker *c = r->checker;
    const term *fact = kzi_check_path(c, &r->at, path, NULL);
    if (!acts_may_change(r, fact)) return;
    if (fact->type != TYPE_YES_NO) {
        note *said = kzi_note(c->notes, K_NOT_A_CLAIM, path->where, kzi_term_text(c, fact),
                              kzi_type_text(c, fact));
        kzi_note_other(c->notes, said, c->about->facts[fact->fact].where, "declared here");
        kzi_note_try(c->notes, said, "`%s becomes …`", kzi_term_text(c, fact));
        return;
    }
    term *value = kzi_term(c, TERM_YES_NO, TYPE_YES_NO, where);
    if (value->kind == TERM_YES_NO) value->number = is_yes;
    acts_add_effect(r, when, fact, BECOMES, value, where);
}

static void acts_read_belief(acts_reading *r, const term *when, const node *effect) {
    checker *c = r->checker;
    const term *who = kzi_check_person(c, &r->at, kzi_child(effect, 0));
    if (who->type == TYPE_QUIET) return;
    kzi_has_mind(c, who, MIND_BELIEVES);
    world_claims claims = {0};
    kzi_check_claims(c, &r->at, kzi_child(effect, 1), NULL, CLAIM_MADE_BELIEVED, &claims);
    for (uint32_t i = 0; i < claims.count; i++) {
        world_setting made = {
            .kind = SET_BY_BELIEVING, .who = who, .when = when, .claim = claims.items[i]};
        (void)LIST_ADD(c->in, &r->settings, made);
    }
}

static void acts_read_effect(acts_reading *r, const term *when, const node *effect) {
    switch (effect->kind) {
    case NODE_EFFECT: acts_read_change(r, when, effect); break;
    case NODE_PATH: acts_read_yes_no(r, when, effect, true, effect->where); break;
    case NODE_NOT: acts_read_yes_no(r, when, kzi_child(effect, 0), false, effect->where); break;
    case NODE_BELIEVES: acts_read_belief(r, when, effect); break;
    default: break;
    }
}

static void acts_read_then(acts_reading *r, const node *line) {
    const term *when = NULL;
    const node *condition = kzi_child(line, 0);
    if (condition->kind != NODE_NONE) {
        when = kzi_check_condition(r->checker, &r->at, condition);
        if (when->type == TYPE_QUIET) return;
    }
    for (const node *effect = line->first ? line->first->next : NULL; effect;
         effect = effect->next) {
        acts_read_effect(r, when, effect);
    }
}

/* ---- learning and sensing ---- */

static bool acts_is_actor(const acts_reading *r, const term *who) {
    for (uint32_t i = 0; i < r->actors.count; i++) {
        if (acts_is_same_actor(r->actors.items[i], who)) return true;
    }
    return false;
}

/* Who tells: the one after `from`; else the only actor; else nobody. False after a note. */
static bool acts_find_teller(acts_reading *r, const node *line, const term *learner,
                             const term **teller) {
    checker *c = r->checker;
    const node *from = kzi_child(line, 2);
    *teller = NULL;
    if (from->kind == NODE_PATH) {
        *teller = kzi_check_person(c, &r->at, from);
        if ((*teller)->type == TYPE_QUIET) return false;
        if (acts_is_actor(r, *teller)) return true;
        note *said =
            kzi_note(c->notes, K_TELLER_DOES_NOT_ACT, from->where, kzi_term_text(c, *teller));
        kzi_note_try(c->notes, said, "add `and %s` to the act's `by`, or leave `from` out",
                     kzi_term_text(c, *teller));
        return false;
    }
    if (r->actors.count >= 2) {
        note *said = kzi_note(c->notes, K_WHO_TELLS, line->where, kzi_term_text(c, learner));
        kzi_note_try(c->notes, said, "end the claim with `from …`");
        return false;
    }
    if (r->actors.count == 1 && !acts_is_same_actor(r->actors.items[0], learner))
        *teller = r->actors.items[0];
    return true;
}

static const term *acts_named_person(acts_reading *r, const node *path) {
    checker *c = r->checker;
    const term *who = kzi_check_person(c, &r->at, path);
    if (who->type == TYPE_QUIET) return NULL;
    if (who->kind != TERM_FACT) return who;
    note *said = kzi_note(c->notes, K_NAME_THE_OWNER, who->where, kzi_term_text(c, who));
    kzi_note_try(c->notes, said, "name the one who learns it");
    return NULL;
}

static void acts_read_learns(acts_reading *r, const node *line) {
    checker *c = r->checker;
    const term *teller, *when = NULL, *who = acts_named_person(r, kzi_child(line, 0));
    if (!who || !acts_find_teller(r, line, who, &teller)) return;
    kzi_has_mind(c, who, MIND_LEARNS);
    if (teller) kzi_has_mind(c, teller, MIND_LEARNS);
    world_claims claims = {0};
    kzi_check_claims(c, &r->at, kzi_child(line, 1), NULL, CLAIM_LEARNED, &claims);
    const node *condition = kzi_child(line, 3);
    if (condition->kind != NODE_NONE) when = kzi_check_condition(c, &r->at, condition);
    for (uint32_t i = 0; i < claims.count; i++) {
        world_setting made = {SET_BY_LEARNING, who, teller, when, claims.items[i]};
        (void)LIST_ADD(c->in, &r->settings, made);
    }
}

static void acts_read_sensed(acts_reading *r, const term *who, const node *path) {
    const term *fact = kzi_check_path(r->checker, &r->at, path, NULL);
    if (!acts_may_change(r, fact)) return;
    world_setting made = {
        .kind = SET_BY_SENSING, .who = who, .claim = {.fact = fact, .where = path->where}};
    (void)LIST_ADD(r->checker->in, &r->settings, made);
}

static void acts_read_senses(acts_reading *r, const node *line) {
    const term *who = kzi_check_person(r->checker, &r->at, kzi_child(line, 0));
    if (who->type == TYPE_QUIET) return;
    kzi_has_mind(r->checker, who, MIND_LEARNS);
    for (const node *path = kzi_child(line, 0)->next; path; path = path->next)
        acts_read_sensed(r, who, path);
}

/* ---- who notices ---- */

static bool acts_speaks_of(const node *of, symbol name) {
    if (of->kind == NODE_STEP && kzi_is_same_symbol(of->name, name)) return true;
    FOR_EACH_CHILD(child, of) {
        if (acts_speaks_of(child, name)) return true;
    }
    return false;
}

/* Somebody known, or a new name for each mind in turn, which the condition must then speak of. */
static bool acts_find_seer(acts_reading *r, scope *at, const node *from, scope_name *room,
                           world_seer *made) {
    checker *c = r->checker;
    const node *condition = kzi_child(from, 0);
    for (const scope_name *i = at->names; i; i = i->outer) {
        if (!kzi_is_same_symbol(i->name, from->name)) continue;
        made->who = kzi_term_variable(c, i->slot, i->kind, from->where);
        return true;
    }
    bool is_known = kzi_sort_text(c, from->name) != NULL;
    if (is_known || condition->kind == NODE_NONE || !acts_speaks_of(condition, from->name)) {
        uint32_t person = kzi_find_person(c, from->name, from->where);
        if (person != NOT_NAMED) made->who = kzi_term_thing(c, person, from->where);
        return person != NOT_NAMED;
    }
    made->slot = at->next_slot;
    return kzi_scope_add(c, at, room, from->name, KIND_PERSON, from->where);
}

static bool acts_read_seer(acts_reading *r, const scope *outer, const node *from) {
    checker *c = r->checker;
    scope at = *outer;
    scope_name room;
    world_seer made = {0};
    if (!acts_find_seer(r, &at, from, &room, &made)) return false;
    if (made.who) kzi_has_mind(c, made.who, MIND_SEES);
    if (kzi_child(from, 0)->kind != NODE_NONE) {
        made.when = kzi_check_condition(c, &at, kzi_child(from, 0));
        if (made.when->type == TYPE_QUIET) return false;
    }
    return LIST_ADD(c->in, &r->seers, made);
}

static bool acts_read_seen(acts_reading *r, const scope *at, const node *seen) {
    bool is_well = true;
    r->act->seen = seen->choice;
    FOR_EACH_CHILD(seer, seen) {
        if (seer->kind == NODE_SEER && !acts_read_seer(r, at, seer)) is_well = false;
    }
    return is_well;
}

static bool acts_has_condition(const node *seen) {
    FOR_EACH_CHILD(seer, seen) {
        if (kzi_child(seer, 0)->kind != NODE_NONE) return true;
    }
    return false;
}

/* The story's `acts are seen by` is read for each actor in turn: who notices one of them notices
 * the act. What has no actor to stand near is noticed by everyone. */
static void acts_read_default_seen(acts_reading *r) {
    checker *c = r->checker;
    r->act->seen = r->act->is_rule ? SEEN_BY_NOBODY : SEEN_BY_EVERYONE;
    if (r->act->is_rule || !c->default_seen) return;
    const node *seen = c->default_seen;
    bool is_well = true;
    scope at = r->at;
    if (!acts_has_condition(seen)) {
        is_well = acts_read_seen(r, &at, seen);
    } else {
        for (uint32_t i = 0; i < r->actors.count; i++) {
            at.bare = r->actors.items[i];
            is_well = is_well && acts_read_seen(r, &at, seen);
        }
    }
    if (!is_well) c->default_seen = NULL; /* said once */
}

/* ---- lines ---- */

static void acts_read_takes(acts_reading *r, const node *line) {
    if (line->number > MOST_NUMBER || line->number < 0)
        kzi_note(r->checker->notes, K_NUMBER_TOO_LARGE, line->where);
    else r->act->takes = line->number;
}

static void acts_read_line(acts_reading *r, const node *line) {
    switch (line->kind) {
    case NODE_IF:
    case NODE_WHEN: acts_read_condition(r, kzi_child(line, 0)); break;
    case NODE_THEN: acts_read_then(r, line); break;
    case NODE_LEARNS: acts_read_learns(r, line); break;
    case NODE_SENSES: acts_read_senses(r, line); break;
    case NODE_TAKES: acts_read_takes(r, line); break;
    case NODE_SEEN:
        r->says_seen = true;
        acts_read_seen(r, &r->at, line);
        break;
    default: break;
    }
}

static void acts_keep(acts_reading *r) {
    world_act *act = r->act;
    act->binders = r->binders.items;
    act->binder_count = r->binders.count;
    act->actors = r->actors.items;
    act->actor_count = r->actors.count;
    act->conditions = r->conditions.items;
    act->condition_count = r->conditions.count;
    act->effects = r->effects.items;
    act->effect_count = r->effects.count;
    act->settings = r->settings.items;
    act->setting_count = r->settings.count;
    act->seers = r->seers.items;
    act->seer_count = r->seers.count;
}

void kzi_check_act(checker *c, world_act *act) {
    acts_reading r = {.checker = c, .from = act->from, .act = act};
    act->is_unread = !acts_read_head(&r);
    acts_keep(&r);
    if (act->is_unread) return;
    kzi_slots_used(c, r.at.next_slot + 1);
    acts_read_law(&r);
    FOR_EACH_CHILD(line, act->from) acts_read_line(&r, line);
    if (!r.says_seen) acts_read_default_seen(&r);
    acts_keep(&r);
    if (!c->is_change) kzi_check_texts(c, act->from, act);
}

void kzi_check_acts(checker *c) {
    for (uint32_t i = 0; i < c->acts.count; i++) kzi_check_act(c, &c->acts.items[i]);
    for (uint32_t i = 0; i < c->rules.count; i++) kzi_check_act(c, &c->rules.items[i]);
}
