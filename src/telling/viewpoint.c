/* SPDX-License-Identifier: MIT
 *
 * viewpoint: see viewpoint.h.
 */
#include "viewpoint.h"

#include "sentence.h"

#include <string.h>

/* ---- the log ---- */
const ground_act *kzi_viewpoint_event(const told_log *log, uint32_t act, uint32_t rule) {
    const grounded *about = log->of->minds.about;
    const told_act *told = &log->acts[act];
    return rule == THE_ACT ? &about->acts[told->act.n] : &about->rules[told->rules[rule]];
}

const line *kzi_viewpoint_line(const grounded *about, const ground_act *event, line_kind kind,
                               thing_id who) {
    for (uint32_t i = 0; i < event->line_count; i++) {
        const line *l = &about->lines[event->first_line + i];
        if (l->kind == kind && (kind != LINE_SEES || l->who.n == who.n)) return l;
    }
    return NULL;
}

thing_id kzi_viewpoint_actor(const grounded *about, const ground_act *event) {
    return event->actor_count ? about->minds[about->actors[event->first_actor].n].person : NO_THING;
}

static state_id story_state_at(const told_log *log, uint32_t moment) {
    return moment == 0 ? log->start : log->acts[moment - 1].after;
}

static value value_at(const told_log *log, state_id at, fact_id fact) {
    const minds *m = &log->of->minds;
    return kzi_fact_get(m->about, kzi_state_facts(&m->states, at), fact);
}

static state_id held_by(const told_log *log, state_id at, mind_id head) {
    return head.n == NO_MIND.n ? at : kzi_state_mind(&log->of->minds.states, at, head);
}

state_id kzi_viewpoint_world(const viewpoint *of, uint32_t moment) {
    return held_by(of->log, story_state_at(of->log, moment), of->head);
}

value kzi_viewpoint_held(const viewpoint *of, uint32_t moment, fact_id fact) {
    return value_at(of->log, kzi_viewpoint_world(of, moment), fact);
}

/* ---- places ---- */
static bool lay_places(viewpoint *of, arena *in) {
    const grounded *about = of->about;
    uint32_t *at_of = KZI_TAKE_MANY(in, uint32_t, about->thing_count + 1);
    if (!at_of) return false;
    for (uint32_t i = 0; i < about->thing_count; i++) at_of[i] = UINT32_MAX;
    for (uint32_t i = 0; i < about->fact_count; i++) {
        const ground_fact *fact = &about->facts[i];
        if (fact->owner.n != NO_THING.n && fact->type == FACT_THING &&
            strcmp(fact->bare_name, "at") == 0)
            at_of[fact->owner.n] = i;
    }
    of->at_of = at_of;
    return true;
}

static thing_id stated_place(const viewpoint *of, thing_id who, uint32_t moment) {
    if (who.n == NO_THING.n) return NO_THING;
    if (of->at_of[who.n] == UINT32_MAX) return of->about->things[who.n].stays_at;
    value at = value_at(of->log, story_state_at(of->log, moment), (fact_id){of->at_of[who.n]});
    return at == UNKNOWN ? NO_THING : (thing_id){(uint32_t)at};
}

/* Whom of those who have a place the act's sentence names besides the actor. */
static thing_id named_with_place(const viewpoint *of, const ground_act *event, thing_id besides) {
    const line *prose = kzi_viewpoint_line(of->about, event, LINE_PROSE, NO_THING);
    for (uint32_t i = 0; prose && i < of->about->thing_count; i++) {
        if (i == besides.n || stated_place(of, (thing_id){i}, 0).n == NO_THING.n) continue;
        if (kzi_sentence_names(of->about, event, prose->text, (thing_id){i})) return (thing_id){i};
    }
    return NO_THING;
}

/* Where the one was whom their own last act named, then: somebody of no place of their own is not
 * carried along afterwards. */
static thing_id place_by_company(const viewpoint *of, thing_id who, uint32_t moment) {
    for (uint32_t i = moment + 1; i-- > 0;) {
        if (i >= of->log->act_count || of->log->acts[i].verdict != TOLD_WELL) continue;
        const ground_act *event = kzi_viewpoint_event(of->log, i, THE_ACT);
        if (kzi_viewpoint_actor(of->about, event).n != who.n) continue;
        thing_id with = named_with_place(of, event, who);
        if (with.n != NO_THING.n) return stated_place(of, with, i + 1);
    }
    return NO_THING;
}

thing_id kzi_viewpoint_place(const viewpoint *of, thing_id who, uint32_t moment) {
    if (who.n == NO_THING.n) return NO_THING;
    thing_id stated = stated_place(of, who, moment);
    if (stated.n != NO_THING.n || of->at_of[who.n] != UINT32_MAX) return stated;
    return place_by_company(of, who, moment);
}

/* Nothing is known of where the other is: then they are here. Of oneself one knows. */
static bool is_one_place(thing_id own, thing_id other) {
    return other.n == NO_THING.n || own.n == other.n;
}

static bool is_near(const viewpoint *of, thing_id who, thing_id other, uint32_t act) {
    if (who.n == other.n || other.n == NO_THING.n) return true;
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t j = 0; j < 2; j++) {
            if (is_one_place(kzi_viewpoint_place(of, who, act + i),
                             kzi_viewpoint_place(of, other, act + j)))
                return true;
        }
    }
    return false;
}

static bool names_person(const viewpoint *of, const ground_act *event, thing_id who) {
    const line *prose = kzi_viewpoint_line(of->about, event, LINE_PROSE, NO_THING);
    if (prose && kzi_sentence_names(of->about, event, prose->text, who)) return true;
    for (uint32_t i = 0; i < event->binding_count; i++) {
        if (of->about->bindings[event->first_binding + i].thing.n == who.n) return true;
    }
    return false;
}

/* Whoever has no place, and has done nothing yet that tells of one, is where an act is that names
 * them. */
static bool has_no_place(const viewpoint *of, thing_id who, uint32_t act) {
    return of->at_of[who.n] == UINT32_MAX && kzi_viewpoint_place(of, who, act).n == NO_THING.n;
}

bool kzi_viewpoint_shares_place(const viewpoint *of, thing_id who, uint32_t act) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    if (has_no_place(of, who, act) && names_person(of, event, who)) return true;
    return is_near(of, who, kzi_viewpoint_actor(of->about, event), act);
}

/* ---- what is noticed, what is learned ---- */
static bool head_has_done(const grounded *about, const ground_act *event, mind_id head) {
    for (uint32_t i = 0; i < event->actor_count; i++) {
        if (about->actors[event->first_actor + i].n == head.n) return true;
    }
    return false;
}

static bool head_has_noticed(const viewpoint *of, uint32_t act, uint32_t rule) {
    const told_act *told = &of->log->acts[act];
    const ground_act *event = kzi_viewpoint_event(of->log, act, rule);
    state_id then = rule == THE_ACT ? told->before : told->after;
    return kzi_minds_hold(&of->log->of->minds, then,
                          of->about->seen[event->first_seen + of->head.n]);
}

static bool has_learned(const viewpoint *of, uint32_t act) {
    for (uint32_t i = 0; i < of->about->fact_count; i++) {
        if (of->about->has_clock && i == of->about->clock.n) continue;
        if (kzi_viewpoint_held(of, act, (fact_id){i}) !=
            kzi_viewpoint_held(of, act + 1, (fact_id){i}))
            return true;
    }
    return false;
}

/* ---- acts ---- */
static having had_act(const viewpoint *of, uint32_t act) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    if (head_has_done(of->about, event, of->head)) return HAS_DONE;
    bool is_noticed = head_has_noticed(of, act, THE_ACT);
    const line *seen = kzi_viewpoint_line(of->about, event, LINE_SEES, of->person);
    if (seen && !*seen->text) return HAS_NOTHING;
    if (seen)
        return is_noticed ? HAS_NOTICED : has_learned(of, act) ? HAS_COME_TO_HOLD : HAS_NOTHING;
    return is_noticed && kzi_viewpoint_shares_place(of, of->person, act) ? HAS_NOTICED
                                                                         : HAS_NOTHING;
}

/* ---- rules ---- */
static thing_id rule_subject(const viewpoint *of, const ground_act *rule) {
    const line *prose = kzi_viewpoint_line(of->about, rule, LINE_PROSE, NO_THING);
    thing_id first = prose ? kzi_sentence_first_named(of->about, rule, prose->text) : NO_THING;
    if (first.n != NO_THING.n) return first;
    return rule->effect_count
               ? of->about->facts[of->about->effects[rule->first_effect].fact.n].owner
               : NO_THING;
}

/* The head holds all that the rule did. */
static bool holds_effects(const viewpoint *of, uint32_t act, const ground_act *rule) {
    for (uint32_t i = 0; i < rule->effect_count; i++) {
        fact_id fact = of->about->effects[rule->first_effect + i].fact;
        if (kzi_viewpoint_held(of, act + 1, fact) !=
            value_at(of->log, of->log->acts[act].after, fact))
            return false;
    }
    return rule->effect_count > 0;
}

static bool learned_effects(const viewpoint *of, uint32_t act, const ground_act *rule) {
    for (uint32_t i = 0; i < rule->effect_count; i++) {
        fact_id fact = of->about->effects[rule->first_effect + i].fact;
        if (kzi_viewpoint_held(of, act, fact) != kzi_viewpoint_held(of, act + 1, fact)) return true;
    }
    return false;
}

/* A place may be what the sentence begins with: "Over {pass} rain [begin] to fall". */
static bool is_where_rule_is(const viewpoint *of, const ground_act *rule, uint32_t act) {
    thing_id subject = rule_subject(of, rule);
    if (subject.n == NO_THING.n || of->about->things[subject.n].is_person)
        return is_near(of, of->person, subject, act);
    thing_id here = kzi_viewpoint_place(of, of->person, act + 1);
    return is_one_place(here, subject);
}

static having had_rule(const viewpoint *of, uint32_t act, uint32_t number) {
    const ground_act *rule = kzi_viewpoint_event(of->log, act, number);
    bool is_noticed = head_has_noticed(of, act, number),
         is_learned = learned_effects(of, act, rule);
    having right = is_noticed ? HAS_NOTICED : HAS_COME_TO_HOLD;
    const line *seen = kzi_viewpoint_line(of->about, rule, LINE_SEES, of->person);
    if (seen) return *seen->text && (is_noticed || is_learned) ? right : HAS_NOTHING;
    if (!holds_effects(of, act, rule) || !(is_noticed || is_learned)) return HAS_NOTHING;
    return is_where_rule_is(of, rule, act) ? right : HAS_NOTHING;
}

bool kzi_viewpoint_is_out(const viewpoint *of, uint32_t moment) {
    if (of->head.n == NO_MIND.n) return false;
    for (uint32_t i = 0; i < of->about->guise_count; i++) {
        const ground_guise *g = &of->about->guises[i];
        bool is_blackout = !g->text && g->owner.n == of->person.n;
        if (is_blackout &&
            kzi_minds_hold(&of->log->of->minds, story_state_at(of->log, moment), g->condition))
            return true;
    }
    return false;
}

having kzi_viewpoint_of(const viewpoint *of, uint32_t act, uint32_t rule) {
    if (of->log->acts[act].verdict != TOLD_WELL) return HAS_NOTHING;
    if (of->head.n == NO_MIND.n) return HAS_ALL;
    if (act < of->comes_in) return HAS_NOTHING;
    if (kzi_viewpoint_is_out(of, act) && kzi_viewpoint_is_out(of, act + 1)) return HAS_NOTHING;
    return rule == THE_ACT ? had_act(of, act) : had_rule(of, act, rule);
}

/* ---- facts ---- */
typedef struct {
    LIST(held_fact) list;
} held_facts;

static bool add_held(const viewpoint *of, held_facts *to, uint32_t act, fact_id fact, arena *in) {
    for (uint32_t i = 0; i < to->list.count; i++) {
        if (to->list.items[i].fact.n == fact.n) return true;
    }
    value held = kzi_viewpoint_held(of, act + 1, fact);
    held_fact made = {fact, held, held == value_at(of->log, of->log->acts[act].after, fact)};
    return LIST_ADD(in, &to->list, made);
}

/* What came to a head that saw nothing: all that changed for it. */
static bool add_learned(const viewpoint *of, held_facts *to, uint32_t act, arena *in) {
    for (uint32_t i = 0; i < of->about->fact_count; i++) {
        fact_id fact = {i};
        if (of->about->has_clock && i == of->about->clock.n) continue;
        if (kzi_viewpoint_held(of, act, fact) != kzi_viewpoint_held(of, act + 1, fact) &&
            !add_held(of, to, act, fact, in))
            return false;
    }
    return true;
}

bool kzi_viewpoint_facts(const viewpoint *of, uint32_t act, uint32_t rule, arena *in,
                         const held_fact **found, uint32_t *count) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, rule);
    held_facts all = {0};
    if (kzi_viewpoint_of(of, act, rule) == HAS_COME_TO_HOLD && rule == THE_ACT) {
        if (!add_learned(of, &all, act, in)) return false;
    } else {
        bool fails = rule == THE_ACT && of->log->acts[act].fails;
        for (uint32_t i = 0; !fails && i < event->effect_count; i++) {
            if (!add_held(of, &all, act, of->about->effects[event->first_effect + i].fact, in))
                return false;
        }
    }
    *found = all.list.items;
    *count = all.list.count;
    return true;
}

/* ---- coming in ---- */
static bool comes_in_at(const viewpoint *of, uint32_t act) {
    const ground_act *event = kzi_viewpoint_event(of->log, act, THE_ACT);
    const line *seen = kzi_viewpoint_line(of->about, event, LINE_SEES, of->person);
    if (head_has_done(of->about, event, of->head)) return true;
    if (seen) return *seen->text != '\0';
    return head_has_noticed(of, act, THE_ACT) && kzi_viewpoint_shares_place(of, of->person, act);
}

/* By what nobody chooses: "{Tatsu} [reach] the pass at a run". */
static bool comes_in_by_rule(const viewpoint *of, uint32_t act) {
    for (uint32_t i = 0; i < of->log->acts[act].rule_count; i++) {
        const ground_act *rule = kzi_viewpoint_event(of->log, act, i);
        const line *seen = kzi_viewpoint_line(of->about, rule, LINE_SEES, of->person);
        bool is_own = rule_subject(of, rule).n == of->person.n;
        if (seen ? *seen->text != '\0' && had_rule(of, act, i) != HAS_NOTHING : is_own) return true;
    }
    return false;
}

bool kzi_viewpoint_begin(viewpoint *made, const told_log *log, mind_id head, arena *in) {
    *made =
        (viewpoint){.log = log, .about = log->of->minds.about, .head = head, .person = NO_THING};
    if (!lay_places(made, in)) return false;
    if (head.n == NO_MIND.n) return true;
    made->person = made->about->minds[head.n].person;
    while (made->comes_in < log->act_count && log->acts[made->comes_in].verdict == TOLD_WELL &&
           !comes_in_at(made, made->comes_in) && !comes_in_by_rule(made, made->comes_in))
        made->comes_in++;
    return true;
}
