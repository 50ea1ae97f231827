/* SPDX-License-Identifier: MIT
 *
 * shape_match: which stories have the shape; the nearest miss where none has; how many orders have
 * it.
 *
 * In     the story graph, a shape
 * Out    finding.matches: the shortest story for each way to say who is meant; or finding.nearest;
 *        finding.matching
 *
 * A shape is a small automaton that reads a story: act, moment, act, moment. It is walked together
 * with the story graph, breadth first, so that stories that share states share the work. For the
 * count its states are taken in sets, so that no order is counted twice (Rabin and Scott 1959).
 */
#include "../mind/judge.h"
#include "shape.h"

#include <string.h>

#define MOST_ITEMS 3000000u /* of story states with what was matched so far */
/* whoever stops the work still wants to know what the stories found hold */
#define ITEMS_WHEN_STOPPED 200000u
#define MOST_TOPICS        8u /* told by one act */
#define ANY_CAST           UINT32_MAX
#define OLD                2u /* acts since the last part: none, one, more */

/* ---- what a step asks of one act ---- */
typedef struct {
    asking *of;
    finding *f;
    const exploration *e;
    const grounded *about;
} shape_search;

typedef struct {
    uint32_t from, to; /* nodes */
    act_id act;
} shape_event;

typedef struct {
    uint32_t topics[MOST_TOPICS];
    uint32_t count;
} topics_met;

static view node_view(const shape_search *s, uint32_t at) {
    view made = s->e->start;
    made.state = s->e->nodes.items[at].state;
    return made;
}

/* The fact as it is, or as the topic's chain of minds has it, seen from `at`. */
static value topic_value(const shape_search *s, view at, const shape_topic *topic) {
    for (uint32_t i = 0; i < topic->via_count; i++)
        at = kzi_minds_view(&s->e->minds, at, topic->via[i]);
    return kzi_fact_get(s->about, kzi_state_facts(&s->e->minds.states, at.state),
                        (fact_id){topic->fact});
}

static uint32_t topic_number(const shape_search *s, const shape_topic *topic) {
    finding *f = s->f;
    if (f->topics.count == 0)
        (void)LIST_ADD(&s->of->in, &f->topics, (shape_topic){.fact = UINT32_MAX}); /* NO_TOPIC */
    for (uint32_t i = 1; i < f->topics.count; i++) {
        const shape_topic *known = &f->topics.items[i];
        bool is_same = known->fact == topic->fact && known->via_count == topic->via_count;
        for (uint32_t j = 0; is_same && j < topic->via_count; j++)
            is_same = known->via[j].n == topic->via[j].n;
        if (is_same) return i;
    }
    return LIST_ADD(&s->of->in, &f->topics, *topic) ? f->topics.count - 1 : NO_TOPIC;
}

static bool is_meant_thing(const shape_search *s, shape_who who, uint32_t cast, uint32_t thing) {
    uint32_t meant = kzi_shape_thing(&s->f->of, who, cast);
    return meant == UINT32_MAX || meant == thing;
}

static bool is_meant_mind(const shape_search *s, shape_who who, uint32_t cast, mind_id mind) {
    return is_meant_thing(s, who, cast, s->about->minds[mind.n].person.n);
}

static bool is_done_by(const shape_search *s, const ground_act *act, shape_who who, uint32_t cast) {
    if (who.kind == WHO_MISSING) return true;
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (is_meant_mind(s, who, cast, s->about->actors[act->first_actor + i])) return true;
    }
    return false;
}

/* ---- does an act concern somebody? ---- */
static bool expression_concerns(const grounded *about, expression_id id, uint32_t thing) {
    const expression *e = &about->expressions[id.n];
    bool is_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                   e->kind == CONDITION_FACT_IS_NOT;
    if (is_fact && about->facts[e->fact.n].owner.n == thing) return true;
    bool is_mind = e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED;
    if (is_mind && about->minds[e->mind.n].person.n == thing) return true;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (expression_concerns(about, about->children[e->first_child + i], thing)) return true;
    }
    return false;
}

/* Where not everybody notices, who does is meant by it. */
static bool is_shown_to(const grounded *about, const ground_act *act, uint32_t thing) {
    bool is_for_some = false, is_for_this = false;
    for (uint32_t m = 0; m < about->mind_count; m++) {
        bool may_notice = about->seen[act->first_seen + m].n != NEVER_HOLDS.n;
        is_for_some |= !may_notice;
        is_for_this |= may_notice && about->minds[m].person.n == thing;
    }
    return is_for_some && is_for_this;
}

bool kzi_shape_concerns(const grounded *about, const ground_act *act, uint32_t thing) {
    for (uint32_t i = 0; i < act->binding_count; i++) {
        if (about->bindings[act->first_binding + i].thing.n == thing) return true;
    }
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (about->minds[about->actors[act->first_actor + i].n].person.n == thing) return true;
    }
    for (uint32_t i = 0; i < act->effect_count; i++) {
        if (about->facts[about->effects[act->first_effect + i].fact.n].owner.n == thing)
            return true;
    }
    for (uint32_t i = 0; i < act->implant_count; i++) {
        const implant *what = &about->implants[act->first_implant + i];
        if (about->minds[what->mind.n].person.n == thing) return true;
    }
    return is_shown_to(about, act, thing) || expression_concerns(about, act->condition, thing);
}

static bool act_fits(const shape_search *s, const shape_step *step, uint32_t cast,
                     const ground_act *act) {
    if (act->declaration != step->act || !is_done_by(s, act, step->subject, cast)) return false;
    for (uint32_t i = 0; i < step->object_count; i++) {
        uint32_t thing = kzi_shape_thing(&s->f->of, step->objects[i], cast);
        if (thing != UINT32_MAX && !kzi_shape_concerns(s->about, act, thing)) return false;
    }
    return true;
}

/* ---- telling ---- */
static bool topic_fits(const shape_search *s, const shape_step *step, uint32_t number,
                       uint32_t cast, uint32_t told_before, const shape_topic *topic) {
    if (step->about)
        return topic->via_count == 0 && topic->fact == kzi_shape_about(s->f, number, cast);
    if (!step->is_it) return true;
    if (told_before == NO_TOPIC) return true; /* asked by itself: whatever it may be */
    return topic_number(s, topic) == told_before;
}

static bool is_told(const shape_search *s, const implant *what, const shape_event *event,
                    value *claim) {
    view before = node_view(s, event->from),
         hearer = kzi_minds_view(&s->e->minds, before, what->mind);
    if (what->kind != IMPLANT_LEARNS || what->teller.n == NO_MIND.n || what->via_count > 4)
        return false;
    if (!kzi_holds(&s->e->minds.desk, kzi_ref(hearer.state), what->when)) return false;
    *claim = kzi_amount(&s->e->minds.desk, kzi_ref(before.state), what->amount);
    return true;
}

static shape_topic topic_of(const shape_search *s, const implant *what) {
    shape_topic made = {.fact = what->fact.n, .via_count = what->via_count};
    for (uint32_t i = 0; i < what->via_count; i++) made.via[i] = s->about->via[what->first_via + i];
    return made;
}

/* It is not so, and who says it does not believe it. */
static bool is_a_lie(const shape_search *s, const implant *what, const shape_event *event,
                     const shape_topic *topic, value claim) {
    value truth = topic_value(s, node_view(s, event->to), topic);
    value held = topic_value(
        s, kzi_minds_view(&s->e->minds, node_view(s, event->from), what->teller), topic);
    return truth != claim && held != claim;
}

static void find_tellings(const shape_search *s, const shape_step *step, uint32_t number,
                          uint32_t cast, uint32_t told_before, const shape_event *event,
                          topics_met *met) {
    const ground_act *act = &s->about->acts[event->act.n];
    for (uint32_t i = 0; i < act->implant_count && met->count < MOST_TOPICS; i++) {
        const implant *what = &s->about->implants[act->first_implant + i];
        value claim;
        if (!is_told(s, what, event, &claim)) continue;
        if (!is_meant_mind(s, step->subject, cast, what->teller)) continue;
        if (step->object_count && !is_meant_mind(s, step->objects[0], cast, what->mind)) continue;
        shape_topic topic = topic_of(s, what);
        if (topic_value(s, kzi_minds_view(&s->e->minds, node_view(s, event->to), what->mind),
                        &topic) != claim)
            continue;
        if (step->kind == SHAPE_LIES && !is_a_lie(s, what, event, &topic, claim)) continue;
        if (!topic_fits(s, step, number, cast, told_before, &topic)) continue;
        met->topics[met->count++] = topic_number(s, &topic);
    }
}

/* ---- learning ---- */
static bool comes_to_know(const shape_search *s, mind_id mind, const shape_topic *topic,
                          const shape_event *event) {
    view before = node_view(s, event->from), after = node_view(s, event->to);
    value held_before = topic_value(s, kzi_minds_view(&s->e->minds, before, mind), topic),
          held_after = topic_value(s, kzi_minds_view(&s->e->minds, after, mind), topic);
    return held_before != topic_value(s, before, topic) &&
           held_after == topic_value(s, after, topic) && held_before != held_after;
}

static bool somebody_learns(const shape_search *s, const shape_step *step, uint32_t cast,
                            const shape_topic *topic, const shape_event *event) {
    for (uint32_t m = 0; m < s->about->mind_count; m++) {
        if (is_meant_mind(s, step->subject, cast, (mind_id){m}) &&
            comes_to_know(s, (mind_id){m}, topic, event))
            return true;
    }
    return false;
}

static void find_learned(const shape_search *s, const shape_step *step, uint32_t number,
                         uint32_t cast, uint32_t told_before, const shape_event *event,
                         topics_met *met) {
    if (step->is_it && told_before != NO_TOPIC) {
        if (somebody_learns(s, step, cast, &s->f->topics.items[told_before], event))
            met->topics[met->count++] = told_before;
        return;
    }
    for (uint32_t f = 0; f < s->about->fact_count && met->count < MOST_TOPICS;
         f++) { /* about one fact; or, asked by itself, about any */
        shape_topic topic = {.fact = f};
        if (step->about && kzi_shape_about(s->f, number, cast) != f) continue;
        if (somebody_learns(s, step, cast, &topic, event))
            met->topics[met->count++] = topic_number(s, &topic);
    }
}

/* ---- what an act or a moment matches; the topics told by then ---- */
static bool holds_at(const shape_search *s, const shape_step *step, uint32_t cast, uint32_t at) {
    return kzi_minds_hold(&s->e->minds, s->e->nodes.items[at].state,
                          kzi_shape_condition(s->f, s->about, step->condition, cast));
}

static void match_act(const shape_search *s, const shape_step *step, uint32_t number, uint32_t cast,
                      uint32_t told_before, const shape_event *event, topics_met *met) {
    met->count = 0;
    switch (step->kind) {
    case SHAPE_ACT:
        if (act_fits(s, step, cast, &s->about->acts[event->act.n]))
            met->topics[met->count++] = told_before;
        break;
    case SHAPE_LIES: find_tellings(s, step, number, cast, told_before, event, met); break;
    case SHAPE_TELLS:
        if (step->condition != NO_CONDITION && !holds_at(s, step, cast, event->to)) break;
        find_tellings(s, step, number, cast, told_before, event, met);
        break;
    case SHAPE_LEARNS:
        if (step->condition == NO_CONDITION)
            find_learned(s, step, number, cast, told_before, event, met);
        else if (!holds_at(s, step, cast, event->from) && holds_at(s, step, cast, event->to))
            met->topics[met->count++] = told_before;
        break;
    default: break;
    }
}

static bool match_moment(const shape_search *s, const shape_step *step, uint32_t cast,
                         uint32_t at) {
    uint32_t end = kzi_fates_end_of(&s->f->leads, at);
    if (step->kind == SHAPE_MOMENT) return holds_at(s, step, cast, at);
    if (step->kind == SHAPE_ENDS)
        return end != NO_ENDING && (step->ending == NO_ENDING || step->ending == end);
    return false;
}

/* ---- the automaton: one act, and the moment behind it ---- */
typedef struct {
    uint32_t cast, parts, topic, age;
} config;

typedef struct {
    LIST(config) list;
} configs;

static void add_config(const shape_search *s, configs *to, config one) {
    for (uint32_t i = 0; i < to->list.count; i++) {
        if (memcmp(&to->list.items[i], &one, sizeof one) == 0) return;
    }
    (void)LIST_ADD(&s->of->in, &to->list, one);
}

static bool is_guarded_act(const shape_search *s, const config *c, const shape_event *event) {
    const shape_part *gap = &s->f->of.parts[c->parts];
    topics_met met;
    for (uint32_t i = 0; i < gap->guard_count; i++) {
        uint32_t number = gap->first_guard + i;
        match_act(s, &s->f->of.guards[number], MOST_PARTS + 1 + number, c->cast, c->topic, event,
                  &met);
        if (met.count) return true;
    }
    return false;
}

static bool is_guarded_moment(const shape_search *s, const config *c, uint32_t at) {
    const shape_part *gap = &s->f->of.parts[c->parts];
    for (uint32_t i = 0; i < gap->guard_count; i++) {
        if (match_moment(s, &s->f->of.guards[gap->first_guard + i], c->cast, at)) return true;
    }
    return false;
}

static bool is_of_a_moment(const shape_step *step) {
    return step->kind == SHAPE_MOMENT || step->kind == SHAPE_ENDS;
}

/* How many acts lie between two parts that follow each other at once. */
static uint32_t next_age(const shape *of, uint32_t part) {
    return part && is_of_a_moment(&of->parts[part - 1].step) &&
                   is_of_a_moment(&of->parts[part].step)
               ? 1
               : 0;
}

static bool may_match_now(const shape *of, const config *c) {
    return !of->parts[c->parts].is_next || c->age == next_age(of, c->parts);
}

/* It could still come true: what must come next has not been passed by. */
static bool is_alive(const shape *of, const config *c) {
    return c->parts == of->part_count || !of->parts[c->parts].is_next ||
           c->age <= next_age(of, c->parts);
}

static void read_act_event(const shape_search *s, const config *c, const shape_event *event,
                           configs *to) {
    const shape *of = &s->f->of;
    if (c->parts < of->part_count && may_match_now(of, c)) {
        topics_met met;
        match_act(s, &of->parts[c->parts].step, c->parts, c->cast, c->topic, event, &met);
        for (uint32_t i = 0; i < met.count; i++)
            add_config(s, to, (config){c->cast, c->parts + 1, met.topics[i], 0});
    }
    config waits = *c;
    if (waits.age < OLD) waits.age++;
    if (is_alive(of, &waits) && !is_guarded_act(s, c, event)) add_config(s, to, waits);
}

static void read_moment_event(const shape_search *s, const config *c, uint32_t at, configs *to) {
    const shape *of = &s->f->of;
    if (c->parts < of->part_count && may_match_now(of, c) &&
        match_moment(s, &of->parts[c->parts].step, c->cast, at)) {
        add_config(s, to, (config){c->cast, c->parts + 1, c->topic, 0});
    }
    if (!is_guarded_moment(s, c, at)) add_config(s, to, *c);
}

/* All that may begin here: the first part, for everybody who may be meant. */
static void begin_at_act(const shape_search *s, const shape_event *event, configs *to) {
    topics_met met;
    for (uint32_t b = 0; b < s->f->of.cast_count; b++) {
        match_act(s, &s->f->of.parts[0].step, 0, b, NO_TOPIC, event, &met);
        for (uint32_t i = 0; i < met.count; i++)
            add_config(s, to, (config){b, 1, met.topics[i], 0});
    }
}

static void begin_at_moment(const shape_search *s, uint32_t at, configs *to) {
    for (uint32_t b = 0; b < s->f->of.cast_count; b++) {
        if (match_moment(s, &s->f->of.parts[0].step, b, at))
            add_config(s, to, (config){b, 1, NO_TOPIC, 0});
    }
}

/* From a moment's configs, over an act, to the next moment's. ANY_CAST stands for all that have not
 * begun. */
static void read_step_event(const shape_search *s, const config *before, uint32_t count,
                            const shape_event *event, configs *between, configs *to) {
    between->list.count = to->list.count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (before[i].cast == ANY_CAST) begin_at_act(s, event, between);
        else read_act_event(s, &before[i], event, between);
    }
    for (uint32_t i = 0; i < between->list.count; i++)
        read_moment_event(s, &between->list.items[i], event->to, to);
    for (uint32_t i = 0; i < count; i++) {
        if (before[i].cast == ANY_CAST) begin_at_moment(s, event->to, to);
    }
}

static bool is_accepted(const shape_search *s, const config *c, uint32_t at) {
    const shape *of = &s->f->of;
    if (c->cast == ANY_CAST || c->parts < of->part_count) return false;
    return of->parts[of->part_count].guard_count == 0 ||
           kzi_fates_end_of(&s->f->leads, at) != NO_ENDING;
}

/* ---- breadth first ---- */
typedef struct {
    uint32_t node;
    config c;
    uint32_t parent; /* item, or UINT32_MAX */
    act_id act;      /* that led here from the parent */
    uint32_t length; /* acts */
} shape_item;

struct shape_walk {
    shape_search s;
    LIST(shape_item) items;
    rows met;             /* node, config */
    bool *has_match;      /* by cast */
    uint32_t *next_edge;  /* to an end, by node */
    uint32_t nearest, at; /* items: the nearest miss; the next to go on from */
    configs between, to;
};

static bool meet_item(shape_walk *w, shape_item one) {
    uint32_t key[5] = {one.node, one.c.cast, one.c.parts, one.c.topic, one.c.age},
             before = w->met.list.count;
    if (kzi_row(&w->met, key, 5) == NO_ROW) return false;
    return w->met.list.count == before ? true : LIST_ADD(&w->s.of->in, &w->items, one);
}

/* Ways to an end: from each node the next edge of a shortest one; none where a limit cut the story
 * off. */
static uint32_t *edges_to_an_end(shape_search *s) {
    const exploration *e = s->e;
    uint32_t *far = KZI_TAKE_MANY(&s->of->in, uint32_t, e->nodes.count),
             *next = KZI_TAKE_MANY(&s->of->in, uint32_t, e->nodes.count);
    if (!far || !next) return NULL;
    for (uint32_t n = 0; n < e->nodes.count; n++) {
        far[n] = kzi_fates_end_of(&s->f->leads, n) != NO_ENDING ? 0 : UINT32_MAX - 1;
        next[n] = UINT32_MAX;
    }
    for (bool has_changed = true; has_changed;) {
        has_changed = false;
        for (uint32_t n = e->nodes.count; n-- > 0;) {
            for (uint32_t i = 0; i < e->nodes.items[n].edge_count; i++) {
                uint32_t edge = e->nodes.items[n].first_edge + i;
                if (far[e->edges.items[edge].to] >= UINT32_MAX - 1 ||
                    far[e->edges.items[edge].to] + 1 >= far[n])
                    continue;
                far[n] = far[e->edges.items[edge].to] + 1;
                next[n] = edge;
                has_changed = true;
            }
        }
    }
    return next;
}

static uint32_t acts_on(const exploration *e, const uint32_t *next, uint32_t at, act_id *to) {
    uint32_t count = 0;
    for (; next[at] != UINT32_MAX; at = e->edges.items[next[at]].to) {
        if (to) to[count] = e->edges.items[next[at]].act;
        count++;
    }
    return count;
}

/* The story of an item, gone on to the nearest end. False: memory ended. */
static bool story_of(shape_walk *w, uint32_t number, const uint32_t *next, shape_match *made) {
    const shape_item *last = &w->items.items[number];
    uint32_t behind = acts_on(w->s.e, next, last->node, NULL);
    act_id *acts = KZI_TAKE_MANY(&w->s.of->in, act_id, last->length + behind);
    *made = (shape_match){.cast = last->c.cast,
                          .topic = last->c.topic,
                          .part_count = last->c.parts,
                          .node = last->node,
                          .acts = acts};
    made->act_count = last->length + behind;
    made->matched_after = KZI_TAKE_MANY(&w->s.of->in, uint32_t, MOST_PARTS);
    if (!acts || !made->matched_after) return false;
    acts_on(w->s.e, next, last->node, acts + last->length);
    for (uint32_t i = number; i != UINT32_MAX; i = w->items.items[i].parent) {
        const shape_item *item = &w->items.items[i];
        uint32_t parts_before =
            item->parent == UINT32_MAX || w->items.items[item->parent].c.cast == ANY_CAST
                ? 0
                : w->items.items[item->parent].c.parts;
        for (uint32_t p = parts_before; item->c.cast != ANY_CAST && p < item->c.parts; p++)
            made->matched_after[p] = item->length;
        if (item->parent != UINT32_MAX) acts[item->length - 1] = item->act;
    }
    return true;
}

static bool note_item(shape_walk *w, uint32_t number, const uint32_t *next, uint32_t *nearest) {
    const shape_item item = w->items.items[number];
    if (item.c.cast == ANY_CAST) return true;
    if (is_accepted(&w->s, &item.c, item.node) && !w->has_match[item.c.cast]) {
        shape_match made;
        w->has_match[item.c.cast] = true;
        return story_of(w, number, next, &made) && LIST_ADD(&w->s.of->in, &w->s.f->matches, made);
    }
    if (*nearest == UINT32_MAX || w->items.items[*nearest].c.parts < item.c.parts)
        *nearest = number;
    return true;
}

static bool begin_shape_walk(shape_walk *w) {
    configs first = {0};
    begin_at_moment(&w->s, 0, &first);
    if (!meet_item(w, (shape_item){0, {ANY_CAST, 0, NO_TOPIC, OLD}, UINT32_MAX, {UINT32_MAX}, 0}))
        return false;
    for (uint32_t i = 0; i < first.list.count; i++) {
        if (!meet_item(w, (shape_item){0, first.list.items[i], UINT32_MAX, {UINT32_MAX}, 0}))
            return false;
    }
    return true;
}

static bool walk_from(shape_walk *w, uint32_t number, configs *between, configs *to) {
    shape_item item = w->items.items[number];
    const exploration *e = w->s.e;
    bool is_over = is_accepted(&w->s, &item.c, item.node);
    for (uint32_t i = 0; !is_over && i < e->nodes.items[item.node].edge_count; i++) {
        story_edge edge = e->edges.items[e->nodes.items[item.node].first_edge + i];
        read_step_event(&w->s, &item.c, 1, &(shape_event){item.node, edge.to, edge.act}, between,
                        to);
        if (item.c.cast == ANY_CAST &&
            !meet_item(w, (shape_item){edge.to, item.c, number, edge.act, item.length + 1}))
            return false;
        for (uint32_t j = 0; j < to->list.count; j++) {
            if (!meet_item(
                    w, (shape_item){edge.to, to->list.items[j], number, edge.act, item.length + 1}))
                return false;
        }
    }
    return true;
}

/* The facts that steps name, found once for each cast. */
static bool find_about_facts(shape_search *s) {
    finding *f = s->f;
    uint32_t steps_count = MOST_PARTS + 1 + MOST_GUARDS;
    f->about_facts = KZI_TAKE_MANY(&s->of->in, uint32_t, (size_t)steps_count * f->of.cast_count);
    if (!f->about_facts) return false;
    for (uint32_t i = 0; i < steps_count; i++) {
        const shape_step *step =
            i <= MOST_PARTS ? &f->of.parts[i].step : &f->of.guards[i - MOST_PARTS - 1];
        for (uint32_t b = 0; b < f->of.cast_count; b++) {
            uint32_t *to = &f->about_facts[(size_t)i * f->of.cast_count + b];
            *to = UINT32_MAX;
            writer name = kzi_writer(&s->of->in);
            const char *dot = step->about ? strchr(step->about, '.') : NULL;
            for (uint32_t v = 0; dot && v < f->of.variable_count; v++) {
                if (strlen(f->of.variables[v]) != (size_t)(dot - step->about) ||
                    memcmp(f->of.variables[v], step->about, (size_t)(dot - step->about)) != 0)
                    continue;
                kzi_writef(
                    &name, "%s%s",
                    kzi_symbol_text(
                        s->about->names,
                        s->about->things[f->of.casts[(size_t)b * f->of.variable_count + v]].name),
                    dot);
            }
            const char *wanted = name.length ? kzi_written(&name) : step->about;
            for (uint32_t n = 0; wanted && n < s->about->fact_count; n++) {
                if (strcmp(s->about->facts[n].name, wanted) == 0) *to = n;
            }
        }
    }
    return true;
}

static shape_walk *new_walk(asking *of, finding *f) {
    shape_walk *w = KZI_TAKE(&of->in, shape_walk);
    if (!w) return NULL;
    *w = (shape_walk){.s = {of, f, &of->main.stories, of->main.ground},
                      .met = {.in = &of->in},
                      .nearest = UINT32_MAX};
    shape_topic none = {.fact = UINT32_MAX};
    if (f->topics.count == 0 && !LIST_ADD(&of->in, &f->topics, none)) return NULL;
    if (!find_about_facts(&w->s)) return NULL;
    w->next_edge = edges_to_an_end(&w->s);
    w->has_match = KZI_TAKE_MANY(&of->in, bool, f->of.cast_count);
    if (!w->next_edge || !w->has_match || (w->s.e->nodes.count && !begin_shape_walk(w)))
        return NULL;
    return w;
}

/* False: memory ended. */
static bool end_walk(finding *f, shape_walk *w) {
    f->was_walked = true;
    f->has_nearest = f->matches.count == 0 && w->nearest != UINT32_MAX;
    return !f->has_nearest || story_of(w, w->nearest, w->next_edge, &f->nearest);
}

kz_progress kzi_shape_find(asking *of, finding *f, uint64_t effort) {
    if (f->was_walked) return KZ_ANSWERED;
    if (!f->walk) f->walk = new_walk(of, f);
    shape_walk *w = f->walk;
    if (!w) return KZ_FAILED;
    uint32_t most = of->was_stopped ? ITEMS_WHEN_STOPPED : MOST_ITEMS;
    for (uint64_t spent = 0; w->at < w->items.count && w->items.count <= most; w->at++) {
        if (spent++ > effort && !of->was_stopped) return KZ_RUNNING;
        if (!note_item(w, w->at, w->next_edge, &w->nearest) ||
            !walk_from(w, w->at, &w->between, &w->to))
            return KZ_FAILED;
    }
    f->was_cut_short = w->at < w->items.count;
    return end_walk(f, w) && !of->in.has_failed ? KZ_ANSWERED : KZ_FAILED;
}

/* ---- how many orders ---- */
typedef struct {
    uint32_t set; /* row of configs; the accepted one has only ACCEPTED */
    tally stories;
} set_count;

struct shape_count {
    shape_search s;
    rows sets;
    unfolding unfolded;
    struct {
        LIST(set_count) list;
    } * at; /* by place */
    uint32_t pair_count;
    uint32_t next; /* in the order of places */
    configs before, between, to;
};

#define ACCEPTED UINT32_MAX

static bool count_arrive(shape_count *c, uint32_t place, uint32_t set, tally stories) {
    for (uint32_t i = 0; i < c->at[place].list.count; i++) {
        if (c->at[place].list.items[i].set == set)
            return kzi_tally_add(&c->s.of->in, &c->at[place].list.items[i].stories, stories);
    }
    c->pair_count++;
    return LIST_ADD(&c->s.of->in, &c->at[place].list, (set_count){set, stories});
}

static int compare_configs(const config *a, const config *b) {
    return memcmp(a, b, sizeof *a);
}

/* In one order, so that equal sets are one row. */
static uint32_t row_of_configs(shape_count *c, configs *from, uint32_t at) {
    for (uint32_t i = 0; i < from->list.count; i++) {
        if (!is_accepted(&c->s, &from->list.items[i], at)) continue;
        uint32_t accepted = ACCEPTED;
        return kzi_row(&c->sets, &accepted, 1);
    }
    for (uint32_t i = 1; i < from->list.count; i++) {
        config moved = from->list.items[i];
        uint32_t to = i;
        for (; to && compare_configs(&from->list.items[to - 1], &moved) > 0; to--)
            from->list.items[to] = from->list.items[to - 1];
        from->list.items[to] = moved;
    }
    return kzi_row(&c->sets, (const uint32_t *)(const void *)from->list.items,
                   from->list.count * 4);
}

static bool count_from(shape_count *c, uint32_t place, set_count with, configs *before,
                       configs *between, configs *to) {
    const unfold_place *from = &c->unfolded.places.items[place];
    row set = c->sets.list.items[with.set];
    bool is_accepted_already = set.count == 1;
    before->list.count = 0;
    (void)LIST_ADD(&c->s.of->in, &before->list, (config){ANY_CAST, 0, NO_TOPIC, OLD});
    for (uint32_t i = 0; i + 3 < set.count; i += 4) {
        (void)LIST_ADD(
            &c->s.of->in, &before->list,
            (config){set.items[i], set.items[i + 1], set.items[i + 2], set.items[i + 3]});
    }
    for (uint32_t i = 0; i < from->way_count; i++) {
        unfold_way way = c->unfolded.ways.items[from->first_way + i];
        if (!c->unfolded.places.items[way.to].is_countable) continue;
        uint32_t next = with.set, node_behind = c->unfolded.places.items[way.to].node;
        if (!is_accepted_already) {
            read_step_event(&c->s, before->list.items, before->list.count,
                            &(shape_event){from->node, node_behind, way.act}, between, to);
            next = row_of_configs(c, to, node_behind);
        }
        if (next == NO_ROW || !count_arrive(c, way.to, next, with.stories)) return false;
    }
    return true;
}

static bool begin_count(shape_count *c) {
    configs first = {0};
    begin_at_moment(&c->s, 0, &first);
    uint32_t set = row_of_configs(c, &first, 0);
    return set != NO_ROW && count_arrive(c, 0, set, kzi_tally(1));
}

static shape_count *new_count(asking *of, finding *f) {
    shape_count *c = KZI_TAKE(&of->in, shape_count);
    f->matching = KZI_TAKE_MANY(&of->in, tally, of->main.ground->ending_count);
    if (!c || !f->matching) return NULL;
    *c = (shape_count){.s = {of, f, &of->main.stories, of->main.ground}, .sets = {.in = &of->in}};
    if (!kzi_unfold(&c->unfolded, &of->main.stories, &of->in)) return NULL;
    c->at = kzi_arena_take(&of->in, sizeof *c->at * c->unfolded.places.count);
    return c->at && (c->unfolded.places.count == 0 || begin_count(c)) ? c : NULL;
}

/* All that arrives at a place goes on from it. */
static bool count_place(shape_count *c, uint32_t place) {
    uint32_t ending = c->s.e->nodes.items[c->unfolded.places.items[place].node].ending;
    for (uint32_t j = 0; j < c->at[place].list.count; j++) {
        set_count with = c->at[place].list.items[j];
        bool has_it = c->sets.list.items[with.set].count == 1;
        if (ending != NO_ENDING && has_it &&
            !kzi_tally_add(&c->s.of->in, &c->s.f->matching[ending], with.stories))
            return false;
        if (!count_from(c, place, with, &c->before, &c->between, &c->to)) return false;
    }
    return true;
}

kz_progress kzi_shape_count(asking *of, finding *f, uint64_t effort) {
    if (f->was_counted || f->was_cut_short || of->was_stopped) return KZ_ANSWERED;
    if (!f->count) f->count = new_count(of, f);
    shape_count *c = f->count;
    if (!c) return KZ_FAILED;
    for (uint64_t spent = 0; c->next < c->unfolded.order_count && c->pair_count <= MOST_ITEMS;
         c->next++) {
        uint32_t place = c->unfolded.order[c->next];
        if (spent > effort) return KZ_RUNNING;
        spent += c->at[place].list.count + 1;
        if (!count_place(c, place)) return KZ_FAILED;
    }
    f->was_counted = true;
    f->has_counts = c->next == c->unfolded.order_count && !of->in.has_failed;
    return of->in.has_failed ? KZ_FAILED : KZ_ANSWERED;
}
