/* SPDX-License-Identifier: MIT
 *
 * instantiate: acts and rules with every parameter filled in, in every way there is.
 *
 * In     acts and rules of the checked world
 * Out    instances, in file order, the last parameter fastest; those whose condition can never hold
 *        are left out
 */
#include "builder.h"

#include "../base/never.h"

/* ---- the pieces of one instance ---- */
static const char *name_text(const builder *b, uint32_t thing) {
    return kzi_symbol_text(b->from->names, b->from->things[thing].name);
}

static const char *instance_text(builder *b, const world_act *of) {
    writer to = kzi_writer(b->in);
    kzi_write(&to, kzi_symbol_text(b->from->names, of->name));
    for (uint32_t i = 0; i < of->parameter_count; i++)
        kzi_writef(&to, "%s%s", i ? ", " : "(", name_text(b, b->things[i]));
    if (of->parameter_count) kzi_write(&to, ")");
    for (uint32_t i = of->parameter_count; i < of->binder_count; i++) {
        kzi_writef(&to, "%s%s", i == of->parameter_count ? " by " : " and ",
                   name_text(b, b->things[i]));
    }
    if (of->also_by) kzi_writef(&to, " by %s", of->also_by);
    return kzi_written(&to);
}

static expression_id instance_law(builder *b, const world_act *of) {
    if (of->law == NOT_NAMED) return ALWAYS_HOLDS;
    const world_fact *law = &b->from->facts[of->law];
    uint32_t row_number = kzi_build_fact_row(b, law->name, NOT_NAMED, NULL, 0);
    const fact_slot *slot = &b->slots.items[row_number];
    if (slot->is_constant) return slot->constant == 1 ? ALWAYS_HOLDS : NEVER_HOLDS;
    if (!LIST_ADD(b->in, &b->expressions,
                  (expression){.kind = CONDITION_FACT_IS, .fact = {slot->number}, .value = 1}))
        return kzi_build_fails(b), NEVER_HOLDS;
    return (expression_id){b->expressions.count - 1};
}

static expression_id instance_condition(builder *b, const world_act *of, expression_id law) {
    expression_ids parts = {0};
    if (!LIST_ADD(b->in, &parts, law)) return kzi_build_fails(b), NEVER_HOLDS;
    for (uint32_t i = 0; i < of->condition_count && !b->has_failed; i++) {
        expression_id part = kzi_build_condition(b, of->conditions[i], false);
        if (!LIST_ADD(b->in, &parts, part)) return kzi_build_fails(b), NEVER_HOLDS;
    }
    return b->has_failed ? NEVER_HOLDS : kzi_build_and(b, &parts);
}

static change_kind kind_of_change(node_choice choice) {
    return choice == RISES ? CHANGE_RISES : choice == FALLS ? CHANGE_FALLS : CHANGE_BECOMES;
}

static bool add_effect(builder *b, const world_effect *of, const meant_fact *meant,
                       expression_id when, expression_id amount) {
    const fact_slot *slot = &b->slots.items[meant->row];
    expression_ids parts = {0};
    if (slot->is_constant) return true; /* it becomes what it is */
    if (!LIST_ADD(b->in, &parts, when) || !LIST_ADD(b->in, &parts, meant->when))
        return kzi_build_fails(b);
    effect made = {kzi_build_and(b, &parts), {slot->number}, kind_of_change(of->choice), amount};
    if (made.when.n == NEVER_HOLDS.n) return true;
    return LIST_ADD(b->in, &b->effects, made) || kzi_build_fails(b);
}

static bool add_effects(builder *b, const world_act *of, ground_act *to) {
    to->first_effect = b->effects.count;
    for (uint32_t i = 0; i < of->effect_count; i++) {
        const world_effect *e = &of->effects[i];
        meant_facts meant = {0};
        expression_id when = e->when ? kzi_build_condition(b, e->when, false) : ALWAYS_HOLDS;
        expression_id amount = kzi_build_sum(b, e->amount);
        if (b->has_failed || !kzi_build_meant(b, e->fact, &meant)) return false;
        for (uint32_t j = 0; j < meant.list.count; j++) {
            if (!add_effect(b, e, &meant.list.items[j], when, amount)) return false;
        }
    }
    to->effect_count = b->effects.count - to->first_effect;
    return true;
}

/* ---- in the peer's meaning the smallest value wins of several that hold at once: no, yes,
 * unknown, numbers, things in order, then what is no constant; later lines win, so they are put in
 * falling order ---- */
typedef struct {
    uint32_t sort;
    int64_t is;
} value_rank;

static value_rank rank_of_amount(const builder *b, expression_id amount) {
    const expression *e = &b->expressions.items[amount.n];
    if (e->kind != EXPRESSION_VALUE) return (value_rank){5, 0};
    return (value_rank){e->value == UNKNOWN ? 2 : 3, e->value};
}

static bool is_smaller(value_rank one, value_rank other) {
    return one.sort != other.sort ? one.sort < other.sort : one.is < other.is;
}

static void order_effects(builder *b, const ground_act *to) {
    if (to->effect_count < 2) return;
    effect *all = b->effects.items + to->first_effect;
    for (uint32_t i = 1; i < to->effect_count; i++) {
        effect here = all[i];
        value_rank rank = rank_of_amount(b, here.amount);
        uint32_t at = i;
        for (; at > 0 && is_smaller(rank_of_amount(b, all[at - 1].amount), rank); at--)
            all[at] = all[at - 1];
        all[at] = here;
    }
}

static void order_implants(builder *b, const ground_act *to) {
    if (to->implant_count < 2) return;
    implant *all = b->implants.items + to->first_implant;
    for (uint32_t i = 1; i < to->implant_count; i++) {
        implant here = all[i];
        value_rank rank = rank_of_amount(b, here.amount);
        uint32_t at = i;
        for (; at > 0 && is_smaller(rank_of_amount(b, all[at - 1].amount), rank); at--)
            all[at] = all[at - 1];
        all[at] = here;
    }
}

/* ---- what is set in minds ---- */
bool kzi_build_via(builder *b, const term *const *via, uint32_t via_count, uint32_t *first) {
    *first = b->via.count;
    for (uint32_t i = 0; i < via_count; i++) {
        uint32_t person = kzi_build_thing(b, via[i]);
        uint32_t mind = person == NOT_NAMED ? UINT32_MAX : b->mind_of_thing[person];
        if (mind == UINT32_MAX) {
            kzi_never("the checker lets only persons with minds believe");
            return kzi_build_fails(b);
        }
        if (!LIST_ADD(b->in, &b->via, (mind_id){mind})) return kzi_build_fails(b);
    }
    return true;
}

static implant_kind kind_of_setting(set_kind kind) {
    return kind == SET_BY_LEARNING    ? IMPLANT_LEARNS
           : kind == SET_BY_BELIEVING ? IMPLANT_BELIEVES
                                      : IMPLANT_SENSES;
}

static mind_id mind_of(const builder *b, uint32_t person) {
    uint32_t mind = person == NOT_NAMED ? UINT32_MAX : b->mind_of_thing[person];
    return (mind_id){mind};
}

static bool add_implant(builder *b, const world_setting *of, uint32_t who, expression_id when) {
    implant made = {.kind = kind_of_setting(of->kind),
                    .mind = mind_of(b, who),
                    .teller = NO_MIND,
                    .when = when};
    if (made.mind.n == NO_MIND.n || when.n == NEVER_HOLDS.n) return true;
    if (of->teller) made.teller = mind_of(b, kzi_build_thing(b, of->teller));
    if (!kzi_build_via(b, of->claim.via, of->claim.via_count, &made.first_via)) return false;
    made.via_count = of->claim.via_count;
    meant_facts meant = {0};
    if (!kzi_build_meant(b, of->claim.fact, &meant)) return false;
    value becomes = 0;
    if (of->kind != SET_BY_SENSING && !kzi_build_value(b, of->claim.value, &becomes)) {
        kzi_never("the checker lets only certain values be learned");
        return kzi_build_fails(b);
    }
    made.amount = kzi_build_value_of(b, becomes);
    for (uint32_t i = 0; i < meant.list.count; i++) {
        const fact_slot *slot = &b->slots.items[meant.list.items[i].row];
        if (slot->is_constant) continue; /* it is held so already, by everybody */
        if (meant.list.items[i].when.n != ALWAYS_HOLDS.n) {
            kzi_never("the checker lets only certain facts be learned");
            return kzi_build_fails(b);
        }
        made.fact = (fact_id){slot->number};
        if (!LIST_ADD(b->in, &b->implants, made)) return kzi_build_fails(b);
    }
    return true;
}

/* Who learns may depend on the state: then each person, where it is that person. */
static bool add_setting(builder *b, const world_setting *of) {
    expression_id when = of->when ? kzi_build_condition(b, of->when, false) : ALWAYS_HOLDS;
    uint32_t person = kzi_build_thing(b, of->who);
    if (b->has_failed) return false;
    if (person != NOT_NAMED) return add_implant(b, of, person, when);
    if (of->kind == SET_BY_LEARNING) {
        kzi_note(b->said, K_TANGLED_PATH, of->who->where);
        return kzi_build_fails(b);
    }
    for (uint32_t thing = 0; thing < b->from->thing_count; thing++) {
        expression_ids parts = {0};
        if (b->mind_of_thing[thing] == UINT32_MAX) continue;
        expression_id is_this = kzi_build_is_thing(b, of->who, thing);
        if (!LIST_ADD(b->in, &parts, when) || !LIST_ADD(b->in, &parts, is_this))
            return kzi_build_fails(b);
        if (!add_implant(b, of, thing, kzi_build_and(b, &parts))) return false;
    }
    return true;
}

static bool add_settings(builder *b, const world_act *of, ground_act *to) {
    to->first_implant = b->implants.count;
    for (uint32_t i = 0; i < of->setting_count; i++) {
        if (!add_setting(b, &of->settings[i])) return false;
    }
    to->implant_count = b->implants.count - to->first_implant;
    return true;
}

/* ---- who notices ---- */
static bool seer_sees(builder *b, const world_seer *seer, uint32_t person, expression_ids *parts) {
    expression_id when = ALWAYS_HOLDS;
    if (seer->who && kzi_build_thing(b, seer->who) != person) return true;
    if (!seer->who) b->things[seer->slot] = person;
    if (seer->when) when = kzi_build_condition(b, seer->when, false);
    return LIST_ADD(b->in, parts, when) || kzi_build_fails(b);
}

static expression_id seen_by(builder *b, const world_act *of, uint32_t person) {
    if (of->seen == SEEN_BY_EVERYONE) return ALWAYS_HOLDS;
    if (of->seen == SEEN_BY_NOBODY) return NEVER_HOLDS;
    expression_ids parts = {0};
    for (uint32_t i = 0; i < of->seer_count; i++) {
        if (!seer_sees(b, &of->seers[i], person, &parts)) return NEVER_HOLDS;
    }
    return b->has_failed ? NEVER_HOLDS : kzi_build_or(b, &parts);
}

static bool is_actor(const builder *b, const ground_act *act, uint32_t mind) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (b->actors.items[act->first_actor + i].n == mind) return true;
    }
    return false;
}

static bool add_seen(builder *b, const world_act *of, ground_act *to) {
    to->first_seen = b->seen.count;
    for (uint32_t thing = 0; thing < b->from->thing_count; thing++) {
        uint32_t mind = b->mind_of_thing[thing];
        if (mind == UINT32_MAX) continue;
        bool is_sure = !b->made->is_peers && is_actor(b, to, mind);
        expression_id seen = is_sure ? ALWAYS_HOLDS : seen_by(b, of, thing);
        if (b->has_failed || !LIST_ADD(b->in, &b->seen, seen)) return kzi_build_fails(b);
    }
    return true;
}

/* ---- the rest ---- */
static bool add_actors(builder *b, const world_act *of, ground_act *to) {
    to->first_actor = b->actors.count;
    for (uint32_t i = 0; i < of->actor_count; i++) {
        mind_id mind = mind_of(b, kzi_build_thing(b, of->actors[i]));
        if (mind.n == NO_MIND.n) continue; /* all who act have minds; a quiet slip elsewhere */
        bool stands_already = is_actor(b, to, mind.n);
        if (stands_already) continue;
        if (!LIST_ADD(b->in, &b->actors, mind)) return kzi_build_fails(b);
        to->actor_count++;
    }
    return true;
}

static bool add_bindings(builder *b, const world_act *of, ground_act *to) {
    to->first_binding = b->bindings.count;
    to->binding_count = of->binder_count;
    to->parameter_count = of->parameter_count;
    for (uint32_t i = 0; i < of->binder_count; i++) {
        if (!LIST_ADD(b->in, &b->bindings, (binding){of->binders[i].name, {b->things[i]}}))
            return kzi_build_fails(b);
    }
    return true;
}

static line_kind kind_of_line(node_choice choice) {
    switch (choice) {
    case SAYS: return LINE_SAYS;
    case THINKS: return LINE_THINKS;
    case SHOWS: return LINE_SHOWS;
    case FAILS: return LINE_FAILS;
    case BRIEF: return LINE_BRIEF;
    case SEES: return LINE_SEES;
    default: return LINE_PROSE;
    }
}

/* A parameter of the act, or a thing of the world. */
static thing_id thing_named(const builder *b, const world_act *of, symbol name) {
    if (name.n == NO_SYMBOL.n) return NO_THING;
    for (uint32_t i = 0; i < of->binder_count; i++) {
        if (of->binders[i].name.n == name.n) return (thing_id){b->things[i]};
    }
    for (uint32_t i = 0; i < b->from->thing_count; i++) {
        if (b->from->things[i].name.n == name.n) return (thing_id){i};
    }
    return NO_THING;
}

static bool add_told_line(builder *b, ground_act *to, line l) {
    to->line_count++;
    return LIST_ADD(b->in, &b->lines, l) || kzi_build_fails(b);
}

static bool add_lines(builder *b, const world_act *of, ground_act *to) {
    to->first_line = b->lines.count;
    FOR_EACH_CHILD(child, of->from) {
        if (child->kind != NODE_LINE) continue;
        if (!add_told_line(b, to,
                           (line){kind_of_line(child->choice), child->text, child->where,
                                  thing_named(b, of, child->name)}))
            return false;
    }
    return true;
}

/* ---- content notes ---- */
bool kzi_build_content(builder *b, const node *from, const char *const **words, uint32_t *count) {
    LIST(const char *) found = {0};
    FOR_EACH_CHILD(about, from) {
        if (about->kind != NODE_CONTENT) continue;
        FOR_EACH_CHILD(of, about) {
            if (of->kind == NODE_WORDS && of->text && !LIST_ADD(b->in, &found, of->text))
                return kzi_build_fails(b);
        }
    }
    *words = found.items;
    *count = found.count;
    return true;
}

/* ---- instances ---- */
static bool was_pruned(const builder *b) {
    return b->act_is_impossible && b->act_is_impossible[b->instance];
}

static bool add_instance(builder *b, const world_act *of, uint32_t number) {
    ground_act made = {.name = of->name,
                       .gloss = of->gloss,
                       .is_rule = of->is_rule,
                       .is_by_fate = of->is_by_fate,
                       .is_attempt = of->is_attempt,
                       .declaration = number,
                       .takes = (value)of->takes,
                       .number_in_pass = b->instance,
                       .where = of->where};
    b->where = of->where;
    made.law = instance_law(b, of);
    made.condition = instance_condition(b, of, made.law);
    if (b->has_failed) return false;
    bool is_left_out = made.condition.n == NEVER_HOLDS.n || was_pruned(b);
    b->instance++;
    if (is_left_out) return true;
    made.text = instance_text(b, of);
    if (!add_actors(b, of, &made) || !add_bindings(b, of, &made) || !add_effects(b, of, &made) ||
        !add_settings(b, of, &made) || !add_seen(b, of, &made) || !add_lines(b, of, &made) ||
        !kzi_build_content(b, of->from, &made.content, &made.content_count)) {
        return false;
    }
    if (b->made->is_peers) order_effects(b, &made), order_implants(b, &made);
    bool was_added =
        of->is_rule ? LIST_ADD(b->in, &b->rules, made) : LIST_ADD(b->in, &b->acts, made);
    return was_added || kzi_build_fails(b);
}

static bool is_taken(const builder *b, uint32_t filled, uint32_t thing) {
    for (uint32_t i = 0; i < filled; i++) {
        if (b->things[i] == thing) return true;
    }
    return false;
}

/* What is still to be filled in may be as much as this much work: counted, since a condition that
 * is never true costs too. */
static bool fill_next(builder *b, const world_act *of, uint32_t number, uint32_t filled,
                      uint32_t *tried) {
    if (filled == of->binder_count) {
        if (++*tried > MOST_INSTANCES) {
            kzi_note(b->said, K_TOO_MANY_INSTANCES, of->where,
                     kzi_symbol_text(b->from->names, of->name));
            return kzi_build_fails(b);
        }
        return add_instance(b, of, number);
    }
    const world_kind *kind = &b->from->kinds[of->binders[filled].kind];
    for (uint32_t i = 0; i < kind->thing_count; i++) {
        uint32_t thing = kind->things[i];
        if (!of->may_repeat && is_taken(b, filled, thing)) continue;
        b->things[filled] = thing;
        if (!fill_next(b, of, number, filled + 1, tried)) return false;
    }
    return true;
}

static bool is_removed_whole(const builder *b, bool is_rule, uint32_t number) {
    for (uint32_t i = 0; i < b->removed.count; i++) {
        const world_call *call = b->removed.items[i];
        uint32_t named = is_rule ? call->rule : call->act;
        if (named == number && !call->has_arguments && call->by == NOT_NAMED) return true;
    }
    return false;
}

static bool build_all(builder *b, const world_act *all, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t tried = 0;
        if (is_removed_whole(b, all[i].is_rule, i)) continue;
        if (!fill_next(b, &all[i], i, 0, &tried)) return false;
    }
    return true;
}

/* Does a call, in full or shortened, name this instance? */
static bool names_instance(const builder *b, const world_call *call, const ground_act *act) {
    if (call->act != act->declaration) return false;
    for (uint32_t i = 0; call->has_arguments && i < call->argument_count; i++) {
        if (i >= act->parameter_count ||
            b->bindings.items[act->first_binding + i].thing.n != call->arguments[i])
            return false;
    }
    return call->by == NOT_NAMED || is_actor(b, act, b->mind_of_thing[call->by]);
}

/* Acts removed by name and arguments go after all are there. */
static void remove_single(builder *b) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->acts.count; i++) {
        bool is_removed = false;
        for (uint32_t j = 0; j < b->removed.count; j++)
            is_removed |= names_instance(b, b->removed.items[j], &b->acts.items[i]);
        if (!is_removed) b->acts.items[kept++] = b->acts.items[i];
    }
    b->acts.count = kept;
}

static bool build_added(builder *b, const world_act *const *all, uint32_t count, uint32_t first) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t tried = 0;
        if (!fill_next(b, all[i], first + i, 0, &tried)) return false;
    }
    return true;
}

bool kzi_build_acts(builder *b) {
    b->acts.count = b->rules.count = b->effects.count = b->implants.count = b->seen.count =
        b->actors.count = 0;
    b->bindings.count = b->lines.count = b->via.count = 0;
    b->instance = 0;
    if (!build_all(b, b->from->acts, b->from->act_count) ||
        !build_added(b, b->added_acts.items, b->added_acts.count, b->from->act_count) ||
        !build_all(b, b->from->rules, b->from->rule_count) ||
        !build_added(b, b->added_rules.items, b->added_rules.count, b->from->rule_count))
        return false;
    remove_single(b);
    return true;
}

bool kzi_build_candidates(builder *b, const world_call *call, ground_call *to) {
    to->text = call->text;
    to->where = call->where;
    to->first_candidate = b->candidates.count;
    for (uint32_t i = 0; i < b->acts.count; i++) {
        if (!names_instance(b, call, &b->acts.items[i])) continue;
        if (!LIST_ADD(b->in, &b->candidates, (act_id){i})) return kzi_build_fails(b);
        to->candidate_count++;
    }
    return true;
}
