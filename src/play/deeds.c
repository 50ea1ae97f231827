/* SPDX-License-Identifier: MIT
 *
 * deeds: what the guest decides for the played person.
 *
 * In     an act in words or by its number; waiting, undoing, handing over
 * Out    whether it was heard, and events; who is wrong about what an act needs finds out
 */
#include "playing.h"

#include <string.h>

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
    return says(of, kzi_play_happens(of, &(play_option){.act = act}, true) ? KZ_HEARD
                                                                           : KZ_HEARD_FAILED);
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
    return says(of, kzi_play_happens(of, &(play_option){.act = act}, true) ? KZ_HEARD
                                                                           : KZ_HEARD_FAILED);
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
    kzi_play_begin_turn(of);
    return KZ_HEARD;
}

kz_heard kz_play_hand_over(kz_play *of, const char *person) {
    if (of->turn_is != KZ_TURN_YOURS && of->turn_is != KZ_TURN_WORKING) return KZ_HEARD_NOT_NOW;
    mind_id who = kzi_play_mind_named(of, person);
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
    if (!kzi_play_turn_begins(of)) return KZ_HEARD_FAILED;
    if (of->moves.count && of->turn_is == KZ_TURN_WORKING)
        kzi_play_ask_guest(of); /* who takes over moves first */
    return KZ_HEARD;
}

uint32_t kz_play_move_count(const kz_play *of) {
    return of->turn_is == KZ_TURN_YOURS ? of->moves.count : 0;
}
