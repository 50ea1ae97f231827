/* SPDX-License-Identifier: MIT
 *
 * page_why: why somebody does something, or does not, as the played person sees them.
 *
 * In     an act; a state
 * Out    the plan in the actor's mind as it looks from the played person's; or what is missing
 */
#include "playing.h"

#include "../ground/expressions.h"

#define WHY_WIDTH 78u

static void write_plan_said(writer *to, const grounded *about, mind_id planner, const act_id *plan,
                            uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        if (i) kzi_write(to, ", then ");
        kzi_moves_deed(to, about, plan[i], planner);
    }
}

void kzi_page_reason(play *of, writer *to, mind_id who, view held, const act_id *plan,
                     uint32_t plan_length, const char *indent) {
    minds *m = &of->stories.minds;
    value before = kzi_minds_worth(m, held.state, who);
    for (uint32_t i = 0; i < plan_length; i++) {
        held.state = kzi_minds_step(m, held, plan[i]);
        if (held.state.n == NO_STATE.n) return;
    }
    value after = kzi_minds_worth(m, held.state, who);
    writer whole = kzi_writer(&of->text);
    kzi_writef(&whole, "%s's plan: ", kzi_words_mind(of->ground, who));
    write_plan_said(&whole, of->ground, who, plan, plan_length);
    if (before != UNKNOWN && after != UNKNOWN)
        kzi_writef(&whole, " (%d now, %d then)", before, after);
    kzi_write(&whole, ".");
    kzi_telling_wrap(to, kzi_written(&whole), WHY_WIDTH, indent);
}

/* The actor as the played person takes them to be. */
static view seen_actor(play *of, state_id at, mind_id actor) {
    view held = kzi_play_held(of, at);
    return actor.n == of->played.n ? held : kzi_minds_view(&of->stories.minds, held, actor);
}

void kzi_page_why(play *of, writer *to, act_id act, state_id at, bool was_done) {
    const ground_act *a = &of->ground->acts[act.n];
    if (a->actor_count == 0) kzi_write(to, "Nobody's doing: fate.\n");
    for (uint32_t i = 0; i < a->actor_count; i++) {
        mind_id actor = of->ground->actors[a->first_actor + i];
        view held = seen_actor(of, at, actor);
        bool is_possible = kzi_minds_hold(&of->stories.minds, held.state, a->condition);
        reason why = is_possible ? kzi_others_reason(of, held, act) : (reason){.answer = REASON_NO};
        const char *name = kzi_words_mind(of->ground, actor);
        if (why.answer == REASON_YES) {
            if (actor.n != of->played.n && of->played.n != NO_MIND.n)
                kzi_writef(to, "As %s sees it, ", kzi_words_mind(of->ground, of->played));
            kzi_page_reason(of, to, actor, held, why.plan, why.plan_length, "");
        } else if (actor.n == of->played.n) {
            kzi_writef(to, "No plan of %s's own speaks for it%s.\n", name,
                       was_done ? ": it was your choice" : "");
        } else {
            kzi_writef(to, "%s cannot tell why %s %s.\n",
                       of->played.n == NO_MIND.n ? "One" : kzi_words_mind(of->ground, of->played),
                       name, was_done ? "did that" : "would do that");
        }
    }
}

/* ---- why not ---- */

/* The parts of the condition that do not hold. */
static void write_missing(play *of, writer *to, state_id at, expression_id id, bool *has_any) {
    const expression *e = &of->ground->expressions[id.n];
    if (kzi_minds_hold(&of->stories.minds, at, id)) return;
    if (e->kind == CONDITION_AND) {
        for (uint32_t i = 0; i < e->child_count; i++)
            write_missing(of, to, at, of->ground->children[e->first_child + i], has_any);
        return;
    }
    kzi_write(to, *has_any ? ", " : "");
    kzi_expression_write(to, of->ground, id);
    *has_any = true;
}

static void write_whynot_for(play *of, writer *to, act_id act, mind_id actor) {
    const ground_act *a = &of->ground->acts[act.n];
    const char *name = kzi_words_mind(of->ground, actor);
    view held = seen_actor(of, of->now, actor);
    bool has_any = false;
    writer missing = kzi_writer(&of->text), whole = kzi_writer(&of->text);
    write_missing(of, &missing, held.state, a->condition, &has_any);
    if (has_any) {
        kzi_writef(&whole, "As %s sees it, it cannot be done: it needs %s.", name,
                   kzi_written(&missing));
    } else {
        reason why = kzi_others_reason(of, held, act);
        if (why.answer == REASON_YES)
            kzi_writef(&whole, "Nothing keeps %s from it: it serves a plan.", name);
        else
            kzi_writef(&whole,
                       "%s could, and has no reason to: no plan of at most %u acts that begins "
                       "with it brings what %s wants.",
                       name, of->stories.reasons.plan_limit, name);
    }
    kzi_telling_wrap(to, kzi_written(&whole), WHY_WIDTH, "");
}

void kzi_page_whynot(play *of, writer *to, act_id act) {
    const ground_act *a = &of->ground->acts[act.n];
    if (of->is_limited[act.n] || (of->played.n != NO_MIND.n && of->is_harm[act.n])) {
        kzi_write(to, "That is not among the moves of this play.\n");
        return;
    }
    if (a->actor_count == 0) kzi_write(to, "That is fate's to do.\n");
    for (uint32_t i = 0; i < a->actor_count; i++)
        write_whynot_for(of, to, act, of->ground->actors[a->first_actor + i]);
}

/* ---- the door ---- */

/* The last event with that act, if it was seen; NULL when it did not happen. */
static const play_event *last_of(const play *of, act_id act) {
    for (uint32_t i = of->events.count; i-- > 0;) {
        const play_event *event = &of->events.items[i];
        if (event->kind == EVENT_ACT && event->act.n == act.n &&
            kzi_play_sees(of, &of->ground->acts[act.n], event->before, of->played))
            return event;
    }
    return NULL;
}

static const play_event *last_seen(const play *of) {
    for (uint32_t i = of->events.count; i-- > 0;) {
        const play_event *event = &of->events.items[i];
        if (event->kind == EVENT_ACT &&
            kzi_play_sees(of, &of->ground->acts[event->act.n], event->before, of->played))
            return event;
    }
    return NULL;
}

static bool may_answer(const play *of) {
    return of->is_begun && of->turn_is != KZ_TURN_MISTAKEN && of->turn_is != KZ_TURN_FAILED;
}

static const char *answered(play *of, const writer *to) {
    return of->text.has_failed ? NULL : kzi_written(to);
}

static const char *nothing_meant(play *of, writer *to, uint32_t meant) {
    kzi_write(to,
              meant == SEVERAL_MOVES
                  ? "More than one act is called so: say which, as in `give(rose, Aki) by Ren`.\n"
                  : "There is no act of that name.\n");
    return answered(of, to);
}

/* A move by its number, else any act by its words. */
static uint32_t meant_act(play *of, const char *words) {
    uint32_t meant = of->turn_is == KZ_TURN_YOURS ? kzi_moves_meant(of, words, false) : NO_MOVE;
    return meant == NO_MOVE ? kzi_moves_meant(of, words, true) : meant;
}

const char *kz_play_why(kz_play *of, const char *words) {
    kzi_arena_reset(&of->text);
    writer to = kzi_writer(&of->text);
    if (!may_answer(of)) return "";
    const play_event *event = words && *words ? NULL : last_seen(of);
    if ((!words || !*words) && !event) return "Nothing was done yet.\n";
    uint32_t meant = event ? event->act.n : meant_act(of, words);
    if (meant == NO_MOVE || meant == SEVERAL_MOVES) return nothing_meant(of, &to, meant);
    if (!event) event = last_of(of, (act_id){meant});
    bool is_open_now = of->turn_is == KZ_TURN_YOURS && words && *words &&
                       kzi_moves_meant(of, words, false) == meant;
    if (is_open_now) event = NULL;
    if (event) {
        kzi_moves_deed(&to, of->ground, (act_id){meant}, NO_MIND);
        kzi_write(&to, ": ");
    }
    kzi_page_why(of, &to, (act_id){meant}, event ? event->before : of->now, event != NULL);
    return answered(of, &to);
}

const char *kz_play_whynot(kz_play *of, const char *words) {
    kzi_arena_reset(&of->text);
    writer to = kzi_writer(&of->text);
    if (!may_answer(of)) return "";
    uint32_t meant = meant_act(of, words ? words : "");
    if (meant == NO_MOVE || meant == SEVERAL_MOVES) return nothing_meant(of, &to, meant);
    kzi_page_whynot(of, &to, (act_id){meant});
    return answered(of, &to);
}
