/* SPDX-License-Identifier: MIT
 *
 * plans: see plans.h.
 */
#include "plan_work.h"

#include "../mind/judge.h"

#include <string.h>

/* for asking about one step; three times as much each time it was not enough */
#define FIRST_EFFORT        1000u
#define FIRST_EFFORT_HARD   200u /* where guesses are made: there most steps have no reason */
#define GREED               2 /* how much more an estimate counts than the way behind, while no plan is known */
#define GUESS_AFTER         20000u /* effort; a guess costs as much as many distances */
#define GUESS_IN_PLANS      2u /* times a step was asked about in vain, before its reason is guessed */
#define GUESS_IN_PLANS_HARD 1u
#define SHOWN_EFFORT        1000u /* for one reason to be shown */
#define MOST_MISSING        1000  /* units that are told apart */
/* steps tried at least for a shorter plan, and effort spent at most, when none is asked for; more
 * of each where the plan took more */
#define LOOK_FURTHER        500u
#define LOOK_FURTHER_EFFORT 1000000u

bool kzi_plan_begin(planning *of, exploration *in_stories, const plan_wish *wish,
                    const plan_settings *how) {
    arena *in = in_stories->in;
    *of = (planning){.stories = in_stories,
                     .minds = &in_stories->minds,
                     .distances = &in_stories->distances,
                     .reasons = &in_stories->reasons,
                     .wish = *wish,
                     .settings = *how,
                     .in = in,
                     .scratch = kzi_arena(in->from),
                     .longest = in_stories->limits.story};
    of->start = (view){NO_STATE, NO_MIND, in_stories->limits.beliefs};
    of->reasons->passes_over_loops = true;
    of->reasons->shown_effort = SHOWN_EFFORT;
    of->possible = KZI_TAKE_MANY(in, act_id, of->minds->about->act_count);
    of->may_be = KZI_TAKE_MANY(in, uint64_t, of->minds->acts.word_count);
    guess_kind kind = how->heuristic == HEURISTIC_HADD ? GUESS_ADDED : GUESS_RELAXED;
    of->guesses = kzi_guesses(of->minds, kind, wish->sum, in);
    return of->possible && of->may_be;
}

void kzi_plan_end(planning *of) {
    of->reasons->passes_over_loops = false;
    of->reasons->guesses = NULL;
    of->reasons->twins = NULL;
    of->reasons->effort_end = 0;
    of->reasons->gave_up = false;
    kzi_arena_free(&of->scratch);
}

bool kzi_plan_fails(planning *of) {
    of->is_done = of->has_failed = true;
    return false;
}

/* ---- what is wished for ---- */
value kzi_plan_amount(const planning *of, state_id state) {
    return kzi_amount(&of->minds->desk, kzi_ref(state), of->wish.sum);
}

bool kzi_plan_is_goal(const planning *of, state_id state) {
    value amount = kzi_plan_amount(of, state);
    return amount != UNKNOWN && amount >= of->wish.goal && amount > of->wish.above;
}

/* The first ending that holds ends the story, wished for or not. */
static bool ends_elsewhere(const planning *of, state_id state) {
    const grounded *about = of->minds->about;
    for (uint32_t i = 0; of->wish.ending != UINT32_MAX && i < about->ending_count; i++) {
        if (kzi_minds_hold(of->minds, state, about->endings[i].condition))
            return i != of->wish.ending;
    }
    return false;
}

int64_t kzi_plan_missing(const planning *of, state_id state) {
    value amount = kzi_plan_amount(of, state);
    int64_t missing = amount == UNKNOWN ? MOST_MISSING : (int64_t)of->wish.goal - amount;
    return missing < 0 ? 0 : missing > MOST_MISSING ? MOST_MISSING : missing;
}

/* ---- places ---- */
typedef struct {
    const planning *of;
    state_id state;
} plan_place_lookup;

static bool is_same_plan_place(const void *context, uint32_t number) {
    const plan_place_lookup *wanted = context;
    return wanted->of->places.items[number].state.n == wanted->state.n;
}

uint32_t kzi_plan_place_of(const planning *of, state_id state) {
    return kzi_table_find(&of->by_state, kzi_hash_mix(state.n), is_same_plan_place,
                          &(plan_place_lookup){of, state});
}

/* The place of a state, when the way there is shorter than what was known; else NO_PLACE. */
static uint32_t enter_place(planning *of, plan_place made) {
    uint32_t known = kzi_plan_place_of(of, made.state);
    if (known != NOT_IN_TABLE) {
        if (of->places.items[known].length <= made.length) return NO_PLACE;
        of->places.items[known] = made;
        return known;
    }
    if (!LIST_ADD(of->in, &of->places, made) ||
        !kzi_table_add(of->in, &of->by_state, kzi_hash_mix(made.state.n), of->places.count - 1)) {
        kzi_plan_fails(of);
        return NO_PLACE;
    }
    return of->places.count - 1;
}

/* ---- what stands in the way ---- */
static void note_story_limit(planning *of) {
    if (!of->has_plan) of->stories->stops.by_story = true;
}

bool kzi_plan_keep_refused(planning *of, const plan_offer *offer) {
    return of->has_plan || LIST_ADD(of->in, &of->refused, *offer) || kzi_plan_fails(of);
}

/* No plan was found: would a step that was refused be refused whatever the limits? */
static bool prove_refused(planning *of) {
    const plan_offer *offer = &of->refused.items[of->next_refused++];
    const stops *known = &of->stories->stops;
    if (known->by_plan && known->by_mind) return true;
    view from = of->start;
    from.state = of->places.items[offer->from].state;
    return kzi_explore_prove(of->stories, from, offer->act) || kzi_plan_fails(of);
}

/* ---- how far it is ---- */
/* At least so many acts more; NEVER_REACHED when the wish is out of reach in the acts that are
 * left. */
static uint32_t estimate_at(planning *of, state_id state, uint32_t length) {
    uint32_t left = of->longest - length;
    if (of->settings.heuristic == HEURISTIC_NONE || of->settings.method == PLAN_BLIND) return 0;
    value above = of->wish.goal - 1 > of->wish.above ? of->wish.goal - 1 : of->wish.above;
    uint32_t cap = left < MOST_LAYERS_IN_PROOF ? left : MOST_LAYERS_IN_PROOF;
    uint32_t distance = kzi_distance(of->distances, state, NO_MIND, of->wish.sum, above, cap);
    if (distance == DISTANCE_FAILED) kzi_plan_fails(of);
    if (distance <= left || distance == NEVER_REACHED) return distance;
    if (left >= MOST_LAYERS_IN_PROOF) return distance;
    note_story_limit(of);
    return NEVER_REACHED;
}

static bool guess_at(planning *of, state_id state, uint32_t *guess) {
    guess_wish wish = {NO_MIND, of->wish.sum, of->wish.goal};
    const guess_memo *made = kzi_guess(&of->guesses, state, &wish);
    if (!made) return kzi_plan_fails(of);
    *guess = made->guess;
    return true;
}

/* What the act would leave of the relaxed plan from where it is done. Most steps are never taken
 * from the queue, and a guess at their own state is dear; it is made when their turn comes (lazy
 * evaluation: Richter and Helmert 2009). */
static bool guess_from(planning *of, state_id from, act_id act, uint32_t *guess) {
    guess_wish wish = {NO_MIND, of->wish.sum, of->wish.goal};
    const guess_memo *made = kzi_guess(&of->guesses, from, &wish);
    if (!made) return kzi_plan_fails(of);
    *guess = made->guess - (made->guess && kzi_guess_helps(&of->guesses, made, act));
    return true;
}

/* A shorter plan is found sooner greedily as well; only a proof that there is none needs the surest
 * steps first. */
static bool is_greedy(const planning *of) {
    bool is_proving = of->has_plan && of->settings.proves_shortest;
    return of->settings.method == PLAN_AUTO && !is_proving;
}

static bool is_guessed(const planning *of) {
    switch (of->settings.heuristic) {
    case HEURISTIC_HADD:
    case HEURISTIC_RELAXED: return of->settings.method != PLAN_BLIND;
    case HEURISTIC_AUTO: return is_greedy(of) && of->has_guessed;
    default: return false;
    }
}

int64_t kzi_plan_rank(const planning *of, const plan_offer *offer, uint32_t length) {
    if (of->settings.method == PLAN_BLIND) return length;
    bool by_guess = is_guessed(of), by_both = of->settings.heuristic == HEURISTIC_AUTO;
    int64_t estimate = (by_guess ? offer->guess : 0) + (!by_guess || by_both ? offer->estimate : 0);
    if (!is_greedy(of)) return length + estimate + offer->tries;
    int64_t tries = of->has_guessed ? offer->tries / 2 : offer->tries; /* each was a smaller one */
    return length + GREED * (estimate + tries + MISSING * kzi_plan_missing(of, offer->to));
}

/* ---- asking about a step ---- */

/* At first plans are tried in the order of distances, which cost little; what that does not find is
 * looked for by guesses. */
static bool is_guessing(const plan_settings *how) {
    return how->heuristic == HEURISTIC_HADD || how->heuristic == HEURISTIC_RELAXED ||
           (how->heuristic == HEURISTIC_AUTO && how->method == PLAN_AUTO);
}

static uint64_t effort_spent_on(const planning *of) {
    return kzi_reasons_spent(of->reasons) + of->stories->proof.effort + of->minds->successor_count;
}

/* What may still be spent on a shorter plan than the one known; UINT64_MAX: as much as it takes. */
static uint64_t effort_left(const planning *of) {
    bool may_give_up = of->settings.method == PLAN_AUTO && !of->settings.proves_shortest;
    if (!of->has_plan || !may_give_up) return UINT64_MAX;
    uint64_t further = of->effort_at_plan > LOOK_FURTHER_EFFORT ? of->effort_at_plan
                                                                : LOOK_FURTHER_EFFORT,
             spent = effort_spent_on(of) - of->effort_at_plan;
    return spent < further ? further - spent : 0;
}

/* As much as the step may cost at this try; UINT64_MAX: it is asked about to the end. */
static uint64_t effort_of_try(const planning *of, const plan_offer *offer) {
    uint64_t effort = of->has_guessed ? FIRST_EFFORT_HARD : FIRST_EFFORT;
    for (uint32_t i = 0; i < offer->tries; i++) effort *= 3;
    return offer->tries >= MOST_TRIES ? UINT64_MAX : effort;
}

reason_answer kzi_plan_ask(planning *of, const plan_offer *offer) {
    view from = of->start;
    from.state = of->places.items[offer->from].state;
    uint64_t effort = effort_of_try(of, offer), left = effort_left(of);
    uint32_t guess_after = of->has_guessed ? GUESS_IN_PLANS_HARD : GUESS_IN_PLANS;
    if (effort > left) effort = left;
    of->reasons->gave_up = false;
    of->reasons->guesses =
        offer->tries >= guess_after && is_guessing(&of->settings) ? &of->guesses : NULL;
    of->reasons->effort_end = effort == UINT64_MAX ? 0 : kzi_reasons_spent(of->reasons) + effort;
    return kzi_reasons_for_all(of->reasons, from, offer->act);
}

/* ---- opening a place ---- */
static bool offer_step(planning *of, uint32_t place, act_id act) {
    view from = of->start;
    plan_place at = of->places.items[place];
    from.state = at.state;
    const ground_act *a = &of->minds->about->acts[act.n];
    for (uint32_t i = 0; i < a->actor_count; i++) {
        if (!kzi_reasons_believed(of->reasons, from, act,
                                  of->minds->about->actors[a->first_actor + i]))
            return true;
    }
    state_id to = kzi_minds_step(of->minds, from, act);
    if (to.n == NO_STATE.n) {
        if (!of->minds->rules.loop.was_found) return kzi_plan_fails(of);
        of->looped_count++;
        return true;
    }
    of->generated_count++;
    uint32_t known = kzi_plan_place_of(of, to);
    bool needs_all_ways = of->settings.method == PLAN_GOAL_FIRST;
    if (known != NOT_IN_TABLE && !needs_all_ways && of->places.items[known].length <= at.length + 1)
        return true;
    if (ends_elsewhere(of, to)) return true;
    plan_offer offer = {.from = place, .act = act, .to = to, .order = of->was_asked.count};
    if (!LIST_ADD(of->in, &of->was_asked, false)) return kzi_plan_fails(of);
    offer.estimate = kzi_plan_is_goal(of, to) ? 0 : estimate_at(of, to, at.length + 1);
    if (offer.estimate == NEVER_REACHED || of->is_done) return !of->is_done;
    if (offer.estimate && is_guessed(of) && !guess_from(of, at.state, act, &offer.guess))
        return false;
    if (of->settings.method == PLAN_EXPLAIN_FIRST) {
        offer.tries = MOST_TRIES;
        reason_answer answer = kzi_plan_ask(of, &offer);
        if (answer == REASON_FAILED) return kzi_plan_fails(of);
        if (answer == REASON_CUT) return kzi_plan_keep_refused(of, &offer);
        if (answer != REASON_YES) return true;
        offer.tries = 0;
    }
    offer.rank = kzi_plan_rank(of, &offer, at.length + 1);
    return kzi_plan_lay_in_new(of, offer);
}

/* Where nobody could tell one act from another, one of them is enough. */
static bool has_twin_before(planning *of, state_id state, act_id act) {
    return of->reasons->twins && kzi_twin_before(of->reasons->twins, state, NO_MIND, act);
}

bool kzi_plan_open(planning *of, uint32_t place) {
    plan_place at = of->places.items[place];
    if (at.length >= of->longest) {
        note_story_limit(of);
        return true;
    }
    uint32_t count = kzi_minds_possible_acts(of->minds, at.state, of->possible, of->may_be);
    for (uint32_t i = 0; i < count; i++) {
        if (has_twin_before(of, at.state, of->possible[i])) continue;
        if (!offer_step(of, place, of->possible[i])) return false;
    }
    return true;
}

/* ---- a plan is found ---- */
bool kzi_plan_keep(planning *of, uint32_t place) {
    uint32_t length = of->places.items[place].length;
    of->plan = KZI_TAKE_MANY(of->in, act_id, length + 1);
    if (!of->plan) return kzi_plan_fails(of);
    of->plan_length = length;
    of->plan_amount = kzi_plan_amount(of, of->places.items[place].state);
    of->has_plan = true;
    of->visited_at_plan = of->visited_count;
    of->effort_at_plan = effort_spent_on(of);
    of->longest = length ? length - 1 : 0;
    for (uint32_t at = place; of->places.items[at].parent != NO_PLACE;
         at = of->places.items[at].parent)
        of->plan[--length] = of->places.items[at].act;
    return true;
}

/* ---- slices ---- */
static bool begin_plans(planning *of) {
    of->start.state = kzi_explore_start(of->stories);
    if (of->start.state.n == NO_STATE.n) return kzi_plan_fails(of);
    uint32_t first = enter_place(
        of, (plan_place){of->start.state, 0, NO_PLACE, {UINT32_MAX}, NO_PLACE, NO_PLACE});
    if (first == NO_PLACE) return false;
    if (ends_elsewhere(of, of->start.state)) return true;
    bool is_there =
        of->wish.ending != UINT32_MAX &&
        kzi_plan_is_goal(
            of, of->start.state); /* the author's amount has to rise; an ending may hold at once */
    if (is_there) return kzi_plan_keep(of, first);
    return kzi_plan_open(of, first);
}

/* Its turn came by what was guessed at its parent: is it still its turn? */
static bool guess_anew(planning *of, plan_offer *offer, bool *is_its_turn) {
    uint32_t behind = of->places.items[offer->from].length;
    *is_its_turn =
        offer->is_guessed || !offer->estimate || behind == NOT_REACHED || !is_guessed(of);
    if (*is_its_turn) return true;
    if (!guess_at(of, offer->to, &offer->guess)) return false;
    int64_t rank_before = offer->rank;
    offer->is_guessed = true;
    offer->rank = kzi_plan_rank(of, offer, behind + 1);
    *is_its_turn = offer->rank <= rank_before;
    return *is_its_turn || kzi_plan_lay_in(of, *offer);
}

static bool leads_nowhere_new(const planning *of, const plan_offer *offer) {
    uint32_t length = of->places.items[offer->from].length + 1;
    uint32_t known = kzi_plan_place_of(of, offer->to);
    return length + offer->estimate > of->longest ||
           (known != NOT_IN_TABLE && of->places.items[known].length <= length);
}

static bool ask_about(planning *of, plan_offer offer) {
    uint32_t length = of->places.items[offer.from].length + 1;
    of->visited_count++;
    of->was_asked.items[offer.order] = true;
    switch (of->settings.method == PLAN_EXPLAIN_FIRST ? REASON_YES : kzi_plan_ask(of, &offer)) {
    case REASON_FAILED: return kzi_plan_fails(of);
    case REASON_NO: return true;
    case REASON_CUT:
        if (!of->reasons->gave_up) return kzi_plan_keep_refused(of, &offer);
        offer.tries++;
        offer.rank = kzi_plan_rank(of, &offer, length);
        return kzi_plan_lay_in(of, offer);
    default: break;
    }
    uint32_t place =
        enter_place(of, (plan_place){offer.to, length, offer.from, offer.act, NO_PLACE, NO_PLACE});
    if (place == NO_PLACE) return !of->is_done;
    if (!kzi_plan_is_goal(of, offer.to)) return kzi_plan_open(of, place);
    bool was_first = !of->has_plan;
    return kzi_plan_keep(of, place) && (!was_first || kzi_plan_rank_anew(of));
}

static bool take_offer(planning *of, plan_turn turn) {
    bool is_its_turn = true, was_asked = kzi_plan_was_asked(of, &turn.offer);
    if (was_asked || leads_nowhere_new(of, &turn.offer)) return true;
    if (!turn.is_by_kind && !guess_anew(of, &turn.offer, &is_its_turn)) return false;
    return !is_its_turn || ask_about(of, turn.offer);
}

static bool take_goal_first(planning *of, plan_offer offer) {
    bool is_its_turn;
    if (!guess_anew(of, &offer, &is_its_turn)) return false;
    return !is_its_turn || kzi_plan_goal_first(of, offer);
}

static bool is_over(const planning *of) {
    if (kzi_plan_waiting(of) == 0 || (of->has_plan && of->longest == 0)) return true;
    if (of->settings.most_visited && of->visited_count >= of->settings.most_visited) return true;
    if (!of->has_plan || of->settings.proves_shortest) return false;
    uint64_t further = of->visited_at_plan > LOOK_FURTHER ? of->visited_at_plan : LOOK_FURTHER;
    return of->visited_count >= of->visited_at_plan + further || effort_left(of) == 0;
}

static plan_progress end_plans(planning *of) {
    bool was_exhausted = kzi_plan_waiting(of) == 0 || (of->has_plan && of->longest == 0);
    of->is_shortest = of->has_plan && was_exhausted;
    of->stories->stops.by_tries = !was_exhausted && !of->has_plan;
    bool may_be_shorter = of->has_plan && !of->is_shortest;
    if (may_be_shorter && !kzi_plan_pare(of)) return PLAN_FAILED;
    of->reasons->effort_end = 0; /* whatever is asked from here on is asked to the end */
    of->reasons->gave_up = false;
    of->is_done = of->stories->is_done = true;
    return PLAN_DONE;
}

/* What is found within a few steps needs neither guesses nor twins nor kinds. */
static bool begin_guessing(planning *of) {
    of->has_guessed = true;
    plan_queue *queues[2] = {&of->fresh, &of->waiting};
    for (uint32_t i = 0; i < 2; i++) {
        for (uint32_t j = 0; j < queues[i]->offers.count; j++) {
            plan_offer *offer = &queues[i]->offers.items[j];
            state_id from = of->places.items[offer->from].state;
            if (offer->estimate && !guess_from(of, from, offer->act, &offer->guess)) return false;
        }
    }
    of->reasons->twins = kzi_twin_states(&of->minds->states, of->wish.sum, of->in);
    if (!of->reasons->twins) return kzi_plan_fails(of);
    return kzi_plan_rank_anew(of) && kzi_plan_begin_kinds(of);
}

static bool serve(planning *of) {
    bool begins = !of->has_guessed && of->settings.heuristic == HEURISTIC_AUTO && is_greedy(of) &&
                  effort_spent_on(of) >= GUESS_AFTER;
    if (begins && !begin_guessing(of)) return false;
    if (kzi_plan_waiting(of) == 0) return true; /* all that waited was too long by now */
    plan_turn turn = kzi_plan_next(of);
    uint64_t before = effort_spent_on(of);
    bool is_goal_first = of->settings.method == PLAN_GOAL_FIRST;
    bool goes_on = is_goal_first ? take_goal_first(of, turn.offer) : take_offer(of, turn);
    *turn.spent += effort_spent_on(of) - before;
    return goes_on;
}

plan_progress kzi_plan_run(planning *of, uint64_t effort) {
    if (of->is_done) return of->has_failed ? PLAN_FAILED : PLAN_DONE;
    if (of->start.state.n == NO_STATE.n && !begin_plans(of)) return PLAN_FAILED;
    uint64_t end = effort_spent_on(of) + effort;
    while (!is_over(of)) {
        if (effort_spent_on(of) >= end) return PLAN_RUNNING;
        if (!serve(of)) return PLAN_FAILED;
    }
    while (!of->has_plan && of->next_refused < of->refused.count) {
        if (effort_spent_on(of) >= end) return PLAN_RUNNING;
        if (!prove_refused(of)) return PLAN_FAILED;
    }
    return end_plans(of);
}

bool kzi_plan_settle(planning *of) {
    return of->is_done || end_plans(of) == PLAN_DONE;
}
