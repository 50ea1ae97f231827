/* SPDX-License-Identifier: MIT
 *
 * plan_goal_first: ways to the goal first, and only then whether everybody would take their steps.
 *
 * In     steps from the queue, none of them asked about
 * Out    a plan, once each step of a way to the goal stands
 * Owns   the steps taken, as edges between places, in the planning's arena
 *
 * Of a way to the goal the first step not asked about is asked about; one that falls is taken out,
 * and the shortest way over what is left is asked about next. A place that nothing leads to any
 * more waits, with the steps that lead on from it, until something does. (Goal-first search: Ware
 * and Siler 2021; its steps as edges of a graph, asked about late: LazySP, Dellin and Srinivasa
 * 2016.)
 */
#include "plan_work.h"

static bool add_plan_edge(planning *of, const plan_offer *offer, uint32_t to) {
    plan_place *from = &of->places.items[offer->from];
    plan_edge made = {offer->from, to, offer->act, EDGE_NOT_ASKED, from->first_edge};
    from->first_edge = of->edges.count;
    return LIST_ADD(of->in, &of->edges, made) || kzi_plan_fails(of);
}

/* How far each place is by the edges that have not fallen. */
static bool measure_ways(planning *of) {
    LIST(uint32_t) reached = {0};
    for (uint32_t i = 1; i < of->places.count; i++) of->places.items[i].length = NOT_REACHED;
    if (!LIST_ADD(of->in, &reached, 0u)) return kzi_plan_fails(of);
    for (uint32_t i = 0; i < reached.count; i++) {
        plan_place at = of->places.items[reached.items[i]];
        for (uint32_t e = at.first_edge; e != NO_PLACE; e = of->edges.items[e].next) {
            const plan_edge *edge = &of->edges.items[e];
            plan_place *to = &of->places.items[edge->to];
            if (edge->verdict == EDGE_FALLS || to->length != NOT_REACHED || edge->to == 0) continue;
            to->length = at.length + 1;
            to->parent = edge->from;
            to->act = edge->act;
            to->way = e;
            if (!LIST_ADD(of->in, &reached, edge->to)) return kzi_plan_fails(of);
        }
    }
    return true;
}

/* Steps that waited for a way to where they begin. */
static bool lay_in_again(planning *of) {
    uint32_t kept = 0, count = of->stranded.count;
    for (uint32_t i = 0; i < count; i++) {
        plan_offer offer = of->stranded.items[i];
        if (of->places.items[offer.from].length == NOT_REACHED) of->stranded.items[kept++] = offer;
        else if (!kzi_plan_lay_in(of, offer)) return false;
    }
    of->stranded.count = kept;
    return true;
}

/* ---- the way to a goal ---- */
static uint32_t nearest_goal(const planning *of) {
    uint32_t best = NO_PLACE;
    for (uint32_t i = 0; i < of->goals.count; i++) {
        uint32_t place = of->goals.items[i], length = of->places.items[place].length;
        if (length == NOT_REACHED || length > of->longest) continue;
        if (best == NO_PLACE || length < of->places.items[best].length) best = place;
    }
    return best;
}

/* The first step on the way that was not asked about; NO_PLACE when all of them stand. */
static uint32_t first_not_asked(const planning *of, uint32_t place) {
    uint32_t first = NO_PLACE;
    for (; of->places.items[place].parent != NO_PLACE; place = of->places.items[place].parent) {
        uint32_t way = of->places.items[place].way;
        if (of->edges.items[way].verdict == EDGE_NOT_ASKED) first = way;
    }
    return first;
}

static bool ask_about_edge(planning *of, uint32_t number) {
    plan_edge *edge = &of->edges.items[number];
    plan_offer asked = {.from = edge->from, .act = edge->act, .tries = MOST_TRIES};
    asked.to = of->places.items[edge->to].state;
    reason_answer answer = kzi_plan_ask(of, &asked);
    if (answer == REASON_FAILED) return kzi_plan_fails(of);
    edge->verdict = answer == REASON_YES ? EDGE_STANDS : EDGE_FALLS;
    if (answer == REASON_CUT && !kzi_plan_keep_refused(of, &asked)) return false;
    return answer == REASON_YES || (measure_ways(of) && lay_in_again(of));
}

static bool settle_goals(planning *of) {
    for (uint32_t goal; (goal = nearest_goal(of)) != NO_PLACE;) {
        uint32_t edge = first_not_asked(of, goal);
        if (edge == NO_PLACE) {
            if (!kzi_plan_keep(of, goal)) return false;
        } else if (!ask_about_edge(of, edge)) {
            return false;
        }
    }
    return true;
}

/* ---- a step is taken, as if everybody would ---- */
static bool enter_new_place(planning *of, const plan_offer *offer, uint32_t length) {
    uint32_t number = of->places.count;
    plan_place made = {offer->to, length, offer->from, offer->act, NO_PLACE, of->edges.count};
    if (!LIST_ADD(of->in, &of->places, made) ||
        !kzi_table_add(of->in, &of->by_state, kzi_hash_mix(offer->to.n), number))
        return kzi_plan_fails(of);
    if (!add_plan_edge(of, offer, number)) return false;
    if (!kzi_plan_is_goal(of, offer->to)) return kzi_plan_open(of, number);
    return LIST_ADD(of->in, &of->goals, number) || kzi_plan_fails(of);
}

static bool enter_known_place(planning *of, const plan_offer *offer, uint32_t place,
                              uint32_t length) {
    bool is_shorter = length < of->places.items[place].length;
    if (!add_plan_edge(of, offer, place)) return false;
    return !is_shorter || (measure_ways(of) && lay_in_again(of));
}

bool kzi_plan_goal_first(planning *of, plan_offer offer) {
    uint32_t behind = of->places.items[offer.from].length;
    if (behind == NOT_REACHED) return LIST_ADD(of->in, &of->stranded, offer) || kzi_plan_fails(of);
    if (behind + 1 + offer.estimate > of->longest) return true;
    uint32_t known = kzi_plan_place_of(of, offer.to);
    of->visited_count++;
    bool goes_on = known == NOT_IN_TABLE ? enter_new_place(of, &offer, behind + 1)
                                         : enter_known_place(of, &offer, known, behind + 1);
    return goes_on && settle_goals(of);
}
