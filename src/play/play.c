/* SPDX-License-Identifier: MIT
 *
 * play: turns, and what happens in them.
 *
 * In     the guest's decisions
 * Out    events, one after another
 *
 * Whose turn it is the clock decides: who acted is busy for as long as the act takes, and of those
 * who can do something the one who is free first moves. Of several who are free at once, and of
 * several acts that promise a person the same, the seed decides. With an ending to steer to, the
 * others and fate do what leads there by the shortest way that everybody has reasons for.
 */
#include "playing.h"

#include <string.h>

/* of the others in a row, before the played person is asked although they can do nothing */
#define MOST_ACTS_UNASKED 60u
#define MOST_WAITS        64u /* in a row, for a rule or a clock to change something */
#define MOST_EVENTS       100000u

/* ---- small questions ---- */
view kzi_play_view(const play *of, state_id at) {
    view whole = of->stories.start;
    whole.state = at;
    return whole;
}

view kzi_play_held(const play *of, state_id at) {
    return of->played.n == NO_MIND.n
               ? kzi_play_view(of, at)
               : kzi_minds_view(&of->stories.minds, kzi_play_view(of, at), of->played);
}

bool kzi_play_is_by(const grounded *about, const ground_act *act, mind_id who) {
    for (uint32_t i = 0; i < act->actor_count; i++) {
        if (about->actors[act->first_actor + i].n == who.n) return true;
    }
    return false;
}

bool kzi_play_sees(const play *of, const ground_act *act, state_id before, mind_id who) {
    if (who.n == NO_MIND.n || kzi_play_is_by(of->ground, act, who)) return true;
    return kzi_minds_hold(&of->stories.minds, before, of->ground->seen[act->first_seen + who.n]);
}

bool kzi_play_fails(play *of) {
    of->turn_is = KZ_TURN_FAILED;
    return false;
}

state_id kzi_play_after(play *of, state_id at, act_id act) {
    state_id after = kzi_minds_step(&of->stories.minds, kzi_play_view(of, at), act);
    if (after.n == NO_STATE.n && !of->stories.minds.rules.loop.was_found) kzi_play_fails(of);
    return after;
}

/* ---- whose turn ---- */
static uint32_t time_taken(const play *of, const play_event *event) {
    if (event->kind == EVENT_WAITED || event->kind == EVENT_TRIED) return 1;
    value takes = of->ground->acts[event->act.n].takes;
    return takes > 0 ? (uint32_t)takes : 0;
}

static void busy_until(play *of, uint32_t mover, uint32_t begins, uint32_t takes) {
    of->ready[mover] = begins + takes;
}

static void reckon_event(play *of, const play_event *event) {
    uint32_t fate = of->ground->mind_count, takes;
    if (event->kind == EVENT_HANDED || event->kind == EVENT_PASSED) return;
    takes = time_taken(of, event);
    if (event->kind == EVENT_WAITED || event->kind == EVENT_TRIED) {
        if (event->played.n != NO_MIND.n)
            busy_until(of, event->played.n, of->ready[event->played.n], takes);
        return;
    }
    const ground_act *act = &of->ground->acts[event->act.n];
    uint32_t begins = act->actor_count ? 0 : of->ready[fate];
    for (uint32_t i = 0; i < act->actor_count; i++) {
        uint32_t free_from = of->ready[of->ground->actors[act->first_actor + i].n];
        if (free_from > begins) begins = free_from;
    }
    for (uint32_t i = 0; i < act->actor_count; i++)
        busy_until(of, of->ground->actors[act->first_actor + i].n, begins, takes ? takes : 1);
    if (!act->actor_count) busy_until(of, fate, begins, takes ? takes : 1);
    else if (of->ready[fate] <= begins)
        of->ready[fate] = begins + 1; /* fate leaves people the time to answer */
}

void kzi_play_reckon_turns(play *of) {
    for (uint32_t i = 0; i <= of->ground->mind_count; i++) of->ready[i] = of->ready_at_start[i];
    for (uint32_t i = of->loaded_events; i < of->events.count; i++)
        reckon_event(of, &of->events.items[i]);
}

/* ---- events ---- */
void kzi_play_begin_turn(play *of) {
    of->is_turn_begun = false;
    of->is_wondering = of->has_would = false;
    of->is_still = false;
    of->ending = kzi_explore_ending_of(&of->stories, of->now);
    of->turn_is = of->ending != NO_ENDING || of->is_cut ? KZ_TURN_OVER : KZ_TURN_WORKING;
}

bool kzi_play_add(play *of, play_event event) {
    if (event.plan_length) { /* reasons are kept as long as the states: only their number is copied
                              */
        act_id *kept = KZI_TAKE_MANY(&of->in, act_id, event.plan_length);
        if (!kept) return kzi_play_fails(of);
        memcpy(kept, event.plan, sizeof *kept * event.plan_length);
        event.plan = kept;
    }
    if (!LIST_ADD(&of->in, &of->events, event)) return kzi_play_fails(of);
    of->now = event.after;
    reckon_event(of, &event);
    kzi_play_begin_turn(of);
    return true;
}

bool kzi_play_happens(play *of, const play_option *option, bool is_choice) {
    state_id after = kzi_play_after(of, of->now, option->act);
    if (after.n == NO_STATE.n) return false;
    play_event event = {.kind = EVENT_ACT,
                        .act = option->act,
                        .played = of->played,
                        .is_choice = is_choice,
                        .before = of->now,
                        .after = after,
                        .plan = option->plan,
                        .plan_length = option->plan_length};
    of->acts_since_prompt = is_choice ? 0 : of->acts_since_prompt + 1;
    return kzi_play_add(of, event);
}

static bool time_passes(play *of) {
    state_id after = kzi_minds_wait(&of->stories.minds, kzi_play_view(of, of->now));
    if (after.n == NO_STATE.n) return kzi_play_fails(of);
    if (!kzi_care_allows(of, after)) {
        of->is_cut = true;
        of->turn_is = KZ_TURN_OVER;
        return true;
    }
    return kzi_play_add(
        of, (play_event){
                .kind = EVENT_WAITED, .played = of->played, .before = of->now, .after = after});
}

/* ---- what the turn's options are ---- */
bool kzi_play_turn_begins(play *of) {
    kzi_arena_reset(&of->turn);
    of->options.count = 0;
    of->has_left_out = false;
    of->next_possible = 0;
    of->ahead.looked_at = 0;
    of->is_turn_begun = true;
    of->possible_count =
        kzi_minds_possible_acts(&of->stories.minds, of->now, of->possible, of->may_be);
    return kzi_moves_find(of);
}

static bool consider_next(play *of, uint64_t budget) {
    act_id act = of->possible[of->next_possible];
    const ground_act *a = &of->ground->acts[act.n];
    bool is_guests = of->played.n != NO_MIND.n && kzi_play_is_by(of->ground, a, of->played);
    play_option option;
    others_answer would =
        is_guests ? OTHERS_WOULD_NOT : kzi_others_ask(of, of->now, act, budget, &option);
    if (would == OTHERS_UNDECIDED) return true;
    of->next_possible++;
    if (would == OTHERS_FAILED) return kzi_play_fails(of);
    if (would == OTHERS_WOULD_NOT) return true;
    state_id after = kzi_play_after(of, of->now, act);
    if (of->turn_is == KZ_TURN_FAILED) return false;
    if (after.n == NO_STATE.n) return true;
    if (kzi_care_forbids(of, act, after)) return of->has_left_out = true;
    return LIST_ADD(&of->in, &of->options, option) || kzi_play_fails(of);
}

/* ---- who moves ---- */
static bool has_passed(const play *of) {
    return of->events.count && of->events.items[of->events.count - 1].kind == EVENT_PASSED;
}

static bool may_be_asked(const play *of) {
    return of->moves.count && !has_passed(of);
}

/* The first free of those who can do something; NEVER_SEEN: nobody. */
static uint32_t first_free(const play *of) {
    uint32_t least = NEVER_SEEN;
    for (uint32_t i = 0; i < of->options.count; i++) {
        uint32_t at = of->ready[of->options.items[i].mover];
        if (at < least) least = at;
    }
    if (may_be_asked(of) && of->ready[of->played.n] < least) least = of->ready[of->played.n];
    return least;
}

static bool can_move(const play *of, uint32_t mover) {
    if (may_be_asked(of) && mover == of->played.n) return true;
    for (uint32_t i = 0; i < of->options.count; i++) {
        if (of->options.items[i].mover == mover) return true;
    }
    return false;
}

static uint32_t who_moves(const play *of) {
    uint32_t least = first_free(of), count = 0;
    for (uint32_t i = 0; i <= of->ground->mind_count; i++)
        count += of->ready[i] == least && can_move(of, i);
    uint32_t which = kzi_others_tie(of, count);
    for (uint32_t i = 0; i <= of->ground->mind_count; i++) {
        if (of->ready[i] == least && can_move(of, i) && which-- == 0) return i;
    }
    return NEVER_SEEN;
}

static bool is_as_good(const play_option *one, const play_option *other) {
    return !kzi_others_is_better(one, other) && !kzi_others_is_better(other, one);
}

/* The best of a person's options; the seed decides between equals. */
static const play_option *best_option(const play *of, uint32_t mover) {
    const play_option *best = NULL;
    for (uint32_t i = 0; i < of->options.count; i++) {
        const play_option *option = &of->options.items[i];
        if (option->mover == mover && (!best || kzi_others_is_better(option, best))) best = option;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; best && i < of->options.count; i++)
        count += of->options.items[i].mover == mover && is_as_good(&of->options.items[i], best);
    uint32_t which = kzi_others_tie(of, count);
    for (uint32_t i = 0; best && i < of->options.count; i++) {
        if (of->options.items[i].mover == mover && is_as_good(&of->options.items[i], best) &&
            which-- == 0)
            return &of->options.items[i];
    }
    return best;
}

/* ---- steering ---- */
typedef enum { STEERED, NOT_STEERED, STEERING } steering;

static uint32_t way_left(play *of, const uint32_t *away_from, act_id act) {
    state_id after = kzi_play_after(of, of->now, act);
    if (after.n == NO_STATE.n) return NEVER_SEEN;
    uint32_t seen = of->ahead.nodes.count, place = kzi_outlook_node(of, after);
    return place == NEVER_SEEN || place >= seen ? NEVER_SEEN : away_from[place];
}

/* The played person's own way there, if a move of theirs is one of the shortest. */
static uint32_t own_way_left(play *of, const uint32_t *away_from) {
    uint32_t least = NEVER_SEEN;
    for (uint32_t i = 0; may_be_asked(of) && i < of->moves.count; i++) {
        if (!kzi_minds_possible(&of->stories.minds, of->now, of->moves.items[i])) continue;
        uint32_t left = way_left(of, away_from, of->moves.items[i]);
        if (left < least) least = left;
    }
    return least;
}

static steering steer(play *of, const play_option **chosen) {
    uint32_t here = kzi_outlook_node(of, of->now);
    bool is_whole = false;
    if (here == NEVER_SEEN || !kzi_outlook_grow(of, here, 1, &is_whole)) return NOT_STEERED;
    if (!is_whole && of->ahead.looked_at < OUTLOOK_MOST) return STEERING;
    const uint32_t *away_from = kzi_outlook_distances(of, of->toward);
    if (!away_from) return NOT_STEERED;
    uint32_t best = NEVER_SEEN, own = own_way_left(of, away_from);
    for (uint32_t i = 0; i < of->options.count; i++) {
        uint32_t left = way_left(of, away_from, of->options.items[i].act);
        if (left < best) best = left, *chosen = &of->options.items[i];
    }
    if (own != NEVER_SEEN && own <= best) {
        *chosen = NULL;
        return STEERED;
    }
    return best == NEVER_SEEN ? NOT_STEERED : STEERED;
}

/* ---- the turn ---- */
bool kzi_play_ask_guest(play *of) {
    of->turn_is = KZ_TURN_YOURS;
    of->acts_since_prompt = 0;
    return true;
}

/* Nobody can do anything: time may bring something; else the story stands still. */
static bool nobody_moves(play *of) {
    uint32_t waits = 0;
    for (uint32_t i = of->events.count; i-- > 0 && of->events.items[i].kind == EVENT_WAITED;)
        waits++;
    bool was_choice = has_passed(of);
    state_id after = kzi_minds_wait(&of->stories.minds, kzi_play_view(of, of->now));
    if (after.n == NO_STATE.n) return kzi_play_fails(of);
    if (was_choice && of->moves.count && after.n == of->now.n) {
        of->is_still = true;
        return kzi_play_ask_guest(of);
    }
    if (after.n == of->now.n || waits >= MOST_WAITS || of->events.count >= MOST_EVENTS) {
        of->turn_is = KZ_TURN_OVER;
        return true;
    }
    return time_passes(of);
}

static bool decide(play *of) {
    const play_option *chosen = NULL;
    if (of->events.count >= MOST_EVENTS) return nobody_moves(of);
    if (of->played.n != NO_MIND.n && of->acts_since_prompt >= MOST_ACTS_UNASKED && !has_passed(of))
        return kzi_play_ask_guest(of);
    if (of->toward != NO_ENDING && (of->options.count || of->moves.count)) {
        switch (steer(of, &chosen)) {
        case STEERING: return true;
        case STEERED: return chosen ? kzi_play_happens(of, chosen, false) : kzi_play_ask_guest(of);
        default: break;
        }
        if (of->turn_is == KZ_TURN_FAILED) return false;
    }
    uint32_t mover = who_moves(of);
    if (mover == NEVER_SEEN) return nobody_moves(of);
    if (mover == of->played.n && may_be_asked(of)) return kzi_play_ask_guest(of);
    return kzi_play_happens(of, best_option(of, mover), false);
}

static bool work_on_turn(play *of, uint64_t budget) {
    if (!of->is_turn_begun) return kzi_play_turn_begins(of);
    if (of->next_possible < of->possible_count) return consider_next(of, budget);
    return decide(of);
}

/* ---- somebody the guest asks about: what would they do now? ---- */
static bool wonder_on(play *of, uint64_t budget) {
    uint32_t end = of->first_act_by[of->wondered.n + 1];
    if (of->next_wondered >= end) {
        of->is_wondering = false;
        return true;
    }
    act_id act = {of->acts_by[of->next_wondered]};
    bool may_be = !of->is_limited[act.n] && kzi_minds_possible(&of->stories.minds, of->now, act);
    play_option option;
    others_answer would =
        may_be ? kzi_others_ask(of, of->now, act, budget, &option) : OTHERS_WOULD_NOT;
    if (would == OTHERS_UNDECIDED) return true;
    of->next_wondered++;
    if (would == OTHERS_FAILED) return kzi_play_fails(of);
    if (would == OTHERS_WOULD && (!of->has_would || kzi_others_is_better(&option, &of->would))) {
        of->would = option;
        of->has_would = true;
    }
    return true;
}

kz_turn kz_play_advance(kz_play *of, uint64_t effort) {
    if (of->turn_is != KZ_TURN_WORKING) return of->turn_is;
    uint64_t end = kzi_others_spent(of) + effort, turns = 0;
    while (of->turn_is == KZ_TURN_WORKING && kzi_others_spent(of) < end && turns++ < effort) {
        if (!work_on_turn(of, effort)) break;
    }
    if (of->in.has_failed || of->turn.has_failed) of->turn_is = KZ_TURN_FAILED;
    return of->turn_is;
}

mind_id kzi_play_mind_named(const play *of, const char *name) {
    for (uint32_t i = 0; name && i < of->ground->mind_count; i++) {
        if (strcmp(kzi_words_mind(of->ground, (mind_id){i}), name) == 0) return (mind_id){i};
    }
    return NO_MIND;
}

kz_turn kz_play_would(kz_play *of, const char *person, uint64_t effort) {
    if (!of->is_begun || of->turn_is == KZ_TURN_FAILED || of->turn_is == KZ_TURN_MISTAKEN)
        return of->turn_is;
    mind_id who = kzi_play_mind_named(of, person);
    if (who.n == NO_MIND.n) return KZ_TURN_MISTAKEN;
    if (of->wondered.n != who.n || of->wondered_at.n != of->now.n) {
        of->wondered = who;
        of->wondered_at = of->now;
        of->next_wondered = of->first_act_by[who.n];
        of->has_would = false;
        of->is_wondering = true;
    }
    uint64_t end = kzi_others_spent(of) + effort, looks = 0;
    while (of->is_wondering && kzi_others_spent(of) < end && looks++ < effort) {
        if (!wonder_on(of, effort)) return KZ_TURN_FAILED;
    }
    return of->is_wondering ? KZ_TURN_WORKING : KZ_TURN_YOURS;
}

const char *kz_play_would_act(kz_play *of) {
    return of->has_would && !of->is_wondering && of->wondered_at.n == of->now.n
               ? kzi_page_act(of, of->would.act)
               : NULL;
}
