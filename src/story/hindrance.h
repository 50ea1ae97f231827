/* SPDX-License-Identifier: MIT
 *
 * hindrance: why somebody does not.
 *
 * In     an exploration that has begun, a world of its stories, an act
 * Out    the first thing that stands in the way there, with what it takes to say so: whose mind,
 *        which course, what it would be worth
 * Owns   courses, in the arena given
 *
 * The order is that of docs/meaning.md, Possible and explained: the condition in the world; the
 * condition in each actor's mind; a course that gains, if everybody were to take their part in it;
 * whether they would. Courses are looked for without asking anybody, so what is found is what the
 * actor would wish for.
 */
#ifndef KZI_HINDRANCE_H
#define KZI_HINDRANCE_H

#include "explore.h"

typedef enum hindrance_kind {
    HINDRANCE_NONE,       /* it may happen here */
    HINDRANCE_IMPOSSIBLE, /* its condition does not hold */
    HINDRANCE_UNKNOWN,    /* an actor holds it impossible */
    HINDRANCE_NO_USE,     /* no course that begins with it gains anything for the actor */
    HINDRANCE_LOSS,       /* likewise, and done alone it loses */
    HINDRANCE_WASTE,      /* a course would gain, and as much is gained without a part of it */
    HINDRANCE_CONSENT,    /* a course would gain, and another would not take a step of it */
    HINDRANCE_NOT_ASKED   /* too many courses: not looked into to the end */
} hindrance_kind;

typedef struct hindrance {
    hindrance_kind kind;
    mind_id who; /* HINDRANCE_UNKNOWN and all that follow: which actor */
    view held;   /* who's world */
    view after;  /* HINDRANCE_NO_USE, HINDRANCE_LOSS: after the act alone, as who sees it */
    const act_id *course; /* HINDRANCE_WASTE, HINDRANCE_CONSENT: from the act on */
    uint32_t course_length;
    view course_end;
    uint32_t step; /* HINDRANCE_CONSENT: of the course, which the other would not take */
    mind_id other;
    bool other_believes; /* the other would hold the step possible; what is missing is a reason */
    view other_held, other_after;
    bool is_more_beyond; /* courses are no longer than the plan limit; longer ones were not looked
                            into */
} hindrance;

/* False when memory ended, or rules went round (minds.rules.loop). */
bool kzi_hindrance_find(exploration *of, view story, act_id act, hindrance *found, arena *in);

#endif
