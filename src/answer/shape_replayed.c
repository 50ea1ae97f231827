/* SPDX-License-Identifier: MIT
 *
 * shape_replayed: a found match looked at again, by code that shares nothing with the search:
 * worlds grown by the replay, parts tried one
 *                 after the other.
 *
 * In     a story, who is meant, the shape
 * Out    whether the parts can be found in it, in order
 */
#include "../replay/steps.h"
#include "shape.h"

#define EFFORT 2000000u

typedef struct {
    const finding *f;
    const shape_match *match;
    const grounded *about;
    steps s;
    world_id *worlds_at; /* by moment */
    uint32_t story_end;  /* ending of the last moment; NO_ENDING: nobody moves */
} shape_replay;

static bool could_be(const shape_replay *r, shape_who who, mind_id mind) {
    uint32_t meant = kzi_shape_thing(&r->f->of, who, r->match->cast);
    return meant == UINT32_MAX || r->about->minds[mind.n].person.n == meant;
}

static bool holds_then(const shape_replay *r, const shape_step *step, uint32_t moment) {
    return kzi_replay_holds(kzi_replay_stand(&r->s.worlds, r->worlds_at[moment]),
                            kzi_shape_condition(r->f, r->about, step->condition, r->match->cast));
}

static value seen_in(const shape_replay *r, world_id at, const shape_topic *topic) {
    for (uint32_t i = 0; i < topic->via_count; i++)
        at = kzi_replay_mind(&r->s.worlds, at, topic->via[i]);
    return kzi_replay_values(&r->s.worlds, at)[topic->fact];
}

static bool is_same_topic(const shape_topic *a, const shape_topic *b) {
    if (a->fact != b->fact || a->via_count != b->via_count) return false;
    for (uint32_t i = 0; i < a->via_count; i++) {
        if (a->via[i].n != b->via[i].n) return false;
    }
    return true;
}

/* One thing told by act number `act`: does the step mean it? */
static bool told_fits(const shape_replay *r, const shape_step *step, uint32_t number,
                      const implant *what, uint32_t act, const shape_topic *before,
                      shape_topic *now) {
    world_id was = r->worlds_at[act], is = r->worlds_at[act + 1];
    if (what->kind != IMPLANT_LEARNS || what->teller.n == NO_MIND.n ||
        !could_be(r, step->subject, what->teller))
        return false;
    if (step->object_count && !could_be(r, step->objects[0], what->mind)) return false;
    if (!kzi_replay_holds(
            kzi_replay_stand(&r->s.worlds, kzi_replay_mind(&r->s.worlds, was, what->mind)),
            what->when))
        return false;
    value claim = kzi_replay_amount(kzi_replay_stand(&r->s.worlds, was), what->amount);
    *now = (shape_topic){.fact = what->fact.n, .via_count = what->via_count};
    for (uint32_t i = 0; i < what->via_count && i < 4; i++)
        now->via[i] = r->about->via[what->first_via + i];
    if (seen_in(r, kzi_replay_mind(&r->s.worlds, is, what->mind), now) != claim) return false;
    bool is_lie = seen_in(r, is, now) != claim &&
                  seen_in(r, kzi_replay_mind(&r->s.worlds, was, what->teller), now) != claim;
    if (step->kind == SHAPE_LIES && !is_lie) return false;
    if (step->about)
        return now->via_count == 0 && now->fact == kzi_shape_about(r->f, number, r->match->cast);
    return !step->is_it || is_same_topic(before, now);
}

static bool learns_topic(const shape_replay *r, const shape_step *step, uint32_t act,
                         const shape_topic *topic) {
    world_id was = r->worlds_at[act], is = r->worlds_at[act + 1];
    for (uint32_t m = 0; m < r->about->mind_count; m++) {
        if (!could_be(r, step->subject, (mind_id){m})) continue;
        value held_before = seen_in(r, kzi_replay_mind(&r->s.worlds, was, (mind_id){m}), topic),
              held = seen_in(r, kzi_replay_mind(&r->s.worlds, is, (mind_id){m}), topic);
        if (held_before != seen_in(r, was, topic) && held == seen_in(r, is, topic) &&
            held != held_before)
            return true;
    }
    return false;
}

static bool is_the_act(const shape_replay *r, const shape_step *step, const ground_act *act) {
    bool is_by = step->subject.kind == WHO_MISSING;
    for (uint32_t i = 0; i < act->actor_count; i++)
        is_by |= could_be(r, step->subject, r->about->actors[act->first_actor + i]);
    for (uint32_t i = 0; i < step->object_count; i++) {
        uint32_t thing = kzi_shape_thing(&r->f->of, step->objects[i], r->match->cast);
        if (thing != UINT32_MAX && !kzi_shape_concerns(r->about, act, thing)) return false;
    }
    return is_by && act->declaration == step->act;
}

/* Does the step fit act number `act`? `now` is what was told by then. */
static bool act_is_it(const shape_replay *r, const shape_step *step, uint32_t number, uint32_t act,
                      const shape_topic *before, shape_topic *now) {
    const ground_act *done = &r->about->acts[r->match->acts[act].n];
    *now = *before;
    if (step->kind == SHAPE_ACT) return is_the_act(r, step, done);
    if (step->kind == SHAPE_LEARNS) {
        if (step->condition != NO_CONDITION)
            return !holds_then(r, step, act) && holds_then(r, step, act + 1);
        if (step->about)
            *now = (shape_topic){.fact = kzi_shape_about(r->f, number, r->match->cast)};
        return now->fact != UINT32_MAX && learns_topic(r, step, act, now);
    }
    if (step->kind != SHAPE_LIES && step->kind != SHAPE_TELLS) return false;
    if (step->condition != NO_CONDITION && !holds_then(r, step, act + 1)) return false;
    for (uint32_t i = 0; i < done->implant_count; i++) {
        if (told_fits(r, step, number, &r->about->implants[done->first_implant + i], act, before,
                      now))
            return true;
    }
    return false;
}

static bool moment_is_it(const shape_replay *r, const shape_step *step, uint32_t moment) {
    if (step->kind == SHAPE_MOMENT) return holds_then(r, step, moment);
    if (step->kind != SHAPE_ENDS || moment != r->match->act_count) return false;
    return step->ending == NO_ENDING || step->ending == r->story_end;
}

/* ---- one part after the other. Times: act number i is 2i + 1, the moment before it 2i. ---- */
static bool step_at(const shape_replay *r, const shape_step *step, uint32_t number, uint32_t time,
                    const shape_topic *before, shape_topic *now) {
    *now = *before;
    return time % 2 ? act_is_it(r, step, number, time / 2, before, now)
                    : moment_is_it(r, step, time / 2);
}

static bool guards_allow(const shape_replay *r, uint32_t part, uint32_t time,
                         const shape_topic *told) {
    const shape_part *gap = &r->f->of.parts[part];
    shape_topic unused;
    for (uint32_t i = 0; i < gap->guard_count; i++) {
        uint32_t number = gap->first_guard + i;
        if (step_at(r, &r->f->of.guards[number], MOST_PARTS + 1 + number, time, told, &unused))
            return false;
    }
    return true;
}

static bool is_about_a_moment(const shape_step *step) {
    return step->kind == SHAPE_MOMENT || step->kind == SHAPE_ENDS;
}

static uint32_t last_time(const shape_replay *r) {
    return 2 * r->match->act_count;
}

/* Parts from `part` on, behind `time` (UINT32_MAX: from the very start). */
static bool rest_is_there(const shape_replay *r, uint32_t part, uint32_t time,
                          const shape_topic *told) {
    const shape *of = &r->f->of;
    bool is_rest_over = part == of->part_count;
    for (uint32_t at = time + 1; at <= last_time(r); at++) {
        shape_topic now;
        const shape_part *wanted = &of->parts[part];
        bool is_near = is_rest_over || part == 0 || !wanted->is_next ||
                       at == time + (is_about_a_moment(&wanted->step) ==
                                             is_about_a_moment(&of->parts[part - 1].step)
                                         ? 2u
                                         : 1u);
        if (!is_rest_over && is_near && step_at(r, &wanted->step, part, at, told, &now) &&
            rest_is_there(r, part + 1, at, &now))
            return true;
        if (!guards_allow(r, part, at, told)) return false;
    }
    return is_rest_over;
}

static kz_progress grow_moments(shape_replay *r, const forecast *what) {
    world_id at = kzi_replay_start(&r->s);
    for (uint32_t i = 0; i < what->told_before.count && at.n != NO_WORLD.n; i++)
        at = kzi_replay_step(&r->s, at, what->told_before.items[i], NO_MIND);
    if (at.n != NO_WORLD.n && what->ground->fork != FORK_NONE) at = kzi_replay_fork(&r->s, at);
    for (uint32_t i = 0;; i++) {
        if (at.n == NO_WORLD.n)
            return r->s.worlds.stop == STOP_MEMORY   ? KZ_FAILED
                   : r->s.worlds.stop == STOP_EFFORT ? KZ_GAVE_UP
                                                     : KZ_BROKEN;
        r->worlds_at[i] = at;
        if (i == r->match->act_count) return KZ_ANSWERED;
        at = kzi_replay_step(&r->s, at, r->match->acts[i], NO_MIND);
    }
}

static uint32_t end_of_story(const shape_replay *r) {
    standpoint last = kzi_replay_stand(&r->s.worlds, r->worlds_at[r->match->act_count]);
    for (uint32_t i = 0; i < r->about->ending_count; i++) {
        if (kzi_replay_holds(last, r->about->endings[i].condition)) return i;
    }
    return NO_ENDING;
}

kz_progress kzi_shape_replay(asking *of, const finding *f, const shape_match *match) {
    if (of->main.stories.limits.beliefs != NO_LIMIT)
        return KZ_ANSWERED; /* the replay keeps beliefs without end */
    arena work = kzi_arena(&of->from);
    shape_replay r = {.f = f, .match = match, .about = of->main.ground};
    kzi_replay_steps_begin(&r.s, &work, of->main.ground, EFFORT);
    r.worlds_at = KZI_TAKE_MANY(&work, world_id, match->act_count + 1);
    kz_progress found = r.worlds_at ? grow_moments(&r, &of->main) : KZ_FAILED;
    if (found == KZ_ANSWERED) {
        r.story_end = end_of_story(&r);
        shape_topic nothing = {.fact = UINT32_MAX};
        if (!rest_is_there(&r, 0, UINT32_MAX, &nothing)) found = KZ_BROKEN;
    }
    kzi_replay_steps_end(&r.s);
    kzi_arena_free(&work);
    return found == KZ_GAVE_UP ? KZ_ANSWERED : found;
}
