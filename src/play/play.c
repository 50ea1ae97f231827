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

#include "../syntax/parser.h"

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
static void begin_turn(play *of) {
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
    begin_turn(of);
    return true;
}

static bool happens(play *of, const play_option *option, bool is_choice) {
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
static bool turn_begins(play *of) {
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
static bool ask_guest(play *of) {
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
        return ask_guest(of);
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
        return ask_guest(of);
    if (of->toward != NO_ENDING && (of->options.count || of->moves.count)) {
        switch (steer(of, &chosen)) {
        case STEERING: return true;
        case STEERED: return chosen ? happens(of, chosen, false) : ask_guest(of);
        default: break;
        }
        if (of->turn_is == KZ_TURN_FAILED) return false;
    }
    uint32_t mover = who_moves(of);
    if (mover == NEVER_SEEN) return nobody_moves(of);
    if (mover == of->played.n && may_be_asked(of)) return ask_guest(of);
    return happens(of, best_option(of, mover), false);
}

static bool work_on_turn(play *of, uint64_t budget) {
    if (!of->is_turn_begun) return turn_begins(of);
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

static mind_id mind_named(const play *of, const char *name) {
    for (uint32_t i = 0; name && i < of->ground->mind_count; i++) {
        if (strcmp(kzi_words_mind(of->ground, (mind_id){i}), name) == 0) return (mind_id){i};
    }
    return NO_MIND;
}

kz_turn kz_play_would(kz_play *of, const char *person, uint64_t effort) {
    if (!of->is_begun || of->turn_is == KZ_TURN_FAILED || of->turn_is == KZ_TURN_MISTAKEN)
        return of->turn_is;
    mind_id who = mind_named(of, person);
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

/* ---- the guest decides ---- */

typedef struct {
    play *of;
    state_id at; /* corrected so far */
    state_id truth;
    act_id act;
} correcting;

/* What the condition names, in the world (chain 0) or in a mind, is put right where the played
 * person was wrong about it. */
static bool correct_in(correcting *c, expression_id id, const mind_id *chain, uint32_t length,
                       state_id truth) {
    play *of = c->of;
    const expression *e = &of->ground->expressions[id.n];
    bool is_fact = e->kind == EXPRESSION_FACT || e->kind == CONDITION_FACT_IS ||
                   e->kind == CONDITION_FACT_IS_NOT;
    if (is_fact) {
        value is =
            kzi_fact_get(of->ground, kzi_state_facts(&of->stories.minds.states, truth), e->fact);
        c->at = kzi_minds_with(&of->stories.minds, c->at, chain, length, e->fact, is);
        if (c->at.n == NO_STATE.n) return kzi_play_fails(of);
    }
    bool is_in_mind = e->kind == CONDITION_BELIEVES || e->kind == EXPRESSION_BELIEVED;
    mind_id longer[4];
    if (is_in_mind && length >= 4) return true;
    for (uint32_t i = 0; i < length; i++) longer[i] = chain[i];
    if (is_in_mind) longer[length] = e->mind;
    state_id inner = is_in_mind ? kzi_state_mind(&of->stories.minds.states, truth, e->mind) : truth;
    for (uint32_t i = 0; i < e->child_count; i++) {
        if (!correct_in(c, of->ground->children[e->first_child + i], longer, length + is_in_mind,
                        inner))
            return false;
    }
    return true;
}

state_id kzi_play_corrected(play *of, state_id at, act_id act) {
    correcting c = {of, at, at, act};
    if (!correct_in(&c, of->ground->acts[act.n].condition, &of->played, 1, at)) return NO_STATE;
    state_id after = kzi_minds_wait(&of->stories.minds, kzi_play_view(of, c.at));
    if (after.n == NO_STATE.n) kzi_play_fails(of);
    return after;
}

static kz_heard says(play *of, kz_heard heard) {
    if (heard != KZ_HEARD) return heard;
    return of->turn_is == KZ_TURN_FAILED ? KZ_HEARD_FAILED : KZ_HEARD;
}

/* What the played person held possible and is not: they find out. */
static kz_heard tries_in_vain(play *of, act_id act) {
    state_id after = kzi_play_corrected(of, of->now, act);
    if (after.n == NO_STATE.n) return KZ_HEARD_FAILED;
    return says(of, kzi_play_add(of, (play_event){.kind = EVENT_TRIED,
                                                  .act = act,
                                                  .played = of->played,
                                                  .is_choice = true,
                                                  .before = of->now,
                                                  .after = after})
                        ? KZ_HEARD
                        : KZ_HEARD_FAILED);
}

/* An act of several needs the others' reasons too. */
static kz_heard others_consent(play *of, act_id act) {
    const ground_act *a = &of->ground->acts[act.n];
    view story = kzi_play_view(of, of->now);
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = of->ground->actors[a->first_actor + i];
        if (actor.n == of->played.n) continue;
        if (!kzi_reasons_believed(&of->stories.reasons, story, act, actor))
            return KZ_HEARD_UNWILLING;
        reason why = kzi_others_reason(of, kzi_minds_view(&of->stories.minds, story, actor), act);
        if (why.answer == REASON_FAILED && !of->stories.minds.rules.loop.was_found)
            return kzi_play_fails(of), KZ_HEARD_FAILED;
        if (why.answer != REASON_YES) return KZ_HEARD_UNWILLING;
    }
    return KZ_HEARD;
}

static kz_heard chooses(play *of, act_id act) {
    of->first_new = of->events.count;
    if (!kzi_minds_possible(&of->stories.minds, of->now, act)) return tries_in_vain(of, act);
    kz_heard heard = others_consent(of, act);
    if (heard != KZ_HEARD) return heard;
    state_id after = kzi_play_after(of, of->now, act);
    if (after.n == NO_STATE.n)
        return of->turn_is == KZ_TURN_FAILED ? KZ_HEARD_FAILED : tries_in_vain(of, act);
    return says(of, happens(of, &(play_option){.act = act}, true) ? KZ_HEARD : KZ_HEARD_FAILED);
}

kz_heard kz_play_choose(kz_play *of, const char *words) {
    if (of->turn_is != KZ_TURN_YOURS) return KZ_HEARD_NOT_NOW;
    kzi_arena_reset(&of->text);
    uint32_t meant = kzi_moves_meant(of, words, false);
    if (meant == SEVERAL_MOVES) return KZ_HEARD_SEVERAL;
    return meant == NO_MOVE ? KZ_HEARD_UNKNOWN : chooses(of, (act_id){meant});
}

kz_heard kz_play_happens(kz_play *of, const char *words) {
    if (!of->is_begun || of->turn_is == KZ_TURN_FAILED || of->turn_is == KZ_TURN_OVER)
        return KZ_HEARD_NOT_NOW;
    kzi_arena_reset(&of->text);
    uint32_t meant = kzi_moves_meant(of, words, true);
    if (meant == SEVERAL_MOVES) return KZ_HEARD_SEVERAL;
    if (meant == NO_MOVE) return KZ_HEARD_UNKNOWN;
    act_id act = {meant};
    if (!kzi_minds_possible(&of->stories.minds, of->now, act)) return KZ_HEARD_UNWILLING;
    state_id after = kzi_play_after(of, of->now, act);
    if (after.n == NO_STATE.n)
        return of->turn_is == KZ_TURN_FAILED ? KZ_HEARD_FAILED : KZ_HEARD_UNWILLING;
    if (kzi_care_forbids(of, act, after)) return KZ_HEARD_UNWILLING;
    of->first_new = of->events.count;
    return says(of, happens(of, &(play_option){.act = act}, true) ? KZ_HEARD : KZ_HEARD_FAILED);
}

kz_heard kz_play_wait(kz_play *of) {
    if (of->turn_is != KZ_TURN_YOURS) return KZ_HEARD_NOT_NOW;
    of->first_new = of->events.count;
    return kzi_play_add(of, (play_event){.kind = EVENT_PASSED,
                                         .played = of->played,
                                         .is_choice = true,
                                         .before = of->now,
                                         .after = of->now})
               ? KZ_HEARD
               : KZ_HEARD_FAILED;
}

/* Back to before the last choice that was made at a prompt. */
kz_heard kz_play_undo(kz_play *of) {
    if (!of->is_begun || of->turn_is == KZ_TURN_FAILED || of->turn_is == KZ_TURN_MISTAKEN)
        return KZ_HEARD_NOT_NOW;
    uint32_t last = of->events.count;
    while (last > of->loaded_events && !of->events.items[last - 1].is_choice) last--;
    if (last == of->loaded_events) return KZ_HEARD_UNKNOWN;
    const play_event *gone = &of->events.items[last - 1];
    of->now = gone->before;
    if (gone->kind == EVENT_HANDED) {
        of->played =
            last - 1 > of->loaded_events ? of->events.items[last - 2].played : of->played_at_start;
        of->ahead = (looking_ahead){0};
    }
    of->events.count = last - 1;
    of->first_new = of->events.count;
    of->is_cut = false;
    of->acts_since_prompt = 0;
    kzi_play_reckon_turns(of);
    begin_turn(of);
    return KZ_HEARD;
}

kz_heard kz_play_hand_over(kz_play *of, const char *person) {
    if (of->turn_is != KZ_TURN_YOURS && of->turn_is != KZ_TURN_WORKING) return KZ_HEARD_NOT_NOW;
    mind_id who = mind_named(of, person);
    if (person && who.n == NO_MIND.n) return KZ_HEARD_UNKNOWN;
    of->first_new = of->events.count + 1;
    of->ahead = (looking_ahead){0}; /* what nobody takes depends on whether somebody is played */
    of->played = who;
    if (!kzi_play_add(of, (play_event){.kind = EVENT_HANDED,
                                       .played = who,
                                       .is_choice = true,
                                       .before = of->now,
                                       .after = of->now}))
        return KZ_HEARD_FAILED;
    if (!turn_begins(of)) return KZ_HEARD_FAILED;
    if (of->moves.count && of->turn_is == KZ_TURN_WORKING)
        ask_guest(of); /* who takes over moves first */
    return KZ_HEARD;
}

uint32_t kz_play_move_count(const kz_play *of) {
    return of->turn_is == KZ_TURN_YOURS ? of->moves.count : 0;
}

/* ---- begin and end ---- */
static bool read_play_changes(play *of, const node **changes) {
    for (uint32_t i = 0; i < of->change_count; i++) {
        changes[i] = kzi_reading_change(&of->own, of->changes[i], &of->said);
        if (!changes[i] && of->said.error_count == 0) return false;
    }
    return of->said.error_count == 0;
}

static bool list_acts_by(play *of) {
    const grounded *about = of->ground;
    uint32_t count = 0, fate = about->mind_count;
    for (uint32_t i = 0; i < about->act_count; i++)
        count += about->acts[i].actor_count ? about->acts[i].actor_count : 1;
    of->acts_by = KZI_TAKE_MANY(&of->in, uint32_t, count);
    of->first_act_by = KZI_TAKE_MANY(&of->in, uint32_t, fate + 2);
    uint32_t *next = KZI_TAKE_MANY(&of->in, uint32_t, fate + 1);
    if (!of->acts_by || !of->first_act_by || !next) return false;
    for (uint32_t i = 0; i < about->act_count; i++) {
        const ground_act *act = &about->acts[i];
        for (uint32_t j = 0; j < act->actor_count; j++)
            of->first_act_by[about->actors[act->first_actor + j].n + 1]++;
        if (!act->actor_count) of->first_act_by[fate + 1]++;
    }
    for (uint32_t i = 0; i <= fate; i++) {
        of->first_act_by[i + 1] += of->first_act_by[i];
        next[i] = of->first_act_by[i];
    }
    for (uint32_t i = 0; i < about->act_count; i++) {
        const ground_act *act = &about->acts[i];
        for (uint32_t j = 0; j < act->actor_count; j++)
            of->acts_by[next[about->actors[act->first_actor + j].n]++] = i;
        if (!act->actor_count) of->acts_by[next[fate]++] = i;
    }
    return true;
}

static uint32_t play_limit(uint32_t asked, uint32_t otherwise) {
    return asked == KZ_AS_THE_WORLD_SAYS ? otherwise : asked == KZ_NO_LIMIT ? NO_LIMIT : asked - 1;
}

static bool play_mistaken(play *of, const char *what, const char *name, const char *const *known,
                          uint32_t count) {
    static const span in_no_file = {UINT32_MAX, 0, 0};
    note *said = kzi_note(&of->said, K_NO_SUCH_STORY, in_no_file, what, name);
    const char *meant = known ? kzi_did_you_mean(name, known, count) : NULL;
    if (meant) kzi_note_try(&of->said, said, "%s", meant);
    of->turn_is = KZ_TURN_MISTAKEN;
    return true;
}

static bool find_played(play *of, const char *name) {
    of->played = mind_named(of, name);
    if (!name || of->played.n != NO_MIND.n) return true;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, of->ground->mind_count);
    for (uint32_t i = 0; known && i < of->ground->mind_count; i++)
        known[i] = kzi_words_mind(of->ground, (mind_id){i});
    return known ? play_mistaken(of, "person", name, known, of->ground->mind_count) : false;
}

static bool find_toward(play *of, const char *name) {
    const grounded *about = of->ground;
    of->toward = NO_ENDING;
    for (uint32_t i = 0; name && i < about->ending_count; i++) {
        if (strcmp(kzi_symbol_text(about->names, about->endings[i].name), name) == 0)
            of->toward = i;
    }
    if (!name || of->toward != NO_ENDING) return true;
    const char **known = KZI_TAKE_MANY(&of->in, const char *, about->ending_count);
    for (uint32_t i = 0; known && i < about->ending_count; i++)
        known[i] = kzi_symbol_text(about->names, about->endings[i].name);
    return known ? play_mistaken(of, "ending", name, known, about->ending_count) : false;
}

static bool ground_play(play *of, const kz_play_settings *s) {
    const node **changes = KZI_TAKE_MANY(&of->in, const node *, of->change_count);
    if (!changes) return false;
    if (of->change_count && !read_play_changes(of, changes)) return false;
    ground_request request = {
        .what_if = NO_WHAT_IF, .changes = changes, .change_count = of->change_count};
    of->ground = kzi_ground_build(&of->in, of->world->world, &request, &of->said);
    if (!of->ground) return false;
    limits within = of->ground->limits;
    within.plan = play_limit(s->limit_plan, within.plan);
    within.mind = play_limit(s->limit_mind, within.mind);
    within.beliefs = play_limit(s->limit_beliefs, within.beliefs);
    of->is_begun = kzi_explore_begin(&of->stories, of->ground, &within, &of->in);
    of->stories.reasons.passes_over_loops =
        true; /* what makes rules go round is taken to be impossible: a play goes on */
    return of->is_begun;
}

bool kzi_play_start(play *of) {
    uint32_t minds_and_fate = of->ground->mind_count + 1;
    of->ready = KZI_TAKE_MANY(&of->in, uint32_t, minds_and_fate);
    of->ready_at_start = KZI_TAKE_MANY(&of->in, uint32_t, minds_and_fate);
    of->possible = KZI_TAKE_MANY(&of->in, act_id, of->ground->act_count);
    of->may_be = KZI_TAKE_MANY(&of->in, uint64_t, of->stories.minds.acts.word_count);
    if (!of->ready || !of->ready_at_start || !of->possible || !of->may_be || !list_acts_by(of) ||
        !kzi_care_begin(of))
        return false;
    of->now = kzi_explore_start(&of->stories);
    if (of->now.n == NO_STATE.n) {
        if (!of->stories.minds.rules.loop.was_found) return false;
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    begin_turn(of);
    if (of->turn_is == KZ_TURN_OVER && !kzi_care_allows(of, of->now)) of->is_cut = true;
    return true;
}

static bool begin_play(play *of, const kz_play_settings *s, const reading *shared) {
    of->world = shared;
    of->said = kzi_notes(&of->in, &shared->all);
    kzi_save_hash(shared, of->source_hash);
    of->without = kzi_arena_copies(&of->in, s->without_content, s->without_content_count);
    of->without_count = (uint32_t)s->without_content_count;
    of->changes = kzi_arena_copies(&of->in, s->changes, s->change_count);
    of->change_count = (uint32_t)s->change_count;
    if (!of->without || !of->changes) return false;
    if (!shared->world) {
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    if (of->change_count) {
        of->has_own = true;
        if (!kzi_reading_again(&of->own, &of->from, shared)) return false;
        of->world = &of->own;
        of->said = kzi_notes(&of->in, &of->own.all);
    }
    if (!ground_play(of, s)) {
        if (of->said.error_count == 0) return false;
        of->turn_is = KZ_TURN_MISTAKEN;
        return true;
    }
    if (!find_played(of, s->as) || !find_toward(of, s->toward)) return false;
    of->played_at_start = of->played;
    return of->turn_is == KZ_TURN_MISTAKEN || kzi_play_start(of);
}

kz_play *kzi_play_new(const memory *like, const reading *shared, const kz_play_settings *settings) {
    kz_play_settings s = {0};
    if (settings) memcpy(&s, settings, settings->size < sizeof s ? settings->size : sizeof s);
    memory guest = *like;
    guest.used = guest.peak = 0;
    play *of = kzi_memory_resize(&guest, NULL, 0, sizeof *of);
    if (!of) return NULL;
    memset(of, 0, sizeof *of);
    of->guest = guest;
    kzi_pool_begin(&of->pool, &of->guest, s.reserve);
    of->from = kzi_pool_memory(&of->pool);
    of->in = kzi_arena(&of->from);
    of->text = kzi_arena(&of->from);
    of->turn = kzi_arena(&of->from);
    of->seed = s.seed;
    of->played = of->wondered = NO_MIND;
    of->ending = NO_ENDING;
    of->wondered_at = NO_STATE;
    if (!begin_play(of, &s, shared) || of->in.has_failed) of->turn_is = KZ_TURN_FAILED;
    return of;
}

void kz_play_free(kz_play *of) {
    if (!of) return;
    if (of->is_begun) kzi_explore_end(&of->stories);
    if (of->has_own) kzi_reading_end(&of->own);
    kzi_arena_free(&of->turn);
    kzi_arena_free(&of->text);
    kzi_arena_free(&of->in);
    kzi_pool_end(&of->pool);
    memory guest = of->guest;
    kzi_memory_resize(&guest, of, sizeof *of, 0);
}

size_t kz_play_memory(const kz_play *of) {
    return of->guest.used;
}
